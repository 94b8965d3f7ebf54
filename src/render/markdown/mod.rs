//! An article as Markdown.
//!
//! Markdown is made of lines: a quotation, an item or a note is a mark on the first line of what is inside and
//! a prefix on all others. So the visitor keeps what opens the current line, and for every open group how to close it.
//! Tables are written at their end, when the number of columns is known.

mod inline;
mod lines;
mod table;

use self::inline::Around;
use self::lines::Lines;
use self::table::Table;
use super::escape::{Place, escape_address_into, escape_into, longest_backtick_run};
use super::notes::Notes;
use super::{html, one_line, picture_address, picture_label};
use crate::article::{Article, Group, Image, Step, Text};
use crate::document::{BlockKind, GroupKind, ListMarker};
use crate::options::Rendering;

/// The highest number of an item: CommonMark reads nine digits.
const MAX_NUMBER: u32 = 999_999_999;

impl Article {
    /// Title and body as Markdown (CommonMark with GitHub's tables, notes, tasks, alerts and strikethrough).
    ///
    /// Headings keep the levels of the page. Lists nest and keep their start numbers, tables have their first row as
    /// header row, captions are emphasised, a definition is under its term after a
    /// colon, code is fenced with its language, formulas are TeX between `$` or `$$`, and notes are `[^1]`. Raised,
    /// lowered and inserted text and parts that open on request are in the elements of HTML that Markdown
    /// allows, without attributes. A row of a table has one line: where cells have several blocks, these are joined by
    /// `<br>`.
    ///
    /// Links, pictures and captions are shown by [`Article::render`] where its options ask for them, links only to
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
        render(self, &Rendering::new())
    }
}

pub(super) fn render(article: &Article, options: &Rendering) -> String {
    let mut markdown = Markdown::new(Notes::of(article, options, false), options.links);
    if let Some(title) = article.title() {
        markdown.title(title);
    }
    for step in article.walk(options) {
        match step {
            Step::Enter(group) => markdown.enter(&group),
            Step::Leave(group) => markdown.leave(&group),
            Step::Text(text) => markdown.text(&text),
            Step::Image(image) => markdown.image(&image),
        }
    }
    markdown.lines.out
}

/// Markdown under construction.
struct Markdown<'a> {
    lines: Lines,
    notes: Notes,
    links: bool,
    /// The open groups.
    open: Vec<Open<'a>>,
    /// The table around what comes next.
    table: Option<Table>,
    /// Whether what comes next is in the line of [`Open::Details`] that always shows, which is HTML.
    in_summary: bool,
    /// What was written last.
    last: Last,
    /// The label of a note that Markdown has no mark for, to be written before its text.
    label: Option<&'a str>,
}

/// What was written last in the innermost container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Last {
    Other,
    Paragraph,
    /// A list: whether its items are counted, and whether they have the second choice of marks.
    List(bool, bool),
}

/// An open group.
enum Open<'a> {
    Transparent,
    List(List),
    /// A container with what [`Lines::close`] needs.
    Container(usize),
    Quote(usize, Option<String>),
    /// Whether a term was written last.
    Definitions(bool),
    /// A definition of which nothing was written.
    Definition,
    Code(Option<&'a str>),
    Details,
    Summary,
}

/// An open list.
struct List {
    is_ordered: bool,
    /// Whether the marks are `*` and `1)`: a list next to another would else continue it.
    is_second: bool,
    number: u32,
    /// Whether its first item follows the text above on the next line.
    is_tight: bool,
}

impl<'a> Markdown<'a> {
    fn new(notes: Notes, links: bool) -> Self {
        Markdown {
            lines: Lines::new(),
            notes,
            links,
            open: Vec::new(),
            table: None,
            in_summary: false,
            last: Last::Other,
            label: None,
        }
    }

    fn title(&mut self, title: &str) {
        self.lines.start(false);
        self.lines.out.push_str("# ");
        let place = Place { line_start: true, in_heading: true, ..Place::default() };
        escape_into(&mut self.lines.out, &one_line(title), place);
    }

    fn enter(&mut self, group: &Group<'a>) {
        if let Some(table) = &mut self.table {
            self.label = group.label().or(self.label);
            return table.enter(group.kind());
        }
        let kind = group.kind();
        if !matches!(kind, GroupKind::Document | GroupKind::Section | GroupKind::Definition) {
            self.begin_definition(false);
        }
        let open = match kind {
            _ if self.in_summary => Open::Transparent,
            GroupKind::List { marker, start } => Open::List(self.list(marker, start)),
            GroupKind::Item { task } => self.item(task),
            GroupKind::Quote => {
                let source = group.source().filter(|_| self.links).map(Into::into);
                Open::Quote(self.container(false, "> ", "> "), source)
            }
            GroupKind::Callout => {
                let mark = format!("> [!{}]\n{}> ", alert(group.callout()), self.lines.prefix());
                Open::Container(self.container(false, &mark, "> "))
            }
            GroupKind::Footnote => self.footnote(group),
            GroupKind::Definitions => Open::Definitions(false),
            GroupKind::Term => self.term(),
            GroupKind::Definition => Open::Definition,
            GroupKind::Code => Open::Code(group.language()),
            GroupKind::Details => self.tag_line("<details>", Open::Details),
            GroupKind::Summary => self.tag_line("<summary>", Open::Summary),
            GroupKind::Table => {
                self.table = Some(Table::default());
                return;
            }
            _ => Open::Transparent,
        };
        self.open.push(open);
    }

