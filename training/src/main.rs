//! Exports what dechaff sees of every block, for `fit.py`, and of every line as a headline, for `fit_titles.py`.
//!
//! ```text
//! dechaff-training pages FOLDER < records.jsonl
//!     FOLDER/blocks.jsonl   one line a page: {"id", "blocks": [text, …]}
//!     FOLDER/sizes.u32      one number a block: its words
//!     FOLDER/words.u32      a block: heading, label, words, …
//!     FOLDER/kinds.f32      one row a page: what tells its kind
//! All that follow read FOLDER/page_kinds.f32, if there is one: the chances of each page's kinds.
//! dechaff-training parts FOLDER < records.jsonl
//!     FOLDER/named.u8       one byte a block: 1 in a section that its name settles
//!     FOLDER/parts.u32      three numbers a part: page, first block in it, and the one after the last
//!     FOLDER/parts.f32      one row a part, little-endian
//! dechaff-training features FOLDER SCORES < records.jsonl
//!     SCORES                scores of the parts, one f32 a part, in the same order
//!     FOLDER/features.f32   one row a block
//!     FOLDER/settled.u8     one byte a block: 1 where it is not scored, because of a name or the score of a part
//! dechaff-training contexts FOLDER SCORES < records.jsonl
//!     SCORES                first scores, one f32 a block, in the same order
//!     FOLDER/contexts.f32   one row a block
//! dechaff-training decide FOLDER SCORES [precision|balanced|recall] < records.jsonl
//!     SCORES                final scores, one f32 a block
//!     FOLDER/bodies.jsonl   one line a page: {"id", "text"}
//!     FOLDER/pages.f32      one row a page
//! dechaff-training sections FOLDER < records.jsonl
//!     FOLDER/sections.jsonl one line a page: {"id", "sections": [[kind, row of sections.tsv, first block, end], …]}
//! dechaff-training titles FOLDER < records.jsonl
//!     FOLDER/titles.jsonl   one line a page: {"id", "lines": [[block, text], …]}
//!     FOLDER/titles.f32     one row a line
//! dechaff-training days FOLDER < records.jsonl
//!     FOLDER/days.jsonl     one line a page: {"id", "days": [[day, 1 if the page calls it a change, 1 if that change is told, [block, …]], …]}
//!     FOLDER/days.f32       one row a day
//! dechaff-training authors FOLDER < records.jsonl
//!     FOLDER/authors.jsonl  one line a page: {"id", "credits": [[[name, …], [block, …]], …], "given": [name, …]}
//!     FOLDER/authors.f32    one row a credit
//! dechaff-training chosen_titles FOLDER [POINTS] < records.jsonl
//!     POINTS                a table in place of title_points.tsv
//!     FOLDER/chosen_titles.jsonl one line a page: {"id", "title"}
//!     FOLDER/chosen_titles.f32   one row a title
//! dechaff-training blocks < records.jsonl
//!     prints one line a page, for those who label it: {"id", "url", "title", "language", "from_state", "blocks", "elements"};
//!     a block is [tag, element, percent in links, text], an element [parent, tag, names, 1 if nobody sees it]
//! dechaff-training cost < records.jsonl
//!     prints what features and model take of cleaning HTML, measured side by side
//! dechaff-training names
//!     {"kinds": […], "parts": […], "features": […], "contexts": […], "pages": […], "titles": […], "days": […], "authors": […], "title_chance": […]}
//! ```

use std::error::Error;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, BufRead, BufWriter, Write};
use std::path::Path;
use std::time::{Duration, Instant};

