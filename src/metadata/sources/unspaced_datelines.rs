//! Datelines of scripts without spaces: "新华社北京10月12日电", "（中央社記者林小雨花蓮縣13日電）", "／屏東報導",
//! "［東京　16日　ロイター］", "[제주=뉴시스]".

use crate::cut;
use crate::lists::outlets::{OutletKind, outlet};
use crate::lists::places::is_known_place;

/// How far into a paragraph such a dateline reaches, in bytes.
const MAX_BYTES: usize = 120;
/// The most characters of a place.
const MAX_PLACE_CHARS: usize = 8;

/// Place and agency of a line that opens with such a dateline.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Opening<'a> {
    pub(super) place: Option<&'a str>,
    pub(super) agency: Option<&'static str>,
}

pub(super) fn opening(line: &str) -> Option<Opening<'_>> {
    let line = line.trim_start();
    let first = line.chars().next()?;
    let is_bracket = matches!(first, '(' | '[' | '（' | '［' | '【' | '〔');
    if !is_bracket && !is_unspaced(first) {
        return None;
    }
    let head = cut::text(line, MAX_BYTES);
    let bracketed = || if is_bracket { in_brackets(head) } else { None };
    bracketed().or_else(|| telegram(head)).or_else(|| report(head))
}

fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af)
}

/// `[제주=뉴시스]`, `［東京　16日　ロイター］`, `【ワシントン共同】`: a place and an agency.
fn in_brackets(head: &str) -> Option<Opening<'_>> {
    let inner =
        head.split([')', ']', '）', '］', '】', '〕']).next().filter(|inner| inner.len() < head.len())?;
    let inner = inner.trim_start_matches(['(', '[', '（', '［', '【', '〔']);
    if !inner.contains(is_unspaced) {
        return None;
    }
    let mut parts = inner.split(['=', '＝', '　', ' ']).map(str::trim).filter(|part| !part.is_empty());
    let place = parts.next()?;
    let agency = parts.next_back().and_then(agency_named);
    let is_place = is_known_place(place) || agency.is_some() && place.chars().count() <= MAX_PLACE_CHARS;
    is_place.then_some(Opening { place: Some(place), agency })
}

fn agency_named(name: &str) -> Option<&'static str> {
    outlet(name).filter(|found| found.kind == OutletKind::Agency).map(|found| found.name)
}

/// `新华社北京10月12日电`: agency, place, day.
fn telegram(head: &str) -> Option<Opening<'_>> {
    let end = ["日电", "日電", "日讯", "日訊"].iter().filter_map(|sign| head.find(sign)).min()?;
    let before = head[..end].trim_start_matches(['（', '(', '【', '〔', '　']);
    let is_of_day = |c: char| c.is_ascii_digit() || matches!(c, '月' | '年' | ' ' | '０'..='９');
    let text = before.trim_end_matches(is_of_day);
    if text.len() == before.len() {
        return None;
    }
    let agency = prefixes(text).find_map(|start| Some((start.len(), agency_named(start)?)));
    let place = known_suffix(text).or_else(|| {
        let rest = &text[agency.map_or(0, |(length, _)| length)..];
        (agency.is_some() && (2..=4).contains(&rest.chars().count())).then_some(rest)
    });
    Some(Opening { place, agency: agency.map(|(_, name)| name) })
}

/// The beginnings of a text, the longest first.
fn prefixes(text: &str) -> impl Iterator<Item = &str> {
    const MAX_AGENCY_CHARS: usize = 6;
    text.char_indices()
        .take(MAX_AGENCY_CHARS)
        .map(|(at, c)| &text[..at + c.len_utf8()])
        .collect::<Vec<_>>()
        .into_iter()
        .rev()
}

/// The known place that a text ends with: the name of a reporter may come before it.
fn known_suffix(text: &str) -> Option<&str> {
    let whole = text.trim_end_matches(['市', '縣', '县', '省']);
    let starts: Vec<usize> = whole.char_indices().rev().take(5).map(|(at, _)| at).collect();
    starts
        .into_iter()
        .rev()
        .map(|at| &whole[at..])
        .find(|name| name.chars().count() >= 2 && is_known_place(name))
}

/// `〔記者林小雨／屏東報導〕`: a place between a slash and the word for a report.
fn report(head: &str) -> Option<Opening<'_>> {
    let (_, after) = head.split_once(['／', '/'])?;
    let end = ["報導", "报道", "綜合報導"].iter().filter_map(|word| after.find(word)).min()?;
    let place = after[..end].trim().trim_end_matches(['市', '縣']);
    is_known_place(place).then_some(Opening { place: Some(place), agency: None })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(line: &str) -> Option<&str> {
        opening(line).and_then(|opening| opening.place)
    }

    #[test]
    fn places_are_found_between_agency_and_day() {
        assert_eq!(place("新华社北京10月12日电 雨下了一整天。"), Some("北京"));
        assert_eq!(place("（中央社記者林小雨花蓮縣13日電）雨下了一整天。"), Some("花蓮"));
        assert_eq!(place("〔記者林小雨／屏東報導〕雨下了一整天。"), Some("屏東"));
        assert_eq!(place("［東京　16日　ロイター］ - 雨が降った。"), Some("東京"));
        assert_eq!(place("[제주=뉴시스] 홍길동 기자 = 비가 왔다."), Some("제주"));
    }

    #[test]
    fn other_openings_have_none() {
        for line in [
            "【写真】雨の一日",
            "[속보] 비가 왔다",
            "雨下了一整天。10月12日电影上映。",
            "〔記者林小雨／即時報導〕雨。",
        ] {
            assert_eq!(place(line), None, "{line}");
        }
    }
}
