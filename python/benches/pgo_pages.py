"""What `maturin build --release --pgo` has the wheel do while its profile is taken.

It cleans the pages of tests/pages/, which nobody measures speed on, in each way that Python has, many times over: tables
that are made once a process count for little in a dump.
"""

from pathlib import Path

import dechaff

PAGES = Path(__file__).parents[2] / "tests" / "pages"
ROUNDS = 20


def golden_pages() -> list[str]:
    pages = sorted([*PAGES.glob("*/page.html"), *PAGES.glob("*/page.txt")])
    return [page.read_text(encoding="utf-8", errors="replace") for page in pages]


def clean(page: str) -> None:
    article = dechaff.clean(page)
    article.to_dict()
    article.explain()
    dechaff.metadata(page)


def main() -> None:
    pages = golden_pages()
    for page in pages:
        clean(page)
    for _ in range(ROUNDS):
        for page in pages:
            len(dechaff.clean(page).text)
            dechaff.metadata(page)
        for _ in dechaff.clean_many(pages, threads=1):
            pass


if __name__ == "__main__":
    main()
