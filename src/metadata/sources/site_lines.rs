//! The site's name from what the page's foot says: copyright lines, notices, addresses.

use crate::document::Document;
use crate::metadata::Provenance;
use crate::metadata::candidates::{Candidates, push};
use crate::metadata::normalise;

/// Longest line of a foot, in bytes.
const MAX_BYTES: usize = 200;
/// The most words of a site's or a company's name.
const MAX_WORDS: usize = 5;
/// Lines that are read, from the end.
const MAX_LINES: usize = 400;

pub(crate) fn gather(page: &Document, out: &mut Candidates) {
    let count = page.blocks.len();
    let lines = || {
        (count.saturating_sub(MAX_LINES)..count)
            .map(|index| page.block_text(index))
            .filter(|line| line.len() <= MAX_BYTES)
    };
    // A notice and an address at least must agree: the address tells how the name is written
    // without spaces, a line or a notice how it is written for people.
    let domains: Vec<String> = lines().filter_map(mail_domain).collect();
    let notices = lines().filter_map(noticed);
    let own_lines =
        lines().filter(|line| !domains.is_empty() && line.split_whitespace().count() <= MAX_WORDS);
    let agreed = notices.chain(own_lines).find(|name| domains.contains(&normalise::key(name)));
    let stated = || lines().filter_map(copyright_holder).next_back();
    if let Some(name) = agreed.map(str::to_owned).or_else(stated) {
        push(&mut out.sites, &name, Provenance::TextLine);
    }
}

/// "info@example.com" → "example".
fn mail_domain(line: &str) -> Option<String> {
    let (before, after) = line.split_once('@')?;
    let host: &str = after.split(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '-')).next()?;
    let is_address = before.ends_with(|c: char| c.is_ascii_alphanumeric()) && host.contains('.');
    is_address
        .then(|| normalise::key(host.split('.').next().unwrap_or_default()))
        .filter(|name| name.len() > 2)
}

/// The name in "has not been edited by X staff", "first published on X".
fn noticed(line: &str) -> Option<&str> {
    const PHRASES: [&str; 4] = ["edited by ", "published on ", "published by ", "appeared on "];
    // All of them have this in them, and hardly a line of a menu has.
    if !line.contains("ed ") {
        return None;
    }
    let after = PHRASES.iter().find_map(|phrase| line.find(phrase).map(|at| &line[at + phrase.len()..]))?;
    let end = [" staff", " and ", ",", ".", ")", " on "].iter().filter_map(|stop| after.find(stop)).min();
    let name = after[..end.unwrap_or(after.len())].trim();
    let name = name.strip_prefix("the ").unwrap_or(name);
    (!name.is_empty() && name.split(' ').count() <= MAX_WORDS).then_some(name)
}

/// The holder in "© 2021 The Daily Fen. All rights reserved.": a name, not a sentence.
pub(super) fn copyright_holder(line: &str) -> Option<String> {
    const SIGNS: [&str; 3] = ["©", "copyright", "(c)"];
    // Bytes that may stand before the sign.
    const MAX_START: usize = 3;
    let may_be_sign = |(at, c): (usize, char)| match c {
        '©' | '(' => true,
        'c' | 'C' => line[at + 1..].starts_with(['o', 'O']),
        _ => false,
    };
    if !line.char_indices().take(MAX_START + 1).any(may_be_sign) {
        return None;
    }
    let start: String =
        line.chars().take(MAX_START + "copyright".len()).flat_map(char::to_lowercase).collect();
    let at = SIGNS.iter().filter_map(|sign| start.find(sign)).min().filter(|at| *at <= MAX_START)?;
    let rest = line.get(at..)?.trim_start_matches("©");
    let words = rest.split_whitespace().skip_while(|word| is_sign_or_year(word));
    let mut name: Vec<&str> = Vec::new();
    for word in words {
        let ends = word.ends_with(['.', ',', '|', ';']) || matches!(word, "|" | "-" | "–" | "—" | "·" | "•");
        let word = word.trim_end_matches(['.', ',', '|', ';', '-', '–', '—', '·', '•']);
        if is_sign_or_year(word)
            || matches!(word.to_lowercase().as_str(), "all" | "rights" | "tous" | "alle" | "todos")
        {
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
    (capital && name.len() <= MAX_WORDS).then(|| name.join(" "))
}

fn is_sign_or_year(word: &str) -> bool {
    let word = word.to_lowercase();
    let years = !word.is_empty()
        && word.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '–' | ',' | '©' | '.' | '—'));
    years || matches!(word.as_str(), "copyright" | "©" | "(c)" | "by" | "copyright©" | "&" | "the")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copyright_lines_name_their_holder() {
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
        assert_eq!(mail_domain("Email: info@fen-wire.com"), Some("fenwire".into()));
        assert_eq!(mail_domain("@fenwire"), None);
    }

    #[test]
    fn a_line_that_agrees_with_an_address_is_the_sites_name() {
        let site = |lines: &str| {
            let text = format!("The mill on the river burned down in the night.\n\n{lines}");
            let page = crate::read::text::page(&text, &crate::options::Limits::new());
            let mut out = Candidates::default();
            gather(&page, &mut out);
            out.sites.first().map(|site| site.value().clone())
        };
        assert_eq!(site("Fen Wire\n\nEmail: info@fenwire.com").as_deref(), Some("Fen Wire"));
        assert_eq!(site("Fen Wire\n\nEmail: info@example.com"), None);
    }
}
