//! Blocks that the score removed and that are the article's after all: corrections, the standfirst, paragraphs of short
//! pages, code and quotations among paragraphs, headings above the text, what the site's profile says is its text.

use super::decision::Decision;
use super::template::template;
use crate::document::prose::is_prose;
use crate::document::{BlockKind, Choice, Document, GroupKind, RawBlock, SiteMark};
use crate::evidence::Evidence;
use crate::evidence::forms;
use crate::evidence::layout::Region;

/// Where nine of ten words of the site's other pages are text, what is only doubtful is text, too.
pub(super) fn keep_body(evidence: &Evidence<'_>, scores: &[f32], decisions: &mut [Decision]) {
    /// Nine to one for the place against one to nine of the score.
    const NOT_IMPOSSIBLE: f32 = 0.1;
    for (index, block) in evidence.document.blocks.iter().enumerate() {
        let is_open = decisions[index] == Decision::Boilerplate && block.choice == Choice::Open;
        let is_text = block.site == SiteMark::Body && block.link_chars * 2 < block.shape.chars;
        if is_open && is_text && scores[index] >= NOT_IMPOSSIBLE {
            decisions[index] = Decision::Content;
        }
    }
}

/// Notes on changes stand outside the text and look like a footer's lines, but belong to the article.
pub(super) fn keep_corrections(page: &Document, scores: &[f32], decisions: &mut [Decision]) {
    const NOT_IMPOSSIBLE: f32 = 0.2;
    for index in 0..decisions.len() {
        let open = decisions[index] == Decision::Boilerplate && page.blocks[index].choice == Choice::Open;
        if open && scores[index] >= NOT_IMPOSSIBLE && forms::is_correction(page.block_text(index)) {
            decisions[index] = Decision::Content;
        }
    }
}

/// The standfirst between headline and text, which the page repeats as its description, is
/// part of the article, though sites mark it up like a caption or a teaser.
pub(super) fn keep_standfirst(evidence: &Evidence<'_>, scores: &[f32], decisions: &mut [Decision]) {
    const NOT_IMPOSSIBLE: f32 = 0.1;
    /// Byline, date, picture and buttons stand between.
    const MAX_FROM_TITLE: usize = 8;
    const MIN_WORDS: u32 = 6;
    let page = evidence.document;
    let Some(headline) = evidence.headline.block else { return };
    for index in (headline + 1..decisions.len()).take(MAX_FROM_TITLE) {
        let block = &page.blocks[index];
        let open = decisions[index] == Decision::Boilerplate && block.choice == Choice::Open;
        let is_candidate = open && scores[index] >= NOT_IMPOSSIBLE && block.shape.words >= MIN_WORDS;
        if is_candidate && evidence.description.likeness(page.block_text(index)) > 0.0 {
            decisions[index] = Decision::Content;
        }
    }
}

/// On a short page the scores of all paragraphs are low. Where one stays, those in the same part of the page stay too, if they have
/// no stock phrase, nothing around them is named for boilerplate, and their scores are not far below the best. Without the last
/// condition comments, appeals and descriptions of other articles came back with scores near nothing.
pub(super) fn keep_beside(evidence: &Evidence<'_>, scores: &[f32], decisions: &mut [Decision]) {
    /// Word F1 of 940 news pages held out by outlet: 0.9615 with none, 0.9631 with 0.1, 0.9635 with 0.25 to 0.6. From 0.25 on closing
    /// paragraphs below a list go, too.
    const MIN_SHARE_OF_BEST: f32 = 0.1;
    let least = scores.iter().copied().fold(0.0, f32::max) * MIN_SHARE_OF_BEST;
    let (page, layout) = (evidence.document, &evidence.layout);
    let is_text = |index: usize| is_unmarked(evidence, index) && is_prose(&page.blocks[index]);
    let is_kept = |index: usize| decisions[index] == Decision::Content && is_text(index);
    if !(0..decisions.len()).any(is_kept) {
        return keep_sentences(evidence, decisions);
    }
    for (index, decision) in decisions.iter_mut().enumerate() {
        let is_removed = *decision == Decision::Boilerplate && page.blocks[index].choice == Choice::Open;
        if is_removed && layout.in_main(page, index) && is_text(index) && scores[index] >= least {
            *decision = Decision::Content;
        }
    }
}

/// A page of so few lines was written by hand or cut out of another: its sentences are its text. Other pages may have none.
fn keep_sentences(evidence: &Evidence<'_>, decisions: &mut [Decision]) {
    const MAX_BLOCKS: usize = 12;
    const MIN_WORDS: u32 = 5;
    let is_sentence = |index: usize| {
        let RawBlock { shape, link_chars, .. } = &evidence.document.blocks[index];
        shape.terminated && shape.words >= MIN_WORDS && link_chars * 2 < shape.chars
    };
    let is_kept = |index: usize| decisions[index] == Decision::Content && is_sentence(index);
    if decisions.len() > MAX_BLOCKS || (0..decisions.len()).any(is_kept) {
        return;
    }
    for (index, decision) in decisions.iter_mut().enumerate() {
        let is_open = evidence.document.blocks[index].choice == Choice::Open;
        if *decision == Decision::Boilerplate && is_open && is_sentence(index) && is_unmarked(evidence, index)
        {
            *decision = Decision::Content;
        }
    }
}

/// Whether nothing says that a block is boilerplate: no stock phrase, no name or element around it, no other pages of the site.
fn is_unmarked(evidence: &Evidence<'_>, index: usize) -> bool {
    let block = &evidence.document.blocks[index];
    let facts = &evidence.layout.containers[block.container as usize];
    let is_open = matches!(facts.region, Region::None | Region::Main | Region::Article) && !facts.hidden;
    is_open
        && facts.named_kind.is_none()
        && evidence.hits[index].is_none()
        && template(evidence, index).is_none()
}

