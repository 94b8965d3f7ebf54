//! Which numbered lines are items of lists.
//!
//! "3. Rain" may be an item, a heading, a date or a rank. It is an item where another with the next number follows or goes
//! before, at the same indent, with nothing but what is indented below it in between.

use super::prefix::{Prefix, Sign};
use crate::document::Document;

/// Columns by which items of one list may differ; numbers are often set flush right.
const MAX_RAGGED_COLUMNS: u16 = 1;

/// Accepts the numbers of items, and forgets all others.
pub(super) fn confirm(document: &Document, prefixes: &mut [Prefix]) {
    let mut is_item = vec![false; prefixes.len()];
    // Blocks below, nearest last, each indented less than all nearer ones: what may be the next at some indent.
    let mut below: Vec<usize> = Vec::new();
    for index in (0..prefixes.len()).rev() {
        let prefix = &prefixes[index];
        if prefixes.get(index + 1).is_some_and(|next| next.quotes != prefix.quotes) {
            below.clear();
        }
        // What is popped is never asked for again: this block is nearer and indented less.
        let is_deeper =
            |next: &mut usize| prefixes[*next].inner > prefix.inner.saturating_add(MAX_RAGGED_COLUMNS);
        while below.pop_if(is_deeper).is_some() {}
        if let Some(&next) = below.last()
            && follows(prefixes[next].sign, prefix.sign)
        {
            is_item[index] = true;
            is_item[next] = true;
        }
        while below.pop_if(|next| prefixes[*next].inner >= prefix.inner).is_some() {}
        below.push(index);
    }
    for (index, prefix) in prefixes.iter_mut().enumerate() {
        match prefix.sign {
            Sign::Number(..) if is_item[index] => {
                let end = document.blocks[index].text.end as usize;
                prefix.accept_number(&document.text[prefix.content as usize..end]);
            }
            Sign::Number(..) => prefix.sign = Sign::None,
            _ => {}
        }
    }
}

fn follows(next: Sign, sign: Sign) -> bool {
    match (sign, next) {
        (Sign::Number(number, stop), Sign::Number(next, next_stop)) => {
            next_stop == stop && number.checked_add(1) == Some(next)
        }
        _ => false,
    }
}
