//! What a page's own `<style>` hides.
//!
//! Only what can be said of an element by itself is read: selectors of one compound with at most two parts (`.x`, `#x`,
//! `p.x`, `.x.y`). What depends on ancestors, states or the size of the window hides only sometimes, and is passed over:
//! a menu hidden on phones is not hidden. Rules for print are passed over too, so that what only print shows again stays
//! hidden. Of several rules for an element the cascade decides: `!important`, then the more specific, then the later.
//!
//! Thousands of rules meet thousands of elements, so rules are looked up by the names an element has, never tried in turn.

use std::borrow::Cow;

use foldhash::HashMap;

use memchr::memmem::Finder;
use once_cell::sync::Lazy;

use super::deciding::Deciding;
use super::style_sheet::Sheet;
use crate::read::bytes::{self, same};

/// Classes of an element that are looked up.
const MAX_CLASSES: usize = 24;

/// How a rule hides.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Hiding {
    /// Shown to nobody.
    Hidden,
    /// Clipped to a point, for screen readers alone.
    VisuallyHidden,
}

/// The rules of all style sheets in a page, in their order.
#[derive(Debug, Default)]
pub(super) struct StyleRules {
    classes: HashMap<Box<str>, Rules>,
    ids: HashMap<Box<str>, Rules>,
    /// Rules that were read.
    count: u32,
}

/// Rules whose selector has a certain class or id.
#[derive(Debug, Default)]
struct Rules {
    alone: Effects,
    with_tag: HashMap<Box<str>, Effects>,
    with_class: HashMap<Box<str>, Effects>,
}

/// What a selector's rules say, one property apart from the other.
#[derive(Debug, Clone, Copy, Default)]
struct Effects {
    display: Effect,
    visibility: Effect,
    clip: Effect,
}

#[derive(Debug, Clone, Copy, Default)]
struct Effect {
    hides: bool,
    /// The place in the cascade: importance, specificity, order. 0 is no rule.
    weight: u64,
}

impl StyleRules {
    /// Reads the text of one `<style>`. Returns whether there were rules in it.
    pub(super) fn add(&mut self, css: &str) -> bool {
        let before = self.count;
        let mut deciding = Deciding::new(css);
        for (selectors, declarations) in Sheet::new(css) {
            self.count += 1;
            // Most rules are about colours and sizes, and finding words is quicker than reading declarations.
            if deciding.is_in(&declarations) {
                self.add_rule(selectors, &css[declarations]);
            } else if deciding.is_over() {
                break;
            }
        }
        self.count > before
    }

    /// Whether there may be a rule for one of the classes in an attribute.
    pub(super) fn has_class(&self, classes: &str) -> bool {
        classes.split_ascii_whitespace().take(MAX_CLASSES).any(|class| self.classes.contains_key(class))
    }

    /// Whether there may be a rule for an id.
    pub(super) fn has_id(&self, id: &str) -> bool {
        !self.ids.is_empty() && self.ids.contains_key(id)
    }

    /// How an element is hidden, given its name in lower case, its class and its id as they are written.
    pub(super) fn hiding(&self, name: &str, classes: &str, id: &str) -> Option<Hiding> {
        if self.count == 0 || classes.is_empty() && id.is_empty() {
            return None;
        }
        let names = || classes.split_ascii_whitespace().take(MAX_CLASSES);
        let of_id = if id.is_empty() { None } else { self.ids.get(id) };
        let mut sum = Effects::default();
        for rules in names().filter_map(|class| self.classes.get(class)).chain(of_id) {
            sum.take(&rules.alone);
            if let Some(effects) = rules.with_tag.get(name) {
                sum.take(effects);
            }
            if !rules.with_class.is_empty() {
                names().filter_map(|class| rules.with_class.get(class)).for_each(|effects| sum.take(effects));
            }
        }
        sum.hiding()
    }

    fn add_rule(&mut self, selectors: &str, declarations: &str) {
        // Most rules have no selector that is read.
        let mut compounds =
            parts(selectors, b',').filter_map(|selector| Compound::of(trimmed(selector))).peekable();
        if compounds.peek().is_none() {
            return;
        }
        let effects = Declared::of(declarations);
        if effects.is_empty() {
            return;
        }
        for compound in compounds {
            let place = u64::from(compound.specificity()) << 32 | u64::from(self.count);
            let map = if compound.is_id { &mut self.ids } else { &mut self.classes };
            let rules = map.entry(compound.key.into()).or_default();
            let slot = match compound.other {
                Other::Nothing => &mut rules.alone,
                Other::Tag(tag) => rules.with_tag.entry(tag.to_ascii_lowercase().into()).or_default(),
                Other::Class(class) => rules.with_class.entry(class.into()).or_default(),
            };
            slot.take(&effects.at(place));
        }
    }
}

