//! What a run did, in numbers.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::{Deserialize, Serialize};

use super::clean::Tally;
use crate::figures::grouped;

/// Counts over all records of a run, those before a `--resume` among them.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub(crate) struct Summary {
    /// Records read: pages, errors and skipped ones.
    pub(crate) records: u64,
    /// Pages cleaned, by kind.
    pub(crate) pages: BTreeMap<String, u64>,
    /// Pages that `--only` or `--min-confidence` left out.
    pub(crate) left_out: u64,
    pub(crate) errors: u64,
    /// Records that hold no page, by what they are.
    pub(crate) skipped: BTreeMap<String, u64>,
    pub(crate) kept_words: u64,
    /// By kind of boilerplate.
    pub(crate) removed_words: BTreeMap<String, u64>,
    /// Inputs that could not be read to their end, with the reason.
    pub(crate) unread_inputs: Vec<String>,
    /// Bytes of the inputs that were read, before decompression.
    pub(crate) input_bytes: u64,
    pub(crate) seconds: f64,
    /// Whether it was ended by Ctrl-C.
    pub(crate) interrupted: bool,
}

impl Summary {
    pub(crate) fn page(&mut self, tally: &Tally, written: bool) {
        *entry(&mut self.pages, tally.kind) += 1;
        self.left_out += u64::from(!written);
        self.kept_words += tally.kept_words;
        for (kind, words) in &tally.removed_words {
            *entry(&mut self.removed_words, kind) += words;
        }
    }

    pub(crate) fn skip(&mut self, reason: &str) {
        *entry(&mut self.skipped, reason) += 1;
    }

    pub(crate) fn pages(&self) -> u64 {
        self.pages.values().sum()
    }

    /// A table for people.
    pub(crate) fn table(&self) -> String {
        let mut table = Table(String::new());
        table.row("records", self.records);
        table.row("pages", self.pages());
        table.parts(&self.pages);
        if self.left_out > 0 {
            table.row("of them left out", self.left_out);
        }
        table.row("errors", self.errors);
        if !self.skipped.is_empty() {
            table.row("skipped", self.skipped.values().sum());
            table.parts(&self.skipped);
        }
        table.row("words kept", self.kept_words);
        table.row("words removed", self.removed_words.values().sum());
        table.parts(&self.removed_words);
        table.throughput(self);
        table.0
    }
}

fn entry<'a>(counts: &'a mut BTreeMap<String, u64>, name: &str) -> &'a mut u64 {
    counts.entry(name.to_owned()).or_default()
}

struct Table(String);

impl Table {
    fn row(&mut self, name: &str, count: u64) {
        // Writing to a string cannot fail.
        let _ = writeln!(self.0, "{name:<32} {:>15}", grouped(count, ','));
    }

    /// The parts of a sum, the largest first.
    fn parts(&mut self, counts: &BTreeMap<String, u64>) {
        let mut parts: Vec<_> = counts.iter().collect();
        parts.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
        for (name, count) in parts {
            self.row(&format!("  {}", name.replace('_', " ")), *count);
        }
    }

    fn throughput(&mut self, summary: &Summary) {
        let seconds = summary.seconds.max(1e-3);
        let megabytes = summary.input_bytes as f64 / 1e6;
        let _ = writeln!(
            self.0,
            "{megabytes:.1} MB in {seconds:.1} s: {:.1} MB and {:.0} records a second",
            megabytes / seconds,
            summary.records as f64 / seconds
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up() {
        let mut summary = Summary::default();
        let tally = Tally { kind: "article", kept_words: 900, removed_words: vec![("navigation", 1_234)] };
        summary.page(&tally, true);
        summary.page(&tally, false);
        summary.skip("request");
        assert_eq!((summary.pages(), summary.left_out, summary.kept_words), (2, 1, 1_800));
        let table = summary.table();
        let squeezed: Vec<String> =
            table.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        assert!(squeezed.contains(&"navigation 2,468".to_owned()), "{table}");
        assert!(squeezed.contains(&"article 2".to_owned()) && squeezed.contains(&"request 1".to_owned()));
    }
}
