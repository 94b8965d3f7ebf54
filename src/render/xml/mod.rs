//! An article as XML: a document of TEI P5, the format of text corpora.
//!
//! TEI is strict about what may be where: a heading opens a `div` and is its first child, and inside a list, a
//! table or a note there are none. So the visitor knows for every open element what it may hold ([`Place`]), and puts
//! the elements between that are missing. Details and sections have no element of their own.

mod header;
mod inline;
mod markup;

use self::inline::NOTE_ID;
use self::markup::{Markup, language, rendition, word};
use super::notes::Notes;
use super::part::{Between, Holder, Part, missing};
use super::{picture_address, picture_label};
use crate::article::{Article, Group, Image, Step, Text};
use crate::document::{BlockKind, GroupKind, ListMarker};
use crate::options::Rendering;

pub(super) fn render(article: &Article, options: &Rendering) -> String {
    let out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned();
    let mut xml = Xml::new(Markup { out }, Notes::of(article, options, true));
    xml.out.start("TEI", &[("xmlns", "http://www.tei-c.org/ns/1.0")]);
    xml.out.out.push('\n');
    header::write(&mut xml.out, article);
    xml.out.out.push_str("\n<text><body>\n");
    for step in article.walk(options) {
        match step {
            Step::Enter(group) => xml.enter(&group),
            Step::Leave(_) => xml.leave(),
            Step::Text(text) => xml.text(&text),
            Step::Image(image) => xml.image(&image),
        }
    }
    xml.finish()
}

/// What an element may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// The body and its divisions: headings and blocks.
    Division,
    /// Blocks, but no headings: a quotation, a note.
    Flow,
    /// The same, where the first paragraph needs no element of its own: an item, a cell.
    Bare,
    Figure,
    List,
    Definitions,
    Table,
    Row,
    /// Text without blocks.
    Phrase,
}

/// An open group.
struct Open<'a> {
    place: Place,
    /// The ends of its elements, innermost first.
    ends: Vec<&'static str>,
    /// Length of the output without it, and with its start.
    before: usize,
    start: usize,
    /// The number of the next item of a list that is counted.
    number: Option<i64>,
    /// Of definitions: what is open inside.
    entry: Entry,
    has_row: bool,
    is_code: bool,
    language: Option<&'a str>,
}

/// What is open in a list of definitions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Entry {
    Nothing,
    Label,
    Item,
}

/// XML under construction.
struct Xml<'a> {
    out: Markup,
    notes: Notes,
    open: Vec<Open<'a>>,
    /// Levels of the headings whose divisions are open.
    divisions: Vec<u8>,
    /// Whether the body has what it must have at least.
    has_block: bool,
    /// Whether there is text before in an element without blocks.
    follows_phrase: bool,
    /// The label of a note whose text begins.
    label: Option<&'a str>,
}

impl<'a> Xml<'a> {
    fn new(out: Markup, notes: Notes) -> Self {
        Xml {
            out,
            notes,
            open: Vec::new(),
            divisions: Vec::new(),
            has_block: false,
            follows_phrase: false,
            label: None,
        }
    }

    fn finish(mut self) -> String {
        self.divisions.iter().for_each(|_| self.out.end("div"));
        if !self.has_block {
            self.out.empty("p", &[]);
        }
        self.out.out.push_str("</body></text>\n</TEI>\n");
        self.out.out
    }

    fn place(&self) -> Place {
        self.open.last().map_or(Place::Division, |open| open.place)
    }

    fn enter(&mut self, group: &Group<'a>) {
        self.label = group.label().or(self.label);
        let before = self.out.out.len();
        let outer = self.place();
        let (place, ends) = match outer {
            Place::Phrase => (Place::Phrase, Vec::new()),
            _ => {
                let (filled, mut ends) = self.fill(Part::of_group(group.kind()));
                let place = self.open_element(group, &mut ends).unwrap_or(filled);
                ends.reverse();
                (place, ends)
            }
        };
        // Without an element of its own it goes on in the one around it.
        let start = match self.open.last() {
            Some(open) if before == self.out.out.len() => open.start,
            _ => self.out.out.len(),
        };
        self.open.push(Open {
            place,
            ends,
            before,
            start,
            number: self.first_number(group.kind()),
            entry: Entry::Nothing,
            has_row: false,
            is_code: group.kind() == GroupKind::Code,
            language: group.language(),
        });
    }

