//! Comments and posts.

use serde::{Serialize, Serializer};

use crate::article::{Comment, Post};
use crate::discussion::Entry;
use crate::metadata::Date;

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
