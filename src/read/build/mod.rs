//! Events to a document.
//!
//! The builder keeps a stack of the elements that are open (`frame`), each with what it hands down to what is inside
//! it (`context`), and a run of inline text (`run`). Where a block ends, the run becomes one (`blocks`), inside the
//! containers and groups that the open elements are (`containers`, `groups`).
//!
//! Much is known only afterwards: whether a row's cells are lines or hold blocks of their own, whether `<noscript>` holds the
//! page. So what was built can be joined or taken back where an element ends, or where the page does: always at the tail of
//! the document, so that the cost is what building it had cost.

mod attributes;
mod blocks;
mod builder;
mod bullets;
mod callouts;
mod capture;
mod code;
mod containers;
mod context;
mod elements;
mod events;
mod formulas;
mod frame;
mod groups;
mod head;
mod hiding;
mod images;
mod json_ld;
mod marks;
mod noscript;
mod notes;
mod opened;
mod pending;
mod run;
mod shortcodes;
mod style_rules;
mod styles;
mod tables;
#[cfg(test)]
pub(crate) mod testing;
mod unshown;

pub(crate) use builder::Builder;
pub(crate) use style_rules::can_hide;
pub(crate) use unshown::reads_script;

/// Offsets are 32 bits wide.
pub(crate) const MAX_TEXT_BYTES: usize = i32::MAX as usize;
