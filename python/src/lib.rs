//! The compiled half of the Python package `dechaff`.

mod arrow;
mod article;
mod block;
mod cleaner;
mod columns;
mod comment;
mod errors;
mod many;
mod metadata;
mod notebook;
mod page;
mod parallel;
mod record;
mod section;
mod setup;
mod sites;

/// What dechaff does, compiled. Import the names from ``dechaff``.
#[pyo3::pymodule(gil_used = true)]
mod _dechaff {
    use dechaff::record::{Field as Column, SCHEMA_VERSION};
    use pyo3::prelude::*;
    use pyo3::types::{PyDict, PyTuple};

    use crate::record::kind_name;

    #[pymodule_export]
    use crate::arrow::ArrowColumn;
    #[pymodule_export]
    use crate::article::Article;
    #[pymodule_export]
    use crate::block::{Block, Image, Reason};
    #[pymodule_export]
    use crate::cleaner::Cleaner;
    #[pymodule_export]
    use crate::comment::{Comment, Post};
    #[pymodule_export]
    use crate::many::CleanMany;
    #[pymodule_export]
    use crate::metadata::{Date, Field, Metadata};
    #[pymodule_export]
    use crate::section::{Section, SectionEvidence};
    #[pymodule_export]
    use crate::sites::{SiteLearner, Sites};

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        let py = module.py();
        let names = |fields: &[Column]| PyTuple::new(py, fields.iter().map(|field| field.name()));
        let (defaults, all): (Vec<Column>, Vec<Column>) =
            (Column::defaults().collect(), Column::all().collect());
        module.add("FIELDS", names(&defaults)?)?;
        module.add("ALL_FIELDS", names(&all)?)?;
        let kinds = PyDict::new(py);
        for field in &all {
            kinds.set_item(field.name(), kind_name(field.kind()))?;
        }
        module.setattr("_FIELD_KINDS", kinds)?;
        let formats = dechaff::Format::ALL.iter().map(|format| format.name());
        module.add("FORMATS", PyTuple::new(py, formats.collect::<Vec<_>>())?)?;
        module.add("SCHEMA_VERSION", SCHEMA_VERSION)?;
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
