//! `Article`: a cleaned page.

use std::sync::Arc;

use dechaff::{Format, Label, Rendering};
use pyo3::prelude::*;
use pyo3::sync::PyOnceLock;
use pyo3::types::{PyDict, PyString};

use crate::block::{Block, Image, Shared};
use crate::comment::{Comment, Post};
use crate::errors::invalid_option;
use crate::metadata::{Metadata, quoted};
use crate::notebook;
use crate::record::{dict, four_decimals, named};
use crate::section::Section;

/// A cleaned page: body, title, dates, authors, and every block that was kept or removed.
///
/// Every key of ``to_dict()`` is an attribute of the same name. ``text``, ``markdown`` and ``html`` are made when
/// they are first asked for.
///
/// >>> import dechaff
/// >>> article = dechaff.clean("<h1>Rain</h1><p>It rained all day, and nobody in the town minded it.</p>")
/// >>> article.title
/// 'Rain'
/// >>> article.text
/// 'It rained all day, and nobody in the town minded it.'
/// >>> print(article.markdown)
/// # Rain
/// <BLANKLINE>
/// It rained all day, and nobody in the town minded it.
#[pyclass(frozen, module = "dechaff")]
pub(crate) struct Article {
    shared: Arc<Shared>,
    /// What the cleaner was asked to show.
    rendering: Rendering,
    text: PyOnceLock<Py<PyString>>,
    markdown: PyOnceLock<Py<PyString>>,
    html: PyOnceLock<Py<PyString>>,
}

impl Article {
    pub(crate) fn new(article: dechaff::Article, rendering: Rendering) -> Self {
        Article {
            shared: Arc::new(Shared::new(article)),
            rendering,
            text: PyOnceLock::new(),
            markdown: PyOnceLock::new(),
            html: PyOnceLock::new(),
        }
    }

    pub(crate) fn inner(&self) -> &dechaff::Article {
        &self.shared.article
    }

    fn once<'py>(
        &self,
        py: Python<'py>,
        cell: &PyOnceLock<Py<PyString>>,
        format: Format,
    ) -> Bound<'py, PyString> {
        let render = || PyString::new(py, &self.inner().render(format, &self.rendering)).unbind();
        cell.get_or_init(py, render).bind(py).clone()
    }

    fn known(&self) -> &dechaff::Metadata {
        self.inner().metadata()
    }

    fn listed<'a>(&self, blocks: impl Iterator<Item = dechaff::Block<'a>>) -> Vec<Block> {
        blocks.map(|block| Block::new(&self.shared, &block)).collect()
    }
}

#[pymethods]
impl Article {
    /// The headline, without the site's name.
    #[getter]
    fn title(&self) -> Option<&str> {
        self.inner().title()
    }

