//! The public API through the front door: what each setting promises.

use dechaff::{
    Article, Block, Boilerplate, Cleaner, Error, Flag, Focus, Format, Label, Limit, Limits, Rendering, clean,
};

/// A page as news sites make them, with everything around the story.
const PAGE: &str = r#"<!doctype html>
<html lang="en"><head><title>Lighthouse gets a new lamp - Harbour Post</title></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<main><article>
<h1>Lighthouse gets a new lamp</h1>
<p class="lede">After forty years of service the lamp of the old lighthouse was replaced on Tuesday, and the harbour stayed dark for one night.</p>
<p>The new lamp needs a tenth of the power, said the keeper, who climbed the two hundred steps with four helpers and a <a href="/crane">borrowed crane</a>.</p>
<div class="box"><p>The tower was built in 1884 from granite that ships had carried as ballast, and it has been repaired three times since then.</p></div>
<table><tr><th>Lamp</th><th>Power</th></tr><tr><td>Old lamp</td><td>1000 watts</td></tr><tr><td>New lamp</td><td>100 watts</td></tr></table>
<p>Sailors had been warned a week before, and the fishing boats of the village remained in port until the light came back at dawn.</p>
<p>The old lamp will be shown in the museum by the market from next month, together with the letters that the keepers wrote home.</p>
</article></main>
<aside><h2>Most read</h2><ul><li><a href="/1">Ferry late again</a></li><li><a href="/2">Mayor opens bridge</a></li><li><a href="/3">Ten ways to cook fish</a></li></ul></aside>
<footer><p>© 2024 Harbour Post. All rights reserved. <a href="/terms">Terms</a> <a href="/privacy">Privacy</a></p></footer>
</body></html>"#;

const TEXT: &str = "Home\nWorld\nSport\n\nLighthouse gets a new lamp\n\n\
    After forty years of service the lamp of the old lighthouse was replaced on Tuesday, and the harbour stayed dark for one night.\n\n\
    The new lamp needs a tenth of the power, said the keeper, who climbed the two hundred steps with four helpers.\n\n\
    Sailors had been warned a week before, and the fishing boats remained in port until the light came back at dawn.\n\n\
    MOST READ\nFerry late again\nMayor opens bridge\n\n© 2024 Harbour Post. All rights reserved.\n";

fn body(article: &Article) -> String {
    article.body().map(|block| block.text()).collect::<Vec<_>>().join("\n")
}

fn html(cleaner: &Cleaner) -> Article {
    cleaner.clean_html(PAGE).unwrap()
}

#[test]
fn the_front_door_takes_html_and_text() {
    for input in [PAGE, TEXT] {
        let article = clean(input).unwrap();
        assert_eq!(article.title(), Some("Lighthouse gets a new lamp"));
        assert!(body(&article).contains("fishing boats"), "{}", body(&article));
        for chaff in ["Sport", "Ferry late again", "All rights reserved"] {
            assert!(!body(&article).contains(chaff), "{chaff}: {}", body(&article));
        }
        assert!(!article.flags().contains(&Flag::NoArticle));
    }
}

#[test]
fn html_and_text_are_told_apart() {
    let ranges = |input| clean(input).unwrap().blocks().filter(|block| block.input_range().is_some()).count();
    assert_eq!(ranges(PAGE), 0);
    assert!(ranges(TEXT) > 0);
}

#[test]
fn everything_removed_has_a_kind() {
    let article = clean(PAGE).unwrap();
    let kinds: Vec<Label> = article.removed().map(|block| block.label()).collect();
    assert!(
        kinds.iter().all(|label| matches!(label, Label::Title | Label::Caption | Label::Removed(_))),
        "{kinds:?}"
    );
    assert!(kinds.contains(&Label::Title), "{kinds:?}");
}

#[test]
fn remove_selectors_remove() {
    let cleaner = Cleaner::new().with_remove_selector(".box").unwrap();
    let article = html(&cleaner);
    assert!(!body(&article).contains("granite"));
    let gone = article.removed().find(|block| block.text().contains("granite")).unwrap();
    assert_eq!(gone.label(), Label::Removed(Boilerplate::Selector));
}

#[test]
fn keep_selectors_keep() {
    let cleaner = Cleaner::new().with_keep_selector("footer").unwrap();
    assert!(body(&html(&cleaner)).contains("All rights reserved"));
}

