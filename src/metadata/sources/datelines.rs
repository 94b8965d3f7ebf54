//! Datelines: "MOSCOW, Oct 12 (Reuters) - …", "KOLKATA: …", "Reuters | Moscow | Updated …".
//!
//! A paragraph opens with a place, and a region, a day and an agency may follow; a colon, a dash or a full stop ends
//! it. Words before a colon are no place by themselves: it is in capitals, a known city, or has a region, a day or an
//! agency beside it.

use crate::cut;
use crate::document::{Document, Signs};
use crate::lists::dates::month;
use crate::lists::lower::with_lower;
use crate::lists::outlets::{agency, outlet};
use crate::lists::places::{is_known_place, is_label, is_region};
use crate::metadata::Provenance;
use crate::metadata::candidates::{Candidates, push};
use crate::metadata::dates::parse;
use crate::metadata::language;
use crate::metadata::sources::unspaced_datelines;

/// How far into a paragraph its dateline can reach, in bytes.
const MAX_BYTES: usize = 120;
/// The most words of a place ("RIO DE JANEIRO", "SAN FRANCISCO, California").
const MAX_PLACE_WORDS: usize = 5;

/// Reads agency and place from a line that has a dateline.
pub(crate) fn gather(page: &Document, index: usize, out: &mut Candidates) {
    let line = page.block_text(index);
    let signs = page.blocks[index].shape.signs;
    if signs.any(Signs::BAR) {
        segments(page, index, out);
        return;
    }
    // Most lines of menus have no sign that may end the place of a dateline.
    if !signs.any(STOPS) {
        return;
    }
    if let Some((place, credit)) = dateline(page, line) {
        // "dpa/afp" credits two; the first is named.
        let named = credit.and_then(|credit| credit.split(['/', ',', ';']).find_map(agency));
        push(&mut out.locations, place, Provenance::TextLine);
        push(&mut out.agencies, named.unwrap_or_default(), Provenance::TextLine);
    } else if signs.any(Signs::BRACKET.or(Signs::WIDE)) {
        opening(line, out);
    }
    if let Some(found) = unspaced_datelines::opening(line) {
        push(&mut out.locations, found.place.unwrap_or_default(), Provenance::TextLine);
        push(&mut out.agencies, found.agency.unwrap_or_default(), Provenance::TextLine);
    }
    if language::hint(page) == Some("de") {
        german_opening(line, out);
    }
}

/// What [`stop`] looks for, and the brackets and full stops that the other forms of datelines have.
const STOPS: Signs = Signs::COMMA
    .or(Signs::BRACKET)
    .or(Signs::COLON)
    .or(Signs::SLASH)
    .or(Signs::HYPHEN)
    .or(Signs::DOT)
    .or(Signs::PUNCTUATION)
    .or(Signs::WIDE);

/// Longest place, with its region, in bytes.
const MAX_PLACE_BYTES: usize = 60;
/// Fewer bytes after the dateline are no paragraph; none are, where the dateline has a line of its own.
const MIN_REST_BYTES: usize = 40;

/// What a dateline has besides its place.
#[derive(Default)]
struct Beside<'a> {
    region: bool,
    day: bool,
    credit: Option<&'a str>,
}

/// The place of the dateline that opens a line, and who is credited there.
fn dateline<'a>(page: &Document, line: &'a str) -> Option<(&'a str, Option<&'a str>)> {
    let line = after_credit(line.trim_start_matches(['*', '#', ' ', '[']));
    if !line.starts_with(char::is_uppercase) || !may_open_with_place(line) {
        return None;
    }
    let head = cut::text(line, MAX_BYTES);
    let first = stop(head, 0)?;
    let name = head[..first].trim_end();
    if !may_be_place(name) || is_label(name) {
        return None;
    }
    let mut parts = Parts::new(head, first);
    let (end, mark) = parts.read()?;
    let Parts { place_end, signs, .. } = parts;
    let rest = line[end..].trim();
    let is_plain = !(signs.day && (signs.credit.is_some() || is_capitals(name)));
    if !rest.is_empty() && rest.len() < MIN_REST_BYTES && is_plain {
        return None;
    }
    if !is_place(name) || is_day(name) {
        return None;
    }
    let is_known = is_known_place(name);
    let is_said =
        is_known || signs.day || signs.region || signs.credit.is_some_and(|credit| outlet(credit).is_some());
    let is_place = match mark {
        // A sentence may end there.
        '.' => signs.day && (signs.credit.is_some() || is_capitals(name)) || is_capitals(name) && is_known,
        ':' if !is_said => is_capitals(name) && !name.contains(' ') && is_named_again(page, line, name),
        _ => is_said || is_capitals(name) && is_named_again(page, line, name),
    };
    // A line of its own can be anything in capitals.
    let alone = rest.is_empty() && !(is_known || signs.day || signs.region);
    (is_place && !alone && place_end <= MAX_PLACE_BYTES).then(|| (head[..place_end].trim_end(), signs.credit))
}