    fn leave(&mut self, _: &Group<'a>) {
        if let Some(table) = &mut self.table {
            if !table.leave() {
                self.end_table();
            }
            return;
        }
        match self.open.pop() {
            Some(Open::List(list)) => self.last = Last::List(list.is_ordered, list.is_second),
            Some(Open::Container(before)) => self.close(before),
            Some(Open::Quote(before, source)) => {
                if let Some(source) = source.and_then(|source| url::Url::parse(&source).ok()) {
                    self.source(&source);
                }
                self.close(before);
            }
            Some(Open::Details) => {
                self.lines.start(false);
                self.lines.out.push_str("</details>");
                self.last = Last::Other;
            }
            Some(Open::Summary) => {
                self.in_summary = false;
                self.lines.out.push_str("</summary>");
            }
            Some(Open::Transparent | Open::Definitions(_) | Open::Definition | Open::Code(_)) | None => {}
        }
    }

    fn container(&mut self, tight: bool, mark: &str, rest: &str) -> usize {
        self.last = Last::Other;
        self.lines.open(tight, mark, rest)
    }

    fn close(&mut self, before: usize) {
        self.lines.close(before);
        if self.last != Last::Paragraph {
            self.last = Last::Other;
        }
    }

    fn list(&self, marker: ListMarker, start: i32) -> List {
        let is_ordered = marker != ListMarker::Bullet;
        let number = u32::try_from(start).unwrap_or(0).min(MAX_NUMBER);
        let is_in_item = matches!(self.open.last(), Some(Open::Container(_)));
        List {
            is_ordered,
            is_second: self.last == Last::List(is_ordered, false),
            number,
            // Only a list that starts with 1 may follow a paragraph without an empty line.
            is_tight: is_in_item && self.last == Last::Paragraph && (!is_ordered || number == 1),
        }
    }

