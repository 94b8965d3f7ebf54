//! A document through all stages with a clock in hand.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::time::{Duration, Instant};

use dechaff::stages::{Page, Tree, decode};
use dechaff::{Format, Rendering};

/// How long each stage took.
pub(crate) type Times = BTreeMap<&'static str, Duration>;

/// The time that this thread has had a processor to itself, which other programs do not lengthen; where the system
/// does not tell, the time that has passed since `start`.
fn clock(start: Instant) -> Duration {
    // Linux books the time of a thread when it stops running, and else every few milliseconds.
    std::thread::sleep(Duration::from_micros(1));
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.as_deref().and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| start.elapsed(), Duration::from_nanos)
}

/// Does it, and notes the time that it takes. Dropping the result belongs to nobody.
fn timed<T>(times: &mut Times, stage: &'static str, run: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let before = clock(start);
    let done = black_box(run());
    times.insert(stage, clock(start).saturating_sub(before));
    done
}

pub(crate) fn html(input: &str) -> Times {
    let mut times = Times::new();
    let legacy = legacy(input);
    let _ = timed(&mut times, "decode", || decode(&legacy));
    let tree = timed(&mut times, "parse", || Tree::of(input));
    let page = timed(&mut times, "page", || tree.page());
    shared(times, page)
}

pub(crate) fn text(input: &str) -> Times {
    let mut times = Times::new();
    let legacy = legacy(input);
    let _ = timed(&mut times, "decode", || decode(&legacy));
    let page = timed(&mut times, "page", || Page::of_text(input));
    shared(times, page)
}

fn shared(mut times: Times, page: Page) -> Times {
    let metadata = timed(&mut times, "metadata", || page.metadata());
    let decisions = timed(&mut times, "detect", || page.detect(&metadata));
    let article = timed(&mut times, "assemble", || page.assemble_whole(metadata, decisions));
    let options = Rendering::new().with_links(true).with_images(true).with_captions(true);
    for format in [Format::Text, Format::Markdown, Format::Html, Format::Xml] {
        timed(&mut times, format.name(), || article.render(format, &options));
    }
    times
}

/// Every character a byte: what is not ASCII is in an encoding that has to be found out.
fn legacy(input: &str) -> Vec<u8> {
    input.chars().map(|c| u8::try_from(u32::from(c) & 0xff).unwrap_or(b'?')).collect()
}
