//! The markup inside a block, made to nest.
//!
//! Pages nest and overlap inline elements in any way; a format allows less. Here spans of the
//! same kind that touch become one, white space at the ends is left outside, and a span that
//! crosses the end of another is cut there. A formula or the mark of a note is never cut: what
//! crosses it is.
//!
//! The text buffer has scripts and formulas as plain text says them (`10⁶`, `x^(n+1)`, `$x$`);
//! the events give what was meant: a superscript with the text `6`, a formula without its delimiters.

use std::borrow::Cow;
use std::ops::Range;

use url::Url;

use crate::article::{Article, Text};
use crate::document::scripts::Script;
use crate::document::tex::DELIMITERS;
use crate::document::{BlockKind, SpanKind};

/// One step through the text of a block, in order and properly nested.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Inline<'a> {
    /// A run of text, never empty. It has line breaks only in preformatted blocks.
    Text(Cow<'a, str>),
    /// A line break that the page sets, such as the end of a line of a poem.
    Break,
    /// What follows is set in a style, up to the [`Inline::End`] of the same style.
    Start(Style<'a>),
    /// The end of what the style was started for.
    End(Style<'a>),
    /// A formula.
    Math {
        /// The formula as TeX, without delimiters.
        tex: &'a str,
        /// Whether it is on a line of its own.
        display: bool,
    },
    /// The mark of a footnote.
    Note {
        /// The label that the mark shares with its note: that of a [`Group`](crate::Group) whose kind is
        /// [`GroupKind::Footnote`](crate::GroupKind::Footnote), if the page has the note.
        label: &'a str,
    },
}

/// How a run of text is set.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Style<'a> {
    /// A link, with its address: one of the schemes `http`, `https` and `mailto`.
    Link(String),
    /// Strong, usually bold.
    Strong,
    /// Emphasis, usually italic.
    Emphasis,
    /// Code. Nothing inside it is set in another style.
    Code,
    /// Raised.
    Superscript,
    /// Lowered.
    Subscript,
    /// Taken back.
    Deletion,
    /// Added later.
    Insertion,
    /// Characters with their reading next to them (ruby).
    Ruby(&'a str),
}

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
    fn is_leaf(self) -> bool {
        matches!(self, Mark::Math { .. } | Mark::Note(_) | Mark::Marker)
    }

    /// Whether two that touch mean the same as one.
    fn merges(self) -> bool {
        !self.is_leaf() && !matches!(self, Mark::Superscript | Mark::Subscript | Mark::Ruby(_))
    }

    fn script(self) -> Option<Script> {
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

/// One step through a block's text, with the nodes themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Event<'a, 'n> {
    /// A run of text, never empty.
    Text(Cow<'a, str>),
    Start(&'n Node),
    End(&'n Node),
    /// A formula or the mark of a note.
    Leaf(&'n Node),
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

/// The text with the starts and ends of nodes in it, properly nested.
pub(crate) fn events<'a, 'n>(text: &Text<'a>, nodes: &'n [Node]) -> Vec<Event<'a, 'n>> {
    let mut events =
        Events { article: text.article, events: Vec::new(), at: text.range.start, open: Vec::new() };
    for node in nodes {
        events.close_until(node.range.start);
        events.text_until(node.range.start);
        if node.mark == Mark::Marker {
            events.at = node.range.end;
        } else if node.mark.is_leaf() {
            events.events.push(Event::Leaf(node));
            events.at = node.range.end;
        } else {
            events.events.push(Event::Start(node));
            events.at = node.content.start;
            events.open.push(node);
        }
    }
    events.close_until(usize::MAX);
    events.text_until(text.range.end);
    events.events
}

/// Events under construction.
struct Events<'a, 'n> {
    article: &'a Article,
    events: Vec<Event<'a, 'n>>,
    /// Up to where the text has been given.
    at: usize,
    open: Vec<&'n Node>,
}

impl<'n> Events<'_, 'n> {
    fn close_until(&mut self, at: usize) {
        while let Some(inner) = self.open.last().copied().filter(|inner| inner.range.end <= at) {
            self.text_until(inner.content.end);
            self.open.pop();
            self.at = inner.range.end;
            self.events.push(Event::End(inner));
        }
    }

    fn text_until(&mut self, to: usize) {
        if self.at < to {
            let text = &self.article.text[self.at..to];
            // A script that has delimiters has its characters as they are.
            let script = self.open.last().filter(|node| node.content == node.range);
            let text = match script.and_then(|node| node.mark.script()) {
                Some(script) => Cow::Owned(text.chars().map(|c| script.plain(c)).collect()),
                None => Cow::Borrowed(text),
            };
            self.events.push(Event::Text(text));
            self.at = to;
        }
    }
}

impl<'a> Text<'a> {
    /// The text with its markup as a sequence of events that nest properly. A preformatted block is one
    /// [`Inline::Text`].
    #[must_use]
    pub fn inlines(&self) -> Vec<Inline<'a>> {
        if self.is_listing || self.block().kind() == BlockKind::Preformatted {
            return vec![Inline::Text(Cow::Borrowed(self.as_str()))];
        }
        inlines(self)
    }
}

/// The events of a text as callers see them.
fn inlines<'a>(text: &Text<'a>) -> Vec<Inline<'a>> {
    let article = text.article;
    let nodes = nodes(text);
    let mut inlines = Vec::new();
    for event in events(text, &nodes) {
        match event {
            Event::Text(run) => push_lines(&mut inlines, run),
            Event::Start(node) => inlines.extend(style(article, node.mark).map(Inline::Start)),
            Event::End(node) => inlines.extend(style(article, node.mark).map(Inline::End)),
            Event::Leaf(node) => inlines.extend(leaf(article, node)),
        }
    }
    inlines
}

fn push_lines<'a>(inlines: &mut Vec<Inline<'a>>, run: Cow<'a, str>) {
    let mut push = |index: usize, line: Cow<'a, str>| {
        inlines.extend((index > 0).then_some(Inline::Break));
        inlines.extend((!line.is_empty()).then_some(Inline::Text(line)));
    };
    match run {
        Cow::Borrowed(run) => run.split('\n').enumerate().for_each(|(i, line)| push(i, Cow::Borrowed(line))),
        Cow::Owned(run) => {
            run.split('\n').enumerate().for_each(|(i, line)| push(i, Cow::Owned(line.to_owned())));
        }
    }
}

fn style(article: &Article, mark: Mark) -> Option<Style<'_>> {
    Some(match mark {
        Mark::Link(target) => Style::Link(address(article, target)?.into()),
        Mark::Strong => Style::Strong,
        Mark::Emphasis => Style::Emphasis,
        Mark::Code => Style::Code,
        Mark::Superscript => Style::Superscript,
        Mark::Subscript => Style::Subscript,
        Mark::Deletion => Style::Deletion,
        Mark::Insertion => Style::Insertion,
        Mark::Ruby(reading) => Style::Ruby(article.readings.get(reading as usize)?),
        Mark::Note(_) | Mark::Math { .. } | Mark::Marker => return None,
    })
}

