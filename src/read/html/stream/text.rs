//! Text: where it goes by the rules.

use memchr::memchr;

use super::elements::{Id, class};
use super::reader::{Moved, Reader};
use super::stack::{Mode, Step};
use crate::read::html::tokenizer::references::Place;
use crate::read::sink::Sink;

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

/// Cuts off the white space that a text begins with.
fn split_blanks(text: &str) -> (&str, &str) {
    let length = text.bytes().take_while(u8::is_ascii_whitespace).count();
    text.split_at(length)
}

/// Cuts off what is before the first white space.
fn split_word(text: &str) -> (&str, &str) {
    let length = text.bytes().take_while(|byte| !byte.is_ascii_whitespace()).count();
    text.split_at(length)
}

impl<'a, S: Sink<'a>> Reader<'a, '_, S> {
    /// Takes in text as it is written.
    pub(super) fn text_token(&mut self, written: &'a str, place: Option<Place>) {
        let text = self.decoded(written, place);
        if self.has_nul { self.text_with_nul(text) } else { self.characters(text) }
    }

    #[inline(never)]
    fn text_with_nul(&mut self, text: &'a str) {
        let mut rest = text;
        while let Some(end) = memchr(0, rest.as_bytes()) {
            if end > 0 {
                self.characters(&rest[..end]);
            }
            self.nul();
            rest = &rest[end + 1..];
        }
        if !rest.is_empty() {
            self.characters(rest);
        }
    }

    /// NUL: nothing in HTML, an unknown character in SVG and MathML.
    fn nul(&mut self) {
        self.ignores_line_feed = false;
        if self.text_is_foreign() {
            return self.append("\u{fffd}");
        }
        self.imply_body_for_text();
        if matches!(self.mode, Mode::AfterBody | Mode::AfterAfterBody) {
            self.mode = Mode::InBody;
        }
        if self.mode == Mode::InColumnGroup {
            let _: Step = self.leave_columns();
        }
    }

    #[inline]
    fn characters(&mut self, text: &'a str) {
        let mut text = self.within_limit(text);
        if std::mem::take(&mut self.ignores_line_feed) {
            text = text.strip_prefix('\n').unwrap_or(text);
        }
        if !text.is_empty() {
            self.place_text(text);
        }
    }

    fn is_before_body(&self) -> bool {
        matches!(
            self.mode,
            Mode::Initial
                | Mode::BeforeHtml
                | Mode::BeforeHead
                | Mode::InHead
                | Mode::InHeadNoscript
                | Mode::AfterHead
        )
    }

    /// Sees to it that there is a body.
    pub(super) fn imply_body_for_text(&mut self) {
        while self.is_before_body() {
            self.attributes.clear();
            self.imply_next();
        }
    }

    /// Puts text where it belongs.
    #[inline]
    pub(super) fn place_text(&mut self, text: &'a str) {
        if self.mode == Mode::InBody && !self.is_in_foreign() {
            return self.text_in_body(text);
        }
        self.place_text_by_mode(text);
    }

    #[inline(never)]
    fn place_text_by_mode(&mut self, text: &'a str) {
        if self.text_is_foreign() {
            self.frameset_ok = self.frameset_ok && is_blank(text);
            return self.append(text);
        }
        match self.mode {
            Mode::InBody | Mode::InCell | Mode::InCaption | Mode::InTemplate => self.text_in_body(text),
            Mode::Text => self.append(text),
            Mode::InTable | Mode::InTableBody | Mode::InRow => self.text_in_table(text),
            Mode::InColumnGroup => self.text_in_columns(text),
            Mode::AfterBody | Mode::AfterAfterBody => {
                if !is_blank(text) {
                    self.mode = Mode::InBody;
                }
                self.text_in_body(text);
            }
            _ => self.text_before_body(text),
        }
    }

    fn text_before_body(&mut self, text: &'a str) {
        let (blanks, rest) = split_blanks(text);
        let is_kept = matches!(self.mode, Mode::InHead | Mode::InHeadNoscript | Mode::AfterHead);
        if !blanks.is_empty() && is_kept {
            self.append(blanks);
        }
        if rest.is_empty() {
            return;
        }
        self.imply_body_for_text();
        self.text_in_body(rest);
    }

    #[inline]
    pub(super) fn text_in_body(&mut self, text: &'a str) {
        self.reopen_formats();
        self.frameset_ok = self.frameset_ok && is_blank(text);
        self.append(text);
    }

    fn text_in_table(&mut self, text: &'a str) {
        if !self.stack.current_in(class::FOSTERS) {
            self.text_in_body(text);
        } else if self.kept.is_some() {
            self.keep_text_of_table(text);
        } else if is_blank(text) {
            self.append(text);
        } else {
            self.give_up(Moved::Table);
        }
    }

    fn text_in_columns(&mut self, text: &'a str) {
        let mut rest = text;
        while !rest.is_empty() {
            let (blanks, after) = split_blanks(rest);
            if !blanks.is_empty() {
                self.append(blanks);
            }
            if after.is_empty() {
                return;
            }
            if self.stack.current_is(Id::Colgroup) {
                let _: Step = self.leave_columns();
                return self.text_in_table(after);
            }
            rest = split_word(after).1;
        }
    }

    /// Adds text to the current element.
    #[inline]
    pub(super) fn append(&mut self, text: &'a str) {
        if text.is_empty() {
            return;
        }
        if self.kept.is_some() {
            return self.keep_text(text);
        }
        if !self.in_text {
            self.in_text = true;
            self.nodes += 1;
        }
        if self.unwanted == 0 {
            self.pending.add(text);
        }
    }
}
