//! What a caller should know before trusting the result: a wall, a request for consent, an error page, no article.

use super::kept::Kept;
use crate::document::Document;
use crate::evidence::Evidence;
use crate::evidence::phrases::{Hit, Mode};
use crate::labels::{Boilerplate, Flag, PageKind};

/// The flags of a page that follow from its text.
pub(super) fn flags(evidence: &Evidence<'_>, content: &[bool], kind: PageKind) -> Vec<Flag> {
    let (page, hits) = (evidence.document, &evidence.hits);
    let body = Kept::of(page, content);
    let is_error = kind == PageKind::ErrorPage;
    let is_consent_only = is_consent_only(page, hits, content, &body);
    let is_no_article = is_error || is_consent_only || is_no_article(&body, kind);
    let rules = [
        (Flag::Paywalled, is_paywalled(hits, &body, evidence.structured.declares_wall)),
        (Flag::ConsentOnly, is_consent_only),
        (Flag::ErrorPage, is_error),
        (Flag::NoArticle, is_no_article),
    ];
    rules.into_iter().filter(|(_, holds)| *holds).map(|(flag, _)| flag).collect()
}

/// A call to pay right below a short body, or a declaration that the page is not free.
fn is_paywalled(hits: &[Option<Hit>], body: &Kept, declares_wall: bool) -> bool {
    // Teasers are two or three paragraphs; whole stories are seldom under 250 words. Who
    // declares a wall but serves the whole text is not walled, so that limit is looser.
    const TEASER_WORDS: u32 = 250;
    const DECLARED_TEASER_WORDS: u32 = 400;
    // A notice, its explanation, an image credit may stand between.
    const DISTANCE: usize = 4;
    let Some(last) = body.last else { return false };
    let below = hits.iter().skip(last + 1).take(DISTANCE).flatten();
    // Appeals for support are fixed notices; they wall nothing.
    let is_wall = |hit: &Hit| !matches!(hit.mode, Mode::Contains | Mode::Notice);
    let has_wall = below.filter(|hit| hit.kind == Boilerplate::PaywallLogin).any(is_wall);
    has_wall && body.words < TEASER_WORDS || body.words < DECLARED_TEASER_WORDS && declares_wall
}

/// Most of the page is a request for consent.
fn is_consent_only(page: &Document, hits: &[Option<Hit>], content: &[bool], body: &Kept) -> bool {
    // A request's own prose may have been taken for content: two paragraphs of it.
    const MAX_CONTENT_WORDS: u32 = 100;
    let all: u32 = page.blocks.iter().map(|block| block.shape.words).sum();
    // One phrase may be a line of a footer.
    const MIN_PHRASES: usize = 2;
    let phrases = hits.iter().flatten().filter(|hit| hit.kind == Boilerplate::CookieConsent).count();
    body.words <= MAX_CONTENT_WORDS
        && (phrases >= MIN_PHRASES || body.last.is_none())
        && consent_words(page, hits, content) * 2 > all
}

/// Words of a request for consent: phrases of it, what mentions cookies, and what is between and below them. One
/// block of content belongs to it if the request goes on below.
fn consent_words(page: &Document, hits: &[Option<Hit>], content: &[bool]) -> u32 {
    let (mut consent, mut pending) = (0, 0);
    let mut in_request = false;
    for (index, block) in page.blocks.iter().enumerate() {
        let words = block.shape.words;
        match &hits[index] {
            Some(hit) if hit.kind == Boilerplate::CookieConsent => {
                consent += words + pending;
                (in_request, pending) = (true, 0);
            }
            None if page.block_text(index).to_lowercase().contains("cookie") => {
                consent += words + pending;
                (in_request, pending) = (true, 0);
            }
            Some(hit) if hit.mode != Mode::Contains => (in_request, pending) = (false, 0),
            _ if in_request && !content[index] && pending == 0 => consent += words,
            _ if in_request && pending == 0 => pending = words,
            _ => (in_request, pending) = (false, 0),
        }
    }
    consent
}

