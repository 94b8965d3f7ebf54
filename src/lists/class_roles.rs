//! Names in class attributes that say what an element is to the reader of a page.

use once_cell::sync::Lazy;

use super::Row;
use super::table::Table;
use super::word_set::Lengths;

const LIST: &str = include_str!("class_roles.tsv");

/// What an element is to the reader. The numbers are bits of [`ClassRoles`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u32)]
pub(crate) enum ClassRole {
    /// Code, although it is no `<pre>`.
    Listing = 1,
    /// A line of code.
    Line = 1 << 1,
    /// Line numbers of code.
    Gutter = 1 << 2,
    /// A button of a listing.
    Control = 1 << 3,
    /// A formula with its twins.
    Formula = 1 << 4,
    /// Inside it, formulas are on lines of their own.
    Display = 1 << 5,
    /// A formula as it is drawn.
    Twin = 1 << 6,
    Note = 1 << 7,
    NoteMark = 1 << 8,
    /// What leads from a note back to its mark.
    NoteBack = 1 << 9,
    Callout = 1 << 10,
    CalloutTitle = 1 << 11,
    /// A sign next to a heading that links to it.
    Sign = 1 << 12,
    /// No part of a line, and hidden if alone: for screen readers, for editors.
    Dropped = 1 << 13,
    /// Shown to nobody, or on paper alone.
    Hidden = 1 << 14,
    /// Its text is TeX: known by the names of `formula_markup.tsv`.
    Tex = 1 << 15,
    /// May name the language of code.
    Language = 1 << 16,
}

/// The roles of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ClassRoles(u32);

impl ClassRoles {
    pub(crate) fn has(self, role: ClassRole) -> bool {
        self.0 & role as u32 != 0
    }

    pub(crate) fn with(self, role: ClassRole) -> Self {
        ClassRoles(self.0 | role as u32)
    }
}

/// A role, and the prefix of other classes with which the element has it not.
type Entry = (ClassRole, Option<&'static str>);

static TABLE: Lazy<Table<&'static str, Entry>> = Lazy::new(|| {
    let entry = |row: Row| Some((*row.first()?, (role(row.get(1)?)?, row.get(3).copied())));
    super::rows(LIST).filter_map(entry).collect()
});

/// The longest name of the table.
const MAX_NAME_BYTES: usize = 40;

/// What the names in a class attribute say.
pub(crate) fn class_roles(class: &str) -> ClassRoles {
    let roles = class.split_ascii_whitespace().filter_map(|name| {
        let (role, shown_again) = entry(name)?;
        let is_shown = shown_again.is_some_and(|prefix| {
            class.split_ascii_whitespace().any(|other| other != name && shows(other, prefix))
        });
        (!is_shown).then_some(*role)
    });
    ClassRoles(roles.fold(0, |all, role| all | role as u32))
}

/// Which names may be in the table.
static LENGTHS: Lazy<Lengths> = Lazy::new(|| {
    let mut lengths = Lengths::default();
    TABLE.keys().for_each(|name| lengths.insert(name));
    lengths
});

/// Whether a single name has a role, unless others take it away.
pub(crate) fn has_role(name: &str) -> bool {
    LENGTHS.may_have_same(name) && entry(name).is_some()
}

/// What the table has for a name, whatever its case.
fn entry(name: &str) -> Option<&'static Entry> {
    if name.len() > MAX_NAME_BYTES {
        return None;
    }
    if !name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return TABLE.get(name);
    }
    TABLE.get(name.to_ascii_lowercase().as_str())
}

/// Whether a class shows again what is hidden otherwise.
fn shows(class: &str, prefix: &str) -> bool {
    match prefix {
        ":" => class.split_once(':').is_some_and(|(variant, _)| variant != "print"),
        prefix => class.strip_prefix(prefix).is_some_and(|rest| !rest.starts_with("print")),
    }
}

fn role(name: &str) -> Option<ClassRole> {
    Some(match name {
        "listing" => ClassRole::Listing,
        "line" => ClassRole::Line,
        "gutter" => ClassRole::Gutter,
        "control" => ClassRole::Control,
        "formula" => ClassRole::Formula,
        "display" => ClassRole::Display,
        "twin" => ClassRole::Twin,
        "note" => ClassRole::Note,
        "note-mark" => ClassRole::NoteMark,
        "note-back" => ClassRole::NoteBack,
        "callout" => ClassRole::Callout,
        "callout-title" => ClassRole::CalloutTitle,
        "sign" => ClassRole::Sign,
        "dropped" => ClassRole::Dropped,
        "hidden" => ClassRole::Hidden,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_keeps_its_rules() {
        let names: Vec<_> = super::super::rows(LIST).map(|row| row[0]).collect();
        assert!(names.is_sorted());
        for row in super::super::rows(LIST) {
            let [name, written, source, ..] = row[..] else { panic!("{row:?} has not three columns") };
            assert!(role(written).is_some(), "{name}: no role {written}");
            assert!(!source.is_empty() && name.len() <= MAX_NAME_BYTES && name == name.to_ascii_lowercase());
        }
        assert_eq!(TABLE.len(), names.len(), "a name is listed twice");
    }

    #[test]
    fn classes_hide_unless_others_show_again() {
        for (classes, expected) in [
            ("card print-only", true),
            ("d-none", true),
            ("d-none d-print-block", true),
            ("d-none d-md-block", false),
            ("hidden md:block", false),
            ("hidden print:block", true),
            ("visible-print", true),
            ("visible-print visible-lg", false),
            ("not-hidden card", false),
            ("sr-only", false),
        ] {
            assert_eq!(class_roles(classes).has(ClassRole::Hidden), expected, "{classes}");
        }
    }

    #[test]
    fn roles_add_up_and_case_does_not_matter() {
        let roles = class_roles("x MathJax  katex");
        assert!(roles.has(ClassRole::Twin) && roles.has(ClassRole::Formula) && !roles.has(ClassRole::Note));
    }
}
