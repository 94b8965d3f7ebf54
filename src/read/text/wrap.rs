//! Hard-wrapped text: at which width, and which lines belong together.
//!
//! A line was wrapped where the next line's first word would not have fitted. Among the longer lines of
//! wrapped text nearly all are so; among headlines, items of lists and verses few are, whatever the width.

use std::collections::BTreeSet;

use super::labels::{is_label, is_lead_in};
use super::lines::{Line, columns, is_line_end};
use super::marks::{is_lone_marker, strip_bullet};

/// Widths at which programs wrap text, in columns; mail and terminals have 60 to 100.
const WIDTHS: std::ops::RangeInclusive<u32> = 40..=120;
/// Widths that are looked for where only some lines were wrapped: narrower ones are those of lists.
const PROSE_WIDTHS: std::ops::RangeInclusive<u32> = 56..=120;
/// Characters of a line that was full at such a width: the word that did not fit is seldom longer than the rest.
pub(super) const MIN_PROSE_LINE: u32 = 34;
/// Fewer lines that are full may be so by chance.
const MIN_FULL: usize = 4;
/// Lines of a teaser that is wrapped.
const MAX_TEASER_LINES: usize = 2;
/// Longest line that is compared with stock phrases, where one is expected to go on.
const MAX_LABEL_BYTES: usize = 60;
/// Lines of one length by the dozen come from a template.
const MIN_LENGTHS: usize = 3;

/// Groups of lines that are one block each.
pub(super) struct Paragraphs<'a> {
    text: &'a str,
    lines: &'a [Line],
    width: Option<Width>,
}

impl<'a> Paragraphs<'a> {
    pub(super) fn new(text: &'a str, lines: &'a [Line], width: Option<Width>) -> Self {
        Paragraphs { text, lines, width }
    }
}

impl<'a> Iterator for Paragraphs<'a> {
    type Item = &'a [Line];

    fn next(&mut self) -> Option<&'a [Line]> {
        let mut length = self.least_length();
        let hang = self.width.and(self.lines.first()).and_then(|line| hang(self.text, line));
        while let (Some(width), Some([line, next])) =
            (self.width, self.lines.get(length.wrapping_sub(1)..length + 1))
        {
            let pair = Pair { text: self.text, line, next };
            if !pair.could_continue(hang)
                || is_beyond(line, width)
                || !(hang == Some(next.indent) || pair.is_full(width.columns))
                || pair.is_above_label()
            {
                break;
            }
            length += 1;
        }
        let length = self.teaser_length(length).unwrap_or(length);
        let (group, rest) = self.lines.split_at(length);
        self.lines = rest;
        (!group.is_empty()).then_some(group)
    }
}

impl Paragraphs<'_> {
    /// One line, or two where a list's number or bullet is on a line of its own.
    fn least_length(&self) -> usize {
        match self.lines {
            [] => 0,
            [_, next, ..] if next.is_glued => 2,
            [first, next, ..] if !next.gap_above && self.is_marker(first) && !self.is_marker(next) => 2,
            _ => 1,
        }
    }

    /// The lines of a teaser whose last line was full by chance, so that the paragraph below would go on with it: the
    /// paragraph ends as a sentence, and teasers do not ("Also on … break down", "After the talks, …").
    fn teaser_length(&self, length: usize) -> Option<usize> {
        let group = &self.lines[..length];
        let line = |line: &Line| &self.text[line.bytes.clone()];
        let ends_sentence = |text: &str| text.ends_with(['.', '!', '?', '\u{201d}', '"']);
        let begins = |text: &str| text.starts_with(|c: char| c.is_uppercase() || c == '\u{201c}');
        let (first, last) = (group.first()?, group.last()?);
        if length < 2 || !ends_sentence(line(last)) || !is_lead_in(line(first)) {
            return None;
        }
        let below = |pair: &[Line]| !ends_sentence(line(&pair[0])) && begins(line(&pair[1]));
        // A name may begin its further lines as well.
        group.windows(2).take(MAX_TEASER_LINES).rposition(below).map(|above| above + 1)
    }

    fn is_marker(&self, line: &Line) -> bool {
        is_lone_marker(&self.text[line.bytes.clone()])
    }
}

