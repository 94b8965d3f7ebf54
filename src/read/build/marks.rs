//! Elements that carry metadata by their markup: times, authors, breadcrumbs.

use once_cell::sync::Lazy;

use super::attributes::Attributes;
use super::run::collapsed;
use crate::document::{Mark, MarkKind};
use crate::lists::word_bytes::{HIGH, eight_from, letters_of};
use crate::read::recent::Recent;

/// Characters of a mark's text; longer elements are boxes around other things.
const MAX_MARK_CHARS: usize = 200;

static WORDS: Lazy<Vec<(&str, MarkKind)>> = Lazy::new(|| {
    let lines = include_str!("../../lists/mark-words.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('\t')).map(|(word, kind)| (word, kind_named(kind))).collect()
});

fn kind_named(name: &str) -> MarkKind {
    match name {
        "date" => MarkKind::DateClass,
        "author" => MarkKind::AuthorClass,
        _ => MarkKind::Breadcrumb,
    }
}

/// What an element hands down to the marks inside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Surroundings {
    in_author: bool,
    in_breadcrumb: bool,
}

/// A mark whose element is open.
#[derive(Debug, Clone, Copy)]
pub(super) struct OpenMark {
    index: usize,
    /// Where the element's text starts.
    pub(super) start: usize,
}

/// What kind of mark an element is, by the strongest sign of it; `named` is what its class and id say.
pub(super) fn kind(
    name: &str,
    attributes: &Attributes<'_>,
    named: Option<MarkKind>,
    around: Surroundings,
) -> Option<MarkKind> {
    let property = attributes.names.itemprop.and_then(|value| by_property(value, around));
    let relation = || attributes.rel.and_then(by_relation);
    let breadcrumb = || (around.in_breadcrumb && matches!(name, "a" | "li")).then_some(MarkKind::Breadcrumb);
    let class = || named.filter(|kind| *kind != MarkKind::Breadcrumb);
    property
        .or_else(|| {
            (name == "time")
                .then(|| if says_change(attributes) { MarkKind::ModifiedTime } else { MarkKind::Time })
        })
        .or_else(relation)
        .or_else(breadcrumb)
        .or_else(class)
}

/// Whether the names of a `<time>` say that it is of the last change and not of publication too,
/// as blogs name both while they are the same.
fn says_change(attributes: &Attributes<'_>) -> bool {
    let mut names = [attributes.names.class, attributes.names.id].into_iter().flatten().flat_map(words);
    let is = |word: &str, known: &[&str]| known.iter().any(|known| known.eq_ignore_ascii_case(word));
    let mut changed = false;
    let published = names.any(|word| {
        changed |= is(word, &["updated", "modified"]);
        is(word, &["published", "created", "posted"])
    });
    changed && !published
}

fn by_property(value: &str, around: Surroundings) -> Option<MarkKind> {
    value.split_ascii_whitespace().find_map(|property| {
        Some(match property {
            "datePublished" => MarkKind::PublishedTime,
            "dateCreated" => MarkKind::Time,
            "dateModified" => MarkKind::ModifiedTime,
            "author" => MarkKind::Author,
            // A person's address is a link with the name as its text.
            "name" | "url" if around.in_author => MarkKind::Author,
            "headline" => MarkKind::Headline,
            _ => return None,
        })
    })
}

pub(super) fn by_relation(value: &str) -> Option<MarkKind> {
    const RELATIONS: [(&str, MarkKind); 3] =
        [("author", MarkKind::Author), ("tag", MarkKind::TagLink), ("license", MarkKind::License)];
    let mark = |relation: &str| RELATIONS.iter().find(|(known, _)| known.eq_ignore_ascii_case(relation));
    value.split_ascii_whitespace().find_map(mark).map(|(_, kind)| *kind)
}

/// What the class and the id of an element say, given what those seen last said.
pub(super) fn named<'a>(
    attributes: &Attributes<'a>,
    seen: &mut Recent<'a, Option<MarkKind>>,
) -> Option<MarkKind> {
    attributes.class_mark.or_else(|| attributes.names.id.and_then(|id| seen.get(id, by_words)))
}

/// By the last word of a name that is known: a "date-author" is an author. The first name with such a word decides.
pub(super) fn by_words(names: &str) -> Option<MarkKind> {
    let (bytes, lengths) = (names.as_bytes(), &*LENGTHS);
    let (mut found, mut at) = (None, 0);
    while let Some(byte) = bytes.get(at) {
        if IN_WORD[usize::from(*byte)] != Letter::None {
            let end = word_end(bytes, at);
            found = known(&bytes[at..end], lengths).or(found);
            at = end;
        } else if found.is_some() && byte.is_ascii_whitespace() {
            break;
        } else {
            at += 1;
        }
    }
    found
}

/// What a byte is to words.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Letter {
    None,
    Small,
    Capital,
}

static IN_WORD: [Letter; 256] = {
    let mut letters = [Letter::None; 256];
    let mut byte = b'a';
    while byte <= b'z' {
        letters[byte as usize] = Letter::Small;
        letters[byte.to_ascii_uppercase() as usize] = Letter::Capital;
        byte += 1;
    }
    letters
};

/// By first letter, the lengths of the known words that begin with it, a bit for each.
static LENGTHS: Lazy<[u32; 256]> = Lazy::new(|| {
    let mut lengths = [0; 256];
    for (word, _) in WORDS.iter() {
        let Some(first) = word.bytes().next() else { continue };
        for byte in [first, first.to_ascii_uppercase()] {
            lengths[usize::from(byte)] |= length(word.as_bytes());
        }
    }
    lengths
});

/// The bit of a word's length; long words share one.
fn length(word: &[u8]) -> u32 {
    1 << word.len().min(31)
}

