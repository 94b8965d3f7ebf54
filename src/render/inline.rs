//! The markup inside a block, made to nest.
//!
//! Pages nest and overlap inline elements in any way; Markdown and HTML allow less. Here
//! spans of the same kind that touch become one, white space at the ends is left outside,
//! and a span that crosses the end of another is cut there.

use std::ops::Range;

use url::Url;

use super::trim;
use crate::article::{Article, Block};
use crate::document::SpanKind;

/// How a run of text is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Style {
    /// A link; the number is an index into `Article::targets`.
    Link(u32),
    Strong,
    Emphasis,
    Code,
}

/// One span after nesting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Node {
    /// Into `Article::text`; never empty, no white space at the ends.
    pub(super) range: Range<usize>,
    pub(super) style: Style,
    /// Whether a node inside begins where this one begins.
    pub(super) inner_at_start: bool,
    /// Whether a node inside ends where this one ends.
    pub(super) inner_at_end: bool,
    /// Whether any node begins or ends where this one begins or ends.
    pub(super) touched: bool,
}

/// One step through a block's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Event<'n> {
    /// A run of text, never empty.
    Text(Range<usize>),
    Start(&'n Node),
    End(&'n Node),
}

/// The nodes inside a part of a block, by start, an outer one before the inner ones.
pub(super) fn nodes(block: &Block<'_>, within: &Range<usize>) -> Vec<Node> {
    let article = block.article;
    let mut nested: Vec<Node> = Vec::new();
    // Indexes of the nodes around the next one.
    let mut open: Vec<usize> = Vec::new();
    for (mut range, style) in merged(article, styled(block, within)) {
        while open.pop_if(|outer| nested[*outer].range.end <= range.start).is_some() {}
        if let Some(outer) = open.last().and_then(|&outer| nested.get_mut(outer)) {
            range = trim(&article.text, range.start..range.end.min(outer.range.end));
            // Code is shown as it is written: nothing inside it is set in another way.
            if range.is_empty() || outer.style == Style::Code {
                continue;
            }
            outer.inner_at_start |= outer.range.start == range.start;
        }
        for &outer in &open {
            nested[outer].inner_at_end |= nested[outer].range.end == range.end;
        }
        open.push(nested.len());
        nested.push(Node { range, style, inner_at_start: false, inner_at_end: false, touched: false });
    }
    mark_touched(&mut nested);
    nested
}

/// The spans of a block that are shown, cut to a part of it.
fn styled(block: &Block<'_>, within: &Range<usize>) -> Vec<(Range<usize>, Style)> {
    let article = block.article;
    let spans = &block.data().spans;
    let spans = article.spans.get(spans.start as usize..spans.end as usize).unwrap_or_default();
    let cut = spans.iter().filter_map(|span| {
        let style = style(article, span.kind)?;
        let start = (span.text.start as usize).max(within.start);
        let end = (span.text.end as usize).min(within.end);
        (start < end && article.text.get(start..end).is_some()).then_some((start..end, style))
    });
    cut.collect()
}

fn style(article: &Article, kind: SpanKind) -> Option<Style> {
    match kind {
        SpanKind::Strong => Some(Style::Strong),
        SpanKind::Emphasis => Some(Style::Emphasis),
        SpanKind::Code => Some(Style::Code),
        SpanKind::Superscript
        | SpanKind::Subscript
        | SpanKind::Math { .. }
        | SpanKind::Note(_)
        | SpanKind::Deletion
        | SpanKind::Insertion
        | SpanKind::Ruby(_)
        | SpanKind::Marker => None,
        SpanKind::Link(target) => {
            let url = article.targets.get(target as usize)?;
            (article.show.links && safe_link(url).is_some()).then_some(Style::Link(target))
        }
    }
}

/// Makes one of spans of one style that overlap or touch, trims them, and sorts all of them.
fn merged(article: &Article, mut spans: Vec<(Range<usize>, Style)>) -> Vec<(Range<usize>, Style)> {
    // By kind, then by place, so that those to be merged are neighbours.
    spans.sort_by_key(|(range, style)| (rank(*style), range.start, range.end));
    let mut merged: Vec<(Range<usize>, Style)> = Vec::new();
    for (mut range, style) in spans {
        match merged.last_mut() {
            Some((last, last_style)) if *last_style == style && range.start <= last.end => {
                last.end = last.end.max(range.end);
                continue;
            }
            // A link inside another: the first wins as far as it goes.
            Some((last, last_style)) if rank(*last_style) == rank(style) => {
                range.start = range.start.max(last.end);
            }
            _ => {}
        }
        if range.start < range.end {
            merged.push((range, style));
        }
    }
    for (range, _) in &mut merged {
        *range = trim(&article.text, range.clone());
    }
    merged.retain(|(range, _)| !range.is_empty());
    merged.sort_by_key(|(range, style)| (range.start, usize::MAX - range.end, rank(*style)));
    merged
}

/// The order of nesting where ranges are equal: a link outside, code inside.
fn rank(style: Style) -> u8 {
    match style {
        Style::Link(_) => 0,
        Style::Strong => 1,
        Style::Emphasis => 2,
        Style::Code => 3,
    }
}

fn mark_touched(nodes: &mut [Node]) {
    let mut edges: Vec<usize> = nodes.iter().flat_map(|node| [node.range.start, node.range.end]).collect();
    edges.sort_unstable();
    let last = |at: usize| edges.partition_point(|&edge| edge <= at);
    let first = |at: usize| edges.partition_point(|&edge| edge < at);
    for node in nodes {
        node.touched = [node.range.start, node.range.end].iter().any(|&at| last(at) - first(at) > 1);
    }
}

/// The text of a range with the starts and ends of nodes in it, properly nested.
pub(super) fn events<'n>(nodes: &'n [Node], within: &Range<usize>) -> Vec<Event<'n>> {
    let mut events = Vec::new();
    let mut open: Vec<&Node> = Vec::new();
    let mut at = within.start;
    for node in nodes {
        while let Some(inner) = open.pop_if(|inner| inner.range.end <= node.range.start) {
            push_text(&mut events, &mut at, inner.range.end);
            events.push(Event::End(inner));
        }
        push_text(&mut events, &mut at, node.range.start);
        events.push(Event::Start(node));
        open.push(node);
    }
    while let Some(inner) = open.pop() {
        push_text(&mut events, &mut at, inner.range.end);
        events.push(Event::End(inner));
    }
    push_text(&mut events, &mut at, within.end);
    events
}

