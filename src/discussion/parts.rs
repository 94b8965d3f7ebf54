//! A comment's lines to its author, its date and its text.
//!
//! The strongest sign of each counts: an element that is named for it or marked as it, then a link to a person's page,
//! then a line with a name and a date, and for the author at last a short first line.

use std::ops::Range;

use foldhash::HashSet;

use super::items::{Item, Kind, set_depths};
use super::line::{Dated, Header, Line, Lines, is_furniture, is_name};
use super::names::Names;
use super::units::{self, Unit};
use crate::document::{BlockKind, Mark, MarkKind};
use crate::evidence::phrases;
use crate::labels::Boilerplate;
use crate::lists::discussion::{Roles, is_standing};

/// What a comment consists of.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Parts {
    pub(super) author: Option<String>,
    pub(super) date: Option<Dated>,
    pub(super) text: String,
}

/// Reads all items and drops those that are none: without author and date, or without text.
pub(super) fn read(lines: &Lines<'_>, names: &Names, items: Vec<Item>) -> Vec<(Item, Parts)> {
    let mut is_item = vec![false; lines.page.containers.len()];
    for item in &items {
        is_item[item.container as usize] = true;
    }
    let inherited = units::inherited(lines.page, names, &is_item);
    let of_item = |item: &Item| {
        let block = |block: &u32| {
            let container = lines.page.blocks[*block as usize].container as usize;
            units::of_block(lines.page, *block, inherited[container])
        };
        item.own.iter().flat_map(block).collect::<Vec<Unit>>()
    };
    let mut found: Vec<(Item, Parts)> = items
        .into_iter()
        .map(|item| {
            let parts = Reader::new(lines).read(&of_item(&item));
            (item, parts)
        })
        .filter(|(_, parts)| !parts.text.is_empty() && (parts.author.is_some() || parts.date.is_some()))
        .collect();
    let mut items: Vec<&mut Item> = found.iter_mut().map(|(item, _)| item).collect();
    for kind in [Kind::Comment, Kind::Post, Kind::Reply] {
        set_depths(lines.page, names, kind, &mut items);
    }
    found
}

/// How strong a sign is; less is stronger.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Sign {
    Said,
    Element,
    Link,
    Line,
    /// Below the text: of a quotation, or of a change.
    Below,
}

/// A comment that is being read.
struct Reader<'a> {
    lines: &'a Lines<'a>,
    author: Option<(Sign, String)>,
    date: Option<(Sign, Dated)>,
    /// Text with the block that it is from.
    text: Vec<(u32, Range<usize>)>,
    /// Whether elements tell which part is the text.
    has_text: bool,
    /// Whether the line before says that the text was changed: then the name beside it is of whoever changed it.
    after_change: bool,
}

impl<'a> Reader<'a> {
    fn new(lines: &'a Lines<'a>) -> Self {
        Reader { lines, author: None, date: None, text: Vec::new(), has_text: false, after_change: false }
    }

    fn read(self, units: &[Unit]) -> Parts {
        let lines = self.lines;
        let attributed = self.attributed(units);
        let parts = self.read_without(units, &attributed);
        // What is nothing but a quotation has it for its text.
        if parts.text.is_empty() && !attributed.is_empty() {
            return Reader::new(lines).read_without(units, &HashSet::default());
        }
        parts
    }

    fn read_without(mut self, units: &[Unit], quotations: &HashSet<u32>) -> Parts {
        let page = self.lines.page;
        self.has_text = units.iter().any(|unit| unit.roles.any(Roles::TEXT));
        let mut last_block = u32::MAX;
        for unit in units {
            let is_control = page.blocks[unit.block as usize].kind == BlockKind::Control;
            let is_skipped = unit.roles.any(Roles::SKIP) && !unit.roles.any(Roles::AUTHOR);
            let is_quoted = unit.quote > 0 && quotations.contains(&unit.quote);
            if is_skipped {
                // A line of buttons may have the date, too.
                self.skipped(unit);
            }
            if is_control || is_quoted || is_skipped {
                continue;
            }
            if unit.block != last_block && unit.quote == 0 {
                self.marks(unit);
                last_block = unit.block;
            }
            self.unit(unit);
            self.after_change = self.lines.is_change(unit.of(page));
        }
        self.first_line();
        self.drop_buttons_below();
        Parts {
            text: self.joined(),
            author: self.author.map(|(_, author)| author),
            date: self.date.map(|(_, date)| date),
        }
    }

