//! What JSON-LD says: of the article itself first, then of the page and its site.

use serde_json::{Map, Value};
use url::Url;

use crate::document::BlockKind;
use crate::document::Document;
use crate::document::json_repair;
use crate::lists::names::JSON_LD_KEYS;
use crate::metadata::candidates::{
    AuthorCandidate, Candidates, DateCandidate, DateRole, MAX_TITLE_BYTES, TitleCandidate, Trail, push,
};
use crate::metadata::dates::parse;
use crate::metadata::language;
use crate::metadata::normalise;
use crate::metadata::section::is_home_address;
use crate::metadata::sources::json_facts;
use crate::metadata::sources::json_graph::{Graph, Node, Who, types};
use crate::metadata::trust::{AuthorTrust, DateTrust, TitlePlace};
use crate::metadata::{Field, Provenance};

pub(crate) fn gather(page: &Document, url: Option<&Url>, out: &mut Candidates) {
    let graph = Graph::new(page.head.parsed_json_ld().filter_map(|(_, parsed)| Some(&parsed?.value)));
    let expected = Expected::of(page, url);
    let language = language::hint(page);
    let main = main_entity(&graph, &expected);
    if let Some(node) = main {
        Entity { graph: &graph, object: node.object, language }.describe(out);
    }
    for node in &graph.nodes {
        let is_main = main.is_some_and(|main| std::ptr::eq(main.object, node.object));
        let entity = Entity { graph: &graph, object: node.object, language };
        match kind(node.object) {
            Some(EntityKind::Document) if !is_main && !node.aside => {
                entity.dates(DateTrust::OtherEntity, out);
                entity.page(out);
            }
            Some(EntityKind::Site) => entity.texts("name", &mut out.sites),
            Some(EntityKind::Trail) if !node.aside => entity.trail(&expected, out),
            _ => {}
        }
    }
    if graph.nodes.is_empty() {
        loose_dates(page, language, out);
    }
}

/// Dates of blocks that cannot be parsed: a quotation mark in a headline is enough for that.
fn loose_dates(page: &Document, language: Option<&str>, out: &mut Candidates) {
    let (trust, provenance) = (DateTrust::OtherEntity, Provenance::JsonLd);
    for (key, role) in [("datePublished", DateRole::Published), ("dateModified", DateRole::Modified)] {
        let found = page.head.json_ld.iter().find_map(|block| json_repair::loose(block, key));
        let read = found.and_then(|raw| Some((raw.to_owned(), parse::parse_value(raw, language)?)));
        out.dates.extend(read.map(|(raw, reading)| DateCandidate {
            raw,
            reading,
            role,
            trust,
            block: None,
            provenance,
        }));
    }
}

/// What schema.org types mean here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum EntityKind {
    Article,
    /// Things that are articles on some pages: videos, recipes, questions.
    Work,
    Document,
    Site,
    Trail,
}

fn kind(object: &Map<String, Value>) -> Option<EntityKind> {
    types(object).find_map(|name| {
        Some(match name {
            "WebPage" | "ItemPage" | "AboutPage" | "FAQPage" | "QAPage" | "MedicalWebPage" => {
                EntityKind::Document
            }
            "WebSite" => EntityKind::Site,
            "BreadcrumbList" => EntityKind::Trail,
            "Recipe" | "Question" | "VideoObject" | "PodcastEpisode" | "Event" | "HowTo" | "CreativeWork"
            | "JobPosting" | "Report" | "Review" | "MediaObject" | "NewsVideoObject" | "ImageGallery" => {
                EntityKind::Work
            }
            "BlogPosting" | "DiscussionForumPosting" | "SocialMediaPosting" | "LiveBlogPosting" => {
                EntityKind::Article
            }
            name if name.ends_with("Article") => EntityKind::Article,
            _ => return None,
        })
    })
}

/// What else the page says, to tell its own entity from those of teasers.
struct Expected {
    titles: Vec<String>,
    addresses: Vec<String>,
}

