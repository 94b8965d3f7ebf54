//! The spans of a text, made to nest.
//!
//! Pages nest and overlap inline elements in any way; a format allows less. Here spans of the
//! same kind that touch become one, white space at the ends is left outside, and a span that
//! crosses the end of another is cut there. A formula or the mark of a note is never cut: what
//! crosses it is.

use std::ops::Range;

use url::Url;

use crate::article::{Article, Text};
use crate::document::SpanKind;
use crate::document::scripts::Script;
use crate::document::tex::DELIMITERS;

/// A kind of span; numbers are indexes into lists of the article. Declared outermost first: the
/// order of nesting where ranges are equal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Left out: a group says the same.
    Marker,
    Note(u32),
    Link(u32),
    Deletion,
    Insertion,
    Strong,
    Emphasis,
    Ruby(u32),
    Superscript,
    Subscript,
    Math {
        display: bool,
    },
    Code,
}

impl Mark {
    fn rank(self) -> u8 {
        match self {
            Mark::Marker | Mark::Note(_) => 0,
            Mark::Link(_) => 1,
            Mark::Deletion => 2,
            Mark::Insertion => 3,
            Mark::Strong => 4,
            Mark::Emphasis => 5,
            Mark::Ruby(_) => 6,
            Mark::Superscript => 7,
            Mark::Subscript => 8,
            Mark::Math { .. } => 9,
            Mark::Code => 10,
        }
    }

    /// Whether it is given as one event, without what is inside.
    pub(super) fn is_leaf(self) -> bool {
        matches!(self, Mark::Math { .. } | Mark::Note(_) | Mark::Marker)
    }

    /// Whether two that touch mean the same as one.
    fn merges(self) -> bool {
        !self.is_leaf() && !matches!(self, Mark::Superscript | Mark::Subscript | Mark::Ruby(_))
    }

    pub(super) fn script(self) -> Option<Script> {
        match self {
            Mark::Superscript => Some(Script::Raised),
            Mark::Subscript => Some(Script::Lowered),
            _ => None,
        }
    }
}

/// One span after nesting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Node {
    /// Into `Article::text`; never empty, no white space at the ends.
    pub(crate) range: Range<usize>,
    /// The range without what the buffer adds: delimiters of formulas and of long scripts.
    pub(crate) content: Range<usize>,
    pub(crate) mark: Mark,
    /// Whether a node inside begins where this one begins.
    pub(crate) inner_at_start: bool,
    /// Whether a node inside ends where this one ends.
    pub(crate) inner_at_end: bool,
    /// Whether any node begins or ends where this one begins or ends.
    pub(crate) touched: bool,
}

/// The nodes inside a text, by start, an outer one before the inner ones.
pub(crate) fn nodes(text: &Text<'_>) -> Vec<Node> {
    let article = text.article;
    let mut nested: Vec<Node> = Vec::new();
    // Indexes of the nodes around the next one.
    let mut open: Vec<usize> = Vec::new();
    for (mut range, mark) in merged(article, styled(text)) {
        while open.pop_if(|outer| nested[*outer].range.end <= range.start).is_some() {}
        if let Some(outer) = open.last().and_then(|&outer| nested.get_mut(outer)) {
            let inside = &outer.content;
            range = trim(&article.text, range.start.max(inside.start)..range.end.min(inside.end));
            // Code and formulas are shown as they are written: nothing inside is set in another way.
            if range.is_empty() || outer.mark == Mark::Code || outer.mark.is_leaf() {
                continue;
            }
            outer.inner_at_start |= outer.content.start == range.start;
        }
        for &outer in &open {
            nested[outer].inner_at_end |= nested[outer].content.end == range.end;
        }
        open.push(nested.len());
        let content = content(article, &range, mark);
        nested.push(Node {
            range,
            content,
            mark,
            inner_at_start: false,
            inner_at_end: false,
            touched: false,
        });
    }
    mark_touched(&mut nested);
    nested
}

