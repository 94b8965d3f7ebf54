//! Elements that say nothing of themselves, as half of a page's do: they have a name, and at most a class that means nothing.
//!
//! Such an element opens as any other would, with nothing asked that has no answer here.

use super::attributes::Names;
use super::builder::Builder;
use super::class_facts::ClassFacts;
use super::context::Context;
use super::elements::{Display, Known, may};
use super::frame::Frame;
use super::groups;
use super::marks::Surroundings;
use crate::lists::class_roles::ClassRoles;
use crate::read::sink::Element;

impl<'a> Builder<'a, '_> {
    /// Opens an element if it says nothing of itself and nothing around it makes more of it. Returns whether it did.
    pub(super) fn open_plain(&mut self, element: &Element<'a, '_>, known: Known) -> bool {
        let class = match element.attributes {
            [] => None,
            [("class", class)] => Some(*class),
            _ => return false,
        };
        let is_plain = known.is_plain && element.choice.is_none() && self.is_in_plain_text();
        if !is_plain || class.is_some_and(|class| self.is_telling(class)) {
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
        let frame =
            Frame { start: self.page.text.len(), makes, ..Frame::new(element.name, context, known.display) };
        self.push_frame(frame, Names { class, ..Names::default() });
        self.take_note();
        true
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

/// Changes what holds around a plain element to what holds inside it.
fn enter(inner: &mut Context<'_>, element: &Element<'_, '_>, known: Known, index: usize) {
    if known.display == Display::Block {
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
            "<pre><div>a</div><span>b</span></pre><details><summary>a</summary><p>b</p></details>",
            "<p id=fn1></p><p>A note</p><h3><button aria-expanded=false>a</button></h3><div hidden>b</div>",
        ] {
            // An attribute that nobody asks for here.
            let others = ["div", "p", "section", "li", "span", "label", "dt", "dd", "details", "summary"];
            let with_other = others.iter().fold(markup.to_owned(), |markup, name| {
                markup.replace(&format!("<{name}>"), &format!("<{name} color=red>"))
            });
            assert_eq!(written(&built(markup)), written(&built(&with_other)), "{markup}");
        }
    }
}
