//! What comes before a block's text: white space, marks of quotation, the sign of a list's item.
//!
//! The reader has cut bullets off and collapsed white space by now, but every visible character of the input is in the
//! buffer in its order. So marks are looked for in the buffer, where they are to be covered by spans, and only columns are
//! counted in the input.

use crate::document::{BlockKind, Document, RawBlock};
use crate::read::text::lines::{columns, is_blank, is_line_end};
use crate::read::text::marks::strip_bullet;

/// Quotes inside each other, at most. Mails that were answered more often are rare; deeper ones count as this deep.
const MAX_QUOTE_DEPTH: u16 = 32;
/// A quote of a quote follows the quote around it: without that, `>>` is an arrow and `>>>` a prompt.
const MIN_ARROW_MARKS: u16 = 2;
/// So much text is prose, even without a full stop.
const MIN_PROSE_BYTES: usize = 80;
/// Digits of a list's number, as CommonMark has it; larger ones might not fit into an `i32`.
const MAX_NUMBER_DIGITS: usize = 9;

/// What comes before the text of a block.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Prefix {
    /// Marks of quotation.
    pub(super) quotes: u16,
    /// Columns of white space before everything.
    pub(super) indent: u16,
    /// Columns of white space after the last mark of quotation; without a mark, the same as `indent`.
    pub(super) inner: u16,
    /// The column at which the text begins, after the bullet of an item.
    pub(super) column: u16,
    /// Whether there is an empty line above.
    pub(super) gap_above: bool,
    pub(super) sign: Sign,
    /// For an item with a box to tick: whether it is ticked.
    pub(super) task: Option<bool>,
    /// Where the text begins in the buffer, after marks of quotation.
    pub(super) content: u32,
    /// Where the text begins after all that the groups say in its place.
    pub(super) after: u32,
}

/// What makes a line an item of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    None,
    Bullet(char),
    /// A number with what follows it, a full stop or a parenthesis.
    Number(i32, char),
}

/// The prefix of every block.
pub(super) fn prefixes(document: &Document, input: &str) -> Vec<Prefix> {
    let mut quotes_above = 0;
    let prefix = |index| {
        let prefix = Prefix::of(document, input, index, quotes_above);
        quotes_above = prefix.quotes;
        prefix
    };
    let mut prefixes: Vec<Prefix> = (0..document.blocks.len()).map(prefix).collect();
    forget_paths(document, input, &mut prefixes);
    prefixes
}

/// `> Blog > Rain`, or `>` with a word on each line, is the path to a page. Lines are quoted if one of them is prose, code,
/// or the first line of a callout.
fn forget_paths(document: &Document, input: &str, prefixes: &mut [Prefix]) {
    let is_one_run =
        |above: &Prefix, below: &Prefix| !below.gap_above && (above.quotes > 0) == (below.quotes > 0);
    let mut next = 0;
    for run in prefixes.chunk_by_mut(is_one_run) {
        let start = next;
        next += run.len();
        let is_quoted = |(offset, prefix): (usize, &Prefix)| {
            let block = &document.blocks[start + offset];
            let text = &document.text[prefix.content as usize..block.text.end as usize];
            let is_joined = source(block, input).contains(is_line_end);
            is_quotable(text) && (is_joined || !text.contains(" > "))
        };
        if run[0].quotes > 0 && !run.iter().enumerate().any(is_quoted) {
            for (prefix, block) in run.iter_mut().zip(&document.blocks[start..]) {
                prefix.forget_quotes(block.text.start);
            }
        }
    }
}

/// Whether a line is what people quote. Steps of a path end without a sign.
fn is_quotable(text: &str) -> bool {
    const ENDS: [char; 10] = ['.', '!', '?', ':', ';', ',', '\u{2026}', '\u{3002}', '\u{ff01}', '\u{ff1f}'];
    const CLOSING: [char; 6] = ['"', '\'', '\u{201c}', '\u{201d}', '\u{bb}', ')'];
    let ends = text.trim_end_matches(CLOSING).ends_with(ENDS);
    ends || text.len() >= MIN_PROSE_BYTES || text.starts_with("```") || text.starts_with("[!")
}

