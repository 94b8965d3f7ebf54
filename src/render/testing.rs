//! Articles made by hand for the tests of the renderers.

use crate::article::{Article, BlockData, Show};
use crate::document::{BlockKind, GroupData, Image, Span, SpanKind};
use crate::label::{Ground, Grounds};
use crate::labels::{Label, PageKind, Reason};
use crate::metadata::{Field, Metadata, Provenance};

/// An article without a title whose body has these blocks.
pub(super) fn article(blocks: &[(BlockKind, &str)]) -> Article {
    let mut article = Article {
        text: String::new(),
        blocks: Vec::new(),
        groups: vec![GroupData::root()],
        spans: Vec::new(),
        notes: Vec::new(),
        readings: Vec::new(),
        targets: Vec::new(),
        images: Vec::new(),
        metadata: Metadata::default(),
        page_kind: PageKind::Article,
        confidence: 0.75,
        flags: Vec::new(),
        grounds: Grounds { rows: Vec::new(), width: 0, tell: tell_the_rule },
        show: Show { links: true, images: true },
    };
    for (kind, text) in blocks {
        push(&mut article, *kind, text, Label::Content);
    }
    article
}

fn tell_the_rule(_: &[u8], ground: &Ground) -> [Option<Reason>; 3] {
    [ground.rule.map(|text| Reason { text, weight: 0.25 }), None, None]
}

pub(super) fn push(article: &mut Article, kind: BlockKind, text: &str, label: Label) {
    let start = article.text.len() as u32;
    article.text.push_str(text);
    let spans = article.spans.len() as u32;
    article.blocks.push(BlockData {
        text: start..article.text.len() as u32,
        kind,
        label,
        score: 0.98769,
        ground: Ground { is_content: true, rule: None },
        input: None,
        group: 0,
        spans: spans..spans,
    });
}

/// A paragraph with spans, given as byte ranges of its text.
pub(super) fn paragraph(text: &str, spans: &[(std::ops::Range<u32>, SpanKind)]) -> Article {
    let mut article = article(&[(BlockKind::Paragraph, text)]);
    article.targets = vec!["https://example.org/a_b(c)".to_owned(), "javascript:alert(1)".to_owned()];
    article.spans = spans.iter().map(|(text, kind)| Span { text: text.clone(), kind: *kind }).collect();
    article.blocks[0].spans = 0..spans.len() as u32;
    article
}

pub(super) fn with_title(mut article: Article, title: &str) -> Article {
    article.metadata.title = Some(Field::new(title.to_owned(), Provenance::Element));
    article
}

pub(super) fn with_image(mut article: Article, url: &str, alt: &str, before_block: u32) -> Article {
    article.images.push(Image { url: url.to_owned(), alt: alt.to_owned(), before_block, group: 0 });
    article
}
