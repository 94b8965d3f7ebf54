//! What elements of the page and of its head say by their markup.

use std::ops::Range;

use url::Url;

use crate::document::BlockKind;
use crate::document::{Container, Document, Mark, MarkKind, RawBlock, SpanKind, Tag};
use crate::metadata::candidates::{
    AuthorCandidate, Candidates, DateCandidate, DateRole, TitleCandidate, Trail, push,
};
use crate::metadata::dates::labels::role_of;
use crate::metadata::dates::parse;
use crate::metadata::language;
use crate::metadata::normalise;
use crate::metadata::sources::counts;
use crate::metadata::trust::{AuthorTrust, DateTrust, TitlePlace};
use crate::metadata::{Precision, Provenance};

/// Longest text of an element that is still a name or a date, in bytes.
const MAX_BYTES: usize = 300;

pub(crate) fn gather(page: &Document, url: Option<&Url>, out: &mut Candidates) {
    if let Some(title) = &page.head.title {
        out.titles.push(title_at(title, TitlePlace::HeadTitle, None));
    }
    for (rel, href) in &page.head.links {
        match rel.as_str() {
            // The page's own word is better than what it tells social networks.
            "canonical" => out
                .canonical_urls
                .insert(0, crate::metadata::Field::new(normalise::value(href), Provenance::Head)),
            "license" => push(&mut out.licenses, href, Provenance::Head),
            "author" => push(&mut out.author_urls, href, Provenance::Head),
            "image_src" => push(&mut out.images, href, Provenance::Head),
            _ => {}
        }
    }
    headings(page, url, out);
    let language = language::hint(page);
    let mut trail = Vec::new();
    for mark in &page.marks {
        match mark.kind {
            MarkKind::PublishedTime => date(mark, DateTrust::Property, DateRole::Unsaid, language, page, out),
            MarkKind::Time => date(mark, DateTrust::Time, DateRole::Unsaid, language, page, out),
            MarkKind::ModifiedTime => date(mark, DateTrust::Time, DateRole::Modified, language, page, out),
            MarkKind::DateClass => date(mark, DateTrust::Class, DateRole::Unsaid, language, page, out),
            MarkKind::Author => author(mark, AuthorTrust::Mark, page, out),
            MarkKind::AuthorClass => author(mark, AuthorTrust::Class, page, out),
            MarkKind::Headline => {
                out.titles.push(title_at(&mark.text, TitlePlace::HeadlineMark, Some(mark.block)))
            }
            MarkKind::Breadcrumb => trail.push(normalise::value(&mark.text)),
            MarkKind::TagLink => push(&mut out.tags, &mark.text, Provenance::Element),
            MarkKind::License => {}
        }
    }
    license(page, out);
    if !trail.is_empty() {
        let provenance = Provenance::Element;
        out.trails.push(Trail { steps: trail, provenance, is_home_first: false, is_page_last: false });
    }
    counts::shown(page, url, out);
}

/// The licence that all links to one agree on: where they do not, some are those of pictures.
fn license(page: &Document, out: &mut Candidates) {
    let links = page.marks.iter().filter(|mark| mark.kind == MarkKind::License);
    let mut addresses = links.filter_map(|mark| mark.value.as_deref());
    if let Some(first) = addresses.next().filter(|first| addresses.all(|other| other == *first)) {
        push(&mut out.licenses, first, Provenance::Element);
    }
}

fn title_at(text: &str, place: TitlePlace, block: Option<u32>) -> TitleCandidate {
    TitleCandidate { text: normalise::title(text), place, block, weight: 0 }
}

fn headings(page: &Document, url: Option<&Url>, out: &mut Candidates) {
    for (index, block) in page.blocks.iter().enumerate() {
        let place = match block.kind {
            BlockKind::Heading { level: 1 } => TitlePlace::TopHeading,
            BlockKind::Heading { level: 2 } => TitlePlace::Line,
            _ => continue,
        };
        if url.is_some_and(|url| leads_up(page, block, url)) {
            continue;
        }
        let mut title = title_at(page.block_text(index), place, Some(index as u32));
        // Headings of the second level are titles where there is none of the first.
        title.weight = if place == TitlePlace::Line { -100 } else { 0 };
        out.titles.push(title);
    }
}

/// Whether a heading as a whole is a link to an address above the page's own: it names the site, a section or a
/// profile that the page is part of.
fn leads_up(page: &Document, heading: &RawBlock, url: &Url) -> bool {
    if heading.link_count != 1 || heading.link_chars < heading.shape.chars {
        return false;
    }
    let spans = &page.spans[heading.spans.start as usize..heading.spans.end as usize];
    let target = spans.iter().find_map(|span| match span.kind {
        SpanKind::Link(target) => page.targets.get(target),
        _ => None,
    });
    let Some(target) = target.and_then(|target| url.join(target).ok()) else { return false };
    let above = target.path().trim_end_matches('/');
    let rest =
        url.path().strip_prefix(above).filter(|_| target.host() == url.host() && target.query().is_none());
    rest.is_some_and(|rest| rest.starts_with('/') && rest.len() > 1)
}

/// Names of elements that hold readers' comments.
const COMMENTS: [&str; 6] =
    ["comment", "comments", "comment-list", "comment-body", "commentlist", "comment-meta"];

