#!/usr/bin/env python3
"""Compares stored labels with gold snippets: python3 snippets.py [SET]

Not for readers: it looks at gold. Prints how many snippets that must be in the body are in it, and how many that must not are not,
and every exception: the page, the snippet, and the label of the block that holds it."""
import collections, pathlib, sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from labels import align, outlines, rule, store, text  # noqa: E402


def spaceless(words):
    """Snippets may cross the lines and links that blocks were cut at."""
    return "".join(text.normal(words).split())


class Body:
    """A page's blocks with what its reader made of them."""

    def __init__(self, record, texts):
        labels = align.align(record, texts)
        is_body = [label is not None and rule.is_body(label, record["kind"]) for label in labels]
        self.blocks = [(label, spaceless(block)) for label, block in zip(labels, texts)]
        self.body = "".join(block for (_, block), kept in zip(self.blocks, is_body) if kept)
        self.page = "".join(block for _, block in self.blocks)

    def label_of(self, snippet):
        """The labels of the blocks that hold a snippet, or what else is known of it."""
        wanted = spaceless(snippet)
        labels = [str(label) for label, block in self.blocks if wanted in block]
        return "+".join(dict.fromkeys(labels)) or ("several blocks" if wanted in self.page else "not on the page")


def compare(name):
    outline, counts, exceptions = outlines.Outlines(name), collections.Counter(), []
    gold = {page["id"]: page["gold"] for page in outlines.read_set(name)}
    for page_id, record in store.read(name).items():
        body = Body(record, outlines.texts(outline.page(page_id)))
        for key, is_wanted in (("with", True), ("without", False)):
            for snippet in gold[page_id].get(key) or []:
                agrees = (spaceless(snippet) in body.body) == is_wanted
                counts[key, agrees] += 1
                if not agrees:
                    exceptions.append(f"{page_id}\t{key}\t{body.label_of(snippet)}\t{snippet}")
    return counts, exceptions


def main():
    counts, exceptions = compare(sys.argv[1] if len(sys.argv) > 1 else "trafilatura-dev")
    print(*exceptions, sep="\n")
    for key in ("with", "without"):
        print(f"{key}: {counts[key, True]} of {counts[key, True] + counts[key, False]} agree")
    agreed = counts["with", True] + counts["without", True]
    print(f"all: {agreed} of {counts.total()} agree ({agreed / max(counts.total(), 1):.1%})")


if __name__ == "__main__":
    main()