/// The column where the text of a list item begins.
fn hang(text: &str, line: &Line) -> Option<u16> {
    let line_text = &text[line.bytes.clone()];
    let bullet = line_text.strip_suffix(strip_bullet(line_text)?)?;
    let columns = bullet.chars().map(columns).sum::<usize>();
    line.indent.checked_add(u16::try_from(columns).ok()?)
}

/// A line and the one below it.
struct Pair<'a> {
    text: &'a str,
    line: &'a Line,
    next: &'a Line,
}

impl Pair<'_> {
    /// Whether the layout allows `next` to continue `line`: no gap, no bullet, and no indent of its own but
    /// that of a list item's text.
    fn could_continue(&self, hang: Option<u16>) -> bool {
        let next = &self.text[self.next.bytes.clone()];
        // An en dash after a full line parts a sentence; it is no bullet.
        let bullet = !next.starts_with('\u{2013}') && strip_bullet(next).is_some();
        let indented = self.next.indent > self.line.indent && hang != Some(self.next.indent);
        let in_table = self.line.is_row || self.next.is_row;
        let is_part = self.line.is_part || self.next.is_part;
        !self.next.gap_above
            && !bullet
            && !indented
            && !in_table
            && !is_part
            && self.line.aside == self.next.aside
    }

    /// Whether `next` is a stock phrase that goes on with nothing.
    fn is_above_label(&self) -> bool {
        let next = &self.text[self.next.bytes.clone()];
        next.len() <= MAX_LABEL_BYTES && !next.starts_with(char::is_lowercase) && is_label(next)
    }

    /// Whether the first word of `next` would not have fitted after `line`.
    fn is_full(&self, width: u32) -> bool {
        is_long(self.line, width) && self.last_full_width() >= width
    }

    /// The largest width at which the first word of `next` would not have fitted after `line`.
    fn last_full_width(&self) -> u32 {
        let end = end_column(self.line);
        let next = &self.text[self.next.bytes.clone()];
        // Between Chinese and Japanese characters a line can end anywhere, but for one sign that must not begin it.
        if is_ideographic(self.last_char()) && next.starts_with(is_ideographic) {
            return end + 1;
        }
        let first_word = next.split_whitespace().next().unwrap_or("");
        end + first_word.chars().count() as u32
    }

    fn last_char(&self) -> char {
        self.text[self.line.bytes.clone()].chars().next_back().unwrap_or(' ')
    }

    /// Whether `next` begins inside a sentence; `None` in scripts without capitals.
    fn goes_on(&self) -> Option<bool> {
        let first = self.text[self.next.bytes.clone()].chars().find(|c| c.is_alphanumeric())?;
        (first.is_lowercase() || first.is_uppercase()).then(|| first.is_lowercase())
    }
}

/// Whether the first word of a line would not have fitted after another.
pub(super) fn is_full(text: &str, line: &Line, next: &Line, width: Width) -> bool {
    Pair { text, line, next }.is_full(width.columns)
}

/// Whether a line is longer than the width at which others were wrapped.
fn is_beyond(line: &Line, width: Width) -> bool {
    width.is_limit && end_column(line) > width.columns
}

fn end_column(line: &Line) -> u32 {
    u32::from(line.indent) + line.width
}

/// Whether a line reaches far enough to have been wrapped: the next word may be long, but not that long.
fn is_long(line: &Line, width: u32) -> bool {
    u64::from(end_column(line)) * 10 >= u64::from(width) * 6
}

