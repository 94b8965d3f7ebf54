//! What the detector knows of a block before it looks at its neighbours' scores.
//!
//! Every feature is a number; `NAN` says that the input cannot tell (flattened text has no
//! links). The model reads them by name, see `model/generated.rs`.

mod containers;
mod neighbours;
mod position;
mod section;
mod text;
mod whole_page;
mod wording;

use super::facts::PageFacts;
use super::layout::Layout;
use super::named_values::named_values;
use super::page_kind::Points;
use super::phrases::Hit;
use super::vocabulary::WordEvidence;
use crate::document::BlockKind;
use crate::document::Document;
use crate::metadata::Metadata;

named_values! {
    /// One block's features.
    Features:
    /// Words.
    words,
    /// How the block ends, by length: see [`text::ending`].
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
    /// Characters a word.
    word_length,
    starts_lowercase,
    /// Share of words that stand in the block for the first time.
    distinct_share,
    /// Signs in the text: see [`text::signs`].
    signs,
    quotes,
    /// Whether most letters are of a script without spaces.
    unspaced,
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
    /// Listed class words: innermost, sum, lowest and highest on the path.
    names_own,
    names_sum,
    names_lowest,
    names_highest,
    /// Learnt evidence of the words of the block, and of the short blocks around it.
    wording_own,
    wording_above,
    wording_below,
    wording_heading,
    /// `nav`, `aside` and the like around the block, by number.
    region,
    hidden,
    /// Elements that hold the block, from the inside out, by number.
    tag_1,
    tag_2,
    tag_3,
    /// Levels up to the nearest such element; -1 for none.
    article_above,
    aside_above,
    figure_above,
    list_above,
    table_above,
    quote_above,
    link_above,
    depth,
    /// Levels below the main container; -1 outside.
    depth_in_main,
    /// Levels up to the container shared with the main container, and from there down to it.
    up_to_main,
    down_to_main,
    /// The same for the headline.
    up_to_title,
    down_to_title,
    /// Share of the page's prose in the innermost containers, two, four and six levels up.
    prose_share_1,
    prose_share_2,
    prose_share_3,
    prose_share_4,
    prose_share_6,
    /// Share of characters inside links there.
    container_link_share_1,
    container_link_share_2,
    container_link_share_3,
    container_link_share_4,
    container_link_share_6,
    /// Share of the words there that are prose.
    container_prose_rate_2,
    container_prose_rate_3,
    container_prose_rate_4,
    /// Words and blocks there.
    container_words_1,
    container_words_2,
    container_words_3,
    container_blocks_1,
    container_blocks_2,
    container_blocks_3,
    /// Marks of dates, of authors, and pictures there.
    container_dates_2,
    container_dates_4,
    container_authors_2,
    container_authors_4,
    container_images_1,
    container_images_3,
    /// Place among the blocks of the innermost container with several, from 0 to 1.
    place_in_container,
    /// Equal cards around the block, words of one, and share of the page's words in all of them.
    cards,
    card_words,
    cards_share,
    /// Blocks of the same kind in containers of the same class, and their mean words.
    equal_blocks,
    equal_blocks_words,
    /// Place between the first and the last paragraph of prose: see [`position::prose_place`].
    prose_place,
    /// Blocks of the page above and below.
    blocks_above,
    blocks_below,
    /// Share of the page's blocks above.
    position,
    /// Share of the page's prose above.
    prose_above,
    /// Blocks from the title: negative above it.
    from_title,
    /// Blocks from the longest paragraph, and words relative to it.
    from_longest,
    share_of_longest,
    /// Marks of dates and authors above; blocks since the last one.
    dates_above,
    authors_above,
    since_mark,
    /// First-level headings above.
    headlines_above,
    /// Share of blocks that are prose among the four above and below.
    prose_near_above,
    prose_near_below,
    /// Share of characters inside links among the eight blocks above and below.
    links_near_above,
    links_near_below,
    /// Mean words of the three blocks above and below.
    words_near_above,
    words_near_below,
    /// Whether the next block is of the same kind and class.
    same_above,
    same_below,
    /// Kind and words of the next blocks.
    kind_above,
    kind_below,
    /// Whether a picture stands directly above or below.
    image_above,
    image_below,
    /// Length of the run of short lines without end that the block is in.
    short_run,
    /// The section under the last heading: its level, blocks since, words, links, prose.
    section_level,
    section_place,
    section_blocks,
    section_words,
    section_link_share,
    section_prose_share,
    /// Phrase in the section's heading, by number of its kind and mode.
    section_phrase,
    /// How often the text stands on the page.
    copies,
    /// Whether the text begins or ends another block: a cut twin.
    cut_twin,
    /// Phrase found, by number of its kind and mode: see [`wording::phrase_number`].
    phrase,
    /// Blocks below a section label.
    below_label,
    /// Phrases of boilerplate among the four blocks above and below.
    phrases_near,
    /// Share of its words that the title holds.
    title_overlap,
    /// Whether it is the page's description (2), begins like it or is part of it (1).
    description,
    /// Whether it names the site.
    names_site,
    /// Flattened text: blank line above, indent relative to the prose.
    gap_above,
    indent_from_prose,
    /// Of the whole page: words, blocks, share of prose, of links, of the main container.
    page_words,
    page_prose_words,
    page_prose_share,
    page_link_share,
    page_blocks,
    page_main_share,
    page_longest,
    /// Share of the page's words in equal cards, and the most of them.
    page_cards_share,
    page_cards,
    page_dates,
    page_headlines,
    /// What the page declares to be, in tenths of log-odds: see [`Points`].
    page_article,
    page_listing,
    page_forum,
    page_product,
    page_documentation,
}

