//! An article as HTML.
//!
//! Every group is an element, so the visitor has nothing to keep but the elements that are open. What a page
//! nests in a way that HTML has no place for, such as a paragraph right inside a table, gets the elements between.

mod inline;

use std::fmt::Write as _;

use self::inline::NOTE_ID;
pub(super) use self::inline::write as write_inline;
use super::escape::escape_markup_into;
use super::notes::Notes;
use super::part::{Between, Holder, Part, missing};
use super::{picture_address, picture_label};
use crate::article::{Article, Group, Image, Step, Text};
use crate::document::{BlockKind, GroupKind, ListMarker};
use crate::options::Rendering;

impl Article {
    /// Title and body as a fragment of HTML: one `<article>`.
    ///
    /// The fragment is safe to show: it is written from text, not copied from the page. It
    /// has these elements:
    ///
    /// - `article`, `h1` to `h6`, `p`, `br`, `blockquote`, `pre`, `code`, `details`, `summary`;
    /// - `ul`, `ol` (with `start` and `type`), `li`, `input` (a box that cannot be ticked, in tasks), `dl`, `dt`, `dd`;
    /// - `table`, `caption`, `tr`, `th`, `td` (with `colspan` and `rowspan`), `figure`, `figcaption`, `img`;
    /// - `a`, `strong`, `em`, `sup`, `sub`, `del`, `ins`, `ruby`, `rt`;
    /// - `code class="language-…"` for the language of code;
    /// - `span class="math inline"` and `span class="math display"` for formulas, as TeX between `\(…\)` and
    ///   `\[…\]`, which is what MathJax and KaTeX look for;
    /// - `aside class="callout …"` for notes and warnings, and `aside class="footnote" id="fn-…"` for footnotes, which
    ///   their marks link to.
    ///
    /// Links go to `http`, `https` and `mailto` addresses and to footnotes, pictures come from `http` and `https`
    /// addresses; links, pictures and captions are shown by [`Article::render`] where its options ask for them.
    ///
    /// ```
    /// let html = "<article><h1>Rain</h1><p onclick='x()'>It rained all day, and nobody minded it.</p></article>";
    /// let html: String = dechaff::clean(html)?.html();
    /// assert!(!html.contains("onclick"));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn html(&self) -> String {
        render(self, &Rendering::new())
    }
}

pub(super) fn render(article: &Article, options: &Rendering) -> String {
    let mut html = Html {
        out: "<article>\n".to_owned(),
        notes: Notes::of(article, options, true),
        open: Vec::new(),
        label: None,
    };
    if let Some(title) = article.title() {
        html.out.push_str("<h1>");
        escape_markup_into(&mut html.out, title);
        html.out.push_str("</h1>\n");
    }
    for step in article.walk(options) {
        match step {
            Step::Enter(group) => html.enter(&group),
            Step::Leave(_) => html.leave(),
            Step::Text(text) => html.text(&text),
            Step::Image(image) => html.image(&image),
        }
    }
    html.out.push_str("</article>");
    html.out
}

/// HTML under construction.
struct Html<'a> {
    out: String,
    notes: Notes,
    open: Vec<Open<'a>>,
    /// The label of a note whose text begins.
    label: Option<&'a str>,
}

/// An open group.
struct Open<'a> {
    kind: GroupKind,
    holder: Holder,
    /// The elements that were put around its own.
    between: Vec<Between>,
    /// Length of the output without it, and with its start.
    before: usize,
    start: usize,
    /// Of code its language.
    language: Option<&'a str>,
}

impl<'a> Html<'a> {
    fn enter(&mut self, group: &Group<'a>) {
        let kind = group.kind();
        let before = self.out.len();
        let between = self.start_missing(Part::of_group(kind));
        self.label = group.label().or(self.label);
        let has_element = !end_tag(kind).is_empty();
        let holder = if has_element || !between.is_empty() { Holder::of_group(kind) } else { self.holder() };
        self.start_tag(group);
        self.open.push(Open {
            kind,
            holder,
            between,
            before,
            start: self.out.len(),
            language: group.language(),
        });
    }

