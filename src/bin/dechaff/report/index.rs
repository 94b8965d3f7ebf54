//! The start of a report of several documents: what was kept of all of them, and a list of them.

use std::fmt::Write;

use super::documents::Document;
use super::escape::{Text, clipped};
use super::family::words;
use super::page::title;
use super::site::Site;
use super::strip;
use super::tally::{Tally, pages, percent};

/// Characters of a title that the list shows: pages without one of their own can begin with a paragraph.
const TITLE_CHARS: usize = 120;

pub(super) fn write(out: &mut String, documents: &[Document], sites: &[Site<'_>]) {
    let mut all = Tally::default();
    let articles = documents.iter().filter_map(|document| document.article.as_ref().ok());
    articles.for_each(|article| all.merge(&Tally::of(article)));
    let count = documents.len();
    let _ = write!(
        out,
        "<section class=\"overview\"><header class=\"head\"><h1>{count} pages</h1><ul class=\"facts\"><li>{}</li></ul>\
         </header><div class=\"two\"><section aria-labelledby=\"kinds\"><h2 id=\"kinds\">Kept and removed</h2>",
        all.sentence()
    );
    all.write_table(out, "all");
    write_sites(out, sites);
    out.push_str(
        "</section><nav aria-labelledby=\"pages\"><h2 id=\"pages\">All pages</h2><table class=\"index\"><thead><tr>\
         <th scope=\"col\">Page</th><th scope=\"col\">Kind</th><th scope=\"col\" class=\"number\">Confidence</th>\
         <th scope=\"col\" class=\"number\">Kept</th></tr></thead><tbody>",
    );
    for (number, document) in (1..).zip(documents) {
        write_row(out, number, document);
    }
    out.push_str("</tbody></table></nav></div></section>");
}

/// The sites that the report shows, if any.
fn write_sites(out: &mut String, sites: &[Site<'_>]) {
    if sites.is_empty() {
        return;
    }
    out.push_str("<nav class=\"sites\" aria-labelledby=\"sites\"><h2 id=\"sites\">Sites</h2><ul>");
    for site in sites {
        let _ = write!(
            out,
            "<li><a href=\"#s{}\"><bdi>{}</bdi></a> <span class=\"detail\">{}</span></li>",
            site.number(),
            Text(site.name()),
            pages(site.documents()),
        );
    }
    out.push_str("</ul></nav>");
}

fn write_row(out: &mut String, number: usize, document: &Document) {
    let title = title(document);
    let (shown, rest) = clipped(&title, TITLE_CHARS);
    let _ = write!(
        out,
        "<tr><th scope=\"row\"><a href=\"#p{number}\"><span class=\"place\">{number}</span> <bdi>{}{}</bdi></a>",
        Text(shown),
        if rest.is_some() { "\u{2026}" } else { "" },
    );
    match &document.article {
        Ok(article) => {
            strip::write(out, article);
            let tally = Tally::of(article);
            let _ = write!(
                out,
                "</th><td>{}</td><td class=\"number\">{:.2}</td><td class=\"number\">{} %</td></tr>",
                words(article.page_kind().name()),
                article.confidence(),
                percent(tally.kept().words, tally.all().words),
            );
        }
        Err(_) => out.push_str("</th><td colspan=\"3\" class=\"flag\">not cleaned</td></tr>"),
    }
}
