//! What the detector knows of a block before it looks at its neighbours' scores.
//!
//! Every feature is a number; `NAN` says that the input cannot tell (flattened text has no
//! links). The model reads them by name, see `lists/evidence.tsv`.

use std::collections::HashMap;

use super::layout::{Layout, is_prose};
use super::phrases::{Hit, Mode};
use crate::article::{BlockKind, Boilerplate, Metadata};
use crate::page::{Origin, Page, RawBlock};

macro_rules! features {
    ($($(#[$doc:meta])* $name:ident,)*) => {
        /// One block's features.
        #[derive(Debug, Clone, Default)]
        pub(crate) struct Features { $($(#[$doc])* pub(crate) $name: f32,)* }

        impl Features {
            /// Names in the order of [`Features::values`].
            pub(crate) const NAMES: &'static [&'static str] = &[$(stringify!($name),)*];

            /// Values in the order of [`Features::NAMES`].
            pub(crate) fn values(&self) -> [f32; Self::NAMES.len()] {
                [$(self.$name,)*]
            }
        }
    };
}

features! {
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
            neighbours(page, &facts, index, &mut features);
            wording(page, hits, &facts, index, &mut features);
            features
        })
        .collect()
}

/// What has to be known of the whole page first.
struct PageFacts<'a> {
    /// Prose blocks, and phrase hits, before each block.
    prose_before: Vec<u32>,
    prose_words_before: Vec<u32>,
    hits_before: Vec<u32>,
    short_runs: Vec<u32>,
    below_label: Vec<f32>,
    copies: HashMap<&'a str, u32>,
    equal_blocks: HashMap<(u8, &'a str), (u32, u32)>,
    cut_twins: Vec<bool>,
    title_words: Vec<String>,
    title_block: Option<usize>,
    prose_indent: Option<u16>,
}

impl<'a> PageFacts<'a> {
    fn of(page: &'a Page, layout: &Layout, hits: &[Option<Hit>], metadata: &Metadata) -> Self {
        let title = metadata.title().map_or("", |field| field.value());
        PageFacts {
            prose_before: running_sum(page.blocks.iter().map(|block| u32::from(is_prose(block)))),
            prose_words_before: running_sum(
                page.blocks.iter().map(|block| if is_prose(block) { block.shape.words } else { 0 }),
            ),
            hits_before: running_sum(hits.iter().map(|hit| u32::from(hit.is_some()))),
            short_runs: short_runs(page),
            below_label: below_label(page, hits),
            copies: copies(page),
            equal_blocks: equal_blocks(page),
            cut_twins: cut_twins(page),
            title_words: words_of(title),
            title_block: super::title::title_block(page, layout, title),
            prose_indent: prose_indent(page),
        }
    }
}

fn running_sum(values: impl Iterator<Item = u32>) -> Vec<u32> {
    let mut sum = 0;
    std::iter::once(0)
        .chain(values.map(|value| {
            sum += value;
            sum
        }))
        .collect()
}

fn copies(page: &Page) -> HashMap<&str, u32> {
    let mut copies = HashMap::new();
    for index in 0..page.blocks.len() {
        *copies.entry(page.block_text(index)).or_insert(0) += 1;
    }
    copies
}

fn names_of<'a>(page: &'a Page, block: &RawBlock) -> &'a str {
    let range = &page.containers[block.container as usize].names;
    page.names.get(range.start as usize..range.end as usize).unwrap_or("")
}

fn equal_blocks(page: &Page) -> HashMap<(u8, &str), (u32, u32)> {
    let mut groups = HashMap::new();
    for block in &page.blocks {
        let group = groups.entry((kind_number(block.kind), names_of(page, block))).or_insert((0, 0));
        group.0 += 1;
        group.1 += block.shape.words;
    }
    groups
}

/// Blocks that are another block cut short ("Headline", "Headl…"), or its uncut twin.
fn cut_twins(page: &Page) -> Vec<bool> {
    /// Cut headlines keep at least this many characters in front of the dots.
    const PREFIX_CHARS: usize = 24;
    let prefix = |index: usize| {
        let text = page.block_text(index);
        text.char_indices().nth(PREFIX_CHARS).map(|(at, _)| &text[..at])
    };
    let mut twins = vec![false; page.blocks.len()];
    let mut cut: HashMap<&str, Vec<usize>> = HashMap::new();
    for index in (0..page.blocks.len()).filter(|&i| page.blocks[i].shape.cut_off) {
        if let Some(prefix) = prefix(index) {
            cut.entry(prefix).or_default().push(index);
        }
    }
    for index in (0..page.blocks.len()).filter(|&i| !page.blocks[i].shape.cut_off) {
        for &short in prefix(index).and_then(|p| cut.get(p)).into_iter().flatten().take(4) {
            let stem = page.block_text(short).trim_end_matches(['.', '\u{2026}', ' ']);
            if page.block_text(index).starts_with(stem) {
                twins[index] = true;
                twins[short] = true;
            }
        }
    }
    twins
}

/// Lines of at most eight words that do not end as a sentence.
fn is_short_line(block: &RawBlock) -> bool {
    block.shape.words <= 8 && !block.shape.terminated
}

fn short_runs(page: &Page) -> Vec<u32> {
    let mut runs = vec![0; page.blocks.len()];
    let mut start = 0;
    while start < page.blocks.len() {
        let length = page.blocks[start..].iter().take_while(|block| is_short_line(block)).count();
        runs[start..start + length].fill(length as u32);
        start += length.max(1);
    }
    runs
}

/// Blocks since a section label, as long as no prose of more than a teaser's length came between.
fn below_label(page: &Page, hits: &[Option<Hit>]) -> Vec<f32> {
    const TEASER_WORDS: u32 = 40;
    let mut since = f32::NAN;
    page.blocks
        .iter()
        .zip(hits)
        .map(|(block, hit)| {
            let is_label = hit.as_ref().is_some_and(|hit| hit.mode == Mode::Label);
            since = match () {
                () if is_label => 0.0,
                () if is_prose(block) && block.shape.words > TEASER_WORDS => f32::NAN,
                () => since + 1.0,
            };
            since
        })
        .collect()
}

/// The indent that most words of prose have.
fn prose_indent(page: &Page) -> Option<u16> {
    let mut by_indent = std::collections::BTreeMap::new();
    for block in page.blocks.iter().filter(|block| is_prose(block)) {
        *by_indent.entry(block.indent).or_insert(0u32) += block.shape.words;
    }
    by_indent
        .into_iter()
        .max_by_key(|&(indent, words)| (words, std::cmp::Reverse(indent)))
        .map(|(indent, _)| indent)
}

fn words_of(text: &str) -> Vec<String> {
    let mut words: Vec<String> =
        text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect();
    words.sort_unstable();
    words.dedup();
    words
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

fn kind_number(kind: BlockKind) -> u8 {
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

fn neighbours(page: &Page, facts: &PageFacts<'_>, index: usize, features: &mut Features) {
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
    let group =
        facts.equal_blocks.get(&(kind_number(page.blocks[index].kind), names_of(page, &page.blocks[index])));
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
    let kind = Boilerplate::ALL.iter().position(|&kind| kind == hit.kind).unwrap_or(0);
    let mode = match hit.mode {
        Mode::Whole => 0,
        Mode::Label => 1,
        Mode::Start => 2,
        Mode::End => 3,
        Mode::Contains => 4,
    };
    (kind * 5 + mode) as f32
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
