//! Classes that hide by convention of a framework, without a style sheet in the page that says so.

use once_cell::sync::Lazy;

use super::rows;
use super::table::Table;

/// To whom an element is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum HiddenClass {
    /// To nobody.
    Hidden,
    /// Only to those whom a screen reader reads it.
    ScreenReader,
    /// Only on paper.
    Print,
}

/// A class's meaning, and the prefix of classes that show its element again.
type Entry = (HiddenClass, Option<&'static str>);

static TABLE: Lazy<Table<&'static str, Entry>> =
    Lazy::new(|| rows(include_str!("hidden_classes.tsv")).filter_map(|row| entry(&row)).collect());

/// How an element is hidden by its classes, given the attribute as it is written.
pub(crate) fn hidden_class(classes: &str) -> Option<HiddenClass> {
    let names = || classes.split_ascii_whitespace();
    names().find_map(|name| {
        let (meaning, shown_again) = *TABLE.get(name)?;
        let is_shown =
            shown_again.is_some_and(|prefix| names().any(|other| other != name && shows(other, prefix)));
        (!is_shown).then_some(meaning)
    })
}

fn shows(class: &str, prefix: &str) -> bool {
    match prefix {
        ":" => class.split_once(':').is_some_and(|(variant, _)| variant != "print"),
        prefix => class.strip_prefix(prefix).is_some_and(|rest| !rest.starts_with("print")),
    }
}

fn entry(row: &[&'static str]) -> Option<(&'static str, Entry)> {
    let &[class, meaning, shown_again, _source] = row else { return None };
    let meaning = match meaning {
        "hidden" => HiddenClass::Hidden,
        "screen_reader" => HiddenClass::ScreenReader,
        "print" => HiddenClass::Print,
        _ => return None,
    };
    Some((class, (meaning, (shown_again != "-").then_some(shown_again))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_keeps_its_rules() {
        let rows: Vec<_> = rows(include_str!("hidden_classes.tsv")).collect();
        assert_eq!(rows.len(), TABLE.len(), "a row repeats a class or cannot be read");
        assert!(rows.is_sorted_by_key(|row| row[0].to_ascii_lowercase()));
        assert!(rows.iter().all(|row| !row[3].is_empty() && !row[0].contains(' ')));
    }

    #[test]
    fn classes_hide_unless_others_show_again() {
        for (classes, expected) in [
            ("sr-only", Some(HiddenClass::ScreenReader)),
            ("card print-only", Some(HiddenClass::Print)),
            ("d-none", Some(HiddenClass::Hidden)),
            ("d-none d-print-block", Some(HiddenClass::Hidden)),
            ("d-none d-md-block", None),
            ("hidden md:block", None),
            ("hidden print:block", Some(HiddenClass::Hidden)),
            ("visible-print", Some(HiddenClass::Print)),
            ("visible-print visible-lg", None),
            ("not-hidden card", None),
            ("", None),
        ] {
            assert_eq!(hidden_class(classes), expected, "{classes}");
        }
    }
}
