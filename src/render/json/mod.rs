//! An article as JSON: [`Serialize`] for what callers see.
//!
//! The shape is a promise of its own, apart from the fields of the Rust types: each `impl`
//! fills a private mirror whose field names and order are those of the output.

mod blocks;
mod decimals;
mod discussion;
mod metadata;
mod names;
mod sections;

use std::borrow::Cow;

use serde::{Serialize, Serializer};

use self::decimals::four_decimals;
use super::text;
use crate::article::{Article, Block, Comment, Group, Image, Post, Section};
use crate::labels::{Flag, PageKind};
use crate::metadata::Metadata;
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
            r#""reasons":[{"text":"it ends like a sentence","weight":0.0}],"range":[5,15]}],"#,
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
