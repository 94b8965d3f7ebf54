//! Decides the headline, without the site's name.
//!
//! Head and page both have it, the head with the name of the site around it, the page among other headings. A heading
//! that agrees with the head is the headline; without one the most trusted source decides.

use std::cmp::Ordering;
use std::collections::HashSet;

use crate::metadata::Field;
use crate::metadata::candidates::{Candidates, TitleCandidate};
use crate::metadata::normalise;
use crate::metadata::trust::TitlePlace;

/// Share of common words from which a heading and another title are the same one.
const SAME: f32 = 0.5;
/// Words of a headline after a kicker, and characters of the kicker: "The" is too short.
const MIN_WORDS: usize = 3;
const MIN_KICKER_CHARS: usize = 5;
/// Marks between a headline and the site's name.
const SEPARATORS: [&str; 15] =
    [" - ", " | ", " – ", " — ", " · ", " • ", " » ", " « ", " :: ", " / ", " ~ ", " ‹ ", " › ", " > ", "|"];
/// Parts that are cut off at most ("headline | section | site").
const MAX_PARTS: usize = 4;
const MAX_CANDIDATES: usize = 200;

pub(crate) struct Title {
    pub(crate) field: Field<String>,
    /// Where it is on the page.
    pub(crate) block: Option<u32>,
    /// What was cut off and is the name of the site.
    pub(crate) site: Option<String>,
}

/// A candidate without the site's name.
struct Stripped<'a> {
    text: &'a str,
    folded: String,
    candidate: &'a TitleCandidate,
    site: Option<&'a str>,
}

pub(crate) fn decide(candidates: &Candidates, site_names: &[String]) -> Option<Title> {
    let titles = &candidates.titles[..candidates.titles.len().min(MAX_CANDIDATES)];
    let others: Vec<String> = titles.iter().map(|title| normalise::phrase(&title.text)).collect();
    let said_twice = confirmed(titles, &others);
    let stripped: Vec<Stripped<'_>> = titles
        .iter()
        .zip(&others)
        .map(|(candidate, folded)| {
            let others: &[String] = if said_twice.contains(folded.as_str()) { &[] } else { &others };
            let (text, site) = without_site(without_permalink(&candidate.text), site_names, others);
            Stripped { text, folded: normalise::phrase(text), candidate, site }
        })
        .filter(|title| !title.folded.is_empty())
        .collect();
    let slug = candidates.slug.as_deref();
    let best = agreed(&stripped, slug, site_names).or_else(|| most_trusted(&stripped, slug, site_names))?;
    let of_page =
        stripped.iter().find(|title| title.candidate.block.is_some() && title.folded == best.folded);
    let block = best.candidate.block.or(of_page.and_then(|title| title.candidate.block));
    let best = well_written(best, &stripped);
    let site = stripped
        .iter()
        .find_map(|title| title.site.filter(|_| title.candidate.place == TitlePlace::HeadTitle));
    Some(Title {
        field: Field::new(best.text.to_owned(), best.candidate.place.provenance()),
        block,
        site: site.map(str::to_owned),
    })
}

/// Whole texts that a heading and the head both have: what comes before a colon or a dash in
/// them is a kicker, not the site.
fn confirmed<'a>(titles: &[TitleCandidate], folded: &'a [String]) -> HashSet<&'a str> {
    let of = |is: fn(&TitleCandidate) -> bool| {
        let texts = titles.iter().zip(folded).filter(move |(title, _)| is(title));
        texts.map(|(_, folded)| folded.as_str()).collect::<HashSet<&str>>()
    };
    &of(is_heading) & &of(is_head)
}

fn is_heading(title: &TitleCandidate) -> bool {
    title.place <= TitlePlace::TopHeading
}

fn is_head(title: &TitleCandidate) -> bool {
    (TitlePlace::JsonLd..=TitlePlace::HeadTitle).contains(&title.place)
}

