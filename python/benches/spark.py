"""Spark with two workers of a core each against the command with two threads, on the same records.

    python benches/spark.py PAGES.jsonl.gz --command target/release/dechaff [--records 20000]

The records are those of the set, again and again. Both read Parquet or JSON lines from disk and write the same kind back:
the times are of the whole job, and of the job without what it takes to start Spark. Wall time and, since a shared
machine makes both wait, CPU time of all processes of the job (from /proc; Linux only).
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from test_spark import Cluster, session

import dechaff.spark


def cpu_seconds_of_group(leader: int) -> float:
    """CPU time of all processes of a session, and of those of their children that have ended."""
    ticks = 0
    for folder in Path("/proc").iterdir():
        if not folder.name.isdigit():
            continue
        try:
            fields = (folder / "stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        # Fields 6 and 14 to 17 of proc(5), of which the first two are before the bracket.
        if int(fields[3]) == leader:
            ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def children_cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("set", type=Path, help="a set of pages: JSON lines with `html`, gzipped")
    parser.add_argument("--command", required=True, help="the command dechaff, built with --release")
    parser.add_argument("--records", type=int, default=20_000)
    arguments = parser.parse_args()

    with gzip.open(arguments.set, "rt", encoding="utf-8") as file:
        pages = [(page.get("url"), page["html"]) for page in map(json.loads, file)]
    times = arguments.records // len(pages)
    count = times * len(pages)
    megabytes = times * sum(len(html.encode()) for _, html in pages) / 1e6
    print(f"{count} records, {megabytes:.0f} MB of HTML\n")
    print("| | wall s | CPU s | records/s | records per CPU s |")
    print("|---|---:|---:|---:|---:|")

    def tell(name: str, wall: float, cpu: float) -> None:
        print(f"| {name} | {wall:.1f} | {cpu:.1f} | {count / wall:.0f} | {count / cpu:.0f} |", flush=True)

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = folder / "pages.jsonl"
        with lines.open("w", encoding="utf-8") as out:
            for again in range(times):
                for number, (url, html) in enumerate(pages):
                    out.write(json.dumps({"id": again * len(pages) + number, "url": url, "html": html}) + "\n")

        begun, used = time.monotonic(), children_cpu()
        command = [arguments.command, "dump", "-q", "--threads", "2", str(lines), "--to", str(folder / "clean.jsonl")]
        subprocess.run(command, check=False)
        tell("the command, two threads, JSON lines", time.monotonic() - begun, children_cpu() - used)

        begun = time.monotonic()
        cluster = Cluster(folder)
        try:
            conf = {"spark.executor.memory": "1g", "spark.cores.max": "2", "spark.pyspark.python": sys.executable}
            # As the README advises: by default a batch holds 4,096 pages, a gigabyte of these.
            conf["spark.sql.parquet.columnarReaderBatchSize"] = "200"
            spark = session(cluster.url, **conf)
            source = str(folder / "pages.parquet")
            spark.read.schema("id long, url string, html string").json(str(lines)).repartition(32).write.parquet(
                source
            )
            # Python is started once for an executor: that is not what is measured.
            dechaff.spark.clean(spark.read.parquet(source).limit(4), input="html").count()
            started = time.monotonic() - begun
            leaders = [worker.pid for worker in cluster.workers]
            for round_ in range(2):
                begun, used = time.monotonic(), sum(map(cpu_seconds_of_group, leaders))
                cleaned = dechaff.spark.clean(spark.read.parquet(source), input="html")
                cleaned.write.mode("overwrite").parquet(str(folder / "clean.parquet"))
                wall = time.monotonic() - begun
                tell(
                    f"Spark, two workers, Parquet, job {round_ + 1}",
                    wall,
                    sum(map(cpu_seconds_of_group, leaders)) - used,
                )
            written = spark.read.parquet(str(folder / "clean.parquet"))
            errors = written.where("error is not null").count()
            total = written.count()
            spark.stop()
        finally:
            cluster.stop()
    print(
        f"\nSpark was ready after {started:.0f} s. {count} records in, {total - errors} articles and {errors} errors out."
    )
    assert total == count


if __name__ == "__main__":
    main()