impl Prefix {
    fn of(document: &Document, input: &str, index: usize, quotes_above: u16) -> Self {
        let block = &document.blocks[index];
        let text = document.block_text(index);
        let (quotes, marks_end) = quote_marks(text, quotes_above);
        let content = block.text.start + marks_end as u32;
        let mut prefix = Prefix {
            quotes: quotes.min(MAX_QUOTE_DEPTH),
            indent: block.indent,
            inner: if quotes > 0 { column_after_marks(source(block, input), quotes) } else { block.indent },
            column: 0,
            gap_above: block.gap_above,
            sign: Sign::None,
            task: None,
            content,
            after: content,
        };
        prefix.column = prefix.inner;
        match block.kind {
            BlockKind::ListItem { .. } => prefix.read_cut_bullet(&input[..start(block)], text),
            BlockKind::Paragraph => prefix.read_sign(&text[marks_end..]),
            _ => {}
        }
        prefix
    }

    /// Takes the marks for text, which begins at `start`.
    fn forget_quotes(&mut self, start: u32) {
        (self.quotes, self.sign, self.task) = (0, Sign::None, None);
        (self.inner, self.column) = (self.indent, self.indent);
        (self.content, self.after) = (start, start);
    }

    /// The bullet that the reader cut off ends `before`.
    fn read_cut_bullet(&mut self, before: &str, text: &str) {
        let until_bullet = before.trim_end_matches(is_blank);
        let Some(bullet) = until_bullet.chars().next_back() else { return };
        let gap = before[until_bullet.len()..].split(is_line_end).next().unwrap_or("");
        let width = 1 + gap.chars().map(columns).sum::<usize>();
        self.column = self.inner.saturating_add(u16::try_from(width).unwrap_or(u16::MAX));
        self.sign = Sign::Bullet(bullet);
        self.read_task(text);
    }

    fn read_sign(&mut self, text: &str) {
        // Outside of quotes a bullet that is one was cut off.
        if self.quotes > 0
            && let Some(rest) = strip_bullet(text)
            && let Some(bullet) = text.chars().next()
        {
            self.sign = Sign::Bullet(bullet);
            self.skip(text, rest);
            self.read_task(rest);
        } else if let Some((number, stop, _)) = strip_number(text) {
            self.sign = Sign::Number(number, stop);
        }
    }

    /// A box to tick before the text of an item.
    fn read_task(&mut self, text: &str) {
        const BOXES: [(&str, bool); 6] = [
            ("[ ]", false),
            ("[x]", true),
            ("[X]", true),
            ("\u{2610}", false),
            ("\u{2611}", true),
            ("\u{2612}", true),
        ];
        for (sign, is_ticked) in BOXES {
            if let Some(rest) = text.strip_prefix(sign).and_then(|rest| rest.strip_prefix(is_blank)) {
                self.task = Some(is_ticked);
                self.skip(text, rest);
            }
        }
    }

    /// Moves the begin of the text to `rest`, the end of `text`.
    fn skip(&mut self, text: &str, rest: &str) {
        let bytes = (text.len() - rest.len()) as u32;
        self.after += bytes;
        let columns = u16::try_from(bytes).unwrap_or(u16::MAX);
        self.column = self.column.saturating_add(columns);
    }

    /// Makes the number a list's sign for good, which a group says from now on.
    pub(super) fn accept_number(&mut self, text: &str) {
        if let Some((_, _, rest)) = strip_number(text) {
            self.skip(text, rest);
        }
    }
}

/// Says of lines that none is an item.
pub(super) fn forget_signs(prefixes: &mut [Prefix]) {
    for prefix in prefixes {
        prefix.sign = Sign::None;
    }
}

fn start(block: &RawBlock) -> usize {
    block.input.as_ref().map_or(0, |range| range.start as usize)
}

/// The input that a block was made of.
pub(super) fn source<'a>(block: &RawBlock, input: &'a str) -> &'a str {
    let range = block.input.clone().unwrap_or(0..0);
    &input[range.start as usize..range.end as usize]
}

