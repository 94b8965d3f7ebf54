//! Rules that override the score.
//!
//! The score is learnt from whole pages and cannot know that a line repeats the byline, that a dialog asks for
//! consent, or that a heading has lost what it introduced. The rules run in order over what the score decided, and
//! blocks the caller chose by selector stay as they are.

use super::decision::{Decision, Rule};
use super::groups;
use super::inserted;
use super::listings;
use super::neighbours;
use super::restored;
use super::template::template;
use crate::document::prose::is_prose;
use crate::document::{BlockKind, Choice, Document, RawBlock};
use crate::evidence::Evidence;
use crate::evidence::layout::Layout;
use crate::evidence::phrases::{Hit, Mode};
use crate::labels::{Boilerplate, PageKind};
use crate::metadata::Metadata;

/// Applies the rules in order.
pub(super) fn apply(evidence: &Evidence<'_>, scores: &[f32], decisions: &mut [Decision]) {
    let page = evidence.document;
    remove_by_rule(evidence, scores, decisions);
    restored::keep_corrections(page, scores, decisions);
    restored::keep_body(evidence, scores, decisions);
    restored::keep_standfirst(evidence, scores, decisions);
    if evidence.layout.prose_words < MAX_SHORT_PAGE_WORDS {
        restored::keep_beside(evidence, scores, decisions);
    }
    restored::keep_material(evidence, scores, decisions);
    restored::keep_headings(evidence, scores, decisions);
    if evidence.layout.prose_words >= MIN_PROSE_WORDS {
        trim_edges(page, scores, decisions);
    }
    if evidence.page_kinds().is(PageKind::Forum) {
        groups::keep_answered(page, decisions);
    }
    groups::decide_as_one(page, decisions);
    listings::keep_inside(page, &evidence.layout, scores, decisions);
    neighbours::keep(evidence, scores, decisions);
    inserted::remove(evidence, scores, decisions);
    drop_lead_ins(page, &evidence.hits, decisions);
}

fn remove_by_rule(evidence: &Evidence<'_>, scores: &[f32], decisions: &mut [Decision]) {
    let Evidence { document: page, layout, metadata, hits, .. } = evidence;
    let hides_text = hides_text(page, layout);
    let lines = hidden_lines(page);
    // A class on the whole page ("has-cookie-banner") says nothing of its blocks.
    let asks_consent = |kind| kind == Some(Boilerplate::CookieConsent);
    let consent_is_named = !asks_consent(layout.containers[layout.main].named_kind);
    for index in 0..page.blocks.len() {
        if !may_go(page, decisions, index) {
            continue;
        }
        let facts = &layout.containers[page.blocks[index].container as usize];
        let rule = if facts.hidden
            && !hides_text
            && (scores[index] < CLEARLY_CONTENT || lines.get(index) == Some(&true))
        {
            Rule::Hidden
        } else if consent_is_named && asks_consent(facts.named_kind) {
            Rule::Consent
        } else if is_rating(page.block_text(index))
            || hits[index].is_some_and(|hit| is_prompt(&page.blocks[index], &hit, scores[index]))
        {
            Rule::Phrase
        } else if hits[index].is_some_and(|hit| is_rights_notice(page.block_text(index), &hit)) {
            Rule::Notice
        } else if let Some(rule) = template(evidence, index) {
            rule
        } else if is_credit(page, metadata, index) {
            Rule::Credit
        } else {
            continue;
        };
        remove(page, decisions, index, rule);
    }
}

/// From this score on a block stays against doubts about its place or wording.
const CLEARLY_CONTENT: f32 = 0.8;

/// Pages with less are lists, whose lines are all short: they have no edges to trim.
const MIN_PROSE_WORDS: u32 = 150;

/// Pages with less prose have a few sentences: their scores are all low.
const MAX_SHORT_PAGE_WORDS: u32 = 100;

fn remove(page: &Document, decisions: &mut [Decision], index: usize, rule: Rule) {
    if may_go(page, decisions, index) {
        decisions[index] = Decision::Overridden(rule);
    }
}

fn may_go(page: &Document, decisions: &[Decision], index: usize) -> bool {
    decisions[index] == Decision::Content && page.blocks[index].choice == Choice::Open
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
fn hidden_lines(page: &Document) -> Vec<bool> {
    const MAX_LINES: usize = 5;
    let is_hidden = |block: &RawBlock| page.containers[block.container as usize].invisible;
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
        if !page.containers[parent as usize].invisible {
            return true;
        }
        container = parent;
    }
    false
}

/// A short block with a stock phrase has to look much like content to be kept; one that begins by calling to read
/// something else, as it does between two paragraphs of the article, like nothing but content.
fn is_prompt(block: &RawBlock, hit: &Hit, score: f32) -> bool {
    const MAX_PROMPT_WORDS: u32 = 25;
    const NOTHING_BUT_CONTENT: f32 = 0.95;
    const MIN_SENTENCE_WORDS: u32 = 4;
    let calls = hit.kind == Boilerplate::RelatedLinks && hit.mode == Mode::Start;
    // "The road reopened at 10:15 a.m."
    if hit.kind == Boilerplate::Dateline && block.shape.terminated && block.shape.words >= MIN_SENTENCE_WORDS
    {
        return false;
    }
    let least = if calls { NOTHING_BUT_CONTENT } else { CLEARLY_CONTENT };
    block.shape.words <= MAX_PROMPT_WORDS && score < least
}

/// "ⓒ 한빛뉴스, 무단 전재 및 재배포 금지": a line that opens with the sign of a copyright and has a stock phrase about rights, whatever
/// its score: no article says that of itself in its text.
fn is_rights_notice(text: &str, hit: &Hit) -> bool {
    let start = text.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | 'ⓒ' | 'Ⓒ'));
    hit.kind == Boilerplate::LegalFooter && start.starts_with(['©', 'ⓒ', 'Ⓒ'])
}

