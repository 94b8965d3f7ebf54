//! Trees of markup made of pieces, of the pages that come with the crate, and of all real pages that there are.

use std::fs;
use std::path::Path;

use super::{by_us, difference};
use crate::options::Limits;
use crate::read::html;
use crate::read::html::testing::each_page;
use crate::read::html::tokenizer::tags::MAX_ATTRIBUTES;
use crate::read::html::tree::Attributes;

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, cases: 2000, ..Default::default() })]
    #[test]
    fn trees_are_those_of_html5ever(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..16)
    ) {
        let html = pieces.concat();
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
