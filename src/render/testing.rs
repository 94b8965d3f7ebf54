//! Articles made by hand for the tests of the renderers.

use crate::article::{Article, BlockData, ImageData};
use crate::discussion::Discussion;
use crate::document::{
    Base, BlockKind, GroupData, GroupKind, Image, ListMarker, Size, Span, SpanKind, Targets,
};
use crate::label::{Ground, Grounds, Outline};
use crate::labels::{Label, PageKind};
use crate::metadata::{Ambiguity, Date, Field, Metadata, Precision, Provenance};
use crate::options::Rendering;

/// Everything that can be shown.
pub(crate) const ALL: Rendering = Rendering { links: true, images: true, captions: true };

/// An article without a title whose body has these blocks, in the groups that their kinds say.
pub(crate) fn article(blocks: &[(BlockKind, &str)]) -> Article {
    let mut article = empty();
    for (kind, text) in blocks {
        push(&mut article, *kind, text, Label::Content);
    }
    article
}

/// A date without a time.
pub(crate) fn october_day() -> Date {
    Date {
        raw: "12 Oct 2021".to_owned(),
        year: 2021,
        month: 10,
        day: 12,
        time: None,
        offset_minutes: None,
        precision: Precision::Day,
        ambiguity: Ambiguity::None,
        instant: None,
        chance: None,
    }
}

pub(crate) fn empty() -> Article {
    Article {
        text: String::new(),
        blocks: Vec::new(),
        continuations: Vec::new(),
        groups: vec![GroupData::root()],
        spans: Vec::new(),
        notes: Vec::new(),
        readings: Vec::new(),
        targets: Targets::default(),
        images: Vec::new(),
        base: Base::default(),
        metadata: Metadata::default(),
        site: None,
        discussion: Discussion::default(),
        page_kind: PageKind::Article,
        page_kind_chance: Some(0.875),
        confidence: 0.75,
        flags: Vec::new(),
        outline: Outline::default(),
        grounds: Grounds::of_no_scores(),
    }
}

pub(crate) fn push(article: &mut Article, kind: BlockKind, text: &str, label: Label) {
    push_block(article, kind, text, label);
    group_by_kind(article);
}

fn push_block(article: &mut Article, kind: BlockKind, text: &str, label: Label) {
    let start = article.text.len() as u32;
    article.text.push_str(text);
    let spans = article.spans.len() as u32;
    article.blocks.push(BlockData {
        text: start..article.text.len() as u32,
        kind,
        label,
        score: 0.98769,
        ground: Ground { is_content: true, rule: None, is_settled: false, is_of_site: false },
        input: None,
        mended: false,
        group: 0,
        spans: spans..spans,
    });
}

/// Makes the groups that the kinds of the blocks say: what a reader finds on a page without other markup.
pub(crate) fn group_by_kind(article: &mut Article) {
    article.groups = vec![GroupData::root()];
    let mut previous = None;
    // The lists that are open: depth, whether it is numbered, list and item.
    let mut lists: Vec<(u8, bool, u32, u32)> = Vec::new();
    for index in 0..article.blocks.len() {
        let kind = article.blocks[index].kind;
        if !matches!(kind, BlockKind::ListItem { .. }) {
            lists.clear();
        }
        let shared = previous.filter(|(before, _)| share_group(*before, kind)).map(|(_, group)| group);
        let outer = shared.or_else(|| around(kind).map(|around| add(article, around, 0)));
        let group = match kind {
            BlockKind::ListItem { depth, ordered } => item(article, &mut lists, depth, ordered),
            BlockKind::TableRow { header, .. } => row(article, index, outer.unwrap_or(0), header),
            BlockKind::Term => add(article, GroupKind::Term, outer.unwrap_or(0)),
            BlockKind::Definition => add(article, GroupKind::Definition, outer.unwrap_or(0)),
            _ => outer.unwrap_or(0),
        };
        article.blocks[index].group = group;
        previous = outer.map(|outer| (kind, outer));
    }
    fill_ranges(article);
}

