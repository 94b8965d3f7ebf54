#!/usr/bin/env python3
"""Trains the detector: writes ../src/lists/model.bin and ../src/model/generated.rs. See README.md beside this file.

    DECHAFF_DATA=FOLDER python3 fit.py [--work FOLDER] [--leave-out] [--seed N]

Reads the sets from DECHAFF_DATA; features, contexts and decisions come from the crate itself, through the program in
src/main.rs. Prints what the crate reaches with scores that have not seen the page's site; with --leave-out also what
it reaches on each set of HTML, and on flattened news, when trained without it. Needs numpy, scipy, lightgbm and
rapidfuzz. Same input, same bytes out on machines of one kind (float sums may differ in the last bit on others).
"""
import argparse, json, os, subprocess
from concurrent.futures import ProcessPoolExecutor
os.environ["OMP_NUM_THREADS"] = "1"  # the same sums in the same order on every machine
import numpy as np
import held_out, measures, news, report, sets, trees, words
from labels import store
from sets import KINDS, Lines, News, Set, Shortened

HERE = os.path.dirname(os.path.abspath(__file__))
MARKUP = ["wcxb-dev", "fundus-dev", "trafilatura-dev", "htmldate-dev"]
TEXT = ["wcxb-dev.wet", "fundus-dev.wet", "wcxb-dev.copy", "fundus-dev.copy"]
NEWS = ["news", "news+again"]
WRAPPED = [name + "+wrapped" for name in TEXT]
SHORTENED = "+shortened"
# Sets of HTML whose pages nobody has flattened for us.
LINES = ["trafilatura-dev", "htmldate-dev"]
# Pages on which blocks of other sites predict so badly are mostly wrong gold: half of the worst hundred were, read by eye.
LEAST_CROSSED_F1 = 0.7
GOOD_F1 = 0.9  # what confidence is the chance of
CERTAINTY = dict(num_leaves=6, min_data_in_leaf=40, learning_rate=0.05, bagging_fraction=0.8, lambda_l2=20)
CERTAINTY_TREES = 120
# Blocks of lower first scores are boilerplate: at most one in 100,000 of the words that the second stage kept stood in them.
# As `SETTLED_BELOW` in src/score/bins.rs.
SETTLED_BELOW = 0.05
# The label of a part is a share. A part has more to say than a line, and there are fewer of them.
PARTS = dict(objective="cross_entropy", trees=120, min_data_in_leaf=100, feature_fraction=0.4)
# Of the kind of a page: there are some thousand pages.
KIND_TREES = dict(trees=70, num_leaves=8, min_data_in_leaf=10, learning_rate=0.2, feature_fraction=0.5, bagging_fraction=0.8)
# Good enough to find the pages whose gold is wrong.
ROUGH = dict(trees=60, learning_rate=0.2)


