//! The documents of this reader and of the tree, side by side.

#[cfg(test)]
mod tests;

use super::Moved;
use crate::document::Document;
use crate::options::Limits;
use crate::read::Purpose;

/// The line in which two documents differ, if they do.
pub(super) fn between(ours: &Document, theirs: &Document) -> Option<String> {
    let (ours, theirs) = (format!("{ours:#?}"), format!("{theirs:#?}"));
    if ours == theirs {
        return None;
    }
    let differs = |(_, (ours, theirs)): &(usize, (&str, &str))| ours != theirs;
    let line = ours.lines().zip(theirs.lines()).enumerate().find(differs);
    Some(line.map_or("one is shorter".to_owned(), |(at, lines)| format!("line {at}: {lines:#?}")))
}

/// Where the document that is read in one pass is another than that of the tree, or why it was not read so.
pub(super) fn compared(html: &str, limits: &Limits) -> Result<Option<String>, Moved> {
    let ours = crate::read::html::page::streamed(html, None, limits, Purpose::Article)?;
    Ok(between(&ours, &crate::read::html::page::by_tree(html, None, limits, Purpose::Article)))
}

/// Where the two differ.
#[cfg(feature = "stages")]
pub(in crate::read) fn difference(html: &str, limits: &Limits) -> Option<String> {
    compared(html, limits).ok().flatten()
}
