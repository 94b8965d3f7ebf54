//! What a document says about itself: `<title>`, `<meta>`, `<link>`, JSON-LD.

use ego_tree::NodeRef;
use scraper::Node;
use scraper::node::Element;

use super::attributes::Attributes;
use super::json_ld;
use crate::document::{Document, Head};
use crate::options::Limits;

/// The kinds of `<link>` that some later stage reads.
const RELATIONS: [&str; 7] = ["amphtml", "author", "canonical", "image_src", "license", "shortlink", "tag"];

/// Notes what an element says of the document, if it is of that kind.
pub(super) fn read(page: &mut Document, node: NodeRef<'_, Node>, element: &Element, limits: &Limits) {
    let head = &mut page.head;
    match element.name() {
        "html" | "body" => note_language(head, element),
        "title" if head.title.is_none() => {
            let text = own_text(node).split_whitespace().collect::<Vec<_>>().join(" ");
            head.title = Some(text).filter(|title| !title.is_empty());
        }
        "meta" => note_meta(head, element),
        "link" => note_link(head, element),
        "base" if head.base_url.is_none() => {
            head.base_url = element.attr("href").map(|href| href.trim().to_owned());
            page.base.set(head.base_url.as_deref().unwrap_or_default());
        }
        "script" if is_json_ld(element) => json_ld::note(page, own_text(node), limits),
        _ => {}
    }
}

fn note_language(head: &mut Head, element: &Element) {
    if head.language.is_none() {
        // XHTML has the second.
        let declared = element
            .attr("lang")
            .or_else(|| element.attr("xml:lang"))
            .map(str::trim)
            .filter(|lang| !lang.is_empty());
        head.language = declared.map(str::to_owned);
    }
}

fn note_meta(head: &mut Head, element: &Element) {
    let Some(content) = element.attr("content") else { return };
    let key = ["name", "property", "itemprop", "http-equiv"].into_iter().find_map(|name| element.attr(name));
    if let Some(key) = key {
        head.metas.push((key.trim().to_lowercase(), content.trim().to_owned()));
    }
}

fn note_link(head: &mut Head, element: &Element) {
    let attributes = Attributes::of(element);
    let (Some(relations), Some(href)) = (attributes.rel, attributes.href) else { return };
    for relation in relations.split_ascii_whitespace().map(str::to_ascii_lowercase) {
        if RELATIONS.contains(&relation.as_str()) {
            head.links.push((relation, href.trim().to_owned()));
        }
    }
}

fn is_json_ld(element: &Element) -> bool {
    element.attr("type").is_some_and(|kind| kind.to_ascii_lowercase().contains("ld+json"))
}

/// The text directly inside a node.
fn own_text(node: NodeRef<'_, Node>) -> String {
    node.children().filter_map(|child| child.value().as_text().map(|text| &**text)).collect()
}

/// The language that `<meta http-equiv="content-language">` names, where `<html>` names none.
pub(super) fn complete(head: &mut Head) {
    if head.language.is_none() {
        let declared = head.metas.iter().find(|(key, value)| key == "content-language" && !value.is_empty());
        head.language = declared.map(|(_, value)| value.clone());
    }
}
