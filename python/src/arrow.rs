//! `clean_arrow`: a column of pages in, a column of structs out.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, StructArray};
use arrow_schema::{DataType, FieldRef, Fields};
use arrow_select::concat::concat;
use dechaff::record::Field;
use pyo3::exceptions::{PyKeyError, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyTuple};
use pyo3_arrow::error::PyArrowError;
use pyo3_arrow::ffi::{ArrayIterator, to_array_pycapsules, to_schema_pycapsule, to_stream_pycapsule};
use pyo3_arrow::input::AnyArray;

use crate::columns::{Builder, Row, struct_field};
use crate::errors::invalid_option;
use crate::page::Raw;
use crate::parallel::map_in_order;
use crate::record;
use crate::setup::Setup;

/// The names of the columns that matter.
pub(crate) struct Columns {
    pub(crate) page: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) content_type: Option<String>,
}

/// A column of structs that any library with the Arrow PyCapsule interface reads where it lies.
///
/// ``pyarrow.chunked_array(column)`` and ``polars.Series("article", column)`` make it one of theirs,
/// ``polars.DataFrame(column)`` and, where no page is null, ``pyarrow.table(column)`` a table with a column for each
/// field.
#[pyclass(frozen, module = "dechaff")]
#[derive(Debug)]
pub(crate) struct ArrowColumn {
    field: FieldRef,
    chunks: Vec<ArrayRef>,
}

#[pymethods]
impl ArrowColumn {
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        Ok(to_schema_pycapsule(py, self.field.as_ref())?)
    }

    /// One array: several chunks are copied into one.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_array__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyTuple>> {
        let whole = match self.chunks.as_slice() {
            [one] => Arc::clone(one),
            [] => Arc::new(StructArray::new_null(struct_fields(&self.field), 0)),
            several => {
                let several: Vec<&dyn Array> = several.iter().map(AsRef::as_ref).collect();
                py.detach(|| concat(&several)).map_err(PyArrowError::from)?
            }
        };
        Ok(to_array_pycapsules(py, Arc::clone(&self.field), whole.as_ref(), requested_schema)?)
    }

    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(
        &self,
        py: Python<'py>,
        requested_schema: Option<Bound<'py, PyCapsule>>,
    ) -> PyResult<Bound<'py, PyCapsule>> {
        let chunks = self.chunks.clone().into_iter().map(Ok);
        let reader = Box::new(ArrayIterator::new(chunks, Arc::clone(&self.field)));
        Ok(to_stream_pycapsule(py, reader, requested_schema)?)
    }

    fn __len__(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.len()).sum()
    }

    /// How many rows are null, because the page was.
    #[getter]
    fn null_count(&self) -> usize {
        self.chunks.iter().map(|chunk| chunk.null_count()).sum()
    }

    /// How many pieces it is in.
    #[getter]
    fn num_chunks(&self) -> usize {
        self.chunks.len()
    }

    /// The names of the structs' fields.
    #[getter]
    fn fields(&self) -> Vec<String> {
        struct_fields(&self.field).iter().map(|field| field.name().clone()).collect()
    }

    fn __repr__(&self) -> String {
        format!("<ArrowColumn of {} rows: {}>", self.__len__(), self.fields().join(", "))
    }
}

fn struct_fields(field: &FieldRef) -> Fields {
    if let DataType::Struct(fields) = field.data_type() { fields.clone() } else { Fields::empty() }
}

pub(crate) fn clean(
    py: Python<'_>,
    setup: &Setup,
    data: AnyArray,
    columns: &Columns,
    fields: Vec<Field>,
    threads: usize,
) -> PyResult<ArrowColumn> {
    let mut builder = Builder::new(fields);
    let field = struct_field(builder.fields());
    let mut chunks = Vec::new();
    let mut reader = data.into_reader()?;
    // Whoever made the stream may need the interpreter's lock to go on, and takes it then.
    while let Some(chunk) = py.detach(|| reader.next()) {
        let chunk = chunk.map_err(PyArrowError::from)?;
        let source = Source::new(py, &chunk, columns)?;
        let clean = |row: usize| source.cleaned(row, setup, builder.fields());
        let rows = py.detach(|| map_in_order(source.pages.len(), threads, clean))?;
        py.detach(|| builder.extend(rows)).map_err(PyArrowError::from)?;
        chunks.extend(builder.finish().map_err(PyArrowError::from)?);
    }
    Ok(ArrowColumn { field, chunks })
}

