//! `dechaff [FILE…]`: one article for each input.

use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use dechaff::{Article, Cleaner, Error, Format, Input};

use crate::args::{CleanArgs, ContentKind};
use crate::explain::explain;
use crate::site_file;

pub(crate) fn run(args: &CleanArgs) -> io::Result<ExitCode> {
    let cleaner = match cleaner(args) {
        Ok(cleaner) => cleaner,
        Err(error) => {
            eprintln!("dechaff: {error}");
            return Ok(ExitCode::from(crate::exit::USAGE));
        }
    };
    let standard_input = [PathBuf::from("-")];
    let files = if args.files.is_empty() { &standard_input[..] } else { &args.files };
    let mut out = Printer { out: io::stdout().lock(), json: args.output == Format::Json, printed: false };
    let colour =
        io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut failed = false;
    for file in files {
        match clean(&cleaner, file, args) {
            Ok(article) => {
                let shown = match args.explain {
                    Some(detail) => explain(&article, detail, colour),
                    None => article.render(args.output, &args.rendering()),
                };
                out.print(&shown)?;
                warn_if_empty(&article, file);
            }
            Err(error) => {
                eprintln!("dechaff: {}: {error}", name(file));
                failed = true;
            }
        }
    }
    Ok(if failed { ExitCode::from(crate::exit::FAILED) } else { ExitCode::SUCCESS })
}

fn cleaner(args: &CleanArgs) -> Result<Cleaner, String> {
    let cleaner = with_selectors(args).map_err(|error| error.to_string())?;
    Ok(match &args.sites {
        Some(file) => cleaner.with_sites(Arc::new(site_file::read(file)?)),
        None => cleaner,
    })
}

fn with_selectors(args: &CleanArgs) -> Result<Cleaner, Error> {
    let mut cleaner = Cleaner::new()
        .with_focus(args.focus.into())
        .with_tables(!args.no_tables)
        .with_comments(args.comments);
    for selector in &args.keep {
        cleaner = cleaner.with_keep_selector(selector)?;
    }
    for selector in &args.remove {
        cleaner = cleaner.with_remove_selector(selector)?;
    }
    Ok(cleaner)
}

fn clean(cleaner: &Cleaner, file: &Path, args: &CleanArgs) -> Result<Article, String> {
    let bytes = read(file).map_err(|error| error.to_string())?;
    let article = input(&bytes, args).and_then(|input| cleaner.clean(input));
    article.map_err(|error| error.to_string())
}

fn input<'a>(bytes: &'a [u8], args: &'a CleanArgs) -> Result<Input<'a>, Error> {
    let mut input = match args.input {
        ContentKind::Auto => Input::from(bytes),
        ContentKind::Html => Input::html(bytes),
        ContentKind::Text => Input::text(bytes),
    };
    if let Some(content_type) = &args.content_type {
        input = input.with_content_type(content_type);
    }
    match &args.url {
        Some(url) => input.with_url(url),
        None => Ok(input),
    }
}

fn read(file: &Path) -> io::Result<Vec<u8>> {
    if file != Path::new("-") {
        return fs::read(file);
    }
    let mut bytes = Vec::new();
    io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn name(file: &Path) -> String {
    if file == Path::new("-") { "standard input".to_owned() } else { file.display().to_string() }
}

/// Says that a document with text gave no body, which would look like a failure without a cause, and what to try.
fn warn_if_empty(article: &Article, file: &Path) {
    if article.blocks().any(|block| block.label().is_body()) {
        return;
    }
    let name = name(file);
    let advice = match article.blocks().count() {
        0 => "the document has no text of its own; a page that scripts draw has to be saved after they have run".to_owned(),
        1 => "its one block of text was removed; --explain shows why, --focus recall keeps more".to_owned(),
        blocks => format!(
            "all {blocks} blocks of text were removed; --explain shows why, --focus recall keeps more, --keep SELECTOR what it matches"
        ),
    };
    eprintln!("dechaff: {name}: no body found: {advice}");
}

/// Standard output with something between articles.
struct Printer<W> {
    out: W,
    /// One a line, rather than a blank line between two.
    json: bool,
    printed: bool,
}

impl<W: Write> Printer<W> {
    fn print(&mut self, article: &str) -> io::Result<()> {
        if article.is_empty() {
            return Ok(());
        }
        if self.printed && !self.json {
            self.out.write_all(b"\n")?;
        }
        self.out.write_all(article.trim_end_matches('\n').as_bytes())?;
        self.out.write_all(b"\n")?;
        self.printed = true;
        self.out.flush()
    }
}
