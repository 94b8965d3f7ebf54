//! Inputs that are meant to hurt: huge, deep, broken, or no text at all. Each gives a clear
//! error or a result with flags. That time grows no faster than the input is the part of `growth.rs`.
//!
//! Debug builds run smaller inputs; `.ci/run` runs the full sizes in release.

use dechaff::{Article, Cleaner, Error, Flag, Input, Limit, Limits, clean};

/// Full size in release, a fiftieth in debug builds, which are that much slower.
const fn scaled(count: usize) -> usize {
    if cfg!(debug_assertions) { count / 50 } else { count }
}

const MEGABYTE: usize = 1 << 20;

fn all_text(article: &Article) -> String {
    article.blocks().map(|block| block.text()).collect::<Vec<_>>().join("\n")
}

fn is_flagged(article: &Article) -> bool {
    article.flags().iter().any(|flag| matches!(flag, Flag::NoArticle | Flag::Truncated(_)))
}

/// Cleans by every way in; whatever the input is called, nothing panics.
fn clean_all_ways(input: &str) -> Vec<Article> {
    let cleaner = Cleaner::new();
    let results = [
        cleaner.clean(input),
        cleaner.clean(Input::html(input)),
        cleaner.clean(Input::text(input)),
        cleaner.clean(input.as_bytes()),
    ];
    results.into_iter().filter_map(Result::ok).collect()
}

#[test]
fn nothing_visible_is_an_error() {
    for input in ["", " ", "\n\n\t", "\u{FEFF}", "\u{200B}", "\0", "\0\0\0\0\0\0\0\0\0\0\0\0"] {
        assert_eq!(clean(input), Err(Error::Empty), "{input:?}");
        assert_eq!(Cleaner::new().clean(Input::html(input)), Err(Error::Empty), "{input:?}");
        assert_eq!(Cleaner::new().clean(Input::text(input)), Err(Error::Empty), "{input:?}");
        assert_eq!(Cleaner::new().clean(input.as_bytes()), Err(Error::Empty), "{input:?}");
    }
}

