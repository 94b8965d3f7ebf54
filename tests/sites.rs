//! What ten pages of one site teach, and what a person adds to it.

use std::fs;
use std::sync::Arc;

use dechaff::{Cleaner, Flag, Input, SiteLearner, SiteTable, Sites};

const PAGES: usize = 10;

fn file(number: usize, ending: &str) -> String {
    fs::read_to_string(format!("tests/site/{number}.{ending}")).unwrap()
}

fn address(number: usize) -> String {
    format!("https://www.riverpost.example/news/{number}")
}

fn learner(pages: impl IntoIterator<Item = usize>) -> SiteLearner {
    let mut learner = SiteLearner::new();
    for number in pages {
        let html = file(number, "html");
        let input = Input::html(&html).with_url(&address(number)).unwrap();
        learner.add(&Cleaner::new().observe(input).unwrap());
    }
    learner
}

/// By page: its text, as far as it is cleaned with these profiles.
fn texts(sites: &Sites) -> Vec<String> {
    let cleaner = Cleaner::new().with_sites(Arc::new(sites.clone()));
    let text = |number: usize| {
        let html = file(number, "html");
        let input = Input::html(&html).with_url(&address(number)).unwrap();
        cleaner.clean(input).unwrap().text().trim().to_owned()
    };
    (0..PAGES).map(text).collect()
}

fn expected() -> Vec<String> {
    (0..PAGES).map(|number| file(number, "txt").trim().to_owned()).collect()
}

#[test]
fn what_a_person_knows_mends_what_cannot_be_learnt() {
    let sites = learner(0..PAGES).finish();
    let learnt = sites.to_string();
    let profile = fs::read_to_string("tests/site/sites.toml").unwrap_or_default();
    if std::env::var("DECHAFF_KNOWN").is_ok_and(|write| write == "write") {
        fs::write("tests/site/sites.toml", &learnt).unwrap();
    } else {
        assert_eq!(learnt, profile, "DECHAFF_KNOWN=write writes it");
    }
    let own_lines = |texts: &[String]| texts.iter().map(|text| text.lines().count()).collect::<Vec<_>>();
    let before = texts(&Sites::default());
    let by_itself = texts(&sites);
    assert!(before.iter().any(|text| text.contains("since 1951")));
    assert!(
        by_itself.iter().all(|text| !text.contains("since 1951") && !text.contains("what the council says"))
    );
    assert_ne!(by_itself, expected(), "a letter is prose like any other: {:?}", own_lines(&by_itself));

    let edited: Sites =
        format!("{learnt}\n[\"riverpost.example\".remove]\n\".box\" = true\n").parse().unwrap();
    assert_eq!(texts(&edited), expected());
    let learnt_again = learner(0..PAGES).finish().with_rows_of_people(&edited);
    assert_eq!(texts(&learnt_again), expected(), "it stays when the site is learnt anew");
}

#[test]
fn a_page_that_was_not_learnt_from_is_cleaned_like_the_others() {
    for number in 0..PAGES {
        let sites = learner((0..PAGES).filter(|other| *other != number)).finish();
        let text = &texts(&sites)[number];
        assert!(!text.contains("since 1951") && !text.contains("what the council says"), "{number}: {text}");
        assert!(text.contains(expected()[number].lines().next().unwrap()), "{number}: {text}");
    }
}

/// What the profile says of each block of a page, where it counted.
fn tables(sites: &Sites, html: &str) -> Vec<(String, Option<SiteTable>)> {
    let cleaner = Cleaner::new().with_sites(Arc::new(sites.clone()));
    let article = cleaner.clean(Input::html(html).with_url(&address(0)).unwrap()).unwrap();
    assert_eq!(article.site(), Some("riverpost.example"));
    article.blocks().map(|block| (block.text().to_owned(), block.site_table())).collect()
}

#[test]
fn blocks_tell_what_the_profile_says_of_them() {
    let sites = learner(0..PAGES).finish();
    let blocks = tables(&sites, &file(0, "html"));
    let table = |start: &str| blocks.iter().find(|(text, _)| text.contains(start)).unwrap().1;
    assert_eq!(table("The council of"), Some(SiteTable::Body));
    assert_eq!(table("since 1951"), Some(SiteTable::Remove));
    assert_eq!(table("what the council says"), Some(SiteTable::Remove));
    assert_eq!(blocks.iter().filter(|(text, _)| text.starts_with("Rain closes")).count(), 1);
    assert_eq!(table("Rain closes"), None, "the title is kept apart");

    // A page that the profile would empty is the detector's.
    let paragraph =
        "It rained all day in Brackwater, and nobody minded it much, for the wells had been dry since May.";
    let other = format!("<div class=late><h1>Wells</h1>{}</div>", format!("<p>{paragraph}</p>").repeat(4));
    assert!(tables(&sites, &other).iter().all(|(_, table)| table.is_none()));
    assert_eq!((sites.pages("riverpost.example"), sites.pages("other.example")), (Some(10), None));
    let rows: String =
        sites.rows("riverpost.example").iter().map(|row| format!("{} ", row.table().name())).collect();
    assert!(
        rows.starts_with("body body remove ")
            && rows.ends_with("title lines lines lines lines lines lines lines lines ")
    );
}

