//! Decisions to an article.

use crate::article::{Article, BlockData, Metadata, Show};
use crate::detect::Decisions;
use crate::options::Keep;
use crate::page::Page;

pub(crate) fn assemble(page: Page, metadata: Metadata, decisions: Decisions, keep: Keep) -> Article {
    let blocks = page
        .blocks
        .into_iter()
        .zip(decisions.blocks)
        .map(|(raw, decision)| BlockData {
            text: raw.text,
            kind: raw.kind,
            label: decision.label,
            score: decision.score,
            reasons: decision.reasons,
            input: raw.input,
            spans: raw.spans,
        })
        .collect();
    Article {
        text: page.text,
        blocks,
        spans: page.spans,
        targets: page.targets,
        images: page.images,
        metadata,
        page_kind: decisions.page_kind,
        confidence: decisions.confidence,
        flags: decisions.flags,
        show: Show { links: keep.links, images: keep.images },
    }
}