/// The width at which the text was hard-wrapped, if it was.
pub(super) fn wrap_width(text: &str, lines: &[Line]) -> Option<Width> {
    let of_all = margin(text, lines).filter(|width| WIDTHS.contains(width));
    let of_all = of_all.filter(|width| evidence(text, lines, *width, u32::MAX).is_wrapped());
    let of_some = || {
        common_width(text, lines)
            .filter(|width| evidence(text, lines, *width, *width).is_wrapped_for_certain())
    };
    of_all
        .map(|columns| Width { columns, is_limit: false })
        .or_else(|| of_some().map(|columns| Width { columns, is_limit: true }))
}

/// At which column text was wrapped.
#[derive(Debug, Clone, Copy)]
pub(super) struct Width {
    columns: u32,
    /// Whether longer lines were not wrapped at all.
    is_limit: bool,
}

fn pairs<'a>(text: &'a str, lines: &'a [Line]) -> impl Iterator<Item = Pair<'a>> {
    lines.windows(2).map(move |pair| Pair { text, line: &pair[0], next: &pair[1] })
}

/// What the long lines say; longer ones than `max` were not wrapped.
fn evidence(text: &str, lines: &[Line], width: u32, max: u32) -> Evidence {
    let mut evidence = Evidence::default();
    let says = |pair: &Pair<'_>| end_column(pair.line) <= max && (is_long(pair.line, width) || max == width);
    for pair in pairs(text, lines).filter(|pair| says(pair) && pair.could_continue(None)) {
        if is_long(pair.line, width) {
            evidence.add(&pair, width);
        }
        evidence.begun_inside += usize::from(max == width && pair.goes_on() == Some(true));
    }
    evidence
}

/// The width at which most lines that end inside a sentence would have been full. Scrapers that wrap the article alone
/// leave long lines around it, which hide its margin.
fn common_width(text: &str, lines: &[Line]) -> Option<u32> {
    let most = *PROSE_WIDTHS.end();
    // Lines that are full from this width on, less those that no longer are.
    let mut changes = vec![0i32; most as usize + 2];
    let may_go_on = |pair: &Pair<'_>| pair.line.width >= MIN_PROSE_LINE && pair.goes_on() != Some(false);
    for pair in pairs(text, lines).filter(|pair| may_go_on(pair) && pair.could_continue(None)) {
        let first = end_column(pair.line).max(*PROSE_WIDTHS.start());
        let last = pair.last_full_width().min(most);
        if first <= last {
            changes[first as usize] += 1;
            changes[last as usize + 1] -= 1;
        }
    }
    let mut full = 0;
    let full: Vec<i32> = changes
        .iter()
        .map(|change| {
            full += change;
            full
        })
        .collect();
    let best = full.iter().max().copied().filter(|best| *best > 0)?;
    full.iter().position(|count| *count == best).map(|width| width as u32)
}

/// What the longer lines and those below them say.
#[derive(Default)]
struct Evidence {
    long: usize,
    /// Of these: the next word would not have fitted.
    full: usize,
    /// Of these: the next line's script has capitals.
    cased: usize,
    /// Of these: the next line begins inside a sentence.
    inside: usize,
    /// Lines that begin inside a sentence, whatever is above them.
    begun_inside: usize,
    lengths: BTreeSet<u32>,
}

impl Evidence {
    fn add(&mut self, pair: &Pair<'_>, width: u32) {
        self.long += 1;
        if pair.is_full(width) {
            self.full += 1;
            self.cased += usize::from(pair.goes_on().is_some());
            self.inside += usize::from(pair.goes_on() == Some(true));
            self.lengths.insert(end_column(pair.line));
        }
    }

    /// As [`Evidence::is_wrapped`], for a width that was chosen because it suits many lines: some would be full by
    /// chance. Where text is wrapped, hardly a line begins inside a sentence but after a full one.
    fn is_wrapped_for_certain(&self) -> bool {
        let (full, inside) = self.shares();
        let is_most = if self.is_cased() {
            inside >= 0.5 && self.inside * 10 >= self.begun_inside * 7
        } else {
            full >= 0.5
        };
        self.is_wrapped() && is_most
    }