class Group:
    """Sets of one kind of input, one after the other."""

    def __init__(self, sets, names):
        self.sets, self.names = sets, names
        self.label = np.concatenate([s.label for s in sets])
        self.weight = np.concatenate([s.weight for s in sets])
        self.fold = np.concatenate([s.page_fold[s.page] for s in sets])
        hosts = {}
        self.site = np.concatenate([np.array([hosts.setdefault(h, len(hosts)) for h in s.hosts])[s.page] for s in sets])
        self.words = words.matrix(sets)
        self.page_fold = np.concatenate([s.page_fold for s in sets])
        self.kind_rows = np.vstack([s.kind_rows for s in sets])

    def page_kinds(self):
        """The kinds of all pages, and a weight: 0 where nobody says."""
        kinds = np.concatenate([s.page_kinds() for s in self.sets])
        weight = np.concatenate([np.full(len(s.pages), 0.0 if s.is_changed else 1.0) for s in self.sets])
        return kinds, np.where(kinds < 0, 0, weight)

    def score_kinds(self, chances):
        """Gives the pages the chances of their kinds, by which the program divides them into parts."""
        at = 0
        for s in self.sets:
            s.score_kinds(chances[at:at + len(s.pages)])
            at += len(s.pages)
        self.part_fold = np.concatenate([s.page_fold[s.part_page] for s in self.sets])
        # What a name settles is never scored: nothing is learnt from it.
        self.weight = np.where(np.concatenate([s.named for s in self.sets]), 0, self.weight)

    def part_rows(self, evidence):
        """The features of all parts, with this evidence of their words."""
        return np.vstack([part_rows(s, own, self.names["parts"]) for s, own in zip(self.sets, self.split(evidence))])

    def part_labels(self):
        return [np.concatenate(x) for x in zip(*(s.part_labels() for s in self.sets))]

    def score_parts(self, scores):
        """Gives the parts their scores, from which the program makes the features of the blocks."""
        at = 0
        for s in self.sets:
            s.score_parts(scores[at:at + len(s.part_page)])
            at += len(s.part_page)
        self.rows = np.vstack([s.rows for s in self.sets])
        self.settled = np.concatenate([s.settled for s in self.sets])
        self.weight = np.where(self.settled, 0, self.weight)

    def split(self, values):
        cuts = np.cumsum([0] + [len(s.label) for s in self.sets])
        return [values[a:b] for a, b in zip(cuts, cuts[1:])]

    def with_evidence(self, evidence):
        rows = self.rows.copy()
        for i, name in enumerate(words.FEATURES):
            rows[:, self.names["features"].index(name)] = evidence[:, i]
        return rows

    def contexts(self, scores):
        return np.vstack([s.contexts(own) for s, own in zip(self.sets, self.split(scores))])

    def without_doubtful(self, scores):
        """The weights, with pages out whose gold cannot be right."""
        weight = self.weight.copy()
        for s, own, weights in zip(self.sets, self.split(scores), self.split(weight)):
            if not s.has_snippets and not s.is_certain:
                weights[s.doubtful(own, LEAST_CROSSED_F1)[s.page]] = 0
        return weight


def part_rows(s, evidence, names):
    """A set's parts with other evidence of words than the program's own."""
    rows = s.part_rows.copy()
    if not len(rows):
        return rows
    own, heading = evidence[:, words.FEATURES.index("wording_own")], evidence[:, words.FEATURES.index("wording_heading")]
    mean = lambda values, weight: s.over_parts(values * weight) / np.maximum(s.over_parts(weight), 1)
    columns = {"wording": mean(own, s.block_words), "wording_blocks": mean(own, np.ones(len(own))),
               "first_wording": own[s.part_start], "first_heading": heading[s.part_start]}
    for name, values in columns.items():
        rows[:, names.index(name)] = values
    return rows


