//! Names in class attributes that say what an element is to the reader of a page.

use once_cell::sync::Lazy;

use super::table::Table;

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
    /// A sign beside a heading that links to it.
    Sign = 1 << 12,
    /// Never text of the article: for screen readers, for editors.
    Dropped = 1 << 13,
    /// Not shown in print.
    Print = 1 << 14,
}

/// The roles of an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct ClassRoles(u32);

impl ClassRoles {
    pub(crate) fn has(self, role: ClassRole) -> bool {
        self.0 & role as u32 != 0
    }
}

static TABLE: Lazy<Table<&'static str, ClassRole>> =
    Lazy::new(|| super::rows(LIST).filter_map(|row| Some((*row.first()?, role(row.get(1)?)?))).collect());

/// The longest name of the table.
const MAX_NAME_BYTES: usize = 40;

/// What the names in a class attribute say.
pub(crate) fn class_roles(class: &str) -> ClassRoles {
    let roles = class.split_ascii_whitespace().filter_map(|name| {
        let mut lower = [0; MAX_NAME_BYTES];
        let lower = lower.get_mut(..name.len())?;
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        TABLE.get(std::str::from_utf8(lower).ok()?)
    });
    ClassRoles(roles.fold(0, |all, role| all | *role as u32))
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
        "print" => ClassRole::Print,
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
            let [name, written, source] = row[..] else { panic!("{row:?} has not three columns") };
            assert!(role(written).is_some(), "{name}: no role {written}");
            assert!(!source.is_empty() && name.len() <= MAX_NAME_BYTES && name == name.to_ascii_lowercase());
        }
        assert_eq!(TABLE.len(), names.len(), "a name is listed twice");
    }

    #[test]
    fn roles_add_up_and_case_does_not_matter() {
        let roles = class_roles("x MathJax  katex");
        assert!(roles.has(ClassRole::Twin) && roles.has(ClassRole::Formula) && !roles.has(ClassRole::Note));
    }
}
