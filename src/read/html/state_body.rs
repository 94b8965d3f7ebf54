//! The body from a page's state, read after the page unless that shows it.

use std::collections::HashMap;

use super::dom;
use super::stream::{self, Arena, Source};
use super::tree::{self, Attributes};
use crate::document::Document;
use crate::options::Limits;
use crate::read::build::Builder;
use crate::read::sink::{Element, Sink};
use crate::read::state::StateBody;

/// Of a body's texts the first that is so long tells whether the page shows it.
const MIN_TELLING_BYTES: usize = 40;

/// Keeps the text that tells whether a page shows a body.
#[derive(Default)]
struct Telling(Option<String>);

impl<'a> Sink<'a> for Telling {
    fn open(&mut self, _element: &Element<'a, '_>) -> bool {
        true
    }

    fn text(&mut self, text: &str) {
        if self.0.is_none() && text.trim().len() >= MIN_TELLING_BYTES {
            self.0 = Some(text.to_owned());
        }
    }

    fn close(&mut self) {}
}

/// Ends a page with the body from its state, unless it shows that.
pub(super) fn append(builder: Builder<'_, '_>, body: &StateBody, limits: &Limits) -> Document {
    let (source, arena) = (Source::new(&body.html), Arena::default());
    let Ok(reading) = stream::read(&source, &arena, limits, Telling::default) else {
        return append_by_tree(builder, body, limits);
    };
    if reading.sink.0.is_some_and(|text| builder.shows(&text)) {
        return builder.finish();
    }
    let mut builder = builder;
    builder.begin_state(body.title.as_deref());
    stream::report(&source, &arena, &reading.known, limits, &mut builder);
    let mut page = builder.finish();
    reading.reached.into_iter().for_each(|limit| page.reach(limit));
    page
}

fn append_by_tree(builder: Builder<'_, '_>, body: &StateBody, limits: &Limits) -> Document {
    let parsed = tree::parse(&body.html, limits, Attributes::Read);
    let mut telling = Telling::default();
    dom::report(&parsed.html, &HashMap::new(), &mut telling);
    if telling.0.is_some_and(|text| builder.shows(&text)) {
        return builder.finish();
    }
    let mut builder = builder;
    builder.begin_state(body.title.as_deref());
    dom::report(&parsed.html, &HashMap::new(), &mut builder);
    let mut page = builder.finish();
    parsed.limits.into_iter().for_each(|limit| page.reach(limit));
    page
}