    fn leave(&mut self) {
        let Some(open) = self.open.pop() else { return };
        if open.kind == GroupKind::Figure && self.out.len() == open.start {
            return self.out.truncate(open.before);
        }
        self.out.push_str(end_tag(open.kind));
        self.end_missing(&open.between);
    }

    /// What the innermost element may hold.
    fn holder(&self) -> Holder {
        self.open.last().map_or(Holder::Flow, |open| open.holder)
    }

    fn start_missing(&mut self, part: Part) -> Vec<Between> {
        let missing = missing(self.holder(), part);
        missing.iter().for_each(|between| self.out.push_str(tags(*between)[0]));
        missing
    }

    fn end_missing(&mut self, missing: &[Between]) {
        missing.iter().rev().for_each(|between| self.out.push_str(tags(*between)[1]));
    }

    fn start_tag(&mut self, group: &Group<'a>) {
        match group.kind() {
            GroupKind::List { marker, start } => self.list(marker, start),
            GroupKind::Item { task } => {
                self.out.push_str("<li>");
                self.out.push_str(match task {
                    Some(true) => "<input type=\"checkbox\" disabled checked> ",
                    Some(false) => "<input type=\"checkbox\" disabled> ",
                    None => "",
                });
            }
            GroupKind::Quote => {
                let source = group.source().and_then(|source| url::Url::parse(&source).ok());
                match source.filter(|url| matches!(url.scheme(), "http" | "https")) {
                    Some(url) => self.attribute("<blockquote cite=\"", url.as_str(), "\">\n"),
                    None => self.out.push_str("<blockquote>\n"),
                }
            }
            GroupKind::Cell { header, columns, rows } => self.cell(header, columns, rows),
            GroupKind::Callout => match group.callout().map(class).filter(|class| !class.is_empty()) {
                Some(class) => self.attribute("<aside class=\"callout ", &class, "\">\n"),
                None => self.out.push_str("<aside class=\"callout\">\n"),
            },
            GroupKind::Footnote => match self.notes.name(group) {
                Some(name) => {
                    let _ = writeln!(self.out, "<aside class=\"footnote\" id=\"{NOTE_ID}{name}\">");
                }
                None => self.out.push_str("<aside class=\"footnote\">\n"),
            },
            kind => self.out.push_str(plain_start_tag(kind)),
        }
    }

    fn attribute(&mut self, before: &str, value: &str, after: &str) {
        self.out.push_str(before);
        escape_markup_into(&mut self.out, value);
        self.out.push_str(after);
    }

    fn list(&mut self, marker: ListMarker, start: i32) {
        let kind = match marker {
            ListMarker::Bullet => return self.out.push_str("<ul>\n"),
            ListMarker::Decimal => "",
            ListMarker::LowerAlpha => " type=\"a\"",
            ListMarker::UpperAlpha => " type=\"A\"",
            ListMarker::LowerRoman => " type=\"i\"",
            ListMarker::UpperRoman => " type=\"I\"",
        };
        self.out.push_str("<ol");
        if start != 1 {
            let _ = write!(self.out, " start=\"{start}\"");
        }
        self.out.push_str(kind);
        self.out.push_str(">\n");
    }

    fn cell(&mut self, header: bool, columns: u16, rows: u16) {
        self.out.push_str(if header { "<th" } else { "<td" });
        for (name, span) in [("colspan", columns), ("rowspan", rows)] {
            if span > 1 {
                let _ = write!(self.out, " {name}=\"{span}\"");
            }
        }
        self.out.push('>');
    }

