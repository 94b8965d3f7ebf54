//! What goes in, a script that holds data, and what comes out, a body.

use crate::read::sink::ScriptKind;

/// A script, or the value of an attribute, that holds data.
#[derive(Debug, Clone)]
pub(super) struct Script {
    pub(super) kind: ScriptKind,
    pub(super) text: String,
}

/// A body that a page's state holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read) struct StateBody {
    /// A fragment of HTML, not yet safe to show.
    pub(in crate::read) html: String,
    /// The headline, where the state gives it with the body.
    pub(in crate::read) title: Option<String>,
    /// Bytes of text in it.
    pub(super) bytes: usize,
}