use dechaff::training::{
    OutlineBlock, OutlineElement, Sample, author_feature_names, context_names, day_feature_names,
    feature_names, kind_names, page_names, part_names, title_chance_names, title_feature_names,
    use_title_points,
};
use dechaff::{Focus, Input};
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["pages", folder] => write_pages(Path::new(folder)),
        ["parts", folder] => write_parts(Path::new(folder)),
        ["features", folder, scores] => write_features(Path::new(folder), Path::new(scores)),
        ["contexts", folder, scores] => write_contexts(Path::new(folder), Path::new(scores)),
        ["blocks"] => print_blocks(),
        ["cost"] => print_cost(),
        ["chosen_titles", folder] => write_chosen_titles(Path::new(folder)),
        ["chosen_titles", folder, points] => {
            use_title_points(fs::read_to_string(points)?);
            write_chosen_titles(Path::new(folder))
        }
        ["authors", folder] => write_authors(Path::new(folder)),
        ["days", folder] => write_days(Path::new(folder)),
        ["titles", folder] => write_titles(Path::new(folder)),
        ["decide", folder, scores] => write_decisions(Path::new(folder), Path::new(scores), Focus::Balanced),
        ["decide", folder, scores, focus] => {
            let focus = match focus {
                "precision" => Focus::Precision,
                "balanced" => Focus::Balanced,
                "recall" => Focus::Recall,
                _ => return Err(format!("no focus {focus}").into()),
            };
            write_decisions(Path::new(folder), Path::new(scores), focus)
        }
        ["sections", folder] => write_sections(Path::new(folder)),
        ["names"] => {
            let (features, contexts, titles) = (feature_names(), context_names(), title_feature_names());
            let (kinds, parts, pages) = (kind_names(), part_names(), page_names());
            println!("{}", json!({"kinds": kinds, "parts": parts, "features": features, "contexts": contexts, "pages": pages, "titles": titles, "days": day_feature_names(), "authors": author_feature_names(), "title_chance": title_chance_names()}));
            Ok(())
        }
        _ => {
            Err("usage: dechaff-training pages FOLDER | parts FOLDER | features FOLDER SCORES | contexts FOLDER SCORES | decide FOLDER SCORES | titles FOLDER | days FOLDER | authors FOLDER | chosen_titles FOLDER [POINTS] | blocks | cost | names"
                .into())
        }
    }
}

fn write_sections(folder: &Path) -> Outcome<()> {
    let mut file = BufWriter::new(File::create(folder.join("sections.jsonl"))?);
    for_each_record(Some(folder), |record, sample| {
        let told = sample
            .sections()
            .into_iter()
            .map(|section| json!([section.kind, section.name, section.blocks.start, section.blocks.end]));
        writeln!(file, "{}", json!({"id": record["id"], "sections": told.collect::<Vec<_>>()}))?;
        Ok(())
    })?;
    Ok(file.flush()?)
}

fn write_pages(folder: &Path) -> Outcome<()> {
    let create = |name: &str| File::create(folder.join(name)).map(BufWriter::new);
    let (mut blocks, mut sizes) = (create("blocks.jsonl")?, create("sizes.u32")?);
    let (mut words, mut kinds) = (create("words.u32")?, create("kinds.f32")?);
    for_each_record(None, |record, sample| {
        let texts: Vec<&str> = sample.texts().collect();
        writeln!(blocks, "{}", json!({"id": record["id"], "blocks": texts}))?;
        sample.sizes().try_for_each(|words| sizes.write_all(&words.to_le_bytes()))?;
        write_words(&mut words, &sample)?;
        write_rows(&mut kinds, &[sample.kind_features()])
    })?;
    for file in [&mut blocks, &mut sizes, &mut words, &mut kinds] {
        file.flush()?;
    }
    Ok(())
}

fn write_parts(folder: &Path) -> Outcome<()> {
    let create = |name: &str| File::create(folder.join(name)).map(BufWriter::new);
    let (mut named, mut places, mut rows) = (create("named.u8")?, create("parts.u32")?, create("parts.f32")?);
    let mut page = 0;
    for_each_record(Some(folder), |_, sample| {
        let bytes: Vec<u8> = sample.settled(&[]).into_iter().map(u8::from).collect();
        named.write_all(&bytes)?;
        for (range, features) in sample.parts() {
            for number in [page, range.start as u32, range.end as u32] {
                places.write_all(&number.to_le_bytes())?;
            }
            write_rows(&mut rows, &[features])?;
        }
        page += 1;
        Ok(())
    })?;
    for file in [&mut named, &mut places, &mut rows] {
        file.flush()?;
    }
    Ok(())
}

fn write_features(folder: &Path, scores: &Path) -> Outcome<()> {
    let mut scores = Scores::read(scores)?;
    let mut rows = BufWriter::new(File::create(folder.join("features.f32"))?);
    let mut settled = BufWriter::new(File::create(folder.join("settled.u8"))?);
    for_each_record(Some(folder), |_, sample| {
        let scores = scores.next(sample.parts().len())?;
        let bytes: Vec<u8> = sample.settled(scores).into_iter().map(u8::from).collect();
        settled.write_all(&bytes)?;
        write_rows(&mut rows, &sample.features(scores))
    })?;
    settled.flush()?;
    Ok(rows.flush()?)
}

