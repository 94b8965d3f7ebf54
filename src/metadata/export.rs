//! What training reads: the lines of a flattened text that may be its headline, the days that a page names, and whom it
//! credits.

use jiff::Timestamp;
use url::Url;

use crate::document::Document;
use crate::metadata::Metadata;
use crate::metadata::candidates::{Candidates, MAX_TITLE_BYTES};
use crate::metadata::dates::comparison::Comparison;
use crate::metadata::dates::days::{self, Days};
use crate::metadata::dates::rank::Context;
use crate::metadata::line_facts::LineFacts;
use crate::metadata::normalise;
use crate::metadata::people::{credits, near, signs};
use crate::metadata::sources::{self, headline_lines};
use crate::metadata::title::repetitions::Repetitions;
use crate::metadata::title::{self, features};

/// A line that may be the headline.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct TitleLine {
    /// Index of its block.
    pub block: usize,
    /// Its text, as it would be in the article's title.
    pub text: String,
    /// Its features, in the order of `title_feature_names`.
    pub features: Vec<f32>,
}

/// Every line that is looked at as a headline.
pub(crate) fn title_lines(page: &Document) -> Vec<TitleLine> {
    let facts = LineFacts::of(page);
    let lines = features::Lines::new(page, &facts);
    let looked_at: Vec<usize> = headline_lines::looked_at(page).collect();
    let repetitions = Repetitions::of(page, &looked_at);
    let title_line = |block| {
        let mut features = vec![f32::NAN; features::NAMES.len()];
        let mut set = |places: &[usize], values: &[f32]| {
            places.iter().zip(values).for_each(|(place, value)| features[*place] = *value);
        };
        set(&features::COUNTS, &lines.counts(block).map(f32::from));
        set(&features::SHARES, &lines.shares(block));
        set(&features::OF_SIGNS, &lines.of_signs(block));
        set(&features::OF_WORDS, &lines.of_words(block));
        set(&features::IN_PAGE, &repetitions.in_page(block));
        TitleLine { block, text: normalise::value(page.block_text(block)), features }
    };
    looked_at.into_iter().map(title_line).collect()
}

/// The title that is chosen, and the features of its chance in the order of `title_chance_names`.
pub(crate) fn chosen_title(page: &Document, url: Option<&Url>) -> Option<(String, Vec<f32>)> {
    let mut found = Candidates::default();
    sources::gather(page, url, &mut found);
    found.titles.retain(|title| title.text.len() <= MAX_TITLE_BYTES);
    let title = title::decide(&found, &super::origin::names(&found))?;
    Some((title.field.value().clone(), title.signs.to_vec()))
}

pub(crate) fn title_chance_names() -> &'static [&'static str] {
    &title::signs::NAMES
}

pub(crate) fn title_feature_names() -> &'static [&'static str] {
    &features::NAMES
}

/// What the sources of a page give.
struct Gathered {
    found: Candidates,
    base: Option<Url>,
}

impl Gathered {
    fn of(page: &Document, url: Option<&Url>, reference: Option<Timestamp>) -> Gathered {
        let mut found = Candidates { reference, ..Candidates::default() };
        sources::gather(page, url, &mut found);
        Gathered { found, base: super::base(page, url) }
    }

    /// The page around it, given what was decided about it.
    fn context<'a>(&'a self, page: &Document, metadata: &'a Metadata) -> Context<'a> {
        let title_block = metadata.headline.block.map(|block| block as u32);
        let language = metadata.language.as_ref();
        super::date_context(page, title_block, language, self.base.as_ref(), self.found.reference)
    }
}

/// A day that may be the one of publication.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct PublicationDay {
    /// ISO 8601.
    pub day: String,
    /// Whether the page calls it the day of a change.
    pub is_change: bool,
    /// Whether it is the day of the change that is told.
    pub is_told_change: bool,
    /// Indexes of the blocks that show it.
    pub blocks: Vec<u32>,
    /// Its features, in the order of `day_feature_names`.
    pub features: Vec<f32>,
}

/// Every day that is looked at as that of publication.
pub(crate) fn publication_days(
    page: &Document,
    metadata: &Metadata,
    url: Option<&Url>,
    reference: Option<Timestamp>,
) -> Vec<PublicationDay> {
    let gathered = Gathered::of(page, url, reference);
    let (found, context) = (&gathered.found, gathered.context(page, metadata));
    let comparison = Comparison::of(&found.dates, &context);
    let days = Days::of(&found.dates, &comparison, &context);
    let changed = metadata.modified.as_ref().map(|field| &field.value);
    let changed = changed.map(|date| (date.year, date.month, date.day));
    let told = |day: &days::Day<'_>| {
        let (year, month, of_month) = day.on;
        PublicationDay {
            day: format!("{year:04}-{month:02}-{of_month:02}"),
            is_change: day.is_change(),
            is_told_change: changed == Some(day.on),
            blocks: day.dates.iter().filter_map(|named| named.date.block).collect(),
            features: days.signs(day).to_vec(),
        }
    };
    days.all.iter().map(told).collect()
}

pub(crate) fn day_feature_names() -> &'static [&'static str] {
    &days::NAMES
}

/// People, or an organisation, that may be the article's authors.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct AuthorCredit {
    /// Their names.
    pub names: Vec<String>,
    /// Indexes of the blocks that show them.
    pub blocks: Vec<u32>,
    /// Its features, in the order of `author_feature_names`.
    pub features: Vec<f32>,
}

/// All that are looked at as the article's authors.
pub(crate) fn author_credits(
    page: &Document,
    metadata: &Metadata,
    url: Option<&Url>,
    reference: Option<Timestamp>,
) -> Vec<AuthorCredit> {
    let gathered = Gathered::of(page, url, reference);
    let (found, context) = (&gathered.found, gathered.context(page, metadata));
    let near = near::gather(page, &context);
    let site_names = super::origin::names(found);
    let all = credits::of(&found.authors, &near, &site_names);
    let date_blocks = super::date_blocks(found, metadata.published.as_ref());
    let around = signs::Around::new(page, &context, &date_blocks, &site_names, &all);
    let told = |(at, credit): (usize, &credits::Credit<'_>)| AuthorCredit {
        names: credit.names.clone(),
        blocks: credit.blocks(|_| true).collect(),
        features: around.signs(&all, at).to_vec(),
    };
    all.iter().enumerate().map(told).collect()
}

pub(crate) fn author_feature_names() -> &'static [&'static str] {
    &signs::NAMES
}
