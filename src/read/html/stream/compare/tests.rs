//! Documents of markup made of pieces, of html5lib's cases, and of all real pages that there are, read in one pass and by
//! way of the tree.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

use proptest::prelude::ProptestConfig;
use proptest::test_runner::RngSeed;

use super::compared;
use crate::options::Limits;
use crate::read::html::stream::Moved;
use crate::read::html::testing::each_page;

/// What became of the pages that were compared.
#[derive(Debug, Default)]
struct Tally {
    same: usize,
    by_tree: BTreeMap<Moved, usize>,
    different: Vec<String>,
}

impl Tally {
    fn look(&mut self, name: &str, html: &str) {
        match compared(html, &Limits::new()) {
            Ok(None) => self.same += 1,
            Ok(Some(line)) => self.different.push(format!("{name}: {line}")),
            Err(moved) => *self.by_tree.entry(moved).or_default() += 1,
        }
    }

    fn streamed_share(&self) -> f64 {
        let all = self.same + self.different.len() + self.by_tree.values().sum::<usize>();
        self.same as f64 / all.max(1) as f64
    }
}

fn data() -> Option<PathBuf> {
    let folder = std::env::var_os("DECHAFF_DATA").map(PathBuf::from);
    if folder.is_none() {
        eprintln!("SKIPPED: DECHAFF_DATA is not set, nothing to compare the two readers by");
    }
    folder
}

/// The same cases every time, so that chance decides nothing: other ones are made by the fuzz target `soup`.
fn soup() -> ProptestConfig {
    let cases = ProptestConfig::with_cases(3000);
    ProptestConfig { failure_persistence: None, rng_seed: RngSeed::Fixed(0), ..cases }
}

proptest::proptest! {
    #![proptest_config(soup())]
    #[test]
    fn documents_of_soup_are_the_same(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..24)
    ) {
        let html = pieces.concat();
        proptest::prop_assert!(!matches!(compared(&html, &Limits::new()), Ok(Some(_))), "{:?}", compared(&html, &Limits::new()));
    }

    #[test]
    fn documents_of_soup_are_the_same_within_narrow_limits(
        pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..48)
    ) {
        let html = pieces.concat();
        let limits = Limits::new().with_max_depth(9).with_max_nodes(40).with_max_text_bytes(7).with_max_attribute_bytes(9);
        proptest::prop_assert!(!matches!(compared(&html, &limits), Ok(Some(_))), "{:?}", compared(&html, &limits));
    }
}

proptest::proptest! {
    #![proptest_config(soup())]
    #[test]
    fn documents_in_which_much_moves_are_the_same(
        pieces in proptest::collection::vec(proptest::sample::select(MOVING_PIECES), 1..40),
        depth in 6..40usize,
    ) {
        let html = pieces.concat();
        for limits in [Limits::new(), Limits::new().with_max_depth(depth)] {
            let found = compared(&html, &limits);
            proptest::prop_assert!(matches!(found, Ok(None)), "{found:?}");
        }
    }
}

/// What moves, and what it moves around.
const MOVING_PIECES: &[&str] = &[
    "<a href=/x>",
    "</a>",
    "<b>",
    "</b>",
    "<i class=x>",
    "</i>",
    "<nobr>",
    "</nobr>",
    "<code>",
    "</code>",
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<ul>",
    "<li>",
    "<span>",
    "</span>",
    "<table>",
    "</table>",
    "<tr>",
    "<td>",
    "</td>",
    "<caption>",
    "<tbody>",
    "<button>",
    "</button>",
    "<form>",
    "</form>",
    "<select>",
    "<option>",
    "</select>",
    "<template>",
    "</template>",
    "<object>",
    "</object>",
    "<svg>",
    "<title>",
    "</title>",
    "</svg>",
    "<input type=hidden>",
    "<br>",
    "</br>",
    "<!-- -->",
    "<!doctype html>",
    "\0",
    " ",
    " ",
    "x",
    "y ",
    "&amp;",
];

#[test]
fn what_a_stream_cannot_take_back_is_given_up() {
    for (html, moved) in [
        ("<frameset><frame></frameset>", Moved::Frameset),
        ("<div><frameset>", Moved::Frameset),
        ("x<body class=a><body id=b>", Moved::Root),
    ] {
        assert_eq!(compared(html, &Limits::new()), Err(moved), "{html}");
    }
}

