//! The site's name from the lines of a flattened page that name an outlet everybody knows.
//!
//! A page names its own outlet again and again: in its menu, in prompts ("Follow … on Facebook"), in addresses, in the
//! notice at its foot; other outlets it names in its text. Each place has points, and the outlet with most of them is
//! the site. A name that menus have for a section ("Sport") counts only beside other evidence, and an agency is the site
//! only where no outlet is.

use crate::document::prose::is_prose;
use crate::document::words::{dotted, spaced, without_signs};
use crate::document::{Document, Signs};
use crate::lists::line_words::Lists;
use crate::lists::outlets::{
    MAX_NAME_WORDS, Outlet, OutletKind, most_words_after, named_first, of_domain, outlet,
};
use crate::lists::self_words::speaks_of_site;
use crate::metadata::Provenance;
use crate::metadata::candidates::{Candidates, push};
use crate::metadata::line_facts::LineFacts;
use crate::metadata::sources::site_lines;

/// Longest line that is read, in bytes, and longest that names its site in passing, in words.
const MAX_BYTES: usize = 500;
const MAX_WORDS: u32 = 16;
/// Longest line that is a name.
const MAX_NAME_BYTES: usize = 80;
/// Lines that are read from the beginning and from the end.
const MAX_LINES: usize = 400;
/// Points of a name for being the holder in a copyright notice, for an address, for being named in a line in which the
/// site speaks of itself, for being a whole line, for being named in a short line; those that make it the site's.
const OF_NOTICE: u32 = 6;
const OF_ADDRESS: u32 = 4;
const OF_PROMPT: u32 = 3;
const OF_LINE: u32 = 3;
const OF_MENTION: u32 = 2;
const ENOUGH: u32 = 3;
/// Points of an agency's notice: pages that buy its photos have it too.
const OF_AGENCY_NOTICE: u32 = 3;

/// Points of an agency that a dateline credits: agencies have sites, too.
const OF_DATELINE: u32 = 1;
/// Lines from the beginning and from the end in which a name is more than a mention.
const FIRST_LINES: usize = 5;
const LAST_LINES: usize = 8;
/// A foot has so many lines before it.
const MIN_LINES_TO_FOOT: usize = 10;
const OF_EDGE: u32 = 1;

pub(crate) fn gather(page: &Document, facts: &LineFacts, out: &mut Candidates) {
    let mut points = Points::default();
    let count = page.blocks.len();
    let is_read = |index: &usize| *index < MAX_LINES || index + MAX_LINES >= count;
    for index in (0..count).filter(is_read) {
        let line = Line {
            text: page.block_text(index),
            words: page.blocks[index].shape.words,
            signs: page.blocks[index].shape.signs,
            is_prose: is_prose(&page.blocks[index]),
            may_be_name: facts.may_have(index, Lists::OUTLETS),
            may_have_name: facts.may_have(index, Lists::OUTLETS_AS_WRITTEN),
            is_first: index < FIRST_LINES,
            is_last: index >= MIN_LINES_TO_FOOT && index + LAST_LINES >= count,
        };
        if line.text.len() <= MAX_BYTES {
            read(&line, &mut points);
        }
    }
    for agency in &out.agencies {
        if let Some(outlet) = outlet(agency.value()) {
            points.add(outlet, OF_DATELINE);
        }
    }
    // A page that names nobody but the agency whose dateline it has is most likely the agency's.
    let of_agency =
        || out.agencies.iter().find_map(|agency| outlet(agency.value())).map(|outlet| outlet.name);
    if let Some(name) = points.best().or_else(of_agency) {
        push(&mut out.sites, name, Provenance::TextLine);
    }
}

/// A line and where it is.
struct Line<'a> {
    text: &'a str,
    words: u32,
    signs: Signs,
    is_prose: bool,
    /// Whether it may be an outlet's name in any case, and have one in it as it is written.
    may_be_name: bool,
    may_have_name: bool,
    is_first: bool,
    is_last: bool,
}

/// What is known of an outlet on a page.
struct Known {
    outlet: Outlet,
    points: u32,
    /// Points of a name that needs company.
    in_company: u32,
    /// A name in another script than the first, and how often each is used.
    native: Option<&'static str>,
    natives: u32,
    firsts: u32,
}

impl Known {
    fn all(&self) -> u32 {
        if self.points > 0 { self.points + self.in_company } else { 0 }
    }

