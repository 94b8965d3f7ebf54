//! An article as JSON: [`Serialize`] for what callers see.
//!
//! The shape is a promise of its own, apart from the fields of the Rust types: each `impl`
//! fills a private mirror whose field names and order are those of the output.

use std::borrow::Cow;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::text;
use crate::article::{Article, Block, Comment, Group, Image, Post, Section, SectionEvidence, SectionKind};
use crate::discussion::Entry;
use crate::document::{BlockKind, GroupKind};
use crate::labels::{Boilerplate, Flag, Label, PageKind, Reason};
use crate::metadata::{Ambiguity, Date, Field, Found, Metadata, Precision, Provenance};
use crate::options::Rendering;

pub(super) fn render(article: &Article, options: &Rendering) -> String {
    // What is serialized has strings for keys and no numbers but finite ones, so that this cannot fail.
    serde_json::to_string(&Rendered { article, options: *options }).unwrap_or_default()
}

/// An object with the keys `title`, `text` (see [`Article::text`]), `blocks` (all of them, in
/// order), `sections` (see [`Section`]), `groups` (all of them, see [`Group`]), `metadata`, `page_kind`, `page_kind_chance` (null where a rule told the kind), `confidence` (four
/// decimals) and `flags`, in this order. [`Article::render`] has `images` after `groups` and the captions in `text`
/// where its options ask for them. Where there are comments or posts, `comments` and `posts` follow.
///
/// ```
/// let article = dechaff::clean("<h1>Rain</h1><p>It rained all day, and nobody in the town minded it.</p>")?;
/// let json = serde_json::to_value(&article)?;
/// assert!(json["text"].is_string());
/// assert!(json["blocks"].is_array());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl Serialize for Article {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Rendered { article: self, options: Rendering::new() }.serialize(serializer)
    }
}

/// An article with what is to be shown of it.
struct Rendered<'a> {
    article: &'a Article,
    options: Rendering,
}

impl Serialize for Rendered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            title: Option<&'a str>,
            text: String,
            blocks: Vec<Block<'a>>,
            sections: Vec<Section<'a>>,
            groups: Vec<Group<'a>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            images: Option<Vec<Image<'a>>>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            comments: Vec<Comment<'a>>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            posts: Vec<Post<'a>>,
            metadata: &'a Metadata,
            page_kind: PageKind,
            page_kind_chance: Option<f64>,
            confidence: f64,
            flags: &'a [Flag],
        }
        let Rendered { article, options } = *self;
        let mirror = Mirror {
            title: article.title(),
            text: text::render(article, &options),
            blocks: article.blocks().collect(),
            sections: article.sections().collect(),
            groups: article.groups().collect(),
            images: options.images.then(|| article.images().collect()),
            comments: article.comments().collect(),
            posts: article.posts().collect(),
            metadata: article.metadata(),
            page_kind: article.page_kind(),
            page_kind_chance: article.page_kind_chance().map(four_decimals),
            confidence: four_decimals(article.confidence()),
            flags: article.flags(),
        };
        mirror.serialize(serializer)
    }
}

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

/// An object with the keys `author`, `date` (ISO 8601, or null), `date_text` (the page's words), `text`, `depth` (0
/// answers none; null where the page does not tell) and `blocks` (the first, and the one after the last).
///
/// ```
/// use dechaff::{Cleaner, Input};
///
/// let page = "<article><h1>Rain</h1><p>It rained all day in three towns by the river, and nobody minded it.</p>\
///     <p>On Tuesday the sun came out again, and the ferry sailed an hour late.</p></article>\
///     <ol class=comment-list><li class=comment><b class=comment-author>Ann</b><p>What a day!</p></li></ol>";
/// let article = Cleaner::new().with_comments(true).clean(Input::html(page))?;
/// let json = serde_json::to_value(article.comments().collect::<Vec<_>>())?;
/// assert_eq!(json[0]["author"], "Ann");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
impl Serialize for Comment<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        EntryMirror::of(self.entry).serialize(serializer)
    }
}

