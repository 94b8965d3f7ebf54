#!/usr/bin/env python3
"""Fills corpus/ from the pages of tests/pages: each cut into pieces of a size that fuzzing likes.

    python3 fuzz/seed.py
"""

import gzip
import re
from pathlib import Path

FUZZ = Path(__file__).resolve().parent
PAGES = FUZZ.parent / "tests" / "pages"
# Small inputs run fast and are changed to more purpose.
PIECE_BYTES = 1500


def pieces(data):
    """The input in pieces that end where a line or a tag does."""
    while data:
        ends = [data.rfind(end, 0, PIECE_BYTES) + 1 for end in (b"\n", b">")]
        cut = max(ends) if len(data) > PIECE_BYTES and max(ends) else PIECE_BYTES
        yield data[:cut]
        data = data[cut:]


def write(target, inputs):
    folder = FUZZ / "corpus" / target
    folder.mkdir(parents=True, exist_ok=True)
    for number, data in enumerate(inputs):
        (folder / f"seed-{number:04}").write_bytes(data)
    print(f"{target}: {len(inputs)} seeds")


def record(kind, block, fields=b""):
    head = b"WARC/1.1\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:x:1>\r\nWARC-Target-URI: https://example.org/rain\r\n"
    head += b"WARC-Date: 2021-10-12T09:00:00Z\r\n%sContent-Length: %d\r\n\r\n%s\r\n\r\n"
    return head % (kind, fields, len(block), block)


def archives(page):
    """A page as answers of several kinds, and as text."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n"
    chunks = b"%x\r\n%s\r\n0\r\n\r\n" % (len(page), page)
    packed = gzip.compress(page, mtime=0)
    answers = [
        record(b"warcinfo", b"software: none\r\n"),
        record(b"response", http + b"\r\n" + page, b"WARC-Identified-Payload-Type: text/html\r\n"),
        record(b"response", http + b"Transfer-Encoding: chunked\r\n\r\n" + chunks, b"WARC-Truncated: length\r\n"),
        record(b"response", http + b"Content-Encoding: gzip\r\n\r\n" + packed),
        record(b"conversion", page, b"Content-Type: text/plain\r\n"),
    ]
    return answers + [b"".join(answers), gzip.compress(b"".join(answers), mtime=0)]


# Labels of the encoding standard, and some that it does not have.
CHARSETS = ["utf-8", "latin1", "windows-1251", "shift_jis", "euc-kr", "gb18030", "big5", "utf-16le", "iso-2022-jp", "x", ""]


def labelled(page):
    """A page in several encodings: the length of the label, the label, the bytes."""
    text = page.decode("utf-8", "replace")
    for label in CHARSETS:
        yield bytes([len(label)]) + label.encode() + text.encode(label if label not in ("x", "") else "utf-8", "replace")


def main():
    html = [page.read_bytes() for page in sorted(PAGES.glob("*/page.html"))]
    text = [page.read_bytes() for page in sorted(PAGES.glob("*/page.txt"))]
    html_pieces = [piece for page in html for piece in pieces(page)]
    text_pieces = [piece for page in text for piece in pieces(page)]
    # The first byte holds the settings.
    settings = [bytes([number]) for number in (0, 1, 0x2F, 0x60, 0x87, 0xFF)]
    set_for = lambda inputs: [settings[i % len(settings)] + data for i, data in enumerate(inputs)]
    write("tokenizer", html_pieces)
    write("soup", [bytes(range(start, start + 24)) for start in range(0, 200, 8)])
    write("html", set_for(html_pieces + html[:8]))
    write("text", set_for(text_pieces + text[:8]))
    write("metadata", set_for([page[:4000] for page in html + text]))
    scripts = re.compile(rb"ld\+json[^>]*>(.*?)</script", re.S)
    write("json_ld", [found for page in html for found in scripts.findall(page)])
    write("charset", [found for page in html[:6] for found in labelled(page[:1000])])
    write("warc", [found for page in html[:6] for found in archives(page[:500])])
    dates = re.compile(rb"[^\n<>\"]{0,20}\b(?:19|20)\d\d\b[^\n<>\"]{0,20}")
    found = sorted({date for page in html + text for date in dates.findall(page)})
    write("dates", set_for(found))


main()
