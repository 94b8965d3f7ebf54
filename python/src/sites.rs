//! `Sites` and `SiteLearner`: what many pages of a site teach.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::types::{PyBytes, PyString, PyTuple};

use crate::cleaner::Cleaner;
use crate::errors::{Failure, invalid_option};
use crate::page::Page;

/// What the pages of sites teach, or a person knows: what is template, and where the text is.
///
/// ``dechaff dump --learn-sites`` writes such files, which people can read and change; ``SiteLearner`` makes them from
/// pages.
///
/// >>> import dechaff
/// >>> sites = dechaff.Sites('# dechaff sites 1\n["example.org".remove]\n".weather" = true\n')
/// >>> sites.hosts
/// ['example.org']
/// >>> page = "<h1>Rain</h1><p>It rained all day, and nobody in the town minded it.<p class=weather>Nine degrees, wind."
/// >>> dechaff.clean(page, url="https://example.org/9", sites=sites).text
/// 'It rained all day, and nobody in the town minded it.'
#[pyclass(frozen, module = "dechaff")]
#[derive(Debug)]
pub(crate) struct Sites(pub(crate) Arc<dechaff::Sites>);

#[pymethods]
impl Sites {
    #[new]
    fn new(py: Python<'_>, text: &str) -> PyResult<Self> {
        let sites = py.detach(|| text.parse());
        sites.map(|sites| Sites(Arc::new(sites))).map_err(|error| Failure::from(error).raised(py))
    }

    /// Reads a file.
    #[staticmethod]
    fn load(py: Python<'_>, path: PathBuf) -> PyResult<Self> {
        Sites::new(py, &py.detach(|| std::fs::read_to_string(path))?)
    }

    /// Writes a file.
    fn save(&self, py: Python<'_>, path: PathBuf) -> PyResult<()> {
        Ok(py.detach(|| std::fs::write(path, self.0.to_string()))?)
    }

    /// The hosts, without "www.", in order.
    #[getter]
    fn hosts(&self) -> Vec<String> {
        self.0.hosts().map(str::to_owned).collect()
    }

    /// The same with the rows that people have written in another file: for learning anew.
    fn with_rows_of_people(&self, py: Python<'_>, other: &Sites) -> Sites {
        py.detach(|| Sites(Arc::new(dechaff::Sites::clone(&self.0).with_rows_of_people(&other.0))))
    }

    fn __str__(&self) -> String {
        self.0.to_string()
    }

    fn __len__(&self) -> usize {
        self.0.len()
    }

    fn __repr__(&self) -> String {
        format!("<Sites: {}>", self.0.len())
    }

    fn __getnewargs__(&self) -> (String,) {
        (self.0.to_string(),)
    }
}

/// Profiles of sites, or a file of them.
pub(crate) fn extract(object: &Bound<'_, PyAny>) -> PyResult<Arc<dechaff::Sites>> {
    if let Ok(sites) = object.cast::<Sites>() {
        return Ok(Arc::clone(&sites.get().0));
    }
    let is_path = object.is_instance_of::<PyString>() || object.hasattr("__fspath__")?;
    if !is_path {
        return Err(invalid_option(object.py(), "sites: a Sites or the path of a file of them"));
    }
    Ok(Sites::load(object.py(), object.extract()?)?.0)
}

/// Learns from the pages of sites, in any order; learners of parts can be merged, and pickled.
///
/// >>> import dechaff
/// >>> learner = dechaff.SiteLearner()
/// >>> for day in ("Monday", "Tuesday", "Friday"):
/// ...     page = f"<p>It rained all {day}, and nobody in the town minded.</p><p>Read our other stories</p>"
/// ...     learner.add(page, url=f"https://example.org/{day}")
/// >>> '"Read our other stories" = [3, 3]' in str(learner.finish())
/// True
#[pyclass(frozen, module = "dechaff")]
#[derive(Debug, Default)]
pub(crate) struct SiteLearner(Mutex<dechaff::SiteLearner>);

impl SiteLearner {
    fn with<T>(&self, work: impl FnOnce(&mut dechaff::SiteLearner) -> T) -> T {
        work(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

#[pymethods]
impl SiteLearner {
    #[new]
    fn new() -> Self {
        SiteLearner::default()
    }

    /// Learns from a page, as ``cleaner`` reads it (by default one with the default settings). The site is that of ``url``.
    #[pyo3(signature = (page, url=None, *, content_type=None, cleaner=None))]
    fn add(
        &self,
        py: Python<'_>,
        page: &Bound<'_, PyAny>,
        url: Option<&str>,
        content_type: Option<&str>,
        cleaner: Option<&Cleaner>,
    ) -> PyResult<()> {
        let page = Page::extract(page).map_err(|error| error.raised(py))?;
        let setup = cleaner.map(Cleaner::setup).unwrap_or_default();
        let seen = py.detach(|| setup.observe(page.as_raw(), url, content_type));
        let seen = seen.map_err(|failure| failure.raised(py))?;
        self.with(|learner| learner.add(&seen));
        Ok(())
    }

    /// Learns all that another has learnt.
    fn merge(&self, py: Python<'_>, other: &SiteLearner) {
        py.detach(|| {
            // A copy: the other may be this one.
            let other = other.with(|other| other.clone());
            self.with(|learner| learner.merge(&other));
        });
    }

    /// As so many learners of some of the sites each, by the names of the sites alone: those of one number are merged apart
    /// from all others.
    fn split(&self, py: Python<'_>, parts: usize) -> Vec<SiteLearner> {
        let learners = py.detach(|| self.with(|learner| learner.split(parts)));
        learners.into_iter().map(|learner| SiteLearner(Mutex::new(learner))).collect()
    }

    /// What was learnt so far.
    fn finish(&self, py: Python<'_>) -> Sites {
        py.detach(|| Sites(Arc::new(self.with(|learner| learner.finish()))))
    }

    /// The learner as bytes, to be merged elsewhere; those of the same pages are the same.
    fn to_bytes<'py>(&self, py: Python<'py>) -> Bound<'py, PyBytes> {
        PyBytes::new(py, &py.detach(|| self.with(|learner| learner.to_bytes())))
    }

    /// Reads what ``to_bytes`` has written.
    #[staticmethod]
    fn from_bytes(py: Python<'_>, data: &[u8]) -> PyResult<SiteLearner> {
        let learner = dechaff::SiteLearner::from_bytes(data);
        learner
            .map(|learner| SiteLearner(Mutex::new(learner)))
            .map_err(|error| Failure::from(error).raised(py))
    }

    fn __reduce__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyAny>, Bound<'py, PyTuple>)> {
        let from_bytes = py.get_type::<SiteLearner>().getattr("from_bytes")?;
        Ok((from_bytes, PyTuple::new(py, [self.to_bytes(py)])?))
    }
}
