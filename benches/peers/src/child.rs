//! Workers: processes that hold the pages and time a call when they are asked to.

use std::env;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::pages::Page;
use crate::tools::Tool;
use crate::worker::write_pages;

/// A call that takes longer has failed.
pub const PATIENCE: Duration = Duration::from_secs(20);
/// Loading pages has no limit that matters.
const LOADING: Duration = Duration::from_secs(600);

/// Which program a worker is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// This one, with all that is written in Rust.
    Rust,
    /// `resiliparse_child.py`.
    Python,
    /// This program as another checkout has built it, which DECHAFF_BEFORE names.
    Before,
}

impl Program {
    /// The program that can run a tool.
    pub fn of(tool: Tool) -> Self {
        match tool {
            Tool::Resiliparse => Program::Python,
            Tool::DechaffBefore => Program::Before,
            _ => Program::Rust,
        }
    }

    fn command(self) -> io::Result<Command> {
        Ok(match self {
            Program::Rust => serving(env::current_exe()?),
            Program::Before => serving(before()?),
            Program::Python => {
                let mut command = Command::new(python());
                command.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("resiliparse_child.py"));
                command
            }
        })
    }
}

/// This program, or one like it, as a worker.
fn serving(program: PathBuf) -> Command {
    let mut command = Command::new(program);
    command.arg("--worker");
    command
}

fn before() -> io::Result<PathBuf> {
    let named = env::var_os("DECHAFF_BEFORE").map(PathBuf::from);
    named.ok_or_else(|| io::Error::other("DECHAFF_BEFORE names no dechaff-peers of another checkout"))
}

/// The interpreter that has resiliparse.
pub fn python() -> String {
    env::var("RESILIPARSE_PYTHON").unwrap_or_else(|_| "python3".to_owned())
}

/// What a call took and gave, or a question after memory the kilobytes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Answer {
    pub number: f64,
    pub length: usize,
}

/// A running worker; it ends when this is dropped.
pub struct Worker {
    process: Child,
    requests: BufWriter<ChildStdin>,
    answers: Receiver<String>,
    /// What it said of itself once it had the pages.
    pub hello: String,
}

impl Worker {
    /// Starts one and gives it the pages.
    pub fn start(program: Program, pages: &[Page]) -> Result<Self, String> {
        let mut process = program
            .command()
            .and_then(|mut command| command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn())
            .map_err(|error| error.to_string())?;
        let (Some(stdin), Some(stdout)) = (process.stdin.take(), process.stdout.take()) else {
            return Err("no pipes".to_owned());
        };
        let (sender, answers) = channel();
        thread::spawn(move || {
            let lines = BufReader::new(stdout).lines().map_while(Result::ok);
            lines.map(|line| sender.send(line)).all(|sent| sent.is_ok())
        });
        let mut worker = Worker { process, requests: BufWriter::new(stdin), answers, hello: String::new() };
        // A worker that could not start closes its pipe; that it says nothing is told below.
        let sent = write_pages(&mut worker.requests, pages);
        let hello = worker.next_line(LOADING)?;
        sent.map_err(|error| error.to_string())?;
        worker.hello = hello.strip_prefix("ready ").unwrap_or(&hello).to_owned();
        Ok(worker)
    }

    /// Times one call. `Err(Lost)` means that this worker can answer no more.
    pub fn time(&mut self, tool: Tool, page: usize) -> Result<Result<Answer, String>, Lost> {
        self.ask(&format!("{} {page}", tool.request()))
    }

    /// Kilobytes by which the calls so far have made the worker larger than the pages had.
    pub fn memory(&mut self) -> Result<Result<Answer, String>, Lost> {
        self.ask("memory")
    }

    fn ask(&mut self, request: &str) -> Result<Result<Answer, String>, Lost> {
        let sent = writeln!(self.requests, "{request}").and_then(|()| self.requests.flush());
        sent.map_err(|error| Lost(error.to_string()))?;
        self.next_line(PATIENCE).map(|line| parse(&line)).map_err(Lost)
    }

    fn next_line(&mut self, patience: Duration) -> Result<String, String> {
        self.answers.recv_timeout(patience).map_err(|error| match error {
            RecvTimeoutError::Timeout => format!("took longer than {} s", patience.as_secs()),
            RecvTimeoutError::Disconnected => match self.process.wait() {
                Ok(status) => format!("the process ended ({status})"),
                Err(error) => error.to_string(),
            },
        })
    }
}

impl Drop for Worker {
    fn drop(&mut self) {
        // It may be in the middle of a call that never ends.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// Why a worker is of no more use: it was too slow, or it died.
#[derive(Debug)]
pub struct Lost(pub String);

fn parse(line: &str) -> Result<Answer, String> {
    let unclear = || format!("said `{line}`");
    let Some(numbers) = line.strip_prefix("ok ") else {
        return Err(line.strip_prefix("failed ").map_or_else(unclear, str::to_owned));
    };
    let (number, length) = numbers.split_once(' ').ok_or_else(unclear)?;
    match (number.parse(), length.parse()) {
        (Ok(number), Ok(length)) => Ok(Answer { number, length }),
        _ => Err(unclear()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Answer, parse};

    #[test]
    fn answers_are_read() {
        assert_eq!(parse("ok 0.25 1200"), Ok(Answer { number: 0.25, length: 1200 }));
        assert_eq!(parse("failed no body"), Err("no body".to_owned()));
        assert_eq!(parse("Traceback"), Err("said `Traceback`".to_owned()));
        assert!(parse("ok 0.25").is_err());
    }
}
