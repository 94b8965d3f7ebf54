//! What the detector knows of a block before it looks at its neighbours' scores.
//!
//! Every feature is a number; `NAN` says that the input cannot tell (flattened text has no
//! links). The model reads them by name, see `lists/evidence.tsv`.

use super::facts::{PageFacts, equality, words_of};
use super::layout::Layout;
use super::named_values::named_values;
use super::phrases::{Hit, Mode};
use crate::article::{BlockKind, Boilerplate, Metadata};
use crate::page::{Origin, Page};

named_values! {
    /// One block's features.
    Features:
    /// Words.
    words,
    /// How the block ends, by length: see [`ending`].
    ending,
    /// The same of the block above and below.
    ending_above,
    ending_below,
    /// Share of words that are stop words.
    stop_word_share,
    /// Commas a word.
    comma_rate,
    digit_share,
    uppercase_share,
    capitalised_share,
    separator_rate,
    sentences,
    /// Share of characters inside links.
    link_share,
    /// Links a word.
    link_rate,
    strong_share,
    /// Kind of block, by number: see [`kind_number`].
    kind,
    /// Kind of block together with whether it is mostly a link.
    kind_and_link,
    /// Kind of boilerplate that class words tell, by number; -1 for none.
    named_kind,
    /// Evidence of class words: innermost, sum, lowest and highest on the path.
    names_own,
    names_sum,
    names_lowest,
    names_highest,
    /// `nav`, `aside` and the like around the block, by number.
    region,
    hidden,
    depth,
    /// Levels below the main container; -1 outside.
    depth_in_main,
    /// Share of the page's prose in the innermost containers, two, four and six levels up.
    prose_share_1,
    prose_share_2,
    prose_share_4,
    prose_share_6,
    /// Share of characters inside links there.
    container_link_share_1,
    container_link_share_2,
    container_link_share_4,
    /// Words there.
    container_words_1,
    container_words_3,
    /// Equal cards around the block.
    cards,
    /// Blocks of the same kind in containers of the same class, and their mean words.
    equal_blocks,
    equal_blocks_words,
    /// Place between the first and the last paragraph of prose: see [`prose_place`].
    prose_place,
    /// Share of the page's blocks above.
    position,
    /// Share of the page's prose above.
    prose_above,
    /// Blocks from the title: negative above it.
    from_title,
    /// Share of blocks that are prose among the four above and below.
    prose_near_above,
    prose_near_below,
    /// Length of the run of short lines without end that the block is in.
    short_run,
    /// How often the text stands on the page.
    copies,
    /// Whether the text begins or ends another block: a cut twin.
    cut_twin,
    /// Phrase found, by number of its kind and mode: see [`phrase_number`].
    phrase,
    /// Blocks below a section label.
    below_label,
    /// Phrases of boilerplate among the four blocks above and below.
    phrases_near,
    /// Share of its words that the title holds.
    title_overlap,
    /// Flattened text: blank line above, indent relative to the prose.
    gap_above,
    indent_from_prose,
}

/// The features of all blocks.
pub(crate) fn features(
    page: &Page,
    layout: &Layout,
    hits: &[Option<Hit>],
    metadata: &Metadata,
) -> Vec<Features> {
    let facts = PageFacts::of(page, layout, hits, metadata);
    (0..page.blocks.len())
        .map(|index| {
            let mut features = Features::default();
            shape_of_text(page, index, &mut features);
            markup(page, layout, index, &mut features);
            containers(page, layout, index, &mut features);
            position(page, layout, &facts, index, &mut features);
            neighbours(page, layout, &facts, index, &mut features);
            wording(page, hits, &facts, index, &mut features);
            features
        })
        .collect()
}

fn share(part: u32, whole: u32) -> f32 {
    part as f32 / whole.max(1) as f32
}

fn shape_of_text(page: &Page, index: usize, features: &mut Features) {
    let shape = &page.blocks[index].shape;
    features.words = shape.words as f32;
    features.stop_word_share = share(shape.stop_words, shape.words);
    features.comma_rate = share(shape.commas, shape.words);
    features.digit_share = share(shape.digits, shape.chars);
    features.uppercase_share = share(shape.uppercase, shape.chars);
    features.capitalised_share = share(shape.capitalised_words, shape.words);
    features.separator_rate = share(shape.separators, shape.words);
    features.sentences = shape.sentences as f32;
    features.ending = ending(page, Some(index));
    features.ending_above = ending(page, index.checked_sub(1));
    features.ending_below = ending(page, Some(index + 1));
}

