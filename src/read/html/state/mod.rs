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
pub(super) mod json_ld;
mod node;
mod prose;
mod rich_text;
mod script;
mod search;

use data::is_json;
pub(super) use data::{Script, StateBody};

use crate::labels::Limit;
use crate::options::Limits;

/// Scripts that a page has for its data, as long as there is room for them.
#[derive(Debug, Default)]
pub(super) struct StateScripts {
    kept: Vec<(String, String, String)>,
    bytes: usize,
}

impl StateScripts {
    /// Keeps a script; one that there is no room for is left out, and the limit that was reached is given.
    pub(super) fn keep(&mut self, script: Script<'_>, limits: &Limits) -> Option<Limit> {
        let bytes = self.bytes + script.text.len();
        if bytes > limits.max_state_bytes {
            return Some(Limit::StateBytes);
        }
        self.bytes = bytes;
        self.kept.push((script.id.to_owned(), script.media_type.to_owned(), script.text.to_owned()));
        None
    }

    /// See [`body`].
    pub(super) fn body(&self, shown_bytes: usize) -> Option<StateBody> {
        let kept = self.kept.iter();
        let scripts: Vec<Script<'_>> =
            kept.map(|(id, media_type, text)| Script { id, media_type, text }).collect();
        body(&scripts, shown_bytes)
    }
}

/// Whether a script holds data that may be a page's text, by the beginning of what is in it (a few hundred bytes do). JSON-LD
/// is kept for the metadata, not here.
pub(super) fn keeps_state(id: &str, media_type: &str, beginning: &str) -> bool {
    if is_json(id, media_type) {
        return true;
    }
    let is_javascript = media_type.is_empty()
        || media_type.eq_ignore_ascii_case("module")
        || media_type.to_ascii_lowercase().ends_with("javascript");
    is_javascript && (NAMES.iter().any(|name| beginning.contains(name)) || assigns_data(beginning))
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

/// The body that a page's state holds, if the page shows less than half as much. What is shown counts without labels and
/// menus; whether the body is shown as well, the caller has to see.
pub(super) fn body(scripts: &[Script<'_>], shown_bytes: usize) -> Option<StateBody> {
    /// Who shows more has shown the article: about 250 words. On real pages that show up to twice as
    /// much, what was found in the state was more often a program's text than the article.
    const MAX_SHOWN_BYTES: usize = 1_500;
    let is_missing = |body: &StateBody| body.bytes > shown_bytes * 2;
    let json_ld = scripts.iter().filter(|script| script.is_json_ld()).map(|script| script.text);
    if let Some(body) = json_ld::article_body(json_ld).filter(is_missing) {
        return Some(body);
    }
    let bytes: usize = scripts.iter().map(|script| script.text.len()).sum();
    if shown_bytes > MAX_SHOWN_BYTES || bytes <= shown_bytes * 2 {
        return None;
    }
    search::best(script::states(scripts), bytes).filter(is_missing)
}

#[cfg(test)]
mod tests;
