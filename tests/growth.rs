//! A longer input must not take much more than its share of time in any stage, whatever it is made of.
//!
//! A debug build, which is too slow for that, only counts blocks; `.ci/run` measures in release. One after the other,
//! so that none disturbs another: `cargo test --release --features stages --test growth -- html/links`.

#[path = "growth/kinds.rs"]
mod kinds;
#[path = "growth/run.rs"]
mod run;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use dechaff::Input;
use libtest_mimic::{Arguments, Failed, Trial};

use kinds::{HTML, Kind, TEXT};
use run::Times;

/// Pieces of the larger input; the smaller has an eighth of them. Fewer would not do: up to the limits on depth
/// the work on nested elements is quadratic.
const PIECES: usize = 100_000;
/// Pieces of the smaller input whose blocks are counted.
const COUNTED: usize = 250;
/// Three doublings between them: a single one shows where an input outgrows the caches of the processor, too, and
/// has then taken up to 3.4 times as long in linear work.
const STEP: usize = 8;
/// How often the time may grow between them: 2.6 for a doubling. Quadratic work gives 64.
const MOST: f64 = 2.6 * 2.6 * 2.6;
/// Shorter times are noise.
const FLOOR: Duration = Duration::from_millis(2);
/// A shared machine stutters: the best time of so many tries counts, or of as many as fit into the time there is.
const TRIES: usize = 10;
const PATIENCE: Duration = Duration::from_secs(20);

fn main() -> ExitCode {
    let arguments = Arguments { test_threads: Some(1), ..Arguments::from_args() };
    let html = HTML.iter().flat_map(|kind| trials("html", kind, run::html, |page| Input::html(page)));
    let text = TEXT.iter().flat_map(|kind| trials("text", kind, run::text, |page| Input::text(page)));
    libtest_mimic::run(&arguments, html.chain(text).collect()).exit_code()
}

type ToInput = fn(&str) -> Input<'_>;

fn trials(input: &str, kind: &'static Kind, stages: fn(&str) -> Times, to_input: ToInput) -> [Trial; 2] {
    let time =
        Trial::test(format!("time/{input}/{}", kind.name), move || time_grows_with_the_input(kind, stages));
    let blocks = Trial::test(format!("blocks/{input}/{}", kind.name), move || {
        blocks_grow_with_the_input(kind, to_input)
    });
    [time.with_ignored_flag(cfg!(debug_assertions)), blocks]
}

fn time_grows_with_the_input(kind: &Kind, stages: fn(&str) -> Times) -> Result<(), Failed> {
    let inputs = [PIECES / STEP, PIECES].map(kind.generate);
    let mut best = [Times::new(), Times::new()];
    let mut slow = Vec::new();
    let start = Instant::now();
    for _ in (0..TRIES).take_while(|done| *done == 0 || start.elapsed() < PATIENCE) {
        for (best, input) in best.iter_mut().zip(&inputs) {
            keep_best(best, stages(input));
        }
        slow = too_slow(&best);
        if slow.is_empty() {
            return Ok(());
        }
    }
    Err(slow.join("\n").into())
}

fn keep_best(best: &mut Times, times: Times) {
    for (stage, time) in times {
        let best = best.entry(stage).or_insert(time);
        *best = time.min(*best);
    }
}

/// The stages whose time grows faster than the input.
fn too_slow([small, large]: &[Times; 2]) -> Vec<String> {
    let steps = small.iter().map(|(stage, small)| (stage, small, large[stage]));
    let slow = steps.filter(|(_, small, large)| *large > (**small).max(FLOOR).mul_f64(MOST));
    slow.map(|(stage, small, large)| format!("{stage}: {small:?}, for {STEP} times the input {large:?}"))
        .collect()
}

/// Work is counted where it shows.
fn blocks_grow_with_the_input(kind: &Kind, to_input: ToInput) -> Result<(), Failed> {
    let cleaned = [COUNTED, 2 * COUNTED].map(|n| dechaff::clean(to_input(&(kind.generate)(n))));
    let [Ok(one), Ok(two)] = cleaned else { return Ok(()) };
    let (one, two) = (one.blocks().len(), two.blocks().len());
    if two <= 2 * one + 2 { Ok(()) } else { Err(format!("{one} blocks, then {two}").into()) }
}
