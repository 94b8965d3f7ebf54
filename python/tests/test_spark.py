"""dechaff.spark on Spark itself: local mode, and a standalone master with two workers on loopback."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from conftest import PAGE, data_folder, dumped, golden_pages, real_pages, some_pages
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as sf

import dechaff
import dechaff.spark

# Executors run this Python, with the wheel in it.
os.environ["PYSPARK_PYTHON"] = os.environ["PYSPARK_DRIVER_PYTHON"] = sys.executable
os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
os.environ["SPARK_LOCAL_HOSTNAME"] = "localhost"

ROW_COUNT = 20_000
PARTS = 16


def session(master: str, **conf: str) -> SparkSession:
    builder = SparkSession.builder.master(master).appName("dechaff-tests")
    settings = {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.driver.memory": "2g",
        "spark.sql.session.timeZone": "UTC",
        "spark.sql.execution.arrow.maxRecordsPerBatch": "200",
    }
    for name, value in (settings | conf).items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


@pytest.fixture(scope="module")
def spark() -> Iterator[SparkSession]:
    local = session("local[2]")
    yield local
    local.stop()


def rows(df: DataFrame) -> list[dict[str, Any]]:
    return [row.asDict(recursive=True) for row in df.collect()]


def compare(row: dict[str, Any], line: dict[str, Any], fields: tuple[str, ...]) -> None:
    """A row and the command's line for the same record."""
    assert row["id"] == line["id"]
    if "error" in line:
        # The command says on which line it was.
        assert line["error"].endswith(": " + row["error"]), row
        assert all(row[name] is None for name in fields)
    else:
        assert row["error"] is None, row
        assert {name: row[name] for name in fields} == {name: line[name] for name in fields}


def test_rows_are_those_of_the_command(spark: SparkSession, command: str) -> None:
    pages = golden_pages() + [{"id": "empty", "html": " "}, {"id": "png", "html": "\x89PNG\r\n\x1a\n\0\0\0\rIHDR"}]
    if data_folder() is not None:
        pages += [page | {"id": str(page["id"])} for page, _ in zip(real_pages(), range(100))]
    fields = (*dechaff.FIELDS, "removed")
    expected = dumped(command, pages, "--removed")
    df = spark.createDataFrame(
        [(page["id"], page.get("url"), page["html"]) for page in pages], "id string, url string, html string"
    )
    cleaned = dechaff.spark.clean(df.repartition(4), fields=fields, input="html")
    assert cleaned.columns == ["id", "url", *fields, "error"]
    found = {row["id"]: row for row in rows(cleaned)}
    assert len(found) == len(pages) == len(expected)
    for line in expected:
        compare(found[line["id"]], line, fields)


def test_order_columns_and_struct(spark: SparkSession) -> None:
    values = [
        (number, f"<h1>Day {number}</h1><p>It rained all day, and nobody minded it.</p>") for number in range(500)
    ]
    df = spark.createDataFrame(values, "n int, `the page` string").coalesce(1)
    cleaned = dechaff.spark.clean(df, "the page", keep=["n"], fields=["title"], into="article")
    assert cleaned.schema["article"].dataType == dechaff.spark.schema(["title"])
    assert [(row["n"], row["article"]["title"]) for row in cleaned.collect()] == [
        (number, f"Day {number}") for number in range(500)
    ]
    both = dechaff.spark.clean(df, "the page", keep=["the page", "n"], fields=["kind"])
    assert both.columns == ["the page", "n", "kind", "error"]
    assert both.first()["the page"] == values[0][1]


def test_binary_null_and_addresses(spark: SparkSession) -> None:
    linked = PAGE.replace("Nordvik", "<a href='/n'>Nørdvik</a>")
    df = spark.createDataFrame(
        [
            (1, bytearray(linked.encode("latin-1")), "https://example.org/1", "text/html; charset=latin1"),
            (2, bytearray(linked.encode()), "no address", None),
            (3, None, None, None),
            (4, bytearray(b""), None, None),
        ],
        "id int, body binary, at string, type string",
    )
    cleaned = dechaff.spark.clean(
        df, "body", "at", content_type="type", keep=["id"], fields=["markdown", "flags"], links=True, focus="recall"
    )
    found = {row["id"]: row for row in rows(cleaned)}
    assert "[Nørdvik](https://example.org/n)" in found[1]["markdown"]
    assert "between Nørdvik and" in found[2]["markdown"]
    assert found[3] == {"id": 3, "markdown": None, "flags": None, "error": None}
    assert found[4] == {"id": 4, "markdown": None, "flags": None, "error": "the input is empty"}


