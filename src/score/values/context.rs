//! The features of a block's surroundings by name; their order is part of the model, see `model/generated.rs`.

use crate::model::named_values;

named_values! {
    /// One block's surroundings, in first scores from 0 to 1.
    Context:
    own_score,
    /// The blocks next to it; -1 past the page's edge.
    score_above_1,
    score_above_2,
    score_below_1,
    score_below_2,
    /// Mean by words of the nearest five and fifteen blocks.
    score_above_5,
    score_below_5,
    score_above_15,
    score_below_15,
    /// Share of the page's expected content above and below.
    content_above,
    content_below,
    /// Words of content to be expected on the page.
    content_words,
    /// Mean by words in the innermost containers.
    container_score_1,
    container_score_2,
    container_score_3,
    container_score_4,
    container_score_6,
    /// Share of the page's expected content in them.
    container_content_1,
    container_content_2,
    container_content_4,
    /// Mean over blocks of the same kind and class.
    equal_score,
    /// Lowest and highest mean by words of a container on the path with more than a few words.
    path_lowest,
    path_highest,
    /// Mean by words of the section under the last heading, of the sections above and below,
    /// the heading's own score, and the section's share of the page's expected content.
    section_score,
    section_score_above,
    section_score_below,
    heading_score,
    section_content,
    /// Mean by words of the repeated siblings that the block is in one of.
    cards_score,
    /// Mean by words of the page and of its main container.
    page_score,
    main_score,
    /// Expected content of the run of likely blocks that the block is in or near, as a share
    /// of the page's; blocks and words from its edge, negative above, 0 inside.
    run_content,
    run_distance,
    run_distance_words,
    /// Expected content of the run relative to the largest one.
    run_of_largest,
}
