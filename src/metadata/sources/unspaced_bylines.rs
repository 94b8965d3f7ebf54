//! Authors in lines of Chinese, Japanese and Korean pages: "记者 王小明", "（文/王小明）", "홍길동 기자", "【佐藤花子】".
//!
//! Names have no capitals there: one begins with a family name that many have, and a word for a reporter or a bracket
//! is beside it.

use crate::cut;
use crate::document::{Document, Origin, Signs};
use crate::lists::person_names::{
    is_chinese_name, is_japanese_family_name, is_japanese_name, is_korean_name,
};
use crate::metadata::candidates::{AuthorCandidate, Candidates};
use crate::metadata::trust::AuthorTrust;

/// How far into a line a byline reaches, in bytes; the end of a paragraph that a signature can be in.
const MAX_BYTES: usize = 160;
const MAX_SIGNATURE_BYTES: usize = 40;

pub(super) fn gather(page: &Document, out: &mut Candidates) {
    for index in 0..page.blocks.len() {
        let line = page.block_text(index);
        if !page.blocks[index].shape.signs.any(Signs::WIDE) || !line.contains(is_unspaced) {
            continue;
        }
        let head = cut::text(line, MAX_BYTES);
        let said = reporters(head).or_else(|| korean(head)).or_else(|| signature(line));
        let found = said.map(|names| (names.join("、"), AuthorTrust::Line));
        // Elements have names of their own alone: of who comments, of who answers.
        let alone = || alone(line).filter(|_| page.origin == Origin::Text);
        if let Some((text, trust)) = found.or_else(|| Some((alone()?.to_owned(), AuthorTrust::Bare))) {
            out.authors.push(AuthorCandidate { text, trust, block: Some(index as u32) });
        }
    }
}

fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x9fff | 0xac00..=0xd7af)
}

fn is_name(word: &str) -> bool {
    is_chinese_name(word) || is_japanese_name(word)
}

/// The names after "记者" or "（文/", up to a mark. Not those of photographers.
fn reporters(head: &str) -> Option<Vec<&str>> {
    const BEFORE: [&str; 6] = ["记者", "記者", "（文/", "（文／", "文｜", "作者："];
    let (at, word) = BEFORE.iter().filter_map(|word| Some((head.find(word)?, word))).min()?;
    let rest = head[at + word.len()..].trim_start_matches([' ', '　', '：', ':', '/', '／', '｜']);
    let end =
        rest.find(['／', '/', ')', '）', '〕', '】', ']', '。', '，', '|', '；', '(']).unwrap_or(rest.len());
    let names: Vec<&str> = rest[..end]
        .split([' ', '　', '、', ','])
        .map(|part| part.trim_end_matches(['報', '导', '導', '道']))
        .skip_while(|part| !is_name(part))
        .take_while(|part| is_name(part))
        .collect();
    let behind = names.last().and_then(|last| rest.rfind(last).map(|at| &rest[at + last.len()..]));
    let is_photo =
        behind.is_some_and(|behind| behind.trim_start().starts_with(['摄', '攝', '图', '圖', '撮']));
    (!names.is_empty() && !is_photo).then_some(names)
}

/// The name before "기자".
fn korean(head: &str) -> Option<Vec<&str>> {
    const AFTER: [&str; 6] = ["기자", "특파원", "선임기자", "논설위원", "인턴기자", "전문기자"];
    let words: Vec<&str> =
        head.split([' ', '　', '=', ']', ')', '(', ',', '|', '/']).filter(|word| !word.is_empty()).collect();
    let pair = words.windows(2).find(|pair| {
        let name = pair[0].strip_prefix("기자명").unwrap_or(pair[0]);
        is_korean_name(name) && AFTER.iter().any(|word| pair[1].starts_with(word))
    })?;
    Some(vec![pair[0].strip_prefix("기자명").unwrap_or(pair[0])])
}

/// A Japanese or Chinese name that a line begins with and a date, a role or nothing follows: "河野 咲 2021/09/23".
fn alone(line: &str) -> Option<&str> {
    if line.len() > MAX_BYTES {
        return None;
    }
    let end =
        line.find(|c: char| c.is_numeric() || matches!(c, ':' | '：' | '·' | '|' | '[' | '［' | '，' | '('));
    let name = line[..end.unwrap_or(line.len())].trim();
    let (family, given) = name.split_once([' ', '　']).unwrap_or((name, ""));
    let is_spaced = is_japanese_family_name(family) && (1..=3).contains(&given.chars().count());
    let is_marked = end.is_some() && is_chinese_name(name) && name.chars().count() == 3;
    let is_whole = name.len() == line.trim().len() && is_japanese_name(name) && name.chars().count() >= 4;
    (is_spaced || is_marked || is_whole).then_some(name)
}

/// A name in brackets at the end of the text: "…休館。【佐藤花子】".
fn signature(line: &str) -> Option<Vec<&str>> {
    let line = line.trim_end();
    let start = line
        .char_indices()
        .rev()
        .map(|(at, _)| at)
        .take_while(|at| line.len() - at <= MAX_SIGNATURE_BYTES)
        .last()?;
    let (_, name) =
        line[start..].strip_suffix(['】', '）', ')', '］'])?.rsplit_once(['【', '（', '(', '［'])?;
    let name = name.rsplit(['／', '/']).next()?;
    is_japanese_name(name).then(|| vec![name])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reporters_are_named() {
        assert_eq!(reporters("澎湃新闻记者 王小明"), Some(vec!["王小明"]));
        assert_eq!(reporters("〔記者林小雨／屏東報導〕雨下了一整天。"), Some(vec!["林小雨"]));
        assert_eq!(reporters("【日报】（记者 王小明 林小雨）雨下了。"), Some(vec!["王小明", "林小雨"]));
        assert_eq!(reporters("记者获悉，雨下了一整天。"), None);
        assert_eq!(reporters("雨。记者 王小明 摄"), None, "a photographer");
        assert_eq!(korean("(강릉=연합뉴스) 홍길동 기자 = 비가 왔다."), Some(vec!["홍길동"]));
        assert_eq!(korean("사진 기자"), None);
    }

    #[test]
    fn names_stand_alone_or_sign() {
        assert_eq!(alone("佐藤 花子 2021/09/23"), Some("佐藤 花子"));
        assert_eq!(alone("王小明·2021年07月29日 09:10"), Some("王小明"));
        assert_eq!(alone("雨の一日"), None);
        assert_eq!(signature("月曜休館。【佐藤花子】"), Some(vec!["佐藤花子"]));
        assert_eq!(signature("月曜休館。（写真）"), None);
    }
}
