#!/usr/bin/env python3
"""What do sections that are settled by their names or labels cost? Share of the gold's words inside them, by set and by row.

    DECHAFF_DATA=FOLDER section_safety.py PROGRAM [--work FOLDER] [SET …]

PROGRAM is dechaff-training. Gold is what readers said of the blocks where they read the page, else the set's own text. A row of
src/lists/sections.tsv that loses more than one gold word in a thousand of a set has no business to settle anything, and neither has
a rule for labels of flattened text (wcxb-dev.wet and the like). Each half of the sites is shown, too: what was chosen on one has to
hold on the other. With the folder that fit.py has worked in, the kinds of the pages are told by models that have not seen their sites.
"""
import argparse, json, os, shutil, tempfile, zlib
from collections import defaultdict
import sets

MAX_SHARE = 0.001
OF_HTML = ["wcxb-dev", "fundus-dev", "trafilatura-dev", "htmldate-dev"]
DEFAULT_SETS = OF_HTML + ["wcxb-dev.wet", "wcxb-dev.copy", "fundus-dev.wet", "fundus-dev.copy"]


def in_gold(s, page):
    """By block: how many of its words are in the body, by reading or by the set's text."""
    blocks = s.blocks[page]
    if s.labels[page]:
        return [len(sets.tokens(t)) * (label is not None and s.is_body(page, label)) for t, label in zip(blocks, s.labels[page])]
    gold = s.golds()[page]
    if gold is None:
        return [0] * len(blocks)
    share, words = sets.shares_of(blocks, gold)
    return [n if part >= 0.5 else 0 for part, n in zip(share, words)]


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("program")
    args.add_argument("sets", nargs="*", default=DEFAULT_SETS)
    args.add_argument("--work", help="the folder that fit.py has worked in")
    args = args.parse_args()
    program, names = args.program, args.sets
    features = json.loads(os.popen(f"{program} names").read())
    for name in names:
        with tempfile.TemporaryDirectory() as work:
            s = sets.Set(name, program, work, features)
            if args.work:
                shutil.copy(kinds_of(args.work, name), s.folder)
            sets.export(program, s.folder, "sections")
            with open(os.path.join(s.folder, "sections.jsonl"), encoding="utf8") as file:
                found = [json.loads(line)["sections"] for line in file]
        report(name, s, found)


def kinds_of(work, name):
    return os.path.join(work, "markup" if name in OF_HTML else "text", name, "page_kinds.f32")


def report(name, s, found):
    lost, inside, pages = defaultdict(int), defaultdict(int), defaultdict(set)
    whole, halves = [0, 0], [0, 0]
    for page, sections in enumerate(found):
        gold = in_gold(s, page)
        half = zlib.crc32(s.hosts[page].encode()) % 2
        whole[half] += sum(gold)
        for kind, row, start, end in sections:
            words = sum(gold[start:end])
            lost[kind, row] += words
            halves[half] += words
            inside[kind, row] += sum(len(sets.tokens(text)) for text in s.blocks[page][start:end])
            if words:
                pages[kind, row].add(str(s.pages[page]["id"]))
    share = lambda part, of: f"{part / max(of, 1):.4%}"
    by_half = " and ".join(map(share, halves, whole))
    print(f"{name}: {sum(halves):.0f} of {sum(whole):.0f} gold words are in settled sections: {share(sum(halves), sum(whole))} (halves {by_half}); "
          f"{sum(inside.values())} words inside")
    for (kind, row), words in sorted(lost.items(), key=lambda item: -item[1])[:15]:
        if words:
            told = "TOO MUCH" if words > MAX_SHARE * sum(whole) else ""
            print(f"  {kind:<18} {row:<28} {words:6.0f} of {inside[kind, row]:7} words  {' '.join(sorted(pages[kind, row])[:4])} {told}")


if __name__ == "__main__":
    main()
