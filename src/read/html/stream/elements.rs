//! The elements that the rules of the standard name, and what the rules take each of them for.

use self::class::{
    BUTTON_SCOPE, CELL, FORMATTING, FOSTERS, GROUP_CONTEXT, HEADING, IMPLIED, IMPLIED_IN_TABLE, INLINE,
    LIST_SCOPE, RAW, ROW_CONTEXT, SCOPE, SPECIAL, TABLE_SCOPE, VOID,
};
use crate::read::keys::{Key, Table, key};

macro_rules! elements {
    ($($id:ident $name:literal)*) => {
        /// An element, as far as the rules tell them apart.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Id {
            /// One that no rule names.
            Other,
            /// One of SVG or MathML.
            Foreign,
            /// One that is no longer on the standard's stack, but ends after what is inside it.
            Ghost,
            /// The head, once its end tag has come: what belongs into it can still follow.
            OpenHead,
            $($id),*
        }

        pub(super) const NAMED: &[(&str, Id)] = &[$(($name, Id::$id)),*];
    };
}

elements! {
    A "a" Abbr "abbr" Address "address" Applet "applet" Area "area" Article "article" Aside "aside" B "b" Base "base"
    Basefont "basefont" Bgsound "bgsound" Big "big" Blockquote "blockquote" Body "body" Br "br" Button "button"
    Caption "caption" Center "center" Cite "cite" Code "code" Col "col" Colgroup "colgroup" Dd "dd" Details "details"
    Dialog "dialog" Dir "dir" Div "div" Dl "dl" Dt "dt" Em "em" Embed "embed" Fieldset "fieldset"
    Figcaption "figcaption" Figure "figure" Font "font" Footer "footer" Form "form" Frame "frame" Frameset "frameset"
    H1 "h1" H2 "h2" H3 "h3" H4 "h4" H5 "h5" H6 "h6" Head "head" Header "header" Hgroup "hgroup" Hr "hr" Html "html"
    I "i" Iframe "iframe" Image "image" Img "img" Input "input" Keygen "keygen" Label "label" Li "li" Link "link"
    Listing "listing" Main "main" Marquee "marquee" Math "math" Menu "menu" Meta "meta" Nav "nav" Nobr "nobr"
    Noembed "noembed" Noframes "noframes" Noscript "noscript" Object "object" Ol "ol" Optgroup "optgroup"
    Option "option" P "p" Param "param" Picture "picture" Plaintext "plaintext" Pre "pre" Rb "rb" Rp "rp" Rt "rt"
    Rtc "rtc" Ruby "ruby" S "s" Script "script" Search "search" Section "section" Select "select" Small "small"
    Source "source" Span "span" Strike "strike" Strong "strong" Style "style" Sub "sub" Summary "summary" Sup "sup"
    Svg "svg" Table "table" Tbody "tbody" Td "td" Template "template" Textarea "textarea" Tfoot "tfoot" Th "th"
    Thead "thead" Time "time" Title "title" Tr "tr" Track "track" Tt "tt" U "u" Ul "ul" Var "var" Wbr "wbr" Xmp "xmp"
}

/// How many elements there are to be counted.
pub(super) const COUNT: usize = NAMED.len() + 4;

/// What the rules take an element for.
pub(super) mod class {
    /// The standard's "special" elements, where the search for a matching start ends.
    pub(in crate::read) const SPECIAL: u16 = 1;
    /// Ends a scope.
    pub(in crate::read) const SCOPE: u16 = 1 << 1;
    /// Ends the scope of a list item, too.
    pub(in crate::read) const LIST_SCOPE: u16 = 1 << 2;
    /// Ends the scope of a paragraph, too.
    pub(in crate::read) const BUTTON_SCOPE: u16 = 1 << 3;
    /// Ends the scope of parts of a table.
    pub(in crate::read) const TABLE_SCOPE: u16 = 1 << 4;
    /// End tags that may be left out.
    pub(in crate::read) const IMPLIED: u16 = 1 << 5;
    /// Those of tables, which are left out at the end of a template only.
    pub(in crate::read) const IMPLIED_IN_TABLE: u16 = 1 << 6;
    pub(in crate::read) const HEADING: u16 = 1 << 7;
    /// In these nothing but parts of a table has a place.
    pub(in crate::read) const FOSTERS: u16 = 1 << 8;
    pub(in crate::read) const CELL: u16 = 1 << 9;
    /// What a row group or a row is cleared back to.
    pub(in crate::read) const GROUP_CONTEXT: u16 = 1 << 10;
    pub(in crate::read) const ROW_CONTEXT: u16 = 1 << 11;
    /// Opened again after a block has cut them off; `a` is not among them here.
    pub(in crate::read) const FORMATTING: u16 = 1 << 12;
    /// Without an end tag.
    pub(in crate::read) const VOID: u16 = 1 << 13;
    /// What is in them is no markup.
    pub(in crate::read) const RAW: u16 = 1 << 14;
    /// Does not break a line.
    pub(in crate::read) const INLINE: u16 = 1 << 15;
}

