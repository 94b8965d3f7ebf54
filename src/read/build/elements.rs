//! What the elements of HTML are to the walk.

use once_cell::sync::Lazy;

use crate::document::Tag;
use crate::read::keys::{Key, Table};

/// How an element takes part in the text around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Display {
    /// Part of the line: no boundary.
    Inline,
    /// Not known to HTML: part of the line, but never glued to the words beside it.
    Custom,
    /// Ends the block before it and the block inside it.
    Block,
    /// A line of code.
    Line,
    /// Lines of code, apart from those around.
    Lines,
    /// Nothing in it is text of the page, but it is between the words beside it: a menu, a picture.
    Replaced,
    /// Nothing in it shows at all.
    Skipped,
}

/// What an element may be besides, by its name: whoever asks more of it asks this first, which for most says no.
pub(super) mod may {
    /// Say something of the document.
    pub(in crate::read::build) const DESCRIBE: u16 = 1;
    /// Have nothing inside.
    pub(in crate::read::build) const BE_EMPTY: u16 = 1 << 1;
    /// Be a listing of code without being called so.
    pub(in crate::read::build) const BE_LISTING: u16 = 1 << 2;
    /// Make a group.
    pub(in crate::read::build) const GROUP: u16 = 1 << 3;
    /// Say what the blocks inside are.
    pub(in crate::read::build) const NAME_BLOCKS: u16 = 1 << 4;
    /// Be markup inside of a line.
    pub(in crate::read::build) const BE_INLINE: u16 = 1 << 5;
}

/// The elements of each set of these.
const MAY: &[(u16, &[&str])] = &[
    (may::DESCRIBE, &["html", "body"]),
    (may::DESCRIBE | may::BE_EMPTY, &["meta", "link", "base"]),
    (may::BE_EMPTY, &["br", "hr", "mjx-math", "img", "source", "input", "wbr", "track", "param", "col"]),
    (may::BE_LISTING, &["pre", "listing", "xmp", "plaintext"]),
    (may::BE_LISTING | may::BE_INLINE, &["code"]),
    (may::GROUP, &["section", "article", "main", "aside", "tr", "td", "th", "figure", "dl", "details"]),
    (
        may::GROUP | may::NAME_BLOCKS,
        &["ul", "ol", "menu", "dir", "li", "blockquote", "table", "dt", "dd", "summary"],
    ),
    (may::NAME_BLOCKS, &["figcaption", "caption", "button", "legend", "label"]),
    (
        may::BE_INLINE,
        &[
            "a", "strong", "b", "em", "i", "kbd", "samp", "tt", "sup", "sub", "ruby", "del", "s", "strike",
            "ins",
        ],
    ),
];

/// What is known of an element by its name.
#[derive(Debug, Clone, Copy)]
pub(super) struct Known {
    pub(super) display: Display,
    pub(super) tag: Tag,
    /// Whether it is nothing but what is said by these and by what it groups, whatever is inside.
    pub(super) is_plain: bool,
    may: u16,
}

impl Known {
    fn of(name: &str) -> Known {
        let set = MAY.iter().find(|(_, names)| names.contains(&name));
        let (display, tag, may) = (display(name), tag(name), set.map_or(0, |(may, _)| *may));
        Known { display, tag, is_plain: is_plain(name, display, tag, may), may }
    }

    pub(super) fn may(self, what: u16) -> bool {
        self.may & what != 0
    }
}

/// Elements that pages have, as far as their names are short.
const FREQUENT: [&str; 90] = [
    "a", "abbr", "address", "article", "aside", "audio", "b", "base", "body", "br", "button", "canvas",
    "caption", "center", "cite", "code", "col", "dd", "del", "details", "dialog", "div", "dl", "dt", "em",
    "fieldset", "figure", "font", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header",
    "hr", "html", "i", "iframe", "img", "input", "ins", "kbd", "label", "legend", "li", "link", "main",
    "mark", "meta", "nav", "noscript", "ol", "p", "picture", "pre", "q", "s", "script", "section", "select",
    "small", "source", "span", "strike", "strong", "style", "sub", "summary", "sup", "svg", "table", "tbody",
    "td", "template", "textarea", "tfoot", "th", "thead", "time", "title", "tr", "tt", "u", "ul", "video",
    "wbr",
];

static KNOWN: Lazy<Table<Known, 512>> = Lazy::new(|| {
    let table = Table::new(Known::of(""));
    FREQUENT.iter().fold(table, |table, name| table.with(packed(name), Known::of(name)))
});

/// A short name as a number: its length, and its bytes, which may overlap.
fn packed(name: &str) -> Key {
    let bytes = name.as_bytes();
    let packed = match (bytes, bytes.first_chunk(), bytes.last_chunk()) {
        (_, Some(first), Some(last)) => {
            u64::from(u32::from_le_bytes(*first)) | u64::from(u32::from_le_bytes(*last)) << 32
        }
        ([first, .., last], ..) => {
            u64::from(*first) | u64::from(bytes[bytes.len() / 2]) << 8 | u64::from(*last) << 16
        }
        ([only], ..) => u64::from(*only),
        _ => 0,
    };
    Key::from(bytes.len() as u64) << 64 | Key::from(packed)
}