/// The spans of a text that are shown, cut to it and so that none crosses a formula or a note's mark.
fn styled(text: &Text<'_>) -> Vec<(Range<usize>, Mark)> {
    let article = text.article;
    let spans = &article.blocks[text.block].spans;
    let spans = article.spans.get(spans.start as usize..spans.end as usize).unwrap_or_default();
    let cut = spans.iter().filter_map(|span| {
        let mark = mark(article, text.links, span.kind)?;
        let start = (span.text.start as usize).max(text.range.start);
        let end = (span.text.end as usize).min(text.range.end);
        (start < end && article.text.get(start..end).is_some()).then_some((start..end, mark))
    });
    let mut marks: Vec<_> = cut.collect();
    around_leaves(&mut marks);
    marks
}

fn mark(article: &Article, links: bool, kind: SpanKind) -> Option<Mark> {
    Some(match kind {
        SpanKind::Strong => Mark::Strong,
        SpanKind::Emphasis => Mark::Emphasis,
        SpanKind::Code => Mark::Code,
        SpanKind::Superscript => Mark::Superscript,
        SpanKind::Subscript => Mark::Subscript,
        SpanKind::Deletion => Mark::Deletion,
        SpanKind::Insertion => Mark::Insertion,
        SpanKind::Math { display } => Mark::Math { display },
        SpanKind::Note(note) => article.notes.get(note as usize).map(|_| Mark::Note(note))?,
        SpanKind::Ruby(reading) => article.readings.get(reading as usize).map(|_| Mark::Ruby(reading))?,
        SpanKind::Link(target) if links => address(article, target).map(|_| Mark::Link(target))?,
        SpanKind::Marker => Mark::Marker,
        SpanKind::Link(_) => return None,
    })
}

/// Moves the ends of spans out of the formulas and marks of notes that they cut.
fn around_leaves(marks: &mut Vec<(Range<usize>, Mark)>) {
    let mut leaves: Vec<_> = marks.iter().filter(|(_, mark)| mark.is_leaf()).cloned().collect();
    if leaves.is_empty() {
        return;
    }
    leaves.sort_by_key(|(range, mark)| (range.start, usize::MAX - range.end, mark.rank()));
    let mut end = 0;
    leaves.retain(|(range, _)| {
        let is_apart = range.start >= end;
        end = if is_apart { range.end } else { end };
        is_apart
    });
    let around = |at: usize| {
        let next = leaves.partition_point(|(range, _)| range.end <= at);
        leaves.get(next).map(|(range, _)| range).filter(|range| range.start < at)
    };
    marks.retain_mut(|(range, mark)| {
        range.start = around(range.start).map_or(range.start, |leaf| leaf.end);
        range.end = around(range.end).map_or(range.end, |leaf| leaf.start);
        !mark.is_leaf() && range.start < range.end && !(*mark == Mark::Code && holds_formula(&leaves, range))
    });
    marks.append(&mut leaves);
}

/// Whether a formula is inside: code would show its source, so that it is no formula any more.
fn holds_formula(leaves: &[(Range<usize>, Mark)], range: &Range<usize>) -> bool {
    let first = leaves.partition_point(|(leaf, _)| leaf.start < range.start);
    let inside = leaves[first..].iter().take_while(|(leaf, _)| leaf.end <= range.end);
    inside.take(MAX_LEAVES_IN_CODE).any(|(_, mark)| matches!(mark, Mark::Math { .. }))
}

/// Marks of notes in code that are passed over in search of a formula; nested code looks at them again.
const MAX_LEAVES_IN_CODE: usize = 16;