    fn text(&mut self, text: &Text<'a>) {
        let kind = text.block().kind();
        let holds_caption =
            self.open.last().is_some_and(|open| open.kind == GroupKind::Table) && kind == BlockKind::Caption;
        let between = if holds_caption { Vec::new() } else { self.start_missing(Part::of_block(kind)) };
        match kind {
            BlockKind::Heading { level } => self.element(HEADINGS[usize::from(level.clamp(1, 6)) - 1], text),
            BlockKind::Preformatted => self.preformatted(text),
            BlockKind::Caption => self.caption(text),
            _ if self.is_bare() => self.inline(text),
            _ if !between.is_empty() => self.inline(text),
            _ => self.element(["<p>", "</p>\n"], text),
        }
        self.end_missing(&between);
    }

    /// Whether a paragraph needs no element of its own: the first in an item or a cell, and all in a summary.
    fn is_bare(&mut self) -> bool {
        let Some(open) = self.open.last() else { return false };
        let is_first = self.out.len() == open.start
            || matches!(open.kind, GroupKind::Item { .. }) && self.out.ends_with("> ");
        match open.kind {
            GroupKind::Item { .. } | GroupKind::Cell { .. } | GroupKind::Term | GroupKind::Definition => {
                is_first
            }
            GroupKind::Summary => {
                self.out.push_str(if is_first { "" } else { " " });
                true
            }
            _ => false,
        }
    }

    fn element(&mut self, [start, end]: [&str; 2], text: &Text<'_>) {
        self.out.push_str(start);
        self.inline(text);
        self.out.push_str(end);
    }

    fn inline(&mut self, text: &Text<'_>) {
        if let Some(label) = self.label.take() {
            self.attribute("[", label, "] ");
        }
        write_inline(&mut self.out, text, &self.notes);
    }

    fn caption(&mut self, text: &Text<'_>) {
        match self.open.last().map(|open| open.kind) {
            Some(GroupKind::Figure) => self.element(["<figcaption>", "</figcaption>"], text),
            Some(GroupKind::Table) => self.element(["<caption>", "</caption>\n"], text),
            _ => self.element(["<figure><figcaption>", "</figcaption></figure>\n"], text),
        }
    }

    fn preformatted(&mut self, text: &Text<'_>) {
        let language = self.open.last().and_then(|open| open.language).map(class);
        match language.filter(|language| !language.is_empty()) {
            Some(language) => self.attribute("<pre><code class=\"language-", &language, "\">"),
            None => self.out.push_str("<pre><code>"),
        }
        self.attribute("", text.as_str(), "</code></pre>\n");
    }

    fn image(&mut self, image: &Image<'_>) {
        let Some(url) = picture_address(image) else { return };
        let kind = self.open.last().map_or(GroupKind::Document, |open| open.kind);
        let is_bare = matches!(kind, GroupKind::Figure | GroupKind::Cell { .. } | GroupKind::Summary);
        let between = self.start_missing(Part::Flow);
        self.out.push_str(if is_bare { "" } else { "<figure>" });
        if image.is_video() {
            self.attribute("<a href=\"", url.as_str(), "\">");
            self.attribute("", picture_label(image), "</a>");
        } else {
            self.attribute("<img src=\"", url.as_str(), "\" alt=\"");
            self.attribute("", image.alt(), "\">");
        }
        self.out.push_str(if is_bare { "" } else { "</figure>\n" });
        self.end_missing(&between);
    }
}

const HEADINGS: [[&str; 2]; 6] = [
    ["<h1>", "</h1>\n"],
    ["<h2>", "</h2>\n"],
    ["<h3>", "</h3>\n"],
    ["<h4>", "</h4>\n"],
    ["<h5>", "</h5>\n"],
    ["<h6>", "</h6>\n"],
];

/// The tags of an element between.
fn tags(between: Between) -> [&'static str; 2] {
    match between {
        Between::List => ["<ul>\n", "</ul>\n"],
        Between::Item => ["<li>", "</li>\n"],
        Between::Table => ["<table>\n", "</table>\n"],
        Between::Row => ["<tr>", "</tr>\n"],
        Between::Cell => ["<td>", "</td>"],
        Between::Definitions => ["<dl>\n", "</dl>\n"],
        Between::Definition => ["<dd>", "</dd>\n"],
    }
}

