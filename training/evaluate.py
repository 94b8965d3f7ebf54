#!/usr/bin/env python3
"""Cleans sets of pages with the command and prints their scores; with --floors, fails where one is below its floor.

    evaluate.py COMMAND DATA_FOLDER [SET …] [--floors FILE [--raise]] [--provenance]

Sets are NAME.jsonl or NAME.jsonl.gz in DATA_FOLDER, one page a line:
{"id", "url", "html" or "text", "type", "gold": {"text"} or {"with": […], "without": […]}, or none of these}; the gold may
have "title", "date" and "authors", too. Needs nothing but Python.

word_f1      F1 of the bags of lower-cased words, per page, averaged (as WCXB's evaluation)
shingle_f1   precision and recall of runs of four words, per page, averaged; F1 of the averages (as Scrapinghub's)
snippet_f1   F1 over all snippets that must (`with`) and must not (`without`) be in the text (as trafilatura's)
accuracy     share of snippets that are as they must be
date_f1, published_f1, instant, title, title_soft, author
             see metadata.py; `…_given_right` is the share of the values given that are right. A date is the published
             or else the changed one. --provenance prints that share by where the value was found.
read_f1      word F1 against what readers said of every block, on the pages of a set that were read (see readings.py).
             Without --floors, tables of all read pages follow.

After a dot comes a page type, or the part of the id before a slash, which is a country in sets of news; of read
pages the kind, the language, or how they were drawn (labels/pages.tsv). A page
without output counts as an empty text. Floors belong to the bytes of a set: FILE names their SHA-256. --raise writes
FILE anew where scores have risen; it never lowers a floor. A floor lower than any that the history of FILE has shown
is refused unless FILE gives a reason under "lowered". With --floors held_out.txt has to belong to the model that ships.
"""
import argparse, gzip, hashlib, json, os, subprocess, sys, time
from collections import defaultdict
from statistics import fmean
import held_out, measures, metadata, readings, readings_report
from labels import outlines

FEWEST_OF_TYPE, FEWEST_OF_COUNTRY = 20, 3
# How far below the score a floor is set: on all pages, on part of them.
MARGIN, MARGIN_OF_PART = 0.003, 0.01


def read_set(folder, name):
    for path, opened in ((name + ".jsonl", open), (name + ".jsonl.gz", gzip.open)):
        if os.path.exists(os.path.join(folder, path)):
            with opened(os.path.join(folder, path), "rb") as file:
                return file.read()
    sys.exit(f"no {name}.jsonl or {name}.jsonl.gz in {folder}")


def clean(command, source, *options):
    """Runs the command over a set; its records by id, and how many failed."""
    done = subprocess.run([command, "dump", *options], input=source, stdout=subprocess.PIPE)
    # 1 says that single records failed: they count as empty.
    if done.returncode not in (0, 1):
        sys.exit(f"{command} dump ended with {done.returncode}")
    records = [json.loads(line) for line in done.stdout.splitlines()]
    return {r["id"]: r for r in records if "id" in r}, sum("error" in r for r in records)


def parts_of(pages):
    """The whole set, its types and its countries, as lists of positions by the name of the part."""
    types, countries = defaultdict(list), defaultdict(list)
    for index, page in enumerate(pages):
        types[page.get("type")].append(index)
        if "/" in str(page["id"]):
            countries[str(page["id"]).split("/")[0]].append(index)
    parts = {"": list(range(len(pages)))}
    parts.update((f".{k}", v) for k, v in sorted(types.items(), key=str) if len(types) > 1 and len(v) >= FEWEST_OF_TYPE)
    parts.update((f".{k}", v) for k, v in sorted(countries.items()) if len(v) >= FEWEST_OF_COUNTRY)
    return parts


def scores_of(pages, bodies):
    if not any(page["gold"].get("text") or page["gold"].get("with") for page in pages):
        return {}
    if not any(page["gold"].get("text") for page in pages):
        found = measures.snippets(bodies, pages)
        return {"snippet_f1": found["snippet F1"], "accuracy": found["accuracy"]}
    golds = [page["gold"].get("text") or "" for page in pages]
    by_page = [measures.word_f1(body, gold) for body, gold in zip(bodies, golds)]
    scores = {}
    for part, at in parts_of(pages).items():
        scores["word_f1" + part] = fmean(by_page[i] for i in at)
        scores["shingle_f1" + part] = measures.shingle_f1([bodies[i] for i in at], [golds[i] for i in at])
    return scores


def read_pages(command, name, pages):
    """The pages of a set that somebody read, with the command's decision on every block."""
    chosen = readings.chosen(name, pages)
    if not chosen:
        return []
    records, _ = clean(command, b"".join(map(outlines.record, chosen.values())), "--quiet", "--fields", "id,text,blocks")
    return readings.read_pages(name, chosen, records)


