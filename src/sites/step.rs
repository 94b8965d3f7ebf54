//! What an element is called: the steps that a path through a page is made of.
//!
//! A step is an element's tag with its classes and its id, as `div.teaser#top`. Numbers in names are those of a page or
//! of a paragraph (`post-4711`, `p_20`), so every run of two digits or more is read as `*`. Classes that tell what one
//! page is about are left out.

use std::fmt;

use crate::document::{Container, Document, Tag};

/// Names of an element that are looked at. Utility classes come in dozens.
const MAX_NAMES: usize = 6;
/// Bytes of a name. Longer ones are generated.
const MAX_NAME_BYTES: usize = 48;
/// How classes begin that say what one page or one post is about: those of `post_class` and `body_class` in WordPress, and of
/// the modules for taxonomies in Drupal.
const OF_ONE_PAGE: [&str; 7] = ["category-", "tag-", "author-", "postid-", "page-id-", "taxonomy-", "term-"];

/// Tags by their names in selectors. One name stands for what the reader takes for the same: `h` for headings of all levels.
const TAGS: [(&str, Tag); 33] = [
    ("div", Tag::Div),
    ("section", Tag::Section),
    ("article", Tag::Article),
    ("main", Tag::Main),
    ("header", Tag::Header),
    ("footer", Tag::Footer),
    ("nav", Tag::Nav),
    ("aside", Tag::Aside),
    ("form", Tag::Form),
    ("figure", Tag::Figure),
    ("figcaption", Tag::Caption),
    ("p", Tag::Paragraph),
    ("h", Tag::Heading),
    ("ul", Tag::List),
    ("li", Tag::Item),
    ("dl", Tag::Definitions),
    ("blockquote", Tag::Quote),
    ("table", Tag::Table),
    ("tr", Tag::Row),
    ("td", Tag::Cell),
    ("pre", Tag::Pre),
    ("details", Tag::Details),
    ("dialog", Tag::Dialog),
    ("address", Tag::Address),
    ("button", Tag::Button),
    ("a", Tag::Link),
    ("ol", Tag::List),
    ("th", Tag::Cell),
    ("h1", Tag::Heading),
    ("h2", Tag::Heading),
    ("h3", Tag::Heading),
    ("dt", Tag::Definitions),
    ("dd", Tag::Definitions),
];

/// An element by its tag and its names. As a selector, it fits elements that have all of its names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(super) struct Step {
    /// `None` is any tag.
    tag: Option<Tag>,
    /// With a dot before a class and a hash before an id; in order.
    names: Vec<String>,
    /// As a selector: whether elements with class or id do not fit.
    is_bare: bool,
}

/// How selectors write that.
const BARE: &str = ":not([class],[id])";

impl Step {
    /// What an element of a document is called.
    pub(super) fn of(document: &Document, container: &Container) -> Step {
        let names = &document.names[container.names.start as usize..container.names.end as usize];
        let (classes, rest) = names.split_at_checked(container.class_bytes as usize).unwrap_or((names, ""));
        let id = rest.trim_start().get(..container.id_bytes as usize).unwrap_or_default();
        let classes = classes.split_ascii_whitespace().filter(|name| !is_of_one_page(name)).take(MAX_NAMES);
        let mut names: Vec<String> = classes.filter_map(|name| generalised('.', name)).collect();
        names.extend(generalised('#', id));
        names.sort_unstable();
        names.dedup();
        Step { tag: Some(container.tag).filter(|tag| *tag != Tag::Other), names, is_bare: false }
    }

    /// Reads a step; `None` if it does not parse.
    pub(super) fn parse(text: &str) -> Option<Step> {
        let (text, is_bare) = text.strip_suffix(BARE).map_or((text, false), |text| (text, true));
        let end = text.find(['.', '#']).unwrap_or(text.len());
        let (tag, mut rest) = text.split_at(end);
        let tag = match tag {
            "" | "*" => None,
            name => Some(TAGS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?.1),
        };
        let mut names = Vec::new();
        while let Some(mark) = rest.chars().next() {
            let after = rest.get(1..)?;
            let end = after.find(['.', '#']).unwrap_or(after.len());
            names.push(generalised(mark, &after[..end].to_lowercase())?);
            rest = &after[end..];
        }
        names.sort_unstable();
        names.dedup();
        let is_any = tag.is_none() && names.is_empty() && text != "*" && !is_bare;
        (!is_any).then_some(Step { tag, names, is_bare })
    }

