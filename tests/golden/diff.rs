//! A readable difference between the expected body and the one found.

use std::fmt::Write;

use dechaff::{Article, Block};

/// Longest piece of a line that is printed, in characters.
const MAX_SHOWN_CHARS: usize = 160;

enum Line<'a> {
    Same(&'a str),
    Dropped(&'a str),
    Kept(&'a str),
}

/// Expected lines that are missing (`-`) and lines that should not be there (`+`), each
/// with what dechaff thought of its block.
///
/// On text pages neither blank lines nor bullets and numbers of lists count: flattened text
/// does not say whether lines without bullets are a list, or whose a bullet is.
pub(crate) fn problem(expected: &str, article: &Article, is_html: bool) -> Option<String> {
    let found = article.text();
    let comparable = if is_html { exact_lines } else { lines_without_marks };
    let (expected, found) = (comparable(expected), comparable(found.trim_end_matches('\n')));
    if expected == found {
        return None;
    }
    let mut out = format!("body (confidence {:.2}), - expected, + found:", article.confidence());
    for line in without_noise(lines(&expected, &found)) {
        match line {
            Line::Same(text) => write_line(&mut out, ' ', text, None),
            Line::Dropped(text) => write_line(&mut out, '-', text, holder(article, text)),
            Line::Kept(text) => write_line(&mut out, '+', text, holder(article, text)),
        }
    }
    Some(out)
}

/// Blank lines only where nothing else differs.
fn without_noise(mut lines: Vec<Line<'_>>) -> Vec<Line<'_>> {
    let only_blank =
        lines.iter().all(|line| matches!(line, Line::Same(_) | Line::Dropped("") | Line::Kept("")));
    lines.retain(|line| match line {
        Line::Same(text) => !text.is_empty(),
        Line::Dropped(text) | Line::Kept(text) => only_blank || !text.is_empty(),
    });
    lines
}

fn exact_lines(text: &str) -> Vec<&str> {
    text.lines().collect()
}

fn lines_without_marks(text: &str) -> Vec<&str> {
    text.lines().filter(|line| !line.is_empty()).map(without_mark).collect()
}

/// The line without the bullet or the number in front of a list's item.
fn without_mark(line: &str) -> &str {
    let rest = line.strip_prefix(['•', '*', '-', '–']).or_else(|| {
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        if digits.len() < line.len() { digits.strip_prefix(['.', ')']) } else { None }
    });
    rest.filter(|rest| rest.starts_with(' ')).map_or(line, str::trim_start)
}

/// Label, score, reasons and text of a block, on one line.
pub(crate) fn described(block: Block<'_>) -> String {
    format!("{} {}", verdict(block), shown(block.text()))
}

fn verdict(block: Block<'_>) -> String {
    let reasons: Vec<String> =
        block.reasons().map(|reason| format!("{} {:+.1}", reason.text(), reason.weight())).collect();
    let reasons = if reasons.is_empty() { "no reasons".to_owned() } else { reasons.join("; ") };
    let (label, kind) = (block.label().name(), block.kind().name());
    format!("[#{} {kind}, {label} {:.2}: {reasons}]", block.index(), block.score())
}

fn write_line(out: &mut String, sign: char, text: &str, block: Option<Block<'_>>) {
    let text = if text.is_empty() { "(blank line)".to_owned() } else { shown(text) };
    let verdict = block.map(|block| format!("\n      {}", verdict(block))).unwrap_or_default();
    // Writing to a String does not fail.
    let _ = write!(out, "\n  {sign} {text}{verdict}");
}

fn shown(text: &str) -> String {
    match text.char_indices().nth(MAX_SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The block with this text, else the first that holds it.
fn holder<'a>(article: &'a Article, text: &str) -> Option<Block<'a>> {
    if text.is_empty() {
        return None;
    }
    let same = article.blocks().find(|block| block.text() == text);
    same.or_else(|| article.blocks().find(|block| block.text().contains(text)))
}

/// Longest common subsequence by the quadratic table: pages here have tens of lines.
fn lines<'a>(expected: &[&'a str], found: &[&'a str]) -> Vec<Line<'a>> {
    let width = found.len() + 1;
    let mut common = vec![0u32; (expected.len() + 1) * width];
    for (i, left) in expected.iter().enumerate().rev() {
        for (j, right) in found.iter().enumerate().rev() {
            common[i * width + j] = if left == right {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let (mut i, mut j, mut out) = (0, 0, Vec::new());
    while i < expected.len() || j < found.len() {
        if i < expected.len() && j < found.len() && expected[i] == found[j] {
            out.push(Line::Same(expected[i]));
            (i, j) = (i + 1, j + 1);
        } else if j == found.len()
            || (i < expected.len() && common[(i + 1) * width + j] >= common[i * width + j + 1])
        {
            out.push(Line::Dropped(expected[i]));
            i += 1;
        } else {
            out.push(Line::Kept(found[j]));
            j += 1;
        }
    }
    out
}