/// The elements of every set of classes.
const MEMBERS: &[(u16, &[Id])] = &[
    (SPECIAL | SCOPE | TABLE_SCOPE | GROUP_CONTEXT | ROW_CONTEXT, &[Id::Html]),
    (SPECIAL | SCOPE | TABLE_SCOPE | GROUP_CONTEXT | ROW_CONTEXT, &[Id::Template]),
    (SPECIAL | SCOPE | TABLE_SCOPE | FOSTERS, &[Id::Table]),
    (SPECIAL | FOSTERS | GROUP_CONTEXT | IMPLIED_IN_TABLE, &[Id::Tbody, Id::Tfoot, Id::Thead]),
    (SPECIAL | FOSTERS | ROW_CONTEXT | IMPLIED_IN_TABLE, &[Id::Tr]),
    (SPECIAL | SCOPE | CELL | IMPLIED_IN_TABLE, &[Id::Td, Id::Th]),
    (SPECIAL | SCOPE | IMPLIED_IN_TABLE, &[Id::Caption]),
    (SPECIAL | IMPLIED_IN_TABLE, &[Id::Colgroup]),
    (SPECIAL | SCOPE, &[Id::Applet, Id::Marquee, Id::Object, Id::Select]),
    (SPECIAL | LIST_SCOPE, &[Id::Ol, Id::Ul]),
    (SPECIAL | BUTTON_SCOPE, &[Id::Button]),
    (SPECIAL | IMPLIED, &[Id::Dd, Id::Dt, Id::Li, Id::P]),
    (IMPLIED, &[Id::Option, Id::Optgroup, Id::Rb, Id::Rp, Id::Rt, Id::Rtc]),
    (SPECIAL | HEADING, &[Id::H1, Id::H2, Id::H3, Id::H4, Id::H5, Id::H6]),
    (
        FORMATTING | INLINE,
        &[
            Id::B,
            Id::Big,
            Id::Code,
            Id::Em,
            Id::Font,
            Id::I,
            Id::Nobr,
            Id::S,
            Id::Small,
            Id::Strike,
            Id::Strong,
            Id::Tt,
            Id::U,
        ],
    ),
    (INLINE, &[Id::A, Id::Span]),
    (
        SPECIAL | VOID,
        &[
            Id::Area,
            Id::Base,
            Id::Basefont,
            Id::Bgsound,
            Id::Br,
            Id::Col,
            Id::Embed,
            Id::Frame,
            Id::Hr,
            Id::Img,
            Id::Input,
            Id::Link,
            Id::Meta,
            Id::Param,
            Id::Source,
            Id::Track,
            Id::Wbr,
        ],
    ),
    (VOID, &[Id::Keygen]),
    (
        SPECIAL | RAW,
        &[
            Id::Script,
            Id::Style,
            Id::Title,
            Id::Textarea,
            Id::Xmp,
            Id::Iframe,
            Id::Noembed,
            Id::Noframes,
            Id::Plaintext,
        ],
    ),
    (
        SPECIAL,
        &[
            Id::Address,
            Id::Article,
            Id::Aside,
            Id::Blockquote,
            Id::Body,
            Id::Center,
            Id::Details,
            Id::Dir,
            Id::Div,
            Id::Dl,
            Id::Fieldset,
            Id::Figcaption,
            Id::Figure,
            Id::Footer,
            Id::Form,
            Id::Frameset,
            Id::Head,
            Id::Header,
            Id::Hgroup,
            Id::Listing,
            Id::Main,
            Id::Menu,
            Id::Nav,
            Id::Noscript,
            Id::Pre,
            Id::Section,
            Id::Summary,
        ],
    ),
];