    /// How many of the long lines are full, and how many of these end inside a sentence.
    fn shares(&self) -> (f32, f32) {
        let full = self.full as f32 / self.long.max(1) as f32;
        let inside = if self.is_cased() { self.inside as f32 / self.cased.max(1) as f32 } else { UNCASED };
        (full, inside)
    }

    fn is_cased(&self) -> bool {
        self.cased * 2 >= self.full
    }

    /// One headline in ten is full by chance, and one in twenty begins in lower case. Of wrapped pages with
    /// long lists of headlines a third are full, of those of prose nine in ten; seven in ten of what is
    /// below begins in lower case, or two where nouns or titles are capitalised.
    fn is_wrapped(&self) -> bool {
        let is_ragged = self.lengths.len() >= MIN_LENGTHS || !self.is_cased();
        let (full, inside) = self.shares();
        self.full >= MIN_FULL && full >= 0.25 && full + inside >= 0.65 && is_ragged
    }
}

/// What scripts without capitals count for: a little more than nothing known.
const UNCASED: f32 = 0.2;

/// The column that all but one line in fifty end before; lines of one word, such as addresses, aside.
fn margin(text: &str, lines: &[Line]) -> Option<u32> {
    let can_wrap = |line: &&Line| {
        let line = &text[line.bytes.clone()];
        // In most lines the first space is near.
        line.bytes().any(|byte| byte == b' ')
            || line.contains(|c: char| c.is_whitespace() || is_ideographic(c))
    };
    let mut ends: Vec<u32> = lines.iter().filter(can_wrap).map(end_column).collect();
    ends.sort_unstable();
    let last = ends.len().checked_sub(1)?;
    ends.get((ends.len() * 49 / 50).min(last)).copied()
}

/// Words before which a hyphen stands for a part of a word that is left out: "inside- and outside".
const AFTER_LEFT_OUT_PARTS: [&str; 9] = ["and", "or", "und", "oder", "bis", "en", "of", "och", "og"];

/// Whether two lines of a wrapped paragraph join without a space: at a hyphen inside a word, at a soft
/// hyphen, between Chinese or Japanese characters.
pub(super) fn joins_bare(above: &str, gap: &str, below: &str) -> bool {
    if !gap.contains(is_line_end) {
        return false;
    }
    let mut ends = above.chars().rev();
    let (last, before) = (ends.next().unwrap_or(' '), ends.next().unwrap_or(' '));
    let first_word = below.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let cut_word = last == '-'
        && before.is_alphabetic()
        && first_word.starts_with(char::is_lowercase)
        && !AFTER_LEFT_OUT_PARTS.contains(&first_word);
    cut_word || gap.starts_with('\u{ad}') || is_ideographic(last) && below.starts_with(is_ideographic)
}

/// Chinese and Japanese characters and their punctuation, which have no spaces between them.
fn is_ideographic(c: char) -> bool {
    matches!(u32::from(c), 0x3001..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xf900..=0xfaff
        | 0xff01..=0xff60 | 0x20000..=0x323af)
}

#[cfg(test)]
mod tests {
    use crate::options::Limits;

    fn blocks(text: &str) -> Vec<String> {
        let page = super::super::page(text, &Limits::new());
        (0..page.blocks.len()).map(|index| page.block_text(index).to_owned()).collect()
    }

    const HEADLINES: &str = "\
Bakers end their strike after three weeks in the cold
Ten walks for a long weekend by the river and the sea
Old lighthouse sold to a painter for one crown
Council votes to keep the night ferry until April
Why the swans left the harbour
Harbour master resigns over a quarrel about swans
School choir wins prize in the capital once more
Nobody knows who painted the bridge yellow
Bridge to be painted yellow, council decides
New timetable for the buses from Monday
";

    const LETTER: &str = "\
Swans
Sport
The harbour was quiet when the first swans came back in March, and
the harbour master, who had resigned over them in the autumn, stood
on the quay with a bag of bread. He had been told by the council
that feeding them was allowed again, as long as nobody fed them
anything that a baker would not have sold to his wife or to a well-
known painter. The swans took the bread and left again the same
evening. Nobody knows where they sleep.
Bakers end their strike
It is not known either what they do in the winter, and the council
has asked the school to find out, which it may do in June.
";

