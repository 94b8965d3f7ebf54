//! What the class, id and role tokens of an element suggest about its text.
//!
//! "post-body" speaks for the article and "sidebar" against it; the words and their log-odds are a table
//! (`lists/class_words.tsv`). Tokens that only repeat the page's address or its tags are about the subject and are
//! passed over.

use std::ops::Range;

use super::page_names::PageNames;
use crate::document::Document;
use crate::document::words::ascii;
use crate::labels::Boilerplate;
use crate::lists::class_words::{ClassWord, class_word};

/// The sum of an element's names is held between this and its negative, so that a long class list cannot outweigh the text.
const MAX_POINTS: f32 = 4.0;
/// Only so many distinct listed words of one element count.
const MAX_WORDS: usize = 16;

/// What one element's names say.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(crate) struct NameEvidence {
    /// Positive for the article, negative for boilerplate.
    pub(crate) score: f32,
    /// The kind the most negative word tells, where the score is negative.
    pub(crate) kind: Option<Boilerplate>,
}

/// The last part of the page's address, where it is made of words: sites repeat it in class names.
pub(crate) fn slug(address: &str) -> Option<String> {
    const MIN_HYPHENS: usize = 2;
    let path = address.split(['?', '#']).next().unwrap_or("").trim_end_matches('/');
    let last = path.rsplit('/').next().unwrap_or("").trim_end_matches(".html");
    (last.matches('-').count() >= MIN_HYPHENS).then(|| last.to_lowercase())
}

/// Whether a name speaks of an element's role, not of what its text is about: names made of the page's address and of its tags and
/// sections do that.
pub(crate) fn is_telling(name: &str, slug: Option<&str>) -> bool {
    let is_subject = name.starts_with("tag-") || name.starts_with("category-");
    !is_subject && !slug.is_some_and(|slug| name.contains(slug))
}

/// A word of a name and what it says.
type Listed<'a> = (&'a str, ClassWord);

/// The listed words of all names of a page.
pub(super) struct ListedWords<'a> {
    words: Vec<Listed<'a>>,
    /// By name: its part of the words.
    of_names: Vec<Range<usize>>,
}

impl<'a> ListedWords<'a> {
    pub(super) fn of(page: &'a Document, names: &PageNames, slug: Option<&str>) -> ListedWords<'a> {
        let mut words = Vec::new();
        let of_names = names.tell(page, |name| {
            let first = words.len();
            add_listed(name, slug, &mut words);
            first..words.len()
        });
        ListedWords { words, of_names }
    }

    /// What names say together, given their places.
    pub(super) fn evidence(&self, places: &[usize]) -> NameEvidence {
        evidence(places.iter().flat_map(|place| &self.words[self.of_names[*place].clone()]))
    }
}

/// Adds the listed words of a name in lower case. Names in ASCII need no Unicode tables.
fn add_listed<'a>(name: &'a str, slug: Option<&str>, words: &mut Vec<Listed<'a>>) {
    if !is_telling(name, slug) {
        return;
    }
    let listed = |word| Some((word, class_word(word)?));
    if name.is_ascii() {
        words.extend(ascii(name, |byte| byte.is_ascii_alphabetic()).filter_map(listed));
    } else {
        words.extend(name.split(|c: char| !c.is_alphabetic()).filter_map(listed));
    }
}

/// Adds up the listed words of an element's names.
fn evidence<'a>(words: impl Iterator<Item = &'a Listed<'a>>) -> NameEvidence {
    let mut seen = [""; MAX_WORDS];
    let mut count = 0;
    let mut sum = 0.0;
    let mut lowest: Option<(f32, Boilerplate)> = None;
    for (word, listed) in words {
        if seen.iter().take(count).any(|earlier| earlier == word) {
            continue;
        }
        let Some(next) = seen.get_mut(count) else { break };
        *next = word;
        count += 1;
        sum += listed.points;
        if let Some(kind) = listed.kind
            && lowest.is_none_or(|(points, _)| listed.points < points)
        {
            lowest = Some((listed.points, kind));
        }
    }
    let score = f32::clamp(sum, -MAX_POINTS, MAX_POINTS);
    NameEvidence { score, kind: lowest.map(|(_, kind)| kind).filter(|_| score < 0.0) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(names: &str, slug: Option<&str>) -> NameEvidence {
        let mut words = Vec::new();
        names.split_ascii_whitespace().for_each(|name| add_listed(name, slug, &mut words));
        super::evidence(words.iter())
    }

    #[test]
    fn names_of_articles_and_of_boilerplate_are_told_apart() {
        assert!(evidence("post-body articlebody", None).score > 0.0);
        let related = evidence("c-related__list", None);
        assert!(related.score < 0.0);
        assert_eq!(related.kind, Some(Boilerplate::RelatedLinks));
        assert_eq!(evidence("site-breadcrumbs wide", None).kind, Some(Boilerplate::Breadcrumb));
        assert_eq!(evidence("nav-cookies consent", None).score, -MAX_POINTS);
    }

    #[test]
    fn a_repeated_word_counts_once() {
        assert_eq!(evidence("related related-x related_y", None), evidence("related", None));
    }

    #[test]
    fn names_without_listed_words_say_nothing() {
        for names in ["", "  -- ", "x9f3 qzqz", "\u{4e2d}\u{6587}"] {
            assert_eq!(evidence(names, None), NameEvidence::default(), "{names}");
        }
    }

    #[test]
    fn a_kind_needs_a_negative_score() {
        let outweighed = evidence("articlebody entrycontent markdown caption", None);
        assert!(outweighed.score > 0.0);
        assert_eq!(outweighed.kind, None);
    }

    #[test]
    fn tags_and_sections_in_a_name_say_nothing() {
        for subject in ["tag-related-links", "category-related-links"] {
            assert!(!is_telling(subject, None), "{subject}");
        }
        assert!(is_telling("post-related", None));
    }

    #[test]
    fn the_pages_own_address_in_a_name_says_nothing() {
        let slug = slug("https://example.org/pages/related-links-policy?x=1");
        assert_eq!(slug.as_deref(), Some("related-links-policy"));
        assert_eq!(evidence("page--related-links-policy", slug.as_deref()), NameEvidence::default());
        assert_eq!(super::slug("https://example.org/news/ferry"), None);
    }

    #[test]
    fn of_equal_words_the_first_tells_the_kind() {
        let kind = |names: &str| evidence(names, None).kind;
        assert_eq!(kind("alsolike addthis"), Some(Boilerplate::RelatedLinks));
        assert_eq!(kind("addthis alsolike"), Some(Boilerplate::SharePrompt));
        assert_eq!(kind("addthis cookie alsolike"), Some(Boilerplate::CookieConsent), "the strongest word");
    }
}
