//! `clean_many`: an iterator over articles that threads clean ahead of the caller.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use dechaff::Rendering;
use pyo3::exceptions::{PyException, PyTypeError};
use pyo3::prelude::*;
use pyo3::types::{PyByteArray, PyBytes, PyIterator, PyMemoryView, PyString, PyTuple};

use crate::article::Article;
use crate::errors::{Failure, invalid_option};
use crate::page::{NoPage, Page, class_name};
use crate::setup::Setup;

/// Pages under way for each thread: enough for all to go on while one cleans a slow page.
const PAGES_A_THREAD: usize = 32;
/// Bytes of pages under way. A page for which there is never room goes alone.
const MAX_BYTES: usize = 64 << 20;
/// How long a Ctrl-C may go unseen.
const TICK: Duration = Duration::from_millis(100);

/// What becomes of a page that cannot be cleaned.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum OnError {
    Raise,
    Return,
}

/// Articles in the order of the pages, which are read as articles are taken.
#[pyclass(module = "dechaff")]
#[derive(Debug)]
pub(crate) struct CleanMany {
    /// Nothing once it has ended.
    pages: Option<Py<PyIterator>>,
    on_error: OnError,
    rendering: Rendering,
    /// Nothing once no more is to be cleaned.
    jobs: Option<Sender<Job>>,
    /// Python wants to share what only `&mut self` uses.
    results: Mutex<Receiver<Done>>,
    stopped: Arc<AtomicBool>,
    /// Pages that are done before their turn, and those that never were a page.
    early: BTreeMap<u64, Outcome>,
    /// The number of the next page to be read.
    next: u64,
    /// Whose turn it is.
    turn: u64,
    bytes: usize,
    max_pages: usize,
}

#[derive(Debug)]
struct Job {
    number: u64,
    page: Page,
    url: Option<String>,
}

#[derive(Debug)]
struct Done {
    job: Job,
    article: Result<dechaff::Article, Failure>,
}

#[derive(Debug)]
enum Outcome {
    Article(Box<dechaff::Article>),
    Failed(Failure),
    /// The item was no page.
    Raised(PyErr),
    /// The source itself failed.
    Ended(PyErr),
}

impl CleanMany {
    pub(crate) fn start(
        pages: &Bound<'_, PyAny>,
        setup: Setup,
        threads: usize,
        look_ahead: Option<usize>,
        on_error: OnError,
    ) -> PyResult<Self> {
        let max_pages = look_ahead.unwrap_or(threads * PAGES_A_THREAD);
        if max_pages == 0 {
            return Err(invalid_option(pages.py(), "look_ahead: 1 at least"));
        }
        if is_page(pages) {
            let message =
                format!("clean_many takes an iterable of pages, not one page ({})", class_name(pages));
            return Err(PyTypeError::new_err(message));
        }
        let pages = Some(pages.try_iter()?.unbind());
        let rendering = setup.rendering;
        let (jobs, waiting) = channel();
        let (sender, results) = channel();
        let waiting = Arc::new(Mutex::new(waiting));
        let stopped = Arc::new(AtomicBool::new(false));
        for _ in 0..threads {
            let (waiting, sender, stopped) = (Arc::clone(&waiting), sender.clone(), Arc::clone(&stopped));
            let setup = setup.clone();
            let work = move || clean(&waiting, &sender, &stopped, &setup);
            thread::Builder::new().name("dechaff".into()).spawn(work)?;
        }
        Ok(CleanMany {
            pages,
            on_error,
            rendering,
            jobs: Some(jobs),
            results: Mutex::new(results),
            stopped,
            early: BTreeMap::new(),
            next: 0,
            turn: 0,
            bytes: 0,
            max_pages,
        })
    }

    fn has_room(&self) -> bool {
        let under_way = self.next - self.turn;
        under_way == 0 || (under_way < self.max_pages as u64 && self.bytes < MAX_BYTES)
    }

    /// Reads one page and hands it to the threads.
    fn read(&mut self, py: Python<'_>) -> PyResult<()> {
        let Some(pages) = &self.pages else { return Ok(()) };
        let item = match pages.bind(py).clone().next() {
            Some(Ok(item)) => item,
            // Not a failure, but somebody who wants to stop.
            Some(Err(error)) if !error.is_instance_of::<PyException>(py) => return Err(error),
            end => {
                if let Some(Err(error)) = end {
                    self.early.insert(self.next, Outcome::Ended(error));
                    self.next += 1;
                }
                self.pages = None;
                self.jobs = None;
                return Ok(());
            }
        };
        match job(self.next, &item) {
            Ok(job) => {
                self.bytes += job.page.as_raw().len();
                // The threads live as long as this does.
                if let Some(jobs) = &self.jobs {
                    let _ = jobs.send(job);
                }
            }
            Err(NoPage::Failure(failure)) => {
                self.early.insert(self.next, Outcome::Failed(failure));
            }
            Err(NoPage::Raised(error)) => {
                self.early.insert(self.next, Outcome::Raised(error));
            }
        }
        self.next += 1;
        Ok(())
    }

