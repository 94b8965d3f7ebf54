//! `Comment` and `Post`: what readers wrote, as data.

use pyo3::prelude::*;

use crate::metadata::quoted;

/// What one reader wrote below an article.
#[pyclass(frozen, get_all, module = "dechaff")]
#[derive(Debug)]
pub(crate) struct Comment {
    /// The name that its author goes by, as the page writes it.
    author: Option<String>,
    /// When it was written, in ISO 8601, where the page gives a day.
    date: Option<String>,
    /// The date in the page's words, such as "3 hours ago".
    date_text: Option<String>,
    /// What was written, paragraphs separated by blank lines.
    text: String,
    /// 0 where it answers none; ``None`` where the page does not tell.
    depth: Option<u32>,
    /// The first of its blocks among ``Article.blocks``, and the one after the last.
    blocks: (usize, usize),
}

impl From<dechaff::Comment<'_>> for Comment {
    fn from(comment: dechaff::Comment<'_>) -> Self {
        Comment {
            author: comment.author().map(str::to_owned),
            date: comment.date().map(dechaff::Date::iso8601),
            date_text: comment.date_text().map(str::to_owned),
            text: comment.text().to_owned(),
            depth: comment.depth(),
            blocks: (comment.blocks().start, comment.blocks().end),
        }
    }
}

#[pymethods]
impl Comment {
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("<Comment by {}: {}>", quoted(py, self.author.as_deref())?, quoted(py, Some(&self.text))?))
    }
}

/// One post of a thread: a question, an answer, a message.
#[pyclass(frozen, get_all, module = "dechaff")]
#[derive(Debug)]
pub(crate) struct Post {
    /// The name that its author goes by, as the page writes it.
    author: Option<String>,
    /// When it was written, in ISO 8601, where the page gives a day.
    date: Option<String>,
    /// The date in the page's words, such as "3 hours ago".
    date_text: Option<String>,
    /// What was written, paragraphs separated by blank lines.
    text: String,
    /// 0 where it answers none; ``None`` where the page does not tell.
    depth: Option<u32>,
    /// The first of its blocks among ``Article.blocks``, and the one after the last.
    blocks: (usize, usize),
    /// Whether the thread begins with it on this page.
    is_first: bool,
    /// Whether it was chosen as the answer.
    is_accepted: bool,
}

impl From<dechaff::Post<'_>> for Post {
    fn from(post: dechaff::Post<'_>) -> Self {
        Post {
            author: post.author().map(str::to_owned),
            date: post.date().map(dechaff::Date::iso8601),
            date_text: post.date_text().map(str::to_owned),
            text: post.text().to_owned(),
            depth: post.depth(),
            blocks: (post.blocks().start, post.blocks().end),
            is_first: post.is_first(),
            is_accepted: post.is_accepted(),
        }
    }
}

#[pymethods]
impl Post {
    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        Ok(format!("<Post by {}: {}>", quoted(py, self.author.as_deref())?, quoted(py, Some(&self.text))?))
    }
}
