//! What a score alone does not settle: hidden text, consent dialogs, stock phrases, credits,
//! and what hangs loose at the article's edges.

use super::Verdict;
use super::layout::{Layout, is_prose};
use super::likeness::Description;
use super::patterns;
use super::phrases::{Hit, Mode};
use super::title::title_block;
use crate::document::BlockKind;
use crate::document::{Choice, Document, RawBlock};
use crate::labels::Boilerplate;
use crate::metadata::Metadata;

/// Applies the rules in order; blocks the caller chose stay as they are.
pub(crate) fn settle(
    page: &Document,
    layout: &Layout,
    metadata: &Metadata,
    hits: &[Option<Hit>],
    scores: &[f32],
    verdicts: &mut [Verdict],
) {
    let hides_text = hides_text(page, layout);
    let lines = hidden_lines(page, layout);
    // A class on the whole page ("has-cookie-banner") says nothing of its blocks.
    let asks_consent = |kind| kind == Some(Boilerplate::CookieConsent);
    let consent_is_named = !asks_consent(layout.containers[layout.main].named_kind);
    for index in 0..page.blocks.len() {
        let facts = &layout.containers[page.blocks[index].container as usize];
        let rule = if facts.hidden
            && !hides_text
            && (scores[index] < CLEARLY_CONTENT || lines.get(index) == Some(&true))
        {
            Rule::Hidden
        } else if consent_is_named && asks_consent(facts.named_kind) {
            Rule::Consent
        } else if hits[index].is_some_and(|hit| is_prompt(&page.blocks[index], &hit, scores[index])) {
            Rule::Phrase
        } else if is_template(&page.blocks[index]) {
            Rule::Repeated
        } else if is_credit(page, metadata, index) {
            Rule::Credit
        } else {
            continue;
        };
        remove(page, verdicts, index, rule);
    }
    keep_corrections(page, scores, verdicts);
    keep_standfirst(page, layout, metadata, scores, verdicts);
    if layout.prose_words >= FEWEST_PROSE_WORDS {
        trim_edges(page, scores, verdicts);
    }
    drop_lead_ins(page, hits, verdicts);
}

/// From this score on a block stays against doubts about its place or wording.
const CLEARLY_CONTENT: f32 = 0.8;

/// Pages with less are lists, whose lines are all short: they have no edges to trim.
const FEWEST_PROSE_WORDS: u32 = 150;

/// Why a block goes whose score would let it stay.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rule {
    Hidden,
    Consent,
    Phrase,
    Credit,
    Edge,
    LeadIn,
    Repeated,
}

impl Rule {
    /// Whether the rule follows doubts of the scores rather than a fact about the block.
    pub(crate) fn is_doubt(self) -> bool {
        matches!(self, Rule::Edge | Rule::LeadIn)
    }

    /// The rule in words, as a reason.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Rule::Hidden => "hidden from the reader",
            Rule::Consent => "part of a request for consent",
            Rule::Phrase => "a short line with a stock phrase of boilerplate",
            Rule::Credit => "names the author or the date, which are in the metadata",
            Rule::Edge => "a doubtful short line outside the text",
            Rule::LeadIn => "introduces nothing that was kept",
            Rule::Repeated => "stands on many pages of the site",
        }
    }
}

fn remove(page: &Document, verdicts: &mut [Verdict], index: usize, rule: Rule) {
    if verdicts[index] == Verdict::Content && page.blocks[index].choice == Choice::Open {
        verdicts[index] = Verdict::Settled(rule);
    }
}

/// Whether a block is part of the site's template. What heads a part or a row ("Ingredients") repeats in the text
/// of pages that are made alike.
fn is_template(block: &RawBlock) -> bool {
    let heads =
        matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Term | BlockKind::TableRow { .. });
    block.repeated && !heads
}

