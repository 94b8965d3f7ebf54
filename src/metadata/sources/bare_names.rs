//! Names in lines of their own: below "By", next to a date, or given names that people have.

use foldhash::{HashSet, HashSetExt};
use memchr::memmem;

use super::bylines::{MAX_BARE_BYTES, credit, handle, is_person};
use crate::document::hash::of_chars;
use crate::document::prose::is_prose;
use crate::document::words::ascii;
use crate::document::{Document, Origin};
use crate::lists::letters;
use crate::lists::line_words::Lists;
use crate::lists::lower::with_lower;
use crate::lists::names::{BylineWord, byline_prefixes, is_byline_word};
use crate::lists::person_names::is_given_name;
use crate::lists::places::is_known_place;
use crate::lists::stop_words;
use crate::metadata::candidates::{AuthorCandidate, Candidates};
use crate::metadata::line_facts::LineFacts;
use crate::metadata::people::byline::after_prefix;
use crate::metadata::people::names::{Trust, split};
use crate::metadata::trust::{AuthorTrust, DateTrust};

/// Lines between a name that stands alone and the date of the article.
const LINES_TO_DATE: usize = 2;

/// Names in lines of their own: under "By", or next to the date of the article.
pub(super) fn gather(page: &Document, facts: &LineFacts, out: &mut Candidates) {
    let mut words = LowerCaseWords { page, asked: 0, all: None };
    let mut list_end = 0;
    for (index, date_near) in near_dates(page, out).into_iter().enumerate() {
        if index < list_end {
            continue;
        }
        let line = page.block_text(index);
        if line.len() > MAX_BARE_BYTES || is_prose(&page.blocks[index]) {
            about(page, index, out);
            continue;
        }
        if index > 0 && is_byline_prefix(page.block_text(index - 1)) {
            let (list, end) = list_from(page, index);
            list_end = end;
            // All lines of a list show all of its names.
            let named = (index..end).filter(|block| credit(&list, *block as u32, out)).count();
            if named == 0 {
                handle(line, index as u32, out);
            }
            continue;
        }
        if page.origin == Origin::Text
            && (date_near || may_have_given_name(page, index, facts))
            && let Some(opening) = opening_words(line)
            && (date_near || has_given_name(line))
            && let Some(text) = name_of(opening)
            && let Some(trust) = bare_trust(&text, date_near, &mut words)
        {
            let is_more = opening.len() < line.len();
            let listed = if is_more { listed_names(line) } else { None };
            let names = listed.unwrap_or_else(|| vec![text]);
            let candidate = |text| AuthorCandidate { text, trust, block: Some(index as u32) };
            out.authors.extend(names.into_iter().map(candidate));
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

/// Lines below "By" over which names are listed.
const MAX_LIST_LINES: usize = 12;

/// The names that are listed from a line on, with marks in lines of their own or without any ("Ann Fenwick", ", and",
/// "Bo Lindqvist"), and the line after the last.
fn list_from(page: &Document, first: usize) -> (String, usize) {
    let mut end = first + 1;
    let mut list = page.block_text(first).to_owned();
    let mut is_joined = false;
    for index in (first + 1..page.blocks.len()).take(MAX_LIST_LINES) {
        let line = page.block_text(index);
        let is_name =
            || line.len() <= MAX_BARE_BYTES && !is_prose(&page.blocks[index]) && goes_on(line, is_joined);
        if is_joint(line) {
            is_joined = true;
        } else if is_name() {
            list.push_str(", ");
            list.push_str(line);
            is_joined = false;
            end = index + 1;
        } else {
            break;
        }
    }
    (list, end)
}

/// Whether a line is nothing but what joins names: ",", ", and".
fn is_joint(line: &str) -> bool {
    let mut words = line.split([' ', ',']).filter(|word| !word.is_empty());
    line.len() <= MAX_JOINT_BYTES && words.all(|word| is_byline_word(BylineWord::And, word))
}

/// Longest line that is nothing but what joins names, in bytes.
const MAX_JOINT_BYTES: usize = 10;

/// Whether a line has the next name of a list: any after what joins names, else one that people have.
fn goes_on(line: &str, is_joined: bool) -> bool {
    if is_joined { may_be_name(line) } else { bare_name(line).is_some_and(|name| is_person(&name)) }
}

/// Words after a name and a comma that are a role or an office.
const MAX_WORDS_AFTER_NAME: usize = 9;

/// The name that a line begins with, whatever comes after a mark or a date: "Ann Fenwick, Tallinn",
/// "Ann Fenwick 12 October 2021", "Ann FenwickCorrespondent".
fn bare_name(line: &str) -> Option<String> {
    name_of(opening_words(line)?)
}

/// What a line begins with, up to a mark or a number, if it has the form of a name; most lines have other words.
fn opening_words(line: &str) -> Option<&str> {
    let line = line.trim_start_matches(['*', '_', '#', ' ', '>']);
    if !line.as_bytes().contains(&b' ') {
        return None;
    }
    let name = &line[..name_end(line)];
    let dash = if name.as_bytes().contains(&b'-') { name.find(" - ") } else { None };
    let name = name[..dash.unwrap_or(name.len())].trim_end_matches(['*', '_', ' ', '-']);
    let is_sign = |byte: u8| byte.is_ascii_punctuation() && !matches!(byte, b'-' | b'.' | b'\'');
    let is_name =
        may_be_name(name) && !name.bytes().any(is_sign) && !line.contains('©') && !is_sentence(line);
    (is_name && after_prefix(line).is_none()).then_some(name)
}

/// "Ann Fenwick, 70, had planned to retire".
fn is_sentence(line: &str) -> bool {
    line.split_once(',').is_some_and(|(_, rest)| rest.split(' ').nth(MAX_WORDS_AFTER_NAME).is_some())
}

/// Where a name ends at the latest: at a mark or a number.
fn name_end(line: &str) -> usize {
    const IS_END: [bool; 256] = {
        let (mut is_end, mut at) = ([false; 256], 0);
        let ends = *b",|/(@:;[0123456789";
        while at < ends.len() {
            is_end[ends[at] as usize] = true;
            at += 1;
        }
        is_end
    };
    let is_end_in_ascii = |byte: u8| IS_END[usize::from(byte)];
    let end = if line.is_ascii() {
        line.bytes().position(is_end_in_ascii)
    } else {
        let is_end_of_any = |c: char| matches!(c, '،' | '·' | '•' | '–' | '—' | '［') || c.is_numeric();
        line.find(|c: char| if c.is_ascii() { is_end_in_ascii(c as u8) } else { is_end_of_any(c) })
    };
    end.unwrap_or(line.len())
}

/// The one name that the opening words of a line are.
fn name_of(opening: &str) -> Option<String> {
    let mut names = split(opening, &[], Trust::Line);
    let name = names.pop().filter(|_| names.is_empty())?;
    let words = name.split(' ').count();
    let is_stop = |word: &str| word.len() > 2 && with_lower(word, stop_words::languages) != 0;
    let fits = (2..=4).contains(&words) && (is_person(&name) || !name.split(' ').any(is_stop));
    fits.then_some(name)
}

/// The names of a line that is nothing but a list of people: "Ann Fenwick, Bo Lindqvist & Una Bray".
fn listed_names(line: &str) -> Option<Vec<String>> {
    let names = split(line, &[], Trust::Line);
    let are_full = names.iter().all(|name| name.contains(' ') && is_person(name));
    let named: usize = names.iter().map(|name| name.len()).sum();
    let letters = line.chars().filter(|c| !matches!(c, ',' | '&')).map(char::len_utf8).sum::<usize>();
    let is_all = letters <= named + MAX_JOINT_BYTES * names.len().saturating_sub(1);
    (names.len() > 1 && are_full && is_all).then_some(names)
}

/// Whether a text has as many words as a name with a role has, two of them without a small letter at the beginning.
fn may_be_name(text: &str) -> bool {
    const MAX_WORDS: usize = 9;
    let (mut words, mut capitals, mut before) = (0, 0, ' ');
    for c in text.chars() {
        if before == ' ' && c != ' ' {
            words += 1;
            capitals += usize::from(!c.is_lowercase());
            if words > MAX_WORDS {
                return false;
            }
        }
        before = c;
    }
    words >= 2 && capitals >= 2
}

/// Whether a line may have a name that people are given; one that has digits may have them in the word.
fn may_have_given_name(page: &Document, index: usize, facts: &LineFacts) -> bool {
    page.blocks[index].shape.digits > 0 || facts.may_have(index, Lists::GIVEN_NAMES)
}

/// Whether one of a line's first words is a name that people are given: without a date nearby no other line is a name.
fn has_given_name(line: &str) -> bool {
    const MAX_WORDS: usize = 4;
    const IS_INSIDE: [bool; 256] = {
        let mut is_inside = [false; 256];
        let mut byte = 0;
        while byte < 256 {
            is_inside[byte] = (byte as u8).is_ascii_alphabetic() || matches!(byte as u8, b'-' | b'\'');
            byte += 1;
        }
        is_inside
    };
    if line.is_ascii() {
        let words = ascii(line, |byte| IS_INSIDE[usize::from(byte)]);
        let mut first = words.filter(|word| !word.as_bytes()[0].is_ascii_lowercase());
        return first.by_ref().take(MAX_WORDS).any(is_given_name);
    }
    let is_first = |word: &&str| word.starts_with(|c: char| !c.is_lowercase());
    let mut words = line
        .split(|c: char| !letters::is_alphabetic(c) && c != '-' && c != '\'' && c != '’')
        .filter(is_first);
    words.by_ref().take(MAX_WORDS).any(is_given_name)
}

/// How far a line that may be a name is trusted: a name that people have, or words with capitals beside a date. "Yoga
/// Mat" is not a name where the page says "mat" elsewhere.
fn bare_trust(name: &str, date_near: bool, words: &mut LowerCaseWords<'_>) -> Option<AuthorTrust> {
    let mut is_word = |word: &str| words.has(&word.to_lowercase());
    if is_person(name) {
        let mut is_thing = || name.rsplit(' ').next().is_some_and(&mut is_word);
        return (date_near || !is_thing()).then_some(AuthorTrust::Bare);
    }
    let is_cased = name.chars().any(char::is_lowercase);
    let may_be = date_near && is_cased && !name.contains(['“', '"']) && !is_known_place(name);
    (may_be && !name.split(' ').any(is_word)).then_some(AuthorTrust::Doubtful)
}

/// The words that a page writes without a capital. They are looked for one by one, and read all at once where many are.
struct LowerCaseWords<'a> {
    page: &'a Document,
    asked: usize,
    all: Option<HashSet<u64>>,
}

impl LowerCaseWords<'_> {
    /// Whether the page has a word that is in lower case here.
    fn has(&mut self, word: &str) -> bool {
        /// As many searches through the page take as long as reading its words.
        const MAX_SEARCHES: usize = 32;
        if !word.starts_with(char::is_lowercase) || !word.chars().all(letters::is_alphabetic) {
            return false;
        }
        self.asked += 1;
        if self.asked <= MAX_SEARCHES {
            return has_whole(&self.page.text, word);
        }
        self.all.get_or_insert_with(|| lower_case_words(self.page)).contains(&of_chars(word.chars()))
    }
}

/// Whether a text has a word with no letters around it.
fn has_whole(text: &str, word: &str) -> bool {
    memmem::find_iter(text.as_bytes(), word).any(|at| {
        let (before, after) = (text.get(..at), text.get(at + word.len()..));
        !before.unwrap_or_default().ends_with(letters::is_alphabetic)
            && !after.unwrap_or_default().starts_with(letters::is_alphabetic)
    })
}

/// Bytes of a page for each of its different words, or more.
const BYTES_PER_WORD: usize = 16;

/// The words that a page writes without a capital, hashed.
fn lower_case_words(page: &Document) -> HashSet<u64> {
    let mut words = HashSet::with_capacity(page.text.len() / BYTES_PER_WORD);
    for line in (0..page.blocks.len()).map(|index| page.block_text(index)) {
        if line.is_ascii() {
            let all = ascii(line, |byte| byte.is_ascii_alphabetic());
            for word in all.filter(|word| word.as_bytes().first().is_some_and(u8::is_ascii_lowercase)) {
                words.insert(of_chars(word.bytes().map(char::from)));
            }
        } else {
            let all = line.split(|c: char| !letters::is_alphabetic(c));
            let lower = all.filter(|word| word.starts_with(char::is_lowercase));
            words.extend(lower.map(|word| of_chars(word.chars())));
        }
    }
    words
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

/// Longest name that opens what a page says about its author, in bytes.
const MAX_NAME_BYTES: usize = 40;

/// A name that opens what a page says about its author: "Ann Fenwick is a staff writer".
fn about(page: &Document, index: usize, out: &mut Candidates) {
    let line = page.block_text(index);
    if page.origin != Origin::Text || !is_person(line) {
        return;
    }
    let end = AFTER_NAME.iter().filter_map(|words| line.find(words)).min();
    let name = end.filter(|end| *end <= MAX_NAME_BYTES).and_then(|end| bare_name(&line[..end]));
    // Articles open with people of whom they write, too: the name has to have a line of its own before.
    let is_known = |name: &String| out.authors.iter().any(|author| author.text == *name);
    if let Some(text) = name.filter(is_known) {
        out.authors.push(AuthorCandidate { text, trust: AuthorTrust::Bare, block: Some(index as u32) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn authors(lines: &str) -> Vec<String> {
        let prose =
            "It rained all day in the town, and nobody who lived there minded it very much.\n\n".repeat(3);
        let text = format!("Rain in the old town\n\n{lines}\n\n12 October 2021\n\n{prose}");
        let metadata = crate::metadata(crate::Input::text(&text)).unwrap();
        metadata.authors().iter().map(|author| author.value().clone()).collect()
    }

    #[test]
    fn words_are_found_one_by_one_as_all_at_once() {
        let text = "The Mat, a mat; matte-black Überzug, überall. ßig\n\nyoga’s end";
        let page = crate::read::text::page(text, &crate::options::Limits::new());
        for word in
            ["mat", "the", "matte", "black", "überall", "überzug", "yoga", "s", "end", "ßig", "ig", "a;", ""]
        {
            let has = |asked| LowerCaseWords { page: &page, asked, all: None }.has(word);
            assert_eq!(has(0), has(1000), "{word}");
        }
        assert!(has_whole("a mat", "mat") && !has_whole("a matte", "mat"));
    }

    #[test]
    fn names_below_by_may_be_listed_over_several_lines() {
        let both = ["Ann Fenwick", "Peter Lindqvist"];
        assert_eq!(authors("By\n\nAnn Fenwick\n\n, and\n\nPeter Lindqvist"), both);
        assert_eq!(authors("By\n\nAnn FenwickNews Reporter\n\nPeter Lindqvist"), both);
        assert_eq!(authors("By\n\nAnn Fenwick\n\nShare this"), ["Ann Fenwick"]);
        assert_eq!(authors("Ann Fenwick, Peter Lindqvist"), both, "a list on one line");
    }
}