/// Makes one of spans of one kind that overlap or touch, trims them, and sorts all of them.
fn merged(article: &Article, mut spans: Vec<(Range<usize>, Mark)>) -> Vec<(Range<usize>, Mark)> {
    // By kind, then by place, so that those to be merged are neighbours.
    spans.sort_by_key(|(range, mark)| (mark.rank(), range.start, range.end));
    let mut merged: Vec<(Range<usize>, Mark)> = Vec::new();
    for (mut range, mark) in spans {
        match merged.last_mut() {
            Some((last, last_mark)) if *last_mark == mark && mark.merges() && range.start <= last.end => {
                last.end = last.end.max(range.end);
                continue;
            }
            // A link inside another: the first wins as far as it goes.
            Some((last, last_mark)) if last_mark.rank() == mark.rank() => {
                range.start = range.start.max(last.end);
            }
            _ => {}
        }
        if range.start < range.end {
            merged.push((range, mark));
        }
    }
    // The space after a bullet goes with it.
    for (range, _) in merged.iter_mut().filter(|(_, mark)| *mark != Mark::Marker) {
        *range = trim(&article.text, range.clone());
    }
    merged.retain(|(range, _)| !range.is_empty());
    merged.sort_by_key(|(range, mark)| (range.start, usize::MAX - range.end, mark.rank()));
    merged
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

/// What is left of a range without what the buffer adds for plain text.
fn content(article: &Article, range: &Range<usize>, mark: Mark) -> Range<usize> {
    let text = &article.text[range.clone()];
    let within = |opening: &str, closing: &str| {
        let inner = text.strip_prefix(opening)?.strip_suffix(closing)?;
        let start = range.start + opening.len();
        Some(trim(&article.text, start..start + inner.len())).filter(|range| !range.is_empty())
    };
    let inner = match mark {
        Mark::Math { .. } => DELIMITERS.iter().find_map(|(opening, closing)| within(opening, closing)),
        mark => mark.script().and_then(|script| within(script.opening(), ")")),
    };
    inner.unwrap_or_else(|| range.clone())
}

/// A link's address if a reader may follow it.
pub(crate) fn address(article: &Article, target: u32) -> Option<Url> {
    let url = article.base.resolve(article.targets.get(target)?);
    Url::parse(&url).ok().filter(|url| matches!(url.scheme(), "http" | "https" | "mailto"))
}

/// A range without the white space at its ends.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let Some(part) = text.get(range.clone()) else { return range.start..range.start };
    let start = range.start + (part.len() - part.trim_start().len());
    start..start + part.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;

    use crate::render::testing::{ALL, paragraph};

    fn nested(text: &str, spans: &[(Range<u32>, SpanKind)]) -> Vec<(Range<usize>, Mark)> {
        let article = paragraph(text, spans);
        let text = article.walk(&ALL).find_map(|step| step.text()).unwrap();
        nodes(&text).into_iter().map(|node| (node.range, node.mark)).collect()
    }

    #[test]
    fn spans_that_cross_are_cut() {
        let spans = [(0..6, SpanKind::Strong), (3..9, SpanKind::Emphasis)];
        assert_eq!(nested("abcdefghi", &spans), [(0..6, Mark::Strong), (3..6, Mark::Emphasis)]);
    }

    #[test]
    fn spans_of_one_kind_that_touch_are_merged_and_trimmed() {
        let spans = [(0..4, SpanKind::Strong), (4..8, SpanKind::Strong), (4..6, SpanKind::Strong)];
        assert_eq!(nested("abc def  g", &spans), [(0..7, Mark::Strong)]);
    }

    #[test]
    fn unsafe_links_and_markup_inside_code_are_dropped() {
        let spans = [(0..3, SpanKind::Link(1)), (0..3, SpanKind::Code), (1..2, SpanKind::Strong)];
        assert_eq!(nested("abc", &spans), [(0..3, Mark::Code)]);
    }

    #[test]
    fn formulas_and_marks_of_notes_are_never_cut() {
        let math = SpanKind::Math { display: false };
        let spans =
            [(0..4, SpanKind::Strong), (2..7, math), (5..9, SpanKind::Emphasis), (2..7, SpanKind::Code)];
        let math = Mark::Math { display: false };
        assert_eq!(nested("a $x_1$ b", &spans), [(0..1, Mark::Strong), (2..7, math), (8..9, Mark::Emphasis)]);
    }

    #[test]
    fn code_around_a_formula_gives_way_to_it() {
        let spans = [(0..8, SpanKind::Code), (2..7, SpanKind::Math { display: false })];
        assert_eq!(nested("a $x_1$ b", &spans), [(2..7, Mark::Math { display: false })]);
    }
}