fn push_text(events: &mut Vec<Event<'_>>, at: &mut usize, to: usize) {
    if *at < to {
        events.push(Event::Text(*at..to));
        *at = to;
    }
}

/// A link's address if a reader may follow it.
pub(super) fn safe_link(url: &str) -> Option<Url> {
    Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https" | "mailto"))
}

/// A picture's address if it is one on the web.
pub(super) fn safe_image(url: &str) -> Option<Url> {
    Url::parse(url).ok().filter(|url| matches!(url.scheme(), "http" | "https"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::testing::paragraph;

    fn nested(text: &str, spans: &[(Range<u32>, SpanKind)]) -> Vec<(Range<usize>, Style)> {
        let article = paragraph(text, spans);
        let block = article.blocks().next().unwrap();
        nodes(&block, &(0..text.len())).into_iter().map(|node| (node.range, node.style)).collect()
    }

    #[test]
    fn spans_that_cross_are_cut() {
        let spans = [(0..6, SpanKind::Strong), (3..9, SpanKind::Emphasis)];
        assert_eq!(nested("abcdefghi", &spans), [(0..6, Style::Strong), (3..6, Style::Emphasis)]);
    }

    #[test]
    fn spans_of_one_kind_that_touch_are_merged_and_trimmed() {
        let spans = [(0..4, SpanKind::Strong), (4..8, SpanKind::Strong), (4..6, SpanKind::Strong)];
        assert_eq!(nested("abc def  g", &spans), [(0..7, Style::Strong)]);
    }

    #[test]
    fn unsafe_links_and_markup_inside_code_are_dropped() {
        let spans = [(0..3, SpanKind::Link(1)), (0..3, SpanKind::Code), (1..2, SpanKind::Strong)];
        assert_eq!(nested("abc", &spans), [(0..3, Style::Code)]);
    }
}
