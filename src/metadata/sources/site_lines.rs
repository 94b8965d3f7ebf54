//! The site's name, where no table knows it: from the notice at its foot, prompts ("Follow the Daily Fen on …"),
//! addresses that agree with a line, and lines that are nothing but a name of a newspaper.
//!
//! Each place gives a name points, and the name with most of them is the site's. A company ("Fen Media Ltd") holds
//! the rights of many sites: its name without "Ltd" counts only where the page uses it elsewhere.

use crate::document::words::{dotted, spaced, without_signs};
use crate::document::{Document, Origin, Shape, Signs};
use crate::lists::line_words::Lists;
use crate::lists::lower::with_lower;
use crate::lists::self_words::{SelfWord, is_of_prompt, is_self_word, speaks_of_site};
use crate::lists::stop_words;
use crate::metadata::Provenance;
use crate::metadata::candidates::{Candidates, push};
use crate::metadata::line_facts::{LineFacts, OTHER_LETTERS};
use crate::metadata::normalise;

/// Longest line of a foot, in bytes.
const MAX_BYTES: usize = 200;
/// The most words of a site's or a company's name.
const MAX_WORDS: usize = 5;
/// Few lines have shorter words on average.
const BYTES_PER_WORD: usize = 5;
/// Lines that are read, from the end, and from the beginning.
const MAX_LINES: usize = 400;
const MAX_FIRST_LINES: usize = 40;
/// Names that are kept.
const MAX_NAMES: usize = 100;
/// Points of a name for being what an address has without spaces, for being the holder in a notice, for a prompt or
/// a notice of syndication, for being a line, for being a company's; those that make it the site's.
const OF_ADDRESS: u32 = 3;
const OF_HOLDER: u32 = 3;
const OF_PROMPT: u32 = 2;
const OF_LINE: u32 = 1;
const OF_COMPANY: u32 = 1;
const ENOUGH: u32 = 3;

pub(crate) fn gather(page: &Document, facts: &LineFacts, out: &mut Candidates) {
    let count = page.blocks.len();
    let is_text = page.origin == Origin::Text;
    let first = 0..if is_text { MAX_FIRST_LINES.min(count) } else { 0 };
    let last = count.saturating_sub(MAX_LINES).max(first.end)..count;
    let line = |index: usize| Line {
        text: page.block_text(index),
        shape: &page.blocks[index].shape,
        may_prompt: is_text && facts.may_have(index, Lists::PROMPTS),
        may_have_paper: is_text && facts.may_have(index, Lists::PAPERS),
        may_be_noticed: facts.may_have(index, Lists::OF_NOTICES),
    };
    let mut lines: Vec<Line> = Vec::with_capacity(first.len() + last.len());
    for part in [first, last] {
        lines.extend(part.map(line).filter(|line| line.text.len() <= MAX_BYTES));
    }
    let mut names = Names::default();
    let mut holder = None;
    for line in &lines {
        let found = copyright_holder(line.text, line.shape.signs);
        names.of_notice(line, found.as_deref());
        holder = found.or(holder);
        if line.may_prompt && line.may_have_name() {
            names.of_prompt(line);
        }
    }
    // A notice and an address at least must agree: the address tells how the name is written
    // without spaces, a line or a notice how it is written for people.
    let with_dots = lines.iter().filter(|line| line.shape.signs.any(Signs::DOT));
    let domains: Vec<String> = with_dots.flat_map(|line| hosts(line.text)).collect();
    lines.iter().for_each(|line| names.of_line(line, &domains));
    out.holder = holder;
    if let Some(name) = names.best(&domains) {
        push(&mut out.sites, &name, Provenance::TextLine);
    }
}

/// A line, and what it may be.
struct Line<'a> {
    text: &'a str,
    shape: &'a Shape,
    may_prompt: bool,
    may_have_paper: bool,
    /// Whether it may have what [`noticed`] looks for.
    may_be_noticed: bool,
}

