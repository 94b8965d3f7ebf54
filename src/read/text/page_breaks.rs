//! Paragraphs that go on on the next sheet of a printed page.
//!
//! Between their halves are the foot of one sheet and the head of the next, or the form feed that programs write there. The halves
//! become one block of several ranges where the first ends inside a sentence and the second begins inside one.

use super::columns::is_row;
use super::lines::Line;
use super::marks::strip_bullet;
use super::wrap::{MIN_PROSE_LINE, Width, is_full};
use crate::document::Aside;

/// Which groups of lines go on in which, in order.
#[derive(Debug, Default)]
pub(super) struct PageBreaks {
    pairs: Vec<(usize, usize)>,
}

impl PageBreaks {
    /// Of the groups of lines that would be one block each.
    pub(super) fn of(text: &str, groups: &[&[Line]], width: Option<Width>) -> PageBreaks {
        let is_sheet = |group: &[Line]| group.first().is_some_and(|line| line.aside == Some(Aside::Sheet));
        let mut pairs = Vec::new();
        let mut above = None;
        let mut is_after_sheet = false;
        for (index, group) in groups.iter().enumerate() {
            if is_sheet(group) {
                is_after_sheet = true;
                continue;
            }
            let is_next_sheet = is_after_sheet || group.first().is_some_and(|line| line.begins_record);
            if let Some(above) = above.filter(|_| is_next_sheet) {
                let halves = Halves { text, above: groups[above], below: group };
                pairs.extend(halves.are_one(width).then_some((above, index)));
            }
            (above, is_after_sheet) = (Some(index), false);
        }
        PageBreaks { pairs }
    }

    /// The groups in which this one goes on.
    pub(super) fn further<'a>(&self, group: usize, groups: &[&'a [Line]]) -> Vec<&'a [Line]> {
        if self.pairs.is_empty() {
            return Vec::new();
        }
        std::iter::successors(self.next(group), |next| self.next(*next)).map(|next| groups[next]).collect()
    }

    /// The group in which this one goes on.
    fn next(&self, group: usize) -> Option<usize> {
        let pair = self.pairs.binary_search_by_key(&group, |(above, _)| *above).ok()?;
        Some(self.pairs[pair].1)
    }

    /// Whether another group goes on in this one.
    pub(super) fn has_above(&self, group: usize) -> bool {
        self.pairs.binary_search_by_key(&group, |(_, below)| *below).is_ok()
    }
}

/// The last lines of a sheet and the first of the next.
struct Halves<'a> {
    text: &'a str,
    above: &'a [Line],
    below: &'a [Line],
}

impl Halves<'_> {
    /// Whether they are one paragraph.
    fn are_one(&self, width: Option<Width>) -> bool {
        let (Some(last), Some(first)) = (self.above.last(), self.below.first()) else { return false };
        let is_plain = |line: &Line| line.aside.is_none() && !line.is_row && !line.is_part && !line.is_glued;
        let (above, below) = (&self.text[last.bytes.clone()], &self.text[first.bytes.clone()]);
        let is_wrapped = self.above.len() > 1;
        let is_full = width.is_some_and(|width| is_full(self.text, last, first, width));
        let is_long = is_wrapped || last.width >= MIN_PROSE_LINE;
        let goes_on = match Start::of(below) {
            Start::Lower => is_long,
            Start::Other => is_long && is_full && last.indent == first.indent,
            Start::Uncased => is_full || width.is_none() && is_long && first.width >= MIN_PROSE_LINE,
        };
        let is_prose = |lines: &[Line]| {
            // A row of cells is shown cell by cell, and what is glued line by line: neither goes on.
            let end = lines.last().map_or(0, |line| line.bytes.end);
            lines.iter().all(is_plain)
                && lines.first().is_some_and(|line| !is_row(&self.text[line.bytes.start..end]))
        };
        is_prose(self.above)
            && is_prose(self.below)
            && goes_on
            && is_inside_sentence(above)
            && strip_bullet(below).is_none()
    }
}

/// How a line begins.
enum Start {
    Lower,
    /// In a script without capitals.
    Uncased,
    Other,
}

