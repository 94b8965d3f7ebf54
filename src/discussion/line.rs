//! What one line of a discussion is: a name and a date, words on buttons, or text.

use crate::document::Document;
use crate::lists::discussion::{before_says, is_button_word, is_standing, leading_filler, trailing_filler};
use crate::metadata::shown::{Custom, Reading};

/// Characters of a line that tells who wrote and when.
const MAX_HEADER_CHARS: usize = 120;
/// Words of a name, and characters.
const MAX_NAME_WORDS: usize = 5;
const MAX_NAME_CHARS: usize = 50;
/// Words beside name and date in such a line: "posted by", "in reply to Ann".
const MAX_OTHER_WORDS: usize = 8;
/// Where the words between a name and what was said end at most, in bytes.
const MAX_SAYS_BYTES: usize = 80;

/// A date in the page's words, and what it says.
pub(super) type Dated = (String, Option<Reading>);

/// A page whose lines are read.
pub(super) struct Lines<'a> {
    pub(super) page: &'a Document,
    pub(super) custom: Custom<'a>,
}

/// What a line is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Line {
    /// Words on buttons, counts, ranks.
    Nothing,
    Header(Header),
    Text,
}

/// A line that tells who wrote or when.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Header {
    pub(super) author: Option<String>,
    pub(super) date: Option<Dated>,
    /// Whether the line says that the author said something.
    pub(super) says: bool,
    /// Bytes of the line before what was said, where that is in the line too.
    pub(super) rest: Option<usize>,
}

impl Lines<'_> {
    /// What a line is by its words alone.
    pub(super) fn read(&self, line: &str) -> Line {
        if let Some(header) = self.says(line) {
            return Line::Header(header);
        }
        if line.chars().count() > MAX_HEADER_CHARS {
            return Line::Text;
        }
        let lower = line.to_lowercase();
        if is_standing(&lower) {
            return Line::Nothing;
        }
        let Some(shown) = self.custom.find(line) else {
            return if is_furniture(&lower) { Line::Nothing } else { Line::Text };
        };
        let (before, after) = (&line[..shown.range.start], &line[shown.range.end..]);
        let sides = || pieces(before).chain(pieces(after));
        let others: usize = sides().map(words).sum();
        if others > MAX_OTHER_WORDS || ends_as_sentence(after) {
            return Line::Text;
        }
        let author = sides().find(|piece| is_name(piece)).map(str::to_owned);
        let says = before_says(lower.trim_end_matches([':', ' '])).is_some();
        let date = Some((line[shown.range].to_owned(), shown.reading));
        Line::Header(Header { author, date, says, rest: None })
    }

    /// "Ann says:" with or without what she says.
    fn says(&self, line: &str) -> Option<Header> {
        let colon = line.char_indices().find(|(_, c)| matches!(c, ':' | '：'));
        let (at, end) = colon.map_or((line.len(), line.len()), |(at, c)| (at, at + c.len_utf8()));
        if at > MAX_SAYS_BYTES {
            return None;
        }
        let head = line[..at].trim();
        let lower = head.to_lowercase();
        let before = before_says(&lower).filter(|_| lower.len() == head.len())?;
        let before = head.get(..before.len())?;
        // A name may have marks inside ("Ann | Boats and Oars"); beside a date it is one part of several.
        let name = match self.custom.find(before) {
            Some(_) => pieces(before).find(|piece| is_name(piece))?,
            None => Some(trimmed(before)).filter(|name| is_name(name) || is_marked_name(name))?,
        };
        let said = line.get(end..).filter(|rest| !rest.trim().is_empty());
        let date = said.and_then(|said| self.date_alone(said));
        let rest = said.filter(|_| date.is_none()).map(|_| end);
        Some(Header { author: Some(name.to_owned()), date, says: true, rest })
    }

    /// Whether a line says that the comment was changed later, and when.
    pub(super) fn is_change(&self, line: &str) -> bool {
        line.chars().count() <= MAX_HEADER_CHARS
            && is_standing(&line.to_lowercase())
            && self.custom.find(line).is_some()
    }

    /// The date of a text that is nothing else.
    fn date_alone(&self, text: &str) -> Option<Dated> {
        let shown = self.custom.find(text)?;
        let (before, after) = (text.get(..shown.range.start)?, text.get(shown.range.end..)?);
        let is_alone = pieces(before).chain(pieces(after)).next().is_none();
        Some((text.get(shown.range)?.to_owned(), shown.reading)).filter(|_| is_alone)
    }

    /// The first date of a line.
    pub(super) fn date(&self, line: &str) -> Option<Dated> {
        let shown = self.custom.find(line)?;
        Some((line.get(shown.range.clone())?.to_owned(), shown.reading))
    }

    /// The name in a line of which an element says that it is one.
    pub(super) fn name(&self, line: &str) -> Option<String> {
        if is_standing(&line.to_lowercase()) {
            return None;
        }
        if let Some(Header { author, .. }) = self.says(line) {
            return author;
        }
        let line = match self.custom.find(line) {
            Some(shown) if shown.range.start > 0 => &line[..shown.range.start],
            Some(shown) => &line[shown.range.end..],
            None => line,
        };
        pieces(line).find(|piece| words(piece) <= 2 * MAX_NAME_WORDS && is_short(piece)).map(str::to_owned)
    }
}

/// The parts of a line between marks, without filling words around them and without words on buttons.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let is_mark = |c: char| {
        matches!(
            c,
            '|' | '·'
                | '•'
                | '»'
                | '›'
                | '«'
                | '–'
                | '—'
                | '∙'
                | '⋅'
                | '‧'
                | ','
                | ';'
                | '('
                | ')'
                | '\t'
        )
    };
    line.split(is_mark)
        .flat_map(|piece| piece.split(" - "))
        .map(bare)
        .filter(|piece| piece.chars().any(char::is_alphanumeric) && !is_furniture(&piece.to_lowercase()))
}

