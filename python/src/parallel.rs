//! Work on several threads, with its results in order.

use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use pyo3::prelude::*;

/// How long a Ctrl-C may go unseen.
const TICK: Duration = Duration::from_millis(100);

/// Results of `work` for 0, 1, 2 … Called without the interpreter's lock.
pub(crate) fn map_in_order<T: Send>(
    count: usize,
    threads: usize,
    work: impl Fn(usize) -> T + Sync,
) -> PyResult<Vec<T>> {
    if threads.min(count) <= 1 { here(count, work) } else { on_threads(count, threads.min(count), &work) }
}

fn here<T>(count: usize, work: impl Fn(usize) -> T) -> PyResult<Vec<T>> {
    let mut results = Vec::with_capacity(count);
    let mut looked = Instant::now();
    for index in 0..count {
        results.push(work(index));
        if looked.elapsed() > TICK {
            check_signals()?;
            looked = Instant::now();
        }
    }
    Ok(results)
}

fn on_threads<T: Send>(
    count: usize,
    threads: usize,
    work: &(impl Fn(usize) -> T + Sync),
) -> PyResult<Vec<T>> {
    let (next, stopped) = (AtomicUsize::new(0), AtomicBool::new(false));
    let mut results: Vec<Option<T>> = (0..count).map(|_| None).collect();
    let ended = thread::scope(|scope| {
        let (sender, done) = channel();
        for _ in 0..threads {
            let (sender, next, stopped) = (sender.clone(), &next, &stopped);
            scope.spawn(move || {
                while !stopped.load(Ordering::Relaxed) {
                    let index = next.fetch_add(1, Ordering::Relaxed);
                    if index >= count || sender.send((index, work(index))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        loop {
            match done.recv_timeout(TICK) {
                Ok((index, result)) => results[index] = Some(result),
                Err(RecvTimeoutError::Disconnected) => return Ok(()),
                Err(RecvTimeoutError::Timeout) => {
                    check_signals().inspect_err(|_| stopped.store(true, Ordering::Relaxed))?;
                }
            }
        }
    });
    ended.map(|()| results.into_iter().flatten().collect())
}

fn check_signals() -> PyResult<()> {
    Python::attach(|py| py.check_signals())
}