fn write_contexts(folder: &Path, scores: &Path) -> Outcome<()> {
    let mut scores = Scores::read(scores)?;
    let mut rows = BufWriter::new(File::create(folder.join("contexts.f32"))?);
    for_each_record(Some(folder), |_, sample| write_rows(&mut rows, &sample.contexts(scores.of(sample)?)))?;
    Ok(rows.flush()?)
}

fn write_decisions(folder: &Path, scores: &Path, focus: Focus) -> Outcome<()> {
    let mut scores = Scores::read(scores)?;
    let mut bodies = BufWriter::new(File::create(folder.join("bodies.jsonl"))?);
    let mut rows = BufWriter::new(File::create(folder.join("pages.f32"))?);
    for_each_record(Some(folder), |record, sample| {
        let (text, certainty) = sample.decide(scores.of(sample)?, focus);
        writeln!(bodies, "{}", json!({"id": record["id"], "text": text}))?;
        write_rows(&mut rows, &[certainty])
    })?;
    bodies.flush()?;
    Ok(rows.flush()?)
}

/// Scores of one page after the other.
struct Scores {
    all: Vec<f32>,
    at: usize,
}

impl Scores {
    fn read(path: &Path) -> Outcome<Scores> {
        let bytes = fs::read(path)?;
        let all =
            bytes.chunks_exact(4).map(|chunk| f32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]]));
        Ok(Scores { all: all.collect(), at: 0 })
    }

    /// Those of the blocks of a page.
    fn of(&mut self, sample: &Sample) -> Outcome<&[f32]> {
        self.next(sample.texts().len())
    }

    fn next(&mut self, count: usize) -> Outcome<&[f32]> {
        let start = self.at;
        self.at += count;
        self.all.get(start..self.at).ok_or_else(|| "there are too few scores".into())
    }
}

fn write_words(out: &mut impl Write, sample: &Sample) -> Outcome<()> {
    let page = sample.words();
    let mut numbers: Vec<u32> = Vec::new();
    for (index, words) in page.blocks.iter().enumerate() {
        let heading = page.headings[index].map_or(u32::MAX, |heading| heading as u32);
        numbers.extend([heading, u32::from(page.labels[index]), words.len() as u32]);
        numbers.extend(words);
    }
    Ok(numbers.iter().try_for_each(|number| out.write_all(&number.to_le_bytes()))?)
}

fn print_blocks() -> Outcome<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    for_each_record(None, |record, sample| {
        let page = sample.outline();
        let block = |b: &OutlineBlock<'_>| json!([b.tag, b.element, b.link_percent, b.text]);
        let element = |e: &OutlineElement<'_>| json!([e.parent, e.tag, e.names, u8::from(e.is_invisible)]);
        let line = json!({
            "id": record["id"],
            "url": record["url"],
            "title": page.title,
            "language": page.language,
            "from_state": page.is_from_state,
            "blocks": page.blocks.iter().map(block).collect::<Vec<_>>(),
            "elements": page.elements.iter().map(element).collect::<Vec<_>>(),
        });
        Ok(writeln!(out, "{line}")?)
    })?;
    Ok(out.flush()?)
}

fn print_cost() -> Outcome<()> {
    let (mut whole, mut features, mut model) = (Duration::ZERO, Duration::ZERO, Duration::ZERO);
    for_each_record(None, |record, sample| {
        let Some(html) = record["html"].as_str() else { return Err("a record has no html".into()) };
        let start = Instant::now();
        // What cannot be cleaned costs its time all the same.
        let _ = black_box(dechaff::clean(Input::html(html)));
        whole += start.elapsed();
        let time = sample.timed();
        features += time.features;
        model += time.model;
        Ok(())
    })?;
    let share = |part: Duration| part.as_secs_f64() / whole.as_secs_f64();
    println!(
        "clean {:.2} s, features {:.3} of it, model {:.3}",
        whole.as_secs_f64(),
        share(features),
        share(model)
    );
    Ok(())
}

