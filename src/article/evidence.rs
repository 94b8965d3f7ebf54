//! What tells a section's kind and what decided about a block, in words.

use std::fmt;

use crate::article::{Article, Block, BlockData};
use crate::document::SiteMark;
use crate::label::{By, Told};
use crate::labels::{Boilerplate, Label, Reason};
use crate::lists::class_words::class_word;
use crate::sites::SiteTable;

/// What tells what a [`Section`](crate::Section) is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum SectionEvidence<'a> {
    /// The name of the element around it.
    #[non_exhaustive]
    Name {
        /// A class, the id, the role or the like, in lower case.
        name: &'a str,
        /// What of the name is known: a row of one of dechaff's lists.
        entry: &'a str,
        /// Whether the name decided, whatever the words inside; otherwise they were removed by their scores and
        /// the name tells what they are.
        settles: bool,
    },
    /// A label or a prompt: its text, such as "Related articles".
    Label(&'a str),
    /// The element itself: `nav` or `footer`.
    Element(&'static str),
    /// A rule about its lines, in words.
    Rule(&'static str),
    /// The scores and the words of its lines.
    Score,
}

impl SectionEvidence<'_> {
    /// What kind of evidence it is, in output: `"name"`, `"label"`, `"element"`, `"rule"` or `"score"`.
    ///
    /// ```
    /// use dechaff::SectionEvidence;
    ///
    /// assert_eq!(SectionEvidence::Label("Related articles").kind(), "label");
    /// assert_eq!(SectionEvidence::Label("Related articles").to_string(), "headed \"Related articles\"");
    /// ```
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            SectionEvidence::Name { .. } => "name",
            SectionEvidence::Label(_) => "label",
            SectionEvidence::Element(_) => "element",
            SectionEvidence::Rule(_) => "rule",
            SectionEvidence::Score => "score",
        }
    }
}

/// In words: `named "comments-area"`, `headed "Related articles"`, `in a nav element`, `by score`.
impl fmt::Display for SectionEvidence<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            SectionEvidence::Name { name, .. } => write!(f, "named \"{name}\""),
            SectionEvidence::Label(text) => write!(f, "headed \"{text}\""),
            SectionEvidence::Element(tag) => write!(f, "in a {tag} element"),
            SectionEvidence::Rule(text) => f.write_str(text),
            SectionEvidence::Score => f.write_str("by score"),
        }
    }
}

impl<'a> SectionEvidence<'a> {
    pub(super) fn of(article: &'a Article, told: &'a Told) -> SectionEvidence<'a> {
        match &told.by {
            By::Name { names, entry } => {
                let names = article.outline.names(names);
                let (name, entry, settles) = match *entry {
                    Some(entry) => (holding(names, entry), entry, true),
                    None => {
                        let (name, word) = listed(names, told.kind);
                        (name, word, false)
                    }
                };
                SectionEvidence::Name { name, entry, settles }
            }
            By::Label(block) => SectionEvidence::Label(Block { article, index: *block as usize }.text()),
            By::Element(tag) => SectionEvidence::Element(tag),
        }
    }

    /// What decided a block of no section that something else tells.
    pub(super) fn of_block(block: &BlockData) -> SectionEvidence<'a> {
        block.ground.rule.map_or(SectionEvidence::Score, SectionEvidence::Rule)
    }
}

/// The name that is an entry, else the first that begins with it, else the first that holds it.
fn holding<'a>(names: &'a str, entry: &'a str) -> &'a str {
    let find = |fits: &dyn Fn(&str) -> bool| names.split_ascii_whitespace().find(|name| fits(name));
    let found = find(&|name| name == entry).or_else(|| find(&|name| name.starts_with(entry)));
    found.or_else(|| find(&|name| name.contains(entry))).unwrap_or(entry)
}

/// The name with a listed word that tells this kind, and the word: of two the one that says it more strongly, then the
/// shorter one.
fn listed(names: &str, kind: Boilerplate) -> (&str, &str) {
    let words = names.split_ascii_whitespace().flat_map(|name| {
        let words = name.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
        words.map(move |word| (name, word))
    });
    let telling = words.filter_map(|(name, word)| {
        let listed = class_word(word).filter(|listed| listed.kind == Some(kind))?;
        Some((listed.points, name, word))
    });
    let better = |next: &(f32, &str, &str), best: &(f32, &str, &str)| {
        next.0 < best.0 || next.0 == best.0 && next.1.len() < best.1.len()
    };
    let best = telling.reduce(|best, next| if better(&next, &best) { next } else { best });
    best.map_or((names, names), |(_, name, word)| (name, word))
}

