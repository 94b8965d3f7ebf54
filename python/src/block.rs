//! `Block`, `Reason` and `Image`, and the article that blocks are part of.

use std::sync::{Arc, OnceLock};

use dechaff::BlockKind;
use pyo3::prelude::*;

use crate::metadata::quoted;
use crate::record::four_decimals;

/// An article, and what was worked out of it since.
#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) article: dechaff::Article,
    /// Of every block. Working out all takes less than finding one block again and again.
    reasons: OnceLock<Vec<Vec<Reason>>>,
}

impl Shared {
    pub(crate) fn new(article: dechaff::Article) -> Self {
        Shared { article, reasons: OnceLock::new() }
    }

    fn reasons(&self, block: usize) -> &[Reason] {
        let of_all = self.reasons.get_or_init(|| {
            self.article.blocks().map(|block| block.reasons().map(Reason::from).collect()).collect()
        });
        of_all.get(block).map_or(&[], Vec::as_slice)
    }
}

/// One block of the input, kept or removed: a paragraph, a heading, a list item, a row of a table.
#[pyclass(frozen, module = "dechaff")]
#[derive(Debug)]
pub(crate) struct Block {
    shared: Arc<Shared>,
    index: usize,
    text: String,
    kind: BlockKind,
    label: &'static str,
    score: f32,
    ranges: Vec<(usize, usize)>,
    mended: bool,
}

impl Block {
    pub(crate) fn new(shared: &Arc<Shared>, block: &dechaff::Block<'_>) -> Self {
        Block {
            shared: Arc::clone(shared),
            index: block.index(),
            text: block.text().to_owned(),
            kind: block.kind(),
            label: block.label().name(),
            score: block.score(),
            ranges: block.input_ranges().map(|range| (range.start, range.end)).collect(),
            mended: block.is_mended(),
        }
    }
}

#[pymethods]
impl Block {
    /// Position among all blocks of the page, counted from 0.
    #[getter]
    fn index(&self) -> usize {
        self.index
    }

    /// The block's text; the cells of a table's row are separated by tabs.
    #[getter]
    fn text(&self) -> &str {
        &self.text
    }

    /// What it is in the page's structure: ``paragraph``, ``heading``, ``list_item``, ``quote``, ``preformatted``,
    /// ``table_row``, ``caption``, ``term``, ``definition`` or ``control``.
    #[getter]
    fn kind(&self) -> &'static str {
        self.kind.name()
    }

    /// What was decided: ``content``, ``correction``, ``title``, ``caption``, ``comment``, or the kind of boilerplate, such as
    /// ``related_links``.
    #[getter]
    fn label(&self) -> &'static str {
        self.label
    }

    /// How likely it is content, from 0 to 1.
    #[getter]
    fn score(&self) -> f64 {
        four_decimals(self.score)
    }

    /// What weighed most in the decision, strongest first, at most three.
    #[getter]
    fn reasons(&self) -> Vec<Reason> {
        self.shared.reasons(self.index).to_vec()
    }

    /// From 1 to 6, of a heading.
    #[getter]
    fn level(&self) -> Option<u8> {
        if let BlockKind::Heading { level } = self.kind { Some(level) } else { None }
    }

    /// Lists around it, from 1, of a list item.
    #[getter]
    fn depth(&self) -> Option<u8> {
        if let BlockKind::ListItem { depth, .. } = self.kind { Some(depth) } else { None }
    }

    /// Whether the list is numbered, of a list item.
    #[getter]
    fn ordered(&self) -> Option<bool> {
        if let BlockKind::ListItem { ordered, .. } = self.kind { Some(ordered) } else { None }
    }

    /// Which table of the page, from 0, of a table's row.
    #[getter]
    fn table(&self) -> Option<u32> {
        if let BlockKind::TableRow { table, .. } = self.kind { Some(table) } else { None }
    }

    /// Whether it has column headings, of a table's row.
    #[getter]
    fn header(&self) -> Option<bool> {
        if let BlockKind::TableRow { header, .. } = self.kind { Some(header) } else { None }
    }

    /// For flattened text: first byte of the input, in UTF-8, that the block was read from, and the one after the
    /// last. ``None`` for HTML. Of a paragraph that goes on on the next sheet of a printed page the first part.
    #[getter]
    fn input_range(&self) -> Option<(usize, usize)> {
        self.ranges.first().copied()
    }

    /// All parts of the input that it was read from, as ``input_range``: several for a paragraph that goes on on further
    /// sheets of a printed page. Empty for HTML.
    #[getter]
    fn input_ranges(&self) -> Vec<(usize, usize)> {
        self.ranges.clone()
    }

    /// For flattened text: whether characters that were read in a wrong encoding, or words that were divided at the end of
    /// a line, were put right: the text is not what the input has there.
    #[getter]
    fn is_mended(&self) -> bool {
        self.mended
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let (kind, label) = (self.kind.name(), self.label);
        Ok(format!("<Block {kind} {label} {:.2} {}>", self.score, quoted(py, Some(&self.text))?))
    }
}

/// One reason for a decision about a block.
#[pyclass(frozen, get_all, module = "dechaff")]
#[derive(Debug, Clone)]
pub(crate) struct Reason {
    /// The reason in words, such as "most of it is links".
    text: String,
    /// How much it weighed, in log-odds: positive for content, negative for boilerplate; 0 where a rule decided.
    weight: f64,
}

impl From<dechaff::Reason> for Reason {
    fn from(reason: dechaff::Reason) -> Self {
        Reason { text: reason.text().to_owned(), weight: four_decimals(reason.weight()) }
    }
}

#[pymethods]
impl Reason {
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Reason(text={}, weight={:?})", quoted(py, Some(&self.text))?, self.weight))
    }

    fn __str__(&self) -> &str {
        &self.text
    }
}

/// A picture of the article.
#[pyclass(frozen, get_all, module = "dechaff")]
#[derive(Debug)]
pub(crate) struct Image {
    /// Its address, absolute where the page's address is known.
    url: String,
    /// The alternative text, empty where there is none.
    alt: String,
    /// Its width in pixels, as the page gives it.
    width: Option<u32>,
    /// Its height in pixels, as the page gives it.
    height: Option<u32>,
    /// Its caption.
    caption: Option<String>,
}

impl From<dechaff::Image<'_>> for Image {
    fn from(image: dechaff::Image<'_>) -> Self {
        Image {
            url: image.url().into_owned(),
            alt: image.alt().to_owned(),
            width: image.width(),
            height: image.height(),
            caption: image.caption().map(str::to_owned),
        }
    }
}

#[pymethods]
impl Image {
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("Image(url={}, alt={})", quoted(py, Some(&self.url))?, quoted(py, Some(&self.alt))?))
    }
}
