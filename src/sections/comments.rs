//! Readers' comments by their form: below "Comments (12)", who wrote one and when, again and again.
//!
//! A label alone says little: the same word is a link to the comments right below the headline. So the page has to have its
//! text above the label, and below it lines such as "Ann says:", "5 May 2025 at 00:46" and "Reply" have to come back
//! between what people wrote. On the development sets (wcxb-dev and fundus-dev as text) no word of a gold text was in
//! such a section. A forum looks the same from the second post on: its posts have numbers, its labels repeat, and lines of
//! this kind are above the label too.

use std::ops::Range;

use crate::document::RawBlock;
use crate::evidence::Evidence;
use crate::evidence::openings::end_of_element;
use crate::evidence::phrases::{Mode, Reach};
use crate::labels::{Boilerplate, PageKind};
use crate::lists::form_words::{Form, may_begin_reply, says_who_wrote, words};
use crate::lists::lower::with_lower;

/// Words of prose above the label.
const MIN_PROSE_ABOVE: u32 = 40;
/// Lines about who wrote something, above the label: the author's own, and no thread of them.
const MAX_MARKS_ABOVE: usize = 2;
/// Between the label and the first comment: how to sort them, a form.
const MAX_BLOCKS_TO_FIRST: usize = 12;
/// Blocks without a head or a button for an answer, after which the comments have ended.
const MAX_BLOCKS_OF_COMMENT: usize = 40;
const MIN_COMMENTS: usize = 2;
/// Labels of comments: a link below the headline, the heading, the form.
const MAX_LABELS: usize = 3;
/// Words of a line about a comment.
const MAX_MARK_WORDS: u32 = 8;

/// What a line says about a comment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// Who wrote it, or when.
    Head,
    /// "Reply".
    Reply,
}

/// The blocks of the comments, with their label, which has the text above it.
pub(super) fn comments(evidence: &Evidence<'_>) -> Option<Range<usize>> {
    let page = evidence.document;
    let is_thread = matches!(evidence.page_kinds().likeliest().0, PageKind::Forum | PageKind::Listing);
    if is_thread || (0..page.blocks.len()).filter(|&index| is_post_number(page.block_text(index))).count() > 1
    {
        return None;
    }
    let mut labels: Vec<usize> = (0..page.blocks.len()).filter(|&index| is_label(evidence, index)).collect();
    if labels.len() > MAX_LABELS {
        return None;
    }
    labels.retain(|label| evidence.facts().prose_words_before[*label] >= MIN_PROSE_ABOVE);
    if labels.is_empty() {
        return None;
    }
    let marks: Vec<Option<Mark>> = (0..page.blocks.len()).map(|index| mark(evidence, index)).collect();
    labels.into_iter().find_map(|label| below(evidence, &marks, label))
}

fn below(evidence: &Evidence<'_>, marks: &[Option<Mark>], label: usize) -> Option<Range<usize>> {
    let blocks = &evidence.document.blocks;
    let above = (0..label).filter(|&index| marks[index].is_some() && !is_date(evidence, index)).count();
    if above > MAX_MARKS_ABOVE {
        return None;
    }
    let (mut last, mut last_head, mut count) = (label, label, 0);
    let (mut end, most_end) = (label + 1, end_of_element(evidence.document, label));
    while end < most_end && !opens_other(evidence, end) {
        let most = if last == label { MAX_BLOCKS_TO_FIRST } else { MAX_BLOCKS_OF_COMMENT };
        match marks[end] {
            Some(Mark::Head) if has_text_below(blocks, marks, end) => {
                // Name and date of one comment are next to each other.
                count += usize::from(last_head == label || end - last_head > 2);
                (last, last_head) = (end, end);
            }
            Some(Mark::Reply) if last > label => last = end,
            _ if end - last > most => break,
            _ => {}
        }
        end += 1;
    }
    (count >= MIN_COMMENTS).then_some(label..end)
}

/// A label of comments, and no button for an answer.
fn is_label(evidence: &Evidence<'_>, index: usize) -> bool {
    let text = evidence.document.block_text(index);
    is_numbered_heading(text) || is_opening(evidence, index) && !has_reply(text)
}

fn is_opening(evidence: &Evidence<'_>, index: usize) -> bool {
    const MAX_WORDS: u32 = 6;
    evidence
        .openings
        .opening(index)
        .is_some_and(|opening| opening.kind == Boilerplate::Comments && opening.reach == Reach::Section)
        && evidence.document.blocks[index].shape.words <= MAX_WORDS
}

fn has_reply(text: &str) -> bool {
    text.split_whitespace().any(|word| begins_reply(&word.to_lowercase()))
}

/// "3 thoughts on", followed by the title: the heading of comments in WordPress's own themes.
fn is_numbered_heading(text: &str) -> bool {
    // The title is part of it.
    const MAX_BYTES: usize = 300;
    if text.len() > MAX_BYTES || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let text = text.to_lowercase();
    let words_of_text = text.trim_start_matches(|c: char| !c.is_alphabetic());
    words(Form::CommentHeading).any(|word| {
        words_of_text.strip_prefix(word).is_some_and(|rest| rest.starts_with(|c: char| !c.is_alphanumeric()))
    })
}

/// A list of other articles below the comments, or the page's footer.
fn opens_other(evidence: &Evidence<'_>, index: usize) -> bool {
    let Some(hit) = evidence.hits[index].as_ref() else { return false };
    let is_label = matches!(hit.mode, Mode::Whole | Mode::Label) && hit.reach.is_some();
    let is_of_articles = matches!(hit.kind, Boilerplate::RelatedLinks | Boilerplate::TrendingList);
    hit.kind == Boilerplate::LegalFooter || is_label && is_of_articles
}

