//! Is the answer one that the page supports? Catches slips in files that people write by hand.

use scraper::Html;
use serde_json::Value;

use super::case::Case;

/// Expected paragraphs that do not stand in the page, in this order; removed texts that
/// do not stand in it, or that stand in the expected body too.
pub(crate) fn problems(case: &Case) -> Vec<String> {
    let page = squeezed(&visible_text(case));
    let mut problems = Vec::new();
    let mut rest = page.as_str();
    for line in case.body.iter().flat_map(|body| body.lines()).filter(|line| !line.trim().is_empty()) {
        let wanted = squeezed(line);
        match rest.find(&wanted) {
            Some(at) => rest = &rest[at + wanted.len()..],
            None => problems.push(format!("expected.txt: not in the page, or out of order: {line}")),
        }
    }
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