/// The heading that says what the head says too.
fn agreed<'a>(
    titles: &'a [Stripped<'a>],
    slug: Option<&str>,
    site_names: &[String],
) -> Option<&'a Stripped<'a>> {
    let head: Vec<&Stripped<'_>> = titles.iter().filter(|title| is_head(title.candidate)).collect();
    let headings =
        titles.iter().filter(|title| is_heading(title.candidate) && !names_site(title.text, site_names));
    let mut best: Option<(f32, &Stripped<'_>)> = None;
    for heading in headings {
        let with_slug = slug.map_or(0.0, |slug| normalise::similarity(&heading.folded, slug));
        let agreement = head.iter().map(|other| agreement(heading, other)).fold(with_slug, f32::max);
        if agreement >= SAME && best.is_none_or(|(highest, _)| agreement > highest) {
            best = Some((agreement, heading));
        }
    }
    best.map(|(_, heading)| heading)
}

fn agreement(heading: &Stripped<'_>, other: &Stripped<'_>) -> f32 {
    let words = heading.folded.split(' ').count();
    let held = words >= 3 && other.folded.contains(&heading.folded) || opens(heading.text, other.text);
    normalise::similarity(&heading.folded, &other.folded).max(if held { 0.9 } else { 0.0 })
}

/// Whether a title is the heading and, after a separator, more.
fn opens(heading: &str, title: &str) -> bool {
    let behind = title.strip_prefix(heading).unwrap_or_default();
    behind.starts_with(": ") || SEPARATORS.iter().any(|mark| behind.starts_with(mark))
}

/// The headline of a heading that holds more than it, or is written worse than in the head.
fn well_written<'a>(best: &'a Stripped<'a>, titles: &'a [Stripped<'a>]) -> &'a Stripped<'a> {
    if !is_heading(best.candidate) {
        return best;
    }
    let head: Vec<&Stripped<'_>> = titles.iter().filter(|title| is_head(title.candidate)).collect();
    let squeezed = normalise::key(best.text);
    let same = || head.iter().filter(|title| normalise::key(title.text) == squeezed);
    if same().next().is_none() {
        return head.iter().find(|title| has_kicker(best.text, title.text)).unwrap_or(&best);
    }
    let times = |text: &str| same().filter(|title| title.text == text).count();
    let better = |title: &&&Stripped<'_>| {
        let more_marks = marks(title.text) > marks(best.text) && times(title.text) > 1;
        match words(title.text).cmp(&words(best.text)) {
            Ordering::Greater => true,
            Ordering::Equal => more_marks,
            Ordering::Less => false,
        }
    };
    same().find(better).unwrap_or(&best)
}

/// Whether a heading is a headline with a kicker before it that only the layout sets off:
/// "Flood in town The river keeps rising".
fn has_kicker(heading: &str, headline: &str) -> bool {
    let Some(kicker) = heading.strip_suffix(headline).filter(|_| words(headline) >= MIN_WORDS) else {
        return false;
    };
    let apart = kicker.ends_with(' ') || headline.starts_with(char::is_uppercase);
    let of_words = kicker.trim_end().ends_with(|c: char| c.is_alphanumeric() || matches!(c, '?' | '!' | ')'));
    apart && of_words && kicker.chars().count() >= MIN_KICKER_CHARS
}

fn words(text: &str) -> usize {
    text.split(' ').filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Signs between the words.
fn marks(text: &str) -> usize {
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric());
    inner.chars().filter(|c| !c.is_alphanumeric() && *c != ' ').count()
}

fn is_site(title: &Stripped<'_>, site_names: &[String]) -> bool {
    site_names.contains(&normalise::key(title.text))
}

fn most_trusted<'a>(
    titles: &'a [Stripped<'a>],
    slug: Option<&str>,
    site_names: &[String],
) -> Option<&'a Stripped<'a>> {
    let order = |title: &Stripped<'_>| match title.candidate.place {
        TitlePlace::JsonLd => 0,
        TitlePlace::Meta => 1,
        TitlePlace::HeadTitle => 2,
        TitlePlace::HeadlineMark => 3,
        TitlePlace::TopHeading => 4,
        TitlePlace::Line => 5,
    };
    let weight =
        |title: &Stripped<'_>| title.candidate.weight + slug.map_or(0, |slug| slug_points(title, slug));
    let key = |title: &&Stripped<'_>| (is_site(title, site_names), order(title), -weight(title));
    titles.iter().min_by_key(key)
}

/// What it adds to the points of a line that the page's address repeats it. Of 100 to 800 points, those from 400 find about
/// as many titles of WCXB's flattened articles: 4 (copied) to 7 (a block a line) in 100 more than none.
fn slug_points(title: &Stripped<'_>, slug: &str) -> i32 {
    const POINTS: f32 = 600.0;
    if title.candidate.place != TitlePlace::Line {
        return 0;
    }
    (POINTS * normalise::similarity(&title.folded, slug)) as i32
}

