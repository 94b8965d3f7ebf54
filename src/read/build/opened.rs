//! What is known of an element when it opens: what its classes say, how it is displayed, what holds inside it.

use super::attributes::Attributes;
use super::builder::Builder;
use super::class_facts::ClassFacts;
use super::code;
use super::context::Context;
use super::elements::{Display, Known, may};
use super::formulas::is_formula;
use super::marks::Surroundings;
use super::style_rules::Hiding;
use crate::document::{BlockKind, Tag};
use crate::lists::class_roles::{ClassRole, ClassRoles};
use crate::read::sink::Element;

impl<'a> Builder<'a, '_> {
    /// What an element is by its classes and the page's style sheets.
    pub(super) fn roles(&mut self, element: &Element<'a, '_>, attributes: &mut Attributes<'a>) -> ClassRoles {
        let (mut roles, mut has_rules) = (ClassRoles::default(), false);
        if let Some(class) = attributes.names.class {
            let known = self.classes.get_mut(class, |class| ClassFacts::of(class, &mut self.class_names));
            has_rules = self.styles.knows(class, &mut known.rules);
            (roles, attributes.class_mark) = (known.roles, known.mark);
        }
        match self.styles.hiding(element.name, attributes, has_rules) {
            Some(Hiding::Hidden) => roles = roles.with(ClassRole::Hidden),
            Some(Hiding::VisuallyHidden) => roles = roles.with(ClassRole::Dropped),
            None => {}
        }
        if roles.has(ClassRole::Hidden) {
            attributes.hide();
        }
        if self.is_beside_gutter(element) {
            roles = roles.with(ClassRole::Listing);
        }
        if attributes.names.id == Some("data-preloaded") {
            self.note_preloaded(element);
        }
        roles
    }

    /// Whether an element is left out with all that is in it, as if it were not there.
    pub(super) fn is_dropped(&self, element: &Element<'_, '_>, roles: ClassRoles) -> bool {
        // The label of a box that shows a note beside the text: what is in it is the note's number.
        roles.has(ClassRole::NoteMark) && element.name == "label"
            || roles.has(ClassRole::Gutter) && matches!(element.name, "td" | "th")
            || self.context().listing > 0
                && (code::is_decoration(element, roles) || roles.has(ClassRole::Control))
    }

    /// How an element takes part in what is around it.
    pub(super) fn display(
        &self,
        element: &Element<'_, '_>,
        known: Known,
        attributes: &Attributes<'_>,
        heading: Option<u8>,
        roles: ClassRoles,
    ) -> Display {
        let display = known.display;
        match display {
            Display::Skipped if element.name == "noscript" && self.reads_noscript => return Display::Block,
            Display::Skipped if is_shadow(element) => return Display::Custom,
            Display::Skipped | Display::Replaced => return display,
            _ => {}
        }
        if self.context().listing > 0 {
            return code::display(element, roles);
        }
        if self.context().formula > 0 || is_formula(element, roles) {
            return Display::Inline;
        }
        let is_block = heading.is_some()
            || element.choice.is_some()
            || attributes.invisible && !self.is_hidden_in_heading(attributes, display)
            || code::is_listing(element, known, roles);
        if is_block { Display::Block } else { display }
    }

    /// Whether an element is a hidden part of a heading's line, which is no block of its own.
    pub(super) fn is_hidden_in_heading(&self, attributes: &Attributes<'_>, display: Display) -> bool {
        let context = self.context();
        let is_in_heading = matches!(context.kind, BlockKind::Heading { .. }) && context.formula == 0;
        attributes.invisible && display == Display::Inline && is_in_heading
    }

    /// Changes what holds around an element that is about to be opened to what holds inside it.
    pub(super) fn enter(
        &self,
        element: &Element<'_, '_>,
        known: Known,
        attributes: &Attributes<'_>,
        heading: Option<u8>,
        display: Display,
        inner: &mut Context<'_>,
    ) {
        let name = element.name;
        let index = self.frames.len();
        if known.tag == Tag::List {
            inner.list_depth = inner.list_depth.saturating_add(1);
            inner.ordered = name == "ol";
        }
        if display != Display::Inline || name == "a" || self.is_hidden_in_heading(attributes, display) {
            inner.holder = index;
        }
        inner.hidden |= attributes.hidden;
        inner.invisible |= attributes.invisible;
        if display == Display::Custom && name == "template" {
            inner.in_shadow = true;
            inner.marks = Surroundings::NONE;
        }
        inner.choice = element.choice.unwrap_or(inner.choice);
        let by_name = || if known.may(may::NAME_BLOCKS) { inner.kind_in(name) } else { None };
        if let Some(kind) = heading.map(|level| BlockKind::Heading { level }).or_else(by_name) {
            inner.kind = kind;
            inner.item = index;
        }
    }
}

/// A tree that shows in place of the element around it.
fn is_shadow(element: &Element<'_, '_>) -> bool {
    element.name == "template"
        && element.get("shadowrootmode").is_some_and(|mode| matches!(mode.trim(), "open" | "closed"))
}
