"""What the body is: `src/lists/body_labels.tsv`, and the kinds of pages, `page_kinds.tsv`."""
import pathlib

HERE = pathlib.Path(__file__).resolve().parent
BODY_LABELS = HERE.parent.parent / "src" / "lists" / "body_labels.tsv"
PAGE_KINDS = HERE / "page_kinds.tsv"


def rows(path):
    """The rows of a data file: first the names of its columns, then a dict a row."""
    lines = [line for line in path.read_text("utf8").splitlines() if line and not line.startswith("#")]
    names = lines[0].split("\t")
    return [dict(zip(names, line.split("\t"), strict=True)) for line in lines[1:]]


RULE = {row["label"]: row for row in rows(BODY_LABELS)}
LABELS = list(RULE)
KINDS = {row["kind"]: row for row in rows(PAGE_KINDS)}


def is_body(label, page_kind):
    """Whether blocks with this label are of the body of a page of this kind."""
    return RULE[label][KINDS[page_kind]["rule"]] == "body"
