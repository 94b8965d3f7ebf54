//! The sections of a page, and what tells them.

use serde::{Serialize, Serializer};

use crate::article::{Section, SectionEvidence, SectionKind};

/// An object with the keys `kind`, `blocks` (the first block inside, and the one after the last), `words`, `items` and
/// `heading` where there are any, and `evidence` (see [`SectionEvidence`]), null for the body.
impl Serialize for Section<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            kind: &'static str,
            blocks: [usize; 2],
            words: usize,
            #[serde(skip_serializing_if = "Option::is_none")]
            items: Option<usize>,
            #[serde(skip_serializing_if = "Option::is_none")]
            heading: Option<&'a str>,
            evidence: Option<SectionEvidence<'a>>,
        }
        let blocks = self.block_range();
        let mirror = Mirror {
            kind: self.kind().name(),
            blocks: [blocks.start, blocks.end],
            words: self.word_count(),
            items: Some(self.item_count()).filter(|count| *count > 0),
            heading: self.heading(),
            evidence: Some(self.evidence()).filter(|_| self.kind() != SectionKind::Body),
        };
        mirror.serialize(serializer)
    }
}

/// An object with the key `by`: `name`, with the keys `name`, `entry` and `settles`; `label` or `rule`, with the key `text`;
/// `element`, with the key `element`; or `score`.
impl Serialize for SectionEvidence<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Default, Serialize)]
        struct Mirror<'a> {
            by: &'static str,
            #[serde(skip_serializing_if = "Option::is_none")]
            name: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            entry: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            settles: Option<bool>,
            #[serde(skip_serializing_if = "Option::is_none")]
            text: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            element: Option<&'a str>,
        }
        let by = Mirror { by: self.kind(), ..Mirror::default() };
        let mirror = match *self {
            SectionEvidence::Name { name, entry, settles } => {
                Mirror { name: Some(name), entry: Some(entry), settles: Some(settles), ..by }
            }
            SectionEvidence::Label(text) | SectionEvidence::Rule(text) => Mirror { text: Some(text), ..by },
            SectionEvidence::Element(element) => Mirror { element: Some(element), ..by },
            SectionEvidence::Score => by,
        };
        mirror.serialize(serializer)
    }
}
