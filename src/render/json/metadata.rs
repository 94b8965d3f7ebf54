//! Metadata, each field with its provenance.

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use crate::metadata::{Ambiguity, Date, Field, Found, Metadata, Precision, Provenance};

/// An object with a key for every field in [`Metadata::FIELDS`], in that order. A text is an object with the keys
/// `value` and `provenance`, a date has more (see [`Date`]); both are null where nothing was found. Fields with
/// several texts, such as `authors` and `tags`, are arrays.
impl Serialize for Metadata {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Metadata", Metadata::FIELDS.len())?;
        for field in Metadata::FIELDS {
            object.serialize_field(field.name(), &field.of(self))?;
        }
        object.end()
    }
}

/// The text or date with its provenance, or null; an array of several.
impl Serialize for Found<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Found::Text(text) => text.serialize(serializer),
            Found::Texts(texts) => texts.serialize(serializer),
            Found::Date(date) => date.serialize(serializer),
        }
    }
}

/// An object with the keys `value` and `provenance`.
impl Serialize for Field<String> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            value: &'a str,
            provenance: Provenance,
            #[serde(skip_serializing_if = "Option::is_none")]
            chance: Option<f64>,
        }
        let chance = self.chance.map(|thousandths| f64::from(thousandths) / 1000.0);
        Mirror { value: self.value(), provenance: self.provenance(), chance }.serialize(serializer)
    }
}

/// The keys of [`Date`] and `provenance`, in one object.
impl Serialize for Field<Date> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            #[serde(flatten)]
            date: &'a Date,
            provenance: Provenance,
        }
        Mirror { date: self.value(), provenance: self.provenance() }.serialize(serializer)
    }
}

/// An object with the keys `value` (ISO 8601, see [`Date::iso8601`]), `raw`, `precision`
/// (`year`, `month`, `day`, `minute`, `second`), `offset_minutes` (null where the page gives
/// no zone), `ambiguity` (`none`, `day_month_order`, `zone`) and `chance` (three decimals, or null, see [`Date::chance`]).
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            value: String,
            raw: &'a str,
            precision: Precision,
            offset_minutes: Option<i16>,
            ambiguity: Ambiguity,
            chance: Option<f64>,
        }
        let mirror = Mirror {
            value: self.iso8601(),
            raw: self.raw(),
            precision: self.precision(),
            offset_minutes: self.offset_minutes(),
            ambiguity: self.ambiguity(),
            chance: self.chance.map(|thousandths| f64::from(thousandths) / 1000.0),
        };
        mirror.serialize(serializer)
    }
}
