//! Lines of flattened text that were put between the paragraphs, or below them, and tell it by their form and their neighbours.
//!
//! The score of a line knows the words of the lines around it, but not that they say the same, that they went, or that they
//! are headlines one after the other. A caption ends in who took the picture, a count is a number below the text, the label
//! of a player is above a player, a kicker is between two copies of its headline, and who sends a press release says how to
//! reach them. On pages of one text all of these go, whatever their score.
//!
//! Counted on decisions held out, lines of boilerplate to lines of articles (news pages of our own; fundus-dev.wet;
//! wcxb-dev.wet): credits at the end 3 to 0, 0 to 0, 52 to 1; credits in brackets below a removed line 0 to 0, 5 to 0, 0 to 1;
//! numbers below the text 1 to 0, 0 to 0, 19 to 0; addresses with a telephone number 3 to 0, 0 to 0, 0 to 1; three headlines
//! or more 8 to 4, 17 to 3, 66 to 209, captions above who took the picture 0 to 0, 3 to 0, 7 to 13, cards with a label that is
//! there again 0 to 0, 9 to 0, 106 to 188, the headline below a label 2 to 0, 1 to 0, 15 to 13, these four therefore on pages of known outlets alone.

use std::ops::Range;

use foldhash::HashMap;

use super::decision::{Decision, Rule};
use crate::document::prose::is_prose;
use crate::document::{BlockKind, Choice, Document, Origin};
use crate::evidence::Evidence;
use crate::evidence::phrases::Mode;
use crate::labels::Boilerplate;
use crate::lists::form_words;
use crate::lists::outlets::outlet;

/// Removes such lines, on pages of one text.
pub(super) fn remove(evidence: &Evidence<'_>, scores: &[f32], decisions: &mut [Decision]) {
    if evidence.document.origin != Origin::Text || !evidence.page_kinds().is_one_text() {
        return;
    }
    let is_text =
        |index: &usize| decisions[*index] == Decision::Content && is_prose(&evidence.document.blocks[*index]);
    let Some(first) = (0..decisions.len()).find(is_text) else { return };
    let last = (0..decisions.len()).rev().find(is_text).unwrap_or(first);
    let forms = [is_caption, is_player_label, is_kicker, is_count, is_address, is_shared_headline];
    for index in 0..decisions.len() {
        let line = Line { evidence, decisions, first, last, index };
        if is_open(evidence.document, decisions, index) && forms.iter().any(|is_form| is_form(&line)) {
            decisions[index] = Decision::Overridden(Rule::Inserted);
        }
    }
    if is_of_known_outlet(evidence) {
        remove_headlines(evidence, scores, decisions, first..last);
        remove_first_items(evidence, decisions, first..last);
        remove_captions(evidence, scores, decisions, first..last);
        remove_cards(evidence, decisions, first..last);
    }
}

/// A kept line and where it is.
struct Line<'a> {
    evidence: &'a Evidence<'a>,
    decisions: &'a [Decision],
    /// The first and the last paragraph that is kept.
    first: usize,
    last: usize,
    index: usize,
}

impl<'a> Line<'a> {
    fn text(&self) -> &'a str {
        self.evidence.document.block_text(self.index)
    }

    fn words(&self) -> u32 {
        self.evidence.document.blocks[self.index].shape.words
    }

    fn is_terminated(&self) -> bool {
        self.evidence.document.blocks[self.index].shape.terminated
    }

    /// The text of the block above or below, if that is removed.
    fn removed(&self, index: Option<usize>) -> Option<&'a str> {
        let index = index.filter(|index| *index < self.decisions.len())?;
        (self.decisions[index] != Decision::Content).then(|| self.evidence.document.block_text(index))
    }

    fn above(&self) -> Option<&'a str> {
        self.removed(self.index.checked_sub(1))
    }

    fn below(&self) -> Option<&'a str> {
        self.removed(Some(self.index + 1))
    }

    fn kind_at(&self, index: Option<usize>) -> Option<Boilerplate> {
        self.evidence.hits.get(index?)?.as_ref().map(|hit| hit.kind)
    }
}

/// "Waves break over the pier. Photo: Jane Doe", and below a removed line "Waves break over the pier. (Nordwire)": an agency in
/// brackets also ends articles.
fn is_caption(line: &Line<'_>) -> bool {
    const MIN_WORDS: u32 = 6;
    const MAX_WORDS: u32 = 50;
    if !(MIN_WORDS..=MAX_WORDS).contains(&line.words()) {
        return false;
    }
    let is_inside = (line.first..line.last).contains(&line.index);
    ends_with_credit(line.text()) || is_inside && line.above().is_some() && ends_with_name(line.text())
}

