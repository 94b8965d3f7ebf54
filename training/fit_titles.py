#!/usr/bin/env python3
"""Fits the points of a headline's signs and writes ../src/lists/title_points.tsv. See README.md beside this file.

    DECHAFF_DATA=FOLDER python3 fit_titles.py [--work FOLDER]

Reads wcxb-dev and fundus-dev, flattened (.wet, .copy), from DECHAFF_DATA, and the pages in news/. The features come from the crate itself,
through the program in src/main.rs. Needs numpy, scipy and rapidfuzz. Same input, same bytes out.
"""
import json, os, re, zlib
import choices, fit, measures, points as tables, sets as pages_of
import numpy as np
from scipy.optimize import minimize

SETS = fit.TEXT + fit.NEWS
# Pages of services and listings have titles, but seldom headlines: they are measured, not learnt from.
LEARNT_TYPES = {"article", "forum", "documentation"}
# Upper bounds of the bins; another bin follows without bound. Features that are not here say yes or no.
BOUNDS = {
    "words": [1, 2, 3, 4, 6, 9, 14, 20, 28],
    "prose_near": [0, 40, 100, 200, 350, 600],
    "prose_above": [0, 0.03, 0.08, 0.2, 0.4],
    "to_prose": [1, 2, 4, 6, 9, 14, 25],
    "recurring": [0, 1, 2, 3, 4, 6],
    "recurring_share": [0, 0.34, 0.5, 0.67, 0.84, 0.99],
    "to_credit": [1, 2, 3, 5, 7],
    "ending": [0, 1, 2, 3, 4, 5],
    "separators": [0, 1],
    "copies": [1, 2, 3],
    "short_above": [0, 1, 2, 3],
    "words_above": [0, 1, 3, 6, 12, 20],
    "words_below": [1, 3, 6, 12, 20, 35],
    "line": [0, 1, 5, 15],
    "capitalised": [0.2, 0.4, 0.6, 0.8, 0.99],
    "commas": [0, 1, 2],
    "chars": [12, 20, 30, 45, 60, 80, 100, 130, 170],
    "longest_word": [4, 6, 8, 10, 13],
    "rivals_above": [0, 1, 2, 3],
    "rivals_below": [0, 1, 2, 3],
    "from_credit": [1, 2, 3, 5, 7],
    "stop_words": [0, 0.1, 0.2, 0.35, 0.5],
    "digit_share": [0, 0.05, 0.1, 0.2, 0.35],
    "stock": [0, 1],
    "outlet": [0, 1],
    "stock_words": [0, 0.1, 0.25, 0.5, 0.75],
    "next_above": [0, 1, 2],
    "next_below": [0, 1, 2],
    "date_share": [0, 0.3, 0.5, 0.7],
    "heads_above": [0, 1, 2, 4, 8],
    "long_above": [0, 1, 2, 4, 8, 16],
    "items_above": [0, 3, 6, 9, 11],
    "to_body": [-2, -1, 1, 2, 4, 6, 9, 14, 25, 50],
    "glued": [0, 1],
    "prose_share": [0, 0.1, 0.25, 0.4, 0.55, 0.7, 0.85],
    "first_share": [0, 0.2, 0.34, 0.5, 0.67, 0.84],
    "later_share": [0, 0.2, 0.34, 0.5, 0.67, 0.84],
    "recurrences": [0, 0.5, 1, 1.5, 2, 3, 4, 6],
}
FOLDS = 5
# Each page of ours comes four times. At the weights of the detector other sets lose two titles in a hundred.
TITLE_WEIGHT = {"news": 1.2, "news+again": 0.4}
SAME_TITLE = 0.8  # word F1
# Of 1, 3, 6 and 8: at 8 news of our own lose one title in a hundred, at 1 WCXB's articles three to six in a thousand.
RIDGE = 4.0
# A page's best line is no title if it has fewer points than the line below which so few best lines are right.
RIGHT_BELOW = 1 / 12


def fold_of(page):
    return zlib.crc32(pages_of.host(page).encode()) % FOLDS


def is_title(line, gold):
    return " ".join(line.split()).casefold() == " ".join(gold.split()).casefold() or measures.word_f1(line, gold) >= SAME_TITLE