const CLASSES: [u16; COUNT] = {
    let mut classes = [0; COUNT];
    let mut row = 0;
    while row < MEMBERS.len() {
        let (class, ids) = MEMBERS[row];
        let mut at = 0;
        while at < ids.len() {
            classes[ids[at] as usize] = class;
            at += 1;
        }
        row += 1;
    }
    classes
};

impl Id {
    /// A number for the name of an element that has one of its own here.
    pub(super) fn number(self) -> Option<u8> {
        (self as u8 > Id::OpenHead as u8).then_some(self as u8)
    }

    pub(super) fn is(self, class: u16) -> bool {
        CLASSES[self as usize] & class != 0
    }
}

/// Whether an element is a block like a `<div>`: it ends a paragraph, and its end tag ends what is inside.
pub(super) fn is_plain_block(id: Id) -> bool {
    matches!(
        id,
        Id::Address
            | Id::Article
            | Id::Aside
            | Id::Blockquote
            | Id::Center
            | Id::Details
            | Id::Dialog
            | Id::Dir
            | Id::Div
            | Id::Dl
            | Id::Fieldset
            | Id::Figcaption
            | Id::Figure
            | Id::Footer
            | Id::Header
            | Id::Hgroup
            | Id::Main
            | Id::Menu
            | Id::Nav
            | Id::Ol
            | Id::P
            | Id::Search
            | Id::Section
            | Id::Summary
            | Id::Ul
    )
}

/// Whether the end tag of an element does no more than end it where it is the innermost one.
pub(super) fn ends_alone(id: Id) -> bool {
    ENDS_ALONE[id as usize]
}

const ENDS_ALONE: [bool; COUNT] = {
    let mut ends_alone = [false; COUNT];
    let mut at = 0;
    while at < NAMED.len() {
        let id = NAMED[at].1;
        let is_of_page = matches!(id, Id::Html | Id::Head | Id::Body | Id::Form | Id::Template);
        let has_marker = matches!(id, Id::Applet | Id::Marquee | Id::Object);
        let is_listed = matches!(id, Id::A) || CLASSES[id as usize] & FORMATTING != 0;
        let is_of_table = CLASSES[id as usize] & (IMPLIED_IN_TABLE | FOSTERS) != 0;
        ends_alone[id as usize] = !(is_of_page || has_marker || is_listed || is_of_table);
        at += 1;
    }
    ends_alone[Id::Other as usize] = true;
    ends_alone
};

/// Whether a tag belongs into the head wherever it is.
pub(super) fn is_of_head(id: Id) -> bool {
    matches!(
        id,
        Id::Base
            | Id::Basefont
            | Id::Bgsound
            | Id::Link
            | Id::Meta
            | Id::Noframes
            | Id::Script
            | Id::Style
            | Id::Template
            | Id::Title
    )
}

/// The elements by their names, in a table of which a quarter is used.
static BY_NAME: Table<(Id, &'static str), 512> = {
    let mut table = Table::new((Id::Other, ""));
    let mut at = 0;
    while at < NAMED.len() {
        let (name, id) = NAMED[at];
        table = table.with(key(name.as_bytes()), (id, name));
        at += 1;
    }
    table
};

/// The name of an element that has one of its own here.
pub(super) fn name(id: Id) -> &'static str {
    NAMED.get((id as usize).wrapping_sub(COUNT - NAMED.len())).map_or("", |(name, _)| name)
}

/// The element of a name, with the name in lower case.
pub(super) fn find(key: Key) -> Option<(Id, &'static str)> {
    BY_NAME.find(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_and_no_other() {
        for (name, id) in NAMED {
            assert_eq!(find(key(name.as_bytes())), Some((*id, *name)));
            assert_eq!(find(key(name.to_uppercase().as_bytes())), Some((*id, *name)));
        }
        for name in ["x", "divs", "x-card", "", "averyverylongnamethatisnoelement"] {
            assert_eq!(find(key(name.as_bytes())), None, "{name}");
        }
    }

    #[test]
    fn elements_are_in_the_classes_of_the_standard() {
        let count = |class| NAMED.iter().filter(|(_, id)| id.is(class)).count();
        assert_eq!(count(class::SCOPE), 10);
        assert_eq!(count(class::IMPLIED), 10);
        assert_eq!(count(class::IMPLIED_IN_TABLE), 8);
        // Without `isindex`, which is no element any more.
        assert_eq!(count(class::SPECIAL), 81);
    }
}
