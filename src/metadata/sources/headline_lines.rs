//! The headline among the lines of a flattened text.

use foldhash::{HashSet, HashSetExt};
use once_cell::sync::Lazy;

use crate::document::{BlockKind, Document};
use crate::lists::points::{CountPoints, Points, TITLES};
use crate::metadata::candidates::{Candidates, TitleCandidate};
use crate::metadata::line_facts::LineFacts;
use crate::metadata::normalise;
use crate::metadata::title::features::{COUNTS, IN_PAGE, Lines, OF_SIGNS, OF_WORDS, SHARES};
use crate::metadata::title::repetitions::Repetitions;
use crate::metadata::trust::TitlePlace;

/// Words of a headline, at most.
const MAX_WORDS: u32 = 40;
/// Lines that are looked at: a menu before the headline can be long.
const MAX_LINES: usize = 1200;
/// Points of a headline, at least. The fit counts from here: of the best lines with fewer points, 11 in 12
/// were no title on WCXB's pages.
const MIN_POINTS: i32 = 0;
/// Lines that are searched for signs, and that are searched for on the page.
const MAX_SEARCHED_IN_LINE: usize = 60;
const MAX_SEARCHED_IN_PAGE: usize = 25;
/// Lines that are kept: the headline and what may repeat it.
const MAX_CANDIDATES: usize = 20;

/// What a headline may have fewer points than its standfirst. Of 30, 60, 80, 100 and 120 points, 80 found the most titles of
/// articles on the sets that are learnt from, held out: 3,416 instead of 3,399, on no set fewer than without.
const STANDFIRST_POINTS: i32 = 80;

/// The points by when their features are known.
struct Stages {
    counts: CountPoints<{ COUNTS.len() }>,
    shares: Points,
    of_signs: Points,
    of_words: Points,
    in_page: Points,
}

static STAGES: Lazy<Stages> = Lazy::new(|| {
    let [shares, of_signs, of_words, in_page] =
        [&SHARES[..], &OF_SIGNS, &OF_WORDS, &IN_PAGE].map(|places| TITLES.selected(places));
    Stages { counts: TITLES.of_counts(&COUNTS), shares, of_signs, of_words, in_page }
});

pub(crate) fn gather(page: &Document, facts: &LineFacts, out: &mut Candidates) {
    let lines = Lines::new(page, facts);
    let possible = possible(page, &lines);
    let repetitions = Repetitions::of(page, &possible.iter().map(|line| line.index).collect::<Vec<_>>());
    let weigh = |line: Possible| {
        let weight = line.points + STAGES.in_page.of(&repetitions.in_page(line.index));
        (weight >= MIN_POINTS).then_some((weight, line.index))
    };
    let mut titles: Vec<(i32, usize)> = possible.into_iter().filter_map(weigh).collect();
    titles.sort_by_key(|(weight, _)| -weight);
    titles.truncate(MAX_CANDIDATES);
    raise_headline(&lines, &mut titles);
    out.titles.extend(titles.into_iter().map(|(weight, index)| TitleCandidate {
        text: normalise::value(page.block_text(index)),
        place: TitlePlace::Line,
        block: Some(index as u32),
        weight,
    }));
}

/// Puts the headline over its standfirst first, if the standfirst has little more points.
fn raise_headline(lines: &Lines<'_>, titles: &mut [(i32, usize)]) {
    let Some(&(most, standfirst)) = titles.first() else { return };
    let near = |line: usize| {
        titles.iter().any(|(weight, index)| *index == line && weight + STANDFIRST_POINTS >= most)
    };
    let headline = lines.over_standfirst(standfirst, near);
    let Some(at) = titles.iter().position(|(_, index)| Some(*index) == headline) else { return };
    titles[at].0 = most + 1;
    titles[..=at].rotate_right(1);
}

/// A line that can be a headline, and its points so far.
struct Possible {
    points: i32,
    index: usize,
}

/// The lines that can be headlines. A headline is among the best of its page before anything is searched for: the items of
/// a menu are out before their characters are looked at.
fn possible(page: &Document, lines: &Lines<'_>) -> Vec<Possible> {
    let repeated = repeated_paragraphs(page);
    let looked_at = looked_at(page)
        .filter(|index| !is_text(page, *index) && !is_table_row(page, *index) && !lines.is_date(*index))
        .filter(|index| !repeated.contains(page.block_text(*index)));
    let mut best = Vec::with_capacity(page.blocks.len().min(MAX_LINES));
    best.extend(looked_at.map(|index| {
        let points = STAGES.counts.of(&lines.counts(index)) + STAGES.shares.of(&lines.shares(index));
        Possible { points, index }
    }));
    let most_in_line = STAGES.of_signs.most() + STAGES.of_words.most();
    keep_best(&mut best, MAX_SEARCHED_IN_LINE, most_in_line + STAGES.in_page.most());
    best.iter_mut().for_each(|line| line.points += STAGES.of_signs.of(&lines.of_signs(line.index)));
    let mut best = with_words(best, lines);
    keep_best(&mut best, MAX_SEARCHED_IN_PAGE, STAGES.in_page.most());
    best.sort_unstable_by_key(|line| line.index);
    best
}

/// Adds the points of their words to those lines that can be among the best with them; the others are left out.
fn with_words(mut possible: Vec<Possible>, lines: &Lines<'_>) -> Vec<Possible> {
    let most = STAGES.of_words.most();
    possible.sort_unstable_by_key(|line| std::cmp::Reverse(line.points));
    // By points, the most first.
    let mut best: Vec<Possible> = Vec::with_capacity(possible.len());
    for Possible { points, index } in possible {
        let last = best.get(MAX_SEARCHED_IN_PAGE - 1);
        if last.is_some_and(|last| points + most < last.points) {
            break;
        }
        let points = points + STAGES.of_words.of(&lines.of_words(index));
        let place = best.partition_point(|other| other.points >= points);
        best.insert(place, Possible { points, index });
    }
    best
}