fn write_titles(folder: &Path) -> Outcome<()> {
    let mut lines = BufWriter::new(File::create(folder.join("titles.jsonl"))?);
    let mut rows = BufWriter::new(File::create(folder.join("titles.f32"))?);
    for_each_record(None, |record, sample| {
        let found = sample.title_lines();
        let told: Vec<_> = found.iter().map(|line| (line.block, &line.text)).collect();
        writeln!(lines, "{}", json!({"id": record["id"], "lines": told}))?;
        let features: Vec<Vec<f32>> = found.into_iter().map(|line| line.features).collect();
        write_rows(&mut rows, &features)
    })?;
    lines.flush()?;
    Ok(rows.flush()?)
}

fn write_days(folder: &Path) -> Outcome<()> {
    let mut lines = BufWriter::new(File::create(folder.join("days.jsonl"))?);
    let mut rows = BufWriter::new(File::create(folder.join("days.f32"))?);
    for_each_record(None, |record, sample| {
        let found = sample.publication_days();
        let told = found
            .iter()
            .map(|day| json!([day.day, u8::from(day.is_change), u8::from(day.is_told_change), day.blocks]));
        let told: Vec<Value> = told.collect();
        writeln!(lines, "{}", json!({"id": record["id"], "days": told}))?;
        let features: Vec<Vec<f32>> = found.into_iter().map(|day| day.features).collect();
        write_rows(&mut rows, &features)
    })?;
    lines.flush()?;
    Ok(rows.flush()?)
}

fn write_chosen_titles(folder: &Path) -> Outcome<()> {
    let mut lines = BufWriter::new(File::create(folder.join("chosen_titles.jsonl"))?);
    let mut rows = BufWriter::new(File::create(folder.join("chosen_titles.f32"))?);
    for_each_record(None, |record, sample| {
        let (title, features) = sample.chosen_title().unzip();
        writeln!(lines, "{}", json!({"id": record["id"], "title": title}))?;
        write_rows(&mut rows, &features.into_iter().collect::<Vec<_>>())
    })?;
    lines.flush()?;
    Ok(rows.flush()?)
}

fn write_authors(folder: &Path) -> Outcome<()> {
    let mut lines = BufWriter::new(File::create(folder.join("authors.jsonl"))?);
    let mut rows = BufWriter::new(File::create(folder.join("authors.f32"))?);
    for_each_record(None, |record, sample| {
        let found = sample.author_credits();
        let told: Vec<_> = found.iter().map(|credit| json!([credit.names, credit.blocks])).collect();
        writeln!(lines, "{}", json!({"id": record["id"], "credits": told, "given": sample.authors()}))?;
        let features: Vec<Vec<f32>> = found.into_iter().map(|credit| credit.features).collect();
        write_rows(&mut rows, &features)
    })?;
    lines.flush()?;
    Ok(rows.flush()?)
}

/// Reads every record; a folder may know the chances of the pages' kinds.
fn for_each_record(
    folder: Option<&Path>,
    mut act: impl FnMut(&Value, &Sample) -> Outcome<()>,
) -> Outcome<()> {
    let path = folder.map(|folder| folder.join("page_kinds.f32")).filter(|path| path.exists());
    let mut chances = path.map(|path| Scores::read(&path)).transpose()?;
    for line in io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let mut sample = sample_of(&record)?;
        if let Some(chances) = &mut chances {
            sample = sample.with_page_kinds(chances.next(5)?.try_into()?);
        }
        act(&record, &sample)?;
    }
    Ok(())
}

fn sample_of(record: &Value) -> Outcome<Sample> {
    let input = match (record["html"].as_str(), record["text"].as_str()) {
        (Some(html), _) => Input::html(html),
        (None, Some(text)) => Input::text(text),
        (None, None) => return Err("a record has neither html nor text".into()),
    };
    let url = record["url"].as_str().unwrap_or_default();
    let left_out = record["left_out"].as_array().into_iter().flatten().filter_map(Value::as_u64);
    let left_out: Vec<usize> = left_out.map(|index| index as usize).collect();
    Ok(Sample::without(input.with_url_if_valid(url), &left_out)?)
}

fn write_rows(out: &mut impl Write, rows: &[Vec<f32>]) -> Outcome<()> {
    for value in rows.iter().flatten() {
        out.write_all(&value.to_le_bytes())?;
    }
    Ok(())
}
