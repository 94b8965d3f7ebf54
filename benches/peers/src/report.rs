//! The tables, in Markdown.

use std::collections::BTreeMap;
use std::fmt::Write;

use crate::measure::{Outcome, Row};
use crate::pages::{Page, megabytes};
use crate::stats::{interval, percentile, ratio_of_sums};
use crate::versions;

/// Classes of pages by their size, each with as many pages.
const SIZE_CLASSES: usize = 4;

/// Pages of a failure that are named.
const NAMED: usize = 3;

/// A table of all rows, and below it what failed. The first row is what the others are compared to.
pub fn table(rows: &[Row], pages: &[Page]) -> String {
    let mut table = header(rows.first().map_or("", |row| row.tool.package()));
    for row in rows {
        let ratios = rows.first().map_or_else(String::new, |base| ratios(row, base));
        let _ = writeln!(table, "| {} | {} | {ratios} | {} |", name(row), speed(row, pages), memory(row));
    }
    table.push('\n');
    for row in rows {
        table.push_str(&failures(row, pages));
    }
    table
}

/// `one` is the package whose time is one.
fn header(one: &str) -> String {
    format!(
        "| | done / failed | MB/s | pages/s | p50, ms | p95 | p99 | slowest page | time, {one} = 1 (95 % interval) | \
         by page: median (5 to 95 %) | memory, MB |\n\
         |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n"
    )
}

fn name(row: &Row) -> String {
    let version = row.version.clone().unwrap_or_else(|| versions::locked(row.tool.package()));
    format!("{} {version}{}", row.tool.package(), row.tool.variant())
}

/// Counts, throughput and times of one call in milliseconds.
fn speed(row: &Row, pages: &[Page]) -> String {
    let done: Vec<(&Page, f64)> = pages
        .iter()
        .zip(&row.outcomes)
        .filter_map(|(page, outcome)| Some((page, outcome.seconds()?)))
        .collect();
    let failed = row.outcomes.len() - done.len();
    let seconds: f64 = done.iter().map(|(_, seconds)| seconds).sum();
    let size = megabytes(done.iter().map(|(page, _)| *page));
    let times: Vec<f64> = done.iter().map(|(_, seconds)| seconds * 1e3).collect();
    let at = |share| digits(percentile(&times, share));
    let slowest = done.iter().max_by(|a, b| a.1.total_cmp(&b.1)).map_or("–", |(page, _)| page.id.as_str());
    format!(
        "{} / {failed} | {} | {} | {} | {} | {} | {} ({slowest})",
        done.len(),
        digits(Some(size / seconds)),
        digits(Some(done.len() as f64 / seconds)),
        at(0.5),
        at(0.95),
        at(0.99),
        at(1.0),
    )
}

/// The time beside that of the first row, on the pages that both have done.
fn ratios(row: &Row, base: &Row) -> String {
    if row.tool == base.tool {
        return "1 | 1".to_owned();
    }
    let both = row.outcomes.iter().zip(&base.outcomes);
    let pairs: Vec<(f64, f64)> =
        both.filter_map(|(own, base)| Some((own.seconds()?, base.seconds()?))).collect();
    let by_page: Vec<f64> = pairs.iter().map(|(own, base)| own / base).collect();
    let (low, high) = interval(&pairs).unzip();
    let at = |share| fixed(percentile(&by_page, share));
    let total = (!pairs.is_empty()).then(|| ratio_of_sums(pairs.iter()));
    format!(
        "{} ({} to {}) | {} ({} to {})",
        fixed(total),
        fixed(low),
        fixed(high),
        at(0.5),
        at(0.05),
        at(0.95),
    )
}

fn memory(row: &Row) -> String {
    row.megabytes.map_or_else(|| "–".to_owned(), |megabytes| format!("{megabytes:.0}"))
}

/// The median time of every tool on small pages, larger ones, and so on: many tools are quick on one and slow on the other.
pub fn by_size(rows: &[Row], pages: &[Page]) -> String {
    let mut sorted: Vec<usize> = (0..pages.len()).collect();
    sorted.sort_by_key(|page| pages[*page].html.len());
    let classes: Vec<&[usize]> = sorted.chunks(sorted.len().div_ceil(SIZE_CLASSES).max(1)).collect();
    let kilobytes = |page: &usize| pages[*page].html.len().div_ceil(1000);
    let bounds =
        classes.iter().filter_map(|class| Some((kilobytes(class.first()?), kilobytes(class.last()?))));
    let heads: Vec<String> = bounds.map(|(least, most)| format!("{least} to {most} kB")).collect();
    let mut table = format!("| median, ms | {} |\n|---|{}\n", heads.join(" | "), "---:|".repeat(heads.len()));
    for row in rows {
        let medians: Vec<String> = classes.iter().map(|class| digits(median(row, class))).collect();
        let _ = writeln!(table, "| {} | {} |", name(row), medians.join(" | "));
    }
    table
}

/// In milliseconds, of those pages of a class that were done.
fn median(row: &Row, class: &[usize]) -> Option<f64> {
    let times: Vec<f64> =
        class.iter().filter_map(|page| row.outcomes[*page].seconds()).map(|seconds| seconds * 1e3).collect();
    percentile(&times, 0.5)
}

