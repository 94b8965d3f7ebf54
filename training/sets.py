"""Pages with known content: reading them, exporting their features through the crate, labelling their blocks."""
import gzip, json, os, re, subprocess, sys, textwrap, zlib
import numpy as np
from rapidfuzz.distance import LCSseq
import measures, news
from labels import align, rule, store

DATA = os.environ.get("DECHAFF_DATA") or sys.exit("set DECHAFF_DATA to the folder with the sets")
FOLDS = 5
# 123 pages of news in twenty languages against 1,497 mostly English ones: measured at 1, 4 and 8.
SET_WEIGHT = {"fundus-dev": 4.0, "news": 2.0}
# A page's blocks weigh 100 together; a block known by a snippet weighs as much as a dozenth of a page.
SNIPPET_WEIGHT = 8.0
# Of pages that a change was made to, one in so many is learnt from: they are seen unchanged, too. With all of them, at
# three times the cost, nothing got better.
CHANGED_PAGES = 3
# Most news that people send around is short, most pages that somebody has chosen as gold are long: of the pages with one
# article one in so many is learnt from a second time with no more than the first paragraphs of its body.
SHORTENED_PAGES = 3
MAX_PARAGRAPHS_LEFT = 4
# With their full weight precision rises by as much as recall falls.
SHORTENED_WEIGHT = 0.5
# Shorter blocks do not count as paragraphs.
MIN_PARAGRAPH_WORDS = 12
# Kinds of pages that the crate tells apart before it decides anything, in its order, by the kinds that readers tell.
KINDS = ["article", "listing", "forum", "product", "documentation"]
KIND_OF = {"article": "article", "encyclopedia": "article", "service": "article", "documentation": "documentation", "forum": "forum",
           "product": "product", "listing": "listing", "collection": "listing", "home": "listing"}
# Sets that have nothing but articles.
NEWS = ("fundus-dev", "news")
ONE_ARTICLE = ("article", "service", "documentation", "encyclopedia")
# Labels that cannot rebuild the gold text are wrong.
LEAST_LABEL_F1 = 0.8
# Pages of ours in other manners than they are written in.
AGAIN_WEIGHT = 0.5


def read_set(name):
    """A set's pages; "news" are our own, "news+again" the same in other manners; "NAME+wrapped" are those of NAME as a mail program or a terminal leaves them, "NAME+shortened" and
    "NAME+lines" are those of `Shortened` and `Lines`."""
    name, _, change = name.partition("+")
    if name == "news":
        return [news.page(case, manner) for case in news.cases() for manner in (news.manners(case) if change else [""])]
    with gzip.open(os.path.join(DATA, name + ".jsonl.gz"), "rt", encoding="utf8") as file:
        pages = [json.loads(line) for line in file]
    for page in pages if change == "wrapped" else []:
        page["text"] = wrapped(page["text"])
    return pages


def wrapped(text, width=72):
    """Hard-wrapped, without blank lines and indents: nothing but full lines tells what belongs together."""
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(part for line in lines if line for part in textwrap.wrap(line, width))


def write_records(work, name, pages):
    """Writes pages for the program to read; returns their folder. Gold stays here: some of it is no JSON (NaN)."""
    folder = os.path.join(work, name)
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "records.jsonl"), "w", encoding="utf8") as file:
        for page in pages:
            known = {key: page[key] for key in ("id", "url", "html", "text", "left_out") if page.get(key) is not None}
            file.write(json.dumps(known) + "\n")
    return folder


def export(program, folder, command, *args):
    """Runs the program on the pages of a folder; it writes to the same."""
    with open(os.path.join(folder, "records.jsonl"), "rb") as file:
        subprocess.run([program, command, folder, *args], stdin=file, check=True)


def tokens(text):
    """Words; characters in scripts without spaces, so that their blocks can be aligned too."""
    out = []
    for word in measures.WORD.findall(text.lower()):
        if len(word) > 3 and any(ord(c) > 0x2E7F and not 0xAC00 <= ord(c) <= 0xD7AF for c in word):
            out.extend(word)
        else:
            out.append(word)
    return out


def shares_of(blocks, gold):
    """Share of each block's words that lie on the longest common subsequence with the gold text, and its words."""
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


def host(page):
    return re.sub(r"^https?://(www\.)?", "", page.get("url") or str(page["id"])).split("/")[0]


def word_weights(words):
    """A page's blocks weigh 100 together, by their words."""
    return words / max(words.sum(), 1) * 100 + 0.1


