//! The table of metadata: each field with where it was found, dates with what the page says.

use std::fmt::Write;

use dechaff::{Ambiguity, Date, Field, Metadata, Provenance};

use super::escape::{Text, web_address};
use super::family::words;

pub(super) fn write(out: &mut String, metadata: &Metadata) {
    let mut table = Table { out, missing: Vec::new() };
    table.out.push_str(
        "<table class=\"metadata\"><thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Value</th>\
         <th scope=\"col\">Found in</th></tr></thead><tbody>",
    );
    table.field("title", metadata.title());
    table.date("published", metadata.published());
    table.date("modified", metadata.modified());
    table.fields("author", metadata.credits());
    table.field("agency", metadata.agency());
    table.field("publisher", metadata.publisher());
    table.field("site", metadata.site());
    table.field("location", metadata.location());
    table.field("language", metadata.language());
    table.field("section", metadata.section());
    table.fields("tag", metadata.tags().iter());
    table.field("description", metadata.description());
    table.field("address", metadata.canonical_url());
    table.field("image", metadata.image());
    table.field("licence", metadata.license());
    table.out.push_str("</tbody></table>");
    if !table.missing.is_empty() {
        let missing = table.missing.join(", ");
        let _ = write!(out, "<p class=\"note\">Not found: {missing}.</p>");
    }
}

struct Table<'a> {
    out: &'a mut String,
    missing: Vec<&'static str>,
}

impl Table<'_> {
    fn field(&mut self, name: &'static str, field: Option<&Field<String>>) {
        self.fields(name, field.into_iter());
    }

    fn fields<'f>(&mut self, name: &'static str, fields: impl Iterator<Item = &'f Field<String>>) {
        let mut is_missing = true;
        for field in fields {
            is_missing = false;
            let value = match web_address(field.value()) {
                Some(url) => link(url),
                None => format!("<span dir=\"auto\">{}</span>", Text(field.value())),
            };
            self.row(name, &value, field.provenance());
        }
        if is_missing {
            self.missing.push(name);
        }
    }

    fn date(&mut self, name: &'static str, field: Option<&Field<Date>>) {
        let Some(field) = field else { return self.missing.push(name) };
        let date = field.value();
        let iso8601 = date.iso8601();
        let written = if date.raw() == iso8601 {
            "as written".to_owned()
        } else {
            format!("written <q dir=\"auto\">{}</q>", Text(date.raw()))
        };
        let value = format!(
            "<b>{iso8601}</b><span class=\"detail\">{written}, to the {}{}</span>",
            date.precision().name(),
            ambiguity(date.ambiguity()),
        );
        self.row(name, &value, field.provenance());
    }

    fn row(&mut self, name: &str, value: &str, provenance: Provenance) {
        let provenance = found_in(provenance);
        let _ = write!(
            self.out,
            "<tr><th scope=\"row\">{name}</th><td>{value}</td><td class=\"found\">{provenance}</td></tr>"
        );
    }
}

/// Opening a report must not tell a site about it: the address is sent nowhere until somebody follows it.
pub(super) fn link(url: &str) -> String {
    format!("<a href=\"{0}\" rel=\"noopener noreferrer\">{0}</a>", Text(url))
}

fn found_in(provenance: Provenance) -> String {
    match provenance {
        Provenance::JsonLd => "JSON-LD".to_owned(),
        Provenance::Url => "address".to_owned(),
        other => words(other.name()),
    }
}

fn ambiguity(ambiguity: Ambiguity) -> &'static str {
    match ambiguity {
        Ambiguity::None => "",
        Ambiguity::DayMonthOrder => "; <strong class=\"flag\">ambiguous: day or month first</strong>",
        Ambiguity::Zone => {
            "; <strong class=\"flag\">ambiguous: several zones share the abbreviation</strong>"
        }
        _ => "; <strong class=\"flag\">ambiguous</strong>",
    }
}