impl<'a> Block<'a> {
    /// What weighed most in the decision, strongest first, at most three; before that the rule that decided, or what the pages
    /// of the site say, too. They are worked out
    /// when asked for, which takes a few microseconds.
    pub fn reasons(&self) -> impl Iterator<Item = Reason> + use<'a> {
        let ground = &self.data().ground;
        let mut reasons = self.article.grounds.reasons(self.index, ground);
        if let Some(name) = ground.is_settled.then(|| settled_by(self.article, self.index)).flatten()
            && let [Some(rule), ..] = &mut reasons
        {
            rule.text = name.into();
        }
        if let Some(site) = ground.is_of_site.then(|| site_says(self.article, self.index)).flatten()
            && let [Some(rule), ..] = &mut reasons
        {
            rule.text = site.into();
        }
        if let Some((host, _, 0)) = site_evidence(self.article, self.index)
            && let [Some(rule), ..] = &mut reasons
        {
            let verb = if ground.is_content { "kept" } else { "removed" };
            rule.text = format!("{verb} by a person's row of {host}").into();
        }
        if let Some(site) = self.agreed_by_site() {
            reasons.rotate_right(1);
            reasons[0] = Some(Reason { text: site.into(), weight: 0.0 });
        }
        reasons.into_iter().flatten()
    }

    /// What the profile of the site says where the score removed what it would have removed, or where it kept what the score
    /// would not have.
    fn agreed_by_site(&self) -> Option<String> {
        if self.data().ground.rule.is_some() {
            return None;
        }
        match self.site_table()? {
            SiteTable::Remove | SiteTable::Lines => site_says(self.article, self.index),
            SiteTable::Body if self.label().is_body() && self.score() < UNDECIDED => {
                let (host, pages, of) = site_evidence(self.article, self.index)?;
                Some(format!("where the text of {host} is, on {pages} of {of} pages"))
            }
            _ => None,
        }
    }
}

/// From this score on, blocks are kept without more reasons.
const UNDECIDED: f32 = 0.5;

impl Article {
    /// The host of the site whose profile was used, without "www."; empty for pages without an address, and `None` where
    /// there is no profile ([`Cleaner::with_sites`](crate::Cleaner::with_sites)).
    ///
    /// ```
    /// use std::sync::Arc;
    /// use dechaff::{Cleaner, Input};
    ///
    /// let file = "# dechaff sites 1\n[\"example.org\".remove]\n\".weather\" = true\n";
    /// let cleaner = Cleaner::new().with_sites(Arc::new(file.parse()?));
    /// let page = Input::html("<p>It rained all day, and nobody minded.</p>").with_url("https://www.example.org/rain")?;
    /// assert_eq!(cleaner.clean(page)?.site(), Some("example.org"));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn site(&self) -> Option<&str> {
        self.site.as_ref().map(|site| site.host.as_str())
    }
}

impl Block<'_> {
    /// What the profile of its site says of the block, where it fits: [`SiteTable::Body`] in a section that holds the text,
    /// [`SiteTable::Remove`] in one of the template and [`SiteTable::Lines`] for a line of the template, if the block went.
    /// `None` where the detector decided.
    ///
    /// ```
    /// use std::sync::Arc;
    /// use dechaff::{Cleaner, Input, SiteTable};
    ///
    /// let file = "# dechaff sites 1\n[\"example.org\".remove]\n\".weather\" = true\n";
    /// let cleaner = Cleaner::new().with_sites(Arc::new(file.parse()?));
    /// let page = "<p>It rained all day, and nobody in the town minded.</p><p class=weather>More rain on Friday, they say.</p>";
    /// let article = cleaner.clean(Input::html(page).with_url("https://example.org/rain")?)?;
    /// let parts: Vec<_> = article.blocks().map(|block| block.site_table()).collect();
    /// assert_eq!(parts, [None, Some(SiteTable::Remove)]);
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn site_table(&self) -> Option<SiteTable> {
        let site = self.article.site.as_ref()?;
        let (mark, ..) = site.of_block(self.index)?;
        let data = self.data();
        let applies = !site.is_set_aside || data.ground.is_of_site;
        let went = applies && matches!(data.label, Label::Removed(_));
        match mark {
            SiteMark::Body => applies.then_some(SiteTable::Body),
            SiteMark::Section | SiteMark::LineInSection => went.then_some(SiteTable::Remove),
            SiteMark::Line => went.then_some(SiteTable::Lines),
            SiteMark::None => None,
        }
    }
}

