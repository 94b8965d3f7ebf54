//! An article as text.
