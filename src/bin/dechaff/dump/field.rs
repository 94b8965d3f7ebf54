//! The fields of an output record and their values.

use dechaff::{Article, Date, Field as Found, Format, Label, Rendering};
use serde::Serialize;
use serde_json::value::RawValue;

use super::record::Place;

macro_rules! fields {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// A field of an output record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Field {
            $($(#[$doc])* $variant,)*
            /// The article in a format.
            Rendered(Format),
        }

        impl Field {
            const FIXED: &'static [Field] = &[$(Field::$variant,)*];

            pub(crate) fn name(self) -> &'static str {
                match self {
                    $(Field::$variant => $name,)*
                    Field::Rendered(format) => format.name(),
                }
            }

        }
    };
}

fields! {
    Id = "id",
    Url = "url",
    Kind = "kind",
    Title = "title",
    Text = "text",
    Published = "published",
    Modified = "modified",
    Date = "date",
    Source = "source",
    Site = "site",
    Location = "location",
    Authors = "authors",
    Language = "language",
    Description = "description",
    Confidence = "confidence",
    Flags = "flags",
    Metadata = "metadata",
    Blocks = "blocks",
    Removed = "removed",
    File = "file",
    Record = "record",
    Byte = "byte",
}

impl Field {
    pub(crate) fn all() -> impl Iterator<Item = Field> {
        // The text has a field of its own, and JSON is made of the others.
        let is_other = |format: &&Format| !matches!(format, Format::Text | Format::Json);
        let formats = Format::ALL.iter().filter(is_other).map(|format| Field::Rendered(*format));
        Field::FIXED.iter().copied().chain(formats)
    }

    pub(crate) fn from_name(name: &str) -> Option<Field> {
        Field::all().find(|field| field.name() == name)
    }

    /// What a record has unless something else is asked for.
    pub(crate) const DEFAULT: [Field; 16] = [
        Field::Id,
        Field::Url,
        Field::Kind,
        Field::Title,
        Field::Text,
        Field::Published,
        Field::Modified,
        Field::Date,
        Field::Source,
        Field::Site,
        Field::Location,
        Field::Authors,
        Field::Language,
        Field::Description,
        Field::Confidence,
        Field::Flags,
    ];

    /// What kind of value a field has, for formats with a schema.
    #[cfg_attr(not(feature = "parquet"), allow(dead_code))]
    pub(crate) fn kind(self) -> ValueKind {
        match self {
            Field::Confidence => ValueKind::Number,
            Field::Record | Field::Byte => ValueKind::Count,
            Field::Authors | Field::Flags => ValueKind::List,
            Field::Removed => ValueKind::Blocks,
            _ => ValueKind::Text,
        }
    }
}

#[cfg_attr(not(feature = "parquet"), allow(dead_code))]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueKind {
    Text,
    Number,
    Count,
    List,
    Blocks,
}

/// The value of a field.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Value {
    Null,
    Text(String),
    /// JSON as it is.
    Json(Box<RawValue>),
    Number(f64),
    Count(u64),
    List(Vec<String>),
    Blocks(Vec<RemovedBlock>),
}

/// A block that was removed.
#[derive(Debug, Serialize)]
pub(crate) struct RemovedBlock {
    pub(crate) kind: &'static str,
    pub(crate) text: String,
}

/// A cleaned page and what was known before.
pub(crate) struct Cleaned<'a> {
    pub(crate) id: Option<&'a RawValue>,
    pub(crate) url: Option<&'a str>,
    pub(crate) place: &'a Place,
    /// Part of the page was missing.
    pub(crate) truncated: bool,
    pub(crate) article: &'a Article,
}

/// Said of a page whose record did not have all of it. Beside the flags of the library, which cannot know.
const TRUNCATED_RECORD: &str = "truncated_record";

impl Cleaned<'_> {
    pub(crate) fn value(&self, field: Field) -> Result<Value, String> {
        let metadata = self.article.metadata();
        Ok(match field {
            Field::Id => self.id.map_or(Value::Null, |id| Value::Json(id.to_owned())),
            Field::Url => text(self.url),
            Field::Kind => text(Some(self.article.page_kind().name())),
            Field::Title => text(self.article.title()),
            Field::Text => Value::Text(self.article.text()),
            Field::Published => date(metadata.published()),
            Field::Modified => date(metadata.modified()),
            Field::Date => date(metadata.date()),
            Field::Source => found(metadata.source()),
            Field::Site => found(metadata.site()),
            Field::Location => found(metadata.location()),
            Field::Authors => Value::List(metadata.credits().map(|author| author.value().clone()).collect()),
            Field::Language => found(metadata.language()),
            Field::Description => found(metadata.description()),
            Field::Confidence => Value::Number((f64::from(self.article.confidence()) * 1e4).round() / 1e4),
            Field::Flags => Value::List(self.flags()),
            Field::Metadata => json(metadata)?,
            Field::Blocks => json(&self.article.blocks().collect::<Vec<_>>())?,
            Field::Removed => Value::Blocks(removed(self.article)),
            Field::Rendered(format) => Value::Text(self.article.render(format, &Rendering::new())),
            Field::File => text(Some(&self.place.file)),
            Field::Record => Value::Count(self.place.number),
            Field::Byte => self.place.byte.map_or(Value::Null, Value::Count),
        })
    }

    fn flags(&self) -> Vec<String> {
        let known = self.article.flags().iter().map(|flag| flag.name());
        known.chain(self.truncated.then_some(TRUNCATED_RECORD)).map(str::to_owned).collect()
    }
}

fn text(value: Option<&str>) -> Value {
    value.map_or(Value::Null, |value| Value::Text(value.to_owned()))
}

fn found(field: Option<&Found<String>>) -> Value {
    text(field.map(|field| field.value().as_str()))
}

fn date(field: Option<&Found<Date>>) -> Value {
    field.map_or(Value::Null, |field| Value::Text(field.value().iso8601()))
}

fn json(value: &impl Serialize) -> Result<Value, String> {
    serde_json::value::to_raw_value(value).map(Value::Json).map_err(|error| error.to_string())
}

fn removed(article: &Article) -> Vec<RemovedBlock> {
    let kinds = article.removed().filter_map(|block| match block.label() {
        Label::Removed(_) | Label::Caption => {
            Some(RemovedBlock { kind: block.label().name(), text: block.text().to_owned() })
        }
        _ => None,
    });
    kinds.collect()
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn the_help_names_every_field() {
        for field in Field::all() {
            assert_eq!(Field::from_name(field.name()), Some(field));
            let named = super::super::args::HELP
                .split_whitespace()
                .any(|word| word.trim_end_matches('.') == field.name());
            assert!(named, "{}", field.name());
        }
    }
}
