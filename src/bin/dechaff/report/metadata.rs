//! The table of metadata: each field with where it was found, dates with what the page says.

use std::fmt::Write;

use dechaff::{Ambiguity, Date, Field, Found, Metadata, Provenance};

use super::escape::{Text, web_address};
use super::family::words;

pub(super) fn write(out: &mut String, metadata: &Metadata) {
    let mut table = Table { out, labels: Vec::new() };
    table.out.push_str(
        "<table class=\"metadata\"><thead><tr><th scope=\"col\">Field</th><th scope=\"col\">Value</th>\
         <th scope=\"col\">Found in</th></tr></thead><tbody>",
    );
    for field in Metadata::FIELDS {
        let Some(label) = field.label() else { continue };
        match field.of(metadata) {
            Found::Text(text) => table.texts(label, text),
            Found::Texts(texts) => table.texts(label, texts),
            Found::Date(date) => table.date(label, date),
            _ => {}
        }
    }
    table.out.push_str("</tbody></table>");
    let missing = table.missing();
    if !missing.is_empty() {
        let missing = missing.join(", ");
        let _ = write!(out, "<p class=\"note\">Not found: {missing}.</p>");
    }
}

struct Table<'a> {
    out: &'a mut String,
    /// Every label, and whether it has a row.
    labels: Vec<(&'static str, bool)>,
}

impl Table<'_> {
    /// Labels without a row. Fields that share one follow one another.
    fn missing(&self) -> Vec<&'static str> {
        let same = self.labels.chunk_by(|(one, _), (next, _)| one == next);
        let missing = same.filter(|fields| fields.iter().all(|(_, has_row)| !has_row));
        missing.filter_map(|fields| Some(fields.first()?.0)).collect()
    }

    fn texts<'f>(&mut self, label: &'static str, fields: impl IntoIterator<Item = &'f Field<String>>) {
        let mut has_row = false;
        for field in fields {
            has_row = true;
            let value = match web_address(field.value()) {
                Some(url) => link(url),
                None => format!("<span dir=\"auto\">{}</span>", Text(field.value())),
            };
            self.row(label, &value, field.provenance());
        }
        self.labels.push((label, has_row));
    }

    fn date(&mut self, label: &'static str, field: Option<&Field<Date>>) {
        self.labels.push((label, field.is_some()));
        let Some(field) = field else { return };
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
        self.row(label, &value, field.provenance());
    }

    fn row(&mut self, label: &str, value: &str, provenance: Provenance) {
        let provenance = found_in(provenance);
        let _ = write!(
            self.out,
            "<tr><th scope=\"row\">{label}</th><td>{value}</td><td class=\"found\">{provenance}</td></tr>"
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
