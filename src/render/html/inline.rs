//! The text of a block with its markup in HTML.

use crate::article::Text;
use crate::article::inline::{Event, events};
use crate::article::nesting::{Mark, Node, address, nodes};
use crate::render::escape::escape_markup_into;
use crate::render::notes::Notes;

/// What an identifier of a note begins with, so that it is no name that a script may look for.
pub(super) const NOTE_ID: &str = "fn-";

/// Appends a text with its markup.
pub(in crate::render) fn write(out: &mut String, text: &Text<'_>, notes: &Notes) {
    let nodes = nodes(text);
    let mut inline = Inline { out, text, notes, in_link: false };
    for event in events(text, &nodes) {
        match event {
            Event::Text(run) => inline.lines(&run),
            Event::Start(node) => inline.start(node.mark),
            Event::End(node) => inline.end(node.mark),
            Event::Leaf(node) => inline.leaf(node),
        }
    }
}

/// One text under construction.
struct Inline<'w> {
    out: &'w mut String,
    text: &'w Text<'w>,
    notes: &'w Notes,
    in_link: bool,
}

impl Inline<'_> {
    fn lines(&mut self, text: &str) {
        for (index, line) in text.split('\n').enumerate() {
            if index > 0 {
                self.out.push_str("<br>\n");
            }
            escape_markup_into(self.out, line);
        }
    }

    fn start(&mut self, mark: Mark) {
        match mark {
            Mark::Link(target) => {
                self.in_link = true;
                let url = address(self.text.article, target);
                self.out.push_str("<a href=\"");
                escape_markup_into(self.out, url.as_ref().map_or("", |url| url.as_str()));
                self.out.push_str("\">");
            }
            mark => self.out.push_str(&format!("<{}>", element(mark))),
        }
    }

    fn end(&mut self, mark: Mark) {
        if let Mark::Ruby(reading) = mark {
            let reading = self.text.article.readings.get(reading as usize).map_or("", String::as_str);
            self.out.push_str("<rt>");
            escape_markup_into(self.out, reading);
            self.out.push_str("</rt>");
        }
        self.in_link &= !matches!(mark, Mark::Link(_));
        self.out.push_str(&format!("</{}>", element(mark)));
    }

    fn leaf(&mut self, node: &Node) {
        let article = self.text.article;
        match node.mark {
            Mark::Math { display } => {
                let (kind, opening, closing) =
                    if display { ("display", "\\[", "\\]") } else { ("inline", "\\(", "\\)") };
                self.out.push_str(&format!("<span class=\"math {kind}\">{opening}"));
                escape_markup_into(self.out, &article.text[node.content.clone()]);
                self.out.push_str(closing);
                self.out.push_str("</span>");
            }
            Mark::Note(note) => {
                // The figure itself may be raised where the text has it: here the element says that.
                let Some(label) = article.notes.get(note as usize) else { return };
                let name = self.notes.target(label).filter(|_| !self.in_link);
                self.out.push_str("<sup>");
                self.out
                    .push_str(&name.map_or(String::new(), |name| format!("<a href=\"#{NOTE_ID}{name}\">")));
                escape_markup_into(self.out, &format!("[{label}]"));
                self.out.push_str(name.map_or("", |_| "</a>"));
                self.out.push_str("</sup>");
            }
            _ => {}
        }
    }
}

fn element(mark: Mark) -> &'static str {
    match mark {
        Mark::Link(_) => "a",
        Mark::Strong => "strong",
        Mark::Emphasis => "em",
        Mark::Code => "code",
        Mark::Superscript | Mark::Note(_) => "sup",
        Mark::Subscript => "sub",
        Mark::Deletion => "del",
        Mark::Insertion => "ins",
        Mark::Ruby(_) => "ruby",
        Mark::Math { .. } | Mark::Marker => "span",
    }
}