/// What the profile of the site says of a block that is on its pages.
fn site_says(article: &Article, block: usize) -> Option<String> {
    let (host, pages, of) = site_evidence(article, block)?;
    Some(format!("template of {host}, on {pages} of {of} pages"))
}

/// The site, and on how many of its pages there is what its profile says of a block: of none where a person says it.
fn site_evidence(article: &Article, block: usize) -> Option<(&str, u32, u32)> {
    let site = article.site.as_ref()?;
    let (_, pages, of) = site.of_block(block)?;
    let host = if site.host.is_empty() { "the site" } else { site.host.as_str() };
    Some((host, pages, of))
}

/// Why a block of a settled section was removed; none where no name tells it.
fn settled_by(article: &Article, block: usize) -> Option<String> {
    let part = article.outline.part(article.outline.place(block)?)?;
    let told = part.told.as_ref()?;
    match SectionEvidence::of(article, told) {
        SectionEvidence::Name { name, settles: true, .. } => {
            Some(format!("in an element named \"{name}\", a name for {}", subject(told.kind)))
        }
        _ => None,
    }
}

/// What elements of a kind are for.
fn subject(kind: Boilerplate) -> &'static str {
    use Boilerplate as B;
    match kind {
        B::SkipLink | B::Navigation | B::Breadcrumb | B::Pagination => "navigation",
        B::Toc => "a table of contents",
        B::TrendingList => "what is read most",
        B::RelatedLinks => "other articles",
        B::SharePrompt => "sharing",
        B::FollowPrompt => "following",
        B::NewsletterPrompt => "newsletters",
        B::AppDownload => "an app",
        B::CookieConsent => "requests for consent",
        B::PaywallLogin => "subscribing",
        B::Comments => "comments",
        B::Byline | B::AuthorBio => "the author",
        B::Dateline => "the date",
        B::ImageCaption => "captions",
        B::MediaPlayer => "a player",
        B::EmbedNotice => "embedded posts",
        B::AdLabel => "advertising",
        B::Commerce => "offers",
        B::Ticker => "live figures",
        B::PollRating => "polls and ratings",
        B::LegalFooter => "the foot of the page",
        B::Contact => "addresses",
        B::Tags => "tags",
        B::SyndicationNotice => "notes of an agency",
        B::ErrorPage => "errors",
        B::Duplicate | B::Hidden | B::Selector | B::NotAsked | B::Other => "what is no article",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_that_is_the_entry_comes_first() {
        assert_eq!(holding("no-comments wide comments", "comments"), "comments");
        assert_eq!(holding("wide my-comments comments-area", "comments"), "comments-area");
        assert_eq!(holding("wide my-comments", "comments"), "my-comments");
        assert_eq!(holding("", "comments"), "comments", "never without a name");
    }

    #[test]
    fn the_word_that_says_it_most_is_told() {
        assert_eq!(listed("wide c-related__list", Boilerplate::RelatedLinks), ("c-related__list", "related"));
        let long = "m-1-2-3-related related-list";
        assert_eq!(listed(long, Boilerplate::RelatedLinks), ("related-list", "related"), "the shorter one");
        assert_eq!(listed("wide", Boilerplate::RelatedLinks), ("wide", "wide"));
    }

    #[test]
    fn every_kind_of_evidence_has_words_of_its_own() {
        let all = [
            SectionEvidence::Name { name: "sharedaddy", entry: "sharedaddy", settles: true },
            SectionEvidence::Label("Share"),
            SectionEvidence::Element("nav"),
            SectionEvidence::Rule("hidden from the reader"),
            SectionEvidence::Score,
        ];
        let words: std::collections::BTreeSet<String> = all.iter().map(ToString::to_string).collect();
        let kinds: std::collections::BTreeSet<&str> = all.iter().map(SectionEvidence::kind).collect();
        assert_eq!((words.len(), kinds.len()), (all.len(), all.len()));
    }
}
