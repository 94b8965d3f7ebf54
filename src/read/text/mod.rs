//! Lines to blocks.
//!
//! A block is a line of the text, or several lines where the text is hard-wrapped. The layout of
//! lines (blank lines, indents, bullets, columns) becomes evidence. When all blocks are there, what
//! their marks and indents mean together becomes groups.

mod aside;
mod collapse;
mod columns;
mod dumps;
mod edits;
mod groups;
mod hints;
mod hyphens;
mod labels;
mod lines;
mod links;
mod machine;
mod marks;
mod markup;
mod one_line;
mod page_breaks;
mod rows;
mod sheets;
mod wrap;

use std::borrow::Cow;
use std::ops::Range;

use collapse::push_collapsed;
use columns::{is_row, mark_rows};
use edits::Edit;
use hints::Hints;
use lines::{Line, lines, records};
use links::{LinkCounts, Links};
use marks::marker;
use page_breaks::PageBreaks;
use wrap::{Paragraphs, wrap_width};

use crate::document::{
    Aside, BlockKind, Choice, Document, Origin, RawBlock, Shape, SiteMark, empty, measure,
};
use crate::labels::Limit;
use crate::options::Limits;
use crate::read::decode::mojibake::{Origins, mend};

/// A record of so many lines tells itself whether it is wrapped; of fewer, the whole text tells.
const TELLING_LINES: usize = 10;

/// Makes a page of flattened text.
pub(crate) fn page(text: &str, limits: &Limits) -> Document {
    let (text, origins) = mend(text);
    let mut page = page_of_lines(&text, limits);
    if !origins.is_empty() {
        page.has_mojibake = true;
        trace_back(&mut page, &origins);
    }
    page
}

/// Ranges of the mended text become ranges of the input.
fn trace_back(page: &mut Document, origins: &Origins) {
    for (block, range) in &mut page.continuations {
        page.blocks[*block as usize].mended |= trace_range(range, origins);
    }
    for block in &mut page.blocks {
        if let Some(range) = &mut block.input {
            block.mended |= trace_range(range, origins);
        }
    }
}

/// Makes a range one of the input; whether characters in it were mended.
fn trace_range(range: &mut Range<u32>, origins: &Origins) -> bool {
    let bytes = range.start as usize..range.end as usize;
    let is_mended = origins.is_mended(bytes.clone());
    let bytes = origins.input(bytes);
    *range = bytes.start as u32..bytes.end as u32;
    is_mended
}

fn page_of_lines(text: &str, limits: &Limits) -> Document {
    let mut page = empty(Origin::Text);
    let mut lines = lines(text, limits.max_nodes.saturating_add(1));
    if lines.len() > limits.max_nodes {
        lines.truncate(limits.max_nodes);
        page.reach(Limit::Nodes);
    }
    let hints = Hints::of(text);
    mark_rows(text, &mut lines, &hints);
    let asides = aside::asides(text, &lines);
    for (line, aside) in lines.iter_mut().zip(asides) {
        line.aside = aside;
    }
    let edits = read_marks(text, &mut lines);
    page.has_other_records = lines.iter().any(|line| line.aside == Some(Aside::Record));
    let width = wrap_width(text, &lines);
    let divided = hyphens::dividing(text, &lines, width.is_some()).into_iter().map(Edit::without);
    let edits = edits::in_order(edits.into_iter().chain(divided).collect());
    let lines = split(text, lines, limits.max_nodes, &hints);
    page.text.reserve(text.len());
    let mut table = TableCounter::default();
    let mut links = Links::default();
    let tells_itself = |record: &[Line]| (TELLING_LINES..lines.len()).contains(&record.len());
    let width_of = |record: &[Line]| if tells_itself(record) { wrap_width(text, record) } else { width };
    let groups = records(&lines).flat_map(|record| Paragraphs::new(text, record, width_of(record)));
    let groups: Vec<&[Line]> = groups.collect();
    let breaks = PageBreaks::of(text, &groups, width);
    page.blocks.reserve(groups.len().min(limits.max_blocks));
    for (index, group) in groups.iter().enumerate().filter(|(index, _)| !breaks.has_above(*index)) {
        if page.blocks.len() == limits.max_blocks {
            page.reach(Limit::Blocks);
            break;
        }
        let further = breaks.further(index, &groups);
        let source = Source { text, lines: group, further, edits: &edits, hints: &hints };
        push_block(&mut page, source, &mut table, &mut links);
    }
    page.containers[0].blocks = 0..page.blocks.len() as u32;
    measure(&mut page);
    groups::group(&mut page, text, links.into_spans(), limits);
    page
}

