"""Which pages are to be read, and who reads which: `pages.tsv`."""
import hashlib, math, pathlib, random, re

from . import outlines

PATH = pathlib.Path(__file__).resolve().parent / "pages.tsv"
SEED = 19
FIRST_BATCH, BATCH = 60, 100
HEADER = """\
# Pages to be read, in the order of reading: set, id, batch, drawn. A page that two sets have is read once, from the first of them.
# Made by `label.py pages`: a seeded shuffle of both sets, so that every batch is a sample of all; the first batch is smaller.
# Sets that were added later follow with batches of their own.
# drawn says how a page came to be read: `all` (its set is read whole), `random` (drawn at random from its set), `worst` (one of the pages where the
# detector and the set's gold differed most). Figures of `worst` pages say nothing of the whole set: they are shown apart.
set\tid\tbatch\tdrawn
"""


def address(url):
    """A page's address without what does not change the page, archived or not."""
    url = re.sub(r"^https?://web\.archive\.org/web/\d+/", "", url.lower())
    return re.sub(r"^https?://(www\.)?", "", url).split("#")[0].rstrip("/")


def choose(sets):
    """The pages of several sets, each once, by id and by address."""
    ids, addresses, chosen = set(), set(), []
    for name, pages in sets:
        new = (page for page in pages if page["id"] not in ids and address(page["url"]) not in addresses)
        # Two pages of one set with one id are one.
        chosen.extend((name, page_id) for page_id in dict.fromkeys(page["id"] for page in new))
        ids.update(page["id"] for page in pages)
        addresses.update(address(page["url"]) for page in pages)
    return chosen


def in_batches(chosen):
    chosen = sorted(chosen)
    random.Random(SEED).shuffle(chosen)
    for place, (name, page_id) in enumerate(chosen):
        yield name, page_id, 1 if place < FIRST_BATCH else 2 + (place - FIRST_BATCH) // BATCH


def write():
    """Writes the list anew; what other sets were added stays."""
    names = ("trafilatura-dev", "htmldate-dev")
    chosen = choose([(name, outlines.read_set(name)) for name in names])
    rows = [(name, page_id, str(batch), "all") for name, page_id, batch in in_batches(chosen)]
    rows += [row for row in (fields() if PATH.exists() else []) if row[0] not in names]
    PATH.write_text(HEADER + "".join("\t".join(row) + "\n" for row in rows), "utf8")
    return rows


def fields():
    lines = [line for line in PATH.read_text("utf8").splitlines() if line and not line.startswith("#")]
    return [tuple(line.split("\t")) for line in lines[1:]]


def read():
    return [(name, page_id, int(batch)) for name, page_id, batch, _ in fields()]


def drawn():
    """How a page came to be read, by set and id."""
    return {(name, page_id): how for name, page_id, _, how in fields()}


def second_readings(rows, share):
    """The share of pages that is read twice: the same ones whoever asks."""
    order = sorted(rows, key=lambda row: hashlib.sha256(f"{SEED} {row[0]} {row[1]}".encode()).digest())
    kept = set(order[: math.ceil(len(rows) * share)])
    return [row for row in rows if row in kept]


def part(rows, which, parts):
    """Every so many pages, from the one with this number (from 1)."""
    return rows[which - 1 :: parts]
