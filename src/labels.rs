//! What can be decided about a block and about a page.

use std::borrow::Cow;
use std::fmt;

/// What was decided about a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Label {
    /// Part of the article's body.
    Content,
    /// Part of the body that corrects or updates it ("This story has been updated").
    Correction,
    /// The article's headline: out of the body, in the metadata.
    Title,
    /// A caption inside the body: shown where [`Rendering::with_captions`](crate::Rendering::with_captions) asks for it.
    Caption,
    /// A reader's comment, kept apart from the body because the caller asked for it.
    Comment,
    /// Not part of the article.
    Removed(Boilerplate),
}

impl Label {
    /// Whether blocks with this label belong to the body.
    #[must_use]
    pub fn is_body(self) -> bool {
        matches!(self, Label::Content | Label::Correction)
    }

    /// The label's name in output: `"content"`, `"title"`, `"caption"`, or the kind of boilerplate.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Label::Content => "content",
            Label::Correction => "correction",
            Label::Title => "title",
            Label::Caption => "caption",
            Label::Comment => "comment",
            Label::Removed(kind) => kind.name(),
        }
    }
}

macro_rules! boilerplate_kinds {
    ($($(#[$doc:meta])* $variant:ident = $name:literal,)*) => {
        /// The kind of boilerplate a removed block is.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum Boilerplate { $($(#[$doc])* $variant,)* }

        impl Boilerplate {
            /// All kinds, in the order of their declaration.
            pub const ALL: &'static [Boilerplate] = &[$(Boilerplate::$variant,)*];

            /// The kind's name in output, such as `"related_links"`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Boilerplate::$variant => $name,)* }
            }

            /// The kind with this name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Boilerplate> {
                match name { $($name => Some(Boilerplate::$variant),)* _ => None }
            }
        }
    };
}

boilerplate_kinds! {
    /// "Skip to content".
    SkipLink = "skip_link",
    /// Menus and lists of sections.
    Navigation = "navigation",
    /// The way from the home page to this one.
    Breadcrumb = "breadcrumb",
    /// A table of contents.
    Toc = "toc",
    /// "Next page", "1 2 3".
    Pagination = "pagination",
    /// "TRENDING", "Most read" and the headlines below.
    TrendingList = "trending_list",
    /// "Also on …", "Read more: …", teasers of other articles.
    RelatedLinks = "related_links",
    /// "Share this story".
    SharePrompt = "share_prompt",
    /// "Follow us on …".
    FollowPrompt = "follow_prompt",
    /// "Subscribe to our newsletter".
    NewsletterPrompt = "newsletter_prompt",
    /// "Get our app".
    AppDownload = "app_download",
    /// Requests for consent.
    CookieConsent = "cookie_consent",
    /// Requests to pay or to sign in.
    PaywallLogin = "paywall_login",
    /// Readers' comments and their form.
    Comments = "comments",
    /// Who wrote it: found in the metadata.
    Byline = "byline",
    /// When and where it was written: found in the metadata.
    Dateline = "dateline",
    /// Captions and credits of pictures.
    ImageCaption = "image_caption",
    /// Labels of a player of sound or pictures.
    MediaPlayer = "media_player",
    /// Text that stands in for an embedded post.
    EmbedNotice = "embed_notice",
    /// "Advertisement".
    AdLabel = "ad_label",
    /// Prices, baskets, offers.
    Commerce = "commerce",
    /// Live figures: markets, weather, scores.
    Ticker = "ticker",
    /// Polls and ratings.
    PollRating = "poll_rating",
    /// Copyright, terms, imprint.
    LegalFooter = "legal_footer",
    /// Addresses and telephone numbers.
    Contact = "contact",
    /// "Filed under …": found in the metadata.
    Tags = "tags",
    /// "Auto-generated from a syndicated feed".
    SyndicationNotice = "syndication_notice",
    /// "… is a staff writer".
    AuthorBio = "author_bio",
    /// "Page not found".
    ErrorPage = "error_page",
    /// The same text is elsewhere in the body.
    Duplicate = "duplicate",
    /// Not visible to a reader: hidden elements, templates.
    Hidden = "hidden",
    /// Removed by the caller's selector.
    Selector = "selector",
    /// A part the caller did not ask to keep, such as tables.
    NotAsked = "not_asked",
    /// Boilerplate of no kind above.
    Other = "other",
}

impl fmt::Display for Boilerplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// One reason for a decision.
#[derive(Debug, Clone, PartialEq)]
pub struct Reason {
    pub(crate) text: Cow<'static, str>,
    pub(crate) weight: f32,
}

