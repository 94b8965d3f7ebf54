//! A page as Python gives it, borrowed where that is possible.

use dechaff::{Content, Input};
use pyo3::exceptions::{PyTypeError, PyUnicodeEncodeError};
use pyo3::prelude::*;
use pyo3::pybacked::{PyBackedBytes, PyBackedStr};
use pyo3::types::{PyByteArray, PyBytes, PyMemoryView, PyString};

use crate::errors::Failure;

/// What a page is said to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum ContentKind {
    #[default]
    Auto,
    Html,
    Text,
}

impl ContentKind {
    pub(crate) fn from_name(name: &str) -> Option<ContentKind> {
        match name {
            "auto" => Some(ContentKind::Auto),
            "html" => Some(ContentKind::Html),
            "text" => Some(ContentKind::Text),
            _ => None,
        }
    }
}

/// A page that Python keeps alive: can be read without the interpreter's lock.
#[derive(Debug)]
pub(crate) enum Page {
    Text(PyBackedStr),
    Bytes(PyBackedBytes),
}

/// Why an object is no page.
pub(crate) enum NoPage {
    Failure(Failure),
    Raised(PyErr),
}

impl NoPage {
    pub(crate) fn raised(self, py: Python<'_>) -> PyErr {
        match self {
            NoPage::Failure(failure) => failure.raised(py),
            NoPage::Raised(error) => error,
        }
    }
}

impl From<PyErr> for NoPage {
    fn from(error: PyErr) -> Self {
        NoPage::Raised(error)
    }
}

impl Page {
    pub(crate) fn extract(object: &Bound<'_, PyAny>) -> Result<Page, NoPage> {
        if let Ok(text) = object.cast::<PyString>() {
            let text = PyBackedStr::try_from(text.clone());
            return text.map(Page::Text).map_err(|error| no_text(object.py(), error));
        }
        if let Ok(bytes) = object.cast::<PyBytes>() {
            return Ok(Page::Bytes(bytes.clone().into()));
        }
        if let Ok(bytes) = object.cast::<PyByteArray>() {
            return Ok(Page::Bytes(bytes.clone().into()));
        }
        // The stable interface of Python 3.10 has no buffers, but it can copy them.
        let view = PyMemoryView::from(object).ok();
        // An array of numbers or objects is none of text.
        let view = view.filter(|view| view.getattr("itemsize").is_ok_and(|size| size.eq(1).unwrap_or(false)));
        let Some(view) = view else {
            let class = object.get_type().name()?;
            let message = format!("a page is str or a bytes-like object, not {class}");
            return Err(PyTypeError::new_err(message).into());
        };
        let bytes = view.call_method0("tobytes")?.cast_into::<PyBytes>().map_err(PyErr::from)?;
        Ok(Page::Bytes(bytes.into()))
    }

    pub(crate) fn as_raw(&self) -> Raw<'_> {
        match self {
            Page::Text(text) => Raw::Text(text),
            Page::Bytes(bytes) => Raw::Bytes(bytes),
        }
    }
}

/// The name of an object's class, for messages.
pub(crate) fn class_name(object: &Bound<'_, PyAny>) -> String {
    object
        .get_type()
        .name()
        .map_or_else(|_| "object".to_owned(), |name: Bound<'_, PyString>| name.to_string())
}

fn no_text(py: Python<'_>, error: PyErr) -> NoPage {
    let at = error.value(py).getattr("start").and_then(|start| start.extract());
    match at {
        Ok(at) if error.is_instance_of::<PyUnicodeEncodeError>(py) => {
            NoPage::Failure(Failure::Surrogate { at })
        }
        _ => NoPage::Raised(error),
    }
}

/// A page ready to be read.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Raw<'a> {
    Text(&'a str),
    Bytes(&'a [u8]),
}

impl<'a> Raw<'a> {
    pub(crate) fn len(self) -> usize {
        match self {
            Raw::Text(text) => text.len(),
            Raw::Bytes(bytes) => bytes.len(),
        }
    }

    pub(crate) fn said_to_be(self, kind: ContentKind) -> Input<'a> {
        let content = match self {
            Raw::Text(text) => Content::from(text),
            Raw::Bytes(bytes) => Content::from(bytes),
        };
        match kind {
            ContentKind::Auto => Input::from(content),
            ContentKind::Html => Input::html(content),
            ContentKind::Text => Input::text(content),
        }
    }
}