/// What the features are computed from.
pub(super) struct Sources<'a> {
    pub(super) page: &'a Document,
    pub(super) layout: &'a Layout,
    pub(super) hits: &'a [Option<Hit>],
    pub(super) facts: PageFacts,
    pub(super) evidence: &'a WordEvidence,
}

/// The features of all blocks.
pub(crate) fn features(
    page: &Document,
    layout: &Layout,
    hits: &[Option<Hit>],
    metadata: &Metadata,
    declared: &Points,
    evidence: &WordEvidence,
) -> Vec<Features> {
    let facts = PageFacts::of(page, layout, hits, metadata);
    let sources = Sources { page, layout, hits, facts, evidence };
    let mut common = Features::default();
    whole_page::set(&sources, declared, &mut common);
    (0..page.blocks.len())
        .map(|index| {
            let mut features = common.clone();
            text::set(&sources, index, &mut features);
            containers::set(&sources, index, &mut features);
            position::set(&sources, index, &mut features);
            neighbours::set(&sources, index, &mut features);
            section::set(&sources, index, &mut features);
            wording::set(&sources, index, &mut features);
            features
        })
        .collect()
}

fn share(part: u32, whole: u32) -> f32 {
    part as f32 / whole.max(1) as f32
}

fn flag(is_so: bool) -> f32 {
    f32::from(u8::from(is_so))
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

/// Containers from the inside out.
pub(crate) struct Ancestors<'a> {
    pub(crate) page: &'a Document,
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::Reading;
    use crate::detect::testing::{FERRY, html, lines, rounded};
    use crate::metadata;

    /// One feature of all blocks.
    fn column(page: &Document, name: &str) -> Vec<f32> {
        let at = Features::NAMES.iter().position(|known| *known == name).expect("a feature");
        let metadata = metadata::collect(page, None, None);
        rounded(Reading::of(page, &metadata).features().iter().map(|features| features.values()[at]))
    }

    /// The same of the page that was counted by hand.
    fn check(name: &str, expected: [f32; 14]) {
        assert_eq!(column(&html(FERRY), name), expected, "{name}");
    }

    /// What is not known.
    const NO: f32 = -9.0;

    #[test]
    fn place_is_told_from_the_edges_the_title_the_prose_and_the_marks() {
        check("blocks_above", [0., 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11., 12., 13.]);
        check("blocks_below", [14., 13., 12., 11., 10., 9., 8., 7., 6., 5., 4., 3., 2., 1.]);
        check("from_title", [-2., -1., 0., 1., 2., 3., 4., 5., 6., 7., 8., 9., 10., 11.]);
        check("from_longest", [-4., -3., -2., -1., 0., 1., 2., 3., 4., 5., 6., 7., 8., 9.]);
        check("prose_place", [-4., -3., -2., -1., 0., 0., 1., 2., 3., 4., 5., 6., 7., 8.]);
        check("prose_above", [0., 0., 0., 0., 0., 0.53, 1., 1., 1., 1., 1., 1., 1., 1.]);
        check("dates_above", [0., 0., 0., 0., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1.]);
        check("since_mark", [NO, NO, NO, 0., 1., 2., 3., 4., 5., 6., 7., 8., 9., 10.]);
        check("headlines_above", [0., 0., 0., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1., 1.]);
        check(
            "share_of_longest",
            [0.06, 0.06, 0.19, 0.13, 1., 0.88, 0.13, 0.19, 0.13, 0.19, 0.13, 0.25, 0.13, 0.19],
        );
    }

    #[test]
    fn containers_tell_how_much_prose_and_how_many_links_are_around() {
        check("depth_in_main", [-1., -1., 1., 1., 1., 1., -1., -1., -1., -1., -1., -1., -1., -1.]);
        check("up_to_main", [3., 3., 1., 1., 1., 1., 2., 3., 3., 3., 3., 3., 3., 1.]);
        check("down_to_main", [2., 2., 0., 0., 0., 0., 1., 1., 1., 1., 1., 1., 1., 2.]);
        check("up_to_title", [3., 3., 0., 1., 1., 1., 2., 3., 3., 3., 3., 3., 3., 1.]);
        check("article_above", [-1., -1., 1., 1., 1., 1., -1., -1., -1., -1., -1., -1., -1., -1.]);
        check("list_above", [1., 1., -1., -1., -1., -1., -1., -1., -1., -1., -1., -1., -1., -1.]);
        check("prose_share_2", [0., 0., 1., 1., 1., 1., 0., 0., 0., 0., 0., 0., 0., 1.]);
        check("container_prose_rate_3", [0., 0., 0.57, 0.57, 0.57, 0.57, 0.57, 0., 0., 0., 0., 0., 0., 0.52]);
        check("container_link_share_2", [1., 1., 0.04, 0.04, 0.04, 0.04, 0., 0., 0., 0., 0., 0., 0., 0.05]);
        check("container_words_3", [2., 2., 53., 53., 53., 53., 53., 18., 18., 18., 18., 18., 18., 58.]);
        check("container_blocks_2", [2., 2., 4., 4., 4., 4., 7., 2., 2., 2., 2., 2., 2., 14.]);
        check("container_dates_2", [0., 0., 1., 1., 1., 1., 0., 0., 0., 0., 0., 0., 0., 1.]);
        check("container_images_3", [0., 0., 1., 1., 1., 1., 1., 0., 0., 0., 0., 0., 0., 1.]);
        check("place_in_container", [0., 1., 0., 0.33, 0.67, 1., 0., 0., 1., 0., 1., 0., 1., 1.]);
        check("names_sum", [-3., -3., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0., 0.]);
    }

    #[test]
    fn cards_are_equal_siblings_with_several_blocks() {
        check("cards", [1., 1., 1., 1., 1., 1., 1., 3., 3., 3., 3., 3., 3., 1.]);
        check("card_words", [58., 58., 58., 58., 58., 58., 58., 5., 5., 5., 5., 6., 6., 58.]);
        check("cards_share", [1., 1., 1., 1., 1., 1., 1., 0.26, 0.26, 0.26, 0.26, 0.31, 0.31, 1.]);
        // The paragraphs of the cards are of the article's kind and class: 16 + 14 + 6 words in five.
        check("equal_blocks", [2., 2., 1., 1., 5., 5., 1., 3., 5., 3., 5., 3., 5., 1.]);
        check("equal_blocks_words", [1., 1., 3., 2., 7.2, 7.2, 2., 3.33, 7.2, 3.33, 7.2, 3.33, 7.2, 3.]);
        check("page_cards", [3.; 14]);
        // 16 of 58 words.
        check("page_cards_share", [0.28; 14]);
    }

    #[test]
    fn neighbours_are_counted_up_to_the_edge_of_the_page() {
        check("prose_near_above", [-1., 0., 0., 0., 0., 0.25, 0.5, 0.5, 0.5, 0.25, 0., 0., 0., 0.]);
        check("prose_near_below", [0.25, 0.5, 0.5, 0.5, 0.25, 0., 0., 0., 0., 0., 0., 0., 0., -1.]);
        check(
            "words_near_above",
            [-1., 1., 1., 1.67, 2., 7., 10.67, 10.67, 6.33, 2.33, 2.67, 2.33, 3., 2.67],
        );
        check("words_near_below", [2., 7., 10.67, 10.67, 6.33, 2.33, 2.67, 2.33, 3., 2.67, 3., 2.5, 3., -1.]);
        check(
            "links_near_above",
            [0., 1., 1., 0.35, 0.25, 0.08, 0.09, 0.08, 0.08, 0.06, 0.03, 0.03, 0.03, 0.05],
        );
        check("phrases_near", [1., 1., 3., 3., 3., 2., 0., 1., 1., 2., 2., 1., 1., 0.]);
        check("same_above", [0., 1., 0., 0., 0., 1., 0., 0., 0., 0., 0., 0., 0., 0.]);
        check("same_below", [1., 0., 0., 0., 1., 0., 0., 0., 0., 0., 0., 0., 0., 0.]);
        check("kind_above", [-1., 7., 7., 1., 0., 0., 0., 2., 3., 0., 3., 0., 3., 0.]);
        check("kind_below", [7., 1., 0., 0., 0., 2., 3., 0., 3., 0., 3., 0., 0., -1.]);
        check("image_above", [0., 0., 0., 0., 0., 1., 0., 0., 0., 0., 0., 0., 0., 0.]);
        check("image_below", [0., 0., 0., 0., 1., 0., 0., 0., 0., 0., 0., 0., 0., 0.]);
        check("short_run", [4., 4., 4., 4., 0., 0., 8., 8., 8., 8., 8., 8., 8., 8.]);
    }

    #[test]
    fn sections_begin_at_headings() {
        check("section_level", [NO, NO, 1., 1., 1., 1., 2., 3., 3., 3., 3., 3., 3., 3.]);
        check("section_place", [0., 1., 0., 1., 2., 3., 0., 0., 1., 0., 1., 0., 1., 2.]);
        check("section_blocks", [2., 2., 4., 4., 4., 4., 1., 2., 2., 2., 2., 3., 3., 3.]);
        check("section_words", [2., 2., 35., 35., 35., 35., 2., 5., 5., 5., 5., 9., 9., 9.]);
        check("section_link_share", [1., 1., 0.04, 0.04, 0.04, 0.04, 0., 0., 0., 0., 0., 0., 0., 0.]);
        check("section_prose_share", [0., 0., 0.86, 0.86, 0.86, 0.86, 0., 0., 0., 0., 0., 0., 0., 0.]);
        check("below_label", [NO, NO, NO, NO, NO, NO, 0., 1., 2., 3., 4., 5., 6., 7.]);
    }

    #[test]
    fn a_block_tells_its_length_ending_links_and_title() {
        check("ending", [0., 0., 4., 0., 13., 13., 0., 4., 0., 4., 0., 4., 0., 4.]);
        check("ending_above", [-1., 0., 0., 4., 0., 13., 13., 0., 4., 0., 4., 0., 4., 0.]);
        check("link_share", [1., 1., 0., 0., 0., 0.1, 0., 0., 0., 0., 0., 0., 0., 0.]);
        check("kind_and_link", [27., 27., 1., 0., 0., 0., 2., 3., 0., 3., 0., 3., 0., 0.]);
        check("title_overlap", [0., 0., 1., 0., 0.13, 0.08, 0., 0., 0., 0., 0., 0., 0., 0.]);
    }

    #[test]
    fn the_page_as_a_whole() {
        for (name, value) in [
            ("page_words", 58.),
            ("page_prose_words", 30.),
            ("page_prose_share", 0.52),
            ("page_link_share", 0.05),
            ("page_blocks", 14.),
            ("page_main_share", 0.6),
            ("page_longest", 16.),
            ("page_dates", 1.),
            ("page_headlines", 1.),
            ("page_article", 20.),
        ] {
            check(name, [value; 14]);
        }
    }

    #[test]
    fn text_knows_gaps_and_indents_and_no_elements() {
        let page = lines(
            "Harbour news\n\n  The ferry sailed again on Monday, two years after a storm had torn away its pier.\n\
             Read on",
        );
        assert_eq!(column(&page, "gap_above"), [1., 1., 0.]);
        assert_eq!(column(&page, "indent_from_prose"), [-2., 0., -2.]);
        for name in ["link_share", "depth", "same_above", "section_link_share", "page_cards", "cards"] {
            assert_eq!(column(&page, name), [NO; 3], "{name}");
        }
    }

    #[test]
    fn a_headline_cut_short_and_its_whole_are_twins() {
        let page = lines(
            "Ferry to the islands sails again on Monday\n\nOyster beds close\n\nFerry to the islands sails aga\u{2026}\n\n\
             Ferry to the islands stays in port\n\nOyster beds close",
        );
        assert_eq!(column(&page, "cut_twin"), [1., 0., 1., 0., 0.]);
        assert_eq!(column(&page, "copies"), [1., 2., 1., 1., 2.]);
    }
}
