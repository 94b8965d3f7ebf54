//! Names of shortcodes: see `shortcodes.tsv`.

use once_cell::sync::Lazy;

use super::rows;

/// What is known of a shortcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Shortcode {
    /// Whether its name alone would be a word in brackets.
    pub(crate) needs_attributes: bool,
    /// Whether what it encloses goes with it.
    pub(crate) goes_with_content: bool,
}

struct Entry {
    name: &'static str,
    is_prefix: bool,
    shortcode: Shortcode,
}

static ENTRIES: Lazy<Vec<Entry>> =
    Lazy::new(|| rows(include_str!("shortcodes.tsv")).filter_map(|row| entry(&row)).collect());

/// The shortcode of this name, in lower case.
pub(crate) fn shortcode(name: &str) -> Option<Shortcode> {
    let is_named = |entry: &&Entry| {
        if entry.is_prefix {
            name.len() > entry.name.len() && name.starts_with(entry.name)
        } else {
            name == entry.name
        }
    };
    ENTRIES.iter().find(is_named).map(|entry| entry.shortcode)
}

fn entry(row: &[&'static str]) -> Option<Entry> {
    let &[name, needed, enclosed, _source] = row else { return None };
    let needs_attributes = match needed {
        "attributes" => true,
        "name" => false,
        _ => return None,
    };
    let goes_with_content = match enclosed {
        "goes" => true,
        "stays" => false,
        _ => return None,
    };
    let prefix = name.strip_suffix('*');
    Some(Entry {
        name: prefix.unwrap_or(name),
        is_prefix: prefix.is_some(),
        shortcode: Shortcode { needs_attributes, goes_with_content },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_keeps_its_rules() {
        let rows: Vec<_> = rows(include_str!("shortcodes.tsv")).collect();
        assert_eq!(rows.len(), ENTRIES.len(), "a row cannot be read");
        assert!(rows.is_sorted_by_key(|row| row[0]));
        assert!(rows.iter().all(|row| {
            row[0].trim_end_matches('*').bytes().all(|b| b.is_ascii_lowercase() || b"_-7".contains(&b))
        }));
    }

    #[test]
    fn names_and_prefixes_are_found() {
        assert!(shortcode("vc_row").is_some_and(|found| !found.needs_attributes));
        assert!(shortcode("gallery").is_some_and(|found| found.needs_attributes));
        assert!(shortcode("embed").is_some_and(|found| found.goes_with_content));
        for name in ["vc_", "sic", "edit", "", "gallerya"] {
            assert_eq!(shortcode(name), None, "{name}");
        }
    }
}
