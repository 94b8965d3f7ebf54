//! Names of people out of bylines and author fields.
//!
//! A byline is cut at marks and at words that join names; each part stays if it looks like a name: a few words with
//! capitals, no digits, no words of an office or of the site. Fields for authors are trusted with user names, too.

use std::borrow::Cow;

use crate::lists::names::{BylineWord, is_byline_word, is_of_nobody};
use crate::lists::outlets::{agency, outlet};
use crate::lists::person_names::{
    is_chinese_name, is_given_name, is_japanese_family_name, is_japanese_name, is_korean_name,
};
use crate::lists::places::is_known_place;
use crate::metadata::normalise;
use crate::metadata::people::byline::{
    before_other_credits, is_cased, parts, without_agencies, without_brackets, without_dates, without_places,
    without_prefix,
};
use crate::metadata::people::name_ends::{
    is_credential, is_run_together, is_time, unglued, without_outlet, without_role, without_suffix,
    without_when,
};

/// How sure it is that the text names people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Trust {
    /// A field for authors: user names and single words pass.
    Field,
    /// Visible text: only what looks like a full name passes.
    Line,
}

/// The most words of a name ("Maria del Carmen de la Cruz").
const MAX_WORDS: usize = 6;
const MAX_CHARS: usize = 60;
const MAX_NAMES: usize = 30;

/// The names in a byline or an author field, without those of the site (given normalised).
pub(crate) fn split(raw: &str, site_names: &[String], trust: Trust) -> Vec<String> {
    if trust == Trust::Line && is_plain_word(raw) {
        return Vec::new();
    }
    let raw = without_addresses(raw);
    let open = without_brackets(before_other_credits(&raw));
    let undated = without_dates(&open);
    let text = without_agencies(without_prefix(&undated));
    let is_byline = text.len() < undated.trim().len();
    let placeless = if is_byline { Cow::Owned(without_places(text)) } else { Cow::Borrowed(text) };
    let parts = parts(&placeless);
    let by_comma = text.contains(',') && trust == Trust::Field;
    if let Some(name) = last_first(&parts).filter(|_| by_comma) {
        return vec![name];
    }
    let is_more = |part: &str| is_credential(part) || is_place(part);
    let parts = parts.into_iter().enumerate().filter(|(at, part)| *at == 0 || !is_more(part));
    let found: Vec<Option<String>> =
        parts.flat_map(|(_, part)| unglued(part)).map(|part| name(part, trust)).collect();
    let is_site = |name: &str| is_site(name, site_names);
    // "Daily Fen, London, England": a single word beside what is no name is none either.
    // "fen/ajf" are a site and its reporter's initials.
    let all = found.iter().all(Option::is_some);
    let all_other = all && !found.iter().flatten().any(|name| is_site(name));
    let stands = |name: &String| {
        let word = all_other || all && name.starts_with(char::is_lowercase);
        !is_site(name) && (word || name.contains(' ') || !is_cased(name))
    };
    let mut names: Vec<String> = Vec::new();
    for name in found.into_iter().flatten().filter(stands) {
        let squeezed = normalise::key(&name);
        let known = names.iter().any(|other| normalise::key(other) == squeezed);
        if !known && names.len() < MAX_NAMES {
            names.push(name);
        }
    }
    names
}

/// Whether a text is a single word of ASCII, of which no full name is left.
fn is_plain_word(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// The words of a text with a space between them, but for addresses of the web and accounts after the first.
fn without_addresses(raw: &str) -> Cow<'_, str> {
    let has_one_space = |pair: &[u8]| pair != b"  ";
    // White space and the signs of addresses; most texts have only spaces of them.
    let is_plain = |byte: u8| !matches!(byte, b'\t'..=b'\r' | b'@' | b':' | b'.' | 0xc2 | 0xe1 | 0xe2 | 0xe3);
    let is_trimmed = !raw.starts_with(' ') && !raw.ends_with(' ');
    if is_trimmed && raw.bytes().all(is_plain) && raw.as_bytes().windows(2).all(has_one_space) {
        return Cow::Borrowed(raw);
    }
    let words = raw.split_whitespace().filter(|word| !is_web_address(word));
    let words = words.enumerate().filter(|(at, word)| *at == 0 || !is_account(word));
    Cow::Owned(words.map(|(_, word)| word).collect::<Vec<_>>().join(" "))
}