/// Notes on changes stand outside the text and look like a footer's lines, but belong to the article.
fn keep_corrections(page: &Document, scores: &[f32], verdicts: &mut [Verdict]) {
    const NOT_IMPOSSIBLE: f32 = 0.2;
    for index in 0..verdicts.len() {
        let open = verdicts[index] == Verdict::Boilerplate && page.blocks[index].choice == Choice::Open;
        if open && scores[index] >= NOT_IMPOSSIBLE && patterns::is_correction(page.block_text(index)) {
            verdicts[index] = Verdict::Content;
        }
    }
}

/// The standfirst between headline and text, which the page repeats as its description, is
/// part of the article, though sites mark it up like a caption or a teaser.
fn keep_standfirst(
    page: &Document,
    layout: &Layout,
    metadata: &Metadata,
    scores: &[f32],
    verdicts: &mut [Verdict],
) {
    const NOT_IMPOSSIBLE: f32 = 0.1;
    /// Byline, date, picture and buttons stand between.
    const FARTHEST_FROM_TITLE: usize = 8;
    const FEWEST_WORDS: u32 = 6;
    let title = metadata.title().map_or("", |field| field.value());
    let Some(headline) = title_block(page, layout, title) else { return };
    let description = Description::of(metadata);
    for index in (headline + 1..verdicts.len()).take(FARTHEST_FROM_TITLE) {
        let block = &page.blocks[index];
        let open = verdicts[index] == Verdict::Boilerplate && block.choice == Choice::Open;
        let is_candidate = open && scores[index] >= NOT_IMPOSSIBLE && block.shape.words >= FEWEST_WORDS;
        if is_candidate && description.likeness(page.block_text(index)) > 0.0 {
            verdicts[index] = Verdict::Content;
        }
    }
}

/// Whether the page hides text of its own, as some do until a script has run or a tab is opened.
fn hides_text(page: &Document, layout: &Layout) -> bool {
    let is_hidden = |block: &&RawBlock| layout.containers[block.container as usize].hidden;
    let hidden: u32 = page
        .blocks
        .iter()
        .filter(is_hidden)
        .filter(|block| is_prose(block))
        .map(|block| block.shape.words)
        .sum();
    hidden * 4 > layout.prose_words
}

/// Lines that are hidden by themselves, each in an element of its own, whatever they look like: a summary for machines, a
/// note. Where there are many, a script shows them one after the other.
fn hidden_lines(page: &Document, layout: &Layout) -> Vec<bool> {
    const MAX_LINES: usize = 5;
    let is_hidden = |block: &RawBlock| layout.containers[block.container as usize].hidden;
    // What follows a question or a heading within the page is its answer.
    let leads = |index: usize| match page.blocks[index].kind {
        BlockKind::Heading { level } => level > 1,
        BlockKind::Control | BlockKind::Term => true,
        _ => page.block_text(index).ends_with('?'),
    };
    let is_line = |index: usize| {
        let block = &page.blocks[index];
        is_hidden(block) && is_hidden_line(page, block) && !(index > 0 && leads(index - 1))
    };
    let lines: Vec<bool> = (0..page.blocks.len()).map(is_line).collect();
    let count = lines.iter().filter(|is_line| **is_line).count();
    if count > MAX_LINES { Vec::new() } else { lines }
}

/// Whether a short paragraph is hidden by itself: what waits behind a tab or a button is mostly more.
fn is_hidden_line(page: &Document, block: &RawBlock) -> bool {
    const MAX_WORDS: u32 = 30;
    if block.kind != BlockKind::Paragraph || block.shape.words > MAX_WORDS {
        return false;
    }
    let mut container = block.container;
    // Containers of one block are looked at for that block alone, hence linear.
    while page.containers[container as usize].blocks.len() == 1 {
        let parent = page.containers[container as usize].parent;
        if !page.containers[parent as usize].hidden {
            return true;
        }
        container = parent;
    }
    false
}

