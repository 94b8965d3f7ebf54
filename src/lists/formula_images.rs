//! Pictures of formulas: see `formula_images.tsv`.

use once_cell::sync::Lazy;

use super::rows;

/// Where the address of a picture holds TeX.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// In this parameter.
    Parameter(&'static str),
    /// The whole query is TeX.
    Query,
}

#[derive(Debug, Clone, Copy)]
enum Entry {
    Class(&'static str),
    Display(&'static str),
    Service(&'static str, Written),
}

static ENTRIES: Lazy<Vec<Entry>> =
    Lazy::new(|| rows(include_str!("formula_images.tsv")).filter_map(|row| entry(&row)).collect());

fn entry(row: &[&'static str]) -> Option<Entry> {
    match *row {
        ["class", class] => Some(Entry::Class(class)),
        ["display", class] => Some(Entry::Display(class)),
        ["service", end, "?"] => Some(Entry::Service(end, Written::Query)),
        ["service", end, parameter] => Some(Entry::Service(end, Written::Parameter(parameter))),
        _ => None,
    }
}

/// Whether the alternative text of pictures of a class is TeX.
pub(crate) fn is_class(class: &str) -> bool {
    ENTRIES.iter().any(|entry| matches!(entry, Entry::Class(known) if *known == class))
}

/// Whether the formulas of a class have lines of their own.
pub(crate) fn displayed_class(class: &str) -> bool {
    ENTRIES.iter().any(|entry| matches!(entry, Entry::Display(known) if *known == class))
}

/// Where the address of a picture holds TeX, from its path.
pub(crate) fn service(path: &str) -> Option<Written> {
    ENTRIES.iter().find_map(|entry| match entry {
        Entry::Service(end, written) if path.ends_with(end) => Some(*written),
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        assert!(rows(include_str!("formula_images.tsv")).all(|row| entry(&row).is_some()));
    }
}
