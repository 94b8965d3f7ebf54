//! Trees of rich text as HTML: editors keep an article as nodes with a type and children, of which each has its own
//! names for both.
//!
//! The tree is walked with a stack; what is left to do with a node's end lies on it below the node's children. References
//! may make a tree endless, so a walk ends with its budget.

use memchr::memchr3_iter;

use super::node::Node;
use super::prose::is_html;
use crate::lists::state_keys::{RichText, rich_text};

/// Fields with a node's type, in the order of trust.
const TYPE_FIELDS: [&str; 6] = ["style", "nodeType", "_type", "blockName", "type", "name"];
/// Fields with a node's own text; what is no string in them are children.
const TEXT_FIELDS: [&str; 8] =
    ["text", "value", "html", "rendered", "cooked", "innerHTML", "body", "content"];
/// Fields with a node's children.
const CHILD_FIELDS: [&str; 12] = [
    "children",
    "content",
    "nodes",
    "data",
    "attributes",
    "attrs",
    "props",
    "items",
    "blocks",
    "paragraphs",
    "innerBlocks",
    "document",
];
/// Items of an array that are asked for their types.
const PROBED_ITEMS: usize = 5;

/// Whether a value is a tree of rich text or the array of its blocks.
pub(super) fn is_rich_text(node: Node<'_>) -> bool {
    is_typed_parent(node)
        || element_of_react(node).is_some()
        || node.items().iter().take(PROBED_ITEMS).any(|item| {
            let item = node.resolve(item);
            is_block(item) || element_of_react(item).is_some()
        })
}

/// A document, or a block with children.
fn is_typed_parent(node: Node<'_>) -> bool {
    let has_children =
        || CHILD_FIELDS.iter().any(|field| node.get(field).is_some_and(|f| !f.items().is_empty()));
    type_of(node).is_some_and(|found| found != RichText::LeftOut) && has_children()
}

fn is_block(node: Node<'_>) -> bool {
    matches!(type_of(node), Some(RichText::Element(_)))
}

fn type_of(node: Node<'_>) -> Option<RichText> {
    let fields = node.value().as_object()?;
    TYPE_FIELDS
        .iter()
        .filter_map(|field| fields.get(*field))
        .filter_map(|value| rich_text(node.resolve(value).str()?))
        .next()
}

/// The name and the properties of an element that React sends: `["$", name, key, {properties}]`.
fn element_of_react(node: Node<'_>) -> Option<(Option<RichText>, Node<'_>)> {
    let [sign, name, _, properties] = node.items().first_chunk()?;
    if sign.as_str() != Some("$") {
        return None;
    }
    // A component has a reference for its name, and says nothing.
    let name = name.as_str().filter(|name| !name.starts_with('$'));
    let becomes = match name {
        // Whether `<header>` or `<section>`, it is no heading.
        Some("header" | "section" | "html" | "body") | None => None,
        Some(name) => rich_text(name),
    };
    Some((becomes, node.resolve(properties)))
}

/// What is left to do.
enum Step<'a> {
    Read(Node<'a>),
    Close(&'static str),
}

/// The text of a tree as HTML. `budget` is what may still be done, in nodes and bytes.
pub(super) fn html(node: Node<'_>, budget: &mut usize) -> String {
    let mut writer =
        Writer { html: String::new(), open_blocks: 0, open_code: 0, steps: vec![Step::Read(node)] };
    while let Some(step) = writer.steps.pop() {
        let Some(left) = budget.checked_sub(1) else { break };
        *budget = left;
        match step {
            Step::Close(tag) => writer.close(tag),
            Step::Read(node) => *budget = budget.saturating_sub(writer.read(node)),
        }
    }
    writer.html
}

struct Writer<'a> {
    html: String,
    open_blocks: usize,
    /// Code is never HTML.
    open_code: usize,
    steps: Vec<Step<'a>>,
}

