//! Listings of code: between fences, and indented lines that look like code.
//!
//! The blocks of a listing are its lines with white space collapsed, and without what seemed to be a bullet or the hashes of
//! a heading. What code means depends on these, so the listing gets an exact copy of its lines at the end of the buffer.

use std::ops::Range;

use super::leaf::{Leaf, LeafKind};
use super::prefix::{Prefix, forget_signs, source};
use crate::document::Document;
use crate::read::text::lines::{after_line_end, columns, is_blank, is_line_end};

/// Characters of a fence.
const MIN_FENCE: usize = 3;
/// Columns that make a line code in Markdown.
const CODE_INDENT: u16 = 4;
/// A sentence has so many words or more; a comment in code hardly.
const MIN_SENTENCE_WORDS: usize = 6;

/// The listings, in order. Fences are covered whole: the group says what they say.
pub(super) fn listings(document: &mut Document, input: &str, prefixes: &mut [Prefix]) -> Vec<Leaf> {
    let mut found = fenced(document, input, prefixes);
    for blocks in gaps(&found, prefixes.len()) {
        let listings = indented(document, input, prefixes, blocks);
        for listing in &listings {
            forget_signs(&mut prefixes[listing.blocks.clone()]);
        }
        found.extend(listings);
    }
    found.sort_by_key(|listing| listing.blocks.start);
    let leaf = |listing: Listing| {
        let start = document.text.len() as u32;
        copy_lines(&mut document.text, &input[listing.code], listing.quotes, listing.indent);
        let kind = LeafKind::Code { language: listing.language, part: start..document.text.len() as u32 };
        Leaf { blocks: listing.blocks, kind }
    };
    found.into_iter().map(leaf).collect()
}

/// A listing as the input has it.
struct Listing {
    blocks: Range<usize>,
    language: Option<String>,
    /// Whole lines of the input.
    code: Range<usize>,
    /// What is cut off each line: marks of quotation, then columns.
    quotes: u16,
    indent: u16,
}

/// The runs of blocks between listings.
fn gaps(listings: &[Listing], blocks: usize) -> Vec<Range<usize>> {
    let starts = std::iter::once(0).chain(listings.iter().map(|listing| listing.blocks.end));
    let ends = listings.iter().map(|listing| listing.blocks.start).chain([blocks]);
    starts.zip(ends).map(|(start, end)| start..end).collect()
}

/// A line of three or more backticks or tildes.
#[derive(Clone, Copy)]
struct Fence<'a> {
    block: usize,
    sign: char,
    length: usize,
    info: &'a str,
}

fn fence<'a>(document: &'a Document, input: &str, prefixes: &[Prefix], block: usize) -> Option<Fence<'a>> {
    let raw = &document.blocks[block];
    let text = &document.text[prefixes[block].content as usize..raw.text.end as usize];
    let sign = text.chars().next().filter(|c| matches!(c, '`' | '~'))?;
    let info = text.trim_start_matches(sign);
    let length = text.len() - info.len();
    let is_inline = sign == '`' && info.contains(sign);
    // A line that was joined to it is code, not the language.
    let is_joined = source(raw, input).contains(is_line_end);
    (length >= MIN_FENCE && !is_inline && !is_joined).then_some(Fence {
        block,
        sign,
        length,
        info: info.trim(),
    })
}

/// Fences that are closed and what is between them.
fn fenced(document: &Document, input: &str, prefixes: &mut [Prefix]) -> Vec<Listing> {
    let fences: Vec<Fence<'_>> =
        (0..prefixes.len()).filter_map(|block| fence(document, input, prefixes, block)).collect();
    let closers = longest_closers(&fences);
    let mut listings = Vec::new();
    let mut next = 0;
    while let Some(opener) = fences.get(next) {
        next += 1;
        // Looked up first: to search the rest for each of many that are never closed would be quadratic.
        if closers[next][usize::from(opener.sign == '~')] < opener.length {
            continue;
        }
        let Some(to) = fences[next..].iter().position(|fence| closes(fence, opener)) else { continue };
        let closer = &fences[next + to];
        next += to + 1;
        listings.push(between(document, input, prefixes, opener, closer));
        for fence in [opener, closer] {
            prefixes[fence.block].after = document.blocks[fence.block].text.end;
        }
        // The opener may be the beginning of an item.
        forget_signs(&mut prefixes[opener.block + 1..=closer.block]);
    }
    listings
}

fn closes(fence: &Fence<'_>, opener: &Fence<'_>) -> bool {
    fence.info.is_empty() && fence.sign == opener.sign && fence.length >= opener.length
}

