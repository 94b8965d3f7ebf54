"""dechaff in datatrove: an extractor in the place of ``Trafilatura()``.

    from dechaff.datatrove import Dechaff

    pipeline = [WarcReader("crawl/"), Dechaff(focus="precision"), JsonlWriter("clean/")]

Unlike datatrove's own extractors it needs no process of its own for each task: dechaff takes time in proportion to a
page's length, and no page ends the process.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from datatrove.data import Document, DocumentsPipeline
from datatrove.pipeline.extractors.base import BaseExtractor
from datatrove.utils.logging import logger
from datatrove.utils.typeshelper import StatHints

from dechaff import ALL_FIELDS, FORMATS, Article, Cleaner
from dechaff.errors import DechaffError, InvalidOption

if TYPE_CHECKING:
    from typing_extensions import Unpack

    from dechaff._types import Focus, Options

__all__ = ["Dechaff"]

_DEFAULT_METADATA = ("kind", "title", "date", "authors", "source", "language", "confidence", "flags")


class Dechaff(BaseExtractor):  # type: ignore[misc]
    """Replaces a document's HTML by the clean text of its article.

    A document that cannot be cleaned is dropped and counted in the statistics (``empty_input``, ``binary_input`` …), and
    so is one whose body is empty.

    Args:
        focus: where to lean in doubt: "balanced", "precision" or "recall"
        output: what the document's text becomes: a format of ``dechaff.FORMATS``, such as "text" or "markdown"
        metadata: fields of the article to put into ``Document.metadata``, under "dechaff"; see ``Article.to_dict``
        only: kinds of page to let through, such as ("article",); all if None
        min_confidence: let through only articles of which dechaff is so sure
        url_field: the key of ``Document.metadata`` with the page's address
        timeout: taken for datatrove's sake, and not needed
        **options: those of ``dechaff.Cleaner``
    """

    name = "🌾 Dechaff"
    _requires_dependencies: ClassVar[list[str]] = ["dechaff"]
    _warned_error: bool

    def __init__(
        self,
        focus: Focus = "balanced",
        output: str = "text",
        metadata: Sequence[str] = _DEFAULT_METADATA,
        only: Sequence[str] | None = None,
        min_confidence: float = 0.0,
        url_field: str = "url",
        timeout: float = 1,
        **options: Unpack[Options],
    ) -> None:
        super().__init__(timeout)
        if output not in FORMATS:
            raise InvalidOption(f"output: one of {', '.join(FORMATS)}, not {output!r}")
        for field in metadata:
            if field not in ALL_FIELDS:
                raise InvalidOption(f"no field is named {field!r}; fields are {', '.join(ALL_FIELDS)}")
        self.cleaner = Cleaner(focus=focus, **options)
        self.output = output
        self.metadata = list(metadata)
        self.only = None if only is None else frozenset(only)
        self.min_confidence = min_confidence
        self.url_field = url_field

    def extract(self, text: str) -> str:
        """The clean text of one page."""
        rendered: str = self.cleaner.clean(text).render(self.output)
        return rendered

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        """Cleans every document in this process."""
        for document in data:
            self.stat_update(StatHints.total)
            with self.track_time():
                kept = self._clean(document)
            if kept:
                self.stat_update(StatHints.forwarded)
                self.update_doc_stats(document)
                yield document
            else:
                self.stat_update(StatHints.dropped)

    def _clean(self, document: Document) -> bool:
        """Whether the document goes on."""
        try:
            article = self._article(document)
        except DechaffError as error:
            self.stat_update(_snake_case(type(error).__name__))
            if not self._warned_error:
                logger.warning(f"document {document.id}: {error}. Dropped; others like it are counted, not told.")
                self._warned_error = True
            return False
        self.stat_update("extracted")
        if self.only is not None and article.kind not in self.only:
            self.stat_update(f"kind_{article.kind}")
            return False
        if article.confidence < self.min_confidence:
            self.stat_update("low_confidence")
            return False
        document.text = article.render(self.output)
        if self.metadata:
            document.metadata["dechaff"] = article.to_dict(self.metadata)
        return bool(document.text.strip())

    def _article(self, document: Document) -> Article:
        url = document.metadata.get(self.url_field)
        if isinstance(url, str):
            try:
                return self.cleaner.clean(document.text, url)
            except InvalidOption:
                # Cleaned without an address that is none.
                pass
        return self.cleaner.clean(document.text)


def _snake_case(name: str) -> str:
    return "".join(f"_{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("_")