impl Expected {
    fn of(page: &Document, url: Option<&Url>) -> Expected {
        let metas = page.head.metas.iter();
        let meta_titles =
            metas.clone().filter(|(name, _)| matches!(name.as_str(), "og:title" | "twitter:title"));
        let headings = (0..page.blocks.len())
            .filter(|index| matches!(page.blocks[*index].kind, BlockKind::Heading { level: 1 }))
            .map(|index| page.block_text(index));
        let titles =
            meta_titles.map(|(_, title)| title.as_str()).chain(page.head.title.as_deref()).chain(headings);
        let canonical = page.head.links.iter().filter(|(rel, _)| rel == "canonical");
        let own = metas.filter(|(name, _)| name == "og:url").chain(canonical).map(|(_, href)| href.as_str());
        Expected {
            titles: titles
                .filter(|title| title.len() <= MAX_TITLE_BYTES)
                .take(8)
                .map(normalise::phrase)
                .filter(|title| !title.is_empty())
                .collect(),
            addresses: own.chain(url.map(Url::as_str)).map(bare_address).collect(),
        }
    }
}

/// An address without what differs between copies of it: scheme, query, closing slash.
fn bare_address(address: &str) -> String {
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let bare = address[..end].trim_end_matches('/');
    let bare = bare.split_once("://").map_or(bare, |(_, rest)| rest);
    bare.trim_start_matches("www.").to_lowercase()
}

fn main_entity<'a, 'v>(graph: &'a Graph<'v>, expected: &Expected) -> Option<&'a Node<'v>> {
    let mut best: Option<(i32, &Node<'_>)> = None;
    for node in &graph.nodes {
        let Some(score) = score(node, expected) else { continue };
        if best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, node));
        }
    }
    best.filter(|(score, _)| *score >= MIN_SCORE).map(|(_, node)| node)
}

/// Below this an entity is a part of the page, such as one question of many.
const MIN_SCORE: i32 = 35;

/// How likely an entity is what the page is about. The weights only order the signs: kind
/// before address before headline before completeness.
fn score(node: &Node<'_>, expected: &Expected) -> Option<i32> {
    let object = node.object;
    let mut score = match kind(object)? {
        EntityKind::Article => 100,
        EntityKind::Work => 40,
        _ => return None,
    };
    if node.aside {
        score -= 90;
    }
    let headline = ["headline", "name"].iter().find_map(|key| object.get(*key)?.as_str());
    if let Some(headline) = headline.map(|text| normalise::phrase(&normalise::value(text))) {
        let alike =
            |title: &String| normalise::similarity(title, &headline) >= 0.6 || title.contains(&headline);
        score += if expected.titles.iter().any(alike) { 40 } else { -30 };
    }
    let address = ["url", "mainEntityOfPage", "@id"].iter().find_map(|key| match object.get(*key)? {
        Value::String(address) => Some(address.as_str()),
        Value::Object(page) => page.get("@id").or(page.get("url"))?.as_str(),
        _ => None,
    });
    if let Some(address) = address.map(bare_address) {
        score += if expected.addresses.contains(&address) { 50 } else { 0 };
    }
    score +=
        5 * ["datePublished", "author", "headline"].iter().filter(|key| object.contains_key(**key)).count()
            as i32;
    Some(score)
}

/// An object with the graph that its references point into.
struct Entity<'a, 'v> {
    graph: &'a Graph<'v>,
    object: &'v Map<String, Value>,
    language: Option<&'a str>,
}

impl Entity<'_, '_> {
    fn describe(&self, out: &mut Candidates) {
        let is_article = kind(self.object) == Some(EntityKind::Article);
        let keys: &[&str] = if is_article { &["headline", "name"] } else { &["headline", "name", "title"] };
        for text in keys.iter().filter_map(|key| self.object.get(*key)?.as_str()).take(1) {
            let (text, place) = (normalise::title(text), TitlePlace::JsonLd);
            out.titles.push(TitleCandidate { text, place, block: None, weight: 0 });
        }
        self.dates(DateTrust::MainEntity, out);
        self.authors(out);
        self.page(out);
        self.texts("articleSection", &mut out.sections);
        self.agency(out);
        self.places(out);
        json_facts::say_type(self.graph, self.object, out);
        json_facts::say_comments(self.object, out);
    }

