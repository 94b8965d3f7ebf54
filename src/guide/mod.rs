//! How to use dechaff, in prose: nothing here but documentation, whose code is compiled and run.
//!
//! - [`tutorial`]: one page from its bytes to a clean article, step by step.
//! - [`cookbook`]: answers to "how do I …?", each by itself.
//!
//! How dechaff works inside and what was measured stands in `DESIGN.md`, how it compares with others, with the commands
//! to repeat it, in `COMPARE.md`, what is promised about hostile input in `SECURITY.md`.

pub mod cookbook;
pub mod tutorial;
