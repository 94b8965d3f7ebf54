//! What the profile of a site does to some of its pages: the body, what the template removed, and what was left to the detector.

use std::fmt::Write;

use dechaff::{Article, Block, Label, SiteTable};

use super::documents::Document;
use super::escape::{Text, clipped};
use super::page::title;
use super::tally::{grouped, pages, word_count};

/// Lines of one kind and page that are shown, and characters of each.
const MAX_LINES: usize = 30;
const LINE_CHARS: usize = 160;
/// Characters of a title.
const TITLE_CHARS: usize = 80;

/// Who decided about a block, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Kept where the profile knows the text to be.
    Body,
    /// Kept by the detector alone.
    KeptLeftover,
    /// Removed by the profile.
    Template,
    /// Removed by the detector alone.
    RemovedLeftover,
}

impl Outcome {
    const ALL: [Outcome; 4] =
        [Outcome::Body, Outcome::KeptLeftover, Outcome::Template, Outcome::RemovedLeftover];

    /// `None` for what is kept apart: the title, comments, captions.
    fn of(block: &Block<'_>) -> Option<Outcome> {
        match (block.label(), block.site_table()) {
            (label, Some(SiteTable::Body)) if label.is_body() => Some(Outcome::Body),
            (label, _) if label.is_body() => Some(Outcome::KeptLeftover),
            (Label::Removed(_), Some(SiteTable::Remove | SiteTable::Lines)) => Some(Outcome::Template),
            (Label::Removed(_), _) => Some(Outcome::RemovedLeftover),
            _ => None,
        }
    }

    fn name(self) -> &'static str {
        match self {
            Outcome::Body => "Body",
            Outcome::KeptLeftover => "Left over, kept",
            Outcome::Template => "Template",
            Outcome::RemovedLeftover => "Left over, removed",
        }
    }

    /// The class of its colour in report.css.
    fn class(self) -> &'static str {
        match self {
            Outcome::Body => "fam f-kept",
            Outcome::KeptLeftover => "fam f-about",
            Outcome::Template => "fam f-navigation",
            Outcome::RemovedLeftover => "fam f-rest",
        }
    }
}

/// Writes the table of pages of site `number`, and their lines. The documents come with their numbers in the report.
pub(super) fn write(out: &mut String, number: usize, documents: &[(usize, &Document)]) {
    let _ = write!(
        out,
        "<section aria-labelledby=\"s{number}-pages\"><h3 id=\"s{number}-pages\">Body and leftovers of {}</h3>\
         <p class=\"note\">Words. Left over is what the profile says nothing of: there the detector decided.</p>\
         <table class=\"outcomes\"><thead><tr><th scope=\"col\">Page</th>",
        pages(documents.len())
    );
    for outcome in Outcome::ALL {
        let _ = write!(out, "<th scope=\"col\" class=\"number\">{}</th>", outcome.name());
    }
    out.push_str("</tr></thead><tbody>");
    let articles = || {
        documents
            .iter()
            .filter_map(|(page, document)| Some((*page, *document, document.article.as_ref().ok()?)))
    };
    for (page, document, article) in articles() {
        write_row(out, page, document, article);
    }
    out.push_str("</tbody></table>");
    for (page, document, article) in articles() {
        write_lines(out, page, document, article);
    }
    out.push_str("</section>");
}

fn write_row(out: &mut String, page: usize, document: &Document, article: &Article) {
    let _ = write!(out, "<tr><th scope=\"row\"><a href=\"#p{page}\">{}</a></th>", name(page, document));
    for outcome in Outcome::ALL {
        let words = blocks(article, outcome).map(|block| word_count(&block)).sum();
        let _ = write!(out, "<td class=\"number\">{}</td>", grouped(words));
    }
    out.push_str("</tr>");
}

/// The number and the title.
fn name(page: usize, document: &Document) -> String {
    let title = title(document);
    let (shown, rest) = clipped(&title, TITLE_CHARS);
    format!("{page} <bdi>{}{}</bdi>", Text(shown), if rest.is_some() { "\u{2026}" } else { "" })
}

fn blocks(article: &Article, outcome: Outcome) -> impl Iterator<Item = Block<'_>> {
    article.blocks().filter(move |block| Outcome::of(block) == Some(outcome))
}

/// The lines of a page by what became of them, folded.
fn write_lines(out: &mut String, page: usize, document: &Document, article: &Article) {
    let _ = write!(out, "<details class=\"more\"><summary>{}</summary>", name(page, document));
    for outcome in Outcome::ALL {
        let lines: Vec<Block<'_>> = blocks(article, outcome).collect();
        if lines.is_empty() {
            continue;
        }
        let _ =
            write!(out, "<div class=\"outcome {}\"><p><b>{}</b></p><ul>", outcome.class(), outcome.name());
        for block in lines.iter().take(MAX_LINES) {
            let (shown, rest) = clipped(block.text(), LINE_CHARS);
            let more = if rest.is_some() { "\u{2026}" } else { "" };
            let _ = write!(out, "<li dir=\"auto\">{}{more}</li>", Text(shown));
        }
        out.push_str("</ul>");
        if let Some(more @ 1..) = lines.len().checked_sub(MAX_LINES) {
            let _ = write!(out, "<p class=\"note\">{} more lines are not shown.</p>", grouped(more));
        }
        out.push_str("</div>");
    }
    out.push_str("</details>");
}
