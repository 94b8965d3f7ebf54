//! The body in a page's state.
//!
//! Pages that scripts draw carry what they show as data: `<script id="__NEXT_DATA__" type="application/json">`,
//! `window.__APOLLO_STATE__ = {…}`, Next's stream of pushes, an attribute `data-preloaded`, the `articleBody` of JSON-LD.
//! Where such a page shows hardly any text, the article is there or nowhere. So scripts that hold data are kept while the
//! page is read ([`StateScripts`]), and looked into at its end, only if the page itself shows too little:
//!
//! 1. `js`, `js_string`, `flight` and `script` make values of what is written;
//! 2. `node` follows the references between them, which every framework writes in a way of its own;
//! 3. `search` asks each value whether it is a body: a string that reads like one (`prose`), a tree of an editor's nodes
//!    (`rich_text`), an array of parts.
//!
//! The result is a fragment of HTML, which is read as any other HTML.

mod data;
mod flight;
mod js;
mod js_string;
mod json_ld;
mod node;
mod prose;
mod rich_text;
mod script;
mod search;

use data::Script;
pub(super) use data::StateBody;
use memchr::memmem;

use crate::document::Head;
use crate::labels::Limit;
use crate::options::Limits;
use crate::read::sink::ScriptKind;

/// Bytes of text that a page shows by itself.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Shown {
    /// All that can be seen.
    pub(super) text: usize,
    /// Without labels and menus.
    pub(super) prose: usize,
}

impl Shown {
    /// Whether so much is shown that no state is looked into: about 250 words. On real pages that show up to twice as
    /// much, what was found in the state was more often a program's text than the article.
    pub(super) fn is_a_page(self) -> bool {
        const MAX_SHOWN_BYTES: usize = 1_500;
        self.text > MAX_SHOWN_BYTES
    }
}

/// Scripts that a page has for its data, as long as there is room for them.
#[derive(Debug, Default)]
pub(super) struct StateScripts {
    kept: Vec<Script>,
    bytes: usize,
}

impl StateScripts {
    /// Bytes that there is room for.
    pub(super) fn room(&self, limits: &Limits) -> usize {
        limits.max_state_bytes.saturating_sub(self.bytes)
    }

    /// Keeps a script; one that there is no room for is left out, and the limit that was reached is given.
    pub(super) fn keep(&mut self, kind: ScriptKind, text: String, limits: &Limits) -> Option<Limit> {
        if text.len() > self.room(limits) {
            return Some(Limit::StateBytes);
        }
        self.bytes += text.len();
        self.kept.push(Script { kind, text });
        None
    }

    /// The body that a page's JSON-LD or its state holds, if the page shows less than half as much. Whether the body is shown
    /// as well, the caller has to see.
    pub(super) fn body(&self, head: &Head, shown: impl FnOnce() -> Shown) -> Option<StateBody> {
        let described = json_ld::article_body(head.json_ld.iter().map(String::as_str));
        if described.is_none() && self.kept.is_empty() {
            return None;
        }
        let shown = shown();
        if let Some(body) = described.filter(|body| body.bytes > shown.prose * 2) {
            return Some(body);
        }
        if shown.is_a_page() || self.bytes <= shown.text * 2 {
            return None;
        }
        let body =
            search::best(script::states(&self.kept), self.bytes, head.title.as_deref().unwrap_or_default());
        body.filter(|body| body.bytes > shown.text * 2)
    }
}

/// Whether a script in JavaScript holds data that may be a page's text, by the beginning of what is in it (a few hundred
/// bytes do).
pub(super) fn keeps_state(beginning: &str) -> bool {
    // All names begin so.
    let has_name = || memmem::find(beginning.as_bytes(), b"__").is_some();
    has_name() && NAMES.iter().any(|name| beginning.contains(name)) || assigns_data(beginning)
}

/// Names that frameworks give to a page's state.
const NAMES: [&str; 8] = [
    "__NUXT__",
    "__APOLLO_STATE__",
    "__INITIAL_STATE__",
    "__PRELOADED_STATE__",
    "__INITIAL_DATA__",
    "__next_f",
    "__remixContext",
    "__STATE__",
];

/// Whether a script begins with `window.name = {`, `var name = [` or the like.
fn assigns_data(beginning: &str) -> bool {
    const SCOPES: [&str; 7] = ["window.", "window[", "self.", "globalThis.", "var ", "let ", "const "];
    let Some((target, value)) = beginning.split_once('=') else { return false };
    let target = target.trim();
    let is_name =
        |c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | '.' | '[' | ']' | '"' | '\'' | ' ');
    SCOPES.iter().any(|scope| target.starts_with(scope))
        && target.chars().all(is_name)
        && value.trim_start().starts_with(['{', '[', '('])
        || value.trim_start().starts_with("JSON.parse")
}

#[cfg(test)]
mod tests;
