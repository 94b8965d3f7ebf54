//! The trees of this tokenizer and of html5ever's own, side by side.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use ego_tree::iter::Edge;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use html5ever::{QualName, TokenizerResult, ns};
use scraper::{Html, Node};

use super::MAX_ATTRIBUTES;
use super::names::READ;
use super::tags::{MAX_FORMATTING_ATTRIBUTES, is_compared};
use crate::options::Limits;
use crate::page::html;
use crate::page::limited::LimitedSink;
use crate::page::tree::{self, Attributes};

/// The tree by html5ever's tokenizer.
fn by_html5ever(html: &str) -> Html {
    // The tokenizer drops a byte order mark wherever a script ends, too.
    let options = TokenizerOpts { discard_bom: false, ..TokenizerOpts::default() };
    let tokenizer = Tokenizer::new(LimitedSink::new(&Limits::new()), options);
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html.strip_prefix('\u{feff}').unwrap_or(html)));
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.finish().0
}

fn by_us(html: &str, attributes: Attributes) -> Html {
    tree::parse(html, &Limits::new(), attributes).html
}

/// A tree as text, one node a line, with the attributes that are looked for.
fn outline(html: &Html, attributes: Attributes) -> String {
    let (mut lines, mut depth) = (String::new(), 0);
    for edge in html.tree.root().traverse() {
        let Edge::Open(node) = edge else {
            depth -= 1;
            continue;
        };
        match node.value() {
            Node::Element(element) => {
                let is_kept = |name: &QualName| {
                    let is_read = name.prefix.is_none() && name.ns == ns!() && READ.contains(&&*name.local);
                    attributes == Attributes::All || is_read || is_compared(&element.name.local)
                };
                let attributes = element.attrs.iter().filter(|(name, _)| is_kept(name));
                let kept: Vec<_> = attributes.map(|(name, value)| (name, &**value)).collect();
                let _ = writeln!(lines, "{depth} {:?} {kept:?}", element.name);
            }
            // html5ever makes empty ones of empty CDATA sections.
            Node::Text(text) if text.is_empty() => {}
            other => {
                let _ = writeln!(lines, "{depth} {other:?}");
            }
        }
        depth += 1;
    }
    format!("{:?}\n{lines}", html.quirks_mode)
}

/// The first line of two outlines in which they differ.
fn difference(html: &str, attributes: Attributes) -> Option<String> {
    let (ours, theirs) = (by_us(html, attributes), by_html5ever(html));
    let (ours, theirs) = (outline(&ours, attributes), outline(&theirs, attributes));
    if ours == theirs {
        return None;
    }
    let lines = ours.lines().zip(theirs.lines());
    let line = lines.enumerate().find(|(_, (ours, theirs))| ours != theirs);
    Some(line.map_or("one is shorter".to_owned(), |(at, lines)| format!("line {at}: {lines:#?}")))
}

/// The most attributes of an element of which we keep fewer.
fn most_on_formatting(html: &Html) -> usize {
    let elements = html.tree.values().filter_map(|node| node.as_element());
    let formatting = elements.filter(|element| is_compared(&element.name.local));
    formatting.map(|element| element.attrs().count()).max().unwrap_or(0)
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, cases: 2000, ..Default::default() })]
    #[test]
    fn trees_are_those_of_html5ever(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..16)
    ) {
        let html = pieces.concat();
        proptest::prop_assume!(most_on_formatting(&by_html5ever(&html)) <= MAX_FORMATTING_ATTRIBUTES);
        for attributes in [Attributes::All, Attributes::Read] {
            proptest::prop_assert_eq!(difference(&html, attributes), None);
        }
    }

    #[test]
    fn attributes_stop_at_the_limit(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..16)
    ) {
        let many: String = (0..520).map(|i| format!(" b{i}")).collect();
        let html = by_us(&pieces.concat().replace(" x='&lt", &many), Attributes::All);
        let most = html.tree.values().filter_map(|node| Some(node.as_element()?.attrs().count())).max();
        proptest::prop_assert!(most <= Some(MAX_ATTRIBUTES));
    }
}