    fn item(&mut self, task: Option<bool>) -> Open<'a> {
        let mut tight = false;
        let mut mark = "- ".to_owned();
        if let Some(Open::List(list)) = self.open.last_mut() {
            mark = match (list.is_ordered, list.is_second) {
                (false, false) => "- ".to_owned(),
                (false, true) => "* ".to_owned(),
                (true, false) => format!("{}. ", list.number),
                (true, true) => format!("{}) ", list.number),
            };
            tight = list.is_tight;
            list.is_tight = true;
            list.number = (list.number + 1).min(MAX_NUMBER);
        }
        let rest = " ".repeat(mark.len());
        mark.push_str(match task {
            Some(true) => "[x] ",
            Some(false) => "[ ] ",
            None => "",
        });
        Open::Container(self.container(tight, &mark, &rest))
    }

    fn footnote(&mut self, group: &Group<'a>) -> Open<'a> {
        match self.notes.marked_name(group).map(|name| format!("[^{name}]: ")) {
            Some(mark) => Open::Container(self.container(false, &mark, "    ")),
            None => {
                self.label = group.label();
                Open::Transparent
            }
        }
    }

    fn term(&mut self) -> Open<'a> {
        let follows_term = match self.open.last_mut() {
            Some(Open::Definitions(follows_term)) => std::mem::replace(follows_term, true),
            _ => false,
        };
        let tight = follows_term && self.last == Last::Paragraph;
        Open::Container(self.container(tight, "", ""))
    }

    /// Begins the definition that is open, if nothing of it was written: after a colon if it begins with a paragraph.
    fn begin_definition(&mut self, is_paragraph: bool) {
        if !matches!(self.open.last(), Some(Open::Definition)) {
            return;
        }
        self.open.pop();
        if let Some(Open::Definitions(follows_term)) = self.open.last_mut() {
            *follows_term = false;
        }
        let tight = is_paragraph && self.last == Last::Paragraph;
        let (mark, rest) = if is_paragraph { (": ", "  ") } else { ("", "") };
        let before = self.container(tight, mark, rest);
        self.open.push(Open::Container(before));
    }

    /// A line with a tag of HTML.
    fn tag_line(&mut self, tag: &str, open: Open<'a>) -> Open<'a> {
        self.in_summary = matches!(open, Open::Summary);
        self.lines.start(self.in_summary && self.lines.out.ends_with("<details>"));
        self.lines.out.push_str(tag);
        self.last = Last::Other;
        open
    }

    fn end_table(&mut self) {
        let Some(table) = self.table.take() else { return };
        let lines = table.lines();
        for (index, line) in lines.iter().enumerate() {
            match index {
                0 => self.lines.start(false),
                _ => self.lines.next(),
            }
            self.lines.out.push_str(line);
        }
        self.last = Last::Other;
    }

    /// Where a quotation is from.
    fn source(&mut self, url: &url::Url) {
        if matches!(url.scheme(), "http" | "https") {
            self.lines.start(false);
            self.lines.out.push_str(&format!("— <{url}>"));
        }
    }

    fn text(&mut self, text: &Text<'a>) {
        let kind = text.block().kind();
        if self.in_summary {
            return self.summary(text);
        }
        if self.table.as_ref().is_some_and(|table| kind != BlockKind::Caption || !table.is_before_rows()) {
            return self.cell(text);
        }
        let is_paragraph = !matches!(kind, BlockKind::Preformatted | BlockKind::Heading { .. });
        self.begin_definition(is_paragraph);
        self.lines.start(false);
        if let Some(label) = self.label.take() {
            write_label(&mut self.lines.out, label);
        }
        match kind {
            BlockKind::Heading { level } => self.heading(text, level),
            BlockKind::Preformatted => self.preformatted(text.as_str()),
            BlockKind::Caption => self.caption(text),
            _ => {
                let (out, prefix) = self.lines.parts();
                inline::write(out, text, Around { prefix: Some(prefix), ..Around::default() }, &self.notes);
            }
        }
        self.last = if is_paragraph { Last::Paragraph } else { Last::Other };
    }

    fn summary(&mut self, text: &Text<'a>) {
        if !self.lines.out.ends_with("<summary>") {
            self.lines.out.push(' ');
        }
        let mut written = String::new();
        html::write_inline(&mut written, &Text { links: false, ..text.clone() }, &Notes::default());
        self.lines.out.push_str(&one_line(&written));
    }

    fn cell(&mut self, text: &Text<'a>) {
        let mut written = String::new();
        if let Some(label) = self.label.take() {
            write_label(&mut written, label);
        }
        if text.block().kind() == BlockKind::Preformatted {
            for line in text.as_str().lines().filter(|line| !line.trim().is_empty()) {
                written.push_str(if written.is_empty() { "" } else { "<br>" });
                inline::write_code(&mut written, line.trim_end(), true);
            }
        } else {
            let place = Place { in_cell: true, ..Place::default() };
            inline::write(&mut written, text, Around { place, ..Around::default() }, &self.notes);
        }
        if let Some(table) = &mut self.table {
            table.add(&written);
        }
    }

    fn heading(&mut self, text: &Text<'a>, level: u8) {
        self.lines.out.push_str(&"#".repeat(usize::from(level.clamp(1, 6))));
        self.lines.out.push(' ');
        let place = Place { in_heading: true, ..Place::default() };
        inline::write(&mut self.lines.out, text, Around { place, ..Around::default() }, &self.notes);
    }

    fn caption(&mut self, text: &Text<'a>) {
        self.lines.out.push('_');
        let around = Around { emphasised: true, ..Around::default() };
        inline::write(&mut self.lines.out, text, around, &self.notes);
        self.lines.out.push('_');
    }

    fn preformatted(&mut self, text: &str) {
        let fence = "`".repeat(longest_backtick_run(text).max(2) + 1);
        let language = match self.open.last() {
            Some(Open::Code(Some(language))) => info_string(language),
            _ => String::new(),
        };
        self.lines.out.push_str(&fence);
        self.lines.out.push_str(&language);
        text.trim_end_matches('\n').split('\n').for_each(|line| self.lines.line(line));
        self.lines.line(&fence);
    }

    fn image(&mut self, image: &Image<'_>) {
        let Some(url) = picture_address(image).filter(|_| !self.in_summary) else { return };
        let mut written = if image.is_video() { "[" } else { "![" }.to_owned();
        let in_cell = self.table.is_some();
        escape_into(
            &mut written,
            &one_line(picture_label(image)),
            Place { in_link: true, in_cell, ..Place::default() },
        );
        written.push_str("](");
        escape_address_into(&mut written, url.as_str());
        written.push(')');
        if let Some(table) = &mut self.table {
            return table.add(&written);
        }
        self.begin_definition(false);
        self.lines.start(false);
        self.lines.out.push_str(&written);
        self.last = Last::Other;
    }
}

fn write_label(out: &mut String, label: &str) {
    escape_into(
        out,
        &format!("[{}] ", one_line(label)),
        Place { line_start: true, in_link: true, ..Place::default() },
    );
}

/// The language of fenced code, without what would end the line or mean something else there.
fn info_string(language: &str) -> String {
    language
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '+' | '#' | '-' | '.' | '_'))
        .take(40)
        .collect()
}

/// The alert of GitHub that is closest to a kind of callout.
fn alert(callout: Option<&str>) -> &'static str {
    match callout.map(str::to_ascii_lowercase).as_deref() {
        Some("tip" | "hint" | "success" | "check" | "done") => "TIP",
        Some("important" | "question" | "faq" | "help") => "IMPORTANT",
        Some("warning" | "attention") => "WARNING",
        Some("caution" | "danger" | "error" | "bug" | "failure") => "CAUTION",
        _ => "NOTE",
    }
}

#[cfg(test)]
mod tests;