    fn name(&self) -> &'static str {
        self.native.filter(|_| self.natives > self.firsts).unwrap_or(self.outlet.first_name)
    }

    fn is_agency(&self) -> bool {
        self.outlet.kind == OutletKind::Agency
    }
}

/// Outlets in the order in which the page names them.
#[derive(Default)]
struct Points(Vec<Known>);

impl Points {
    fn add(&mut self, outlet: Outlet, points: u32) {
        let (points, in_company) = if outlet.needs_company { (0, points) } else { (points, 0) };
        // A page names few outlets: the table has to know them.
        match self.0.iter_mut().find(|known| known.outlet.first_name == outlet.first_name) {
            Some(known) => {
                known.points += points;
                known.in_company += in_company;
            }
            None => self.0.push(Known { outlet, points, in_company, native: None, natives: 0, firsts: 0 }),
        }
    }

    /// Notes in which letters the page writes the name: addresses have the first name only.
    fn note(&mut self, outlet: Outlet) {
        self.add(outlet, 0);
        let Some(known) = self.0.iter_mut().find(|known| known.outlet.first_name == outlet.first_name) else {
            return;
        };
        if outlet.name == outlet.first_name {
            known.firsts += 1;
        } else {
            known.natives += 1;
            known.native = Some(outlet.name);
        }
    }

    /// The name with most points, of equals the first. An agency's pages name no other outlet, but those of outlets
    /// name agencies: it has to have twice as many.
    fn best(&self) -> Option<&'static str> {
        let weight = |known: &Known| if known.is_agency() { known.all() } else { 2 * known.all() };
        let enough = self.0.iter().filter(|known| known.all() >= ENOUGH);
        enough.min_by_key(|known| (std::cmp::Reverse(weight(known)), known.is_agency())).map(Known::name)
    }
}

fn read(line: &Line, points: &mut Points) {
    let text = line.text;
    if line.signs.any(Signs::DOT) {
        addresses(text).for_each(|outlet| points.add(outlet, OF_ADDRESS));
    }
    if let Some(holder) = site_lines::copyright_holder(text, line.signs)
        && let Some(found) = holding(&holder)
    {
        let is_agency = found.kind == OutletKind::Agency;
        let sum = if is_agency { OF_AGENCY_NOTICE } else { OF_NOTICE };
        let found = Outlet { needs_company: false, ..found };
        points.note(found);
        points.add(found, sum);
        return;
    }
    let whole = || outlet(text.trim()).filter(|outlet| outlet.kind != OutletKind::Agency);
    if text.len() <= MAX_NAME_BYTES
        && line.may_be_name
        && let Some(outlet) = whole()
    {
        points.note(outlet);
        points.add(outlet, OF_LINE);
        return;
    }
    if line.may_have_name {
        mentions(line, points);
    }
}

/// The outlet that the holder of rights is: "Guardian News & Media Limited". A name that is also a word must be all.
fn holding(holder: &str) -> Option<Outlet> {
    outlet(holder).or_else(|| named_first(holder).filter(|outlet| !outlet.is_word))
}

/// Outlets at the addresses in a line: "info@example.org", "www.example.org", "Also on example.org".
fn addresses(line: &str) -> impl Iterator<Item = Outlet> {
    let is_between =
        |c: char| c.is_whitespace() || matches!(c, '(' | ')' | '[' | ']' | '<' | '>' | ',' | '"' | '“' | '”');
    dotted(line, is_between).filter_map(|word| {
        let host = word.rsplit('@').next()?.split("://").last()?.split('/').next()?;
        let host = host.trim_end_matches(['.', ':', ';', '!', '?']);
        host.contains('.').then(|| of_domain(&host.to_lowercase()))?
    })
}

/// Names of outlets inside of a line, the longest at each place. In prose and in long lines only those count in
/// which the site speaks of itself, and those whom people told something.
fn mentions(line: &Line, points: &mut Points) {
    let (mut speaks, mut before) = (None, None);
    let mut words = spaced(line.text);
    while let Some(word) = words.next() {
        let most = most_words_of(word).min(MAX_NAME_WORDS);
        let found = if most > 0 { named(word, words.clone().take(most - 1)) } else { None };
        let Some((count, outlet)) = found else {
            before = Some(word);
            continue;
        };
        points.note(outlet);
        let last = if count > 1 { words.nth(count - 2) } else { Some(word) };
        let speaks = *speaks.get_or_insert_with(|| speaks_of_site(&line.text.to_lowercase()));
        let is_all = before.is_none() && words.clone().next().is_none();
        let sum = points_of_mention(line, &outlet, before, speaks);
        let sum = sum + points_of_edge(line, &outlet, before.is_none(), is_all);
        if sum > 0 {
            points.add(outlet, sum);
        }
        before = last;
    }
}

