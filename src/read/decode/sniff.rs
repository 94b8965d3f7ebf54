//! HTML or flattened text?
//!
//! Prose about HTML has tags, and HTML may begin with prose. What tells them apart is
//! whether the markup holds the text: HTML begins with a tag, or most of its text is
//! on lines with markup; in prose most lines have none.

use once_cell::sync::Lazy;

use crate::cut;

/// How much of an input is looked at. A page is full of tags from the start.
const PREFIX_BYTES: usize = 64 << 10;
/// How far a tag is followed. One that goes on needs attributes to be believed.
const MAX_TAG_BYTES: usize = 4 << 10;
/// With less than one tag in so many bytes of text this is prose that begins with one.
const MAX_BYTES_PER_TAG: usize = 2_000;

static TAGS: Lazy<Vec<&'static str>> = Lazy::new(|| {
    include_str!("../../lists/html_tags.txt").lines().filter(|line| !line.starts_with('#')).collect()
});

/// Beginnings that only documents have.
const DOCUMENT_STARTS: &[&str] = &[
    "<!doctype",
    "<html",
    "<head",
    "<body",
    "<?xml",
    "<!--",
    "<meta",
    "<title",
    "<script",
    "<style",
    "<link",
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sniffed {
    Html,
    Text,
}

/// What kind of input this is.
pub(crate) fn sniff(input: &str) -> Sniffed {
    let input = input.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}' || c == '\0');
    let prefix = cut::text(input, PREFIX_BYTES);
    if DOCUMENT_STARTS.iter().any(|start| starts_with(prefix, start)) {
        return Sniffed::Html;
    }
    let counts = count(prefix);
    let html = if begins_with_tag(prefix) {
        counts.suits_markup() || ends_with_end_tag(input)
    } else {
        counts.holds_the_text()
    };
    if html { Sniffed::Html } else { Sniffed::Text }
}

/// What a prefix holds.
#[derive(Debug, Default)]
struct Counts {
    bytes: usize,
    /// Bytes inside tags.
    tag_bytes: usize,
    /// Tags of known names.
    tags: usize,
    /// Tags that prose rarely mentions: end tags, empty elements, tags with attributes.
    firm_tags: usize,
    /// Whether the first thing is a tag of a known name with text right after it.
    opens_element: bool,
    /// Bytes on lines with at least one firm tag.
    tagged_line_bytes: usize,
}

impl Counts {
    /// For input that begins with a tag.
    fn suits_markup(&self) -> bool {
        let text_bytes = self.bytes.saturating_sub(self.tag_bytes);
        let dense = (self.tags + 1) * MAX_BYTES_PER_TAG >= text_bytes;
        dense && (self.firm_tags > 0 || self.opens_element)
    }

    /// For input that begins with text: the body of a message, a field of a feed.
    fn holds_the_text(&self) -> bool {
        self.firm_tags >= 2
            && self.tagged_line_bytes * 2 >= self.bytes
            && self.tags * MAX_BYTES_PER_TAG >= self.bytes
    }
}

fn count(prefix: &str) -> Counts {
    let mut counts = Counts { bytes: prefix.len(), ..Counts::default() };
    let mut line_start = 0;
    let mut tag_end = 0;
    for line in prefix.split_inclusive('\n') {
        let before = counts.firm_tags;
        for at in memchr::memchr_iter(b'<', line.as_bytes()) {
            let at = line_start + at;
            let Some(tag) = prefix.get(at + 1..).filter(|_| at >= tag_end).and_then(Tag::read) else {
                continue;
            };
            tag_end = at + 1 + tag.bytes;
            counts.tags += 1;
            counts.tag_bytes += 1 + tag.bytes;
            counts.firm_tags += usize::from(tag.firm);
            if counts.tags == 1 {
                counts.opens_element = at == 0 && tag.followed_by_text;
            }
        }
        if counts.firm_tags > before {
            counts.tagged_line_bytes += line.len();
        }
        line_start += line.len();
    }
    counts
}

/// A tag of a known name.
struct Tag {
    /// Bytes after the `<`.
    bytes: usize,
    firm: bool,
    /// Whether a character that is no white space follows at once.
    followed_by_text: bool,
}

