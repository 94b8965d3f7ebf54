//! The blocks of a page, section by section. Long sections that were removed are folded.

use std::fmt::Write;

use dechaff::{Article, Block, BlockKind, Boilerplate, Label, Reason, Section, SectionKind};

use super::escape::{Text, clipped};
use super::family::{Family, words};
use super::tally::{grouped, sign, word_count};
use crate::facts::facts;

/// Characters of a block that are shown: a page's hidden data can be longer than the page.
const BLOCK_CHARS: usize = 1500;
/// Blocks of a page that are shown: a browser is slow with more, and nobody reads them.
const PAGE_BLOCKS: usize = 4000;
/// Successive blocks of one label that show it once: a longer run says it again before it leaves the screen.
const RUN_BLOCKS: usize = 20;
/// Removed sections of more blocks are folded.
const OPEN_BLOCKS: usize = 6;

/// Writes the blocks of document `number` under a heading of a level.
pub(super) fn write(out: &mut String, number: usize, level: u8, article: &Article, language: &str) {
    let _ = write!(
        out,
        "<section class=\"part-blocks\" aria-labelledby=\"p{number}-blocks\"><h{level} id=\"p{number}-blocks\">Sections of \
         the page</h{level}><p class=\"note\"><a class=\"skip\" href=\"#p{number}-clean\">Skip to the clean article</a>\
         In the page\u{2019}s order; long ones that were removed are folded. Hover over a block, or move with Tab, for \
         the score and the reasons.</p><div class=\"blocks\">"
    );
    let mut left = PAGE_BLOCKS;
    for section in article.sections() {
        if left == 0 {
            break;
        }
        write_section(out, number, &section, left, language);
        left = left.saturating_sub(section.blocks().len());
    }
    out.push_str("</div>");
    if let Some(more @ 1..) = article.blocks().len().checked_sub(PAGE_BLOCKS) {
        let _ = write!(out, "<p class=\"note\">{} more blocks are not shown.</p>", grouped(more));
    }
    out.push_str("</section>");
}

/// What the section is, and its first blocks.
fn write_section(out: &mut String, page: usize, section: &Section<'_>, most: usize, language: &str) {
    let kind = section.kind();
    let is_open = kind == SectionKind::Body || section.blocks().len() <= OPEN_BLOCKS;
    let _ = write!(
        out,
        "<details class=\"section {}\"{}><summary><b>{} {}</b> {}</summary><ol>",
        family(kind).class(),
        if is_open { " open" } else { "" },
        if kind == SectionKind::Body { "+" } else { "\u{2212}" },
        words(kind.name()),
        Text(&facts(section).join(", ")),
    );
    let (mut before, mut run) = (None, 0);
    for block in section.blocks().take(most) {
        run = if before == Some(block.label()) { (run + 1) % RUN_BLOCKS } else { 0 };
        write_block(out, page, &block, run > 0, language);
        before = Some(block.label());
    }
    out.push_str("</ol></details>");
}

fn family(kind: SectionKind) -> Family {
    Family::of(match kind {
        SectionKind::Body => Label::Content,
        SectionKind::Title => Label::Title,
        SectionKind::Removed(kind) => Label::Removed(kind),
        _ => Label::Removed(Boilerplate::Other),
    })
}

/// `goes_on`: the block before it shows, or stands for, the same label.
fn write_block(out: &mut String, page: usize, block: &Block<'_>, goes_on: bool, language: &str) {
    let label = block.label();
    let id = format!("p{page}-b{}", block.index());
    let (text, chars) = clipped(block.text(), BLOCK_CHARS);
    let _ = write!(
        out,
        "<li class=\"block {family}{same}\" data-kind=\"{name}\" tabindex=\"0\" aria-describedby=\"{id}\">\
         <span class=\"label\">{sign} {words}</span><span class=\"score\">{score:.2}</span>\
         <div class=\"text k-{kind}\" dir=\"auto\"{language}>{text}",
        family = Family::of(label).class(),
        same = if goes_on { " same" } else { "" },
        name = label.name(),
        sign = sign(label),
        words = words(label.name()),
        score = block.score(),
        kind = block.kind().name(),
        text = Text(text),
    );
    if let Some(chars) = chars {
        let _ = write!(out, "\u{2026} <i class=\"detail\">{} characters in all</i>", grouped(chars));
    }
    out.push_str("</div>");
    write_why(out, &id, block);
    out.push_str("</li>");
}

fn write_why(out: &mut String, id: &str, block: &Block<'_>) {
    let _ = write!(
        out,
        "<div class=\"why\" id=\"{id}\" role=\"tooltip\"><p><b>{}</b></p><p class=\"detail\">{}, {} words, score \
         {:.2}</p>",
        verdict(block.label()),
        kind(block.kind()),
        word_count(block),
        block.score(),
    );
    let reasons: Vec<Reason> = block.reasons().collect();
    if !reasons.is_empty() {
        out.push_str("<ul>");
        for reason in reasons {
            let _ = write!(out, "<li>{} {}</li>", weight(&reason), Text(reason.text()));
        }
        out.push_str("</ul>");
    }
    out.push_str("</div>");
}

fn verdict(label: Label) -> String {
    match label {
        Label::Content => "Kept".to_owned(),
        Label::Title => "Taken out of the body as title".to_owned(),
        Label::Comment => "Kept apart as comment".to_owned(),
        Label::Caption => "Kept apart as caption".to_owned(),
        label if label.is_body() => format!("Kept as {}", words(label.name())),
        label => format!("Removed as {}", words(label.name())),
    }
}

fn kind(kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading { level } => format!("heading {level}"),
        kind => words(kind.name()),
    }
}

fn weight(reason: &Reason) -> String {
    if reason.weight() == 0.0 {
        return "<span class=\"weight\">rule</span>".to_owned();
    }
    let sign = if reason.weight() < 0.0 { '\u{2212}' } else { '+' };
    format!("<span class=\"weight\">{sign}{:.1}</span>", reason.weight().abs())
}
