//! The part of a report that is about one document.

use std::fmt::Write;

use dechaff::Article;

use super::documents::Document;
use super::escape::{Text, language_tag, web_address, with_unseen_shown};
use super::family::words;
use super::tally::Tally;
use super::{blocks, metadata, strip};

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
    blocks::write(out, number, below, article, &language_attribute(article));
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

fn language_attribute(article: &Article) -> String {
    let language = article.metadata().language().and_then(|field| language_tag(field.value()));
    language.map(|tag| format!(" lang=\"{tag}\"")).unwrap_or_default()
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