def test_the_schema_is_as_documented(spark: SparkSession) -> None:
    documented = (Path(__file__).parents[1] / "docs" / "schema.md").read_text()
    for field in dechaff.spark.schema(dechaff.ALL_FIELDS).fields:
        assert f"| `{field.name}` | `{field.dataType.simpleString()}` |" in documented, field


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"column": "page"}, "column: no column is named 'page'; there are id, html"),
        ({"url": "address"}, "url: no column is named 'address'"),
        ({"keep": ["name"]}, "keep: no column is named 'name'"),
        ({"fields": ["headline"]}, "no field is named 'headline'"),
        ({"fields": ["title", "title"]}, "'title' twice"),
        ({"into": "ID"}, "'ID' twice"),
        ({"focus": "speed"}, "focus"),
    ],
)
def test_wrong_use_is_told_before_anything_runs(spark: SparkSession, options: dict[str, Any], message: str) -> None:
    df = spark.createDataFrame([(1, PAGE)], "id int, html string")
    with pytest.raises(dechaff.InvalidOption, match=message):
        dechaff.spark.clean(df, **options)


def test_sites_are_learnt_as_by_one_learner(spark: SparkSession) -> None:
    note = "The River Post has brought the news of the valley to its people every morning since 1951."
    page = "<h1>Day {0}</h1><p>On day {0} the ferry was late, and nobody in the town minded it.</p><p>{1}</p>"
    pages = [(page.format(day, note), f"https://post{day % 3}.example/{day}") for day in range(12)]
    learner = dechaff.SiteLearner()
    for html, url in pages:
        learner.add(html, url)
    df = spark.createDataFrame([*pages, (None, None), ("", "https://post0.example/")], "html string, url string")
    sites = dechaff.spark.learn_sites(df.repartition(4))
    assert str(sites) == str(learner.finish())
    assert sites.hosts == ["post0.example", "post1.example", "post2.example"]
    texts = [row["text"] for row in dechaff.spark.clean(df, sites=sites, fields=["text"]).collect()]
    assert not any(note in text for text in texts if text)


def test_partitions_are_streamed(spark: SparkSession) -> None:
    """One partition of 1.2 GB of pages, in a Python that may not have half of it."""
    # Mostly script: that takes room, and little time.
    page = "<script>" + "wait();" * 110_000 + "</script><h1>Rain</h1><p>It rained all day, and nobody minded it.</p>"

    def measured(batches: Any) -> Any:
        import resource

        import pyarrow as pa

        count = 0
        clean = dechaff.spark._CleanBatches({}, "html", None, None, ["text"], [], None)
        for batch in clean(batches):
            count += batch.num_rows
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        yield pa.RecordBatch.from_pydict({"rows": [count], "peak": [peak]})

    spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "50")
    try:
        df = spark.range(1_500, numPartitions=1).selectExpr(f"concat('{page}', id) as html")
        (row,) = df.mapInArrow(measured, "rows long, peak long").collect()
    finally:
        spark.conf.set("spark.sql.execution.arrow.maxRecordsPerBatch", "200")
    assert row["rows"] == 1_500
    assert row["peak"] < 550, f"{row['peak']} MB"