/// Whether the last sentence of a text is the credit of a picture.
fn ends_with_credit(text: &str) -> bool {
    const MAX_WORDS: usize = 8;
    let Some((before, credit)) = text.rsplit_once(['.', '!', '?', '"', '”', '»', ')', '。']) else {
        return false;
    };
    let credit = credit.trim_start();
    let words = credit.split_whitespace().count();
    let lower = credit.to_lowercase();
    !before.is_empty()
        && (2..=MAX_WORDS).contains(&words)
        && form_words::words(form_words::Form::Credit).any(|word| lower.starts_with(word))
}

/// Whether a full sentence is followed by a name in brackets.
fn ends_with_name(text: &str) -> bool {
    const MAX_WORDS: usize = 5;
    let Some((before, name)) = text.strip_suffix(')').and_then(|inside| inside.rsplit_once('(')) else {
        return false;
    };
    let is_name = |word: &str| word.starts_with(|c: char| c.is_uppercase() || c == '/');
    let ends = before.trim_end().ends_with(['.', '!', '?', '"', '”', '»']);
    let words = name.split_whitespace().count();
    ends && (1..=MAX_WORDS).contains(&words) && !name.contains('.') && name.split_whitespace().all(is_name)
}

/// "Audio" above a removed "Player: audio …": one word, which the line of the player has, too.
fn is_player_label(line: &Line<'_>) -> bool {
    let label = line.text().trim();
    let is_player = line.kind_at(Some(line.index + 1)) == Some(Boilerplate::MediaPlayer);
    let is_word = !label.is_empty() && label.chars().all(char::is_alphabetic);
    is_player && is_word && line.below().is_some_and(|player| has_word(player, label))
}

fn has_word(text: &str, word: &str) -> bool {
    let word = word.to_lowercase();
    text.split(|c: char| !c.is_alphanumeric()).any(|other| other.to_lowercase() == word)
}

/// The kicker of a card, between two removed copies of its headline: the text for a picture, the kicker, the headline.
fn is_kicker(line: &Line<'_>) -> bool {
    const MAX_WORDS: u32 = 8;
    const MIN_HEADLINE_WORDS: usize = 4;
    let (Some(above), Some(below)) = (line.above(), line.below()) else { return false };
    line.words() <= MAX_WORDS
        && !line.is_terminated()
        && above == below
        && above.split_whitespace().nth(MIN_HEADLINE_WORDS - 1).is_some()
}

/// A number alone below the text: how often a page was read or shared. "23.05" is a time.
fn is_count(line: &Line<'_>) -> bool {
    const MAX_BYTES: usize = 8;
    let text = line.text().trim();
    let digits = text.trim_end_matches(['K', 'k', 'M']);
    let is_time =
        digits.len() <= 5 && digits.rsplit_once(['.', ':']).is_some_and(|(_, rest)| rest.len() == 2);
    line.index > line.last
        && text.len() <= MAX_BYTES
        && digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.chars().all(|c| c.is_ascii_digit() || matches!(c, ',' | '.'))
        && !is_time
}

/// "Ann Fenwick, head of press, tel. 0555 123 456, ann@example.org": a line with an e-mail address and a telephone number.
fn is_address(line: &Line<'_>) -> bool {
    const MAX_WORDS: u32 = 25;
    const MIN_DIGITS: usize = 7;
    if line.words() > MAX_WORDS || line.is_terminated() || !line.text().contains('@') {
        return false;
    }
    let is_mail =
        |word: &&str| word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    let others = line.text().split_whitespace().filter(|word| !is_mail(word));
    let digits = others.flat_map(str::bytes).filter(u8::is_ascii_digit).count();
    line.text().split_whitespace().any(|word| is_mail(&word)) && digits >= MIN_DIGITS
}

/// The headline below "Share this article:", often cut, as it begins a line above the text.
fn is_shared_headline(line: &Line<'_>) -> bool {
    const MIN_WORDS: u32 = 5;
    /// Blocks from the top in which a headline is looked for.
    const MAX_BLOCKS: usize = 60;
    let text = line.text();
    let is_below_prompt = line.kind_at(line.index.checked_sub(1)) == Some(Boilerplate::SharePrompt);
    let page: &Document = line.evidence.document;
    line.index > line.last
        && is_below_prompt
        && line.above().is_some()
        && line.words() >= MIN_WORDS
        && (0..line.first.min(MAX_BLOCKS)).any(|above| page.block_text(above).starts_with(text))
}

