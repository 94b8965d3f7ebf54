//! The longest body in a page's state.
//!
//! Nobody knows the shapes of all states. But an article is prose, prose has sentences, and most who write such states call
//! it "body" or "content". So every value is asked: is it a string that reads like a body, a tree of rich text, or an
//! array of parts? Of all that do, the longest wins; a telling key counts as much as twice the length, and one of several
//! in an array, as the articles of a timeline are, half.

use std::collections::VecDeque;

use serde_json::Value;

use super::data::StateBody;
use super::node::{Node, State};
use super::prose::{self, Form, MIN_BODY_BYTES, MIN_NAMED_BODY_BYTES, Prose};
use super::rich_text::{self, escape};
use crate::lists::state_keys::{StateKey, state_key};

/// Strings in strings in strings that are JSON again.
const MAX_NESTED_JSON: usize = 3;
/// What may be done, in nodes and bytes, for each byte of state: references lead to the same text many times.
const WORK_PER_BYTE: usize = 16;
const MIN_WORK: usize = 100_000;

/// The best body in these states, whose size is `bytes`; short ones are known by the page's title.
pub(super) fn best(states: Vec<State>, bytes: usize, page_title: &str) -> Option<StateBody> {
    let mut search = Search {
        budget: bytes.saturating_mul(WORK_PER_BYTE).max(MIN_WORK),
        page_title,
        best: None,
        nested: VecDeque::new(),
    };
    for state in states {
        search.nested.push_back((state, 0));
        while let Some((state, level)) = search.nested.pop_front() {
            search.walk(&state, level);
        }
    }
    search.best.map(|(_, body)| body)
}

struct Search<'t> {
    page_title: &'t str,
    budget: usize,
    /// The best body and how good it is.
    best: Option<(usize, StateBody)>,
    /// States that were found in strings, and in how many.
    nested: VecDeque<(State, usize)>,
}

/// A value and what is known of it from above.
#[derive(Clone, Copy)]
struct Place<'a> {
    node: Node<'a>,
    key: Option<StateKey>,
    title: Option<&'a str>,
    /// Whether the object around this gives the title, and not one further up.
    is_titled: bool,
    /// Whether this is inside of one of several objects in an array.
    is_one_of_several: bool,
    level: usize,
}

