//! `Repeats` and `RepeatCounter`: lines that many pages of a site share.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::types::PyString;

use crate::article::Article;
use crate::errors::{Failure, invalid_option};

/// Lines that stand on many pages of their site, to be removed from any page of it.
///
/// ``dechaff dump --learn-repeats`` writes such files; ``RepeatCounter`` makes them from articles.
///
/// >>> import dechaff
/// >>> repeats = dechaff.Repeats("# dechaff repeats 1\nexample.org\t40\t52\tWe write about the river.\n")
/// >>> len(repeats)
/// 1
/// >>> page = "<h1>Rain</h1><p>It rained all day, and nobody in the town minded it.<p>We write about the river."
/// >>> dechaff.clean(page, url="https://example.org/9", repeats=repeats).text
/// 'It rained all day, and nobody in the town minded it.'
#[pyclass(frozen, module = "dechaff")]
#[derive(Debug)]
pub(crate) struct Repeats(pub(crate) Arc<dechaff::Repeats>);

#[pymethods]
impl Repeats {
    #[new]
    fn new(py: Python<'_>, text: &str) -> PyResult<Self> {
        let repeats = py.detach(|| text.parse());
        repeats.map(|repeats| Repeats(Arc::new(repeats))).map_err(|error| Failure::from(error).raised(py))
    }

    /// Reads a file.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        Repeats::new(py, &py.detach(|| std::fs::read_to_string(path))?)
    }

    /// Writes a file.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        Ok(py.detach(|| std::fs::write(path, self.0.to_string()))?)
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        format!("<Repeats of {} lines>", self.0.len())
    }

    fn __getnewargs__(&self) -> (String,) {
        (self.0.to_string(),)
    }
}

/// Repeated lines, or a file of them.
pub(crate) fn extract(object: &Bound<'_, PyAny>) -> PyResult<Arc<dechaff::Repeats>> {
    if let Ok(repeats) = object.cast::<Repeats>() {
        return Ok(Arc::clone(&repeats.get().0));
    }
    let is_path = object.is_instance_of::<PyString>() || object.hasattr("__fspath__")?;
    if !is_path {
        return Err(invalid_option(object.py(), "repeats: a Repeats or the path of a file of them"));
    }
    Ok(Repeats::load(object.py(), object.extract()?)?.0)
}

/// Counts on how many pages of its site every line stands: a first pass over pages, for ``Repeats``.
///
/// >>> import dechaff
/// >>> counter = dechaff.RepeatCounter(fewest_pages=2)
/// >>> for number, weather in enumerate(["It rained all day.", "It snowed all day."]):
/// ...     page = f"<p>{weather}</p><p>Read our other stories</p>"
/// ...     counter.add(dechaff.clean(page), url=f"https://example.org/{number}")
/// >>> print(counter.finish(), end="")  # doctest: +NORMALIZE_WHITESPACE
/// # dechaff repeats 1: site, pages with the line, pages of the site, line
/// example.org 2 2 Read our other stories
#[pyclass(frozen, module = "dechaff")]
#[derive(Debug)]
pub(crate) struct RepeatCounter {
    fewest_pages: u32,
    counter: Mutex<dechaff::RepeatCounter>,
}

#[pymethods]
impl RepeatCounter {
    /// ``fewest_pages`` of a site have to share a line; 2 at least.
    #[new]
    #[pyo3(signature = (fewest_pages=5))]
    fn new(py: Python<'_>, fewest_pages: u32) -> PyResult<Self> {
        if fewest_pages < 2 {
            return Err(invalid_option(py, "fewest_pages: 2 at least"));
        }
        Ok(RepeatCounter { fewest_pages, counter: Mutex::new(fresh(fewest_pages)) })
    }

    /// Counts a page.
    #[pyo3(signature = (article, url=None))]
    fn add(&self, py: Python<'_>, article: &Article, url: Option<&str>) {
        py.detach(|| {
            let mut counter = self.counter.lock().unwrap_or_else(PoisonError::into_inner);
            counter.add_page(url, article.inner().blocks().map(|block| block.text()));
        });
    }

    /// The lines that repeat. The counter is empty afterwards.
    fn finish(&self, py: Python<'_>) -> Repeats {
        py.detach(|| {
            let mut counter = self.counter.lock().unwrap_or_else(PoisonError::into_inner);
            Repeats(Arc::new(std::mem::replace(&mut *counter, fresh(self.fewest_pages)).finish()))
        })
    }
}

fn fresh(fewest_pages: u32) -> dechaff::RepeatCounter {
    dechaff::RepeatCounter::new().with_fewest_pages(fewest_pages)
}
