"""Many pages at once."""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import PAGE, golden_pages, some_pages

import dechaff


def page(number: int) -> str:
    return f"<h1>Day {number}</h1><p>It rained all day, and nobody in the town minded it.</p>"


@pytest.mark.parametrize("threads", [1, 2, 5, None])
def test_articles_come_in_the_order_of_the_pages(threads: int | None) -> None:
    pages = [found["html"] for found in some_pages(200)]
    # The longest first: it is done last.
    pages.sort(key=len, reverse=True)
    cleaner = dechaff.Cleaner()
    articles = list(cleaner.clean_many(pages, threads=threads))
    assert [article.text for article in articles] == [cleaner.clean(found).text for found in pages]


def test_pairs_have_an_address() -> None:
    cleaner = dechaff.Cleaner(links=True)
    linked = PAGE.replace("Nordvik", "<a href='/n'>Nordvik</a>")
    pairs: list[Any] = [(linked, "https://example.org/1"), (linked.encode(), None), (linked, "no address"), linked]
    articles = list(cleaner.clean_many(pairs))
    assert ["https://example.org/n" in article.markdown for article in articles] == [True, False, False, False]
    assert [article.text for article in articles] == [articles[0].text] * 4


def test_an_endless_source_is_read_as_articles_are_taken() -> None:
    read = 0

    def source() -> Iterator[str]:
        nonlocal read
        for number in itertools.count():
            read += 1
            yield page(number)

    many = dechaff.clean_many(source(), threads=2, look_ahead=10)
    assert read == 0
    titles = [article.title for article in itertools.islice(many, 100)]
    assert titles == [f"Day {number}" for number in range(100)]
    assert 100 <= read <= 111
    # An end without an end: threads stop with the iterator.
    before = threads_named()
    del many
    deadline = time.monotonic() + 5
    while threads_named() >= before and time.monotonic() < deadline:
        time.sleep(0.01)
    assert threads_named() < before


def threads_named() -> int:
    folder = f"/proc/{os.getpid()}/task"
    if not os.path.isdir(folder):
        pytest.skip("no /proc to count threads in")
    return len(os.listdir(folder))


def test_a_slow_source_holds_back_no_article_but_one() -> None:
    handed = threading.Semaphore(0)

    def source() -> Iterator[str]:
        for number in range(5):
            assert handed.acquire(timeout=20)
            yield page(number)

    many = dechaff.clean_many(source(), threads=2)
    # Two pages are enough for the first article, unless the first is cleaned before the second is asked for.
    handed.release(2)
    timer = threading.Timer(3, handed.release, [10])
    timer.start()
    begun = time.monotonic()
    assert next(many).title == "Day 0"
    assert time.monotonic() - begun < 3 + 2
    timer.cancel()
    handed.release(10)
    assert [article.title for article in many] == [f"Day {number}" for number in range(1, 5)]


def test_an_error_raises_in_its_turn_and_the_next_call_goes_on() -> None:
    many = dechaff.clean_many([page(0), "", page(2), "\ud800", page(4)])
    assert next(many).title == "Day 0"
    with pytest.raises(dechaff.EmptyInput):
        next(many)
    assert next(many).title == "Day 2"
    with pytest.raises(dechaff.SurrogateInput):
        next(many)
    assert [article.title for article in many] == ["Day 4"]
    with pytest.raises(StopIteration):
        next(many)


def test_errors_stand_in_the_place_of_articles() -> None:
    pages: list[Any] = [page(0), "", None, b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", (page(4), 7), page(5)]
    results = list(dechaff.clean_many(pages, errors="return"))
    names = [type(result).__name__ for result in results]
    assert names == ["Article", "EmptyInput", "TypeError", "BinaryInput", "TypeError", "Article"]
    assert "a page is str or a bytes-like object, not NoneType" in str(results[2])
    assert str(results[3]) == "the input is a PDF document, not HTML or text"


def test_what_the_source_raises_is_raised() -> None:
    def source() -> Iterator[str]:
        yield page(0)
        raise OSError("the disk is gone")

    for errors in ("raise", "return"):
        many: Any = dechaff.clean_many(source(), errors=errors)
        # Not before what came before it.
        assert next(many).title == "Day 0"
        with pytest.raises(OSError, match="the disk is gone"):
            next(many)
        assert list(many) == []


def test_wrong_use_is_told() -> None:
    with pytest.raises(TypeError, match="an iterable of pages, not one page"):
        dechaff.clean_many(PAGE)
    with pytest.raises(TypeError):
        dechaff.clean_many(7)  # type: ignore[call-overload]
    with pytest.raises(dechaff.InvalidOption, match='errors: "raise" or "return"'):
        dechaff.clean_many([], errors="ignore")  # type: ignore[call-overload]
    with pytest.raises(dechaff.InvalidOption, match="look_ahead"):
        dechaff.clean_many([], look_ahead=0)
    assert list(dechaff.clean_many([])) == []


def test_other_threads_run_while_pages_are_cleaned() -> None:
    # The lock is free during a clean: otherwise this thread would stand still for all of it.
    long = "<p>It rained all day, and nobody in the town minded it.</p>" * 60_000
    ticks = 0
    done = threading.Event()

    def clean() -> None:
        dechaff.clean(long)
        done.set()

    thread = threading.Thread(target=clean)
    thread.start()
    while not done.is_set():
        time.sleep(0.001)
        ticks += 1
    thread.join()
    assert ticks > 20


def test_ctrl_c_ends_it() -> None:
    code = """
        import itertools, os, signal, sys, threading, dechaff
        page = "<p>It rained all day, and nobody in the town minded it.</p>" * 20_000
        threading.Timer(1.0, os.kill, (os.getpid(), signal.SIGINT)).start()
        try:
            for article in dechaff.clean_many(itertools.repeat(page)):
                pass
        except KeyboardInterrupt:
            print("interrupted")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code)], capture_output=True, check=False, text=True, timeout=60
    )
    assert done.stdout.strip() == "interrupted", done.stderr
    assert done.returncode in (0, -signal.SIGINT)


def test_memory_is_bounded() -> None:
    code = """
        import resource, dechaff
        page = "<p>It rained all day, and nobody in the town minded it. </p>" * 20_000
        pages = (page + f"<p>{number}" for number in range(300))
        total = sum(len(article.text) for article in dechaff.clean_many(pages, threads=2))
        assert total > 300 * 1_000_000, total
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
    """
    done = subprocess.run([sys.executable, "-c", textwrap.dedent(code)], capture_output=True, check=True, text=True)
    # All pages together have 360 MB, their articles more.
    assert int(done.stdout) < 600, f"{done.stdout} MB"


def test_same_bytes_in_any_thread_and_order() -> None:
    pages = [found["html"] for found in golden_pages()] * 3
    forward = [article.to_json() for article in dechaff.clean_many(pages, threads=3)]
    backward = [article.to_json() for article in dechaff.clean_many(reversed(pages), threads=1)]
    assert forward == backward[::-1]
