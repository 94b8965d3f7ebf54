//! Flattened text as scrapers leave it: joined rows, hard wrap, one line, mojibake, several records. What is right stays
//! as it is, and ranges are those of the input.
//!
//! The seeds, two real pages with their answers, are looked for in the folder `seeds` beside the one that `DECHAFF_DATA`
//! names; without them that test says that it was skipped.

use std::path::PathBuf;
use std::{env, fs};

use dechaff::{Article, Boilerplate, Flag, Format, Input, Label, Rendering, clean};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

const BODY: [&str; 4] = [
    "The mayor opened the new bridge on Saturday, an hour after the rain had stopped, and walked over it with the children of the school.",
    "“Before that the people of both banks met on the ferry, which was slow, or not at all, which was cheaper,” she said at the café.",
    "The toll is a penny for a person and nothing for a dog, whatever the size of the dog, as long as it walks on feet of its own.",
    "The council will sell the ferry in June, and a painter from the upper town has already offered one crown for the whole of it.",
];
const TITLE: &str = "Town opens its first bridge after ninety years of ferries";

/// Reads the bytes of a text as Windows-1252.
fn as_windows_1252(text: &str) -> String {
    let table = encoding_rs::WINDOWS_1252;
    table.decode_without_bom_handling(text.as_bytes()).0.into_owned()
}

fn article(text: &str) -> Article {
    clean(Input::text(text)).expect("text")
}

fn body(article: &Article) -> Vec<&str> {
    article.body().map(|block| block.text()).collect()
}

/// Ranges are in order, inside the input and between its characters.
fn check_ranges(text: &str, article: &Article) {
    let mut end = 0;
    for block in article.blocks() {
        let range = block.input_range().expect("a block of text has a range");
        assert!(range.start >= end && range.start <= range.end && range.end <= text.len(), "{range:?}");
        assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end), "{range:?}");
        end = range.end;
    }
}

/// The halves of a paragraph that goes on on the next sheet.
const HALVES: [&str; 2] = [
    "The ferry between the two shores will sail again from April, the council said on Monday, nine years after a",
    "storm had torn away its pier, and nobody had the money to build another one before the summer.",
];
const REST: &str =
    "The toll is a penny for a person and nothing for a dog, as long as it walks on feet of its own.";

fn sheets() -> String {
    let foot = |number: u8| format!("The Fen Letter   Page {number} of 2");
    [TITLE, HALVES[0], &foot(1), HALVES[1], REST, &foot(2)].join("\n\n")
}

#[test]
fn paragraphs_go_on_on_the_next_sheet_in_every_format() {
    let text = sheets();
    let article = article(&text);
    let whole = HALVES.join(" ");
    assert_eq!(body(&article), [whole.as_str(), REST]);
    check_ranges(&text, &article);
    let block = article.body().next().expect("the paragraph");
    assert_eq!(block.input_ranges().map(|range| &text[range]).collect::<Vec<_>>(), HALVES);
    for format in [Format::Text, Format::Markdown, Format::Html, Format::Xml] {
        assert!(article.render(format, &Rendering::new()).contains(&whole), "{}", format.name());
    }
}

#[test]
#[cfg(feature = "serde")]
fn json_has_the_ranges_on_further_sheets() {
    let json = |text: &str| article(text).render(dechaff::Format::Json, &dechaff::Rendering::new());
    assert!(json(&sheets()).contains("\"further_ranges\":[["));
    assert!(!json("Rain\n\nIt rained all day.").contains("further_ranges"));
}

#[test]
fn mojibake_is_mended_and_said() {
    let page = format!("{TITLE}\n\n{}\n", BODY.join("\n\n"));
    let once = as_windows_1252(&page);
    for wrong in [once.clone(), as_windows_1252(&once)] {
        let article = article(&wrong);
        assert_eq!(body(&article), BODY);
        assert!(article.flags().contains(&Flag::Mojibake));
        let mended: Vec<&str> =
            article.blocks().filter(|block| block.is_mended()).map(|block| block.text()).collect();
        assert_eq!(mended, [BODY[1]]);
        check_ranges(&wrong, &article);
    }
    assert!(!article(&page).flags().contains(&Flag::Mojibake));
}