#[test]
fn what_it_can_is_the_same() {
    for html in [
        "x<body class=a><p>y",
        "<p>x<html lang=de><p>y",
        "<form><div></form>x</div>y<form>z",
        "<a href=/1>x<svg><desc><a href=/2>y</a></desc></svg>z",
        "<a href=/1>x<a href=/2>y",
        "<p><b>x</p><p>y</b>z",
        "<table> <form> <tr><input type=hidden><td>x</form></table>",
        "<head></head> <meta name=author content=Ann> <title>x</title><p>y",
        "<select><option>x<p>y</select>z",
        "<ul><li>x<div><li>y</div></ul>",
        "<a><div>x</a>y</div>",
        "<b><p>x</b>y",
        "<b>1<i>2<u>3<s>4<em>5<div>6<p>7</b>8</i>9</div>",
        "<a href=/1><div><a href=/2>x</a></div>y",
        "<b><b><b><div>x</b></b>y",
        "<table>x<tr><td>y</table>",
        "<table><div>x</div></table>",
        "<table> <!-- --> x<b>y<tr>z<td></table>",
        "<form><table><b><div></form>x</b>y</table>",
        "<template><table>x<b><p>y</b></template>",
        "x<table> <!doctype html>x",
    ] {
        assert_eq!(compared(html, &Limits::new()), Ok(None), "{html}");
    }
}

#[test]
fn both_end_at_the_same_node() {
    let pages = "<p>one<p>two<b>three</b>|<ul><li>one<li>two</ul>|one<!-- a -->two<br>|<p>one</p>two</div>|<title>one</title>|\
        <p>one<script>two</script>|<style>one</style><textarea>two</textarea>|<select><option>one</select>";
    for (html, max_nodes) in pages.split('|').flat_map(|html| (1..20).map(move |nodes| (html, nodes))) {
        let found = compared(html, &Limits::new().with_max_nodes(max_nodes));
        assert_eq!(found, Ok(None), "{html} {max_nodes}");
    }
}

/// The inputs of a file of html5lib's cases for trees, but for those of fragments.
fn cases(file: &str) -> Vec<&str> {
    let blocks = file.split("#data\n").skip(1).filter(|block| !block.contains("\n#document-fragment\n"));
    blocks.filter_map(|block| block.split_once("\n#errors").map(|(html, _)| html)).collect()
}

#[test]
fn documents_of_html5lib_are_the_same() {
    let Some(data) = data() else { return };
    let Ok(entries) = fs::read_dir(data.join("../html5lib-tests/tree-construction")) else {
        return eprintln!("SKIPPED: no html5lib-tests beside the folder that DECHAFF_DATA names");
    };
    let mut tally = Tally::default();
    for entry in entries {
        let path = entry.expect("a file").path();
        if path.extension().is_none_or(|extension| extension != "dat") {
            continue;
        }
        let file = String::from_utf8_lossy(&fs::read(&path).expect("readable")).into_owned();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for html in cases(&file) {
            tally.look(&format!("{name} {html:?}"), html);
        }
    }
    eprintln!("{} the same, by way of the tree: {:?}", tally.same, tally.by_tree);
    assert!(tally.different.is_empty(), "{} differ: {:#?}", tally.different.len(), tally.different);
    assert!(tally.same > 900, "{} the same", tally.same);
}

/// Over all real pages that there are. Takes minutes in release.
#[test]
#[ignore = "takes minutes in a debug build; .ci/run includes it in a release build"]
fn documents_of_real_pages_are_the_same() {
    let Some(data) = data() else { return };
    for set in ["fundus-dev", "trafilatura-dev", "htmldate-dev", "wcxb-dev"] {
        let mut tally = Tally::default();
        each_page(&data.join(format!("{set}.jsonl.gz")), |id, html| tally.look(id, html));
        eprintln!("{set}: {} the same, by way of the tree: {:?}", tally.same, tally.by_tree);
        assert!(
            tally.different.is_empty(),
            "{set}: {} differ: {:#?}",
            tally.different.len(),
            tally.different
        );
        assert!(tally.streamed_share() > 0.9, "{set}: {}", tally.streamed_share());
    }
}