/// Whether the page says that it is of an outlet or from an agency that is known.
fn is_of_known_outlet(evidence: &Evidence<'_>) -> bool {
    let metadata = evidence.metadata;
    let named = [metadata.site(), metadata.publisher(), metadata.agency()];
    named.into_iter().flatten().any(|name| outlet(name.value()).is_some())
}

/// Three headlines or more between two paragraphs are other articles: crossheads have text below them. Lines that are on
/// the page again are its contents.
fn remove_headlines(
    evidence: &Evidence<'_>,
    scores: &[f32],
    decisions: &mut [Decision],
    range: Range<usize>,
) {
    const MIN_LINES: usize = 3;
    const MAX_MEAN_SCORE: f32 = 0.85;
    let mut index = range.start;
    while index < range.end {
        let end = (index..range.end).find(|&next| !is_headline(evidence, next, decisions));
        let end = end.unwrap_or(range.end);
        let mean = scores[index..end].iter().sum::<f32>() / (end - index).max(1) as f32;
        let is_below_text = index > range.start && is_prose(&evidence.document.blocks[index - 1]);
        if end - index >= MIN_LINES && mean <= MAX_MEAN_SCORE && is_below_text {
            decisions[index..end].fill(Decision::Overridden(Rule::Inserted));
        }
        index = end.max(index + 1);
    }
}

/// The headline right below a label of other articles is one of them.
fn remove_first_items(evidence: &Evidence<'_>, decisions: &mut [Decision], range: Range<usize>) {
    let is_label = |index: usize| {
        evidence.hits[index].is_some_and(|hit| {
            matches!(hit.mode, Mode::Whole | Mode::Label)
                && matches!(hit.kind, Boilerplate::RelatedLinks | Boilerplate::TrendingList)
        })
    };
    for index in range.start + 1..range.end {
        let is_below_label = decisions[index - 1] != Decision::Content && is_label(index - 1);
        if is_below_label && is_headline(evidence, index, decisions) {
            decisions[index] = Decision::Overridden(Rule::Inserted);
        }
    }
}

/// A doubtful sentence above a removed line that says who took the picture is its caption.
fn remove_captions(evidence: &Evidence<'_>, scores: &[f32], decisions: &mut [Decision], range: Range<usize>) {
    const MAX_SCORE: f32 = 0.8;
    const MAX_CREDIT_WORDS: u32 = 5;
    let blocks = &evidence.document.blocks;
    for index in range.start + 1..range.end {
        let is_credit = decisions[index + 1] != Decision::Content
            && evidence.hits[index + 1].is_some_and(|hit| hit.kind == Boilerplate::ImageCaption)
            && blocks[index + 1].shape.words <= MAX_CREDIT_WORDS
            && !blocks[index + 1].shape.ends_with_colon;
        // "3. A mill by the river": pictures are below numbered headlines, too.
        let is_numbered = evidence.document.block_text(index).starts_with(|c: char| c.is_ascii_digit());
        let is_caption =
            (8..=45).contains(&blocks[index].shape.words) && scores[index] <= MAX_SCORE && !is_numbered;
        if is_credit && is_caption && is_open(evidence.document, decisions, index) {
            decisions[index] = Decision::Overridden(Rule::Inserted);
        }
    }
}

/// A label between two paragraphs, the same twice or more, and a headline below it each time: cards of other articles.
fn remove_cards(evidence: &Evidence<'_>, decisions: &mut [Decision], range: Range<usize>) {
    const MIN_CARDS: usize = 2;
    let page = evidence.document;
    let labels: Vec<usize> = (range.start + 1..range.end).filter(|&index| is_card(page, index)).collect();
    let mut cards: HashMap<&str, usize> = HashMap::default();
    for &label in &labels {
        *cards.entry(page.block_text(label)).or_default() += 1;
    }
    let is_repeated =
        |label: &usize| cards.get(page.block_text(*label)).is_some_and(|count| *count >= MIN_CARDS);
    for line in labels.into_iter().filter(is_repeated).flat_map(|label| [label, label + 1]) {
        if is_open(page, decisions, line) {
            decisions[line] = Decision::Overridden(Rule::Inserted);
        }
    }
}

/// Whether a line may be the label of a card: the text above, a headline and the text below.
fn is_card(page: &Document, label: usize) -> bool {
    const MAX_LABEL_WORDS: u32 = 5;
    const MIN_HEADLINE_WORDS: u32 = 4;
    let is_prose_at = |index: usize| page.blocks.get(index).is_some_and(is_prose);
    let (block, headline) = (&page.blocks[label], page.blocks.get(label + 1));
    block.shape.words <= MAX_LABEL_WORDS
        && !block.shape.terminated
        && block.shape.letters > 0
        && label > 0
        && is_prose_at(label - 1)
        && headline.is_some_and(|line| line.shape.words >= MIN_HEADLINE_WORDS && !is_prose(line))
        && is_prose_at(label + 2)
}