/// The title without parts that are the site's name or that no other title has.
fn without_site<'a>(title: &'a str, site_names: &[String], others: &[String]) -> (&'a str, Option<&'a str>) {
    let mut rest = title;
    let mut site = None;
    for _ in 0..MAX_PARTS {
        let Some((kept, cut)) =
            cut_last(rest, site_names, others).or_else(|| cut_first(rest, site_names, others))
        else {
            break;
        };
        rest = kept;
        let at_end = rest_ends_with(title, cut) && site.is_none() && looks_like_name(cut);
        if names_site(cut, site_names) || at_end {
            site = Some(cut);
        }
    }
    // What is left of a kicker that is elsewhere: ": Rain in town". "- Rain" is a quotation.
    let marks: &[char] =
        if rest.len() < title.len() { &[':', '|', '-', '–', '—', ' '] } else { &[':', '|', ' '] };
    (rest.trim_start_matches(marks), site)
}

/// Whether the part stood at the very end of the title, where sites put their names.
fn rest_ends_with(title: &str, cut: &str) -> bool {
    title.trim_end().ends_with(cut)
}

/// Few words, each with a capital.
fn looks_like_name(part: &str) -> bool {
    part.split(' ').count() <= 4 && part.split(' ').all(|word| !word.starts_with(char::is_lowercase))
}

/// What headings carry besides their words: the sign of a link to themselves.
fn without_permalink(title: &str) -> &str {
    let title = title.trim_end_matches(['¶', '🔗', ' ']);
    title.strip_suffix(" #").unwrap_or(title)
}

fn cut_last<'a>(title: &'a str, site_names: &[String], others: &[String]) -> Option<(&'a str, &'a str)> {
    let (at, separator) = SEPARATORS.iter().filter_map(|mark| Some((title.rfind(mark)?, mark))).max()?;
    let (kept, cut) = (title[..at].trim_end(), title[at + separator.len()..].trim_start());
    may_cut(kept, cut, site_names, others).then_some((kept, cut))
}

fn cut_first<'a>(title: &'a str, site_names: &[String], others: &[String]) -> Option<(&'a str, &'a str)> {
    let colon = title.find(": ").map(|at| (at, ": "));
    let marks = SEPARATORS.iter().filter_map(|mark| Some((title.find(mark)?, *mark)));
    let (at, separator) = marks.chain(colon).min()?;
    let (cut, kept) = (title[..at].trim_end(), title[at + separator.len()..].trim_start());
    may_cut(kept, cut, site_names, others).then_some((kept, cut))
}

fn may_cut(kept: &str, cut: &str, site_names: &[String], others: &[String]) -> bool {
    if kept.is_empty() || cut.is_empty() {
        return false;
    }
    let stands_alone = || others.contains(&normalise::phrase(kept));
    names_site(cut, site_names) || stands_alone()
}

