//! Exports what dechaff sees of every block, for `fit.py`, and of every line as a headline, for `fit_titles.py`.
//!
//! ```text
//! dechaff-training features FOLDER < records.jsonl
//!     FOLDER/blocks.jsonl   one line a page: {"id", "blocks": [text, …]}
//!     FOLDER/features.f32   one row a block, little-endian
//! dechaff-training contexts FOLDER SCORES < records.jsonl
//!     SCORES                first scores, one f32 a block, in the same order
//!     FOLDER/contexts.f32   one row a block
//! dechaff-training titles FOLDER < records.jsonl
//!     FOLDER/titles.jsonl   one line a page: {"id", "lines": [[block, text], …]}
//!     FOLDER/titles.f32     one row a line
//! dechaff-training names
//!     {"features": […], "contexts": […], "titles": […]}
//! ```

use std::error::Error;
use std::fs::{self, File};
use std::io::{self, BufRead, BufWriter, Write};
use std::path::Path;

use dechaff::training::{Input, Sample, context_names, feature_names, title_feature_names};
use serde_json::{Value, json};

type Outcome<T> = Result<T, Box<dyn Error>>;

fn main() -> Outcome<()> {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match args.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["features", folder] => write_features(Path::new(folder)),
        ["contexts", folder, scores] => write_contexts(Path::new(folder), Path::new(scores)),
        ["titles", folder] => write_titles(Path::new(folder)),
        ["names"] => {
            let (features, contexts, titles) = (feature_names(), context_names(), title_feature_names());
            println!("{}", json!({"features": features, "contexts": contexts, "titles": titles}));
            Ok(())
        }
        _ => {
            Err("usage: dechaff-training features FOLDER | contexts FOLDER SCORES | titles FOLDER | names"
                .into())
        }
    }
}

fn write_features(folder: &Path) -> Outcome<()> {
    let mut blocks = BufWriter::new(File::create(folder.join("blocks.jsonl"))?);
    let mut rows = BufWriter::new(File::create(folder.join("features.f32"))?);
    for_each_record(|record, sample| {
        let texts: Vec<&str> = sample.texts().collect();
        writeln!(blocks, "{}", json!({"id": record["id"], "blocks": texts}))?;
        write_rows(&mut rows, sample.features())
    })?;
    blocks.flush()?;
    Ok(rows.flush()?)
}

fn write_contexts(folder: &Path, scores: &Path) -> Outcome<()> {
    let bytes = fs::read(scores)?;
    let mut scores =
        bytes.chunks_exact(4).map(|chunk| f32::from_le_bytes([chunk[0], chunk[1], chunk[2], chunk[3]]));
    let mut rows = BufWriter::new(File::create(folder.join("contexts.f32"))?);
    for_each_record(|_, sample| {
        let own: Vec<f32> = scores.by_ref().take(sample.texts().len()).collect();
        if own.len() < sample.texts().len() {
            return Err("fewer scores than blocks".into());
        }
        write_rows(&mut rows, &sample.contexts(&own))
    })?;
    Ok(rows.flush()?)
}

fn write_titles(folder: &Path) -> Outcome<()> {
    let mut lines = BufWriter::new(File::create(folder.join("titles.jsonl"))?);
    let mut rows = BufWriter::new(File::create(folder.join("titles.f32"))?);
    for_each_record(|record, sample| {
        let found = sample.title_lines();
        let told: Vec<_> = found.iter().map(|line| (line.block, &line.text)).collect();
        writeln!(lines, "{}", json!({"id": record["id"], "lines": told}))?;
        let features: Vec<Vec<f32>> = found.into_iter().map(|line| line.features).collect();
        write_rows(&mut rows, &features)
    })?;
    lines.flush()?;
    Ok(rows.flush()?)
}

fn for_each_record(mut act: impl FnMut(&Value, &Sample) -> Outcome<()>) -> Outcome<()> {
    for line in io::stdin().lock().lines() {
        let record: Value = serde_json::from_str(&line?)?;
        let url = record["url"].as_str();
        let sample = match (record["html"].as_str(), record["text"].as_str()) {
            (Some(html), _) => Sample::new(Input::Html(html), url),
            (None, Some(text)) => Sample::new(Input::Text(text), url),
            (None, None) => return Err("a record has neither html nor text".into()),
        };
        act(&record, &sample)?;
    }
    Ok(())
}

fn write_rows(out: &mut impl Write, rows: &[Vec<f32>]) -> Outcome<()> {
    for value in rows.iter().flatten() {
        out.write_all(&value.to_le_bytes())?;
    }
    Ok(())
}
