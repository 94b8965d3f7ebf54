//! The run of inline text that becomes the next block, written straight into the page's text.

use crate::document::{Span, SpanKind};

/// Kinds of inline markup that are followed; of nested ones the outermost counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Inline {
    Link,
    Strong,
    Emphasis,
    Code,
}

/// An inline element that is open.
#[derive(Debug, Clone, Copy, Default)]
struct Open {
    nested: u32,
    /// Where its part of the run starts in the text.
    start: usize,
    /// The pending space stands before the element.
    after_space: bool,
}

/// The run being gathered and the inline elements around its end.
#[derive(Debug, Default)]
pub(super) struct Run {
    /// Where the run starts in the text.
    pub(super) start: usize,
    space_pending: bool,
    pub(super) link_chars: u32,
    pub(super) link_count: u16,
    pub(super) strong_chars: u32,
    spans: Vec<Span>,
    open: [Open; 4],
    /// What the open link points to: index into `Document::targets`.
    target: Option<u32>,
}

impl Run {
    pub(super) fn is_empty(&self, text: &str) -> bool {
        text.len() <= self.start
    }

    /// The next word stands apart from what is there.
    pub(super) fn space(&mut self) {
        self.space_pending = true;
    }

    /// Adds text with white space collapsed and invisible characters dropped.
    pub(super) fn push(&mut self, text: &mut String, added: &str) {
        let mut word_start = None;
        for (at, c) in added.char_indices() {
            if !c.is_whitespace() && !is_invisible(c) {
                word_start.get_or_insert(at);
                continue;
            }
            if let Some(start) = word_start.take() {
                self.push_word(text, &added[start..at]);
            }
            self.space_pending |= c.is_whitespace();
        }
        if let Some(start) = word_start {
            self.push_word(text, &added[start..]);
        }
    }

    fn push_word(&mut self, text: &mut String, word: &str) {
        let space = std::mem::take(&mut self.space_pending) && !self.is_empty(text) && !text.ends_with('\t');
        if space {
            text.push(' ');
        }
        text.push_str(word);
        self.count(space, word);
    }

    /// Adds text as it is, but for invisible characters.
    pub(super) fn push_verbatim(&mut self, text: &mut String, added: &str) {
        if std::mem::take(&mut self.space_pending)
            && !self.is_empty(text)
            && !text.ends_with(char::is_whitespace)
        {
            text.push(' ');
        }
        text.extend(added.chars().filter(|&c| !is_invisible(c) && c != '\r'));
        self.count(false, added);
    }

    fn count(&mut self, space: bool, word: &str) {
        if self.open.iter().all(|open| open.nested == 0) {
            return;
        }
        let chars = word.chars().count() as u32;
        let [link, strong, emphasis, _] = self
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
        };
        self.spans.push(Span { text: start as u32..end as u32, kind });
    }

    /// Ends the run at `end`: its spans, outer before inner. Open elements go on in the next run.
    pub(super) fn take_spans(&mut self, text: &str) -> Vec<Span> {
        for inline in [Inline::Link, Inline::Strong, Inline::Emphasis, Inline::Code] {
            let open = self.open[inline as usize];
            if open.nested > 0 {
                self.add_span(inline, open.start, text);
            }
        }
        let mut spans = std::mem::take(&mut self.spans);
        spans.sort_by_key(|span| (span.text.start, std::cmp::Reverse(span.text.end)));
        spans
    }

    /// Begins the next run where the text ends.
    pub(super) fn restart(&mut self, text: &str) {
        self.start = text.len();
        self.space_pending = false;
        self.link_chars = 0;
        self.link_count = 0;
        self.strong_chars = 0;
        self.spans.clear();
        for open in &mut self.open {
            open.start = text.len();
        }
    }
}

/// Characters that take no room: zero-width space, byte order mark, soft hyphen.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}' | '\u{feff}' | '\u{ad}')
}