fn has_text_below(blocks: &[RawBlock], marks: &[Option<Mark>], head: usize) -> bool {
    let below = head + 1..(head + 4).min(blocks.len());
    below.into_iter().any(|index| marks[index].is_none() && blocks[index].shape.words > 1)
}

fn mark(evidence: &Evidence<'_>, index: usize) -> Option<Mark> {
    let words_of_block = evidence.document.blocks[index].shape.words;
    if words_of_block == 0 || words_of_block > MAX_MARK_WORDS {
        return None;
    }
    let text = evidence.document.block_text(index);
    if is_date(evidence, index) || is_said(text) {
        return Some(Mark::Head);
    }
    let start = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    (may_begin_reply(start) && with_lower(start, begins_reply)).then_some(Mark::Reply)
}

fn is_date(evidence: &Evidence<'_>, index: usize) -> bool {
    evidence.hits[index].as_ref().is_some_and(|hit| hit.kind == Boilerplate::Dateline)
        && evidence.document.blocks[index].shape.words <= MAX_MARK_WORDS
}

/// "Ann says:"
fn is_said(text: &str) -> bool {
    let text = text.trim_end_matches([':', ' ']);
    let blank = memchr::memrchr(b' ', text.as_bytes());
    blank.is_some_and(|blank| says_who_wrote(&text[blank + 1..]))
}

/// "Reply", "Reply to Ann", "Log in to reply", in lower case.
fn begins_reply(text: &str) -> bool {
    let is_whole = |rest: &str| !rest.starts_with(|c: char| c.is_alphabetic());
    words(Form::Reply).any(|word| text.strip_prefix(word).is_some_and(is_whole))
}

/// "#12": posts of a forum have numbers.
fn is_post_number(text: &str) -> bool {
    text.strip_prefix('#').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;
    use crate::metadata::Metadata;

    const ARTICLE: &str = "The mill on the upper river stopped on Monday, after two hundred years, for want of water.\n\n\
        Its owner said that nobody had seen the river so low since the great drought, when his grandfather carried \
        the last flour over the hills on a mule and came home with the news that the sea was still there.\n\n\
        The wheel will turn again in spring, he said, if snow falls in the hills before the end of the year, and if \
        the town mends the weir that a storm broke in March, which it has promised to do since the summer of that year.\n\n";
    const THREAD: &str = "Ann Holm says:\n\n5 May 2025 at 00:46\n\nMy father worked there, and he would have mended the weir himself.\n\n\
        Reply\n\nBo says:\n\n6 May 2025 at 08:16\n\nSo would mine.\n\nReply\n\n";

    /// How many lines are settled, and the first of them.
    fn found(text: &str) -> Option<(usize, String)> {
        let (page, metadata) = (lines(text), Metadata::default());
        let blocks = comments(&Evidence::of(&page, &metadata))?;
        Some((blocks.len(), page.block_text(blocks.start).to_owned()))
    }

    #[test]
    fn names_and_dates_that_come_back_below_a_label_are_comments() {
        let text = format!("{ARTICLE}2 Comments\n\n{THREAD}");
        assert_eq!(found(&text), Some((9, "2 Comments".to_owned())));
        let dated = THREAD.replace("Ann Holm says:", "Ann Holm").replace("Bo says:", "Bo");
        assert_eq!(found(&format!("{ARTICLE}Kommentare\n\n{dated}")).map(|found| found.0), Some(9));
    }

    #[test]
    fn the_heading_of_comments_may_repeat_the_title() {
        for heading in ["2 thoughts on “The mill stops”", "2 Replies to “The mill stops”"] {
            assert_eq!(
                found(&format!("{ARTICLE}{heading}\n\n{THREAD}")).map(|found| found.0),
                Some(9),
                "{heading}"
            );
        }
    }

    #[test]
    fn they_end_at_a_list_of_other_articles() {
        let text = format!("{ARTICLE}Comments\n\n{THREAD}Most read\n\nOyster beds close\n\n");
        assert_eq!(found(&text).map(|found| found.0), Some(9));
    }

    #[test]
    fn a_label_above_the_article_is_a_link() {
        assert_eq!(found(&format!("2 Comments\n\n{ARTICLE}")), None);
        assert_eq!(found(&format!("2 Comments\n\n{ARTICLE}{THREAD}")), None);
    }

    #[test]
    fn one_date_below_a_label_is_no_thread() {
        assert_eq!(
            found(&format!("{ARTICLE}Comments\n\n5 May 2025 at 00:46\n\nThe mill is closed.\n\n")),
            None
        );
    }

    #[test]
    fn the_posts_of_a_forum_stay() {
        let numbered = THREAD.replace("Ann", "#2 Ann").replace("Bo", "#3 Bo");
        assert_eq!(found(&format!("{ARTICLE}Comments\n\n{numbered}")), None);
        let thread_above = format!("{ARTICLE}{THREAD}Comments\n\n{THREAD}");
        assert_eq!(found(&thread_above), None);
    }

    #[test]
    fn a_label_of_every_post_opens_nothing() {
        let labels = "Comments\n\n".repeat(MAX_LABELS + 1);
        assert_eq!(found(&format!("{ARTICLE}{labels}{THREAD}")), None);
    }
}
