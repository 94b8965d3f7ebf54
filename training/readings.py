"""The detector's decisions beside what readers said of the same blocks: word F1 of read pages, the share of every label
that is kept, which labels are taken for which, and whose fault it is where the detector and a set's gold differ.

A reading's body is its blocks whose label is `body` in src/lists/body_labels.tsv, in the column of the page's kind."""
from collections import Counter, defaultdict
from statistics import fmean
from typing import NamedTuple
import measures
from labels import align, pages, rule, store, text

# The labels of the crate that make the body: Label::is_body in src/labels.rs.
DETECTOR_BODY = {"content", "correction"}
# Parts with fewer pages have no score of their own.
FEWEST_OF_PART = 20
# Two bodies of at least this word F1 say the same of nearly every block.
NEAR = 0.9
# A smaller difference does not count.
CLEARLY = 0.05
VERDICTS = ("gold", "detector", "both", "neither")


class Block(NamedTuple):
    label: str
    of_body: bool  # by the reading
    decided: str
    kept: bool  # by the detector
    words: int


class ReadPage:
    """A page with its reading, the detector's decisions and, where the set has one, its gold."""

    def __init__(self, name, page, record, drawn, cleaned):
        self.name, self.id, self.drawn = name, str(page["id"]), drawn
        self.kind, self.lang = record["kind"], record["lang"]
        blocks = cleaned.get("blocks") or []
        texts = [block["text"] for block in blocks]
        labels = align.align(record, texts)
        self.blocks = compared(texts, labels, self.kind, [decided(block) for block in blocks])
        self.has_body = any(rule.is_body(label, self.kind) for label in align.labels_of(record))
        self.without_label = len(blocks) - len(self.blocks)
        self.body = cleaned.get("text") or ""
        self.reading = "\n".join(content for content, label in zip(texts, labels) if label and rule.is_body(label, self.kind))
        self.gold = page["gold"]["text"] or "" if "text" in page.get("gold", {}) else None

    def figures(self):
        """Precision, recall and F1 of the detector's body against the reading. Where no block of the reading is found
        again, as on a page that could not be cleaned, its text is not known: an empty body must not look right."""
        if self.has_body and not self.reading:
            return 0.0, 0.0, 0.0
        precision, recall = measures.word_pr(self.body, self.reading)
        return precision, recall, measures.harmonic(precision, recall)

    def gold_f1(self):
        """Word F1 of the set's gold against the reading."""
        return measures.word_f1(self.gold, self.reading)


def decided(block):
    """Whether the detector keeps a block, and what it says it is: a kind of boilerplate, or what it is marked up as."""
    kept = block["label"] in DETECTOR_BODY
    return kept, f"content ({block['kind']})" if kept else block["label"]


def compared(texts, labels, kind, decisions):
    """The blocks of a page that have a label, with the detector's decision (kept, name) on each."""
    known = [(content, label, decision) for content, label, decision in zip(texts, labels, decisions) if label is not None]
    blocks = [Block(label, rule.is_body(label, kind), name, kept, len(measures.WORD.findall(content)))
              for content, label, (kept, name) in known]
    return any_copy(blocks, [text.block_hash(content) for content, _, _ in known])


def kept_in(texts, body):
    """Which blocks a body is made of, that holds them in order with blank lines between; of equal ones the first."""
    at, kept = 0, []
    for block in texts:
        end = at + len(block)
        kept.append(bool(block) and body.startswith(block, at) and body[end : end + 2] in ("", "\n\n"))
        at = end + 2 if kept[-1] else at
    return kept


def any_copy(blocks, hashes):
    """It makes no difference which copy of a text is in the body: where the reader and the detector chose different ones,
    the detector's decisions on the two change places."""
    missing = defaultdict(list)
    for at, (block, value) in enumerate(zip(blocks, hashes)):
        if block.of_body and not block.kept:
            missing[value].append(at)
    for at, (block, value) in enumerate(zip(blocks, hashes)):
        if block.kept and not block.of_body and missing[value]:
            other = missing[value].pop(0)
            blocks[at] = block._replace(decided=blocks[other].decided, kept=False)
            blocks[other] = blocks[other]._replace(decided=block.decided, kept=True)
    return blocks


def chosen(name, pages_of_set):
    """The pages of a set that were read, by id; of two pages with one id the last, as readers were shown it."""
    records = store.read(name)
    return {str(page["id"]): page for page in pages_of_set if str(page["id"]) in records}


def read_pages(name, pages_by_id, cleaned):
    """The read pages of a set: its pages, and what `dechaff dump --fields id,text,blocks` makes of them."""
    records, drawn = store.read(name), pages.drawn()
    return [ReadPage(name, page, records[page_id], drawn.get((name, page_id), "all"), cleaned.get(page_id, {}))
            for page_id, page in pages_by_id.items()]


def parts_of(read):
    """All pages, then those of a set, drawn in one way, of a kind and in a language, largest first."""
    parts = {("", ""): read}
    for key in ("name", "drawn", "kind", "lang"):
        groups = defaultdict(list)
        for page in read:
            groups[getattr(page, key)].append(page)
        if len(groups) > 1:
            largest_first = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))
            parts.update(((key, value), group) for value, group in largest_first)
    return parts


def scores(read):
    """The scores of a set's readings: `read_f1`, and with the part after a dot."""
    if not read:
        return {}
    parts = {value: group for (_, value), group in parts_of(read).items() if value == "" or len(group) >= FEWEST_OF_PART}
    return {f"read_f1.{value}".rstrip("."): fmean(page.figures()[2] for page in group) for value, group in parts.items()}


class Kept:
    """Words of a label: all, those of the body by the reading, those that the detector keeps."""

    def __init__(self):
        self.blocks = self.words = self.of_body = self.kept = 0

    def add(self, words, of_body, kept):
        self.blocks += 1
        self.words += words
        self.of_body += words * of_body
        self.kept += words * kept

    def share(self):
        return self.kept / self.words


def kept_by_label(blocks):
    """By label, in the order of the rule: how much of it the detector keeps in the body."""
    found = defaultdict(Kept)
    for block in blocks:
        found[block.label].add(block.words, block.of_body, block.kept)
    return {label: found[label] for label in rule.LABELS if label in found and found[label].words}


def confusions(read):
    """What was taken for what, where it is decided wrongly whether a block is of the body: words, blocks and pages, most words first."""
    words, blocks, where = Counter(), Counter(), defaultdict(set)
    for page in read:
        for block in page.blocks:
            if block.of_body != block.kept:
                pair = block.label, block.decided
                words[pair] += block.words
                blocks[pair] += 1
                where[pair].add((page.name, page.id))
    return [(pair, count, blocks[pair], len(where[pair])) for pair, count in words.most_common()]


def verdict(gold, detector):
    """Whose fault it is that two bodies differ, by the word F1 of each against the reading."""
    if max(gold, detector) < NEAR:
        return "both"
    if min(gold, detector) >= NEAR or abs(gold - detector) < CLEARLY:
        return "neither"
    return "gold" if detector > gold else "detector"


def verdicts(read):
    """The pages of every verdict, of those that were chosen because the detector and the gold differ."""
    found = {name: [] for name in VERDICTS}
    for page in read:
        if page.drawn == "worst" and page.gold is not None:
            found[verdict(page.gold_f1(), page.figures()[2])].append(page)
    return found


def nearer(page):
    """Which of the two bodies is clearly nearer to the reading."""
    gold, detector = page.gold_f1(), page.figures()[2]
    if abs(gold - detector) < CLEARLY:
        return "neither"
    return "detector" if detector > gold else "gold"