/// The organisation or the team that a field for authors names, as it is written.
pub(crate) fn organisation(raw: &str) -> Option<String> {
    let text = without_dates(raw);
    let text = text.split(['|', ',', ';']).find(|part| !part.trim().is_empty())?;
    let text = without_agencies(without_prefix(text));
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, ',' | ';' | ':' | '-' | '–'));
    let words = text.split_whitespace().count();
    let fits = (1..=MAX_WORDS).contains(&words) && text.chars().count() <= MAX_CHARS;
    let is_text = text.chars().any(char::is_alphabetic)
        && !text.contains(['@', '=', '{', '}', '<', '#', '%', '/', '…', '_'])
        && !text.contains("www.");
    let is = |kind, text: &str| is_byline_word(kind, text);
    let nobody = is(BylineWord::Nobody, text) || is(BylineWord::Team, text) || is(BylineWord::Before, text);
    let account = text.split(' ').any(|word| is(BylineWord::Account, word));
    let is_name = is_text && !account && !is_time(text) && (!nobody || agency(text).is_some());
    (fits && is_name).then(|| text.to_owned())
}

/// "Fenwick, Ann" as libraries write it.
fn last_first(parts: &[&str]) -> Option<String> {
    let [last, first] = parts else { return None };
    let is_word = |part: &str| {
        !part.contains(' ') && name(part, Trust::Field).is_some() && part.starts_with(char::is_uppercase)
    };
    (is_word(last) && is_word(first)).then(|| format!("{first} {last}"))
}

/// The name a part is, if it is one.
fn name(part: &str, trust: Trust) -> Option<String> {
    let part = part.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | 'ʻ'));
    let part = part.trim_end_matches(|c: char| {
        c.is_whitespace() || matches!(c, '.' | '"' | '“' | '”' | '*' | '-' | '_' | '@' | '»' | '\u{a0}')
    });
    let part = without_suffix(without_prefix(part));
    let part = without_outlet(without_role(without_when(part)));
    if part.is_empty() || part.len() > MAX_CHARS && part.chars().count() > MAX_CHARS {
        return None;
    }
    let words: Vec<&str> = part.split_whitespace().collect();
    let digits = part.contains(char::is_numeric);
    if words.len() > MAX_WORDS || (digits && (words.len() > 1 || trust == Trust::Line)) {
        return None;
    }
    if !part.chars().any(char::is_alphabetic) || !has_capitals(&words, trust) || is_address(part) {
        return None;
    }
    if is_outlet(part) || has_button(part) || trust == Trust::Line && is_place(part) || agency(part).is_some()
    {
        return None;
    }
    let is_prefix = is_byline_word(BylineWord::Before, part);
    let has_nobody = is_of_nobody(part) || words.iter().any(|word| is_of_nobody(word));
    let is_no_name = is_prefix || has_nobody || is_time(part) || is_run_together(part);
    (!is_no_name).then(|| in_usual_case(&words))
}

/// Whether a part has what names have not: signs of addresses, of sentences and of markup.
fn is_address(part: &str) -> bool {
    part.contains(['@', '=', '{', '}', '"', '?', '!', '#', '%', '…', '。', '？', '！', '〔', '〕'])
        || is_web_address(part)
        || is_domain(part)
}

/// Whether a name is the site's, single letters apart: "The Fen D".
fn is_site(name: &str, site_names: &[String]) -> bool {
    if site_names.is_empty() {
        return false;
    }
    let long = || name.split(' ').filter(|word| word.chars().nth(1).is_some()).collect::<String>();
    site_names.contains(&normalise::key(name))
        || name.contains(' ') && site_names.contains(&normalise::key(&long()))
}

/// Whether a part is a place that is known, and does not begin with a name that people are given.
fn is_place(part: &str) -> bool {
    let part = part.trim();
    is_known_place(part) && !part.split(' ').next().is_some_and(is_given_name)
}

/// Whether an address of the web is in a word or a part.
fn is_web_address(part: &str) -> bool {
    let has = |byte: u8| part.as_bytes().contains(&byte);
    has(b':') && part.contains("://") || has(b'.') && part.contains("www.")
}