    /// The quotations that say whom they quote: they are of other posts.
    fn attributed(&self, units: &[Unit]) -> HashSet<u32> {
        let quoted = units.iter().filter(|unit| unit.quote > 0);
        let says = |unit: &&Unit| {
            let line = unit.of(self.lines.page);
            let is_said = matches!(self.lines.read(line), Line::Header(Header { says: true, .. }));
            let is_named = || line.strip_suffix(':').is_some_and(is_name);
            is_said || is_named() || is_standing(&line.to_lowercase())
        };
        quoted.filter(says).map(|unit| unit.quote).collect()
    }

    fn offer_author(&mut self, sign: Sign, name: Option<String>) {
        let Some(name) = name else { return };
        // The letters that take the place of a picture.
        let is_initials = name.chars().count() <= 2;
        let sign = match sign {
            _ if self.after_change => Sign::Below,
            Sign::Element | Sign::Link if is_initials => Sign::Line,
            sign => sign,
        };
        if self.author.as_ref().is_none_or(|(known, _)| sign < *known) {
            self.author = Some((sign, name));
        }
    }

    fn offer_date(&mut self, sign: Sign, date: Option<Dated>) {
        let sign = if self.text.is_empty() { sign } else { Sign::Below };
        let Some(date) = date else { return };
        if self.date.as_ref().is_none_or(|(known, _)| sign < *known) {
            self.date = Some((sign, date));
        }
    }

    /// The date in a line of buttons, where it is marked.
    fn skipped(&mut self, unit: &Unit) {
        let page = self.lines.page;
        if unit.quote > 0 || is_standing(&unit.of(page).to_lowercase()) {
            return;
        }
        let dated = units::marks(page, unit.block).iter().find(|mark| is_date(mark.kind));
        if let Some(date) = dated.and_then(|mark| self.marked_date(mark)) {
            self.offer_date(Sign::Line, Some(date));
        }
    }

    /// What the marks in a block say, unless the block is text of the comment: then they are of what it quotes.
    fn marks(&mut self, unit: &Unit) {
        let page = self.lines.page;
        if is_standing(&unit.of(page).to_lowercase()) {
            return;
        }
        for mark in units::marks(page, unit.block) {
            match mark.kind {
                MarkKind::Author | MarkKind::AuthorClass
                    if self.text.is_empty() && page.block_text(unit.block as usize).contains(&mark.text) =>
                {
                    let name = self.lines.name(&mark.text);
                    self.offer_author(Sign::Element, name);
                }
                kind if is_date(kind) => {
                    let date = self.marked_date(mark);
                    self.offer_date(Sign::Element, date);
                }
                _ => {}
            }
        }
    }

    fn marked_date(&self, mark: &Mark) -> Option<Dated> {
        let shown = self.lines.date(&mark.text);
        let value = mark.value.as_deref().and_then(|value| self.lines.custom.value(value));
        match (shown, value) {
            // The value has the year and the time that "3 hours ago" leaves out.
            (Some((raw, _)), Some(reading)) => Some((raw, Some(reading))),
            (Some(shown), None) => Some(shown),
            (None, Some(reading)) => {
                let raw = if mark.text.is_empty() { mark.value.clone()? } else { mark.text.clone() };
                Some((raw, Some(reading)))
            }
            (None, None) => None,
        }
    }

