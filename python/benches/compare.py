"""Times dechaff beside trafilatura and resiliparse: the same pages, one process, one thread, by turns.

    python benches/compare.py PAGES.jsonl.gz [--pages 300] [--rounds 3] [--rust PATH [--alone]]

Prints the CPU time of each (time.process_time) as a table. The tools take turns every ten pages; of some rounds the
best time for each ten pages counts, because a shared machine is now faster and now slower. Of each tool the text of the
body is asked for and nothing else. With --rust, `benches/rust_call.rs`
cleans the same pages by turns with the rest, in a process of its own, and what Python adds to it is told.
"""

from __future__ import annotations

import argparse
import gzip
import importlib.metadata
import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import resiliparse.extract.html2text
import trafilatura

import dechaff


def read_pages(path: Path, count: int) -> list[str]:
    """So many pages, evenly from all of the set: sets are sorted by kind."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        pages = [json.loads(line)["html"] for line in file]
    count = min(count, len(pages))
    return [pages[number * len(pages) // count] for number in range(count)]


def clean_with_dechaff(page: str) -> str:
    return dechaff.clean(page).text


def clean_with_trafilatura(page: str) -> str | None:
    text: str | None = trafilatura.extract(page)
    return text


def clean_with_resiliparse(page: str) -> str:
    text: str = resiliparse.extract.html2text.extract_plain_text(page, main_content=True)
    return text


def metadata_with_dechaff(page: str) -> object:
    return dechaff.metadata(page)


RUST = "dechaff, the Rust call"
# Pages a tool cleans before it is the next one's turn.
TURN = 10


def timed(clean: Callable[[str], object], pages: list[str]) -> float:
    begun = time.process_time()
    for page in pages:
        try:
            clean(page)
        except ValueError:
            # dechaff refuses pages without text, which others return nothing for.
            pass
    return time.process_time() - begun


class Rust:
    """The Rust call, told page by page what to do over a pipe."""

    def __init__(self, binary: str, pages: list[str]) -> None:
        self.child = subprocess.Popen([binary], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        assert self.child.stdin is not None and self.child.stdout is not None
        for page in pages:
            self.child.stdin.write(json.dumps(page).encode() + b"\n")
        self.child.stdin.write(b"\n")
        self.child.stdin.flush()
        assert self.child.stdout.readline() == b"ready\n"

    def timed(self, first: int, end: int) -> float:
        assert self.child.stdin is not None and self.child.stdout is not None
        self.child.stdin.write(f"{first} {end}\n".encode())
        self.child.stdin.flush()
        return int(self.child.stdout.readline()) / 1e9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path, help="a set of pages: JSON lines with `html`, gzipped")
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rust", metavar="PATH", help="the program of benches/rust_call.rs")
    parser.add_argument("--alone", action="store_true", help="nothing but dechaff, whose caches others would empty")
    arguments = parser.parse_args()

    pages = read_pages(arguments.set, arguments.pages)
    megabytes = sum(len(page.encode()) for page in pages) / 1e6
    # From page to page, in seconds.
    tools: dict[str, Callable[[int, int], float]] = {}
    for name, clean in (
        (f"dechaff {dechaff.__version__}", clean_with_dechaff),
        (f"trafilatura {trafilatura.__version__}", clean_with_trafilatura),
        (f"resiliparse {importlib.metadata.version('resiliparse')}", clean_with_resiliparse),
        ("dechaff, metadata alone", metadata_with_dechaff),
    ):
        tools[name] = lambda first, end, clean=clean: timed(clean, pages[first:end])  # type: ignore[misc]
    if arguments.alone:
        tools = {name: tool for name, tool in tools.items() if name.startswith("dechaff")}
    if arguments.rust:
        # Next to its Python.
        tools = {next(iter(tools)): tools.pop(next(iter(tools))), RUST: Rust(arguments.rust, pages).timed, **tools}

    turns = [(at, min(at + TURN, len(pages))) for at in range(0, len(pages), TURN)]
    times: dict[str, list[list[float]]] = {name: [[] for _ in turns] for name in tools}
    for _ in range(arguments.rounds):
        for number, (begin, end) in enumerate(turns):
            for name, tool in tools.items():
                times[name][number].append(tool(begin, end))
    best = {name: sum(map(min, of_turns)) for name, of_turns in times.items()}

    first = next(iter(tools))
    print(
        f"{len(pages)} pages of {arguments.set.name}, {megabytes:.1f} MB; CPU seconds, best of {arguments.rounds} rounds\n"
    )
    print("| | CPU s | pages/s | MB/s | times dechaff's |")
    print("|---|---:|---:|---:|---:|")
    for name, seconds in best.items():
        ratio = seconds / best[first]
        print(f"| {name} | {seconds:.3f} | {len(pages) / seconds:.0f} | {megabytes / seconds:.1f} | {ratio:.2f} |")
    if arguments.rust:
        print(f"\nPython adds {best[first] / best[RUST] - 1:+.1%} to the Rust call.")
    worst = {name: sum(map(max, of_turns)) for name, of_turns in times.items()}
    noise = max(worst[name] / best[name] for name in tools)
    print(f"\nThe worst times of a tool add up to at most {noise:.2f} times its best.", file=sys.stderr)


if __name__ == "__main__":
    main()
