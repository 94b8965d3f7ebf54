#!/usr/bin/env python3
"""Shows pages to readers and stores their labels. The guide is README.md.

    label.py show SET ID [SET ID …] [--from N] [--budget BYTES]    numbered blocks; `--full 12-15` for whole texts
    label.py next [SET] [--batch N] [--part I/N] [--second] [--count K]     shows the next pages that are not labelled
    label.py save [SET ID] [--reader NAME] [--second] < ENTRIES      `page SET ID` lines part several pages
    label.py todo [SET] [--batch N] [--part I/N] [--second [--share 0.1]]      pages that are not labelled
    label.py stored SET ID [--second]        what is stored of a page, in the form that `save` reads
    label.py check [SET …]       stored pages against the blocks as they are cut today
    label.py agree [SET …] [--list]      first readings against second ones
    label.py count [SET …]       stored pages by kind and language, blocks by label
    label.py pages | cache SET …         writes pages.tsv; fills the cache

DECHAFF_DATA names the folder with the sets, DECHAFF_TRAINING the program (training/target/release/dechaff-training),
DECHAFF_LABEL_CACHE a folder for pages as the program exports them, DECHAFF_LABELS another folder for the labels.
"""
import argparse, collections, pathlib, sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from labels import agree, align, entry, outlines, pages, show, store, text  # noqa: E402
from labels.outlines import ToolError  # noqa: E402

# What fits in one answer of most terminals and tools.
BUDGET = 28_000


def page_names(args):
    """Pages as `SET ID SET ID …`."""
    if len(args) % 2:
        raise ToolError("expected SET ID, or several such pairs")
    return list(zip(args[::2], args[1::2]))


def show_pages(names, start=0, budget=BUDGET):
    budget_left, sets = budget, {}
    for place, (name, page_id) in enumerate(names):
        page = sets.setdefault(name, outlines.Outlines(name)).page(page_id)
        if place and len(page["blocks"]) * 60 > budget_left:
            return print("NOT SHOWN YET: " + ", ".join(" ".join(rest) for rest in names[place:]))
        stopped, budget_left = show.show(name, page, start, budget_left)
        if stopped is not None:
            print(f"NOT ALL SHOWN: go on with `show {name} {page_id} --from {stopped}` (of {len(page['blocks'])})")
            rest = names[place + 1 :]
            return print("NOT SHOWN YET: " + ", ".join(" ".join(page) for page in rest)) if rest else None
        print()
    return None


def run_show(options):
    names = page_names(options.page)
    if options.full:
        name, page_id = names[0]
        page = outlines.Outlines(name).page(page_id)
        print("\n".join(show.full(page, entry.numbers(options.full))))
    else:
        show_pages(names, options.start, options.budget)


def run_save(options):
    lines = sys.stdin.read().splitlines()
    entries = [(*options.page, lines)] if options.page else list(entry.split_pages(lines))
    if not entries:
        raise ToolError("nothing to save")
    sets, failed = {}, False
    for name, page_id, page_lines in entries:
        page = sets.setdefault(name, outlines.Outlines(name)).page(page_id)
        read = entry.Entry(page, page_lines)
        failed = failed or bool(read.errors)
        if read.errors:
            print(f"NOT SAVED {name} {page_id}:", *read.errors, sep="\n  ")
        else:
            store.save(name, read.record(page_id, options.reader), options.second)
            print(f"saved {name} {page_id}: {len(read.labels)} blocks")
    return 1 if failed else 0


def unread(options):
    rows = pages.read()
    if options.batch:
        rows = [row for row in rows if row[2] == options.batch]
    if options.second:
        rows = pages.second_readings(rows, options.share)
    if options.set:
        rows = [row for row in rows if row[0] == options.set]
    if options.part:
        which, _, parts = options.part.partition("/")
        rows = pages.part(rows, int(which), int(parts))
    stored = {name: store.read(name, options.second) for name in {row[0] for row in rows}}
    return [row for row in rows if row[1] not in stored[row[0]]]


def run_todo(options):
    rows = unread(options)
    for name, page_id, batch in rows:
        print(name, page_id, batch)
    print(f"{len(rows)} pages to read", file=sys.stderr)


def run_next(options):
    rows = unread(options)
    print(f"{len(rows)} pages to read")
    show_pages([row[:2] for row in rows[: options.count]], budget=options.budget)


def run_stored(options):
    name, page_id = options.page
    record = store.read(name, options.second).get(page_id)
    if record is None:
        raise ToolError(f"{name} {page_id} is not stored")
    print("\n".join(stored_lines(record, outlines.texts(outlines.Outlines(name).page(page_id)))))