    fn unit(&mut self, unit: &Unit) {
        let page = self.lines.page;
        let line = unit.of(page);
        let profile = units::profiles(page, unit).next();
        if unit.roles.any(Roles::AUTHOR) && !unit.roles.any(Roles::TEXT) {
            let linked = profile.and_then(|range| page.text.get(range)).map(|name| name.trim().to_owned());
            let name = linked.or_else(|| self.lines.name(line));
            self.offer_author(Sign::Element, name);
            if let Line::Header(header) = self.lines.read(line) {
                self.offer_date(Sign::Line, header.date);
            }
            return;
        }
        if unit.roles.any(Roles::DATE) && !unit.roles.any(Roles::TEXT) {
            return self.date_unit(line, profile);
        }
        if unit.quote > 0 {
            return self.text_unit(unit);
        }
        match self.lines.read(line) {
            Line::Nothing if unit.roles.any(Roles::TEXT) && !is_standing(&line.to_lowercase()) => {
                self.push(unit, unit.text.clone());
            }
            Line::Nothing => {}
            Line::Header(header) if self.has_only_buttons() || !unit.roles.any(Roles::TEXT) => {
                if self.has_only_buttons() {
                    self.text.clear();
                }
                let linked = profile.and_then(|range| page.text.get(range)).map(str::to_owned);
                self.offer_author(Sign::Link, linked);
                let sign = if header.says { Sign::Said } else { Sign::Line };
                let sign = if self.text.is_empty() { sign } else { Sign::Below };
                self.offer_author(sign, header.author);
                self.offer_date(Sign::Line, header.date);
                if let Some(rest) = header.rest {
                    self.push(unit, unit.text.start + rest..unit.text.end);
                }
            }
            _ => self.text_unit(unit),
        }
    }

    fn date_unit(&mut self, line: &str, profile: Option<Range<usize>>) {
        let lower = line.to_lowercase();
        if is_standing(&lower) {
            return;
        }
        let date = self.lines.date(line);
        self.offer_date(Sign::Element, date);
        let linked = profile.and_then(|range| self.lines.page.text.get(range)).map(str::to_owned);
        self.offer_author(Sign::Link, linked);
        if let Line::Header(header) = self.lines.read(line) {
            self.offer_author(Sign::Line, header.author);
        }
    }

    /// A line that is no header: text, with the name before it or after it where that is in the same line.
    fn text_unit(&mut self, unit: &Unit) {
        let page = self.lines.page;
        let mut text = self.after_header(unit);
        if self.author.as_ref().is_none_or(|(sign, _)| *sign > Sign::Link)
            && let Some(end) = self.before_signature(unit)
        {
            text.end = end.max(text.start);
        }
        let line = page.text.get(text.clone()).unwrap_or("").trim();
        let is_profile = units::profiles(page, unit).any(|range| range.len() == unit.text.len());
        if is_profile && self.text.is_empty() && !unit.roles.any(Roles::TEXT) {
            self.offer_author(Sign::Link, self.lines.name(line));
        } else if !self.has_text || unit.roles.any(Roles::TEXT) {
            self.push(unit, text);
        } else if self.text.is_empty() && is_name(line) && !self.is_heading(unit) {
            self.offer_author(Sign::Below, Some(line.to_owned()));
        }
    }

    /// What is left of a line after names and dates that marks and links tell at its start.
    fn after_header(&mut self, unit: &Unit) -> Range<usize> {
        let page = self.lines.page;
        let mut text = unit.text.clone();
        if !self.text.is_empty() {
            return text;
        }
        let marked: Vec<&str> = units::marks(page, unit.block)
            .iter()
            .filter(|mark| !mark.text.is_empty() && is_of_header(mark.kind))
            .map(|mark| mark.text.as_str())
            .collect();
        let links: Vec<Range<usize>> = units::profiles(page, unit).collect();
        // A name, a date, and the name's twin for those who have the page read to them.
        for _ in 0..4 {
            let rest = page.text.get(text.clone()).unwrap_or("");
            let lead = rest.len() - rest.trim_start_matches(is_between).len();
            let at = text.start + lead;
            let mark = marked.iter().find(|mark| rest[lead..].starts_with(**mark)).map(|mark| mark.len());
            let link = links.iter().find(|range| range.start == at).map(Range::len);
            let Some(length) = mark.or(link) else { break };
            if mark.is_none() {
                let name = page.text.get(at..at + length).map(str::to_owned);
                self.offer_author(Sign::Link, name);
            }
            text.start = at + length;
        }
        if text.start > unit.text.start {
            let rest = page.text.get(text.clone()).unwrap_or("");
            text.start += rest.len() - rest.trim_start_matches(is_between).len();
        }
        text
    }