/// Length and ending together: five lengths times four endings, or -1 past the page's edge.
fn ending(page: &Page, index: Option<usize>) -> f32 {
    let Some(block) = index.and_then(|index| page.blocks.get(index)) else { return -1.0 };
    let length = match block.shape.words {
        0..=2 => 0,
        3..=6 => 1,
        7..=12 => 2,
        13..=30 => 3,
        _ => 4,
    };
    let end = match &block.shape {
        shape if shape.terminated => 1,
        shape if shape.ends_with_colon => 2,
        shape if shape.cut_off => 3,
        _ => 0,
    };
    (length * 4 + end) as f32
}

pub(super) fn kind_number(kind: BlockKind) -> u8 {
    match kind {
        BlockKind::Paragraph => 0,
        BlockKind::Heading { level } => level.clamp(1, 6),
        BlockKind::ListItem { depth: 0 | 1, ordered: false } => 7,
        BlockKind::ListItem { ordered: false, .. } => 8,
        BlockKind::ListItem { ordered: true, .. } => 9,
        BlockKind::Quote => 10,
        BlockKind::Preformatted => 11,
        BlockKind::TableRow { .. } => 12,
        BlockKind::Caption => 13,
        BlockKind::Term => 14,
        BlockKind::Definition => 15,
        BlockKind::Control => 16,
    }
}

fn markup(page: &Page, layout: &Layout, index: usize, features: &mut Features) {
    let block = &page.blocks[index];
    features.kind = f32::from(kind_number(block.kind));
    if page.origin == Origin::Text {
        features.link_share = f32::NAN;
        features.link_rate = f32::NAN;
        features.strong_share = f32::NAN;
        features.kind_and_link = f32::NAN;
        return;
    }
    let facts = &layout.containers[block.container as usize];
    features.link_share = share(block.link_chars, block.shape.chars);
    features.link_rate = share(u32::from(block.link_count), block.shape.words);
    features.strong_share = share(block.strong_chars, block.shape.chars);
    let mostly_link = if features.link_share > 0.8 { 20.0 } else { 0.0 };
    features.kind_and_link = features.kind + mostly_link;
    features.named_kind = facts.named_kind.map_or(-1.0, |kind| boilerplate_number(kind) as f32);
    features.names_own = facts.names_own;
    features.names_sum = facts.names_sum;
    features.names_lowest = facts.names_lowest;
    features.names_highest = facts.names_highest;
    features.region = f32::from(facts.region as u8);
    features.hidden = f32::from(u8::from(facts.hidden));
}

fn containers(page: &Page, layout: &Layout, index: usize, features: &mut Features) {
    let block = &page.blocks[index];
    if page.origin == Origin::Text {
        set_containers_absent(features);
        return;
    }
    let mut path = Ancestors { page, next: Some(block.container as usize) };
    let mut levels = [layout.containers.first(); 6];
    for level in &mut levels {
        if let Some(container) = path.next() {
            *level = layout.containers.get(container);
        }
    }
    let prose =
        |level: usize| levels[level].map_or(f32::NAN, |facts| share(facts.prose_words, layout.prose_words));
    let links = |level: usize| levels[level].map_or(f32::NAN, |facts| share(facts.link_chars, facts.chars));
    let words = |level: usize| levels[level].map_or(f32::NAN, |facts| facts.words as f32);
    (features.prose_share_1, features.prose_share_2) = (prose(0), prose(1));
    (features.prose_share_4, features.prose_share_6) = (prose(3), prose(5));
    (features.container_link_share_1, features.container_link_share_2) = (links(0), links(1));
    features.container_link_share_4 = links(3);
    (features.container_words_1, features.container_words_3) = (words(0), words(2));
    features.cards = layout.containers[block.container as usize].cards_on_path as f32;
    features.depth = f32::from(page.containers[block.container as usize].depth);
    let main_depth = f32::from(page.containers[layout.main].depth);
    features.depth_in_main = if layout.in_main(page, index) { features.depth - main_depth } else { -1.0 };
}

fn set_containers_absent(features: &mut Features) {
    for feature in [
        &mut features.named_kind,
        &mut features.names_own,
        &mut features.names_sum,
        &mut features.names_lowest,
        &mut features.names_highest,
        &mut features.region,
        &mut features.hidden,
        &mut features.prose_share_1,
        &mut features.prose_share_2,
        &mut features.prose_share_4,
        &mut features.prose_share_6,
        &mut features.container_link_share_1,
        &mut features.container_link_share_2,
        &mut features.container_link_share_4,
        &mut features.container_words_1,
        &mut features.container_words_3,
        &mut features.cards,
        &mut features.depth,
        &mut features.depth_in_main,
    ] {
        *feature = f32::NAN;
    }
}

