//! What visible lines say: bylines, datelines, credits. Works on flattened text and on
//! the blocks of HTML alike, without knowing yet which of them are the article.

use std::ops::Range;

use foldhash::HashSet;
use url::Url;

use crate::cut;
use crate::document::prose::is_prose;
use crate::document::{Document, GroupKind, Origin};
use crate::lists::names::byline_prefixes;
use crate::lists::outlets::agency;
use crate::lists::person_names::is_given_name;
use crate::lists::places::is_known_place;
use crate::lists::stop_words;
use crate::metadata::Provenance;
use crate::metadata::candidates::{AuthorCandidate, Candidates, DateCandidate, DateRole, push};
use crate::metadata::dates::labels::{role_of, words};
use crate::metadata::dates::parse;
use crate::metadata::dates::relative;
use crate::metadata::dates::tokens::is_in_characters;
use crate::metadata::language;
use crate::metadata::people::byline::{before_other_credits, behind_prefix, without_places};
use crate::metadata::people::names::{Trust, split};
use crate::metadata::sources::datelines;
use crate::metadata::sources::headline_lines;
use crate::metadata::sources::{
    listed_dates, outlet_lines, place_lines, site_lines, source_lines, unspaced_bylines,
};
use crate::metadata::trust::{AuthorTrust, DateTrust};

/// Longest line, in bytes, that can be a byline or tell a date.
const MAX_BYTES: usize = 300;
/// The most words, besides a date and its label, that a line giving a date has.
const MAX_OTHER_WORDS: usize = 6;
const MAX_WORDS_IF_SAID: usize = 20;

pub(crate) fn gather(page: &Document, _url: Option<&Url>, out: &mut Candidates) {
    let language = language::hint(page);
    let mut paragraphs = 0;
    for index in 0..page.blocks.len() {
        let line = page.block_text(index);
        paragraphs += usize::from(is_prose(&page.blocks[index]));
        datelines::gather(page, index, out);
        if line.len() > MAX_BYTES {
            opening_date(line, index as u32, language, out);
            continue;
        }
        if is_quoted(page, index) {
            continue;
        }
        // Most lines have no digit; such a line tells a date only as "yesterday" does.
        let dated = page.blocks[index].shape.digits > 0 || is_in_characters(line);
        if dated || out.reference.is_some() {
            let known = out.dates.len();
            dates(line, index as u32, language, out);
            if page.origin == Origin::Text {
                listed_dates::set_apart(page, index, paragraphs, &mut out.dates[known..]);
            }
        }
        byline(line, dated, index as u32, out);
    }
    names_beside_dates(page, out);
    unspaced_bylines::gather(page, out);
    if page.origin == Origin::Text {
        headline_lines::gather(page, out);
        outlet_lines::gather(page, out);
        source_lines::gather(page, out);
        place_lines::gather(page, out);
    }
    site_lines::gather(page, out);
    standfirst(page, out);
}

/// Quotations of more blocks than this are the article, on pages that indent it so.
const MAX_QUOTED_BLOCKS: usize = 8;

/// Whether a line is of a quotation: an embedded post has an author and a date of its own.
fn is_quoted(page: &Document, index: usize) -> bool {
    let group = &page.groups[page.blocks[index].group as usize];
    group.kind == GroupKind::Quote && group.blocks.len() <= MAX_QUOTED_BLOCKS
}

fn dates(line: &str, block: u32, language: Option<&str>, out: &mut Candidates) {
    let found = parse::scan(line, language);
    if found.is_empty() {
        relative::gather(line, block, out);
        return;
    }
    let in_dates: usize = found.iter().map(|found| words(&line[found.range.clone()])).sum();
    let others = words(line).saturating_sub(in_dates);
    let mut from = 0;
    for found in found {
        let said = role_of(&line[from..found.range.start]);
        from = found.range.end;
        let trust = match said {
            Some(_) if others <= MAX_WORDS_IF_SAID => DateTrust::SaidLine,
            None if others <= MAX_OTHER_WORDS => DateTrust::Line,
            None if opens(line, &found.range) => DateTrust::Opening,
            None if others <= MAX_WORDS_IF_SAID && is_set_apart(line, &found.range) => DateTrust::LongLine,
            _ => DateTrust::Witness,
        };
        out.dates.push(DateCandidate {
            raw: line[found.range].to_owned(),
            reading: found.reading,
            role: said.unwrap_or(DateRole::Unsaid),
            trust,
            block: Some(block),
            provenance: Provenance::TextLine,
        });
    }
}

