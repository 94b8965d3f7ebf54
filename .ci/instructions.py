"""Counts the instructions of a build, by stage, beside those of another. See .ci/instructions."""

import argparse
import gzip
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

# A count that rises by more fails.
MAX_RISE = 0.03

# Pages of a set that are counted: every so many-th.
SETS = {"fundus-dev": ("html", 15), "wcxb-dev": ("html", 60), "wcxb-dev.wet": ("text", 30)}

# Stages by the function that is each one's whole, as src/pipeline.rs and src/detect.rs call them. Those of the same name
# come one after the other. One that the compiler has put into its caller has no line of its own.
STAGES = {
    "read": ["pipeline::read"],
    "metadata": ["metadata::collect", "pipeline::metadata"],
    "evidence": ["evidence::Evidence::of"],
    "sections": ["sections::sections"],
    "score": ["score::score"],
    "decide": ["decide::decide"],
    "label": ["label::label"],
    "assemble": ["article::assemble::assemble", "pipeline::assemble"],
}

LINE = re.compile(r"^\s*([\d,]+) \(.*?\)\s+\S*?:(dechaff::\S+|<?dechaff\S+)")


def built_in(folder):
    """The golden pages, by entry point."""
    pages = sorted(folder.glob("*/page.html")), sorted(folder.glob("*/page.txt"))
    return {"html": list(pages[0]), "metadata": list(pages[0]), "text": list(pages[1])}


def sampled(data, name, step, into):
    """Every so many-th page of a set, each as a file."""
    kind = SETS[name][0]
    field = "html" if kind == "html" else "text"
    paths = []
    with gzip.open(data / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % step:
                continue
            record = json.loads(line)
            path = into / f"{name}-{number}"
            path.write_text(record.get(field) or record["html"], encoding="utf-8", errors="replace")
            paths.append(path)
    return paths


def jobs(into):
    """Entry point and set → files."""
    found = {}
    for kind, paths in built_in(Path("tests/pages")).items():
        found[kind, "tests/pages"] = paths
    data = os.environ.get("DECHAFF_DATA")
    if not data:
        print("DECHAFF_DATA is not set: only the pages of tests/pages are counted", file=sys.stderr)
        return found
    for name, (kind, step) in SETS.items():
        paths = sampled(Path(data), name, step, into)
        found[kind, name] = paths
        if kind == "html":
            found["metadata", name] = paths
    return found


def count(program, kind, paths, into):
    """Instructions by stage, and of the whole."""
    out = into / "callgrind.out"
    subprocess.run(
        ["valgrind", "--quiet", "--tool=callgrind", f"--callgrind-out-file={out}", "--collect-atstart=no"]
        + ["--toggle-collect=dechaff_instructions::counted*", program, kind, *map(str, paths)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    summary = next(line for line in open(out, encoding="utf-8") if line.startswith(("summary:", "totals:")))
    report = subprocess.run(
        ["callgrind_annotate", "--inclusive=yes", "--threshold=100", "--auto=no", str(out)],
        check=True,
        capture_output=True,
        text=True,
    ).stdout
    found = stages(report)
    ordered = {stage: found[stage] for stage in STAGES if stage in found}
    return {**ordered, "whole": int(summary.split()[1])}


def stages(report):
    """Instructions inside the functions that are stages."""
    found = {}
    for line in report.splitlines():
        match = LINE.match(line)
        if not match:
            continue
        name = match[2].split(" ")[0].removeprefix("dechaff::")
        for stage, functions in STAGES.items():
            if name in functions:
                found[stage] = max(found.get(stage, 0), int(match[1].replace(",", "")))
    return found


def row(kind, name, stage, now, before, pages):
    """A line of the table: millions of instructions a page."""
    def shown(value):
        return "–" if value is None else f"{value / pages / 1e6:.3f}"
    ratio = f"{now / before:.3f}" if now and before else "–"
    return f"{kind:9} {name:14} {stage:9} {shown(now):>9} {shown(before):>9} {ratio:>7}"


def compare(now, before, into):
    """Prints all counts; returns the wholes that rose too much."""
    risen = []
    print(f"{'entry':9} {'pages':14} {'stage':9} {'now, M':>9} {'before':>9} {'ratio':>7}")
    for (kind, name), paths in jobs(into).items():
        counts = count(now, kind, paths, into)
        others = count(before, kind, paths, into) if before else {}
        for stage, value in counts.items():
            print(row(kind, name, stage, value, others.get(stage), len(paths)))
        if others and counts["whole"] > (1 + MAX_RISE) * others["whole"]:
            risen.append(f"{kind}, {name}: {counts['whole'] / others['whole']:.3f}")
    return risen


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--now", required=True)
    parser.add_argument("--before")
    parser.add_argument("--reason", help="why more instructions are all right")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        risen = compare(arguments.now, arguments.before, Path(folder))
    if not arguments.before:
        print("nothing to compare with: the commit has no parent here", file=sys.stderr)
    for line in risen:
        print(f"more than {MAX_RISE:.0%} above the parent: {line}", file=sys.stderr)
    if risen and arguments.reason:
        print(f"the message gives a reason: {arguments.reason}", file=sys.stderr)
        return 0
    return 1 if risen else 0


if __name__ == "__main__":
    sys.exit(main())