/// What programs and markup languages have added to the text: lines of theirs become asides, marks are left out.
fn read_marks(text: &str, lines: &mut [Line]) -> Vec<Edit> {
    let mut markup = markup::read(text, lines);
    if let Some(dump) = dumps::read(text, lines) {
        markup.edits.extend(dump.edits);
        markup.lines.extend(dump.lines);
    }
    for index in markup.lines {
        if let Some(line) = lines.get_mut(index) {
            line.aside.get_or_insert(Aside::Data);
        }
    }
    markup.edits
}

/// Parts the lines that a scraper joined.
fn split(text: &str, lines: Vec<Line>, max: usize, hints: &Hints) -> Vec<Line> {
    if let Some(parts) = one_line::parts(text, &lines) {
        return parts;
    }
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        match rows::parts(text, &line, hints).filter(|parts| !line.is_row && out.len() + parts.len() <= max) {
            Some(parts) => out.extend(parts),
            None => out.push(line),
        }
    }
    out
}

/// Numbers tables: rows in a run belong to one.
#[derive(Default)]
struct TableCounter {
    tables: u32,
    inside: bool,
}

impl TableCounter {
    fn row(&mut self, is_row: bool) -> Option<u32> {
        self.tables += u32::from(is_row && !self.inside);
        self.inside = is_row;
        is_row.then(|| self.tables - 1)
    }
}

/// The lines of a block.
struct Source<'a> {
    text: &'a str,
    lines: &'a [Line],
    /// Those on further sheets of a printed page.
    further: Vec<&'a [Line]>,
    edits: &'a [Edit],
    hints: &'a Hints,
}

impl<'a> Source<'a> {
    /// Whether it is one line whose text is read as it is written.
    fn is_as_written(&self) -> bool {
        let is_one = self.lines.len() == 1 && self.further.is_empty();
        is_one
            && self.edits.is_empty()
            && !self.hints.may_have_links()
            && self.lines.iter().all(|line| !line.is_glued && self.hints.are_plain(&line.bytes))
    }

    fn bytes(lines: &[Line]) -> Option<Range<usize>> {
        Some(lines.first()?.bytes.start..lines.last()?.bytes.end)
    }

    /// The text of a range and of the lines on further sheets, and whether it is not what the input has.
    fn read(&self, input: &Range<usize>) -> (Cow<'a, str>, bool) {
        let edits = edits::within(self.edits, input);
        let mut mended = !edits.is_empty();
        let mut read = edits::edited(self.text, input, edits);
        let mut above = edits;
        let mut end = input.end;
        for bytes in self.further.iter().filter_map(|lines| Source::bytes(lines)) {
            // Of a divided word the hyphen was left out, and nothing comes in its place.
            let is_divided = above.last().is_some_and(|edit| edit.bytes == (end - 1..end));
            let edits = edits::within(self.edits, &bytes);
            let joined = read.to_mut();
            joined.push_str(if is_divided { "" } else { "\n" });
            joined.push_str(&edits::edited(self.text, &bytes, edits));
            mended |= !edits.is_empty();
            (above, end) = (edits, bytes.end);
        }
        (read, mended)
    }
}

fn push_block(page: &mut Document, from: Source<'_>, table: &mut TableCounter, links: &mut Links) {
    let Source { text, lines, .. } = from;
    let (Some(first), Some(bytes)) = (lines.first(), Source::bytes(lines)) else { return };
    let line = &text[bytes.clone()];
    let is_row = first.is_row || !from.hints.are_plain(&bytes) && is_row(line);
    let row = table.row(is_row);
    // A sign at the beginning of a row is its first cell.
    let (marker, skipped) =
        if row.is_some() { (BlockKind::Paragraph, 0) } else { marker(line, first.indent) };
    let input = bytes.start + skipped..bytes.end;
    let start = page.text.len();
    let mut counts = LinkCounts::default();
    let mut mended = false;
    if row.is_some() {
        push_cells(&mut page.text, &text[input.clone()])
    } else if from.is_as_written() {
        page.text.push_str(&text[input.clone()]);
    } else if lines.iter().any(|line| line.is_glued) {
        mended = true;
        push_glued(&mut page.text, text, lines, skipped)
    } else {
        let (read, is_edited) = from.read(&input);
        mended = is_edited;
        match links.push(page, &read) {
            Some(found) => counts = found,
            None => push_collapsed(&mut page.text, &read),
        }
    }
    if page.text.len() == start {
        return;
    }
    let further = from.further.iter().filter_map(|lines| Source::bytes(lines));
    let block = page.blocks.len() as u32;
    page.continuations.extend(further.map(|bytes| (block, bytes.start as u32..bytes.end as u32)));
    let kind = row.map_or(marker, |table| BlockKind::TableRow { table, header: false });
    let end = page.text.len();
    page.text.push('\n');
    page.blocks.push(RawBlock {
        text: start as u32..end as u32,
        kind,
        group: 0,
        container: 0,
        link_chars: counts.chars,
        link_count: counts.links,
        strong_chars: 0,
        spans: 0..0,
        input: Some(input.start as u32..input.end as u32),
        gap_above: first.gap_above,
        mended,
        indent: first.indent,
        choice: first.aside.map_or(Choice::Open, Choice::Aside),
        site: SiteMark::None,
        shape: Shape::default(),
    });
}