fn plain_start_tag(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::Table => "<table>\n",
        GroupKind::Row { .. } => "<tr>",
        GroupKind::Figure => "<figure>",
        GroupKind::Definitions => "<dl>\n",
        GroupKind::Term => "<dt>",
        GroupKind::Definition => "<dd>",
        GroupKind::Details => "<details>\n",
        GroupKind::Summary => "<summary>",
        _ => "",
    }
}

fn end_tag(kind: GroupKind) -> &'static str {
    match kind {
        GroupKind::List { marker: ListMarker::Bullet, .. } => "</ul>\n",
        GroupKind::List { .. } => "</ol>\n",
        GroupKind::Item { .. } => "</li>\n",
        GroupKind::Quote => "</blockquote>\n",
        GroupKind::Table => "</table>\n",
        GroupKind::Row { .. } => "</tr>\n",
        GroupKind::Cell { header: true, .. } => "</th>",
        GroupKind::Cell { header: false, .. } => "</td>",
        GroupKind::Figure => "</figure>\n",
        GroupKind::Footnote | GroupKind::Callout => "</aside>\n",
        GroupKind::Definitions => "</dl>\n",
        GroupKind::Term => "</dt>\n",
        GroupKind::Definition => "</dd>\n",
        GroupKind::Details => "</details>\n",
        GroupKind::Summary => "</summary>\n",
        GroupKind::Document | GroupKind::Section | GroupKind::Code => "",
    }
}

/// A word as part of a class, without what classes do not have.
fn class(word: &str) -> String {
    word.chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#' | '-' | '.' | '_'))
        .take(40)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SpanKind;
    use crate::render::testing::{ALL, article, paragraph, with_image, with_title};

    #[test]
    fn structure() {
        use BlockKind::*;
        let item = |depth, ordered| ListItem { depth, ordered };
        let article = article(&[
            (item(1, false), "one"),
            (item(2, true), "first"),
            (item(1, false), "two"),
            (TableRow { table: 0, header: true }, "a\tb"),
            (TableRow { table: 0, header: false }, "1\t2"),
            (Quote, "so"),
            (Preformatted, "a <b>\n"),
            (Caption, "A dam"),
            (Term, "Rain"),
            (Definition, "Water"),
        ]);
        let article = with_image(with_title(article, "A & B"), "https://example.org/\"x", "\"><script>", 7);
        let expected = "<article>\n<h1>A &amp; B</h1>\n<ul>\n<li>one<ol>\n<li>first</li>\n</ol>\n</li>\n<li>two</li>\n\
            </ul>\n<table>\n<tr><th>a</th><th>b</th></tr>\n<tr><td>1</td><td>2</td></tr>\n</table>\n\
            <blockquote>\n<p>so</p>\n</blockquote>\n<pre><code>a &lt;b&gt;\n</code></pre>\n\
            <figure><img src=\"https://example.org/%22x\" alt=\"&quot;&gt;&lt;script&gt;\">\
            <figcaption>A dam</figcaption></figure>\n<dl>\n<dt>Rain</dt>\n<dd>Water</dd>\n</dl>\n</article>";
        assert_eq!(render(&article, &ALL), expected);
    }

    #[test]
    fn links_are_safe_and_spans_nest() {
        let spans = [(0..4, SpanKind::Strong), (2..6, SpanKind::Link(0)), (5..9, SpanKind::Link(1))];
        let html = render(&paragraph("abcdef <x>", &spans), &ALL);
        let link = "<a href=\"https://example.org/a_b(c)\">cd</a>";
        assert_eq!(html, format!("<article>\n<p><strong>ab{link}</strong>ef &lt;x&gt;</p>\n</article>"));
    }
}