def stored_lines(record, texts):
    """A record in the form that `save` reads; places are those of today's blocks."""

    def place(at):
        block = align.block_today(record, texts, at[0])
        return f'{block} "{text.words_at(texts[block], *at[1:])}"' if block is not None else "? (not found today)"

    yield from (f"{key} {record[key]}" for key in ("kind", "lang"))
    title = record["title"]
    yield f"title {place(title) if isinstance(title, list) else title or 'none'}"
    for key in ("published", "modified"):
        date = record[key]
        yield f"{key} {date['date'] or '?'} {place(date['at'])}" if date else f"{key} none"
    yield from (f"authors {place(author)}" for author in record["authors"]) if record["authors"] else ["authors none"]
    yield f"end {'none' if record['end'] is None else align.block_today(record, texts, record['end'])}"
    if record.get("verdict"):
        yield f"verdict {record['verdict']}"
    blocks = collections.defaultdict(list)
    for number, label in enumerate(align.align(record, texts)):
        blocks[label].append(number)
    yield from (f"{entry.ranges(numbers)} {label or '?'}" for label, numbers in blocks.items())


def run_check(options):
    failed = False
    for second in (False, True):
        for name in options.set or store.stored_sets(second):
            records = store.read(name, second)
            if not records:
                continue
            sets, labelled, new, lost = outlines.Outlines(name), 0, 0, 0
            for page_id, record in records.items():
                texts = outlines.texts(sets.page(page_id)) if page_id in sets else []
                unmatched, nowhere = align.check(record, texts)
                labelled, new, lost = labelled + len(texts) - len(unmatched), new + len(unmatched), lost + len(nowhere)
                if unmatched or nowhere:
                    print(f"{name} {page_id}: without a label {entry.ranges(unmatched) or '-'}, not found {entry.ranges(nowhere) or '-'}")
            failed = failed or bool(new or lost)
            which = "second readings, " if second else ""
            print(f"{name}: {which}{len(records)} pages, {labelled} blocks aligned, {new} without a label, {lost} stored ones not found")
    return 1 if failed else 0


def run_agree(options):
    agreement = agree.Agreement()
    for name in options.set or store.stored_sets(second=True):
        first, second = store.read(name), store.read(name, second=True)
        for page_id in sorted(first.keys() & second.keys()):
            texts = outlines.texts(outlines.Outlines(name).page(page_id))
            agreement.add(name, first[page_id], second[page_id], texts)
    print("\n".join(agreement.report()))
    if options.list:
        print(*agreement.disagreements(), sep="\n")


def run_count(options):
    kinds, languages, labels, batches = (collections.Counter() for _ in range(4))
    batch_of = {row[:2]: row[2] for row in pages.read()}
    for name in options.set or store.stored_sets():
        for page_id, record in store.read(name).items():
            kinds[record["kind"]] += 1
            languages[record["lang"]] += 1
            batches[f"{name} {batch_of.get((name, page_id), '-')}"] += 1
            labels.update(align.labels_of(record))
    print(f"{kinds.total()} pages, {labels.total()} blocks")
    for title, counts in (("kind", kinds), ("language", languages), ("set and batch", batches), ("label", labels)):
        print(f"{title}: " + ", ".join(f"{name} {count}" for name, count in counts.most_common()))


def run_pages(_options):
    rows = pages.write()
    print(f"{len(rows)} pages in {len({row[2] for row in rows})} batches")


def run_cache(options):
    for name in options.set:
        print(name, len(outlines.Outlines(name).places), "pages")


def parser():
    top = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = top.add_subparsers(dest="command", required=True)

    def command(name, run):
        added = commands.add_parser(name)
        added.set_defaults(run=run)
        return added

    show_ = command("show", run_show)
    show_.add_argument("page", nargs="+")
    show_.add_argument("--from", dest="start", type=int, default=0)
    show_.add_argument("--full")
    save = command("save", run_save)
    save.add_argument("page", nargs="*")
    save.add_argument("--reader")
    save.add_argument("--second", action="store_true")
    stored = command("stored", run_stored)
    stored.add_argument("page", nargs=2)
    stored.add_argument("--second", action="store_true")
    for name, run in (("todo", run_todo), ("next", run_next)):
        added = command(name, run)
        added.add_argument("set", nargs="?")
        added.add_argument("--batch", type=int)
        added.add_argument("--part", help="I/N: the I-th of N parts")
        added.add_argument("--second", action="store_true")
        added.add_argument("--share", type=float, default=0.1)
        if name == "next":
            added.add_argument("--count", type=int, default=3)
            added.add_argument("--budget", type=int, default=BUDGET)
    show_.add_argument("--budget", type=int, default=BUDGET)
    for name, run in (("check", run_check), ("agree", run_agree), ("cache", run_cache), ("count", run_count)):
        added = command(name, run)
        added.add_argument("set", nargs="*" if name != "cache" else "+")
        if name == "agree":
            added.add_argument("--list", action="store_true")
    command("pages", run_pages)
    return top


def main():
    options = parser().parse_args()
    if options.command == "save" and options.page and len(options.page) != 2:
        raise ToolError("expected SET ID, or `page SET ID` lines")
    return options.run(options)


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ToolError as error:
        sys.exit(f"error: {error}")
    except BrokenPipeError:
        sys.exit(1)