impl Line<'_> {
    /// Whether a key may be that of the line: in ASCII it has as many letters and digits.
    fn may_have_key(&self, key: &str) -> bool {
        let Shape { letters, digits, signs, .. } = self.shape;
        !signs.is_ascii() || (letters + digits) as usize == key.len()
    }

    /// Whether it may have a name that [`run`] knows for one: a newspaper's, or one with a capital inside of a word.
    fn may_have_name(&self) -> bool {
        let is_inside = |pair: &[u8]| pair[1].is_ascii_uppercase() && pair[0] != b' ';
        let has_capital = || self.text.as_bytes().windows(2).any(is_inside);
        self.may_have_paper || !self.shape.signs.is_ascii() || has_capital()
    }
}

/// A name that the site may have.
struct Named {
    key: String,
    name: String,
    points: u32,
    /// How often it is a line.
    lines: u32,
}

/// Names in the order in which they are met.
#[derive(Default)]
struct Names(Vec<Named>);

impl Names {
    fn add(&mut self, name: &str, points: u32) {
        let key = normalise::key(name);
        if let Some(known) = self.0.iter_mut().find(|known| known.key == key) {
            known.points += points;
        } else if !key.is_empty() && self.0.len() < MAX_NAMES {
            self.0.push(Named { key, name: name.to_owned(), points, lines: 0 });
        }
    }

    fn of_notice(&mut self, line: &Line, holder: Option<&str>) {
        if let Some(holder) = holder.filter(|_| is_notice(line.text)) {
            match without_company(holder) {
                Some(name) => self.add(name, OF_COMPANY),
                // "City", "Crown": one word alone may be any.
                None if !holder.contains(' ') && !has_inner_capital(holder) => self.add(holder, OF_PROMPT),
                None => self.add(holder, OF_HOLDER),
            }
        }
        let noticed = if line.may_be_noticed { noticed(line.text) } else { None };
        if let Some(name) = noticed {
            self.add(name, OF_PROMPT);
        }
    }

    fn of_prompt(&mut self, line: &Line) {
        let is_of_prompt = |word: &str| is_of_prompt(without_signs(word));
        // Letters beyond ASCII may be of any word.
        if line.shape.signs.any(OTHER_LETTERS) && !spaced(line.text).any(is_of_prompt) {
            return;
        }
        let mut words: Vec<&str> = Vec::with_capacity(line.text.len() / BYTES_PER_WORD + 1);
        words.extend(spaced(line.text));
        if let Some(name) = prompted(&words) {
            self.add(&name, OF_PROMPT);
        }
    }

    /// A short line counts for a name that the page has elsewhere, for that of an address, and for a newspaper's.
    fn of_line(&mut self, line: &Line, domains: &[String]) {
        let text = line.text;
        let has_key = |key: &str| line.may_have_key(key) && normalise::has_key(text, key);
        let is_said = self.0.iter().any(|known| has_key(&known.key))
            || domains.iter().any(|domain| has_key(domain))
            || line.may_have_paper && is_paper(text.trim());
        if !is_said || !has_few_words(text) {
            return;
        }
        self.add(text.trim(), 0);
        if let Some(known) = self.0.iter_mut().find(|known| has_key(&known.key)) {
            known.lines += 1;
        }
    }

    fn best(self, domains: &[String]) -> Option<String> {
        let all = |known: &Named| {
            let agrees = if domains.contains(&known.key) { OF_ADDRESS } else { 0 };
            known.points + agrees + OF_LINE * known.lines.min(ENOUGH)
        };
        let enough = self.0.into_iter().filter(|known| all(known) >= ENOUGH);
        enough.min_by_key(|known| std::cmp::Reverse(all(known))).map(|known| known.name)
    }
}

/// Whether a line with a copyright sign is a page's notice, not a photo's credit: it has a year or says more.
fn is_notice(line: &str) -> bool {
    let plain = line.replace(['©', 'ⓒ'], " ").to_lowercase();
    !line.contains('/') && (has_year(line) || speaks_of_site(&plain))
}

fn has_year(line: &str) -> bool {
    line.split(|c: char| !c.is_ascii_digit()).any(|run| run.len() == 4 && run.starts_with(['1', '2']))
}

