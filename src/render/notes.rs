//! Footnotes: which marks and notes of what is shown belong together, and by what name.

use std::collections::{HashMap, HashSet};

use crate::article::{Article, Group, Inline, Step};
use crate::document::GroupKind;
use crate::options::Rendering;

/// Names for the notes that are shown, fit for Markdown, HTML and XML: letters, digits and hyphens.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The name for a label: that of the first note that has it.
    by_label: HashMap<String, String>,
    /// The name of a note, by the number of its group. Of notes with one label only the first has one.
    by_group: HashMap<usize, String>,
    /// Labels of the marks that are shown.
    marked: HashSet<String>,
}

impl Notes {
    /// The notes of what is shown; those in tables and summaries where a mark can point there.
    pub(super) fn of(article: &Article, options: &Rendering, in_tables: bool) -> Self {
        let mut notes = Notes::default();
        if !article.groups.iter().any(|group| group.kind == GroupKind::Footnote) {
            return notes;
        }
        let mut names = HashSet::new();
        let mut depth = 0;
        let is_closed = |group: &Group<'_>| matches!(group.kind(), GroupKind::Table | GroupKind::Summary);
        for step in article.walk(options) {
            match step {
                Step::Enter(group) if is_closed(&group) => depth += 1,
                Step::Leave(group) if is_closed(&group) => depth -= 1,
                Step::Enter(group) if group.kind() == GroupKind::Footnote && (in_tables || depth == 0) => {
                    notes.add(group, &mut names);
                }
                Step::Text(text) => notes.marked.extend(text.inlines().into_iter().filter_map(marked)),
                _ => {}
            }
        }
        notes
    }

    fn add(&mut self, group: Group<'_>, names: &mut HashSet<String>) {
        let Some(label) = group.label().filter(|label| !self.by_label.contains_key(*label)) else { return };
        let is_plain = |c: &char| c.is_ascii_alphanumeric() || *c == '-';
        let plain: String = label.chars().filter(is_plain).take(64).collect();
        let mut name = if plain.is_empty() { "note".to_owned() } else { plain };
        // Markdown compares names without regard to case.
        if !names.insert(name.to_ascii_lowercase()) {
            name = format!("{name}-n{}", group.index());
            names.insert(name.to_ascii_lowercase());
        }
        self.by_group.insert(group.index(), name.clone());
        self.by_label.insert(label.to_owned(), name);
    }

    /// The name of the note that a mark points to, if that is shown.
    pub(super) fn target(&self, label: &str) -> Option<&str> {
        self.by_label.get(label).map(String::as_str)
    }

    /// The name of a note that marks can point to.
    pub(super) fn name(&self, group: &Group<'_>) -> Option<&str> {
        self.by_group.get(&group.index()).map(String::as_str)
    }

    /// The name of a note that a mark points to.
    pub(super) fn marked_name(&self, group: &Group<'_>) -> Option<&str> {
        self.name(group).filter(|_| group.label().is_some_and(|label| self.marked.contains(label)))
    }
}

fn marked(inline: Inline<'_>) -> Option<String> {
    match inline {
        Inline::Note { label } => Some(label.to_owned()),
        _ => None,
    }
}
