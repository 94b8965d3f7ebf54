//! One cleaned page as a row: the fields that `dechaff dump`, its Parquet files, Arrow and the Python package share.
//!
//! Whoever writes articles to a table, a queue or a database needs the same things: names, types and values that do
//! not change from one release to the next. A [`Field`] has a name and a type ([`ValueKind`]), and gives the
//! [`Value`] that an article has for it. There are those of the article (`kind`, `text`, `confidence` …), one for each
//! [`Format`] but JSON (`markdown`, `html`, `xml`), and all of
//! [`Metadata::FIELDS`](crate::Metadata::FIELDS); `authors` is the one that differs: where the page names no people,
//! it has the organisation that is credited.
//!
//! ```
//! use dechaff::Rendering;
//! use dechaff::record::Field;
//!
//! let article = dechaff::clean("<h1>Rain</h1><p>It rained all day, and nobody in the town minded it.</p>")?;
//! let mut line = Vec::new();
//! for name in ["title", "text", "published", "tags"] {
//!     let field = Field::from_name(name).ok_or("no such field")?;
//!     line.push(if line.is_empty() { b'{' } else { b',' });
//!     line.extend_from_slice(format!("\"{name}\":").as_bytes());
//!     field.value(&article, &Rendering::new()).write_json(&mut line)?;
//! }
//! line.push(b'}');
//! assert_eq!(
//!     String::from_utf8(line)?,
//!     r#"{"title":"Rain","text":"It rained all day, and nobody in the town minded it.","published":null,"tags":[]}"#
//! );
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! Dates are ISO 8601 at the precision that is known ([`Date::iso8601`](crate::Date::iso8601)), and a value that the
//! page does not give is [`Value::Null`].

use std::io::{self, Write};

use serde::Serialize;

use crate::article::Article;
use crate::labels::Label;
use crate::metadata::{FieldKind, Found, Metadata, MetadataField};
use crate::options::Rendering;
use crate::render::Format;

/// The version of the fields' names, types and meanings. A change of one of these raises it, and CHANGELOG.md lists
/// what was renamed; a new field does not.
pub const SCHEMA_VERSION: u32 = 1;

/// A field of a record.
///
/// Two are equal if their names are.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    name: &'static str,
    kind: ValueKind,
    source: Source,
}

#[derive(Debug, Clone, Copy)]
enum Source {
    Article(fn(&Article) -> Value),
    Rendered(Format),
    Metadata(&'static MetadataField),
}

/// What kind of value a field has, for formats with a schema. Every value can be [`Value::Null`], too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ValueKind {
    /// [`Value::Text`].
    Text,
    /// [`Value::Json`].
    Json,
    /// [`Value::Number`].
    Number,
    /// [`Value::Count`].
    Count,
    /// [`Value::List`].
    List,
    /// [`Value::Blocks`].
    Blocks,
}

/// The value of a field.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// Nothing was found.
    Null,
    /// A text; a date as ISO 8601.
    Text(String),
    /// A JSON object or array.
    Json(String),
    /// A finite number.
    Number(f64),
    /// A whole number that is not negative.
    Count(u64),
    /// Texts in the page's order.
    List(Vec<String>),
    /// Blocks in the page's order.
    Blocks(Vec<RemovedBlock>),
}

/// A block that is not in the article's body, the title apart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RemovedBlock {
    kind: &'static str,
    text: String,
}

impl RemovedBlock {
    /// The name of its [`Boilerplate`](crate::Boilerplate), or `caption`.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.kind
    }

    /// Its text.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }
}

/// What `dechaff dump` writes of an article unless something else is asked for, in that order.
const DEFAULT_NAMES: [&str; 14] = [
    "kind",
    "title",
    "text",
    "published",
    "modified",
    "date",
    "source",
    "site",
    "location",
    "authors",
    "language",
    "description",
    "confidence",
    "flags",
];

/// The fields that are not those of [`Metadata`] one by one.
const OF_ARTICLE: &[Field] = &[
    of_article("kind", ValueKind::Text, |article| Value::Text(article.page_kind().name().to_owned())),
    of_article("kind_chance", ValueKind::Number, |article| chance(article.page_kind_chance())),
    of_article("source", ValueKind::Text, |article| found(Found::Text(article.metadata().source()))),
    of_article("authors", ValueKind::List, |article| {
        Value::List(article.metadata().credits().map(|field| field.value().clone()).collect())
    }),
    of_article("title_chance", ValueKind::Number, |article| {
        chance(article.metadata().title().and_then(|title| title.chance()))
    }),
    of_article("authors_chance", ValueKind::Number, |article| {
        chance(article.metadata().credits().next().and_then(|author| author.chance()))
    }),
    of_article("confidence", ValueKind::Number, |article| Value::Number(four_decimals(article.confidence()))),
    of_article("word_count", ValueKind::Count, |article| Value::Count(article.word_count() as u64)),
    of_article("reading_minutes", ValueKind::Count, |article| Value::Count(article.reading_minutes() as u64)),
    of_article("flags", ValueKind::List, |article| {
        Value::List(article.flags().iter().map(|flag| flag.name().to_owned()).collect())
    }),
    of_article("metadata", ValueKind::Json, |article| json(article.metadata())),
    of_article("blocks", ValueKind::Json, |article| json(&article.blocks().collect::<Vec<_>>())),
    of_article("sections", ValueKind::Json, |article| json(&article.sections().collect::<Vec<_>>())),
    of_article("removed", ValueKind::Blocks, |article| Value::Blocks(removed(article))),
    of_article("comments", ValueKind::Json, |article| json(&article.comments().collect::<Vec<_>>())),
    of_article("posts", ValueKind::Json, |article| json(&article.posts().collect::<Vec<_>>())),
];

