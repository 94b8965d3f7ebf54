"""Stored labels on blocks as they are cut today."""
import difflib

from . import store, text


def labels_of(record):
    return store.from_runs(record["labels"])


def align(record, texts):
    """The label of every block of today; None where it is not known."""
    labels = labels_of(record)
    return [None if old is None else labels[old[0]] for old in matches(record, texts)]


def matches(record, texts):
    """For every block of today: the stored blocks it is made of, as a range, or None.

    Equal blocks are matched in order. Between them, stored blocks that were merged or split are found by the sums of
    their hashes, and count where all of the stored blocks have one label."""
    old, new = text.read_hashes(record["hashes"]), [text.block_hash(block) for block in texts]
    labels = labels_of(record)
    found = [None] * len(new)
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for kind, old_start, old_stop, new_start, new_stop in matcher.get_opcodes():
        if kind == "equal":
            for number in range(new_start, new_stop):
                at = old_start + number - new_start
                found[number] = (at, at + 1)
        elif kind == "replace":
            for stored, today in equal_sums(old[old_start:old_stop], new[new_start:new_stop]):
                span = (old_start + stored.start, old_start + stored.stop)
                if len(set(labels[span[0] : span[1]])) == 1:
                    for number in today:
                        found[new_start + number] = span
    return found


def equal_sums(old, new):
    """Runs of stored blocks and runs of today's with the same words: between the places where the sums so far are equal."""
    sums, total = {0: 0}, 0
    for number, value in enumerate(old, 1):
        total = (total + value) & 0xFFFFFFFF
        sums.setdefault(total, number)
    total, old_from, new_from = 0, 0, 0
    for number, value in enumerate(new, 1):
        total = (total + value) & 0xFFFFFFFF
        at = sums.get(total, 0)
        if at > old_from:
            yield range(old_from, at), range(new_from, number)
            old_from, new_from = at, number


def check(record, texts):
    """Numbers of today's blocks without a label, and of stored blocks that are nowhere today."""
    found = matches(record, texts)
    used = {number for span in found if span for number in range(*span)}
    lost = [number for number in range(len(labels_of(record))) if number not in used]
    return [number for number, span in enumerate(found) if span is None], lost


def block_today(record, texts, number):
    """Where a stored block is today: for the title, dates and authors of a record."""
    for today, span in enumerate(matches(record, texts)):
        if span and span[0] <= number < span[1]:
            return today
    return None