    fn leave(&mut self) {
        let Some(open) = self.open.pop() else { return };
        match open.place {
            Place::Figure if open.start == self.out.out.len() => return self.out.out.truncate(open.before),
            Place::Definitions if !open.ends.is_empty() => self.end_entries(open.entry),
            Place::Table if !open.has_row && !open.ends.is_empty() => {
                self.out.start("row", &[]);
                self.out.empty("cell", &[]);
                self.out.end("row");
            }
            _ => {}
        }
        open.ends.iter().for_each(|end| self.out.end(end));
        self.end_line();
    }

    /// A line for each block of the body.
    fn end_line(&mut self) {
        if self.place() == Place::Division {
            self.out.out.push('\n');
        }
    }

    /// Starts the elements that are missing between the innermost open group and something inside it: what they
    /// may hold, and their names.
    fn fill(&mut self, part: Part) -> (Place, Vec<&'static str>) {
        let outer = self.place();
        let holder = match outer {
            Place::List => Holder::Items,
            Place::Table => Holder::Rows,
            Place::Row => Holder::Cells,
            Place::Definitions => Holder::Entries,
            Place::Division | Place::Flow | Place::Bare | Place::Figure | Place::Phrase => Holder::Flow,
        };
        if let Some(open) = self.open.last_mut() {
            open.has_row |= outer == Place::Table;
        }
        // A term outside its list is text.
        let part = if part == Part::Entry && outer != Place::Definitions { Part::Flow } else { part };
        let mut place = outer;
        let mut names = Vec::new();
        for between in missing(holder, part) {
            let (name, holds) = match between {
                Between::List => ("list", Place::List),
                Between::Item => ("item", Place::Bare),
                Between::Table => ("table", Place::Table),
                Between::Row => ("row", Place::Row),
                Between::Cell => ("cell", Place::Bare),
                Between::Definitions => continue,
                Between::Definition => {
                    place = self.entry(Entry::Item);
                    continue;
                }
            };
            self.out.start(name, &[]);
            names.push(name);
            place = holds;
            self.has_block |= outer == Place::Division;
        }
        (place, names)
    }

    /// Starts the element of a group, if it has one: what that may hold.
    fn open_element(&mut self, group: &Group<'a>, ends: &mut Vec<&'static str>) -> Option<Place> {
        let (name, place) = match group.kind() {
            GroupKind::List { marker, .. } => {
                self.out.start("list", &[("rend", rendition(marker))]);
                ("list", Place::List)
            }
            GroupKind::Item { task } => self.item(task),
            GroupKind::Quote => {
                let source = group.source().and_then(|source| url::Url::parse(&source).ok());
                let source = source.as_ref().filter(|url| matches!(url.scheme(), "http" | "https"));
                self.out.start("quote", source.map(|url| ("source", url.as_str())).as_slice());
                ("quote", Place::Flow)
            }
            GroupKind::Row { header } => {
                self.out.start("row", if header { &[("role", "label")] } else { &[] });
                ("row", Place::Row)
            }
            GroupKind::Cell { header, columns, rows } => self.cell(header, columns, rows),
            GroupKind::Footnote => self.footnote(group),
            GroupKind::Callout => self.callout(group),
            GroupKind::Definitions => self.plain("list", &[("type", "gloss")], Place::Definitions),
            GroupKind::Term if self.place() == Place::Definitions => return Some(self.entry(Entry::Label)),
            GroupKind::Definition if self.place() == Place::Definitions => {
                return Some(self.entry(Entry::Item));
            }
            GroupKind::Term => self.plain("ab", &[("type", "term")], Place::Phrase),
            GroupKind::Summary => self.plain("ab", &[("type", "summary")], Place::Phrase),
            GroupKind::Table => self.plain("table", &[], Place::Table),
            GroupKind::Figure => self.plain("figure", &[], Place::Figure),
            _ => return None,
        };
        ends.push(name);
        self.has_block |= self.place() == Place::Division && !matches!(name, "note" | "figure");
        self.follows_phrase &= place != Place::Phrase;
        Some(place)
    }