#[test]
fn parts_make_the_whole_in_any_order() {
    let whole = learner(0..PAGES);
    let mut merged = SiteLearner::new();
    for number in (0..PAGES).rev() {
        merged.merge(&SiteLearner::from_bytes(&learner([number]).to_bytes()).unwrap());
        // The same page again is no other page.
        merged.merge(&learner([number, PAGES - 1]));
    }
    assert_eq!(merged.to_bytes(), whole.to_bytes());
    assert_eq!(merged.finish(), whole.finish());
}

/// A learner of these pages of small sites.
fn learner_of(pages: impl Iterator<Item = (usize, usize)>) -> SiteLearner {
    let mut learner = SiteLearner::new();
    for (site, number) in pages {
        let html = format!(
            "<h1>Day {number}</h1><p>On day {number} the ferry was late at pier {site}, and nobody minded it.</p>\
             <p>About the Post of pier {site}</p>"
        );
        let url = format!("https://pier{site}.example/{number}");
        learner.add(&Cleaner::new().observe(Input::html(&html).with_url(&url).unwrap()).unwrap());
    }
    learner
}

#[test]
fn a_large_site_is_learnt_from_a_sample_that_does_not_depend_on_order() {
    let forth = learner_of((0..120).map(|number| (1, number)));
    let back = learner_of((0..120).rev().map(|number| (1, number)));
    let mut halves = learner_of((0..70).map(|number| (1, number)));
    halves.merge(&learner_of((30..120).map(|number| (1, number))));
    assert_eq!(forth.to_bytes(), back.to_bytes());
    assert_eq!(forth.to_bytes(), halves.to_bytes());
    assert!(forth.finish().to_string().contains("pages = 50\n"));
}

/// The same with 100,000 pages of 2,000 sites: `DESIGN.md`.
#[test]
fn ten_parts_of_many_sites_make_the_whole() {
    const PARTS: usize = 10;
    // Of some sites there are more pages than are remembered, of others fewer.
    let pages = || (0..400).map(|page| (if page % 3 == 0 { 0 } else { page % 20 }, page));
    let whole = learner_of(pages());
    let mut merged = SiteLearner::new();
    for part in [9, 2, 5, 0, 1, 8, 3, 4, 6, 7] {
        let part = learner_of(pages().skip(part).step_by(PARTS));
        merged.merge(&SiteLearner::from_bytes(&part.to_bytes()).unwrap());
    }
    assert_eq!(merged.to_bytes(), whole.to_bytes());
    let (merged, whole) = (merged.finish().to_string(), whole.finish().to_string());
    assert!(merged == whole && whole.contains("[\"pier0.example\"]\npages = 50\n"), "{whole}");
}

#[test]
fn parts_are_merged_site_by_site() {
    const SHARES: usize = 3;
    let pages = || (0..90).map(|page| (page % 9, page));
    let parts = [learner_of(pages().skip(1).step_by(2)), learner_of(pages().step_by(2))];
    let shares: Vec<Vec<SiteLearner>> = parts.iter().map(|part| part.split(SHARES)).collect();
    let mut merged = SiteLearner::new();
    for number in 0..SHARES {
        let mut share = SiteLearner::new();
        shares.iter().for_each(|shares| share.merge(&shares[number]));
        let sites = share.finish();
        assert!(!sites.is_empty() && sites.len() < 9, "{sites}");
        merged.merge(&share);
    }
    assert_eq!(merged.to_bytes(), learner_of(pages()).to_bytes());
    assert_eq!(merged.split(0).len(), 1);
}

#[test]
fn what_no_learner_has_written_is_refused_by_its_line() {
    let bytes = learner_of([(1, 1), (2, 2)].into_iter()).to_bytes();
    let text = String::from_utf8(bytes).unwrap();
    let line = |bytes: &str| match SiteLearner::from_bytes(bytes.as_bytes()) {
        Err(dechaff::Error::Sites { line, .. }) => Some(line),
        _ => None,
    };
    assert_eq!(line(&text), None);
    assert_eq!(line("{}"), Some(1));
    assert_eq!(line(&text[..text.len() - 2]), Some(3), "it is cut off");
    assert_eq!(line(&text.replacen("[0,", "[99,", 1)), Some(2), "a string that is missing");
}

