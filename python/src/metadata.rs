//! `Metadata`, `Field` and `Date`: what is known of an article, and where it was found.

use dechaff::{Date as FoundDate, Field as Found};
use pyo3::prelude::*;
use pyo3::types::PyDict;
use serde::Serialize;

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

#[pymethods]
impl Metadata {
    /// The headline, without the site's name.
    #[getter]
    fn title(&self) -> Option<Field> {
        self.0.title().map(Field::from)
    }

    /// When the article was first published.
    #[getter]
    fn published(&self) -> Option<Date> {
        self.0.published().map(Date::from)
    }

    /// When the article was last changed.
    #[getter]
    fn modified(&self) -> Option<Date> {
        self.0.modified().map(Date::from)
    }

    /// The best that is known of when the article is from: ``published``, else ``modified``.
    #[getter]
    fn date(&self) -> Option<Date> {
        self.0.date().map(Date::from)
    }

    /// The people who wrote it, in the page's order.
    #[getter]
    fn authors(&self) -> Vec<Field> {
        self.0.authors().iter().map(Field::from).collect()
    }

    /// The organisation that a page which names no people gives as its author.
    #[getter]
    fn organisation(&self) -> Option<Field> {
        self.0.organisation().map(Field::from)
    }

    /// Who is credited with the article: the people, else the organisation.
    #[getter]
    fn credits(&self) -> Vec<Field> {
        self.0.credits().map(Field::from).collect()
    }

    /// The news agency the article is credited to.
    #[getter]
    fn agency(&self) -> Option<Field> {
        self.0.agency().map(Field::from)
    }

    /// The organisation that publishes the site.
    #[getter]
    fn publisher(&self) -> Option<Field> {
        self.0.publisher().map(Field::from)
    }

    /// The website the article was found on.
    #[getter]
    fn site(&self) -> Option<Field> {
        self.0.site().map(Field::from)
    }

    /// Who the article comes from: the agency, else the publisher, else the site.
    #[getter]
    fn source(&self) -> Option<Field> {
        self.0.source().map(Field::from)
    }

    /// The place the dateline names, as written.
    #[getter]
    fn location(&self) -> Option<Field> {
        self.0.location().map(Field::from)
    }

    /// The page's own summary.
    #[getter]
    fn description(&self) -> Option<Field> {
        self.0.description().map(Field::from)
    }

    /// The language as a BCP 47 tag, such as ``en`` or ``pt-BR``.
    #[getter]
    fn language(&self) -> Option<Field> {
        self.0.language().map(Field::from)
    }

    /// The address the page gives as its own.
    #[getter]
    fn canonical_url(&self) -> Option<Field> {
        self.0.canonical_url().map(Field::from)
    }

    /// The address of the lead image.
    #[getter]
    fn image(&self) -> Option<Field> {
        self.0.image().map(Field::from)
    }

    /// The section of the site, such as "World".
    #[getter]
    fn section(&self) -> Option<Field> {
        self.0.section().map(Field::from)
    }

    /// Keywords and tags, in the page's order.
    #[getter]
    fn tags(&self) -> Vec<Field> {
        self.0.tags().iter().map(Field::from).collect()
    }

    /// The licence that the page gives for itself.
    #[getter]
    fn license(&self) -> Option<Field> {
        self.0.license().map(Field::from)
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
#[pyclass(frozen, get_all, eq, hash, module = "dechaff")]
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Field {
    /// The value.
    value: String,
    /// Where it was found: ``json_ld``, ``meta_tag``, ``head``, ``element``, ``text_line``, ``url`` or ``detected``.
    provenance: &'static str,
}

impl From<&Found<String>> for Field {
    fn from(found: &Found<String>) -> Self {
        Field { value: found.value().clone(), provenance: found.provenance().name() }
    }
}

#[pymethods]
impl Field {
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
    precision: String,
    /// Minutes east of UTC, where the page gives a zone or an offset.
    offset_minutes: Option<i16>,
    /// What the page leaves open: ``none``, ``day_month_order`` or ``zone``.
    ambiguity: String,
    /// Where it was found, see ``Field.provenance``.
    provenance: &'static str,
}

impl From<&Found<FoundDate>> for Date {
    fn from(found: &Found<FoundDate>) -> Self {
        let date = found.value();
        Date {
            value: date.iso8601(),
            raw: date.raw().to_owned(),
            precision: name(&date.precision()),
            offset_minutes: date.offset_minutes(),
            ambiguity: name(&date.ambiguity()),
            provenance: found.provenance().name(),
        }
    }
}

/// The name in output of what has no other way to tell it.
fn name(value: &impl Serialize) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
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
        if matches!(self.precision.as_str(), "year" | "month") {
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
