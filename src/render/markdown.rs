//! An article as Markdown.

use std::ops::Range;

use super::escape::{Place, escape_address_into, escape_into, longest_backtick_run};
use super::inline::{self, Event, Node, Style, safe_image, safe_link};
use super::{cells, parts, trimmed_range, visible_body};
use crate::article::{Article, Block};
use crate::document::{BlockKind, Image};

impl Article {
    /// Title and body as Markdown (CommonMark with GitHub's tables).
    ///
    /// Headings keep the levels of the page. Lists nest, tables have their first row as
    /// header row, captions are emphasised, a definition stands under its term after a
    /// colon. Links and pictures are shown where
    /// [`Cleaner::with_links`](crate::Cleaner::with_links) and
    /// [`Cleaner::with_images`](crate::Cleaner::with_images) asked for them, links only to
    /// `http`, `https` and `mailto` addresses. Text that Markdown would take for markup is
    /// escaped. Bold type and emphasis that Markdown cannot say, such as in the middle of a
    /// word before a quotation mark, are dropped.
    ///
    /// ```
    /// let html = "<article><h1>Rain</h1><p>It rained <b>all day</b>, and nobody in the town minded it.</p></article>";
    /// let markdown: String = dechaff::clean(html)?.markdown();
    /// # let _ = markdown;
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn markdown(&self) -> String {
        let mut out = Markdown { out: String::new(), article: self };
        if let Some(title) = self.title() {
            out.title(title);
        }
        let body = visible_body(self);
        let (parts, last_images) = parts(self, &body);
        for part in &parts {
            out.images(part.images);
            out.part(part.blocks);
        }
        out.images(last_images);
        out.out
    }
}

/// Markdown under construction.
struct Markdown<'a> {
    out: String,
    article: &'a Article,
}

/// What a line break inside a block becomes, and what else depends on the block.
#[derive(Clone, Copy, Default)]
struct Around<'p> {
    place: Place,
    /// Opens the block's further lines; `None` where a block must stay on one line.
    prefix: Option<&'p str>,
    /// The whole run is emphasised already.
    emphasised: bool,
}

