"""Examples of docstrings and of the README run."""

from __future__ import annotations

import doctest
import inspect
from pathlib import Path

import pytest
from conftest import PAGE

import dechaff
import dechaff.spark

PYTHON = Path(__file__).resolve().parents[1]


def documented() -> dict[str, str]:
    """Docstrings with examples, by the name they belong to; compiled ones, which doctest does not find, too."""
    found = {"dechaff": dechaff.__doc__ or ""}
    for name in dechaff.__all__:
        public = getattr(dechaff, name)
        found[name] = inspect.getdoc(public) or ""
        if inspect.isclass(public):
            for part in vars(public):
                found[f"{name}.{part}"] = inspect.getdoc(getattr(public, part)) or ""
    for name in dechaff.spark.__all__:
        found[f"spark.{name}"] = inspect.getdoc(getattr(dechaff.spark, name)) or ""
    return {name: text for name, text in found.items() if ">>>" in text}


def test_examples_are_found() -> None:
    assert {
        "dechaff",
        "clean",
        "Article",
        "Cleaner.clean_arrow",
        "Date.to_datetime",
        "spark.schema",
    } <= documented().keys()


@pytest.mark.parametrize("name", sorted(documented()))
def test_examples_of_docstrings_run(name: str) -> None:
    globals_ = {name: getattr(dechaff, name) for name in dechaff.__all__} | {"schema": dechaff.spark.schema}
    run(doctest.DocTestParser().get_doctest(documented()[name], globals_, name, None, 0))


def test_everything_public_is_documented() -> None:
    for name in dechaff.__all__:
        if name in ("FIELDS", "ALL_FIELDS", "FORMATS", "SCHEMA_VERSION", "__version__"):
            continue
        public = getattr(dechaff, name)
        assert inspect.getdoc(public), name
        for part, value in vars(public).items() if inspect.isclass(public) else ():
            if not part.startswith("_"):
                assert inspect.getdoc(value), f"{name}.{part}"


def test_examples_of_the_readme_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "page.html").write_text(PAGE)
    text = (PYTHON / "README.md").read_text()
    assert text.count("```pycon") >= 3
    # What follows a prompt in a block ends with the block.
    examples = text.replace("\n```", "\n\n")
    run(doctest.DocTestParser().get_doctest(examples, {}, "README.md", "README.md", 0))


def run(test: doctest.DocTest) -> None:
    said: list[str] = []
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    result = doctest.DocTestRunner(optionflags=flags).run(test, out=said.append)
    assert result.attempted > 0
    assert result.failed == 0, "".join(said)
