//! The features of a document's blocks and of its lines as headlines, for the programs in `training/`. Not part of the public API.

mod outline;
mod shortened;

use std::ops::Range;

use url::Url;

use crate::detect::export;
use crate::detect::export::ReadPage;
use crate::document::BlockKind;
use crate::document::Document;
use crate::error::Error;
use crate::evidence::page_kinds::PageKinds;
use crate::input::Input;
use crate::lists::body_labels;
use crate::metadata;
use crate::metadata::Metadata;
use crate::options::Focus;
use crate::pipeline::{self, Settings};

pub use crate::detect::export::{Judged, PageWords, ScoringTime, SettledSection};
pub use crate::lists::body_labels::BodyRule;
pub use crate::metadata::export::{AuthorCredit, PublicationDay, TitleLine};
pub use outline::{Outline, OutlineBlock, OutlineElement};

/// A document's blocks with their features.
#[derive(Debug)]
pub struct Sample {
    page: Document,
    metadata: Metadata,
    kinds: Option<PageKinds>,
    url: Option<Url>,
}

impl Sample {
    /// Reads a page as [`Cleaner`](crate::Cleaner) does with its default settings.
    ///
    /// # Errors
    ///
    /// Those of [`clean`](crate::clean).
    pub fn new<'a>(input: impl Into<Input<'a>>) -> Result<Sample, Error> {
        Sample::without(input, &[])
    }

    /// The same without some of its blocks, as if they had never been on the page: an article of three sentences instead of thirty.
    ///
    /// # Errors
    ///
    /// Those of [`clean`](crate::clean).
    pub fn without<'a>(input: impl Into<Input<'a>>, left_out: &[usize]) -> Result<Sample, Error> {
        let input = input.into();
        let page = shortened::without(pipeline::read(&input, &Settings::default())?, left_out);
        let metadata = pipeline::metadata(&page, &input.page);
        Ok(Sample { page, metadata, kinds: None, url: input.page.url })
    }

    /// The same with other chances of the page's kinds than the model's: article, listing, forum, product, documentation.
    #[must_use]
    pub fn with_page_kinds(mut self, chances: [f32; 5]) -> Sample {
        self.kinds = Some(PageKinds::new(chances));
        self
    }

    fn read(&self) -> ReadPage<'_> {
        ReadPage { document: &self.page, metadata: &self.metadata, kinds: self.kinds }
    }

    /// What tells the kind of the page, in the order of [`kind_names`].
    #[must_use]
    pub fn kind_features(&self) -> Vec<f32> {
        export::kind_features(self.read())
    }

    /// The text of every block.
    pub fn texts(&self) -> impl ExactSizeIterator<Item = &str> {
        (0..self.page.blocks.len()).map(|index| self.page.block_text(index))
    }

    /// The words of every block.
    pub fn sizes(&self) -> impl Iterator<Item = u32> {
        self.page.blocks.iter().map(|block| block.shape.words)
    }

    /// The page as a reader of labels is shown it.
    #[must_use]
    pub fn outline(&self) -> Outline<'_> {
        outline::outline(&self.page)
    }

    /// The parts of the page: their blocks and their features, in the order of [`part_names`].
    #[must_use]
    pub fn parts(&self) -> Vec<(Range<usize>, Vec<f32>)> {
        export::parts(self.read())
    }

    /// Given the scores of all parts: features of every block, in the order of [`feature_names`].
    #[must_use]
    pub fn features(&self, part_scores: &[f32]) -> Vec<Vec<f32>> {
        export::features(self.read(), part_scores)
    }

    /// The sections that are settled by their names or labels.
    #[must_use]
    pub fn sections(&self) -> Vec<SettledSection> {
        export::sections_of(self.read())
    }

    /// Given the scores of all parts: which blocks are not scored, because of a name or label or of the score of their part.
    #[must_use]
    pub fn settled(&self, part_scores: &[f32]) -> Vec<bool> {
        export::settled(self.read(), part_scores)
    }

    /// The hashed words of every block.
    #[must_use]
    pub fn words(&self) -> PageWords {
        export::words(&self.page)
    }

    /// Features of every block's surroundings, given first scores, in the order of [`context_names`].
    #[must_use]
    pub fn contexts(&self, scores: &[f32]) -> Vec<Vec<f32>> {
        export::contexts(self.read(), scores)
    }

    /// How long scoring the blocks takes.
    #[must_use]
    pub fn timed(&self) -> ScoringTime {
        export::timed(self.read())
    }

    /// Given final scores: the body's text, and how sure that is, in the order of [`page_names`].
    #[must_use]
    pub fn decide(&self, scores: &[f32], focus: Focus) -> (String, Vec<f32>) {
        let (content, certainty) = export::decide(self.read(), scores, focus);
        let is_body = |index: &usize| content[*index] && self.page.blocks[*index].kind != BlockKind::Caption;
        let body: Vec<&str> =
            (0..content.len()).filter(is_body).map(|index| self.page.block_text(index)).collect();
        (body.join("\n\n"), certainty)
    }

    /// Given final scores: what becomes of the blocks and of the page, with a focus on neither side.
    #[must_use]
    pub fn judged(&self, scores: &[f32]) -> Judged {
        export::judged(self.read(), scores)
    }

    /// The lines of a flattened text that may be its headline.
    #[must_use]
    pub fn title_lines(&self) -> Vec<TitleLine> {
        metadata::export::title_lines(&self.page)
    }

    /// The title that is chosen, and the features of its chance.
    #[must_use]
    pub fn chosen_title(&self) -> Option<(String, Vec<f32>)> {
        metadata::export::chosen_title(&self.page, self.url.as_ref())
    }

    /// The days that may be the one of publication.
    #[must_use]
    pub fn publication_days(&self) -> Vec<PublicationDay> {
        metadata::export::publication_days(&self.page, &self.metadata, self.url.as_ref(), None)
    }

    /// Those who may be the authors.
    #[must_use]
    pub fn author_credits(&self) -> Vec<AuthorCredit> {
        metadata::export::author_credits(&self.page, &self.metadata, self.url.as_ref(), None)
    }

    /// Whom the crate credits.
    #[must_use]
    pub fn authors(&self) -> Vec<String> {
        self.metadata.credits().map(|field| field.value().clone()).collect()
    }
}

