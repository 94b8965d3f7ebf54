//! The markup inside a block, for those who write it.
//!
//! The text buffer has scripts and formulas as plain text says them (`10⁶`, `x^(n+1)`, `$x$`);
//! the events give what was meant: a superscript with the text `6`, a formula without its delimiters.

use std::borrow::Cow;

use super::nesting::{Mark, Node, address, nodes};
use crate::article::{Article, Text};
use crate::document::BlockKind;

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

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use crate::document::SpanKind;
    use crate::render::testing::{ALL, paragraph, with_notes};

    fn shown(text: &str, spans: &[(Range<u32>, SpanKind)]) -> String {
        let article = with_notes(paragraph(text, spans), &["1"]);
        let text = article.walk(&ALL).find_map(|step| step.text()).unwrap();
        text.inlines().iter().map(|inline| format!("{inline:?} ")).collect()
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
