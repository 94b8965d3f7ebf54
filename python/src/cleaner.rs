//! `Cleaner`: settings, and what can be done with them.

use std::sync::Arc;
use std::time::{Duration, SystemTime};

use dechaff::{Focus, Input, Limits, Rendering};
use pyo3::exceptions::PyTypeError;
use pyo3::prelude::*;
use pyo3::types::{PyDict, PyTuple};
use pyo3_arrow::input::AnyArray;

use crate::arrow::{self, ArrowColumn, Columns};
use crate::article::Article;
use crate::errors::{Failure, invalid_option};
use crate::many::{CleanMany, OnError};
use crate::metadata::Metadata;
use crate::page::{ContentKind, Page};
use crate::record;
use crate::setup::Setup;
use crate::sites;

/// Cleans pages with settings of the caller's.
///
/// A cleaner can be shared between threads, and pickled.
///
/// Parameters
/// ----------
/// url: the address of the page, if all pages have the same: links become absolute, and it is evidence for dates.
/// focus: where to lean in doubt: ``"balanced"``, ``"precision"`` (rather lose a line than keep boilerplate) or
///     ``"recall"`` (rather keep a line of boilerplate than lose a paragraph).
/// input: ``"html"``, ``"text"`` (flattened text) or ``"auto"``, which finds out.
/// tables: whether tables of the article stay in its body.
/// captions, links, images: whether captions, the targets of links, and pictures show in what articles are rendered to:
///     ``Article.text``, ``markdown``, ``html`` and fields of records. Articles keep all of them whatever is shown, see
///     ``Article.render``.
/// comments: whether readers' comments are kept apart as data, in ``Article.comments``, and the posts of a thread, in
///     ``Article.posts``; fields of records of these names are empty without it.
/// keep_selectors: CSS selectors of elements that belong to the body, whatever they look like.
/// remove_selectors: CSS selectors of elements to remove.
/// reference_time: when the pages were fetched, with a time zone: "3 hours ago" is read only with it.
/// sites: what many pages of a site teach, or a person knows of it: ``Sites``, or the path of a file of them.
/// max_input_bytes, max_depth, max_nodes, max_blocks: how much of a page is read; by default 64 MiB, 512 levels,
///     2,000,000 nodes and 200,000 blocks.
///
/// >>> import dechaff
/// >>> cleaner = dechaff.Cleaner(focus="precision", links=True, remove_selectors=[".advert"])
/// >>> page = "<h1>Rain</h1><p>It rained all day, and nobody minded it.</p><p class=advert>Buy an umbrella today.</p>"
/// >>> cleaner.clean(page, url="https://example.org/rain").text
/// 'It rained all day, and nobody minded it.'
#[pyclass(frozen, module = "dechaff")]
#[derive(Debug)]
pub(crate) struct Cleaner {
    setup: Setup,
    /// As they were given, for pickling.
    options: Py<PyDict>,
}