/// Whether a block is kept, and the caller did not ask for it.
fn is_open(page: &Document, decisions: &[Decision], index: usize) -> bool {
    decisions[index] == Decision::Content
        && page.blocks[index].choice == Choice::Open
        && page.blocks[index].kind != BlockKind::Preformatted
}

/// Whether a kept line may be a headline, and is no item of a list.
fn is_headline(evidence: &Evidence<'_>, index: usize, decisions: &[Decision]) -> bool {
    let block = &evidence.document.blocks[index];
    let text = evidence.document.block_text(index);
    let copies = evidence.facts().copies.get(index).copied().unwrap_or(0);
    decisions[index] == Decision::Content
        && block.choice == Choice::Open
        && block.kind == BlockKind::Paragraph
        && (5..=20).contains(&block.shape.words)
        && (!block.shape.terminated || text.ends_with(['?', '!']))
        && !text.ends_with([':', ';', ','])
        && text.starts_with(|c: char| c.is_alphanumeric() || "„“\"«‘'¿¡".contains(c))
        && copies <= 1
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;
    use crate::metadata::Metadata;

    const NOTE: &str =
        "The ferry sailed again on Monday, two years after a storm had torn away its pier in the night.";

    /// The lines that go although all have been kept, apart from those that are said to be removed.
    fn gone(text: &str, removed: &[&str]) -> Vec<String> {
        let (page, metadata) = (lines(text), Metadata::default());
        let line = |index: usize| page.block_text(index);
        let decision =
            |index| if removed.contains(&line(index)) { Decision::Boilerplate } else { Decision::Content };
        let mut decisions: Vec<Decision> = (0..page.blocks.len()).map(decision).collect();
        let evidence = Evidence::of(&page, &metadata);
        assert!(evidence.page_kinds().is_one_text());
        remove(&evidence, &vec![0.8; decisions.len()], &mut decisions);
        let is_gone = |index: &usize| decisions[*index] == Decision::Overridden(Rule::Inserted);
        (0..page.blocks.len()).filter(is_gone).map(|index| line(index).to_owned()).collect()
    }

    /// A page with some lines between its paragraphs.
    fn between(inserted: &str) -> String {
        format!("{NOTE}\n\n{NOTE}\n\n{inserted}\n\n{NOTE} It rained.\n\n{NOTE} It snowed.")
    }

    #[test]
    fn captions_end_in_who_took_the_picture() {
        let caption = "Waves break over the old pier of Selby in March. Photo: Ann Fenwick";
        assert_eq!(gone(&between(caption), &[]), [caption]);
        let credited = "The harbour master looks at the pier of Selby. (Nordwire)";
        let below_teaser = between(&format!("READ MORE: Who pays?\n\n{credited}"));
        assert_eq!(gone(&below_teaser, &["READ MORE: Who pays?"]), [credited]);
        assert_eq!(gone(&below_teaser, &[]), [""; 0], "below text it may be the author's");
        for line in ["The harbour master laughed at the pier. (Laughter.)", "She keeps the photo: her pier"] {
            assert_eq!(gone(&between(&format!("More\n\n{line}")), &["More"]), [""; 0], "{line}");
        }
    }

    #[test]
    fn the_label_of_a_player_goes_with_it() {
        let player = "Player: audio Storm over Selby";
        let page = between(&format!("Audio\n\n{player}"));
        assert_eq!(gone(&page, &[player]), ["Audio"]);
        assert_eq!(gone(&between(&format!("Afterwards\n\n{player}")), &[player]), [""; 0]);
        assert_eq!(gone(&page, &[]), [""; 0]);
    }

    #[test]
    fn a_kicker_is_between_two_copies_of_its_headline() {
        let headline = "Who pays for the new pier?";
        let card = format!("{headline}\n\nEnvironment\n\n{headline}");
        assert_eq!(gone(&between(&card), &[headline]), ["Environment"]);
        assert_eq!(gone(&between("One\n\nTwo\n\nOne"), &["One"]), [""; 0], "no headline");
    }

    #[test]
    fn a_number_below_the_text_counts_readers() {
        let page = |number: &str| format!("{NOTE}\n\n{NOTE} It rained.\n\n{number}");
        assert_eq!(gone(&page("14,210"), &[]), ["14,210"]);
        assert_eq!(gone(&page("1.2K"), &[]), ["1.2K"]);
        for line in ["23.05", "16:40", "1,000,000,000", "40 boats"] {
            assert_eq!(gone(&page(line), &[]), [""; 0], "{line}");
        }
        assert_eq!(gone(&between("14,210"), &[]), [""; 0], "a row of a table, or a crosshead");
    }

    #[test]
    fn an_address_has_a_telephone_number_and_an_e_mail_address() {
        let line = "Ann Fenwick, head of press, tel. 0555 123 456, ann@example.org";
        assert_eq!(gone(&between(line), &[]), [line]);
        for line in [
            "Write to ann@example.org",
            "Call 0555 123 456 in March",
            "It is ann@example.org or 0555 123 456.",
        ] {
            assert_eq!(gone(&between(line), &[]), [""; 0], "{line}");
        }
    }

    #[test]
    fn a_shared_headline_begins_a_line_above_the_text() {
        let headline = "Grandmother of Selby saves the ferry and its captain";
        let page = format!(
            "{headline} 'with a rope'\n\n{NOTE}\n\n{NOTE} It rained.\n\nShare this article\n\n{headline}"
        );
        let above = format!("{headline} 'with a rope'");
        assert_eq!(gone(&page, &["Share this article", &above]), [headline]);
        assert_eq!(gone(&page, &[&above]), [""; 0]);
    }

    #[test]
    fn on_pages_of_outlets_three_headlines_are_other_articles() {
        let headlines =
            "Oyster beds close until June\n\nWho pays for the new pier?\n\nStorm: what to do at home";
        assert_eq!(gone(&between(headlines), &[]), [""; 0], "no outlet");
        let named = format!("{}\n\n© 2021 Reuters. All rights reserved.", between(headlines));
        let page = lines(&named);
        let metadata = crate::metadata::collect(&page, None, None);
        let evidence = Evidence::of(&page, &metadata);
        assert!(is_of_known_outlet(&evidence));
        let kept = |score: f32| {
            let mut decisions = vec![Decision::Content; page.blocks.len()];
            remove(&evidence, &vec![score; page.blocks.len()], &mut decisions);
            decisions.iter().filter(|decision| **decision == Decision::Content).count()
        };
        assert_eq!(kept(0.9) - kept(0.8), 3);
    }

    #[test]
    fn a_caption_is_above_who_took_the_picture() {
        let caption = "The harbour master and his dog look at what is left of the old pier";
        let page = lines(&between(&format!("{caption}\n\nGetty Images")));
        let (metadata, blocks) = (Metadata::default(), page.blocks.len());
        let is_gone = |score: f32| {
            let mut decisions = vec![Decision::Content; blocks];
            decisions[3] = Decision::Boilerplate;
            remove_captions(
                &Evidence::of(&page, &metadata),
                &vec![score; blocks],
                &mut decisions,
                0..blocks - 1,
            );
            decisions[2] != Decision::Content
        };
        assert!(is_gone(0.8) && !is_gone(0.9));
    }

    #[test]
    fn a_headline_right_below_a_label_is_another_article() {
        let kept = |line: &str| {
            let page = lines(&between(&format!("Read more\n\n{line}")));
            let mut decisions = vec![Decision::Content; page.blocks.len()];
            decisions[2] = Decision::Boilerplate;
            let (metadata, last) = (Metadata::default(), page.blocks.len() - 1);
            remove_first_items(&Evidence::of(&page, &metadata), &mut decisions, 0..last);
            decisions[3] == Decision::Content
        };
        assert!(!kept("Oyster beds close until the first of June"));
        assert!(kept("Pulling the plug"), "a crosshead");
        assert!(kept("They did not think of it until the first of June."));
    }

    #[test]
    fn a_label_that_is_there_again_opens_cards() {
        let card = |headline: &str| format!("{NOTE}\n\nNews of the harbour\n\n{headline}\n\n");
        let gone = |text: &str| {
            let (page, metadata) = (lines(text), Metadata::default());
            let mut decisions = vec![Decision::Content; page.blocks.len()];
            remove_cards(&Evidence::of(&page, &metadata), &mut decisions, 0..page.blocks.len() - 1);
            decisions.iter().filter(|decision| **decision != Decision::Content).count()
        };
        let (first, second) = (card("Oyster beds close until June"), card("Who pays for the new pier?"));
        assert_eq!(gone(&format!("{first}{second}{NOTE}")), 4);
        assert_eq!(gone(&format!("{first}{NOTE}")), 0);
    }
}
