"""Columns of Arrow data, from pyarrow and polars."""

from __future__ import annotations

from typing import Any

import polars as pl
import pyarrow as pa
import pytest
from conftest import BODY, PAGE, dumped, golden_pages

import dechaff

TYPES = [pa.string(), pa.large_string(), pa.string_view(), pa.binary(), pa.large_binary(), pa.binary_view()]


@pytest.mark.parametrize("data_type", TYPES, ids=str)
def test_columns_of_any_type_of_strings_and_bytes(data_type: pa.DataType) -> None:
    pages = [PAGE, None, "", PAGE.replace("Ferry", "Fähre")]
    column = pa.array(pages).cast(data_type)
    articles = pa.array(dechaff.clean_arrow(column)).to_pylist()
    assert articles[1] is None
    assert articles[2] == dict.fromkeys(dechaff.FIELDS) | {"error": "the input is empty"}
    for page, article in ((pages[0], articles[0]), (pages[3], articles[3])):
        assert page is not None
        assert article == dechaff.clean(page).to_dict() | {"error": None}


def test_the_schema_is_as_documented() -> None:
    column = dechaff.clean_arrow(pa.array([PAGE]), fields=dechaff.ALL_FIELDS)
    array = pa.array(column)
    block = pa.struct([("kind", pa.string()), ("text", pa.string())])
    types: dict[str, pa.DataType] = {name: pa.string() for name in (*dechaff.ALL_FIELDS, "error")}
    types |= {name: pa.list_(pa.string()) for name in ("authors", "flags", "tags", "section_path", "author_urls")}
    types |= {name: pa.float64() for name in ("confidence", "kind_chance", "title_chance", "authors_chance")}
    types |= {name: pa.int64() for name in ("word_count", "reading_minutes")}
    types["removed"] = pa.list_(block)
    assert {field.name: field.type for field in array.type} == types
    assert column.fields == [field.name for field in array.type] == [*dechaff.ALL_FIELDS, "error"]
    assert all(field.nullable for field in array.type)
    array.validate(full=True)


def test_rows_are_those_of_the_command(command: str) -> None:
    for kind in ("html", "text"):
        pages = golden_pages(kind)
        pages.append({"id": "empty", kind: ""})
        expected = dumped(command, pages, "--removed")
        table = pa.Table.from_pylist([{"url": None} | page for page in pages])
        fields = (*dechaff.FIELDS, "removed")
        column = dechaff.clean_arrow(table, kind, url="url", fields=fields, input=kind, threads=3)
        rows = pa.array(column).to_pylist()
        assert len(rows) == len(expected)
        for row, line in zip(rows, expected):
            error = row.pop("error")
            if "error" in line:
                assert line["error"].endswith(error)
                assert set(row.values()) == {None}
            else:
                assert row == {name: line[name] for name in fields}


def test_tables_keep_their_chunks() -> None:
    chunks = [[PAGE, None], [], [PAGE]]
    table = pa.table({"html": pa.chunked_array(chunks, pa.string()), "n": pa.chunked_array([[1, 2], [], [3]])})
    column = dechaff.clean_arrow(table, "html", fields=["title"])
    assert (len(column), column.null_count) == (3, 1)
    wider = table.append_column("article", pa.chunked_array(column))
    assert wider["article"].to_pylist() == [
        {"title": "Ferry returns", "error": None},
        None,
        {"title": "Ferry returns", "error": None},
    ]
    assert pa.array(column).to_pylist() == wider["article"].to_pylist()


def test_batches_slices_readers_and_nothing() -> None:
    batch = pa.record_batch({"html": [PAGE, "", PAGE]})
    assert pa.array(dechaff.clean_arrow(batch, "html")).field("error").to_pylist() == [
        None,
        "the input is empty",
        None,
    ]
    sliced = dechaff.clean_arrow(batch.slice(1, 1), "html")
    assert pa.array(sliced).field("error").to_pylist() == ["the input is empty"]
    reader = pa.RecordBatchReader.from_batches(batch.schema, (batch for _ in range(4)))
    assert len(dechaff.clean_arrow(reader, "html")) == 12
    nothing = dechaff.clean_arrow(pa.table({"html": pa.array([], pa.string())}), "html")
    assert (len(nothing), pa.array(nothing).to_pylist(), pa.chunked_array(nothing).to_pylist()) == (0, [], [])
    nulls = dechaff.clean_arrow(pa.array([None, None]))
    assert pa.array(nulls).to_pylist() == [None, None]


