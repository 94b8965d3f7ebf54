//! HTML to a tree, within limits. The only file that knows the parser.

use scraper::Html;

use crate::article::Limit;
use crate::options::Limits;

/// A parsed document and the limits that were reached.
pub(crate) struct Parsed {
    pub(crate) html: Html,
    pub(crate) limits: Vec<Limit>,
}

pub(crate) fn parse(html: &str, _limits: &Limits) -> Parsed {
    Parsed { html: Html::parse_document(html), limits: Vec::new() }
}
