//! `dechaff dump`: records in, cleaned records out, in order.

pub(crate) mod args;
mod clean;
mod field;
mod input;
mod output;
mod progress;
mod record;
mod resume;
mod summary;
mod work;

use std::fs;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use dechaff::Sites;

use args::DumpArgs;
use clean::{Outcome, Wanted, Written};
use input::{Inputs, Names, Reading, Source, sources};
use output::Sink;
use output::target::{Target, naming};
use progress::Progress;
use resume::{Checkpoint, Journal, Plan, Start};
use work::{Done, Next, Work};

use crate::site_file;

/// Ended by a signal: 128 and SIGINT's number, as shells have it.
const INTERRUPTED: u8 = 130;

pub(crate) fn run(args: &DumpArgs) -> io::Result<ExitCode> {
    if args.learns_only() && args.asks_for_pages() {
        return Ok(refused("--learn-sites without --sites writes no pages"));
    }
    if !args.learn_sites || args.learns_only() {
        return pass(args);
    }
    if args.inputs.is_empty() || args.inputs.iter().any(|input| input == "-") {
        return Ok(refused("standard input cannot be read twice: learn first, with --to FILE"));
    }
    let [learning, cleaning] = args.passes();
    let learnt = pass(&learning)?;
    if learnt == ExitCode::SUCCESS { pass(&cleaning) } else { Ok(learnt) }
}

/// Reads the inputs once.
fn pass(args: &DumpArgs) -> io::Result<ExitCode> {
    let target = match Target::new(args) {
        Ok(target) => target,
        Err(reason) => return Ok(refused(&reason)),
    };
    let sites = match args.sites.as_deref().map(site_file::read).transpose() {
        Ok(sites) => sites.map(Arc::new),
        Err(reason) => return Ok(refused(&reason)),
    };
    let is_own =
        |path: &Path| target.owns(path) || args.sites.as_deref().is_some_and(|sites| same_file(path, sites));
    let sources = sources(&args.inputs, &is_own);
    let one_table = matches!((args.output(), &target), (args::Output::Parquet, Target::File(_)));
    if one_table && args.resume {
        return Ok(refused("one Parquet file cannot be continued: give --to a folder, for a part at a time"));
    }
    // A Parquet file has no state between its beginning and its end, nor have counts.
    let journalled = if one_table || args.learns_only() { Target::Stdout } else { target.clone() };
    match resume::start(Plan::new(args, &sources), &journalled, args.resume)? {
        Start::Refused(reason) => Ok(refused(&reason)),
        Start::Complete => {
            eprintln!("dechaff: the output is complete");
            Ok(ExitCode::SUCCESS)
        }
        Start::From(checkpoint) => {
            let sink = output::open(args, &target, checkpoint.output)?;
            let journal = Journal::new(&journalled);
            Run::start(args, sources, sites, sink, journal, *checkpoint)?.finish(args)
        }
    }
}

/// Whether a path leads to a file that is read or written otherwise.
fn same_file(path: &Path, other: &Path) -> bool {
    path.file_name() == other.file_name()
        && fs::canonicalize(path).is_ok_and(|path| fs::canonicalize(other).is_ok_and(|other| path == other))
}

pub(crate) fn refused(reason: &str) -> ExitCode {
    eprintln!("dechaff: {reason}");
    ExitCode::from(crate::exit::USAGE)
}

/// A run under way: the side that writes.
struct Run {
    work: Work,
    sink: Box<dyn Sink>,
    journal: Journal,
    /// What would be saved now, but for the output's place.
    at: Checkpoint,
    since_mark: u64,
    checkpoint_records: u64,
    progress: Progress,
    stop: Arc<AtomicBool>,
    started: Instant,
    earlier_seconds: f64,
}

impl Run {
    fn start(
        args: &DumpArgs,
        sources: Vec<Source>,
        sites: Option<Arc<Sites>>,
        sink: Box<dyn Sink>,
        journal: Journal,
        at: Checkpoint,
    ) -> io::Result<Self> {
        // From the first moment on, what is there is part of a run that has not ended.
        journal.save(&at)?;
        let total_bytes = sources.iter().map(|source| source.bytes).sum();
        let reading =
            Reading { format: args.format, names: Names::new(args), max_record_bytes: args.max_record_bytes };
        let wanted = Wanted::new(args, reading.clone(), sites);
        let inputs = Inputs::new(sources, reading, at.input, at.record);
        let seen = args.to.is_none() && io::stdout().is_terminal();
        let progress = Progress::new(args.quiet, seen, total_bytes, inputs.bytes_read(), at.summary.pages());
        let threads = match args.threads {
            0 => std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            threads => threads,
        };
        Ok(Run {
            stop: stop_on_signal()?,
            work: Work::start(inputs, wanted, threads, args.buffer_bytes, at.records)?,
            sink,
            journal,
            since_mark: 0,
            checkpoint_records: args.checkpoint_records.get(),
            progress,
            started: Instant::now(),
            earlier_seconds: at.summary.seconds,
            at,
        })
    }

