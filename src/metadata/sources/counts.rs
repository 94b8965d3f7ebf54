//! Counts of comments, as pages state them.

use url::Url;

use crate::document::{Document, SpanKind};
use crate::metadata::Provenance;
use crate::metadata::candidates::Candidates;

/// Digits of the largest count that is believed.
const MAX_DIGITS: usize = 7;
/// Longest text of a link that has a count in it, in bytes.
const MAX_LINK_BYTES: usize = 60;

/// The names of places in a page where its comments begin: those of WordPress, Disqus, Drupal and Blogger.
const PLACES: [&str; 5] = ["comments", "comment-list", "respond", "disqus_thread", "comment-form"];

/// A count in digits, without zeros before it.
pub(crate) fn count(text: &str) -> Option<String> {
    let digits = text.trim();
    let is_count =
        (1..=MAX_DIGITS).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let shortest = digits.trim_start_matches('0');
    is_count.then(|| if shortest.is_empty() { "0" } else { shortest }.to_owned())
}

/// What the older vocabulary says, which names what it counts: "UserComments:12".
pub(crate) fn count_of_comments(text: &str) -> Option<String> {
    count(text.trim().strip_prefix("UserComments:")?)
}

/// The count that a link to the page's own comments shows: "12 comments". A page shows others beside its
/// teasers, but those lead elsewhere.
pub(crate) fn shown(page: &Document, url: Option<&Url>, out: &mut Candidates) {
    if out.stated.comment_count().is_some() {
        return;
    }
    let leads_to_comments: Vec<bool> =
        page.targets.iter().map(|target| is_place_of_comments(target, url)).collect();
    if !leads_to_comments.contains(&true) {
        return;
    }
    let texts = page.spans.iter().filter_map(|span| {
        let SpanKind::Link(target) = span.kind else { return None };
        let is_wanted = leads_to_comments.get(target as usize).is_some_and(|leads| *leads);
        let text = page.text.get(span.text.start as usize..span.text.end as usize);
        text.filter(|text| is_wanted && text.len() <= MAX_LINK_BYTES)
    });
    let mut counts = texts.filter_map(only_number);
    if let Some(first) = counts.next().filter(|first| counts.all(|other| other == *first)) {
        out.state("comment_count", &first, Provenance::Element);
    }
}

/// Whether an address is a place of comments in the page itself.
fn is_place_of_comments(target: &str, url: Option<&Url>) -> bool {
    // Most addresses end with another letter.
    let last = |text: &str| text.as_bytes().last().copied();
    if PLACES.iter().all(|place| last(place) != last(target)) {
        return false;
    }
    let Some((address, place)) = target.split_once('#') else { return false };
    let is_own = || url.is_some_and(|url| url.as_str().split('#').next() == Some(address));
    PLACES.contains(&place) && (address.is_empty() || is_own())
}

/// The only number of a text.
fn only_number(text: &str) -> Option<String> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let first = numbers.next().filter(|_| numbers.next().is_none())?;
    count(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn comments(links: &str) -> Option<String> {
        let html = format!("<h1>Rain in town</h1><p>It rained all day in the town. {links}</p>");
        let input = crate::Input::html(&html).with_url("https://fen.example/rain?page=1").unwrap();
        crate::clean(input).unwrap().metadata().comment_count().map(|field| field.value().clone())
    }

    #[test]
    fn a_count_is_digits() {
        assert_eq!(count(" 012 ").as_deref(), Some("12"));
        assert_eq!(count("000").as_deref(), Some("0"));
        for text in ["", "-1", "1.5", "12 comments", "12345678"] {
            assert_eq!(count(text), None, "{text}");
        }
        assert_eq!(count_of_comments("UserComments:12").as_deref(), Some("12"));
        assert_eq!(count_of_comments("UserTweets:12"), None);
    }

    #[test]
    fn a_link_to_the_pages_own_comments_shows_how_many_there_are() {
        let twelve = Some("12".to_owned());
        assert_eq!(comments("<a href='#comments'>12 comments</a>"), twelve);
        assert_eq!(
            comments("<a href='https://fen.example/rain?page=1#disqus_thread'>Comments (12)</a>"),
            twelve
        );
        assert_eq!(comments("<a href='https://fen.example/snow#comments'>12 comments</a>"), None);
        assert_eq!(comments("<a href='#respond'>Leave a comment</a>"), None);
        assert_eq!(comments("<a href='#comments'>2 of 12 comments</a>"), None);
        assert_eq!(comments("<a href='#chapter-12'>Chapter 12</a>"), None);
        let two = "<a href='#comments'>12 comments</a> <a href='#comments'>13</a>";
        assert_eq!(comments(two), None, "they contradict each other");
    }
}
