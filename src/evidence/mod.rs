//! What is known about a page before anything is decided about it.
//!
//! Every fact has one home here and is worked out once: the phrases and forms in each block, the sums over each
//! element, the parts under headings, the blocks that are alike. Scoring, deciding and labelling read the
//! document and this, and search the page for nothing again.
//!
//! Evidence is made after the metadata, because it needs some of it: the address
//! shows which class names only repeat it, the description finds the standfirst.
//!
//! In the order of the files: what one text shows ([`forms`], [`frames`], [`phrases`], [`text_words`]), what one element's names
//! show ([`names`], [`page_names`]), what the elements around a block add up to ([`layout`]), what blocks have in common
//! ([`copies`], [`headed`], [`openings`], [`equal`]), what is like the metadata ([`likeness`], [`title_words`]), what the page
//! says it is ([`structured`], [`declared`]), counts over the page ([`facts`]), what a block has in common with the paragraphs ([`topics`]), what words were learnt to say
//! ([`vocabulary`]), and of which kind the page is ([`kind_features`], [`page_kinds`]).

pub(crate) mod copies;
pub(crate) mod declared;
pub(crate) mod equal;
pub(crate) mod facts;
pub(crate) mod forms;
mod frames;
pub(crate) mod headed;
mod kind_features;
pub(crate) mod layout;
pub(crate) mod likeness;
pub(crate) mod names;
pub(crate) mod numbers;
pub(crate) mod openings;
pub(crate) mod page_kinds;
pub(crate) mod page_names;
pub(crate) mod phrases;

pub(crate) mod structured;
pub(crate) mod text_words;
pub(crate) mod title_words;
pub(crate) mod topics;
pub(crate) mod vocabulary;

#[cfg(test)]
pub(crate) mod testing;

use std::sync::OnceLock;

use crate::document::Document;
use crate::metadata::{Headline, Metadata};
use copies::Copies;
use declared::KindPoints;
use equal::EqualBlocks;
use facts::Facts;
use headed::HeadedParts;
use kind_features::Known;
use layout::Layout;
use likeness::{Description, SiteName};
use openings::Openings;
use page_kinds::PageKinds;
use phrases::Hit;

use structured::StructuredData;
use vocabulary::WordEvidence;

/// A page and all that is known about it before its blocks are scored.
#[derive(Debug)]
pub(crate) struct Evidence<'a> {
    pub(crate) document: &'a Document,
    pub(crate) metadata: &'a Metadata,
    pub(crate) copies: Copies,
    /// By block: the stock phrase or form in it.
    pub(crate) hits: Vec<Option<Hit>>,
    pub(crate) layout: Layout,
    pub(crate) headline: &'a Headline,
    pub(crate) description: Description,
    pub(crate) site: Option<SiteName>,
    pub(crate) headed: HeadedParts,
    pub(crate) openings: Openings,
    pub(crate) equal: EqualBlocks,
    pub(crate) structured: StructuredData,
    /// What the page says it is.
    pub(crate) declared: KindPoints,
    /// Words on the page.
    pub(crate) words: u32,
    facts: OnceLock<Facts>,
    wording: OnceLock<WordEvidence>,
    page_kinds: OnceLock<PageKinds>,
}

impl<'a> Evidence<'a> {
    pub(crate) fn of(document: &'a Document, metadata: &'a Metadata) -> Evidence<'a> {
        let slug = metadata.canonical_url().and_then(|url| names::slug(url.value()));
        let layout = Layout::of(document, slug.as_deref());
        let copies = Copies::of(document);
        let hits = hits(document, &copies);
        let structured = StructuredData::of(document);
        Evidence {
            headline: &metadata.headline,
            description: Description::of(metadata),
            site: SiteName::of(metadata),
            headed: HeadedParts::of(document, &hits),
            openings: Openings::of(document, &hits),
            equal: EqualBlocks::of(document, &layout),
            declared: declared::declared(document, metadata, &structured),
            words: document.blocks.iter().map(|block| block.shape.words).sum(),
            facts: OnceLock::new(),
            wording: OnceLock::new(),
            page_kinds: OnceLock::new(),
            structured,
            document,
            metadata,
            copies,
            hits,
            layout,
        }
    }

    /// What the words of the blocks say, worked out when it is first asked for.
    pub(crate) fn wording(&self) -> &WordEvidence {
        self.wording.get_or_init(|| WordEvidence::of(self.document, &self.copies))
    }

    /// The chance of each kind of page.
    pub(crate) fn page_kinds(&self) -> PageKinds {
        *self.page_kinds.get_or_init(|| PageKinds::of(self.known()))
    }

    fn known(&self) -> Known<'_> {
        Known {
            document: self.document,
            metadata: self.metadata,
            layout: &self.layout,
            facts: self.facts(),
            declared: &self.declared,
            hits: &self.hits,
            words: self.words,
        }
    }

    /// The same with chances that somebody else has worked out.
    #[cfg(any(feature = "training", test))]
    pub(crate) fn with_page_kinds(mut self, kinds: PageKinds) -> Self {
        self.page_kinds = OnceLock::from(kinds);
        self
    }

    /// For training: what tells the kind of the page.
    #[cfg(feature = "training")]
    pub(crate) fn kind_features(&self) -> Vec<f32> {
        kind_features::kind_features(self.known()).values().to_vec()
    }

    /// Counts over the whole page, made when they are first asked for.
    pub(crate) fn facts(&self) -> &Facts {
        self.facts.get_or_init(|| {
            let texts = facts::Texts { copies: &self.copies, hits: &self.hits, title: title(self.metadata) };
            Facts::of(self.document, &self.layout, self.headline, texts)
        })
    }
}

/// For training: the names of what tells the kind of a page.
#[cfg(feature = "training")]
pub(crate) fn kind_names() -> &'static [&'static str] {
    kind_features::KindFeatures::NAMES
}

/// By block: the stock phrase or form in it.
fn hits(document: &Document, copies: &Copies) -> Vec<Option<Hit>> {
    let mut room = phrases::Room::default();
    copies.by_text(|index| phrases::find_with(document.block_text(index), &mut room))
}

fn title(metadata: &Metadata) -> &str {
    metadata.title().map_or("", |field| field.value())
}