    /// Where a text ends that a name signs: "… – Ann, 12 May at 10:20", with a link on the name.
    fn before_signature(&mut self, unit: &Unit) -> Option<usize> {
        let page = self.lines.page;
        let link = units::profiles(page, unit).last().filter(|link| link.start > unit.text.start)?;
        let after = page.text.get(link.end..unit.text.end)?.trim();
        let date = self.lines.date(after);
        let is_end = after.is_empty() || date.as_ref().is_some_and(|(raw, _)| after.len() < raw.len() + 20);
        let before = page.text.get(unit.text.start..link.start)?.trim_end();
        if !is_end || !before.ends_with(['–', '—', '-', '~', '|']) {
            return None;
        }
        self.offer_author(Sign::Link, page.text.get(link).map(str::to_owned));
        self.offer_date(Sign::Line, date);
        Some(unit.text.start + before.trim_end_matches(is_between).len())
    }

    fn is_heading(&self, unit: &Unit) -> bool {
        matches!(self.lines.page.blocks[unit.block as usize].kind, BlockKind::Heading { .. })
    }

    /// Whether no text was found but words that are on buttons, too.
    fn has_only_buttons(&self) -> bool {
        let line =
            |range: &Range<usize>| self.lines.page.text.get(range.clone()).unwrap_or("").to_lowercase();
        self.text.len() < 4 && self.text.iter().all(|(_, range)| is_furniture(&line(range)))
    }

    fn push(&mut self, unit: &Unit, text: Range<usize>) {
        let line = self.lines.page.text.get(text.clone()).unwrap_or("").trim();
        if !line.is_empty() && !is_advertising(line) {
            self.text.push((unit.block, text));
        }
    }

    /// Where nothing else tells the author, a short first line does, if text follows.
    fn first_line(&mut self) {
        let is_known = self.author.as_ref().is_some_and(|(sign, _)| *sign < Sign::Below);
        if is_known || self.text.len() < 2 || self.date.is_none() || self.has_text {
            return;
        }
        let line = |place: usize| {
            let (_, range) = self.text.get(place)?;
            self.lines.page.text.get(range.clone()).map(str::trim).filter(|line| is_name(line))
        };
        // Letters that take the place of a picture come before the name.
        let is_initials = line(0).is_some_and(|line| line.chars().count() <= 2);
        let place = usize::from(is_initials && line(1).is_some() && self.text.len() > 2);
        if let Some(name) = line(place).map(str::to_owned) {
            self.author = Some((Sign::Below, name));
            self.text.drain(..=place);
        }
    }

    /// Drops lines of buttons below the text, also where an element says that they are text.
    fn drop_buttons_below(&mut self) {
        const MAX_WORDS: usize = 3;
        while self.text.len() > 1 {
            let Some((block, range)) = self.text.last() else { return };
            let line = self.lines.page.text.get(range.clone()).unwrap_or("").trim().to_lowercase();
            let is_apart = self.text.iter().rev().nth(1).is_some_and(|(above, _)| above != block);
            let is_sentence = line.ends_with(['!', '?']) || line.ends_with('.') && !line.ends_with("...");
            let is_short = line.split_whitespace().count() <= MAX_WORDS;
            if !(is_apart
                && is_short
                && !is_sentence
                && line.chars().any(char::is_alphabetic)
                && is_furniture(&line))
            {
                return;
            }
            self.text.pop();
        }
    }

    /// The text: lines of one block below each other, blocks apart.
    fn joined(&self) -> String {
        let mut out = String::new();
        let mut last = None;
        for (block, range) in &self.text {
            let line = self.lines.page.text.get(range.clone()).unwrap_or("").trim();
            if !out.is_empty() {
                out.push_str(if last == Some(*block) { "\n" } else { "\n\n" });
            }
            out.push_str(line);
            last = Some(*block);
        }
        if is_furniture(&out.to_lowercase()) && !self.has_text { String::new() } else { out }
    }
}

/// Whether a line says that advertising follows.
fn is_advertising(line: &str) -> bool {
    phrases::find(line).is_some_and(|hit| hit.kind == Boilerplate::AdLabel)
}

fn is_date(kind: MarkKind) -> bool {
    matches!(kind, MarkKind::Time | MarkKind::PublishedTime | MarkKind::DateClass)
}

fn is_of_header(kind: MarkKind) -> bool {
    is_date(kind) || matches!(kind, MarkKind::Author | MarkKind::AuthorClass | MarkKind::ModifiedTime)
}

/// What is between a name, a date and a text in one line.
fn is_between(c: char) -> bool {
    c.is_whitespace() || matches!(c, '–' | '—' | '-' | '~' | '|' | '·' | '•' | ',' | ':' | '»' | '(' | ')')
}
