#!/usr/bin/env python3
"""Checks `dechaff dump` against independent libraries.

    dumps.py COMMAND DATA [--pages N]

COMMAND is the program, built with the feature `parquet`; DATA the folder with the sets of real pages (those that
`.ci/quality` reads). Needs warcio, pyarrow, duckdb, brotli, zstandard; fastwarc is used if it is there.

Real pages are written as WARC, WET and Parquet by other people's libraries, in every compression of the file and of
HTTP, cleaned by the command, and compared with what the command makes of the same pages as JSON lines: nothing may be
lost, and every text has to be the same. Parquet that the command writes is read by pyarrow and DuckDB.
"""
import argparse
import bz2
import gzip
import io
import json
import os
import subprocess
import sys
import tempfile
import zlib

import brotli
import duckdb
import pyarrow
import pyarrow.parquet
import zstandard
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

HTML_SETS = ["wcxb-dev", "fundus-dev", "trafilatura-dev"]
TEXT_SETS = ["wcxb-dev.wet", "fundus-dev.wet"]
FIELDS = ["id", "url", "kind", "title", "text", "authors", "confidence"]
PNG = b"\x89PNG\r\n\x1a\n" + bytes(64)

failures = []
checks = 0


def check(what, condition, detail=""):
    global checks
    checks += 1
    if not condition:
        failures.append(what)
        print(f"FAILED {what} {detail}")


def load(data, sets, key, pages):
    found = []
    for name in sets:
        path = os.path.join(data, name + ".jsonl.gz")
        with gzip.open(path, "rt", encoding="utf8") as lines:
            for number, line in enumerate(lines):
                if number == pages:
                    break
                record = json.loads(line)
                found.append({"id": f"{name}/{record['id']}", "url": record.get("url") or "", key: record[key]})
    return found


class Command:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder

    def run(self, *args, code=0):
        """Output records and summary of a run."""
        report = os.path.join(self.folder, "summary.json")
        done = subprocess.run([self.program, "dump", "--summary", report, *args], capture_output=True)
        check(f"exit code {code} of {args}", done.returncode == code, done.stderr.decode()[-500:])
        with open(report, encoding="utf8") as file:
            return [json.loads(line) for line in done.stdout.splitlines()], json.load(file)

    def clean(self, path, code=0):
        records, summary = self.run(path, "--fields", ",".join(FIELDS), code=code)
        told = sum(summary["pages"].values()) + summary["errors"] + sum(summary["skipped"].values())
        check(f"records in = out + errors + skipped: {path}", summary["records"] == told, summary)
        check(f"records out: {path}", len(records) == told - sum(summary["skipped"].values()), summary)
        return records, summary

    def write(self, name, content):
        path = os.path.join(self.folder, name)
        with open(path, "wb") as file:
            file.write(content)
        return path


def same_pages(what, expected, records, by_url=False):
    """The same pages in the same order, with the same text."""
    check(f"{what}: {len(records)} of {len(expected)} records", len(expected) == len(records))
    for old, new in zip(expected, records):
        where = f"{what}: {old['id']}"
        check(f"{where}: error", ("error" in old) == ("error" in new), new.get("error"))
        names = ["text", "title", "kind"] if by_url else FIELDS
        for name in names:
            check(f"{where}: {name}", old.get(name) == new.get(name))


# ---- HTTP

