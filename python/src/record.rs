//! A cleaned page as a record, with the fields and names of `dechaff dump`.

use dechaff::{Article, Date, Field as Found, Format, Label, Rendering};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};
use serde::Serialize;

use crate::errors::{Failure, invalid_option};

macro_rules! fields {
    ($($variant:ident = $name:literal,)*) => {
        /// A field of a record.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub(crate) enum Field {
            $($variant,)*
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
}

/// What a record has unless something else is asked for: all up to here, as in the command.
const DEFAULT_FIELDS: usize = 14;
/// Bytes of a value: a string column's offsets have 31 bits.
const MAX_VALUE_BYTES: usize = 1 << 30;

/// What kind of value a field has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueKind {
    Text,
    Json,
    Number,
    List,
    Blocks,
}

impl Field {
    pub(crate) fn default_fields() -> &'static [Field] {
        &Field::FIXED[..DEFAULT_FIELDS]
    }

    pub(crate) fn all() -> impl Iterator<Item = Field> {
        // The text has a field of its own, and JSON is made of the others.
        let is_other = |format: &&Format| !matches!(format, Format::Text | Format::Json);
        let formats = Format::ALL.iter().filter(is_other).map(|format| Field::Rendered(*format));
        Field::FIXED.iter().copied().chain(formats)
    }

    fn from_name(name: &str) -> Option<Field> {
        Field::all().find(|field| field.name() == name)
    }

    pub(crate) fn kind(self) -> ValueKind {
        match self {
            Field::Confidence => ValueKind::Number,
            Field::Authors | Field::Flags => ValueKind::List,
            Field::Removed => ValueKind::Blocks,
            Field::Metadata | Field::Blocks => ValueKind::Json,
            _ => ValueKind::Text,
        }
    }

    /// The fields with these names, in their order.
    pub(crate) fn named(py: Python<'_>, names: Option<Vec<String>>) -> PyResult<Vec<Field>> {
        let Some(names) = names else { return Ok(Field::default_fields().to_vec()) };
        let mut fields = Vec::with_capacity(names.len());
        for name in names {
            let Some(field) = Field::from_name(&name) else {
                let known: Vec<&str> = Field::all().map(Field::name).collect();
                let message = format!("no field is named {name:?}; fields are {}", known.join(", "));
                return Err(invalid_option(py, message));
            };
            if fields.contains(&field) {
                return Err(invalid_option(py, format!("the field {name:?} is there twice")));
            }
            fields.push(field);
        }
        Ok(fields)
    }
}

/// The value of a field.
#[derive(Debug)]
pub(crate) enum Value {
    Null,
    Text(String),
    /// A JSON object or array, as text.
    Json(String),
    Number(f64),
    List(Vec<String>),
    /// Kind and text of the blocks that were removed.
    Blocks(Vec<(&'static str, String)>),
}

impl Value {
    /// Bytes it takes, near enough.
    pub(crate) fn len(&self) -> usize {
        match self {
            Value::Null | Value::Number(_) => 8,
            Value::Text(text) | Value::Json(text) => text.len(),
            Value::List(list) => list.iter().map(String::len).sum(),
            Value::Blocks(blocks) => blocks.iter().map(|(_, text)| text.len()).sum(),
        }
    }

    fn into_python(self, py: Python<'_>) -> PyResult<Bound<'_, PyAny>> {
        match self {
            Value::Null => Ok(py.None().into_bound(py)),
            Value::Text(text) => Ok(text.into_pyobject(py)?.into_any()),
            Value::Json(json) => from_json(py, &json),
            Value::Number(number) => Ok(number.into_pyobject(py)?.into_any()),
            Value::List(list) => Ok(list.into_pyobject(py)?.into_any()),
            Value::Blocks(blocks) => {
                let list = PyList::empty(py);
                for (kind, text) in blocks {
                    let block = PyDict::new(py);
                    block.set_item("kind", kind)?;
                    block.set_item("text", text)?;
                    list.append(block)?;
                }
                Ok(list.into_any())
            }
        }
    }
}

/// JSON as Python's own module reads it.
pub(crate) fn from_json<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    PyModule::import(py, "json")?.call_method1("loads", (json,))
}

/// The value of a field of an article.
pub(crate) fn value(article: &Article, field: Field, options: &Rendering) -> Value {
    let metadata = article.metadata();
    match field {
        Field::Kind => Value::Text(article.page_kind().name().to_owned()),
        Field::Title => text(article.title()),
        Field::Text => Value::Text(article.render(Format::Text, options)),
        Field::Published => date(metadata.published()),
        Field::Modified => date(metadata.modified()),
        Field::Date => date(metadata.date()),
        Field::Source => found(metadata.source()),
        Field::Site => found(metadata.site()),
        Field::Location => found(metadata.location()),
        Field::Authors => Value::List(metadata.credits().map(|author| author.value().clone()).collect()),
        Field::Language => found(metadata.language()),
        Field::Description => found(metadata.description()),
        Field::Confidence => Value::Number(four_decimals(article.confidence())),
        Field::Flags => Value::List(article.flags().iter().map(|flag| flag.name().to_owned()).collect()),
        Field::Metadata => json(metadata),
        Field::Blocks => json(&article.blocks().collect::<Vec<_>>()),
        Field::Removed => Value::Blocks(removed(article)),
        Field::Rendered(format) => Value::Text(article.render(format, options)),
    }
}

/// The values of these fields, if a column can hold them.
pub(crate) fn values(
    article: &Article,
    fields: &[Field],
    options: &Rendering,
) -> Result<Vec<Value>, Failure> {
    let values: Vec<Value> = fields.iter().map(|field| value(article, *field, options)).collect();
    if values.iter().any(|value| value.len() > MAX_VALUE_BYTES) {
        return Err(Failure::TooLarge);
    }
    Ok(values)
}

/// A dictionary with these fields.
pub(crate) fn dict<'py>(
    py: Python<'py>,
    article: &Article,
    fields: &[Field],
    options: &Rendering,
) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for field in fields {
        dict.set_item(field.name(), value(article, *field, options).into_python(py)?)?;
    }
    Ok(dict)
}

/// Scores are estimates: more digits would only make output differ between platforms.
pub(crate) fn four_decimals(score: f32) -> f64 {
    (f64::from(score) * 1e4).round() / 1e4
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

/// What is serialized has strings for keys and no numbers but finite ones, so that this cannot fail.
fn json(value: &impl Serialize) -> Value {
    serde_json::to_string(value).map_or(Value::Null, Value::Json)
}

fn removed(article: &Article) -> Vec<(&'static str, String)> {
    let blocks = article.removed().filter_map(|block| match block.label() {
        label @ (Label::Removed(_) | Label::Caption) => Some((label.name(), block.text().to_owned())),
        _ => None,
    });
    blocks.collect()
}