    /// The body as plain text, blocks separated by blank lines; without the title.
    #[getter]
    fn text<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.once(py, &self.text, Format::Text)
    }

    /// Title and body as Markdown.
    #[getter]
    fn markdown<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.once(py, &self.markdown, Format::Markdown)
    }

    /// Title and body as a fragment of a few harmless HTML elements.
    #[getter]
    fn html<'py>(&self, py: Python<'py>) -> Bound<'py, PyString> {
        self.once(py, &self.html, Format::Html)
    }

    /// When it was first published, in ISO 8601 at the precision that the page gives.
    #[getter]
    fn published(&self) -> Option<String> {
        self.known().published().map(|field| field.value().iso8601())
    }

    /// When it was last changed, as ``published``.
    #[getter]
    fn modified(&self) -> Option<String> {
        self.known().modified().map(|field| field.value().iso8601())
    }

    /// The best that is known of when the article is from: ``published``, else ``modified``.
    #[getter]
    fn date(&self) -> Option<String> {
        self.known().date().map(|field| field.value().iso8601())
    }

    /// Who is credited with the article: people, else an organisation.
    #[getter]
    fn authors(&self) -> Vec<&str> {
        self.known().credits().map(|field| field.value().as_str()).collect()
    }

    /// Who the article comes from: the agency, else the publisher, else the site.
    #[getter]
    fn source(&self) -> Option<&str> {
        self.known().source().map(|field| field.value().as_str())
    }

    /// The website the article was found on.
    #[getter]
    fn site(&self) -> Option<&str> {
        self.known().site().map(|field| field.value().as_str())
    }

    /// The place the dateline names, as written.
    #[getter]
    fn location(&self) -> Option<&str> {
        self.known().location().map(|field| field.value().as_str())
    }

    /// The language as a BCP 47 tag, such as ``en`` or ``pt-BR``.
    #[getter]
    fn language(&self) -> Option<&str> {
        self.known().language().map(|field| field.value().as_str())
    }

    /// The page's own summary.
    #[getter]
    fn description(&self) -> Option<&str> {
        self.known().description().map(|field| field.value().as_str())
    }

    /// Everything that is known beside the body, with where it was found.
    #[getter]
    fn metadata(&self) -> Metadata {
        Metadata(self.known().clone())
    }

    /// The kind of page: ``article``, ``listing``, ``forum``, ``product``, ``documentation``, ``error_page`` or
    /// ``other``.
    #[getter]
    fn kind(&self) -> &'static str {
        self.inner().page_kind().name()
    }

    /// As ``kind``, under the Rust library's name.
    #[getter]
    fn page_kind(&self) -> &'static str {
        self.kind()
    }

    /// The chance that ``kind`` is right; ``None`` where a rule told it.
    #[getter]
    fn kind_chance(&self) -> Option<f64> {
        self.inner().page_kind_chance().map(four_decimals)
    }

    /// How sure dechaff is that the body is the article, whole and clean, from 0 to 1.
    #[getter]
    fn confidence(&self) -> f64 {
        four_decimals(self.inner().confidence())
    }

    /// The words of the body, the title and captions apart. Two characters of scripts without spaces are a word.
    ///
    /// >>> import dechaff
    /// >>> article = dechaff.clean("<h1>Rain</h1><p>It rained all day, and nobody in the town minded it.</p>")
    /// >>> article.word_count, article.reading_minutes
    /// (11, 1)
    #[getter]
    fn word_count(&self) -> usize {
        self.inner().word_count()
    }

    /// The minutes that an adult takes to read the body, rounded up.
    #[getter]
    fn reading_minutes(&self) -> usize {
        self.inner().reading_minutes()
    }

    /// What to know before trusting the result: ``paywalled``, ``consent_only``, ``error_page``, ``no_article``,
    /// ``truncated_…``, ``mojibake``, ``other_records``, ``invalid_bytes``.
    #[getter]
    fn flags(&self) -> Vec<&'static str> {
        self.inner().flags().iter().map(|flag| flag.name()).collect()
    }

    /// Every block of the page in order, kept or removed.
    #[getter]
    fn blocks(&self) -> Vec<Block> {
        self.listed(self.inner().blocks())
    }

    /// The parts of the page in order, kept and removed: every block is in one of them.
    ///
    /// >>> import dechaff
    /// >>> article = dechaff.clean(
    /// ...     "<h1>Rain</h1><p>It rained all day, and nobody in the town minded it.</p>"
    /// ...     "<p>The wells had been dry since May, and the mill by the river had not turned for as long as that.</p>"
    /// ...     "<p>Children sailed boats of paper down the street, and the baker gave away bread in the square.</p>"
    /// ...     "<div class=comments-area><h2>Comments</h2><p>Here, too.</p></div>"
    /// ... )
    /// >>> [(section.kind, section.heading, str(section.evidence)) for section in article.sections][-1]
    /// ('comments', 'Comments', 'named "comments-area"')
    #[getter]
    fn sections(&self) -> Vec<Section> {
        self.inner().sections().map(|section| Section::new(&self.shared, &section)).collect()
    }

    /// The blocks of the article itself, in order.
    #[getter]
    fn body(&self) -> Vec<Block> {
        self.listed(self.inner().body())
    }

    /// The blocks that were removed as boilerplate, in order, each with its kind, score and reasons.
    ///
    /// >>> import dechaff
    /// >>> article = dechaff.clean(
    /// ...     "<h1>Rain</h1><p>It rained all day, and nobody in the town minded it.</p>"
    /// ...     "<p>All rights reserved.</p>"
    /// ... )
    /// >>> [(block.label, block.text) for block in article.removed]
    /// [('legal_footer', 'All rights reserved.')]
    #[getter]
    fn removed(&self) -> Vec<Block> {
        self.listed(self.inner().removed().filter(|block| block.label() != Label::Title))
    }

    /// Readers' comments, each with author, date, text and depth as far as the page tells, where the option
    /// ``comments`` asked for them. Their blocks have the label ``comment``.
    ///
    /// >>> import dechaff
    /// >>> article = dechaff.clean(
    /// ...     "<h1>Rain</h1><p>It rained all day in three towns by the river, and nobody in any of them minded it.</p>"
    /// ...     "<ol class=comment-list><li class=comment><b class=comment-author>Ann says:</b>"
    /// ...     "<time datetime=2021-10-12>12 October</time><p>What a day!</p></li></ol>",
    /// ...     comments=True,
    /// ... )
    /// >>> [(comment.author, comment.date, comment.text) for comment in article.comments]
    /// [('Ann', '2021-10-12', 'What a day!')]
    #[getter]
    fn comments(&self) -> Vec<Comment> {
        self.inner().comments().map(Comment::from).collect()
    }

    /// The posts of a forum's thread, or a question and its answers, where the option ``comments`` asked for them.
    #[getter]
    fn posts(&self) -> Vec<Post> {
        self.inner().posts().map(Post::from).collect()
    }

    /// The pictures inside the body, in order.
    #[getter]
    fn images(&self) -> Vec<Image> {
        self.inner().images().map(Image::from).collect()
    }

    /// The article in a format, one of ``dechaff.FORMATS``: ``text``, ``markdown``, ``html``, ``json`` or ``xml`` (TEI).
    ///
    /// ``links``, ``images`` and ``captions`` choose what is shown; where one is ``None``, the cleaner's setting counts.
    ///
    /// >>> import dechaff
    /// >>> article = dechaff.clean(
    /// ...     "<h1>Rain</h1><p>It rained all day in <a href='https://example.org/b'>Brack</a>, and nobody minded it.</p>"
    /// ... )
    /// >>> print(article.render("markdown", links=True))
    /// # Rain
    /// <BLANKLINE>
    /// It rained all day in [Brack](https://example.org/b), and nobody minded it.
    #[pyo3(signature = (format, *, links=None, images=None, captions=None))]
    fn render(
        &self,
        py: Python<'_>,
        format: &str,
        links: Option<bool>,
        images: Option<bool>,
        captions: Option<bool>,
    ) -> PyResult<String> {
        let Some(format) = Format::from_name(format) else {
            let known: Vec<&str> = Format::ALL.iter().map(|format| format.name()).collect();
            let message = format!("no format is named {format:?}; formats are {}", known.join(", "));
            return Err(invalid_option(py, message));
        };
        let mut rendering = self.rendering;
        if let Some(show) = links {
            rendering = rendering.with_links(show);
        }
        if let Some(show) = images {
            rendering = rendering.with_images(show);
        }
        if let Some(show) = captions {
            rendering = rendering.with_captions(show);
        }
        Ok(py.detach(|| self.inner().render(format, &rendering)))
    }

    /// A dictionary with these fields, named and shaped as in a line of ``dechaff dump``.
    ///
    /// Without ``fields`` it has ``dechaff.FIELDS``; those of ``dechaff.ALL_FIELDS`` can be asked for, too,
    /// such as ``metadata``, ``blocks``, ``removed`` and ``markdown``.
    ///
    /// >>> import dechaff
    /// >>> article = dechaff.clean("<h1>Rain</h1><p>It rained all day, and nobody in the town minded it.</p>")
    /// >>> article.to_dict(fields=["title", "text", "authors"])
    /// {'title': 'Rain', 'text': 'It rained all day, and nobody in the town minded it.', 'authors': []}
    #[pyo3(signature = (fields=None))]
    fn to_dict<'py>(&self, py: Python<'py>, fields: Option<Vec<String>>) -> PyResult<Bound<'py, PyDict>> {
        dict(py, self.inner(), &named(py, fields)?, &self.rendering)
    }

    /// Everything as one line of JSON: body, metadata, and every block with its reasons, as ``dechaff -o json``.
    fn to_json(&self) -> String {
        serde_json::to_string(self.inner()).unwrap_or_default()
    }

    /// What was found, kept and removed, and why, for people to read.
    fn explain(&self) -> String {
        notebook::explain(self.inner())
    }

    fn _repr_html_(&self) -> String {
        notebook::html(self.inner())
    }

    fn __repr__(&self, py: Python<'_>) -> PyResult<String> {
        let title = quoted(py, self.inner().title())?;
        let (kind, confidence) = (self.kind(), self.inner().confidence());
        Ok(format!("<Article {title} kind={kind} confidence={confidence:.2}>"))
    }
}
