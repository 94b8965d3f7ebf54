//! The part of a report that is about one document.

use std::fmt::Write;

use dechaff::{Article, Block, BlockKind, Label, Reason};

use super::documents::Document;
use super::escape::{Text, clipped, language_tag, web_address, with_unseen_shown};
use super::family::{Family, words};
use super::tally::{Tally, grouped, sign, word_count};
use super::{metadata, strip};

/// Characters of a block that are shown: a page's hidden data can be longer than the page.
const BLOCK_CHARS: usize = 1500;
/// Blocks of a page that are shown: a browser is slow with more, and nobody reads them.
const PAGE_BLOCKS: usize = 4000;
/// Successive blocks of one label that show it once: a longer run says it again before it leaves the screen.
const RUN_BLOCKS: usize = 20;

/// Where in the report a page is.
#[derive(Debug, Clone, Copy)]
struct Place {
    /// Counted from 1.
    number: usize,
    /// Of the heading with the page's title: the only page's title is the report's.
    level: u8,
}

/// Writes the section of document `number`, counted from 1.
pub(super) fn write(out: &mut String, number: usize, document: &Document, is_alone: bool) {
    let place = Place { number, level: if is_alone { 1 } else { 2 } };
    let _ = write!(
        out,
        "<section class=\"page\" id=\"p{number}\" aria-labelledby=\"p{number}-title\"><header class=\"head\">"
    );
    write_source(out, number, document, is_alone);
    let title = title(document);
    let level = place.level;
    let _ = write!(out, "<h{level} id=\"p{number}-title\" dir=\"auto\">{}</h{level}>", Text(&title));
    match &document.article {
        Ok(article) => write_article(out, place, article),
        Err(error) => {
            let _ = write!(out, "<p class=\"flag\">Not cleaned: {}</p></header>", Text(error));
        }
    }
    if !is_alone {
        out.push_str("<p class=\"up\"><a href=\"#pages\">Back to all pages</a></p>");
    }
    out.push_str("</section>");
}

pub(super) fn title(document: &Document) -> String {
    let title = document.article.as_ref().ok().and_then(Article::title);
    title.unwrap_or("(no title)").to_owned()
}

fn write_source(out: &mut String, number: usize, document: &Document, is_alone: bool) {
    out.push_str("<p class=\"source\">");
    if !is_alone {
        let _ = write!(out, "<b>{number}</b> ");
    }
    let _ = write!(out, "<span>{}</span>", Text(&document.name));
    if let Some(id) = &document.id {
        let _ = write!(out, " <span>id {}</span>", Text(id));
    }
    match &document.url {
        Some(url) if web_address(url).is_some() => {
            let _ = write!(out, " {}", metadata::link(url));
        }
        Some(url) => {
            let _ = write!(out, " <span>{}</span>", Text(url));
        }
        None => {}
    }
    out.push_str("</p>");
}

fn write_article(out: &mut String, Place { number, level }: Place, article: &Article) {
    let below = level + 1;
    let tally = Tally::of(article);
    write_facts(out, article, &tally);
    strip::write(out, article);
    let _ = write!(
        out,
        "</header><div class=\"layout\"><section class=\"part-kinds\" aria-labelledby=\"p{number}-kinds\">\
         <h{below} id=\"p{number}-kinds\">Kept and removed</h{below}>"
    );
    tally.write_table(out, &format!("p{number}"));
    let _ = write!(
        out,
        "</section><section class=\"part-meta\" aria-labelledby=\"p{number}-meta\"><h{below} id=\"p{number}-meta\">Metadata</h{below}>"
    );
    metadata::write(out, article.metadata());
    out.push_str("</section>");
    write_blocks(out, number, below, article);
    write_clean(out, number, below, article);
    out.push_str("</div>");
}

/// Page kind, confidence, flags, and how much was kept.
fn write_facts(out: &mut String, article: &Article, tally: &Tally) {
    let _ = write!(
        out,
        "<ul class=\"facts\"><li><b>{}</b></li><li>{}</li><li>{}</li>",
        words(article.page_kind().name()),
        confidence(article),
        tally.sentence(),
    );
    for flag in article.flags() {
        let _ = write!(out, "<li class=\"flag\">{}</li>", words(flag.name()));
    }
    out.push_str("</ul>");
}

