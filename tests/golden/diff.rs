//! The difference between the expected body and the one found.

use std::borrow::Cow;

use dechaff::{Article, Block};

use super::found;
use super::known::{Gap, shown};

enum Line<'a> {
    Same,
    Dropped(&'a str),
    Kept(&'a str),
}

/// Expected lines that are missing (`-`) and lines that should not be there (`+`), each
/// with what dechaff thought of its block.
///
/// On text pages neither blank lines nor bullets and numbers of lists count: flattened text
/// does not say whether lines without bullets are a list, or whose a bullet is.
pub(crate) fn gaps(expected: &str, article: &Article, is_html: bool) -> Vec<Gap> {
    differences(expected, &article.text(), article, is_html)
}

/// The same for `expected.md`, whose gaps begin with `md`. Every line counts as it is.
pub(crate) fn markdown_gaps(expected: &str, article: &Article) -> Vec<Gap> {
    let gaps = differences(expected, &found::markdown(article), article, true);
    gaps.into_iter().map(|gap| Gap::new(format!("md {}", gap.line), gap.detail)).collect()
}

fn differences(expected: &str, found: &str, article: &Article, is_html: bool) -> Vec<Gap> {
    let (expected, found) = (spaced(expected, is_html), spaced(found.trim_end_matches('\n'), is_html));
    let comparable = if is_html { exact_lines } else { lines_without_marks };
    let (expected, found) = (comparable(&expected), comparable(&found));
    let gaps: Vec<Gap> = lines(&expected, &found).iter().filter_map(|line| gap(line, article)).collect();
    if gaps.is_empty() && expected != found {
        return vec![Gap::new("blank lines".to_owned(), format!("found:\n{}", found.join("\n")))];
    }
    gaps
}

/// A changed line; blank ones count only where nothing else differs.
fn gap(line: &Line<'_>, article: &Article) -> Option<Gap> {
    match line {
        Line::Same | Line::Dropped("") | Line::Kept("") => None,
        Line::Dropped(text) => Some(Gap::new(format!("- {}", shown(text)), verdict_on(article, text))),
        Line::Kept(text) => Some(Gap::new(format!("+ {}", shown(text)), verdict_on(article, text))),
    }
}

/// On text pages a no-break space equals a space: most who flatten pages write them alike.
pub(crate) fn spaced(text: &str, is_html: bool) -> Cow<'_, str> {
    if is_html { Cow::Borrowed(text) } else { Cow::Owned(text.replace('\u{a0}', " ")) }
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

/// Label, score and reasons of a block, on one line.
pub(crate) fn verdict(block: Block<'_>) -> String {
    let reasons: Vec<String> =
        block.reasons().map(|reason| format!("{} {:+.1}", reason.text(), reason.weight())).collect();
    let reasons = if reasons.is_empty() { "no reasons".to_owned() } else { reasons.join("; ") };
    let (label, kind) = (block.label().name(), block.kind().name());
    format!("[#{} {kind}, {label} {:.2}: {reasons}]", block.index(), block.score())
}

/// On the block with this text, else on the first that holds it.
fn verdict_on(article: &Article, text: &str) -> String {
    let same = article.blocks().find(|block| spaced(block.text(), false) == text);
    let holder = same.or_else(|| article.blocks().find(|block| spaced(block.text(), false).contains(text)));
    holder.map_or_else(|| "in no block".to_owned(), verdict)
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
            out.push(Line::Same);
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