/// "@annfenwick", "ann@example.org"; but not "Fenwickann@example.org", in which a name has lost its space.
fn is_account(word: &str) -> bool {
    word.as_bytes().contains(&b'@') && !word.starts_with(char::is_uppercase)
}

/// "example.org": a word with a dot before two to four lower-case letters. "andrew.keaveney" is
/// a user.
fn is_domain(part: &str) -> bool {
    let Some((name, end)) = part.rsplit_once('.') else { return false };
    let is_end = matches!(end.len(), 2..=4) && end.bytes().all(|byte| byte.is_ascii_lowercase());
    is_end && !part.contains(' ') && name.len() > 1
}

/// Whether a part is an outlet's name, or begins with an outlet's in capitals: "BBC Türkçe".
fn is_outlet(part: &str) -> bool {
    let (first, rest) = part.split_once(' ').unwrap_or((part, ""));
    // "ARD-Studio Wien"
    let first = first.split('-').next().unwrap_or(first);
    let is_capitals =
        first.len() > 1 && first.chars().all(char::is_uppercase) && rest.contains(char::is_lowercase);
    part.contains(' ') && outlet(part).is_some_and(|found| !found.is_word)
        || is_capitals && outlet(first).is_some()
}

/// Whether a part has a word of buttons: "Facebook Twitter Email", "Copy Link". A name can have one of them.
fn has_button(part: &str) -> bool {
    let mut words = part.split(' ');
    let first_is_given = words.clone().next().is_some_and(is_given_name);
    let is_button = |word: &str| is_byline_word(BylineWord::Share, word);
    !first_is_given && part.contains(' ') && words.any(is_button)
}

/// Whether the words are written as names are: capitals first, but for "van" and "de".
fn has_capitals(words: &[&str], trust: Trust) -> bool {
    let cased = words.iter().filter(|word| is_cased(word));
    let starts = |word: &&&str| {
        word.starts_with(|c: char| c.is_uppercase() || !c.is_alphabetic())
            || word.contains(['\'', '’'])
            || is_byline_word(BylineWord::Particle, word)
    };
    if words.iter().any(|word| is_cased(word)) {
        let capital = !words[0].starts_with(char::is_lowercase);
        let enough = if trust == Trust::Line { words.len() >= 2 && capital } else { true };
        let user_name = words.len() <= 2 && trust == Trust::Field;
        return enough && (user_name || cased.clone().all(|word| starts(&word)));
    }
    let is_unspaced = |word: &&str| {
        word.contains(|c| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '가'..='힣'))
    };
    if trust == Trust::Line && words.iter().any(is_unspaced) {
        return is_unspaced_name(words);
    }
    // As with capitals, one word may be a place: "रश्मि तिवारी, बेलापुर".
    let is_full = words.len() >= 2 && words.iter().map(|word| word.chars().count()).sum::<usize>() <= 24;
    trust == Trust::Field || is_full
}

/// Whether words of Chinese, Japanese or Korean letters are a name: it begins with a family name that many have.
fn is_unspaced_name(words: &[&str]) -> bool {
    match words {
        [name] => is_chinese_name(name) || is_japanese_name(name) || is_korean_name(name),
        [family, given] => is_japanese_family_name(family) && given.chars().count() <= 3,
        _ => false,
    }
}