/// The figure with a small gauge.
pub(super) fn confidence(article: &Article) -> String {
    let confidence = article.confidence();
    format!(
        "confidence <b>{confidence:.2}</b> <svg class=\"gauge\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\" \
         aria-hidden=\"true\"><rect width=\"{:.0}\" height=\"8\"/></svg>",
        confidence * 100.0
    )
}

fn write_blocks(out: &mut String, number: usize, level: u8, article: &Article) {
    let _ = write!(
        out,
        "<section class=\"part-blocks\" aria-labelledby=\"p{number}-blocks\"><h{level} id=\"p{number}-blocks\">Blocks of the \
         page</h{level}><p class=\"note\"><a class=\"skip\" href=\"#p{number}-clean\">Skip to the clean article</a>\
         In the page\u{2019}s order. Hover, or move with Tab, for the score and the reasons.</p><ol class=\"blocks\">"
    );
    let language = language_attribute(article);
    let (mut before, mut run) = (None, 0);
    for block in article.blocks().take(PAGE_BLOCKS) {
        run = if before == Some(block.label()) { (run + 1) % RUN_BLOCKS } else { 0 };
        write_block(out, number, &block, run > 0, &language);
        before = Some(block.label());
    }
    out.push_str("</ol>");
    if let Some(more @ 1..) = article.blocks().len().checked_sub(PAGE_BLOCKS) {
        let _ = write!(out, "<p class=\"note\">{} more blocks are not shown.</p>", grouped(more));
    }
    out.push_str("</section>");
}

fn language_attribute(article: &Article) -> String {
    let language = article.metadata().language().and_then(|field| language_tag(field.value()));
    language.map(|tag| format!(" lang=\"{tag}\"")).unwrap_or_default()
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

/// The column stays in sight next to the blocks and scrolls on its own: by keyboard too, as it takes the focus.
fn write_clean(out: &mut String, number: usize, level: u8, article: &Article) {
    let html = with_headings_below(&with_unseen_shown(&article.html()), level);
    let _ = write!(
        out,
        "<section class=\"part-clean clean\" id=\"p{number}-clean\" aria-labelledby=\"p{number}-clean-title\" tabindex=\"0\">\
         <h{level} id=\"p{number}-clean-title\">Clean article</h{level}><div class=\"body\" dir=\"auto\"{}>{html}</div>\
         </section>",
        language_attribute(article)
    );
}

/// Fits the headings of a fragment that the library rendered under a heading of this level, none more than one
/// level below the one before it. `<h` and a digit is always a heading there: text is escaped.
fn with_headings_below(html: &str, above: u8) -> String {
    let mut out = String::with_capacity(html.len());
    let (mut last, mut rest) = (above, html);
    while let Some(at) = rest.find("<h") {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let level = tag.as_bytes().get(2).filter(|b| b.is_ascii_digit()).map(|b| b - b'0');
        let end = level.and_then(|level| tag.find(&format!("</h{level}>")));
        let (Some(level), Some(end)) = (level, end) else {
            out.push_str("<h");
            rest = &tag[2..];
            continue;
        };
        last = (level + above).clamp(above + 1, last + 1).min(6);
        let _ = write!(out, "<h{last}>{}</h{last}>", &tag["<h1>".len()..end]);
        rest = &tag[end + "</h1>".len()..];
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::with_headings_below;

    #[test]
    fn headings_go_down_one_level_at_a_time() {
        let html = "<h1>a</h1><p>b &lt;h1></p><h4>c <em>d</em></h4><h2>e</h2><hr>";
        let expected = "<h4>a</h4><p>b &lt;h1></p><h5>c <em>d</em></h5><h5>e</h5><hr>";
        assert_eq!(with_headings_below(html, 3), expected);
        assert_eq!(
            with_headings_below("<h2>a</h2><h3>b</h3><h6>c</h6>", 3),
            "<h4>a</h4><h5>b</h5><h6>c</h6>"
        );
        assert_eq!(with_headings_below("<h", 3), "<h");
    }
}
