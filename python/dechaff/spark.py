"""dechaff on Spark: a column of pages in, columns of clean articles out.

    import dechaff.spark

    articles = dechaff.spark.clean(df, column="html", url="url")

``df`` is streamed batch by batch through ``DataFrame.mapInArrow``: no partition is held in memory, no row becomes a
Python object, and a page that cannot be cleaned becomes a row with an ``error``. The executors need the wheel, and
pyarrow and pandas, which Spark asks for. Tested on Spark 4.1; ``mapInArrow`` is there since 3.3. pyspark is imported when
something is called, not with this module.

What many pages of a site teach is learnt on the executors, and merged exactly by Spark's own group-by:

    sites = dechaff.spark.learn_sites(df)
    articles = dechaff.spark.clean(df, sites=sites)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from dechaff import ALL_FIELDS, FIELDS, Cleaner, DechaffError, SiteLearner, Sites
from dechaff._dechaff import _FIELD_KINDS
from dechaff.errors import InvalidOption

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame
    from pyspark.sql.types import StructType
    from typing_extensions import Unpack

    from dechaff._types import Focus, Options

__all__ = ["clean", "learn_sites", "schema"]

# What is cleaned at a time, so that beside the batch that Spark has sent only so much is in memory.
_PIECE_ROWS = 64

# Shares of the sites that are merged apart from each other. A learner of 10,000 sites is written with 3 GB, and a cell of Spark
# may have 2.
_SHARES = 64


def schema(fields: Sequence[str] | None = None) -> StructType:
    """The columns that ``clean`` adds: ``fields`` and, last, ``error``.

    >>> print(schema(["title", "authors", "confidence", "removed"]).simpleString())
    struct<title:string,authors:array<string>,confidence:double,removed:array<struct<kind:string,text:string>>,error:string>
    """
    from pyspark.sql.types import ArrayType, DoubleType, LongType, StringType, StructField, StructType

    block = StructType([StructField("kind", StringType()), StructField("text", StringType())])
    # As in the Parquet files of `dechaff dump`.
    types = {
        "text": StringType(),
        "number": DoubleType(),
        "count": LongType(),
        "list": ArrayType(StringType()),
        "blocks": ArrayType(block),
    }
    columns = [StructField(name, types[_FIELD_KINDS[name]]) for name in _checked(fields)]
    return StructType([*columns, StructField("error", StringType())])


def clean(
    df: DataFrame,
    column: str = "html",
    url: str | None = "url",
    *,
    content_type: str | None = None,
    fields: Sequence[str] | None = None,
    keep: Sequence[str] | None = None,
    into: str | None = None,
    focus: Focus = "balanced",
    **options: Unpack[Options],
) -> DataFrame:
    """Clean the pages of a data frame: a row for every row, in its order.

    ``column`` holds the pages, as strings or as binary in whatever encoding. ``url`` names the column with their
    addresses, ``content_type`` that with the HTTP headers of that name; ``url`` counts for nothing where there is no
    such column and it was not asked for. ``focus`` and the other options are those of ``Cleaner``.

    The result has the columns ``keep`` (by default all but ``column``), then those of ``schema(fields)``; with ``into``
    these are fields of one struct column of that name. A page that cannot be cleaned has its ``error``, and null in all
    other columns of the schema; a page that is null has null in all.
    """
    cleaner = Cleaner(focus=focus, **options)
    names = _checked(fields)
    _require(df, column, "column")
    if url is not None and url not in df.columns:
        if url != "url":
            _require(df, url, "url")
        url = None
    if content_type is not None:
        _require(df, content_type, "content_type")
    kept = [name for name in df.columns if name != column] if keep is None else list(keep)
    for name in kept:
        _require(df, name, "keep")
    _refuse_twice(kept, [into] if into is not None else [*names, "error"])

    # The page may be kept, too: a column that is there twice would have no name of its own.
    needed = list(dict.fromkeys([*kept, column, *(name for name in (url, content_type) if name is not None)]))
    clean_batches = _CleanBatches(cleaner.options, column, url, content_type, names, kept, into)
    selected = df.select(*[_quoted(name) for name in needed])
    return selected.mapInArrow(clean_batches, _output_schema(df, kept, names, into))


def learn_sites(
    df: DataFrame,
    column: str = "html",
    url: str = "url",
    *,
    content_type: str | None = None,
    focus: Focus = "balanced",
    **options: Unpack[Options],
) -> Sites:
    """What the pages of a data frame teach of their sites, for ``clean(df, sites=...)``.

    Each partition is learnt from by itself, what was learnt is grouped by shares of the sites, and the learners of a
    share are merged on an executor: the result is that of one learner over all pages, byte for byte, however the data
    frame is partitioned. Pages that cannot be read teach nothing.
    """
    cleaner = Cleaner(focus=focus, **options)
    for name, option in ((column, "column"), (url, "url"), (content_type, "content_type")):
        if name is not None:
            _require(df, name, option)
    needed = [name for name in (column, url, content_type) if name is not None]
    learn_batches = _LearnBatches(cleaner.options, content_type is not None)
    selected = df.select(*[_quoted(name) for name in needed])
    learnt = selected.mapInArrow(learn_batches, "share int, learner binary")
    learner = SiteLearner()
    for row in learnt.groupBy("share").applyInPandas(_merged, "learner binary").toLocalIterator():
        learner.merge(SiteLearner.from_bytes(bytes(row["learner"])))
    return learner.finish()


class _LearnBatches:
    """What the executors do to learn: a learner a partition, in shares of the sites."""

    def __init__(self, options: dict[str, Any], has_content_type: bool) -> None:
        self.options = options
        self.has_content_type = has_content_type

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        cleaner, learner = Cleaner(**self.options), SiteLearner()
        for batch in batches:
            columns = [column.to_pylist() for column in batch.columns]
            types = columns[2] if self.has_content_type else [None] * batch.num_rows
            for page, url, content_type in zip(columns[0], columns[1], types, strict=True):
                if page is not None:
                    _learn(learner, cleaner, page, url, content_type)
        nothing = SiteLearner().to_bytes()
        for number, share in enumerate(learner.split(_SHARES)):
            written = share.to_bytes()
            if written != nothing:
                row = {"share": pa.array([number], pa.int32()), "learner": pa.array([written], pa.binary())}
                yield pa.RecordBatch.from_pydict(row)


def _merged(learners: Any) -> Any:
    """The learners of a share as one; both are data frames of pandas."""
    merged = SiteLearner()
    for learner in learners["learner"]:
        merged.merge(SiteLearner.from_bytes(bytes(learner)))
    return learners[["learner"]].head(1).assign(learner=[merged.to_bytes()])


def _learn(
    learner: SiteLearner, cleaner: Cleaner, page: str | bytes, url: str | None, content_type: str | None
) -> None:
    try:
        learner.add(page, url, content_type=content_type, cleaner=cleaner)
    except DechaffError:
        return


class _CleanBatches:
    """What the executors do. Picklable: the cleaner is made anew on each."""

    def __init__(
        self,
        options: dict[str, Any],
        column: str,
        url: str | None,
        content_type: str | None,
        fields: list[str],
        keep: list[str],
        into: str | None,
    ) -> None:
        self.options = options
        self.column = column
        self.url = url
        self.content_type = content_type
        self.fields = fields
        self.keep = keep
        self.into = into

    def __call__(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        cleaner = Cleaner(**self.options)
        for batch in batches:
            for start in range(0, batch.num_rows, _PIECE_ROWS):
                yield self._cleaned(cleaner, batch.slice(start, _PIECE_ROWS))

    def _cleaned(self, cleaner: Cleaner, piece: pa.RecordBatch) -> pa.RecordBatch:
        import pyarrow as pa

        # One thread: Spark runs a task for each core.
        cleaned = cleaner.clean_arrow(
            piece, self.column, url=self.url, content_type=self.content_type, fields=self.fields, threads=1
        )
        article = pa.array(cleaned)
        arrays = [piece.column(name) for name in self.keep]
        if self.into is not None:
            return pa.RecordBatch.from_arrays([*arrays, article], names=[*self.keep, self.into])
        return pa.RecordBatch.from_arrays([*arrays, *article.flatten()], names=[*self.keep, *self.fields, "error"])


def _output_schema(df: DataFrame, keep: list[str], fields: list[str], into: str | None) -> StructType:
    from pyspark.sql.types import StructField, StructType

    cleaned = schema(fields)
    kept = [df.schema[name] for name in keep]
    return StructType(kept + ([StructField(into, cleaned)] if into is not None else cleaned.fields))


def _checked(fields: Sequence[str] | None) -> list[str]:
    names = list(FIELDS if fields is None else fields)
    for name in names:
        if name not in ALL_FIELDS:
            raise InvalidOption(f"no field is named {name!r}; fields are {', '.join(ALL_FIELDS)}")
    _refuse_twice(names, ["error"])
    return names


def _require(df: DataFrame, name: str, option: str) -> None:
    if name not in df.columns:
        raise InvalidOption(f"{option}: no column is named {name!r}; there are {', '.join(df.columns)}")


def _refuse_twice(kept: list[str], new: list[str]) -> None:
    names = [*kept, *new]
    # Spark does not tell capitals from small letters.
    folded = [name.lower() for name in names]
    twice = [name for name in names if folded.count(name.lower()) > 1]
    if twice:
        raise InvalidOption(
            f"the result would have the column {twice[-1]!r} twice; give keep=, fields= or into= to choose others"
        )


def _quoted(name: str) -> str:
    """Dots and blanks in a column's name mean nothing."""
    return "`" + name.replace("`", "``") + "`"
