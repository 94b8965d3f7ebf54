//! One thread reads, several clean, the caller writes: in the order of the input, in bounded memory.

use std::collections::BTreeMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, TryRecvError, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use super::clean::{Outcome, Wanted, clean_record};
use super::record::{Place, Raw, Record};

/// Records that may be under way for each thread: enough for all to go on while one cleans a slow page.
const RECORDS_A_THREAD: usize = 64;
/// How often the caller is woken if nothing happens.
const TICK: Duration = Duration::from_millis(100);

/// The work under way.
pub(crate) struct Work {
    flow: Arc<Flow>,
    results: Receiver<Message>,
    /// Records that are done before their turn.
    early: BTreeMap<u64, Box<Done>>,
    /// Whose turn it is.
    turn: u64,
    /// The caller knows that it has all there is at the moment.
    idle: bool,
}

/// A record that is done.
pub(crate) struct Done {
    pub(crate) place: Place,
    pub(crate) outcome: Outcome,
    /// Nothing follows in its input.
    pub(crate) last: bool,
    bytes: usize,
}

/// What the caller has to do next.
pub(crate) enum Next {
    Record(Box<Done>),
    /// Nothing is waiting: time to flush.
    Idle,
    /// Nothing has happened for a while.
    Tick,
    End,
}

enum Message {
    Done(u64, Box<Done>),
    /// The reader is at the end.
    Ended,
}

struct Job {
    number: u64,
    bytes: usize,
    record: Record,
}

impl Work {
    /// Starts to read and to clean; records are numbered from `first` on.
    pub(crate) fn start(
        records: impl Iterator<Item = Record> + Send + 'static,
        wanted: Wanted,
        threads: usize,
        max_bytes: usize,
        first: u64,
    ) -> std::io::Result<Work> {
        let flow = Arc::new(Flow::new(max_bytes, threads * RECORDS_A_THREAD, first));
        let (job_sender, jobs) = channel();
        let (sender, results) = channel();
        let (jobs, wanted) = (Arc::new(Mutex::new(jobs)), Arc::new(wanted));
        for _ in 0..threads {
            let (jobs, wanted, flow, sender) =
                (Arc::clone(&jobs), Arc::clone(&wanted), Arc::clone(&flow), sender.clone());
            thread::Builder::new()
                .name("clean".into())
                .spawn(move || clean(&jobs, &wanted, &flow, &sender))?;
        }
        let reader_flow = Arc::clone(&flow);
        thread::Builder::new()
            .name("read".into())
            .spawn(move || read(records, &reader_flow, &job_sender, &sender))?;
        Ok(Work { flow, results, early: BTreeMap::new(), turn: first, idle: false })
    }

    /// Nothing more is read; what was read is still finished.
    pub(crate) fn stop(&self) {
        self.flow.close();
    }

    pub(crate) fn next(&mut self) -> Next {
        loop {
            if let Some(done) = self.early.remove(&self.turn) {
                self.turn += 1;
                self.idle = false;
                self.flow.release(done.bytes);
                return Next::Record(done);
            }
            if self.flow.is_over(self.turn) {
                return Next::End;
            }
            match self.results.try_recv() {
                Ok(message) => self.take(message),
                Err(TryRecvError::Disconnected) => return Next::End,
                Err(TryRecvError::Empty) if !self.idle => {
                    self.idle = true;
                    return Next::Idle;
                }
                Err(TryRecvError::Empty) => match self.results.recv_timeout(TICK) {
                    Ok(message) => self.take(message),
                    Err(RecvTimeoutError::Timeout) => return Next::Tick,
                    Err(RecvTimeoutError::Disconnected) => return Next::End,
                },
            }
        }
    }

    fn take(&mut self, message: Message) {
        if let Message::Done(number, done) = message {
            self.early.insert(number, done);
        }
    }
}