/// The group around blocks of a kind one after the other.
fn around(kind: BlockKind) -> Option<GroupKind> {
    match kind {
        BlockKind::TableRow { .. } => Some(GroupKind::Table),
        BlockKind::Quote => Some(GroupKind::Quote),
        BlockKind::Caption => Some(GroupKind::Figure),
        BlockKind::Term | BlockKind::Definition => Some(GroupKind::Definitions),
        _ => None,
    }
}

fn share_group(first: BlockKind, second: BlockKind) -> bool {
    use BlockKind::{Definition, Quote, TableRow, Term};
    match (first, second) {
        (Quote, Quote) | (Term | Definition, Term | Definition) => true,
        (TableRow { table: a, .. }, TableRow { table: b, .. }) => a == b,
        _ => false,
    }
}

fn add(article: &mut Article, kind: GroupKind, parent: u32) -> u32 {
    article.groups.push(GroupData { kind, parent, ..GroupData::root() });
    article.groups.len() as u32 - 1
}

fn item(article: &mut Article, lists: &mut Vec<(u8, bool, u32, u32)>, depth: u8, ordered: bool) -> u32 {
    while lists.pop_if(|list| list.0 > depth || list.0 == depth && list.1 != ordered).is_some() {}
    let list = match lists.pop_if(|list| list.0 == depth) {
        Some(same) => same.2,
        None => {
            let marker = if ordered { ListMarker::Decimal } else { ListMarker::Bullet };
            let parent = lists.last().map_or(0, |list| list.3);
            add(article, GroupKind::List { marker, start: 1 }, parent)
        }
    };
    let item = add(article, GroupKind::Item { task: None }, list);
    lists.push((depth, ordered, list, item));
    item
}

fn row(article: &mut Article, block: usize, table: u32, header: bool) -> u32 {
    let row = add(article, GroupKind::Row { header }, table);
    let mut at = article.blocks[block].text.start;
    let text = article.text[at as usize..article.blocks[block].text.end as usize].to_owned();
    for cell in text.split('\t') {
        let index = add(article, GroupKind::Cell { header, columns: 1, rows: 1 }, row) as usize;
        article.groups[index].part = Some(at..at + cell.len() as u32);
        article.groups[index].blocks = block as u32..block as u32 + 1;
        at += cell.len() as u32 + 1;
    }
    row
}

/// The blocks inside every group, from the innermost group of every block.
fn fill_ranges(article: &mut Article) {
    for (index, block) in article.blocks.iter().enumerate() {
        let mut group = block.group as usize;
        loop {
            let blocks = &mut article.groups[group].blocks;
            let start = if blocks.start == blocks.end { index as u32 } else { blocks.start };
            *blocks = start..index as u32 + 1;
            if group == 0 {
                break;
            }
            group = article.groups[group].parent as usize;
        }
    }
}

/// A paragraph with spans, given as byte ranges of its text.
pub(crate) fn paragraph(text: &str, spans: &[(std::ops::Range<u32>, SpanKind)]) -> Article {
    let mut article = article(&[(BlockKind::Paragraph, text)]);
    for target in ["https://example.org/a_b(c)", "javascript:alert(1)"] {
        article.targets.push(target);
    }
    article.spans = spans.iter().map(|(text, kind)| Span { text: text.clone(), kind: *kind }).collect();
    article.blocks[0].spans = 0..spans.len() as u32;
    article
}

pub(crate) fn with_notes(mut article: Article, labels: &[&str]) -> Article {
    article.notes = labels.iter().map(|label| (*label).to_owned()).collect();
    article
}

pub(crate) fn with_title(mut article: Article, title: &str) -> Article {
    article.metadata.title = Some(Field::new(title.to_owned(), Provenance::Element));
    article
}