impl Start {
    fn of(line: &str) -> Start {
        let first =
            line.chars().find(|c| !matches!(c, '"' | '\'' | '\u{201c}' | '\u{2018}' | '(' | '\u{ab}'));
        match first {
            Some(c) if c.is_lowercase() => Start::Lower,
            Some(c) if c.is_alphabetic() && !c.is_uppercase() => Start::Uncased,
            _ => Start::Other,
        }
    }
}

/// Whether a line ends where no sentence does.
fn is_inside_sentence(line: &str) -> bool {
    let end = line.trim_end_matches(['"', '\'', '\u{201d}', '\u{2019}', '\u{bb}', ')', '\u{300d}']);
    end.ends_with(|c: char| {
        c.is_alphanumeric()
            || matches!(c, ',' | ';' | '-' | '\u{2013}' | '\u{2014}' | '\u{3001}' | '\u{ff0c}')
    })
}

/// Whether a sentence of prose is broken off between two lines: in the middle of it, without any sign.
pub(super) fn breaks_sentence(text: &str, above: &Line, below: &Line) -> bool {
    let above_text = &text[above.bytes.clone()];
    above.width >= MIN_PROSE_LINE
        && above_text.ends_with(|c: char| c.is_alphabetic() || c == '-')
        && matches!(Start::of(&text[below.bytes.clone()]), Start::Lower)
}

#[cfg(test)]
mod tests {
    use crate::document::{Choice, Document};
    use crate::options::Limits;

    const PARAGRAPH: &str = "The ferry stayed in the harbour all day, because the wind would not turn before the \
        evening, and the baker of the island waited at the pier with a cart of loaves that nobody on the other shore \
        would eat. In the end he gave them to the swans, which are kept on the island since the days of the last \
        bishop, who had no other company and called each of them by its name.";

    /// The paragraph for the nth time, in which some words are others, in lines of at most 66 columns.
    fn lines(nth: usize) -> Vec<String> {
        let [food, bird] =
            [["loaves", "onions", "cheese", "apples"][nth], ["swans", "geese", "ducks", "crows"][nth]];
        let mut lines: Vec<String> = Vec::new();
        for word in PARAGRAPH.replace("loaves", food).replace("swans", bird).split(' ') {
            match lines.last_mut().filter(|line| line.len() + word.len() < 66) {
                Some(line) => line.extend([" ", word]),
                None => lines.push(word.to_owned()),
            }
        }
        lines
    }

    fn page(text: &str) -> Document {
        super::super::page(text, &Limits::new())
    }

    /// The blocks of the text itself, with the input they come from.
    fn paragraphs(text: &str) -> Vec<(String, Vec<String>)> {
        let page = page(text);
        let is_open = |index: &usize| page.blocks[*index].choice == Choice::Open;
        let input = |index: usize| {
            let ranges = page.blocks[index].input.iter().chain(page.continuations(index));
            ranges.map(|range| text[range.start as usize..range.end as usize].to_owned()).collect()
        };
        (0..page.blocks.len())
            .filter(is_open)
            .map(|index| (page.block_text(index).to_owned(), input(index)))
            .collect()
    }

    /// Four paragraphs on three sheets; two go on on the next, with what is between the sheets.
    fn sheets(between: impl Fn(u32) -> String) -> String {
        let whole = |nth| lines(nth).join("\n");
        let broken = |nth| {
            let lines = lines(nth);
            format!("{}\n{}{}", lines[..3].join("\n"), between(nth as u32), lines[3..].join("\n"))
        };
        format!("{}\n\n{}\n\n{}\n\n{}\n{}", whole(0), broken(1), broken(2), whole(3), between(3))
    }

    fn wanted() -> [String; 4] {
        [0, 1, 2, 3].map(|nth| lines(nth).join(" "))
    }

    #[test]
    fn a_paragraph_goes_on_after_foot_and_head() {
        let foot =
            |number: u32| format!("\nThe Harbour Letter      Page {number} of 3\n\nSwans of the island\n\n");
        for text in [sheets(foot), sheets(foot).replace('\n', "\r\n")] {
            let found = paragraphs(&text);
            let texts: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
            assert_eq!(texts, wanted(), "{text}");
            assert_eq!(found.iter().map(|(_, input)| input.len()).collect::<Vec<_>>(), [1, 2, 2, 1]);
            assert!(found[1].1[1].starts_with("would eat.") && found[1].1[1].ends_with("by its name."));
        }
    }