/// Whether the mark belongs to a reader's comment.
fn in_comment(mark: &Mark, page: &Document) -> bool {
    around(mark, page).any(|container| {
        let names = &page.names[container.names.start as usize..container.names.end as usize];
        names.split_whitespace().any(|name| COMMENTS.contains(&name))
    })
}

/// Whether the mark is of a label in a form: "Name (required)". Buttons elsewhere do hold names.
fn in_form(mark: &Mark, page: &Document) -> bool {
    let is_control = page.blocks.get(mark.block as usize).is_some_and(|b| b.kind == BlockKind::Control);
    is_control && around(mark, page).any(|container| container.tag == Tag::Form)
}

/// The containers around a mark, without the root.
fn around<'a>(mark: &Mark, page: &'a Document) -> impl Iterator<Item = &'a Container> {
    let container = |at: u32| page.containers.get(at as usize).filter(|_| at > 0);
    let own = page.blocks.get(mark.block as usize).map_or(0, |block| block.container);
    std::iter::successors(container(own), move |inner| container(inner.parent))
}

fn date(
    mark: &Mark,
    trust: DateTrust,
    role: DateRole,
    language: Option<&str>,
    page: &Document,
    out: &mut Candidates,
) {
    if mark.text.len() > MAX_BYTES || in_comment(mark, page) {
        return;
    }
    let found = parse::scan(&mark.text, language);
    let said = said_of(mark, found.first().map(|found| found.range.clone()), page);
    let role = if role == DateRole::Unsaid { said.unwrap_or(role) } else { role };
    let (block, provenance) = (Some(mark.block), Provenance::Element);
    // A year alone is that of a copyright.
    let read = |raw| parse::parse_value(raw, language).filter(|read| read.precision > Precision::Year);
    let value = mark.value.as_deref().and_then(|raw| Some((raw, read(raw)?)));
    if let Some((raw, reading)) = value {
        out.dates.push(DateCandidate { raw: raw.trim().to_owned(), reading, role, trust, block, provenance });
        return;
    }
    let mut from = None;
    for found in found {
        let raw = mark.text[found.range.clone()].to_owned();
        let said = from.and_then(|from: usize| role_of(&mark.text[from..found.range.start]));
        from = Some(found.range.end);
        let role = said.unwrap_or(role);
        out.dates.push(DateCandidate { raw, reading: found.reading, role, trust, block, provenance });
    }
}

/// What the words of a mark, or those before it in its block, say of the mark's first date.
fn said_of(mark: &Mark, date: Option<Range<usize>>, page: &Document) -> Option<DateRole> {
    let date = date.unwrap_or(mark.text.len()..mark.text.len());
    let behind = || {
        let rest = mark.text[date.end..].trim_matches(|c: char| !c.is_alphabetic());
        role_of(rest).filter(|_| !rest.contains(' '))
    };
    role_of(&mark.text[..date.start]).or_else(|| before_mark(mark, page)).or_else(behind)
}

/// What the block that holds a mark says before it: "Updated <time>…</time>".
fn before_mark(mark: &Mark, page: &Document) -> Option<DateRole> {
    let block = mark.block as usize;
    if block >= page.blocks.len() || mark.text.is_empty() {
        return None;
    }
    let line = page.block_text(block);
    let at = line.find(mark.text.as_str()).filter(|_| line.len() <= MAX_BYTES)?;
    role_of(&line[..at])
}

/// A name that an element is marked with; not where a form asks for one.
fn author(mark: &Mark, trust: AuthorTrust, page: &Document, out: &mut Candidates) {
    let value = mark.value.as_deref().filter(|value| !value.contains("://") && !value.starts_with('/'));
    let text = if mark.text.is_empty() { value.unwrap_or_default() } else { &mark.text };
    if !text.is_empty() && text.len() <= MAX_BYTES && !in_form(mark, page) {
        out.authors.push(AuthorCandidate { text: normalise::value(text), trust, block: Some(mark.block) });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Origin, empty};

    fn dates(marks: &[(MarkKind, &str, Option<&str>)]) -> Vec<(String, DateRole)> {
        let mut page = empty(Origin::Html);
        page.marks = marks
            .iter()
            .map(|(kind, text, value)| Mark {
                kind: *kind,
                text: (*text).into(),
                value: value.map(str::to_owned),
                block: 0,
            })
            .collect();
        let mut out = Candidates::default();
        gather(&page, None, &mut out);
        out.dates.into_iter().map(|date| (date.raw, date.role)).collect()
    }

    #[test]
    fn the_word_before_a_date_says_what_it_is() {
        let read = |text| dates(&[(MarkKind::DateClass, text, None)]);
        let first = |role| vec![("12 October 2021".to_owned(), role)];
        assert_eq!(read("Posted 12 October 2021, updated since"), first(DateRole::Published));
        assert_eq!(read("12 October 2021 (updated)"), first(DateRole::Modified));
        assert_eq!(read("12 October 2021 / Updated 8 hours ago"), first(DateRole::Unsaid));
        assert_eq!(read("Joined 12 October 2021"), first(DateRole::Other));
    }

    #[test]
    fn a_value_is_read_before_the_text_and_a_year_is_no_date() {
        let time = |text, value| dates(&[(MarkKind::Time, text, Some(value))]);
        assert_eq!(time("12 October", "2021-10-12"), [("2021-10-12".to_owned(), DateRole::Unsaid)]);
        assert_eq!(time("© 2021", "2021"), []);
    }
}
