//! `Metadata`, `Field` and `Date`: what is known of an article, and where it was found.

use dechaff::{Date as FoundDate, Field as Found};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::record::from_json;

/// What is known about an article beside its body, each field with where it was found.
///
/// A field that nothing on the page supports is ``None``; nothing is guessed.
///
/// >>> import dechaff
/// >>> page = "<title>Ferry returns</title><h1>Ferry returns</h1><p>By Ann Fenwick, 12 October 2021</p>"
/// >>> known = dechaff.metadata(page)
/// >>> known.title.value, known.published.value
/// ('Ferry returns', '2021-10-12')
/// >>> known.published.raw, known.published.provenance
/// ('12 October 2021', 'text_line')
#[pyclass(frozen, module = "dechaff")]
#[derive(Debug)]
pub(crate) struct Metadata(pub(crate) dechaff::Metadata);

/// The types of properties, by the kinds in the table of fields.
mod kinds {
    pub(super) type Text = Option<super::Field>;
    pub(super) type Texts = Vec<super::Field>;
    pub(super) type Date = Option<super::Date>;
}

/// What was found, as Python sees it.
trait Shown {
    type As;
    fn shown(self) -> Self::As;
}

impl Shown for Option<&Found<String>> {
    type As = kinds::Text;
    fn shown(self) -> kinds::Text {
        self.map(Field::from)
    }
}

impl Shown for &[Found<String>] {
    type As = kinds::Texts;
    fn shown(self) -> kinds::Texts {
        self.iter().map(Field::from).collect()
    }
}

impl Shown for Option<&Found<FoundDate>> {
    type As = kinds::Date;
    fn shown(self) -> kinds::Date {
        self.map(Date::from)
    }
}

/// A property for every field in the table, and what is worked out from them.
macro_rules! metadata_methods {
    ($($(#[doc = $doc:literal])* $name:ident: $kind:ident as $label:literal $(, then $derived:ident)?;)*) => {
        #[pymethods]
        impl Metadata {
            $(
                $(#[doc = $doc])*
                #[getter]
                fn $name(&self) -> kinds::$kind {
                    self.0.$name().shown()
                }
            )*

            /// The best that is known of when the article is from: ``published``, else ``modified``.
            #[getter]
            fn date(&self) -> Option<Date> {
                self.0.date().shown()
            }

            /// Who is credited with the article: the people, else the organisation.
            #[getter]
            fn credits(&self) -> Vec<Field> {
                self.0.credits().map(Field::from).collect()
            }

            /// Who the article comes from: the agency, else the publisher, else the site.
            #[getter]
            fn source(&self) -> Option<Field> {
                self.0.source().shown()
            }

            /// All fields as a dictionary, in the shape of ``dechaff dump --metadata``.
            fn to_dict<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
                let json = serde_json::to_string(&self.0).unwrap_or_default();
                Ok(from_json(py, &json)?.cast_into::<PyDict>()?)
            }

            fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
                let (title, date) = (self.0.title(), self.0.date());
                let title = quoted(py, title.map(|field| field.value().as_str()))?;
                let date = quoted(py, date.map(|field| field.value().iso8601()).as_deref())?;
                Ok(format!("<Metadata title={title} date={date}>"))
            }
        }
    };
}

dechaff::metadata_fields!(metadata_methods);

/// A string as Python writes it, shortened.
pub(crate) fn quoted(py: Python<'_>, text: Option<&str>) -> PyResult<String> {
    const SHOWN_CHARS: usize = 60;
    let Some(text) = text else { return Ok("None".to_owned()) };
    let shown = match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    };
    Ok(shown.into_pyobject(py)?.repr()?.to_string())
}

/// A value with the place it was found in.
#[pyclass(frozen, eq, hash, module = "dechaff")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Field {
    /// The value.
    #[pyo3(get)]
    value: String,
    /// Where it was found: ``json_ld``, ``meta_tag``, ``head``, ``element``, ``text_line``, ``url`` or ``detected``.
    #[pyo3(get)]
    provenance: &'static str,
    chance_thousandths: Option<u16>,
}

impl From<&Found<String>> for Field {
    fn from(found: &Found<String>) -> Self {
        let thousandths = |chance: f32| (chance * 1000.0).round() as u16;
        Field {
            value: found.value().clone(),
            provenance: found.provenance().name(),
            chance_thousandths: found.chance().map(thousandths),
        }
    }
}

#[pymethods]
impl Field {
    /// The chance that it is right, from 0 to 1, where it was chosen by its chance: of the title, of the authors and of the
    /// organisation in their place.
    #[getter]
    fn chance(&self) -> Option<f64> {
        self.chance_thousandths.map(|thousandths| f64::from(thousandths) / 1000.0)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Field(value={}, provenance='{}')", quoted(py, Some(&self.value))?, self.provenance))
    }

    fn __str__(&self) -> &str {
        &self.value
    }
}

/// A date at the precision that the page gives, with the place it was found in.
#[pyclass(frozen, get_all, eq, hash, module = "dechaff")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Date {
    /// ISO 8601 at the known precision: ``2021``, ``2021-10``, ``2021-10-12``, ``2021-10-12T16:18:00+05:30``.
    value: String,
    /// The date as the page writes it.
    raw: String,
    /// How much of it is known: ``year``, ``month``, ``day``, ``minute`` or ``second``.
    precision: &'static str,
    /// Minutes east of UTC, where the page gives a zone or an offset.
    offset_minutes: Option<i16>,
    /// What the page leaves open: ``none``, ``day_month_order`` or ``zone``.
    ambiguity: &'static str,
    /// Where it was found, see ``Field.provenance``.
    provenance: &'static str,
}

impl From<&Found<FoundDate>> for Date {
    fn from(found: &Found<FoundDate>) -> Self {
        let date = found.value();
        Date {
            value: date.iso8601(),
            raw: date.raw().to_owned(),
            precision: date.precision().name(),
            offset_minutes: date.offset_minutes(),
            ambiguity: date.ambiguity().name(),
            provenance: found.provenance().name(),
        }
    }
}

#[pymethods]
impl Date {
    /// The date as a ``datetime.datetime``: aware where the page gives a zone, midnight where it gives no time;
    /// ``None`` where it gives no day.
    ///
    /// >>> import dechaff
    /// >>> dechaff.metadata("<p>By Ann Fenwick, 12 October 2021</p>").published.to_datetime()
    /// datetime.datetime(2021, 10, 12, 0, 0)
    fn to_datetime<'py>(&self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        if matches!(self.precision, "year" | "month") {
            return Ok(None);
        }
        // Python 3.10 does not know "Z".
        let value = self.value.replace('Z', "+00:00");
        let class = PyModule::import(py, "datetime")?.getattr("datetime")?;
        class.call_method1("fromisoformat", (value,)).map(Some)
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (value, provenance) = (&self.value, self.provenance);
        Ok(format!("Date(value='{value}', raw={}, provenance='{provenance}')", quoted(py, Some(&self.raw))?))
    }

    fn __str__(&self) -> &str {
        &self.value
    }
}