/// How many marks of quotation a text begins with, and where they and the white space after them end.
fn quote_marks(text: &str, quotes_above: u16) -> (u16, usize) {
    let mut marks: u16 = 0;
    let mut rest = text;
    let mut is_parted = true;
    while let Some(after) = rest.strip_prefix('>') {
        marks = marks.saturating_add(1);
        rest = after.trim_start_matches(is_blank);
        is_parted = rest.len() < after.len() || rest.is_empty();
    }
    // ">50" is more than fifty.
    let is_comparison = marks == 1 && !is_parted;
    let is_arrow = marks >= MIN_ARROW_MARKS && quotes_above == 0;
    if is_comparison || is_arrow { (0, 0) } else { (marks, text.len() - rest.len()) }
}

/// Columns between the last mark of quotation in a line, one space after it aside, and the text.
fn column_after_marks(line: &str, quotes: u16) -> u16 {
    let mut marks = 0;
    let mut column = 0usize;
    for c in line.chars() {
        match c {
            '>' if marks < quotes => {
                marks += 1;
                column = 0;
            }
            _ if is_blank(c) && !is_line_end(c) => column += columns(c),
            _ => break,
        }
    }
    u16::try_from(column.saturating_sub(1)).unwrap_or(u16::MAX)
}

/// The number of a list's item, what follows it, and the text: `3. Rain`, `3) Rain`.
pub(super) fn strip_number(text: &str) -> Option<(i32, char, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).take(MAX_NUMBER_DIGITS + 1).count();
    let number = text[..digits].parse().ok().filter(|_| digits <= MAX_NUMBER_DIGITS)?;
    let after = &text[digits..];
    let stop = after.chars().next().filter(|c| matches!(c, '.' | ')'))?;
    let gap = &after[1..];
    let rest = gap.trim_start_matches(is_blank);
    (rest.len() < gap.len() && !rest.is_empty()).then_some((number, stop, rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;

    fn first(text: &str) -> Prefix {
        let document = crate::read::text::page(text, &Limits::new());
        prefixes(&document, text)[0]
    }

    #[test]
    fn marks_of_quotation_are_counted() {
        for (text, quotes, inner) in [
            ("> Rain.", 1, 0),
            ("  >   Rain.", 1, 2),
            ("> ```", 1, 0),
            ("> Rain", 0, 0),
            ("> Rain > Snow.", 0, 0),
            (">", 0, 0),
            (">50 mm.", 0, 0),
            (">> Rain.", 0, 0),
            (">>> rain().", 0, 0),
            ("-> Rain.", 0, 0),
        ] {
            let prefix = first(text);
            let wanted = if quotes > 0 { inner } else { prefix.indent };
            assert_eq!((prefix.quotes, prefix.inner), (quotes, wanted), "{text}");
        }
    }

    #[test]
    fn quotes_of_quotes_follow_quotes() {
        let text = "> a.\n>>> b\n>>>> c\nd\n>>> e.\n";
        let document = crate::read::text::page(text, &Limits::new());
        let quotes: Vec<u16> = prefixes(&document, text).iter().map(|prefix| prefix.quotes).collect();
        assert_eq!(quotes, [1, 3, 4, 0, 0]);
        let deep = format!("> a.\n{}", ">".repeat(99));
        let document = crate::read::text::page(&deep, &Limits::new());
        assert_eq!(prefixes(&document, &deep)[1].quotes, MAX_QUOTE_DEPTH);
    }

    #[test]
    fn signs_of_items_are_read() {
        for (text, sign, column) in [
            ("- Rain", Sign::Bullet('-'), 2),
            ("   \u{2022}  Rain", Sign::Bullet('\u{2022}'), 6),
            ("> + Rain.", Sign::Bullet('+'), 2),
            ("7. Rain", Sign::Number(7, '.'), 0),
            ("12) Rain", Sign::Number(12, ')'), 0),
            ("1.5 mm", Sign::None, 0),
            ("1234567890. Rain", Sign::None, 0),
            ("1.", Sign::None, 0),
        ] {
            let prefix = first(text);
            assert_eq!((prefix.sign, prefix.column), (sign, column), "{text}");
        }
    }

    #[test]
    fn boxes_to_tick_belong_to_items() {
        for (text, task) in [
            ("- [ ] Rain", Some(false)),
            ("* [x] Rain", Some(true)),
            ("\u{2022} \u{2611} Rain", Some(true)),
            ("- [y] Rain", None),
            ("[x] Rain", None),
        ] {
            assert_eq!(first(text).task, task, "{text}");
        }
    }
}
