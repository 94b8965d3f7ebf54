#!/usr/bin/env python3
"""Fits the points of evidence and writes ../src/lists/evidence.tsv. See README.md beside this file.

    DECHAFF_DATA=FOLDER python3 fit.py [--work FOLDER] [--quick]

Reads wcxb-dev and fundus-dev, as HTML and flattened (.wet, .copy), from DECHAFF_DATA. The features come from the
crate itself, through the program in src/main.rs. Needs numpy, scipy and rapidfuzz. Same input, same bytes out.
"""
import argparse, gzip, json, os, re, subprocess, sys, zlib
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
os.environ["OMP_NUM_THREADS"] = "1"  # the same sums in the same order on every machine
import numpy as np
import scipy.sparse as sp
from scipy.optimize import minimize
from rapidfuzz.distance import LCSseq

HERE = os.path.dirname(os.path.abspath(__file__))
DATA = os.environ.get("DECHAFF_DATA") or sys.exit("fit.py: set DECHAFF_DATA to the folder with the sets")
MARKUP = ["wcxb-dev", "fundus-dev"]
FLAT = ["wcxb-dev.wet", "fundus-dev.wet", "wcxb-dev.copy", "fundus-dev.copy"]
# 123 pages of news in twenty languages against 1,497 mostly English ones.
SET_WEIGHT = {"fundus-dev": 4.0}
# Features whose numbers are names: every value is a bin.
NAMES_NOT_AMOUNTS = {"ending", "ending_above", "ending_below", "kind", "kind_and_link", "named_kind", "region", "hidden", "phrase",
                     "cut_twin", "gap_above"}
FOLDS = 3
RIDGE = 1.0
MOST_BINS = 12
WORD = re.compile(r"\w+")


def tokens(text):
    """Words; characters in scripts without spaces, so that their blocks can be aligned too."""
    out = []
    for word in WORD.findall(text.lower()):
        if len(word) > 3 and any(ord(c) > 0x2E7F and not 0xAC00 <= ord(c) <= 0xD7AF for c in word):
            out.extend(word)
        else:
            out.append(word)
    return out


def read_set(name):
    with gzip.open(os.path.join(DATA, name + ".jsonl.gz"), "rt", encoding="utf8") as file:
        return [json.loads(line) for line in file]


def export(program, work, name, *args):
    folder = os.path.join(work, name)
    os.makedirs(folder, exist_ok=True)
    source = subprocess.Popen(["gzip", "-dc", os.path.join(DATA, name + ".jsonl.gz")], stdout=subprocess.PIPE)
    subprocess.run([program, args[0], folder, *args[1:]], stdin=source.stdout, check=True)
    return folder


def labels_of(blocks, gold):
    """Share of each block's words that lie on the longest common subsequence with the gold text."""
    page, owner = [], []
    for index, text in enumerate(blocks):
        words = tokens(text)
        page += words
        owner += [index] * len(words)
    hit, total = np.zeros(len(blocks)), np.zeros(len(blocks))
    np.add.at(total, owner, 1)
    gold = tokens(gold)
    if gold and page and len(page) * len(gold) < 4e9:
        for op in LCSseq.opcodes(page, gold):
            if op.tag == "equal":
                np.add.at(hit, owner[op.src_start:op.src_end], 1)
    return hit / np.maximum(total, 1), total


def word_f1(text, gold):
    found, wanted = Counter(WORD.findall(text.lower())), Counter(WORD.findall(gold.lower()))
    if not wanted or not found:
        return float(not wanted and not found)
    common = sum((found & wanted).values())
    precision, recall = common / sum(found.values()), common / sum(wanted.values())
    return 2 * precision * recall / (precision + recall) if common else 0.0


def site_fold(url, ident):
    host = re.sub(r"^https?://(www\.)?", "", url or str(ident)).split("/")[0]
    return zlib.crc32(host.encode()) % FOLDS