/// Nothing was kept, or a few words that are no sentence; in a listing, no paragraph longer
/// than the teasers of other pages.
fn is_no_article(body: &Kept, kind: PageKind) -> bool {
    const MIN_WORDS: u32 = 5;
    // A teaser is two sentences at most.
    const TEASER_WORDS: u32 = 30;
    body.words < MIN_WORDS && !body.has_prose
        || kind == PageKind::Listing && body.longest_prose < TEASER_WORDS
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::error_page::is_error_page;
    use crate::metadata::Metadata;
    use crate::options::Limits;
    use crate::read::text;

    fn hit(kind: Boilerplate, mode: Mode) -> Option<Hit> {
        Some(Hit { kind, mode, reach: None })
    }

    fn flags_as(page: &Document, hits: &[Option<Hit>], content: &[bool], kind: PageKind) -> Vec<Flag> {
        let metadata = Metadata::default();
        let mut evidence = Evidence::of(page, &metadata);
        evidence.hits = hits.to_vec();
        flags(&evidence, content, kind)
    }

    fn flags_of(page: &Document, hits: &[Option<Hit>], content: &[bool]) -> Vec<Flag> {
        let is_error = is_error_page(page, hits, content);
        flags_as(page, hits, content, if is_error { PageKind::ErrorPage } else { PageKind::Article })
    }

    const TEXT: &str =
        "The mill on the upper river stopped on Monday, after two hundred years, for want of water.";

    #[test]
    fn a_wall_below_a_teaser() {
        let lines = format!("{TEXT}\nRead on with a subscription\n");
        let page = text::page(&lines, &Limits::new());
        let hits = [None, hit(Boilerplate::PaywallLogin, Mode::Whole)];
        assert_eq!(flags_of(&page, &hits, &[true, false]), [Flag::Paywalled]);
        let appeal = [None, hit(Boilerplate::PaywallLogin, Mode::Notice)];
        assert_eq!(flags_of(&page, &appeal, &[true, false]), [], "an appeal for support walls nothing");
        assert_eq!(flags_of(&page, &[None, None], &[true, false]), []);
    }

    #[test]
    fn a_long_body_below_a_wall_is_whole() {
        let lines = format!("{}\nRead on with a subscription\n", [TEXT; 30].join(" "));
        let page = text::page(&lines, &Limits::new());
        let hits = [None, hit(Boilerplate::PaywallLogin, Mode::Whole)];
        assert_eq!(flags_of(&page, &hits, &[true, false]), []);
    }

    #[test]
    fn a_declared_wall() {
        let flags = |json: &str| {
            let mut page = text::page(TEXT, &Limits::new());
            page.head.json_ld.push(json.to_owned());
            flags_of(&page, &[None], &[true])
        };
        assert_eq!(flags(r#"{"@type":"NewsArticle","isAccessibleForFree" : "False"}"#), [Flag::Paywalled]);
        assert_eq!(flags(r#"{"isAccessibleForFree":true}"#), []);
    }

    #[test]
    fn nothing_but_a_request_for_consent() {
        let page = text::page("We use small files\nThey make the site work for you\nAgree\n", &Limits::new());
        let hits = [hit(Boilerplate::CookieConsent, Mode::Label), None, None];
        assert_eq!(flags_of(&page, &hits, &[false; 3]), [Flag::ConsentOnly, Flag::NoArticle]);
    }

    #[test]
    fn an_error_page_and_a_story_about_one() {
        let hits = [hit(Boilerplate::ErrorPage, Mode::Whole), None];
        let page = text::page("No such page\nTry the search instead\n", &Limits::new());
        assert_eq!(flags_of(&page, &hits, &[false; 2]), [Flag::ErrorPage, Flag::NoArticle]);
        let story = format!("No such page\n{}\n", [TEXT; 10].join(" "));
        assert_eq!(flags_of(&text::page(&story, &Limits::new()), &hits, &[false, true]), []);
    }

    #[test]
    fn one_word() {
        let page = text::page("Weather", &Limits::new());
        assert_eq!(flags_of(&page, &[None], &[true]), [Flag::NoArticle]);
    }

    #[test]
    fn a_listing_of_teasers_and_one_with_an_introduction() {
        let page = text::page(TEXT, &Limits::new());
        assert_eq!(flags_as(&page, &[None], &[true], PageKind::Listing), [Flag::NoArticle]);
        let long = [TEXT; 2].join(" ");
        assert_eq!(flags_as(&text::page(&long, &Limits::new()), &[None], &[true], PageKind::Listing), []);
    }

    #[test]
    fn what_stands_inside_a_request_for_consent_belongs_to_it() {
        let consent = || hit(Boilerplate::CookieConsent, Mode::Whole);
        let page = text::page(&format!("We value privacy\n{TEXT}\nAgree to all\n"), &Limits::new());
        let flags = |last| flags_of(&page, &[consent(), None, last], &[false, true, false]);
        assert!(flags(consent()).contains(&Flag::ConsentOnly));
        assert!(!flags(None).contains(&Flag::ConsentOnly), "the request does not go on below");
    }
}