/// What a chunk has to do with pages.
struct Source {
    pages: Strings,
    urls: Option<Strings>,
    content_types: Option<Strings>,
}

impl Source {
    fn new(py: Python<'_>, chunk: &ArrayRef, columns: &Columns) -> PyResult<Self> {
        let column = |name: &Option<String>| name.as_deref().map(|name| named(py, chunk, name)).transpose();
        let pages = match column(&columns.page)? {
            Some(pages) => pages,
            None if matches!(chunk.data_type(), DataType::Struct(_)) => {
                let names = names(chunk).join(", ");
                return Err(invalid_option(
                    py,
                    format!("column: which one holds the pages? There are {names}"),
                ));
            }
            None => Arc::clone(chunk),
        };
        let texts = |name: &'static str| move |array| Strings::text(array, name);
        Ok(Source {
            pages: Strings::new(pages, columns.page.as_deref().unwrap_or("data"))?,
            urls: column(&columns.url)?.map(texts("url")).transpose()?,
            content_types: column(&columns.content_type)?.map(texts("content_type")).transpose()?,
        })
    }

    fn cleaned(&self, row: usize, setup: &Setup, fields: &[Field]) -> Row {
        let Some(page) = self.pages.get(row) else { return Row::Null };
        let url = self.urls.as_ref().and_then(|urls| urls.get_text(row));
        let content_type = self.content_types.as_ref().and_then(|types| types.get_text(row));
        let article = setup.clean_any(page, url, content_type);
        match article.and_then(|article| record::values(&article, fields, &setup.rendering)) {
            Ok(values) => Row::Values(values),
            Err(failure) => Row::Error(failure.to_string()),
        }
    }
}

fn names(chunk: &ArrayRef) -> Vec<String> {
    chunk
        .as_struct_opt()
        .map(|table| table.fields().iter().map(|field| field.name().clone()).collect())
        .unwrap_or_default()
}

fn named(py: Python<'_>, chunk: &ArrayRef, name: &str) -> PyResult<ArrayRef> {
    let Some(table) = chunk.as_struct_opt() else {
        return Err(invalid_option(py, format!("column {name:?}: the data is one column, without names")));
    };
    let column = table.column_by_name(name).map(Arc::clone);
    column.ok_or_else(|| {
        PyKeyError::new_err(format!("no column is named {name:?}; there are {}", names(chunk).join(", ")))
    })
}

/// A column of any type of strings or bytes.
struct Strings(ArrayRef);

impl Strings {
    fn new(array: ArrayRef, name: &str) -> PyResult<Self> {
        let is_text = Strings::is_text(array.data_type());
        let is_binary = matches!(
            array.data_type(),
            DataType::Binary | DataType::LargeBinary | DataType::BinaryView | DataType::Null
        );
        if is_text || is_binary {
            return Ok(Strings(array));
        }
        let message = format!("the column {name:?} holds {}, not strings or bytes", array.data_type());
        Err(PyTypeError::new_err(message))
    }

    fn text(array: ArrayRef, name: &str) -> PyResult<Self> {
        if Strings::is_text(array.data_type()) || *array.data_type() == DataType::Null {
            return Ok(Strings(array));
        }
        Err(PyTypeError::new_err(format!("{name}: that column holds {}, not strings", array.data_type())))
    }

    fn is_text(data_type: &DataType) -> bool {
        matches!(data_type, DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View)
    }

    fn len(&self) -> usize {
        self.0.len()
    }

    fn get(&self, row: usize) -> Option<Raw<'_>> {
        if self.0.is_null(row) {
            return None;
        }
        match self.0.data_type() {
            DataType::Binary => Some(Raw::Bytes(self.0.as_binary::<i32>().value(row))),
            DataType::LargeBinary => Some(Raw::Bytes(self.0.as_binary::<i64>().value(row))),
            DataType::BinaryView => Some(Raw::Bytes(self.0.as_binary_view().value(row))),
            _ => self.get_text(row).map(Raw::Text),
        }
    }

    fn get_text(&self, row: usize) -> Option<&str> {
        if self.0.is_null(row) {
            return None;
        }
        match self.0.data_type() {
            DataType::Utf8 => Some(self.0.as_string::<i32>().value(row)),
            DataType::LargeUtf8 => Some(self.0.as_string::<i64>().value(row)),
            DataType::Utf8View => Some(self.0.as_string_view().value(row)),
            _ => None,
        }
    }
}