class Learnt:
    """Word tables, bounds and both stages; `crossed` holds scores of its own blocks that have not seen their site."""

    def __init__(self, group, table_group=None):
        """Flattened text takes the words of the same pages' markup: `table_group`."""
        source = table_group or group
        for pages in filter(None, (table_group, group)):
            self.learn_kinds(pages)
        self.tables = words.fit(source.words, source.label, source.weight, source.site)
        evidence = crossed_evidence(group, source)
        self.learn_parts(group, evidence)
        rows = group.with_evidence(evidence)
        self.bounds = [trees.bounds_of(column, group.weight) for column in rows.T]
        bins = trees.binned(rows, self.bounds)
        rough = np.where(group.settled, 0, trees.crossed(bins, group.label, group.weight, group.fold, **ROUGH))
        weight = group.without_doubtful(rough)
        first = np.where(group.settled, 0, trees.crossed(bins, group.label, weight, group.fold))
        self.first = trees.fit(bins, group.label, weight)
        around = group.contexts(first)
        self.context_bounds = [trees.bounds_of(column, weight) for column in around.T]
        bins = np.hstack([bins, trees.binned(around, self.context_bounds)])
        weight = np.where(first < SETTLED_BELOW, 0, weight)
        second = trees.crossed(bins, group.label, weight, group.fold)
        self.crossed_first, self.crossed = first, np.where(first < SETTLED_BELOW, first, second)
        self.second = trees.fit(bins, group.label, weight)

    def learn_kinds(self, group):
        """Chances of the kinds of pages: trees for each kind."""
        kinds, weight = group.page_kinds()
        rows = group.kind_rows
        self.kind_bounds = [trees.bounds_of(column, weight) for column in rows.T]
        bins = trees.binned(rows, self.kind_bounds)
        of_kind = [(kinds == place).astype(float) for place in range(len(KINDS))]
        crossed = [trees.crossed(bins, label, weight, group.page_fold, **KIND_TREES) for label in of_kind]
        self.kinds = [trees.fit(bins, label, weight, **KIND_TREES) for label in of_kind]
        self.crossed_kinds = normalised(np.stack(crossed, 1))
        group.score_kinds(self.crossed_kinds)

    def score_kinds(self, group):
        bins = trees.binned(group.kind_rows, self.kind_bounds)
        group.score_kinds(normalised(np.stack([one.scores(bins) for one in self.kinds], 1)))

    def learn_parts(self, group, evidence):
        """Scores of parts; flattened text has none."""
        rows = group.part_rows(evidence)
        self.part_bounds, self.parts = [], None
        crossed = np.zeros(len(rows))
        if len(rows):
            label, weight = group.part_labels()
            self.part_bounds = [trees.bounds_of(column, weight) for column in rows.T]
            bins = trees.binned(rows, self.part_bounds)
            crossed = trees.crossed(bins, label, weight, group.part_fold, **PARTS)
            self.parts = trees.fit(bins, label, weight, **PARTS)
        group.score_parts(crossed)

    def score_parts(self, group, evidence):
        rows = group.part_rows(evidence)
        group.score_parts(self.parts.scores(trees.binned(rows, self.part_bounds)) if len(rows) else np.zeros(0))

    def scores(self, group):
        """Scores of other pages."""
        evidence = words.evidence(group.words, self.tables)
        self.score_kinds(group)
        self.score_parts(group, evidence)
        rows = group.with_evidence(evidence)
        bins = trees.binned(rows, self.bounds)
        first = np.where(group.settled, 0, self.first.scores(bins))
        around = trees.binned(group.contexts(first), self.context_bounds)
        return np.where(first < SETTLED_BELOW, first, self.second.scores(np.hstack([bins, around])))


def normalised(chances):
    return chances / np.maximum(chances.sum(1, keepdims=True), 1e-9)


def crossed_evidence(group, source):
    """Evidence from tables learnt on `source` without the row's site."""
    out = np.zeros((len(group.label), len(words.TABLES)), np.float32)
    for k in np.unique(group.fold):
        steps = words.fit(source.words, source.label, np.where(source.fold != k, source.weight, 0), source.site)
        out[group.fold == k] = words.evidence(group.words[group.fold == k], steps)
    return out


class Certainty:
    """Confidence: trees over what is known of a page once it is decided, and crossed chances."""

    def __init__(self, group, scores):
        rows, good, fold, weight = [], [], [], []
        for s, own in zip(group.sets, group.split(scores)):
            if s.is_changed:
                continue
            bodies, features = s.bodies(own)
            rows.append(features)
            golds = s.golds()
            good.append([measures.word_f1(b, gold or "") >= GOOD_F1 for b, gold in zip(bodies, golds)])
            fold.append(s.page_fold)
            weight.append(np.array([float(gold is not None) for gold in golds]))
        rows, good, fold, weight = np.vstack(rows), np.concatenate(good).astype(float), np.concatenate(fold), np.concatenate(weight)
        self.bounds = [trees.bounds_of(column, weight) for column in rows.T]
        bins = trees.binned(rows, self.bounds)
        settings = dict(CERTAINTY, trees=CERTAINTY_TREES)
        known = weight > 0
        self.good, self.crossed = good[known], trees.crossed(bins, good, weight, fold, **settings)[known]
        self.trees = trees.fit(bins, good, weight, **settings)


