//! What the elements of HTML are to the walk.

use crate::document::Tag;

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

pub(super) fn display(name: &str) -> Display {
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

pub(super) fn tag(name: &str) -> Tag {
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