/// An object with the keys of a [`Comment`], `is_first` and `is_accepted`.
impl Serialize for Post<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            #[serde(flatten)]
            entry: EntryMirror<'a>,
            is_first: bool,
            is_accepted: bool,
        }
        let (is_first, is_accepted) = (self.is_first(), self.is_accepted());
        Mirror { entry: EntryMirror::of(self.entry), is_first, is_accepted }.serialize(serializer)
    }
}

/// What comments and posts have in common.
#[derive(Serialize)]
struct EntryMirror<'a> {
    author: Option<&'a str>,
    date: Option<String>,
    date_text: Option<&'a str>,
    text: &'a str,
    depth: Option<u32>,
    blocks: [u32; 2],
}

impl<'a> EntryMirror<'a> {
    fn of(entry: &'a Entry) -> Self {
        EntryMirror {
            author: entry.author.as_deref(),
            date: entry.date.as_ref().map(Date::iso8601),
            date_text: entry.date_text.as_deref(),
            text: &entry.text,
            depth: entry.depth,
            blocks: [entry.blocks.start, entry.blocks.end],
        }
    }
}

/// An object with the keys `kind`, what the kind carries (`marker` and `start` of a list; `task` of an item with a
/// box; `header` of a row or a cell; `columns` and `rows` of a cell that spans several; `language`, `source`,
/// `label` and `callout` where the page gives them), `parent` (the position of the group around it, null for the
/// document itself), `blocks` (the first block inside, and the one after the last) and, for a cell of a row that is
/// one block, `range` (start and end of the cell, in bytes of the block's text).
///
/// The innermost group of a block is the last one whose `blocks` hold it.
impl Serialize for Group<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            kind: &'static str,
            #[serde(flatten)]
            details: GroupDetails,
            #[serde(skip_serializing_if = "Option::is_none")]
            language: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            source: Option<Cow<'a, str>>,
            #[serde(skip_serializing_if = "Option::is_none")]
            label: Option<&'a str>,
            #[serde(skip_serializing_if = "Option::is_none")]
            callout: Option<&'a str>,
            parent: Option<usize>,
            blocks: [usize; 2],
            #[serde(skip_serializing_if = "Option::is_none")]
            range: Option<[usize; 2]>,
        }
        let mirror = Mirror {
            kind: self.kind().name(),
            details: GroupDetails::of(self.kind()),
            language: self.language(),
            source: self.source(),
            label: self.label(),
            callout: self.callout(),
            parent: self.parent().map(|group| group.index()),
            blocks: [self.blocks().start, self.blocks().end],
            range: self.part().map(|part| [part.start, part.end]),
        };
        mirror.serialize(serializer)
    }
}

/// What a group's kind carries besides its name.
#[derive(Serialize)]
#[serde(untagged)]
enum GroupDetails {
    List { marker: &'static str, start: i32 },
    Task { task: bool },
    Row { header: bool },
    Cell { header: bool, columns: u16, rows: u16 },
    None {},
}

impl GroupDetails {
    fn of(kind: GroupKind) -> Self {
        match kind {
            GroupKind::List { marker, start } => GroupDetails::List { marker: marker.name(), start },
            GroupKind::Item { task: Some(task) } => GroupDetails::Task { task },
            GroupKind::Row { header } => GroupDetails::Row { header },
            GroupKind::Cell { header, columns, rows } if columns > 1 || rows > 1 => {
                GroupDetails::Cell { header, columns, rows }
            }
            GroupKind::Cell { header, .. } => GroupDetails::Row { header },
            _ => GroupDetails::None {},
        }
    }
}

/// An object with the keys `kind`, what the kind carries (`level` of a heading; `depth` and
/// `ordered` of a list item; `table` and `header` of a table's row), `label`, `score` (four
/// decimals), `text`, `reasons` and, for flattened text, `range` (start and end, in bytes of
/// the input), `further_ranges` where it goes on on further sheets of a printed page, and `mended`, if its text was.
impl Serialize for Block<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            kind: &'static str,
            #[serde(flatten)]
            details: KindDetails,
            label: Label,
            score: f64,
            text: &'a str,
            reasons: Vec<Reason>,
            #[serde(skip_serializing_if = "Option::is_none")]
            range: Option<[usize; 2]>,
            #[serde(skip_serializing_if = "Vec::is_empty")]
            further_ranges: Vec<[usize; 2]>,
            #[serde(skip_serializing_if = "std::ops::Not::not")]
            mended: bool,
        }
        let mirror = Mirror {
            kind: self.kind().name(),
            details: KindDetails::of(self.kind()),
            label: self.label(),
            score: four_decimals(self.score()),
            text: self.text(),
            reasons: self.reasons().collect(),
            range: self.input_range().map(|range| [range.start, range.end]),
            further_ranges: self.input_ranges().skip(1).map(|range| [range.start, range.end]).collect(),
            mended: self.is_mended(),
        };
        mirror.serialize(serializer)
    }
}