/// Code, rows of tables and quotations with the article above and below them belong to it, whatever they look like by themselves.
pub(super) fn keep_material(evidence: &Evidence<'_>, scores: &[f32], decisions: &mut [Decision]) {
    const NOT_IMPOSSIBLE: f32 = 0.2;
    /// 0.1 for all code lost 0.0001 on services of wcxb-dev; where the language is named nothing.
    const NOT_IMPOSSIBLE_CODE: f32 = 0.1;
    let page = evidence.document;
    let is_text = |index: &usize| decisions[*index] == Decision::Content && is_prose(&page.blocks[*index]);
    let first = (0..decisions.len()).find(is_text).unwrap_or(usize::MAX);
    let last = (0..decisions.len()).rev().find(is_text).unwrap_or(0);
    for index in 0..decisions.len() {
        let block = &page.blocks[index];
        let is_material =
            matches!(block.kind, BlockKind::Preformatted | BlockKind::TableRow { .. } | BlockKind::Quote);
        let is_removed = decisions[index] == Decision::Boilerplate && block.choice == Choice::Open;
        if is_material
            && is_unmarked(evidence, index)
            && is_removed
            && scores[index] >= if is_named_code(page, block) { NOT_IMPOSSIBLE_CODE } else { NOT_IMPOSSIBLE }
            && (first..last).contains(&index)
        {
            decisions[index] = Decision::Content;
        }
    }
}

/// A heading that is only doubtful stays with the paragraph right below it that is clearly the text: the question above an
/// answer, whose element is like no other of the article.
pub(super) fn keep_headings(evidence: &Evidence<'_>, scores: &[f32], decisions: &mut [Decision]) {
    const DOUBTFUL: f32 = 0.4;
    const CLEARLY_CONTENT: f32 = 0.8;
    let page = evidence.document;
    for index in 0..decisions.len().saturating_sub(1) {
        let block = &page.blocks[index];
        let is_removed = decisions[index] == Decision::Boilerplate && block.choice == Choice::Open;
        let is_heading = matches!(block.kind, BlockKind::Heading { level } if level > 1);
        if !is_removed || !is_heading || scores[index] < DOUBTFUL || !is_unmarked(evidence, index) {
            continue;
        }
        let is_text_below = decisions[index + 1] == Decision::Content && is_prose(&page.blocks[index + 1]);
        if is_text_below && scores[index + 1] >= CLEARLY_CONTENT {
            decisions[index] = Decision::Content;
        }
    }
}

/// Whether a block is code whose language the page names: no template has any.
fn is_named_code(page: &Document, block: &RawBlock) -> bool {
    let group = page.groups.get(block.group as usize);
    group.is_some_and(|group| {
        group.kind == GroupKind::Code && group.detail.as_deref().is_some_and(|name| !name.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::html;

    #[test]
    fn a_standfirst_stays_unless_its_score_says_never() {
        let page = html(
            "<title>The ferry returns</title><meta name=description content='Two years after the storm it sails again'>\
             <h1>The ferry returns</h1><div class=caption>Two years after the storm it sails again</div>\
             <p>The ferry sailed again on Monday, two years after a storm had torn away its pier.</p>",
        );
        let metadata = crate::metadata::collect(&page, None, None);
        let evidence = Evidence::of(&page, &metadata);
        let decision = |score: f32| {
            let mut decisions = [Decision::Title, Decision::Boilerplate, Decision::Content];
            keep_standfirst(&evidence, &[0.5, score, 0.9], &mut decisions);
            decisions[1]
        };
        assert_eq!(decision(0.1), Decision::Content);
        assert_eq!(decision(0.09), Decision::Boilerplate);
    }

    #[test]
    fn a_doubtful_heading_stays_with_the_text_below() {
        let page = html(
            "<h3>Who pays for it?</h3><p>The county pays for all of it, said the harbour master on Monday at noon.</p>",
        );
        let metadata = crate::metadata::Metadata::default();
        let evidence = Evidence::of(&page, &metadata);
        let decision = |heading: f32, text: f32| {
            let mut decisions = [Decision::Boilerplate, Decision::Content];
            keep_headings(&evidence, &[heading, text], &mut decisions);
            decisions[0]
        };
        assert_eq!(decision(0.4, 0.9), Decision::Content);
        assert_eq!(decision(0.3, 0.9), Decision::Boilerplate);
        assert_eq!(decision(0.4, 0.7), Decision::Boilerplate);
    }

    #[test]
    fn where_the_sites_text_is_only_the_clearly_impossible_goes() {
        let mut page = html(
            "<p>The ferry sailed again on Monday.</p><p><a href=/1>The pier was torn away by a storm</a></p>",
        );
        let decisions = |page: &Document, score: f32| {
            let metadata = crate::metadata::Metadata::default();
            let mut decisions = [Decision::Boilerplate, Decision::Boilerplate];
            keep_body(&Evidence::of(page, &metadata), &[score, score], &mut decisions);
            decisions
        };
        assert_eq!(decisions(&page, 0.4), [Decision::Boilerplate; 2], "nothing is known of the site");
        page.blocks.iter_mut().for_each(|block| block.site = SiteMark::Body);
        assert_eq!(
            decisions(&page, 0.1),
            [Decision::Content, Decision::Boilerplate],
            "a link is not part of its text"
        );
        assert_eq!(decisions(&page, 0.09), [Decision::Boilerplate; 2]);
    }
}