/// With a picture before a block: in its figure, if the block is a caption.
pub(crate) fn with_image(mut article: Article, url: &str, alt: &str, before_block: u32) -> Article {
    let block = article.blocks.get(before_block as usize);
    let group = block.filter(|block| block.kind == BlockKind::Caption).map_or(0, |block| block.group);
    article.images.push(image_in_body(url, alt, before_block, group));
    article
}

fn image_in_body(url: &str, alt: &str, before_block: u32, group: u32) -> ImageData {
    let (url, alt) = (url.to_owned(), alt.to_owned());
    let image = Image { url, alt, size: Size::default(), before_block, is_video: false, group };
    ImageData { image, in_body: true, caption: None }
}

/// An article made group by group.
pub(crate) struct Builder {
    pub(crate) article: Article,
    open: Vec<u32>,
}

impl Builder {
    pub(crate) fn new() -> Self {
        let mut article = empty();
        article.targets.push("https://example.org/a");
        Builder { article, open: vec![0] }
    }

    /// Opens a group; an empty detail is left out.
    pub(crate) fn open(&mut self, kind: GroupKind, detail: &str) -> &mut Self {
        let group = add(&mut self.article, kind, self.open.last().copied().unwrap_or(0));
        let detail = Some(detail).filter(|detail| !detail.is_empty()).map(Into::into);
        self.article.groups[group as usize].detail = detail;
        self.open.push(group);
        self
    }

    pub(crate) fn close(&mut self) -> &mut Self {
        self.open.pop();
        self
    }

    /// A row of cells that are plain.
    pub(crate) fn row(&mut self, header: bool, cells: &[&str]) -> &mut Self {
        let kind = BlockKind::TableRow { table: 0, header };
        push_block(&mut self.article, kind, &cells.join("\t"), Label::Content);
        let block = self.article.blocks.len() - 1;
        let table = self.open.last().copied().unwrap_or(0);
        self.article.blocks[block].group = row(&mut self.article, block, table, header);
        self
    }

    pub(crate) fn block(&mut self, kind: BlockKind, text: &str) -> &mut Self {
        self.spanned(kind, text, &[])
    }

    pub(crate) fn paragraph(&mut self, text: &str) -> &mut Self {
        self.block(BlockKind::Paragraph, text)
    }

    /// A block with spans, each given as a part of its text that is there once.
    pub(crate) fn spanned(&mut self, kind: BlockKind, text: &str, spans: &[(&str, SpanKind)]) -> &mut Self {
        let label = if kind == BlockKind::Caption { Label::Caption } else { Label::Content };
        push_block(&mut self.article, kind, text, label);
        let group = self.open.last().copied().unwrap_or(0);
        let Some(block) = self.article.blocks.last_mut() else { return self };
        block.group = group;
        for (part, kind) in spans {
            let start = block.text.start + text.find(part).unwrap() as u32;
            self.article.spans.push(Span { text: start..start + part.len() as u32, kind: *kind });
        }
        block.spans.end = self.article.spans.len() as u32;
        self
    }

    pub(crate) fn image(&mut self, url: &str, alt: &str) -> &mut Self {
        let before_block = self.article.blocks.len() as u32;
        let group = self.open.last().copied().unwrap_or(0);
        self.article.images.push(image_in_body(url, alt, before_block, group));
        self
    }

    /// A mark of a note, as what a span is made of.
    pub(crate) fn note(&mut self, label: &str) -> SpanKind {
        self.article.notes.push(label.to_owned());
        SpanKind::Note(self.article.notes.len() as u32 - 1)
    }

    /// As [`Builder::done`], without the time of climbing from every block to the root.
    pub(crate) fn done_with_depth(&mut self) -> Article {
        let blocks = self.article.blocks.len() as u32;
        self.article.groups.iter_mut().for_each(|group| group.blocks = 0..blocks);
        self.article.clone()
    }

    pub(crate) fn done(&mut self) -> Article {
        fill_ranges(&mut self.article);
        self.article.clone()
    }
}