/// What a block's kind carries beside its name.
#[derive(Serialize)]
#[serde(untagged)]
enum KindDetails {
    Heading { level: u8 },
    ListItem { depth: u8, ordered: bool },
    TableRow { table: u32, header: bool },
    None {},
}

impl KindDetails {
    fn of(kind: BlockKind) -> Self {
        match kind {
            BlockKind::Heading { level } => KindDetails::Heading { level },
            BlockKind::ListItem { depth, ordered } => KindDetails::ListItem { depth, ordered },
            BlockKind::TableRow { table, header } => KindDetails::TableRow { table, header },
            _ => KindDetails::None {},
        }
    }
}

/// An object with the keys `text` and `weight` (four decimals).
impl Serialize for Reason {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            text: &'a str,
            weight: f64,
        }
        Mirror { text: self.text(), weight: four_decimals(self.weight()) }.serialize(serializer)
    }
}

/// An object with a key for every field in [`Metadata::FIELDS`], in that order. A text is an object with the keys
/// `value` and `provenance`, a date has more (see [`Date`]); both are null where nothing was found. Fields with
/// several texts, such as `authors` and `tags`, are arrays.
impl Serialize for Metadata {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("Metadata", Metadata::FIELDS.len())?;
        for field in Metadata::FIELDS {
            object.serialize_field(field.name(), &field.of(self))?;
        }
        object.end()
    }
}

/// The text or date with its provenance, or null; an array of several.
impl Serialize for Found<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Found::Text(text) => text.serialize(serializer),
            Found::Texts(texts) => texts.serialize(serializer),
            Found::Date(date) => date.serialize(serializer),
        }
    }
}

/// An object with the keys `value` and `provenance`.
impl Serialize for Field<String> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            value: &'a str,
            provenance: Provenance,
            #[serde(skip_serializing_if = "Option::is_none")]
            chance: Option<f64>,
        }
        let chance = self.chance.map(|thousandths| f64::from(thousandths) / 1000.0);
        Mirror { value: self.value(), provenance: self.provenance(), chance }.serialize(serializer)
    }
}

/// The keys of [`Date`] and `provenance`, in one object.
impl Serialize for Field<Date> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            #[serde(flatten)]
            date: &'a Date,
            provenance: Provenance,
        }
        Mirror { date: self.value(), provenance: self.provenance() }.serialize(serializer)
    }
}

/// An object with the keys `value` (ISO 8601, see [`Date::iso8601`]), `raw`, `precision`
/// (`year`, `month`, `day`, `minute`, `second`), `offset_minutes` (null where the page gives
/// no zone), `ambiguity` (`none`, `day_month_order`, `zone`) and `chance` (three decimals, or null, see [`Date::chance`]).
impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            value: String,
            raw: &'a str,
            precision: Precision,
            offset_minutes: Option<i16>,
            ambiguity: Ambiguity,
            chance: Option<f64>,
        }
        let mirror = Mirror {
            value: self.iso8601(),
            raw: self.raw(),
            precision: self.precision(),
            offset_minutes: self.offset_minutes(),
            ambiguity: self.ambiguity(),
            chance: self.chance.map(|thousandths| f64::from(thousandths) / 1000.0),
        };
        mirror.serialize(serializer)
    }
}

