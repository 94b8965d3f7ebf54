"""Label files: a JSON line a page, sorted by id. Several savers may write at once."""
import contextlib, fcntl, json, os, pathlib

from . import outlines

HERE = pathlib.Path(__file__).resolve().parent


def folder(second=False):
    base = pathlib.Path(os.environ.get("DECHAFF_LABELS") or HERE)
    return base / "second" if second else base


def path_of(name, second=False):
    return folder(second) / f"{name}.jsonl"


def read(name, second=False):
    """The labelled pages of a set by id."""
    path = path_of(name, second)
    if not path.exists():
        return {}
    records = map(json.loads, path.read_text("utf8").splitlines())
    return {record["id"]: record for record in records}


def stored_sets(second=False):
    return sorted(path.stem for path in folder(second).glob("*.jsonl"))


@contextlib.contextmanager
def locked(directory):
    handle = os.open(directory, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def save(name, record, second=False):
    """Adds a page, in place of what is stored of it."""
    path = path_of(name, second)
    path.parent.mkdir(parents=True, exist_ok=True)
    with locked(path.parent):
        records = read(name, second)
        records[record["id"]] = record
        with outlines.written(path) as file:
            for page_id in sorted(records):
                line = json.dumps(records[page_id], ensure_ascii=False, separators=(",", ":"))
                file.write(line.encode() + b"\n")


def to_runs(labels):
    """Labels as text: `navigation*14 title paragraph*3`."""
    runs = []
    for label in labels:
        if runs and runs[-1][0] == label:
            runs[-1][1] += 1
        else:
            runs.append([label, 1])
    return " ".join(label if count == 1 else f"{label}*{count}" for label, count in runs)


def from_runs(runs):
    labels = []
    for run in runs.split():
        label, _, count = run.partition("*")
        labels.extend([label] * int(count or 1))
    return labels
