//! An article as json.