/// Whether a line may open with the name of a place and a [`stop`]: most have too many words before one, or a digit, or none.
fn may_open_with_place(line: &str) -> bool {
    let (mut words, mut is_inside) = (0, false);
    for byte in line.bytes().take(MAX_BYTES) {
        match OF_OPENING[usize::from(byte)] {
            OfOpening::Word if is_inside => {}
            OfOpening::Word if words == MAX_PLACE_WORDS => return false,
            OfOpening::Word => (words, is_inside) = (words + 1, true),
            OfOpening::Space => is_inside = false,
            OfOpening::Stop => return true,
            OfOpening::No => return false,
        }
    }
    false
}

/// What a byte is in the opening of a line.
#[derive(Clone, Copy)]
enum OfOpening {
    Word,
    Space,
    /// May end a place, or is beyond ASCII.
    Stop,
    /// Not before the end of a place.
    No,
}

const OF_OPENING: [OfOpening; 256] = {
    let (mut table, mut byte) = ([OfOpening::Word; 256], 0);
    while byte < table.len() {
        table[byte] = match byte as u8 {
            b' ' | b'\t'..=b'\r' => OfOpening::Space,
            b',' | b'(' | b'[' | b':' | b'/' | b'-' | b'.' | 0x80.. => OfOpening::Stop,
            b'0'..=b'9' | b'!' | b'?' | b'@' | b')' | b']' | b'"' => OfOpening::No,
            _ => OfOpening::Word,
        };
        byte += 1;
    }
    table
};

/// "(ANSA) - AOSTA, 06 MAG - It rained": what comes after an agency that is credited first.
fn after_credit(line: &str) -> &str {
    let credited = || {
        let (credit, rest) = line.strip_prefix('(')?.split_once(')')?;
        agency(credit)?;
        rest.trim_start().strip_prefix(['-', '–', '—']).map(str::trim_start)
    };
    credited().unwrap_or(line)
}

/// Whether a name in capitals is in the text as names are written: words that are shouted for attention are not. One
/// that opens several lines is a speaker's.
fn is_named_again(page: &Document, line: &str, name: &str) -> bool {
    let usual = in_usual_case(name);
    let lines = || (0..page.blocks.len()).map(|index| page.block_text(index));
    let opened = lines().filter(|other| other.starts_with(name)).take(2).count();
    opened < 2 && (line.contains(&usual) || lines().any(|other| other.contains(&usual)))
}

fn in_usual_case(name: &str) -> String {
    let mut after_letter = false;
    let mut out = String::with_capacity(name.len());
    for c in name.chars() {
        if after_letter {
            out.extend(c.to_lowercase());
        } else {
            out.push(c);
        }
        after_letter = c.is_alphabetic();
    }
    out
}

/// Reads a dateline part by part, from the end of its place.
struct Parts<'a> {
    head: &'a str,
    at: usize,
    /// Where the place and its region end.
    place_end: usize,
    signs: Beside<'a>,
}

/// What reading a part has shown: the dateline goes on, ends there with this mark, or the line has no dateline.
enum Step {
    On,
    End(usize, char),
    No,
}

impl<'a> Parts<'a> {
    fn new(head: &'a str, first: usize) -> Self {
        Parts { head, at: first, place_end: first, signs: Beside::default() }
    }

