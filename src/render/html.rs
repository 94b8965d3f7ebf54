//! An article as HTML.

use std::ops::Range;

use super::inline::{self, Event, Style, safe_image, safe_link};
use super::{Part, cells, parts, trimmed_range, visible_body};
use crate::article::{Article, Block};
use crate::document::{BlockKind, Image};

impl Article {
    /// Title and body as a fragment of HTML: one `<article>`.
    ///
    /// The fragment is safe to show: it is written from text, not copied from the page. It
    /// has the elements `article`, `h1` to `h6`, `p`, `br`, `ul`, `ol`, `li`, `blockquote`,
    /// `pre`, `code`, `table`, `tr`, `th`, `td`, `figure`, `figcaption`, `img`, `dl`, `dt`,
    /// `dd`, `a`, `strong` and `em`, and the attributes `href`, `src` and `alt`. Links go to
    /// `http`, `https` and `mailto` addresses, pictures come from `http` and `https` ones;
    /// both are shown where [`Cleaner::with_links`](crate::Cleaner::with_links) and
    /// [`Cleaner::with_images`](crate::Cleaner::with_images) asked for them.
    ///
    /// ```
    /// let html = "<article><h1>Rain</h1><p onclick='x()'>It rained all day, and nobody minded it.</p></article>";
    /// let html: String = dechaff::clean(html)?.html();
    /// assert!(!html.contains("onclick"));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn html(&self) -> String {
        let mut out = Html { out: "<article>\n".to_owned(), article: self };
        if let Some(title) = self.title() {
            out.element("h1", title);
        }
        let body = visible_body(self);
        let (parts, last_images) = parts(self, &body);
        for part in &parts {
            out.part(part);
        }
        out.figures(last_images);
        out.out.push_str("</article>");
        out.out
    }
}

/// HTML under construction.
struct Html<'a> {
    out: String,
    article: &'a Article,
}