/// Whether a stage reads an attribute that is left out would show here.
#[test]
fn pages_are_the_same_with_all_attributes() {
    let Ok(folders) = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages")) else {
        return eprintln!("SKIPPED: tests/pages is not part of the package");
    };
    let page = |html: &str, attributes| {
        let choices = html::Choices { keep: &[], remove: &[] };
        format!("{:?}", html::page(&by_us(html, attributes), None, &choices, &Limits::new()))
    };
    let files = folders.filter_map(|folder| fs::read_to_string(folder.ok()?.path().join("page.html")).ok());
    let pages: Vec<String> = files.collect();
    assert!(!pages.is_empty());
    for html in pages {
        assert!(page(&html, Attributes::Read) == page(&html, Attributes::All), "{:.200}", html);
    }
}

/// Over all real pages that there are. Takes a minute in release.
#[test]
#[ignore = "takes minutes in a debug build; .ci/run includes it in a release build"]
fn trees_of_real_pages_are_those_of_html5ever() {
    let Some(folder) = std::env::var_os("DECHAFF_DATA") else {
        return eprintln!("SKIPPED: DECHAFF_DATA is not set, no real pages to compare");
    };
    let (mut pages, mut different) = (0, Vec::new());
    for set in ["wcxb-dev", "fundus-dev", "trafilatura-dev", "htmldate-dev"] {
        each_page(&Path::new(&folder).join(format!("{set}.jsonl.gz")), |id, html| {
            pages += 1;
            for attributes in [Attributes::All, Attributes::Read] {
                different.extend(difference(html, attributes).map(|line| format!("{set} {id}: {line}")));
            }
        });
    }
    eprintln!("{pages} pages compared");
    assert!(pages > 0 && different.is_empty(), "{} differ: {different:#?}", different.len());
}

/// The pages of a gzipped set, through the system's gzip.
fn each_page(path: &Path, mut look: impl FnMut(&str, &str)) {
    let file = File::open(path).expect("DECHAFF_DATA has the set");
    let mut gzip = Command::new("gzip").arg("-dc").stdin(file).stdout(Stdio::piped()).spawn().expect("gzip");
    for line in BufReader::new(gzip.stdout.take().expect("a pipe")).lines() {
        // Python's JSON has a number that JSON has not.
        let line = line.expect("UTF-8").replace(": NaN", ": null");
        let record: serde_json::Value = serde_json::from_str(&line).expect("JSON");
        if let Some(html) = record["html"].as_str() {
            look(&record["id"].to_string(), html);
        }
    }
    gzip.wait().expect("gzip ends");
}

const PIECES: &[&str] = &[
    "<a x='&lt>",
    "<b x='&lt",
    "<b y>",
    "<b y=1>",
    "<b z=1>",
    "<em class=A>",
    "<font size=1>",
    "<input type=hidden>",
    "<annotation-xml encoding=text/html>",
    " class=a CLASS=\"&copy;&copy=\"",
    "<body id=a lang=b>",
    "<html hidden>",
    "&not",
    "&notin;",
    "&#x80",
    "&#",
    "]",
    "<br/>",
    "<img src = x/>",
    "<!doctype html>",
    "<!doctype html public '-//w3c//dtd html 4.01 transitional//en'",
    "<A HREF",
    "\r",
    "\n",
    "<pre>",
    "</p>",
    "</b>",
    ">",
    "x",
    "<script>",
    "</script>",
    "<!--",
    "-->",
    "--!>",
    "<svg>",
    "</svg>",
    "<title>",
    "</title>",
    "<textarea>",
    "</TextArea >",
    "<style>",
    "</style",
    "<![CDATA[",
    "]]>",
    "<!",
    "<?",
    "'",
    "\"",
    "=",
    "/",
    " ",
    "\r\n",
    "<",
    "</",
    "<math>",
    "<mi>",
    "<foreignObject>",
    "<select>",
    "<noscript>",
    "</noscript>",
    "<table>",
    "<template>",
    "<template shadowrootmode=open>",
    "&am",
    "&lt;",
    "<p",
    "<plaintext>",
    "\0",
    "é",
    "<xmp>",
    "<!doctype",
    "<iframe>",
    "</iframe>",
    "<annotation-xml>",
    "<frameset>",
    "<!-->",
    "<!--->",
    "&am<!--x-->p;",
    "</head>",
    "-",
    "!",
];
