//! Pages for the tests of the detector.

use crate::document::Document;
use crate::options::Limits;
use crate::read::html::tree::{self, Attributes};
use crate::read::html::{Choices, page};
use crate::read::text;

/// A menu, a headline with a date, two paragraphs with a picture between them, three cards and a footer: fourteen blocks,
/// 2 + 5 + 30 + 18 + 3 words.
pub(crate) const FERRY: &str = "<title>The ferry returns</title><body>\
    <nav class=menu><ul><li><a href=/>Home</a><li><a href=/s>Sport</a></ul></nav>\
    <main><article><h1>The ferry returns</h1>\
    <div class=info><time datetime=2021-10-12>12 October</time></div>\
    <p>The ferry sailed again on Monday, two years after a storm had torn away its pier.</p>\
    <img src=/ferry.jpg alt=Ferry>\
    <p>Three hundred people had come to the <a href=/port>harbour</a> to see it leave at last.</p>\
    </article>\
    <section><h2>Most read</h2>\
    <div class=card><h3>Oyster beds close</h3><p>Until June</p></div>\
    <div class=card><h3>Cranes are painted</h3><p>In yellow</p></div>\
    <div class=card><h3>A whale was seen</h3><p>Far out</p></div></section></main>\
    <footer>All rights reserved</footer>";

pub(crate) fn html(source: &str) -> Document {
    let limits = Limits::new();
    let document = tree::parse(source, &limits, Attributes::Read).html;
    page(&document, None, &Choices { keep: &[], remove: &[] }, &limits)
}

pub(crate) fn lines(source: &str) -> Document {
    text::page(source, &Limits::new())
}

/// Numbers as a table shows them: what is not known is -9, and hundredths are enough.
pub(crate) fn rounded(values: impl IntoIterator<Item = f32>) -> Vec<f32> {
    let round = |value: f32| if value.is_nan() { -9.0 } else { (value * 100.0).round() / 100.0 };
    values.into_iter().map(round).collect()
}
