"""Cleans scraped web articles: HTML, or text that somebody already flattened.

Give ``clean`` what a scraper left behind and get back an ``Article``: body, title, dates, source, authors, and an
account of what was removed and why.

>>> import dechaff
>>> article = dechaff.clean(
...     "Home | News | Sport\\n\\n"
...     "Ferry returns after two years\\n\\n"
...     "The ferry between Nordvik and Sunde sailed again on Monday, two years after a storm tore away its pier. "
...     "About three hundred people had come to the harbour to see it leave.\\n\\n"
...     "Also read: Storm damage still unpaid\\n\\n"
...     '"We had begun to think it would never come back," said the harbour master, who had kept the ticket office '
...     "painted all the same.\\n\\n"
...     "Share this story"
... )
>>> article.title
'Ferry returns after two years'
>>> article.text.startswith("The ferry between Nordvik and Sunde")
True
>>> [(block.label, block.text) for block in article.removed][1]
('related_links', 'Also read: Storm damage still unpaid')

Many pages: ``clean_many``, ``clean_arrow`` (pyarrow, polars), ``dechaff.spark``, ``dechaff.datatrove``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Literal, overload

from dechaff._dechaff import (
    ALL_FIELDS,
    FIELDS,
    FORMATS,
    SCHEMA_VERSION,
    ArrowColumn,
    Article,
    Block,
    Cleaner,
    CleanMany,
    Comment,
    Date,
    Field,
    Image,
    Metadata,
    Post,
    Reason,
    Section,
    SectionEvidence,
    SiteLearner,
    Sites,
    __version__,
)
from dechaff.errors import (
    BinaryInput,
    DechaffError,
    EmptyInput,
    InternalError,
    InvalidOption,
    SurrogateInput,
)

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from dechaff._types import ArrowData, Focus, Options, Page

__all__ = [
    "ALL_FIELDS",
    "FIELDS",
    "FORMATS",
    "SCHEMA_VERSION",
    "ArrowColumn",
    "Article",
    "BinaryInput",
    "Block",
    "CleanMany",
    "Cleaner",
    "Comment",
    "Date",
    "DechaffError",
    "EmptyInput",
    "Field",
    "Image",
    "InternalError",
    "InvalidOption",
    "Metadata",
    "Post",
    "Reason",
    "Section",
    "SectionEvidence",
    "SiteLearner",
    "Sites",
    "SurrogateInput",
    "__version__",
    "clean",
    "clean_arrow",
    "clean_bytes",
    "clean_many",
    "metadata",
]


def clean(page: Page, url: str | None = None, *, focus: Focus = "balanced", **options: Unpack[Options]) -> Article:
    """Clean one page: HTML or flattened text, as ``str``, or as bytes in whatever encoding they are.

    ``url`` is the page's address: links become absolute, and it is evidence for dates. ``focus`` and the other options
    are those of ``Cleaner``.

    Raises ``EmptyInput`` where there is no visible character, ``BinaryInput`` for a file of another kind,
    ``InvalidOption`` for options that cannot be meant.

    >>> article = clean("<h1>Rain</h1><p>It rained all day, and nobody in the town minded it.</p>")
    >>> article.title, article.text
    ('Rain', 'It rained all day, and nobody in the town minded it.')
    """
    return Cleaner(focus=focus, **options).clean(page, url)


def clean_bytes(
    page: bytes | bytearray | memoryview,
    url: str | None = None,
    *,
    content_type: str | None = None,
    focus: Focus = "balanced",
    **options: Unpack[Options],
) -> Article:
    """Clean one page of bytes: in the encoding of a byte order mark, of ``content_type`` (the HTTP header), of a
    ``<meta>``, or detected.

    >>> page = "<h1>Été</h1><p>Il a fait très chaud cet été, et personne ne s'en est plaint.</p>".encode("latin-1")
    >>> clean_bytes(page, content_type="text/html; charset=iso-8859-1").title
    'Été'
    """
    if isinstance(page, str):
        raise TypeError("clean_bytes takes a bytes-like object, not str")
    return Cleaner(focus=focus, **options).clean(page, url, content_type=content_type)


def metadata(
    page: Page,
    url: str | None = None,
    *,
    content_type: str | None = None,
    focus: Focus = "balanced",
    **options: Unpack[Options],
) -> Metadata:
    """Title, dates, authors and the rest, without looking for the body: ``Article.metadata`` in less time.

    >>> known = metadata("<h1>Ferry returns</h1><p>By Ann Fenwick, 12 October 2021</p>")
    >>> known.title.value, [author.value for author in known.authors]
    ('Ferry returns', ['Ann Fenwick'])
    """
    return Cleaner(focus=focus, **options).metadata(page, url, content_type=content_type)


@overload
def clean_many(
    pages: Iterable[Page | tuple[Page, str | None]],
    *,
    threads: int | None = ...,
    errors: Literal["raise"] = ...,
    look_ahead: int | None = ...,
    focus: Focus = ...,
    **options: Unpack[Options],
) -> CleanMany[Article]: ...
@overload
def clean_many(
    pages: Iterable[Page | tuple[Page, str | None] | None],
    *,
    threads: int | None = ...,
    errors: Literal["return"],
    look_ahead: int | None = ...,
    focus: Focus = ...,
    **options: Unpack[Options],
) -> CleanMany[Article | DechaffError | TypeError]: ...
def clean_many(
    pages: Iterable[Page | tuple[Page, str | None] | None],
    *,
    threads: int | None = None,
    errors: Literal["raise", "return"] = "raise",
    look_ahead: int | None = None,
    focus: Focus = "balanced",
    **options: Unpack[Options],
) -> CleanMany[Article] | CleanMany[Article | DechaffError | TypeError]:
    """Clean pages on several threads; articles come in the order of the pages. See ``Cleaner.clean_many``.

    >>> pages = (f"<h1>Day {day}</h1><p>It rained all day, and nobody in the town minded it.</p>" for day in range(3))
    >>> [article.title for article in clean_many(pages)]
    ['Day 0', 'Day 1', 'Day 2']
    """
    cleaner = Cleaner(focus=focus, **options)
    return cleaner.clean_many(pages, threads=threads, errors=errors, look_ahead=look_ahead)  # type: ignore[arg-type]


def clean_arrow(
    data: ArrowData,
    column: str | None = None,
    *,
    url: str | None = None,
    content_type: str | None = None,
    fields: Sequence[str] | None = None,
    threads: int | None = None,
    focus: Focus = "balanced",
    **options: Unpack[Options],
) -> ArrowColumn:
    """Clean a column of an Arrow table, a record batch, or an array by itself. See ``Cleaner.clean_arrow``.

    ``url`` and ``content_type`` name columns.

    >>> import polars as pl
    >>> frame = pl.DataFrame({"html": ["<h1>Rain</h1><p>It rained all day, and nobody in the town minded it.</p>"]})
    >>> frame.with_columns(pl.Series("article", clean_arrow(frame, "html"))).unnest("article")["title", "error"].rows()
    [('Rain', None)]
    """
    cleaner = Cleaner(focus=focus, **options)
    return cleaner.clean_arrow(data, column, url=url, content_type=content_type, fields=fields, threads=threads)
