//! Text that stands in JSON-LD alone: pages that a script draws often give it there.

use serde_json::Value;

use crate::document::BlockKind;
use crate::document::{Choice, Container, Document, RawBlock, Shape, Tag};
use crate::labels::Limit;
use crate::options::Limits;
use crate::read::build::MAX_TEXT_BYTES;

/// Shorter bodies are summaries.
const MIN_BYTES: usize = 500;
/// More paragraphs than any article has.
const MAX_PARAGRAPHS: usize = 5_000;
/// Blocks of at least so many bytes are text, not labels.
const TEXT_BYTES: u32 = 100;

/// Appends the `articleBody` as blocks, if the page shows neither it nor half as much of other text.
pub(super) fn append(page: &mut Document, limits: &Limits) {
    let shown: u32 =
        page.blocks.iter().map(|block| block.text.end - block.text.start).filter(|&n| n >= TEXT_BYTES).sum();
    let has_body = page.head.json_ld.iter().any(|json| json.contains("\"articleBody\""));
    // A repair loses the ends of lines, and with them the paragraphs.
    let found = || {
        let mut whole = page.head.parsed_json_ld().filter_map(|(_, parsed)| parsed).filter(|it| it.is_whole);
        whole.find_map(|parsed| body_of(&parsed.value))
    };
    let body = if has_body { found() } else { None };
    let Some(body) = body.filter(|body| body.len() > shown as usize * 2) else { return };
    let paragraphs: Vec<String> = body.split('\n').map(collapsed).filter(|text| !text.is_empty()).collect();
    let is_shown = paragraphs.first().is_some_and(|first| page.text.contains(first.as_str()));
    let room = limits.max_blocks.saturating_sub(page.blocks.len()).min(MAX_PARAGRAPHS);
    // A body is no longer than its JSON, which a limit has let through; the caller may have raised that.
    let fits = page.text.len() + body.len() <= MAX_TEXT_BYTES;
    if !is_shown && fits {
        if paragraphs.len() > room {
            page.reach(Limit::Blocks);
        }
        push(page, &paragraphs[..paragraphs.len().min(room)]);
    }
}

/// An `articleBody` of enough plain text, wherever in the graph it stands.
fn body_of(document: &Value) -> Option<String> {
    let mut open = vec![document];
    while let Some(value) = open.pop() {
        match value {
            Value::Array(items) => open.extend(items.iter().rev()),
            Value::Object(fields) => {
                let body = fields.get("articleBody").and_then(Value::as_str);
                if let Some(body) = body.filter(|body| body.len() >= MIN_BYTES && !body.contains("</")) {
                    return Some(body.to_owned());
                }
                open.extend(fields.values());
            }
            _ => {}
        }
    }
    None
}

fn collapsed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn push(page: &mut Document, paragraphs: &[String]) {
    let first = page.blocks.len() as u32;
    let container = page.containers.len() as u32;
    for text in paragraphs {
        let start = page.text.len() as u32;
        page.text.push_str(text);
        let spans = page.spans.len() as u32;
        page.blocks.push(RawBlock {
            text: start..page.text.len() as u32,
            kind: BlockKind::Paragraph,
            group: 0,
            container,
            link_chars: 0,
            link_count: 0,
            strong_chars: 0,
            spans: spans..spans,
            input: None,
            gap_above: false,
            indent: 0,
            choice: Choice::Open,
            repeated: false,
            shape: Shape::default(),
        });
    }
    let names = page.names.len() as u32;
    let blocks = first..page.blocks.len() as u32;
    page.containers[0].blocks.end = blocks.end;
    page.containers.push(Container {
        parent: 0,
        depth: 1,
        tag: Tag::Article,
        names: names..names,
        hidden: false,
        blocks,
    });
}