/// Containers from the inside out.
pub(crate) struct Ancestors<'a> {
    pub(crate) page: &'a Page,
    pub(crate) next: Option<usize>,
}

impl Iterator for Ancestors<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let current = self.next?;
        self.next = (current > 0).then(|| self.page.containers[current].parent as usize);
        Some(current)
    }
}

fn position(page: &Page, layout: &Layout, facts: &PageFacts<'_>, index: usize, features: &mut Features) {
    features.prose_place = prose_place(layout, index);
    features.position = share(index as u32, page.blocks.len() as u32);
    features.prose_above = share(facts.prose_words_before[index], layout.prose_words);
    features.from_title = facts.title_block.map_or(f32::NAN, |title| index as f32 - title as f32);
    if page.origin == Origin::Text {
        features.gap_above = f32::from(u8::from(page.blocks[index].gap_above));
        let indent = f32::from(page.blocks[index].indent);
        features.indent_from_prose = facts.prose_indent.map_or(f32::NAN, |prose| indent - f32::from(prose));
    } else {
        features.gap_above = f32::NAN;
        features.indent_from_prose = f32::NAN;
    }
}

/// Blocks above the first paragraph of prose (-1 and below), inside (0), or below the last (1 and above).
fn prose_place(layout: &Layout, index: usize) -> f32 {
    match layout.prose {
        None => f32::NAN,
        Some((first, _)) if index < first => index as f32 - first as f32,
        Some((_, last)) if index > last => index as f32 - last as f32,
        Some(_) => 0.0,
    }
}

fn neighbours(page: &Page, layout: &Layout, facts: &PageFacts<'_>, index: usize, features: &mut Features) {
    const NEAR: usize = 4;
    let count = page.blocks.len();
    let (above, below) = (index.saturating_sub(NEAR), (index + 1 + NEAR).min(count));
    let between = |sums: &[u32], from: usize, to: usize| share(sums[to] - sums[from], (to - from) as u32);
    features.prose_near_above = if above < index { between(&facts.prose_before, above, index) } else { -1.0 };
    features.prose_near_below =
        if index + 1 < below { between(&facts.prose_before, index + 1, below) } else { -1.0 };
    features.short_run = facts.short_runs[index] as f32;
    let near = facts.hits_before[below] - facts.hits_before[above];
    let own = facts.hits_before[index + 1] - facts.hits_before[index];
    features.phrases_near = (near - own) as f32;
    let group = facts.equal_blocks.get(&equality(layout, &page.blocks[index]));
    let (equal, words) = group.copied().unwrap_or((1, 0));
    features.equal_blocks = equal as f32;
    features.equal_blocks_words = share(words, equal);
}

fn wording(page: &Page, hits: &[Option<Hit>], facts: &PageFacts<'_>, index: usize, features: &mut Features) {
    let text = page.block_text(index);
    features.copies = facts.copies.get(text).copied().unwrap_or(1) as f32;
    features.cut_twin = f32::from(u8::from(facts.cut_twins[index]));
    features.phrase = phrase_number(hits[index].as_ref());
    features.below_label = facts.below_label[index];
    features.title_overlap = title_overlap(text, page.blocks[index].shape.words, &facts.title_words);
}

/// Kind and mode of a phrase as one number; -1 without one.
fn phrase_number(hit: Option<&Hit>) -> f32 {
    let Some(hit) = hit else { return -1.0 };
    let mode = match hit.mode {
        Mode::Whole => 0,
        Mode::Label => 1,
        Mode::Start => 2,
        Mode::End => 3,
        Mode::Contains => 4,
    };
    (boilerplate_number(hit.kind) * 5 + mode) as f32
}

fn boilerplate_number(kind: Boilerplate) -> usize {
    Boilerplate::ALL.iter().position(|&known| known == kind).unwrap_or(0)
}

fn title_overlap(text: &str, words: u32, title_words: &[String]) -> f32 {
    // Only short blocks can repeat a title.
    const LONGEST_TITLE_WORDS: u32 = 40;
    if title_words.is_empty() {
        return f32::NAN;
    }
    if words > LONGEST_TITLE_WORDS {
        return 0.0;
    }
    let own = words_of(text);
    let common = own.iter().filter(|word| title_words.binary_search(word).is_ok()).count();
    common as f32 / own.len().max(1) as f32
}