/// Whether names in a line count though it does not speak of the site.
fn is_short(line: &Line) -> bool {
    line.words <= MAX_WORDS && !line.is_prose
}

/// Points of an outlet for being named in a line that may speak of the site, after some word.
fn points_of_mention(line: &Line, outlet: &Outlet, before: Option<&str>, speaks: bool) -> u32 {
    let is_weak = outlet.is_word || outlet.kind == OutletKind::Agency;
    match () {
        () if speaks && outlet.kind != OutletKind::Portal => OF_PROMPT - u32::from(is_weak),
        () if is_short(line) && !is_weak => OF_MENTION,
        () if before == Some("told") && !is_weak => OF_MENTION,
        () => 0,
    }
}

/// Points of an outlet for being named at the beginning of the page or at its end; an agency's name alone is a credit.
fn points_of_edge(line: &Line, outlet: &Outlet, is_opening: bool, is_all: bool) -> u32 {
    let is_edge = line.is_first && is_opening || line.is_last && is_short(line);
    let is_credit = outlet.kind == OutletKind::Agency && is_all;
    if is_edge && !is_credit && outlet.kind != OutletKind::Portal { OF_EDGE } else { 0 }
}

/// The longest name of an outlet that a word and some of those after it are: how many words it has, and the outlet.
fn named<'a>(first: &str, others: impl Iterator<Item = &'a str>) -> Option<(usize, Outlet)> {
    let (mut name, mut words) = (String::with_capacity(MAX_NAME_BYTES), 1);
    name.push_str(first);
    for word in others {
        name.push(' ');
        name.push_str(word);
        words += 1;
    }
    (1..=words).rev().find_map(|count| {
        let found = outlet(without_possessive(without_signs(&name)));
        name.truncate(name.bytes().rposition(|byte| byte == b' ').unwrap_or(0));
        Some((count, found?))
    })
}

/// The most words of a name that begins with this word; 0 for none.
#[inline]
fn most_words_of(word: &str) -> usize {
    most_words_after(without_possessive(without_signs(word)))
}

/// "Fenwire's" → "Fenwire".
fn without_possessive(name: &str) -> &str {
    if name.as_bytes().last() != Some(&b's') {
        return name;
    }
    name.strip_suffix("'s").or_else(|| name.strip_suffix("’s")).unwrap_or(name)
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
        gather(&page, &LineFacts::of(&page), &mut out);
        out.sites.first().map(|site| site.value().clone())
    }

    #[test]
    fn a_page_names_its_outlet_more_than_once() {
        assert_eq!(site("The Guardian\n\nFollow The Guardian on Facebook").as_deref(), Some("The Guardian"));
        assert_eq!(site("A look at The Guardian today").as_deref(), None, "once may be any outlet");
        assert_eq!(site("Download The Guardian app").as_deref(), Some("The Guardian"));
        assert_eq!(site("The Guardian’s newsletter").as_deref(), Some("The Guardian"));
        assert_eq!(site("© 2021 The Guardian. All rights reserved.").as_deref(), Some("The Guardian"));
        assert_eq!(site("Write to news@theguardian.com").as_deref(), Some("The Guardian"));
    }

    #[test]
    fn lines_with_a_name_are_not_passed_over() {
        let names = [
            "(Reuters) – Rain",
            "Rain, “The Guardian” says",
            "told AFP’s desk",
            "by The GUARDIAN's",
            "in Al-Monitor",
        ];
        for line in names {
            let words: Vec<&str> = spaced(line).collect();
            let names = (0..words.len()).filter_map(|at| named(words[at], words[at + 1..].iter().copied()));
            assert!(names.count() > 0 && Lists::of(line).any(Lists::OUTLETS_AS_WRITTEN), "{line}");
        }
    }

    #[test]
    fn each_word_with_a_dot_may_be_an_address_once() {
        let names = |line| addresses(line).map(|outlet| outlet.name).collect::<Vec<_>>();
        let twice = "news@theguardian.com (www.theguardian.com), “theguardian.com”. Rain.";
        assert_eq!(names(twice), ["The Guardian"; 3]);
        assert!(names("It rained.[1] theguardian.").is_empty());
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