fn read(records: impl Iterator<Item = Record>, flow: &Flow, jobs: &Sender<Job>, results: &Sender<Message>) {
    for record in records {
        let bytes = record.raw.len();
        let Some(number) = flow.admit(bytes) else { break };
        if jobs.send(Job { number, bytes, record }).is_err() {
            break;
        }
    }
    flow.close();
    // If nobody listens, nobody waits.
    let _ = results.send(Message::Ended);
}

fn clean(jobs: &Mutex<Receiver<Job>>, wanted: &Wanted, flow: &Flow, results: &Sender<Message>) {
    loop {
        let Ok(job) = locked(jobs).recv() else { return };
        let Job { number, bytes, record } = job;
        let (place, last) = (record.place.clone(), matches!(record.raw, Raw::Unread(_)));
        let outcome = clean_record(number, record, wanted);
        let written = outcome.len();
        flow.resize(bytes, written);
        let done = Done { place, outcome, last, bytes: written };
        if results.send(Message::Done(number, Box::new(done))).is_err() {
            return;
        }
    }
}

/// What is under way, and how much more may be.
struct Flow {
    state: Mutex<State>,
    freed: Condvar,
    max_bytes: usize,
    max_records: usize,
}

struct State {
    /// The number of the next record.
    next: u64,
    records: usize,
    bytes: usize,
    closed: bool,
}

impl Flow {
    fn new(max_bytes: usize, max_records: usize, first: u64) -> Self {
        let state = State { next: first, records: 0, bytes: 0, closed: false };
        Flow { state: Mutex::new(state), freed: Condvar::new(), max_bytes, max_records }
    }

    /// Waits until there is room, and gives the record's number; nothing if no more records are wanted. A record
    /// for which there is never room goes alone.
    fn admit(&self, bytes: usize) -> Option<u64> {
        let full = |state: &mut State| {
            let crowded = state.records >= self.max_records || state.bytes + bytes > self.max_bytes;
            !state.closed && state.records > 0 && crowded
        };
        let state = locked(&self.state);
        let mut state = self.freed.wait_while(state, full).unwrap_or_else(PoisonError::into_inner);
        if state.closed {
            return None;
        }
        state.records += 1;
        state.bytes += bytes;
        state.next += 1;
        Some(state.next - 1)
    }

    /// A record has become what is written for it, which may take more memory or less.
    fn resize(&self, before: usize, after: usize) {
        let mut state = locked(&self.state);
        state.bytes = state.bytes.saturating_sub(before).saturating_add(after);
        self.freed.notify_one();
    }

    fn release(&self, bytes: usize) {
        let mut state = locked(&self.state);
        state.records -= 1;
        state.bytes = state.bytes.saturating_sub(bytes);
        self.freed.notify_one();
    }

    fn close(&self) {
        locked(&self.state).closed = true;
        self.freed.notify_one();
    }

    /// Whether the record whose turn it is will never come.
    fn is_over(&self, turn: u64) -> bool {
        let state = locked(&self.state);
        state.closed && state.next == turn
    }
}

/// A thread that panicked has left nothing half done under a lock.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reading_waits_for_room() {
        let flow = Arc::new(Flow::new(100, 10, 0));
        // Too large for the room there is, but alone.
        assert_eq!(flow.admit(500), Some(0));
        let waiting = {
            let flow = Arc::clone(&flow);
            thread::spawn(move || (flow.admit(60), flow.admit(60)))
        };
        thread::sleep(Duration::from_millis(50));
        assert_eq!(locked(&flow.state).next, 1);
        // Its result is small.
        flow.resize(500, 40);
        thread::sleep(Duration::from_millis(50));
        assert_eq!(locked(&flow.state).next, 2);
        flow.release(40);
        thread::sleep(Duration::from_millis(50));
        assert_eq!(locked(&flow.state).next, 2);
        flow.close();
        assert_eq!(waiting.join().unwrap(), (Some(1), None));
        assert!(flow.is_over(2) && !flow.is_over(1));
    }
}
