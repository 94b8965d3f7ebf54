//! The other side of [`crate::child`]: a process that holds the pages and times its own calls.
//!
//! In one process with the tables, a call that never returns could not be ended, and an overflow of the stack
//! would take the measurement with it.

use std::fs;
use std::io::{self, BufRead, Write};
use std::thread;

use clap::ValueEnum;
use rustix::time::{ClockId, clock_gettime};

use crate::pages::Page;
use crate::tools::Tool;

/// Peers walk the tree by recursion. Only what is used of it costs memory.
const STACK_BYTES: usize = 1 << 30;

/// Reads the pages, then answers requests until there are no more.
pub fn serve() -> io::Result<()> {
    // A panic is an answer ("failed"), and it is told once, in the report.
    std::panic::set_hook(Box::new(|_| {}));
    let thread = thread::Builder::new().stack_size(STACK_BYTES).spawn(answer_all)?;
    thread.join().unwrap_or_else(|_| Err(io::Error::other("the worker panicked")))
}

fn answer_all() -> io::Result<()> {
    let mut input = io::stdin().lock();
    let pages = read_pages(&mut input)?;
    // From here on the highest mark is that of the calls.
    let reset = fs::write("/proc/self/clear_refs", "5").is_ok();
    let loaded = kilobytes("VmRSS:");
    let mut output = io::stdout().lock();
    writeln!(output, "ready {}", env!("CARGO_PKG_NAME"))?;
    output.flush()?;
    for line in input.lines() {
        let answer = match line?.split_once(' ') {
            Some((tool, page)) => time(&pages, tool, page),
            None if reset => grown(loaded),
            None => "failed the system does not tell".to_owned(),
        };
        writeln!(output, "{answer}")?;
        output.flush()?;
    }
    Ok(())
}

/// The processor's seconds for one call, and the length of what it gave.
fn time(pages: &[Page], tool: &str, page: &str) -> String {
    let Some(page) = page.parse().ok().and_then(|at: usize| pages.get(at)) else {
        return "failed no such page".to_owned();
    };
    let Ok(tool) = Tool::from_str(tool, false) else { return "failed no such tool".to_owned() };
    let start = processor_seconds();
    let result = tool.run(page);
    let seconds = processor_seconds() - start;
    match result {
        Ok(length) => format!("ok {seconds} {length}"),
        Err(error) => format!("failed {}", error.replace('\n', " ")),
    }
}

/// The processor's time for this process so far, threads that a tool may start among it.
///
/// Not the clock on the wall: beside other work calls of tens of milliseconds took three times their time there, and
/// short ones, which are over before anybody else has a turn, their time. That would favour fast tools.
pub fn processor_seconds() -> f64 {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    time.tv_sec as f64 + time.tv_nsec as f64 / 1e9
}

/// By how many kilobytes the calls have made the process larger than the pages had.
fn grown(loaded: Option<u64>) -> String {
    match (kilobytes("VmHWM:"), loaded) {
        (Some(highest), Some(loaded)) => format!("ok {} 0", highest.saturating_sub(loaded)),
        _ => "failed the system does not tell".to_owned(),
    }
}

fn kilobytes(field: &str) -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(field))?;
    line.split_whitespace().next()?.parse().ok()
}

/// How many pages there are, then for each the bytes of its address and of its HTML, and both.
///
/// Bytes instead of JSON: no parser leaves memory behind that the calls could use for nothing.
pub fn write_pages(output: &mut impl Write, pages: &[Page]) -> io::Result<()> {
    writeln!(output, "{}", pages.len())?;
    for page in pages {
        writeln!(output, "{} {}", page.url.len(), page.html.len())?;
        output.write_all(page.url.as_bytes())?;
        output.write_all(page.html.as_bytes())?;
    }
    output.flush()
}

fn read_pages(input: &mut impl BufRead) -> io::Result<Vec<Page>> {
    let [count] = read_numbers(input)?;
    let mut pages = Vec::with_capacity(count);
    for id in 0..count {
        let [url, html] = read_numbers(input)?;
        pages.push(Page { id: id.to_string(), url: read_text(input, url)?, html: read_text(input, html)? });
    }
    Ok(pages)
}

fn read_numbers<const N: usize>(input: &mut impl BufRead) -> io::Result<[usize; N]> {
    let mut line = String::new();
    input.read_line(&mut line)?;
    let numbers: Result<Vec<usize>, _> = line.split_whitespace().map(str::parse).collect();
    let numbers = numbers.map_err(io::Error::other)?;
    numbers.try_into().map_err(|_| io::Error::other("another count of numbers"))
}

fn read_text(input: &mut impl BufRead, bytes: usize) -> io::Result<String> {
    let mut text = vec![0; bytes];
    input.read_exact(&mut text)?;
    String::from_utf8(text).map_err(io::Error::other)
}

#[cfg(test)]
mod tests {
    use super::{Page, read_pages, time, write_pages};

    fn page(id: &str, url: &str, html: &str) -> Page {
        Page { id: id.to_owned(), url: url.to_owned(), html: html.to_owned() }
    }

    #[test]
    fn pages_arrive_as_they_were_sent() {
        let pages = [page("0", "https://example.org/é", "<p>\n\nü</p>\n"), page("1", "", "")];
        let mut sent = Vec::new();
        write_pages(&mut sent, &pages).expect("memory takes all");
        assert_eq!(read_pages(&mut sent.as_slice()).expect("they are whole"), pages);
        assert!(read_pages(&mut &sent[..10]).is_err());
    }

    #[test]
    fn requests_for_nothing_fail() {
        let pages = [page("0", "", "<p>A sentence of a few words.</p>")];
        assert!(time(&pages, "dechaff", "0").starts_with("ok "));
        assert_eq!(time(&pages, "dechaff", "1"), "failed no such page");
        assert_eq!(time(&pages, "nothing", "0"), "failed no such tool");
        assert!(time(&[page("0", "", "")], "dechaff", "0").starts_with("failed "));
    }
}