def evaluate(command, folder, name, by_provenance=False):
    """Scores of a set, the hash of its bytes, and its pages that were read."""
    source = read_set(folder, name)
    start = time.monotonic()
    records, errors = clean(command, source, "--metadata")
    seconds = time.monotonic() - start
    pages = [json.loads(line) for line in source.splitlines()]
    print(f"{name}: {len(pages)} pages, {errors} errors, cleaned in {seconds:.1f} s")
    scores = scores_of(pages, [records.get(page["id"], {}).get("text") or "" for page in pages])
    scores.update(metadata.scores(pages, records))
    for (field, place), (given, right) in metadata.provenance(pages, records).items() if by_provenance else ():
        print(f"  {field:<10} {place:<10} {given:5} given {right / given:7.3f} right")
    read = read_pages(command, name, pages)
    scores.update(readings.scores(read))
    return scores, hashlib.sha256(source).hexdigest(), read


def gate(name, scores, digest, floors):
    """Prints the scores beside their floors; whether all hold."""
    if floors and floors["sha256"] != digest:
        print(f"  the set is not the one its floors were measured on: SHA-256 {digest}")
        return False
    passed = True
    for score, value in scores.items():
        floor = (floors or {}).get("floors", {}).get(score)
        passed &= floor is None or value >= floor
        told = "" if floor is None else f"  floor {floor:.4f}  " + ("ok" if value >= floor else "BELOW THE FLOOR")
        print(f"  {score:<26} {value:.4f}{told}")
    missing = set((floors or {}).get("floors", {})) - set(scores)
    for score in sorted(missing):
        print(f"  {score:<26} has a floor and no value")
    return passed and not missing


def lowered(path, floors):
    """Floors that were higher in an earlier version of the file, without a reason for it."""
    where = os.path.dirname(os.path.abspath(path))
    git = lambda *args: subprocess.run(["git", *args], cwd=where, capture_output=True, text=True)
    commits = git("log", "--format=%H", "--", os.path.basename(path)).stdout.split()
    if not commits:
        print("no history of the floors to compare with")
    found = {}
    for commit in commits:
        earlier = json.loads(git("show", f"{commit}:./{os.path.basename(path)}").stdout or "{}")
        for name, old in earlier.get("sets", {}).items():
            for score, floor in old["floors"].items():
                now = floors["sets"].get(name, {}).get("floors", {}).get(score, 0.0)
                if now < floor and f"{name} {score}" not in floors["lowered"]:
                    found[f"{name} {score}"] = (floor, now)
    for score, (floor, now) in found.items():
        print(f"the floor of {score} was {floor} and is {now}: no reason is given under \"lowered\"")
    return bool(found)


def raised(old, scores, digest):
    """The floors with higher ones where scores have risen; for another set of pages, new ones."""
    kept = old["floors"] if old and old["sha256"] == digest else {}
    margin = lambda score: MARGIN_OF_PART if "." in score else MARGIN
    floors = {score: max(round(value - margin(score), 3), kept.get(score, 0.0)) for score, value in scores.items()}
    return {"sha256": digest, "floors": floors}


def main():
    args = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    args.add_argument("command")
    args.add_argument("folder")
    args.add_argument("sets", nargs="*")
    args.add_argument("--floors")
    args.add_argument("--raise", dest="raises", action="store_true")
    args.add_argument("--provenance", action="store_true")
    options, args = args, args.parse_args()
    if args.raises and not args.floors:
        options.error("--raise needs --floors")
    known = {"lowered": {}, "sets": {}}
    if args.floors:
        with open(args.floors, encoding="utf8") as file:
            known = json.load(file)
    names = args.sets or list(known["sets"])
    if not names:
        options.error("no sets are named and none has floors")
    passed, read = True, []
    for name in names:
        scores, digest, read_of_set = evaluate(args.command, args.folder, name, args.provenance)
        if args.raises:
            known["sets"][name] = raised(known["sets"].get(name), scores, digest)
        passed &= gate(name, scores, digest, known["sets"].get(name))
        read += read_of_set
    if read and not args.floors:
        print(*readings_report.lines(read), sep="\n")
    if args.raises:
        with open(args.floors, "w", encoding="utf8") as file:
            file.write(json.dumps(known, indent=1) + "\n")
    if args.floors and (fault := held_out.fault()):
        print(fault)
        passed = False
    if args.floors and (lowered(args.floors, known) or not passed):
        sys.exit("the quality gate failed")


if __name__ == "__main__":
    main()