/// What a company's name has before "Ltd" and its like; none if it is no company's.
fn without_company(name: &str) -> Option<&str> {
    /// Forms of companies that are written without a space.
    const UNSPACED: [&str; 6] = ["有限公司", "株式会社", "주식회사", "法人", "集团", "集團"];
    let is_company = |word: &str| is_self_word(SelfWord::Company, word);
    let is_unspaced = UNSPACED.iter().any(|form| name.contains(form));
    (is_unspaced || name.split(' ').any(is_company)).then(|| {
        let mut rest = name;
        while let Some((before, _)) = rest.rsplit_once(' ').filter(|(_, last)| is_company(last)) {
            rest = before;
        }
        rest
    })
}

fn has_few_words(line: &str) -> bool {
    // More words have more bytes.
    line.len() <= 2 * MAX_WORDS || spaced(line).nth(MAX_WORDS).is_none()
}

/// Whether a line is nothing but a name with a word that newspapers and stations have in theirs.
fn is_paper(line: &str) -> bool {
    let (mut words, mut of_papers) = (0, 0);
    for word in line.split(' ') {
        if words == MAX_WORDS || !is_name_word(word) {
            return false;
        }
        words += 1;
        of_papers += usize::from(is_self_word(SelfWord::Paper, word));
    }
    (1..words).contains(&of_papers)
}

fn is_name_word(word: &str) -> bool {
    word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        || matches!(word, "of" | "the" | "de" | "&")
}

/// The name after "Follow the", "Welcome to" or before "newsletter", "app".
fn prompted(words: &[&str]) -> Option<String> {
    let start = (0..words.len()).find_map(|at| Some(at + words_of_prompt(&words[at..])?));
    let after_prompt = start.and_then(|start| run(&words[start..]));
    after_prompt.or_else(|| {
        let end = (1..words.len()).find(|at| is_self_word(SelfWord::After, without_signs(words[*at])))?;
        let start = (0..end).rev().take_while(|at| is_name_word(words[*at])).last()?;
        run(&words[start..end])
    })
}

/// How many words the longest phrase has that these begin with and that stands before names.
fn words_of_prompt(words: &[&str]) -> Option<usize> {
    /// The most words of such a phrase.
    const MAX_WORDS: usize = 3;
    let first = without_signs(words.first()?);
    if !first.is_empty() && !is_of_prompt(first) {
        return None;
    }
    let is_prompt = |count: &usize| is_self_word(SelfWord::Before, without_signs(&words[..*count].join(" ")));
    (1..=words.len().min(MAX_WORDS)).rev().find(is_prompt)
}

/// The words of a name at the beginning of these: some with capitals, and one of them a newspaper's or one that has
/// a capital inside ("FenWatch").
fn run(words: &[&str]) -> Option<String> {
    let words = if words.first().is_some_and(|word| *word == "the") { &words[1..] } else { words };
    let mut name: Vec<&str> = Vec::new();
    for word in words.iter().take(MAX_WORDS) {
        let plain = word.trim_end_matches(|c: char| !c.is_alphanumeric());
        let plain = plain.strip_suffix("'s").or_else(|| plain.strip_suffix("’s")).unwrap_or(plain);
        let is_after = is_self_word(SelfWord::After, plain) && !name.is_empty();
        if !is_name_word(word) || is_after && !is_self_word(SelfWord::Paper, plain) {
            break;
        }
        name.push(plain);
        if plain.len() < word.len() {
            break;
        }
    }
    let says = |word: &&str| is_self_word(SelfWord::Paper, word) || has_inner_capital(word);
    let stop = |word: &&str| with_lower(word, stop_words::languages) != 0 && *word != "The";
    (name.iter().any(says) && !name.iter().all(stop) && name.len() * 2 > 1).then(|| name.join(" "))
}

/// "FenWatch", "KFEN".
fn has_inner_capital(word: &str) -> bool {
    word.chars().count() > 3 && word.chars().skip(1).any(char::is_uppercase)
}