/// Signs that set a date apart from a headline or a name next to it.
const SEPARATORS: [char; 15] = ['|', '•', '·', '●', '◦', '∙', '/', '–', '—', '»', '«', '›', '(', ')', '：'];

fn is_set_apart(line: &str, date: &Range<usize>) -> bool {
    line[..date.start].trim_end().ends_with(SEPARATORS)
        || line[date.end..].trim_start().starts_with(SEPARATORS)
}

/// Longest place before the date that opens a paragraph, in bytes.
const MAX_PLACE_BYTES: usize = 40;

/// Whether a date is where agencies and newsletters put it: "12.10.2021 – It rained",
/// "Tallinn, 12 October 2021. It rained".
fn opens(line: &str, date: &Range<usize>) -> bool {
    let before = line[..date.start].trim_end();
    let follows = line[date.end..].trim_start().chars().next();
    let closed = follows
        .is_some_and(|c| matches!(c, '.' | ':' | '–' | '—' | '-' | '|' | '„' | '“' | '"' | '»' | '«' | ')'));
    closed && before.len() <= MAX_PLACE_BYTES && (before.is_empty() || before.ends_with(','))
}

/// How far into a long paragraph the date that opens it can reach, in bytes.
const MAX_OPENING_BYTES: usize = 100;

/// Reads the date that opens a paragraph.
fn opening_date(line: &str, block: u32, language: Option<&str>, out: &mut Candidates) {
    let opening = cut::text(line, MAX_OPENING_BYTES);
    let Some(found) = parse::scan(opening, language).into_iter().next() else { return };
    // What ends at the cut may have been cut.
    if found.range.end == opening.len() && opening.len() < line.len() {
        return;
    }
    let before = line[..found.range.start].to_lowercase();
    let is_note = ENTRY_NOTES.iter().any(|note| before.starts_with(note));
    let (trust, role) = match (is_note, opens(line, &found.range)) {
        (true, _) => (DateTrust::SaidLine, DateRole::Published),
        (_, true) => (DateTrust::Opening, DateRole::Unsaid),
        _ => return,
    };
    out.dates.push(DateCandidate {
        raw: line[found.range].to_owned(),
        reading: found.reading,
        role,
        trust,
        block: Some(block),
        provenance: Provenance::TextLine,
    });
}

/// How blogs open the note below an entry that goes on about feeds and categories.
const ENTRY_NOTES: [&str; 9] = [
    "this entry was posted",
    "this post was",
    "dieser beitrag wurde",
    "dieser eintrag wurde",
    "cette entrée a été publiée",
    "cet article a été",
    "esta entrada fue publicada",
    "questo articolo è stato",
    "dit bericht werd geplaatst",
];

/// Words before an author's name inside a line that tells a date too.
const INSIDE: [&str; 9] = [" by ", " von ", " par ", " por ", " door ", " av ", " oleh ", " przez ", " от "];
/// Marks before an author's name in a line that tells an outlet, a section or a topic too.
const AFTER_MARK: [&str; 6] = ["| By ", "/ By ", "· By ", "• By ", "— By ", "| Par "];
/// Words between an author's name and a date.
const BEFORE_DATE: [&str; 7] = [" on", " am", " le", " el", " em", " il", " at"];

/// "By Ann Fenwick", "Posted on 12 October 2021 by Ann Fenwick", "By Ann Fenwick on 12 October 2021".
fn byline(line: &str, may_be_dated: bool, block: u32, out: &mut Candidates) {
    let dated = || !parse::scan(line, None).is_empty();
    let line = before_other_credits(line);
    let behind = || INSIDE.iter().find_map(|word| Some(&line[line.find(word)? + word.len()..]));
    // "2017by Ann Fenwick": a date has lost the space after it.
    let glued = || {
        let at = line.find("by ").filter(|at| line[..*at].ends_with(|c: char| c.is_ascii_digit()))?;
        Some(&line[at + "by ".len()..])
    };
    let inside = || if may_be_dated { behind().or_else(glued).filter(|_| dated()) } else { None };
    let marked = || AFTER_MARK.iter().find_map(|mark| Some(&line[line.find(mark)? + mark.len()..]));
    let beside = || if may_be_dated && dated() { person_beside_date(line) } else { None };
    let Some(names) = behind_prefix(line).or_else(marked).or_else(inside).or_else(beside) else { return };
    credit(&without_places(before_glued_number(before_date(names))), block, out);
}

