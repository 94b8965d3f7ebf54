"""What metadata are worth: dates by day and by instant, titles as written, authors by the words of their names."""
import re
from collections import defaultdict
from datetime import datetime, timezone
from measures import WORD, word_f1

JOINING = {"by", "von", "and", "und", "par", "et", "de", "por", "y", "the", "mr", "dr"}


def day(text):
    found = re.match(r"\d{4}-\d\d-\d\d", text) if isinstance(text, str) else None
    return found and found.group()


def moment(text):
    """A date with its time of day, to the minute; a midnight is a day without one."""
    try:
        found = datetime.fromisoformat(text.strip().replace("Z", "+00:00"))
    except (AttributeError, ValueError):
        return None
    return found.replace(second=0, microsecond=0) if found.time() != found.time().min else None


def same_instant(found, gold):
    """Where one has no zone, its clock may show the other's local time or UTC."""
    if found.tzinfo and gold.tzinfo:
        return found == gold
    clocks = [{t.replace(tzinfo=None), (t.astimezone(timezone.utc) if t.tzinfo else t).replace(tzinfo=None)} for t in (found, gold)]
    return bool(clocks[0] & clocks[1])


def written(title):
    return " ".join((title or "").split()).casefold()


def flat(authors):
    """All names in one line; some sets list the ways in which each can be written."""
    return authors if isinstance(authors, str) else " ".join(map(flat, authors or []))


def names(authors):
    found = set(WORD.findall(flat(authors).lower()))
    return (found - JOINING) or found


def is_hit(found, gold):
    """At least half of the gold names' words are found, and at least half of what is found is right."""
    found, gold = names(found), names(gold)
    common = len(found & gold)
    return bool(found) and 2 * common >= len(gold) and 2 * common >= len(found)


def judged(pages, records):
    """For each field of each page that the gold has it of: the field, the value given and whether it is right."""
    for page in pages:
        gold, record = page["gold"], records.get(page["id"], {})
        if gold.get("title"):
            title = record.get("title")
            yield "title", page["id"], title, written(title) == written(gold["title"])
            yield "title_soft", page["id"], title, bool(title) and word_f1(title, gold["title"]) >= 0.8
        if day(gold.get("date")):
            given = record.get("published") or record.get("date")
            yield "date", page["id"], given, day(given) == day(gold["date"])
            yield "published", page["id"], record.get("published"), day(record.get("published")) == day(gold["date"])
        if moment(gold.get("datetime")):
            found = moment(record.get("published"))
            yield "instant", page["id"], found, bool(found) and same_instant(found, moment(gold["datetime"]))
        if names(gold.get("authors")):
            yield "author", page["id"], record.get("authors"), is_hit(record.get("authors"), gold["authors"])


def scores(pages, records):
    """Of each field the share of pages on which it is right, the share of the values given that are, and F1 of both
    (for dates: a missing date is a miss, a wrong one a false alarm)."""
    counts = defaultdict(lambda: [0, 0, 0])
    for field, _, given, right in judged(pages, records):
        count = counts[field]
        count[0] += 1
        count[1] += bool(given)
        count[2] += right
    found = {}
    for field, (pages_with, given, right) in counts.items():
        if field in ("date", "published"):
            found[field + "_f1"] = 2 * right / max(right + given + pages_with - given, 1)
        else:
            found[field] = right / pages_with
        if field != "title_soft":
            found[field + "_given_right"] = right / max(given, 1)
    return found


def provenance(pages, records):
    """By field and by where its value was found: values given and right."""
    counts = defaultdict(lambda: [0, 0])
    for field, page, given, right in judged(pages, records):
        if given and field not in ("title_soft", "published", "instant"):
            count = counts[field, place(field, records[page])]
            count[0] += 1
            count[1] += right
    return dict(sorted(counts.items()))


def place(field, record):
    known = record["metadata"]
    if field == "author":
        return (known["authors"] or [known["organisation"]])[0]["provenance"]
    if field == "date":
        return (known.get("published") or known["modified"])["provenance"]
    return known[field]["provenance"]
