//! What is left out of a block's text or written in another way. Ranges stay those of the input.

use std::borrow::Cow;
use std::ops::Range;

/// Bytes of the input, and what is read in their place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Edit {
    pub(super) bytes: Range<usize>,
    pub(super) text: Cow<'static, str>,
}

impl Edit {
    pub(super) fn without(bytes: Range<usize>) -> Edit {
        Edit { bytes, text: Cow::Borrowed("") }
    }
}

/// In the order of the text; of edits that touch the same bytes the first.
pub(super) fn in_order(mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|edit| edit.bytes.start);
    let mut end = 0;
    edits.retain(|edit| {
        let is_free = edit.bytes.start >= end;
        end = if is_free { edit.bytes.end } else { end };
        is_free
    });
    edits
}

/// Those of the edits that are in a range.
pub(super) fn within<'a>(edits: &'a [Edit], bytes: &Range<usize>) -> &'a [Edit] {
    let first = edits.partition_point(|edit| edit.bytes.start < bytes.start);
    let last = edits.partition_point(|edit| edit.bytes.end <= bytes.end);
    edits.get(first..last).unwrap_or_default()
}

/// A part of the text as it is read.
pub(super) fn edited<'a>(text: &'a str, bytes: &Range<usize>, edits: &[Edit]) -> Cow<'a, str> {
    if edits.is_empty() {
        return Cow::Borrowed(&text[bytes.clone()]);
    }
    let mut out = String::with_capacity(bytes.len());
    let mut start = bytes.start;
    for edit in edits {
        out.push_str(&text[start..edit.bytes.start]);
        out.push_str(&edit.text);
        start = edit.bytes.end;
    }
    out.push_str(&text[start..bytes.end]);
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_of_a_range_are_made_in_order() {
        let edits = in_order(vec![Edit::without(9..10), Edit::without(0..3), Edit::without(2..4)]);
        assert_eq!(edits, [Edit::without(0..3), Edit::without(9..10)]);
        assert_eq!(edited("[1]Rain, x", &(0..10), &edits), "Rain, ");
        assert_eq!(edited("[1]Rain, x", &(3..9), within(&edits, &(3..9))), "Rain, ");
        assert_eq!(within(&edits, &(1..2)), []);
    }
}