#[pymethods]
impl Cleaner {
    #[new]
    #[pyo3(signature = (
        *, url=None, focus="balanced", input="auto", tables=true, captions=false, links=false, images=false,
        comments=false, keep_selectors=None, remove_selectors=None, reference_time=None, sites=None,
        max_input_bytes=None, max_depth=None, max_nodes=None, max_blocks=None,
    ))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords")]
    fn new(
        py: Python<'_>,
        url: Option<String>,
        focus: &str,
        input: &str,
        tables: bool,
        captions: bool,
        links: bool,
        images: bool,
        comments: bool,
        keep_selectors: Option<Selectors>,
        remove_selectors: Option<Selectors>,
        reference_time: Option<Bound<'_, PyAny>>,
        sites: Option<Bound<'_, PyAny>>,
        max_input_bytes: Option<usize>,
        max_depth: Option<usize>,
        max_nodes: Option<usize>,
        max_blocks: Option<usize>,
    ) -> PyResult<Self> {
        let keep_selectors = keep_selectors.unwrap_or_default();
        let remove_selectors = remove_selectors.unwrap_or_default();
        let options = PyDict::new(py);
        macro_rules! note {
            ($($name:ident: $is_given:expr,)*) => { $(if $is_given { options.set_item(stringify!($name), &$name)?; })* };
        }
        note! {
            url: url.is_some(), focus: focus != "balanced", input: input != "auto", tables: !tables,
            captions: captions, links: links, images: images, comments: comments,
            keep_selectors: !keep_selectors.is_empty(), remove_selectors: !remove_selectors.is_empty(),
            reference_time: reference_time.is_some(), max_input_bytes: max_input_bytes.is_some(),
            max_depth: max_depth.is_some(), max_nodes: max_nodes.is_some(), max_blocks: max_blocks.is_some(),
        }
        let mut cleaner = dechaff::Cleaner::new()
            .with_focus(focus_named(py, focus)?)
            .with_tables(tables)
            .with_comments(comments)
            .with_limits(limits(max_input_bytes, max_depth, max_nodes, max_blocks));
        let fetch_time = reference_time.map(|time| system_time(&time)).transpose()?;
        if let Some(sites) = sites {
            let sites = sites::extract(&sites)?;
            // Other machines have the profiles, not the file.
            options.set_item("sites", Bound::new(py, sites::Sites(Arc::clone(&sites)))?)?;
            cleaner = cleaner.with_sites(sites);
        }
        let url =
            url.map(|url| absolute_url(&url)).transpose().map_err(|error| Failure::from(error).raised(py))?;
        let cleaner = with_selectors(cleaner, &keep_selectors.0, &remove_selectors.0);
        let cleaner = Arc::new(cleaner.map_err(|error| Failure::from(error).raised(py))?);
        let rendering = Rendering::new().with_links(links).with_images(images).with_captions(captions);
        let setup = Setup { cleaner, kind: kind_named(py, input)?, url, fetch_time, rendering };
        Ok(Cleaner { setup, options: options.unbind() })
    }

    /// The settings that are not the default ones, as keyword arguments that make the same cleaner.
    #[getter]
    fn options<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyDict>> {
        self.options.bind(py).copy()
    }

    /// Cleans one page: HTML or flattened text, as ``str``, or as bytes in whatever encoding they are.
    ///
    /// ``content_type`` is the HTTP header of that name, for the encoding of bytes. Raises ``EmptyInput`` where there
    /// is no visible character, and ``BinaryInput`` for a file of another kind. A page without an article is no error,
    /// see ``Article.flags`` and ``Article.confidence``.
    #[pyo3(signature = (page, url=None, *, content_type=None))]
    fn clean(
        &self,
        py: Python<'_>,
        page: &Bound<'_, PyAny>,
        url: Option<&str>,
        content_type: Option<&str>,
    ) -> PyResult<Article> {
        let page = Page::extract(page).map_err(|error| error.raised(py))?;
        let setup = &self.setup;
        let article = py.detach(|| setup.clean(page.as_raw(), url, content_type));
        let article = article.map_err(|failure| failure.raised(py))?;
        Ok(Article::new(article, setup.rendering))
    }

    /// As ``clean``, without looking for the body: ``Article.metadata`` in less time.
    #[pyo3(signature = (page, url=None, *, content_type=None))]
    fn metadata(
        &self,
        py: Python<'_>,
        page: &Bound<'_, PyAny>,
        url: Option<&str>,
        content_type: Option<&str>,
    ) -> PyResult<Metadata> {
        let page = Page::extract(page).map_err(|error| error.raised(py))?;
        let setup = &self.setup;
        let metadata = py.detach(|| setup.metadata(page.as_raw(), url, content_type));
        metadata.map(Metadata).map_err(|failure| failure.raised(py))
    }

    /// Cleans pages on several threads; articles come in the order of the pages.
    ///
    /// ``pages`` is any iterable, also an endless one, of pages or of pairs of a page and its address (``None`` or an
    /// unusable one counts for nothing). It is read on the caller's thread, at most ``look_ahead`` pages (by default
    /// 32 a thread) and 64 MB before the articles that were taken. ``threads`` are as many as there are cores unless
    /// another number is given.
    ///
    /// With ``errors="raise"`` a page that cannot be cleaned raises in its turn, and the next call goes on; with
    /// ``errors="return"`` the exception stands in the article's place.
    ///
    /// >>> import dechaff
    /// >>> pages = [("<h1>Rain</h1><p>It rained all day, and nobody minded it.</p>", "https://example.org/1"), ""]
    /// >>> [type(it).__name__ for it in dechaff.Cleaner().clean_many(pages, errors="return")]
    /// ['Article', 'EmptyInput']
    #[pyo3(signature = (pages, *, threads=None, errors="raise", look_ahead=None))]
    fn clean_many(
        &self,
        py: Python<'_>,
        pages: &Bound<'_, PyAny>,
        threads: Option<usize>,
        errors: &str,
        look_ahead: Option<usize>,
    ) -> PyResult<CleanMany> {
        let on_error = match errors {
            "raise" => OnError::Raise,
            "return" => OnError::Return,
            other => {
                let message = format!("errors: \"raise\" or \"return\", not {other:?}");
                return Err(invalid_option(py, message));
            }
        };
        CleanMany::start(pages, self.setup.clone(), thread_count(threads), look_ahead, on_error)
    }

    /// Cleans a column of an Arrow table, a record batch, or an array by itself.
    ///
    /// ``data`` is anything with the Arrow PyCapsule interface: pyarrow's and polars' tables, arrays and series, and
    /// others. It is read where it lies. ``column`` names the column with the pages, of strings or bytes, and is not
    /// needed where ``data`` is such a column. ``url`` and ``content_type`` name the columns with the pages' addresses
    /// and HTTP headers.
    ///
    /// The result is a column of structs with ``fields`` (``dechaff.FIELDS`` unless others are named, see
    /// ``Article.to_dict``) and ``error``, chunk by chunk as ``data`` is. A page that cannot be cleaned has its error
    /// there and null for all else; null gives null.
    ///
    /// >>> import dechaff, pyarrow as pa
    /// >>> table = pa.table({"html": ["<h1>Rain</h1><p>It rained all day, and nobody minded it.</p>", None, ""]})
    /// >>> column = pa.chunked_array(dechaff.Cleaner().clean_arrow(table, "html", fields=["title"]))
    /// >>> column.to_pylist()
    /// [{'title': 'Rain', 'error': None}, None, {'title': None, 'error': 'the input is empty'}]
    #[pyo3(signature = (data, column=None, *, url=None, content_type=None, fields=None, threads=None))]
    #[expect(clippy::too_many_arguments, reason = "they are keywords")]
    fn clean_arrow(
        &self,
        py: Python<'_>,
        data: AnyArray,
        column: Option<String>,
        url: Option<String>,
        content_type: Option<String>,
        fields: Option<Vec<String>>,
        threads: Option<usize>,
    ) -> PyResult<ArrowColumn> {
        let columns = Columns { page: column, url, content_type };
        let fields = record::named(py, fields)?;
        arrow::clean(py, &self.setup, data, &columns, fields, thread_count(threads))
    }

    fn __getnewargs_ex__<'py>(&self, py: Python<'py>) -> PyResult<(Bound<'py, PyTuple>, Bound<'py, PyDict>)> {
        Ok((PyTuple::empty(py), self.options(py)?))
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let mut given = Vec::new();
        for (name, value) in self.options.bind(py) {
            given.push(format!("{name}={}", value.repr()?));
        }
        Ok(format!("Cleaner({})", given.join(", ")))
    }
}

