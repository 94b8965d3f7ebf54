//! Decides who wrote the article. Nobody rather than somebody else.

use super::candidates::{AuthorCandidate, AuthorTrust, Candidates};
use super::names::{Trust, split};
use crate::article::Field;

/// Blocks around the title in which a byline belongs to the article.
const BLOCKS_ABOVE: u32 = 4;
const BLOCKS_BELOW: u32 = 20;
/// Blocks below the title in which a name alone is a byline.
const BLOCKS_TO_BARE: u32 = 6;
/// Blocks over which the names of one byline are spread.
const BYLINE_BLOCKS: u32 = 2;

pub(super) fn decide(
    candidates: &Candidates,
    title_block: Option<u32>,
    site_names: &[String],
) -> Vec<Field<String>> {
    let tiers = [
        AuthorTrust::JsonLd,
        AuthorTrust::Meta,
        AuthorTrust::Mark,
        AuthorTrust::Line,
        AuthorTrust::Class,
        AuthorTrust::Bare,
    ];
    for tier in tiers {
        let of_tier: Vec<&AuthorCandidate> =
            candidates.authors.iter().filter(|author| author.trust == tier).collect();
        let names = names(&chosen(of_tier, title_block), tier, site_names);
        if !names.is_empty() {
            return names.into_iter().map(|name| Field::new(name, tier.provenance())).collect();
        }
    }
    Vec::new()
}

/// Candidates of the head all together; of the page those of the byline next to the title.
fn chosen(mut candidates: Vec<&AuthorCandidate>, title_block: Option<u32>) -> Vec<&AuthorCandidate> {
    let is_near = |author: &&AuthorCandidate| match (author.block, title_block) {
        (Some(block), Some(title)) if author.trust == AuthorTrust::Bare => {
            block > title && block <= title + BLOCKS_TO_BARE
        }
        (None | Some(_), None) if author.trust == AuthorTrust::Bare => false,
        (Some(block), Some(title)) => block + BLOCKS_ABOVE >= title && block <= title + BLOCKS_BELOW,
        _ => true,
    };
    candidates.retain(is_near);
    let from_title = |author: &&AuthorCandidate| author.block.unwrap_or(0).abs_diff(title_block.unwrap_or(0));
    let nearest = candidates.iter().map(from_title).min();
    let anchor =
        candidates.iter().find(|author| Some(from_title(author)) == nearest).and_then(|author| author.block);
    if let Some(anchor) = anchor {
        candidates.retain(|author| author.block.is_some_and(|block| block.abs_diff(anchor) <= BYLINE_BLOCKS));
    }
    candidates
}

fn names(candidates: &[&AuthorCandidate], tier: AuthorTrust, site_names: &[String]) -> Vec<String> {
    /// A short text with an author's class can be a single name or a user's.
    const SHORT: usize = 3;
    let trust = |author: &AuthorCandidate| match tier {
        AuthorTrust::Class if author.text.split(' ').count() <= SHORT => Trust::Field,
        AuthorTrust::Line | AuthorTrust::Class | AuthorTrust::Bare => Trust::Line,
        _ => Trust::Field,
    };
    // People name their sites after themselves.
    let not_names = |author: &AuthorCandidate| {
        let full_name = author.person && (2..=SHORT).contains(&author.text.split(' ').count());
        if full_name { &[] } else { site_names }
    };
    let mut names: Vec<String> = Vec::new();
    for name in candidates.iter().flat_map(|author| split(&author.text, not_names(author), trust(author))) {
        if !names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decided(authors: &[(&str, AuthorTrust, Option<u32>)]) -> Vec<String> {
        let authors = authors.iter().map(|(text, trust, block)| AuthorCandidate {
            text: (*text).to_owned(),
            trust: *trust,
            block: *block,
            person: false,
        });
        let candidates = Candidates { authors: authors.collect(), ..Candidates::default() };
        decide(&candidates, Some(10), &["dailyfen".to_owned()]).into_iter().map(|field| field.value).collect()
    }

    #[test]
    fn the_next_source_speaks_where_the_first_names_nobody() {
        let authors = [("Daily Fen", AuthorTrust::JsonLd, None), ("Ann Fenwick", AuthorTrust::Meta, None)];
        assert_eq!(decided(&authors), ["Ann Fenwick"]);
    }

    #[test]
    fn only_the_byline_at_the_title_counts() {
        let authors = [
            ("By Teaser Writer", AuthorTrust::Line, Some(200)),
            ("Ann Fenwick", AuthorTrust::Mark, Some(11)),
            ("Bo Lindqvist", AuthorTrust::Mark, Some(11)),
            ("Other Person", AuthorTrust::Mark, Some(25)),
        ];
        assert_eq!(decided(&authors), ["Ann Fenwick", "Bo Lindqvist"]);
    }
}
