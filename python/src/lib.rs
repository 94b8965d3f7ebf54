//! The compiled half of the Python package `dechaff`.

mod arrow;
mod article;
mod block;
mod cleaner;
mod columns;
mod errors;
mod many;
mod metadata;
mod notebook;
mod page;
mod parallel;
mod record;
mod repeats;

/// What dechaff does, compiled. Import the names from ``dechaff``.
#[pyo3::pymodule(gil_used = true)]
mod _dechaff {
    use pyo3::prelude::*;

    #[pymodule_export]
    use crate::arrow::ArrowColumn;
    #[pymodule_export]
    use crate::article::Article;
    #[pymodule_export]
    use crate::block::{Block, Image, Reason};
    #[pymodule_export]
    use crate::cleaner::Cleaner;
    #[pymodule_export]
    use crate::many::CleanMany;
    #[pymodule_export]
    use crate::metadata::{Date, Field, Metadata};
    #[pymodule_export]
    use crate::repeats::{RepeatCounter, Repeats};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        let names =
            |fields: &[crate::record::Field]| fields.iter().map(|field| field.name()).collect::<Vec<_>>();
        let formats = dechaff::Format::ALL.iter().map(|format| format.name()).collect();
        let py = module.py();
        let tuple = |names: Vec<&'static str>| pyo3::types::PyTuple::new(py, names);
        module.add("FIELDS", tuple(names(crate::record::Field::default_fields()))?)?;
        module.add("ALL_FIELDS", tuple(crate::record::Field::all().map(crate::record::Field::name).collect())?)?;
        module.add("FORMATS", tuple(formats)?)?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