    #[test]
    fn a_form_feed_ends_a_sheet() {
        let found = paragraphs(&sheets(|number| format!("\n{number}\n\u{c}")));
        assert_eq!(found.len(), 4, "{found:#?}");
        assert_eq!(paragraphs(&sheets(|_| "\u{c}".to_owned())).len(), 4);
    }

    #[test]
    fn bare_numbers_that_count_up_inside_sentences_are_those_of_sheets() {
        let found = paragraphs(&sheets(|number| format!("\n{}\n\n", number + 16)));
        assert_eq!(found.len(), 4, "{found:#?}");
        let counted = sheets(|number| format!("\n{}\n\n", number * 2));
        assert!(paragraphs(&counted).iter().any(|(text, _)| text == "4"), "they do not count up");
    }

    #[test]
    fn paragraphs_on_one_line_go_on_as_well() {
        let found = paragraphs(&on_one_line("would eat."));
        let found: Vec<&str> = found.iter().map(|(text, _)| text.as_str()).collect();
        assert_eq!(found, wanted()[1..]);
        assert_eq!(paragraphs(&on_one_line("Would they eat?")).len(), 6);
    }

    /// Three paragraphs whose halves are lines, the second ones beginning so.
    fn on_one_line(begin: &str) -> String {
        let half = |nth, half: std::ops::Range<usize>| lines(nth)[half].join(" ");
        let paragraph = |nth| format!("{}\nPage {nth}\n\n{}\n\n", half(nth, 0..3), half(nth, 3..6));
        [1, 2, 3].map(paragraph).concat().replace("would eat.", begin)
    }

    #[test]
    fn what_ends_or_begins_a_sentence_is_apart() {
        let foot = |number: u32| format!("\nPage {number}\n\n");
        let full_stop = sheets(foot).replace("shore\n", "port.\n");
        assert_eq!(paragraphs(&full_stop).len(), 6);
        assert_eq!(paragraphs(&on_one_line("- would eat.")).len(), 6);
    }

    #[test]
    fn a_name_may_begin_the_sheet_where_lines_are_full() {
        let foot = |number: u32| format!("\nPage {number}\n\n");
        let name = sheets(foot).replace("would eat.", "Wales ate.");
        assert_eq!(paragraphs(&name).len(), 4);
    }

    #[test]
    fn words_divided_at_the_end_of_a_sheet_are_whole() {
        let foot = |number: u32| format!("\nPage {number}\n\n");
        let text = sheets(foot).replace("shore\n", "cathe-\n").replace("would eat.", "dral eats.");
        let text = format!("{text}\nThe cathedral.\n");
        assert!(paragraphs(&text)[1].0.contains("nobody on the other cathedral eats."));
        assert!(page(&text).blocks[1].mended);
        let own = sheets(foot).replace("shore\n", "well-\n").replace("would eat.", "known men.");
        assert!(paragraphs(&own)[1].0.contains("nobody on the other well-known men."));
        assert!(!page(&own).blocks[1].mended);
    }

    #[test]
    fn scripts_without_capitals_go_on_where_no_sentence_ends() {
        let line = "船は朝の五時に港を出て、昼前には島に着く予定だったが、霧のために一時間ほど遅れたという話を聞いた";
        let foot = |number: u32| format!("Page {number}\n");
        let text = format!("{line}\n{}次に{line}。\n{}村で{line}。\n{}", foot(1), foot(2), foot(3));
        let found: Vec<String> = paragraphs(&text).into_iter().map(|(text, _)| text).collect();
        assert_eq!(found, [format!("{line}次に{line}。"), format!("村で{line}。")]);
    }

    #[test]
    fn a_row_of_cells_does_not_go_on() {
        let row = "The ferry stayed in the harbour all day, because the wind would not turn\tand the baker said, \u{201c}an";
        let text = format!("{row}\u{c}d the line has never mattered before.\u{201d}\n\n{PARAGRAPH}\n");
        let told: Vec<String> = paragraphs(&text).into_iter().map(|(text, _)| text).collect();
        assert_eq!(told.len(), 3);
        assert!(told[1].starts_with("d the line has never mattered"), "{told:?}");
    }
}
