//! The attributes that matter, read once for each element.

use super::elements::heading_level;
use crate::document::MarkKind;
use crate::read::sink::Element;

/// Bytes of an element's names that are kept; generated class lists can be far longer.
const MAX_NAME_BYTES: usize = 300;

#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Attributes<'a> {
    /// What the element is called.
    pub(super) names: Names<'a>,
    /// What kind of mark the classes make of the element, once they were asked.
    pub(super) class_mark: Option<MarkKind>,
    pub(super) itemtype: Option<&'a str>,
    pub(super) href: Option<&'a str>,
    pub(super) rel: Option<&'a str>,
    pub(super) content: Option<&'a str>,
    pub(super) datetime: Option<&'a str>,
    pub(super) title: Option<&'a str>,
    pub(super) level: Option<&'a str>,
    /// Whether there are others that may hold TeX.
    pub(super) has_data: bool,
    /// Whether it opens and closes another element: `aria-expanded`.
    pub(super) expands: bool,
    /// `aria-hidden="true"`: not for screen readers.
    pub(super) aria_hidden: bool,
    /// Not shown: `hidden`, `aria-hidden="true"`, or so by its style.
    pub(super) hidden: bool,
    /// Not shown, and not only kept from screen readers.
    pub(super) invisible: bool,
}

impl<'a> Attributes<'a> {
    /// Reads those of an element.
    pub(super) fn read(&mut self, element: &Element<'a, '_>) {
        for &(name, value) in element.attributes {
            let slot = match name {
                "class" => &mut self.names.class,
                "id" => &mut self.names.id,
                "role" => &mut self.names.role,
                "itemprop" => &mut self.names.itemprop,
                "itemtype" => &mut self.itemtype,
                "aria-label" => &mut self.names.label,
                "data-testid" => &mut self.names.test_id,
                "href" => &mut self.href,
                "rel" => &mut self.rel,
                "content" => &mut self.content,
                "datetime" => &mut self.datetime,
                "title" => &mut self.title,
                "aria-level" => &mut self.level,
                "hidden" => {
                    self.invisible = true;
                    continue;
                }
                "aria-expanded" => {
                    self.expands = true;
                    continue;
                }
                "aria-hidden" => {
                    self.aria_hidden = value.trim().eq_ignore_ascii_case("true");
                    self.hidden |= self.aria_hidden;
                    continue;
                }
                "style" => {
                    self.invisible |= style_hides(value);
                    continue;
                }
                _ => {
                    self.has_data |= name.starts_with("data-");
                    continue;
                }
            };
            *slot = Some(value);
        }
        self.invisible |= element.name == "dialog" && element.get("open").is_none();
        self.invisible &= !self.is_streamed();
        self.hidden |= self.invisible;
    }

    /// Takes the element for one that is not shown.
    pub(super) fn hide(&mut self) {
        self.invisible = !self.is_streamed();
        self.hidden |= self.invisible;
    }

    /// Takes the element for one that is shown.
    pub(super) fn show(&mut self) {
        (self.hidden, self.invisible) = (false, false);
    }

    /// Whether this is a part of the page that React sends late, hidden until a script has
    /// moved it to its place: `<div hidden id="S:0">`.
    fn is_streamed(&self) -> bool {
        let number = self.names.id.and_then(|id| id.strip_prefix("S:"));
        number.is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_hexdigit()))
    }

    /// The level of a heading, by the element's name or its role.
    pub(super) fn heading_level(&self, name: &str) -> Option<u8> {
        let by_role = || {
            let is_heading = self.names.role.is_some_and(|role| role.trim().eq_ignore_ascii_case("heading"));
            // 2 is what ARIA assumes where the level is missing.
            is_heading.then(|| self.level.and_then(|n| n.trim().parse().ok()).unwrap_or(2).clamp(1, 6))
        };
        heading_level(name).or_else(by_role)
    }
}

/// What an element is called by its page: class, id, role and the like.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Names<'a> {
    pub(super) class: Option<&'a str>,
    pub(super) id: Option<&'a str>,
    pub(super) role: Option<&'a str>,
    pub(super) itemprop: Option<&'a str>,
    pub(super) label: Option<&'a str>,
    pub(super) test_id: Option<&'a str>,
}

impl Names<'_> {
    /// Appends them, in lower case but for letters of ASCII, which all get so together; gives the bytes of the classes and of
    /// the id.
    pub(super) fn append_to(&self, names: &mut String) -> (u16, u16) {
        let start = names.len();
        let mut bytes = [0; 6];
        let parts = [self.class, self.id, self.role, self.itemprop, self.label, self.test_id];
        for (part, bytes) in parts.iter().zip(&mut bytes) {
            let Some(part) = part else { continue };
            if names.len() > start {
                names.push(' ');
            }
            let from = names.len();
            let is_whole = append_part(part, start + MAX_NAME_BYTES, names);
            // At most MAX_NAME_BYTES.
            *bytes = (names.len() - from) as u16;
            if !is_whole {
                break;
            }
        }
        (bytes[0], bytes[1])
    }
}

/// Appends as much as there is room for up to `end`; whether that is all.
fn append_part(part: &str, end: usize, names: &mut String) -> bool {
    if part.is_ascii() && names.len() + part.len() <= end {
        names.push_str(part);
        return true;
    }
    for c in part.chars().flat_map(char::to_lowercase) {
        if names.len() + c.len_utf8() > end {
            return false;
        }
        names.push(c);
    }
    true
}

/// Whether an inline style makes the element invisible.
fn style_hides(style: &str) -> bool {
    style.split(';').any(|declaration| {
        let Some((property, value)) = declaration.split_once(':') else { return false };
        let value = value.trim().split(['!', ' ']).next().unwrap_or_default();
        match property.trim() {
            p if p.eq_ignore_ascii_case("display") => value.eq_ignore_ascii_case("none"),
            p if p.eq_ignore_ascii_case("visibility") => value.eq_ignore_ascii_case("hidden"),
            _ => false,
        }
    })
}
