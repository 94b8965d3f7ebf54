//! The text of a block with its markup in Markdown.

use crate::article::inline::{Event, events};
use crate::article::nesting::{Mark, Node, address, nodes};
use crate::article::{Article, Text};
use crate::render::escape::{Place, escape_address_into, escape_into, longest_backtick_run};
use crate::render::notes::Notes;

/// What a line break inside a block becomes, and what else depends on the block.
#[derive(Clone, Copy, Default)]
pub(super) struct Around<'p> {
    pub(super) place: Place,
    /// Opens the block's further lines; `None` where a block must stay on one line.
    pub(super) prefix: Option<&'p str>,
    /// The whole run is emphasised already.
    pub(super) emphasised: bool,
}

/// Appends a text with its markup.
pub(super) fn write(out: &mut String, text: &Text<'_>, around: Around<'_>, notes: &Notes) {
    let mut nodes = nodes(text);
    // Before the text is cut at the nodes: what shows no delimiter must not cut it.
    nodes.retain(|node| shows(text, node, around));
    let place = Place { line_start: !around.emphasised && !around.place.in_cell, ..around.place };
    let mut inline = Inline { out, text, notes, prefix: around.prefix, place, code: None, formula_end: 0 };
    for event in events(text, &nodes) {
        inline.event(event);
        inline.place.line_start = false;
    }
}

/// One text under construction.
struct Inline<'w> {
    out: &'w mut String,
    text: &'w Text<'w>,
    notes: &'w Notes,
    prefix: Option<&'w str>,
    place: Place,
    /// Code that is open: its text so far.
    code: Option<String>,
    /// Where the last formula on a line of its own ended.
    formula_end: usize,
}

impl Inline<'_> {
    fn event(&mut self, event: Event<'_, '_>) {
        match event {
            Event::Text(run) => match &mut self.code {
                Some(code) => code.push_str(&run),
                None => self.lines(&run),
            },
            Event::Start(node) => self.start(node),
            Event::End(node) => self.end(node),
            Event::Leaf(node) => self.leaf(node),
        }
    }

    /// Text whose line breaks stay where the block may have several lines.
    fn lines(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index == 0 {
                escape_into(self.out, line, self.place);
                continue;
            }
            match self.prefix {
                Some(prefix) => {
                    self.out.push_str("\\\n");
                    self.out.push_str(prefix);
                    self.place.line_start = true;
                }
                None => self.out.push_str(if self.place.in_cell { "<br>" } else { " " }),
            }
            escape_into(self.out, line.trim_start(), self.place);
        }
    }

    fn start(&mut self, node: &Node) {
        match node.mark {
            Mark::Code => self.code = Some(String::new()),
            Mark::Link(_) => {
                self.place.in_link = true;
                self.open_bracket();
            }
            Mark::Strong => self.out.push_str("**"),
            Mark::Emphasis => self.out.push_str(emphasis_delimiter(self.text, node)),
            Mark::Deletion if flanks(self.text, node) => {
                self.place.in_deletion = true;
                self.out.push_str("~~");
            }
            mark => self.out.push_str(tags(mark).0),
        }
    }

    fn end(&mut self, node: &Node) {
        match node.mark {
            Mark::Code => {
                let code = self.code.take().unwrap_or_default();
                write_code(self.out, &code, self.place.in_cell);
            }
            Mark::Link(target) => {
                self.place.in_link = false;
                self.out.push_str("](");
                let url = address(self.text.article, target);
                escape_address_into(self.out, url.as_ref().map_or("", |url| url.as_str()));
                self.out.push(')');
            }
            Mark::Strong => self.out.push_str("**"),
            Mark::Emphasis => self.out.push_str(emphasis_delimiter(self.text, node)),
            Mark::Deletion if flanks(self.text, node) => {
                self.place.in_deletion = false;
                self.out.push_str("~~");
            }
            Mark::Ruby(reading) => {
                self.out.push_str("<rt>");
                let reading = self.text.article.readings.get(reading as usize).map_or("", String::as_str);
                escape_into(self.out, &crate::render::one_line(reading), self.place);
                self.out.push_str("</rt></ruby>");
            }
            mark => self.out.push_str(tags(mark).1),
        }
    }

    fn leaf(&mut self, node: &Node) {
        let article = self.text.article;
        match node.mark {
            Mark::Math { display } => {
                let tex = one_line_tex(&article.text[node.content.clone()]);
                // A pipe would end the cell; TeX has a name for it.
                let tex = if self.place.in_cell {
                    tex.replace("\\|", "\\Vert ").replace('|', "\\vert ")
                } else {
                    tex
                };
                let tex = without_tags(&tex);
                if display {
                    self.part_formulas();
                }
                let delimiter = if display { "$$" } else { "$" };
                self.out.push_str(&format!("{delimiter}{tex}{delimiter}"));
                if display {
                    self.formula_end = self.out.len();
                }
            }
            Mark::Note(note) => {
                let name = article.notes.get(note as usize).and_then(|label| self.notes.target(label));
                match name.filter(|_| !self.place.in_link) {
                    Some(name) => {
                        self.open_bracket();
                        self.out.push_str(&format!("^{name}]"));
                    }
                    None => escape_into(self.out, &article.text[node.range.clone()], self.place),
                }
            }
            _ => {}
        }
    }

    /// Two formulas on lines of their own begin a line each: side by side, their delimiters would be one.
    fn part_formulas(&mut self) {
        let is_next = self.formula_end > 0 && self.out[self.formula_end..].trim().is_empty();
        let Some(prefix) = self.prefix.filter(|_| is_next) else { return };
        self.out.truncate(self.formula_end);
        self.out.push('\n');
        self.out.push_str(prefix);
    }

    /// An exclamation mark before a bracket would make a picture of it.
    fn open_bracket(&mut self) {
        if self.out.ends_with('!') {
            self.out.insert(self.out.len() - 1, '\\');
        }
        self.out.push('[');
    }
}

