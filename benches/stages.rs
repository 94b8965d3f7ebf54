//! Every stage by itself, then the whole, for HTML and flattened text.
//!
//! ```sh
//! cargo bench --bench stages --features stages,serde
//! ```
//!
//! Always the pages of `tests/pages/`, which anyone can run. Where `DECHAFF_DATA` names the folder with the
//! sets, also real pages. Bytes are those of the input, whatever a stage reads, so that times can be added up.

mod pages;

use std::env;
use std::hint::black_box;
use std::path::Path;
use std::time::Duration;

use criterion::measurement::WallTime;
use criterion::{
    BatchSize, BenchmarkGroup, Criterion, SamplingMode, Throughput, criterion_group, criterion_main,
};
use dechaff::stages::{Decisions, Page, Tree, decode};
use dechaff::{Article, Cleaner, Input, Metadata};
use pages::{built_in, bytes, set};

type Group<'a> = BenchmarkGroup<'a, WallTime>;

/// One stage over all inputs.
fn stage<'a, I, O>(group: &mut Group<'_>, name: &str, inputs: &'a [I], run: impl Fn(&'a I) -> O) {
    group.bench_function(name, |bencher| {
        bencher.iter(|| inputs.iter().for_each(|input| drop(black_box(run(black_box(input))))));
    });
}

fn html(criterion: &mut Criterion, name: &str, inputs: &[String]) {
    let mut group = group(criterion, &format!("html, {name}"), inputs);
    stage(&mut group, "decode", inputs, |input| decode(input.as_bytes()).map(|text| text.len()));
    stage(&mut group, "page", inputs, |input| Page::of_html(input));
    stage(&mut group, "tree", inputs, |input| Tree::of(input));
    let trees: Vec<Tree> = inputs.iter().map(|input| Tree::of(input)).collect();
    stage(&mut group, "page of a tree", &trees, Tree::page);
    drop(trees);
    shared(&mut group, inputs.iter().map(|input| Page::of_html(input)).collect());
    whole(&mut group, inputs, |page| Input::html(page));
    group.finish();
}

fn text(criterion: &mut Criterion, name: &str, inputs: &[String]) {
    let mut group = group(criterion, &format!("text, {name}"), inputs);
    stage(&mut group, "decode", inputs, |input| decode(input.as_bytes()).map(|text| text.len()));
    stage(&mut group, "page", inputs, |input| Page::of_text(input));
    shared(&mut group, inputs.iter().map(|input| Page::of_text(input)).collect());
    whole(&mut group, inputs, |page| Input::text(page));
    group.finish();
}

/// The stages that HTML and flattened text go through alike.
fn shared(group: &mut Group<'_>, pages: Vec<Page>) {
    stage(group, "metadata", &pages, Page::metadata);
    let read: Vec<(Page, Metadata)> = pages
        .into_iter()
        .map(|page| {
            let metadata = page.metadata();
            (page, metadata)
        })
        .collect();
    stage(group, "detect", &read, |(page, metadata)| page.detect(metadata));
    stage(group, "detect/features", &read, |(page, metadata)| page.prepare(metadata));
    let prepared: Vec<_> = read.iter().map(|(page, metadata)| page.prepare(metadata)).collect();
    stage(group, "detect/model", &prepared, |prepared| prepared.score());
    drop(prepared);
    let decided: Vec<Decided> = read
        .into_iter()
        .map(|(page, metadata)| {
            let decisions = page.detect(&metadata);
            (page, metadata, decisions)
        })
        .collect();
    group.bench_function("assemble", |bencher| {
        bencher.iter_batched(|| decided.clone(), assembled, BatchSize::PerIteration);
    });
    let articles = assembled(decided);
    stage(group, "render/text", &articles, Article::text);
    stage(group, "render/markdown", &articles, Article::markdown);
    stage(group, "render/html", &articles, Article::html);
    stage(group, "render/json", &articles, |article| serde_json::to_string(article).expect("JSON"));
}

type Decided = (Page, Metadata, Decisions);

fn assembled(decided: Vec<Decided>) -> Vec<Article> {
    decided.into_iter().map(|(page, metadata, decisions)| page.assemble(metadata, decisions)).collect()
}

/// What a caller calls.
fn whole(group: &mut Group<'_>, pages: &[String], to_input: fn(&str) -> Input<'_>) {
    let cleaner = Cleaner::new();
    stage(group, "whole/article and text", pages, |page| {
        cleaner.clean(to_input(page)).map(|article| article.text().len())
    });
    stage(group, "whole/metadata", pages, |page| cleaner.metadata(to_input(page)));
}

/// Throughput is in pages and bytes a second.
fn group<'a>(criterion: &'a mut Criterion, name: &str, inputs: &[String]) -> Group<'a> {
    let mut group = criterion.benchmark_group(name);
    group
        .throughput(Throughput::ElementsAndBytes {
            elements: inputs.len() as u64,
            bytes: bytes(inputs) as u64,
        })
        // One pass over a set takes up to seconds.
        .sampling_mode(SamplingMode::Flat)
        .sample_size(10)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(3));
    group
}

fn benchmark(criterion: &mut Criterion) {
    html(criterion, "built-in", &built_in("page.html"));
    text(criterion, "built-in", &built_in("page.txt"));
    let folder = match env::var_os("DECHAFF_DATA") {
        // `cargo test` only looks whether benchmarks run; real pages take too long for that.
        _ if !env::args().any(|arg| arg == "--bench") => return,
        None => return eprintln!("DECHAFF_DATA is not set: no real pages"),
        Some(folder) => folder,
    };
    let folder = Path::new(&folder);
    html(criterion, "fundus-dev", &set(folder, "fundus-dev", "html"));
    // Not all of its 450 MB, which are held as trees and as articles at a time.
    let every_tenth: Vec<String> = set(folder, "wcxb-dev", "html").into_iter().step_by(10).collect();
    html(criterion, "a tenth of wcxb-dev", &every_tenth);
    text(criterion, "wcxb-dev.wet", &set(folder, "wcxb-dev.wet", "text"));
}

criterion_group!(benches, benchmark);
criterion_main!(benches);
