//! What is measured and read is what was measured and read before.
//!
//! Pages: a feature that counts differently from when the trees were grown makes the weights wrong without failing
//! anything, and the answers of the golden pages need not show it. So `measures/hashes.txt` holds a hash for each feature
//! over all pages, and one for each page over all features: what has changed, and where, is told by which of them have
//! changed. Beside the features these are whatever else does not depend on weights: blocks, metadata, and the labels that
//! follow from given scores.
//!
//! Lines: `measures/readings.txt` says what dates, names and places are read off those of `measures/lines.tsv`, right or
//! wrong; `measures/titles.txt` what titles the pages of `measures/titles.tsv` get; `measures/decisions.txt` what is decided
//! where two places of a page say different things.
//!
//! `DECHAFF_MEASURES=write` writes the files anew, which is right after a change that was meant; where features have
//! changed, training has to be run again, or `.ci/quality` to show that the weights still do.
//! `DECHAFF_MEASURES=print` prints every value, for comparing two builds.

#[path = "golden/case.rs"]
#[expect(dead_code, reason = "answers are the golden test's matter")]
mod case;
#[path = "measures/decisions.rs"]
mod decisions;
#[path = "measures/readings.rs"]
mod readings;
#[path = "measures/titles.rs"]
mod titles;

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::path::Path;
use std::time::{Duration, SystemTime};

use case::Case;
use dechaff::training::{self, Sample};
use dechaff::{Article, Cleaner, Focus, Format, Input, Rendering};
use serde_json::Value;

#[test]
fn measures_are_those_that_the_trees_know() {
    let mut measures = Measures::default();
    for (name, folder) in case::folders().unwrap() {
        let case = Case::load(&folder).unwrap();
        for (form, page) in forms(&case) {
            measure(&mut measures, &format!("{name} {form}"), page.input(&case));
        }
    }
    same_as_before("hashes.txt", &measures.to_string());
}

/// Fails where a file of `tests/measures` has other lines; writes it where that is asked for.
fn same_as_before(file: &str, now: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/measures").join(file);
    if std::env::var("DECHAFF_MEASURES").as_deref() == Ok("write") {
        std::fs::write(&path, now).unwrap();
    }
    let before = std::fs::read_to_string(&path).unwrap();
    // Git may have written other line ends.
    let (before, now): (Vec<&str>, Vec<&str>) = (before.lines().collect(), now.lines().collect());
    let gone = before.iter().filter(|line| !now.contains(line)).map(|line| format!("- {line}"));
    let new = now.iter().filter(|line| !before.contains(line)).map(|line| format!("+ {line}"));
    let changed: Vec<String> = gone.chain(new).collect();
    assert!(changed.is_empty(), "{file} was different:\n{}", changed.join("\n"));
    assert!(before == now, "{file} has the same lines in another order");
}

/// A page as it is or as text.
enum Form {
    Html(String),
    Text(String),
}

impl Form {
    /// With the case's address, as every form of its page has it.
    fn input(&self, case: &Case) -> Input<'_> {
        let input = match self {
            Form::Html(html) => Input::html(html),
            Form::Text(text) => Input::text(text),
        };
        match &case.url {
            Some(url) => input.with_url(url).unwrap(),
            None => input,
        }
    }
}

/// The page itself; without the names of its elements; its blocks on lines of their own, also in another order and with
/// gaps; and those lines broken as mail programs break them.
fn forms(case: &Case) -> Vec<(&'static str, Form)> {
    let page = String::from_utf8_lossy(&case.page).into_owned();
    let whole = if case.is_html { Form::Html(page.clone()) } else { Form::Text(page.clone()) };
    let sample = Sample::new(whole.input(case)).unwrap();
    let lines: Vec<&str> = sample.texts().collect();
    let wrapped: Vec<String> = lines.iter().map(|line| wrapped(line)).collect();
    let backwards: Vec<&str> = lines.iter().rev().copied().collect();
    let thinned = lines.iter().enumerate().filter(|(index, _)| index % 3 != 2).map(|(_, line)| *line);
    let thinned = thinned.collect::<Vec<_>>().join("\n");
    let mut forms = vec![
        ("wrapped", Form::Text(wrapped.join("\n\n"))),
        ("backwards", Form::Text(backwards.join("\n"))),
        ("thinned", Form::Text(thinned)),
    ];
    if case.is_html {
        forms.push(("lines", Form::Text(lines.join("\n"))));
        forms.push(("nameless", Form::Html(page.replace(" class=", " data-c=").replace(" id=", " data-i="))));
    }
    forms.push(("itself", whole));
    forms
}

fn wrapped(line: &str) -> String {
    const COLUMNS: usize = 72;
    let mut column = 0;
    let mut out = String::new();
    for word in line.split_whitespace() {
        let length = word.chars().count();
        if column > 0 {
            let fits = column + 1 + length <= COLUMNS;
            out.push(if fits { ' ' } else { '\n' });
            column = if fits { column + 1 } else { 0 };
        }
        out.push_str(word);
        column += length;
    }
    out
}

