//! x
use crate::article::Boilerplate;
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Whole,
    Label,
    Start,
    End,
    Contains,
}
#[derive(Debug, Clone)]
pub(crate) struct Hit {
    pub(crate) kind: Boilerplate,
    pub(crate) mode: Mode,
}
pub(crate) fn find(_text: &str) -> Option<Hit> {
    None
}