const fn of_article(name: &'static str, kind: ValueKind, value: fn(&Article) -> Value) -> Field {
    Field { name, kind, source: Source::Article(value) }
}

impl Field {
    /// Every field: first those that `dechaff dump` writes unless something else is asked for, then the others.
    pub fn all() -> impl Iterator<Item = Field> {
        Field::defaults().chain(named().filter(|field| !DEFAULT_NAMES.contains(&field.name)))
    }

    /// The fields that `dechaff dump` writes of an article unless something else is asked for, in that order.
    pub fn defaults() -> impl Iterator<Item = Field> {
        DEFAULT_NAMES.iter().filter_map(|name| Field::from_name(name))
    }

    /// The field with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Field> {
        named().find(|field| field.name == name)
    }

    /// The name in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.name
    }

    /// What kind of value it has.
    #[must_use]
    pub fn kind(self) -> ValueKind {
        self.kind
    }

    /// The value that an article has for it. The options choose what the text and the other formats show; all else is
    /// the same whatever they are.
    #[must_use]
    pub fn value(self, article: &Article, rendering: &Rendering) -> Value {
        match self.source {
            Source::Article(value) => value(article),
            Source::Rendered(format) => Value::Text(article.render(format, rendering)),
            Source::Metadata(field) => found(field.of(article.metadata())),
        }
    }
}

impl PartialEq for Field {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Field {}

/// Every field, by where its value comes from.
fn named() -> impl Iterator<Item = Field> {
    OF_ARTICLE.iter().copied().chain(rendered()).chain(of_metadata())
}

/// The article in every format but JSON, which is made of the others.
fn rendered() -> impl Iterator<Item = Field> {
    Format::ALL.iter().filter(|format| **format != Format::Json).map(|format| Field {
        name: format.name(),
        kind: ValueKind::Text,
        source: Source::Rendered(*format),
    })
}

/// The fields of metadata, but for those that a record has in another way.
fn of_metadata() -> impl Iterator<Item = Field> {
    let own = |field: &&MetadataField| OF_ARTICLE.iter().all(|known| known.name != field.name());
    Metadata::FIELDS.iter().filter(own).map(|field| {
        let kind = match field.kind() {
            FieldKind::Text | FieldKind::Date => ValueKind::Text,
            FieldKind::Texts => ValueKind::List,
        };
        Field { name: field.name(), kind, source: Source::Metadata(field) }
    })
}

impl Value {
    /// Bytes that it takes in memory, near enough.
    #[must_use]
    pub fn size_bytes(&self) -> usize {
        match self {
            Value::Null | Value::Number(_) | Value::Count(_) => 8,
            Value::Text(text) | Value::Json(text) => text.len(),
            Value::List(list) => list.iter().map(String::len).sum(),
            Value::Blocks(blocks) => blocks.iter().map(|block| block.text.len()).sum(),
        }
    }

