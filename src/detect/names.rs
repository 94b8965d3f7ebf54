//! x
use crate::article::Boilerplate;
pub(crate) struct NameEvidence {
    pub(crate) score: f32,
    pub(crate) kind: Option<Boilerplate>,
    pub(crate) strongest: f32,
}
pub(crate) fn evidence(_names: &str) -> NameEvidence {
    NameEvidence { score: 0.0, kind: None, strongest: 0.0 }
}
