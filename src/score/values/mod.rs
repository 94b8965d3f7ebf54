//! The features by name: what the rest of this stage fills in, and what the model reads by position.

mod context;
mod features;

pub(crate) use context::Context;
pub(crate) use features::Features;
