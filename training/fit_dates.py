#!/usr/bin/env python3
"""Fits the points of a day's signs and writes ../src/lists/day_points.tsv. See README.md beside this file.

    DECHAFF_DATA=FOLDER python3 fit_dates.py [--work FOLDER] [--predictions FOLDER]

Reads the sets that fit.py reads, and the pages in news/. The features come from the crate itself, through the program in src/main.rs.
With --predictions, what points that have not seen a page's site choose is written as SET.jsonl. Needs numpy and scipy.
Same input, same bytes out.
"""
import json, os, zlib
import choices, fit, metadata, news, points as tables, sets as pages_of
import numpy as np

# "NAME+lines" are the pages of NAME flattened by us, a line a block.
# "NAME+undated" are those of NAME without the lines that tell the date: what is left are the dates of other things.
UNDATED = "+undated"
SETS = fit.MARKUP + fit.TEXT + [name + "+lines" for name in fit.LINES] + fit.NEWS
SETS += [name + UNDATED for name in ("wcxb-dev.wet", "fundus-dev.wet", "fundus-dev.copy", "news", "news+again")]
# Pages of a set weigh so much. Those of WCXB come three times. At half or twice of any of these numbers and of the ridge no
# set gains or loses more than three pages in a thousand.
WEIGHT = {"fundus-dev": 2, "fundus-dev.wet": 2, "wcxb-dev.wet": 0.5, "wcxb-dev.copy": 0.25,
          "htmldate-dev+lines": 0.7, "trafilatura-dev+lines": 0.7, "news+again": 0.3, "wcxb-dev.wet+undated": 0.2,
          "fundus-dev.wet+undated": 0.5, "fundus-dev.copy+undated": 0.3, "news+undated": 0.3, "news+again+undated": 0.1}
NEAR = [-7, -4, -2, -1, 0, 1, 2, 3, 4, 6, 9, 14, 25, 999, 1005, 1015, 1030, 1060]
ROLES = [0, 1, 2, 3, 4, 5, 6]
# Upper bounds of the bins; another bin follows without bound. Features that are not here say yes or no.
BOUNDS = {
    "meta": [0, 1, 2],
    "sources": [1, 2, 3, 4],
    "element": NEAR,
    "element_kind": [0, 1, 2, 3, 4, 5, 6, 7],
    "line": NEAR,
    "prose": [-30, -12, -6, -3, -2, -1, 0, 3, 999, 1001, 1003, 1010],
    "prose_above": [0, 0.03, 0.1, 0.3, 0.6, 0.9, 0.99],
    "crowd": [0, 1, 2, 4, 8],
    "roles": ROLES,
    "near_roles": ROLES,
    "shown": [0, 1, 2, 3, 6],
    "from_markup": [-400, -31, -8, -2, -1, 0, 1, 2, 8, 31, 400],
    "days": [1, 2, 3, 5, 9, 20],
    "near_days": [0, 1, 2, 3, 5],
    "ends": [0, 1, 2],
    "change": [0, 1, 2],
}
FOLDS = 5
RIDGE = 2.0
# As in src/metadata/dates/decide.rs.
LEAST_CHANCE = 0.3


def read_set(name, program, work):
    """The pages of a set with what is known of their dates."""
    name, _, change = name.partition("+")
    if name == "news":
        return news.pages(lambda case: {"gold": {"date": case.get("published")}, "is_none": True}, change)
    pages = pages_of.read_set(name)
    for page in pages:
        # What htmldate's editors found no date for.
        page["is_none"] = isinstance(page["gold"].get("date"), float)
    return flattened(name, pages, program, work) if change == "lines" else pages


def flattened(name, pages, program, work):
    folder = pages_of.write_records(work, name, pages)
    pages_of.export(program, folder, "pages")
    with open(os.path.join(folder, "blocks.jsonl"), encoding="utf8") as file:
        blocks = {page["id"]: page["blocks"] for page in map(json.loads, file)}
    known = [page for page in pages if blocks.get(page["id"])]
    text = lambda page: pages_of.flattened(str(page["id"]), blocks[page["id"]])
    whole = [{**{key: page[key] for key in page if key != "html"}, "text": text(page)} for page in known]
    return [page for page in whole if page["text"].strip() and page["text"].count("\ufffd") * 20 < len(page["text"])]


