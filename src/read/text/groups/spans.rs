//! Marks in the text that the groups say: covered by spans, so that nothing says them twice. And formulas, which nothing may
//! take for anything else.

use std::ops::Range;

use super::leaf::{Leaf, LeafKind};
use super::prefix::{Prefix, source};
use crate::document::{Document, Signs, Span, SpanKind};
use crate::read::tex;
use crate::read::text::lines::{is_blank, is_line_end};

/// The marks before the text of every block, and before the further lines of those that were joined.
pub(super) fn markers(document: &Document, input: &str, prefixes: &[Prefix]) -> Vec<(usize, Span)> {
    let mut spans = Vec::new();
    for (block, prefix) in prefixes.iter().enumerate() {
        let raw = &document.blocks[block];
        let text = raw.text.start..prefix.after;
        if !text.is_empty() {
            spans.push((block, Span { text, kind: SpanKind::Marker }));
        }
        let source = source(raw, input);
        if prefix.quotes > 0 && prefix.after < raw.text.end && source.contains(is_line_end) {
            mark_joined_lines(document, source, block, &mut spans);
        }
    }
    spans
}

/// The marks of quotation before the further lines of a quote, with the space after them. Both texts have the same visible
/// characters in the same order, so those of the input lead through the buffer.
fn mark_joined_lines(document: &Document, source: &str, block: usize, spans: &mut Vec<(usize, Span)>) {
    let start = document.blocks[block].text.start;
    let text = document.block_text(block);
    let mut written = text.char_indices().filter(|(_, c)| !is_blank(*c)).map(|(at, _)| at);
    // Where the marks begin at this place of the line, if nothing else was before.
    let mut marks: Option<usize> = None;
    let mut at_start = false;
    for c in source.chars() {
        if is_line_end(c) {
            at_start = true;
            continue;
        }
        if is_blank(c) {
            continue;
        }
        let Some(at) = written.next() else { break };
        if at_start && c == '>' {
            marks.get_or_insert(at);
            continue;
        }
        at_start = false;
        if let Some(marks) = marks.take() {
            let text = start + marks as u32..start + at as u32;
            spans.push((block, Span { text, kind: SpanKind::Marker }));
        }
    }
}

/// The formulas of every block but those of code: text loads no script that would draw others than are certain.
pub(super) fn formulas(document: &Document, prefixes: &[Prefix], leaves: &[Leaf]) -> Vec<(usize, Span)> {
    let mut spans = Vec::new();
    let has_backslash = memchr::memchr(b'\\', document.text.as_bytes()).is_some();
    let mut leaves = leaves.iter().peekable();
    let mut block = 0;
    while block < prefixes.len() {
        match leaves.next_if(|leaf| leaf.blocks.start == block) {
            Some(leaf) => {
                formulas_of_leaf(document, leaf, &mut spans);
                block = leaf.blocks.end;
            }
            None => {
                let raw = &document.blocks[block];
                if has_backslash || raw.shape.signs.any(Signs::DOLLAR) {
                    push_formulas(document, block, prefixes[block].after..raw.text.end, &mut spans);
                }
                block += 1;
            }
        }
    }
    spans
}

/// No formula reaches from one cell into the next.
fn formulas_of_leaf(document: &Document, leaf: &Leaf, spans: &mut Vec<(usize, Span)>) {
    let LeafKind::Table(rows) = &leaf.kind else { return };
    let mut block = leaf.blocks.start;
    for row in rows {
        for cell in &row.cells {
            push_formulas(document, block, cell.clone(), spans);
        }
        block += row.blocks;
    }
}

fn push_formulas(document: &Document, block: usize, part: Range<u32>, spans: &mut Vec<(usize, Span)>) {
    let text = &document.text[part.start as usize..part.end as usize];
    for (range, display) in tex::formulas(text, false) {
        if is_shell(&text[range.clone()]) {
            continue;
        }
        let text = part.start + range.start as u32..part.start + range.end as u32;
        spans.push((block, Span { text, kind: SpanKind::Math { display } }));
    }
}

/// Whether what looks like a formula is a part of a script: nothing says where code is in most flattened text. Scripts have
/// words; formulas have commands, or words in braces (`$x_{max}$`).
fn is_shell(formula: &str) -> bool {
    /// Letters of a word; formulas have products of fewer.
    const MIN_WORD: usize = 3;
    let is_command =
        |(at, _): (usize, &str)| formula[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic());
    if formula.match_indices('\\').any(is_command) {
        return false;
    }
    // A formula that is set off may have words in it, but hardly a statement.
    if formula.starts_with("$$") {
        return formula.contains(';');
    }
    let mut before = ' ';
    let mut letters = 0;
    for c in formula.chars() {
        if c.is_ascii_alphabetic() {
            letters += 1;
        } else {
            (before, letters) = (c, 0);
        }
        if letters >= MIN_WORD && before != '{' {
            return true;
        }
    }
    formula.starts_with("${")
}

/// Gives the document its spans, in the order of blocks, an outer one before those inside.
pub(super) fn set(document: &mut Document, mut spans: Vec<(usize, Span)>) {
    spans.sort_by_key(|(block, span)| (*block, span.text.start, u32::MAX - span.text.end));
    for of_block in spans.chunk_by(|a, b| a.0 == b.0) {
        let first = document.spans.len() as u32;
        document.spans.extend(of_block.iter().map(|(_, span)| span.clone()));
        document.blocks[of_block[0].0].spans = first..document.spans.len() as u32;
    }
}