impl Reason {
    /// The reason in words, such as "most of it is links".
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How much it weighed, in log-odds: positive for content, negative for boilerplate; 0
    /// where a rule decided whatever the score.
    #[must_use]
    pub fn weight(&self) -> f32 {
        self.weight
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

/// What kind of page a document seems to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PageKind {
    /// A news story, a blog post, an essay: one text to be read.
    Article,
    /// An index of other pages.
    Listing,
    /// A discussion: questions, answers, threads.
    Forum,
    /// An offer of goods.
    Product,
    /// Reference or instructions, often with code.
    Documentation,
    /// "Not found", "are you human?".
    ErrorPage,
    /// None of these, or too little to tell.
    Other,
}

impl PageKind {
    /// The kind's name in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            PageKind::Article => "article",
            PageKind::Listing => "listing",
            PageKind::Forum => "forum",
            PageKind::Product => "product",
            PageKind::Documentation => "documentation",
            PageKind::ErrorPage => "error_page",
            PageKind::Other => "other",
        }
    }
}

/// What a caller should know before trusting a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Flag {
    /// The rest of the article is for subscribers.
    Paywalled,
    /// There is nothing but a request for consent.
    ConsentOnly,
    /// The page says that there is no such page, or asks whether the reader is human.
    ErrorPage,
    /// No block looks like an article's.
    NoArticle,
    /// The page shows too little text: the body was taken from the data of its scripts or from its JSON-LD.
    FromState,
    /// A limit was reached: part of the input was not read.
    Truncated(Limit),
    /// Flattened text: UTF-8 that somebody had read as Windows-1252 or Latin-1 was mended;
    /// [`Block::is_mended`](crate::Block::is_mended) says where.
    Mojibake,
    /// Flattened text: the input holds several records. The first is the article, the blocks of the others are removed.
    OtherRecords,
    /// The profile of the page's site ([`Sites`](crate::Sites)) does not fit: none of the sections that hold the text of
    /// other pages is on this one, or the profile would have left next to nothing of it and was set aside.
    OtherTemplate,
    /// Bytes that are not valid in the input's encoding were replaced by U+FFFD.
    InvalidBytes,
}

impl Flag {
    /// The flag's name in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Flag::Paywalled => "paywalled",
            Flag::ConsentOnly => "consent_only",
            Flag::ErrorPage => "error_page",
            Flag::NoArticle => "no_article",
            Flag::FromState => "body_from_state",
            Flag::Truncated(Limit::InputBytes) => "truncated_input_bytes",
            Flag::Truncated(Limit::Depth) => "truncated_depth",
            Flag::Truncated(Limit::Nodes) => "truncated_nodes",
            Flag::Truncated(Limit::Blocks) => "truncated_blocks",
            Flag::Truncated(Limit::TextBytes) => "truncated_text_bytes",
            Flag::Truncated(Limit::AttributeBytes) => "truncated_attribute_bytes",
            Flag::Truncated(Limit::JsonLdBytes) => "truncated_json_ld_bytes",
            Flag::Truncated(Limit::JsonLdDepth) => "truncated_json_ld_depth",
            Flag::Truncated(Limit::StateBytes) => "truncated_state_bytes",
            Flag::Mojibake => "mojibake",
            Flag::OtherRecords => "other_records",
            Flag::OtherTemplate => "other_template",
            Flag::InvalidBytes => "invalid_bytes",
        }
    }
}

/// A limit of [`Limits`](crate::Limits) that was reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limit {
    /// [`Limits::with_max_input_bytes`](crate::Limits::with_max_input_bytes).
    InputBytes,
    /// [`Limits::with_max_depth`](crate::Limits::with_max_depth).
    Depth,
    /// [`Limits::with_max_nodes`](crate::Limits::with_max_nodes).
    Nodes,
    /// [`Limits::with_max_blocks`](crate::Limits::with_max_blocks).
    Blocks,
    /// [`Limits::with_max_text_bytes`](crate::Limits::with_max_text_bytes).
    TextBytes,
    /// [`Limits::with_max_attribute_bytes`](crate::Limits::with_max_attribute_bytes).
    AttributeBytes,
    /// [`Limits::with_max_json_ld_bytes`](crate::Limits::with_max_json_ld_bytes).
    JsonLdBytes,
    /// [`Limits::with_max_json_ld_depth`](crate::Limits::with_max_json_ld_depth).
    JsonLdDepth,
    /// [`Limits::with_max_state_bytes`](crate::Limits::with_max_state_bytes).
    StateBytes,
}