/// What declarations that hide have in them; made ready once, since every style sheet is asked for it.
static DISPLAY: Lazy<Finder<'static>> = Lazy::new(|| Finder::new("display"));
static VISIBILITY: Lazy<Finder<'static>> = Lazy::new(|| Finder::new("visibility"));
static CLIPS: Lazy<[Finder<'static>; 5]> =
    Lazy::new(|| ["clip", "-9999", "-1000", "width:1px", "width: 1px"].map(Finder::new));

/// Whether a style sheet can hide anything. Most do not, and finding words is quicker than reading rules.
pub(crate) fn can_hide(css: &str) -> bool {
    let css = css.as_bytes();
    let declares = |property: &Finder<'_>, value: &str| {
        property.find_iter(css).any(|at| {
            let rest = css[at + property.needle().len()..].trim_ascii_start();
            rest.strip_prefix(b":").is_some_and(|rest| rest.trim_ascii_start().starts_with(value.as_bytes()))
        })
    };
    declares(&DISPLAY, "none")
        || declares(&VISIBILITY, "hidden")
        || CLIPS.iter().any(|part| part.find(css).is_some())
}

/// What is between the signs of a text.
fn parts(text: &str, sign: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest.take()?;
        let end = bytes::find(text.as_bytes(), 0, |eight| same(eight, sign));
        rest = text.get(end + 1..);
        Some(&text[..end])
    })
}

fn property_and_value(declaration: &str) -> Option<(&str, &str)> {
    let colon = bytes::find(declaration.as_bytes(), 0, |eight| same(eight, b':'));
    Some((&declaration[..colon], declaration.get(colon + 1..)?))
}

/// A text without the white space around it, which most have not.
fn trimmed(text: &str) -> &str {
    let is_sign = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_graphic);
    let bytes = text.as_bytes();
    if is_sign(bytes.first()) && is_sign(bytes.last()) { text } else { text.trim() }
}

fn lower_case(text: &str) -> Cow<'_, str> {
    if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Cow::Owned(text.to_ascii_lowercase());
    }
    Cow::Borrowed(text)
}

impl Effects {
    /// Takes over what weighs more.
    fn take(&mut self, other: &Effects) {
        for (own, other) in [
            (&mut self.display, other.display),
            (&mut self.visibility, other.visibility),
            (&mut self.clip, other.clip),
        ] {
            if other.weight > own.weight {
                *own = other;
            }
        }
    }

    fn hiding(&self) -> Option<Hiding> {
        match self {
            Effects { display, visibility, .. } if display.hides || visibility.hides => Some(Hiding::Hidden),
            Effects { clip, .. } if clip.hides => Some(Hiding::VisuallyHidden),
            _ => None,
        }
    }
}

/// Properties that can hide.
const PROPERTIES: [&str; 10] =
    ["clip", "clip-path", "display", "height", "left", "position", "right", "top", "visibility", "width"];

/// What one block of declarations says: whether it hides, and whether this is important.
#[derive(Default)]
struct Declared {
    display: Option<(bool, bool)>,
    visibility: Option<(bool, bool)>,
    clip: Option<(bool, bool)>,
}

impl Declared {
    fn of(declarations: &str) -> Declared {
        let mut declared = Declared::default();
        let mut point = Point::default();
        for (property, value) in parts(declarations, b';').filter_map(property_and_value) {
            let property = trimmed(property);
            let known = PROPERTIES.iter().find(|known| known.eq_ignore_ascii_case(property));
            let Some(property) = known.copied() else { continue };
            let value = lower_case(trimmed(value));
            let (value, important) = match value.split_once('!') {
                Some((value, _)) => (value.trim_end(), true),
                None => (&*value, false),
            };
            match property {
                "display" => declared.display = Some((value == "none", important)),
                "visibility" => declared.visibility = Some((value == "hidden", important)),
                property => point.read(property, value, important),
            }
        }
        declared.clip = point.clip();
        declared
    }

    fn is_empty(&self) -> bool {
        self.display.is_none() && self.visibility.is_none() && self.clip.is_none()
    }

