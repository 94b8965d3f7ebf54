"""dechaff.datatrove in datatrove's local executor."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from conftest import BODY, PAGE, dumped, some_pages
from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.extractors.base import BaseExtractor
from datatrove.pipeline.readers import JsonlReader
from datatrove.pipeline.writers import JsonlWriter

import dechaff
from dechaff.datatrove import Dechaff


def written(folder: Path) -> list[dict[str, Any]]:
    lines = []
    for file in sorted(folder.glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as text:
            lines += [json.loads(line) for line in text]
    return lines


def test_it_stands_where_trafilatura_stands() -> None:
    extractor = Dechaff(focus="precision")
    assert isinstance(extractor, BaseExtractor)
    assert extractor.extract(PAGE) == BODY
    assert Dechaff(output="markdown").extract(PAGE).startswith("# Ferry returns")


def test_a_pipeline_in_processes_of_its_own(tmp_path: Path, command: str) -> None:
    pages = some_pages(120)
    records = [{"id": str(number), "text": page["html"], "url": page.get("url")} for number, page in enumerate(pages)]
    records += [
        {"id": "empty", "text": " ", "url": None},
        {"id": "pdf", "text": "%PDF-1.7\n\0\1\2\3\4\5\6\7\x08\x0e", "url": None},
    ]
    source = tmp_path / "in"
    source.mkdir()
    for part in range(2):
        (source / f"{part}.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records[part::2]))
    pipeline = [
        JsonlReader(str(source)),
        Dechaff(input="html", metadata=("kind", "title", "authors")),
        JsonlWriter(str(tmp_path / "out")),
    ]
    LocalPipelineExecutor(pipeline, tasks=2, workers=2, logging_dir=str(tmp_path / "logs")).run()

    lines = dumped(command, [{"id": it["id"], "url": it["url"], "html": it["text"]} for it in records])
    expected = {line["id"]: line for line in lines if line.get("text", "").strip()}
    found = {document["id"]: document for document in written(tmp_path / "out")}
    assert found.keys() == expected.keys()
    for name, document in found.items():
        line = expected[name]
        assert document["text"] == line["text"]
        assert document["metadata"]["dechaff"] == {key: line[key] for key in ("kind", "title", "authors")}
    stats = json.loads((tmp_path / "logs" / "stats.json").read_text())
    counts = next(stat["stats"] for stat in stats if "Dechaff" in stat["name"])
    totals = {name: value["total"] if isinstance(value, dict) else value for name, value in counts.items()}
    assert totals["total"] == len(records)
    assert totals["forwarded"] + totals["dropped"] == len(records)
    assert (totals["empty_input"], totals["binary_input"]) == (1, 1)


def documents(*texts: str, url: Any = None) -> list[Document]:
    return [Document(text=text, id=str(number), metadata={"url": url}) for number, text in enumerate(texts)]


def test_what_is_let_through() -> None:
    assert [document.text for document in Dechaff().run(documents(PAGE, "", PAGE, url="no address"))] == [BODY, BODY]
    assert list(Dechaff(only=["forum"]).run(documents(PAGE))) == []
    confidence = dechaff.clean(PAGE).confidence
    assert len(list(Dechaff(min_confidence=confidence).run(documents(PAGE)))) == 1
    assert list(Dechaff(min_confidence=confidence + 0.001).run(documents(PAGE))) == []
    (bare,) = Dechaff(metadata=()).run(documents(PAGE))
    assert "dechaff" not in bare.metadata


@pytest.mark.parametrize(
    "options", [{"focus": "speed"}, {"output": "pdf"}, {"metadata": ["headline"]}, {"remove_selectors": "]"}]
)
def test_wrong_use_is_told(options: dict[str, Any]) -> None:
    with pytest.raises(dechaff.InvalidOption):
        Dechaff(**options)
