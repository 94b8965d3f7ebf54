//! Writes articles in a format of its own, reStructuredText, by walking the body as a tree.
//!
//! ```sh
//! cargo run --example own_format -- page.html
//! ```

use std::error::Error;

use dechaff::{Article, BlockKind, GroupKind, Inline, ListMarker, Rendering, Step, Style, Text};

fn main() -> Result<(), Box<dyn Error>> {
    for file in std::env::args().skip(1) {
        let article = dechaff::clean(&std::fs::read_to_string(&file)?)?;
        print!("{}", restructured(&article));
    }
    Ok(())
}

/// What is open around the next block.
#[derive(Default)]
struct Writer {
    out: String,
    /// What opens every line: an item's text stands below its own beginning.
    indent: String,
    /// The mark of the item that begins, which takes the place of the last part of the indentation.
    mark: Option<String>,
    /// For each open list what marks its items.
    lists: Vec<&'static str>,
    /// Language of the code that is open.
    language: Option<String>,
}

fn restructured(article: &Article) -> String {
    let mut writer = Writer::default();
    for step in article.walk(&Rendering::new().with_links(true)) {
        match step {
            Step::Enter(group) => match group.kind() {
                GroupKind::List { marker: ListMarker::Bullet, .. } => writer.lists.push("* "),
                GroupKind::List { .. } => writer.lists.push("#. "),
                GroupKind::Item { .. } => writer.open_item(),
                GroupKind::Quote => writer.indent.push_str("   "),
                GroupKind::Code => writer.language = group.language().map(str::to_owned),
                _ => {}
            },
            Step::Leave(group) => match group.kind() {
                GroupKind::List { .. } => drop(writer.lists.pop()),
                GroupKind::Item { .. } | GroupKind::Quote => writer.close(),
                GroupKind::Code => writer.language = None,
                _ => {}
            },
            Step::Text(text) => writer.text(&text),
            _ => {}
        }
    }
    writer.out
}

impl Writer {
    fn open_item(&mut self) {
        self.mark = self.lists.last().map(|mark| format!("{}{mark}", self.indent));
        self.indent.push_str("   ");
    }

    fn close(&mut self) {
        self.indent.truncate(self.indent.len().saturating_sub(3));
        self.mark = None;
    }

    fn text(&mut self, text: &Text<'_>) {
        let written = inline(text);
        let start = self.mark.take().unwrap_or_else(|| self.indent.clone());
        match text.block().kind() {
            BlockKind::Heading { .. } => {
                let rule = "=".repeat(written.chars().count());
                self.out.push_str(&format!("{start}{written}\n{start}{rule}\n\n"));
            }
            BlockKind::Preformatted => {
                let language = self.language.as_deref().unwrap_or("text");
                self.out.push_str(&format!("{start}.. code:: {language}\n\n"));
                for line in text.as_str().lines() {
                    self.out.push_str(&format!("{}   {line}\n", self.indent));
                }
                self.out.push('\n');
            }
            _ => self
                .out
                .push_str(&format!("{start}{}\n\n", written.replace('\n', &format!("\n{}", self.indent)))),
        }
    }
}

/// The text with its markup, which nests properly.
fn inline(text: &Text<'_>) -> String {
    let mut out = String::new();
    for inline in text.inlines() {
        match inline {
            Inline::Text(run) => out.push_str(&run),
            Inline::Break => out.push('\n'),
            Inline::Start(Style::Strong) | Inline::End(Style::Strong) => out.push_str("**"),
            Inline::Start(Style::Emphasis) | Inline::End(Style::Emphasis) => out.push('*'),
            Inline::Start(Style::Code) | Inline::End(Style::Code) => out.push_str("``"),
            Inline::Start(Style::Superscript) => out.push_str(":sup:`"),
            Inline::Start(Style::Subscript) => out.push_str(":sub:`"),
            Inline::End(Style::Superscript | Style::Subscript) => out.push('`'),
            Inline::Start(Style::Link(_)) => out.push('`'),
            Inline::End(Style::Link(address)) => out.push_str(&format!(" <{address}>`__")),
            Inline::Math { tex, .. } => out.push_str(&format!(":math:`{tex}`")),
            Inline::Note { label } => out.push_str(&format!("[{label}]_")),
            _ => {}
        }
    }
    out
}