    fn take(&mut self, done: Done) {
        let Done { job, article } = done;
        self.bytes = self.bytes.saturating_sub(job.page.as_raw().len());
        let outcome = article.map_or_else(Outcome::Failed, |article| Outcome::Article(Box::new(article)));
        self.early.insert(job.number, outcome);
    }

    fn take_all(&mut self) {
        while let Ok(done) = self.results.get_mut().unwrap_or_else(PoisonError::into_inner).try_recv() {
            self.take(done);
        }
    }

    fn wait(&mut self, py: Python<'_>) -> PyResult<()> {
        let results = self.results.get_mut().unwrap_or_else(PoisonError::into_inner);
        match py.detach(move || results.recv_timeout(TICK)) {
            Ok(done) => self.take(done),
            Err(RecvTimeoutError::Timeout) => py.check_signals()?,
            Err(RecvTimeoutError::Disconnected) => {
                let failure = Failure::Panic("the threads have ended".to_owned());
                return Err(failure.raised(py));
            }
        }
        Ok(())
    }

    fn outcome<'py>(&self, py: Python<'py>, outcome: Outcome) -> PyResult<Bound<'py, PyAny>> {
        let error = match outcome {
            Outcome::Article(article) => {
                let article = Article::new(*article, self.rendering);
                return Ok(Bound::new(py, article)?.into_any());
            }
            Outcome::Failed(failure) => failure.raised(py),
            Outcome::Raised(error) => error,
            Outcome::Ended(error) => return Err(error),
        };
        match self.on_error {
            OnError::Raise => Err(error),
            OnError::Return => Ok(error.into_value(py).into_bound(py).into_any()),
        }
    }
}

#[pymethods]
impl CleanMany {
    fn __iter__(slf: PyRef<'_, Self>) -> PyRef<'_, Self> {
        slf
    }

    fn __next__<'py>(&mut self, py: Python<'py>) -> PyResult<Option<Bound<'py, PyAny>>> {
        // One page for each article that is taken keeps the threads busy; more are read only while the caller has to
        // wait, so that a slow source holds back no article that is done.
        let mut is_read = false;
        loop {
            if self.has_room() && self.pages.is_some() && !is_read {
                self.read(py)?;
            }
            self.take_all();
            if let Some(outcome) = self.early.remove(&self.turn) {
                self.turn += 1;
                return self.outcome(py, outcome).map(Some);
            }
            if self.pages.is_none() && self.turn == self.next {
                return Ok(None);
            }
            is_read = !(self.has_room() && self.pages.is_some());
            if is_read {
                self.wait(py)?;
            }
        }
    }

    fn __repr__(&self) -> String {
        format!("<CleanMany {} pages read, {} articles taken>", self.next, self.turn)
    }
}

impl Drop for CleanMany {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
    }
}

/// A single page is an iterable of characters or bytes, and never what is meant.
fn is_page(object: &Bound<'_, PyAny>) -> bool {
    object.is_instance_of::<PyString>()
        || object.is_instance_of::<PyBytes>()
        || object.is_instance_of::<PyByteArray>()
        || object.is_instance_of::<PyMemoryView>()
}

/// A page, or a page and its address.
fn job(number: u64, item: &Bound<'_, PyAny>) -> Result<Job, NoPage> {
    let Ok(pair) = item.cast::<PyTuple>() else {
        return Ok(Job { number, page: Page::extract(item)?, url: None });
    };
    let Ok((page, url)) = pair.extract::<(Bound<'_, PyAny>, Option<String>)>() else {
        let message = "an item of clean_many is a page or a pair of a page and its address (str or None)";
        return Err(PyTypeError::new_err(message).into());
    };
    Ok(Job { number, page: Page::extract(&page)?, url })
}

fn clean(jobs: &Mutex<Receiver<Job>>, results: &Sender<Done>, stopped: &AtomicBool, setup: &Setup) {
    loop {
        let job = jobs.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(job) = job else { return };
        if stopped.load(Ordering::Relaxed) {
            return;
        }
        let article = setup.clean_any(job.page.as_raw(), job.url.as_deref(), None);
        if results.send(Done { job, article }).is_err() {
            return;
        }
    }
}
