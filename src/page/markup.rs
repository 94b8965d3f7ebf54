//! Where a tag, comment or raw text ends, as the HTML standard's tokenizer sees it.
//!
//! The tokenizer compares each attribute of a tag with all before it, so whoever feeds it
//! has to know where a tag has too many of them before the tokenizer does.

use memchr::{memchr, memmem};

/// Attributes of one tag that are read. Real tags have a few dozen at most.
pub(super) const MAX_ATTRIBUTES: usize = 512;

/// What begins at a `<` outside of raw text.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Markup {
    Tag(Tag),
    /// Comment, doctype, processing instruction or CDATA section, and the byte behind it.
    Other(usize),
    /// A `<` that stands for itself.
    Text,
}

#[derive(Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Behind the `>`; the length of the input where there is none.
    pub(super) end: usize,
    /// Where the first attribute begins that is one too many.
    pub(super) excess: Option<usize>,
    /// Whether this is a start tag that can make raw text of what follows. Whether it does
    /// is the tree builder's to say.
    pub(super) may_open_raw: bool,
}

/// Reads what begins at `html[at]`, a `<`. `foreign` says whether it stands in SVG or MathML.
pub(super) fn read(html: &[u8], at: usize, foreign: impl FnOnce() -> bool) -> Markup {
    let rest = &html[at + 1..];
    match rest {
        [b'/', b'>', ..] => Markup::Text,
        [b'/', first, ..] if !first.is_ascii_alphabetic() => Markup::Other(behind(html, at, b">")),
        [b'a'..=b'z' | b'A'..=b'Z', ..] | [b'/', _, ..] => Markup::Tag(tag(html, at)),
        [b'!', b'-', b'-', ..] => Markup::Other(comment_end(html, at + 4)),
        _ if rest.starts_with(b"![CDATA[") && foreign() => Markup::Other(behind(html, at, b"]]>")),
        [b'!' | b'?', ..] => Markup::Other(behind(html, at, b">")),
        _ => Markup::Text,
    }
}

/// The end tag `</name` of raw text, from `at` on: where it begins.
pub(super) fn raw_end(html: &[u8], at: usize, name: &str) -> Option<usize> {
    let ends = memmem::find_iter(html.get(at..)?, b"</").map(|found| at + found);
    ends.into_iter().find(|end| {
        let rest = &html[end + 2..];
        let named = rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
        named && matches!(rest.get(name.len()), Some(b' ' | b'\t' | b'\n' | b'\r' | 0xc | b'/' | b'>'))
    })
}

fn behind(html: &[u8], at: usize, end: &[u8]) -> usize {
    memmem::find(&html[at..], end).map_or(html.len(), |found| at + found + end.len())
}

/// `-->` or `--!>`; a comment can also end at once: `<!-->`, `<!--->`.
fn comment_end(html: &[u8], start: usize) -> usize {
    let rest = &html[start..];
    if rest.starts_with(b">") || rest.starts_with(b"->") {
        return behind(html, start, b">");
    }
    let mut at = start;
    while let Some(found) = memmem::find(&html[at..], b"--") {
        at += found;
        match &html[at + 2..] {
            [b'>', ..] => return at + 3,
            [b'!', b'>', ..] => return at + 4,
            _ => at += 1,
        }
    }
    html.len()
}

/// States of the standard's tokenizer inside a tag.
#[derive(Clone, Copy)]
enum State {
    BeforeName,
    Name,
    AfterName,
    BeforeValue,
    Unquoted,
    Quoted(u8),
}