class Set:
    def __init__(self, name, program, work, width):
        self.name, self.pages = name, read_set(name)
        folder = export(program, work, name, "features")
        self.rows = np.fromfile(os.path.join(folder, "features.f32"), "<f4").reshape(-1, width)
        with open(os.path.join(folder, "blocks.jsonl"), encoding="utf8") as file:
            self.blocks = [json.loads(line)["blocks"] for line in file]
        self.starts = np.cumsum([0] + [len(b) for b in self.blocks])
        cache = os.path.join(folder, "labels.npz")
        key = zlib.crc32(json.dumps(self.blocks).encode())
        if os.path.exists(cache) and int(np.load(cache)["key"]) == key:
            self.label, self.words = np.load(cache)["label"], np.load(cache)["words"]
        else:
            pairs = [labels_of(b, p["gold"].get("text") or "") for b, p in zip(self.blocks, self.pages)]
            self.label = np.concatenate([x[0] for x in pairs])
            self.words = np.concatenate([x[1] for x in pairs])
            np.savez(cache, label=self.label, words=self.words, key=key)
        self.fold = np.repeat([site_fold(p.get("url"), p["id"]) for p in self.pages], np.diff(self.starts))
        self.weight = self.weights()

    def weights(self):
        """A page counts as much as any other; pages whose own labels cannot rebuild the gold do not count."""
        weight = np.maximum(self.words, 1.0)
        boost = SET_WEIGHT.get(re.split(r"\.", self.name)[0], 1.0)
        for page, (a, b) in enumerate(zip(self.starts, self.starts[1:])):
            weight[a:b] = (weight[a:b] / max(weight[a:b].sum(), 1) * 100 + 0.1) * boost
            if self.text_f1(page, self.label) < 0.8:
                weight[a:b] = 0
        return weight

    def text_f1(self, page, scores, threshold=0.5):
        a, b = self.starts[page], self.starts[page + 1]
        kept = "\n".join(t for t, s in zip(self.blocks[page], scores[a:b]) if s >= threshold)
        return word_f1(kept, self.pages[page]["gold"].get("text") or "")

    def report(self, scores, threshold=0.5):
        f1 = [self.text_f1(i, scores, threshold) for i in range(len(self.pages))]
        types = sorted({p["type"] for p in self.pages})
        by_type = {t: np.mean([f for f, p in zip(f1, self.pages) if p["type"] == t]) for t in types}
        return f"all {np.mean(f1):.4f}  " + "  ".join(f"{t} {v:.3f}" for t, v in by_type.items())


def bins_of(name, values, weight):
    """Upper bounds of a feature's bins, the last without bound."""
    known = values[~np.isnan(values) & (weight > 0)]
    distinct, counts = np.unique(known, return_counts=True)
    if name in NAMES_NOT_AMOUNTS or len(distinct) <= MOST_BINS:
        edges = distinct[counts >= 40] if len(distinct) > 2 else distinct
    else:
        edges = np.unique(np.quantile(known, np.linspace(0, 1, MOST_BINS + 1)[1:]))
        # The lowest value is often a name of its own: nothing, none, outside.
        if counts[0] > len(known) / 50:
            edges = np.union1d(edges, distinct[:1])
        edges = np.array([float(f"{e:.4g}") for e in edges])
    edges = np.unique(edges.astype(np.float32))
    return np.append(edges[:-1], np.float32(np.inf)) if len(edges) else np.array([np.inf], np.float32)


class Curves:
    """One-hot bins of every feature; each has a column for absent values."""

    def __init__(self, names, rows, weight):
        self.names = names
        self.edges = [bins_of(n, rows[:, i], weight) for i, n in enumerate(names)]
        self.first = np.cumsum([0] + [len(e) + 1 for e in self.edges])

    def matrix(self, rows):
        columns = np.empty(rows.shape, np.int32)
        for i, edges in enumerate(self.edges):
            at = np.searchsorted(edges, rows[:, i], side="left")
            columns[:, i] = self.first[i] + np.where(np.isnan(rows[:, i]), len(edges), np.minimum(at, len(edges) - 1))
        n = rows.shape[0]
        pointers = np.arange(n + 1) * rows.shape[1]
        return sp.csr_matrix((np.ones(columns.size, np.float32), columns.ravel(), pointers), (n, self.first[-1]))


def fit(x, y, weight):
    """Logistic regression with a ridge; returns points for every bin."""
    keep = weight > 0
    x, y, weight = x[keep], y[keep], weight[keep]
    weight = weight / weight.mean()
    xt = x.T.tocsr()

    def loss(beta):
        z = x @ beta
        p = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
        value = (weight * (np.logaddexp(0, z) - y * z)).sum() + RIDGE * (beta @ beta)
        return value, xt @ (weight * (p - y)) + 2 * RIDGE * beta

    return minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B", options={"maxiter": 60}).x


def logistic(z):
    return (1 / (1 + np.exp(-np.clip(z, -30, 30)))).astype(np.float32)


