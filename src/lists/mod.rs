//! Tables: data files and the code that loads them, nothing else.

pub(crate) mod access;
pub(crate) mod article_types;
#[cfg(any(test, feature = "training"))]
pub(crate) mod body_labels;
pub(crate) mod calendars;
pub(crate) mod class_roles;
pub(crate) mod class_words;
pub(crate) mod dates;
pub(crate) mod discussion;
pub(crate) mod end_marks;
pub(crate) mod form_words;
pub(crate) mod formula_markup;
pub(crate) mod frame_letters;
pub(crate) mod frame_patterns;
pub(crate) mod frames;
#[cfg(feature = "lang")]
pub(crate) mod languages;
pub(crate) mod letters;
pub(crate) mod line_words;
pub(crate) mod lower;
pub(crate) mod names;
pub(crate) mod note_labels;
pub(crate) mod outlets;
pub(crate) mod page_words;
pub(crate) mod person_names;
pub(crate) mod photo_words;
pub(crate) mod phrases;
pub(crate) mod places;
pub(crate) mod players;
pub(crate) mod points;
pub(crate) mod raised_letters;
pub(crate) mod section_headings;
pub(crate) mod sections;
pub(crate) mod self_words;
pub(crate) mod shortcodes;
pub(crate) mod state_keys;
pub(crate) mod stop_words;
mod table;
pub(crate) mod tex_symbols;
pub(crate) mod title_placeholders;
pub(crate) mod trail_words;
pub(crate) mod word_bytes;
pub(crate) mod word_set;

/// The cells of the longest row.
const MAX_CELLS: usize = 13;

/// A row of a data file.
#[derive(Debug)]
pub(crate) struct Row {
    cells: [&'static str; MAX_CELLS],
    count: usize,
}

impl std::ops::Deref for Row {
    type Target = [&'static str];

    fn deref(&self) -> &[&'static str] {
        &self.cells[..self.count]
    }
}

/// The rows of a data file: lines that are neither empty nor comments, cut at tabs.
pub(crate) fn rows(data: &'static str) -> impl Iterator<Item = Row> {
    data.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).map(|line| {
        let mut row = Row { cells: [""; MAX_CELLS], count: 0 };
        let mut start = 0;
        let ends = memchr::memchr_iter(b'\t', line.as_bytes()).chain([line.len()]);
        for (cell, end) in row.cells.iter_mut().zip(ends) {
            *cell = &line[start..end];
            start = end + 1;
            row.count += 1;
        }
        row
    })
}
