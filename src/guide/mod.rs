//! How to use dechaff, in prose: nothing here but documentation, whose code is compiled and run.
//!
//! - [`tutorial`]: one page from its bytes to a clean article, step by step.
//! - [`cookbook`]: answers to "how do I …?", each by itself.
//!
//! `DESIGN.md` says how dechaff works inside and what was measured, `COMPARE.md` how it compares with others, with the
//! commands to repeat it, `SECURITY.md` what is promised about hostile input.

pub mod cookbook;
pub mod tutorial;