fn measure(measures: &mut Measures, page: &str, input: Input<'_>) {
    let sample = Sample::new(input.clone()).unwrap();
    let texts: Vec<&str> = sample.texts().collect();
    let parts = sample.parts();
    measures.note(page, "parts", &parts.iter().map(|(blocks, _)| blocks).collect::<Vec<_>>());
    // Scores that no weights are in.
    let part_scores: Vec<f32> = (0..parts.len()).map(|place| (place * 37 % 101) as f32 / 100.0).collect();
    let parts: Vec<Vec<f32>> = parts.into_iter().map(|(_, features)| features).collect();
    measures.table(page, "part", training::part_names(), &parts);
    measures.table(page, "feature", training::feature_names(), &sample.features(&part_scores));
    let lines = sample.title_lines();
    measures.note(
        page,
        "title lines",
        &lines.iter().map(|line| (line.block, &line.text)).collect::<Vec<_>>(),
    );
    let lines: Vec<Vec<f32>> = lines.into_iter().map(|line| line.features).collect();
    measures.table(page, "title", training::title_feature_names(), &lines);
    let words = sample.words();
    measures.note(page, "words", &(words.blocks, words.labels, words.headings));
    for (name, scores, focus) in scores(&texts) {
        measures.table(page, "context", training::context_names(), &sample.contexts(&scores));
        let judged = sample.judged(&scores);
        measures.note(page, &format!("labels where {name}"), &judged.blocks);
        measures.note(page, &format!("kind of page where {name}"), &(judged.page_kind, judged.flags));
        let (body, certainty) = sample.decide(&scores, focus);
        measures.note(page, &format!("body where {name}"), &body);
        measures.table(page, "certainty", training::page_names(), &[certainty]);
    }
    measure_article(measures, page, input);
}

/// Scores that no weights are in, and the focus to read them with.
fn scores(texts: &[&str]) -> [(&'static str, Vec<f32>, Focus); 4] {
    let of = |score: &dyn Fn(usize, &str) -> f32| {
        texts.iter().enumerate().map(|(index, text)| score(index, text)).collect::<Vec<f32>>()
    };
    let is_prose =
        |text: &str| text.chars().count() > 60 && text.ends_with(['.', '?', '!', '。', '।', '"', '”']);
    [
        ("nothing is content", of(&|_, _| 0.0), Focus::Balanced),
        ("all is content", of(&|_, _| 1.0), Focus::Balanced),
        ("prose is content", of(&|_, text| if is_prose(text) { 0.9 } else { 0.1 }), Focus::Precision),
        // Multiples of a prime go through all hundredths without an order.
        ("scores are mixed", of(&|index, _| ((index * 37 + 11) % 100) as f32 / 100.0), Focus::Recall),
    ]
}

/// What comes out of a page, as far as no weights are in it.
fn measure_article(measures: &mut Measures, page: &str, input: Input<'_>) {
    // 12 October 2021, for dates such as "2 hours ago".
    let read_at = SystemTime::UNIX_EPOCH + Duration::from_secs(1_634_040_000);
    let cleaner = Cleaner::new().with_comments(true);
    let cleaner = cleaner.with_keep_selector("body").unwrap();
    let article = cleaner.clean(input.with_fetch_time(read_at)).unwrap();
    let json = serde_json::to_value(&article).unwrap();
    for (key, value) in json["metadata"].as_object().unwrap() {
        measures.note(page, &format!("metadata {key}"), value);
    }
    for block in json["blocks"].as_array().unwrap() {
        let shape: Vec<(&String, &Value)> =
            block.as_object().unwrap().iter().filter(|(key, _)| !has_weights(key)).collect();
        measures.note(page, "blocks", &shape);
    }
    // Everything of it is kept by the selector; of text, what the weights keep, so that is left out.
    let is_html = article.blocks().all(|block| block.input_range().is_none());
    if is_html {
        measure_output(measures, page, &article);
    }
}

fn has_weights(key: &str) -> bool {
    matches!(key, "label" | "score" | "reasons")
}

fn measure_output(measures: &mut Measures, page: &str, article: &Article) {
    let all = Rendering::new().with_links(true).with_images(true).with_captions(true);
    // JSON has weights in it.
    for format in Format::ALL.iter().filter(|format| **format != Format::Json) {
        measures.note(page, format.name(), &article.render(*format, &all));
    }
}

/// Hashes by what was measured and by where, or all values where they are to be printed.
#[derive(Default)]
struct Measures {
    hashes: BTreeMap<String, u64>,
}

impl Measures {
    /// A column of values for each name.
    fn table(&mut self, page: &str, group: &str, names: &[&str], rows: &[Vec<f32>]) {
        for (column, name) in names.iter().enumerate() {
            // Four decimals: more could differ between platforms where a logarithm is in it.
            let values: Vec<String> = rows.iter().map(|row| format!("{:.4}", row[column])).collect();
            self.note(page, &format!("{group} {name}"), &values);
        }
    }

    fn note(&mut self, page: &str, aspect: &str, value: &dyn Debug) {
        let value = format!("{value:?}");
        if std::env::var("DECHAFF_MEASURES").as_deref() == Ok("print") {
            println!("{page}\t{aspect}\t{value}");
        }
        for name in [format!("{aspect} on all pages"), format!("all on {page}")] {
            let hash = self.hashes.entry(name).or_insert(FNV_START);
            *hash = value
                .bytes()
                .chain([0])
                .fold(*hash, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(FNV_PRIME));
        }
    }
}

/// FNV-1a, 64 bits (draft-eastlake-fnv).
const FNV_START: u64 = 0xcbf2_9ce4_8422_2325;
const FNV_PRIME: u64 = 0x0100_0000_01b3;

impl std::fmt::Display for Measures {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (name, hash) in &self.hashes {
            writeln!(out, "{name}\t{hash:016x}")?;
        }
        Ok(())
    }
}
