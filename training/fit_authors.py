#!/usr/bin/env python3
"""Fits the points of a credit's signs and writes ../src/lists/author_points.tsv. See README.md beside this file.

    DECHAFF_DATA=FOLDER python3 fit_authors.py [--work FOLDER] [--predictions FOLDER]

Reads sets whose pages have authors, and the pages in news/. The features come from the crate itself, through the program in src/main.rs.
With --predictions, what points that have not seen a page's site choose is written as SET.jsonl. Needs numpy and scipy.
Same input, same bytes out.
"""
import json, os, re, zlib
import choices, fit, metadata, news, points as tables, sets as pages_of
from fit_dates import flattened
import numpy as np

SETS = ["wcxb-dev", "fundus-dev", "trafilatura-dev", "wcxb-dev.wet", "fundus-dev.wet", "trafilatura-dev+lines", "news", "news+again"]
WEIGHT = {"fundus-dev": 2, "fundus-dev.wet": 2, "trafilatura-dev+lines": 0.7, "news+again": 0.3}
# Of these sets a page without authors in the gold is one on which a reader found none.
NONE_IS_KNOWN = ("wcxb-dev", "news")
NEAR = [-7, -4, -2, -1, 0, 1, 2, 3, 4, 6, 9, 14, 25, 60, 999, 1003, 1010, 1030]
# Bounds of a sign that is told apart by what gives the credit.
BY_SOURCE = lambda apart, bounds: [apart * group + bound for group in range(4) for bound in bounds]
BOUNDS = {
    "json_ld": [0, 1], "tiers": [1, 2, 3], "mark": NEAR, "class": NEAR, "line": NEAR, "bare": NEAR, "doubtful": NEAR, "handle": NEAR, "poster": NEAR, "near": [-2, -1, 0, 1, 2, 3, 4, 6],
    "prose": [-30, -12, -6, -3, -2, -1, 0, 3, 999, 1001, 1003, 1010],
    "prose_above": [0, 0.03, 0.1, 0.3, 0.6, 0.9, 0.99],
    "crowd": [0, 1, 2, 4, 8], "times": [0, 1, 2, 3, 5], "credits": [1, 2, 3, 5, 9, 20], "near_credits": [0, 1, 2, 3, 5],
    "names": BY_SOURCE(10, [1, 2, 3, 5, 9]), "words": BY_SOURCE(10, [1, 2, 3, 4, 9]), "given": list(range(11)), "spelling": list(range(19)), "kind": [0, 1, 2, 3], "known_as": list(range(20)),
    "to_date": BY_SOURCE(100, [-6, -3, -2, -1, 0, 1, 2, 3, 6, 40]), "beside_name": [-1, 0, 1, 2, 3, 5, 9],
    "agrees": [0, 1, 2], "aside": [0, 1, 2, 3], "linked": [0, 1, 2], "things": [0, 1, 2], "of_site": list(range(12)),
    "in_title": [0, 1], "captioned": [0, 1, 2], "in_prose": BY_SOURCE(10, [0, 1, 2, 4, 9]),
}
FOLDS = 5
RIDGE = 2.0
# As in src/metadata/people/decide.rs.
LEAST_TEXT, LEAST_CHANCE, LEAST_MARKED = 0.6, 0.35, 0.2
LEAST_DECLARED = 0.1


def read_set(name, program, work):
    name, _, change = name.partition("+")
    if name == "news":
        told = lambda case: [part.strip() for part in re.split("[,;]", case.get("authors", "")) if part.strip()]
        return news.pages(lambda case: {"gold": {"authors": told(case)}}, change)
    pages = pages_of.read_set(name)
    return flattened(name, pages, program, work) if change == "lines" else pages


class Set:
    """The credits of a set's pages."""

    def __init__(self, name, program, work, names):
        self.name, self.pages = name, read_set(name, program, work)
        folder = pages_of.write_records(work, name + "+authors", self.pages)
        pages_of.export(program, folder, "authors")
        self.rows = np.fromfile(os.path.join(folder, "authors.f32"), "<f4").reshape(-1, len(names))
        with open(os.path.join(folder, "authors.jsonl"), encoding="utf8") as file:
            told = [json.loads(line) for line in file]
        self.credits, self.given = [t["credits"] for t in told], [t["given"] for t in told]
        self.gold = [p["gold"].get("authors") or [] for p in self.pages]
        none_is_known = name.startswith(NONE_IS_KNOWN)
        self.known = np.array([bool(metadata.names(g)) or none_is_known for g in self.gold])
        self.label = np.array([bool(g) and metadata.is_hit(names, g) for credits, g in zip(self.credits, self.gold) for names, _ in credits], bool)
        self.counts = np.array([len(credits) for credits in self.credits])
        site = lambda p: p["id"].split("/")[0] if name.startswith("news") else pages_of.host(p)
        self.fold = np.array([zlib.crc32(site(p).encode()) % FOLDS for p in self.pages])
        self.kind = self.rows[:, names.index("kind")]
        self.is_text = bool(self.pages) and "html" not in self.pages[0]
        self.is_marked = ~np.isnan(self.rows[:, names.index("mark")])
        self.is_head = (self.rows[:, names.index("json_ld")] > 0) | (self.rows[:, names.index("meta")] > 0)
        self.weight = np.where(self.known, WEIGHT.get(name, 1.0), 0.0)

    def chosen(self, points):
        """Of each page the names that are chosen, and their chance."""
        out, at = [], 0
        for credits in self.credits:
            weights = np.exp(np.minimum(points[at:at + len(credits)], 30))
            at += len(credits)
            own = slice(at - len(credits), at)
            out.append(choice(credits, weights, self.kind[own], self.is_head[own], self.is_marked[own], self.is_text))
        return out


