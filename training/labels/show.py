"""Prints a page for a reader: a line a block, as short as it can be while nothing is left out."""
import re

MAX_LINE = 110
MAX_PACKED = 40
HEAD_CHARS, TAIL_CHARS = 68, 30
MAX_HINTS, MAX_HINT_CHARS, MAX_LEVELS = 3, 60, 4
# A line of its own says when the element changes that sets a part of the page off.
SECTION_TAGS = {"nav", "aside", "main", "article", "form", "dialog"}
# These do so at the top of a page; inside such a part they are a hint.
OUTER_TAGS = {"header", "footer"}
HINT_TAGS = OUTER_TAGS | {"figure", "address", "details", "blockquote"}
# Names that tell of the layout, the framework or the make of an element, not of what it holds.
IDLE_NAME = re.compile(
    r"^(?:container|row|wrap(?:per)?|inner|outer|clearfix|cf|group|block|col|grid|flex|item|left|right|first|last|odd|even|active"
    r"|(?:col|row|grid|flex|container|wrap|wp-block|elementor|et_pb|vc|fusion|span|large|small|medium|w|h|m|p|mt|mb|pt|pb|px|py|mx|my"
    r"|text|bg|d|md|lg|sm|xl|css|sc|jsx|style|is|has|uk|u|g|c|l|o|js|post|node|block|item|id|yui|widget|tag|category|ng)[-_0-9:].*"
    r"|.*(?:__|--)?(?:wrapper|container|inner|clearfix|outer)|.*[0-9a-f]{6,}.*|\d+|.{1,2})$"
)
# Of the names above these tell something all the same.
TELLING_NAME = re.compile(
    r"nav|menu|foot|head|side|comment|share|social|relat|tag|meta|author|byline|date|caption|credit|teaser|promo|ad-|advert"
    r"|cookie|consent|newslett|subscri|bread|search|login|popular|recommend|content|body|text|title|excerpt|lead|intro|info|bio|quote|widget"
)

# Names that say what the text is about, and those that a framework adds.
SUBJECT = re.compile(r"(?:tag|category|ng|postid|page-id)-")


def cut(text, limit=MAX_LINE):
    """A text in one line, cut in the middle with the number of words left out."""
    text = " ".join(text.replace("\t", " ¦ ").replace("\n", " ⏎ ").split())
    if len(text) <= limit + 12:
        return text
    head, tail = text[:HEAD_CHARS], text[-TAIL_CHARS:]
    left_out = len(text[HEAD_CHARS:-TAIL_CHARS].split())
    return f"{head}⋯{left_out}w⋯{tail}"


def telling(names, limit):
    """The few names of an element that say most."""
    names = list(dict.fromkeys(names.split()))
    strong = [name for name in names if TELLING_NAME.search(name) and len(name) < 32 and not SUBJECT.match(name)]
    weak = [name for name in names if name not in strong and not IDLE_NAME.match(name) and len(name) < 32]
    return (strong + weak)[:limit]


def short(hints):
    """The first hints, without those that repeat the words of others."""
    shown = []
    for name in hints:
        is_new = not any(name.strip(".") in other or other.strip(".") in name for other in shown)
        if is_new and len(shown) < MAX_HINTS and sum(map(len, shown)) + len(name) < MAX_HINT_CHARS:
            shown.append(name)
    return "".join(f" {name}" for name in shown)


class Path:
    """The elements around a block: the section it is in, and what lies between."""

    def __init__(self, page, element):
        elements, path = page["elements"], []
        while element > 0:
            path.append(element)
            element = elements[element][0]
        self.hidden = any(elements[at][3] for at in path)
        sections = [at for at in path if elements[at][1] in SECTION_TAGS]
        sections = sections or [at for at in path if elements[at][1] in OUTER_TAGS]
        self.section = sections[0] if sections else 0
        _, tag, names, _ = elements[self.section]
        self.label = " ".join([tag, *(f".{name}" for name in telling(names, 2))]) if self.section else "page"
        below = path[: path.index(self.section)] if self.section else path
        self.hints = short(hints(elements[at] for at in below))


def hints(elements):
    """Names of the closest elements that have telling ones, and the tags among them that mean something."""
    found, levels = [], 0
    for _, tag, names, _ in elements:
        told = [f".{name}" for name in telling(names, 2)] + ([tag] if tag in HINT_TAGS else [])
        levels += bool(told)
        if levels <= MAX_LEVELS:
            found.extend(told)
    return found


def header(name, page):
    language = f" lang={page['language']}" if page.get("language") else ""
    state = " TEXT FROM STATE" if page.get("from_state") else ""
    lines = [f"#### {name} {page['id']} · {len(page['blocks'])} blocks{language}{state}", f"url {page['url'] or '-'}"]
    if page.get("title"):
        lines.append(f"head {cut(page['title'])}")
    return lines


def lines(name, page, start=0, stop=None):
    """The lines of a page, from one block to another."""
    yield from (("head", line) for line in header(name, page)) if start == 0 else [("head", header(name, page)[0])]
    section, last = None, None
    for number, (tag, element, links, text) in enumerate(page["blocks"]):
        path = Path(page, element)
        if start <= number and (stop is None or number < stop):
            if (path.section, path.label) != section:
                same = section is not None and path.label == section[1]
                yield number, "──" if same else f"── {path.label} ──"
                last = None if not same else last
            share = "" if links < 5 else " a" if links > 94 else f" a.{links // 10 or 1}"
            kind = (tag, f"{' HIDDEN' if path.hidden else ''}{path.hints}")
            yield number, f"{number} {against(kind, last)}{share}│{cut(text)}"
            last = kind
            section = (path.section, path.label)


def against(kind, last):
    """A tag and its hints, as far as they are not those of the line before."""
    if kind == last:
        return "″"
    return f"{kind[0]} ″" if last and kind[1] and kind[1] == last[1] else "".join(kind)


def full(page, ranges):
    for number in ranges:
        if number < len(page["blocks"]):
            yield f"{number}│{page['blocks'][number][3]}"


def packed(numbered):
    """Puts short links that are alike on one line, and short buttons."""
    held, width = None, 0
    for number, line in numbered:
        mark, _, words = line.partition("│")
        held_mark = held[1].partition("│")[0] if held else ""
        is_like = mark == f"{number} ″ a" and held_mark.endswith(" a")
        is_like = is_like or (mark == f"{number} ″" and re.match(r"\d+ btn(?!.* a(\.\d)?$)", held_mark))
        if is_like and len(words) <= MAX_PACKED and width + len(words) <= MAX_LINE:
            held = (held[0], f"{held[1]} │{number} {words}")
        else:
            if held:
                yield held
            held, width = (number, line), 0
        width += len(words) + 6
    if held:
        yield held


def show(name, page, start, budget):
    """Prints a page as far as a number of characters allows; returns the first block that was not printed, or None."""
    for number, line in packed(lines(name, page, start)):
        budget -= len(line.encode()) + 1 if number != "head" else 0
        if budget < 0 and number != "head":
            return number, 0
        print(line)
    return None, budget
