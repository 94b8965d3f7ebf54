//! An article to text, Markdown, HTML and JSON.

mod html;
#[cfg(feature = "serde")]
mod json;
mod markdown;
mod text;

use crate::article::BlockKind;

/// Whether two neighbouring blocks are items of one list or rows of one table.
fn same_list_or_table(first: BlockKind, second: BlockKind) -> bool {
    use BlockKind::{ListItem, TableRow};
    match (first, second) {
        (ListItem { .. }, ListItem { .. }) => true,
        (TableRow { table: a, .. }, TableRow { table: b, .. }) => a == b,
        _ => false,
    }
}
