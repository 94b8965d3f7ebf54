"""Times dechaff beside trafilatura and resiliparse: the same pages, one process, one thread, by turns.

    python benches/compare.py PAGES.jsonl.gz [--pages 300] [--rounds 3] [--rust PATH]

Prints the CPU time of each (time.process_time), the best of some rounds, as a table. CPU time, because a shared machine
makes others wait; of each tool the text of the body is asked for and nothing else. With --rust, `benches/rust_call.rs`
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

    def timed(self) -> float:
        assert self.child.stdin is not None and self.child.stdout is not None
        self.child.stdin.write(b"go\n")
        self.child.stdin.flush()
        return int(self.child.stdout.readline()) / 1e9


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path, help="a set of pages: JSON lines with `html`, gzipped")
    parser.add_argument("--pages", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--rust", metavar="PATH", help="the program of benches/rust_call.rs")
    arguments = parser.parse_args()

    pages = read_pages(arguments.set, arguments.pages)
    megabytes = sum(len(page.encode()) for page in pages) / 1e6
    tools: dict[str, Callable[[], float]] = {}
    for name, clean in (
        (f"dechaff {dechaff.__version__}", clean_with_dechaff),
        (f"trafilatura {trafilatura.__version__}", clean_with_trafilatura),
        (f"resiliparse {importlib.metadata.version('resiliparse')}", clean_with_resiliparse),
        ("dechaff, metadata alone", metadata_with_dechaff),
    ):
        timed(clean, pages[:5])
        tools[name] = lambda clean=clean: timed(clean, pages)  # type: ignore[misc]
    if arguments.rust:
        rust = Rust(arguments.rust, pages)
        rust.timed()
        tools["dechaff, the Rust call"] = rust.timed

    best = dict.fromkeys(tools, float("inf"))
    rounds: dict[str, list[float]] = {name: [] for name in tools}
    for _ in range(arguments.rounds):
        for name, tool in tools.items():
            rounds[name].append(tool())
            best[name] = min(best[name], rounds[name][-1])

    first = next(iter(tools))
    print(f"{len(pages)} pages of {arguments.set.name}, {megabytes:.1f} MB; CPU seconds, best of {arguments.rounds}\n")
    print("| | CPU s | pages/s | MB/s | times dechaff's |")
    print("|---|---:|---:|---:|---:|")
    for name, seconds in best.items():
        ratio = seconds / best[first]
        print(f"| {name} | {seconds:.3f} | {len(pages) / seconds:.0f} | {megabytes / seconds:.1f} | {ratio:.2f} |")
    if arguments.rust:
        # Round by round: a machine that is slower for a while is so for both.
        added = sorted(a / b - 1 for a, b in zip(rounds[first], rounds["dechaff, the Rust call"]))
        print(
            f"\nPython adds {best[first] / best['dechaff, the Rust call'] - 1:+.1%} to the Rust call (best against best);"
        )
        print(f"round by round {added[0]:+.1%} to {added[-1]:+.1%}, the middle one {added[len(added) // 2]:+.1%}")
    slowest = max(max(times) / min(times) for times in rounds.values())
    print(f"\nThe slowest round of a tool took at most {slowest:.2f} times its best.", file=sys.stderr)


if __name__ == "__main__":
    main()