fn leaf<'a>(article: &'a Article, node: &Node) -> Option<Inline<'a>> {
    match node.mark {
        Mark::Math { display } => Some(Inline::Math { tex: &article.text[node.content.clone()], display }),
        Mark::Note(note) => article.notes.get(note as usize).map(|label| Inline::Note { label }),
        _ => None,
    }
}

/// A link's address if a reader may follow it.
pub(crate) fn address(article: &Article, target: u32) -> Option<Url> {
    let url = article.base.resolve(article.targets.get(target as usize)?);
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

    use crate::render::testing::{ALL, paragraph, with_notes};

    fn nested(text: &str, spans: &[(Range<u32>, SpanKind)]) -> Vec<(Range<usize>, Mark)> {
        let article = paragraph(text, spans);
        let text = article.walk(&ALL).find_map(|step| step.text()).unwrap();
        nodes(&text).into_iter().map(|node| (node.range, node.mark)).collect()
    }

    fn shown(text: &str, spans: &[(Range<u32>, SpanKind)]) -> String {
        let article = with_notes(paragraph(text, spans), &["1"]);
        let text = article.walk(&ALL).find_map(|step| step.text()).unwrap();
        text.inlines().iter().map(|inline| format!("{inline:?} ")).collect()
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

    #[test]
    fn scripts_and_formulas_are_given_as_they_were_meant() {
        let spans = [(2..5, SpanKind::Superscript)];
        assert_eq!(
            shown("10⁶ m", &spans),
            r#"Text("10") Start(Superscript) Text("6") End(Superscript) Text(" m") "#
        );
        let spans = [(1..7, SpanKind::Subscript), (3..6, SpanKind::Emphasis)];
        let expected =
            "Text(\"x\") Start(Subscript) Start(Emphasis) Text(\"max\") End(Emphasis) End(Subscript) ";
        assert_eq!(shown("x_(max)", &spans), expected);
        let spans = [(0..7, SpanKind::Math { display: true }), (7..10, SpanKind::Note(0))];
        let expected = "Math { tex: \"a*b\", display: true } Note { label: \"1\" } Break Text(\"c\") ";
        assert_eq!(shown("$$a*b$$[1]\nc", &spans), expected);
    }
}