#[test]
fn japanese_read_as_latin_1_is_no_binary_data() {
    let text =
        "船は朝の五時に港を出て、昼前には島に着く予定だったが、霧のために一時間ほど遅れたという。".repeat(3);
    let wrong: String = text.bytes().map(char::from).collect();
    assert_eq!(article(&wrong).text().trim_end(), text);
}

#[test]
fn a_page_on_one_line_loses_its_menu_and_its_footer() {
    let page = format!(
        "Home News Sport Contact Us {TITLE} 12 October 2021, 14:26 {} Share on Facebook Read more: Ferry for sale {} \
         Subscribe to our newsletter © 2021 The Harbour Letter All Rights Reserved Privacy Policy",
        BODY[..2].join(" "),
        BODY[2..].join(" "),
    );
    let article = article(&page);
    let text = article.text().replace('\n', " ");
    assert!(BODY.iter().all(|paragraph| text.contains(paragraph)), "{text}");
    assert!(!text.contains("Privacy") && !text.contains("Contact"), "{text}");
    check_ranges(&page, &article);
}

#[test]
fn a_long_paragraph_alone_is_no_page() {
    let paragraph = BODY.join(" ");
    assert_eq!(body(&article(&paragraph)), [paragraph]);
}

#[test]
fn glued_rows_are_parted() {
    let page = format!(
        "HomeNewsSportContact Us\n{TITLE}\n{}\nRead alsoFerry sold to a painter for one crown\n{}\n",
        BODY[0], BODY[2]
    );
    let article = article(&page);
    let texts: Vec<&str> = article.blocks().map(|block| block.text()).collect();
    assert_eq!(texts[..4], ["Home", "News", "Sport", "Contact Us"]);
    assert!(texts.contains(&"Read also Ferry sold to a painter for one crown"), "{texts:?}");
    assert_eq!(body(&article), [BODY[0], BODY[2]]);
    check_ranges(&page, &article);
}

#[test]
fn lead_ins_are_known_whatever_the_spaces() {
    for space in ["\u{a0}", "\u{202f}", "\u{2009}", " \u{200b}"] {
        let teaser = ["Also", "on", "rt.com", "Ferry sold for one crown"].join(space);
        let prompt = ["Follow", "us", "on", "Twitter"].join(space);
        let text = format!(
            "{TITLE}\n\n{}\n\n{teaser}\n\n{}\n\n{prompt}\n",
            BODY[..2].join("\n\n"),
            BODY[2..].join("\n\n")
        );
        assert_eq!(body(&article(&text)), BODY, "{space:?}");
        check_ranges(&text, &article(&text));
    }
}

#[test]
fn dumps_of_text_browsers_lose_their_numbers() {
    let body_rows = [
        BODY[0].replace("the new bridge", "the [5]new bridge"),
        BODY[1].into(),
        BODY[2].into(),
        BODY[3].into(),
    ];
    let list: String = (1..=7).map(|number| format!("   {number}. https://example.org/{number}\n")).collect();
    let text = format!(
        "   #[1]The Daily Fen\n\n   [2]Home [3]News\n\n{TITLE}\n\n   By [4]Ann Fenwick\n   12 October 2021\n\n   {}\n\n   [6]About us [7]Contact\n\nReferences\n\n{list}",
        body_rows.join("\n\n   ")
    );
    let article = article(&text);
    assert_eq!(body(&article), BODY);
    assert_eq!(article.metadata().title().map(|title| title.value().as_str()), Some(TITLE));
    assert!(article.blocks().any(|block| block.text() == "By Ann Fenwick" && block.is_mended()));
    assert!(
        article.blocks().any(|block| block.text() == "7. https://example.org/7"),
        "the list stays to be had"
    );
    check_ranges(&text, &article);
}

