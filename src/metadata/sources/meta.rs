//! What `<meta>` elements say.

use url::Url;

use crate::document::Document;
use crate::lists::access::access;
use crate::lists::article_types::{TypePlace, article_type};
use crate::lists::names::{MetaField, meta_key};
use crate::metadata::candidates::{
    AuthorCandidate, Candidates, DateCandidate, DateRole, TitleCandidate, push,
};
use crate::metadata::dates::parse;
use crate::metadata::language;
use crate::metadata::normalise;
use crate::metadata::sources::counts::{count, count_of_comments};
use crate::metadata::trust::{AuthorTrust, DateTrust, TitlePlace};
use crate::metadata::{Field, Provenance};

pub(crate) fn gather(page: &Document, _url: Option<&Url>, out: &mut Candidates) {
    let mut known: Vec<(usize, MetaField, &str)> = page
        .head
        .metas
        .iter()
        .filter(|(_, content)| !content.trim().is_empty())
        .filter_map(|(name, content)| meta_key(name).map(|(rank, field)| (rank, field, content.as_str())))
        .collect();
    // Stable: elements of one name stay in the page's order.
    known.sort_by_key(|(rank, ..)| *rank);
    let language = language::hint(page);
    let mut author_rank = None;
    for (rank, field, content) in known {
        match field {
            MetaField::Published => date(content, DateRole::Published, language, out),
            MetaField::Modified => date(content, DateRole::Modified, language, out),
            // Elements of one name are co-authors, other names say the same again.
            MetaField::Author if author_rank.is_none_or(|first| first == rank) => {
                author_rank = author(content, out).then_some(rank).or(author_rank);
            }
            MetaField::Author => {}
            MetaField::Title => {
                let (text, place) = (normalise::title(content), TitlePlace::Meta);
                out.titles.push(TitleCandidate { text, place, block: None, weight: -(rank as i32) });
            }
            MetaField::Tags => {
                content.split([',', ';']).for_each(|tag| push(&mut out.tags, tag, Provenance::MetaTag))
            }
            MetaField::Access => out.accesses.extend(access(content).map(stated)),
            MetaField::ArticleType => {
                let genre = normalise::phrase(content);
                out.article_types.extend(article_type(TypePlace::Genre, &genre).map(stated));
            }
            MetaField::IsType(name) if says_yes(content) => out.article_types.push(stated(name)),
            MetaField::IsType(_) => {}
            MetaField::CommentCount => {
                let digits = count(content).or_else(|| count_of_comments(content));
                digits
                    .into_iter()
                    .for_each(|digits| out.state("comment_count", &digits, Provenance::MetaTag));
            }
            MetaField::Stated(name) => out.state(name, content, Provenance::MetaTag),
            _ => push(list(field, out), content, Provenance::MetaTag),
        }
    }
    card_author(page, out);
}

fn list(field: MetaField, out: &mut Candidates) -> &mut Vec<Field<String>> {
    match field {
        MetaField::Site => &mut out.sites,
        MetaField::Publisher => &mut out.publishers,
        MetaField::Language => &mut out.languages,
        MetaField::Canonical => &mut out.canonical_urls,
        MetaField::Image => &mut out.images,
        MetaField::Section => &mut out.sections,
        MetaField::Location => &mut out.locations,
        MetaField::License => &mut out.licenses,
        _ => &mut out.tags,
    }
}

fn date(content: &str, role: DateRole, language: Option<&str>, out: &mut Candidates) {
    if let Some(reading) = parse::parse_value(content, language) {
        let (trust, provenance) = (DateTrust::Meta, Provenance::MetaTag);
        out.dates.push(DateCandidate {
            raw: normalise::value(content),
            reading,
            role,
            trust,
            block: None,
            provenance,
        });
    }
}

fn stated(value: &'static str) -> Field<String> {
    Field::new(value.to_owned(), Provenance::MetaTag)
}

fn says_yes(content: &str) -> bool {
    ["true", "yes", "1"].iter().any(|yes| content.trim().eq_ignore_ascii_case(yes))
}

