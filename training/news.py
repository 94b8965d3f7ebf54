"""News pages of our own, in `news/*.case`: reading them, and flattening them in the ways that scrapers do.

A page is a head of `key: value` lines, `----`, and a line of the file for every line of the page, with a mark before its text: `=` the
headline, `+` the body, `~` may stay or go, `-kind` must go. Empty lines of the file are empty lines of the page."""
import pathlib, re, textwrap, zlib

FOLDER = pathlib.Path(__file__).parent / "news"
# Ways to flatten a page; words joined by a plus are done one after the other.
MANNERS = ["noblank", "allblank", "wrapped", "wrapped+noblank", "body_wrapped", "glued", "glued+noblank", "spaced", "piped", "piped+noblank",
           "markdown", "bullets", "bullets+noblank", "indented", "half", "half+noblank", "half+glued", "one_line"]
# Each page is learnt from as it is written and in so many other manners.
MANNERS_A_PAGE = 3
# Lines of menus and lists that a scraper joins are short.
MAX_ROW_CHARS = 60
# Columns of pages that a program wraps.
WIDTHS = (64, 72, 80)
BETWEEN = {"glued": "", "spaced": " ", "piped": " | "}


def cases():
    """All pages: {"id", "outlet", "language", "lines": [(mark, text) or None]} and what they tell about themselves."""
    for file in sorted(FOLDER.glob("*.case")):
        for part in re.split(r"^@@ ", file.read_text(encoding="utf8"), flags=re.M)[1:]:
            name, _, rest = part.partition("\n")
            head, _, page = rest.partition("\n----\n")
            told = dict(map(str.strip, line.split(":", 1)) for line in head.split("\n") if ":" in line)
            yield {**told, "id": f"{told['outlet']}/{file.stem}/{name.strip()}", "lines": list(map(marked, page.rstrip().split("\n")))}


def marked(line):
    if not line.strip():
        return None
    mark, text = re.fullmatch(r"([=+~]|-[a-z_]+) (.*)", line).groups()
    return mark, text


def number(case, what):
    return zlib.crc32(f"{what} {case['id']}".encode())


def manners(case):
    """Some of the manners, by the page's name."""
    return sorted(MANNERS, key=lambda manner: number(case, manner))[:MANNERS_A_PAGE]


def page(case, manner=""):
    """The page as `sets.py` has pages, flattened in this manner."""
    lines = case["lines"]
    for change in filter(None, manner.split("+")):
        lines = CHANGES[change](lines, case)
    text = lambda wanted: "\n".join(line[1] for line in lines if line and line[0] == wanted)
    between = " " if "one_line" in manner else "\n"
    flat = between.join(line[1] if line else "" for line in lines if line or between == "\n")
    return {"id": case["id"] + "/" + manner, "type": "article", "language": case["language"], "text": flat, "gold": {"text": text("+"), "title": text("=") or None, "optional": text("~")}}


def pages(gold, with_manners):
    """All pages, with what `gold` says about each case; with manners in some of them, else as they are written."""
    chosen = lambda case: manners(case) if with_manners else [""]
    return [{**page(case, manner), "url": None, **gold(case)} for case in cases() for manner in chosen(case)]


def without_blanks(lines, _):
    return [line for line in lines if line]


def with_blanks(lines, _):
    return [part for line in lines if line for part in (line, None)][:-1]


def wrapped(lines, case, marks=None):
    width = WIDTHS[number(case, "width") % len(WIDTHS)]
    out = []
    for line in lines:
        wraps = line and (marks is None or line[0] in marks)
        out += [(line[0], part) for part in textwrap.wrap(line[1], width)] if wraps else [line]
    return out


def joined(lines, between):
    """Rows of short lines of a kind as one line each; blank lines between them go."""
    out = []
    for line in lines:
        last = next((i for i in range(len(out) - 1, -1, -1) if out[i]), None)
        if is_row(line) and last is not None and is_row(out[last][:2]) and out[last][0] == line[0]:
            del out[last + 1:]
            out[last] = (line[0], out[last][1] + between + line[1], True)
        else:
            out.append(line)
    return [line and line[:2] for line in out]


def is_row(line):
    return bool(line) and line[0][0] == "-" and line[0] not in ("-dateline", "-byline", "-source") and (len(line[1]) <= MAX_ROW_CHARS or " | " in line[1])


def with_items(lines, item):
    return [(line[0], item(place, line[1])) if is_row(line) else line for place, line in enumerate(lines)]


def markdown(lines, _):
    lines = with_items(lines, lambda place, text: f"* [{text}](/{place})")
    return [(line[0], "# " + line[1]) if line and line[0] == "=" else line for line in lines]


def half(lines, _):
    """As if the second half of the body had never been written."""
    body = [i for i, line in enumerate(lines) if line and line[0] == "+"]
    left_out = set(body[(len(body) + 1) // 2:])
    return [line for i, line in enumerate(lines) if i not in left_out]


CHANGES = {
    "noblank": without_blanks, "allblank": with_blanks, "wrapped": wrapped, "half": half, "markdown": markdown,
    "body_wrapped": lambda lines, case: wrapped(lines, case, "+~"),
    "bullets": lambda lines, _: with_items(lines, lambda _, text: "• " + text),
    "indented": lambda lines, _: [line and (line[0], "   " + line[1]) for line in lines],
    "one_line": without_blanks,
    **{name: lambda lines, _, between=between: joined(lines, between) for name, between in BETWEEN.items()},
}