#[test]
fn selectors_can_ask_for_any_attribute() {
    let page = "<article><p>It rained all day in the town.</p><p data-slot=7>Buy now</p></article>";
    let cleaner = Cleaner::new().with_remove_selector("[data-slot='7']").unwrap();
    let article = cleaner.clean_html(page).unwrap();
    let gone = article.removed().find(|block| block.text() == "Buy now").unwrap();
    assert_eq!(gone.label(), Label::Removed(Boilerplate::Selector));
}

#[test]
fn the_innermost_selector_decides_and_removal_wins_a_tie() {
    let inside = Cleaner::new().with_remove_selector("article").unwrap().with_keep_selector(".box").unwrap();
    let text = body(&html(&inside));
    assert!(text.contains("granite") && !text.contains("fishing boats"), "{text}");
    let tie = Cleaner::new().with_keep_selector(".box").unwrap().with_remove_selector("div").unwrap();
    assert!(!body(&html(&tie)).contains("granite"));
}

#[test]
fn selectors_that_do_not_parse_are_refused() {
    for css in ["", "p[", ">>", "p:nonsense("] {
        assert_eq!(
            Cleaner::new().with_keep_selector(css).unwrap_err(),
            Error::Selector { selector: css.into() }
        );
        assert_eq!(
            Cleaner::new().with_remove_selector(css).unwrap_err(),
            Error::Selector { selector: css.into() }
        );
    }
}

#[test]
fn addresses_have_to_be_absolute() {
    for url in ["", "example.org/news", "/news/1", "http://"] {
        match Cleaner::new().with_url(url) {
            Err(Error::Url { url: given, reason }) => assert!(given == url && !reason.is_empty()),
            other => panic!("{url:?}: {other:?}"),
        }
    }
    assert!(Cleaner::new().with_url("https://example.org/news/1").is_ok());
}

#[test]
fn a_stricter_focus_never_keeps_more() {
    let kept = |focus, input: &str| {
        let article = Cleaner::new().with_focus(focus).clean(input).unwrap();
        article.body().map(|block| block.index()).collect::<Vec<_>>()
    };
    for input in [
        PAGE,
        TEXT,
        "<p>One line.</p>",
        "<ul><li><a href=/>A</a><li>B</ul><p>A story of some length, it is.</p>",
    ] {
        let [strict, even, lax] =
            [Focus::Precision, Focus::Balanced, Focus::Recall].map(|focus| kept(focus, input));
        assert!(strict.iter().all(|index| even.contains(index)), "{strict:?} {even:?}");
        assert!(even.iter().all(|index| lax.contains(index)), "{even:?} {lax:?}");
    }
}

#[test]
fn tables_are_kept_unless_they_are_not_wanted() {
    assert!(body(&html(&Cleaner::new())).contains("Old lamp"));
    let article = html(&Cleaner::new().with_tables(false));
    assert!(!body(&article).contains("Old lamp"));
    let row = article.removed().find(|block| block.text().contains("Old lamp")).unwrap();
    assert_eq!(row.label(), Label::Removed(Boilerplate::NotAsked));
}

#[test]
fn links_show_when_asked_for_and_are_absolute() {
    let cleaner = Cleaner::new().with_url("https://example.org/news/1").unwrap();
    let article = html(&cleaner);
    assert!(!article.markdown().contains("]("));
    let links = Rendering::new().with_links(true);
    let markdown = article.render(Format::Markdown, &links);
    assert!(markdown.contains("[borrowed crane](https://example.org/crane)"), "{markdown}");
    let html = article.render(Format::Html, &links);
    assert!(html.contains("href=\"https://example.org/crane\""), "{html}");
}

#[test]
fn a_parsed_document_gives_the_same_article() {
    for page in [PAGE, "<p>One line.", "x", "<table><tr><td>a<table><tr><td>b"] {
        let cleaner = Cleaner::new();
        let document = scraper::Html::parse_document(page);
        assert_eq!(cleaner.clean_document(&document).unwrap(), cleaner.clean_html(page).unwrap(), "{page}");
    }
}

/// scraper parses with scripting on: then `<noscript>` holds its markup as text.
#[test]
fn markup_of_a_parsed_noscript_does_not_show() {
    let page = "<p>It rained.</p><noscript><img src=\"pixel.png\"></noscript>";
    let article = Cleaner::new().clean_document(&scraper::Html::parse_document(page)).unwrap();
    assert!(!body(&article).contains("<img"), "{}", body(&article));
}

#[test]
fn a_menu_that_is_left_out_still_parts_words() {
    let article = clean("<p>It rained all day.<select><option>Home</select>Nobody minded it.</p>").unwrap();
    let text: Vec<&str> = article.blocks().map(|block| block.text()).collect();
    assert!(!text.join("\n").contains("day.Nobody"), "{text:?}");
}