/// The names in the addresses of a line: "info@example.com", "www.example.com", "example.com" → "example".
fn hosts(line: &str) -> impl Iterator<Item = String> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '@');
    let parts = dotted(line, char::is_whitespace).flat_map(move |word| word.split(move |c| !is_part(c)));
    parts.filter_map(|part| {
        let (user, host) = part.rsplit_once('@').unwrap_or(("-", part));
        let host = host.trim_matches(['.', '-']);
        let (name, end) = host.strip_prefix("www.").unwrap_or(host).split_once('.')?;
        let is_end = end.len() > 1 && end.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'.');
        (is_end && !user.is_empty()).then(|| normalise::key(name)).filter(|name| name.len() > 2)
    })
}

/// The name in "has not been edited by X staff", "first published on X".
fn noticed(line: &str) -> Option<&str> {
    const PHRASES: [&str; 4] = ["edited by ", "published on ", "published by ", "appeared on "];
    // All of them have one of these in them, and hardly a line of a menu has.
    let is_joint = |part: &[u8]| part[2] == b' ' && matches!(part, b"ed by " | b"ed on ");
    if !line.as_bytes().windows("ed by ".len()).any(is_joint) {
        return None;
    }
    let after = PHRASES.iter().find_map(|phrase| line.find(phrase).map(|at| &line[at + phrase.len()..]))?;
    let end = [" staff", " and ", ",", ".", ")", " on "].iter().filter_map(|stop| after.find(stop)).min();
    let name = after[..end.unwrap_or(after.len())].trim();
    let name = name.strip_prefix("the ").unwrap_or(name);
    (!name.is_empty() && name.split(' ').count() <= MAX_WORDS).then_some(name)
}

/// The holder in "© 2021 The Daily Fen. All rights reserved.", "The Daily Fen © 2021": a name, not a sentence.
#[inline]
pub(super) fn copyright_holder(line: &str, signs: Signs) -> Option<String> {
    // In ASCII the sign is a bracket or the word; most lines begin with neither.
    let may_open = |byte: &u8| matches!(byte, b'(' | b'c' | b'C');
    let may_have_sign = !signs.is_ascii() || line.as_bytes().iter().take(MAX_START + 1).any(may_open);
    if may_have_sign { holder_in(line, signs) } else { None }
}

/// Bytes that may stand before a sign of copyright.
const MAX_START: usize = 3;

/// The same of a line that may have the sign, as few have.
#[inline(never)]
fn holder_in(line: &str, signs: Signs) -> Option<String> {
    const SIGNS: [&str; 4] = ["©", "ⓒ", "copyright", "(c)"];
    let may_be_sign = |(at, c): (usize, char)| match c {
        '©' | '(' => true,
        'c' | 'C' => line[at + 1..].starts_with(['o', 'O']),
        _ => false,
    };
    let is_ascii = signs.is_ascii();
    if is_ascii && !(0..=MAX_START).any(|at| opens_in_ascii(line, at))
        || !is_ascii && !line.char_indices().take(MAX_START + 1).any(may_be_sign)
    {
        return None;
    }
    let start: String =
        line.chars().take(MAX_START + "copyright".len()).flat_map(char::to_lowercase).collect();
    let at = SIGNS.iter().filter_map(|sign| start.find(sign)).min().filter(|at| *at <= MAX_START);
    match at {
        Some(at) => holder(line.get(at..)?.trim_start_matches(['©', 'ⓒ']), false),
        // Years come after the sign where the name comes before it.
        None => line.split_once(['©', 'ⓒ']).and_then(|(name, after)| {
            after.trim_start().starts_with(|c: char| c.is_ascii_digit()).then(|| holder(name, true))?
        }),
    }
}

/// Whether a sign of copyright in ASCII may be in a line at this place.
fn opens_in_ascii(line: &str, at: usize) -> bool {
    match line.as_bytes().get(at) {
        Some(b'(') => true,
        Some(b'c' | b'C') => {
            let word = line.as_bytes().get(at..at + "copyright".len());
            word.is_some_and(|word| word.eq_ignore_ascii_case(b"copyright"))
        }
        _ => false,
    }
}