const PIECES: &[&str] = &[
    "\r",
    "\r\n  ",
    "a\r\n\r\nb",
    "<p\rclass=x\r\ntitle='\r\n'\rid=a\r/>",
    "<pre>\r\n",
    "<textarea>\r",
    "</textarea\r>",
    "<style>.x\r\n{display:\r\nnone}</style\r\n>",
    "<script>window.__STATE__\r\n=\r1</script\r>",
    "<!doctype\r\nhtml>",
    "<a href=/x>",
    "</a>",
    "<b>",
    "</b>",
    "<i class=x>",
    "</i>",
    "<em id=y>",
    "</em>",
    "<nobr>",
    "</nobr>",
    "<font size=1>",
    "</font>",
    "<code>",
    "</code>",
    "<div>",
    "</div>",
    "<p>",
    "</p>",
    "<h2>",
    "</h2>",
    "<h3>",
    "<ul>",
    "</ul>",
    "<ol>",
    "<li>",
    "</li>",
    "<dl>",
    "<dt>",
    "<dd>",
    "</dl>",
    "<table>",
    "</table>",
    "<caption>",
    "</caption>",
    "<colgroup>",
    "</colgroup>",
    "<col>",
    "<tbody>",
    "<thead>",
    "</thead>",
    "</tbody>",
    "<tfoot>",
    "<tr>",
    "</tr>",
    "<td>",
    "</td>",
    "<th>",
    "<form>",
    "</form>",
    "<input type=hidden>",
    "<input>",
    "<button>",
    "</button>",
    "<select>",
    "</select>",
    "<option>",
    "<optgroup>",
    "<textarea>",
    "</textarea>",
    "<pre>\n",
    "</pre>",
    "<listing>",
    "<br>",
    "</br>",
    "<hr>",
    "<img src=a.jpg>",
    "<image src=b.jpg>",
    "<svg>",
    "</svg>",
    "<math>",
    "</math>",
    "<mi>",
    "</mi>",
    "<mtext>",
    "<annotation-xml>",
    "<foreignObject>",
    "</foreignObject>",
    "<desc>",
    "<title>",
    "</title>",
    "<style>p{display:none}</style>",
    "<script>",
    "</script>",
    "<script type=application/ld+json>{\"a\":1}</script>",
    "<noscript>",
    "</noscript>",
    "<template>",
    "</template>",
    "<template shadowrootmode=open>",
    "<object>",
    "</object>",
    "<applet>",
    "<ruby>",
    "<rt>",
    "<rp>",
    "<rb>",
    "<rtc>",
    "</ruby>",
    "<html lang=de>",
    "<html lang=en hidden>",
    "<head>",
    "</head>",
    "<body class=x>",
    "<body id=y>",
    "</body>",
    "</html>",
    "<frameset>",
    "<!doctype html>",
    "<!DOCTYPE html PUBLIC \"-//W3C//DTD HTML 4.01 Transitional//EN\">",
    "<!-- c -->",
    "<![CDATA[x]]>",
    "<x-card>",
    "</x-card>",
    "<SPAN>",
    "</span>",
    "<article>",
    "<section class=c>",
    "</section>",
    "<base href=/b/>",
    "<meta name=author content=Ann>",
    "<link rel=canonical href=/c>",
    "<xmp>",
    "</xmp>",
    "<iframe>",
    "</iframe>",
    "<noembed>",
    "<noframes>",
    "</noframes>",
    "<plaintext>",
    "<marquee>",
    "</marquee>",
    "<figure>",
    "<figcaption>",
    "<details>",
    "<summary>",
    "\0",
    "\r\n",
    " ",
    " ",
    "x",
    "word ",
    "&amp;",
    "&lt",
    "&nbsp;",
    "é",
    "<",
    ">",
    "'",
    "\"",
    "a longer piece of text, with a comma. ",
    "<sup>1</sup>",
    "<u>",
    "<s>",
    "</s>",
    "<strong>",
    "</strong>",
    "<video>",
    "<source src=v>",
    "</video>",
    "<embed>",
    "<area>",
    "<wbr>",
    "<label>",
    "</label>",
    "<main>",
    "</main>",
    "<nav>",
    "</nav>",
    "<p style='display:none'>",
    "<a name=z>",
    "<b class=q data-b=1 data-a=2>",
    "<frame>",
    "<dialog>",
];