def choice(credits, weights, kinds, is_head, is_marked, is_text):
    """As `chosen` in src/metadata/people/decide.rs."""
    if not len(weights):
        return [], 0.0
    best, people = int(np.argmax(weights)), kinds == 0
    if not people[best] and (people & is_head).any():
        likeliest = int(np.argmax(np.where(people & is_head, weights, 0)))
        chance = weights[likeliest] / (1 + weights[people].sum())
        if chance >= LEAST_MARKED:
            return credits[likeliest][0], chance
    own = {name.casefold() for name in credits[best][0]}
    same = [any(name.casefold() in own for name in names) for names, _ in credits]
    chance = weights[same].sum() / (1 + weights.sum())
    if kinds[best] == 1:
        least = LEAST_DECLARED
    elif is_head[best] or is_marked[best]:
        least = LEAST_MARKED
    else:
        least = LEAST_TEXT if is_text else LEAST_CHANCE
    if chance < least:
        return [], chance
    by_line = people[best] and not is_head[best] and not is_marked[best]
    return with_its_line(credits, best) if by_line else credits[best][0], chance


def with_its_line(credits, best):
    """As `with_its_line` in src/metadata/people/decide.rs."""
    names, blocks = credits[best]
    own = {name.casefold() for name in names}
    whole = [other for other, places in credits if own < {name.casefold() for name in other} and set(places) & set(blocks)]
    return max(whole, key=len) if whole else names


def figures(given, gold, known):
    """Pages with authors, hits among them, the share of those given that are right, and those given where there are none."""
    pairs = [(names, g) for names, g, k in zip(given, gold, known) if k]
    told = [(names, metadata.is_hit(names, g)) for names, g in pairs if metadata.names(g)]
    hits, some = sum(hit for _, hit in told), sum(bool(names) for names, _ in told)
    extra = sum(bool(names) for names, g in pairs if not metadata.names(g))
    return f"{len(told)} pages: hit {hits / max(len(told), 1):.3f}, of given right {hits / max(some, 1):.3f}, extra {extra} of {len(pairs) - len(told)}"


def report(sets, crossed):
    chances = []
    for s, points in zip(sets, crossed):
        chosen = s.chosen(points)
        reach = [any(metadata.is_hit(names, g) for names, _ in credits) for credits, g in zip(s.credits, s.gold) if metadata.names(g)]
        print(f"{s.name:22} the crate {figures(s.given, s.gold, s.known)}\n{'':22} held out  {figures([names for names, _ in chosen], s.gold, s.known)}, at most {np.mean(reach):.3f}", flush=True)
        for kind in sorted({p.get("type") for p in s.pages} - {None}) if s.name.startswith("wcxb") else []:
            of_kind = np.array([p.get("type") == kind for p in s.pages]) & s.known
            print(f"    {kind:14} the crate {figures(s.given, s.gold, of_kind)}; held out {figures([names for names, _ in chosen], s.gold, of_kind)}")
        chances += [(chance, metadata.is_hit(names, g)) for (names, chance), g, k in zip(chosen, s.gold, s.known) if k and names]
    chances = np.array(chances)
    by_chance(chances[:, 0], chances[:, 1], "pages")


def by_chance(chances, right, what):
    """How often something is right by its chance."""
    bounds = (0, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)
    for low, high in zip(bounds, bounds[1:]):
        part = (chances >= low) & (chances < high)
        if part.any():
            print(f"chance {low:.2f} to {min(high, 1):.2f}: {part.sum()} {what}, mean {chances[part].mean():.3f}, right {right[part].mean():.3f}")


HEADER = """\
# Points of the signs that a credit is the article's: feature, upper bound of the bin, points (hundredths of log-odds).
# Nobody at all has no points.
# Source: fitted by training/fit_authors.py on WCXB's development split (CC-BY-4.0), news pages of the tests of fundus (MIT),
# evaluation pages of trafilatura (Apache-2.0), and news pages of our own.
# Rule for adding: never by hand; change features or data, then run that command.
"""


def write_predictions(folder, sets, crossed):
    os.makedirs(folder, exist_ok=True)
    for s, points in zip(sets, crossed):
        with open(os.path.join(folder, s.name + ".jsonl"), "w", encoding="utf8") as file:
            for page, (names, chance) in zip(s.pages, s.chosen(points)):
                file.write(json.dumps({"id": page["id"], "authors": names, "chance": chance, "text": ""}) + "\n")


def main():
    program, names, args = fit.prepare(__doc__, lambda parser: parser.add_argument("--predictions"))
    sets = [Set(name, program, args.work, names["authors"]) for name in SETS]
    bins = choices.Bins(names["authors"], BOUNDS)
    beta, crossed = choices.points_of(sets, bins, FOLDS, RIDGE)
    report(sets, crossed)
    if args.predictions:
        write_predictions(args.predictions, sets, crossed)
    tables.write(os.path.join(fit.HERE, "..", "src", "lists", "author_points.tsv"), HEADER, bins, beta)


if __name__ == "__main__":
    main()