impl<'a> Writer<'a> {
    /// Writes a node's beginning, and puts the rest of it on the stack. Gives the bytes of text.
    fn read(&mut self, node: Node<'a>) -> usize {
        if let Some(text) = node.str() {
            return self.text(text);
        }
        if let Some((becomes, properties)) = element_of_react(node) {
            self.open(becomes);
            self.children(properties, &["children"]);
            return 0;
        }
        if node.value().is_array() {
            self.push(node);
            return 0;
        }
        let becomes = type_of(node);
        if becomes == Some(RichText::LeftOut) {
            return 0;
        }
        match own_text(node) {
            Some(text) => self.own_text(becomes, text),
            None => {
                self.open(becomes);
                self.children(node, &CHILD_FIELDS);
                0
            }
        }
    }

    /// Begins an element that ends after what is now put on the stack.
    fn open(&mut self, becomes: Option<RichText>) {
        let Some(RichText::Element(tag)) = becomes else { return };
        self.html.push('<');
        self.html.push_str(tag);
        self.html.push('>');
        if tag != "br" {
            self.open_blocks += 1;
            self.open_code += usize::from(tag == "pre");
            self.steps.push(Step::Close(tag));
        }
    }

    fn close(&mut self, tag: &str) {
        self.open_blocks = self.open_blocks.saturating_sub(1);
        self.open_code = self.open_code.saturating_sub(usize::from(tag == "pre"));
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push('>');
    }

    /// The children of a node, the first of them on top.
    fn children(&mut self, node: Node<'a>, fields: &[&str]) {
        for field in fields.iter().rev() {
            if let Some(child) = node.get(field) {
                self.steps.push(Step::Read(child));
            }
        }
    }

    fn push(&mut self, array: Node<'a>) {
        self.steps.extend(array.items().iter().rev().map(|item| Step::Read(array.resolve(item))));
    }

    /// The text of a node that has no children.
    fn own_text(&mut self, becomes: Option<RichText>, text: &str) -> usize {
        match becomes {
            Some(RichText::Element("pre")) => self.element("pre", |html| escape(text, html)),
            Some(RichText::Element(tag)) if is_html(text) => self.element(tag, |html| html.push_str(text)),
            // Blocks of editors for the web hold inline HTML.
            Some(RichText::Element(tag)) => self.element(tag, |html| inline(text, html)),
            // What has no type holds the data of the block around it.
            None if self.open_blocks > self.open_code => inline(text, &mut self.html),
            _ => return self.text(text),
        }
        text.len()
    }

    /// Text without a type of its own: inside a block a part of its line, else a paragraph or ready HTML.
    fn text(&mut self, text: &str) -> usize {
        if self.open_blocks > 0 {
            escape(text, &mut self.html);
        } else if is_html(text) {
            self.html.push_str(text);
        } else if is_several_words(text) {
            self.element("p", |html| escape(text, html));
        }
        text.len()
    }

    fn element(&mut self, tag: &str, write: impl FnOnce(&mut String)) {
        self.html.push('<');
        self.html.push_str(tag);
        self.html.push('>');
        write(&mut self.html);
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push('>');
    }
}

/// A single word outside of blocks is a name or a setting.
fn is_several_words(text: &str) -> bool {
    text.trim().contains(char::is_whitespace) || !text.is_ascii()
}

fn own_text(node: Node<'_>) -> Option<&str> {
    TEXT_FIELDS.iter().filter_map(|field| node.get(field)?.str()).find(|text| !text.is_empty())
}

/// Text that may have inline elements: `<` without a name after it is a sign.
fn inline(text: &str, html: &mut String) {
    if text.contains("</") { html.push_str(text) } else { escape(text, html) }
}

/// Text as HTML.
pub(super) fn escape(text: &str, html: &mut String) {
    let mut copied = 0;
    for at in memchr3_iter(b'&', b'<', b'>', text.as_bytes()) {
        html.push_str(&text[copied..at]);
        html.push_str(match text.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            _ => "&gt;",
        });
        copied = at + 1;
    }
    html.push_str(&text[copied..]);
}