/// What is known of an element by its name in lower case.
pub(super) fn known(name: &str) -> Known {
    let is_short = name.len() <= size_of::<u64>();
    let frequent = if is_short { KNOWN.find(packed(name)) } else { None };
    frequent.unwrap_or_else(|| Known::of(name))
}

fn display(name: &str) -> Display {
    match name {
        "address" | "article" | "aside" | "blockquote" | "body" | "button" | "caption" | "center" | "dd"
        | "details" | "dialog" | "dir" | "div" | "dl" | "dt" | "fieldset" | "figcaption" | "figure"
        | "footer" | "form" | "frameset" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "head" | "header"
        | "hgroup" | "hr" | "html" | "label" | "legend" | "li" | "listing" | "main" | "menu" | "nav"
        | "ol" | "p" | "plaintext" | "pre" | "search" | "section" | "summary" | "table" | "tbody" | "td"
        | "tfoot" | "th" | "thead" | "tr" | "ul" | "xmp" => Display::Block,
        "audio" | "canvas" | "embed" | "iframe" | "math" | "object" | "optgroup" | "option" | "select"
        | "svg" | "textarea" | "video" => Display::Replaced,
        "area" | "datalist" | "noembed" | "noframes" | "noscript" | "rp" | "rt" | "rtc" | "script"
        | "style" | "template" | "title" => Display::Skipped,
        "kdmath" | "latex" | "tex" | "texmath" => Display::Custom,
        _ if name.contains('-') => Display::Custom,
        _ => Display::Inline,
    }
}

fn tag(name: &str) -> Tag {
    match name {
        "div" => Tag::Div,
        "section" => Tag::Section,
        "article" => Tag::Article,
        "main" => Tag::Main,
        "header" => Tag::Header,
        "footer" => Tag::Footer,
        "nav" => Tag::Nav,
        "aside" => Tag::Aside,
        "form" => Tag::Form,
        "figure" => Tag::Figure,
        "figcaption" | "caption" => Tag::Caption,
        "p" => Tag::Paragraph,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Tag::Heading,
        "ul" | "ol" | "menu" | "dir" => Tag::List,
        "li" => Tag::Item,
        "dl" | "dt" | "dd" => Tag::Definitions,
        "blockquote" => Tag::Quote,
        "table" => Tag::Table,
        "tr" => Tag::Row,
        "td" | "th" => Tag::Cell,
        "pre" | "listing" | "xmp" | "plaintext" => Tag::Pre,
        "details" | "summary" => Tag::Details,
        "dialog" => Tag::Dialog,
        "address" => Tag::Address,
        "button" => Tag::Button,
        "a" => Tag::Link,
        _ => Tag::Other,
    }
}

fn is_plain(name: &str, display: Display, tag: Tag, may: u16) -> bool {
    let is_marked = may & may::BE_INLINE != 0 && tag != Tag::Link;
    let means_more = may::DESCRIBE | may::BE_EMPTY | may::BE_LISTING;
    matches!(display, Display::Block | Display::Inline)
        && !is_marked
        && may & means_more == 0
        && !matches!(
            tag,
            Tag::Heading | Tag::List | Tag::Table | Tag::Row | Tag::Cell | Tag::Dialog | Tag::Quote
        )
        && !matches!(name, "thead" | "time")
}

/// The level of a heading element.
pub(super) fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', digit @ b'1'..=b'6'] => Some(digit - b'0'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn frequent_elements_are_known_as_all_are() {
        for name in MAY.iter().flat_map(|(_, names)| *names).chain(&FREQUENT).chain(&["x-card", "", "DIV"]) {
            let (known, of_name) = (known(&name.to_lowercase()), Known::of(&name.to_lowercase()));
            assert_eq!((known.display, known.tag, known.may), (of_name.display, of_name.tag, of_name.may));
        }
        assert!(known("code").may(may::BE_LISTING) && known("code").may(may::BE_INLINE));
    }

    #[test]
    fn elements_of_one_meaning_are_one_tag() {
        for (names, expected) in [
            (&["figcaption", "caption"][..], Tag::Caption),
            (&["td", "th"], Tag::Cell),
            (&["ul", "ol", "menu", "dir"], Tag::List),
            (&["dl", "dt", "dd"], Tag::Definitions),
            (&["details", "summary"], Tag::Details),
            (&["pre", "listing"], Tag::Pre),
            (&["span", "b", "x-y"], Tag::Other),
        ] {
            assert!(names.iter().all(|name| tag(name) == expected), "{names:?}");
        }
    }
}
