//! The arguments of `dechaff dump` and their help.

use std::path::PathBuf;

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args, ValueEnum};

use super::field::Field;
use crate::focus::Focus;

const HELP: &str = "\
Inputs are files, folders (all files below them, sorted by name), quoted patterns ('crawl/**/*.warc.gz')
and standard input (`-`, or no input). What they are is seen from their content, file by file:
  JSON lines  {\"html\" or \"text\", \"id\", \"url\"} a line; other fields are ignored
  WARC, WET   responses and resources that are HTML or text, with HTTP's charset, chunks and compression
              undone, and conversions; the record's id and target are id and url. Requests, metadata,
              answers that are not 2xx and other media are skipped and counted
  Parquet     columns html or text, id, url (in builds with the feature `parquet`)
  pages       a file that is none of these is one page; its id is its path
gzip, zstd and bzip2 are seen from the content, too.

Each record gives one record, in the order of the input. JSON lines have the keys id, url, kind, title,
text, published, modified, date (published, of HTML else modified), source, site, location, authors
(people, else the organisation that is credited), language, description, confidence, flags (and
metadata, blocks, removed, comments and posts, if asked for); --fields chooses. \"comments\" is a list of
{\"author\", \"date\", \"date_text\", \"text\", \"depth\", \"blocks\"}: date is ISO 8601, date_text the page's words,
depth 0 answers none, blocks the first of the page's blocks and the one after the last; what the page
does not tell is null. \"posts\", of forums and questions, have is_first and is_accepted besides. In Parquet
both are JSON texts. A record that cannot be cleaned gives
{\"id\", \"error\", \"file\", \"record\", \"byte\"}: \"record\" is its line or its number in the file, \"byte\" where
it begins, after decompression. Blank lines are skipped.

With --to FILE the output has the name FILE.part until it is complete. With --to FOLDER, Markdown,
text and the other formats have one file for each page and index.jsonl with the rest of the record. Parquet is one file if
--to ends in .parquet, else a folder of parts. What an ended run has written is continued by --resume:
the same command, inputs and options. (Not Parquet in one file.)

Fields: {fields}.

Examples:
  dechaff dump pages.jsonl > clean.jsonl
  dechaff dump 'crawl/*.warc.gz' --to clean.jsonl --resume
  dechaff dump crawl/ -o parquet --to clean/ --only article --fields id,url,title,date,text
  dechaff dump pages/ -o markdown --to articles/
  zcat pages.jsonl.gz | dechaff dump --threads 4 | jq -r .title
  dechaff dump --learn-sites crawl/ --to sites.toml && dechaff dump --sites sites.toml crawl/
  dechaff dump --learn-sites --sites sites.toml crawl/ --to clean.jsonl
  dechaff dump --comments pages.jsonl | jq -c '.comments[] | [.author, .date, .text]'
  dechaff dump --removed pages.jsonl | jq -c '.removed[] | select(.kind == \"related_links\")'

Exit codes: 0 all inputs were read to their end (records that could not be cleaned are in the output and
the summary), 1 an input could not be read to its end (the others were cleaned) or the output could not
be written, 2 wrong usage, 130 ended by Ctrl-C or a termination signal after finishing the records in
hand (a second Ctrl-C ends at once).";

/// What `--help` says after the options.
pub(crate) fn help() -> String {
    let fields: Vec<&str> = Field::all().map(Field::name).collect();
    HELP.replace("{fields}", &fields.join(" "))
}

#[derive(Debug, Clone, Args)]
pub(crate) struct DumpArgs {
    /// Files, folders or quoted patterns; standard input if there is none, or for `-`.
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<String>,

    /// What the inputs are, if their content does not tell.
    #[arg(long, visible_alias = "input", value_enum, default_value_t = Format::Auto, help_heading = "Input")]
    pub(crate) format: Format,

    /// The field or column that holds the HTML.
    #[arg(long, value_name = "NAME", default_value = "html", help_heading = "Input")]
    pub(crate) html_field: String,

    /// The field or column that holds flattened text.
    #[arg(long, value_name = "NAME", default_value = "text", help_heading = "Input")]
    pub(crate) text_field: String,

    /// The field or column that holds the page's address.
    #[arg(long, value_name = "NAME", default_value = "url", help_heading = "Input")]
    pub(crate) url_field: String,

    /// The field or column that is given back as id.
    #[arg(long, value_name = "NAME", default_value = "id", help_heading = "Input")]
    pub(crate) id_field: String,

    /// Longer records become error records. K, M and G stand for powers of 1024.
    #[arg(long, value_name = "BYTES", default_value = "128M", value_parser = bytes, help_heading = "Input")]
    pub(crate) max_record_bytes: usize,

    /// What to write; Parquet if --to ends in .parquet, else JSON lines.
    #[arg(short, long, value_parser = Output::parser(), help_heading = "Output")]
    pub(crate) output: Option<Output>,

    /// The file or folder to write; standard output if missing.
    #[arg(long, value_name = "PATH", help_heading = "Output")]
    pub(crate) to: Option<PathBuf>,

    /// The fields of the output, separated by commas, in their order.
    #[arg(long, value_name = "NAMES", value_delimiter = ',', value_parser = field, help_heading = "Output")]
    pub(crate) fields: Vec<Field>,

    /// Add "blocks": every block of the page with its kind, label, score, text and reasons.
    #[arg(long, help_heading = "Output")]
    pub(crate) blocks: bool,

    /// Add "metadata": every field that is known, with where it was found.
    #[arg(long, help_heading = "Output")]
    pub(crate) metadata: bool,

    /// Add "removed": kind and text of every block that was removed.
    #[arg(long, help_heading = "Output")]
    pub(crate) removed: bool,

    /// Add "comments" and "posts": who wrote what and when, of readers' comments and of the posts of a thread. The
    /// blocks of comments have the label "comment" then and are not in "removed".
    #[arg(long, help_heading = "Output")]
    pub(crate) comments: bool,

    /// Write only pages of these kinds: article, listing, forum, product, documentation, other.
    #[arg(long, value_name = "KINDS", value_delimiter = ',', value_parser = KINDS, help_heading = "Output")]
    pub(crate) only: Vec<String>,

    /// Write only pages with at least this confidence, from 0 to 1.
    #[arg(long, value_name = "X", help_heading = "Output")]
    pub(crate) min_confidence: Option<f32>,

    /// Rows in each part of a Parquet folder.
    #[arg(long, value_name = "N", default_value = "50000", help_heading = "Output")]
    pub(crate) part_records: std::num::NonZeroU64,

    /// Where to lean in doubt.
    #[arg(long, value_enum, default_value_t = Focus::Balanced)]
    pub(crate) focus: Focus,

    /// Write what the pages teach of their sites instead of the pages: a first pass, for --sites. With --sites FILE, both in
    /// one call: learn into that file, where what a person has written stays, then clean.
    #[arg(long, conflicts_with = "resume", help_heading = "Sites")]
    pub(crate) learn_sites: bool,

    /// Clean with what this file says of sites, which --learn-sites wrote, or a person.
    #[arg(long, value_name = "FILE", help_heading = "Sites")]
    pub(crate) sites: Option<PathBuf>,

    /// Threads that clean; 0 stands for one a core.
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Work")]
    pub(crate) threads: usize,

    /// Bytes of records that may be read and not yet written. Reading waits when there are more.
    #[arg(long, value_name = "BYTES", default_value = "64M", value_parser = bytes, help_heading = "Work")]
    pub(crate) buffer_bytes: usize,

    /// Continue where an earlier run with the same inputs and options ended. Needs --to.
    #[arg(long, requires = "to", help_heading = "Work")]
    pub(crate) resume: bool,

    /// Records between two points from which --resume can continue.
    #[arg(long, value_name = "N", default_value = "1000", help_heading = "Work")]
    pub(crate) checkpoint_records: std::num::NonZeroU64,

    /// No progress and no summary on standard error.
    #[arg(short, long, help_heading = "Work")]
    pub(crate) quiet: bool,

    /// Write the summary as JSON to this file, too.
    #[arg(long, value_name = "FILE", help_heading = "Work")]
    pub(crate) summary: Option<PathBuf>,
}

const KINDS: [&str; 7] = ["article", "listing", "forum", "product", "documentation", "error_page", "other"];

/// What an input is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// Whatever its content says.
    Auto,
    /// One page of HTML.
    Html,
    /// One page of flattened text.
    Text,
    /// A JSON object a line.
    Jsonl,
    /// Web archives: responses as well as extracted text (WET).
    #[value(alias = "wet")]
    Warc,
    /// Parquet.
    Parquet,
}

/// What is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Output {
    /// A JSON object a line.
    Jsonl,
    /// One Parquet file, or a folder of parts.
    Parquet,
    /// A folder with a file for each page.
    Files(dechaff::Format),
    /// What pages teach of their sites.
    Sites,
}

const JSONL: &str = "jsonl";
const PARQUET: &str = "parquet";

impl Output {
    fn from_name(name: &str) -> Option<Self> {
        match name {
            JSONL => Some(Output::Jsonl),
            PARQUET => Some(Output::Parquet),
            name => dechaff::Format::from_name(name).map(Output::Files),
        }
    }

    fn parser() -> impl TypedValueParser<Value = Output> {
        let fixed = [
            PossibleValue::new(JSONL).help("A JSON object a line"),
            PossibleValue::new(PARQUET).help("One Parquet file, or a folder of parts"),
        ];
        let files = dechaff::Format::ALL.iter().map(|format| {
            let what = format!("A folder with a file for each page: {}", format.description());
            PossibleValue::new(format.name()).help(what.trim_end_matches('.').to_owned())
        });
        PossibleValuesParser::new(fixed.into_iter().chain(files))
            .try_map(|name| Output::from_name(&name).ok_or("no such output"))
    }
}

impl DumpArgs {
    /// Whether no page is written, but what all of them teach.
    pub(crate) fn learns_only(&self) -> bool {
        self.learn_sites && self.sites.is_none()
    }

    /// Whether something is asked for that only pages have.
    pub(crate) fn asks_for_pages(&self) -> bool {
        let adds = self.blocks || self.metadata || self.removed || self.comments;
        adds || self.output.is_some() || !self.fields.is_empty() || !self.only.is_empty()
    }

    /// The two passes of learning and cleaning: the first writes the file that the second reads.
    pub(crate) fn passes(&self) -> [DumpArgs; 2] {
        let learning =
            DumpArgs { to: self.sites.clone(), sites: None, output: None, summary: None, ..self.clone() };
        [learning, DumpArgs { learn_sites: false, ..self.clone() }]
    }

    pub(crate) fn output(&self) -> Output {
        if self.learns_only() {
            return Output::Sites;
        }
        let parquet = self.to.as_deref().is_some_and(|to| to.extension().is_some_and(|e| e == "parquet"));
        self.output.unwrap_or(if parquet { Output::Parquet } else { Output::Jsonl })
    }

    /// The fields of an output record, in order.
    pub(crate) fn fields(&self) -> Vec<Field> {
        let mut fields = self.fields.clone();
        if fields.is_empty() {
            fields.extend(Field::defaults());
            match self.output() {
                Output::Files(_) => fields.retain(|field| field.name() != "text"),
                Output::Parquet => fields.extend([Field::File, Field::Record, Field::Byte]),
                Output::Jsonl | Output::Sites => {}
            }
        }
        let asked = [
            (self.metadata, "metadata"),
            (self.blocks, "blocks"),
            (self.removed, "removed"),
            (self.comments, "comments"),
            (self.comments, "posts"),
        ];
        for field in asked.into_iter().filter_map(|(asked, name)| Field::from_name(name).filter(|_| asked)) {
            if !fields.contains(&field) {
                fields.push(field);
            }
        }
        fields
    }
}

fn field(name: &str) -> Result<Field, String> {
    Field::from_name(name).ok_or_else(|| {
        let names: Vec<&str> = Field::all().map(Field::name).collect();
        format!("fields are {}", names.join(", "))
    })
}

/// A number of bytes: `1000`, `64K`, `128M`, `2G`.
fn bytes(text: &str) -> Result<usize, String> {
    let (digits, unit) = match text.char_indices().last() {
        Some((at, 'k' | 'K')) => (&text[..at], 1 << 10),
        Some((at, 'm' | 'M')) => (&text[..at], 1 << 20),
        Some((at, 'g' | 'G')) => (&text[..at], 1 << 30),
        _ => (text, 1),
    };
    let number: usize =
        digits.parse().map_err(|_| "a number of bytes such as 1000, 64K, 128M, 2G".to_owned())?;
    number.checked_mul(unit).filter(|bytes| *bytes > 0).ok_or_else(|| "out of range".to_owned())
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_have_units() {
        assert_eq!(bytes("1000"), Ok(1000));
        assert_eq!(bytes("64k"), Ok(64 << 10));
        assert_eq!(bytes("2G"), Ok(2 << 30));
        for wrong in ["", "M", "1.5G", "-1", "0", "99999999999999999999", "18446744073709551615G"] {
            assert!(bytes(wrong).is_err(), "{wrong}");
        }
    }
}
