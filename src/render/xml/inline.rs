//! The text of a block with its markup in TEI.

use super::markup::Markup;
use crate::article::Text;
use crate::article::inline::{Event, events};
use crate::article::nesting::{Mark, Node, address, nodes};
use crate::render::notes::Notes;

/// What an identifier of a note begins with.
pub(super) const NOTE_ID: &str = "fn-";

/// Appends a text with its markup.
pub(super) fn write(out: &mut Markup, text: &Text<'_>, notes: &Notes) {
    let nodes = nodes(text);
    for event in events(text, &nodes) {
        match event {
            Event::Text(run) => lines(out, &run),
            Event::Start(node) => start(out, text, node.mark),
            Event::End(node) => end(out, text, node.mark),
            Event::Leaf(node) => leaf(out, text, node, notes),
        }
    }
}

fn lines(out: &mut Markup, text: &str) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.empty("lb", &[]);
        }
        out.text(line);
    }
}

fn start(out: &mut Markup, text: &Text<'_>, mark: Mark) {
    match mark {
        Mark::Link(target) => {
            let url = address(text.article, target);
            out.start("ref", &[("target", url.as_ref().map_or("", |url| url.as_str()))]);
        }
        Mark::Ruby(_) => {
            out.start("ruby", &[]);
            out.start("rb", &[]);
        }
        mark => match rendition(mark) {
            Some(rendition) => out.start("hi", &[("rend", rendition)]),
            None => out.start(element(mark), &[]),
        },
    }
}

fn end(out: &mut Markup, text: &Text<'_>, mark: Mark) {
    if let Mark::Ruby(reading) = mark {
        out.end("rb");
        out.element("rt", &[], text.article.readings.get(reading as usize).map_or("", String::as_str));
    }
    out.end(element(mark));
}

fn leaf(out: &mut Markup, text: &Text<'_>, node: &Node, notes: &Notes) {
    let article = text.article;
    match node.mark {
        Mark::Math { display } => {
            let attributes = [("notation", "TeX"), ("rend", "display")];
            let attributes = if display { &attributes[..] } else { &attributes[..1] };
            out.element("formula", attributes, &article.text[node.content.clone()]);
        }
        Mark::Note(note) => {
            let Some(label) = article.notes.get(note as usize) else { return };
            let mark = &format!("[{label}]");
            match notes.target(label) {
                Some(name) => {
                    let target = format!("#{NOTE_ID}{name}");
                    out.element("ref", &[("type", "note"), ("target", &target)], mark);
                }
                None => out.element("hi", &[("rend", "superscript")], mark),
            }
        }
        _ => {}
    }
}

fn element(mark: Mark) -> &'static str {
    match mark {
        Mark::Link(_) | Mark::Note(_) => "ref",
        Mark::Strong | Mark::Emphasis | Mark::Superscript | Mark::Subscript => "hi",
        Mark::Code => "code",
        Mark::Deletion => "del",
        Mark::Insertion => "add",
        Mark::Ruby(_) => "ruby",
        Mark::Math { .. } | Mark::Marker => "formula",
    }
}

fn rendition(mark: Mark) -> Option<&'static str> {
    match mark {
        Mark::Strong => Some("bold"),
        Mark::Emphasis => Some("italic"),
        Mark::Superscript => Some("superscript"),
        Mark::Subscript => Some("subscript"),
        _ => None,
    }
}
