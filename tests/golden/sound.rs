//! Is the answer one that the page supports? Catches slips in files that people write by hand.

use scraper::Html;
use serde_json::Value;

use super::case::Case;

/// Expected paragraphs that are not in the page, in this order; removed texts that are not in it, or that are in the
/// expected body too. Cases with `expected.md` say things otherwise than the page does: their words have to be in it.
pub(crate) fn problems(case: &Case) -> Vec<String> {
    let text = visible_text(case);
    let page = squeezed(&text);
    let mut problems = match &case.markdown {
        Some(markdown) => [Some(markdown), case.body.as_ref()]
            .into_iter()
            .flatten()
            .flat_map(|answer| strange_words(answer, &text, &case.page))
            .collect(),
        None => strange_lines(case, &page),
    };
    let body = squeezed(case.body.as_deref().unwrap_or_default());
    for text in texts(case, "removed") {
        let text = squeezed(text);
        if !page.contains(&text) {
            problems.push(format!("expected.json: removed text is not in the page: {text}"));
        }
        if body.contains(&text) {
            problems.push(format!("expected.json: removed text is also in expected.txt: {text}"));
        }
    }
    for text in texts(case, "blocks").filter(|text| !body.contains(&squeezed(text))) {
        problems.push(format!("expected.json: block is not in expected.txt: {text}"));
    }
    problems
}

fn strange_lines(case: &Case, page: &str) -> Vec<String> {
    let mut problems = Vec::new();
    let mut rest = page;
    for line in case.body.iter().flat_map(|body| body.lines()).filter(|line| !line.trim().is_empty()) {
        let wanted = squeezed(line);
        match rest.find(&wanted) {
            Some(at) => rest = &rest[at + wanted.len()..],
            None => problems.push(format!("expected.txt: not in the page, or out of order: {line}")),
        }
    }
    problems
}

/// Words that are neither in the text of the page nor in its source, where addresses and TeX are; those after a backslash
/// may be of TeX that was made of elements, and a soft hyphen may be in others.
fn strange_words(answer: &str, text: &str, page: &[u8]) -> Vec<String> {
    let page = format!("{} {}", text.replace('\u{ad}', ""), String::from_utf8_lossy(page));
    let is_inside = |c: char| c.is_alphabetic() || c == '\\';
    answer
        .split(|c| !is_inside(c))
        .filter(|word| word.chars().count() > 2 && !word.contains('\\'))
        // Markdown has signs in capitals: `[!NOTE]`.
        .filter(|word| !page.contains(word) && !page.contains(&word.to_lowercase()))
        .map(|word| format!("not in the page: {word}"))
        .collect()
}

fn texts<'a>(case: &'a Case, key: &str) -> impl Iterator<Item = &'a str> {
    let list = case.json.get(key).and_then(Value::as_array);
    list.into_iter().flatten().filter_map(|item| item["text"].as_str())
}

fn visible_text(case: &Case) -> String {
    let page = String::from_utf8_lossy(&case.page);
    if !case.is_html {
        return page.into_owned();
    }
    Html::parse_document(&page).root_element().text().collect()
}

/// Without white space: what is left is the same whatever stands between two elements.
fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
