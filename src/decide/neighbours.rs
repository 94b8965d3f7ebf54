//! Lines of flattened text that go with the lines around them.
//!
//! Scores are of lines, and some lines say nothing by themselves: the times above the notes of a live report look like a date
//! line each, a crosshead like a teaser, a row of a table like a menu. The lines next to them tell.

use super::decision::{Decision, Rule};
use crate::document::prose::is_prose;
use crate::document::{Choice, Origin, RawBlock};
use crate::evidence::Evidence;

/// Keeps lines that belong to the lines next to them, on pages of one text.
pub(super) fn keep(evidence: &Evidence<'_>, scores: &[f32], decisions: &mut [Decision]) {
    if evidence.document.origin == Origin::Text && evidence.page_kinds().is_one_text() {
        keep_times(evidence, decisions);
        keep_rows(evidence, scores, decisions);
        keep_lead_ins(evidence, scores, decisions);
    }
}

/// Keeps a line that the scores or its stock phrase remove.
fn keep_line(evidence: &Evidence<'_>, index: usize, decisions: &mut [Decision]) {
    let is_doubted = matches!(decisions[index], Decision::Boilerplate | Decision::Overridden(Rule::Phrase));
    if is_doubted && evidence.document.blocks[index].choice == Choice::Open {
        decisions[index] = Decision::Content;
    }
}

/// Keeps the times above the notes of a live report.
fn keep_times(evidence: &Evidence<'_>, decisions: &mut [Decision]) {
    const MIN_TIMES: usize = 3;
    let page = evidence.document;
    let leads = |index: usize| {
        let is_text = |next: usize| decisions[next] == Decision::Content && is_prose(&page.blocks[next]);
        decisions.get(index + 1) == Some(&Decision::Content)
            && (index + 1..decisions.len()).take(2).any(is_text)
    };
    let is_time = |index: usize| is_time(page.block_text(index), &page.blocks[index]);
    let times: Vec<usize> = (0..decisions.len()).filter(|&index| leads(index) && is_time(index)).collect();
    if times.len() >= MIN_TIMES {
        times.into_iter().for_each(|index| keep_line(evidence, index, decisions));
    }
}

/// Whether a line is a time of day and little else: "10:20", "14.05 Uhr", "9:30 a.m.", "18h42", "5:45 PM, 15 MAR",
/// "Friday, 17:00 – The ferry", "01 Feb 2023, 04:02:11 PM IST".
fn is_time(line: &str, block: &RawBlock) -> bool {
    // "01 Feb 2023, 04:02:11 PM IST": hours, minutes and seconds are words, too.
    const MAX_WORDS: u32 = 8;
    const MAX_BYTES: usize = 48;
    if block.shape.digits == 0 || block.shape.words > MAX_WORDS || line.len() > MAX_BYTES {
        return false;
    }
    let line = line.trim_matches(|c: char| !c.is_alphanumeric());
    let after_day =
        line.split_once(", ").filter(|(day, _)| day.chars().all(char::is_alphabetic) || is_date(day));
    is_clock(line) || after_day.is_some_and(|(_, rest)| is_clock(rest))
}

/// "01 Feb 2023", "Feb 1 2023".
fn is_date(text: &str) -> bool {
    let is_part = |part: &str| {
        part.bytes().all(|byte| byte.is_ascii_digit()) || part.chars().all(|c| c.is_alphabetic() || c == '.')
    };
    let names = text.split(' ').filter(|part| part.starts_with(char::is_alphabetic)).count();
    text.split(' ').count() == 3 && names == 1 && text.split(' ').all(is_part)
}

/// Whether a line begins with a time, apart from what follows. Only a date may have further digits.
fn is_clock(line: &str) -> bool {
    const MAX_HOUR: u8 = 24;
    let digits = |rest: &str| rest.bytes().take_while(u8::is_ascii_digit).count();
    let hour = digits(line);
    let Some((minutes, after)) = line.get(hour + 1..).zip(line.get(hour + 3..)) else { return false };
    let after = after_seconds(after);
    let is_clock = line[..hour].parse().is_ok_and(|hour: u8| hour <= MAX_HOUR)
        && line[hour..].starts_with([':', '.', 'h', 'H'])
        && digits(minutes) == 2;
    let is_apart = after.is_empty() || after.starts_with([' ', ',', '.', '\u{a0}']);
    let has_digits = after.contains(|c: char| c.is_ascii_digit());
    let is_dated = || line[hour..].starts_with(':') && after.contains(", ") && !after.contains([':', '.']);
    is_clock && is_apart && (!has_digits || is_dated())
}

/// What follows a time with seconds: "04:02:11 PM".
fn after_seconds(after: &str) -> &str {
    let seconds = after.strip_prefix(':').and_then(|rest| rest.split_at_checked(2));
    let is_number = |digits: &str| digits.bytes().all(|byte| byte.is_ascii_digit());
    seconds.filter(|(digits, _)| is_number(digits)).map_or(after, |(_, rest)| rest)
}

/// Keeps all rows of a table, and all lines of a command's session (`$ ls`), of which one is kept.
fn keep_rows(evidence: &Evidence<'_>, scores: &[f32], decisions: &mut [Decision]) {
    const LIKELY: f32 = 0.5;
    let page = evidence.document;
    let is_row = |index: usize| {
        let line = page.block_text(index);
        line.starts_with('|') && line.ends_with('|') || is_command(line)
    };
    let mut index = 0;
    while index < decisions.len() {
        let end = (index..decisions.len()).find(|&next| !is_row(next)).unwrap_or(decisions.len());
        let best = scores[index..end].iter().copied().fold(0.0, f32::max);
        if end - index >= 2 && best >= LIKELY {
            (index..end).for_each(|row| keep_line(evidence, row, decisions));
        }
        index = end.max(index + 1);
    }
}