class Set:
    """A set's blocks with features, labels (1: content) and weights (0: not known).

    `is_certain` tells that no label can be wrong. `readings` has, by id, the bodies of pages that somebody read, where they were read in another form of the set."""

    is_certain = False

    def __init__(self, name, program, work, names, readings=None, pages=None):
        self.name, self.program, self.names = name, program, names
        self.pages = pages or read_set(name)
        self.folder = write_records(work, name, self.pages)
        self.export_pages()
        self.hosts = [host(p) for p in self.pages]
        self.page_fold = np.array([zlib.crc32(h.encode()) % FOLDS for h in self.hosts])
        self.is_changed = "+" in name and not pages
        self.has_snippets = any("with" in p["gold"] for p in self.pages) and not any(p["gold"].get("text") for p in self.pages)
        self.records = store.read(name)
        self.labels = [self.labels_read(p, b) for p, b in zip(self.pages, self.blocks)]
        self.readings = readings or {str(p["id"]): "\n".join(self.body_read(i)) for i, p in enumerate(self.pages) if self.labels[i]}
        self.label, self.weight = self.labelled()
        if self.is_changed:
            learnt = np.array([zlib.crc32(str(p["id"]).encode()) % CHANGED_PAGES == 0 for p in self.pages])
            self.weight *= learnt[self.page]

    def export_pages(self):
        """Reads the pages: their blocks, their words, what tells their kind."""
        if os.path.exists(path := os.path.join(self.folder, "page_kinds.f32")):
            os.remove(path)
        export(self.program, self.folder, "pages")
        with open(os.path.join(self.folder, "blocks.jsonl"), encoding="utf8") as file:
            self.blocks = [json.loads(line)["blocks"] for line in file]
        sizes = [len(b) for b in self.blocks]
        self.starts = np.cumsum([0] + sizes)
        self.page = np.repeat(np.arange(len(sizes)), sizes)
        self.sizes = np.array([max(len(tokens(text)), 1) for blocks in self.blocks for text in blocks], float)
        self.block_words = np.fromfile(os.path.join(self.folder, "sizes.u32"), "<u4").astype(np.float32)
        self.kind_rows = self.read("kinds", len(self.names["kinds"]))

    def score_kinds(self, chances):
        """Gives the pages the chances of their kinds; with these the program divides them into parts."""
        chances.astype("<f4").tofile(os.path.join(self.folder, "page_kinds.f32"))
        export(self.program, self.folder, "parts")
        self.named = np.fromfile(os.path.join(self.folder, "named.u8"), np.uint8).astype(bool)
        places = np.fromfile(os.path.join(self.folder, "parts.u32"), "<u4").reshape(-1, 3).astype(int)
        self.part_page = places[:, 0]
        # First block of each part, and the one after the last, in all blocks of the set.
        self.part_start, self.part_end = (self.starts[places[:, 0]] + places[:, i] for i in (1, 2))
        self.part_rows = self.read("parts", len(self.names["parts"]))

    def score_parts(self, scores):
        """Gives the parts their scores; with these the program makes the features of the blocks."""
        path = os.path.join(self.folder, "part_scores.f32")
        scores.astype("<f4").tofile(path)
        export(self.program, self.folder, "features", path)
        self.rows = self.read("features", len(self.names["features"]))
        self.settled = np.fromfile(os.path.join(self.folder, "settled.u8"), np.uint8).astype(bool)

    def over_parts(self, values):
        """Sums of the blocks' values over each part."""
        sums = np.concatenate([[0], np.cumsum(values, dtype=float)])
        return sums[self.part_end] - sums[self.part_start]

    def part_labels(self):
        """Share of each part's known words that are content, and a weight: a page's parts weigh 100 together, the larger more."""
        known = self.sizes * (self.weight > 0)
        words = self.over_parts(known)
        share = self.over_parts(known * self.label) / np.maximum(words, 1e-9)
        weight = np.sqrt(words)
        of_page = np.bincount(self.part_page, weight, len(self.pages))
        return np.clip(share, 0, 1), weight / np.maximum(of_page, 1e-9)[self.part_page] * 100 * self.boost()

    def boost(self):
        return SET_WEIGHT.get(re.split("[.+]", self.name)[0], 1.0)

    def page_kinds(self):
        """By page: the place of its kind in `KINDS`, -1 where nobody says. Half an article more is no page more."""
        kind = lambda page: KIND_OF.get(self.kind(page)) if self.says_kind(page) else None
        return np.array([-1 if (name := kind(page)) is None else KINDS.index(name) for page in range(len(self.pages))])

    def says_kind(self, page):
        return "type" in self.pages[page] or str(self.pages[page]["id"]) in self.records or self.name.startswith(NEWS)

    def kind(self, page):
        """The page's kind, as it was read, else as the set says."""
        record = self.records.get(str(self.pages[page]["id"]))
        return record["kind"] if record else self.pages[page].get("type", "article")

    def read(self, what, width):
        return np.fromfile(os.path.join(self.folder, what + ".f32"), "<f4").reshape(-1, width)

    def labels_read(self, page, blocks):
        """By block: the label that a reader gave it, or None; nothing for a page that nobody read."""
        record = self.records.get(str(page["id"]))
        return align.align(record, blocks) if record else None

    def is_body(self, page, label):
        return rule.is_body(label, self.records[str(self.pages[page]["id"])]["kind"])

    def body_read(self, page):
        """The blocks that are the body by the labels that were read."""
        pairs = zip(self.blocks[page], self.labels[page])
        return [text for text, label in pairs if label is not None and self.is_body(page, label)]

    def golds(self):
        """The body of every page: as it was read, else as the set says, else None."""
        of_set = lambda page: None if "text" not in page["gold"] else page["gold"]["text"] or ""
        return [self.readings.get(str(page["id"]), of_set(page)) for page in self.pages]

    def labelled(self):
        """Labels and weights: of pages that were read by their labels, of others by the set's gold."""
        label, weight = self.snippet_labels() if self.has_snippets else self.full_labels()
        for page, (a, b) in enumerate(zip(self.starts, self.starts[1:])):
            if self.labels[page]:
                known = np.array([name is not None for name in self.labels[page]])
                words = np.array([max(len(tokens(text)), 1) for text in self.blocks[page]])
                label[a:b] = [name is not None and self.is_body(page, name) for name in self.labels[page]]
                weight[a:b] = word_weights(words) * self.boost() * known
        return label, weight

    def full_labels(self):
        golds = self.golds()
        pairs = [shares_of(b, gold or "") for b, gold in zip(self.blocks, golds)]
        share = np.concatenate([x[0] for x in pairs])
        words = np.maximum(np.concatenate([x[1] for x in pairs]), 1.0)
        weight = np.zeros(len(words))
        for page, (a, b) in enumerate(zip(self.starts, self.starts[1:])):
            weight[a:b] = word_weights(words[a:b]) * self.boost()
            if golds[page] is None or self.page_f1(page, share[a:b], 0.5, golds[page]) < LEAST_LABEL_F1:
                weight[a:b] = 0
        return (share >= 0.5).astype(float), weight

    def snippet_labels(self):
        """A block that holds a wanted snippet is content, one with an unwanted one is not, others are unknown."""
        label, weight = np.zeros(self.starts[-1]), np.zeros(self.starts[-1])
        for page, start, blocks in zip(self.pages, self.starts, self.blocks):
            wanted, unwanted = ([measures.spaced(x) for x in page["gold"][k]] for k in ("with", "without"))
            for index, text in enumerate(map(measures.spaced, blocks), start):
                if any(x in text for x in wanted):
                    label[index], weight[index] = 1, SNIPPET_WEIGHT
                elif any(x in text for x in unwanted):
                    weight[index] = SNIPPET_WEIGHT
        return label, weight

    def page_f1(self, page, scores, threshold, gold):
        kept = "\n".join(t for t, s in zip(self.blocks[page], scores) if s >= threshold)
        return measures.word_f1(kept, gold)

    def doubtful(self, scores, least):
        """Pages whose gold differs much from what the scores make of them and that nobody has read."""
        golds, ranges = self.golds(), zip(self.starts, self.starts[1:])
        f1 = [1.0 if gold is None else self.page_f1(i, scores[a:b], 0.5, gold) for i, (gold, (a, b)) in enumerate(zip(golds, ranges))]
        return np.array([value < least and not self.labels[i] for i, value in enumerate(f1)])

    def with_scores(self, scores, command, *args):
        path = os.path.join(self.folder, "scores.f32")
        scores.astype("<f4").tofile(path)
        export(self.program, self.folder, command, path, *args)

    def contexts(self, scores):
        self.with_scores(scores, "contexts")
        return self.read("contexts", len(self.names["contexts"]))

    def bodies(self, scores, focus="balanced"):
        """What the whole crate makes of these scores: the bodies, and what tells how sure they are."""
        self.with_scores(scores, "decide", focus)
        with open(os.path.join(self.folder, "bodies.jsonl"), encoding="utf8") as file:
            return [json.loads(line)["text"] for line in file], self.read("pages", len(self.names["pages"]))


