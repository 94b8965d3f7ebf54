//! Tables: data files and the code that loads them, nothing else.
pub(crate) mod page_words;
pub(crate) mod stop_words;
