//! The site's name from the lines of a flattened page that name an outlet everybody knows.
//!
//! A page names its own outlet again and again: in its menu, in prompts ("Follow … on Facebook"), in addresses, in the
//! notice at its foot; other outlets it names in its text. Each place has points, and the outlet with most of them is the site.

use crate::document::Document;
use crate::document::prose::is_prose;
use crate::lists::outlets::{MAX_NAME_WORDS, Outlet, OutletKind, most_words_after, of_domain, outlet};
use crate::metadata::Provenance;
use crate::metadata::candidates::{Candidates, push};
use crate::metadata::sources::site_lines;

/// Longest line that is read, in bytes, and longest that names its site in passing, in words.
const MAX_BYTES: usize = 300;
const MAX_WORDS: u32 = 16;
/// Longest line that is a name.
const MAX_NAME_BYTES: usize = 80;
/// Lines that are read from the beginning and from the end.
const MAX_LINES: usize = 400;
/// Points of a name for being the holder in a copyright notice, for an address, for being a whole line, for being named
/// in a short line; those that make it the site's.
const OF_NOTICE: u32 = 6;
const OF_ADDRESS: u32 = 4;
const OF_LINE: u32 = 3;
const OF_MENTION: u32 = 2;
const ENOUGH: u32 = 3;

pub(crate) fn gather(page: &Document, out: &mut Candidates) {
    let mut points = Points::default();
    let count = page.blocks.len();
    let is_read = |index: &usize| *index < MAX_LINES || index + MAX_LINES >= count;
    for index in (0..count).filter(is_read) {
        let line = page.block_text(index);
        if line.len() <= MAX_BYTES && !is_prose(&page.blocks[index]) {
            read(line, page.blocks[index].shape.words, &mut points);
        }
    }
    if let Some(name) = points.best() {
        push(&mut out.sites, name, Provenance::TextLine);
    }
}

/// Points by name, in the order in which the page names them.
#[derive(Default)]
struct Points(Vec<(&'static str, u32)>);

impl Points {
    fn add(&mut self, name: &'static str, points: u32) {
        // A page names few outlets: the table has to know them.
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, sum)) => *sum += points,
            None => self.0.push((name, points)),
        }
    }

    /// The name with most points, of equals the first.
    fn best(&self) -> Option<&'static str> {
        let enough = self.0.iter().filter(|(_, points)| *points >= ENOUGH);
        let best = enough.min_by_key(|(_, points)| std::cmp::Reverse(*points));
        best.map(|(name, _)| *name)
    }
}

fn read(line: &str, words: u32, points: &mut Points) {
    let noticed = site_lines::copyright_holder(line).and_then(|holder| outlet(&holder));
    if let Some(outlet) = noticed {
        points.add(outlet.name, OF_NOTICE);
        return;
    }
    let whole = || outlet(line.trim()).filter(|outlet| outlet.kind != OutletKind::Agency);
    if line.len() <= MAX_NAME_BYTES
        && let Some(outlet) = whole()
    {
        points.add(outlet.name, OF_LINE);
        return;
    }
    if line.contains('.') {
        addresses(line).for_each(|outlet| points.add(outlet.name, OF_ADDRESS));
    }
    if words <= MAX_WORDS {
        mentions(line, points);
    }
}

/// Outlets at the addresses in a line: "info@example.org", "www.example.org", "Also on example.org".
fn addresses(line: &str) -> impl Iterator<Item = Outlet> {
    let words =
        line.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '<' | '>' | ','));
    words.filter_map(|word| {
        let host = word.rsplit('@').next()?.split("://").last()?.split('/').next()?;
        let host = host.trim_end_matches(['.', ':', ';', '!', '?']);
        host.contains('.').then(|| of_domain(&host.to_lowercase()))?
    })
}

/// Names of outlets inside of a line, the longest at each place.
fn mentions(line: &str, points: &mut Points) {
    let words: Vec<&str> = line.split_whitespace().collect();
    let mut at = 0;
    while at < words.len() {
        let most = most_words_after(words[at].trim_start_matches(is_mark)).min(MAX_NAME_WORDS);
        let end = (1..=most.min(words.len() - at)).rev().find(|&count| {
            let name = words[at..at + count].join(" ");
            let found = outlet(name.trim_matches(is_mark)).filter(counts_in_passing);
            found.map(|outlet| points.add(outlet.name, OF_MENTION)).is_some()
        });
        at += end.unwrap_or(1);
    }
}

fn is_mark(c: char) -> bool {
    !c.is_alphanumeric()
}

/// Agencies are credited on pages of others, and words are words.
fn counts_in_passing(outlet: &Outlet) -> bool {
    !outlet.is_word && outlet.kind != OutletKind::Agency
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(lines: &str) -> Option<String> {
        let text = format!(
            "{lines}\n\nThe mill on the river burned down in the night, and nobody knows how, says the mayor."
        );
        let page = crate::read::text::page(&text, &crate::options::Limits::new());
        let mut out = Candidates::default();
        gather(&page, &mut out);
        out.sites.first().map(|site| site.value().clone())
    }

    #[test]
    fn a_page_names_its_outlet_more_than_once() {
        assert_eq!(site("The Guardian\n\nFollow The Guardian on Facebook").as_deref(), Some("The Guardian"));
        assert_eq!(site("Download The Guardian app").as_deref(), None, "once may be any outlet");
        assert_eq!(site("© 2021 The Guardian. All rights reserved.").as_deref(), Some("The Guardian"));
        assert_eq!(site("Write to news@theguardian.com").as_deref(), Some("The Guardian"));
    }

    #[test]
    fn an_agency_is_a_site_only_where_it_signs() {
        assert_eq!(site("Reuters\n\nReuters\n\nReuters"), None);
        assert_eq!(site("© Reuters 2021").as_deref(), Some("Reuters"));
    }

    #[test]
    fn the_most_named_outlet_is_the_site() {
        let lines = "The Guardian\n\nFollow Al Jazeera on X\n\nThe Guardian\n\nAl Jazeera";
        assert_eq!(site(lines).as_deref(), Some("The Guardian"));
    }
}