impl Markdown<'_> {
    fn title(&mut self, title: &str) {
        self.out.push_str("# ");
        let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
        escape_into(&mut self.out, &title, Place { line_start: true, in_heading: true, ..Place::default() });
    }

    fn images(&mut self, images: &[Image]) {
        for image in images {
            let Some(url) = safe_image(image.url()) else { continue };
            self.blank_line();
            self.out.push_str("![");
            let alt = image.alt().split_whitespace().collect::<Vec<_>>().join(" ");
            escape_into(&mut self.out, &alt, Place { in_link: true, ..Place::default() });
            self.out.push_str("](");
            escape_address_into(&mut self.out, url.as_str());
            self.out.push(')');
        }
    }

    fn part(&mut self, blocks: &[Block<'_>]) {
        let Some(first) = blocks.first() else { return };
        self.blank_line();
        match first.kind() {
            BlockKind::ListItem { .. } => self.list(blocks),
            BlockKind::TableRow { .. } => self.table(blocks),
            BlockKind::Quote => self.quote(blocks),
            BlockKind::Term | BlockKind::Definition => self.definitions(blocks),
            BlockKind::Heading { level } => self.heading(first, level),
            BlockKind::Preformatted => self.preformatted(first.text()),
            BlockKind::Caption => self.caption(first),
            BlockKind::Paragraph | BlockKind::Control => self.paragraph(first, ""),
        }
    }

    fn blank_line(&mut self) {
        if !self.out.is_empty() {
            self.out.push_str("\n\n");
        }
    }

    fn paragraph(&mut self, block: &Block<'_>, prefix: &str) {
        self.inline(block, trimmed_range(block), Around { prefix: Some(prefix), ..Around::default() });
    }

    fn heading(&mut self, block: &Block<'_>, level: u8) {
        self.out.push_str(&"#".repeat(usize::from(level.clamp(1, 6))));
        self.out.push(' ');
        let place = Place { in_heading: true, ..Place::default() };
        self.inline(block, trimmed_range(block), Around { place, ..Around::default() });
    }

    fn caption(&mut self, block: &Block<'_>) {
        self.out.push('_');
        self.inline(block, trimmed_range(block), Around { emphasised: true, ..Around::default() });
        self.out.push('_');
    }

    fn quote(&mut self, blocks: &[Block<'_>]) {
        for (index, block) in blocks.iter().enumerate() {
            self.out.push_str(if index > 0 { "\n>\n> " } else { "> " });
            self.paragraph(block, "> ");
        }
    }

    fn definitions(&mut self, blocks: &[Block<'_>]) {
        let mut previous = None;
        for block in blocks {
            let is_definition = block.kind() == BlockKind::Definition;
            match previous {
                Some(BlockKind::Definition) if !is_definition => self.blank_line(),
                Some(_) => self.out.push('\n'),
                None => {}
            }
            self.out.push_str(if is_definition { ": " } else { "" });
            self.paragraph(block, if is_definition { "  " } else { "" });
            previous = Some(block.kind());
        }
    }

    fn preformatted(&mut self, text: &str) {
        let fence = "`".repeat(longest_backtick_run(text).max(2) + 1);
        let text = text.trim_end_matches('\n');
        self.out.push_str(&format!("{fence}\n{text}\n{fence}"));
    }

    fn list(&mut self, blocks: &[Block<'_>]) {
        let mut levels = Levels::default();
        for (index, block) in blocks.iter().enumerate() {
            let BlockKind::ListItem { depth, ordered } = block.kind() else { continue };
            let (indent, marker) = levels.enter(depth, ordered);
            if index > 0 {
                self.out.push('\n');
            }
            self.out.push_str(&" ".repeat(indent));
            self.out.push_str(&marker);
            self.paragraph(block, &" ".repeat(indent + marker.len()));
        }
    }

    fn table(&mut self, blocks: &[Block<'_>]) {
        let rows: Vec<Vec<Range<usize>>> = blocks.iter().map(cells).collect();
        let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
        for (index, (block, row)) in blocks.iter().zip(&rows).enumerate() {
            if index > 0 {
                self.out.push('\n');
            }
            self.out.push('|');
            for column in 0..columns {
                self.out.push(' ');
                let place = Place { in_cell: true, ..Place::default() };
                if let Some(cell) = row.get(column) {
                    self.inline(block, cell.clone(), Around { place, ..Around::default() });
                }
                self.out.push_str(" |");
            }
            if index == 0 {
                self.out.push('\n');
                self.out.push('|');
                self.out.push_str(&" --- |".repeat(columns));
            }
        }
    }

    /// A part of a block's text with its markup.
    fn inline(&mut self, block: &Block<'_>, range: Range<usize>, around: Around<'_>) {
        let mut nodes = inline::nodes(block, &range);
        // Before the text is cut at the nodes: what shows no delimiter must not cut it.
        nodes.retain(|node| self.shows(node, &range, around));
        let mut place = Place { line_start: !around.emphasised && !around.place.in_cell, ..around.place };
        let mut code_end = 0;
        for event in inline::events(&nodes, &range) {
            match event {
                Event::Text(text) if text.start >= code_end => {
                    self.lines(&self.article.text[text], place, around.prefix);
                }
                Event::Text(_) => continue,
                Event::Start(node) if node.style == Style::Code => {
                    code_end = node.range.end;
                    self.code(&self.article.text[node.range.clone()], around.place.in_cell);
                }
                Event::Start(node) => {
                    place.in_link |= matches!(node.style, Style::Link(_));
                    self.delimiter(node, &range, true);
                }
                Event::End(node) => {
                    place.in_link &= !matches!(node.style, Style::Link(_));
                    self.delimiter(node, &range, false);
                }
            }
            place.line_start = false;
        }
    }

    /// Text whose line breaks stay where the block may have several lines.
    fn lines(&mut self, text: &str, mut place: Place, prefix: Option<&str>) {
        for (index, line) in text.split('\n').enumerate() {
            match prefix {
                Some(prefix) if index > 0 => {
                    self.out.push_str("\\\n");
                    self.out.push_str(prefix);
                    place.line_start = true;
                }
                None if index > 0 => self.out.push(' '),
                _ => {}
            }
            let line = if index > 0 { line.trim_start() } else { line };
            escape_into(&mut self.out, line, place);
        }
    }

    fn code(&mut self, code: &str, in_cell: bool) {
        let code = code.replace(['\n', '\r'], " ");
        let code = if in_cell { code.replace('|', "\\|") } else { code };
        let fence = "`".repeat(longest_backtick_run(&code) + 1);
        // White space at the ends is outside the node, so spaces are needed for backticks only.
        let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
        self.out.push_str(&format!("{fence}{pad}{code}{pad}{fence}"));
    }

    fn shows(&self, node: &Node, within: &Range<usize>, around: Around<'_>) -> bool {
        match node.style {
            Style::Link(_) => true,
            // `[` and `]:` make a definition even where the latter stands in code.
            Style::Code => !self.article.text[node.range.clone()].contains("]:"),
            Style::Strong => !strong_delimiter(self.article, node, within).is_empty(),
            Style::Emphasis => {
                !around.emphasised && !emphasis_delimiter(self.article, node, within).is_empty()
            }
        }
    }

    fn delimiter(&mut self, node: &Node, within: &Range<usize>, opens: bool) {
        match node.style {
            Style::Link(_) if opens => self.open_link(),
            Style::Link(target) => {
                self.out.push_str("](");
                let url = self.article.targets.get(target as usize).and_then(|url| safe_link(url));
                escape_address_into(&mut self.out, url.as_ref().map_or("", |url| url.as_str()));
                self.out.push(')');
            }
            Style::Strong => self.out.push_str(strong_delimiter(self.article, node, within)),
            Style::Emphasis => self.out.push_str(emphasis_delimiter(self.article, node, within)),
            Style::Code => {}
        }
    }

    /// An exclamation mark before a link would make it a picture.
    fn open_link(&mut self) {
        if self.out.ends_with('!') {
            self.out.insert(self.out.len() - 1, '\\');
        }
        self.out.push('[');
    }
}

/// `**` where CommonMark reads it as the start and the end of strong emphasis, else nothing.
fn strong_delimiter(article: &Article, node: &Node, within: &Range<usize>) -> &'static str {
    if flanks(article, node, within) { "**" } else { "" }
}

/// `_` between words, `*` inside a word, nothing where neither would be read as emphasis.
/// `_` keeps emphasis apart from the `**` of strong emphasis.
fn emphasis_delimiter(article: &Article, node: &Node, within: &Range<usize>) -> &'static str {
    let (before, after) = neighbours(article, node, within);
    if is_edge(before) && is_edge(after) {
        "_"
    } else if !node.touched && flanks(article, node, within) {
        "*"
    } else {
        ""
    }
}

/// CommonMark's rule for `*`: next to a punctuation mark inside (or another delimiter), there
/// must be white space or punctuation outside.
fn flanks(article: &Article, node: &Node, within: &Range<usize>) -> bool {
    let (before, after) = neighbours(article, node, within);
    let inside = &article.text[node.range.clone()];
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let first = word(inside.chars().next()) && !node.inner_at_start;
    let last = word(inside.chars().next_back()) && !node.inner_at_end;
    (first || is_edge(before)) && (last || is_edge(after))
}

fn neighbours(article: &Article, node: &Node, within: &Range<usize>) -> (Option<char>, Option<char>) {
    let before = article.text[within.start..node.range.start].chars().next_back();
    let after = article.text[node.range.end..within.end].chars().next();
    (before, after)
}

/// Nothing, white space, or what is punctuation in CommonMark beyond doubt: ASCII's,
/// General Punctuation, and that of Chinese and Japanese.
fn is_edge(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '«' | '»' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
    })
}