class News(Set):
    """Flattened news pages of our own, of which every line has its label: as they are written, or in other manners ("news+again")."""

    def __init__(self, name, program, work, names):
        super().__init__(name, program, work, names, {}, read_set(name))
        self.is_changed = "+" in name
        self.is_certain = True

    def labelled(self):
        """What may stay or go is not known."""
        label, weight = self.full_labels()
        for a, b, blocks, page in zip(self.starts, self.starts[1:], self.blocks, self.pages):
            if page["gold"]["optional"]:
                share, _ = shares_of(blocks, page["gold"]["optional"])
                weight[a:b] *= (share < 0.5) | (label[a:b] > 0)
        return label, weight

    def boost(self):
        return SET_WEIGHT["news"] * (AGAIN_WEIGHT if "+" in self.name else 1.0)


class Shortened(Set):
    """Pages of a set with the first paragraphs of their bodies alone, as if the rest had never been written: next to as much
    boilerplate as there is beside a long article."""

    def __init__(self, whole):
        self.name, self.program, self.names = whole.name + "+shortened", whole.program, whole.names
        chosen = [(i, left_out) for i in range(len(whole.pages)) if (left_out := self.left_out(whole, i))]
        self.pages = [{**whole.pages[i], "type": whole.kind(i), "left_out": left_out} for i, left_out in chosen]
        self.folder = write_records(os.path.dirname(whole.folder), self.name, self.pages)
        self.export_pages()
        self.hosts = [whole.hosts[i] for i, _ in chosen]
        self.page_fold = whole.page_fold[[i for i, _ in chosen]]
        self.is_changed, self.has_snippets = True, False
        self.records, self.readings = whole.records, {}
        rows = [np.delete(np.arange(whole.starts[i], whole.starts[i + 1]), left_out) for i, left_out in chosen]
        self.labels = [whole.labels[i] and list(np.delete(np.array(whole.labels[i], object), left_out)) for i, left_out in chosen]
        rows = np.concatenate(rows) if rows else np.zeros(0, int)
        self.label, known = whole.label[rows], whole.weight[rows] > 0
        self.weight = np.concatenate([self.page_weight(i) for i in range(len(self.pages))] or [np.zeros(0)]) * known
        for page, gold in zip(self.pages, self.golds()):
            page["gold"] = {**page["gold"], "text": gold}

    def page_weight(self, page):
        return SHORTENED_WEIGHT * word_weights(self.sizes[self.starts[page]:self.starts[page + 1]]) * self.boost()

    @staticmethod
    def left_out(whole, page):
        """The blocks of the body after its first paragraphs; none for a page that stays as it is."""
        number = zlib.crc32(("shortened " + str(whole.pages[page]["id"])).encode())
        a, b = whole.starts[page], whole.starts[page + 1]
        if number % SHORTENED_PAGES or whole.kind(page) not in ONE_ARTICLE or not whole.weight[a:b].any():
            return []
        body = [i for i in range(b - a) if whole.label[a + i] >= 0.5]
        paragraphs = [i for i in body if len(tokens(whole.blocks[page][i])) >= MIN_PARAGRAPH_WORDS]
        left = 1 + number // SHORTENED_PAGES % MAX_PARAGRAPHS_LEFT
        return [i for i in body if i > paragraphs[left - 1]] if len(paragraphs) > left else []

    def golds(self):
        """The labels make the body."""
        return ["\n".join(text for text, label in zip(blocks, self.label[a:]) if label >= 0.5) for blocks, a in zip(self.blocks, self.starts)]


class Lines(Set):
    """The pages of a set of HTML that somebody read, flattened: a line a block, as programs do that take the text out of
    every element; on every other page with blank lines around paragraphs."""

    def __init__(self, whole, work):
        # A page whose encoding was told wrong is no text to the program.
        is_text = lambda blocks: "".join(blocks).count("\ufffd") * 20 < sum(map(len, blocks))
        read = [i for i in range(len(whole.pages)) if whole.labels[i] and is_text(whole.blocks[i])]
        pages = [{"id": whole.pages[i]["id"], "url": whole.pages[i].get("url"), "type": whole.kind(i),
                  "text": flattened(str(whole.pages[i]["id"]), whole.blocks[i]), "gold": {}} for i in read]
        super().__init__(whole.name + "+lines", whole.program, work, whole.names, whole.readings, pages)


def flattened(page, blocks):
    if zlib.crc32(("lines " + page).encode()) % 2:
        return "\n".join(blocks)
    is_paragraph = [len(tokens(text)) >= MIN_PARAGRAPH_WORDS for text in blocks]
    gaps = ["\n\n" if a or b else "\n" for a, b in zip(is_paragraph, is_paragraph[1:])] + [""]
    return "".join(text + gap for text, gap in zip(blocks, gaps))
