//! Where metadata is found.
//!
//! Each source adds what it finds to the candidates and decides nothing. They are read in the order of their trust:
//! JSON-LD, `<meta>`, elements that are marked up, visible lines, the address; of fields without an order of their own
//! the first value wins.

mod address;
mod bare_names;
mod bylines;
mod counts;
mod datelines;
mod elements;
pub(crate) mod headline_lines;
mod home_names;
mod json_facts;
mod json_graph;
mod json_ld;
mod lines;
mod listed_dates;
mod meta;
mod outlet_lines;
mod place_lines;
mod posters;
mod site_lines;
mod source_lines;
mod unspaced_bylines;
mod unspaced_datelines;

use url::Url;

use crate::document::Document;
use crate::metadata::candidates::Candidates;

/// Adds what all sources say.
pub(crate) fn gather(page: &Document, url: Option<&Url>, found: &mut Candidates) {
    for gather in
        [json_ld::gather, meta::gather, elements::gather, home_names::gather, lines::gather, address::gather]
    {
        gather(page, url, found);
    }
}