#[test]
fn the_reason_names_the_site_and_its_pages() {
    let cleaner = Cleaner::new().with_sites(Arc::new(learner(0..PAGES).finish()));
    let html = file(0, "html");
    let article = cleaner.clean(Input::html(&html).with_url(&address(0)).unwrap()).unwrap();
    let block = article.blocks().find(|block| block.text().contains("since 1951")).unwrap();
    let reason = block.reasons().next().unwrap();
    assert_eq!(reason.text(), "template of riverpost.example, on 10 of 10 pages");
    assert!(!article.flags().contains(&Flag::OtherTemplate));
    let menu = article.blocks().find(|block| block.text().contains("About us")).unwrap();
    let first = menu.reasons().next().unwrap();
    assert_eq!(
        first.text(),
        "template of riverpost.example, on 10 of 10 pages",
        "the score alone removes it, too"
    );
}

#[test]
fn a_profile_never_empties_a_page_and_says_where_it_does_not_fit() {
    let html = file(0, "html");
    let input = || Input::html(&html).with_url(&address(0)).unwrap();
    let without = Cleaner::new().clean(input()).unwrap();
    let cleaned = |rows: &str| {
        let sites: Sites = format!("# dechaff sites 1\n{rows}").parse().unwrap();
        Cleaner::new().with_sites(Arc::new(sites)).clean(input()).unwrap()
    };
    let all_goes = cleaned("[\"riverpost.example\".remove]\n\"div.page\" = [9, 9]\n");
    assert_eq!(all_goes.text(), without.text());
    assert!(all_goes.flags().contains(&Flag::OtherTemplate));
    let no_body = cleaned("[\"riverpost.example\".body]\n\"#elsewhere\" = [9, 9]\n");
    assert_eq!(no_body.text(), without.text());
    assert!(no_body.flags().contains(&Flag::OtherTemplate));
    let other_site = cleaned("[\"elsewhere.example\".remove]\n\"div.page\" = true\n");
    assert_eq!(other_site, without);
    let by_a_person = cleaned("[\"riverpost.example\".remove]\n\"div.page\" = true\n");
    assert_eq!(by_a_person.text().trim(), "", "a person may");
    let reasons: Vec<_> = by_a_person.blocks().filter_map(|block| block.reasons().next()).collect();
    let says = |reason: &&dechaff::Reason| reason.text() == "removed by a person's row of riverpost.example";
    assert!(reasons.iter().filter(says).count() > 5, "{reasons:?}");
    let taken_back = cleaned("[\"riverpost.example\".remove]\n\"div.page\" = false\n");
    assert_eq!(taken_back.text(), without.text());
}

#[test]
fn a_page_of_one_sentence_keeps_it() {
    let page = |number: usize| {
        format!(
            "<h1>Day {number}</h1><p>On day {number} the ferry was late, and nobody minded it.</p><p>The baker waited.</p>\
             <p>The River Post has brought the news of the valley to its people every morning since 1951.</p>"
        )
    };
    let mut learner = SiteLearner::new();
    for number in 0..PAGES {
        let input = page(number);
        learner
            .add(&Cleaner::new().observe(Input::html(&input).with_url(&address(number)).unwrap()).unwrap());
    }
    let cleaner = Cleaner::new().with_sites(Arc::new(learner.finish()));
    let html = page(99);
    let article = cleaner.clean(Input::html(&html).with_url(&address(99)).unwrap()).unwrap();
    assert!(article.text().contains("the ferry was late"), "{}", article.text());
}

/// A page with a heading that all pages have, and a sentence that is the lead of one and the end of another.
fn page_of_the_pier(number: usize) -> String {
    const LEAD: &str = "The old ferry between the two piers sank in the storm last night, and nobody was on board when it went down.";
    let (weather, who) = [
        ("rained", "baker"),
        ("snowed", "miller"),
        ("hailed", "pilot"),
        ("blew", "teacher"),
        ("froze", "printer"),
        ("thawed", "smith"),
    ][number];
    let walk = format!(
        "In the week when it {weather}, the {who} walked to the pier at six in the morning, as on every other day of that year."
    );
    let lamps = format!(
        "The {who} has asked the council for {number} lamps and a bench, and wants to know before the winter who is going to pay."
    );
    let (first, last) = match number {
        0 => (LEAD, lamps.as_str()),
        1 => (walk.as_str(), LEAD),
        _ => (walk.as_str(), lamps.as_str()),
    };
    format!(
        "<main class=text><h1>The {who} and the pier</h1><p>{first}</p><h3 class=sub>What it means for the town</h3><p>{last}</p></main>\
         <footer class=foot>Imprint and contact</footer>"
    )
}