/// TeX in which nothing looks like a tag: where no formulas are drawn, it would be one. TeX has a name for the sign.
fn without_tags(tex: &str) -> String {
    let mut written = String::with_capacity(tex.len());
    let mut rest = tex;
    while let Some((before, after)) = rest.split_once('<') {
        let opens = after.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'));
        written.push_str(before);
        written.push_str(if opens { "\\lt " } else { "<" });
        rest = after;
    }
    written.push_str(rest);
    written
}

/// What Markdown has no marks for is set in elements of HTML.
fn tags(mark: Mark) -> (&'static str, &'static str) {
    match mark {
        Mark::Superscript => ("<sup>", "</sup>"),
        Mark::Subscript => ("<sub>", "</sub>"),
        Mark::Deletion => ("<del>", "</del>"),
        Mark::Insertion => ("<ins>", "</ins>"),
        Mark::Ruby(_) => ("<ruby>", "</ruby>"),
        _ => ("", ""),
    }
}

/// Appends code between backticks.
pub(super) fn write_code(out: &mut String, code: &str, in_cell: bool) {
    let code = code.replace(['\n', '\r'], " ");
    let code = if in_cell { code.replace('|', "\\|") } else { code };
    let fence = "`".repeat(longest_backtick_run(&code) + 1);
    // White space at the ends is outside the node, so spaces are needed for backticks only.
    let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
    out.push_str(&format!("{fence}{pad}{code}{pad}{fence}"));
}

/// A formula on one line, as a line of it could look like an item or a heading: without its comments, which
/// would now reach to its end.
fn one_line_tex(tex: &str) -> String {
    if !tex.contains('\n') {
        return tex.to_owned();
    }
    let without_comment = |line: &str| {
        let is_comment = |at: &usize| line[..*at].bytes().rev().take_while(|b| *b == b'\\').count() % 2 == 0;
        let end = line.match_indices('%').map(|(at, _)| at).find(is_comment).unwrap_or(line.len());
        line[..end].trim().to_owned()
    };
    let lines: Vec<String> = tex.lines().map(without_comment).filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

fn shows(text: &Text<'_>, node: &Node, around: Around<'_>) -> bool {
    match node.mark {
        // What has raised characters of its own needs no markup, and reads the same where none is drawn.
        Mark::Superscript | Mark::Subscript => {
            node.content != node.range || text.article.text[node.range.clone()].is_ascii()
        }
        // `[` and `]:` make a definition even where the latter is in code.
        Mark::Code => !text.article.text[node.range.clone()].contains("]:"),
        Mark::Strong => flanks(text, node),
        Mark::Emphasis => !around.emphasised && !emphasis_delimiter(text, node).is_empty(),
        _ => true,
    }
}

/// `_` between words, `*` inside a word, nothing where neither would be read as emphasis.
/// `_` keeps emphasis apart from the `**` of strong emphasis.
fn emphasis_delimiter(text: &Text<'_>, node: &Node) -> &'static str {
    let (before, after) = neighbours(text, node);
    if is_edge(before) && is_edge(after) {
        "_"
    } else if !node.touched && flanks(text, node) {
        "*"
    } else {
        ""
    }
}

/// CommonMark's rule for `*`: next to a punctuation mark inside (or another delimiter), there
/// must be white space or punctuation outside.
fn flanks(text: &Text<'_>, node: &Node) -> bool {
    let (before, after) = neighbours(text, node);
    let inside = &text.article.text[node.range.clone()];
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let first = word(inside.chars().next()) && !node.inner_at_start;
    let last = word(inside.chars().next_back()) && !node.inner_at_end;
    (first || is_edge(before)) && (last || is_edge(after))
}

fn neighbours(text: &Text<'_>, node: &Node) -> (Option<char>, Option<char>) {
    let article: &Article = text.article;
    let before = article.text[text.range.start..node.range.start].chars().next_back();
    let after = article.text[node.range.end..text.range.end].chars().next();
    (before, after)
}

/// Nothing, white space, or what is punctuation in CommonMark beyond doubt: ASCII's,
/// General Punctuation, and that of Chinese and Japanese.
fn is_edge(c: Option<char>) -> bool {
    c.is_none_or(|c| {
        c.is_whitespace() || c.is_ascii_punctuation() || matches!(c, '«' | '»' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
    })
}