/// Whether blocks with a label that readers give are of the body, on pages that follow this rule; `None` for an unknown label.
#[must_use]
pub fn is_body(label: &str, rule: BodyRule) -> Option<bool> {
    body_labels::is_body(label, rule)
}

/// Chooses titles among lines by another table of points than the built-in one, if no page was read before.
pub fn use_title_points(table: String) {
    // A second table changes nothing, as pages that were read before.
    let _ = crate::lists::points::OTHER_TITLES.set(table);
}

/// Names of the features of a title's chance.
#[must_use]
pub fn title_chance_names() -> &'static [&'static str] {
    metadata::export::title_chance_names()
}

/// Names of the features of those who may be the authors.
#[must_use]
pub fn author_feature_names() -> &'static [&'static str] {
    metadata::export::author_feature_names()
}

/// Names of the features of a day of publication.
#[must_use]
pub fn day_feature_names() -> &'static [&'static str] {
    metadata::export::day_feature_names()
}

/// Names of what tells the kind of a page.
#[must_use]
pub fn kind_names() -> &'static [&'static str] {
    export::kind_names()
}

/// Names of a part's features.
#[must_use]
pub fn part_names() -> &'static [&'static str] {
    export::part_names()
}

/// Names of a block's own features.
#[must_use]
pub fn feature_names() -> &'static [&'static str] {
    export::feature_names()
}

/// Names of the features of a block's surroundings.
#[must_use]
pub fn context_names() -> &'static [&'static str] {
    export::context_names()
}

/// Names of what tells how sure a page is.
#[must_use]
pub fn page_names() -> &'static [&'static str] {
    export::page_names()
}

/// Names of a line's features as a headline.
#[must_use]
pub fn title_feature_names() -> &'static [&'static str] {
    metadata::export::title_feature_names()
}
