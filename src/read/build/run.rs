//! The run of inline text that becomes the next block, written straight into the page's text.

use crate::document::{Span, SpanKind};
use crate::read::bytes::are_all;

/// Kinds of inline markup that are followed; of nested ones the outermost counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inline {
    Link,
    Strong,
    Emphasis,
    Code,
    Superscript,
    Subscript,
    Deletion,
    Insertion,
}

const INLINES: [Inline; 8] = [
    Inline::Link,
    Inline::Strong,
    Inline::Emphasis,
    Inline::Code,
    Inline::Superscript,
    Inline::Subscript,
    Inline::Deletion,
    Inline::Insertion,
];

/// Signs that no space is before.
const FOLLOWING_SIGNS: [char; 4] = [':', ';', ',', '.'];

/// An inline element that is open.
#[derive(Debug, Clone, Copy, Default)]
struct Open {
    nested: u32,
    /// Where its part of the run starts in the text.
    start: usize,
    /// The pending space comes before the element.
    after_space: bool,
}

/// The run being gathered and the inline elements around its end.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// Where the run starts in the text.
    pub(super) start: usize,
    space_pending: bool,
    /// A line has ended: the white space before the next word is a line break.
    break_pending: bool,
    /// In code: a line has ended whose end is not written.
    line_pending: bool,
    /// A hidden sign that is written if more follows in the line, and whether a space is before it.
    sign: Option<(String, bool)>,
    /// Where the text begins that is left out if more follows in the line.
    aside: Option<Point>,
    pub(super) link_chars: u32,
    pub(super) link_count: u16,
    pub(super) strong_chars: u32,
    spans: Vec<Span>,
    open: [Open; 8],
    /// What the open link points to: index into `Document::targets`.
    target: Option<u32>,
}

/// A place in the run, with what was counted up to it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Point {
    pub(super) at: usize,
    run_start: usize,
    space_pending: bool,
    link_chars: u32,
    link_count: u16,
    strong_chars: u32,
    spans: usize,
}

impl Run {
    /// The end of the run.
    pub(super) fn point(&self, text: &str) -> Point {
        Point {
            at: text.len(),
            run_start: self.start,
            space_pending: self.space_pending,
            link_chars: self.link_chars,
            link_count: self.link_count,
            strong_chars: self.strong_chars,
            spans: self.spans.len(),
        }
    }

