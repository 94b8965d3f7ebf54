//! The arguments and their help.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};
use dechaff::{Format, Rendering};

use crate::address::absolute_url;
use crate::dump::args::DumpArgs;
use crate::explain::Detail;
use crate::focus::Focus;
use crate::manual::args::{CompletionsArgs, ManArgs};
use crate::report::args::ReportArgs;

const EXAMPLES: &str = "\
Examples:
  dechaff page.html                          the article's text
  curl -s https://example.org/ | dechaff --url https://example.org/
  dechaff -o markdown --links page.html      Markdown with links
  dechaff -o json *.html                     everything that is known, a line a page
  dechaff --explain page.html                what was kept and removed, and why
  dechaff report page.html > report.html     the same as a page for a browser
  dechaff dump crawl.warc.gz > clean.jsonl   a whole dump, see `dechaff dump --help`

Exit codes: 0 all went well, 1 an input failed (the others were cleaned), 2 wrong usage.";

/// Cleans scraped web articles: prints the article and leaves out menus, lists of other
/// stories, share prompts and footers.
///
/// The input is HTML, or text that somebody already flattened, in any encoding.
#[derive(Debug, Parser)]
#[command(version, after_help = EXAMPLES, args_conflicts_with_subcommands = true)]
#[command(subcommand_negates_reqs = true, disable_help_subcommand = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
    #[command(flatten)]
    pub(crate) clean: CleanArgs,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Clean dumps of pages: JSON lines, WARC, WET, Parquet, folders of pages.
    #[command(after_help = crate::dump::args::help())]
    Dump(Box<DumpArgs>),
    /// Show what was kept and removed, and why, as one HTML page.
    #[command(after_help = crate::report::args::EXAMPLES)]
    Report(ReportArgs),
    /// Print completions of the command line for a shell.
    #[command(after_help = crate::manual::args::COMPLETIONS)]
    Completions(CompletionsArgs),
    /// Print the manual page, for `man`.
    #[command(after_help = crate::manual::args::MAN)]
    Man(ManArgs),
}

#[derive(Debug, clap::Args)]
pub(crate) struct CleanArgs {
    /// Files to clean; standard input if there is none, or for `-`.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// What to print. JSON holds metadata and every block, one line for each input.
    #[arg(short, long, value_parser = format_parser(), default_value = Format::Text.name())]
    pub(crate) output: Format,

    /// Print what was found, the sections of the page, kept and removed, and why, instead of the article. Long sections
    /// are folded unless this is `--explain=all`.
    #[arg(long, value_enum, value_name = "DETAIL", conflicts_with = "output")]
    #[arg(num_args = 0..=1, require_equals = true, default_missing_value = "folded")]
    pub(crate) explain: Option<Detail>,

    /// The address of the page: makes links absolute and helps to find date and site.
    #[arg(long, value_parser = absolute_url)]
    pub(crate) url: Option<String>,

    /// Clean with what this file says of the page's site, which is that of --url; `dechaff dump --learn-sites` writes such
    /// files, or a person.
    #[arg(long, value_name = "FILE")]
    pub(crate) sites: Option<PathBuf>,

    /// Where to lean in doubt.
    #[arg(long, value_enum, default_value_t = Focus::Balanced)]
    pub(crate) focus: Focus,

    /// What the input is.
    #[arg(long, value_enum, default_value_t = ContentKind::Auto)]
    pub(crate) input: ContentKind,

    /// The HTTP header Content-Type the page came with, for its encoding.
    #[arg(long, value_name = "TYPE")]
    pub(crate) content_type: Option<String>,

    /// Show links, in Markdown, HTML and XML.
    #[arg(long)]
    pub(crate) links: bool,

    /// Show the article's pictures, in all formats but text.
    #[arg(long)]
    pub(crate) images: bool,

    /// Show the captions of the article's pictures and tables.
    #[arg(long)]
    pub(crate) captions: bool,

    /// Tell readers' comments from other boilerplate, in JSON and with --explain.
    #[arg(long)]
    pub(crate) comments: bool,

    /// Leave out tables.
    #[arg(long)]
    pub(crate) no_tables: bool,

    /// Keep elements that this CSS selector matches, whatever they look like. Can be repeated.
    #[arg(long, value_name = "SELECTOR")]
    pub(crate) keep: Vec<String>,

    /// Remove elements that this CSS selector matches. Can be repeated.
    #[arg(long, value_name = "SELECTOR")]
    pub(crate) remove: Vec<String>,
}

impl CleanArgs {
    /// What of the article is shown.
    pub(crate) fn rendering(&self) -> Rendering {
        Rendering::new().with_links(self.links).with_images(self.images).with_captions(self.captions)
    }
}

/// The names of the formats that the library writes, with what they are.
fn format_parser() -> impl TypedValueParser<Value = Format> {
    let value =
        |format: &Format| PossibleValue::new(format.name()).help(format.description().trim_end_matches('.'));
    let names = PossibleValuesParser::new(Format::ALL.iter().map(value));
    names.try_map(|name| Format::from_name(&name).ok_or("no such format"))
}

/// What the input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum ContentKind {
    /// HTML or flattened text, whichever it seems to be.
    Auto,
    /// HTML.
    Html,
    /// Flattened text.
    Text,
}