/// The lists that are open, outermost first.
#[derive(Default)]
struct Levels(Vec<Level>);

struct Level {
    depth: u8,
    ordered: bool,
    number: usize,
    indent: usize,
    marker_width: usize,
}

impl Levels {
    /// Indentation and marker of the next item.
    fn enter(&mut self, depth: u8, ordered: bool) -> (usize, String) {
        while self.0.pop_if(|level| level.depth > depth).is_some() {}
        let same = self.0.pop_if(|level| level.depth == depth);
        let number = same.filter(|level| level.ordered == ordered).map_or(1, |level| level.number + 1);
        let indent = self.0.last().map_or(0, |level| level.indent + level.marker_width);
        let marker = if ordered { format!("{number}. ") } else { "- ".to_owned() };
        self.0.push(Level { depth, ordered, number, indent, marker_width: marker.len() });
        (indent, marker)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SpanKind;
    use crate::document::SpanKind::{Code, Emphasis, Link, Strong};
    use crate::labels::Label;
    use crate::render::testing::{article, paragraph, push, with_image, with_title};

    fn of(text: &str, spans: &[(Range<u32>, SpanKind)]) -> String {
        paragraph(text, spans).markdown()
    }

    #[test]
    fn blocks_keep_their_structure() {
        use BlockKind::*;
        let row = |header| TableRow { table: 0, header };
        let item = |depth, ordered| ListItem { depth, ordered };
        let mut article = article(&[
            (Heading { level: 2 }, "The C# #"),
            (item(1, false), "one"),
            (item(2, true), "first"),
            (item(2, true), "second"),
            (item(3, false), "deep"),
            (item(1, false), "two"),
            (row(true), "Town\tRain | mm"),
            (row(false), "Brack\t12\tx"),
            (Quote, "# said"),
            (Quote, "so"),
            (Preformatted, "a ``` b\n  c\n"),
            (Caption, "A *dam*"),
            (Term, "Rain"),
            (Definition, "Water"),
        ]);
        push(&mut article, Paragraph, "Menu", Label::Removed(crate::Boilerplate::Navigation));
        let expected = "# A \\*B\\*\n\n## The C# \\#\n\n- one\n  1. first\n  2. second\n     - deep\n- two\n\n\
            | Town | Rain \\| mm |  |\n| --- | --- | --- |\n| Brack | 12 | x |\n\n\
            > \\# said\n>\n> so\n\n````\na ``` b\n  c\n````\n\n_A \\*dam\\*_\n\nRain\n: Water";
        assert_eq!(with_title(article, "A *B*").markdown(), expected);
    }

    #[test]
    fn spans_nest() {
        assert_eq!(of("all day long", &[(4..7, Strong), (4..12, Emphasis)]), "all _**day** long_");
        assert_eq!(
            of("ab cd", &[(0..5, Link(0)), (3..5, Code)]),
            "[ab `cd`](https://example.org/a_b%28c%29)"
        );
        assert_eq!(of("a`b", &[(0..3, Code)]), "``a`b``");
        assert_eq!(of("bad", &[(0..3, Link(1))]), "bad");
        assert_eq!(
            of("Oh! see [1]", &[(4..11, Link(0))]),
            "Oh! [see \\[1\\]](https://example.org/a_b%28c%29)"
        );
        assert_eq!(of("Oh!see", &[(3..6, Link(0))]), "Oh\\![see](https://example.org/a_b%28c%29)");
    }

    #[test]
    fn emphasis_markdown_cannot_say_is_dropped() {
        assert_eq!(of("un(real)ly", &[(2..8, Strong)]), "un(real)ly");
        assert_eq!(of("unreal", &[(2..6, Emphasis)]), "un*real*");
        assert_eq!(of("bold thin", &[(0..5, Strong), (5..9, Strong)]), "**bold thin**");
        assert_eq!(of("boldthin", &[(0..4, Strong), (4..8, Emphasis)]), "**bold**thin");
    }

    #[test]
    fn pictures_stand_before_their_part() {
        let pictured = article(&[(BlockKind::Paragraph, "One"), (BlockKind::Paragraph, "Two")]);
        let pictured = with_image(pictured, "https://example.org/a.png", "A [dam]", 1);
        let pictured = with_image(pictured, "data:image/png;base64,AAAA", "", 2);
        assert_eq!(pictured.markdown(), "One\n\n![A \\[dam\\]](https://example.org/a.png)\n\nTwo");
    }
}