    /// The text after a place, if that is still in the run.
    pub(super) fn since<'t>(&self, from: Point, text: &'t str) -> Option<&'t str> {
        text.get(from.at..).filter(|_| self.start == from.run_start)
    }

    /// The text of the run before a place; nothing if a space follows it.
    pub(super) fn before<'t>(&self, from: Point, text: &'t str) -> &'t str {
        if text.get(from.at..).is_some_and(|part| part.starts_with(char::is_whitespace)) {
            return "";
        }
        text.get(self.start..from.at).unwrap_or_default()
    }

    /// Takes back what came after a place. The space before or after it stays.
    pub(super) fn take_back(&mut self, text: &mut String, from: Point) {
        let had_space = text.get(from.at..).is_some_and(|part| part.starts_with(' '));
        text.truncate(from.at);
        self.space_pending |= from.space_pending || had_space;
        (self.link_chars, self.link_count, self.strong_chars) =
            (from.link_chars, from.link_count, from.strong_chars);
        self.spans.truncate(from.spans);
    }

    /// Takes back what came after a place if it is beside other text; if nothing is before it, that is known when more comes.
    pub(super) fn set_aside(&mut self, text: &mut String, from: Point) {
        if from.at > self.start {
            self.take_back(text, from);
        } else if text.len() > from.at {
            self.aside = Some(from);
        }
    }

    /// Takes back a hidden sign, which is written after all if more follows in the line.
    pub(super) fn hold_sign(&mut self, text: &mut String, from: Point) {
        let sign = text.get(from.at..).unwrap_or_default();
        // A dash is between spaces, a colon follows its word, whatever is between the elements.
        let space =
            (from.space_pending || sign.starts_with(' ')) && !sign.trim().starts_with(FOLLOWING_SIGNS);
        let sign = sign.trim().to_owned();
        let space_after = self.space_pending;
        self.take_back(text, from);
        self.sign = Some((sign, space));
        self.space_pending = space_after;
    }

    pub(super) fn holds_sign(&self) -> bool {
        self.sign.is_some()
    }

    /// Writes the sign that is held. What was opened since begins after it.
    pub(super) fn push_sign(&mut self, text: &mut String) {
        if let Some((sign, space)) = self.sign.take() {
            let before = text.len();
            text.push_str(if space { " " } else { "" });
            text.push_str(&sign);
            self.count(space, &sign);
            for open in self.open.iter_mut().filter(|open| open.start >= before) {
                open.start = text.len();
            }
        }
    }

    /// Where the text begins that was set aside.
    pub(super) fn aside(&self) -> Option<Point> {
        self.aside
    }

    /// Takes back what was set aside.
    pub(super) fn take_back_aside(&mut self, text: &mut String) {
        if let Some(from) = self.aside.take() {
            self.take_back(text, from);
            self.space_pending = false;
            for open in &mut self.open {
                open.start = open.start.min(from.at);
            }
        }
    }

    /// Whether the next text is code inside of a line.
    pub(super) fn is_code(&self) -> bool {
        self.open[Inline::Code as usize].nested > 0
    }

    pub(super) fn is_empty(&self, text: &str) -> bool {
        text.len() <= self.start
    }

    /// A space comes before the next word.
    pub(super) fn space(&mut self) {
        self.space_pending = true;
    }

    /// Whether the next word is on a line of its own.
    pub(super) fn has_break(&self) -> bool {
        self.break_pending
    }

    /// The next word is on a line of its own.
    pub(super) fn break_line_of_text(&mut self) {
        self.break_pending = true;
    }

    /// Adds a formula as one word.
    pub(super) fn push_formula(&mut self, text: &mut String, written: &str, display: bool) {
        self.push_word(text, written);
        let range = (text.len() - written.len()) as u32..text.len() as u32;
        self.spans.push(Span { text: range, kind: SpanKind::Math { display } });
    }

    /// Marks what came after a place.
    pub(super) fn mark_since(&mut self, from: Point, text: &str, kind: SpanKind) {
        let Some(part) = self.since(from, text) else { return };
        let start = text.len() - part.trim_start().len();
        if start < text.len() {
            self.spans.push(Span { text: start as u32..text.len() as u32, kind });
        }
    }

    /// Whether the mark of a note came after a place.
    pub(super) fn has_note_since(&self, from: Point) -> bool {
        self.spans.iter().skip(from.spans).any(|span| matches!(span.kind, SpanKind::Note(_)))
    }

    /// Rewrites what came after a place. Spans inside go where all of it is rewritten.
    pub(super) fn rewrite(&mut self, text: &mut String, from: Point, written: &str) {
        text.truncate(from.at);
        text.push_str(written);
        for span in self.spans.iter_mut().skip(from.spans) {
            span.text = from.at as u32..text.len() as u32;
        }
    }

    /// Adds text with white space collapsed and invisible characters dropped.
    pub(super) fn push(&mut self, text: &mut String, added: &str) {
        let mut rest = added;
        while let Some(first) = rest.bytes().next() {
            let words = words_of_line(rest);
            if words > 0 {
                self.push_word(text, &rest[..words]);
                rest = &rest[words..];
            } else if is_blank(first) {
                self.space_pending = true;
                rest = &rest[rest.bytes().take_while(|byte| is_blank(*byte)).count()..];
            } else {
                let mut chars = rest.chars();
                self.space_pending |= chars.next().is_some_and(char::is_whitespace);
                rest = chars.as_str();
            }
        }
    }

    fn push_word(&mut self, text: &mut String, word: &str) {
        self.push_sign(text);
        let breaks = std::mem::take(&mut self.break_pending);
        let space = (std::mem::take(&mut self.space_pending) || breaks) && !self.is_empty(text);
        if space {
            text.push(if breaks { '\n' } else { ' ' });
        }
        text.push_str(word);
        self.count(space, word);
    }

    /// Adds code as it is, but for invisible characters; spaces that must not break are spaces.
    pub(super) fn push_verbatim(&mut self, text: &mut String, added: &str) {
        let added = if self.end_line(text) { added.strip_prefix('\n').unwrap_or(added) } else { added };
        if std::mem::take(&mut self.space_pending)
            && !self.is_empty(text)
            && !text.ends_with(char::is_whitespace)
        {
            text.push(' ');
        }
        let shown = added.chars().filter(|&c| !is_invisible(c) && c != '\r');
        text.extend(shown.map(|c| if c == '\u{a0}' { ' ' } else { c }));
        self.count(false, added);
    }

    /// Writes the end of a line that is pending. Returns whether one was.
    fn end_line(&mut self, text: &mut String) -> bool {
        let ends = std::mem::take(&mut self.line_pending);
        if ends {
            text.push('\n');
        }
        ends
    }

    /// Begins a line of code where an element that is a line begins.
    pub(super) fn open_line(&mut self, text: &mut String) {
        self.break_line(text);
        self.end_line(text);
    }

    /// Ends the line of code that began at `start`, unless its text ended it, even if it is empty.
    pub(super) fn close_line(&mut self, text: &str, start: usize) {
        self.line_pending |= text.len() <= start || !text.ends_with('\n');
    }

    /// Ends the line of code so far, if there is anything in it.
    pub(super) fn break_line(&mut self, text: &str) {
        self.line_pending |= !self.is_empty(text) && !text.ends_with('\n');
    }

    fn count(&mut self, space: bool, word: &str) {
        if self.open.iter().all(|open| open.nested == 0) {
            return;
        }
        let chars = word.chars().count() as u32;
        let [link, strong, emphasis, ..] = self
            .open
            .map(|open| if open.nested > 0 { chars + u32::from(space && !open.after_space) } else { 0 });
        self.link_chars += link;
        self.strong_chars += strong.max(emphasis);
        for open in &mut self.open {
            open.after_space = false;
        }
    }

    pub(super) fn open(&mut self, inline: Inline, text: &str, target: Option<u32>) {
        let open = &mut self.open[inline as usize];
        open.nested += 1;
        if open.nested == 1 {
            open.start = text.len();
            open.after_space = self.space_pending;
            if inline == Inline::Link {
                self.target = target;
            }
        }
    }

    /// Forgets that an element is open.
    pub(super) fn cancel(&mut self, inline: Inline) {
        let open = &mut self.open[inline as usize];
        open.nested = open.nested.saturating_sub(1);
    }

    pub(super) fn close(&mut self, inline: Inline, text: &str) {
        let open = &mut self.open[inline as usize];
        open.nested = open.nested.saturating_sub(1);
        if open.nested == 0 {
            let start = open.start;
            self.add_span(inline, start, text);
        }
    }

    fn add_span(&mut self, inline: Inline, start: usize, text: &str) {
        let start = start.max(self.start);
        let Some(part) = text.get(start..) else { return };
        let trimmed = part.trim_start();
        if trimmed.is_empty() {
            return;
        }
        let start = start + part.len() - trimmed.len();
        let end = start + trimmed.trim_end().len();
        let kind = match (inline, self.target) {
            (Inline::Link, target) => {
                self.link_count = self.link_count.saturating_add(1);
                match target {
                    Some(target) => SpanKind::Link(target),
                    None => return,
                }
            }
            (Inline::Strong, _) => SpanKind::Strong,
            (Inline::Emphasis, _) => SpanKind::Emphasis,
            (Inline::Code, _) => SpanKind::Code,
            (Inline::Superscript, _) => SpanKind::Superscript,
            (Inline::Subscript, _) => SpanKind::Subscript,
            (Inline::Deletion, _) => SpanKind::Deletion,
            (Inline::Insertion, _) => SpanKind::Insertion,
        };
        self.spans.push(Span { text: start as u32..end as u32, kind });
    }

    /// Ends the run at `end`: its spans, outer before inner. Open elements go on in the next run.
    pub(super) fn take_spans(&mut self, text: &str) -> Vec<Span> {
        for inline in INLINES {
            let open = self.open[inline as usize];
            if open.nested > 0 {
                self.add_span(inline, open.start, text);
            }
        }
        let mut spans = std::mem::take(&mut self.spans);
        spans.sort_by_key(|span| (span.text.start, std::cmp::Reverse(span.text.end)));
        spans
    }

    /// Keeps the room of spans that were taken.
    pub(super) fn keep_room(&mut self, spans: Vec<Span>) {
        self.spans = spans;
    }

    /// Begins the next run where the text ends.
    pub(super) fn restart(&mut self, text: &str) {
        self.start = text.len();
        self.space_pending = false;
        self.line_pending = false;
        self.break_pending = false;
        self.aside = None;
        self.sign = None;
        self.link_chars = 0;
        self.link_count = 0;
        self.strong_chars = 0;
        self.spans.clear();
        for open in &mut self.open {
            open.start = text.len();
        }
    }
}