/// Every page in a line of tab-separated values: its bytes, then each tool's milliseconds, empty where it failed.
pub fn each(rows: &[Row], pages: &[Page]) -> String {
    let names: Vec<String> = rows.iter().map(|row| row.tool.word()).collect();
    let mut lines = format!("page\tbytes\t{}\n", names.join("\t"));
    for (at, page) in pages.iter().enumerate() {
        let times = rows.iter().map(|row| row.outcomes[at].seconds());
        let times: Vec<String> =
            times.map(|time| time.map_or_else(String::new, |time| format!("{:.3}", time * 1e3))).collect();
        let _ = writeln!(lines, "{}\t{}\t{}", page.id, page.html.len(), times.join("\t"));
    }
    lines
}

/// What failed and why, and how often there was no text; nothing if all went well.
fn failures(row: &Row, pages: &[Page]) -> String {
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (page, outcome) in pages.iter().zip(&row.outcomes) {
        match outcome {
            Outcome::Failed(why) => reasons.entry(why).or_default().push(&page.id),
            Outcome::Done { length: 0, .. } if row.tool.gives_text() => {
                reasons.entry("done, but without any text").or_default().push(&page.id);
            }
            Outcome::Done { .. } => {}
        }
    }
    let name = format!("{}{}", row.tool.package(), row.tool.variant());
    let line = |(why, ids): (&&str, &Vec<&str>)| {
        let more = if ids.len() > NAMED { ", …" } else { "" };
        format!(
            "- {name}: {why}: {} ({}{more})\n",
            counted(ids.len()),
            ids[..ids.len().min(NAMED)].join(", ")
        )
    };
    reasons.iter().map(line).collect()
}

/// So many pages, in words.
pub fn counted(pages: usize) -> String {
    format!("{pages} {}", if pages == 1 { "page" } else { "pages" })
}

/// Three digits or so: more would be noise.
pub fn digits(value: Option<f64>) -> String {
    match value.filter(|value| value.is_finite()) {
        None => "–".to_owned(),
        Some(value) if value >= 100.0 => format!("{value:.0}"),
        Some(value) if value >= 10.0 => format!("{value:.1}"),
        Some(value) => format!("{value:.2}"),
    }
}

fn fixed(value: Option<f64>) -> String {
    value.map_or_else(|| "–".to_owned(), |value| format!("{value:.2}"))
}

#[cfg(test)]
mod tests {
    use super::{by_size, counted, digits, each, failures, ratios, speed};
    use crate::measure::{Outcome, Row};
    use crate::pages::Page;
    use crate::tools::Tool;

    fn row(tool: Tool, seconds: &[Option<f64>]) -> Row {
        let outcome = |seconds: &Option<f64>| match seconds {
            Some(seconds) => Outcome::Done { seconds: *seconds, length: 1 },
            None => Outcome::Failed("no body".to_owned()),
        };
        Row { tool, version: None, outcomes: seconds.iter().map(outcome).collect(), megabytes: None }
    }

    fn pages(bytes: &[usize]) -> Vec<Page> {
        let page = |(id, bytes): (usize, &usize)| Page {
            id: format!("p{id}"),
            url: String::new(),
            html: "x".repeat(*bytes),
        };
        bytes.iter().enumerate().map(page).collect()
    }

    #[test]
    fn a_failed_page_counts_nowhere_else() {
        let speed =
            speed(&row(Tool::Legible, &[Some(0.1), None, Some(0.3)]), &pages(&[200_000, 5_000_000, 200_000]));
        assert_eq!(speed, "2 / 1 | 1.00 | 5.00 | 200 | 290 | 298 | 300 (p2)");
    }

    #[test]
    fn ratios_are_of_pages_that_both_have_done() {
        let own = row(Tool::Legible, &[Some(0.2), Some(9.0), None]);
        let base = row(Tool::Dechaff, &[Some(0.1), None, Some(1.0)]);
        assert_eq!(ratios(&own, &base), "2.00 (2.00 to 2.00) | 2.00 (2.00 to 2.00)");
        assert_eq!(ratios(&base, &base), "1 | 1");
        let neither = row(Tool::Dechaff, &[None, None, None]);
        assert_eq!(ratios(&own, &neither), "– (– to –) | – (– to –)");
    }

    #[test]
    fn failures_are_counted_by_reason_and_named() {
        let told = failures(&row(Tool::Legible, &[None, Some(1.0), None, None, None]), &pages(&[1; 5]));
        assert_eq!(told, "- legible: no body: 4 pages (p0, p2, p3, …)\n");
    }

    #[test]
    fn a_page_is_a_line() {
        let rows = [row(Tool::Dechaff, &[Some(0.1), None]), row(Tool::Legible, &[None, Some(0.25)])];
        let told = each(&rows, &pages(&[10, 20]));
        assert_eq!(told, "page\tbytes\tdechaff\tlegible\np0\t10\t100.000\t\np1\t20\t\t250.000\n");
    }

    #[test]
    fn medians_are_of_pages_of_a_size() {
        let row = row(Tool::Legible, &[Some(0.4), Some(0.001), Some(0.003), None, Some(0.2)]);
        let table = by_size(&[row], &pages(&[90_000, 1_000, 2_000, 50_000, 70_000]));
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines[0], "| median, ms | 1 to 2 kB | 50 to 70 kB | 90 to 90 kB |");
        assert!(lines[2].ends_with("| 2.00 | 200 | 400 |"), "{table}");
        assert_eq!(by_size(&[], &[]).lines().count(), 2);
    }

    #[test]
    fn numbers_are_short() {
        assert_eq!(
            [digits(Some(123.4)), digits(Some(12.34)), digits(Some(1.0)), digits(None)],
            ["123", "12.3", "1.00", "–"]
        );
        assert_eq!((counted(1), counted(2)), ("1 page".to_owned(), "2 pages".to_owned()));
    }
}
