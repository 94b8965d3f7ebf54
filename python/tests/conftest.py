"""What the tests share: the golden pages, the sets of real pages, the command."""

from __future__ import annotations

import gzip
import itertools
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

PAGE = (
    "<html><head><title>Ferry returns | Fen News</title><meta property=og:site_name content='Fen News'></head><body>"
    "<nav><a href=/>Home</a> <a href=/sport>Sport</a></nav><article><h1>Ferry returns</h1>"
    "<p>By Ann Fenwick, 12 October 2021</p>"
    "<p>The ferry between Nordvik and Sunde sailed again on Monday, two years after a storm tore away its pier. About "
    "three hundred people had come to the harbour to see it leave.</p>"
    "<p>The harbour master had kept the ticket office painted all the same, and sold the first ticket himself.</p>"
    "</article><footer>All rights reserved. <a href=/terms>Terms of use</a></footer></body></html>"
)

BODY = (
    "The ferry between Nordvik and Sunde sailed again on Monday, two years after a storm tore away its pier. About "
    "three hundred people had come to the harbour to see it leave.\n\nThe harbour master had kept the ticket office "
    "painted all the same, and sold the first ticket himself."
)


def golden_pages(kind: str = "html") -> list[dict[str, str]]:
    """The pages of tests/pages, as records of the command."""
    pages = []
    for folder in sorted((ROOT / "tests" / "pages").iterdir()):
        page = folder / ("page.html" if kind == "html" else "page.txt")
        if page.is_file():
            # Line ends as they are: they are part of what some of the pages test.
            text = page.read_bytes().decode("utf-8")
            record = {"id": folder.name, kind: text}
            if (folder / "page.url").is_file():
                record["url"] = (folder / "page.url").read_text().strip()
            pages.append(record)
    assert len(pages) > 15
    return pages


def data_folder() -> Path | None:
    folder = os.environ.get("DECHAFF_DATA")
    return Path(folder) if folder else None


def real_pages(name: str = "wcxb-dev") -> Iterator[dict[str, Any]]:
    """The pages of a set."""
    folder = data_folder()
    assert folder is not None
    with gzip.open(folder / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def some_pages(count: int) -> list[dict[str, Any]]:
    """So many pages: of a real set where there is one, else the golden pages again and again."""
    if data_folder() is not None:
        return [page for page, _ in zip(itertools.cycle(real_pages()), range(count))]
    return list(itertools.islice(itertools.cycle(golden_pages()), count))


def pytest_sessionstart(session: pytest.Session) -> None:
    # Processes that tests start look for modules here, where the sources of the package, not compiled, would be found
    # before what is installed.
    os.chdir(tempfile.gettempdir())
    if data_folder() is None:
        print("\n!!! DECHAFF_DATA is not set: NO REAL PAGE IS CLEANED, golden pages stand in", file=sys.stderr)


@pytest.fixture(scope="session")
def command() -> str:
    """The command `dechaff`, which the results are compared with."""
    binary = os.environ.get("DECHAFF_COMMAND")
    if binary is None:
        build = ["cargo", "build", "--quiet", "--locked", "--features", "cli", "--bin", "dechaff"]
        subprocess.run(build, cwd=ROOT, check=True)
        target = os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target"))
        binary = str(Path(target) / "debug" / "dechaff")
    return binary


def dumped(command: str, records: list[dict[str, Any]], *options: str) -> list[dict[str, Any]]:
    """What the command makes of records."""
    lines = "".join(json.dumps(record) + "\n" for record in records)
    done = subprocess.run([command, "dump", "-q", *options], input=lines.encode(), capture_output=True, check=False)
    # 1 says that some records could not be cleaned, which are in the output.
    assert done.returncode in (0, 1), done.stderr.decode()
    return [json.loads(line) for line in done.stdout.splitlines()]