/// What comes before a number that has lost the space before it: "Ann Fenwick9 min readAdd Comment" → "Ann Fenwick".
fn before_glued_number(names: &str) -> &str {
    let digit = names.find(|c: char| c.is_ascii_digit());
    digit.filter(|at| names[..*at].ends_with(char::is_lowercase)).map_or(names, |at| &names[..at])
}

/// The name that people have among the parts of a line with a date: "27 January 2026 • Ann Fenwick • 3 minutes".
fn person_beside_date(line: &str) -> Option<&str> {
    // "… on Friday, April 28, 2023. (Fenwire Photo/Ann Fenwick)" credits a photo.
    if line.len() > MAX_BARE_BYTES || line.contains(['(', '©']) {
        return None;
    }
    let (_, rest) = line.split_once(['•', '|', '·', '/', ','])?;
    let mut parts = rest.split(['•', '|', '·', '/', ',']).map(str::trim);
    parts.find(|part| {
        let words = part.split(' ').count();
        (2..=4).contains(&words) && is_person(part) && !part.contains(|c: char| c.is_numeric())
    })
}

/// What comes before a date, if anything does.
fn before_date(names: &str) -> &str {
    let date = parse::scan(names, None).first().map(|found| found.range.start).filter(|at| *at > 0);
    let Some(before) = date.and_then(|at| names.get(..at)).map(str::trim_end) else { return names };
    let word = BEFORE_DATE.iter().find_map(|word| before.strip_suffix(word));
    word.unwrap_or(names)
}

fn credit(names: &str, block: u32, out: &mut Candidates) {
    if let Some(agency) = agency(names) {
        push(&mut out.agencies, agency, Provenance::TextLine);
    } else if !split(names, &[], Trust::Line).is_empty() {
        let text = names.to_owned();
        out.authors.push(AuthorCandidate { text, trust: AuthorTrust::Line, block: Some(block) });
    }
}

/// Lines between a name that stands alone and the date of the article.
const LINES_TO_DATE: usize = 2;

/// Names in lines of their own: under "By", or next to the date of the article.
fn names_beside_dates(page: &Document, out: &mut Candidates) {
    let mut words = None;
    for (index, date_near) in near_dates(page, out).into_iter().enumerate() {
        let line = page.block_text(index);
        if line.len() > MAX_BARE_BYTES || is_prose(&page.blocks[index]) {
            about(page, index, out);
            continue;
        }
        if index > 0 && is_byline_prefix(page.block_text(index - 1)) {
            credit(line, index as u32, out);
            continue;
        }
        if page.origin == Origin::Text
            && (date_near || has_given_name(line))
            && let Some(text) = bare_name(line)
            && let Some(trust) =
                bare_trust(&text, date_near, words.get_or_insert_with(|| lower_case_words(page)))
        {
            out.authors.push(AuthorCandidate { text, trust, block: Some(index as u32) });
        }
    }
}

/// For each line whether one that tells a date is close by.
fn near_dates(page: &Document, out: &Candidates) -> Vec<bool> {
    let mut near = vec![false; page.blocks.len()];
    for date in &out.dates {
        let Some(block) = date.block.map(|block| block as usize) else { continue };
        if matches!(date.trust, DateTrust::Line | DateTrust::SaidLine) {
            let end = (block + 2).min(near.len());
            near[block.saturating_sub(LINES_TO_DATE).min(end)..end].fill(true);
        }
    }
    near
}

/// A line of more bytes is no prefix of a byline and the marks and spaces after it.
const MAX_PREFIX_BYTES: usize = 100;

/// Whether a line is nothing but "By".
fn is_byline_prefix(line: &str) -> bool {
    let mut prefixes = byline_prefixes(line).peekable();
    if prefixes.peek().is_none() || line.len() > MAX_PREFIX_BYTES {
        return false;
    }
    let line = line.trim_end_matches([':', '：', ' ']).to_lowercase();
    prefixes.any(|prefix| prefix.trim_end_matches(':') == line)
}

/// Longest line that begins with a name, in bytes.
const MAX_BARE_BYTES: usize = 140;

