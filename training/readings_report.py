"""What is printed of read pages."""
from collections import Counter
from statistics import fmean
import measures, readings

# Smaller parts are not printed, more confusions neither.
FEWEST_PRINTED, CONFUSIONS = 5, 10
KEYS = {"": "all", "name": "set", "drawn": "drawn", "kind": "kind", "lang": "language"}


def lines(read):
    out = ["", f"{len(read)} pages that were read; what the body is, src/lists/body_labels.tsv says by label and kind of page"]
    if unknown := sum(page.without_label for page in read):
        out.append(f"  {unknown} blocks are cut in another way than when they were read: they have no label and are left out of readings")
    out += by_part(read) + by_label(block for page in read for block in page.blocks) + wrong(read)
    return out + of_verdicts(read)


def by_part(read):
    out = ["", f"  {'':<28} {'pages':>6} {'word F1':>8} {'precision':>10} {'recall':>8}   against the set's gold: detector, reading"]
    for (key, value), group in readings.parts_of(read).items():
        if len(group) >= FEWEST_PRINTED:
            precision, recall, f1 = (fmean(column) for column in zip(*(page.figures() for page in group)))
            name = f"{KEYS[key]} {value}"
            out.append(f"  {name:<28} {len(group):6} {f1:8.4f} {precision:10.4f} {recall:8.4f}   {against_gold(group)}".rstrip())
    return out


def against_gold(group):
    """Where all pages of a part have a gold: word F1 of the detector's body against it, and of the reading."""
    if any(page.gold is None for page in group):
        return ""
    figures = [(measures.word_f1(page.body, page.gold), measures.word_f1(page.reading, page.gold)) for page in group]
    detector, reading = (fmean(column) for column in zip(*figures))
    return f"{detector:.4f} {reading:.4f}"


def by_label(blocks):
    out = ["", f"  {'label':<20} {'blocks':>7} {'words':>8} {'of the body':>12} {'kept':>7}   share of words, by the reading and by the detector"]
    for label, kept in readings.kept_by_label(blocks).items():
        out.append(f"  {label:<20} {kept.blocks:7} {kept.words:8} {kept.of_body / kept.words:12.3f} {kept.share():7.3f}")
    return out


def wrong(read):
    found = readings.confusions(read)
    total = sum(words for _, words, _, _ in found)
    out = ["", f"  most frequent confusions, of {total} words that are wrongly in the body or out of it: label → decision"]
    for (label, decided), words, blocks, pages in found[:CONFUSIONS]:
        out.append(f"  {label + ' → ' + decided:<46} {words:7} words {blocks:5} blocks {pages:4} pages")
    return out


def of_verdicts(read):
    found = readings.verdicts(read)
    if not any(found.values()):
        return []
    out = ["", f"  pages chosen because the detector and the gold differ: which is not within {readings.NEAR} word F1 of the reading"]
    for name, pages in found.items():
        out.append(f"  {name:<10} {len(pages):4}  {' '.join(page.id for page in pages)}".rstrip())
    nearer = Counter(readings.nearer(page) for page in found["both"])
    told = ", ".join(f"{name} {nearer[name]}" for name in ("detector", "gold", "neither"))
    return out + [f"  nearer to the reading where both are far: {told}"]
