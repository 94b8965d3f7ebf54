//! Comments and posts as callers see them.

use std::ops::Range;

use crate::discussion::Entry;
use crate::metadata::Date;

/// What one reader wrote below an article.
///
/// [`Article::comments`](crate::Article::comments) gives them.
///
/// ```
/// use dechaff::{Cleaner, Input};
///
/// let page = "<article><h1>Rain</h1><p>It rained all day in three towns by the river, and nobody minded it.</p>\
///     <p>On Tuesday the sun came out again, and the ferry sailed an hour late.</p></article>\
///     <ol class=comment-list><li class='comment depth-1'><div class=comment-author>Ann Lee says:</div>\
///     <time datetime=2021-10-12T16:18:00Z>12 October 2021</time><p>What a day it was!</p>\
///     <a href='#respond'>Reply</a></li></ol>";
/// let article = Cleaner::new().with_comments(true).clean(Input::html(page))?;
/// let comment = article.comments().next().ok_or("no comment")?;
/// assert_eq!(comment.author(), Some("Ann Lee"));
/// assert_eq!(comment.text(), "What a day it was!");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Comment<'a> {
    pub(crate) entry: &'a Entry,
}

impl<'a> Comment<'a> {
    /// The name that its author goes by, as the page writes it.
    #[must_use]
    pub fn author(&self) -> Option<&'a str> {
        self.entry.author.as_deref()
    }

    /// When it was written, where the page gives a day. For "3 hours ago" that takes a machine-readable date
    /// beside it or the time of fetching ([`Input::with_fetch_time`](crate::Input::with_fetch_time)).
    ///
    /// ```
    /// use dechaff::{Cleaner, Input};
    ///
    /// let text = "Rain\n\nIt rained all day in three towns by the river, and nobody minded it at all.\n\n\
    ///     2 Comments\n\nAnn says:\n\n12 October 2021\n\nWhat a day!\n\nBo says:\n\n13 October 2021\n\nIndeed.\n";
    /// let article = Cleaner::new().with_comments(true).clean(Input::text(text))?;
    /// let days: Vec<String> = article.comments().filter_map(|comment| Some(comment.date()?.iso8601())).collect();
    /// assert!(days.iter().all(|day| day.starts_with("2021-10")));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn date(&self) -> Option<&'a Date> {
        self.entry.date.as_ref()
    }

    /// The date in the page's words, such as "3 hours ago", whether or not they give a day.
    #[must_use]
    pub fn date_text(&self) -> Option<&'a str> {
        self.entry.date_text.as_deref()
    }

    /// What was written: paragraphs separated by blank lines, without the lines of author and date, without buttons
    /// and counts.
    #[must_use]
    pub fn text(&self) -> &'a str {
        &self.entry.text
    }

    /// How deep it is in the tree of answers: 0 answers none, 1 answers one of those. `None` where the page does not
    /// tell, as in flattened text.
    #[must_use]
    pub fn depth(&self) -> Option<u32> {
        self.entry.depth
    }

    /// Its blocks, as positions in [`Article::blocks`](crate::Article::blocks): those of its text and of the lines
    /// around it, and those of answers that are inside it on the page.
    #[must_use]
    pub fn blocks(&self) -> Range<usize> {
        self.entry.blocks.start as usize..self.entry.blocks.end as usize
    }
}

/// One post of a thread: a question, an answer, a message.
///
/// [`Article::posts`](crate::Article::posts) gives them.
///
/// ```
/// use dechaff::{Cleaner, Input};
///
/// let page = "<h1>How do I dry an oar?</h1><div itemprop=mainEntity>\
///     <div class=question><div class=post-text><p>It is wet after each tour, and I want to varnish it.</p></div>\
///     <div class=user-details><a href=/users/1/ann>Ann</a></div></div>\
///     <div class='answer accepted-answer' itemprop=acceptedAnswer><div class=post-text><p>Hang it up in the shade \
///     for two days, then sand it down.</p></div><div class=user-details><a href=/users/2/bo>Bo</a></div></div>\
///     <div class=answer itemprop=suggestedAnswer><div class=post-text><p>Leave it in the sun, that is all I do.</p>\
///     </div><div class=user-details><a href=/users/3/cy>Cy</a></div></div></div>";
/// let article = Cleaner::new().with_comments(true).clean(Input::html(page))?;
/// let accepted = article.posts().find(|post| post.is_accepted()).ok_or("no answer")?;
/// assert_eq!(accepted.author(), Some("Bo"));
/// assert!(!accepted.is_first());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Post<'a> {
    pub(crate) entry: &'a Entry,
}

impl<'a> Post<'a> {
    /// The name that its author goes by, as the page writes it.
    #[must_use]
    pub fn author(&self) -> Option<&'a str> {
        self.as_comment().author()
    }

    /// When it was written, as [`Comment::date`] has it.
    #[must_use]
    pub fn date(&self) -> Option<&'a Date> {
        self.as_comment().date()
    }

    /// The date in the page's words, as [`Comment::date_text`] has it.
    #[must_use]
    pub fn date_text(&self) -> Option<&'a str> {
        self.as_comment().date_text()
    }

    /// What was written, as [`Comment::text`] has it.
    #[must_use]
    pub fn text(&self) -> &'a str {
        self.as_comment().text()
    }

    /// How deep it is in the tree of answers, as [`Comment::depth`] has it.
    #[must_use]
    pub fn depth(&self) -> Option<u32> {
        self.as_comment().depth()
    }

    /// Its blocks, as positions in [`Article::blocks`](crate::Article::blocks).
    #[must_use]
    pub fn blocks(&self) -> Range<usize> {
        self.as_comment().blocks()
    }

    /// Whether the thread begins with it on this page: the question, the message that the others answer. No post is the
    /// first where the page shows what it discusses elsewhere, as link aggregators do.
    #[must_use]
    pub fn is_first(&self) -> bool {
        self.entry.is_first
    }

    /// Whether it was chosen as the answer.
    #[must_use]
    pub fn is_accepted(&self) -> bool {
        self.entry.is_accepted
    }

    fn as_comment(&self) -> Comment<'a> {
        Comment { entry: self.entry }
    }
}
