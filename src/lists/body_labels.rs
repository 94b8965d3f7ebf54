//! What the body is, by label and by kind of page: see `body_labels.tsv`.

use super::rows;

/// The columns after the label, which the kinds of pages follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
// Public for the programs in `training/`; without their feature nobody reaches it but tests.
#[cfg_attr(not(feature = "training"), expect(unreachable_pub))]
pub enum BodyRule {
    /// One text to be read; also where nothing else fits.
    Article,
    /// A discussion: posts and answers are its body.
    Forum,
    /// An offer: description and specification are its body.
    Product,
    /// An index: entries are its body.
    Listing,
}

/// Whether blocks with a label that readers give are of the body; `None` for a label that is not in the list.
pub(crate) fn is_body(label: &str, rule: BodyRule) -> Option<bool> {
    let mut rows = rows(include_str!("body_labels.tsv"));
    let row = rows.find(|row| row.first() == Some(&label))?;
    row.get(1 + rule as usize).map(|cell| *cell == "body")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::labels::{Boilerplate, Label};

    const RULES: [(&str, BodyRule); 4] = [
        ("article", BodyRule::Article),
        ("forum", BodyRule::Forum),
        ("product", BodyRule::Product),
        ("listing", BodyRule::Listing),
    ];

    fn table() -> Vec<crate::lists::Row> {
        rows(include_str!("body_labels.tsv")).collect()
    }

    /// The name that readers give to what the crate calls otherwise; `None` where only callers can say it.
    fn label_of_readers(kind: Boilerplate) -> Option<&'static str> {
        match kind {
            Boilerplate::ImageCaption => Some("caption"),
            Boilerplate::Selector | Boilerplate::NotAsked => None,
            other => Some(other.name()),
        }
    }

    #[test]
    fn the_file_is_a_table_of_body_and_out() {
        let mut table = table();
        let names: Vec<_> = RULES.iter().map(|(name, _)| *name).collect();
        assert_eq!(*table.remove(0), *[&["label"], &names[..]].concat());
        for row in &table {
            assert_eq!(row.len(), 1 + RULES.len(), "{row:?}");
            assert!(row[1..].iter().all(|cell| ["body", "out"].contains(cell)), "{row:?}");
        }
        let labels: Vec<_> = table.iter().map(|row| row[0]).collect();
        assert!(labels.iter().all(|label| labels.iter().filter(|other| *other == label).count() == 1));
    }

    #[test]
    fn the_file_agrees_with_the_labels_of_the_crate() {
        for (name, rule) in RULES {
            for label in [Label::Correction, Label::Title, Label::Caption, Label::Comment] {
                assert_eq!(is_body(label.name(), rule), Some(label.is_body()), "{label:?} on {name} pages");
            }
            for kind in Boilerplate::ALL.iter().filter_map(|kind| label_of_readers(*kind)) {
                assert_eq!(is_body(kind, rule), Some(false), "{kind} on {name} pages");
            }
        }
        for kind in ["selector", "not_asked", "image_caption", "content"] {
            assert_eq!(is_body(kind, BodyRule::Article), None, "{kind}");
        }
    }

    #[test]
    fn what_is_body_depends_on_the_page() {
        for (label, body_on) in [
            ("paragraph", &["article", "forum", "product", "listing"][..]),
            ("answer", &["forum"]),
            ("specification", &["product"]),
            ("listing_entry", &["listing"]),
            ("review", &[]),
        ] {
            let found: Vec<_> = RULES
                .iter()
                .filter(|(_, rule)| is_body(label, *rule).unwrap())
                .map(|(name, _)| *name)
                .collect();
            assert_eq!(found, body_on, "{label}");
        }
    }
}
