//! Times every tool on every page, in turns.

use crate::child::{Program, Worker};
use crate::pages::Page;
use crate::tools::Tool;

/// Best of so many.
const ROUNDS: usize = 3;
/// A call of so many seconds is not repeated.
const SLOW_SECONDS: f64 = 2.0;

/// What one tool did on one page.
#[derive(Debug, Clone, PartialEq)]
pub enum Outcome {
    /// The best time by the processor's clock, and the length of the text.
    Done { seconds: f64, length: usize },
    /// Why there is none.
    Failed(String),
}

impl Outcome {
    /// The best time, if there is one.
    pub fn seconds(&self) -> Option<f64> {
        match self {
            Outcome::Done { seconds, .. } => Some(*seconds),
            Outcome::Failed(_) => None,
        }
    }
}

/// A tool's outcomes, one a page, and the megabytes it needed beside the pages.
pub struct Row {
    pub tool: Tool,
    /// What a worker said of its version, where the lock file does not.
    pub version: Option<String>,
    pub outcomes: Vec<Outcome>,
    pub megabytes: Option<f64>,
}

/// Workers by program; one that was lost is started again.
struct Workers<'a> {
    pages: &'a [Page],
    running: Vec<(Program, Worker)>,
}

impl Workers<'_> {
    /// The worker of a program, started if it is not running.
    fn get(&mut self, program: Program) -> Result<&mut Worker, String> {
        let at = match self.running.iter().position(|(running, _)| *running == program) {
            Some(at) => at,
            None => {
                self.running.push((program, Worker::start(program, self.pages)?));
                self.running.len() - 1
            }
        };
        Ok(&mut self.running[at].1)
    }

    fn time(&mut self, tool: Tool, page: usize) -> Outcome {
        let program = Program::of(tool);
        let answer = match self.get(program).map(|worker| worker.time(tool, page)) {
            Ok(Ok(answer)) => answer,
            Ok(Err(lost)) => {
                self.running.retain(|(running, _)| *running != program);
                Err(lost.0)
            }
            Err(error) => Err(error),
        };
        match answer {
            Ok(answer) => Outcome::Done { seconds: answer.number, length: answer.length },
            Err(error) => Outcome::Failed(error),
        }
    }
}

/// Times the tools on the pages. `Err` names a tool that cannot run at all.
pub fn measure(tools: &[Tool], pages: &[Page]) -> Result<Vec<Row>, (Tool, String)> {
    let mut workers = Workers { pages, running: Vec::new() };
    let mut rows = Vec::new();
    for &tool in tools {
        let worker = workers.get(Program::of(tool)).map_err(|error| (tool, error))?;
        let version = (tool == Tool::Resiliparse).then(|| worker.hello.clone());
        rows.push(Row { tool, version, outcomes: Vec::new(), megabytes: None });
    }
    for page in 0..pages.len() {
        time_page(&mut workers, &mut rows, page);
        if page % 25 == 24 {
            eprintln!("{} of {} pages", page + 1, pages.len());
        }
    }
    for row in &mut rows {
        row.megabytes = memory(row, pages).inspect_err(|error| eprintln!("memory: {error}")).ok();
    }
    Ok(rows)
}

/// Every tool in turn, as often as there are rounds; another one begins each time.
fn time_page(workers: &mut Workers<'_>, rows: &mut [Row], page: usize) {
    for round in 0..ROUNDS {
        for at in turns(rows.len(), round + page) {
            let row = &mut rows[at];
            match row.outcomes.get_mut(page) {
                None => row.outcomes.push(workers.time(row.tool, page)),
                Some(best) if worth_repeating(best) => *best = better(best, workers.time(row.tool, page)),
                Some(_) => {}
            }
        }
    }
}

/// Every second row, then those between: two calls of one package stand beside each other in the table, and the
/// second would find its code in the caches.
fn turns(rows: usize, first: usize) -> impl Iterator<Item = usize> {
    let order = (0..rows).step_by(2).chain((1..rows).step_by(2));
    order.cycle().skip(first % rows.max(1)).take(rows)
}

fn worth_repeating(outcome: &Outcome) -> bool {
    outcome.seconds().is_some_and(|seconds| seconds <= SLOW_SECONDS)
}

/// The faster of two; a failure stays one.
fn better(first: &Outcome, second: Outcome) -> Outcome {
    match (first.seconds(), second.seconds()) {
        (Some(a), Some(b)) if a <= b => first.clone(),
        _ => second,
    }
}

/// The megabytes that a tool adds to a process of its own which holds the pages, over those it has done.
fn memory(row: &Row, pages: &[Page]) -> Result<f64, String> {
    let mut worker = Worker::start(Program::of(row.tool), pages)?;
    for page in (0..pages.len()).filter(|page| row.outcomes[*page].seconds().is_some()) {
        let _length = worker.time(row.tool, page).map_err(|lost| lost.0)?;
    }
    let kilobytes = worker.memory().map_err(|lost| lost.0)??;
    Ok(kilobytes.number * 1024.0 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::{Outcome, better, turns, worth_repeating};

    fn done(seconds: f64) -> Outcome {
        Outcome::Done { seconds, length: 1 }
    }

    #[test]
    fn neighbours_in_the_table_do_not_follow_each_other() {
        assert_eq!(turns(5, 0).collect::<Vec<_>>(), [0, 2, 4, 1, 3]);
        assert_eq!(turns(5, 6).collect::<Vec<_>>(), [2, 4, 1, 3, 0]);
        assert_eq!(turns(0, 3).count(), 0);
    }

    #[test]
    fn the_best_time_counts() {
        assert_eq!(better(&done(0.2), done(0.1)), done(0.1));
        assert_eq!(better(&done(0.1), done(0.2)), done(0.1));
        let failed = Outcome::Failed("no body".to_owned());
        assert_eq!(better(&done(0.1), failed.clone()), failed);
    }

    #[test]
    fn slow_and_failed_calls_are_not_repeated() {
        assert!(worth_repeating(&done(0.1)));
        assert!(!worth_repeating(&done(2.1)));
        assert!(!worth_repeating(&Outcome::Failed("no body".to_owned())));
    }
}
