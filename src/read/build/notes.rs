//! Footnotes: marks, and the notes that they point to.
//!
//! A mark is a short link to a place on the page (`¹`, `[2]`, `*`); a note is the element that has the place, or is around it.
//! Tools write both in many ways, but a mark and a note always share an address, and the address of a note looks like one:
//! `fn1`, `cite_note-3`, `_ftn2`. So an element with such an address makes a group that may be a note; at the end of the page the
//! marks are matched with the notes, in either order, and what no mark points to is what it was without it. Marks
//! are written `[1]`, so that no figure is glued to a word. Notes that are written inside of the line (LaTeXML) move to the end.

use std::collections::{HashMap, HashSet};

use super::builder::Builder;
use super::elements::Display;
use super::frame::Frame;
use super::pending::{Note, NoteMark, Notes, PassedOn};
use super::run::Point;
use crate::document::scripts::unscript;
use crate::document::{BlockKind, GroupData, GroupKind, RawBlock, Shape, SiteMark, Span, SpanKind};
use crate::lists::note_labels::is_note_label;
use crate::read::sink::Element;

/// The longest label, such as `note 12`.
const MAX_LABEL_CHARS: usize = 8;
/// The most marks and addresses that are looked at.
const MAX_NOTES: usize = 20_000;

/// What addresses of notes have in them, besides a figure.
const ADDRESS_WORDS: [&str; 8] = ["fn", "ftn", "foot", "note", "cite_", "bib", "endn", "ref"];
/// What addresses of marks have in them.
const MARK_WORDS: [&str; 6] = ["fnr", "ftnref", "cite_ref", "anchor", "noteref", "footref"];

/// What links back from a note to its mark.
const BACK: [&str; 10] = ["↩", "↩︎", "↵", "^", "↑", "⏎", "⤴", "←", "⇑", "▲"];

/// Whether an address looks like that of a note.
fn is_address(id: &str) -> bool {
    if !id.bytes().any(|byte| byte.is_ascii_digit() || byte == b':') {
        return false;
    }
    has_any(id, &ADDRESS_WORDS, const { initials(&ADDRESS_WORDS) })
        && !has_any(id, &MARK_WORDS, const { initials(&MARK_WORDS) })
}

/// Whether one of these words, which begin with one of `initials`, is somewhere in an address.
fn has_any(id: &str, words: &[&str], initials: u32) -> bool {
    let bytes = id.as_bytes();
    let may_begin = |byte: u8| byte.is_ascii_alphabetic() && initials >> (byte & 0x1f) & 1 == 1;
    let begins = |at: usize| {
        let rest = &bytes[at..];
        words
            .iter()
            .any(|word| rest.get(..word.len()).is_some_and(|part| part.eq_ignore_ascii_case(word.as_bytes())))
    };
    (0..bytes.len()).any(|at| may_begin(bytes[at]) && begins(at))
}

/// The letters that words begin with, a bit for each.
const fn initials(words: &[&str]) -> u32 {
    let (mut initials, mut at) = (0, 0);
    while at < words.len() {
        initials |= 1 << (words[at].as_bytes()[0] & 0x1f);
        at += 1;
    }
    initials
}

/// Whether an address is a few letters and a figure, as of an entry in a list of references: `r1`.
fn is_short_address(id: &str) -> bool {
    let letters = id.trim_end_matches(|c: char| c.is_ascii_digit());
    letters.len() < id.len() && letters.len() <= 4 && letters.chars().all(|c| c.is_ascii_alphabetic())
}

/// The label of a mark, without brackets, if it is one: a figure or two, a letter, a sign.
fn label(written: &str) -> Option<String> {
    let plain = unscript(written.trim());
    let plain = plain.trim_matches(['[', ']', '(', ')', '.', ' ']);
    let is_figure = !plain.is_empty() && plain.bytes().all(|byte| byte.is_ascii_digit());
    let is_letter = plain.len() == 1 && plain.bytes().all(|byte| byte.is_ascii_lowercase());
    let is_sign = !plain.is_empty() && plain.chars().all(|c| matches!(c, '*' | '†' | '‡' | '§' | '¶'));
    let is_named = ["note ", "nb ", "n ", "fn "].iter().any(|word| {
        plain
            .strip_prefix(word)
            .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit()))
    });
    let is_roman = !plain.is_empty() && plain.bytes().all(|byte| matches!(byte, b'i' | b'v' | b'x'));
    let is_label = is_figure || is_letter || is_sign || is_named || is_roman;
    (is_label && plain.chars().count() <= MAX_LABEL_CHARS).then(|| plain.replace(' ', "-"))
}

