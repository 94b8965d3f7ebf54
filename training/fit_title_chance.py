#!/usr/bin/env python3
"""Fits the points of a title's chance of being right and writes ../src/lists/title_chance_points.tsv. See README.md beside this file.

    DECHAFF_DATA=FOLDER python3 fit_title_chance.py [--work FOLDER]

Reads sets whose pages have titles, and the pages in news/. A title is right if four of five words of it and of the gold are the same.
The features come from the crate itself, through the program in src/main.rs. Needs numpy and scipy. Same input, same bytes out.
"""
import json, os, zlib
import choices, fit, fit_titles, points as tables, sets as pages_of
from fit_authors import by_chance
import numpy as np

SETS = ["wcxb-dev", "fundus-dev", "trafilatura-dev"] + fit.TEXT + fit.NEWS
# The copied forms of pages lack what the others have; our own pages are many, and each comes in three more manners. At half the weight their chances are 0.04 lower.
WEIGHT = {"wcxb-dev.copy": 0.5, "fundus-dev.copy": 0.5, "news": 1.0, "news+again": 0.3}
BOUNDS = {
    "place": [0, 1, 2, 3, 4], "line_points": [-200, -100, 0, 100, 200, 300, 400, 500, 700], "line_margin": [0, 25, 50, 100, 150, 200, 300, 400],
    "headings_alike": [0, 1, 2], "heads_alike": [0, 1, 2], "heads_other": [0, 1, 2], "headings": [0, 1, 2, 4],
    "address": [-1, 0, 0.2, 0.4, 0.6, 0.8], "words": [1, 2, 3, 5, 8, 14, 20], "to_date": [0, 1, 2, 4, 8, 16, 999], "to_author": [0, 1, 2, 4, 8, 16, 999],
}
FOLDS = 5
RIDGE = 2.0


class Set:
    """The titles chosen on those of a set's pages whose title is known."""

    def __init__(self, name, program, work, names):
        self.name, pages = name, pages_of.read_set(name)
        folder = pages_of.write_records(work, name + "+chosen", pages)
        pages_of.export(program, folder, "chosen_titles")
        with open(os.path.join(folder, "chosen_titles.jsonl"), encoding="utf8") as file:
            titles = [json.loads(line)["title"] for line in file]
        rows = np.fromfile(os.path.join(folder, "chosen_titles.f32"), "<f4").reshape(-1, len(names))
        given = np.array([title is not None for title in titles])
        known = np.array([bool(p["gold"].get("title")) for p in pages])
        self.rows = rows[known[given]]
        kept = [(p, title) for p, title, k in zip(pages, titles, given & known) if k]
        self.label = np.array([fit_titles.is_title(title, p["gold"]["title"]) for p, title in kept])
        self.counts = np.ones(len(kept), int)
        site = lambda p: p["id"].split("/")[0] if name.startswith("news") else pages_of.host(p)
        self.fold = np.array([zlib.crc32(site(p).encode()) % FOLDS for p, _ in kept])
        self.weight = np.full(len(kept), WEIGHT.get(name, 1.0))


HEADER = """\
# Points of the signs that the title is right: feature, upper bound of the bin, points (hundredths of log-odds).
# Source: fitted by training/fit_title_chance.py on WCXB's development split (CC-BY-4.0), news pages of the tests of fundus (MIT),
# evaluation pages of trafilatura (Apache-2.0), and news pages of our own.
# Rule for adding: never by hand; change features or data, then run that command.
"""


def main():
    program, names, args = fit.prepare(__doc__)
    sets = [Set(name, program, args.work, names["title_chance"]) for name in SETS]
    bins = choices.Bins(names["title_chance"], BOUNDS)
    beta, crossed = choices.points_of(sets, bins, FOLDS, RIDGE)
    chances = [1 / (1 + np.exp(-points)) for points in crossed]
    for s, own in zip(sets, chances):
        print(f"{s.name:16} {len(s.label)} titles, right {s.label.mean():.3f}, mean chance held out {own.mean():.3f}, Brier score {np.mean((own - s.label) ** 2):.3f} (of the share alone {s.label.mean() * (1 - s.label.mean()):.3f})")
    by_chance(np.concatenate(chances), np.concatenate([s.label for s in sets]), "titles")
    tables.write(os.path.join(fit.HERE, "..", "src", "lists", "title_chance_points.tsv"), HEADER, bins, beta)


if __name__ == "__main__":
    main()