def read(group, names, program, work, markup=()):
    """Sets by name; `markup` are the sets of HTML that pages of text come from: their readings count."""
    readings = {s.name: s.readings for s in markup}
    whole = [Set(name, program, work, names, readings.get(name.split(".")[0])) for name in group if not name.endswith(SHORTENED) and name not in NEWS]
    whole += [News(name, program, work, names) for name in NEWS if name in group]
    whole += [Lines(s, work) for s in markup if s.name in LINES]
    short = [Shortened(s) for s in whole if s.name + SHORTENED in group or isinstance(s, Lines)]
    return Group(whole + short, names)


def shortened(group):
    return group + [name + SHORTENED for name in group]


def learn(kind, names, program, work):
    """Trains for one kind of input; returns what both kinds share, this kind's own parts of the model, the printed figures."""
    markup = read(shortened(MARKUP), names, program, work)
    group = markup if kind == "markup" else read(shortened(TEXT) + WRAPPED + NEWS, names, program, work, markup.sets)
    learnt = Learnt(group, None if kind == "markup" else markup)
    for s, scores in zip(group.sets, group.split(learnt.crossed)):
        scores.astype("<f4").tofile(os.path.join(s.folder, "held_out.f32"))  # to try rules on, without training again
    certainty = Certainty(group, learnt.crossed)
    lines = report.held_out(group, learnt, certainty)
    tables = [table.tobytes() for table in np.split(learnt.tables, np.cumsum(words.TABLES)[:-1])]
    parts = [trees.bounds_bytes(learnt.part_bounds), learnt.parts.written()] if learnt.parts else []
    kinds = [trees.bounds_bytes(learnt.kind_bounds)] + [one.written() for one in learnt.kinds]
    scorer = [trees.bounds_bytes(learnt.bounds + learnt.context_bounds), learnt.first.written(), learnt.second.written(),
              trees.bounds_bytes(certainty.bounds), certainty.trees.written()]
    return tables + parts, kinds + scorer, lines


def leave_out(name, names, program, work):
    """What the crate reaches on a set whose pages, and other forms of them, it has not seen."""
    left = read([name], names, program, work)
    base = name.split(".")[0]

    def rest(group, markup=()):
        others = [other for other in group if not other.startswith(base)]
        sets = read(others, names, program, work, markup).sets
        for s in sets:  # some sites are in several sets
            s.weight[np.isin(s.hosts, left.sets[0].hosts)[s.page]] = 0
        return Group(sets, names)

    markup = rest(shortened(MARKUP))
    learnt = Learnt(markup) if name in MARKUP else Learnt(rest(shortened(TEXT) + NEWS, markup.sets), markup)
    return report.left_out(left, learnt)


def prepare(about, add=lambda parser: None):
    """Reads the command line and builds the program. Returns its path, the features' names and the arguments."""
    args = argparse.ArgumentParser(description=about.split("\n")[0])
    args.add_argument("--work", default=os.path.join(HERE, "target", "work"))
    args.add_argument("--leave-out", action="store_true")
    args.add_argument("--seed", type=int, help="print the figures for another seed of the trees, and write nothing")
    add(args)
    args = args.parse_args()
    subprocess.run(["cargo", "build", "--release", "--quiet"], cwd=HERE, check=True)
    program = os.path.join(os.environ.get("CARGO_TARGET_DIR") or os.path.join(HERE, "target"), "release", "dechaff-training")
    names = json.loads(subprocess.run([program, "names"], capture_output=True, check=True).stdout)
    return program, names, args