impl<'a> Builder<'a, '_> {
    /// Notes the address of an element that was opened; makes a note of the element, or of the block around it.
    pub(super) fn note_address(&mut self, element: &Element<'a, '_>, id: Option<&'a str>, is_note: bool) {
        self.take_note();
        let Some(last) = self.frames.last() else { return };
        let id = id.or_else(|| if element.name == "a" { element.get("name") } else { None });
        if id.is_none() && !is_note {
            return;
        }
        // A link inside of a line is a mark, at its beginning it is the way back from a note.
        let is_mark = matches!(element.name, "sup" | "sub")
            || element.get("href").is_some() && !self.run.is_empty(&self.page.text);
        let is_entry = |id: &str| matches!(element.name, "a" | "li") && is_short_address(id);
        let looks_like_note =
            id.is_some_and(|id| is_address(id) || is_entry(id)) || is_note && last.display == Display::Block;
        if looks_like_note && !is_mark && last.context.note == 0 && last.context.listing == 0 {
            self.open_note(None);
        }
        let note = self.frames.last().map_or(0, |frame| frame.context.note);
        if let (Some(id), Some(number)) = (id, self.frames.get(note).and_then(|frame| frame.note))
            && self.notes.addresses.len() < MAX_NOTES
        {
            self.notes.addresses.push((id, number));
        }
    }

    /// A block has ended. If it is a note without text, with the way back alone, as Texinfo writes it, the block below is the
    /// note.
    pub(super) fn pass_on_note(&mut self, frame: &Frame<'_>) {
        if frame.display == Display::Block && self.run.is_empty(&self.page.text) {
            let passed_on = frame.note.filter(|_| frame.group.is_none());
            let (blocks, depth) = (self.page.blocks.len(), self.frames.len());
            self.notes.passed_on = passed_on.map(|number| PassedOn { number, blocks, depth });
        }
    }

    /// A block has begun: it is the note whose address was before it.
    pub(super) fn take_note(&mut self) {
        let Some(frame) = self.frames.last().filter(|frame| frame.display == Display::Block) else { return };
        let Some(passed_on) = self.notes.passed_on.take() else { return };
        let is_below = passed_on.depth + 1 == self.frames.len()
            && passed_on.blocks == self.page.blocks.len()
            && !matches!(frame.context.kind, BlockKind::Heading { .. });
        if is_below && frame.context.note == 0 {
            self.open_note(Some(passed_on.number));
        }
    }

    /// Lets the innermost block, or what is around the line at hand, make a group that may be a note: a new one, or the one
    /// whose address was above.
    fn open_note(&mut self, known: Option<u32>) {
        let is_block = |frame: &Frame<'_>| frame.display == Display::Block;
        let Some(index) = self.frames.iter().rposition(is_block).filter(|&index| index > 0) else { return };
        let frame = &mut self.frames[index];
        let is_free = frame.group.is_none()
            && frame.note.is_none()
            && frame.row.is_none()
            && matches!(
                frame.makes,
                None | Some(GroupKind::Item { .. } | GroupKind::Section | GroupKind::Definition)
            );
        let is_around = matches!(frame.name, "body" | "html" | "main" | "article" | "ol" | "ul");
        if !is_free || is_around || self.notes.notes.len() >= MAX_NOTES {
            return;
        }
        let otherwise = frame.makes.unwrap_or(GroupKind::Section);
        let number = known.unwrap_or(self.notes.notes.len() as u32);
        frame.makes = Some(GroupKind::Footnote);
        frame.note = Some(number);
        match self.notes.notes.get_mut(number as usize) {
            Some(note) => note.otherwise = otherwise,
            None => self.notes.notes.push(Note { otherwise, group: None }),
        }
        for frame in &mut self.frames[index..] {
            frame.context.group_holder = frame.context.group_holder.max(index);
            frame.context.note = index;
        }
    }

    /// A group was made by what may be a note.
    pub(super) fn note_group(&mut self, note: Option<u32>, group: u32) {
        if let Some(note) = note.and_then(|number| self.notes.notes.get_mut(number as usize)) {
            note.group = Some(group);
        }
    }

    /// A link to a place on the page has ended: a mark, a way back from a note, or neither.
    pub(super) fn close_link_here(&mut self, target: &'a str, from: Point) {
        let Some(part) = self.run.since(from, &self.page.text) else { return };
        let written = part.trim();
        if self.context().note > 0 {
            let label_at_start = from.at <= self.run.start && label(written).is_some();
            if BACK.contains(&written) || label_at_start {
                self.run.take_back(&mut self.page.text, from);
            }
            return;
        }
        let is_bracketed = written.starts_with('[') && written.ends_with(']');
        let points_to_note = is_address(target) || is_bracketed && is_short_address(target);
        if !points_to_note || self.notes.marks.len() >= MAX_NOTES {
            return;
        }
        let Some(label) = label(written) else { return };
        self.write_mark(target, label, from);
    }

    fn write_mark(&mut self, target: &'a str, label: String, from: Point) {
        let lead = self.page.text.get(from.at..).is_some_and(|part| part.starts_with(' '));
        let written = format!("{}[{label}]", if lead { " " } else { "" });
        self.run.rewrite(&mut self.page.text, from, &written);
        let number = self.notes.marks.len() as u32;
        self.run.mark_since(from, &self.page.text, SpanKind::Note(number));
        self.notes.marks.push(NoteMark { target, label });
    }

    /// A rule, or the text of a heading, after which notes may come that nothing links to.
    pub(super) fn note_apparatus(&mut self, heading: Option<&str>) {
        self.notes.has_apparatus |= heading.is_none_or(is_note_label);
    }

    /// A raised or bold part of a line has ended. If it is a figure that a paragraph begins with, after the text, the
    /// paragraph may be a note.
    pub(super) fn close_figure(&mut self, from: Point) {
        let is_candidate = self.notes.has_apparatus && from.at <= self.run.start && self.context().note == 0;
        let Some(part) = self.run.since(from, &self.page.text).filter(|_| is_candidate) else { return };
        let plain = unscript(part.trim()).into_owned();
        if plain.is_empty() || plain.len() > 3 || !plain.bytes().all(|byte| byte.is_ascii_digit()) {
            return;
        }
        let number = self.notes.notes.len();
        self.open_note(None);
        if self.notes.notes.len() > number {
            self.notes.loose.push((number as u32, plain));
            self.run.take_back(&mut self.page.text, from);
        }
    }

    /// Raised figures in the text that notes begin with, too, are their marks.
    fn match_loose(&mut self, notes: &Notes<'_>, labels: &mut Labels) {
        let mut by_label = HashMap::new();
        for (number, label) in &notes.loose {
            let is_note = notes.notes.get(*number as usize).is_some_and(|note| note.group.is_some());
            if is_note && !labels.by_note.contains_key(number) {
                by_label.entry(label.as_str()).or_insert(*number);
            }
        }
        if by_label.is_empty() {
            return;
        }
        for span in self.page.spans.iter_mut().filter(|span| span.kind == SpanKind::Superscript) {
            let (start, end) = (span.text.start as usize, span.text.end as usize);
            let Some(before) = self.page.text.get(..start) else { continue };
            let is_mark = !is_raised_by(before);
            let Some(written) = self.page.text.get(start..end).filter(|_| is_mark) else { continue };
            let plain = unscript(written);
            if let Some(&number) = by_label.get(plain.as_ref()) {
                span.kind = SpanKind::Note(labels.of_note(number, &plain));
            }
        }
    }

    /// A note that is written inside of a line has ended: its text moves to the end of the page.
    pub(super) fn close_inner_note(&mut self, from: Point) {
        let Some(part) = self.run.since(from, &self.page.text) else { return };
        let words = part.trim();
        // The number that the text begins with, if it has one.
        let labelled =
            words.split_once(' ').and_then(|(first, rest)| Some((label(&first.replace("][", "]"))?, rest)));
        let (label, text) = labelled.unwrap_or_else(|| ((self.notes.inner.len() + 1).to_string(), words));
        let text = text.to_owned();
        if text.is_empty() || self.notes.marks.len() >= MAX_NOTES {
            return;
        }
        self.notes.inner.push((self.notes.marks.len() as u32, text));
        self.write_mark("", label, from);
    }

    /// Matches marks with notes, at the end of the page.
    pub(super) fn match_notes(&mut self) {
        if self.notes.marks.is_empty() && self.notes.notes.is_empty() {
            return;
        }
        let notes = std::mem::take(&mut self.notes);
        let mut labels = Labels::default();
        let by_mark = self.label_notes(&notes, &mut labels);
        self.rename_marks(&by_mark, &notes, labels.names.len() as u32);
        self.append_inner(&notes, &mut labels);
        self.match_loose(&notes, &mut labels);
        self.name_groups(&notes, &labels);
        self.page.notes = labels.names;
    }

    /// For each mark, which note it points to.
    fn label_notes(&self, notes: &Notes<'_>, labels: &mut Labels) -> Vec<Option<u32>> {
        let mut by_address = HashMap::new();
        for (address, number) in &notes.addresses {
            by_address.entry(*address).or_insert(*number);
        }
        notes
            .marks
            .iter()
            .map(|mark| {
                let number = *by_address.get(mark.target)?;
                notes.notes.get(number as usize)?.group?;
                Some(labels.of_note(number, &mark.label))
            })
            .collect()
    }

    /// Notes that marks point to are footnotes; the others are what they were.
    fn name_groups(&mut self, notes: &Notes<'_>, labels: &Labels) {
        let mut lists = HashSet::new();
        for (number, note) in notes.notes.iter().enumerate() {
            let Some(group) = note.group.and_then(|group| self.page.groups.get_mut(group as usize)) else {
                continue;
            };
            match labels.by_note.get(&(number as u32)) {
                Some(&label) => {
                    group.detail = labels.names.get(label as usize).map(|name| name.as_str().into());
                    lists.insert(group.parent);
                }
                None => group.kind = note.otherwise,
            }
        }
        self.dissolve_lists(&lists);
    }

    /// A list that has notes is no list: its items are notes, or parts of the page beside them.
    fn dissolve_lists(&mut self, lists: &HashSet<u32>) {
        for index in 1..self.page.groups.len() {
            let parent = self.page.groups[index].parent;
            let is_list = lists.contains(&(index as u32));
            let group = &mut self.page.groups[index];
            let loses_list = lists.contains(&parent) && matches!(group.kind, GroupKind::Item { .. });
            if loses_list || is_list && matches!(group.kind, GroupKind::List { .. }) {
                group.kind = GroupKind::Section;
            }
        }
    }

    /// Appends the notes that were written inside of lines.
    fn append_inner(&mut self, notes: &Notes<'_>, labels: &mut Labels) {
        for (mark, text) in &notes.inner {
            let Some(mark) = notes.marks.get(*mark as usize) else { continue };
            let label = labels.of_inner(&mark.label);
            let detail = labels.names.get(label as usize).map(|name| name.as_str().into());
            let first = self.page.blocks.len() as u32;
            let group = self.page.groups.len() as u32;
            let kind = GroupKind::Footnote;
            self.page.groups.push(GroupData {
                kind,
                parent: 0,
                blocks: first..first + 1,
                part: None,
                detail,
            });
            self.append_block(text, group);
        }
        let blocks = self.page.blocks.len() as u32;
        self.page.containers[0].blocks.end = blocks;
        self.page.groups[0].blocks.end = blocks;
    }

    fn append_block(&mut self, text: &str, group: u32) {
        let start = self.page.text.len() as u32;
        self.page.text.push_str(text);
        let end = self.page.text.len() as u32;
        self.page.text.push('\n');
        let spans = self.page.spans.len() as u32;
        self.page.blocks.push(RawBlock {
            text: start..end,
            kind: BlockKind::Paragraph,
            group,
            container: 0,
            link_chars: 0,
            link_count: 0,
            strong_chars: 0,
            spans: spans..spans,
            input: None,
            gap_above: false,
            mended: false,
            indent: 0,
            choice: crate::document::Choice::Open,
            site: SiteMark::None,
            shape: Shape::default(),
        });
    }

    /// Lets the marks name their notes; a mark without a note is a link like others.
    fn rename_marks(&mut self, by_mark: &[Option<u32>], notes: &Notes<'_>, first_inner: u32) {
        let mut inner = 0;
        let named: Vec<Option<u32>> = by_mark
            .iter()
            .zip(&notes.marks)
            .map(|(note, mark)| {
                let is_inner = mark.target.is_empty();
                inner += u32::from(is_inner);
                note.or_else(|| is_inner.then(|| first_inner + inner - 1))
            })
            .collect();
        for span in &mut self.page.spans {
            if let Span { kind: SpanKind::Note(number), text } = span {
                match named.get(*number as usize).copied().flatten() {
                    Some(note) => span.kind = SpanKind::Note(note),
                    // An empty span marks nothing.
                    None => span.text = text.start..text.start,
                }
            }
        }
    }
}

/// Whether a raised figure belongs to what is before it: to a number, or to a letter or two, as in 10⁶, m² and km².
fn is_raised_by(before: &str) -> bool {
    let letters = before.chars().rev().take(4).take_while(|c| c.is_alphabetic()).count();
    before.ends_with(|c: char| c.is_ascii_digit()) || (1..=2).contains(&letters)
}

/// The labels of notes, each once.
#[derive(Debug, Default)]
struct Labels {
    names: Vec<String>,
    taken: HashSet<String>,
    by_note: HashMap<u32, u32>,
}

impl Labels {
    fn of_note(&mut self, note: u32, wanted: &str) -> u32 {
        if let Some(&known) = self.by_note.get(&note) {
            return known;
        }
        let number = self.of_inner(wanted);
        self.by_note.insert(note, number);
        number
    }

    /// A new label: the one that is wanted, or the number of the note if another note has it.
    fn of_inner(&mut self, wanted: &str) -> u32 {
        let number = self.names.len() as u32;
        let mut name = wanted.to_owned();
        if self.taken.contains(&name) {
            name = format!("{wanted}-{}", number + 1);
        }
        self.taken.insert(name.clone());
        self.names.push(name);
        number
    }
}

#[cfg(test)]
mod tests;