    fn plain(
        &mut self,
        name: &'static str,
        attributes: &[(&str, &str)],
        place: Place,
    ) -> (&'static str, Place) {
        self.out.start(name, attributes);
        (name, place)
    }

    fn first_number(&self, kind: GroupKind) -> Option<i64> {
        match kind {
            GroupKind::List { marker: ListMarker::Bullet, .. } => None,
            GroupKind::List { start, .. } => Some(i64::from(start)),
            _ => None,
        }
    }

    fn item(&mut self, task: Option<bool>) -> (&'static str, Place) {
        let number = self.open.last_mut().and_then(|open| open.number.as_mut()).map(|number| {
            *number += 1;
            (*number - 1).to_string()
        });
        let mut attributes = Vec::new();
        attributes.extend(number.as_deref().map(|number| ("n", number)));
        attributes.extend(task.map(|done| ("rend", if done { "checked" } else { "unchecked" })));
        self.out.start("item", &attributes);
        ("item", Place::Bare)
    }

    fn cell(&mut self, header: bool, columns: u16, rows: u16) -> (&'static str, Place) {
        let (columns, rows) = (columns.to_string(), rows.to_string());
        let spans = [("cols", columns.as_str()), ("rows", rows.as_str())];
        let spans = spans.into_iter().filter(|(_, span)| !matches!(*span, "0" | "1"));
        let attributes: Vec<_> = header.then_some(("role", "label")).into_iter().chain(spans).collect();
        self.out.start("cell", &attributes);
        ("cell", Place::Bare)
    }

    fn footnote(&mut self, group: &Group<'_>) -> (&'static str, Place) {
        let id = self.notes.name(group).map(|name| format!("{NOTE_ID}{name}"));
        let mut attributes = vec![("place", "foot")];
        attributes.extend(id.as_deref().map(|id| ("xml:id", id)));
        attributes.extend(group.label().map(|label| ("n", label)));
        self.out.start("note", &attributes);
        ("note", Place::Flow)
    }

    fn callout(&mut self, group: &Group<'_>) -> (&'static str, Place) {
        let subtype = group.callout().and_then(word);
        let mut attributes = vec![("type", "callout")];
        attributes.extend(subtype.as_deref().map(|subtype| ("subtype", subtype)));
        self.out.start("note", &attributes);
        ("note", Place::Flow)
    }

    /// Goes on in a list of definitions, which is pairs of a label and an item: terms one after the other share a
    /// label, definitions an item.
    fn entry(&mut self, wanted: Entry) -> Place {
        let Some(open) = self.open.last_mut() else { return Place::Flow };
        let last = std::mem::replace(&mut open.entry, wanted);
        match (last, wanted) {
            (Entry::Item, Entry::Label) => self.out.end("item"),
            (Entry::Label, Entry::Item) => self.out.end("label"),
            (Entry::Nothing, Entry::Item) => self.out.empty("label", &[]),
            _ => {}
        }
        match wanted {
            Entry::Label if last != wanted => {
                self.follows_phrase = false;
                self.out.start("label", &[]);
            }
            Entry::Item if last != wanted => {
                self.out.start("item", &[]);
                return Place::Bare;
            }
            _ => {}
        }
        if wanted == Entry::Label { Place::Phrase } else { Place::Flow }
    }

    fn end_entries(&mut self, entry: Entry) {
        match entry {
            Entry::Nothing => self.out.empty("label", &[]),
            Entry::Label => self.out.end("label"),
            Entry::Item => return self.out.end("item"),
        }
        self.out.empty("item", &[]);
    }

