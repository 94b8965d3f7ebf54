//! The features of a block by name.
//!
//! Every feature is a number; `NAN` means that the input cannot tell (flattened text has no links). The trees read
//! them by position and training by name; the order is part of the model, see `model/generated.rs`.

use crate::model::named_values;

named_values! {
    /// One block's features.
    Features:
    /// Words.
    words,
    /// How the block ends, by length: see `text::ending`.
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
    /// Share of words that the block is the first to have.
    distinct_share,
    /// Shares of its longer words that are in other paragraphs of the page, and in the nearest one above or below.
    topic_share,
    topic_share_near,
    /// Signs in the text: see `text::signs`.
    signs,
    quotes,
    /// Whether most letters are of a script without spaces.
    unspaced,
    /// Share of characters inside links.
    link_share,
    /// Links a word.
    link_rate,
    strong_share,
    /// Kind of block, by number: see [`crate::evidence::numbers::kind_number`].
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
    /// Place between the first and the last paragraph of prose: see `position::prose_place`.
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
    /// Whether a picture is directly above or below.
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
    /// The heading or label that governs the block: number of its kind, -1 for none; blocks since; share of the page's
    /// prose below it.
    opened_kind,
    opened_blocks,
    opened_share_below,
    /// How often the text is on the page.
    copies,
    /// Whether the text begins or ends another block: a cut twin.
    cut_twin,
    /// Phrase found, by number of its kind and mode: see `wording::phrase_number`.
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
    indent_prose_distance,
    /// Scores of the parts of the page that the block is in: see [`crate::sections::Standing`]. The innermost, the one around
    /// it, highest and lowest on the path; of the lowest words, blocks since its beginning, scores before and after it;
    /// the outermost with less than half of the page.
    part_own,
    part_around,
    part_highest,
    part_lowest,
    part_lowest_words,
    part_lowest_place,
    part_before_lowest,
    part_after_lowest,
    part_half,
    /// Of the whole page: words, blocks, share of prose, of links, of the main container.
    page_words,
    page_prose_words,
    page_prose_share,
    page_link_share,
    page_blocks,
    page_main_share,
    page_longest,
    /// Share of the page's words in repeated siblings, and the most of them.
    page_cards_share,
    page_cards,
    page_dates,
    page_headlines,
    /// The chance of each kind of page: see [`crate::evidence::page_kinds`].
    kind_article,
    kind_listing,
    kind_forum,
    kind_product,
    kind_documentation,
    /// What the page declares to be, in tenths of log-odds: see [`crate::evidence::declared::KindPoints`].
    page_article,
    page_listing,
    page_forum,
    page_product,
    page_documentation,
}