    /// Whether an element with these names is meant.
    pub(super) fn fits(&self, element: &Step) -> bool {
        self.tag.is_none_or(|tag| element.tag == Some(tag))
            && !(self.is_bare && element.is_named())
            && self.names.iter().all(|name| element.names.binary_search(name).is_ok())
    }

    /// The same, but for elements without a class or id, if it names none.
    pub(super) fn bare(mut self) -> Step {
        self.is_bare = self.names.is_empty();
        self
    }

    /// How many names an element has to have.
    pub(super) fn names(&self) -> usize {
        self.names.len()
    }

    /// Whether it is an element of text, not one that holds several.
    pub(super) fn is_of_text(&self) -> bool {
        let is_text = |tag| {
            matches!(
                tag,
                Tag::Paragraph
                    | Tag::Heading
                    | Tag::List
                    | Tag::Item
                    | Tag::Definitions
                    | Tag::Quote
                    | Tag::Pre
                    | Tag::Link
                    | Tag::Address
                    | Tag::Caption
            )
        };
        self.tag.is_some_and(is_text)
    }

    pub(super) fn is_heading(&self) -> bool {
        self.tag == Some(Tag::Heading)
    }

    /// Whether it says more than a tag.
    pub(super) fn is_named(&self) -> bool {
        !self.names.is_empty()
    }
}

impl fmt::Display for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let tag = TAGS.iter().find(|(_, tag)| Some(*tag) == self.tag).map(|(name, _)| *name);
        match tag {
            Some(tag) => f.write_str(tag)?,
            None if self.names.is_empty() => f.write_str("*")?,
            None => {}
        }
        self.names.iter().try_for_each(|name| f.write_str(name))?;
        if self.is_bare { f.write_str(BARE) } else { Ok(()) }
    }
}

fn is_of_one_page(class: &str) -> bool {
    OF_ONE_PAGE.iter().any(|prefix| class.starts_with(prefix))
}

/// A name as it is on all pages; `None` if it is no name that a selector could hold.
fn generalised(mark: char, name: &str) -> Option<String> {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '*');
    if name.is_empty() || name.len() > MAX_NAME_BYTES || !name.chars().all(is_plain) {
        return None;
    }
    let mut general = String::with_capacity(name.len() + 1);
    general.push(mark);
    let mut digits = 0;
    for c in name.chars().map(Some).chain([None]) {
        match c {
            Some(c) if c.is_ascii_digit() => digits += 1,
            _ if digits >= 2 => {
                general.truncate(general.len() - digits);
                general.push('*');
                digits = 0;
            }
            _ => digits = 0,
        }
        general.extend(c);
    }
    Some(general)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        Step::parse(text).unwrap().to_string()
    }

    #[test]
    fn what_is_written_is_read() {
        for text in
            ["div.a.b", "p", "#top", ".teaser", "li#top.a", "*", "h.title", "p.p_*", "div:not([class],[id])"]
        {
            let step = Step::parse(text).unwrap();
            assert_eq!(Step::parse(&step.to_string()), Some(step), "{text}");
        }
        for wrong in ["", "blink", "div..a", "div.", "div[x]", "div:first-child", "p > a"] {
            assert_eq!(Step::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn names_are_in_order_and_numbers_are_none() {
        assert_eq!(shown("DIV.Beta.alpha.beta"), "div.alpha.beta");
        assert_eq!(shown("p.post-4711.col-8"), "p.col-8.post-*");
        assert_eq!(shown("h2.p_20x30"), "h.p_*x*");
    }

    #[test]
    fn an_element_fits_that_has_all_names() {
        let fits = |selector: &str, element: &str| {
            Step::parse(selector).unwrap().fits(&Step::parse(element).unwrap())
        };
        assert!(fits(".a", "div.a.b") && fits("div.a.b", "div.a.b.c") && fits("ol", "ul") && fits("*", "p"));
        assert!(!fits("div.a", "p.a") && !fits(".a.c", "div.a.b") && !fits("#a", "div.a"));
    }
}
