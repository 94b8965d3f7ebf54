//! Events for tests, written as markup: no parser is in between.

use super::Builder;
use crate::document::Document;
use crate::options::Limits;
use crate::read::sink::{Attribute, Element, Sink};

/// Elements without an end tag.
const VOID: [&str; 6] = ["br", "hr", "img", "input", "source", "wbr"];

/// A document from tags that nest as they are written: every element is closed, attribute values are bare or in
/// single quotation marks, and there are no character references.
pub(crate) fn built(markup: &str) -> Document {
    let limits = Limits::new();
    let mut builder = Builder::new(None, &limits);
    report(markup, &mut builder);
    builder.finish()
}

/// Reports markup to a sink.
pub(crate) fn report<'a>(markup: &'a str, sink: &mut impl Sink<'a>) {
    let mut skipped = 0;
    for (text, tag) in parts(markup) {
        if skipped == 0 && !text.is_empty() {
            sink.text(text);
        }
        let Some(tag) = tag else { continue };
        match tag.strip_prefix('/') {
            Some(_) if skipped > 0 => skipped -= 1,
            Some(_) => sink.close(),
            None => {
                let (name, attributes) = element(tag);
                let is_void = VOID.contains(&name);
                if skipped > 0 {
                    skipped += usize::from(!is_void);
                } else if !sink.open(&Element { name, number: None, attributes: &attributes, choice: None })
                    && !is_void
                {
                    skipped = 1;
                }
            }
        }
    }
}

/// Text and the tag after it.
fn parts(markup: &str) -> impl Iterator<Item = (&str, Option<&str>)> {
    let mut rest = markup;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let Some((text, after)) = rest.split_once('<') else {
            return Some((std::mem::take(&mut rest), None));
        };
        let mut is_quoted = false;
        let end = after.find(|c: char| {
            is_quoted ^= c == '\'';
            c == '>' && !is_quoted
        })?;
        let (tag, after) = (&after[..end], &after[end + 1..]);
        rest = after;
        Some((text, Some(tag)))
    })
}

fn element(tag: &str) -> (&str, Vec<Attribute<'_>>) {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    let mut attributes = Vec::new();
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let (key, after) = rest.split_at(end);
        let Some(value) = after.strip_prefix('=') else {
            attributes.push((key, ""));
            rest = after;
            continue;
        };
        let (value, after) = match value.strip_prefix('\'') {
            Some(quoted) => quoted.split_once('\'').unwrap_or((quoted, "")),
            None => value.split_once(' ').unwrap_or((value, "")),
        };
        attributes.push((key, value));
        rest = after;
    }
    (name, attributes)
}