#[test]
fn other_files_are_an_error() {
    let files: [(&[u8], &str); 4] = [
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0", "a PNG image"),
        (b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n", "a PDF document"),
        (b"PK\x03\x04\x14\0\0\0\x08\0\x00\x00\x00\x00word/document.xml", "a ZIP archive"),
        (b"\x00\x01\x02\x03\x00\x01\x02\x03\x00\x01\x02\x03\x00\x01\x02\x03abc", "binary data"),
    ];
    for (bytes, format) in files {
        assert_eq!(Cleaner::new().clean(bytes), Err(Error::Binary { format }));
        assert_eq!(
            Cleaner::new().clean(Input::from(bytes).with_content_type("text/html; charset=utf-8")),
            Err(Error::Binary { format })
        );
        assert_eq!(clean(&String::from_utf8_lossy(bytes)), Err(Error::Binary { format }));
    }
}

#[test]
fn next_to_nothing_is_flagged() {
    for input in ["x", "Rain", "雨", "<p>x</p>", "<p>", "<!doctype html>", "<", ">", "&", "&amp;", "<!--"] {
        for article in clean_all_ways(input) {
            assert!(article.flags().contains(&Flag::NoArticle), "{input:?}: {article:?}");
        }
    }
    assert!(all_text(&clean("x").unwrap()).contains('x'));
}

#[test]
fn a_fragment_needs_no_body() {
    let article = clean("<p>It rained all day in the town by the river.</p>").unwrap();
    assert_eq!(all_text(&article), "It rained all day in the town by the river.");
}

#[test]
fn invalid_utf8_is_read_and_flagged() {
    let mut page =
        "<p>Der Bürgermeister öffnete die Brücke über den Fluß, während es in Strömen regnete.</p>"
            .repeat(5)
            .into_bytes();
    page.extend(b"<p>It rained \xFF all day.</p>");
    let article = Cleaner::new().clean(&page).unwrap();
    assert!(article.flags().contains(&Flag::InvalidBytes));
    assert!(all_text(&article).contains("öffnete die Brücke"));
}

#[test]
fn stray_nuls_do_not_hide_the_text() {
    for input in ["<p>It rained\0 all day in the town.</p>", "It rained\0 all day in the town."] {
        for article in clean_all_ways(input) {
            let text = all_text(&article);
            assert!(text.contains("all day in the town."), "{text:?}");
            assert!(!text.contains('\0'), "{text:?}");
        }
    }
}

#[test]
fn bytes_of_every_value() {
    let bytes: Vec<u8> = (0..=255).cycle().take(4096).collect();
    assert_eq!(Cleaner::new().clean(&bytes), Err(Error::Binary { format: "binary data" }));
    let high: Vec<u8> = (128..=255).cycle().take(4096).collect();
    // Any of these may be text in some encoding; it only must not panic.
    let _ = Cleaner::new().clean(&high);
    for charset in ["gbk", "big5", "shift_jis", "utf-16le", "iso-2022-jp", "nonsense", "\u{0}"] {
        let _ = Cleaner::new()
            .clean(Input::from(&high).with_content_type(&format!("text/html; charset={charset}")));
    }
}

#[test]
fn open_tags_without_end() {
    let input = "<div>".repeat(scaled(10 * MEGABYTE) / 5);
    let article = Cleaner::new().clean(Input::html(&input)).unwrap();
    assert!(is_flagged(&article), "{:?}", article.flags());
    assert_eq!(all_text(&article), "");
}

#[test]
fn nested_tags_keep_their_text() {
    let depth = scaled(100_000);
    let input = format!("{}deep down{}", "<div>".repeat(depth), "</div>".repeat(depth));
    let article = clean(&input).unwrap();
    assert!(article.flags().contains(&Flag::Truncated(Limit::Depth)), "{:?}", article.flags());
    assert_eq!(all_text(&article), "deep down");
}

#[test]
fn nested_inline_tags_and_lists() {
    for open in [
        "<b>",
        "<a href=x>",
        "<ul><li>",
        "<blockquote>",
        "<table><tr><td>",
        "<svg>",
        "<template>",
        "<form><div>",
    ] {
        let input = format!("<p>Before it.</p>{}deep down", open.repeat(scaled(20_000)));
        let article = Cleaner::new().clean(Input::html(&input)).unwrap();
        assert!(all_text(&article).contains("Before it."), "{open}");
        let _ = article.body().count();
    }
}

#[test]
fn one_long_line() {
    let sentence = "It rained all day in the town by the river. ";
    let line = sentence.repeat(scaled(20 * MEGABYTE) / sentence.len());
    let article = clean(&line).unwrap();
    let chars: usize = article.blocks().map(|block| block.text().len()).sum();
    assert!(chars + 16 >= line.trim().len() || is_flagged(&article), "{chars} of {}", line.len());
    let html = format!("<p>{line}</p>");
    assert!(article.blocks().count() >= 1 && clean(&html).unwrap().blocks().count() >= 1);
}

#[test]
fn many_siblings() {
    let count = scaled(100_000);
    let article = clean(&"<p>It rained all day.</p>".repeat(count)).unwrap();
    assert_eq!(article.blocks().count(), count);
    let lines = clean(&"It rained all day.\n\n".repeat(count)).unwrap();
    assert!(lines.blocks().count() <= count);
}

#[test]
fn names_that_change_from_block_to_block() {
    let names = "related ".repeat(40) + "share";
    let block = format!(
        "<p>It rained.</p><div class='{names}'><p>More</p></div><h3>Related</h3><p class=sharebox>Share</p>"
    );
    let count = scaled(20_000);
    let nested =
        format!("<div class='{names}'><p>It rained</p><nav class=menu><p>Home</p>").repeat(scaled(400));
    for page in [block.repeat(count), format!("<div class='{names}'>{}", block.repeat(count)), nested] {
        let article = clean(&page).unwrap();
        let blocks: usize = article.sections().map(|section| section.blocks().len()).sum();
        assert_eq!(blocks, article.blocks().len());
        let told: usize = article
            .sections()
            .map(|section| section.evidence().to_string().len() + section.item_count())
            .sum();
        assert!(told > 0);
    }
}

#[test]
fn more_blocks_than_the_limit() {
    let count = scaled(100_000);
    let limits = Limits::new().with_max_blocks(count / 2);
    for input in ["<p>It rained all day.</p>\n".repeat(count), "It rained all day.\n\n".repeat(count)] {
        let article = Cleaner::new().with_limits(limits).clean(&input).unwrap();
        assert!(article.blocks().count() <= count / 2);
        assert!(article.flags().contains(&Flag::Truncated(Limit::Blocks)), "{:?}", article.flags());
    }
}

#[test]
fn nothing_but_angle_brackets() {
    let input = "<".repeat(scaled(10 * MEGABYTE));
    assert!(clean_all_ways(&input).len() == 4);
}

#[test]
fn a_huge_attribute() {
    let value = "a ".repeat(scaled(5 * MEGABYTE) / 2);
    for name in ["class", "id", "style", "href", "alt", "data-x"] {
        let input = format!("<div {name}=\"{value}\"><p>It rained all day.</p></div><img {name}='{value}'>");
        assert_eq!(all_text(&clean(&input).unwrap()), "It rained all day.", "{name}");
    }
}

#[test]
fn an_attribute_without_end() {
    let input = format!("<p>It rained all day.</p><a href=\"{}", "x<p>".repeat(scaled(MEGABYTE)));
    assert_eq!(all_text(&clean(&input).unwrap()), "It rained all day.");
}

#[test]
fn attributes_without_number() {
    let many: String = (0..scaled(200_000)).map(|i| format!(" b{i}")).collect();
    for html in [
        format!("<p>It rained all day.</p><a{many}>in the town</a>"),
        format!("<p>It rained all day.</p><svg><style></svg><i{many}='>'>in the town"),
        format!("<p>It rained all day.</p><script>if (a <b{many}) x()</script>in the town"),
    ] {
        assert_eq!(
            all_text(&Cleaner::new().clean(Input::html(&html)).unwrap()),
            "It rained all day.\nin the town"
        );
    }
    // Nothing but a tag that never ends.
    assert!(is_flagged(&Cleaner::new().clean(Input::html(&format!("<a{many}"))).unwrap()));
}

/// Elements that are opened again in every paragraph bring their attributes along.
#[test]
fn attributes_of_formatting_that_is_never_closed() {
    let many: String = (0..500).map(|i| format!(" b{i}")).collect();
    let open: String = (0..60).map(|i| format!("<b c{i}{many}>")).collect();
    let again = format!("<p>{open}{}", "<p>x".repeat(scaled(10_000)));
    assert!(all_text(&clean(&again).unwrap()).starts_with('x'));
    let compared = format!("<p>{open}x{}", format!("<b{many}></b>").repeat(scaled(5_000)));
    assert_eq!(all_text(&clean(&compared).unwrap()), "x");
}

#[test]
fn a_comment_without_end() {
    let input = format!("<p>It rained all day.</p><!-- {}", "<p>hidden</p>".repeat(scaled(100_000)));
    assert_eq!(all_text(&clean(&input).unwrap()), "It rained all day.");
}

#[test]
fn formatting_that_is_never_closed() {
    let article = clean(&"<b><p>".repeat(scaled(20_000))).unwrap();
    assert!(is_flagged(&article));
    let words = "<b><p>word ".repeat(scaled(20_000));
    assert!(all_text(&clean(&words).unwrap()).contains("word"));
    for mixed in ["<a><p>x", "<i><div>x</i>", "<font><table><tr>x", "<nobr><li>x"] {
        let _ = clean(&mixed.repeat(scaled(20_000))).unwrap();
    }
}

#[test]
fn tables_in_tables() {
    let depth = scaled(5_000);
    let input =
        format!("{}inside{}", "<table><tr><td>cell ".repeat(depth), "</td></tr></table>".repeat(depth));
    let text = all_text(&clean(&input).unwrap());
    assert!(text.contains("cell"));
    let wide = format!("<table>{}</table>", "<tr><td>a<td>b<td>c".repeat(scaled(50_000)));
    assert!(clean(&wide).unwrap().blocks().count() >= 1);
    let row = format!("<table><tr>{}</table>", "<td colspan=1000 rowspan=65000>a".repeat(scaled(50_000)));
    assert!(clean(&row).unwrap().blocks().count() >= 1);
}

#[test]
fn entities_and_json_without_end() {
    let ampersands = format!("<p>{}</p>", "&".repeat(scaled(MEGABYTE)));
    assert!(clean(&ampersands).unwrap().blocks().count() >= 1);
    let json = format!(
        "<script type=application/ld+json>{}</script><p>It rained.</p>",
        "[{\"@graph\":".repeat(scaled(100_000))
    );
    assert_eq!(all_text(&clean(&json).unwrap()), "It rained.");
    let metas = "<meta name=author content='Jane Doe'><meta property='article:tag' content=rain>"
        .repeat(scaled(50_000));
    let article = clean(&format!("<html><head>{metas}</head><body><p>It rained.</p>")).unwrap();
    assert_eq!(all_text(&article), "It rained.");
}

#[test]
fn rules_of_style_sheets_times_elements() {
    let count = scaled(50_000);
    let rules: String = (0..count).map(|i| format!(".a.b{i},p.c{i},#d{i}{{display:none}}")).collect();
    let elements: String = (0..count).map(|i| format!("<p class='a b{i} c{i}' id=d{i}>x</p>")).collect();
    let text = "<p>It rained all day in the town by the river, they said.</p>".repeat(9);
    for page in [
        format!("<style>{rules}</style>{text}{elements}"),
        format!("{text}{elements}<style>{rules}</style>"),
        format!("{text}{}", "<style>.a{display:none}</style><p class=a>x</p>".repeat(count)),
    ] {
        assert!(all_text(&clean(&page).unwrap()).contains("It rained"));
    }
}

#[test]
fn formulas_nested_or_never_closed() {
    let depth = scaled(100_000);
    for open in ["<mrow>", "<msup><mi>x</mi>", "<mtable><mtr><mtd>", "<mjx-mrow>"] {
        let math = if open.starts_with("<mjx") { "<mjx-container><mjx-math>" } else { "<math>" };
        let page = format!("<p>It rained all day.</p><p>{math}{}</math></p>", open.repeat(depth));
        assert!(all_text(&clean(&page).unwrap()).contains("It rained all day."), "{open}");
    }
    for open in ["$", "\\(", "\\[", "$$", "\\begin{align}", "$x^2 ", "\\( $ "] {
        let page = format!("<script src=/mathjax.js></script><p>It rained. {}</p>", open.repeat(depth));
        assert!(all_text(&clean(&page).unwrap()).contains("It rained."), "{open}");
    }
}

#[test]
fn the_state_of_a_page_beyond_its_limit() {
    let item = r#"{"body":"It rained all day in the town by the river, they said."},"#;
    let items = item.repeat(scaled(50 * MEGABYTE) / item.len());
    let page = format!(
        "<p>It rained.</p><script id=__NEXT_DATA__ type=application/json>[{items}0]</script>\
         <script>window.__STATE__ = [{items}0]</script>"
    );
    let limits = Limits::new().with_max_state_bytes(scaled(8 * MEGABYTE));
    let article = Cleaner::new().with_limits(limits).clean(&page).unwrap();
    assert_eq!(all_text(&article), "It rained.");
    assert!(article.flags().contains(&Flag::Truncated(Limit::StateBytes)), "{:?}", article.flags());
    let whole = Cleaner::new().with_limits(Limits::new().with_max_state_bytes(100 * MEGABYTE));
    assert!(!whole.clean(&page).unwrap().flags().contains(&Flag::Truncated(Limit::StateBytes)));
}

#[test]
fn shadow_trees_in_shadow_trees() {
    let count = scaled(100_000);
    let nested =
        format!("<p>It rained all day.</p>{}deep", "<x-y><template shadowrootmode=open>".repeat(count));
    assert!(all_text(&clean(&nested).unwrap()).contains("It rained all day."));
    let beside = "<x-y><template shadowrootmode=open><slot></slot></template>x</x-y>".repeat(count);
    assert!(
        all_text(&clean(&format!("<p>It rained all day.</p>{beside}")).unwrap())
            .contains("It rained all day.")
    );
}

#[test]
fn numbers_beyond_all_sense() {
    for number in ["1000000", "99999999999999999999", "-5", "1e9", "2147483647"] {
        let page = format!(
            "<table><tr><td colspan={number} rowspan={number}>Rain<td>Sun<tr><td>Fog<td>Ice</table>\
             <ol start={number}><li>It rained all day in the town.<li value={number}>It snowed.</ol>"
        );
        let article = clean(&page).unwrap();
        assert!(article.markdown().len() + article.html().len() < 10_000, "{number}");
    }
}

#[test]
fn notes_that_point_to_each_other() {
    let count = scaled(20_000);
    let cycle: String = (0..count)
        .map(|i| format!("<p id=fn{i}>It rained<a href=#fn{}><sup>{i}</sup></a>.</p>", (i + 1) % count))
        .collect();
    let many = format!("<p>It rained{}</p><ol><li id=fn1>Rain</ol>", "<a href=#fn1>1</a>".repeat(count));
    for page in [cycle, many, "<a href=#fn1 id=fn1>1</a>".repeat(count)] {
        let article = clean(&page).unwrap();
        let _ = (article.text(), article.markdown(), article.html());
    }
}

#[test]
fn lists_in_lists_in_lists() {
    let depth = scaled(100_000);
    for open in ["<ul><li>rain ", "<ol start=99999999999><li>", "<dl><dt>a<dd>", "<blockquote><ul><li>"] {
        let page = format!("<p>It rained all day in the town.</p>{}", open.repeat(depth));
        let article = clean(&page).unwrap();
        assert!(article.flags().contains(&Flag::Truncated(Limit::Depth)) || cfg!(debug_assertions), "{open}");
        let _ = (article.text(), article.markdown(), article.html());
    }
}
