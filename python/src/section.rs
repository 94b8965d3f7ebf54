//! `Section` and `SectionEvidence`.

use std::sync::Arc;

use dechaff::SectionKind;
use pyo3::prelude::*;

use crate::block::{Block, Shared};
use crate::metadata::quoted;

/// A part of the page: successive blocks that are one thing together.
#[pyclass(frozen, module = "dechaff")]
#[derive(Debug)]
pub(crate) struct Section {
    shared: Arc<Shared>,
    kind: &'static str,
    range: (usize, usize),
    words: usize,
    items: Option<usize>,
    heading: Option<String>,
    evidence: Option<SectionEvidence>,
}

impl Section {
    pub(crate) fn new(shared: &Arc<Shared>, section: &dechaff::Section<'_>) -> Self {
        let range = section.block_range();
        let is_body = section.kind() == SectionKind::Body;
        Section {
            shared: Arc::clone(shared),
            kind: section.kind().name(),
            range: (range.start, range.end),
            words: section.word_count(),
            items: Some(section.item_count()).filter(|count| *count > 0),
            heading: section.heading().map(str::to_owned),
            evidence: (!is_body).then(|| SectionEvidence::from(section.evidence())),
        }
    }
}

#[pymethods]
impl Section {
    /// ``body``, ``title``, or the kind of boilerplate, such as ``related_links``.
    #[getter]
    fn kind(&self) -> &'static str {
        self.kind
    }

    /// The index of its first block, and the one after its last.
    #[getter]
    fn block_range(&self) -> (usize, usize) {
        self.range
    }

    /// Its blocks in order.
    #[getter]
    fn blocks(&self) -> Vec<Block> {
        let (start, end) = self.range;
        let blocks = self.shared.article.blocks().skip(start).take(end - start);
        blocks.map(|block| Block::new(&self.shared, &block)).collect()
    }

    /// How many words it has.
    #[getter]
    fn words(&self) -> usize {
        self.words
    }

    /// How many alike parts hold most of it, such as comments or items of a list; ``None`` where there are none.
    #[getter]
    fn items(&self) -> Option<usize> {
        self.items
    }

    /// Its heading, or the label above that tells its kind.
    #[getter]
    fn heading(&self) -> Option<&str> {
        self.heading.as_deref()
    }

    /// What tells its kind; ``None`` for the body.
    #[getter]
    fn evidence(&self) -> Option<SectionEvidence> {
        self.evidence.clone()
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (kind, (start, end)) = (self.kind, self.range);
        Ok(format!("<Section {kind} blocks={start}:{end} heading={}>", quoted(py, self.heading())?))
    }
}

/// What tells a section's kind; ``str()`` says it in words.
#[pyclass(frozen, get_all, module = "dechaff")]
#[derive(Debug, Clone)]
pub(crate) struct SectionEvidence {
    /// ``name``, ``label``, ``element``, ``rule`` or ``score``.
    by: &'static str,
    /// The name of the element around it, in lower case, where that tells it.
    name: Option<String>,
    /// What of the name is known.
    entry: Option<String>,
    /// Whether the name decided, whatever the words inside.
    settles: Option<bool>,
    /// The same in words, such as ``named "comments-area"``.
    words: String,
}

impl From<dechaff::SectionEvidence<'_>> for SectionEvidence {
    fn from(evidence: dechaff::SectionEvidence<'_>) -> Self {
        let (name, entry, settles) = match evidence {
            dechaff::SectionEvidence::Name { name, entry, settles, .. } => {
                (Some(name.to_owned()), Some(entry.to_owned()), Some(settles))
            }
            _ => (None, None, None),
        };
        SectionEvidence { by: evidence.kind(), name, entry, settles, words: evidence.to_string() }
    }
}

#[pymethods]
impl SectionEvidence {
    fn __str__(&self) -> &str {
        &self.words
    }

    fn __repr__(&self) -> String {
        format!("<SectionEvidence {}>", self.words)
    }
}
