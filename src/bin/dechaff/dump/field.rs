//! The fields of an output record: those of the article, and those of the input around them.

use std::io;

use dechaff::record;
use dechaff::{Article, Rendering};
use serde_json::value::RawValue;

use super::record::Place;

/// A field of an output record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    /// The page's id, as it was given.
    Id,
    /// The page's address.
    Url,
    Article(record::Field),
    /// The name of the input.
    File,
    /// The number of the record in the input.
    Record,
    /// Where the record begins.
    Byte,
}

/// Fields of a record's place.
const PLACE: [Field; 3] = [Field::File, Field::Record, Field::Byte];

impl Field {
    pub(crate) fn all() -> impl Iterator<Item = Field> {
        let article = record::Field::all().map(Field::Article);
        [Field::Id, Field::Url].into_iter().chain(article).chain(PLACE)
    }

    /// What a record has unless something else is asked for.
    pub(crate) fn defaults() -> impl Iterator<Item = Field> {
        let article = record::Field::defaults().map(Field::Article);
        [Field::Id, Field::Url].into_iter().chain(article)
    }

    pub(crate) fn from_name(name: &str) -> Option<Field> {
        Field::all().find(|field| field.name() == name)
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Field::Id => "id",
            Field::Url => "url",
            Field::Article(field) => field.name(),
            Field::File => "file",
            Field::Record => "record",
            Field::Byte => "byte",
        }
    }

    /// What kind of value a field has, for formats with a schema. `None` is a count.
    #[cfg(feature = "parquet")]
    pub(crate) fn kind(self) -> Option<record::ValueKind> {
        match self {
            Field::Id | Field::Url | Field::File => Some(record::ValueKind::Text),
            Field::Article(field) => Some(field.kind()),
            Field::Record | Field::Byte => None,
        }
    }
}

/// The value of a field.
#[derive(Debug)]
pub(crate) enum Value {
    Article(record::Value),
    /// JSON as it was given.
    Json(Box<RawValue>),
    Count(u64),
}

pub(crate) const NULL: Value = Value::Article(record::Value::Null);

impl Value {
    pub(crate) fn text(text: &str) -> Value {
        Value::Article(record::Value::Text(text.to_owned()))
    }

    /// Bytes it takes, near enough.
    pub(crate) fn len(&self) -> usize {
        match self {
            Value::Article(value) => value.size_bytes(),
            Value::Json(json) => json.get().len(),
            Value::Count(_) => 8,
        }
    }

    pub(crate) fn write_json(&self, out: &mut Vec<u8>) -> io::Result<()> {
        match self {
            Value::Article(value) => value.write_json(out)?,
            Value::Json(json) => out.extend_from_slice(json.get().as_bytes()),
            Value::Count(count) => out.extend_from_slice(count.to_string().as_bytes()),
        }
        Ok(())
    }
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
    pub(crate) fn value(&self, field: Field) -> Value {
        match field {
            Field::Id => self.id.map_or(NULL, |id| Value::Json(id.to_owned())),
            Field::Url => self.url.map_or(NULL, Value::text),
            Field::Article(field) => Value::Article(self.article_value(field)),
            Field::File => Value::text(&self.place.file),
            Field::Record => Value::Count(self.place.number),
            Field::Byte => self.place.byte.map_or(NULL, Value::Count),
        }
    }

    fn article_value(&self, field: record::Field) -> record::Value {
        let mut value = field.value(self.article, &Rendering::new());
        if let record::Value::List(flags) = &mut value
            && self.truncated
            && field.name() == "flags"
        {
            flags.push(TRUNCATED_RECORD.to_owned());
        }
        value
    }
}

#[cfg(test)]
mod tests {
    use super::Field;

    #[test]
    fn the_help_names_every_field() {
        let help = super::super::args::help();
        for field in Field::all() {
            assert_eq!(Field::from_name(field.name()), Some(field));
            let named = help.split_whitespace().any(|word| word.trim_end_matches('.') == field.name());
            assert!(named, "{}", field.name());
        }
    }
}
