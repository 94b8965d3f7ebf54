//! The arguments of `dechaff report` and their help.

use std::path::PathBuf;

use crate::address::absolute_url;
use crate::focus::Focus;

pub(crate) const EXAMPLES: &str = "\
The report is one HTML file that needs no network: open it in a browser, send it to a colleague,
keep it beside a dump. Hover over a block, or move to it with Tab, to see its score and the
reasons for it; the checkboxes show and hide kinds of block.

Examples:
  dechaff report page.html > report.html        one page
  dechaff report *.html > report.html           several, with an index
  dechaff report pages.jsonl > report.html      20 pages, evenly spread over a dump
  zcat pages.jsonl.gz | dechaff report --sample 50 > report.html
  dechaff report --learn-sites site.jsonl > report.html          what the pages teach of their site, too
  dechaff report --sites sites.toml site.jsonl > report.html     what a file says of it

A dump has one JSON object a line with the page in \"html\" or its flattened text in \"text\", and
perhaps \"id\" and \"url\". The same dump always gives the same sample.

Exit codes: 0 all went well, 1 a file could not be read (the others are in the report),
2 wrong usage.";

#[derive(Debug, clap::Args)]
pub(crate) struct ReportArgs {
    /// Pages, flattened texts, or dumps of JSON lines; standard input if there is none, or for `-`.
    #[arg(value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,

    /// Pages to show of each dump.
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) sample: u32,

    /// The address of the page, for files that are no dumps.
    #[arg(long, value_parser = absolute_url)]
    pub(crate) url: Option<String>,

    /// Where to lean in doubt.
    #[arg(long, value_enum, default_value_t = Focus::Balanced)]
    pub(crate) focus: Focus,

    /// Tell readers' comments from other boilerplate.
    #[arg(long)]
    pub(crate) comments: bool,

    /// Learn from all pages what they teach of their sites, clean with it, and show it. Pages without an address are taken
    /// for those of one site. With --sites FILE, what people have written there counts more.
    #[arg(long)]
    pub(crate) learn_sites: bool,

    /// Clean with what this file says of sites, and show it for those of the pages.
    #[arg(long, value_name = "FILE")]
    pub(crate) sites: Option<PathBuf>,
}