def two_stages(sets, names, context_names, program, work):
    """Fits both stages over sets of one kind of input. Returns {stage: (curves, points)} and prints cross-validated scores."""
    rows = np.vstack([s.rows for s in sets])
    y = np.concatenate([(s.label >= 0.5) for s in sets]).astype(float)
    weight = np.concatenate([s.weight for s in sets])
    fold = np.concatenate([s.fold for s in sets])
    cuts = np.cumsum([0] + [len(s.rows) for s in sets])
    curves = Curves(names, rows, weight)
    x = curves.matrix(rows)
    crossed = np.zeros(len(y), np.float32)
    for k in range(FOLDS):
        crossed[fold == k] = logistic(x[fold == k] @ fit(x[fold != k], y[fold != k], weight[fold != k]))
    first = fit(x, y, weight)
    for s, a, b in zip(sets, cuts, cuts[1:]):
        print(f"{s.name:16} first   {s.report(crossed[a:b])}", flush=True)
    around = np.vstack([contexts(s, crossed[a:b], program, work, len(context_names)) for s, a, b in zip(sets, cuts, cuts[1:])])
    rows2 = np.hstack([rows, around])
    curves2 = Curves(names + context_names, rows2, weight)
    x2 = curves2.matrix(rows2)
    crossed2 = np.zeros(len(y), np.float32)
    for k in range(FOLDS):
        crossed2[fold == k] = logistic(x2[fold == k] @ fit(x2[fold != k], y[fold != k], weight[fold != k]))
    for s, a, b in zip(sets, cuts, cuts[1:]):
        for threshold in (0.4, 0.5, 0.6):
            print(f"{s.name:16} second  at {threshold}  {s.report(crossed2[a:b], threshold)}", flush=True)
    return {"first": centred(curves, x, weight, first), "second": centred(curves2, x2, weight, fit(x2, y, weight))}


def centred(curves, x, weight, beta):
    """Points relative to the average block, so that they can serve as reasons; the rest is the bias."""
    share = (x.T @ weight) / weight.sum()
    beta, bias = beta.copy(), 0.0
    for a, b in zip(curves.first, curves.first[1:]):
        mean = share[a:b] @ beta[a:b]
        beta[a:b] -= mean
        bias += mean
    return curves, beta, bias


def contexts(s, scores, program, work, width):
    path = os.path.join(work, s.name + ".scores")
    scores.astype("<f4").tofile(path)
    folder = export(program, work, s.name, "contexts", path)
    return np.fromfile(os.path.join(folder, "contexts.f32"), "<f4").reshape(-1, width)


HEADER = """\
# Points of evidence: stage, feature, upper bound of the bin (NaN: absent), points with markup, points without.
# Points are hundredths of log-odds of "this block is content", relative to the average block; "bias" is that block's.
# Source: fitted by training/fit.py on WCXB's development split (CC-BY-4.0) and on news pages of the fundus tests.
# Rule for adding: never by hand; change features or data, then run that command.
"""


def write_table(path, markup, flat):
    with open(path, "w", encoding="utf8") as out:
        out.write(HEADER)
        for stage in ("first", "second"):
            biases = [round(table[stage][2] * 100) for table in (markup, flat)]
            out.write(f"{stage}\tbias\tinf\t{biases[0]}\t{biases[1]}\n")
            for i, name in enumerate(markup[stage][0].names):
                for edge, points in merged(markup[stage], flat[stage], i):
                    out.write(f"{stage}\t{name}\t{edge}\t{points[0]}\t{points[1]}\n")


def merged(markup, flat, i):
    """The bins of both tables cut to common bounds."""
    both = []
    for curves, beta, _ in (markup, flat):
        edges = curves.edges[i]
        points = np.rint(beta[curves.first[i]:curves.first[i + 1]] * 100).astype(int)
        both.append((edges, points))
    for edge in np.unique(np.concatenate([edges for edges, _ in both])):
        yield ("inf" if np.isinf(edge) else str(np.float32(edge))), [p[np.searchsorted(e, edge)] for e, p in both]
    yield "NaN", [p[-1] for _, p in both]


def fit_group(group, names, program, work):
    sets = [Set(name, program, work, len(names["features"])) for name in group]
    return two_stages(sets, names["features"], names["contexts"], program, work)


def prepare(about):
    """Reads the command line and builds the program. Returns its path, the features' names and the working folder."""
    args = argparse.ArgumentParser(description=about.split("\n")[0])
    args.add_argument("--work", default=os.path.join(HERE, "target", "work"))
    args = args.parse_args()
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=HERE, check=True)
    program = os.path.join(os.environ.get("CARGO_TARGET_DIR") or os.path.join(HERE, "target"), "release", "dechaff-training")
    names = json.loads(subprocess.run([program, "names"], capture_output=True, check=True).stdout)
    os.makedirs(args.work, exist_ok=True)
    return program, names, args.work


def main():
    program, names, work = prepare(__doc__)
    with ProcessPoolExecutor(2) as pool:
        fitted = list(pool.map(fit_group, (MARKUP, FLAT), [names] * 2, [program] * 2, [work] * 2))
    write_table(os.path.join(HERE, "..", "src", "lists", "evidence.tsv"), *fitted)


if __name__ == "__main__":
    main()