#[test]
fn names_with_capitals_inside_stay_whole() {
    let lines = [
        "NewsGuard rates the harbour's letters",
        "OpenTable buys DoorDash",
        "How to call createElement and cloneElement",
        "He wrote it in JavaScript, on a MacBook, for YouTube and LinkedIn.",
        "NullPointerException",
        "The SystemD and the SysV way of starting a ferry are not the same.",
    ];
    let article = article(&lines.join("\n"));
    let texts: Vec<&str> = article.blocks().map(|block| block.text()).collect();
    assert_eq!(texts, lines);
}

#[test]
fn wrapped_articles_are_joined_between_lines_that_are_not() {
    let wrapped = BODY.map(wrapped);
    let long = "We use cookies and other technologies to make this site work, to measure how it is used, and to show offers that suit you better.";
    let page = format!("{long}\n{TITLE}\n{}\n{long}\n{long}\n", wrapped.join("\n"));
    let article = article(&page);
    let texts: Vec<&str> = article.blocks().map(|block| block.text()).collect();
    assert!(BODY.iter().all(|paragraph| texts.contains(paragraph)), "{texts:#?}");
}

#[test]
fn other_records_are_removed_and_stay() {
    let record = |number: usize| {
        format!("URL: https://example.org/{number}\n{TITLE}\n{}\n{}\n\n", BODY[number], BODY[number + 1])
    };
    let text = [record(0), record(2)].concat();
    let article = article(&text);
    assert_eq!(body(&article), [BODY[0], BODY[1]]);
    assert!(article.flags().contains(&Flag::OtherRecords));
    let other = article.blocks().find(|block| block.text() == BODY[2]).expect("it is there");
    assert_eq!(other.label(), Label::Removed(Boilerplate::Other));
}

/// Lines of words that are right, in ten languages.
const RIGHT: [&str; 12] = [
    "The baker’s café closed at noon, “because of the rain”.",
    "Der Bäcker schließt früh; die Straße bleibt gesperrt.",
    "Le boulanger a déjà fermé à midi, très fâché.",
    "El panadero cerró mañana, ¿qué más podía hacer?",
    "O pão não ficou às mãos da avó de João.",
    "Piekarz źle się czuł, żona też była chora.",
    "Fırıncı bugün dükkânı açmadı, yağmur yağıyordu.",
    "Пекарь закрыл лавку в полдень из-за дождя.",
    "Ο φούρναρης έκλεισε νωρίς, έβρεχε όλη μέρα.",
    "أغلق الخباز متجره ظهرا لأن المطر لم يتوقف.",
    "パン屋は昼に店を閉めた。雨がやまなかったからだ。",
    "CAFÉ™ – DÉJÀ VU… „Spaß“ «À LA CARTE»",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn right_text_is_never_mended(lines in vec(select(&RIGHT[..]), 1..12)) {
        let text = lines.join("\n");
        let article = article(&text);
        prop_assert!(article.blocks().all(|block| !block.is_mended()));
        prop_assert!(!article.flags().contains(&Flag::Mojibake));
    }

    #[test]
    fn what_was_mended_needs_no_mending(lines in vec((select(&RIGHT[..]), 0..3usize), 1..12)) {
        let wrong = |(line, times): &(&str, usize)| (0..*times).fold((*line).to_owned(), |line, _| as_windows_1252(&line));
        let text: Vec<String> = lines.iter().map(wrong).collect();
        let text = text.join("\n");
        let once = article(&text);
        check_ranges(&text, &once);
        let mended: Vec<&str> = once.blocks().map(|block| block.text()).collect();
        let again = article(&mended.join("\n"));
        prop_assert!(again.blocks().all(|block| !block.is_mended()), "{:?}", mended);
    }

    #[test]
    fn parts_of_rows_are_in_order(parts in vec(select(&["Home", "News", "Related Articles", "Read also", "Share this", "A ferry for one crown", "It rained. ", " | ", "[more](/more)", "\n"][..]), 1..60)) {
        let text = parts.concat();
        if let Ok(article) = clean(Input::text(&text)) {
            check_ranges(&text, &article);
        }
    }
}