impl Tag {
    /// Reads what follows a `<`.
    fn read(after_bracket: &str) -> Option<Tag> {
        let rest = after_bracket.strip_prefix('/').unwrap_or(after_bracket);
        let length = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (name, rest) = rest.split_at_checked(length)?;
        if !is_known(name) || !rest.starts_with(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')) {
            return None;
        }
        let window = cut::text(rest, MAX_TAG_BYTES);
        let (attributes, after) = match window.split_once('>') {
            Some(parts) => parts,
            // A picture inside an attribute, say.
            None if window.len() < rest.len() && window.contains("=\"") => (rest, ""),
            None => return None,
        };
        let named = attributes.contains('=');
        let firm = after_bracket.starts_with('/') || named || is_empty_element(name);
        let bytes = after_bracket.len() - rest.len() + attributes.len() + 1;
        Some(Tag { bytes, firm, followed_by_text: after.starts_with(|c: char| !c.is_whitespace()) })
    }
}

fn is_known(name: &str) -> bool {
    name.len() <= 10 && TAGS.binary_search(&name.to_ascii_lowercase().as_str()).is_ok()
}

/// Elements without an end tag that prose does not mention in passing.
fn is_empty_element(name: &str) -> bool {
    ["br", "hr", "img"].iter().any(|empty| name.eq_ignore_ascii_case(empty))
}

fn begins_with_tag(prefix: &str) -> bool {
    prefix
        .strip_prefix('<')
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/'))
}

/// One long element without a tag inside has its end tag far away.
fn ends_with_end_tag(input: &str) -> bool {
    let last = input.trim_end().rsplit_once("</").and_then(|(_, name)| name.strip_suffix('>'));
    last.is_some_and(is_known)
}

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(kind: Sniffed, inputs: &[&str]) {
        for input in inputs {
            assert_eq!(sniff(input), kind, "{input:?}");
        }
    }

    #[test]
    fn documents() {
        all(
            Sniffed::Html,
            &[
                "<!DOCTYPE html><html><body>Rain",
                "\u{FEFF}\r\n  <HTML lang=en>",
                "<!-- saved page --><div>Rain</div>",
                "<?xml version=\"1.0\"?><html><p>Rain</p></html>",
                "<head><title>Rain</title></head>",
                "<body>Rain",
            ],
        );
    }

    #[test]
    fn fragments() {
        all(
            Sniffed::Html,
            &[
                "<p>It rained all day.</p>",
                "<p>It rained all day, and nobody closed the paragraph.",
                "<div class=\"story\">It rained.",
                "<h1>Rain</h1>\n<p>It rained\nall day\nin the whole\ntown.</p>",
                "<div\n  class=\"story\"\n>It rained.</div>",
                "<my-story><p>It rained.</p></my-story>",
                "It rained all day.<br><br>Nobody in the town minded.<br>",
                "Rain <b>all day</b>, says the <a href=\"/office\">office</a>.",
            ],
        );
    }

    #[test]
    fn prose() {
        all(
            Sniffed::Text,
            &[
                "",
                "x",
                "It rained all day.\n\nNobody in the town minded.",
                "If a < b and b > c, then <3 is a heart.",
                "<3 rain",
                "<jane@example.org> wrote:\nIt rained all day.",
                "<https://example.org/rain>",
                "Jane Doe <jane@example.org>, John Roe <john@example.org>",
                "Vec<Item> and Map<Key, Value> are generic types; so is Box<T>.",
                "<div> or <section>: which of the two should hold a story?",
                "usage: clean <file> <dir>",
            ],
        );
    }

    #[test]
    fn prose_with_snippets_of_markup() {
        let article = "How to build a card\n\
            Every card needs a container, and the container needs a heading that says what the card is about.\n\
            <div class=\"card\">\n  <h2>Rain</h2>\n</div>\n\
            The heading comes first because people who listen to pages instead of reading them jump from one\n\
            heading to the next, and a card without one is easily missed by them.\n\
            Wrap the text in <p> and close it with </p>, even though browsers do not insist on it at all.\n";
        all(Sniffed::Text, &[article, &article.repeat(50)]);
        all(Sniffed::Html, &[&format!("<pre>{}</pre>\n", "rain\n".repeat(PREFIX_BYTES))]);
        // A picture inside an attribute is no text.
        all(Sniffed::Html, &[&format!("<img alt=\"{}\"><p>It rained.</p>", "rain ".repeat(PREFIX_BYTES))]);
        let snippet_first =
            format!("<div class=\"card\">\n{}", "It is the container of the card. ".repeat(300));
        all(Sniffed::Text, &[&snippet_first]);
    }

    #[test]
    fn long_inputs_are_judged_by_their_beginning() {
        let wide = "ü".repeat(PREFIX_BYTES);
        all(Sniffed::Text, &[&wide, &"<".repeat(PREFIX_BYTES * 2)]);
        all(Sniffed::Html, &[&format!("<p class=a>{}</p>", "<b>ü</b>".repeat(PREFIX_BYTES))]);
    }
}
