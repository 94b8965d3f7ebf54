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
//! or more 8 to 4, 17 to 3, 66 to 209, therefore on pages of known outlets alone.

use super::decision::{Decision, Rule};
use crate::document::prose::is_prose;
use crate::document::{BlockKind, Choice, Document, Origin};
use crate::evidence::Evidence;
use crate::labels::Boilerplate;
use crate::lists::form_words;
use crate::lists::outlets::outlet;

/// Removes such lines, on pages of one text.
pub(super) fn remove(evidence: &Evidence<'_>, scores: &[f32], decisions: &mut [Decision]) {
    if evidence.document.origin != Origin::Text || !evidence.page_kinds().is_one_text() {
        return;
    }
    let is_text = |index: &usize| {
        decisions[*index] == Decision::Content && is_prose(&evidence.document.blocks[*index])
    };
    let Some(first) = (0..decisions.len()).find(is_text) else { return };
    let last = (0..decisions.len()).rev().find(is_text).unwrap_or(first);
    let forms = [is_caption, is_player_label, is_kicker, is_count, is_address, is_shared_headline];
    for index in 0..decisions.len() {
        let line = Line { evidence, decisions, first, last, index };
        if line.is_open(index) && forms.iter().any(|is_form| is_form(&line)) {
            decisions[index] = Decision::Overridden(Rule::Inserted);
        }
    }
    if is_of_known_outlet(evidence) {
        remove_headlines(evidence, scores, decisions, first..last);
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

    /// Whether a block is kept, and the caller did not ask for it.
    fn is_open(&self, index: usize) -> bool {
        self.decisions[index] == Decision::Content
            && self.evidence.document.blocks[index].choice == Choice::Open
            && self.evidence.document.blocks[index].kind != BlockKind::Preformatted
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
    let Some((before, credit)) = text.rsplit_once(['.', '!', '?', '"', '”', '»', ')', '。']) else { return false };
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
    let is_time = digits.len() <= 5 && digits.rsplit_once(['.', ':']).is_some_and(|(_, rest)| rest.len() == 2);
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
    let is_mail = |word: &&str| {
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
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
    range: std::ops::Range<usize>,
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