/// Adds an author unless this is the address of a profile, which is that of a page of theirs; whether it did.
fn author(content: &str, out: &mut Candidates) -> bool {
    let text = normalise::value(content);
    let is_name = !text.contains("://") && !text.starts_with('/');
    if !is_name {
        push(&mut out.author_urls, content, Provenance::MetaTag);
    }
    if is_name {
        out.authors.push(AuthorCandidate { text, trust: AuthorTrust::Meta, block: None });
    }
    is_name
}

/// Twitter's cards name the author under a label in the site's language; WordPress writes
/// "Written by" with the author first and the reading time second.
fn card_author(page: &Document, out: &mut Candidates) {
    let content =
        |wanted: &str| page.head.metas.iter().find(|(name, _)| name == wanted).map(|(_, content)| content);
    let label = content("twitter:label1").map(|label| label.to_lowercase());
    const LABELS: [&str; 12] = [
        "written by",
        "verfasst von",
        "écrit par",
        "escrito por",
        "scritto da",
        "geschreven door",
        "skrevet av",
        "napisane przez",
        "autor",
        "author",
        "geschrieben von",
        "написано автором",
    ];
    let says_author = label.is_some_and(|label| LABELS.contains(&label.trim()));
    let known = out.authors.iter().any(|author| author.trust == AuthorTrust::Meta);
    if let Some(name) = content("twitter:data1").filter(|_| says_author && !known) {
        author(name, out);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Origin, empty};
    use crate::lists::names::stated_fields;
    use crate::metadata::{FieldKind, Metadata, MetadataField};

    fn gathered(metas: &[(&str, &str)]) -> Candidates {
        let mut page = empty(Origin::Html);
        page.head.metas = metas.iter().map(|(name, content)| ((*name).into(), (*content).into())).collect();
        let mut out = Candidates::default();
        gather(&page, None, &mut out);
        out
    }

    #[test]
    fn what_is_stated_has_a_field() {
        let texts: Vec<&str> = Metadata::FIELDS
            .iter()
            .filter(|field| field.kind() != FieldKind::Date)
            .map(MetadataField::name)
            .collect();
        let stated: Vec<&str> = stated_fields().collect();
        assert!(stated.contains(&"description"));
        for name in stated {
            assert!(texts.contains(&name), "meta_keys.tsv: `{name}` is no field of text");
        }
    }

    #[test]
    fn the_more_trusted_name_comes_first() {
        let out = gathered(&[
            ("date", "2020-01-01"),
            ("article:published_time", "2021-10-12"),
            ("x", "2022-01-01"),
        ]);
        let raws: Vec<&str> = out.dates.iter().map(|date| date.raw.as_str()).collect();
        assert_eq!(raws, ["2021-10-12", "2020-01-01"]);
    }

    #[test]
    fn profiles_are_no_names_and_names_are_not_repeated() {
        let out = gathered(&[
            ("article:author", "https://example.org/ann"),
            ("citation_author", "Ann Fenwick"),
            ("citation_author", "Bo Lindqvist"),
            ("creator", "Somebody Else"),
        ]);
        let names: Vec<&str> = out.authors.iter().map(|author| author.text.as_str()).collect();
        assert_eq!(names, ["Ann Fenwick", "Bo Lindqvist"]);
    }

    #[test]
    fn a_card_names_the_author_where_nothing_else_does() {
        let card = [("twitter:label1", "Written by"), ("twitter:data1", "Bo Lindqvist")];
        let authors = |metas: &[(&str, &str)]| -> Vec<String> {
            gathered(metas).authors.into_iter().map(|author| author.text).collect()
        };
        assert_eq!(authors(&card), ["Bo Lindqvist"]);
        assert_eq!(authors(&[card[0], card[1], ("author", "Ann Fenwick")]), ["Ann Fenwick"]);
        assert!(authors(&[("twitter:label1", "Reading time"), card[1]]).is_empty());
    }

    #[test]
    fn titles_of_trusted_names_weigh_more() {
        let out = gathered(&[("twitter:title", "Rain"), ("og:title", "Rain in town")]);
        let weights: Vec<_> = out.titles.iter().map(|title| (title.text.as_str(), title.weight)).collect();
        let [(first, highest), (second, lowest)] = weights[..] else { panic!("{weights:?}") };
        assert_eq!((first, second), ("Rain in town", "Rain"));
        assert!(highest > lowest);
    }
}
