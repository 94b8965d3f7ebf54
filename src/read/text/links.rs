//! Links as Markdown writes them: `[Home](/)`. The text stays, the address becomes the target of a span.

use super::collapse::push_collapsed;
use super::lines::is_blank;
use crate::cut;
use crate::document::{Document, Span, SpanKind};

/// The links of all blocks.
#[derive(Debug, Default)]
pub(super) struct Links {
    spans: Vec<(usize, Span)>,
}

/// How much of a block is links.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct LinkCounts {
    pub(super) chars: u32,
    pub(super) links: u16,
}

/// A part of a line.
#[derive(Debug, PartialEq, Eq)]
struct Part<'a> {
    text: &'a str,
    target: Option<&'a str>,
}

impl Links {
    /// Appends the text of the next block without the marks of its links; `None` if it has none.
    pub(super) fn push(&mut self, page: &mut Document, source: &str) -> Option<LinkCounts> {
        let parts = parts(source)?;
        let mut counts = LinkCounts::default();
        let first = page.text.len();
        for part in parts {
            let is_apart = part.text.starts_with(is_blank) || page.text.ends_with(' ');
            page.text.truncate(page.text.trim_end_matches(' ').len().max(first));
            if is_apart && page.text.len() > first {
                page.text.push(' ');
            }
            let start = page.text.len();
            push_collapsed(&mut page.text, part.text);
            if let Some(target) = part.target {
                counts.links = counts.links.saturating_add(1);
                counts.chars += page.text[start..].chars().count() as u32;
                self.add(page, start, target);
            }
            if part.text.ends_with(is_blank) {
                page.text.push(' ');
            }
        }
        page.text.truncate(page.text.trim_end_matches(' ').len().max(first));
        Some(counts)
    }

    fn add(&mut self, page: &mut Document, start: usize, target: &str) {
        let kind = SpanKind::Link(page.targets.push(target));
        self.spans.push((page.blocks.len(), Span { text: start as u32..page.text.len() as u32, kind }));
    }

    pub(super) fn into_spans(self) -> Vec<(usize, Span)> {
        self.spans
    }
}

/// Longest text and longest address of a link, so that no mark is looked for far away.
const MAX_TEXT_BYTES: usize = 500;
const MAX_TARGET_BYTES: usize = 2_000;

/// The parts of a line with links.
fn parts(line: &str) -> Option<Vec<Part<'_>>> {
    const BETWEEN: &str = "](";
    memchr::memchr(b']', line.as_bytes())?;
    let mut parts = Vec::new();
    let mut start = 0;
    let mut from = 0;
    while let Some(at) = line[from..].find(BETWEEN).map(|at| from + at) {
        from = at + BETWEEN.len();
        let near = cut::text_end(&line[start..at], MAX_TEXT_BYTES);
        let Some(open) = near.rfind('[').map(|open| at - near.len() + open) else { continue };
        let Some(length) = cut::text(&line[from..], MAX_TARGET_BYTES).find(')') else { continue };
        let (text, written) = (&line[open + 1..at], &line[from..from + length]);
        let is_picture = line[..open].ends_with('!');
        let Some(target) = target(written).filter(|_| !is_picture && text.contains(char::is_alphanumeric))
        else {
            continue;
        };
        parts.push(Part { text: &line[start..open], target: None });
        parts.push(Part { text, target: Some(target) });
        start = from + length + 1;
        from = start;
    }
    if parts.is_empty() {
        return None;
    }
    parts.push(Part { text: &line[start..], target: None });
    parts.retain(|part| !part.text.is_empty());
    Some(parts)
}

/// The address in the brackets, without a title; what is no address is a call in a program.
fn target(written: &str) -> Option<&str> {
    const STARTS: [&str; 7] = ["http://", "https://", "/", "#", "./", "../", "mailto:"];
    let target = written.split_whitespace().next()?;
    let target = target.trim_start_matches('<').trim_end_matches('>');
    STARTS.iter().any(|start| target.starts_with(start)).then_some(target)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;

    #[test]
    fn the_text_of_links_stays_and_their_addresses_are_targets() {
        let text = "Read [the  report](https://example.org/r \"Rain\") and [more](/more).";
        let page = super::super::page(text, &Limits::new());
        assert_eq!(page.block_text(0), "Read the report and more.");
        assert!(page.targets.iter().eq(["https://example.org/r", "/more"]));
        assert_eq!((page.blocks[0].link_count, page.blocks[0].link_chars), (2, 14));
        let spans: Vec<&str> = page
            .spans
            .iter()
            .map(|span| &page.text[span.text.start as usize..span.text.end as usize])
            .collect();
        assert_eq!(spans, ["the report", "more"]);
        assert_eq!(page.blocks[0].input, Some(0..text.len() as u32));
    }

    #[test]
    fn what_is_no_link_stays() {
        for text in
            ["a[i](x)", "![Rain](/rain.png)", "[](/empty)", "[x](", "](/x)", "[12](thousand)", "[a] (/b)"]
        {
            assert_eq!(parts(text), None, "{text}");
        }
    }
}