#[cfg(test)]
mod tests {
    use super::super::node::State;
    use super::*;
    use serde_json::{Value, json};

    fn written(value: Value) -> String {
        html(State::Json(value).roots()[0], &mut 10_000)
    }

    #[test]
    fn trees_of_several_editors_become_paragraphs() {
        for tree in [
            // ProseMirror
            json!({"type": "doc", "content": [{"type": "paragraph", "content": [
                {"type": "text", "text": "Rain & "}, {"type": "text", "marks": [{"type": "bold"}], "text": "wind"}]},
                {"type": "bullet_list", "content": [{"type": "list_item", "content": [{"type": "text", "text": "One"}]}]}]}),
            // Slate
            json!([{"type": "paragraph", "children": [{"text": "Rain & "}, {"text": "wind", "bold": true}]},
                {"type": "bulleted-list", "children": [{"type": "list-item", "children": [{"text": "One"}]}]}]),
            // Contentful
            json!({"nodeType": "document", "data": {}, "content": [{"nodeType": "paragraph", "data": {}, "content": [
                {"nodeType": "text", "value": "Rain & "}, {"nodeType": "text", "value": "wind"}]},
                {"nodeType": "unordered-list", "content": [{"nodeType": "list-item", "content": [{"nodeType": "text", "value": "One"}]}]}]}),
            // Lexical
            json!({"type": "root", "children": [{"type": "paragraph", "children": [{"type": "text", "text": "Rain & wind"}]},
                {"type": "list", "children": [{"type": "listitem", "children": [{"type": "text", "text": "One"}]}]}]}),
            // React's elements
            json!([["$", "p", null, {"children": ["Rain & ", ["$", "$L2", null, {"children": "wind"}]]}],
                ["$", "ul", "k", {"children": ["$", "li", null, {"children": "One"}]}]]),
        ] {
            assert!(is_rich_text(State::Json(tree.clone()).roots()[0]), "{tree}");
            assert_eq!(written(tree.clone()), "<p>Rain &amp; wind</p><ul><li>One</li></ul>", "{tree}");
        }
    }

    #[test]
    fn blocks_with_text_of_their_own_become_elements() {
        for (blocks, expected) in [
            // Portable Text
            (
                json!([{"_type": "block", "style": "h2", "children": [{"_type": "span", "text": "Rain"}]},
                    {"_type": "block", "style": "normal", "children": [{"_type": "span", "text": "Wind"}]}]),
                "<h2>Rain</h2><p>Wind</p>",
            ),
            // EditorJS
            (
                json!([{"type": "header", "data": {"text": "Rain", "level": 2}}, {"type": "image", "data": {"caption": "x"}},
                    {"type": "paragraph", "data": {"text": "Wind"}}]),
                "<h2>Rain</h2><p>Wind</p>",
            ),
            // Draft.js
            (
                json!({"type": "doc", "blocks": [{"type": "header-two", "text": "Rain"}, {"type": "unstyled", "text": "Wind"}]}),
                "<h2>Rain</h2><p>Wind</p>",
            ),
            // Medium
            (
                json!([{"type": "H3", "text": "Rain"}, {"type": "P", "text": "1 < 2"}]),
                "<h3>Rain</h3><p>1 &lt; 2</p>",
            ),
            // Blocks of ready HTML
            (
                json!([{"type": "text", "content": "<p>Rain</p><p>Wind</p>"}, {"type": "ad", "content": "x"}]),
                "<p>Rain</p><p>Wind</p>",
            ),
        ] {
            assert_eq!(written(blocks.clone()), expected, "{blocks}");
        }
    }

    #[test]
    fn circles_end_with_the_budget() {
        let state = State::Json(json!({"a": {"type": "doc", "content": [{"__ref": "a"}, {"__ref": "a"}]}}));
        let mut budget = 1_000;
        html(state.roots()[0].get("a").unwrap(), &mut budget);
        assert_eq!(budget, 0);
    }
}
