//! The documents of a report: files, and samples of dumps.
//!
//! They are read before the first of them is cleaned, because what they teach of their sites is known after the last.

use std::any::Any;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use dechaff::{Article, Cleaner, Error, Input, SiteLearner, Sites};
use serde_json::value::RawValue;

use super::args::ReportArgs;
use super::sample::EvenSample;

/// A document of the report, cleaned or not.
pub(super) struct Document {
    /// The file; of a dump its line too.
    pub(super) name: String,
    /// As the dump gives it.
    pub(super) id: Option<String>,
    pub(super) url: Option<String>,
    pub(super) article: Result<Article, String>,
}

/// What a report is about.
pub(super) struct Contents {
    pub(super) documents: Vec<Document>,
    /// What is known of sites, if that was asked for.
    pub(super) sites: Option<Arc<Sites>>,
    /// Whether all files could be read. What could not is told on standard error.
    pub(super) all_read: bool,
}

/// A document that was read and not yet cleaned.
struct Unread {
    name: String,
    content: Result<Content, String>,
}

enum Content {
    /// A file that is no dump.
    Page(Vec<u8>),
    /// A line of a dump.
    Record(Vec<u8>),
}

/// Reads all documents and cleans them; `said` is what a file says of sites.
pub(super) fn read(args: &ReportArgs, said: Option<Sites>) -> Contents {
    let standard_input = [PathBuf::from("-")];
    let files = if args.files.is_empty() { &standard_input[..] } else { &args.files };
    let mut reader = Reader { args, learner: args.learn_sites.then(SiteLearner::new), seen: 0 };
    let (mut unread, mut all_read) = (Vec::new(), true);
    for file in files {
        match reader.read_file(file) {
            Ok(read) => unread.extend(read),
            Err(error) => {
                eprintln!("dechaff: {}: {error}", name(file));
                unread.push(Unread { name: name(file), content: Err(error) });
                all_read = false;
            }
        }
    }
    let sites = match reader.learner {
        Some(learner) => Some(learner.finish().with_rows_of_people(&said.unwrap_or_default())),
        None => said,
    };
    let sites = sites.map(Arc::new);
    let mut cleaner = cleaner(args);
    if let Some(sites) = &sites {
        cleaner = cleaner.with_sites(Arc::clone(sites));
    }
    let documents = unread.into_iter().map(|unread| unread.clean(&cleaner, args.url.as_deref())).collect();
    Contents { documents, sites, all_read }
}

fn cleaner(args: &ReportArgs) -> Cleaner {
    Cleaner::new().with_focus(args.focus.into()).with_comments(args.comments)
}

fn name(file: &Path) -> String {
    if file == Path::new("-") { "standard input".to_owned() } else { file.display().to_string() }
}

/// Reads files, and learns from all that is in them where that was asked for.
struct Reader<'a> {
    args: &'a ReportArgs,
    learner: Option<SiteLearner>,
    /// Documents that the learner has been given.
    seen: u64,
}

impl Reader<'_> {
    /// What a file holds, or why it cannot be read.
    fn read_file(&mut self, file: &Path) -> Result<Vec<Unread>, String> {
        let read = if file == Path::new("-") {
            self.read_from(io::stdin().lock(), name(file))
        } else {
            File::open(file).and_then(|opened| self.read_from(BufReader::new(opened), name(file)))
        };
        read.map_err(|error| error.to_string())
    }

    /// A dump is told by its first line, so that it needs no name of its own.
    fn read_from(&mut self, mut reader: impl BufRead, name: String) -> io::Result<Vec<Unread>> {
        let mut bytes = Vec::new();
        reader.read_until(b'\n', &mut bytes)?;
        if record(&bytes).is_some() {
            return self.sample(bytes, reader, &name);
        }
        reader.read_to_end(&mut bytes)?;
        let content = Content::Page(bytes);
        self.learn(&content);
        Ok(vec![Unread { name, content: Ok(content) }])
    }

    /// The sample of a dump whose first line has been read.
    fn sample(&mut self, first: Vec<u8>, reader: impl BufRead, file: &str) -> io::Result<Vec<Unread>> {
        let mut sample = EvenSample::new(self.args.sample as usize);
        for (number, line) in (1_u64..).zip([Ok(first)].into_iter().chain(reader.split(b'\n'))) {
            let line = line?;
            if !line.trim_ascii().is_empty() {
                let content = Content::Record(line);
                self.learn(&content);
                sample.push(Unread { name: format!("{file}, line {number}"), content: Ok(content) });
            }
        }
        Ok(sample.items())
    }

    /// Learns from a document; one that cannot be read teaches nothing. Files share the address that the caller gives, and
    /// pages with one address count once: a fragment tells them apart.
    fn learn(&mut self, content: &Content) {
        let Some(learner) = &mut self.learner else { return };
        self.seen += 1;
        let url = self.args.url.as_ref().map(|url| format!("{url}#{}", self.seen));
        let cleaner = cleaner(self.args);
        let parts = content.parts(url.as_deref());
        let page = parts.and_then(|parts| unless_it_panics(|| cleaner.observe(parts.input())));
        if let Ok(page) = page {
            learner.add(&page);
        }
    }
}