#[test]
fn a_document_without_text_has_no_blocks() {
    let article = Cleaner::new().clean_document(&scraper::Html::parse_document("")).unwrap();
    assert_eq!(article.blocks().count(), 0);
}

#[test]
fn bytes_and_text_agree() {
    for input in [PAGE, TEXT] {
        let cleaner = Cleaner::new();
        assert_eq!(cleaner.clean_bytes(input.as_bytes(), None).unwrap(), cleaner.clean(input).unwrap());
    }
}

#[test]
fn metadata_alone_is_that_of_the_article() {
    let cleaner = Cleaner::new().with_url("https://example.org/2021/10/12/crane").unwrap();
    for input in [PAGE, TEXT] {
        let metadata = cleaner.clean_metadata(input).unwrap();
        assert!(metadata.title().is_some());
        assert_eq!(metadata, *cleaner.clean(input).unwrap().metadata());
        assert_eq!(metadata, cleaner.clean_metadata_bytes(input.as_bytes(), None).unwrap());
    }
    // What the bytes are said to be counts, whatever they look like.
    let bytes = TEXT.as_bytes();
    let as_html = cleaner.clean_metadata_html_bytes(bytes, None).unwrap();
    assert_eq!(as_html, cleaner.clean_metadata_html(TEXT).unwrap());
    let as_text = cleaner.clean_metadata_text_bytes(bytes, None).unwrap();
    assert_eq!(as_text, cleaner.clean_metadata_text(TEXT).unwrap());
    assert_ne!(as_html, as_text);
    assert_eq!(cleaner.clean_metadata(" ").unwrap_err(), cleaner.clean(" ").unwrap_err());
}