/// An object with the keys `url`, `alt`, `width`, `height` (null where they are not known) and `caption`.
impl Serialize for Image<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Mirror<'a> {
            url: Cow<'a, str>,
            alt: &'a str,
            width: Option<u32>,
            height: Option<u32>,
            caption: Option<&'a str>,
        }
        let mirror = Mirror {
            url: self.url(),
            alt: self.alt(),
            width: self.width(),
            height: self.height(),
            caption: self.caption(),
        };
        mirror.serialize(serializer)
    }
}

macro_rules! serialize_as_name {
    ($($type:ty => $name:expr,)*) => {$(
        /// A string: the name in output.
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($name(*self))
            }
        }
    )*};
}

serialize_as_name! {
    Label => Label::name,
    Boilerplate => Boilerplate::name,
    PageKind => PageKind::name,
    Flag => Flag::name,
    Provenance => Provenance::name,
    Precision => Precision::name,
    Ambiguity => Ambiguity::name,
}

/// Scores are estimates: more digits would only make output differ between platforms.
fn four_decimals(score: f32) -> f64 {
    (f64::from(score) * 1e4).round() / 1e4
}

#[cfg(test)]
mod tests {
    use crate::document::BlockKind;
    use crate::metadata::{Field, Provenance};
    use crate::render::testing::{article, october_day};

    #[test]
    fn shape() {
        let mut article =
            article(&[(BlockKind::Heading { level: 2 }, "Rain"), (BlockKind::Paragraph, "It rained.")]);
        article.blocks[1].input = Some(5..15);
        article.blocks[1].ground.rule = Some("it ends like a sentence");
        let date = october_day();
        article.metadata.published = Some(Field::new(date, Provenance::TextLine));
        article.metadata.authors = vec![Field::new("A. Writer".to_owned(), Provenance::JsonLd)];
        let expected = concat!(
            r#"{"title":null,"text":"Rain\n\nIt rained.","blocks":["#,
            r#"{"kind":"heading","level":2,"label":"content","score":0.9877,"text":"Rain","reasons":[]},"#,
            r#"{"kind":"paragraph","label":"content","score":0.9877,"text":"It rained.","#,
            r#""reasons":[{"text":"it ends like a sentence","weight":0.25}],"range":[5,15]}],"#,
            r#""sections":[{"kind":"body","blocks":[0,2],"words":3,"heading":"Rain","evidence":null}],"#,
            r#""groups":[{"kind":"document","parent":null,"blocks":[0,2]}],"#,
            r#""metadata":{"title":null,"published":{"value":"2021-10-12","raw":"12 Oct 2021","precision":"day","#,
            r#""offset_minutes":null,"ambiguity":"none","chance":null,"provenance":"text_line"},"modified":null,"#,
            r#""date":{"value":"2021-10-12","raw":"12 Oct 2021","precision":"day","#,
            r#""offset_minutes":null,"ambiguity":"none","chance":null,"provenance":"text_line"},"#,
            r#""authors":[{"value":"A. Writer","provenance":"json_ld"}],"organisation":null,"agency":null,"publisher":null,"#,
            r#""site":null,"location":null,"description":null,"language":null,"canonical_url":null,"#,
            r#""image":null,"section":null,"tags":[],"license":null,"section_path":[],"article_type":null,"access":null,"#,
            r#""author_urls":[],"comment_count":null},"page_kind":"article","page_kind_chance":0.875,"confidence":0.75,"flags":[]}"#,
        );
        assert_eq!(serde_json::to_string(&article).unwrap(), expected);
    }
}