    /// What an article and the page around it are asked alike.
    fn page(&self, out: &mut Candidates) {
        self.texts("publisher", &mut out.publishers);
        json_facts::say_access(self.object, out);
        self.stated(out);
        self.texts("inLanguage", &mut out.languages);
        for value in self.object.get("license").into_iter() {
            let named = if value.is_object() { self.graph.addresses(value) } else { Vec::new() };
            let texts = if named.is_empty() { self.graph.names(value) } else { named };
            texts.iter().for_each(|text| push(&mut out.licenses, text, Provenance::JsonLd));
        }
        for value in ["image", "primaryImageOfPage"].iter().filter_map(|key| self.object.get(*key)) {
            for address in self.graph.addresses(value) {
                push(&mut out.images, &address, Provenance::JsonLd);
            }
        }
        for text in self.object.get("keywords").into_iter().flat_map(|value| self.graph.names(value)) {
            text.split([',', ';']).for_each(|tag| push(&mut out.tags, tag, Provenance::JsonLd));
        }
    }

    /// Fields that are taken as they are stated.
    fn stated(&self, out: &mut Candidates) {
        for (key, field) in JSON_LD_KEYS.iter() {
            for text in self.object.get(*key).into_iter().flat_map(|value| self.graph.names(value)) {
                out.state(field, &text, Provenance::JsonLd);
            }
        }
    }

    fn dates(&self, trust: DateTrust, out: &mut Candidates) {
        const KEYS: [(&str, DateRole); 6] = [
            ("datePublished", DateRole::Published),
            ("dateCreated", DateRole::Published),
            ("uploadDate", DateRole::Published),
            ("datePosted", DateRole::Published),
            ("dateModified", DateRole::Modified),
            ("dateUpdated", DateRole::Modified),
        ];
        for (key, role) in KEYS {
            let raw = match self.object.get(key) {
                Some(Value::String(raw)) => normalise::value(raw),
                Some(Value::Number(number)) => number.to_string(),
                Some(Value::Array(values)) => {
                    values.first().and_then(Value::as_str).unwrap_or_default().to_owned()
                }
                Some(Value::Object(value)) => {
                    value.get("@value").and_then(Value::as_str).unwrap_or_default().to_owned()
                }
                _ => continue,
            };
            if let Some(reading) = parse::parse_value(&raw, self.language) {
                let provenance = Provenance::JsonLd;
                out.dates.push(DateCandidate { raw, reading, role, trust, block: None, provenance });
            }
        }
    }

    /// The texts under a key, names of objects among them.
    fn texts(&self, key: &str, list: &mut Vec<Field<String>>) {
        for text in self.object.get(key).into_iter().flat_map(|value| self.graph.names(value)) {
            push(list, &text, Provenance::JsonLd);
        }
    }

    fn authors(&self, out: &mut Candidates) {
        let value = ["author", "creator"]
            .iter()
            .find_map(|key| self.object.get(*key).filter(|value| !is_void(value)));
        for value in value.into_iter() {
            json_facts::say_author_pages(self.graph, value, out);
        }
        for (name, who) in value.into_iter().flat_map(|value| self.graph.people(value)) {
            let text = normalise::value(&name);
            if who == Who::Person {
                out.persons.push(text.clone());
            }
            let agency = crate::lists::outlets::agency(&text);
            out.agencies.extend(agency.map(|name| Field::new(name.to_owned(), Provenance::JsonLd)));
            let is_group = agency.is_some() || who == Who::Organisation;
            let trust = if is_group { AuthorTrust::Organisation } else { AuthorTrust::JsonLd };
            out.authors.push(AuthorCandidate { text, trust, block: None });
        }
    }

    fn agency(&self, out: &mut Candidates) {
        for key in ["sourceOrganization", "provider", "copyrightHolder", "creditText", "publisher"] {
            let names = self.object.get(key).into_iter().flat_map(|value| self.graph.names(value));
            for agency in names.filter_map(|name| crate::lists::outlets::agency(&name)) {
                push(&mut out.agencies, agency, Provenance::JsonLd);
            }
        }
    }

    fn places(&self, out: &mut Candidates) {
        for key in ["dateline", "locationCreated", "contentLocation"] {
            self.texts(key, &mut out.locations);
        }
    }

