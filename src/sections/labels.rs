//! What labels settle: lists of other articles, links for sharing and the like below the article.
//!
//! A line of `lists/section_headings.tsv` opens a section that lasts as long as its lines are of its shape: headlines
//! without an end, and in a list of articles a teaser of one paragraph between two headlines. Nothing is settled that
//! is not below the article: its paragraphs, which follow each other as teasers do not, are above the label. A
//! label that is on the page twice belongs to an item ("Continue reading") and opens nothing.
//!
//! Lists above the article are left to the scores: they end in its headline and byline. So are lists with teasers where paragraphs
//! do not follow each other, as on listings. Both lost more than one word of a gold text in a thousand.

use super::comments;
use super::settled::Settled;
use crate::document::RawBlock;
use crate::document::prose::is_prose;
use crate::evidence::Evidence;
use crate::evidence::openings::{Opening, end_of_element};
use crate::evidence::phrases::{Mode, Reach};
use crate::labels::Boilerplate;

/// Words of the article's paragraphs above a label.
const MIN_ARTICLE_WORDS: u32 = 150;
/// Longest teaser, and longest headline.
const MAX_TEASER_WORDS: u32 = 40;
const MAX_HEADLINE_WORDS: u32 = 30;

/// The sections below labels, in order.
pub(super) fn below_labels(evidence: &Evidence<'_>) -> Vec<Settled> {
    let comments = comments::comments(evidence);
    let prose = Prose::of(evidence);
    let mut settled = Vec::new();
    let mut index = 0;
    while index < evidence.document.blocks.len() {
        if let Some(blocks) = comments.clone().filter(|blocks| blocks.start == index) {
            index = blocks.end;
            settled.push(Settled::below_label(Boilerplate::Comments, blocks));
            continue;
        }
        let Some(opening) = label(evidence, index).filter(|opening| is_list(opening.kind)) else {
            index += 1;
            continue;
        };
        let most = comments.as_ref().filter(|blocks| blocks.start > index).map(|blocks| blocks.start);
        let end = shape_end(evidence, index, opening.kind).min(most.unwrap_or(usize::MAX));
        if is_list_of(evidence, opening.kind, index, end) && prose.is_below_article(index, end) {
            settled.push(Settled::below_label(opening.kind, index..end));
        }
        index = end;
    }
    settled
}

/// Kinds whose lines are short.
fn is_list(kind: Boilerplate) -> bool {
    is_of_articles(kind)
        || matches!(
            kind,
            Boilerplate::NewsletterPrompt
                | Boilerplate::Tags
                | Boilerplate::SharePrompt
                | Boilerplate::FollowPrompt
                | Boilerplate::Navigation
        )
}

fn is_of_articles(kind: Boilerplate) -> bool {
    matches!(kind, Boilerplate::RelatedLinks | Boilerplate::TrendingList)
}

/// What a line opens that is a label as a whole, and the only one of its text.
fn label(evidence: &Evidence<'_>, index: usize) -> Option<Opening> {
    let is_whole =
        evidence.hits[index].as_ref().is_some_and(|hit| matches!(hit.mode, Mode::Whole | Mode::Label));
    let is_single = || evidence.facts().copies.get(index).is_some_and(|copies| *copies <= 1);
    evidence
        .openings
        .opening(index)
        .filter(|opening| is_whole && opening.reach != Reach::Block && is_single())
}

/// The first block below a label that is not of its section's shape.
fn shape_end(evidence: &Evidence<'_>, label_at: usize, kind: Boilerplate) -> usize {
    let blocks = &evidence.document.blocks;
    let is_prose_at = |index: usize| blocks.get(index).is_some_and(is_prose);
    let is_teaser = |index: usize| {
        let is_alone = index > label_at + 1 && !is_prose_at(index - 1) && !is_prose_at(index + 1);
        is_of_articles(kind) && is_alone && blocks[index].shape.words <= MAX_TEASER_WORDS
    };
    let is_short = |index: usize| !is_prose_at(index) && blocks[index].shape.words <= MAX_HEADLINE_WORDS;
    let end = end_of_element(evidence.document, label_at);
    (label_at + 1..end)
        .find(|&index| {
            !is_short(index) && !is_teaser(index)
                || label(evidence, index).is_some()
                || is_of_another_kind(evidence, index, kind)
        })
        .unwrap_or(end)
}

/// A line that says what it is, and is of another kind than the section: the page goes on with something else. Dates,
/// names and credits are parts of items.
fn is_of_another_kind(evidence: &Evidence<'_>, index: usize, kind: Boilerplate) -> bool {
    let is_of_items = |hit: Boilerplate| {
        matches!(
            hit,
            Boilerplate::AdLabel
                | Boilerplate::Byline
                | Boilerplate::Dateline
                | Boilerplate::ImageCaption
                | Boilerplate::MediaPlayer
                | Boilerplate::Pagination
                | Boilerplate::RelatedLinks
                | Boilerplate::TrendingList
        )
    };
    evidence.hits[index].as_ref().is_some_and(|hit| hit.kind != kind && !is_of_items(hit.kind))
}