#[test]
fn headings_and_sentences_of_the_text_are_not_the_templates() {
    let mut learner = SiteLearner::new();
    for number in 0..6 {
        let page = page_of_the_pier(number);
        let input = Input::html(&page).with_url(&address(number)).unwrap();
        learner.add(&Cleaner::new().observe(input).unwrap());
    }
    let sites = learner.finish();
    let file = sites.to_string();
    assert!(
        file.contains("\"footer.foot\" = [6, 6]") && !file.contains(".sub") && !file.contains("old ferry"),
        "{file}"
    );
    let cleaner = Cleaner::new().with_sites(Arc::new(sites));
    for number in 0..2 {
        let page = page_of_the_pier(number);
        let text = cleaner.clean(Input::html(&page).with_url(&address(number)).unwrap()).unwrap().text();
        assert!(text.contains("sank in the storm") && text.contains("What it means for the town"), "{text}");
    }
}

#[test]
fn lines_of_flattened_text_are_known_too() {
    let mut learner = SiteLearner::new();
    let text = |number: usize| {
        let story = file(number, "txt");
        format!(
            "Rain closes all of it\n\n{story}\nThe River Post has brought the news of the valley since 1951.\n"
        )
    };
    for number in 0..PAGES {
        let text = text(number);
        let input = Input::text(&text).with_url(&address(number)).unwrap();
        learner.add(&Cleaner::new().observe(input).unwrap());
    }
    let cleaner = Cleaner::new().with_sites(Arc::new(learner.finish()));
    let text = text(0);
    let article = cleaner.clean(Input::text(&text).with_url(&address(0)).unwrap()).unwrap();
    assert!(!article.text().contains("since 1951") && article.text().contains("sandbags"));
}

/// A page that says its author for machines, or only shows the name where its site does.
fn signed_page(number: usize, author: &str, says_so: bool) -> String {
    let said = format!(
        "<script type=application/ld+json>{{\"@type\": \"NewsArticle\", \"headline\": \"Rain on day {number}\", \"author\": \
         \"{author}\"}}</script>"
    );
    let said = if says_so { said.as_str() } else { "" };
    format!(
        "{said}<div class=name>The River Post</div><div class=hd>Rain on day {number}</div><p class=sg>{author}</p><p>On day \
         {number} the ferry was late, and the baker closed his shop before the evening came. Nobody in the town minded.</p>"
    )
}

#[test]
fn where_the_metadata_are_is_learnt_from_pages_that_say_them_for_machines() {
    let mut learner = SiteLearner::new();
    for (number, author) in ["Ann Fenwick", "Bo Lindqvist", "Cora Vance", "Dan Osei"].iter().enumerate() {
        let page = signed_page(number, author, true);
        let input = Input::html(&page).with_url(&address(number)).unwrap();
        learner.add(&Cleaner::new().observe(input).unwrap());
    }
    let sites = learner.finish();
    let file = sites.to_string();
    for rows in [
        "[\"riverpost.example\".title]\n\"div.hd\" = [4, 4]\n",
        "[\"riverpost.example\".authors]\n\"p.sg\" = [4, 4]\n",
    ] {
        assert!(file.contains(rows), "{file}");
    }
    let page = signed_page(9, "Eva Lund", false);
    let input = || Input::html(&page).with_url(&address(9)).unwrap();
    let cleaner = Cleaner::new().with_sites(Arc::new(sites));
    let metadata = cleaner.metadata(input()).unwrap();
    assert_eq!(metadata.title().map(|title| title.value().as_str()), Some("Rain on day 9"));
    let authors: Vec<&str> = metadata.authors().iter().map(|author| author.value().as_str()).collect();
    assert_eq!(authors, ["Eva Lund"]);
    assert_eq!(&metadata, cleaner.clean(input()).unwrap().metadata());
}

#[test]
fn a_person_says_where_the_title_is() {
    let page = "<h1>The River Post</h1><div class=hd>Rain in Ayr</div><p>It rained all day, and nobody in the town minded.</p>";
    let sites: Sites = "# dechaff sites 1\n[\"riverpost.example\".title]\n\".hd\" = true\n".parse().unwrap();
    let input = Input::html(page).with_url(&address(1)).unwrap();
    let metadata = Cleaner::new().with_sites(Arc::new(sites)).metadata(input).unwrap();
    assert_eq!(metadata.title().map(|title| title.value().as_str()), Some("Rain in Ayr"));
}