/// Words after a name and a comma that are a role or an office.
const MAX_WORDS_AFTER_NAME: usize = 9;

/// The name that a line begins with, whatever comes after a mark or a date: "Ann Fenwick, Tallinn",
/// "Ann Fenwick 12 October 2021", "Ann FenwickCorrespondent".
fn bare_name(line: &str) -> Option<String> {
    let is_end = |c: char| {
        matches!(c, ',' | '،' | '|' | '·' | '•' | '/' | '(' | '@' | ':' | '–' | '—' | ';' | '［' | '[')
            || c.is_numeric()
    };
    let line = line.trim_start_matches(['*', '_', '#', ' ', '>']);
    // "Ann Fenwick, 70, had planned to retire": a sentence.
    let is_sentence =
        line.split_once(',').is_some_and(|(_, rest)| rest.split(' ').count() > MAX_WORDS_AFTER_NAME);
    if line.contains('©') || is_sentence {
        return None;
    }
    let end = line.find(is_end).unwrap_or(line.len());
    let end = line[..end].find(" - ").unwrap_or(end);
    let name = line[..end].trim_end_matches(['*', '_', ' ', '-']);
    let plain =
        name.chars().all(|c| c == '-' || c == '.' || c == '’' || c == '\'' || !c.is_ascii_punctuation());
    if !plain || !may_be_name(name) || behind_prefix(line).is_some() {
        return None;
    }
    let mut names = split(name, &[], Trust::Line);
    let name = names.pop().filter(|_| names.is_empty())?;
    let words = name.split(' ').count();
    let stop = name.split(' ').any(|word| stop_words::languages(&word.to_lowercase()) != 0 && word.len() > 2);
    ((2..=4).contains(&words) && (!stop || is_person(&name))).then_some(name)
}

/// Whether a text has as many words as a name with a role has, two of them without a small letter at the beginning.
fn may_be_name(text: &str) -> bool {
    const MAX_WORDS: usize = 9;
    let words = text.split(' ').filter(|word| !word.is_empty());
    let count = words.clone().take(MAX_WORDS + 1).count();
    let capitals = words.filter(|word| !word.starts_with(char::is_lowercase)).take(2).count();
    (2..=MAX_WORDS).contains(&count) && capitals == 2
}

/// Whether one of a line's first words is a name that people are given: without a date nearby no other line is a name.
fn has_given_name(line: &str) -> bool {
    const MAX_WORDS: usize = 4;
    let is_first = |word: &&str| word.starts_with(|c: char| !c.is_lowercase());
    let mut words =
        line.split(|c: char| !c.is_alphabetic() && c != '-' && c != '\'' && c != '’').filter(is_first);
    words.by_ref().take(MAX_WORDS).any(is_given_name)
}

/// How far a line that may be a name is trusted: a name that people have, or words with capitals beside a date. "Yoga
/// Mat" is none where the page says "mat" elsewhere.
fn bare_trust(name: &str, date_near: bool, words: &HashSet<&str>) -> Option<AuthorTrust> {
    let is_word = |word: &str| words.contains(word.to_lowercase().as_str());
    if is_person(name) {
        let is_thing = name.rsplit(' ').next().is_some_and(is_word);
        return (date_near || !is_thing).then_some(AuthorTrust::Bare);
    }
    let is_cased = name.chars().any(char::is_lowercase);
    let is_thing = name.split(' ').any(is_word) || name.contains(['“', '"']);
    (date_near && is_cased && !is_thing && !is_known_place(name)).then_some(AuthorTrust::Doubtful)
}

/// The words that a page writes without a capital.
fn lower_case_words(page: &Document) -> HashSet<&str> {
    let lines = (0..page.blocks.len()).map(|index| page.block_text(index));
    let words = lines.flat_map(|line| line.split(|c: char| !c.is_alphabetic()));
    words.filter(|word| word.starts_with(char::is_lowercase)).collect()
}

/// What an author's biography says after the name.
const AFTER_NAME: [&str; 16] = [
    " is a",
    " is the",
    " is an",
    " writes",
    " covers",
    " has been",
    " joined",
    " was a",
    " ist ",
    " est ",
    " es ",
    " è ",
    " é ",
    " är ",
    " er ",
    " jest ",
];