/// Whether a part of a title is the name of the site.
fn names_site(part: &str, site_names: &[String]) -> bool {
    /// Shorter names stand inside ordinary words.
    const MIN_BYTES: usize = 4;
    let squeezed = normalise::key(part);
    let alike = |name: &String| {
        let inside = |long: &str, short: &str| {
            short.len() >= MIN_BYTES && 2 * short.len() >= long.len() && long.contains(short)
        };
        *name == squeezed || inside(name, &squeezed) || inside(&squeezed, name)
    };
    !squeezed.is_empty() && part.split(' ').count() <= 6 && site_names.iter().any(alike)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(titles: &[(&str, TitlePlace)], site: &str) -> String {
        let titles = titles.iter().zip(0..).map(|((text, place), block)| TitleCandidate {
            text: (*text).to_owned(),
            place: *place,
            block: (*place == TitlePlace::TopHeading).then_some(block),
            weight: 0,
        });
        let candidates = Candidates { titles: titles.collect(), ..Candidates::default() };
        decide(&candidates, &[site.to_owned()]).map(|title| title.field.value).unwrap_or_default()
    }

    use TitlePlace::{HeadTitle, JsonLd, Meta, TopHeading};

    #[test]
    fn the_site_is_cut_off_and_hyphens_stay() {
        assert_eq!(decided(&[("Rain in town - The Daily Fen", HeadTitle)], "dailyfen"), "Rain in town");
        assert_eq!(decided(&[("Daily Fen: Rain in town", HeadTitle)], "dailyfen"), "Rain in town");
        assert_eq!(decided(&[("Rain - and then snow", HeadTitle)], "dailyfen"), "Rain - and then snow");
        assert_eq!(
            decided(&[("Rain in town | News", HeadTitle), ("Rain in town", Meta)], ""),
            "Rain in town"
        );
    }

    #[test]
    fn the_heading_that_agrees_wins() {
        let titles = [
            ("Daily Fen", TopHeading),
            ("Rain in the old town", TopHeading),
            ("Rain in the town | Daily Fen", HeadTitle),
        ];
        assert_eq!(decided(&titles, "dailyfen"), "Rain in the old town");
        let titles = [("Menu", TopHeading), ("Rain in town", JsonLd), ("Rain: what we know", Meta)];
        assert_eq!(decided(&titles, "dailyfen"), "Rain in town");
    }

    #[test]
    fn kickers_that_only_the_layout_sets_off_go() {
        let titles =
            |heading| decided(&[(heading, TopHeading), ("The river keeps rising", JsonLd)], "dailyfen");
        assert_eq!(titles("Flood in town The river keeps rising"), "The river keeps rising");
        assert_eq!(titles("FloodThe river keeps rising"), "The river keeps rising");
        assert_eq!(titles("“Flood”, The river keeps rising"), "“Flood”, The river keeps rising");
        assert_eq!(titles("Why The river keeps rising"), "Why The river keeps rising");
    }

    #[test]
    fn what_heading_and_head_both_say_is_kept_whole() {
        let titles = [
            ("Flood: The river keeps rising", TopHeading),
            ("The river keeps rising", Meta),
            ("Flood: The river keeps rising", JsonLd),
        ];
        assert_eq!(decided(&titles, "dailyfen"), "Flood: The river keeps rising");
        assert_eq!(
            decided(&[("- We were afraid", TopHeading), ("- We were afraid", Meta)], ""),
            "- We were afraid"
        );
    }

    #[test]
    fn the_better_spelling_wins() {
        let titles = [("Flood in town:The river", TopHeading), ("Flood in town: The river", JsonLd)];
        assert_eq!(decided(&titles, ""), "Flood in town: The river");
        let titles = [
            ("Flood in town The river", TopHeading),
            ("Flood in town: The river", JsonLd),
            ("Flood in town: The river", Meta),
        ];
        assert_eq!(decided(&titles, ""), "Flood in town: The river");
        let quotes =
            [("The town’s river", TopHeading), ("The town's river", JsonLd), ("The town's river", Meta)];
        assert_eq!(decided(&quotes, ""), "The town’s river");
    }

    #[test]
    fn short_headings_agree_where_they_open_the_title_or_are_the_address() {
        let titles = [("Rain", TopHeading), ("Rain | What the sky brings to town", HeadTitle)];
        assert_eq!(decided(&titles, "dailyfen"), "Rain");
        let titles = ["Our newest stories", "Rain in the old town"].map(|text| TitleCandidate {
            text: text.to_owned(),
            place: TopHeading,
            block: Some(1),
            weight: 0,
        });
        let slug = Some("rain in the old town".to_owned());
        let candidates = Candidates { titles: titles.to_vec(), slug, ..Candidates::default() };
        let title = decide(&candidates, &[]).map(|title| title.field.value);
        assert_eq!(title.as_deref(), Some("Rain in the old town"));
    }

    #[test]
    fn the_address_tells_between_lines() {
        let titles = ["What the flood costs", "Rain in the old town"].map(|text| TitleCandidate {
            text: text.to_owned(),
            place: TitlePlace::Line,
            block: Some(1),
            weight: if text.starts_with("What") { 300 } else { 0 },
        });
        let title = |slug: Option<&str>| {
            let slug = slug.map(str::to_owned);
            let candidates = Candidates { titles: titles.to_vec(), slug, ..Candidates::default() };
            decide(&candidates, &[]).map(|title| title.field.value)
        };
        assert_eq!(title(None).as_deref(), Some("What the flood costs"));
        assert_eq!(title(Some("rain in the old town")).as_deref(), Some("Rain in the old town"));
        assert_eq!(
            title(Some("rain over the sea")).as_deref(),
            Some("What the flood costs"),
            "it says little"
        );
    }

    #[test]
    fn a_page_without_titles_has_none() {
        assert_eq!(decided(&[], ""), "");
        assert_eq!(decided(&[(" | ", HeadTitle)], ""), "");
    }

    #[test]
    fn what_ends_a_title_may_name_the_site() {
        let others = [normalise::phrase("Rain in town")];
        let site = |title| without_site(title, &[], &others).1;
        assert_eq!(site("Rain in town | The Daily Fen"), Some("The Daily Fen"));
        assert_eq!(site("Rain in town | all the news of the day"), None, "no name");
        assert_eq!(site("Rain in town | News Of All The Fens"), None, "five words");
    }
}