def test_a_table_of_the_fields() -> None:
    column = dechaff.clean_arrow(pa.array([PAGE, ""]), fields=["title", "authors"])
    table = pa.table(column)
    assert table.column_names == ["title", "authors", "error"]
    assert table.to_pylist()[0] == {"title": "Ferry returns", "authors": ["Ann Fenwick"], "error": None}
    # pyarrow takes structs that are null for no table, polars does.
    column = dechaff.clean_arrow(pa.array([PAGE, None]), fields=["title"])
    assert pl.DataFrame(column).rows() == [("Ferry returns", None), (None, None)]


def test_polars_round_trip() -> None:
    frame = pl.DataFrame({"id": [1, 2, 3], "html": [PAGE, None, ""]})
    column = dechaff.clean_arrow(frame, "html")
    series = pl.Series("article", column)
    assert (series.len(), series.null_count()) == (3, 1)
    wide = frame.with_columns(series).unnest("article")
    assert wide["text"].to_list() == [BODY, None, None]
    assert wide["authors"].to_list() == [["Ann Fenwick"], None, None]
    assert wide["error"].to_list() == [None, None, "the input is empty"]
    assert pl.Series(dechaff.clean_arrow(frame["html"])).struct.field("title").to_list()[0] == "Ferry returns"


def test_what_goes_in_and_out_is_not_copied() -> None:
    pages = pa.array([PAGE] * 50)
    before = pa.total_allocated_bytes()
    column = dechaff.clean_arrow(pages)
    array = pa.array(column)
    # What pyarrow would copy would lie in its own pool.
    assert pa.total_allocated_bytes() == before
    once, again = (pa.array(column).field("text").buffers()[2].address for _ in range(2))
    assert once == again == array.field("text").buffers()[2].address
    # The data lives on without the column.
    del column, pages
    assert array.field("text").to_pylist() == [BODY] * 50


def test_addresses_and_headers_come_from_columns() -> None:
    linked = PAGE.replace("Nordvik", "<a href='/n'>Nørdvik</a>")
    table = pa.table(
        {
            "html": [linked.encode("latin-1"), linked.encode("utf-8")],
            "at": ["https://example.org/1", "no address"],
            "type": ["text/html; charset=latin1", None],
        }
    )
    column = dechaff.clean_arrow(table, "html", url="at", content_type="type", fields=["markdown"], links=True)
    markdown = pa.array(column).field("markdown").to_pylist()
    assert "[Nørdvik](https://example.org/n)" in markdown[0]
    assert "between Nørdvik and" in markdown[1]


@pytest.mark.parametrize(
    ("data", "options", "error", "message"),
    [
        (pa.table({"html": [PAGE], "n": [1]}), {}, dechaff.InvalidOption, "which one holds the pages.* html, n"),
        (pa.table({"html": [PAGE]}), {"column": "page"}, KeyError, "no column is named .*page.*; there are html"),
        (pa.table({"html": [1]}), {"column": "html"}, TypeError, "holds Int64, not strings or bytes"),
        (pa.array([1]), {}, TypeError, "holds Int64"),
        (pa.array([PAGE]), {"column": "html"}, dechaff.InvalidOption, "one column, without names"),
        (pa.table({"h": [PAGE], "u": [b""]}), {"column": "h", "url": "u"}, TypeError, "url: .* Binary, not strings"),
        (pa.array([PAGE]), {"fields": ["headline"]}, dechaff.InvalidOption, "no field is named"),
        ([PAGE], {}, (TypeError, ValueError), "__arrow_c_array__"),
    ],
)
def test_wrong_use_is_told(data: Any, options: dict[str, Any], error: Any, message: str) -> None:
    with pytest.raises(error, match=message):
        dechaff.clean_arrow(data, **options)