/// Appends a label and what was glued to it, with a space between them.
fn push_glued(out: &mut String, text: &str, lines: &[Line], skipped: usize) {
    for (index, line) in lines.iter().enumerate() {
        if index > 0 {
            out.push(' ');
        }
        let start = line.bytes.start + if index == 0 { skipped } else { 0 };
        push_collapsed(out, &text[start..line.bytes.end]);
    }
}

fn push_cells(out: &mut String, line: &str) {
    let by_tabs = || line.split('\t');
    let cells: Vec<&str> =
        if line.contains('\t') { by_tabs().collect() } else { columns::cells(line).collect() };
    for (index, cell) in cells.into_iter().enumerate() {
        if index > 0 {
            out.push('\t');
        }
        push_collapsed(out, cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(text: &str) -> Vec<String> {
        let page = page(text, &Limits::new());
        (0..page.blocks.len()).map(|index| page.block_text(index).to_owned()).collect()
    }

    pub(super) const LETTER: &str = "\
The mayor opened the new bridge on Saturday, an hour after the rain
had stopped, and walked over it with the children of the school and
a band that had practised for this day since March of last year.
--------------------------------------------------------------------
Before that the people of both banks had met on the ferry, which was
slow, or not at all, which was cheaper, and few had married across.
- The toll is a penny for a person and nothing for a dog, whatever
  the size of the dog, as long as it walks on feet of its own and
  not on a cart.
- The ferry stays for those who like it.
It will be sold in June if nobody likes it by then, says the
council, which has had enough of painting boats and would rather
paint a town. The painters agree, since the boats are painted at
night when no one wants to cross, by the light of lamps that the
wind blows out, while a town stands still, and can be painted by
day.
";

    #[test]
    fn wrapped_lines_are_joined_and_rules_part_them() {
        let found = blocks(LETTER);
        let starts: Vec<&str> = found.iter().filter_map(|text| text.split(' ').next()).collect();
        assert_eq!(starts, ["The", "Before", "The", "The", "It"], "{found:#?}");
        assert!(found[0].ends_with("of last year.") && found[1].ends_with("married across."));
        assert!(found[2].ends_with("of its own and not on a cart."));
        assert_eq!(found[3], "The ferry stays for those who like it.");
    }

    #[test]
    fn line_ends_of_every_system_are_the_same() {
        for end in ["\r\n", "\r", "\u{2028}"] {
            assert_eq!(blocks(&LETTER.replace('\n', end)), blocks(LETTER), "{end:?}");
        }
        let page = page("a\r\n\r\nb\r\nc", &Limits::new());
        assert_eq!(page.blocks.iter().map(|block| block.gap_above).collect::<Vec<_>>(), [true, true, false]);
    }

    #[test]
    fn rules_are_gaps() {
        let page = page("a\n=====\nb\n* * *\n___\nc\n--\n***!", &Limits::new());
        let gaps: Vec<_> = (0..page.blocks.len())
            .map(|index| (page.block_text(index), page.blocks[index].gap_above))
            .collect();
        assert_eq!(gaps, [("a", true), ("b", true), ("c", true), ("--", false), ("***!", false)]);
    }

    #[test]
    fn only_a_lone_no_break_space_stays() {
        let cases = [
            ("50\u{a0}km", "50\u{a0}km"),
            ("50\u{feff}\u{a0}\u{200b}km", "50\u{a0}km"),
            ("50\u{a0} km", "50 km"),
            ("50\u{a0}\u{a0}km", "50 km"),
            ("\u{a0}50\u{3000}km\u{a0}", "50 km"),
            ("50 \u{2003} km", "50 km"),
        ];
        for (text, wanted) in cases {
            assert_eq!(blocks(text), [wanted], "{text:?}");
        }
    }
}