/// Keeps the lines with most points, of those that can still get enough, in any order.
fn keep_best(lines: &mut Vec<Possible>, most_lines: usize, most_points: i32) {
    lines.retain(|line| line.points + most_points >= MIN_POINTS);
    if lines.len() > most_lines {
        lines.select_nth_unstable_by_key(most_lines, |line| (std::cmp::Reverse(line.points), line.index));
        lines.truncate(most_lines);
    }
}

fn is_table_row(page: &Document, index: usize) -> bool {
    matches!(page.blocks[index].kind, BlockKind::TableRow { .. })
}

/// Whether a line is a paragraph, whatever its signs: a headline of two sentences is short.
fn is_text(page: &Document, index: usize) -> bool {
    is_paragraph(page, index, 2)
}

/// The paragraphs of one sentence that are on the page more than once: filler, or the text of a notice.
fn repeated_paragraphs(page: &Document) -> HashSet<&str> {
    let mut seen = HashSet::new();
    let paragraphs = looked_at(page).filter(|index| is_paragraph(page, *index, 1));
    paragraphs.map(|index| page.block_text(index)).filter(|text| !seen.insert(*text)).collect()
}

/// Whether a line is of so many sentences and longer than headlines are.
fn is_paragraph(page: &Document, index: usize, least_sentences: u32) -> bool {
    const MIN_WORDS: u32 = 18;
    let shape = &page.blocks[index].shape;
    shape.sentences >= least_sentences && shape.terminated && shape.words >= MIN_WORDS
}

/// The lines that are short enough for a headline and not too far down.
pub(crate) fn looked_at(page: &Document) -> impl Iterator<Item = usize> {
    (0..page.blocks.len().min(MAX_LINES))
        .filter(|index| (1..=MAX_WORDS).contains(&page.blocks[*index].shape.words))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "The mill on the river burned down in the night, and nobody who lives in the town could \
        say how the fire began. The owner of the mill wants to build it again before the winter comes.";

    fn best(text: &str) -> Option<String> {
        let page = crate::read::text::page(text, &crate::options::Limits::new());
        let mut out = Candidates::default();
        gather(&page, &LineFacts::of(&page), &mut out);
        out.titles.into_iter().next().map(|title| title.text)
    }

    #[test]
    fn a_paragraph_that_repeats_is_no_headline() {
        let sentence = "The mill on the river burned down in the night, and nobody who lives in the town could say how the \
            fire began.";
        assert_eq!(best(&format!("{sentence}\n\n").repeat(5)), None);
    }

    #[test]
    fn the_headline_says_what_the_prose_says() {
        let cookies = "We use cookies to make this site work for you. By going on you agree to that, as \
            you surely do wherever else you go.";
        let text = format!(
            "Home\n\nNews\n\n{cookies}\n\nMill on the river burned down\n\nBy Ann Fenwick\n\n\
             12 October 2021\n\n{PROSE}\n\n{PROSE}\n\nMost read\n\nBakers want more bread\n"
        );
        assert_eq!(best(&text).as_deref(), Some("Mill on the river burned down"));
    }

    #[test]
    fn little_puts_a_headline_after_its_standfirst() {
        let page = "News\n\nMill on the river burns\n\nWhat became of the bread that was in it by night\n";
        let page = crate::read::text::page(page, &crate::options::Limits::new());
        let raised = |titles: &[(i32, usize)]| {
            let mut titles = titles.to_vec();
            raise_headline(&Lines::new(&page, &LineFacts::of(&page)), &mut titles);
            titles
        };
        assert_eq!(raised(&[(500, 2), (430, 1)]), [(501, 1), (500, 2)]);
        assert_eq!(raised(&[(500, 2), (400, 1)]), [(500, 2), (400, 1)], "too few points");
        assert_eq!(raised(&[(500, 1), (490, 2)]), [(500, 1), (490, 2)], "the headline is first");
        assert_eq!(raised(&[(500, 2), (490, 0)]), [(500, 2), (490, 0)], "a menu is no headline");
    }

    #[test]
    fn dates_and_rows_of_tables_are_no_headlines() {
        for line in ["Wednesday, 13 October 2021 - 02:02 PM", "Ferry on the river is on time\tBus is late"] {
            assert_eq!(
                best(&format!("News\n\n{line}\n\n{PROSE}\n\n{PROSE}\n")).filter(|best| best != "News"),
                None
            );
        }
    }

    #[test]
    fn a_paragraph_is_no_headline() {
        assert_eq!(best(&format!("Home\n\nMenu\n\n{PROSE}\n\n{PROSE}!\n\nCopyright\n")), None);
    }

    #[test]
    fn a_menu_has_no_headline() {
        assert_eq!(best("Home\n\nNews\n\nSport\n\nContact\n\nLog in\n"), None);
    }

    #[test]
    fn text_has_two_sentences_and_the_length_of_a_paragraph() {
        let is_text = |line: &str| is_text(&crate::read::text::page(line, &crate::options::Limits::new()), 0);
        assert!(is_text(PROSE));
        assert!(!is_text("The mill burned down. Nobody knows why."), "a headline of two sentences");
        assert!(!is_text(PROSE.split(". ").next().unwrap_or_default()), "one sentence without its end");
    }
}