#[test]
fn a_body_in_json_ld_is_cut_at_the_limit_on_blocks() {
    let body = ["It rained all day, and nobody in the town minded it."; 12].join("\\n");
    let html = format!(r#"<script type=application/ld+json>{{"articleBody": "{body}"}}</script><p>Loading"#);
    let with_room = |blocks: usize| {
        let limits = Limits::new().with_max_blocks(blocks);
        let article = Cleaner::new().with_limits(limits).clean_html(&html).unwrap();
        (article.blocks().count(), article.flags().contains(&Flag::Truncated(Limit::Blocks)))
    };
    assert_eq!(with_room(13), (13, false));
    assert_eq!(with_room(12), (12, true));
    assert_eq!(with_room(4), (4, true));
}

#[test]
fn replaced_bytes_are_flagged() {
    let whole = PAGE.replace("granite", &"gränite ".repeat(20)).into_bytes();
    let mut broken = whole.clone();
    broken.insert(PAGE.len() / 2, 0xFF);
    assert!(Cleaner::new().clean_bytes(&broken, None).unwrap().flags().contains(&Flag::InvalidBytes));
    assert!(!Cleaner::new().clean_bytes(&whole, None).unwrap().flags().contains(&Flag::InvalidBytes));
}

#[test]
fn limits_are_flagged() {
    let flags = |limits: Limits, input: &str| {
        Cleaner::new().with_limits(limits).clean(input).unwrap().flags().to_vec()
    };
    let truncated = |flags: &[Flag]| flags.iter().any(|flag| matches!(flag, Flag::Truncated(_)));
    let paragraphs = "<p>It rained all day in the town by the river.</p>".repeat(50);
    let lines = "It rained all day in the town by the river.\n\n".repeat(50);
    let nested = "<div>".repeat(40) + "deep down";
    for input in [&paragraphs, &lines, &nested] {
        assert!(!truncated(&flags(Limits::new(), input)));
        assert!(
            flags(Limits::new().with_max_input_bytes(100), input)
                .contains(&Flag::Truncated(Limit::InputBytes))
        );
    }
    for input in [&paragraphs, &lines] {
        assert!(flags(Limits::new().with_max_blocks(5), input).contains(&Flag::Truncated(Limit::Blocks)));
    }
    for input in [&paragraphs, &lines] {
        assert!(flags(Limits::new().with_max_nodes(20), input).contains(&Flag::Truncated(Limit::Nodes)));
    }
    assert!(flags(Limits::new().with_max_depth(10), &nested).contains(&Flag::Truncated(Limit::Depth)));
}

#[test]
fn what_is_too_long_is_cut_or_left_out() {
    let limits = Limits::new()
        .with_max_text_bytes(50)
        .with_max_attribute_bytes(20)
        .with_max_json_ld_bytes(60)
        .with_max_json_ld_depth(3);
    let clean = |html: &str| Cleaner::new().with_limits(limits).clean_html(html).unwrap();
    for (limit, long, short) in [
        (
            Limit::TextBytes,
            "<p>It rained all day in the town by the river, and all night.",
            "<p>It rained all day.",
        ),
        (Limit::AttributeBytes, "<p><a href=/a/path/that/is/longer>Rain</a>", "<p><a href=/a/path>Rain</a>"),
        (
            Limit::JsonLdBytes,
            r#"<script type=application/ld+json>{"@type": "NewsArticle", "headline": "Rain in the town by the river"}</script>Rain"#,
            r#"<script type=application/ld+json>{"@type": "NewsArticle", "headline": "Rain"}</script>Rain"#,
        ),
        (
            Limit::JsonLdDepth,
            "<script type=application/ld+json>[[[[1]]]]</script>Rain",
            "<script type=application/ld+json>[[[1]]]</script>Rain",
        ),
    ] {
        let [long, short] = [long, short].map(&clean);
        assert!(long.flags().contains(&Flag::Truncated(limit)), "{limit:?}: {:?}", long.flags());
        assert!(!short.flags().iter().any(|flag| matches!(flag, Flag::Truncated(_))), "{:?}", short.flags());
    }
}

#[test]
fn a_run_of_text_is_cut_at_its_limit() {
    let cleaner = Cleaner::new().with_limits(Limits::new().with_max_text_bytes(9));
    // Comments do not end a run, tags do; é has two bytes.
    for (html, text) in [
        ("<p>abcdefghijk", "abcdefghi"),
        ("<p>abcdef<!-- -->ghijk", "abcdefghi"),
        ("<p>abcdefghé", "abcdefgh"),
        ("<p>abcdef<b>ghijk</b>", "abcdefghijk"),
    ] {
        let article = cleaner.clean_html(html).unwrap();
        assert_eq!(article.blocks().map(|block| block.text()).collect::<String>(), text, "{html}");
    }
}

#[test]
fn bytes_beyond_the_limit_are_not_decoded() {
    let cleaner = Cleaner::new().with_limits(Limits::new().with_max_input_bytes(100));
    let page = "<p>Es regnete im Städtchen am Fluss.</p>".repeat(50);
    let (latin1, _, _) = encoding_rs::WINDOWS_1252.encode(&page);
    for (bytes, charset) in
        [(page.as_bytes(), "text/html; charset=utf-8"), (&latin1, "text/html; charset=latin1")]
    {
        let article = cleaner.clean_bytes(bytes, Some(charset)).unwrap();
        assert_eq!(
            article.flags().iter().filter(|flag| **flag == Flag::Truncated(Limit::InputBytes)).count(),
            1
        );
        assert!(!article.flags().contains(&Flag::InvalidBytes), "{charset}");
        assert!(
            article.blocks().count() <= 3 && article.blocks().any(|block| block.text().contains("Städtchen"))
        );
    }
}

#[test]
fn a_limit_keeps_what_was_read() {
    let lines = "It rained all day in the town by the river.\n\n".repeat(50);
    let article = Cleaner::new().with_limits(Limits::new().with_max_blocks(5)).clean(&lines).unwrap();
    assert!((1..=5).contains(&article.blocks().count()));
    // The cut falls inside a character of two bytes.
    let umlauts = "ü".repeat(100);
    for max in 40..44 {
        let article =
            Cleaner::new().with_limits(Limits::new().with_max_input_bytes(max)).clean(&umlauts).unwrap();
        let text: String = article.blocks().map(|block| block.text()).collect();
        assert_eq!(text, "ü".repeat(max / 2));
    }
    let deep = format!("<p>It rained.</p>{}<p>deep down", "<div>".repeat(40));
    let article = Cleaner::new().with_limits(Limits::new().with_max_depth(10)).clean(&deep).unwrap();
    let text: Vec<&str> = article.blocks().map(|block| block.text()).collect();
    assert_eq!(text, ["It rained.", "deep down"]);
}

#[test]
fn a_cleaner_remembers_nothing() {
    let cleaner = Cleaner::new();
    let first = html(&cleaner);
    cleaner.clean(TEXT).unwrap();
    assert_eq!(html(&cleaner), first);
}

#[test]
fn scores_are_probabilities() {
    let article = clean(PAGE).unwrap();
    assert!((0.0..=1.0).contains(&article.confidence()));
    assert!(article.blocks().all(|block| (0.0..=1.0).contains(&block.score())));
}

#[test]
fn everything_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Cleaner>();
    shared::<Article>();
    shared::<Block<'static>>();
    shared::<Error>();
    shared::<Limits>();
}
