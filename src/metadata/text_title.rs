//! The headline among the lines of a flattened text.

use super::candidates::{Candidates, TitleCandidate, TitlePlace};
use super::clean;
use super::title_echoes::Echoes;
use super::title_features::{Features, IN_LINE, IN_PAGE, Lines};
use crate::lists::title_points::{most, points, points_at};
use crate::page::Page;

/// Words of a headline, at most.
const MOST_WORDS: u32 = 40;
/// Lines that are looked at: a menu before the headline can be long.
const MOST_LINES: usize = 1200;
/// Points of a headline, at least. The fit counts from here: of the best lines with fewer points, 15 in 16
/// were no title on WCXB's pages.
const LEAST_POINTS: i32 = 0;
/// Lines that are kept: the headline and what may repeat it.
const MOST_CANDIDATES: usize = 20;

pub(super) fn gather(page: &Page, out: &mut Candidates) {
    let possible = possible(page);
    let echoes = Echoes::of(page, &possible.iter().map(|(index, _)| *index).collect::<Vec<_>>());
    let title = |(index, mut features): (usize, Features)| {
        echoes.set(page, index, &mut features);
        let weight = points(&features);
        (weight >= LEAST_POINTS).then(|| TitleCandidate {
            text: clean::value(page.block_text(index)),
            place: TitlePlace::Line,
            block: Some(index as u32),
            weight,
        })
    };
    let mut titles: Vec<TitleCandidate> = possible.into_iter().filter_map(title).collect();
    titles.sort_by_key(|title| -title.weight);
    titles.truncate(MOST_CANDIDATES);
    out.titles.append(&mut titles);
}

/// The lines that can be headlines whatever a search through the page would say of them, with what is known
/// of them so far. The items of a menu are out before their characters are looked at.
fn possible(page: &Page) -> Vec<(usize, Features)> {
    let lines = Lines::new(page);
    let (most_in_line, most_in_page) = (most(&IN_LINE), most(&IN_PAGE));
    let possible = looked_at(page).filter(|index| !is_text(page, *index)).filter_map(|index| {
        let mut features = lines.at_hand(index);
        let at_hand = points(&features);
        if at_hand + most_in_line + most_in_page < LEAST_POINTS {
            return None;
        }
        lines.search_line(index, &mut features);
        let in_line = points_at(&IN_LINE, &features);
        (at_hand + in_line + most_in_page >= LEAST_POINTS).then_some((index, features))
    });
    possible.collect()
}

/// Whether a line is a paragraph, whatever its signs: a headline of two sentences is short.
fn is_text(page: &Page, index: usize) -> bool {
    const FEWEST_WORDS: u32 = 18;
    let shape = &page.blocks[index].shape;
    shape.sentences >= 2 && shape.terminated && shape.words >= FEWEST_WORDS
}

/// The lines that are short enough for a headline and not too far down.
pub(super) fn looked_at(page: &Page) -> impl Iterator<Item = usize> {
    (0..page.blocks.len().min(MOST_LINES))
        .filter(|index| (1..=MOST_WORDS).contains(&page.blocks[*index].shape.words))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "The mill on the river burned down in the night, and nobody who lives in the town could \
        say how the fire began. The owner of the mill wants to build it again before the winter comes.";

    fn best(text: &str) -> Option<String> {
        let page = crate::page::text::page(text, &crate::options::Limits::new());
        let mut out = Candidates::default();
        gather(&page, &mut out);
        out.titles.into_iter().next().map(|title| title.text)
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
    fn a_paragraph_is_no_headline() {
        assert_eq!(best(&format!("Home\n\nMenu\n\n{PROSE}\n\n{PROSE}!\n\nCopyright\n")), None);
    }

    #[test]
    fn a_menu_has_no_headline() {
        assert_eq!(best("Home\n\nNews\n\nSport\n\nContact\n\nLog in\n"), None);
    }
}
