//! Numbered notes and the marks that point to them.
//!
//! Flattened text writes both alike: `the bridge[1]` above, `[1] Town records` below. A line is a note if a mark with its
//! label goes before, and if either a label such as "References" is above it or its form leaves little doubt. `[^1]:` is a
//! note by its form alone. A mark without a note, and a line without a mark, are left as they are.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::leaf::Leaf;
use super::prefix::{Prefix, Sign, strip_number};
use crate::document::{BlockKind, Document, Span, SpanKind};
use crate::lists::note_labels::is_note_label;
use crate::read::text::lines::is_blank;

/// Digits of a mark. Longer numbers in brackets are years and counts.
const MAX_MARK_DIGITS: usize = 3;
const MAX_LABEL_BYTES: usize = 64;
/// Columns that make a line part of the note above.
const MIN_NOTE_INDENT: u16 = 2;
/// Signs of links from a note back to its mark.
const RETURN_ARROWS: [char; 5] = ['^', '\u{2191}', '\u{21a9}', '\u{fe0e}', '\u{fe0f}'];

/// The notes of a document.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The block of each note and the note's label, by block.
    pub(super) blocks: Vec<(usize, String)>,
    /// Marks and return arrows, each with its block.
    pub(super) spans: Vec<(usize, Span)>,
}

/// Finds notes, covers their labels, and notes the labels in the document.
pub(super) fn notes(document: &mut Document, prefixes: &mut [Prefix], leaves: &[Leaf]) -> Notes {
    if !document.text.contains('[') {
        return Notes::default();
    }
    let is_leaf = in_leaves(leaves, prefixes.len());
    let mut finder = Finder { document, notes: Vec::new(), used: HashSet::new(), spans: Vec::new() };
    let runs = runs(document, prefixes, &is_leaf);
    finder.resolve(&runs, &marks(document, &is_leaf, &runs));
    let Finder { notes: mut found, spans, .. } = finder;
    let labels: Vec<String> = found.iter().map(|line| label(document, line)).collect();
    found.iter().for_each(|line| cover(line, &mut prefixes[line.block]));
    let mut notes = Notes { spans, blocks: Vec::new() };
    for line in &found {
        notes.spans.extend(return_arrow(document, line).map(|span| (line.block, span)));
    }
    found.sort_by_key(|line| line.block);
    notes.blocks = found.iter().map(|line| (line.block, label(document, line))).collect();
    document.notes = labels;
    notes
}

fn in_leaves(leaves: &[Leaf], blocks: usize) -> Vec<bool> {
    let mut is_leaf = vec![false; blocks];
    for leaf in leaves {
        is_leaf[leaf.blocks.clone()].fill(true);
    }
    is_leaf
}

/// How a note's label is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// `[^1]: Rain`
    Definition,
    /// `[1] Rain`
    Bracket,
    /// `1. Rain`
    Number,
}

/// A line that may be a note.
#[derive(Debug, Clone, PartialEq)]
struct Line {
    block: usize,
    form: Form,
    /// The label with a caret, as marks have it, in the buffer.
    label: Range<u32>,
    /// Where the note's text begins in the buffer.
    after: u32,
}

fn label(document: &Document, line: &Line) -> String {
    key(document, line).trim_start_matches('^').to_owned()
}

fn key<'a>(document: &'a Document, line: &Line) -> &'a str {
    &document.text[line.label.start as usize..line.label.end as usize]
}

/// The group says the label, and that the line is an item of nothing else.
fn cover(line: &Line, prefix: &mut Prefix) {
    prefix.after = line.after;
    prefix.sign = Sign::None;
}

/// Arrows at the end of a note.
fn return_arrow(document: &Document, line: &Line) -> Option<Span> {
    let end = document.blocks[line.block].text.end;
    let text = &document.text[line.after as usize..end as usize];
    let is_arrow = |c: char| RETURN_ARROWS.contains(&c) || is_blank(c);
    let start = line.after + text.trim_end_matches(is_arrow).len() as u32;
    (line.after < start && start < end).then_some(Span { text: start..end, kind: SpanKind::Marker })
}

/// Lines that may be notes, one after the other.
struct Run {
    lines: Vec<Line>,
    /// Whether a label such as "Notes" is above.
    is_labelled: bool,
    gap_above: bool,
}

fn runs(document: &Document, prefixes: &[Prefix], is_leaf: &[bool]) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut is_labelled = false;
    // The indent of the note that further lines may belong to.
    let mut inside: Option<u16> = None;
    for (block, prefix) in prefixes.iter().enumerate().filter(|(block, _)| !is_leaf[*block]) {
        if let Some(line) = line(document, prefix, block, is_labelled) {
            match runs.last_mut() {
                Some(run) if inside.is_some() && goes_on(document, run, &line) => run.lines.push(line),
                _ => runs.push(Run { lines: vec![line], is_labelled, gap_above: prefix.gap_above }),
            }
            inside = Some(prefix.inner);
        } else if inside.is_none_or(|inner| prefix.inner < inner.saturating_add(MIN_NOTE_INDENT)) {
            inside = None;
            is_labelled = is_note_label(document.block_text(block));
        }
    }
    runs
}

