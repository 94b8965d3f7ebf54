//! The line that shows how far a run is, on a terminal.

use std::io::{self, IsTerminal};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use super::summary::Summary;

/// How often the line is drawn.
const DRAWN_EVERY: Duration = Duration::from_millis(200);

pub(crate) struct Progress {
    bar: ProgressBar,
    bytes_read: Arc<AtomicU64>,
    started: Instant,
    /// Pages that an earlier run has cleaned.
    earlier_pages: u64,
    drawn: Option<Instant>,
}

impl Progress {
    /// `total_bytes` are those of all inputs, if they are known. Nothing is shown where nobody sees it, or
    /// where it would stand in the output.
    pub(crate) fn new(
        quiet: bool,
        output_on_terminal: bool,
        total_bytes: Option<u64>,
        bytes_read: Arc<AtomicU64>,
        earlier_pages: u64,
    ) -> Self {
        let hidden = quiet || output_on_terminal || !io::stderr().is_terminal();
        let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(total_bytes, target).with_message("0 pages");
        let template = match total_bytes {
            Some(_) => "{bar:24} {bytes} of {total_bytes}, {msg}, {eta} left",
            None => "{spinner} {bytes}, {msg}",
        };
        if let Ok(style) = ProgressStyle::with_template(template) {
            bar.set_style(style);
        }
        bar.set_position(bytes_read.load(Ordering::Relaxed));
        bar.reset_eta();
        Progress { bar, bytes_read, started: Instant::now(), earlier_pages, drawn: None }
    }

    pub(crate) fn show(&mut self, summary: &Summary) {
        if self.bar.is_hidden() || self.drawn.is_some_and(|drawn| drawn.elapsed() < DRAWN_EVERY) {
            return;
        }
        self.drawn = Some(Instant::now());
        let pages = summary.pages();
        let rate = (pages - self.earlier_pages) as f64 / self.started.elapsed().as_secs_f64().max(1e-3);
        self.bar.set_message(format!("{pages} pages, {rate:.0} a second, {} errors", summary.errors));
        self.bar.set_position(self.bytes_read.load(Ordering::Relaxed));
    }

    pub(crate) fn bytes_read(&self) -> u64 {
        self.bytes_read.load(Ordering::Relaxed)
    }

    /// Says something without leaving half a line behind.
    pub(crate) fn say(&self, message: &str) {
        self.bar.suspend(|| eprintln!("dechaff: {message}"));
    }

    pub(crate) fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