/// Reads the tag that begins at `html[at]`.
fn tag(html: &[u8], at: usize) -> Tag {
    let name = at + 1 + usize::from(html[at + 1] == b'/');
    let name_end = html[name..].iter().position(|byte| is_blank(*byte) || matches!(byte, b'/' | b'>'));
    let mut next = name_end.map_or(html.len(), |length| name + length);
    let may_open_raw = html[at + 1] != b'/' && can_be_raw(&html[name..next]);
    let (mut state, mut attributes, mut excess) = (State::BeforeName, 0, None);
    while let Some(byte) = html.get(next) {
        if *byte == b'>' && !matches!(state, State::Quoted(_)) {
            return Tag { end: next + 1, excess, may_open_raw };
        }
        if let State::Quoted(quote) = state {
            next = memchr(quote, &html[next..]).map_or(html.len(), |length| next + length + 1);
            state = State::BeforeName;
            continue;
        }
        let after = step(state, *byte);
        if matches!((state, after), (State::BeforeName | State::AfterName, State::Name)) {
            attributes += 1;
            if attributes == MAX_ATTRIBUTES + 1 {
                excess = Some(next);
            }
        }
        state = after;
        next += 1;
    }
    Tag { end: html.len(), excess, may_open_raw }
}

/// The state after a byte that does not end the tag, outside of quotes.
fn step(state: State, byte: u8) -> State {
    match (state, byte) {
        (State::BeforeName | State::AfterName | State::BeforeValue, byte) if is_blank(byte) => state,
        (State::Name, byte) if is_blank(byte) => State::AfterName,
        (State::Unquoted, byte) if is_blank(byte) => State::BeforeName,
        (State::Unquoted, _) => State::Unquoted,
        (State::BeforeValue, b'"' | b'\'') => State::Quoted(byte),
        (State::BeforeValue, _) => State::Unquoted,
        (_, b'/') => State::BeforeName,
        (State::Name | State::AfterName, b'=') => State::BeforeValue,
        _ => State::Name,
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0xc)
}

/// Elements whose content the tree builder may declare raw.
fn can_be_raw(name: &[u8]) -> bool {
    const NAMES: [&str; 10] = [
        "iframe",
        "noembed",
        "noframes",
        "noscript",
        "plaintext",
        "script",
        "style",
        "textarea",
        "title",
        "xmp",
    ];
    NAMES.iter().any(|raw| name.eq_ignore_ascii_case(raw.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn end(html: &str) -> usize {
        match read(html.as_bytes(), 0, || true) {
            Markup::Tag(tag) => tag.end,
            Markup::Other(end) => end,
            Markup::Text => 1,
        }
    }

    #[test]
    fn markup_ends_where_the_standard_says() {
        let whole = [
            "<p>",
            "<a b>",
            "<a b=c/>",
            "<a b='>' c=\">\">",
            "<a b = '>'>",
            "<a/b/'>",
            "<a =\">",
            "<a b=c'>",
            "<a b=''c='>'>",
            "</a b='>'>",
            "<!-->",
            "<!--->",
            "<!-- > -- --!>",
            "<!---- -->",
            "<!doctype html>",
            "<?x?>",
            "</3>",
            "<![CDATA[>]]>",
        ];
        for html in whole {
            assert_eq!(end(&format!("{html}x>'\">-->")), html.len(), "{html}");
        }
        for text in ["<", "<3>", "< a>", "</>"] {
            assert_eq!(read(text.as_bytes(), 0, || false), Markup::Text, "{text}");
        }
        assert_eq!(end("<a b='>"), 7);
        assert_eq!(read(b"<![CDATA[>]]>", 0, || false), Markup::Other(10));
    }

    #[test]
    fn attributes_are_counted() {
        for one in ["b ", "b=c ", "b = 'c'", "b=\" > b b \"", "/b", "=/", "\"b\" "] {
            let fits = format!("<a {}>", one.repeat(MAX_ATTRIBUTES));
            let over = format!("<a {}excess{}>", one.repeat(MAX_ATTRIBUTES), one.repeat(3));
            let excess = |html: &str| match read(html.as_bytes(), 0, || false) {
                Markup::Tag(tag) => tag.excess,
                _ => panic!("{html}"),
            };
            assert_eq!(excess(&fits), None, "{one}");
            // The slash before a name is not part of it.
            let tail = over.find("excess").unwrap();
            assert!(one == "/b" || excess(&over) == Some(tail), "{one}");
        }
    }

    #[test]
    fn raw_text_ends_at_its_own_end_tag() {
        let html = b"a</b></scripts></SCRIPT >";
        assert_eq!(raw_end(html, 0, "script"), Some(15));
        assert_eq!(raw_end(b"</script", 0, "script"), None);
    }
}
