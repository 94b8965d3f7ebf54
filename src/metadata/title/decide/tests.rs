use super::*;

fn decided(titles: &[(&str, TitlePlace)], site: &str) -> String {
    decided_at(titles, site, "a")
}

fn decided_at(titles: &[(&str, TitlePlace)], site: &str, page_name: &str) -> String {
    let titles = titles.iter().zip(0..).map(|((text, place), block)| TitleCandidate {
        text: (*text).to_owned(),
        place: *place,
        block: (*place == TitlePlace::TopHeading).then_some(block),
        weight: 0,
    });
    let page_name = Some(page_name.to_owned());
    let candidates = Candidates { titles: titles.collect(), page_name, ..Candidates::default() };
    decide(&candidates, &[site.to_owned()]).map(|title| title.field.value).unwrap_or_default()
}

use TitlePlace::{HeadTitle, JsonLd, Line, Meta, TopHeading};

#[test]
fn numbers_of_items_and_trails_before_a_line_go() {
    let own = ("Rain stops the town fair", Line);
    for first in [
        "4. Rain stops the town fair",
        "4. Rain: stops the town fair",
        "Home 9 Town 9 Rain stops the town fair",
    ] {
        assert_eq!(decided(&[(first, Line), own], ""), own.0, "{first}");
        assert_eq!(decided(&[(first, Line)], ""), first, "nothing else on the page has it");
    }
    let kicker = "Weather Rain stops the town fair";
    assert_eq!(decided(&[(kicker, Line), own], ""), kicker);
}

#[test]
fn the_site_is_cut_off_and_hyphens_stay() {
    assert_eq!(decided(&[("Rain in town - The Daily Fen", HeadTitle)], "dailyfen"), "Rain in town");
    assert_eq!(decided(&[("Daily Fen: Rain in town", HeadTitle)], "dailyfen"), "Rain in town");
    assert_eq!(decided(&[("Rain - and then snow", HeadTitle)], "dailyfen"), "Rain - and then snow");
    assert_eq!(decided(&[("Rain in town | News", HeadTitle), ("Rain in town", Meta)], ""), "Rain in town");
}

#[test]
fn the_heading_that_agrees_wins() {
    let titles = [
        ("Daily Fen", TopHeading),
        ("Rain in the old town", TopHeading),
        ("Rain in the town | Daily Fen", HeadTitle),
    ];
    assert_eq!(decided(&titles, "dailyfen"), "Rain in the old town");
    let titles = [("Menu", TopHeading), ("Rain in town", JsonLd), ("Rain: what we know", Meta)];
    assert_eq!(decided(&titles, "dailyfen"), "Rain in town");
}

#[test]
fn what_lines_call_the_site_is_the_subject_of_a_page_with_a_head() {
    let title = |text: &str, place, block| TitleCandidate { text: text.to_owned(), place, block, weight: 0 };
    let titles = vec![
        title("raind", TopHeading, Some(0)),
        title("Contents", Line, Some(1)),
        title("raind - FenWiki", HeadTitle, None),
    ];
    let sites = vec![Field::new("raind".to_owned(), Provenance::TextLine)];
    let candidates = Candidates { titles, sites, ..Candidates::default() };
    let names = ["raind".to_owned(), "fenwiki".to_owned()];
    assert_eq!(decide(&candidates, &names).map(|title| title.field.value).as_deref(), Some("raind"));
}

#[test]
fn kickers_that_only_the_layout_sets_off_go() {
    let titles = |heading| decided(&[(heading, TopHeading), ("The river keeps rising", JsonLd)], "dailyfen");
    assert_eq!(titles("Flood in town The river keeps rising"), "The river keeps rising");
    assert_eq!(titles("FloodThe river keeps rising"), "The river keeps rising");
    assert_eq!(titles("“Flood”, The river keeps rising"), "“Flood”, The river keeps rising");
    assert_eq!(titles("Why The river keeps rising"), "Why The river keeps rising");
}

#[test]
fn what_heading_and_head_both_say_is_kept_whole() {
    let titles = [
        ("Flood: The river keeps rising", TopHeading),
        ("The river keeps rising", Meta),
        ("Flood: The river keeps rising", JsonLd),
    ];
    assert_eq!(decided(&titles, "dailyfen"), "Flood: The river keeps rising");
    assert_eq!(
        decided(&[("- We were afraid", TopHeading), ("- We were afraid", Meta)], ""),
        "- We were afraid"
    );
}

#[test]
fn the_better_spelling_wins() {
    let titles = [("Flood in town:The river", TopHeading), ("Flood in town: The river", JsonLd)];
    assert_eq!(decided(&titles, ""), "Flood in town: The river");
    let titles = [
        ("Flood in town The river", TopHeading),
        ("Flood in town: The river", JsonLd),
        ("Flood in town: The river", Meta),
    ];
    assert_eq!(decided(&titles, ""), "Flood in town: The river");
    let quotes = [("The town’s river", TopHeading), ("The town's river", JsonLd), ("The town's river", Meta)];
    assert_eq!(decided(&quotes, ""), "The town’s river");
}