/// Whether enough lines are below a label for a list of its kind.
fn is_list_of(evidence: &Evidence<'_>, kind: Boilerplate, label: usize, end: usize) -> bool {
    const MIN_LINES: usize = 3;
    const MIN_HEADLINES: usize = 2;
    let lines = &evidence.document.blocks[label + 1..end];
    let headlines = lines.iter().filter(|line| is_headline(line)).count();
    if is_of_articles(kind) {
        lines.len() >= MIN_LINES && headlines >= MIN_HEADLINES
    } else {
        !lines.is_empty()
    }
}

fn is_headline(line: &RawBlock) -> bool {
    const MIN_WORDS: u32 = 4;
    line.shape.words >= MIN_WORDS && !line.shape.terminated
}

/// Words of prose above each block.
struct Prose<'a> {
    all: &'a [u32],
    /// Of the paragraphs next to another.
    article: Vec<u32>,
}

impl Prose<'_> {
    fn of<'a>(evidence: &'a Evidence<'_>) -> Prose<'a> {
        let blocks = &evidence.document.blocks;
        let is_prose_at = |index: usize| blocks.get(index).is_some_and(is_prose);
        let (mut article, mut words) = (vec![0], 0);
        for (index, block) in blocks.iter().enumerate() {
            let is_beside = is_prose_at(index + 1) || index > 0 && is_prose_at(index - 1);
            words += if is_prose_at(index) && is_beside { block.shape.words } else { 0 };
            article.push(words);
        }
        Prose { all: &evidence.facts().prose_words_before, article }
    }

    /// Whether the article is above a section: a twentieth of its paragraphs at most below the label, and little prose
    /// of any kind below the end.
    fn is_below_article(&self, label: usize, end: usize) -> bool {
        let whole = |sums: &[u32]| sums.last().copied().unwrap_or(0);
        let (above, all) = (self.article[label], whole(&self.article));
        let below = whole(self.all) - self.all[end];
        above >= MIN_ARTICLE_WORDS && (all - above) * 20 <= above && below * 10 <= self.all[label] * 3
    }
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
        the town mends the weir that a storm broke in March, which it has promised to do since the summer of that year.\n\n\
        Until then bread in the valley is baked with flour from the coast, and those who grew up with the sound of the \
        stones say that they sleep badly, because it is the silence that wakes them at four in the morning.\n\n\
        A bakery in the lower town has asked for help, and forty people came to the first meeting in the school.\n\n";
    const LIST: &str = "Oyster beds close until the first of June\n\n3 hours ago\n\nCranes of the old port get new paint\n\n\
        A whale was seen off the northern pier\n\n";

    /// The kinds of the settled sections and the first and last line of each.
    fn settled(text: &str) -> Vec<(&'static str, String, String)> {
        let (page, metadata) = (lines(text), Metadata::default());
        let found = below_labels(&Evidence::of(&page, &metadata));
        let line = |index: usize| page.block_text(index).to_owned();
        let told = |section: &Settled| {
            (section.kind.name(), line(section.blocks().start), line(section.blocks().end - 1))
        };
        found.iter().map(told).collect()
    }

    fn section(kind: &'static str, first: &str, last: &str) -> (&'static str, String, String) {
        (kind, first.to_owned(), last.to_owned())
    }

    const LAST: &str = "A whale was seen off the northern pier";

    #[test]
    fn a_list_below_the_article_is_settled() {
        for (label, kind) in [("TRENDING", "trending_list"), ("Related articles:", "related_links")] {
            let found = settled(&format!("{ARTICLE}{label}\n\n{LIST}"));
            assert_eq!(found, [section(kind, label, LAST)]);
        }
    }

    #[test]
    fn a_teaser_belongs_to_its_list() {
        let teaser = "The beds are to rest until the water is clean again, says the office.\n\n";
        let list = LIST.replace("3 hours ago\n\n", teaser);
        assert_eq!(
            settled(&format!("{ARTICLE}Most read\n\n{list}")),
            [section("trending_list", "Most read", LAST)]
        );
    }

    #[test]
    fn the_next_label_opens_a_section_of_its_own() {
        let found =
            settled(&format!("{ARTICLE}Most read\n\n{LIST}Share this article\n\nBy mail\n\nBy post\n"));
        let expected = [
            section("trending_list", "Most read", LAST),
            section("share_prompt", "Share this article", "By post"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_list_above_or_inside_of_the_article_is_left_to_the_scores() {
        assert_eq!(settled(&format!("TRENDING\n\n{LIST}{ARTICLE}")), []);
        let (first, rest) = ARTICLE.split_once("\n\n").expect("paragraphs");
        assert_eq!(settled(&format!("{first}\n\nRead more:\n\n{LIST}{rest}")), []);
    }

    #[test]
    fn a_label_of_every_item_opens_nothing() {
        assert_eq!(
            settled(&format!("{ARTICLE}Related\n\n{LIST}Related\n\nThe end of the ferry to the islands\n")),
            []
        );
    }

    #[test]
    fn a_page_without_an_article_has_no_list_beside_it() {
        assert_eq!(settled(&format!("Harbour news\n\nMost read\n\n{LIST}")), []);
    }

    #[test]
    fn a_repeated_label_does_not_cost_the_square_of_the_page() {
        let text = format!("{ARTICLE}{}", (0..2000).map(|n| format!("Related {n}\n\n")).collect::<String>());
        assert!(settled(&text).is_empty());
    }
}