impl Unread {
    fn clean(self, cleaner: &Cleaner, url: Option<&str>) -> Document {
        let Unread { name, content } = self;
        match content.and_then(|content| content.parts(url).map(|parts| parts.clean(cleaner))) {
            Ok((id, url, article)) => Document { name, id, url, article },
            Err(error) => Document { name, id: None, url: None, article: Err(error) },
        }
    }
}

/// What is known of a document.
#[derive(Default)]
struct Parts<'a> {
    id: Option<String>,
    url: Option<String>,
    bytes: &'a [u8],
    html: Option<String>,
    text: Option<String>,
}

impl Content {
    /// `url` is the address of files that are no dumps.
    fn parts(&self, url: Option<&str>) -> Result<Parts<'_>, String> {
        let line = match self {
            Content::Page(bytes) => {
                return Ok(Parts { url: url.map(str::to_owned), bytes, ..Parts::default() });
            }
            Content::Record(line) => line,
        };
        let fields = record(line).ok_or("not a JSON object with \"html\" or \"text\"")?;
        let string =
            |key: &str| fields.get(key).and_then(|value| serde_json::from_str::<String>(value.get()).ok());
        let (html, text) = (string("html"), string("text"));
        // Neither is a string: the same as an empty one.
        let text = if html.is_none() { Some(text.unwrap_or_default()) } else { None };
        let id = fields.get("id").map(|id| string("id").unwrap_or_else(|| id.get().to_owned()));
        Ok(Parts { id, url: string("url"), bytes: &[], html, text })
    }
}

/// The id and the address of a document, and what became of it.
type Cleaned = (Option<String>, Option<String>, Result<Article, String>);

impl Parts<'_> {
    /// An invalid address is left out.
    fn input(&self) -> Input<'_> {
        let input = match (&self.html, &self.text) {
            (Some(html), _) => Input::html(html),
            (None, Some(text)) => Input::text(text),
            (None, None) => Input::from(self.bytes),
        };
        input.with_url_if_valid(self.url.as_deref().unwrap_or_default())
    }

    fn clean(self, cleaner: &Cleaner) -> Cleaned {
        let article = unless_it_panics(|| cleaner.clean(self.input()));
        (self.id, self.url, article)
    }
}

/// The fields of a dump's line, if it is one.
fn record(line: &[u8]) -> Option<BTreeMap<String, &RawValue>> {
    let line = line.strip_prefix("\u{feff}".as_bytes()).unwrap_or(line);
    if !line.trim_ascii_start().starts_with(b"{") {
        return None;
    }
    let fields: BTreeMap<String, &RawValue> = serde_json::from_slice(line).ok()?;
    (fields.contains_key("html") || fields.contains_key("text")).then_some(fields)
}

/// A bug that panics on one page must not end the report.
fn unless_it_panics<T>(work: impl FnOnce() -> Result<T, Error>) -> Result<T, String> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(result) => result.map_err(|error| error.to_string()),
        Err(payload) => Err(format!("internal error: {}", panic_message(&*payload))),
    }
}

fn panic_message(payload: &(dyn Any + Send)) -> &str {
    let text = payload.downcast_ref::<&'static str>().copied();
    text.or_else(|| payload.downcast_ref::<String>().map(String::as_str)).unwrap_or("panic")
}
