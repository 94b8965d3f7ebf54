//! The part of a report that is about one site: its template, where its metadata are, and what that does to its pages.

use std::collections::BTreeMap;
use std::fmt::Write;

use dechaff::{SiteRow, SiteTable, Sites};

use super::documents::Document;
use super::escape::Text;
use super::sample::EvenSample;
use super::site_pages;
use super::tally::{grouped, pages, percent};

/// Sites of a report: those of most of its pages.
const MAX_SITES: usize = 20;
/// Pages of a site that are shown.
const MAX_PAGES: usize = 10;
/// Rows of a table that are shown; more are folded.
const OPEN_ROWS: usize = 12;

/// A site with its number in the report and its documents with theirs.
pub(super) struct Site<'a> {
    number: usize,
    host: &'a str,
    sites: &'a Sites,
    documents: Vec<(usize, &'a Document)>,
}

impl<'a> Site<'a> {
    /// The sites of documents that something is known of.
    pub(super) fn all(sites: &'a Sites, documents: &'a [Document]) -> Vec<Site<'a>> {
        let mut by_host: BTreeMap<&str, Vec<(usize, &Document)>> = BTreeMap::new();
        for (number, document) in (1..).zip(documents) {
            if let Some(host) = document.article.as_ref().ok().and_then(|article| article.site()) {
                by_host.entry(host).or_default().push((number, document));
            }
        }
        let mut by_host: Vec<_> = by_host.into_iter().collect();
        by_host.sort_by_key(|(_, documents)| std::cmp::Reverse(documents.len()));
        by_host.truncate(MAX_SITES);
        let site = |(number, (host, documents))| Site { number, host, sites, documents };
        (1..).zip(by_host).map(site).collect()
    }

    pub(super) fn number(&self) -> usize {
        self.number
    }

    pub(super) fn name(&self) -> &'a str {
        if self.host.is_empty() { "Pages without an address" } else { self.host }
    }

    /// How many pages of the report are its.
    pub(super) fn documents(&self) -> usize {
        self.documents.len()
    }

    pub(super) fn write(&self, out: &mut String) {
        let number = self.number;
        let rows = self.sites.rows(self.host);
        let _ = write!(
            out,
            "<section class=\"page site\" id=\"s{number}\" aria-labelledby=\"s{number}-title\"><header class=\"head\">\
             <p class=\"source\">Site</p><h2 id=\"s{number}-title\"><bdi>{}</bdi></h2>",
            Text(self.name())
        );
        self.write_facts(out, &rows);
        out.push_str("</header><div class=\"two\">");
        self.write_profile(out, &rows);
        let mut sample = EvenSample::new(MAX_PAGES);
        self.documents.iter().for_each(|document| sample.push(*document));
        site_pages::write(out, number, &sample.items());
        out.push_str("</div></section>");
    }

    fn write_facts(&self, out: &mut String, rows: &[SiteRow]) {
        let learnt = self.sites.pages(self.host).unwrap_or(0) as usize;
        let of_people = rows.iter().filter(|row| row.said().is_some()).count();
        out.push_str("<ul class=\"facts\">");
        match learnt {
            0 => out.push_str("<li>not learnt from pages</li>"),
            learnt => {
                let _ = write!(out, "<li>learnt from <b>{}</b></li>", pages(learnt));
            }
        }
        let _ = write!(out, "<li>{} in this report</li>", pages(self.documents.len()));
        if of_people > 0 {
            let _ = write!(out, "<li>{} said by people</li>", grouped(of_people));
        }
        out.push_str("</ul>");
    }

    /// The tables of the profile, those of the template first.
    fn write_profile(&self, out: &mut String, rows: &[SiteRow]) {
        let number = self.number;
        let heads: [(&str, &str, &[SiteTable]); 3] = [
            ("template", "Template", &[SiteTable::Remove, SiteTable::Body, SiteTable::Open]),
            ("fields", "Title, date and authors", &[SiteTable::Title, SiteTable::Date, SiteTable::Authors]),
            ("lines", "Repeated lines", &[SiteTable::Lines]),
        ];
        out.push_str("<div>");
        for (name, head, tables) in heads {
            let _ = write!(
                out,
                "<section aria-labelledby=\"s{number}-{name}\"><h3 id=\"s{number}-{name}\">{head}</h3>"
            );
            for table in tables {
                let of_table: Vec<&SiteRow> = rows.iter().filter(|row| row.table() == *table).collect();
                write_table(out, *table, &of_table);
            }
            out.push_str("</section>");
        }
        out.push_str("</div>");
    }
}

fn heading(table: SiteTable) -> &'static str {
    match table {
        SiteTable::Remove => "Removed",
        SiteTable::Body => "Body",
        SiteTable::Open => "Open: the detector decides",
        SiteTable::Title => "Title",
        SiteTable::Date => "Date",
        SiteTable::Authors => "Authors",
        SiteTable::Lines => "Removed",
        other => other.name(),
    }
}

/// The rows of one table of the profile; what is not known is said.
fn write_table(out: &mut String, table: SiteTable, rows: &[&SiteRow]) {
    let head = heading(table);
    if rows.is_empty() {
        let _ = write!(out, "<p class=\"note\">{head}: nothing is known.</p>");
        return;
    }
    let (open, folded) = rows.split_at(rows.len().min(OPEN_ROWS));
    write_rows(out, head, open);
    if !folded.is_empty() {
        let _ = write!(out, "<details class=\"more\"><summary>{} more</summary>", grouped(folded.len()));
        write_rows(out, head, folded);
        out.push_str("</details>");
    }
}

fn write_rows(out: &mut String, head: &str, rows: &[&SiteRow]) {
    let _ = write!(
        out,
        "<table class=\"rules\"><thead><tr><th scope=\"col\">{head}</th><th scope=\"col\" class=\"number\">Pages</th></tr>\
         </thead><tbody>"
    );
    for row in rows {
        let _ = write!(out, "<tr><th scope=\"row\" dir=\"auto\">");
        match row.table() {
            SiteTable::Lines => {
                let _ = write!(out, "{}", Text(row.key()));
            }
            _ => {
                let _ = write!(out, "<code>{}</code>", Text(row.key()));
            }
        }
        let _ = write!(out, "</th><td class=\"number\">{}</td></tr>", evidence(row));
    }
    out.push_str("</tbody></table>");
}

/// "48 of 50 (96 %)", or what a person says.
fn evidence(row: &SiteRow) -> String {
    match (row.pages(), row.said()) {
        (Some((pages, of)), _) => {
            let (pages, of) = (pages as usize, of as usize);
            format!("{} of {} ({} %)", grouped(pages), grouped(of), percent(pages, of))
        }
        (None, Some(false)) => "a person says no".to_owned(),
        (None, _) => "a person says so".to_owned(),
    }
}