/// Whether a line is the next note of a run: its number is higher.
fn goes_on(document: &Document, run: &Run, line: &Line) -> bool {
    let number = |line: &Line| key(document, line).parse::<u32>().ok();
    run.lines.last().is_some_and(|last| last.form == line.form && number(last) < number(line))
}

fn line(document: &Document, prefix: &Prefix, block: usize, is_labelled: bool) -> Option<Line> {
    let raw = &document.blocks[block];
    let text = &document.text[prefix.content as usize..raw.text.end as usize];
    if raw.kind != BlockKind::Paragraph {
        return None;
    }
    let (form, label_start, label, rest) = match bracketed(text) {
        Some((label, rest)) if label.starts_with('^') => {
            (Form::Definition, 1, label, rest.strip_prefix(':')?)
        }
        Some((label, rest)) if rest.starts_with(is_blank) => (Form::Bracket, 1, label, rest),
        _ if is_labelled => {
            let (_, stop, rest) = strip_number(text)?;
            (Form::Number, 0, text.split(stop).next()?, rest)
        }
        _ => return None,
    };
    let rest = rest.trim_start_matches(|c| RETURN_ARROWS.contains(&c) || is_blank(c));
    let start = prefix.content + label_start;
    let after = raw.text.end - rest.len() as u32;
    (!rest.is_empty()).then_some(Line { block, form, label: start..start + label.len() as u32, after })
}

/// The label in brackets that a text begins with, and what follows: a number, or anything after a caret.
fn bracketed(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('[')?;
    let window = crate::cut::text(inner, MAX_LABEL_BYTES);
    let label = &inner[..window.find([']', '['])?];
    let rest = inner[label.len()..].strip_prefix(']')?;
    let is_number =
        (1..=MAX_MARK_DIGITS).contains(&label.len()) && label.bytes().all(|byte| byte.is_ascii_digit());
    let is_name = label.len() > 1 && label.starts_with('^') && !label.contains(char::is_whitespace);
    (is_number || is_name).then_some((label, rest))
}

/// What may point to a note.
struct Mark<'a> {
    block: usize,
    label: &'a str,
    text: Range<u32>,
}

/// The marks, which the labels of lines that may be notes are not.
fn marks<'a>(document: &'a Document, is_leaf: &[bool], runs: &[Run]) -> Vec<Mark<'a>> {
    let labels: HashSet<u32> = runs.iter().flat_map(|run| &run.lines).map(|line| line.label.start).collect();
    let is_mark = |mark: &Mark<'_>| !labels.contains(&(mark.text.start + 1));
    let marks = |block| {
        let (text, start) = (document.block_text(block), document.blocks[block].text.start);
        text.match_indices('[').filter_map(move |(at, _)| {
            let (label, rest) = bracketed(&text[at..])?;
            let text = start + at as u32..start + (text.len() - rest.len()) as u32;
            Some(Mark { block, label, text })
        })
    };
    (0..is_leaf.len()).filter(|&block| !is_leaf[block]).flat_map(marks).filter(is_mark).collect()
}

/// Binds marks to notes.
struct Finder<'a> {
    document: &'a Document,
    notes: Vec<Line>,
    /// Labels that are taken: another note with the same label would be mistaken for the first.
    used: HashSet<&'a str>,
    spans: Vec<(usize, Span)>,
}

impl<'a> Finder<'a> {
    fn resolve(&mut self, runs: &[Run], marks: &[Mark<'a>]) {
        let mut pending: HashMap<&str, Vec<&Mark<'a>>> = HashMap::new();
        let mut marks = marks.iter().peekable();
        for run in runs {
            let Some(first) = run.lines.first().map(|line| line.block) else { continue };
            while let Some(mark) = marks.next_if(|mark| mark.block < first) {
                pending.entry(mark.label).or_default().push(mark);
            }
            if self.is_certain(run, &pending) {
                run.lines.iter().for_each(|line| self.accept(line, &mut pending));
            }
        }
        marks.for_each(|mark| pending.entry(mark.label).or_default().push(mark));
        // Where they stand does not matter.
        let definitions = runs.iter().flat_map(|run| &run.lines).filter(|line| line.form == Form::Definition);
        definitions.for_each(|line| self.accept(line, &mut pending));
    }

    fn is_certain(&self, run: &Run, pending: &HashMap<&str, Vec<&Mark<'a>>>) -> bool {
        let form = run.lines.first().map(|line| line.form);
        let stands_apart = form == Some(Form::Bracket) && (run.gap_above || run.lines.len() > 1);
        let has_mark = |line: &&Line| pending.contains_key(key(self.document, line));
        form != Some(Form::Definition)
            && (run.is_labelled || stands_apart)
            && run.lines.iter().filter(has_mark).count() * 2 >= run.lines.len()
    }

    fn accept(&mut self, line: &Line, pending: &mut HashMap<&str, Vec<&Mark<'a>>>) {
        let key = key(self.document, line);
        if !self.used.insert(key.trim_start_matches('^')) {
            return;
        }
        let note = self.notes.len() as u32;
        self.notes.push(line.clone());
        for mark in pending.remove(key).unwrap_or_default() {
            let span = Span { text: mark.text.clone(), kind: SpanKind::Note(note) };
            self.spans.push((mark.block, span));
        }
    }
}