/// A piece without filling words and marks around it.
fn bare(piece: &str) -> &str {
    // Each turn takes a word; more than a few are no filling.
    const MAX_TURNS: usize = 4;
    let mut piece = trimmed(piece);
    for _ in 0..MAX_TURNS {
        let lower = piece.to_lowercase();
        if lower.len() != piece.len() {
            break;
        }
        let (start, end) = (leading_filler(&lower), trailing_filler(&lower));
        let said = before_says(&lower).map_or(0, |before| lower.len() - before.len());
        let end = piece.len() - end.max(said);
        if start >= end {
            return "";
        }
        if start == 0 && end == piece.len() {
            break;
        }
        piece = trimmed(piece.get(start..end).unwrap_or(""));
    }
    piece
}

fn trimmed(piece: &str) -> &str {
    piece.trim_matches(|c: char| {
        c.is_whitespace()
            || matches!(c, ':' | '：' | '-' | '#' | '"' | '[' | ']' | '/' | '~' | '*' | '↑' | '↓' | '+')
    })
}

/// Whether a line in lower case is nothing but words on buttons, numbers and signs.
pub(super) fn is_furniture(lower: &str) -> bool {
    let is_apart = |c: char| !c.is_alphanumeric() && c != '\'' && c != '’';
    let mut known = lower.split(is_apart).filter(|word| !word.is_empty()).map(|word| {
        let word = word.trim_matches(|c: char| c.is_ascii_digit() || c == '\'' || c == '’');
        word.is_empty() || matches!(word, "k" | "m") || is_button_word(word) || is_twice_button(word)
    });
    known.all(|known| known)
}

/// "LikeLike", "ReplyDelete": two buttons with nothing between them.
fn is_twice_button(word: &str) -> bool {
    const MAX_BYTES: usize = 40;
    let mut places = word.char_indices().skip(2).map(|(at, _)| at);
    word.len() <= MAX_BYTES && places.any(|at| is_button_word(&word[..at]) && is_button_word(&word[at..]))
}

/// Whether a piece may be somebody's name: a few words, most of them with a capital letter, or one word.
pub(super) fn is_name(piece: &str) -> bool {
    let count = words(piece);
    let is_raised = |word: &str| word.chars().find(|c| c.is_alphabetic()).is_none_or(|c| !c.is_lowercase());
    let raised = piece.split_whitespace().filter(|word| is_raised(word)).count();
    is_short(piece)
        && (1..=MAX_NAME_WORDS).contains(&count)
        && (count == 1 || raised * 2 >= count)
        && !ends_as_sentence(piece)
        && piece.chars().any(char::is_alphabetic)
}

/// Whether it begins with a name and goes on after a mark: with the name of a site.
fn is_marked_name(piece: &str) -> bool {
    is_short(piece)
        && !ends_as_sentence(piece)
        && piece.split(['|', '–', '@']).map(trimmed).next().is_some_and(is_name)
}

fn is_short(piece: &str) -> bool {
    piece.chars().count() <= MAX_NAME_CHARS && !piece.contains("://")
}

fn words(piece: &str) -> usize {
    piece.split_whitespace().count()
}

/// Whether a text ends as a sentence does: an initial with a full stop is no end.
fn ends_as_sentence(text: &str) -> bool {
    let text = text.trim_end();
    let last_word = text.rsplit(char::is_whitespace).next().unwrap_or("");
    text.ends_with(['!', '?', '。', '…']) || text.ends_with('.') && last_word.chars().count() > 3
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Origin, empty};

    fn header(line: &str) -> Option<(String, String)> {
        let page = empty(Origin::Html);
        let custom = Custom { language: Some("en"), ..Custom::default() };
        match (Lines { page: &page, custom }).read(line) {
            Line::Header(header) => {
                Some((header.author.unwrap_or_default(), header.date.map(|(raw, _)| raw).unwrap_or_default()))
            }
            _ => None,
        }
    }

    fn some(author: &str, date: &str) -> Option<(String, String)> {
        Some((author.to_owned(), date.to_owned()))
    }

    #[test]
    fn names_and_dates_are_read_from_one_line() {
        assert_eq!(header("Ann Lee says:"), some("Ann Lee", ""));
        assert_eq!(header("Ann Lee says: 12 October 2021"), some("Ann Lee", "12 October 2021"));
        assert_eq!(
            header("Posted by Ann on 12 October 2021 at 16:18"),
            some("Ann", "12 October 2021 at 16:18")
        );
        assert_eq!(header("by Ann » 12 Oct 2021, 16:18"), some("Ann", "12 Oct 2021, 16:18"));
        assert_eq!(header("ann_lee • 3 years ago • edited"), some("ann_lee", "3 years ago"));
        assert_eq!(header("#5 | 12 October 2021 | Reply"), some("", "12 October 2021"));
        assert_eq!(
            header("On 12 October 2021 at 16:18, Ann wrote:"),
            some("Ann", "12 October 2021 at 16:18")
        );
    }

    #[test]
    fn text_and_buttons_are_neither() {
        assert_eq!(header("It was founded on 12 October 2021 by the people of the town."), None);
        assert_eq!(header("Joined: 12 October 2021"), None);
        assert_eq!(header("What Ann says is true, and more."), None);
        assert!(is_furniture("like (3) · reply · report") && is_furniture("12 points") && is_furniture("•"));
        assert!(is_furniture("replydelete"));
        assert!(!is_furniture("i like it"));
    }
}