/// Whether a line is a command as a terminal shows it: `$ ls`. "$ 12" is a price.
fn is_command(line: &str) -> bool {
    line.strip_prefix("$ ").is_some_and(|command| command.starts_with(|c: char| c.is_ascii_alphabetic()))
}

/// Keeps what leads to the paragraph right below it: a crosshead in bold letters, a salutation, half a sentence with a colon.
/// Down to the scores of a footer: of 53 lines that this kept on 547 news pages, held out by outlet, 52 were the article's.
fn keep_lead_ins(evidence: &Evidence<'_>, scores: &[f32], decisions: &mut [Decision]) {
    const MAX_WORDS: u32 = 12;
    const NOT_IMPOSSIBLE: f32 = 0.05;
    const CLEARLY_CONTENT: f32 = 0.8;
    let page = evidence.document;
    for index in 0..decisions.len().saturating_sub(1) {
        let text = page.block_text(index);
        let leads = || is_bold(text) || text.ends_with([',', ':', '\u{ff0c}', '\u{ff1a}']);
        let is_unmarked = page.blocks[index].shape.words <= MAX_WORDS && evidence.hits[index].is_none();
        let is_text_below = decisions[index + 1] == Decision::Content && scores[index + 1] >= CLEARLY_CONTENT;
        if is_text_below && is_unmarked && scores[index] >= NOT_IMPOSSIBLE && leads() {
            keep_line(evidence, index, decisions);
        }
    }
}

/// Whether a line is in bold letters of Markdown from end to end.
fn is_bold(text: &str) -> bool {
    ["**", "__"].iter().any(|mark| {
        text.strip_prefix(mark)
            .and_then(|rest| rest.strip_suffix(mark))
            .is_some_and(|inside| !inside.is_empty())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;
    use crate::metadata::Metadata;

    const NOTE: &str =
        "The ferry sailed again on Monday, two years after a storm had torn away its pier in the night.";

    /// The lines that are kept although they score little: all others are kept by their score.
    fn kept(text: &str, low: &[&str]) -> Vec<String> {
        let (page, metadata) = (lines(text), Metadata::default());
        let line = |index: usize| page.block_text(index);
        let is_low = |index: &usize| low.contains(&line(*index));
        let score = |index| if is_low(&index) { 0.1 } else { 0.9 };
        let scores: Vec<f32> = (0..page.blocks.len()).map(score).collect();
        let by_score = |&score: &f32| if score < 0.5 { Decision::Boilerplate } else { Decision::Content };
        let mut decisions: Vec<Decision> = scores.iter().map(by_score).collect();
        let evidence = Evidence::of(&page, &metadata);
        assert!(evidence.page_kinds().is_one_text());
        keep(&evidence, &scores, &mut decisions);
        let low = (0..page.blocks.len()).filter(is_low);
        low.filter(|&index| decisions[index] == Decision::Content)
            .map(|index| line(index).to_owned())
            .collect()
    }

    #[test]
    fn times_above_the_notes_of_a_live_report_stay() {
        let report = |times: &[&str]| {
            let notes: Vec<String> = times.iter().map(|time| format!("{time}\n\n{NOTE}\n\n{NOTE}")).collect();
            kept(&notes.join("\n\n"), times)
        };
        assert_eq!(report(&["10:40", "10.20 Uhr", "9:55 a.m."]), ["10:40", "10.20 Uhr", "9:55 a.m."]);
        let dated = ["5:45 PM, 15 MAR", "4:02 PM, 15 MAR", "Friday, 17:00 – The ferry"];
        assert_eq!(report(&dated), dated);
        let stamped = ["01 Feb 2023, 04:02:11 PM IST", "01 Feb 2023, 03:20:40 PM IST", "Feb 1 2023, 11:00"];
        assert_eq!(report(&stamped), stamped);
        assert_eq!(report(&["10:40", "10:20"]), [""; 0], "two may be dates of the page");
        assert_eq!(report(&["10:40 to 11:00", "2021", "17:5"]), [""; 0], "no times");
        assert_eq!(report(&["06.11.2025 | 20:15", "10:40Ann Fenwick", "$10.20"]), [""; 0], "no times");
    }

    #[test]
    fn rows_of_a_table_stay_together() {
        let table =
            format!("{NOTE}\n\n{NOTE}\n\n| Year | Lambs |\n\n| 2018 | 182 |\n\n| 2019 | 185 |\n\n{NOTE}");
        assert_eq!(
            kept(&table, &["| Year | Lambs |", "| 2019 | 185 |"]),
            ["| Year | Lambs |", "| 2019 | 185 |"]
        );
        assert_eq!(kept(&table, &["| Year | Lambs |", "| 2018 | 182 |", "| 2019 | 185 |"]), [""; 0]);
        let session = format!("{NOTE}\n\n{NOTE}\n\n$ stop\n\n$ copy\n\n$ start\n\n{NOTE}");
        assert_eq!(kept(&session, &["$ copy"]), ["$ copy"]);
    }

    #[test]
    fn what_leads_to_a_paragraph_stays_with_it() {
        let page = |line: &str| kept(&format!("{NOTE}\n\n{NOTE}\n\n{line}\n\n{NOTE}\n\n{NOTE}"), &[line]);
        for line in ["**What the law says**", "Dear editor,", "The harbour master said:"] {
            assert_eq!(page(line), [line]);
        }
        for line in ["What the law says", "**Half** of it", "Read more:"] {
            assert_eq!(page(line), [""; 0], "{line}");
        }
        assert_eq!(kept(&format!("{NOTE}\n\n{NOTE}\n\nDear editor,"), &["Dear editor,"]), [""; 0]);
    }
}