class Cluster:
    """A standalone master and its workers, all on loopback, each a process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.processes: list[subprocess.Popen[bytes]] = []
        master = self.start("master", "org.apache.spark.deploy.master.Master", "--port", "0", "--webui-port", "0")
        self.url = self.seen(master, r"Starting Spark master at (spark://\S+)")
        self.workers = []
        for number in range(2):
            name = f"worker-{number}"
            log = self.start(
                name, "org.apache.spark.deploy.worker.Worker", "--port", "0", "--webui-port", "0", "--cores", "1",
                "--memory", "1500m", "--work-dir", str(folder / name), self.url,
            )  # fmt: skip
            self.seen(log, r"Successfully registered with master")
            self.workers.append(self.processes[-1])

    def start(self, name: str, main: str, *arguments: str) -> Path:
        import pyspark

        home = Path(pyspark.__file__).parent
        log = self.folder / f"{name}.log"
        environment = os.environ | {"SPARK_HOME": str(home), "SPARK_DAEMON_MEMORY": "512m"}
        # In a session of its own: what it has started ends with it.
        with log.open("wb") as out:
            command = [str(home / "bin" / "spark-class"), main, "--host", "127.0.0.1", *arguments]
            process = subprocess.Popen(command, env=environment, stdout=out, stderr=out, start_new_session=True)
        self.processes.append(process)
        return log

    def seen(self, log: Path, pattern: str) -> str:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            found = re.search(pattern, log.read_text(errors="replace"))
            if found:
                return found[found.re.groups]
            time.sleep(0.1)
        raise AssertionError(f"{log}: no {pattern}:\n{log.read_text(errors='replace')[-2000:]}")

    def kill(self, process: subprocess.Popen[bytes]) -> None:
        """`kill -9` for a worker and all that it has started: a machine is gone."""
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()

    def stop(self) -> None:
        for process in self.processes:
            if process.poll() is None:
                self.kill(process)


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[Cluster]:
    # There can be but one context in a process.
    active = SparkSession.getActiveSession()
    if active is not None:
        active.stop()
    nodes = Cluster(tmp_path)
    yield nodes
    nodes.stop()


def test_a_cluster_that_loses_a_worker_loses_no_row(cluster: Cluster, command: str, tmp_path: Path) -> None:
    """20,000 records, of which one in a hundred cannot be cleaned; one of two workers is killed on the way."""
    pages = some_pages(400)
    records = [{"id": number, "url": page.get("url"), "html": page["html"]} for number, page in enumerate(pages)]
    for number in range(0, len(records), 100):
        records[number] = {
            "id": number,
            "url": None,
            "html": "" if number % 200 else "%PDF-1.7\n\0\1\2\3\4\5\6\7\x08\x0e",
        }
    expected = {line["id"]: line for line in dumped(command, records)}

    spark = session(
        cluster.url,
        **{
            "spark.executor.memory": "1g",
            "spark.executor.cores": "1",
            "spark.cores.max": "2",
            "spark.pyspark.python": sys.executable,
            "spark.sql.files.maxPartitionBytes": "1m",
            "spark.sql.parquet.columnarReaderBatchSize": "200",
        },
    )
    try:
        source = tmp_path / "pages"
        source.mkdir()
        schema = pa.schema([("id", pa.int64()), ("url", pa.string()), ("html", pa.string())])
        for part in range(PARTS):
            pq.write_table(pa.Table.from_pylist(records[part::PARTS], schema), source / f"{part}.parquet")
        # The records again and again, with a number of their own.
        numbers = sf.explode(sf.sequence(sf.lit(0), sf.lit(ROW_COUNT // len(records) - 1)))
        df = spark.read.parquet(str(source)).withColumn("again", numbers)
        assert df.rdd.getNumPartitions() >= PARTS
        out = str(tmp_path / "clean")
        pool = ThreadPoolExecutor(1)
        begun = time.monotonic()
        job = pool.submit(dechaff.spark.clean(df, keep=["id", "again"], input="html").write.parquet, out)
        # In the middle: some tasks are done, and as many are not.
        tracker = spark.sparkContext.statusTracker()
        killed_at = None
        while not job.done() and time.monotonic() - begun < 1_200:
            stages = [tracker.getStageInfo(stage) for stage in tracker.getActiveStageIds()]
            if killed_at is None and any(stage and 3 <= stage.numCompletedTasks < stage.numTasks for stage in stages):
                cluster.kill(cluster.workers[0])
                killed_at = time.monotonic() - begun
            time.sleep(0.1)
        job.result(timeout=60)
        assert killed_at is not None, "the job was done before a worker could be killed"
        assert cluster.workers[1].poll() is None

        cleaned = spark.read.parquet(out)
        total, errors = cleaned.count(), cleaned.where("error is not null").count()
        articles = cleaned.where("error is null and text is not null").count()
        print(
            f"\n{total} records in, {articles} articles and {errors} errors out; a worker killed after {killed_at:.1f} s"
        )
        assert (total, articles + errors) == (ROW_COUNT, ROW_COUNT)
        refused = sum("error" in line for line in expected.values())
        assert errors == refused * (ROW_COUNT // len(records)) >= ROW_COUNT // 100
        assert cleaned.select("id", "again").distinct().count() == ROW_COUNT
        for row in cleaned.where("again = 0 or again = 37").toLocalIterator():
            compare(row.asDict(recursive=True), expected[row["id"]], dechaff.FIELDS)
    finally:
        spark.stop()
