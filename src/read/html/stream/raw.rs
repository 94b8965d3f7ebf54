//! Raw text: what is in `<title>`, `<style>`, `<script>` and after `<plaintext>`.

use std::borrow::Cow;

use super::elements::Id;
use super::reader::Reader;
use super::stack::Mode;
use super::tag::{RawText, Tag};
use crate::cut;
use crate::read::build::{MAX_BEGINNING_BYTES, can_hide, reads_script};
use crate::read::html::tokenizer::line_ends::normalised;
use crate::read::html::tokenizer::raw::{end_of_raw_text, end_of_script};
use crate::read::html::tokenizer::references::Place;
use crate::read::sink::{ScriptKind, Sink};

impl<'a, S: Sink<'a>> Reader<'a, '_, S> {
    /// Opens an element with raw text.
    pub(super) fn insert_raw(&mut self, tag: &Tag<'a>, raw: RawText) {
        self.insert(tag);
        self.outer_mode = self.mode;
        self.mode = Mode::Text;
        self.raw = Some(raw);
    }

    /// Ends an element with raw text.
    pub(super) fn leave_raw(&mut self) {
        self.pop();
        self.mode = self.outer_mode;
    }

    /// Reads raw text and its end tag.
    pub(super) fn raw_text(&mut self, raw: RawText) {
        let bytes = self.html.as_bytes();
        if raw == RawText::ToTheEnd {
            let text = self.written(self.at..self.html.len());
            let text = self.without_nul(text);
            self.at = self.html.len();
            return self.text_token(text, None);
        }
        let (id, name) = self.stack.current().map_or((Id::Other, ""), |open| (open.id, open.name));
        let start = self.at;
        self.at = match raw {
            RawText::Script => end_of_script(bytes, start, name),
            _ => end_of_raw_text(bytes, start, name),
        };
        let text = &self.html[start..self.at];
        if !text.is_empty() && self.reads_raw_text(id, text) {
            let text = self.written(start..self.at);
            self.pass_raw_text(id, raw, text);
        }
        if self.at < self.html.len() {
            self.end_tag_token();
        }
    }

    /// Whether somebody reads the text of an element.
    fn reads_raw_text(&mut self, id: Id, text: &str) -> bool {
        match id {
            Id::Style => can_hide(text),
            Id::Script => {
                self.ensure_attributes();
                let get = |name| self.attributes.get(name).unwrap_or_default();
                match ScriptKind::of(get("id"), get("type")) {
                    ScriptKind::JavaScript => {
                        // Of every two bytes one may go.
                        let beginning = cut::text(text, 2 * MAX_BEGINNING_BYTES);
                        reads_script(&match self.next_return {
                            Some(_) => normalised(beginning),
                            None => Cow::Borrowed(beginning),
                        })
                    }
                    ScriptKind::Other => false,
                    ScriptKind::JsonLd | ScriptKind::Tex { .. } | ScriptKind::Json => true,
                }
            }
            _ => true,
        }
    }

    fn pass_raw_text(&mut self, id: Id, raw: RawText, written: &'a str) {
        let place = (raw == RawText::WithReferences).then_some(Place::Text);
        let text = self.decoded(written, place);
        let mut text = self.without_nul(text);
        if id != Id::Script {
            text = self.within_limit(text);
        }
        if std::mem::take(&mut self.ignores_line_feed) {
            text = text.strip_prefix('\n').unwrap_or(text);
        }
        self.append(text);
    }
}