fn holder(text: &str, is_whole: bool) -> Option<String> {
    let words = text.split_whitespace().skip_while(|word| is_sign_or_year(word));
    let mut name: Vec<&str> = Vec::new();
    for word in words {
        let ends = word.ends_with(['.', ',', '|', ';']) || matches!(word, "|" | "-" | "–" | "—" | "·" | "•");
        let word = word.trim_end_matches(['.', ',', '|', ';', '-', '–', '—', '·', '•']);
        if is_sign_or_year(word) || is_of_rights(word) {
            break;
        }
        name.push(word);
        if ends {
            break;
        }
    }
    let name: Vec<&str> = name.into_iter().filter(|word| !word.is_empty()).collect();
    let capital =
        name.first().is_some_and(|word| word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()));
    let is_said = is_whole && name.len() < text.split_whitespace().count();
    let name = Some(name.join(" ")).filter(|_| capital && name.len() <= MAX_WORDS && !is_said);
    name.filter(|name| !speaks_of_site(&name.to_lowercase()))
}

/// The first word of "All rights reserved" in its languages.
fn is_of_rights(word: &str) -> bool {
    const FIRST: [&str; 32] = [
        "all",
        "rights",
        "tous",
        "alle",
        "todos",
        "tutti",
        "tüm",
        "bütün",
        "wszelkie",
        "wszystkie",
        "všechna",
        "všetky",
        "minden",
        "toate",
        "sva",
        "все",
        "всі",
        "усі",
        "всички",
        "جميع",
        "كل",
        "حقوق",
        "تمامی",
        "כל",
        "mọi",
        "hak",
        "kaikki",
        "με",
        "सर्वाधिकार",
        "সর্বস্বত্ব",
        "สงวนลิขสิทธิ์",
        "droits",
    ];
    FIRST.contains(&word.to_lowercase().as_str())
}

fn is_sign_or_year(word: &str) -> bool {
    let word = word.to_lowercase();
    let years = !word.is_empty()
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | '©' | '.' | '—'));
    years
        || matches!(
            word.as_str(),
            "copyright" | "copyright(c)" | "©" | "ⓒ" | "(c)" | "by" | "copyright©" | "&" | "the"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copyright_lines_name_their_holder() {
        let copyright_holder = |line| copyright_holder(line, Signs::of(line));
        assert_eq!(copyright_holder("© 2021 Daily Fen. All rights reserved."), Some("Daily Fen".into()));
        assert_eq!(copyright_holder("Copyright © 2019-2021 Fen Media Ltd"), Some("Fen Media Ltd".into()));
        assert_eq!(copyright_holder("© Copyright 2021"), None);
        assert_eq!(
            copyright_holder("Copyright law is what the parties quarrelled about in the last year"),
            None
        );
        assert_eq!(copyright_holder("It rained © Fen"), None);
    }

    #[test]
    fn notices_and_addresses_are_read() {
        assert_eq!(
            noticed("(This story has not been edited by Fenwire staff and is syndicated.)"),
            Some("Fenwire")
        );
        assert_eq!(noticed("This was first published on The Fen, our partner."), Some("The Fen"));
        let found = |line| hosts(line).collect::<Vec<_>>();
        assert_eq!(found("Email: info@fen-wire.com, or www.fen.co.uk"), ["fenwire", "fen"]);
        assert_eq!(found("@fenwire, Mr. Fen. It rained."), Vec::<String>::new());
    }

    #[test]
    fn a_line_that_agrees_with_an_address_is_the_sites_name() {
        let site = |lines: &str| {
            let text = format!("The mill on the river burned down in the night.\n\n{lines}");
            let page = crate::read::text::page(&text, &crate::options::Limits::new());
            let mut out = Candidates::default();
            gather(&page, &LineFacts::of(&page), &mut out);
            out.sites.first().map(|site| site.value().clone())
        };
        assert_eq!(site("Fen Wire\n\nEmail: info@fenwire.com").as_deref(), Some("Fen Wire"));
        assert_eq!(site("Fen Wire\n\nEmail: info@example.com"), None);
    }
}