    /// Writes the value as JSON, without a line break.
    ///
    /// # Errors
    ///
    /// Those of the writer: none for a `Vec<u8>`.
    pub fn write_json<W: Write>(&self, mut out: W) -> io::Result<()> {
        match self {
            Value::Null => out.write_all(b"null"),
            Value::Text(text) => Ok(serde_json::to_writer(out, text)?),
            Value::Json(json) => out.write_all(json.as_bytes()),
            Value::Number(number) => Ok(serde_json::to_writer(out, number)?),
            Value::Count(count) => Ok(serde_json::to_writer(out, count)?),
            Value::List(list) => Ok(serde_json::to_writer(out, list)?),
            Value::Blocks(blocks) => Ok(serde_json::to_writer(out, blocks)?),
        }
    }
}

fn found(found: Found<'_>) -> Value {
    match found {
        Found::Text(text) => text.map_or(Value::Null, |field| Value::Text(field.value().clone())),
        Found::Texts(texts) => Value::List(texts.iter().map(|field| field.value().clone()).collect()),
        Found::Date(date) => date.map_or(Value::Null, |field| Value::Text(field.value().iso8601())),
    }
}

/// What is serialized has strings for keys and no numbers but finite ones, so that this cannot fail.
fn json(value: &impl Serialize) -> Value {
    serde_json::to_string(value).map_or(Value::Null, Value::Json)
}

fn removed(article: &Article) -> Vec<RemovedBlock> {
    let blocks = article.removed().filter_map(|block| match block.label() {
        Label::Removed(_) | Label::Caption => {
            Some(RemovedBlock { kind: block.label().name(), text: block.text().to_owned() })
        }
        _ => None,
    });
    blocks.collect()
}

/// Scores are estimates: more digits would only make output differ between platforms.
fn chance(known: Option<f32>) -> Value {
    known.map_or(Value::Null, |chance| Value::Number(four_decimals(chance)))
}

fn four_decimals(score: f32) -> f64 {
    (f64::from(score) * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<title>Ferry returns | Fen News</title><meta property=og:site_name content='Fen News'>\
        <meta name=author content='Fen News Staff'><meta name=keywords content='ferry, harbour'>\
        <h1>Ferry returns</h1><p>12 October 2021</p>\
        <p>The ferry between Nordvik and Sunde sailed again on Monday, two years after a storm tore away its pier.</p>\
        <p>About three hundred people had come to the harbour to see it leave, and many of them had brought flags.</p>";

    fn value(article: &Article, name: &str) -> Value {
        Field::from_name(name).unwrap().value(article, &Rendering::new())
    }

    #[test]
    fn names_are_unique_and_found_again() {
        let all: Vec<Field> = Field::all().collect();
        for (index, field) in all.iter().enumerate() {
            assert!(!all[..index].contains(field), "{} is there twice", field.name());
            assert_eq!(Field::from_name(field.name()), Some(*field));
        }
        assert_eq!(Field::from_name("unheard_of"), None);
        assert_eq!(Field::defaults().map(Field::name).collect::<Vec<_>>(), DEFAULT_NAMES);
        assert!(Field::defaults().eq(all.into_iter().take(DEFAULT_NAMES.len())));
    }

    #[test]
    fn every_field_of_metadata_is_a_field_of_a_record() {
        for field in Metadata::FIELDS {
            assert!(Field::from_name(field.name()).is_some(), "{}", field.name());
        }
    }

    #[test]
    fn values_are_of_their_fields_kind() {
        let article = crate::clean(PAGE).unwrap();
        for field in Field::all() {
            let value = field.value(&article, &Rendering::new());
            let fits = match (field.kind(), &value) {
                (ValueKind::Text, Value::Text(_) | Value::Null)
                | (ValueKind::Number, Value::Number(_))
                | (ValueKind::Count, Value::Count(_))
                | (ValueKind::List, Value::List(_))
                | (ValueKind::Blocks, Value::Blocks(_)) => true,
                (ValueKind::Json, Value::Json(json)) => {
                    serde_json::from_str::<serde_json::Value>(json).is_ok()
                }
                _ => false,
            };
            assert!(fits, "{}: {value:?}", field.name());
        }
    }

    #[test]
    fn values_are_those_of_the_article() {
        let article = crate::clean(PAGE).unwrap();
        let list = |texts: &[&str]| Value::List(texts.iter().map(|text| (*text).to_owned()).collect());
        assert_eq!(value(&article, "title"), Value::Text("Ferry returns".to_owned()));
        assert_eq!(value(&article, "date"), Value::Text("2021-10-12".to_owned()));
        assert_eq!(value(&article, "authors"), list(&["Fen News Staff"]), "an organisation is credited");
        assert_eq!(value(&article, "tags"), list(&["ferry", "harbour"]));
        assert_eq!(value(&article, "source"), Value::Text("Fen News".to_owned()));
        assert_eq!(value(&article, "canonical_url"), Value::Null);
    }

    #[test]
    fn json_is_written_as_it_is_and_texts_are_quoted() {
        let written = |value: Value| {
            let mut out = Vec::new();
            value.write_json(&mut out).unwrap();
            String::from_utf8(out).unwrap()
        };
        assert_eq!(written(Value::Null), "null");
        assert_eq!(written(Value::Text("a \"b\"\n".to_owned())), r#""a \"b\"\n""#);
        assert_eq!(written(Value::Json("{\"a\":1}".to_owned())), "{\"a\":1}");
        assert_eq!(written(Value::Number(0.5)), "0.5");
        assert_eq!(written(Value::Count(640)), "640");
        assert_eq!(written(Value::List(vec!["a".to_owned(), String::new()])), r#"["a",""]"#);
        let block = RemovedBlock { kind: "menu", text: "Home".to_owned() };
        assert_eq!(written(Value::Blocks(vec![block])), r#"[{"kind":"menu","text":"Home"}]"#);
    }
}