impl Search<'_> {
    /// Visits every value of a state once; references are followed only to look.
    fn walk(&mut self, state: &State, level: usize) {
        let place =
            |node| Place { node, key: None, title: None, is_titled: false, is_one_of_several: false, level };
        let mut open: Vec<Place<'_>> = state.roots().into_iter().rev().map(place).collect();
        while let Some(place) = open.pop() {
            if !self.spend(1) {
                return;
            }
            let is_settled = self.consider(place);
            match state {
                // Its values are all roots.
                State::Devalue(_) => self.consider_fields(place),
                _ if !is_settled => descend(place, &mut open),
                _ => {}
            }
        }
    }

    /// Fields whose values are elsewhere, where nothing says what they are.
    fn consider_fields(&mut self, place: Place<'_>) {
        let Some(fields) = place.node.value().as_object() else { return };
        let own_title = title(place.node);
        let (title, is_titled) = (own_title.or(place.title), own_title.is_some());
        for (key, value) in fields {
            let key = state_key(key);
            if matches!(key, Some(StateKey::Body | StateKey::Parts)) && self.spend(1) {
                self.consider(Place { node: place.node.resolve(value), key, title, is_titled, ..place });
            }
        }
    }

    fn spend(&mut self, work: usize) -> bool {
        let left = self.budget.checked_sub(work);
        self.budget = left.unwrap_or(0);
        left.is_some()
    }

    /// Looks whether a value is a body. Whether there is nothing to look for inside of it.
    fn consider(&mut self, place: Place<'_>) -> bool {
        if place.key == Some(StateKey::Other) {
            return true;
        }
        let node = place.node.resolve(place.node.value());
        match node.value() {
            Value::String(text) => {
                self.consider_text(place, text);
                true
            }
            Value::Array(_) if place.key == Some(StateKey::Parts) => self.consider_tree(place, node),
            Value::Array(_) | Value::Object(_) if rich_text::is_rich_text(node) => {
                self.consider_tree(place, node)
            }
            Value::Array(_) | Value::Object(_) => false,
            _ => true,
        }
    }

    fn consider_text(&mut self, place: Place<'_>, text: &str) {
        if text.len() < MIN_NAMED_BODY_BYTES || !self.spend(text.len()) {
            return;
        }
        if text.starts_with(['{', '[']) {
            let parsed = (place.level < MAX_NESTED_JSON).then(|| serde_json::from_str(text).ok()).flatten();
            if let Some(value) = parsed {
                self.nested.push_back((State::Json(value), place.level + 1));
                return;
            }
        }
        if let Some(prose) = prose::prose(text) {
            self.offer(place, prose, || as_html(text, prose.form));
        }
    }

    fn consider_tree(&mut self, place: Place<'_>, node: Node<'_>) -> bool {
        let html = rich_text::html(node, &mut self.budget);
        let Some(prose) = prose::prose(&html) else { return false };
        // Parts are as good as a telling name.
        let key = Some(StateKey::Parts);
        self.offer(Place { key, ..place }, prose, || html);
        true
    }

    fn offer(&mut self, place: Place<'_>, prose: Prose, html: impl FnOnce() -> String) {
        let is_of_page = |title: &str| !title.trim().is_empty() && self.page_title.contains(title.trim());
        if prose.bytes < MIN_BODY_BYTES
            && !(place.key.is_some() && place.is_titled && place.title.is_some_and(is_of_page))
        {
            return;
        }
        let worth = prose.bytes * if place.key.is_some() { 4 } else { 2 }
            / if place.is_one_of_several { 2 } else { 1 };
        if self.best.as_ref().is_none_or(|(best, _)| worth > *best) {
            let title = place.title.map(str::to_owned);
            self.best = Some((worth, StateBody { html: html(), title, bytes: prose.bytes }));
        }
    }
}

/// The parts of a value, the first of them on top.
fn descend<'a>(place: Place<'a>, open: &mut Vec<Place<'a>>) {
    match place.node.value() {
        Value::Array(items) => {
            let is_one_of_several =
                place.is_one_of_several || items.iter().filter(|item| item.is_object()).count() > 1;
            let part = |item| Place { node: place.node.part(item), is_one_of_several, ..place };
            open.extend(items.iter().rev().map(part));
        }
        Value::Object(fields) => {
            let own_title = title(place.node);
            let (title, is_titled) = (own_title.or(place.title), own_title.is_some());
            let part = |(key, value): (&String, &'a Value)| Place {
                node: place.node.part(value),
                key: state_key(key),
                title,
                is_titled,
                ..place
            };
            open.extend(fields.iter().rev().map(part));
        }
        _ => {}
    }
}

/// The title that an object gives itself.
fn title(node: Node<'_>) -> Option<&str> {
    /// Longer texts are no titles.
    const MAX_TITLE_BYTES: usize = 300;
    let written = ["headline", "title"].iter().find_map(|key| node.get(key));
    let text = written.and_then(|title| title.str().or_else(|| title.get("rendered")?.str()))?;
    (!text.trim().is_empty() && text.len() <= MAX_TITLE_BYTES).then_some(text)
}

/// A body as a fragment of HTML: lines of plain text are paragraphs.
pub(super) fn as_html(text: &str, form: Form) -> String {
    if form == Form::Html {
        return text.to_owned();
    }
    let mut html = String::with_capacity(text.len() + 64);
    for line in text.split('\n').map(str::trim).filter(|line| !line.is_empty()) {
        html.push_str("<p>");
        if form == Form::Inline {
            html.push_str(line)
        } else {
            escape(line, &mut html)
        }
        html.push_str("</p>\n");
    }
    html
}