/// A short block with a stock phrase has to look much like content to be kept; one that begins by calling to read
/// something else, as it does between two paragraphs of the article, like nothing but content.
fn is_prompt(block: &RawBlock, hit: &Hit, score: f32) -> bool {
    const LONGEST_PROMPT_WORDS: u32 = 25;
    const NOTHING_BUT_CONTENT: f32 = 0.95;
    let calls = hit.kind == Boilerplate::RelatedLinks && hit.mode == Mode::Start;
    let least = if calls { NOTHING_BUT_CONTENT } else { CLEARLY_CONTENT };
    block.shape.words <= LONGEST_PROMPT_WORDS && score < least
}

/// A line of little more than the author's name or the date of publication.
fn is_credit(page: &Document, metadata: &Metadata, index: usize) -> bool {
    /// Words that may stand beside a name or a date: "By", "Updated", a role, a weekday.
    const OTHER_WORDS: usize = 4;
    let block = &page.blocks[index];
    if block.shape.terminated || block.shape.words > 24 || matches!(block.kind, BlockKind::TableRow { .. }) {
        return false;
    }
    let text = page.block_text(index);
    let names = metadata.credits().map(|author| author.value().as_str());
    let dates =
        [metadata.published(), metadata.modified()].into_iter().flatten().map(|date| date.value().raw());
    let known: usize =
        names.chain(dates).filter(|known| !known.is_empty() && text.contains(known)).map(count_words).sum();
    known > 0 && count_words(text) <= known + OTHER_WORDS
}

fn count_words(text: &str) -> usize {
    text.split_whitespace().count()
}

/// Removes doubtful short lines above the first and below the last solid block of the body.
fn trim_edges(page: &Document, scores: &[f32], verdicts: &mut [Verdict]) {
    let solid = |index: &usize| verdicts[*index] == Verdict::Content && is_solid(&page.blocks[*index]);
    let Some(first) = (0..verdicts.len()).find(solid) else { return };
    let last = (first..verdicts.len()).rev().find(solid).unwrap_or(first);
    for index in (0..first).chain(last + 1..verdicts.len()) {
        if scores[index] < CLEARLY_CONTENT {
            remove(page, verdicts, index, Rule::Edge);
        }
    }
}

/// Whether a block can be the first or the last of an article by itself.
fn is_solid(block: &RawBlock) -> bool {
    let shape = &block.shape;
    let is_sentence = shape.terminated && shape.words >= 4;
    is_sentence
        || shape.words >= 10
        || matches!(
            block.kind,
            BlockKind::Heading { .. }
                | BlockKind::Preformatted
                | BlockKind::TableRow { .. }
                | BlockKind::ListItem { .. }
        )
}