class Set:
    """The days of a set's pages."""

    def __init__(self, name, program, work, width, pages):
        self.name, self.pages = name, pages
        folder = pages_of.write_records(work, name + "+days", self.pages)
        pages_of.export(program, folder, "days")
        self.rows = np.fromfile(os.path.join(folder, "days.f32"), "<f4").reshape(-1, width)
        with open(os.path.join(folder, "days.jsonl"), encoding="utf8") as file:
            self.days = [json.loads(line)["days"] for line in file]
        self.gold = [metadata.day(p["gold"].get("date")) for p in self.pages]
        self.known = np.array([bool(g) or p["is_none"] for g, p in zip(self.gold, self.pages)])
        self.label = np.array([day == g for days, g in zip(self.days, self.gold) for day, *_ in days])
        self.counts = np.array([len(days) for days in self.days])
        site = lambda p: p["id"].split("/")[0] if name.startswith("news") else pages_of.host(p)
        self.fold = np.array([zlib.crc32(site(p).encode()) % FOLDS for p in self.pages])
        self.weight = np.where(self.known, WEIGHT.get(name, 1.0), 0.0)

    def undated(self):
        """Its pages without the blocks that tell their dates."""
        told = [[block for day, _, _, blocks in days if day == g for block in blocks] for days, g in zip(self.days, self.gold)]
        changed = [(p, sorted(set(blocks))) for p, g, blocks in zip(self.pages, self.gold, told) if g and blocks]
        return [{**p, "is_none": True, "left_out": blocks} for p, blocks in changed]

    def chosen(self, points):
        """Of each page the day of publication with its chance, and the day that the date is."""
        out, at = [], 0
        is_text = "text" in self.pages[0]
        for days in self.days:
            weights = np.exp(np.minimum(points[at:at + len(days)], 30))
            at += len(days)
            out.append(choice(days, weights, is_text))
        return out


def choice(days, weights, is_text):
    known = np.array([not is_change for _, is_change, *_ in days], bool)
    published = chance = None
    if known.any():
        best = int(np.argmax(np.where(known, weights, -1)))
        chance = weights[best] / (1 + weights[known].sum())
        published = days[best][0] if chance >= LEAST_CHANCE else None
    likely = [day for (day, _, told, _), w in zip(days, weights) if told and (not is_text or w >= LEAST_CHANCE * (1 + weights.sum()))]
    return published, chance, published or (likely[0] if likely else None)


def f1(right, wrong, missing):
    return 2 * right / max(2 * right + wrong + missing, 1)


def report(sets, crossed):
    """By set: dates right, wrong and missing; over all: how often a day is right by its chance."""
    chances = []
    for s, points in zip(sets, crossed):
        counts = [0, 0, 0]
        for (published, chance, date), gold, known in zip(s.chosen(points), s.gold, s.known):
            if known:
                counts[0 if date and date == gold else 1 if date else 2] += bool(date or gold)
            if known and published:
                chances.append((chance, published == gold))
        print(f"{s.name:22} {sum(s.known)} pages  held out  right {counts[0]} wrong {counts[1]} missing {counts[2]}  F1 {f1(*counts):.4f}", flush=True)
    chances = np.array(chances)
    for low, high in zip((0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98), (0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)):
        part = chances[(chances[:, 0] >= low) & (chances[:, 0] < high)]
        print(f"chance {low:.2f} to {min(high, 1):.2f}: {len(part)} days, mean {part[:, 0].mean():.3f}, right {part[:, 1].mean():.3f}")


def write_predictions(folder, sets, crossed):
    os.makedirs(folder, exist_ok=True)
    for s, points in zip(sets, crossed):
        with open(os.path.join(folder, s.name + ".jsonl"), "w", encoding="utf8") as file:
            for page, (published, chance, date) in zip(s.pages, s.chosen(points)):
                file.write(json.dumps({"id": page["id"], "published": published, "chance": chance, "date": date, "text": ""}) + "\n")


HEADER = """\
# Points of the signs that a day is the one of publication: feature, upper bound of the bin, points (hundredths of log-odds).
# No day at all has no points.
# Source: fitted by training/fit_dates.py on WCXB's development split (CC-BY-4.0), news pages of the tests of fundus (MIT),
# evaluation pages of trafilatura and of htmldate (Apache-2.0), and news pages of our own.
# Rule for adding: never by hand; change features or data, then run that command.
"""


def main():
    program, names, args = fit.prepare(__doc__, lambda parser: parser.add_argument("--predictions"))
    sets = {}
    for name in SETS:
        whole = name.removesuffix(UNDATED)
        pages = sets[whole].undated() if name != whole else read_set(name, program, args.work)
        sets[name] = Set(name, program, args.work, len(names["days"]), pages)
    sets = list(sets.values())
    bins = choices.Bins(names["days"], BOUNDS)
    beta, crossed = choices.points_of(sets, bins, FOLDS, RIDGE)
    report(sets, crossed)
    if args.predictions:
        write_predictions(args.predictions, sets, crossed)
    tables.write(os.path.join(fit.HERE, "..", "src", "lists", "day_points.tsv"), HEADER, bins, beta)


if __name__ == "__main__":
    main()