class Set:
    """The lines of those of a set's pages that have lines and a title."""

    def __init__(self, name, program, work, width):
        pages = pages_of.read_set(name)
        folder = pages_of.write_records(work, name, pages)
        pages_of.export(program, folder, "titles")
        rows = np.fromfile(os.path.join(folder, "titles.f32"), "<f4").reshape(-1, width)
        with open(os.path.join(folder, "titles.jsonl"), encoding="utf8") as file:
            lines = [json.loads(line)["lines"] for line in file]
        told = np.array([bool(p["gold"].get("title")) and bool(l) for p, l in zip(pages, lines)])
        self.program, self.folder, self.all = program, folder, pages
        self.name, self.rows = name, rows[np.repeat(told, [len(l) for l in lines])]
        self.pages = [p for p, t in zip(pages, told) if t]
        lines = [l for l, t in zip(lines, told) if t]
        self.label = np.array([is_title(text, p["gold"]["title"]) for p, l in zip(self.pages, lines) for _, text in l])
        self.counts = np.array([len(l) for l in lines])
        self.starts = np.cumsum(self.counts) - self.counts
        self.fold = np.array([fold_of(p) for p in self.pages])
        boost = TITLE_WEIGHT.get(name, pages_of.SET_WEIGHT.get(re.split("[.+]", name)[0], 1.0))
        has_line = np.logical_or.reduceat(self.label, self.starts)
        learnt = np.array([p["type"] in LEARNT_TYPES for p in self.pages])
        self.weight = boost * (has_line & learnt)

    def best(self, scores):
        """Per page, the points of its best line, the first of equals, and whether it is the title."""
        lines = [a + np.argmax(scores[a:a + n]) for a, n in zip(self.starts, self.counts)]
        return scores[lines], self.label[lines]

    def report(self, scores):
        right, types = self.best(scores)[1], np.array([p["type"] for p in self.pages])
        found = np.logical_or.reduceat(self.label, self.starts)
        share = lambda of: f"{right[of].mean():.3f} of at most {found[of].mean():.3f}"
        return f"all {share(slice(None))}  articles {share(types == 'article')}"

    def report_chosen(self, tables):
        """What the whole crate chooses, with the address and without the site's name, by the tables that have not seen a page's site."""
        titles = [None] * len(self.all)
        for fold, table in enumerate(tables):
            own = [i for i, p in enumerate(self.all) if fold_of(p) == fold]
            folder = pages_of.write_records(os.path.dirname(self.folder), self.name + "+held-out", [self.all[i] for i in own])
            pages_of.export(self.program, folder, "chosen_titles", table)
            with open(os.path.join(folder, "chosen_titles.jsonl"), encoding="utf8") as file:
                for i, line in zip(own, file):
                    titles[i] = json.loads(line)["title"]
        told = [(p, title) for p, title in zip(self.all, titles) if p["gold"].get("title")]
        right = np.array([bool(title) and measures.word_f1(title, p["gold"]["title"]) >= SAME_TITLE for p, title in told])
        given = np.array([bool(title) for _, title in told])
        article = np.array([p["type"] == "article" for p, _ in told])
        return f"all {right.mean():.3f} (given {given.mean():.3f})  articles {right[article].mean():.3f} (given {given[article].mean():.3f})"


def softmax(z, starts, counts):
    """Of every page's lines; and the logarithm of the sum."""
    top = np.maximum.reduceat(z, starts)
    shares = np.exp(z - np.repeat(top, counts))
    total = np.add.reduceat(shares, starts)
    return shares / np.repeat(total, counts), top + np.log(total)


def fit_choice(x, label, counts, weight):
    """Conditional logit: that of a page's lines one of the title's is chosen. Pages without such a line weigh nothing."""
    lines = np.repeat(weight > 0, counts)
    x, label, counts, weight = x[lines], label[lines], counts[weight > 0], weight[weight > 0]
    starts, each, xt = np.cumsum(counts) - counts, np.repeat(weight, counts), x.T.tocsr()

    def loss(beta):
        z = x @ beta
        chosen, all_lines = softmax(z, starts, counts)
        wanted, titles = softmax(np.where(label, z, -1e9), starts, counts)
        return weight @ (all_lines - titles) + RIDGE * (beta @ beta), xt @ (each * (chosen - wanted)) + 2 * RIDGE * beta

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 200}).x


def least_points(sets, crossed):
    """The points below which a page's best line, on average, is the title as seldom as RIGHT_BELOW."""
    best = [s.best(scores) for s, scores in zip(sets, crossed) if s.name.startswith("wcxb")]
    points, right = (np.concatenate(part) for part in zip(*best))
    order = np.argsort(points, kind="stable")
    shares = np.cumsum(right[order]) / np.arange(1, len(order) + 1)
    below = np.flatnonzero(shares <= RIGHT_BELOW)
    return points[order[below[-1]]] if len(below) else points.min()


def points_of(sets, names, work):
    """Points of all bins, counted from the least of a headline; prints cross-validated shares."""
    bins = choices.Bins(names, BOUNDS)
    x = bins.matrix(np.vstack([s.rows for s in sets]))
    label, counts, weight, fold = (np.concatenate([getattr(s, part) for s in sets]) for part in ("label", "counts", "weight", "fold"))
    of_line = np.repeat(fold, counts)
    crossed = np.zeros(len(label))
    betas = [fit_choice(x, label, counts, weight * (fold != k)) for k in range(FOLDS)]
    for k, beta in enumerate(betas):
        crossed[of_line == k] = x[of_line == k] @ beta
    crossed = np.split(crossed, np.cumsum([len(s.label) for s in sets])[:-1])
    least = least_points(sets, crossed)
    counted = lambda beta: np.concatenate([beta[:bins.first[1]] - least, beta[bins.first[1]:]])
    paths = [os.path.join(work, f"title_points.{k}.tsv") for k in range(FOLDS)]
    for path, beta in zip(paths, betas):
        tables.write(path, HEADER, bins, counted(beta))
    for s, scores in zip(sets, crossed):
        print(f"{s.name:16} {len(s.pages)} pages  best line held out  {s.report(scores)}  chosen held out  {s.report_chosen(paths)}", flush=True)
    return bins, counted(fit_choice(x, label, counts, weight))


HEADER = """\
# Points of a headline's signs in flattened text: feature, upper bound of the bin, points (hundredths of log-odds).
# A line with fewer than no points in all is no headline.
# Source: fitted by training/fit_titles.py on flattened pages of WCXB's development split (CC-BY-4.0) and on news pages
# of the fundus tests.
# Rule for adding: never by hand; change features or data, then run that command.
"""


def main():
    program, names, args = fit.prepare(__doc__)
    work = args.work
    sets = [Set(name, program, work, len(names["titles"])) for name in SETS]
    tables.write(os.path.join(fit.HERE, "..", "src", "lists", "title_points.tsv"), HEADER, *points_of(sets, names["titles"], work))


if __name__ == "__main__":
    main()