/// For every fence the length of the longest that can close from there on, of backticks and of tildes; 0 if none can.
fn longest_closers(fences: &[Fence<'_>]) -> Vec<[usize; 2]> {
    let mut longest = vec![[0; 2]; fences.len() + 1];
    for (index, fence) in fences.iter().enumerate().rev() {
        longest[index] = longest[index + 1];
        if fence.info.is_empty() {
            let length = &mut longest[index][usize::from(fence.sign == '~')];
            *length = fence.length.max(*length);
        }
    }
    longest
}

fn between(
    document: &Document,
    input: &str,
    prefixes: &[Prefix],
    opener: &Fence<'_>,
    closer: &Fence<'_>,
) -> Listing {
    let prefix = &prefixes[opener.block];
    let from = input_of(document, opener.block).end;
    let to = line_start(input, input_of(document, closer.block).start);
    Listing {
        blocks: opener.block..closer.block + 1,
        language: language(opener.info),
        code: next_line(input, from).min(to)..to,
        quotes: prefix.quotes,
        indent: prefix.column,
    }
}

/// The language in what follows a fence: `python`, `rust,ignore`, `{.r echo=FALSE}`.
fn language(info: &str) -> Option<String> {
    let name = info.trim_start_matches(['{', '.', ' ']);
    let name = name.split(|c: char| c.is_whitespace() || matches!(c, ',' | '{' | '}')).next()?;
    (!name.is_empty()).then(|| name.to_owned())
}

fn input_of(document: &Document, block: usize) -> Range<usize> {
    let range = document.blocks[block].input.clone().unwrap_or(0..0);
    range.start as usize..range.end as usize
}

fn line_start(input: &str, at: usize) -> usize {
    let before = &input[..at];
    before.rfind(is_line_end).map_or(0, |end| after_line_end(before, end))
}

fn line_end(input: &str, at: usize) -> usize {
    input[at..].find(is_line_end).map_or(input.len(), |end| at + end)
}

fn next_line(input: &str, at: usize) -> usize {
    let end = line_end(input, at);
    if end < input.len() { after_line_end(input, end) } else { end }
}

/// Runs of indented blocks between empty lines, as far as they look like code.
fn indented(document: &Document, input: &str, prefixes: &[Prefix], blocks: Range<usize>) -> Vec<Listing> {
    let mut listings = Vec::new();
    let mut at = blocks.start;
    while at < blocks.end {
        let end = indented_run(prefixes, at..blocks.end);
        let ends_in_gap = end == blocks.end || prefixes[end].gap_above;
        if end > at && ends_in_gap && looks_like_code(document, input, at..end) {
            listings.push(indented_listing(document, input, prefixes, at..end));
        }
        at = end.max(at + 1);
    }
    listings
}

/// Where the run of blocks ends that begins with the first, after a gap, and is indented below what is above it.
fn indented_run(prefixes: &[Prefix], blocks: Range<usize>) -> usize {
    let first = &prefixes[blocks.start];
    let above = blocks.start.checked_sub(1).map(|above| &prefixes[above]);
    let base = above.filter(|above| above.quotes == first.quotes).map_or(0, |above| above.column);
    let is_inside =
        |prefix: &&Prefix| prefix.quotes == first.quotes && prefix.inner >= base.saturating_add(CODE_INDENT);
    if !first.gap_above {
        return blocks.start;
    }
    blocks.start + prefixes[blocks].iter().take_while(is_inside).count()
}

fn indented_listing(document: &Document, input: &str, prefixes: &[Prefix], blocks: Range<usize>) -> Listing {
    let start = line_start(input, input_of(document, blocks.start).start);
    let end = line_end(input, input_of(document, blocks.end - 1).end);
    let lines = &prefixes[blocks.clone()];
    Listing {
        code: start..end,
        language: None,
        quotes: lines[0].quotes,
        indent: lines.iter().map(|line| line.inner).min().unwrap_or(0),
        blocks,
    }
}

/// Whether half of the lines or more have what code has, and none is a sentence.
fn looks_like_code(document: &Document, input: &str, blocks: Range<usize>) -> bool {
    let lines = blocks.len();
    let texts = || blocks.clone().map(|block| source(&document.blocks[block], input));
    texts().filter(|line| has_code(line)).count() * 2 >= lines && !texts().any(is_sentence)
}

fn has_code(line: &str) -> bool {
    const ENDS: [char; 4] = [';', '{', '}', '\\'];
    const PARTS: [&str; 12] =
        [" = ", "==", "!=", "=>", "->", "::", "</", "/>", "()", " --", "import ", "#include"];
    let is_command =
        line.strip_prefix("$ ").is_some_and(|command| command.starts_with(|c: char| c.is_ascii_lowercase()));
    line.ends_with(ENDS) || is_command || PARTS.iter().any(|part| line.contains(part))
}

fn is_sentence(line: &str) -> bool {
    line.ends_with(['.', '!', '?']) && line.split_whitespace().count() >= MIN_SENTENCE_WORDS
}

/// Appends lines without marks of quotation and indent.
fn copy_lines(out: &mut String, lines: &str, quotes: u16, indent: u16) {
    let start = out.len();
    let mut at = 0;
    while at < lines.len() {
        let end = line_end(lines, at);
        out.push_str(without_indent(without_marks(&lines[at..end], quotes), indent).trim_end());
        out.push('\n');
        at = next_line(lines, at);
    }
    let code = out[start..].trim_end_matches('\n').len();
    out.truncate(start + code);
}

fn without_marks(line: &str, quotes: u16) -> &str {
    let mut rest = line;
    for _ in 0..quotes {
        let Some(after) = rest.trim_start_matches(is_blank).strip_prefix('>') else { break };
        rest = after.strip_prefix(' ').unwrap_or(after);
    }
    rest
}

fn without_indent(line: &str, indent: u16) -> &str {
    let mut column = 0;
    let is_indent = |c: char| {
        let is_indent = is_blank(c) && column < usize::from(indent);
        column += columns(c);
        is_indent
    };
    line.trim_start_matches(is_indent)
}
