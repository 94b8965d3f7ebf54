//! Which blocks are the article's?

use crate::article::{Flag, Label, Metadata, PageKind, Reason};
use crate::options::Focus;
use crate::page::Page;

/// What was decided about a page.
#[derive(Debug)]
pub(crate) struct Decisions {
    /// One a block, in order.
    pub(crate) blocks: Vec<Decision>,
    pub(crate) page_kind: PageKind,
    pub(crate) confidence: f32,
    pub(crate) flags: Vec<Flag>,
}

/// What was decided about a block.
#[derive(Debug, Clone)]
pub(crate) struct Decision {
    pub(crate) label: Label,
    pub(crate) score: f32,
    pub(crate) reasons: [Option<Reason>; 3],
}

pub(crate) fn detect(page: &Page, _metadata: &Metadata, _focus: Focus) -> Decisions {
    let keep = Decision { label: Label::Content, score: 1.0, reasons: [None; 3] };
    Decisions {
        blocks: vec![keep; page.blocks.len()],
        page_kind: PageKind::Article,
        confidence: 1.0,
        flags: vec![],
    }
}