    /// Where the dateline ends, and the mark that ends it; none where it goes on as a sentence does.
    fn read(&mut self) -> Option<(usize, char)> {
        /// Parts of a dateline: region, day, year, agency.
        const MAX_PARTS: usize = 7;
        for _ in 0..MAX_PARTS {
            let rest = self.head[self.at..].trim_start();
            self.at = self.head.len() - rest.len();
            let step = match rest.chars().next() {
                None => {
                    let whole = self.signs.day && (self.signs.region || self.signs.credit.is_some());
                    return whole.then_some((self.head.len(), '-'));
                }
                Some(mark @ (':' | '-' | '–' | '—' | '―' | '.')) => self.end(rest, mark),
                Some(mark @ ('(' | '[' | '/')) => self.brackets(rest, mark),
                Some(mark) => self.part(mark == ','),
            };
            match step {
                Step::On => {}
                Step::End(at, mark) => return Some((at, mark)),
                Step::No => return None,
            }
        }
        None
    }

    /// A mark that ends a dateline, but for a full stop before a day or an agency.
    fn end(&mut self, rest: &str, mark: char) -> Step {
        let after = rest.trim_start_matches(['.', '-', '–', '—', '―', ':']).trim_start();
        let end = self.head.len() - after.len();
        if mark == '.' && (after.starts_with(['/', '(']) || !self.signs.day && opens_with_day(after)) {
            self.at = end;
            return Step::On;
        }
        let dash = rest[..rest.len() - after.len()].contains(['-', '–', '—']);
        Step::End(end, if dash { '-' } else { mark })
    }

    /// An agency or a region in brackets; what comes after an agency can end the dateline without a mark.
    fn brackets(&mut self, rest: &'a str, mark: char) -> Step {
        let close = match mark {
            '(' => ')',
            '[' => ']',
            _ => '/',
        };
        let Some((inner, after)) = rest[1..].split_once(close) else { return Step::No };
        match inner {
            inner if is_credit(inner) => self.signs.credit = Some(inner),
            inner if is_place(inner) => self.signs.region = true,
            _ => return Step::No,
        }
        self.at = self.head.len() - after.trim_start().len();
        let goes_on = self.head[self.at..].starts_with(char::is_uppercase);
        let is_end = self.signs.credit.is_some() && goes_on && (self.signs.day || mark == '/');
        if is_end { Step::End(self.at, '-') } else { Step::On }
    }

    /// A day, a region or an agency up to the next mark.
    fn part(&mut self, after_comma: bool) -> Step {
        let from = self.at + usize::from(after_comma);
        let end = part_end(self.head, from);
        let part = self.head[from..end].trim();
        if is_day(part) || self.signs.day && opens_with_number(part) {
            self.signs.day = true;
        } else if is_region(part) || is_region(part.trim_end_matches('.')) || part.contains(" Pref") {
            self.signs.region = true;
            self.place_end = end;
        } else if is_credit(part) {
            self.signs.credit = Some(part);
        } else if !self.signs.day {
            return Step::No;
        }
        self.at = end;
        Step::On
    }
}

/// Where a part ends: the full stop of "Conn." and "Oct." ends none.
fn part_end(head: &str, from: usize) -> usize {
    let end = stop(head, from).unwrap_or(head.len());
    let is_short = head[from..end].len() <= MAX_SHORT_BYTES;
    let Some(rest) = head[end..].strip_prefix('.').map(str::trim_start).filter(|_| is_short) else {
        return end;
    };
    if opens_with_number(rest) {
        return stop(head, head.len() - rest.len() + 1).unwrap_or(head.len());
    }
    if rest.starts_with([',', '(', '/', '-', '–', '—']) { end + 1 } else { end }
}

/// Longest abbreviation in a dateline, in bytes.
const MAX_SHORT_BYTES: usize = 12;

