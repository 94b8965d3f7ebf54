//! Elements that say nothing of themselves, as most of a page's do: they have a name, perhaps a class that means nothing, and
//! links an address.
//!
//! Such an element opens as any other would, with nothing asked that has no answer here.

use super::attributes::Names;
use super::builder::Builder;
use super::class_facts::ClassFacts;
use super::context::Context;
use super::elements::{Display, Known, may};
use super::frame::Frame;
use super::groups;
use super::marks::{self, Surroundings};
use crate::document::{BlockKind, Tag};
use crate::lists::class_roles::ClassRoles;
use crate::read::sink::Element;

impl<'a> Builder<'a, '_> {
    /// Opens an element if it says nothing of itself and nothing around it makes more of it. Returns whether it did.
    pub(super) fn open_plain(&mut self, element: &Element<'a, '_>, known: Known) -> bool {
        if !known.is_plain || element.choice.is_some() || !self.is_in_plain_text() {
            return false;
        }
        let Some((names, href)) = read(element) else { return false };
        if names.class.is_some_and(|class| self.is_telling(class)) {
            return false;
        }
        self.begin(known.display);
        let index = self.frames.len();
        let mut context = *self.context();
        enter(&mut context, element, known, index);
        let is_group = known.may(may::GROUP);
        let makes = if is_group { groups::kind(element) } else { None };
        if makes.is_some() {
            context.group_holder = index;
        }
        let (start, inline) = (self.page.text.len(), href.map(|href| self.open_link(href)));
        let frame = Frame {
            start,
            makes,
            inline,
            tag: known.tag,
            ..Frame::new(element.name, context, known.display)
        };
        self.push_frame(frame, names);
        self.take_note();
        true
    }

    /// Whether nothing but its name matters of an element that does not show.
    pub(super) fn is_plainly_unshown(&self, element: &Element<'_, '_>, known: Known) -> bool {
        let around = self.context();
        matches!(known.display, Display::Skipped | Display::Replaced)
            && !matches!(element.name, "noscript" | "template")
            && around.listing == 0
            && self.fold.is_none()
            && !matches!(around.kind, BlockKind::Heading { .. })
            && element.get("id").is_none()
    }

    /// Whether a class attribute says something of its element.
    fn is_telling(&mut self, class: &'a str) -> bool {
        let known = self.classes.get_mut(class, |class| ClassFacts::of(class, &mut self.class_names));
        known.roles != ClassRoles::default()
            || known.mark.is_some()
            || self.styles.knows(class, &mut known.rules)
    }

    /// Whether what is around the next element leaves it as it is.
    fn is_in_plain_text(&self) -> bool {
        let around = self.context();
        let is_framed = around.listing | around.formula | around.table_frame | around.row > 0;
        !is_framed
            && around.marks == Surroundings::NONE
            && self.fold.is_none()
            && self.last_part.is_none_or(|part| !part.is_hidden)
    }
}

/// What an element is called, and where it links to, if no attribute says more of it than that.
fn read<'a>(element: &Element<'a, '_>) -> Option<(Names<'a>, Option<&'a str>)> {
    let (mut names, mut href) = (Names::default(), None);
    for &(name, value) in element.attributes {
        match name {
            "class" => names.class = Some(value),
            "data-testid" => names.test_id = Some(value),
            "title" => {}
            "rel" if marks::by_relation(value).is_none() => {}
            // Of a place on the page it may be the mark of a note.
            "href" if element.name == "a" && !value.contains('#') => href = Some(value),
            _ => return None,
        }
    }
    Some((names, href))
}

/// Changes what holds around a plain element to what holds inside it.
fn enter(inner: &mut Context<'_>, element: &Element<'_, '_>, known: Known, index: usize) {
    if known.display == Display::Block || known.tag == Tag::Link {
        inner.holder = index;
    }
    if known.may(may::NAME_BLOCKS)
        && let Some(kind) = inner.kind_in(element.name)
    {
        (inner.kind, inner.item) = (kind, index);
    }
}

#[cfg(test)]
mod tests {
    use crate::document::Document;
    use crate::read::build::testing::built;

    /// All that a page has, as text.
    fn written(page: &Document) -> String {
        let (groups, containers) = (&page.groups, &page.containers);
        format!("{:?} {groups:?} {containers:?} {} {:?} {:?}", page.text, page.names, page.blocks, page.spans)
    }

    #[test]
    fn plain_elements_open_as_others_do() {
        for markup in [
            "<div><p>Rain</p><section><ul><li>Salt<li><p>Water</p></li></ul></section></div>",
            "<h2>Rain <span>fell</span></h2><label>Name</label><dl><dt>a</dt><dd>b</dd></dl>",
            "<p><span aria-hidden=true>5 May</span><span>5 May</span></p>",
            "<div itemprop=author><span>Ann</span></div><table><tr><td><p>a</p><p>b</p></td></tr></table>",
            "<p>See <a href=/a title=b>the <span>mill</span></a> <a>and</a> <a href=#b>c</a> <a rel=tag href=/d>d</a></p>",
            "<ol><li><p><a href=#r1>[1]</a> <a href=javascript:x>e</a></p></li></ol>",
            "<pre><div>a</div><span>b</span></pre><details><summary>a</summary><p>b</p></details>",
            "<p id=fn1></p><p>A note</p><h3><button aria-expanded=false>a</button></h3><div hidden>b</div>",
        ] {
            // An attribute that nobody asks for here.
            let others = ["div", "p", "section", "li", "span", "label", "dt", "dd", "details", "summary"];
            let with_other = others.iter().fold(markup.replace("<a ", "<a color=red "), |markup, name| {
                markup.replace(&format!("<{name}>"), &format!("<{name} color=red>"))
            });
            assert_eq!(written(&built(markup)), written(&built(&with_other)), "{markup}");
        }
    }
}