def chunked(body):
    pieces = [body[at:at + 4000] for at in range(0, len(body), 4000)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def raw_deflate(body):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


HTTP = {
    "plain": ([], lambda body: body),
    "chunked": ([("Transfer-Encoding", "chunked")], chunked),
    "gzip": ([("Content-Encoding", "gzip")], gzip.compress),
    "chunked gzip": ([("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip")],
                     lambda body: chunked(gzip.compress(body))),
    "deflate": ([("Content-Encoding", "deflate")], zlib.compress),
    "raw deflate": ([("Content-Encoding", "deflate")], raw_deflate),
    "br": ([("Content-Encoding", "br")], lambda body: brotli.compress(body, quality=4)),
    "zstd": ([("Content-Encoding", "zstd")], zstandard.ZstdCompressor().compress),
    # Archives that undo the packing and leave the head as it was.
    "undone": ([("Transfer-Encoding", "chunked"), ("Content-Encoding", "br")], lambda body: body),
}


# ---- WARC by warcio

def http_head(fields, content_type="text/html; charset=utf-8", status="200 OK"):
    return StatusAndHeaders(status, [("Content-Type", content_type), *fields], protocol="HTTP/1.1")


def write_warc(pages, http, gzipped):
    """A crawl: info, requests, answers of other kinds, and the pages."""
    fields, pack = HTTP[http]
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    writer.write_record(writer.create_warcinfo_record("crawl.warc", {"software": "a test"}))
    request = StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.org")], is_http_request=True)
    for page in pages:
        url = page["url"] or "urn:none"
        writer.write_record(writer.create_warc_record(url, "request", payload=io.BytesIO(), http_headers=request))
        body = io.BytesIO(pack(page["html"].encode("utf8", "replace")))
        writer.write_record(writer.create_warc_record(url, "response", payload=body, http_headers=http_head(fields)))
    for content_type, status in [("image/png", "200 OK"), ("text/html", "404 Not Found")]:
        head = http_head([], content_type, status)
        url = "https://example.org/other"
        writer.write_record(writer.create_warc_record(url, "response", payload=io.BytesIO(PNG), http_headers=head))
    return out.getvalue()


def write_wet(pages, gzipped):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzipped)
    for page in pages:
        payload = io.BytesIO(page["text"].encode("utf8", "replace"))
        writer.write_record(writer.create_warc_record(
            page["url"] or "urn:none", "conversion", payload=payload, warc_content_type="text/plain"))
    return out.getvalue()


FILES = {
    "plain": lambda plain, members: plain,
    "gzip, a member a record": lambda plain, members: members,
    "gzip, one member": lambda plain, members: gzip.compress(plain),
    "zstd": lambda plain, members: zstandard.ZstdCompressor().compress(plain),
    "zstd, several frames": lambda plain, members: b"".join(
        zstandard.ZstdCompressor().compress(plain[at:at + 100_000]) for at in range(0, len(plain), 100_000)),
    "bzip2": lambda plain, members: bz2.compress(plain),
    "bzip2, several streams": lambda plain, members: b"".join(
        bz2.compress(plain[at:at + 500_000]) for at in range(0, len(plain), 500_000)),
}


