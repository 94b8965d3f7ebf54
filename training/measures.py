"""The measures: F1 by words (as WCXB), by shingles of four words (as Scrapinghub's benchmark), snippets (as trafilatura's)."""
import re
from collections import Counter
from statistics import fmean

WORD = re.compile(r"\w+")


def spaced(text):
    return re.sub(r"\s+", " ", text).strip()


def letters(text):
    return re.sub(r"[\W_]+", "", text.lower())


def word_pr(text, gold):
    found, wanted = Counter(WORD.findall(text.lower())), Counter(WORD.findall(gold.lower()))
    if not wanted or not found:
        same = float(not wanted and not found)
        return same, same
    common = sum((found & wanted).values())
    return common / sum(found.values()), common / sum(wanted.values())


def harmonic(p, r):
    return 2 * p * r / (p + r) if p + r else 0.0


def word_f1(text, gold):
    return harmonic(*word_pr(text, gold))


def shingles(text, size=4):
    words = WORD.findall(text)
    return Counter(tuple(words[i:i + size]) for i in range(max(1, len(words) - size + 1)))


def shingle_pr(text, gold):
    if not text:
        return 0.0, 0.0
    found, wanted = shingles(text), shingles(gold)
    common = sum((found & wanted).values())
    return common / max(1, sum(found.values())), common / max(1, sum(wanted.values()))


def shingle_f1(bodies, golds):
    pairs = [shingle_pr(b, g) for b, g in zip(bodies, golds)]
    return harmonic(fmean(p for p, _ in pairs), fmean(r for _, r in pairs))


def snippets(bodies, pages):
    """F1 and accuracy of wanted and unwanted snippets; an empty body finds nothing."""
    tp = fp = fn = tn = 0
    for body, page in zip(map(spaced, bodies), pages):
        wanted = sum(spaced(x) in body for x in page["gold"]["with"]) if body else 0
        unwanted = sum(spaced(x) in body for x in page["gold"]["without"]) if body else 0
        tp, fn = tp + wanted, fn + len(page["gold"]["with"]) - wanted
        fp, tn = fp + unwanted, tn + len(page["gold"]["without"]) - unwanted
    return {"snippet F1": 2 * tp / max(2 * tp + fp + fn, 1), "precision": tp / max(tp + fp, 1), "recall": tp / max(tp + fn, 1),
            "accuracy": (tp + tn) / (tp + tn + fp + fn)}


def ends_found(body, gold, title, fewest_words=8, compared_letters=40):
    """Whether the gold's first paragraph begins, and its last one ends, somewhere in the body; titles and labels apart."""
    paragraphs = [letters(p) for p in gold.split("\n") if len(WORD.findall(p)) >= fewest_words]
    paragraphs = [p for p in paragraphs if p and p != letters(title)]
    body = letters(body)
    if not paragraphs:
        return True, True
    return paragraphs[0][:compared_letters] in body, paragraphs[-1][-compared_letters:] in body