/// Whether a part of a dateline tells a day: "Oct 12", "13 окт", "2021. május 18".
fn is_day(part: &str) -> bool {
    const MAX_DAY_BYTES: usize = 40;
    let has_digit = part.contains(|c: char| c.is_numeric());
    let is_month_alone = |part: &str| {
        part.len() <= MAX_SHORT_BYTES
            && may_name_month(part)
            && !parse::scan(&format!("1 {part} 2020"), None).is_empty()
    };
    let has_letter = part.contains(char::is_alphabetic);
    match (has_digit, has_letter) {
        (true, true) => {
            part.len() <= MAX_DAY_BYTES
                && (!parse::scan(part, None).is_empty()
                    || !parse::scan(&format!("{part} 2020"), None).is_empty())
        }
        (true, false) => !parse::scan(part, None).is_empty(),
        (false, _) => is_month_alone(part),
    }
}

/// Whether one of some words is a month's name, or is beyond ASCII, where a name may have two words.
fn may_name_month(words: &str) -> bool {
    let is_month = |word: &str| with_lower(word, |lower| month(lower, None)).is_some();
    !words.is_ascii() || words.split(|c: char| !c.is_ascii_alphabetic()).any(is_month)
}

fn opens_with_number(text: &str) -> bool {
    text.starts_with(|c: char| c.is_numeric())
}

/// Whether a text opens with a day: "8 декабря. INTERFAX.RU", "Feb 15 (Interfax)".
fn opens_with_day(text: &str) -> bool {
    let end = stop(text, 0).unwrap_or(text.len());
    is_day(text[..end].trim())
}

/// Where a part of a dateline ends: at a comma, a bracket, a slash, a colon, a dash with a space beside it or a full
/// stop before one.
fn stop(head: &str, from: usize) -> Option<usize> {
    let text = head.as_bytes().get(from..)?;
    let mut at = 1;
    loop {
        at += text.get(at..)?.iter().position(|byte| may_stop(*byte))?;
        let after_space = text[at - 1] == b' ';
        let is_stop = match &text[at..] {
            [b',' | b'(' | b'[' | b':', ..] | [0xe2, 0x80, 0x93..=0x95, ..] => true,
            [b'/', ..] => after_space,
            [b'-', next @ ..] => after_space || next.first() == Some(&b'-'),
            [b'.', next @ ..] => {
                matches!(next, [] | [b' ' | b'-' | b',', ..] | [0xe2, 0x80, 0x93 | 0x94, ..])
            }
            _ => false,
        };
        if is_stop {
            return Some(from + at);
        }
        at += 1;
    }
}

/// Whether a byte is the first of a mark that [`stop`] knows.
fn may_stop(byte: u8) -> bool {
    const MARKS: [bool; 256] = {
        let (mut marks, mut at) = ([false; 256], 0);
        // The last is that of dashes.
        let firsts = *b",([:/-.\xe2";
        while at < firsts.len() {
            marks[firsts[at] as usize] = true;
            at += 1;
        }
        marks
    };
    MARKS[usize::from(byte)]
}

/// Whether the words credit an agency, an outlet or a station: "Reuters", "ANI", "WKLX", "KOMPAS.com".
fn is_credit(text: &str) -> bool {
    /// Call signs and agencies' initials.
    const INITIALS: std::ops::RangeInclusive<usize> = 2..=12;
    let text = text.trim_matches(|c: char| !c.is_alphanumeric());
    let initials = INITIALS.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase());
    let is_name = |part: &str| outlet(part.trim()).is_some();
    initials
        || is_name(text)
        || text.split(['/', ',', ';']).any(is_name)
        || text.to_lowercase().contains("newswire")
}

fn is_capitals(text: &str) -> bool {
    /// Letters of a place; "EU", "UN" are no datelines by themselves.
    const MIN_LETTERS: usize = 3;
    text.chars().filter(|c| c.is_uppercase()).count() >= MIN_LETTERS && !text.chars().any(char::is_lowercase)
}

