//! How inputs are read, and what their fields or columns are called.

use crate::dump::args::{DumpArgs, Format};

/// The names of the fields, or columns, that matter.
#[derive(Debug, Clone)]
pub(crate) struct Names {
    pub(crate) html: String,
    pub(crate) text: String,
    pub(crate) url: String,
    pub(crate) id: String,
}

impl Names {
    pub(crate) fn new(args: &DumpArgs) -> Self {
        Names {
            html: args.html_field.clone(),
            text: args.text_field.clone(),
            url: args.url_field.clone(),
            id: args.id_field.clone(),
        }
    }
}

/// How inputs are read.
#[derive(Debug, Clone)]
pub(crate) struct Reading {
    pub(crate) format: Format,
    pub(crate) names: Names,
    pub(crate) max_record_bytes: usize,
}
