//! The header of a TEI document: the article's metadata.

use super::markup::Markup;
use crate::article::Article;
use crate::metadata::{Date, Field, Metadata};

/// Appends `teiHeader`.
pub(super) fn write(out: &mut Markup, article: &Article) {
    let metadata = article.metadata();
    out.start("teiHeader", &[]);
    out.start("fileDesc", &[]);
    out.start("titleStmt", &[]);
    names(out, article.title(), metadata);
    out.end("titleStmt");
    publication(out, metadata);
    source(out, article.title(), metadata);
    out.end("fileDesc");
    profile(out, metadata);
    if let Some(date) = metadata.modified() {
        out.start("revisionDesc", &[]);
        out.empty("change", &[("when", &date.value().iso8601())]);
        out.end("revisionDesc");
    }
    out.end("teiHeader");
}

fn names(out: &mut Markup, title: Option<&str>, metadata: &Metadata) {
    out.element("title", &[], title.unwrap_or_default());
    for author in metadata.credits() {
        out.element("author", &[], author.value());
    }
}

fn text(out: &mut Markup, name: &str, kind: Option<&str>, field: Option<&Field<String>>) {
    let kind = kind.map(|kind| ("type", kind));
    if let Some(field) = field {
        out.element(name, kind.as_slice(), field.value());
    }
}

fn date(out: &mut Markup, field: Option<&Field<Date>>) {
    if let Some(field) = field {
        let when = field.value().iso8601();
        out.element("date", &[("when", &when)], &when);
    }
}

fn publication(out: &mut Markup, metadata: &Metadata) {
    out.start("publicationStmt", &[]);
    match metadata.source() {
        Some(source) => {
            out.element("publisher", &[], source.value());
            date(out, metadata.published());
            license(out, metadata);
        }
        None => out.empty("p", &[]),
    }
    out.end("publicationStmt");
}

fn license(out: &mut Markup, metadata: &Metadata) {
    let Some(license) = metadata.license() else { return };
    let address = url::Url::parse(license.value()).ok();
    let target = address.as_ref().map(|url| ("target", url.as_str()));
    out.start("availability", &[]);
    out.element("licence", target.as_slice(), license.value());
    out.end("availability");
}

/// The page, with all that is known of where it comes from.
fn source(out: &mut Markup, title: Option<&str>, metadata: &Metadata) {
    out.start("sourceDesc", &[]);
    out.start("bibl", &[]);
    names(out, title, metadata);
    text(out, "orgName", Some("agency"), metadata.agency());
    text(out, "publisher", None, metadata.publisher());
    text(out, "title", Some("site"), metadata.site());
    text(out, "pubPlace", None, metadata.location());
    date(out, metadata.published());
    for (kind, field) in [("page", metadata.canonical_url()), ("image", metadata.image())] {
        if let Some(url) = field.and_then(|field| url::Url::parse(field.value()).ok()) {
            out.empty("ptr", &[("type", kind), ("target", url.as_str())]);
        }
    }
    out.end("bibl");
    out.end("sourceDesc");
}

fn profile(out: &mut Markup, metadata: &Metadata) {
    let tags = metadata.tags();
    let (description, language, section) = (metadata.description(), metadata.language(), metadata.section());
    if tags.is_empty() && description.is_none() && language.is_none() && section.is_none() {
        return;
    }
    out.start("profileDesc", &[]);
    if let Some(description) = description {
        out.start("abstract", &[]);
        out.element("p", &[], description.value());
        out.end("abstract");
    }
    if let Some(language) = language {
        out.start("langUsage", &[]);
        out.element("language", &[("ident", language.value())], language.value());
        out.end("langUsage");
    }
    if section.is_some() || !tags.is_empty() {
        out.start("textClass", &[]);
        out.start("keywords", &[]);
        text(out, "term", Some("section"), section);
        tags.iter().for_each(|tag| out.element("term", &[], tag.value()));
        out.end("keywords");
        out.end("textClass");
    }
    out.end("profileDesc");
}