/// A row of stars with its figures: "★★★★☆ 4.8 from 62 votes".
fn is_rating(text: &str) -> bool {
    const MIN_STARS: usize = 3;
    const MAX_WORDS: usize = 8;
    // The second byte of a star; most texts have none such.
    if memchr::memchr(0x98, text.as_bytes()).is_none() {
        return false;
    }
    let stars = text.chars().filter(|c| matches!(c, '\u{2605}' | '\u{2606}')).take(MIN_STARS).count();
    stars == MIN_STARS
        && text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() <= MAX_WORDS
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
fn trim_edges(page: &Document, scores: &[f32], decisions: &mut [Decision]) {
    let solid = |index: &usize| decisions[*index] == Decision::Content && is_solid(&page.blocks[*index]);
    let Some(first) = (0..decisions.len()).find(solid) else { return };
    let last = (first..decisions.len()).rev().find(solid).unwrap_or(first);
    for index in (0..first).chain(last + 1..decisions.len()) {
        if scores[index] < CLEARLY_CONTENT {
            remove(page, decisions, index, Rule::Edge);
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
/// after the last paragraph.
fn drop_lead_ins(page: &Document, hits: &[Option<Hit>], decisions: &mut [Decision]) {
    const MAX_LEAD_IN_WORDS: u32 = 6;
    /// Labels of advertisements that may stand between, and one.
    const MAX_ADS: usize = 4;
    let is_heading = |index: usize| matches!(page.blocks[index].kind, BlockKind::Heading { .. });
    let kept: Vec<usize> =
        (0..decisions.len()).filter(|&index| decisions[index] == Decision::Content).collect();
    for &index in &kept {
        let shape = &page.blocks[index].shape;
        let is_ad = |&next: &usize| hits[next].is_some_and(|hit| hit.kind == Boilerplate::AdLabel);
        let next = (index + 1..decisions.len()).take(MAX_ADS).find(|next| !is_ad(next));
        let next_is_kept = next.is_some_and(|next| decisions[next] == Decision::Content);
        if shape.ends_with_colon && shape.words <= MAX_LEAD_IN_WORDS && !next_is_kept {
            remove(page, decisions, index, Rule::LeadIn);
        }
    }
    // Where headings follow headings, they are the text: a list of titles.
    if let [.., above, last] = kept[..]
        && is_heading(last)
        && !is_heading(above)
    {
        remove(page, decisions, last, Rule::LeadIn);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::{html, lines};
    use crate::metadata::{Field, Provenance};

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

    const SENTENCE: &str =
        "The ferry stayed in the harbour all day, because the wind would not turn before the evening.";

    /// What the rules make of blocks with these scores, from 0.5 on content.
    fn decided(page: &Document, scores: &[f32]) -> Vec<bool> {
        let metadata = Metadata::default();
        let evidence = Evidence::of(page, &metadata);
        let by_score = |&score: &f32| if score < 0.5 { Decision::Boilerplate } else { Decision::Content };
        let mut decisions: Vec<Decision> = scores.iter().map(by_score).collect();
        apply(&evidence, scores, &mut decisions);
        decisions.iter().map(|decision| *decision == Decision::Content).collect()
    }

    #[test]
    fn on_a_short_page_paragraphs_stay_whose_scores_are_near_the_best() {
        let page = lines(&format!("{SENTENCE}\n\n{SENTENCE} It rained.\n\n{SENTENCE} It snowed.\n"));
        assert_eq!(decided(&page, &[0.8, 0.1, 0.05]), [true, true, false]);
        assert_eq!(decided(&page, &[0.5, 0.1, 0.06]), [true; 3]);
    }

    #[test]
    fn code_in_a_language_that_the_page_names_stays_between_paragraphs() {
        let code = |class: &str| {
            let code = format!("<pre><code{class}>let tide = 4;\nlet ferry = tide + 1;</code></pre>");
            html(&format!("<p>{SENTENCE}</p><button>Copy</button>{code}<p>{SENTENCE} It rained.</p>"))
        };
        let named = code(" class='language-rust'");
        assert_eq!(decided(&named, &[0.9, 0.1, 0.15, 0.9]), [true, false, true, true]);
        assert_eq!(decided(&code(""), &[0.9, 0.1, 0.15, 0.9]), [true, false, false, true]);
    }

    #[test]
    fn a_notice_of_rights_opens_with_the_sign() {
        let is_notice = |text: &str| {
            let page = lines(text);
            let hit = crate::evidence::phrases::find(page.block_text(0));
            hit.is_some_and(|hit| is_rights_notice(page.block_text(0), &hit))
        };
        assert!(is_notice("ⓒ 부두뉴스, 무단 전재 및 재배포 금지"));
        assert!(is_notice("© 2021 Harbour News. All rights reserved."));
        assert!(!is_notice("All rights of the fishermen are reserved, said the harbour master on Monday."));
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
    fn only_doubtful_short_lines_at_the_edges_go() {
        let page = lines(
            "Weather\n\nHarbour\n\nThe ferry sailed again.\n\nMonday\n\nThey waved to it.\n\nMore\n\nThe end",
        );
        let mut decisions = [Decision::Content; 7];
        trim_edges(&page, &[0.4, 0.99, 0.9, 0.4, 0.9, 0.4, 0.99], &mut decisions);
        let (stays, goes) = (Decision::Content, Decision::Overridden(Rule::Edge));
        assert_eq!(decisions, [goes, stays, stays, stays, stays, goes, stays]);
    }
}
