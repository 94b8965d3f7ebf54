"""What a reader writes about a page: reading it, checking it, and making the record that is stored."""
import re

from . import outlines, rule, store, text
from .outlines import ToolError

VERDICTS = ["gold", "detector", "both", "neither"]
FIELDS = ["kind", "lang", "title", "published", "modified", "authors", "end", "verdict"]
DATE = re.compile(r"^(?:\d{4}(?:-\d\d(?:-\d\d)?)?|\?)$")


def numbers(ranges):
    """The blocks of `0-13` or `15,18-20`."""
    found = []
    for part in ranges.split(","):
        first, _, last = part.partition("-")
        if not first.isdigit() or (last and not last.isdigit()) or int(last or first) < int(first):
            raise ToolError(f"not a range of blocks: {part!r}")
        found.extend(range(int(first), int(last or first) + 1))
    return found


def split_pages(lines):
    """Cuts what describes several pages at the lines `page SET ID`; yields the set, the id and the lines of each."""
    page = None
    for line in lines:
        parts = line.split(None, 2)
        if parts and parts[0] == "page":
            if len(parts) != 3:
                raise ToolError(f"expected `page SET ID`: {line!r}")
            if page:
                yield page
            page = (parts[1], parts[2].strip(), [])
        elif page:
            page[2].append(line)
        elif line.strip():
            raise ToolError("say which page: a line `page SET ID` first, or SET ID as arguments")
    if page:
        yield page


class Entry:
    """The record of a page out of a reader's lines."""

    def __init__(self, page, lines):
        self.texts = outlines.texts(page)
        self.labels = [None] * len(self.texts)
        self.fields, self.tried, self.errors = {}, set(), []
        for line in lines:
            line = line.split(" //")[0].strip() if " //" in line else line.strip()
            if line and not line.startswith("//"):
                self.try_line(line)
        self.check_whole()

    def try_line(self, line):
        try:
            self.read_line(line)
        except (ToolError, ValueError) as error:
            self.errors.append(f"{line!r}: {error}")

    def read_line(self, line):
        key, _, rest = line.partition(" ")
        if key[0].isdigit():
            return self.set_labels(numbers(key), rest.strip())
        if key not in FIELDS:
            raise ToolError(f"unknown field {key!r}; fields are {', '.join(FIELDS)}, or START-END LABEL")
        if key in self.fields and key != "authors":
            raise ToolError(f"{key} is said twice")
        self.tried.add(key)
        self.fields[key] = getattr(self, f"read_{key}")(rest.strip())

    def set_labels(self, blocks, label):
        if label not in rule.RULE:
            close = [known for known in rule.LABELS if label[:5] and known.startswith(label[:5])]
            raise ToolError(f"unknown label {label!r}" + (f"; did you mean {' or '.join(close)}?" if close else ""))
        for block in blocks:
            if block >= len(self.labels):
                raise ToolError(f"there is no block {block}: the last is {len(self.labels) - 1}")
            if self.labels[block]:
                raise ToolError(f"block {block} already has the label {self.labels[block]}")
            self.labels[block] = label

    def words(self, rest):
        """`14 "some words"` or `14`: the block, the first word and the number of words."""
        found = re.fullmatch(r'(\d+)(?:\s+"(.*)")?', rest)
        if not found or int(found[1]) >= len(self.texts):
            raise ToolError(f'expected the number of a block (the last is {len(self.texts) - 1}) and "words of it"')
        block, quoted = int(found[1]), found[2]
        if quoted is None:
            quoted = self.texts[block]
        place = text.find_words(self.texts[block], quoted)
        if place is None:
            raise ToolError(f"block {block} does not hold these words: {self.texts[block][:160]!r}")
        return [block, *place]

    def read_kind(self, rest):
        if rest not in rule.KINDS:
            raise ToolError(f"unknown kind of page; kinds are {', '.join(rule.KINDS)}")
        return rest

    def read_lang(self, rest):
        if not re.fullmatch(r"[a-z]{2}", rest):
            raise ToolError("expected a code of two letters, such as en")
        return rest

    def read_title(self, rest):
        return {"none": None, "head": "head"}[rest] if rest in ("none", "head") else self.words(rest)

    def read_date(self, rest):
        if rest == "none":
            return None
        date, _, place = rest.partition(" ")
        if not DATE.match(date):
            raise ToolError('expected a date such as 2019-03-04, 2019-03, 2019 or ? for one like "today"; or none')
        return {"date": None if date == "?" else date, "at": self.words(place)}

    read_published = read_modified = read_date

    def read_authors(self, rest):
        authors = [] if rest == "none" else [self.words(rest)]
        return self.fields.get("authors", []) + authors

    def read_end(self, rest):
        if rest != "none" and not (rest.isdigit() and int(rest) < len(self.texts)):
            raise ToolError("expected the number of a block, or none")
        return None if rest == "none" else int(rest)

    def read_verdict(self, rest):
        if rest not in VERDICTS:
            raise ToolError(f"a verdict is one of {', '.join(VERDICTS)}")
        return rest

    def check_whole(self):
        missing = [key for key in FIELDS[:-1] if key not in self.fields]
        missing = [key for key in missing if key not in self.tried]
        if missing:
            self.errors.append(f"missing: {', '.join(missing)} (`none` where there is none)")
        unlabelled = [number for number, label in enumerate(self.labels) if label is None]
        if unlabelled:
            self.errors.append(f"blocks without a label: {ranges(unlabelled)}")
        if not self.errors:
            self.check_end()

    def check_end(self):
        """The end is said apart from the labels so that a slip in either shows."""
        body = [n for n, label in enumerate(self.labels) if rule.is_body(label, self.fields["kind"])]
        end, last = self.fields["end"], body[-1] if body else None
        if end != last:
            what = f"its label is {self.labels[end]}" if end is not None and end not in body else f"block {last} is, too"
            what = "no block is" if last is None else "it is not said" if end is None else what
            self.errors.append(f"end {'none' if end is None else end}: `end` is the last block of the body; {what} "
                               f"(last body block by your labels: {'none' if last is None else last})")

    def record(self, page_id, reader=None):
        record = {"id": page_id, **{key: self.fields[key] for key in FIELDS if key in self.fields}}
        if reader:
            record["reader"] = reader
        return record | {"labels": store.to_runs(self.labels), "hashes": text.hex_hashes(self.texts)}


def ranges(blocks):
    """`0-3,7` for [0, 1, 2, 3, 7]."""
    runs = []
    for block in blocks:
        if runs and runs[-1][1] == block - 1:
            runs[-1][1] = block
        else:
            runs.append([block, block])
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in runs)
