//! Cuts the site's name off a title.
//!
//! Heads write "headline | section | site" or "site: headline". A part goes if it names the site, by what the page
//! declares or by its address, or if what is left is a title of the page by itself.

use super::spelling::{MIN_WORDS, words};
use crate::lists::stop_words;
use crate::metadata::normalise;

/// Marks between a headline and the site's name. Not the colon between spaces: in French it is part of the headline.
pub(super) const SEPARATORS: [&str; 18] = [
    " - ", " | ", " – ", " — ", " · ", " • ", " » ", " « ", " :: ", " / ", " ~ ", " ‹ ", " › ", " > ", "|",
    " │ ", "｜", "_",
];
/// Parts that are cut off at most ("headline | section | site").
const MAX_PARTS: usize = 4;
/// Words of a site's name at most.
const MAX_NAME_WORDS: usize = 6;
/// Letters of an address that are more than a chance.
const MIN_INITIALS: usize = 3;

/// What is known of the site's name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Site<'a> {
    /// The names it goes by, squeezed.
    pub(super) names: &'a [String],
    /// Its name as its address has it.
    pub(super) domain: Option<&'a str>,
}

impl Site<'_> {
    /// Whether a text is one of the site's names.
    pub(super) fn is_called(self, text: &str) -> bool {
        self.names.contains(&normalise::key(text))
    }

    /// Whether a text is one of the site's names and the number of an issue: "Fen Letter #118", "Fen Letter, No. 7".
    pub(super) fn has_issue(self, text: &str) -> bool {
        const WORDS: [&str; 6] = ["No.", "no.", "Issue", "issue", "Nr.", "n°"];
        let name = text.trim_end_matches(|c: char| c.is_ascii_digit());
        if name.len() == text.len() {
            return false;
        }
        let name = name.trim_end_matches(['#', ' ']);
        let name = WORDS.iter().find_map(|word| name.strip_suffix(word)).unwrap_or(name);
        self.is_called(name)
    }

    /// Whether a part of a title is the name of the site, or nearly.
    pub(super) fn is_named_by(self, part: &str) -> bool {
        /// Shorter names stand inside ordinary words.
        const MIN_BYTES: usize = 4;
        let squeezed = normalise::key(part);
        let alike = |name: &String| {
            let inside = |long: &str, short: &str| {
                short.len() >= MIN_BYTES && 2 * short.len() >= long.len() && long.contains(short)
            };
            *name == squeezed || inside(name, &squeezed) || inside(&squeezed, name)
        };
        !squeezed.is_empty() && part.split(' ').count() <= MAX_NAME_WORDS && self.names.iter().any(alike)
    }

    /// Whether a part of a title is the name of the site, or the address is short for it.
    fn is_known_by(self, part: &str) -> bool {
        self.is_named_by(part) || self.has_initials_of(part)
    }

    /// Whether the address is made of a part's initials: `osha.gov` of "Occupational Safety and Health Administration".
    fn has_initials_of(self, part: &str) -> bool {
        let Some(domain) = self.domain.filter(|domain| domain.len() >= MIN_INITIALS) else { return false };
        let phrase = normalise::phrase(part);
        let words = || phrase.split(' ').filter(|word| !word.is_empty());
        let initials = |words: &mut dyn Iterator<Item = &str>| {
            words.filter_map(|word| word.chars().next()).collect::<String>()
        };
        words().count() <= 2 * MAX_NAME_WORDS
            && (initials(&mut words()) == domain
                || initials(&mut words().filter(|word| stop_words::languages(word) == 0)) == domain)
    }

    /// Whether a part's first words are a name of the site: "Doom9's Forum" of `doom9.org`, "REI Co-op" of `rei.com`.
    fn opens(self, part: &str) -> bool {
        let phrase = normalise::phrase(part);
        if phrase.split(' ').count() > MAX_NAME_WORDS {
            return false;
        }
        let mut opening = String::new();
        phrase.split(' ').any(|word| {
            opening.push_str(word);
            opening.len() >= MIN_INITIALS && self.names.contains(&opening)
        })
    }
}

/// The title without parts that are the site's name or that no other title has; and the site's name, if it was cut off.
/// Without `others` the page and its head both have the whole title: what it begins with and is only like the site's name stays.
pub(super) fn without_site<'a>(
    title: &'a str,
    site: Site<'_>,
    others: Option<&[String]>,
) -> (&'a str, Option<&'a str>) {
    let mut rest = title;
    let mut name = None;
    for _ in 0..if may_have_parts(title) { MAX_PARTS } else { 0 } {
        let Some((kept, cut)) = cut_last(rest, site, others).or_else(|| cut_first(rest, site, others)) else {
            break;
        };
        rest = kept;
        let at_end = title.trim_end().ends_with(cut) && name.is_none() && looks_like_name(cut);
        if site.is_known_by(cut) || at_end {
            name = Some(cut);
        }
    }
    // What is left of a kicker that is elsewhere: ": Rain in town". "- Rain" is a quotation.
    let marks: &[char] =
        if rest.len() < title.len() { &[':', '|', '-', '–', '—', ' '] } else { &[':', '|', ' '] };
    (rest.trim_start_matches(marks), name)
}

/// Whether a title has a byte of a separator or a colon; most headings of a page have none.
fn may_have_parts(title: &str) -> bool {
    title
        .bytes()
        .any(|byte| matches!(byte, b'-' | b'|' | b':' | b'/' | b'~' | b'>' | b'_') || !byte.is_ascii())
}

/// Few words, each with a capital.
fn looks_like_name(part: &str) -> bool {
    part.split(' ').count() <= 4 && part.split(' ').all(|word| !word.starts_with(char::is_lowercase))
}

