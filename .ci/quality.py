"""Cleans sets of pages with the command and compares the scores with their floors.

    quality.py COMMAND DATA_FOLDER FLOORS.json

Scores of a set, each from 0 to 1:

word_f1          F1 of the bags of lower-cased words, per page, averaged over all pages
article_word_f1  the same over the pages whose type is "article"
shingle_f1       precision and recall of runs of four words, per page, averaged; F1 of the averages
snippet_f1       F1 over all snippets of the set that must (`with`) and must not (`without`) be in the text

A page without output counts as an empty text, so a crash or an error costs what it should.
"""
import gzip
import json
import os
import re
import subprocess
import sys
import time
from collections import Counter


def words(text):
    return re.findall(r"\w+", text)


def overlap(found, wanted):
    """Precision and recall of one bag against another; two empty bags agree."""
    if not found or not wanted:
        both = float(not found and not wanted)
        return both, both
    same = (found & wanted).total()
    return same / found.total(), same / wanted.total()


def f1(precision, recall):
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def mean(values):
    return sum(values) / len(values) if values else 0.0


def word_f1(rows):
    return mean([f1(*overlap(Counter(words(text.lower())), Counter(words(gold["text"].lower())))) for _, gold, text in rows])


def article_word_f1(rows):
    return word_f1([row for row in rows if row[0] == "article"])


def shingles(text):
    tokens = words(text)
    runs = [tuple(tokens[at:at + 4]) for at in range(max(1, len(tokens) - 3))]
    return Counter(run for run in runs if run)


def shingle_f1(rows):
    pairs = [(shingles(text), shingles(gold["text"])) for _, gold, text in rows]
    precisions = [overlap(found, wanted)[0] for found, wanted in pairs if found]
    recalls = [overlap(found, wanted)[1] for found, wanted in pairs if wanted]
    return f1(mean(precisions), mean(recalls))


def snippet_f1(rows):
    right = wrong = missing = 0
    for _, gold, text in rows:
        text = " ".join(text.split())
        hits = sum(" ".join(snippet.split()) in text for snippet in gold["with"]) if text else 0
        right += hits
        missing += len(gold["with"]) - hits
        wrong += sum(" ".join(snippet.split()) in text for snippet in gold["without"]) if text else 0
    return 2 * right / (2 * right + wrong + missing) if right else 0.0


SCORES = {f.__name__: f for f in (word_f1, article_word_f1, shingle_f1, snippet_f1)}


def open_set(folder, name):
    plain = os.path.join(folder, name + ".jsonl")
    if os.path.exists(plain):
        return open(plain, "rb")
    if os.path.exists(plain + ".gz"):
        return gzip.open(plain + ".gz", "rb")
    sys.exit(f"no {name}.jsonl or {name}.jsonl.gz in {folder}")


def clean(command, source):
    """Runs the command over a set; its output by id, and how many records failed."""
    done = subprocess.run([command, "dump"], input=source, stdout=subprocess.PIPE)
    # 1 says that single records failed: they count as empty.
    if done.returncode not in (0, 1):
        sys.exit(f"{command} dump ended with {done.returncode}")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    return {r["id"]: r.get("text") or "" for r in records if "id" in r}, sum("error" in r for r in records)


def rows_of(source, texts):
    pages = [json.loads(line) for line in source.splitlines()]
    return [(page.get("type"), page["gold"], texts.get(page["id"], "")) for page in pages]


def gate(command, folder, name, floors):
    """Scores one set; whether every score reaches its floor."""
    with open_set(folder, name) as file:
        source = file.read()
    start = time.monotonic()
    texts, errors = clean(command, source)
    seconds = time.monotonic() - start
    rows = rows_of(source, texts)
    print(f"{name}: {len(rows)} pages, {errors} errors, cleaned in {seconds:.1f} s")
    passed = bool(rows)
    for score, floor in floors.items():
        value = SCORES[score](rows)
        passed &= value >= floor
        print(f"  {score:<16} {value:.4f}  floor {floor:.4f}  {'ok' if value >= floor else 'BELOW THE FLOOR'}")
    return passed


def main():
    command, folder, floors = sys.argv[1:]
    with open(floors, encoding="utf8") as file:
        sets = json.load(file)
    results = [gate(command, folder, name, scores) for name, scores in sets.items()]
    if not all(results):
        sys.exit("the quality gate failed")


main()