    fn text(&mut self, text: &Text<'a>) {
        let kind = text.block().kind();
        let has_head = match self.open.last() {
            Some(open) => open.place == Place::Figure || open.place == Place::Table && !open.has_row,
            None => false,
        };
        match (self.place(), kind) {
            (Place::Phrase, _) => self.phrase(text),
            (_, BlockKind::Caption) if has_head => self.element("head", &[], text),
            (Place::Division, BlockKind::Heading { level }) => self.heading(level, text),
            _ => {
                let (place, ends) = self.fill(Part::of_block(kind));
                self.block(place, kind, text);
                ends.iter().rev().for_each(|end| self.out.end(end));
            }
        }
        self.end_line();
    }

    fn phrase(&mut self, text: &Text<'_>) {
        if self.follows_phrase {
            self.out.empty("lb", &[]);
        }
        self.inline(text);
        self.follows_phrase = true;
    }

    fn block(&mut self, place: Place, kind: BlockKind, text: &Text<'_>) {
        let starts =
            self.open.last().is_none_or(|open| place != open.place || self.out.out.len() == open.start);
        self.has_block |= self.place() == Place::Division;
        match kind {
            BlockKind::Heading { level } => {
                self.element("ab", &[("type", "heading"), ("n", &level.to_string())], text);
            }
            BlockKind::Caption => self.element("ab", &[("type", "caption")], text),
            BlockKind::Preformatted => self.preformatted(text),
            _ if place == Place::Bare && starts => self.inline(text),
            _ => self.element("p", &[], text),
        }
    }

    /// A heading and the start of what it heads, after the end of what headings of its level or deeper head.
    fn heading(&mut self, level: u8, text: &Text<'_>) {
        while self.divisions.pop_if(|open| *open >= level).is_some() {
            self.out.end("div");
        }
        self.divisions.push(level);
        self.has_block = true;
        self.out.start("div", &[]);
        self.element("head", &[], text);
    }

    fn element(&mut self, name: &str, attributes: &[(&str, &str)], text: &Text<'_>) {
        self.out.start(name, attributes);
        self.inline(text);
        self.out.end(name);
    }

    fn inline(&mut self, text: &Text<'_>) {
        if let Some(label) = self.label.take() {
            self.out.text(&format!("[{label}] "));
        }
        inline::write(&mut self.out, text, &self.notes);
    }

    fn preformatted(&mut self, text: &Text<'_>) {
        let code = self.open.last().filter(|open| open.is_code);
        let language = code.and_then(|open| open.language).map(language);
        match code {
            Some(_) => {
                let mut attributes = vec![("xml:space", "preserve")];
                attributes.extend(language.as_deref().map(|language| ("lang", language)));
                self.out.start("ab", &[("type", "code")]);
                self.out.element("code", &attributes, text.as_str());
                self.out.end("ab");
            }
            None => {
                self.out.element("ab", &[("type", "preformatted"), ("xml:space", "preserve")], text.as_str())
            }
        }
    }

    fn image(&mut self, image: &Image<'_>) {
        let Some(url) = picture_address(image) else { return };
        let is_in_figure = self.place() == Place::Figure;
        let (_, ends) =
            if self.place() == Place::Phrase { (Place::Phrase, Vec::new()) } else { self.fill(Part::Flow) };
        if !is_in_figure {
            self.out.start("figure", &[]);
        }
        let (name, kind) =
            if image.is_video() { ("media", Some(("mimeType", "video"))) } else { ("graphic", None) };
        let attributes: Vec<_> = kind.into_iter().chain([("url", url.as_str())]).collect();
        self.out.empty(name, &attributes);
        if !picture_label(image).is_empty() {
            self.out.element("figDesc", &[], picture_label(image));
        }
        if !is_in_figure {
            self.out.end("figure");
        }
        ends.iter().rev().for_each(|end| self.out.end(end));
        self.end_line();
    }
}

#[cfg(test)]
pub(crate) mod tests;
