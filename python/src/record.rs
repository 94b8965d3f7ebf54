//! A cleaned page as a record, with the fields and names of `dechaff dump`.

use dechaff::record::{Field, Value, ValueKind};
use dechaff::{Article, Rendering};
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyList};

use crate::errors::{Failure, invalid_option};

/// Bytes of a value: a string column's offsets have 31 bits.
const MAX_VALUE_BYTES: usize = 1 << 30;

/// The fields with these names, in their order.
pub(crate) fn named(py: Python<'_>, names: Option<Vec<String>>) -> PyResult<Vec<Field>> {
    let Some(names) = names else { return Ok(Field::defaults().collect()) };
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

/// What `dechaff.spark` calls the kinds of values.
pub(crate) fn kind_name(kind: ValueKind) -> &'static str {
    match kind {
        ValueKind::Number => "number",
        ValueKind::Count => "count",
        ValueKind::List => "list",
        ValueKind::Blocks => "blocks",
        _ => "text",
    }
}

fn into_python(py: Python<'_>, value: Value) -> PyResult<Bound<'_, PyAny>> {
    match value {
        Value::Text(text) => Ok(text.into_pyobject(py)?.into_any()),
        Value::Json(json) => from_json(py, &json),
        Value::Number(number) => Ok(number.into_pyobject(py)?.into_any()),
        Value::Count(count) => Ok(count.into_pyobject(py)?.into_any()),
        Value::List(list) => Ok(list.into_pyobject(py)?.into_any()),
        Value::Blocks(blocks) => {
            let list = PyList::empty(py);
            for removed in blocks {
                let block = PyDict::new(py);
                block.set_item("kind", removed.kind())?;
                block.set_item("text", removed.text())?;
                list.append(block)?;
            }
            Ok(list.into_any())
        }
        _ => Ok(py.None().into_bound(py)),
    }
}

/// JSON as Python's own module reads it.
pub(crate) fn from_json<'py>(py: Python<'py>, json: &str) -> PyResult<Bound<'py, PyAny>> {
    PyModule::import(py, "json")?.call_method1("loads", (json,))
}

/// The values of these fields, if a column can hold them.
pub(crate) fn values(
    article: &Article,
    fields: &[Field],
    rendering: &Rendering,
) -> Result<Vec<Value>, Failure> {
    let values: Vec<Value> = fields.iter().map(|field| field.value(article, rendering)).collect();
    if values.iter().any(|value| value.size_bytes() > MAX_VALUE_BYTES) {
        return Err(Failure::TooLarge);
    }
    Ok(values)
}

/// A dictionary with these fields.
pub(crate) fn dict<'py>(
    py: Python<'py>,
    article: &Article,
    fields: &[Field],
    rendering: &Rendering,
) -> PyResult<Bound<'py, PyDict>> {
    let dict = PyDict::new(py);
    for field in fields {
        dict.set_item(field.name(), into_python(py, field.value(article, rendering))?)?;
    }
    Ok(dict)
}

/// Scores are estimates: more digits would only make output differ between platforms.
pub(crate) fn four_decimals(score: f32) -> f64 {
    (f64::from(score) * 1e4).round() / 1e4
}