impl Cleaner {
    /// What it was set to.
    pub(crate) fn setup(&self) -> Setup {
        self.setup.clone()
    }
}

/// One selector, or several.
#[derive(Debug, Default)]
struct Selectors(Vec<String>);

impl Selectors {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<'py> FromPyObject<'_, 'py> for Selectors {
    type Error = PyErr;

    fn extract(object: Borrowed<'_, 'py, PyAny>) -> PyResult<Self> {
        let one = object.extract().map(|css| vec![css]);
        one.or_else(|_| object.extract())
            .map(Selectors)
            .map_err(|_: PyErr| PyTypeError::new_err("selectors are a str or a sequence of them"))
    }
}

impl<'py> IntoPyObject<'py> for &Selectors {
    type Target = PyAny;
    type Output = Bound<'py, PyAny>;
    type Error = PyErr;

    fn into_pyobject(self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        self.0.as_slice().into_pyobject(py)
    }
}

fn absolute_url(given: &str) -> Result<Arc<str>, dechaff::Error> {
    Input::from("").with_url(given).map(|_| given.into())
}

fn with_selectors(
    mut cleaner: dechaff::Cleaner,
    keep: &[String],
    remove: &[String],
) -> Result<dechaff::Cleaner, dechaff::Error> {
    for css in keep {
        cleaner = cleaner.with_keep_selector(css)?;
    }
    for css in remove {
        cleaner = cleaner.with_remove_selector(css)?;
    }
    Ok(cleaner)
}