def check_warc(command, pages, expected):
    for http in HTTP:
        path = command.write("http.warc", write_warc(pages, http, False))
        records, summary = command.clean(path)
        same_pages(f"WARC, HTTP {http}", expected, records, by_url=True)
        check(f"skipped, HTTP {http}", sum(summary["skipped"].values()) == len(pages) + 3, summary["skipped"])
    plain, members = write_warc(pages, "plain", False), write_warc(pages, "plain", True)
    for name, pack in FILES.items():
        records, _ = command.clean(command.write("file.warc", pack(plain, members)))
        same_pages(f"WARC, {name}", expected, records, by_url=True)
    cut = command.write("cut.warc.gz", members[:len(members) // 2])
    records, summary = command.clean(cut, code=1)
    check("cut WARC: the last record is an error", "error" in records[-1] and "byte" in records[-1], records[-1:])
    check("cut WARC: one input was not read", len(summary["unread_inputs"]) == 1)
    same_pages("cut WARC", expected[:len(records) - 1], records[:-1], by_url=True)


def check_wet(command, pages, expected):
    plain, members = write_wet(pages, False), write_wet(pages, True)
    for name, pack in FILES.items():
        records, _ = command.clean(command.write("file.wet", pack(plain, members)))
        same_pages(f"WET, {name}", expected, records, by_url=True)


def check_fastwarc(command, pages, expected):
    try:
        from fastwarc.warc import WarcRecord, WarcRecordType
    except ImportError as error:
        print(f"** fastwarc is not there ({error}): its files are NOT checked **")
        return
    out = io.BytesIO()
    for page in pages:
        body = page["html"].encode("utf8", "replace")
        block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
        record = WarcRecord()
        record.init_headers(WarcRecordType.response)
        record.headers["WARC-Target-URI"] = page["url"] or "urn:none"
        record.set_bytes_content(block)
        member = io.BytesIO()
        record.write(member)
        out.write(gzip.compress(member.getvalue()))
    records, _ = command.clean(command.write("fastwarc.warc.gz", out.getvalue()))
    same_pages("WARC by fastwarc", expected, records, by_url=True)


# ---- Parquet

def check_parquet_input(command, pages, expected):
    columns = {name: [page[name] for page in pages] for name in ["id", "url", "html"]}
    strings = [pyarrow.string(), pyarrow.large_string(), pyarrow.dictionary(pyarrow.int32(), pyarrow.string())]
    for kind in [*strings, pyarrow.binary()]:
        html = pyarrow.array([h.encode("utf8", "replace").decode() for h in columns["html"]], pyarrow.string())
        html = html.dictionary_encode() if pyarrow.types.is_dictionary(kind) else html.cast(kind)
        table = pyarrow.table({"id": columns["id"], "url": columns["url"], "html": html})
        for compression in ["none", "snappy", "gzip", "zstd"]:
            path = os.path.join(command.folder, "pages.parquet")
            pyarrow.parquet.write_table(table, path, compression=compression, row_group_size=50)
            records, _ = command.clean(path)
            same_pages(f"Parquet, {kind}, {compression}", expected, records)


def check_parquet_output(command, path, expected):
    one = os.path.join(command.folder, "clean.parquet")
    parts = os.path.join(command.folder, "clean")
    command.run(path, "--to", one, "--removed", "--metadata")
    command.run(path, "--to", parts, "-o", "parquet", "--removed", "--metadata", "--part-records", "40")
    table = pyarrow.parquet.read_table(one)
    facts = [pyarrow.parquet.read_schema(one).metadata, pyarrow.parquet.ParquetFile(one).metadata.metadata]
    check("the schema's version", [fact.get(b"dechaff.schema") for fact in facts] == [b"1", b"1"], facts)
    rows = [{k: v for k, v in row.items() if k != "error" or v is not None} for row in table.to_pylist()]
    same_pages("Parquet by pyarrow", expected, rows)
    check("metadata is JSON", all(row["metadata"] is None or json.loads(row["metadata"]) for row in rows))
    check("the parts are the whole", pyarrow.parquet.read_table(parts).equals(table))
    query = "select id, text, len(authors), len(removed), removed from read_parquet('{}')"
    first = duckdb.sql(query.format(one)).fetchall()
    check("DuckDB reads the texts", [(r.get("id"), r.get("text")) for r in expected] == [r[:2] for r in first])
    check("DuckDB reads the blocks", all(
        row[3] is None or row[3] == len(row[4]) and all(block["kind"] for block in row[4]) for row in first))
    check("DuckDB reads the parts", duckdb.sql(query.format(parts + "/*.parquet")).fetchall() == first)
    facts = duckdb.sql(f"select key, value from parquet_kv_metadata('{one}')").fetchall()
    check("DuckDB sees the schema's version", (b"dechaff.schema", b"1") in facts, facts)


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("command")
    parser.add_argument("data")
    parser.add_argument("--pages", type=int, default=12, help="pages of each set")
    args = parser.parse_args()
    html = load(args.data, HTML_SETS, "html", args.pages)
    text = load(args.data, TEXT_SETS, "text", args.pages)
    with tempfile.TemporaryDirectory() as folder:
        command = Command(args.command, folder)
        lines = lambda pages: "".join(json.dumps(page) + "\n" for page in pages).encode()
        html_path = command.write("html.jsonl", lines(html))
        expected, _ = command.clean(html_path)
        check("all pages have records", [r["id"] for r in expected] == [p["id"] for p in html])
        expected_text, _ = command.clean(command.write("text.jsonl", lines(text)))
        check_warc(command, html, expected)
        check_fastwarc(command, html, expected)
        check_wet(command, text, expected_text)
        check_parquet_input(command, html, expected)
        check_parquet_output(command, html_path, expected)
    print(f"{checks} checks on {len(html)} pages and {len(text)} texts, {len(failures)} failed")
    sys.exit(bool(failures))


main()
