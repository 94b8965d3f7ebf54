//! `dechaff [FILE…]`: one article for each input.

use std::fs;
use std::io::{self, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use dechaff::{Article, Cleaner, Error};

use crate::args::{CleanArgs, Input, Output};
use crate::explain::explain;

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
    let mut out = Printer { out: io::stdout().lock(), json: args.output == Output::Json, printed: false };
    let colour =
        io::stdout().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let mut failed = false;
    for file in files {
        match clean(&cleaner, file, args) {
            Ok(article) if args.explain => out.print(&explain(&article, colour))?,
            Ok(article) => out.print(&rendered(&article, args.output)?)?,
            Err(error) => {
                eprintln!("dechaff: {}: {error}", name(file));
                failed = true;
            }
        }
    }
    Ok(if failed { ExitCode::from(crate::exit::FAILED) } else { ExitCode::SUCCESS })
}

fn cleaner(args: &CleanArgs) -> Result<Cleaner, Error> {
    let mut cleaner = Cleaner::new()
        .with_focus(args.focus.into())
        .with_tables(!args.no_tables)
        .with_captions(args.captions)
        .with_links(args.links)
        .with_images(args.images)
        .with_comments(args.comments);
    if let Some(url) = &args.url {
        cleaner = cleaner.with_url(url)?;
    }
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
    let content_type = args.content_type.as_deref();
    let article = match args.input {
        Input::Auto => cleaner.clean_bytes(&bytes, content_type),
        Input::Html => cleaner.clean_html_bytes(&bytes, content_type),
        Input::Text => cleaner.clean_text_bytes(&bytes, content_type),
    };
    article.map_err(|error| error.to_string())
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

fn rendered(article: &Article, output: Output) -> io::Result<String> {
    Ok(match output {
        Output::Text => article.text(),
        Output::Markdown => article.markdown(),
        Output::Html => article.html(),
        Output::Json => serde_json::to_string(article)?,
    })
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