/// A text with single spaces between its words.
pub(super) fn collapsed(text: &str) -> String {
    if words_of_line(text) == text.len() {
        return text.to_owned();
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether a text is nothing but ASCII's white space.
pub(super) fn is_all_blank(text: &str) -> bool {
    let (eights, rest) = text.as_bytes().as_chunks::<8>();
    let are_blank = |eight: &[u8; 8]| {
        are_all(u64::from_le_bytes(*eight), [b' ', b'\n', b'\t']) || eight.iter().all(|byte| is_blank(*byte))
    };
    !text.is_empty() && rest.iter().all(|byte| is_blank(*byte)) && eights.iter().all(are_blank)
}

/// ASCII's white space, the vertical tab among it.
fn is_blank(byte: u8) -> bool {
    matches!(byte, b'\t'..=b'\r' | b' ')
}

/// Whether a character beyond ASCII can begin so that is white space or takes no room.
fn may_be_blank(byte: u8) -> bool {
    matches!(byte, 0xc2 | 0xe1 | 0xe2 | 0xe3 | 0xef)
}

/// Bytes that are looked at together.
const LANES: usize = 16;

/// Whether bytes can be copied as they are, given each one's neighbour before it: one pass without a branch.
fn are_of_words(before: &[u8; LANES], bytes: &[u8; LANES]) -> bool {
    let is_odd = |before: u8, byte: u8| {
        (byte == b' ') & (before == b' ')
            | (byte.wrapping_sub(b'\t') < 5)
            | (byte & 0xfc == 0xe0)
            | (byte == 0xc2)
            | (byte == 0xef)
    };
    !before.iter().zip(bytes).fold(false, |any, (before, byte)| any | is_odd(*before, *byte))
}

/// Where the bytes end that can be copied as they are, seen sixteen at a time. There must be one before the first.
fn after_words(bytes: &[u8], mut at: usize) -> usize {
    while let Some((before, bytes)) =
        bytes.get(at - 1..).and_then(<[u8]>::first_chunk).zip(bytes.get(at..).and_then(<[u8]>::first_chunk))
        && are_of_words(before, bytes)
    {
        at += LANES;
    }
    at
}

/// Bytes of the words at the start of a text with nothing but single spaces between them: they can be copied as they are.
fn words_of_line(text: &str) -> usize {
    let bytes = text.as_bytes();
    let is_space = |at: usize| bytes.get(at) == Some(&b' ');
    // How far to go byte by byte, where bytes are not all plain.
    let (mut at, mut looked_at) = (0, 1);
    while let Some(&byte) = bytes.get(at) {
        if at >= looked_at {
            at = after_words(bytes, at);
            looked_at = at + LANES;
            continue;
        }
        if is_blank(byte) {
            // A space after a word; more than one is too much.
            if byte != b' ' || at == 0 || is_space(at - 1) {
                break;
            }
            at += 1;
        } else if may_be_blank(byte) {
            let Some(c) = text[at..].chars().next() else { break };
            if c.is_whitespace() || is_invisible(c) {
                break;
            }
            at += c.len_utf8();
        } else {
            at += 1;
        }
    }
    at - usize::from(at > 0 && is_space(at - 1))
}

/// Characters that take no room: zero-width space, byte order mark, soft hyphen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}')
}

#[cfg(test)]
mod tests;