/// "ANN FENWICK" → "Ann Fenwick"; initials and other spellings stay.
fn in_usual_case(words: &[&str]) -> String {
    let shouted = words.len() >= 2
        && words.iter().any(|word| word.chars().count() > 3)
        && !words.iter().any(|word| word.chars().any(char::is_lowercase));
    let joined = words.join(" ");
    if !shouted {
        return joined;
    }
    let mut at_start = true;
    let mut out = String::with_capacity(joined.len());
    for c in joined.chars() {
        if at_start {
            out.push(c)
        } else {
            out.extend(c.to_lowercase())
        }
        at_start = !c.is_alphabetic();
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn field(raw: &str) -> Vec<String> {
        split(raw, &["dailyfen".to_owned()], Trust::Field)
    }

    fn line(raw: &str) -> Vec<String> {
        split(raw, &[], Trust::Line)
    }

    #[test]
    fn prefixes_roles_and_dates_go() {
        assert_eq!(field("By Ann Fenwick"), ["Ann Fenwick"]);
        assert_eq!(field("By Ann Fenwick, Political Editor"), ["Ann Fenwick"]);
        assert_eq!(field("Ann Fenwick | The Daily Fen | 12 October 2021"), ["Ann Fenwick"]);
        assert_eq!(field("ANN FENWICK, Senior Staff Writer"), ["Ann Fenwick"]);
        assert_eq!(field("Von Ann Fenwick (Text) und Bo Lindqvist"), ["Ann Fenwick", "Bo Lindqvist"]);
        assert_eq!(field("Por Ana García y Luis Pérez"), ["Ana García", "Luis Pérez"]);
        assert_eq!(field("Written by: Ann Fenwick & Bo Lindqvist"), ["Ann Fenwick", "Bo Lindqvist"]);
        assert_eq!(field("Ann Fenwick Staff Writer"), ["Ann Fenwick"]);
        assert_eq!(field("Текст: Анна Фенина"), ["Анна Фенина"]);
        assert_eq!(field("文/王小明"), ["王小明"]);
        assert_eq!(field("홍길동 기자"), ["홍길동"]);
        assert_eq!(field("Jan van der Berg"), ["Jan van der Berg"]);
        assert_eq!(field("Fenwick, Ann"), ["Ann Fenwick"]);
        assert_eq!(field("gizmo42"), ["gizmo42"]);
    }

    #[test]
    fn places_outlets_and_handles_behind_a_name_go() {
        assert_eq!(
            line("By Ann Fenwick in Nordvik and Bo van der Berg in Oslo"),
            ["Ann Fenwick", "Bo van der Berg"]
        );
        assert_eq!(line("By Ann Fenwick for the Daily Fen"), ["Ann Fenwick"]);
        assert_eq!(line("By Ann Fenwick @annfenwick"), ["Ann Fenwick"]);
        assert_eq!(line("By Ann Fenwick ann@example.org"), ["Ann Fenwick"]);
        assert_eq!(line("By Ann Fenwickann@example.org"), Vec::<String>::new());
        assert_eq!(line("Von Ann Fenwick aus Nordvik"), ["Ann Fenwick"]);
        assert_eq!(field("Posted by Ann Fenwick on October 12, 2021"), ["Ann Fenwick"]);
        assert_eq!(
            field("Royal Society for Rain"),
            Vec::<String>::new(),
            "no byline says that it is a person"
        );
        assert_eq!(line("By train in autumn"), Vec::<String>::new());
        assert_eq!(line("By Rain Notice. Unsubscribe at any time"), Vec::<String>::new());
    }

    #[test]
    fn glued_words_dates_and_beats_go() {
        assert_eq!(line("By Ann FenwickStaff Writer"), ["Ann Fenwick"]);
        assert_eq!(line("Ann FenwickPublished Wed"), ["Ann Fenwick"]);
        assert_eq!(line("Anna FenwickDavid Lindqvist"), ["Anna Fenwick", "David Lindqvist"]);
        assert_eq!(line("By Ann McFenwick"), ["Ann McFenwick"]);
        assert_eq!(line("Ann Fenwick Environment correspondent"), ["Ann Fenwick"]);
        assert_eq!(line("By Ann Fenwick; editing by Bo Lindqvist and Una Bray"), ["Ann Fenwick"]);
        for nobody in ["Facebook Twitter Email", "Copy Link", "Published Wed", "BBC Türkçe", "The Guardian"]
        {
            assert_eq!(line(nobody), Vec::<String>::new(), "{nobody}");
        }
    }

    #[test]
    fn items_of_a_menu_and_qualifications_are_nobody() {
        assert_eq!(field("Rain GuidesGet WetUmbrella Planning, Ann Fenwick"), ["Ann Fenwick"]);
        assert_eq!(field("Ann McFenwick-MacBerg"), ["Ann McFenwick-MacBerg"]);
        assert_eq!(field("Ann Fenwick, Certified Rain Specialist"), ["Ann Fenwick"]);
        assert_eq!(field("Ann Fenwick ✉ Corresponding author"), ["Ann Fenwick"]);
        assert_eq!(field("Ann Fenwick Illustration von Bo Lindqvist"), ["Ann Fenwick"]);
    }

    #[test]
    fn places_sections_and_the_site_are_nobody() {
        assert_eq!(line("By Ann Fenwick, New York"), ["Ann Fenwick"]);
        assert_eq!(line("New York"), Vec::<String>::new());
        assert_eq!(line("By Ann FenwickIn Rain, Wet Shoes"), ["Ann Fenwick"]);
        assert_eq!(line("By Daily Fen D"), Vec::<String>::new(), "the site and a letter");
        assert_eq!(line("Reviewed by Bo Lindqvist"), Vec::<String>::new());
    }

    #[test]
    fn when_is_not_who() {
        for raw in
            ["yesterday", "ayer", "3小时前", "Updated", "Publicado el", "Опубликовано:", "vor 3 Stunden"]
        {
            assert_eq!(field(raw), Vec::<String>::new(), "{raw}");
        }
        assert_eq!(field("Đăng Anh"), ["Đăng Anh"], "a name, though the first word is one for publishing");
    }

    #[test]
    fn single_words_beside_no_names_and_credentials_are_none() {
        assert_eq!(field("Daily Fen, London, England"), Vec::<String>::new());
        assert_eq!(field("dailyfen/ajf;bol"), ["ajf", "bol"]);
        assert_eq!(field("Office for Rain and Research"), Vec::<String>::new());
        assert_eq!(field("Ann and Bo"), ["Ann", "Bo"]);
        assert_eq!(field("Ann Fenwick, MD, Ph.D."), ["Ann Fenwick"]);
        assert_eq!(line("Posted byAnn Fenwick"), ["Ann Fenwick"]);
        assert_eq!(line("von der Theorie zur Praxis"), Vec::<String>::new());
        assert_eq!(line("रश्मि तिवारी, बेलापुर"), ["रश्मि तिवारी"]);
        assert_eq!(line("רותי כהן, חיפה"), ["רותי כהן"]);
    }

    #[test]
    fn organisations_stay_as_they_are_written() {
        let named = |raw: &str| organisation(raw);
        assert_eq!(named("By The Daily Fen Team"), Some("The Daily Fen Team".into()));
        assert_eq!(named("fen.example, Tallinn"), Some("fen.example".into()));
        assert_eq!(named("Redaktion"), Some("Redaktion".into()));
        for nobody in
            ["Staff", "super user", "https://example.org/ann", "ann@example.org", "", "{{ author }}"]
        {
            assert_eq!(named(nobody), None, "{nobody}");
        }
    }

    #[test]
    fn nobody_is_better_than_a_wrong_name() {
        for raw in [
            "Admin",
            "Staff",
            "Daily Fen",
            "Daily Fen Staff",
            "Reuters",
            "AP",
            "ann@example.org",
            "Editorial Team",
            "https://example.org/ann",
            "Redaktion",
            "example.org",
            "Von",
            "Political Correspondent",
            "Senior Staff Writer",
            "",
            "—",
            "12 October 2021",
        ] {
            assert_eq!(field(raw), Vec::<String>::new(), "{raw}");
        }
    }

    #[test]
    fn lines_must_look_like_names() {
        assert_eq!(line("By the time they came it rained"), Vec::<String>::new());
        assert_eq!(line("By Tuesday"), Vec::<String>::new());
        assert_eq!(line("By Ann O'Fenwick and Bo Lindqvist"), ["Ann O'Fenwick", "Bo Lindqvist"]);
    }

    #[test]
    fn only_shouted_names_change_their_case() {
        assert_eq!(field("ANN FENWICK-BERG"), ["Ann Fenwick-Berg"]);
        assert_eq!(field("AJ FOX"), ["AJ FOX"], "may be initials");
        assert_eq!(field("Ann FENWICK"), ["Ann FENWICK"]);
        assert_eq!(field("GIZMO"), ["GIZMO"]);
    }

    #[test]
    fn letters_behind_a_name_are_a_degree() {
        for degrees in ["CDCES", "RDN, CDCES", "M.D.", "PH-D"] {
            assert_eq!(field(&format!("Ann Fenwick, {degrees}")), ["Ann Fenwick"], "{degrees}");
        }
    }
}