/// Removes short lines that introduce nothing: a colon before a removed block, a heading
/// behind the last paragraph.
fn drop_lead_ins(page: &Document, hits: &[Option<Hit>], verdicts: &mut [Verdict]) {
    const LONGEST_LEAD_IN_WORDS: u32 = 6;
    /// Labels of advertisements that may stand between, and one.
    const MOST_ADS: usize = 4;
    let is_heading = |index: usize| matches!(page.blocks[index].kind, BlockKind::Heading { .. });
    let kept: Vec<usize> = (0..verdicts.len()).filter(|&index| verdicts[index] == Verdict::Content).collect();
    for &index in &kept {
        let shape = &page.blocks[index].shape;
        let is_ad = |&next: &usize| hits[next].is_some_and(|hit| hit.kind == Boilerplate::AdLabel);
        let next = (index + 1..verdicts.len()).take(MOST_ADS).find(|next| !is_ad(next));
        let next_is_kept = next.is_some_and(|next| verdicts[next] == Verdict::Content);
        if shape.ends_with_colon && shape.words <= LONGEST_LEAD_IN_WORDS && !next_is_kept {
            remove(page, verdicts, index, Rule::LeadIn);
        }
    }
    // Where headings follow headings, they are the text: a list of titles.
    if let [.., above, last] = kept[..]
        && is_heading(last)
        && !is_heading(above)
    {
        remove(page, verdicts, last, Rule::LeadIn);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::detect::testing::{html, lines};
    use crate::metadata::{Field, Provenance};

    #[test]
    fn every_rule_has_words_of_its_own() {
        let rules = [
            Rule::Hidden,
            Rule::Consent,
            Rule::Phrase,
            Rule::Credit,
            Rule::Edge,
            Rule::LeadIn,
            Rule::Repeated,
        ];
        let words: std::collections::BTreeSet<&str> = rules.iter().map(|rule| rule.text()).collect();
        assert_eq!(words.len(), rules.len());
        assert!(words.iter().all(|words| words.contains(' ')));
    }

    #[test]
    fn an_article_begins_and_ends_with_sentences_lists_or_long_lines() {
        let is_solid = |text: &str| is_solid(&lines(text).blocks[0]);
        assert!(is_solid("They waved to it."));
        assert!(!is_solid("They waved."), "three words at most");
        assert!(!is_solid("They waved to it for hours"), "no end");
        assert!(is_solid("They waved to it for hours and hours until nightfall"), "ten words");
        assert!(html("<ul><li>Two eggs</ul>").blocks.iter().all(super::is_solid));
        assert!(!html("<p>Two eggs").blocks.iter().any(super::is_solid));
    }

    #[test]
    fn a_credit_is_a_name_and_a_few_words() {
        let mut metadata = Metadata::default();
        metadata.authors.push(Field::new("Inge Varga".to_owned(), Provenance::TextLine));
        let is_credit = |text: &str| is_credit(&lines(text), &metadata, 0);
        assert!(is_credit("By Inge Varga, Port Reporter"));
        assert!(is_credit("Inge Varga"));
        assert!(!is_credit("By Ann Fenwick"), "nobody who is known");
        assert!(!is_credit("Inge Varga waved to it."), "a sentence");
        assert!(!is_credit("Our own Inge Varga saw it leave"), "five words more");
    }

    #[test]
    fn a_page_of_names_is_no_credit() {
        let mut metadata = Metadata::default();
        let names: Vec<String> = ('a'..='m').map(|letter| format!("Inge V{letter}rga")).collect();
        for name in &names {
            metadata.authors.push(Field::new(name.clone(), Provenance::TextLine));
        }
        assert!(is_credit(&lines(&names[..12].join(" ")), &metadata, 0));
        assert!(!is_credit(&lines(&names.join(" ")), &metadata, 0), "twenty-six words");
    }

    #[test]
    fn a_standfirst_stays_unless_its_score_says_never() {
        let page = html(
            "<title>The ferry returns</title><meta name=description content='Two years after the storm it sails again'>\
             <h1>The ferry returns</h1><div class=caption>Two years after the storm it sails again</div>\
             <p>The ferry sailed again on Monday, two years after a storm had torn away its pier.</p>",
        );
        let metadata = crate::metadata::collect(&page, None, None);
        let layout = Layout::of(&page, None);
        let verdict = |score: f32| {
            let mut verdicts = [Verdict::Title, Verdict::Boilerplate, Verdict::Content];
            keep_standfirst(&page, &layout, &metadata, &[0.5, score, 0.9], &mut verdicts);
            verdicts[1]
        };
        assert_eq!(verdict(0.1), Verdict::Content);
        assert_eq!(verdict(0.09), Verdict::Boilerplate);
    }

    #[test]
    fn only_doubtful_short_lines_at_the_edges_go() {
        let page = lines(
            "Weather\n\nHarbour\n\nThe ferry sailed again.\n\nMonday\n\nThey waved to it.\n\nMore\n\nThe end",
        );
        let mut verdicts = [Verdict::Content; 7];
        trim_edges(&page, &[0.4, 0.99, 0.9, 0.4, 0.9, 0.4, 0.99], &mut verdicts);
        let (stays, goes) = (Verdict::Content, Verdict::Settled(Rule::Edge));
        assert_eq!(verdicts, [goes, stays, stays, stays, stays, goes, stays]);
    }
}