/// A paragraph in lines of 72 characters.
fn wrapped(paragraph: &str) -> String {
    let mut lines = vec![String::new()];
    for word in paragraph.split(' ') {
        match lines.last_mut() {
            Some(line) if line.is_empty() => line.push_str(word),
            Some(line) if line.chars().count() + 1 + word.chars().count() <= 72 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines.join("\n")
}

/// Every so many spaces of the paragraphs as something else.
fn with_every(lines: &[&str], count: usize, other: &str) -> String {
    let mut spaces = 0;
    let mut out = String::new();
    for line in lines {
        for c in line.chars() {
            spaces += usize::from(c == ' ');
            let is_other = c == ' ' && spaces % count == 0 && line.ends_with(['.', '”', '"']);
            match is_other {
                true => out.push_str(other),
                false => out.push(c),
            }
        }
        out.push('\n');
    }
    out
}

/// A short line that is no sentence.
fn is_item(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().count() <= 60 && !line.ends_with(['.', '”', '"'])
}

/// Runs of short lines as one line each.
fn rows(lines: &[&str], between: &str) -> String {
    let full: Vec<&str> = lines.iter().copied().filter(|line| !line.trim().is_empty()).collect();
    let runs = full.chunk_by(|above, below| is_item(above) && is_item(below));
    runs.map(|run| run.join(between) + "\n\n").collect()
}

/// What is done to the lines around the seeds' articles, and to the seeds.
fn manners(text: &str) -> Vec<(&'static str, String)> {
    let lines: Vec<&str> = text.lines().collect();
    let without_gaps: Vec<&str> = lines.iter().copied().filter(|line| !line.trim().is_empty()).collect();
    vec![
        ("as it is", text.to_owned()),
        ("noblank", without_gaps.join("\n")),
        ("allblank", without_gaps.join("\n\n")),
        ("indent3", lines.iter().map(|line| format!("   {line}\n")).collect()),
        ("crlf", lines.join("\r\n")),
        ("cr", lines.join("\r")),
        ("wrapped", lines.iter().map(|line| wrapped(line) + "\n").collect()),
        ("wrapped without gaps", without_gaps.iter().map(|line| wrapped(line) + "\n").collect()),
        ("no-break spaces", with_every(&lines, 9, "\u{a0}")),
        ("zero width", with_every(&lines, 11, "\u{200b} ")),
        ("glued", rows(&lines, "")),
        ("spaced", rows(&lines, " ")),
        ("piped", rows(&lines, " | ")),
        (
            "links",
            lines
                .iter()
                .map(|line| {
                    if is_item(line) { format!("   * [{}](/x)\n", line.trim()) } else { format!("{line}\n") }
                })
                .collect(),
        ),
        (
            "bullets",
            lines
                .iter()
                .map(
                    |line| {
                        if is_item(line) { format!("   • {}\n", line.trim()) } else { format!("{line}\n") }
                    },
                )
                .collect(),
        ),
    ]
}

#[test]
fn the_seeds_are_exact_in_every_manner() {
    let Some(folder) = env::var_os("DECHAFF_DATA").map(|data| PathBuf::from(data).join("../seeds")) else {
        println!("SKIPPED: the seeds, which are beside DECHAFF_DATA");
        return;
    };
    let letters = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let Some(name) = path.file_name().and_then(|name| name.to_str()?.strip_suffix(".gold.json")) else {
            continue;
        };
        let gold: serde_json::Value =
            serde_json::from_slice(&fs::read(&path).expect("answer")).expect("JSON");
        let wanted: String = gold["body"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|line| line.as_str())
            .map(letters)
            .collect();
        let text = fs::read_to_string(path.with_file_name(format!("{name}.txt"))).expect("page");
        for text in [text.clone(), text.replace("Also on ", "Also on rt.com ")] {
            for (manner, text) in manners(&text) {
                let found: String = body(&article(&text)).into_iter().map(letters).collect();
                assert!(found == wanted, "{name}, {manner}: {} letters, not {}", found.len(), wanted.len());
            }
        }
    }
}