    fn finish(mut self, args: &DumpArgs) -> io::Result<ExitCode> {
        let outcome = self.write_all();
        self.progress.clear();
        if let Err(error) = outcome {
            let hint = "what is whole is kept: --resume continues";
            if self.journal.is_kept() && error.kind() != io::ErrorKind::BrokenPipe {
                return Err(io::Error::new(error.kind(), format!("{error}; {hint}")));
            }
            return Err(error);
        }
        self.count_time();
        let interrupted = self.at.summary.interrupted;
        if !interrupted {
            self.sink.finish()?;
            self.journal.remove()?;
        }
        let summary = &self.at.summary;
        if !args.quiet {
            eprint!("{}", summary.table());
            if interrupted && self.journal.is_kept() {
                eprintln!("ended early: --resume continues");
            }
        }
        if let Some(file) = &args.summary {
            naming(file, fs::write(file, serde_json::to_string_pretty(summary)? + "\n"))?;
        }
        Ok(match (interrupted, summary.unread_inputs.is_empty()) {
            (true, _) => ExitCode::from(INTERRUPTED),
            (false, true) => ExitCode::SUCCESS,
            (false, false) => ExitCode::from(crate::exit::FAILED),
        })
    }

    /// Writes what is done until nothing is left, or until a signal and the end of what was begun.
    fn write_all(&mut self) -> io::Result<()> {
        self.at.summary.interrupted = false;
        loop {
            if self.stop.load(Ordering::Relaxed) && !self.at.summary.interrupted {
                self.at.summary.interrupted = true;
                self.work.stop();
            }
            match self.work.next() {
                Next::Record(done) => self.take(*done)?,
                Next::Idle => self.sink.flush()?,
                Next::Tick => {}
                Next::End => break,
            }
            self.progress.show(&self.at.summary);
        }
        self.sink.flush()?;
        self.mark(true)
    }

    fn take(&mut self, done: Done) -> io::Result<()> {
        let Done { place, outcome, last, .. } = done;
        let summary = &mut self.at.summary;
        summary.records += 1;
        self.at.records += 1;
        (self.at.input, self.at.record) =
            if last { (place.input + 1, 0) } else { (place.input, place.number) };
        if let Some(written) = count(summary, outcome, last, &place.file, &self.progress) {
            self.sink.write(written)?;
        }
        self.since_mark += 1;
        self.mark(self.since_mark >= self.checkpoint_records)
    }

    fn mark(&mut self, asked: bool) -> io::Result<()> {
        if asked {
            self.since_mark = 0;
        }
        if let Some(output) = self.sink.mark(asked)? {
            self.count_time();
            self.at.output = output;
            self.journal.save(&self.at)?;
        }
        Ok(())
    }

    fn count_time(&mut self) {
        self.at.summary.seconds = self.earlier_seconds + self.started.elapsed().as_secs_f64();
        self.at.summary.input_bytes = self.progress.bytes_read();
    }
}

/// Adds a record to the summary, and gives what there is to write.
fn count(
    summary: &mut summary::Summary,
    outcome: Outcome,
    last: bool,
    file: &str,
    progress: &Progress,
) -> Option<Written> {
    match outcome {
        Outcome::Cleaned { written, tally } => {
            summary.page(&tally, written.is_some());
            written
        }
        Outcome::Failed { written, reason } => {
            summary.errors += 1;
            if last {
                let message = format!("{file}: {reason}");
                progress.say(&message);
                summary.unread_inputs.push(message);
            }
            Some(written)
        }
        Outcome::Skipped(reason) => {
            summary.skip(reason);
            None
        }
    }
}

/// The first Ctrl-C, or the first wish of the system to end, sets this; a second one ends the process at once.
fn stop_on_signal() -> io::Result<Arc<AtomicBool>> {
    use signal_hook::consts::{SIGINT, SIGTERM};
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        // In this order: the first one finds the flag not yet set.
        signal_hook::flag::register_conditional_shutdown(signal, i32::from(INTERRUPTED), Arc::clone(&stop))?;
        signal_hook::flag::register(signal, Arc::clone(&stop))?;
    }
    Ok(stop)
}