fn kind_named(py: Python<'_>, name: &str) -> PyResult<ContentKind> {
    let message = || format!("input: \"auto\", \"html\" or \"text\", not {name:?}");
    ContentKind::from_name(name).ok_or_else(|| invalid_option(py, message()))
}

fn focus_named(py: Python<'_>, name: &str) -> PyResult<Focus> {
    match name {
        "balanced" => Ok(Focus::Balanced),
        "precision" => Ok(Focus::Precision),
        "recall" => Ok(Focus::Recall),
        other => {
            let message = format!("focus: \"balanced\", \"precision\" or \"recall\", not {other:?}");
            Err(invalid_option(py, message))
        }
    }
}

fn limits(
    input_bytes: Option<usize>,
    depth: Option<usize>,
    nodes: Option<usize>,
    blocks: Option<usize>,
) -> Limits {
    let mut limits = Limits::new();
    if let Some(bytes) = input_bytes {
        limits = limits.with_max_input_bytes(bytes);
    }
    if let Some(levels) = depth {
        limits = limits.with_max_depth(levels);
    }
    if let Some(nodes) = nodes {
        limits = limits.with_max_nodes(nodes);
    }
    if let Some(blocks) = blocks {
        limits = limits.with_max_blocks(blocks);
    }
    limits
}

/// A `datetime` that knows its zone: without one the result would depend on the machine.
fn system_time(time: &Bound<'_, PyAny>) -> PyResult<SystemTime> {
    let py = time.py();
    let class = PyModule::import(py, "datetime")?.getattr("datetime")?;
    if !time.is_instance(&class)? {
        let name = time.get_type().name()?;
        return Err(invalid_option(py, format!("reference_time: a datetime.datetime, not {name}")));
    }
    if time.call_method0("utcoffset")?.is_none() {
        let message = "reference_time: the datetime has no time zone, such as tzinfo=datetime.timezone.utc";
        return Err(invalid_option(py, message));
    }
    let seconds: f64 = time.call_method0("timestamp")?.extract()?;
    let span = Duration::try_from_secs_f64(seconds.abs());
    let moved = span.ok().and_then(|span| match seconds < 0.0 {
        true => SystemTime::UNIX_EPOCH.checked_sub(span),
        false => SystemTime::UNIX_EPOCH.checked_add(span),
    });
    moved.ok_or_else(|| invalid_option(py, "reference_time: out of range"))
}

/// As many as there are cores unless a number is given; 0 stands for that, too, as in the command.
fn thread_count(threads: Option<usize>) -> usize {
    let cores = || std::thread::available_parallelism().map_or(1, usize::from);
    threads.filter(|threads| *threads > 0).unwrap_or_else(cores)
}