/// What parts a kicker or the site's name from the headline after it.
const COLON: &str = ": ";

/// The separators at a place of a title, which has none of their first bytes at most places.
fn separators_at(title: &str, at: usize) -> impl Iterator<Item = &'static str> {
    let rest = &title.as_bytes()[at..];
    let separators: &[&str] = match rest {
        [b' ', b'-' | b'|' | b':' | b'/' | b'~' | b'>' | 0x80.., ..] | [b'|' | b'_' | 0x80.., ..] => {
            &SEPARATORS
        }
        _ => &[],
    };
    separators.iter().copied().filter(|separator| rest.starts_with(separator.as_bytes()))
}

fn cut_last<'a>(title: &'a str, site: Site<'_>, others: Option<&[String]>) -> Option<(&'a str, &'a str)> {
    let mut places = (0..title.len()).rev();
    let (at, separator) = places.find_map(|at| Some((at, separators_at(title, at).max()?)))?;
    let (kept, cut) = (title[..at].trim_end(), title[at + separator.len()..].trim_start());
    let may_cut = may_cut(kept, cut, site, Some(others.unwrap_or_default()));
    (may_cut || !kept.is_empty() && site.opens(cut)).then_some((kept, cut))
}

fn cut_first<'a>(title: &'a str, site: Site<'_>, others: Option<&[String]>) -> Option<(&'a str, &'a str)> {
    let colon_at = |at: usize| title.as_bytes()[at..].starts_with(COLON.as_bytes()).then_some(COLON);
    let mut places = 0..title.len();
    let (at, separator) =
        places.find_map(|at| Some((at, separators_at(title, at).min().or_else(|| colon_at(at))?)))?;
    let (cut, kept) = (title[..at].trim_end(), title[at + separator.len()..].trim_start());
    may_cut(kept, cut, site, others).then_some((kept, cut))
}

fn may_cut(kept: &str, cut: &str, site: Site<'_>, others: Option<&[String]>) -> bool {
    if kept.is_empty() || cut.is_empty() {
        return false;
    }
    match others {
        Some(others) => site.is_known_by(cut) || others.contains(&normalise::phrase(kept)),
        None => site.is_called(cut),
    }
}

/// What comes before the first bar, where only the head tells the title: heads set the page's title off from slogans and
/// sections with bars. Hyphens and dashes are part of headlines as often as not: on wcxb-dev 2 titles
/// more and on trafilatura-dev 6 fewer would be alike. Fewer words may be the name of a site that goes first.
pub(super) fn before_bar(title: &str) -> &str {
    let before = title.split(['|', '│']).next().unwrap_or(title).trim_end();
    if words(before) >= MIN_WORDS { before } else { title }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOBODY: Site<'_> = Site { names: &[], domain: None };

    #[test]
    fn separators_are_found_where_they_begin() {
        for separator in SEPARATORS {
            let title = format!("Räder{separator}Fen");
            let found: Vec<usize> = (0..title.len())
                .filter(|at| separators_at(&title, *at).any(|found| found == separator))
                .collect();
            assert_eq!(found, ["Räder".len()], "{separator}");
        }
    }

    fn cut<'a>(title: &'a str, domain: &str) -> &'a str {
        without_site(title, Site { names: &[domain.to_owned()], domain: Some(domain) }, Some(&[])).0
    }

    #[test]
    fn what_ends_a_title_may_name_the_site() {
        let others = [normalise::phrase("Rain in town")];
        let site = |title| without_site(title, NOBODY, Some(&others)).1;
        assert_eq!(site("Rain in town | The Daily Fen"), Some("The Daily Fen"));
        assert_eq!(site("Rain in town | all the news of the day"), None, "no name");
        assert_eq!(site("Rain in town | News Of All The Fens"), None, "five words");
    }

    #[test]
    fn of_a_title_that_head_and_heading_share_only_the_name_itself_goes() {
        let names = ["fenwick".to_owned()];
        let site = Site { names: &names, domain: None };
        assert_eq!(without_site("Fenwick in wet: rain in town", site, Some(&[])).0, "rain in town");
        assert_eq!(
            without_site("Fenwick in wet: rain in town", site, None).0,
            "Fenwick in wet: rain in town"
        );
        assert_eq!(without_site("Fenwick: rain in town", site, None).0, "rain in town");
    }

    #[test]
    fn an_address_of_initials_names_the_site() {
        assert_eq!(cut("Rain in town | Bureau of Fen Water and Mills", "bfwm"), "Rain in town");
        assert_eq!(cut("Rain in town | Bureau of Fen Mills", "bofm"), "Rain in town");
        assert_eq!(cut("Rain in town | What the Sky Brings", "fen"), "Rain in town | What the Sky Brings");
        assert_eq!(cut("Rain in town | Bureau Mills", "bm"), "Rain in town | Bureau Mills", "two letters");
    }

    #[test]
    fn a_part_at_the_end_that_opens_with_the_name_is_the_site() {
        assert_eq!(cut("Rain in town - Fen9's Forum of Rain", "fen9"), "Rain in town");
        assert_eq!(cut("Rain in town | Old Fen Co-op", "oldfen"), "Rain in town");
        assert_eq!(cut("Fens and mills | Rain in town", "fen"), "Fens and mills | Rain in town");
        let sentence = "Rain | Fen is where it will rain in winter";
        assert_eq!(cut(sentence, "fen"), sentence);
    }

    #[test]
    fn other_marks_set_the_site_off() {
        for title in ["Rain in town │ Fen Post", "Rain in town｜Fen Post", "Rain in town_Fen Post"] {
            assert_eq!(cut(title, "fenpost"), "Rain in town", "{title}");
        }
    }
}
