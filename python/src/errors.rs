//! What goes wrong, as exceptions of `dechaff.errors`.

use std::any::Any;
use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dechaff::Error;
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::PyType;

/// Why there is no result for a page.
#[derive(Debug)]
pub(crate) enum Failure {
    Refused(Error),
    /// A `str` with code points that no text has.
    Surrogate {
        /// Index of the code point.
        at: usize,
    },
    /// A value that is longer than a column's offsets can say.
    TooLarge,
    /// A bug: it must not end the caller's process, nor a job of a million pages.
    Panic(String),
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Failure::Refused(error) => error.fmt(f),
            Failure::Surrogate { at } => write!(
                f,
                "the text has a lone surrogate at index {at}, which no encoding has; decode the page with \
                 errors=\"replace\", or give its bytes"
            ),
            Failure::TooLarge => f.write_str("the result is larger than 1 GiB"),
            Failure::Panic(message) => write!(f, "internal error: {message}"),
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::Refused(error)
    }
}

impl Failure {
    /// The name of the exception that stands for this.
    fn class(&self) -> &'static str {
        match self {
            Failure::Refused(Error::Empty) => "EmptyInput",
            Failure::Refused(Error::Binary { .. }) => "BinaryInput",
            Failure::Refused(Error::Selector { .. } | Error::Url { .. } | Error::Sites { .. }) => {
                "InvalidOption"
            }
            Failure::Surrogate { .. } => "SurrogateInput",
            Failure::Refused(_) | Failure::TooLarge => "DechaffError",
            Failure::Panic(_) => "InternalError",
        }
    }

    pub(crate) fn raised(&self, py: Python<'_>) -> PyErr {
        exception(py, self.class(), &self.to_string())
    }
}

/// An option that cannot be meant.
pub(crate) fn invalid_option(py: Python<'_>, message: impl AsRef<str>) -> PyErr {
    exception(py, "InvalidOption", message.as_ref())
}

fn exception(py: Python<'_>, class: &str, message: &str) -> PyErr {
    static MODULE: PyOnceLock<Py<PyModule>> = PyOnceLock::new();
    let module = MODULE.get_or_try_init(py, || PyModule::import(py, "dechaff.errors").map(Bound::unbind));
    let class =
        module.and_then(|module| module.bind(py).getattr(class)?.cast_into::<PyType>().map_err(PyErr::from));
    match class {
        Ok(class) => PyErr::from_type(class, (message.to_owned(),)),
        Err(error) => error,
    }
}

/// A bug that panics becomes a failure of this page.
pub(crate) fn guarded<T>(work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|payload| Err(Failure::Panic(panic_message(&*payload).to_owned())))
}

fn panic_message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&'static str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic")
}