    fn at(&self, place: u64) -> Effects {
        let effect = |declared: Option<(bool, bool)>| {
            declared.map_or(Effect::default(), |(hides, important)| Effect {
                hides,
                weight: u64::from(important) << 63 | place,
            })
        };
        Effects {
            display: effect(self.display),
            visibility: effect(self.visibility),
            clip: effect(self.clip),
        }
    }
}

/// The declarations that make a point of an element: out of the flow, and clipped, of one pixel, or far to the left.
#[derive(Default)]
struct Point {
    /// Whether the element is out of the flow, where this is said.
    out_of_flow: Option<bool>,
    clipped: bool,
    unclipped: bool,
    narrow: bool,
    low: bool,
    important: bool,
}

impl Point {
    fn read(&mut self, property: &str, value: &str, important: bool) {
        match property {
            "position" => {
                self.out_of_flow = Some(matches!(value, "absolute" | "fixed"));
                self.important |= important;
            }
            "clip" | "clip-path" if matches!(value, "auto" | "none") => self.unclipped = true,
            "clip" => self.clipped |= is_tiny_clip(value),
            "clip-path" => self.clipped |= value.starts_with("inset(50%") || value.starts_with("inset(100%"),
            "left" | "top" | "right" => self.clipped |= is_far_away(value),
            "width" => self.narrow = is_a_pixel(value),
            "height" => self.low = is_a_pixel(value),
            _ => {}
        }
    }

    fn clip(&self) -> Option<(bool, bool)> {
        let is_point = self.clipped || self.narrow && self.low;
        match self.out_of_flow {
            Some(true) if is_point && !self.unclipped => Some((true, self.important)),
            Some(false) => Some((false, self.important)),
            _ if self.unclipped => Some((false, self.important)),
            _ => None,
        }
    }
}

fn is_a_pixel(value: &str) -> bool {
    matches!(value, "1px" | "0" | "0px")
}

/// `rect(0,0,0,0)`, `rect(1px 1px 1px 1px)`.
fn is_tiny_clip(value: &str) -> bool {
    let sides = value.strip_prefix("rect(").and_then(|rest| rest.strip_suffix(')'));
    sides.is_some_and(|sides| sides.split([',', ' ']).filter(|side| !side.is_empty()).all(is_a_pixel))
}

/// `-9999px`, `-100vw`: thousands of pixels to where nothing is shown.
fn is_far_away(value: &str) -> bool {
    let digits = value.strip_prefix('-').map(|rest| rest.trim_end_matches(|c: char| !c.is_ascii_digit()));
    digits.is_some_and(|digits| value.ends_with("px") && digits.len() >= 4)
}

/// A selector without combinators: a class or an id, and at most one name more.
struct Compound<'a> {
    key: &'a str,
    is_id: bool,
    other: Other<'a>,
}

enum Other<'a> {
    Nothing,
    Tag(&'a str),
    Class(&'a str),
}

impl<'a> Compound<'a> {
    fn of(selector: &'a str) -> Option<Compound<'a>> {
        let is_sign = |byte: u8| matches!(byte, b'-' | b'_' | b'.' | b'#');
        let may_be_name = |byte: u8| byte.is_ascii_alphanumeric() || is_sign(byte) || !byte.is_ascii();
        let is_name = |c: char| c.is_ascii() || c.is_alphanumeric();
        if !selector.bytes().all(may_be_name) || !selector.is_ascii() && !selector.chars().all(is_name) {
            return None;
        }
        let start = selector.find(['.', '#'])?;
        let (tag, names) = selector.split_at(start);
        let is_id = names.starts_with('#');
        let names = &names[1..];
        let (key, class) = match names.split_once('.') {
            Some((key, class)) => (key, Some(class)),
            None => (names, None),
        };
        let other = match (tag, class) {
            ("", None) => Other::Nothing,
            (tag, None) => Other::Tag(tag),
            ("", Some(class)) if is_plain(class) => Other::Class(class),
            _ => return None,
        };
        is_plain(key).then_some(Compound { key, is_id, other })
    }

    /// As CSS weighs it: ids before classes before names of elements.
    fn specificity(&self) -> u32 {
        let key = if self.is_id { 100 } else { 10 };
        match self.other {
            Other::Nothing => key,
            Other::Tag(_) => key + 1,
            Other::Class(_) => key + 10,
        }
    }
}

fn is_plain(name: &str) -> bool {
    !name.is_empty() && !name.contains(['.', '#'])
}

#[cfg(test)]
mod tests;
