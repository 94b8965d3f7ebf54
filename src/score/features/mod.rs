//! What is known about a block before its neighbours have scores.
//!
//! Each file here fills in the features of one kind: of the text itself, of what is the same for equal texts, of the elements around it, of its place, of
//! the blocks next to it, of its section, of the parts around it, of what it says; those of the whole page are the same for all blocks.

mod by_text;
mod containers;
mod neighbours;
mod part;
mod position;
mod section;
mod text;
mod whole_page;
mod wording;

use super::values::Features;
use crate::evidence::Evidence;
use crate::sections::Sections;
use by_text::OfText;

/// Makes the features of the blocks that are to be scored, one after the other, in the same place: they are large.
pub(crate) fn each_with_features(
    evidence: &Evidence<'_>,
    sections: &Sections,
    is_scored: impl Fn(usize) -> bool,
    mut take: impl FnMut(usize, &Features),
) {
    let words = evidence.wording();
    let mut common = Features::default();
    whole_page::set(evidence, &mut common);
    // By block that is the first with its text.
    let mut known: Vec<Option<OfText>> = vec![None; evidence.document.blocks.len()];
    let mut features = common.clone();
    for index in (0..known.len()).filter(|index| is_scored(*index)) {
        features.clone_from(&common);
        text::set(evidence, words, index, &mut features);
        containers::set(evidence, index, &mut features);
        position::set(evidence, index, &mut features);
        neighbours::set(evidence, index, &mut features);
        section::set(evidence, index, &mut features);
        part::set(sections, index, &mut features);
        wording::set(evidence, words, index, &mut features);
        let of_text = &mut known[evidence.copies.first(index)];
        of_text.get_or_insert_with(|| OfText::of(evidence, index)).set(&mut features);
        take(index, &features);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Document;
    use crate::evidence::testing::{FERRY, html, lines, rounded};
    use crate::metadata;

    /// One feature of all blocks.
    fn column(page: &Document, name: &str) -> Vec<f32> {
        let at = Features::NAMES.iter().position(|known| *known == name).expect("a feature");
        let metadata = metadata::collect(page, None, None);
        let evidence = Evidence::of(page, &metadata);
        let sections = Sections::default();
        let mut column = Vec::new();
        each_with_features(&evidence, &sections, |_| true, |_, features| column.push(features.values()[at]));
        rounded(column)
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
        check("opened_kind", [-1., -1., -1., -1., -1., -1., 5., 5., 5., 5., 5., 5., 5., -1.]);
        check("opened_blocks", [NO, NO, NO, NO, NO, NO, 0., 1., 2., 3., 4., 5., 6., NO]);
        check("opened_share_below", [NO, NO, NO, NO, NO, NO, 0., 0., 0., 0., 0., 0., 0., NO]);
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
        assert_eq!(column(&page, "indent_prose_distance"), [-2., 0., -2.]);
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