impl Html<'_> {
    fn part(&mut self, part: &Part<'_>) {
        let Some(first) = part.blocks.first() else { return };
        if first.kind() == BlockKind::Caption {
            return self.captioned(part.images, first);
        }
        self.figures(part.images);
        match first.kind() {
            BlockKind::ListItem { .. } => self.list(part.blocks),
            BlockKind::TableRow { .. } => self.table(part.blocks),
            BlockKind::Quote => self.quote(part.blocks),
            BlockKind::Term | BlockKind::Definition => self.definitions(part.blocks),
            BlockKind::Heading { level } => self.block(heading_name(level), first),
            BlockKind::Preformatted => self.preformatted(first.text()),
            BlockKind::Paragraph | BlockKind::Control | BlockKind::Caption => self.block("p", first),
        }
    }

    fn element(&mut self, name: &str, text: &str) {
        self.out.push_str(&format!("<{name}>"));
        escape_into(&mut self.out, text);
        self.out.push_str(&format!("</{name}>\n"));
    }

    fn block(&mut self, name: &str, block: &Block<'_>) {
        self.out.push_str(&format!("<{name}>"));
        self.inline(block, trimmed_range(block));
        self.out.push_str(&format!("</{name}>\n"));
    }

    fn figures(&mut self, images: &[Image]) {
        for image in images {
            let mark = self.out.len();
            self.out.push_str("<figure>");
            if self.image(image) {
                self.out.push_str("</figure>\n");
            } else {
                self.out.truncate(mark);
            }
        }
    }

    /// Writes the picture and returns true if its address is one on the web.
    fn image(&mut self, image: &Image) -> bool {
        let Some(url) = safe_image(image.url()) else { return false };
        self.out.push_str("<img src=\"");
        escape_into(&mut self.out, url.as_str());
        self.out.push_str("\" alt=\"");
        escape_into(&mut self.out, image.alt());
        self.out.push_str("\">");
        true
    }

    /// The last picture before a caption is the one it belongs to.
    fn captioned(&mut self, images: &[Image], caption: &Block<'_>) {
        let (others, last) = images.split_at(images.len().saturating_sub(1));
        self.figures(others);
        self.out.push_str("<figure>");
        for image in last {
            self.image(image);
        }
        self.out.push_str("<figcaption>");
        self.inline(caption, trimmed_range(caption));
        self.out.push_str("</figcaption></figure>\n");
    }

    fn quote(&mut self, blocks: &[Block<'_>]) {
        self.out.push_str("<blockquote>\n");
        for block in blocks {
            self.block("p", block);
        }
        self.out.push_str("</blockquote>\n");
    }

    fn definitions(&mut self, blocks: &[Block<'_>]) {
        self.out.push_str("<dl>\n");
        for block in blocks {
            self.block(if block.kind() == BlockKind::Term { "dt" } else { "dd" }, block);
        }
        self.out.push_str("</dl>\n");
    }

    fn preformatted(&mut self, text: &str) {
        self.out.push_str("<pre><code>");
        escape_into(&mut self.out, text);
        self.out.push_str("</code></pre>\n");
    }

    fn table(&mut self, rows: &[Block<'_>]) {
        self.out.push_str("<table>\n");
        for row in rows {
            let name =
                if matches!(row.kind(), BlockKind::TableRow { header: true, .. }) { "th" } else { "td" };
            self.out.push_str("<tr>");
            for cell in cells(row) {
                self.out.push_str(&format!("<{name}>"));
                self.inline(row, cell);
                self.out.push_str(&format!("</{name}>"));
            }
            self.out.push_str("</tr>\n");
        }
        self.out.push_str("</table>\n");
    }

    fn list(&mut self, items: &[Block<'_>]) {
        // The lists that are open, each with an open item: depth and name.
        let mut open: Vec<(u8, &str)> = Vec::new();
        for item in items {
            let BlockKind::ListItem { depth, ordered } = item.kind() else { continue };
            let name = if ordered { "ol" } else { "ul" };
            let outer =
                |&mut (level, list): &mut (u8, &str)| level > depth || (level == depth && list != name);
            while let Some((_, list)) = open.pop_if(outer) {
                self.out.push_str(&format!("</li>\n</{list}>\n"));
            }
            if open.last().is_some_and(|(level, _)| *level == depth) {
                self.out.push_str("</li>\n");
            } else {
                self.out.push_str(&format!("<{name}>\n"));
                open.push((depth, name));
            }
            self.out.push_str("<li>");
            self.inline(item, trimmed_range(item));
        }
        while let Some((_, list)) = open.pop() {
            self.out.push_str(&format!("</li>\n</{list}>\n"));
        }
    }

    /// A part of a block's text with its markup.
    fn inline(&mut self, block: &Block<'_>, range: Range<usize>) {
        let nodes = inline::nodes(block, &range);
        for event in inline::events(&nodes, &range) {
            match event {
                Event::Text(text) => self.lines(&self.article.text[text]),
                Event::Start(node) => self.start(node.style),
                Event::End(node) => self.out.push_str(match node.style {
                    Style::Link(_) => "</a>",
                    Style::Strong => "</strong>",
                    Style::Emphasis => "</em>",
                    Style::Code => "</code>",
                }),
            }
        }
    }

    fn start(&mut self, style: Style) {
        match style {
            Style::Strong => self.out.push_str("<strong>"),
            Style::Emphasis => self.out.push_str("<em>"),
            Style::Code => self.out.push_str("<code>"),
            Style::Link(target) => {
                let url = self.article.targets.get(target as usize).and_then(|url| safe_link(url));
                self.out.push_str("<a href=\"");
                escape_into(&mut self.out, url.as_ref().map_or("", |url| url.as_str()));
                self.out.push_str("\">");
            }
        }
    }

    fn lines(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.out.push_str("<br>\n");
            }
            escape_into(&mut self.out, line);
        }
    }
}

fn heading_name(level: u8) -> &'static str {
    match level {
        0 | 1 => "h1",
        2 => "h2",
        3 => "h3",
        4 => "h4",
        5 => "h5",
        _ => "h6",
    }
}

/// Escapes for text and for attributes in double quotes.
fn escape_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::SpanKind;
    use crate::render::testing::{article, paragraph, with_image, with_title};

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
        assert_eq!(article.html(), expected);
    }

    #[test]
    fn links_are_safe_and_spans_nest() {
        let spans = [(0..4, SpanKind::Strong), (2..6, SpanKind::Link(0)), (5..9, SpanKind::Link(1))];
        let html = paragraph("abcdef <x>", &spans).html();
        let link = "<a href=\"https://example.org/a_b(c)\">cd</a>";
        assert_eq!(html, format!("<article>\n<p><strong>ab{link}</strong>ef &lt;x&gt;</p>\n</article>"));
    }
}