    #[test]
    fn lines_of_prose_are_joined_at_the_margin_alone() {
        let found = blocks(LETTER);
        let starts: Vec<&str> = found.iter().filter_map(|text| text.split(' ').next()).collect();
        assert_eq!(starts, ["Swans", "Sport", "The", "Bakers", "It"], "{found:#?}");
        assert!(found[2].contains("a well-known painter") && found[2].ends_with("where they sleep."));
    }

    #[test]
    fn prose_below_a_long_list_of_headlines_is_joined() {
        let found = blocks(&format!("{HEADLINES}{LETTER}"));
        assert_eq!(found.len(), HEADLINES.lines().count() + 5, "{found:#?}");
    }

    #[test]
    fn headlines_alone_stay_lines() {
        assert_eq!(blocks(HEADLINES).len(), HEADLINES.lines().count());
    }

    #[test]
    fn every_record_has_a_width_of_its_own() {
        let paragraph = LETTER.replace('\n', " ");
        let unwrapped = format!("{paragraph}\n").repeat(12);
        let header = "WARC/1.0\nWARC-Type: conversion\n\n";
        for between in ["\u{c}", header] {
            let found = blocks(&format!("{unwrapped}{between}{LETTER}"));
            let lines = between.lines().filter(|line| !line.trim().is_empty()).count();
            assert_eq!(found.len(), 12 + lines + blocks(LETTER).len(), "{found:#?}");
        }
    }

    #[test]
    fn an_indent_begins_a_paragraph() {
        let indented = LETTER.replace("known painter", "  known painter");
        assert_eq!(blocks(&indented).len(), blocks(LETTER).len() + 1);
    }

    #[test]
    fn characters_without_spaces_are_joined_without_spaces() {
        let text = "船は朝の五時に港を出て、昼前には島に着く予定だったが、霧のために一時間ほど遅れたという。";
        let paragraph: String = text.repeat(6);
        let chars: Vec<char> = paragraph.chars().collect();
        let wrapped: Vec<String> = chars.chunks(48).map(|line| line.iter().collect()).collect();
        assert_eq!(blocks(&format!("港\n{}\n船\n", wrapped.join("\n"))), ["港", &paragraph, "船"]);
    }

    #[test]
    fn a_number_on_its_own_line_belongs_to_the_next() {
        assert_eq!(
            blocks("1.\nBread\n2.\nSalt\n3)\n\nOil\n12\nEggs"),
            ["1. Bread", "2. Salt", "3)", "Oil", "12", "Eggs"]
        );
        assert_eq!(blocks("1.\n2.\nSalt"), ["1.", "2. Salt"]);
        assert_eq!(blocks("\u{2022}\nBread\n\u{2022}\nSalt"), ["Bread", "Salt"]);
    }

    #[test]
    fn the_indented_line_is_the_paragraphs_first() {
        let indented = blocks(&LETTER.replace("known painter", "  known painter"));
        assert!(indented.iter().any(|text| text.starts_with("known painter. The swans")), "{indented:#?}");
    }

    #[test]
    fn one_line_that_sticks_out_moves_no_margin() {
        let letters = LETTER.repeat(6);
        let long = format!("Sources: {}\n", "example.org/harbour/".repeat(9));
        assert_eq!(blocks(&format!("{letters}{long}")).len(), blocks(&letters).len() + 1);
    }

    #[test]
    fn lines_of_six_tenths_of_the_width_are_long() {
        let line = |text: &str| super::super::lines::lines(text, 1).remove(0);
        assert!(super::is_long(&line(&"x".repeat(42)), 70));
        assert!(!super::is_long(&line(&"x".repeat(41)), 70));
        assert!(super::is_long(&line(&format!("  {}", "x".repeat(40))), 70), "an indent counts");
    }
}
