//! Tables: data files and the code that loads them, nothing else.
pub(crate) mod class_words;
pub(crate) mod stop_words;