fn known(word: &[u8], lengths: &[u32; 256]) -> Option<MarkKind> {
    if word.first().is_none_or(|first| lengths[usize::from(*first)] & length(word) == 0) {
        return None;
    }
    WORDS.iter().find(|(known, _)| known.as_bytes().eq_ignore_ascii_case(word)).map(|(_, kind)| *kind)
}

/// Where the word ends that begins here with a letter: "post-date", "postDate" and "post_date" are two.
fn word_end(bytes: &[u8], start: usize) -> usize {
    let eight = eight_from(bytes, start);
    let letters = letters_of(eight);
    // In small letters one bit more is set.
    let capitals = letters & !(eight << 2);
    let ends = (letters ^ HIGH) | capitals & ((letters ^ capitals) << 8);
    if ends == 0 {
        return end_of_long_word(bytes, start);
    }
    start + ends.trailing_zeros() as usize / 8
}

/// The same byte by byte.
fn end_of_long_word(bytes: &[u8], start: usize) -> usize {
    let mut end = start;
    let mut last = Letter::Capital;
    while let Some(letter) = bytes.get(end).map(|byte| IN_WORD[usize::from(*byte)])
        && letter != Letter::None
        && (letter == Letter::Small || last == Letter::Capital)
    {
        last = letter;
        end += 1;
    }
    end
}

/// The words of a class or an id.
fn words(names: &str) -> impl Iterator<Item = &str> {
    let bytes = names.as_bytes();
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + bytes.get(from..)?.iter().position(u8::is_ascii_alphabetic)?;
        from = word_end(bytes, start);
        names.get(start..from)
    })
}

impl Surroundings {
    pub(super) const NONE: Surroundings = Surroundings { in_author: false, in_breadcrumb: false };

    /// What holds inside an element of this kind.
    pub(super) fn inside(
        self,
        attributes: &Attributes<'_>,
        named: Option<MarkKind>,
        kind: Option<MarkKind>,
    ) -> Self {
        let trail = attributes.itemtype.is_some_and(|kind| kind.ends_with("BreadcrumbList"))
            || attributes.names.label.is_some_and(|label| label.trim().eq_ignore_ascii_case("breadcrumb"));
        Surroundings {
            in_author: self.in_author
                || kind == Some(MarkKind::Author) && attributes.names.itemprop.is_some(),
            in_breadcrumb: self.in_breadcrumb || trail || named == Some(MarkKind::Breadcrumb),
        }
    }
}

/// Begins a mark; its text comes when its element ends.
pub(super) fn open(
    marks: &mut Vec<Mark>,
    kind: MarkKind,
    attributes: &Attributes<'_>,
    block: u32,
    start: usize,
) -> OpenMark {
    let machine_readable = matches!(
        kind,
        MarkKind::PublishedTime | MarkKind::Time | MarkKind::ModifiedTime | MarkKind::DateClass
    );
    let title = attributes.title.filter(|_| machine_readable);
    let address = attributes.href.filter(|_| kind == MarkKind::License);
    let value =
        address.or(attributes.datetime).or(attributes.content).or(title).map(|value| value.trim().to_owned());
    marks.push(Mark { kind, text: String::new(), value: value.filter(|value| !value.is_empty()), block });
    OpenMark { index: marks.len() - 1, start }
}

/// Ends a mark with the text that came since it began.
pub(super) fn close(marks: &mut [Mark], open: OpenMark, text: &str) {
    let text = text.get(open.start..).unwrap_or_default();
    // A character takes four bytes at most.
    if text.len() > MAX_MARK_CHARS * 4 || open.index >= marks.len() {
        return;
    }
    let text = collapsed(text);
    let (before, inner) = marks.split_at_mut(open.index + 1);
    let kind = before[open.index].kind;
    // The last few inner marks will do; looking at all of them would not be linear.
    let repeated = inner.iter().rev().take(8).any(|mark| {
        mark.kind == kind && !mark.text.is_empty() && (mark.text == text || kind == MarkKind::Breadcrumb)
    });
    if !repeated && text.chars().count() <= MAX_MARK_CHARS {
        before[open.index].text = text;
    }
}

/// Drops marks that came to nothing.
pub(super) fn finish(marks: &mut Vec<Mark>, blocks: u32) {
    marks.retain(|mark| !mark.text.is_empty() || mark.value.is_some());
    for mark in marks {
        mark.block = mark.block.min(blocks);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_end_where_they_do_byte_by_byte() {
        let signs = ["a", "B", "-", "é", "cd", "EF", "_", " ", "ghijklmn"];
        for number in 0..3000 {
            let name: String =
                (0..6).map(|place| signs[(number * (place + 7) + number / (place + 1)) % 9]).collect();
            for (start, _) in name.bytes().enumerate().filter(|(_, byte)| byte.is_ascii_alphabetic()) {
                let end = word_end(name.as_bytes(), start);
                assert_eq!(end, end_of_long_word(name.as_bytes(), start), "{name} {start}");
            }
        }
    }

    #[test]
    fn the_last_known_word_of_the_first_name_with_one_decides() {
        let (author, date) = (Some(MarkKind::AuthorClass), Some(MarkKind::DateClass));
        for (names, expected) in [
            ("date-author", author),
            ("authorDate x", date),
            ("x-y POST-DATE author", date),
            ("post_date\tauthor", date),
            ("éauthoré date", author),
            ("authorities dates", None),
            ("AUTHOR", author),
            ("authoR", None),
            ("Author", author),
            ("xAuthorDateY", date),
            ("someauthors someAuthoress somewhatlongAuthorxx", None),
            ("somewhatlongerAuthor", author),
            ("ABCauthor", None),
            ("", None),
        ] {
            assert_eq!(by_words(names), expected, "{names}");
        }
    }
}