/// A name that opens what a page says of its author: "Ann Fenwick is a staff writer".
fn about(page: &Document, index: usize, out: &mut Candidates) {
    let line = page.block_text(index);
    if page.origin != Origin::Text || !is_person(line) {
        return;
    }
    let end = AFTER_NAME.iter().filter_map(|words| line.find(words)).min();
    let name = end.filter(|end| *end <= MAX_PLACE_BYTES).and_then(|end| bare_name(&line[..end]));
    // Articles open with people of whom they tell, too: the name has to have a line of its own before.
    let is_known = |name: &String| out.authors.iter().any(|author| author.text == *name);
    if let Some(text) = name.filter(is_known) {
        out.authors.push(AuthorCandidate { text, trust: AuthorTrust::Bare, block: Some(index as u32) });
    }
}

/// Whether a name begins with one that people have.
fn is_person(name: &str) -> bool {
    name.split(' ').next().is_some_and(is_given_name)
}

/// Shorter lines repeat by chance or are headlines.
const STANDFIRST_BYTES: usize = 80;
/// Where a standfirst can stand, and how far below it the body can begin.
const STANDFIRST_BLOCKS: usize = 60;
const BLOCKS_BETWEEN: usize = 20;

/// A summary above the body which the body's first paragraphs repeat.
fn standfirst(page: &Document, out: &mut Candidates) {
    for index in 0..page.blocks.len().min(STANDFIRST_BLOCKS) {
        let line = page.block_text(index);
        let until = (index + 1 + BLOCKS_BETWEEN).min(page.blocks.len());
        let is_prose = |index: usize| page.blocks[index].shape.terminated;
        let repeats = |below: usize| {
            if !is_prose(below) {
                return false;
            }
            let below = page.block_text(below);
            below.len() >= STANDFIRST_BYTES && (line.starts_with(below) || below.starts_with(line))
        };
        if line.len() >= STANDFIRST_BYTES && is_prose(index) && (index + 1..until).any(repeats) {
            out.state("description", line, Provenance::TextLine);
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::options::Limits;
    use crate::read::html::tree::{self, Attributes};
    use crate::read::html::{self, Choices};

    fn gathered(line: &str) -> Candidates {
        let mut out = Candidates::default();
        dates(line, 0, Some("en"), &mut out);
        byline(line, true, 0, &mut out);
        out
    }

    #[test]
    fn embedded_posts_have_dates_and_authors_of_their_own() {
        let dates = |markup: &str| {
            let limits = Limits::new();
            let tree = tree::parse(markup, &limits, Attributes::Read).html;
            let mut out = Candidates::default();
            gather(&html::page(&tree, None, &Choices { keep: &[], remove: &[] }, &limits), None, &mut out);
            (out.dates.len(), out.authors.len())
        };
        let lines = "<p>Rain, and more of it</p><p>By Una Bray</p><p>May 4, 2023</p>";
        assert_eq!(dates(lines), (1, 1));
        assert_eq!(dates(&format!("<p>It rained.</p><blockquote>{lines}</blockquote>")), (0, 0));
        let page = format!("<blockquote>{lines}{}</blockquote>", "<p>It rained.</p>".repeat(9));
        assert_eq!(dates(&page), (1, 1));
    }

    #[test]
    fn the_label_before_each_date_counts() {
        let out = gathered("Updated: 12-10-2021 16:18 | Created: 12-10-2021 16:06");
        let roles: Vec<DateRole> = out.dates.iter().map(|date| date.role).collect();
        assert_eq!(roles, [DateRole::Modified, DateRole::Published]);
    }

    #[test]
    fn prose_tells_no_date_of_its_own() {
        let out = gathered(
            "The council met in the old town hall on 12 October 2021 and nobody wanted to leave early.",
        );
        assert_eq!(out.dates.iter().map(|date| date.trust).collect::<Vec<_>>(), [DateTrust::Witness]);
    }

    #[test]
    fn signs_and_openings_set_dates_apart() {
        let trust = |line| {
            let mut out = Candidates::default();
            dates(line, 0, Some("en"), &mut out);
            out.dates.first().map(|date| date.trust)
        };
        assert_eq!(trust("Rain | By Ann Fenwick | 12 October 2021 | 4 minutes"), Some(DateTrust::Line));
        let headline = "The council met in the old town hall again | 12 October 2021";
        assert_eq!(trust(headline), Some(DateTrust::LongLine));
        let opening = "12 October 2021. The council met in the old town hall and nobody left.";
        assert_eq!(trust(opening), Some(DateTrust::Opening));
        assert_eq!(
            trust("Tallinn, 12 October 2021 – The council met in the old town hall."),
            Some(DateTrust::Opening)
        );
    }

    #[test]
    fn long_paragraphs_can_open_with_a_date() {
        let trust = |start: &str| {
            let mut out = Candidates::default();
            opening_date(&format!("{start} {}", "It rained all day. ".repeat(20)), 0, None, &mut out);
            out.dates.first().map(|date| date.trust)
        };
        assert_eq!(trust("12 October 2021 –"), Some(DateTrust::Opening));
        let note = "This entry was posted on Tuesday, October 12th, 2021 at 4:18 pm and is filed under Rain.";
        assert_eq!(trust(note), Some(DateTrust::SaidLine));
        assert_eq!(trust("On 12 October 2021 the council met."), None);
    }

    #[test]
    fn labels_of_other_things_are_known() {
        let role = |line: &str| gathered(line).dates.first().map(|date| date.role);
        assert_eq!(role("Joined: 12 October 2021"), Some(DateRole::Other));
        assert_eq!(role("Mitglied seit 12.10.2021"), Some(DateRole::Other));
        assert_eq!(role("公開日：2021年10月12日"), Some(DateRole::Published));
        assert_eq!(role("公開調教シーンの写真と落札の写真(2021/10/12)"), Some(DateRole::Unsaid));
    }

    #[test]
    fn names_stand_beside_dates_and_under_by() {
        let names = |text: &str| {
            let page = crate::read::text::page(text, &crate::options::Limits::new());
            let mut out = Candidates::default();
            gather(&page, None, &mut out);
            out.authors.into_iter().map(|author| author.text).collect::<Vec<_>>()
        };
        assert_eq!(names("Rain in town\n\nAnn Fenwick, Tallinn\n\n12 October 2021\n"), ["Ann Fenwick"]);
        assert_eq!(names("Rain in town\n\nBy\n\nAnn Fenwick\n"), ["Ann Fenwick"]);
        assert_eq!(names("By Ann Fenwick on 12 October 2021\n"), ["Ann Fenwick"]);
        assert!(names("Rain in town\n\nUnn Fenwick\n\nIt rained.\n").is_empty());
        assert_eq!(names("Rain in town\n\nAnna Fenwick\n\nIt rained.\n"), ["Anna Fenwick"]);
        assert_eq!(
            names("Rain in town\n\nAnn FenwickCorrespondentOctober 12, 2021\n\nIt rained.\n"),
            ["Ann Fenwick"]
        );
        assert_eq!(names("KFEN | By Ann Fenwick\n"), ["Ann Fenwick"]);
    }

    #[test]
    fn numbers_that_have_lost_their_space_are_no_names() {
        let names = |line: &str| gathered(line).authors.first().map(|author| author.text.trim().to_owned());
        assert_eq!(
            names("12 October 2017by Ann Fenwick9 min readAdd Comment").as_deref(),
            Some("Ann Fenwick")
        );
        assert_eq!(names("By Ann Fenwick").as_deref(), Some("Ann Fenwick"));
    }

    #[test]
    fn bylines_credit_people_or_agencies() {
        assert_eq!(gathered("By AP").agencies.len(), 1);
        assert_eq!(gathered("Posted on 12 October 2021 by Ann Fenwick").authors.len(), 1);
        assert_eq!(gathered("By Ann Fenwick in Nordvik and Bo Lindqvist in Oslo").authors.len(), 1);
        assert_eq!(gathered("By the river it was cold").authors.len(), 0);
    }

    #[test]
    fn a_date_that_ends_where_reading_ends_may_be_cut() {
        let trust = |padding: usize| {
            let line = format!("{} {} 12 October 2021 and so on.", ENTRY_NOTES[0], "x".repeat(padding));
            let mut out = Candidates::default();
            opening_date(&line, 0, Some("en"), &mut out);
            out.dates.first().map(|date| date.trust)
        };
        let fits = MAX_OPENING_BYTES - ENTRY_NOTES[0].len() - " 12 October 2021".len() - 1;
        assert_eq!(trust(fits - 1), Some(DateTrust::SaidLine));
        assert_eq!(trust(fits), None);
    }
}