#[test]
fn short_headings_agree_where_they_open_the_title_or_are_the_address() {
    let titles = [("Rain", TopHeading), ("Rain | What the sky brings to town", HeadTitle)];
    assert_eq!(decided(&titles, "dailyfen"), "Rain");
    let titles = ["Our newest stories", "Rain in the old town"].map(|text| TitleCandidate {
        text: text.to_owned(),
        place: TopHeading,
        block: Some(1),
        weight: 0,
    });
    let slug = Some("rain in the old town".to_owned());
    let candidates = Candidates { titles: titles.to_vec(), slug, ..Candidates::default() };
    let title = decide(&candidates, &[]).map(|title| title.field.value);
    assert_eq!(title.as_deref(), Some("Rain in the old town"));
}

#[test]
fn the_address_tells_between_lines() {
    let titles = ["What the flood costs", "Rain in the old town"].map(|text| TitleCandidate {
        text: text.to_owned(),
        place: TitlePlace::Line,
        block: Some(1),
        weight: if text.starts_with("What") { 300 } else { 0 },
    });
    let title = |slug: Option<&str>| {
        let slug = slug.map(str::to_owned);
        let candidates = Candidates { titles: titles.to_vec(), slug, ..Candidates::default() };
        decide(&candidates, &[]).map(|title| title.field.value)
    };
    assert_eq!(title(None).as_deref(), Some("What the flood costs"));
    assert_eq!(title(Some("rain in the old town")).as_deref(), Some("Rain in the old town"));
    assert_eq!(title(Some("rain over the sea")).as_deref(), Some("What the flood costs"), "it says little");
}

#[test]
fn a_page_without_titles_has_none() {
    assert_eq!(decided(&[], ""), "");
    assert_eq!(decided(&[(" | ", HeadTitle)], ""), "");
}

#[test]
fn the_address_names_a_heading_that_the_head_does_not_have() {
    let title = |page_name: &str| {
        let titles = [("Fen Fairs", TopHeading), ("All that is on: markets, rides and more", Meta)];
        decided_at(&titles, "dailyfen", page_name)
    };
    assert_eq!(title("fenfairs"), "Fen Fairs");
    assert_eq!(title("fairs"), "All that is on: markets, rides and more");
    let named = [("Daily Fen", TopHeading), ("Rain in town", Meta)];
    assert_eq!(decided_at(&named, "dailyfen", "dailyfen"), "Rain in town", "the site");
}

#[test]
fn a_home_page_is_called_by_the_name_of_its_site() {
    let titles = [("Rain in the old town", Line), ("Daily Fen", HeadTitle)];
    assert_eq!(decided_at(&titles, "dailyfen", ""), "Daily Fen");
    assert_eq!(decided_at(&titles, "dailyfen", "rain"), "Rain in the old town");
    let titles = [("Home - Daily Fen", HeadTitle), ("Home", Meta)];
    assert_eq!(decided_at(&titles, "dailyfen", ""), "Daily Fen");
    assert_eq!(decided(&[("Home", HeadTitle), ("Rain in town", Line)], ""), "Rain in town");
    assert_eq!(decided(&[("Home", HeadTitle)], ""), "Home", "all that there is");
}

#[test]
fn slogans_after_a_bar_go_where_only_the_head_has_a_title() {
    assert_eq!(decided(&[("Rain coats for all | Shop today", Meta)], "fen"), "Rain coats for all");
    assert_eq!(decided(&[("Old Fen | Rain in the town", Meta)], ""), "Old Fen | Rain in the town");
    assert_eq!(decided(&[("Rain coats for all - Shop today", Meta)], ""), "Rain coats for all - Shop today");
}

#[test]
fn a_title_that_was_cut_short_is_found_whole() {
    let titles = [("Rain in the old...", Meta), ("Rain in the old town and the new", HeadTitle)];
    assert_eq!(decided(&titles, ""), "Rain in the old town and the new");
    assert_eq!(
        decided(&[("Rain in the old...", Meta), ("Rain in the new", HeadTitle)], ""),
        "Rain in the old..."
    );
}

#[test]
fn subtitles_that_only_the_layout_sets_off_go() {
    let titles =
        [("The river keeps rising All schools are closed", TopHeading), ("The river keeps rising", Meta)];
    assert_eq!(decided(&titles, ""), "The river keeps rising");
}

#[test]
fn characters_that_are_lost_are_no_title() {
    assert_eq!(
        decided(&[("\u{FFFD}\u{FFFD} a \u{FFFD}", Meta), ("Rain in town", HeadTitle)], ""),
        "Rain in town"
    );
}

#[test]
fn unread_messages_are_not_counted_in_the_title() {
    assert_eq!(decided(&[("(3) Rain in town", HeadTitle)], ""), "Rain in town");
    assert_eq!(decided(&[("(99+) Rain in town", HeadTitle)], ""), "Rain in town");
    assert_eq!(decided(&[("(Still) Rain in town", HeadTitle)], ""), "(Still) Rain in town");
    assert_eq!(decided(&[("(3) Rain in town", TopHeading)], ""), "(3) Rain in town");
}