/// `Agency | Place | date`: credits between bars.
fn segments(page: &Document, index: usize, out: &mut Candidates) {
    let line = page.block_text(index);
    if line.len() > 300 {
        return;
    }
    let parts: Vec<&str> = line.split('|').map(str::trim).collect();
    let Some(credit) = parts.iter().position(|part| agency(part).is_some()) else {
        return unknown_agency(page, index, &parts, out);
    };
    let dated = parts.iter().any(|part| !parse::scan(part, None).is_empty());
    if !dated {
        return;
    }
    if let Some(name) = agency(parts[credit]) {
        push(&mut out.agencies, name, Provenance::TextLine);
    }
    let place = parts.iter().enumerate().find(|(at, part)| *at != credit && is_place(part));
    if let Some((_, place)) = place {
        push(&mut out.locations, place, Provenance::TextLine);
    }
}

/// Lines below a dateline in which its name is credited with a photo.
const CREDIT_LINES: usize = 20;

/// `Name | Place | Updated: date`, where lines close by credit the name too.
fn unknown_agency(page: &Document, index: usize, parts: &[&str], out: &mut Candidates) {
    let [name, place, dates @ ..] = parts else { return };
    let says_date = |part: &&str| {
        crate::metadata::dates::labels::role_of(part).is_some() && !parse::scan(part, None).is_empty()
    };
    if name.contains(' ') || !is_place(name) || !is_place(place) || !dates.iter().any(says_date) {
        return;
    }
    let credits = |line: &str| line.contains(['©', ':']) && !line.contains('|') && line.contains(name);
    let end = (index + 1 + CREDIT_LINES).min(page.blocks.len());
    if (index + 1..end).any(|below| credits(page.block_text(below))) {
        push(&mut out.agencies, name, Provenance::TextLine);
        push(&mut out.locations, place, Provenance::TextLine);
    }
}

/// `Ort. Seit Montag …`: a place before a full stop, which the paragraph names again.
fn german_opening(line: &str, out: &mut Candidates) {
    const END: &str = ". ";
    if line.len() < MAX_BYTES {
        return;
    }
    let head = cut::text(line, MAX_PLACE_BYTES + END.len());
    let Some((place, _)) = head.split_once(END) else { return };
    let rest = &line[place.len() + END.len()..];
    let again =
        || ["in", "aus", "nach", "bei", "von"].iter().any(|word| rest.contains(&format!(" {word} {place}")));
    if is_place(place) && again() {
        push(&mut out.locations, place, Provenance::TextLine);
    }
}

/// `PLACE (Agency) -`, `PLACE, Oct 12 (Agency) —`, `Place, Oct 12 (Agency) It …`
fn opening(line: &str, out: &mut Candidates) {
    let Some((before, rest)) = cut::text(line, MAX_BYTES).split_once(['(', '（']) else { return };
    let Some((credit, after)) = rest.split_once([')', '）']) else { return };
    let dashed = after.trim_start().starts_with(['-', '–', '—', '―', ':']);
    // "dpa/afp" credits two; the first is named.
    let named = credit.split(['/', ',', ';']).find_map(agency);
    let (place, day) = before.split_once(',').unwrap_or((before, ""));
    let place = place.trim();
    // A day before it and a sentence after it say as much as a dash.
    let dated = day.contains(|c: char| c.is_ascii_digit())
        && after.trim_start().starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase());
    if let Some(name) = named.filter(|_| (dashed || dated) && (place.is_empty() || is_place(place))) {
        push(&mut out.agencies, name, Provenance::TextLine);
        push(&mut out.locations, place, Provenance::TextLine);
    }
}

/// Whether a text can name a place: few words, capitals first, no digits.
fn is_place(text: &str) -> bool {
    may_be_place(text) && agency(text).is_none() && crate::metadata::dates::labels::role_of(text).is_none()
}

/// Whether a text has the form of a place's name.
fn may_be_place(text: &str) -> bool {
    let mut words = text.split_whitespace();
    let is_capital = |c: char| c.is_alphabetic() && !c.is_lowercase();
    words.next().is_some_and(|first| first.starts_with(is_capital))
        && words.take(MAX_PLACE_WORDS).count() < MAX_PLACE_WORDS
        && !text.ends_with(':')
        && !text.contains(|c: char| {
            c.is_ascii_digit() || matches!(c, '.' | '!' | '?' | '@' | ')' | ']' | '"' | '“')
        })
}

#[cfg(test)]
mod tests;
