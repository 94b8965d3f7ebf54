"""Pages as the crate cuts them today, kept in a folder outside of the repository so that a page is shown at once."""
import contextlib, gzip, hashlib, json, os, pathlib, subprocess, tempfile

HERE = pathlib.Path(__file__).resolve().parent
DEFAULT_PROGRAM = HERE.parent / "target" / "release" / "dechaff-training"


class ToolError(Exception):
    """What the user has to put right."""


def data_file(name):
    folder = os.environ.get("DECHAFF_DATA") or str(HERE.parent.parent.parent / "shared" / "data")
    path = pathlib.Path(folder) / f"{name}.jsonl.gz"
    if not path.exists():
        raise ToolError(f"no set {name}: DECHAFF_DATA has to name the folder with {name}.jsonl.gz")
    return path


def read_set(name):
    with gzip.open(data_file(name), "rt", encoding="utf8") as file:
        return [json.loads(line) for line in file]


def cache_folder():
    default = os.path.join(tempfile.gettempdir(), "dechaff-labels")
    folder = pathlib.Path(os.environ.get("DECHAFF_LABEL_CACHE") or default)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def program():
    path = pathlib.Path(os.environ.get("DECHAFF_TRAINING") or DEFAULT_PROGRAM)
    return path if path.exists() else None


def signature(name):
    """What a kept outline depends on: the program and the set."""
    path = program()
    if path is None:
        return None
    data = data_file(name).stat()
    return f"{hashlib.sha256(path.read_bytes()).hexdigest()[:16]} {data.st_size} {int(data.st_mtime)}"


def record(page):
    """What a program has to know of a page, as a line. Gold is left out: some of it is no JSON (NaN)."""
    fields = {key: page[key] for key in ("id", "url", "html", "text") if isinstance(page.get(key), str)}
    return json.dumps(fields).encode() + b"\n"


def export(name, out):
    """Writes the pages of a set to a file as the program cuts them."""
    path = program()
    if path is None:
        raise ToolError("no program: cargo build --release in training/, or let DECHAFF_TRAINING name it")
    with subprocess.Popen([path, "blocks"], stdin=subprocess.PIPE, stdout=out) as child:
        try:
            child.stdin.writelines(record(page) for page in read_set(name))
            child.stdin.close()
        except BrokenPipeError:
            pass
    if child.returncode != 0:
        raise ToolError(f"{path} blocks has failed on {name}")


@contextlib.contextmanager
def written(path):
    """A file that appears whole or not at all."""
    with tempfile.NamedTemporaryFile("wb", dir=path.parent, suffix=".part", delete=False) as file:
        try:
            yield file
        except BaseException:
            os.unlink(file.name)
            raise
    os.chmod(file.name, 0o644)
    os.replace(file.name, path)


def build(name):
    """Exports the pages of a set, with the place of each in the file."""
    folder = cache_folder()
    with written(folder / f"{name}.jsonl") as out:
        export(name, out)
        places, at = {}, 0
        with open(out.name, "rb") as file:
            for line in file:
                places[json.loads(line)["id"]] = [at, len(line)]
                at += len(line)
    index = {"signature": signature(name), "pages": places}
    with written(folder / f"{name}.index.json") as out:
        out.write(json.dumps(index).encode())
    return index


class Outlines:
    """The pages of a set by their ids."""

    def __init__(self, name):
        path = cache_folder() / f"{name}.index.json"
        index = json.loads(path.read_text()) if path.exists() else None
        wanted = signature(name)
        if index is None or (wanted is not None and index["signature"] != wanted):
            index = build(name)
        self.name, self.places = name, index["pages"]

    def __contains__(self, page_id):
        return page_id in self.places

    def page(self, page_id):
        if page_id not in self.places:
            raise ToolError(f"{self.name} has no page {page_id}")
        at, length = self.places[page_id]
        with open(cache_folder() / f"{self.name}.jsonl", "rb") as file:
            file.seek(at)
            return json.loads(file.read(length))


def texts(page):
    return [block[3] for block in page["blocks"]]
