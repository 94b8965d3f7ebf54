//! What a document says about itself: `<title>`, `<meta>`, `<link>`, JSON-LD.

use super::run::collapsed;
use crate::document::{Document, Head};
use crate::read::sink::Element;

/// The kinds of `<link>` that some later stage reads.
const RELATIONS: [&str; 7] = ["amphtml", "author", "canonical", "image_src", "license", "shortlink", "tag"];

/// Notes what the attributes of an element say of the document, if it is of that kind.
pub(super) fn note(page: &mut Document, element: &Element<'_, '_>) {
    let head = &mut page.head;
    match element.name {
        "html" | "body" => note_language(head, element),
        "meta" => note_meta(head, element),
        "link" => note_link(head, element),
        "base" if head.base_url.is_none() => {
            head.base_url = element.get("href").map(|href| href.trim().to_owned());
            page.base.set(head.base_url.as_deref().unwrap_or_default());
        }
        _ => {}
    }
}

/// Notes the text of the first `<title>`.
pub(super) fn note_title(head: &mut Head, text: &str) {
    let text = collapsed(text);
    head.title = Some(text).filter(|title| !title.is_empty());
}

fn note_language(head: &mut Head, element: &Element<'_, '_>) {
    if head.language.is_none() {
        // XHTML has the second.
        let declared = element
            .get("lang")
            .or_else(|| element.get("xml:lang"))
            .map(str::trim)
            .filter(|lang| !lang.is_empty());
        head.language = declared.map(str::to_owned);
    }
}

fn note_meta(head: &mut Head, element: &Element<'_, '_>) {
    let Some(content) = element.get("content") else { return };
    let key = ["name", "property", "itemprop", "http-equiv"].into_iter().find_map(|name| element.get(name));
    if let Some(key) = key {
        head.metas.push((key.trim().to_lowercase(), content.trim().to_owned()));
    }
}

fn note_link(head: &mut Head, element: &Element<'_, '_>) {
    let (Some(relations), Some(href)) = (element.get("rel"), element.get("href")) else { return };
    for relation in relations.split_ascii_whitespace() {
        if let Some(known) = RELATIONS.iter().find(|known| known.eq_ignore_ascii_case(relation)) {
            head.links.push(((*known).to_owned(), href.trim().to_owned()));
        }
    }
}

/// The language that `<meta http-equiv="content-language">` names, where `<html>` names none.
pub(super) fn complete(head: &mut Head) {
    if head.language.is_none() {
        let declared = head.metas.iter().find(|(key, value)| key == "content-language" && !value.is_empty());
        head.language = declared.map(|(_, value)| value.clone());
    }
}
