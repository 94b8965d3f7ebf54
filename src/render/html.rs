//! An article as html.