HEADER = """\
# The detector's model: word tables, bounds, trees. src/model/generated.rs knows the parts.
# Source: training/fit.py on WCXB's development split (CC-BY-4.0), news pages of the tests of fundus (MIT), evaluation
# pages of trafilatura and of htmldate (Apache-2.0), and the labels in training/labels, which are our own.
# Rule for adding: never by hand; change features or data, train again.
"""
GENERATED = """\
//! Where the parts of `lists/model.bin` stand. Written by `training/fit.py`: change nothing here by hand.

use std::ops::Range;

/// FNV-1a of the file.
#[cfg(test)]
pub(super) const CHECKSUM: u32 = {checksum};
/// The features the model was trained with, in order: of a page before it is decided, of a part of it, of a block, of its surroundings, of a page.
#[cfg(test)]
pub(super) const KIND_FEATURES: &[&str] = &{kinds};
#[cfg(test)]
pub(super) const PART_FEATURES: &[&str] = &{parts};
#[cfg(test)]
pub(super) const BLOCK_FEATURES: &[&str] = &{features};
#[cfg(test)]
pub(super) const CONTEXT_FEATURES: &[&str] = &{contexts};
#[cfg(test)]
pub(super) const PAGE_FEATURES: &[&str] = &{pages};
/// Word tables: own, above, below, heading.
pub(super) const WORD_TABLES: [Range<usize>; 4] = {tables};
/// Bounds and trees of the parts of a page.
pub(super) const PARTS: [Range<usize>; 2] = {part_trees};
/// Bounds, and trees of each kind of page.
pub(super) const MARKUP_KINDS: (Range<usize>, [Range<usize>; 5]) = {markup_kinds};
pub(super) const TEXT_KINDS: (Range<usize>, [Range<usize>; 5]) = {text_kinds};
/// Bounds, first stage, second stage, bounds of a page's features, trees of confidence.
pub(super) const MARKUP: [Range<usize>; 5] = {markup};
pub(super) const TEXT: [Range<usize>; 5] = {text};
"""


def checksum(data):
    value = 0x811C9DC5
    for byte in data:
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def write_model(shared, markup, text, names):
    """`shared`: four tables of words, bounds and trees of parts. Both kinds of input: what the kind of a page is told by, then the scorer."""
    data, ranges = HEADER.encode(), []
    for part in shared + markup + text:
        ranges.append(f"{len(data)}..{len(data) + len(part)}")
        data += part
    listed = lambda ranges: "[" + ", ".join(ranges) + "]"
    quoted = lambda names: json.dumps(names)
    with open(os.path.join(HERE, "..", "src", "lists", "model.bin"), "wb") as file:
        file.write(data)
    path = os.path.join(HERE, "..", "src", "model", "generated.rs")
    with open(path, "w", encoding="utf8") as file:
        file.write(GENERATED.format(
            checksum=f"0x{checksum(data):08x}", features=quoted(names["features"]), contexts=quoted(names["contexts"]),
            kinds=quoted(names["kinds"]), parts=quoted(names["parts"]), pages=quoted(names["pages"]),
            tables=listed(ranges[:4]), part_trees=listed(ranges[4:6]), **input_parts("markup", ranges[6:17], listed),
            **input_parts("text", ranges[17:], listed)))
    subprocess.run(["rustfmt", "--edition", "2024", path], check=True)


def input_parts(name, ranges, listed):
    kinds = 1 + len(KINDS)
    return {name + "_kinds": f"({ranges[0]}, {listed(ranges[1:kinds])})", name: listed(ranges[kinds:])}


def sources():
    """The files that were learnt from: pages, and labels that were read."""
    pages = [os.path.join(sets.DATA, name + ".jsonl.gz") for name in MARKUP + TEXT]
    labels = [store.path_of(name) for name in MARKUP]
    return pages + [str(path) for path in labels if path.exists()] + [str(path) for path in sorted(news.FOLDER.glob("*.case"))]


def main():
    program, names, args = prepare(__doc__)
    if args.seed is not None:
        trees.SETTINGS["seed"] = args.seed
    folders = [os.path.join(args.work, kind) for kind in ("markup", "text", "left")]
    for folder in folders:
        os.makedirs(folder, exist_ok=True)
    with ProcessPoolExecutor(2) as pool:
        jobs = [pool.submit(learn, kind, names, program, folder) for kind, folder in zip(("markup", "text"), folders)]
        left = [pool.submit(leave_out, name, names, program, os.path.join(folders[2], name)) for name in MARKUP + ["fundus-dev.wet"] if args.leave_out]
        (shared, markup, lines), (_, text, text_lines) = [job.result() for job in jobs]
        lines = sum([job.result() for job in left], lines + text_lines)
    print("\n".join(lines))
    if args.seed is not None:
        return
    write_model(shared, markup, text, names)
    held_out.write(lines, sources())


if __name__ == "__main__":
    main()
