//! An article as a notebook shows it, and as an account in plain text.

use std::fmt::Write;

use dechaff::{Article, Block, Label, Reason, Section, SectionEvidence, SectionKind};

/// Characters of a removed block that are shown.
const SHOWN_CHARS: usize = 160;
/// Removed blocks that are shown: a notebook is saved with its output.
const SHOWN_BLOCKS: usize = 100;
/// Sections of more lines are folded to the first ones and the last one.
const SHOWN_LINES: usize = 6;
const FIRST_LINES: usize = 3;

/// Title, what is known, the body, and folded up what was removed and why.
pub(crate) fn html(article: &Article) -> String {
    let mut out = String::from("<div class=\"dechaff-article\" style=\"max-width:48em\">");
    let _ = write!(out, "<p><small>{}</small></p>", escaped(&facts(article).join(" · ")));
    out.push_str(&article.html());
    let removed: Vec<Block<'_>> = article.removed().filter(|block| block.label() != Label::Title).collect();
    if !removed.is_empty() {
        let _ = write!(out, "<details><summary>{} blocks removed</summary><table>", removed.len());
        for block in removed.iter().take(SHOWN_BLOCKS) {
            let text = escaped(&shortened(block.text()));
            let _ = write!(out, "<tr><td>{}</td><td>{:.2}</td>", block.label().name(), block.score());
            let _ = write!(out, "<td style=\"text-align:left\">{text}</td><td>{}</td></tr>", because(block));
        }
        if removed.len() > SHOWN_BLOCKS {
            let _ = write!(out, "<tr><td colspan=4>and {} more</td></tr>", removed.len() - SHOWN_BLOCKS);
        }
        out.push_str("</table></details>");
    }
    out.push_str("</div>");
    out
}

/// The sections of the page with their lines.
pub(crate) fn explain(article: &Article) -> String {
    let mut out = String::new();
    for fact in facts(article) {
        let _ = writeln!(out, "{fact}");
    }
    for section in article.sections() {
        let mark = if section.kind() == SectionKind::Body { '+' } else { '-' };
        let _ = writeln!(out, "\n{mark} {}: {}", section.kind().name(), described(&section));
        let blocks: Vec<Block<'_>> = section.blocks().collect();
        let is_folded = blocks.len() > SHOWN_LINES;
        let first = if is_folded { FIRST_LINES } else { blocks.len() };
        blocks.iter().take(first).for_each(|block| line(&mut out, block));
        if let Some(last) = blocks.last().filter(|_| is_folded) {
            let _ = writeln!(out, "    … {} more lines", blocks.len() - first - 1);
            line(&mut out, last);
        }
    }
    out
}

/// What tells a section, its heading, and how large it is.
fn described(section: &Section<'_>) -> String {
    let told = (section.kind() != SectionKind::Body).then(|| shortened(&section.evidence().to_string()));
    let is_label = matches!(section.evidence(), SectionEvidence::Label(_));
    let heading = section.heading().filter(|_| !is_label);
    let heading = heading.map(|heading| format!("headed \"{}\"", shortened(heading)));
    let items = Some(section.item_count()).filter(|count| *count > 0).map(|count| format!("{count} items"));
    let lines = match section.blocks().len() {
        1 => "1 line".to_owned(),
        count => format!("{count} lines"),
    };
    let all = told.into_iter().chain(heading).chain(items).chain([lines]);
    all.collect::<Vec<String>>().join(", ")
}

fn line(out: &mut String, block: &Block<'_>) {
    let _ = writeln!(out, "    {:.2} {}, {}", block.score(), block.label().name(), shortened(block.text()));
    let reasons: Vec<String> = block.reasons().map(|reason| weighed(&reason)).collect();
    if !reasons.is_empty() {
        let _ = writeln!(out, "         because {}", reasons.join("; "));
    }
}

/// What is known, each with its name.
fn facts(article: &Article) -> Vec<String> {
    let metadata = article.metadata();
    let mut facts = vec![
        format!("kind: {}", article.page_kind().name()),
        format!("confidence: {:.2}", article.confidence()),
    ];
    let mut fact = |name: &str, value: Option<&str>| {
        facts.extend(value.map(|value| format!("{name}: {value}")));
    };
    fact("title", article.title());
    fact("published", metadata.published().map(|date| date.value().iso8601()).as_deref());
    fact("modified", metadata.modified().map(|date| date.value().iso8601()).as_deref());
    for author in metadata.credits() {
        fact("author", Some(author.value()));
    }
    fact("source", metadata.source().map(|field| field.value().as_str()));
    fact("site", metadata.site().map(|field| field.value().as_str()));
    fact("location", metadata.location().map(|field| field.value().as_str()));
    fact("language", metadata.language().map(|field| field.value().as_str()));
    for flag in article.flags() {
        fact("flag", Some(flag.name()));
    }
    facts
}

fn because(block: &Block<'_>) -> String {
    block.reasons().next().map_or_else(String::new, |reason| escaped(reason.text()))
}

fn weighed(reason: &Reason) -> String {
    if reason.weight() == 0.0 {
        return reason.text().to_owned();
    }
    format!("{} ({:+.1})", reason.text(), reason.weight())
}

/// One line, not too long.
fn shortened(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