    /// A breadcrumb trail: the last step that is not the page itself is its section.
    fn trail(&self, expected: &Expected, out: &mut Candidates) {
        let items = self.object.get("itemListElement").and_then(Value::as_array);
        let name = |item: &Value| {
            let item = item.as_object()?;
            let inner = item.get("item").and_then(Value::as_object);
            let name = item.get("name").or_else(|| inner?.get("name"))?.as_str()?;
            Some(normalise::value(name))
        };
        let address = |item: Option<&'_ Value>| item.and_then(address_of_step).map(str::to_owned);
        let is_home_first =
            address(items.and_then(|items| items.first())).is_some_and(|first| is_home_address(&first));
        // The last step needs no address: it is then that of the page.
        let is_page_last = match address(items.and_then(|items| items.last())) {
            Some(last) => expected.addresses.contains(&bare_address(&last)),
            None => items
                .is_some_and(|items| items.iter().rev().skip(1).any(|item| address_of_step(item).is_some())),
        };
        let steps: Vec<String> = items.into_iter().flatten().take(20).filter_map(name).collect();
        out.trails.push(Trail { steps, provenance: Provenance::JsonLd, is_home_first, is_page_last });
    }
}

/// Where a step of a trail leads: its item is an address or an object.
fn address_of_step(step: &Value) -> Option<&str> {
    match step.get("item")? {
        Value::String(address) => Some(address),
        item => ["@id", "url"].iter().find_map(|key| item.get(*key)?.as_str()),
    }
}

fn is_void(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(values) => values.is_empty(),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Origin, empty};

    fn gathered(title: &str, blocks: &[&str]) -> Candidates {
        let mut page = empty(Origin::Html);
        page.head.title = Some(title.to_owned());
        page.head.json_ld = blocks.iter().map(|block| (*block).to_owned()).collect();
        let mut out = Candidates::default();
        gather(&page, None, &mut out);
        out
    }

    #[test]
    fn the_entity_that_the_page_is_about_is_chosen() {
        let teaser =
            r#"{"@type": "NewsArticle", "headline": "Snow elsewhere", "datePublished": "2020-01-01"}"#;
        let main = r#"{"@type": "NewsArticle", "headline": "Rain in town", "datePublished": "2021-10-12"}"#;
        let out = gathered("Rain in town - Daily Fen", &[teaser, main]);
        assert_eq!(out.dates.iter().map(|date| date.raw.as_str()).collect::<Vec<_>>(), ["2021-10-12"]);
    }

    #[test]
    fn a_date_is_read_from_a_block_that_is_broken() {
        let block = r#"{"@type": "Article", "headline": "The "big" rain", "datePublished": "2021-10-12"}"#;
        let dates = gathered("Rain", &[block]).dates;
        assert_eq!(dates.iter().map(|date| date.raw.as_str()).collect::<Vec<_>>(), ["2021-10-12"]);
    }

    #[test]
    fn agencies_and_organisations_are_told_from_people() {
        let block =
            r#"{"@type": "Article", "author": ["Reuters", {"@type": "Organization", "name": "Fen Ltd"}]}"#;
        let out = gathered("", &[block]);
        assert!(out.authors.iter().all(|author| author.trust == AuthorTrust::Organisation));
        assert_eq!(out.agencies.first().map(|agency| agency.value.as_str()), Some("Reuters"));
    }

    #[test]
    fn licences_are_addresses_or_objects_with_one() {
        for license in
            [r#""https://example.org/by""#, r#"{"@type": "CreativeWork", "url": "https://example.org/by"}"#]
        {
            let out = gathered("", &[&format!(r#"{{"@type": "Article", "license": {license}}}"#)]);
            let found: Vec<&str> = out.licenses.iter().map(|license| license.value.as_str()).collect();
            assert_eq!(found, ["https://example.org/by"], "{license}");
        }
    }

    #[test]
    fn comments_and_questions_are_not_the_article() {
        let block = r#"{"@type": "FAQPage", "mainEntity": [{"@type": "Question", "name": "Will it rain?"}]}"#;
        assert!(gathered("Weather", &[block]).titles.is_empty());
    }

    #[test]
    fn agencies_are_named_as_owners_and_sources() {
        for key in ["sourceOrganization", "provider", "copyrightHolder", "creditText", "publisher"] {
            let out = gathered("", &[&format!(r#"{{"@type": "NewsArticle", "{key}": "Reuters"}}"#)]);
            let agencies: Vec<&str> = out.agencies.iter().map(|agency| agency.value.as_str()).collect();
            assert_eq!(agencies, ["Reuters"], "{key}");
        }
    }
}
