//! An article as markdown.
