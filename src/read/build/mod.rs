//! Events to a document.
//!
//! The builder keeps a stack of the elements that are open (`frame`), each with what it hands down to what is inside
//! it (`context`), and a run of inline text (`run`). Where a block ends, the run becomes one (`blocks`), inside the
//! containers and groups that the open elements are (`containers`, `groups`).
//!
//! Much is known only afterwards, and the builder cannot look ahead:
//!
//! - Signs, raised figures and the twins of a formula are taken back or rewritten where their element ends (`capture`,
//!   `formulas`). They are at the tail of the document then, so that it costs no more than building them did.
//! - Rows and tables are judged where they end: cells are joined to one line, or hold blocks of their own (`pending`, `tables`).
//! - Elements that may be footnotes make groups, which are matched with their marks at the end of the page (`notes`).
//! - What a late style sheet hides is asked for again at the end (`styles`).
//! - If `<noscript>` holds the page, it is read again (`noscript`).

mod attributes;
mod blocks;
mod builder;
mod bullets;
mod callouts;
mod capture;
mod class_facts;
mod code;
mod code_language;
mod containers;
mod context;
mod deciding;
mod elements;
mod events;
mod folds;
mod formulas;
mod fragments;
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
mod plain;
mod run;
mod shortcodes;
mod style_rules;
mod style_sheet;
mod styles;
mod tables;
#[cfg(test)]
pub(crate) mod testing;
mod unshown;

pub(crate) use builder::Builder;
pub(crate) use style_rules::can_hide;
pub(crate) use unshown::{MAX_BEGINNING_BYTES, reads_script};

/// Offsets are 32 bits wide.
pub(crate) const MAX_TEXT_BYTES: usize = i32::MAX as usize;
