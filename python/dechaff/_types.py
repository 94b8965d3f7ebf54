"""What functions take, for type checkers."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import datetime
from typing import Literal, Protocol, TypedDict

from dechaff._dechaff import Sites

Focus = Literal["balanced", "precision", "recall"]
Format = Literal["text", "markdown", "html", "json", "xml"]
Input = Literal["auto", "html", "text"]
Page = str | bytes | bytearray | memoryview


class Options(TypedDict, total=False):
    """Keyword arguments of ``Cleaner``, but for ``url`` and ``focus``."""

    input: Input
    tables: bool
    captions: bool
    links: bool
    images: bool
    comments: bool
    keep_selectors: Sequence[str] | str | None
    remove_selectors: Sequence[str] | str | None
    reference_time: datetime | None
    sites: Sites | str | os.PathLike[str] | None
    max_input_bytes: int | None
    max_depth: int | None
    max_nodes: int | None
    max_blocks: int | None


class ArrowArray(Protocol):
    """Arrow data in one piece."""

    def __arrow_c_array__(self, requested_schema: object | None = None) -> tuple[object, object]: ...


class ArrowStream(Protocol):
    """Arrow data in pieces."""

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object: ...


ArrowData = ArrowArray | ArrowStream
