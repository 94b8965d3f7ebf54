"""dechaff in Daft: a column of pages in, a struct of the clean article out. It runs as it is, on invented pages.

Daft gives a batch function columns that speak Arrow's interface, and takes such columns back: nothing is copied on the
way, and the threads are Daft's.
"""

import daft
import pyarrow as pa
from daft import DataType, Series

import dechaff

FIELDS = ["title", "date", "language", "confidence", "text"]
CLEANER = dechaff.Cleaner(focus="precision")
EMPTY = pa.array(CLEANER.clean_arrow(pa.array([], pa.string()), fields=FIELDS))


@daft.func.batch(return_dtype=DataType.from_arrow_type(EMPTY.type))
def clean(pages: Series) -> pa.Array:
    return pa.array(CLEANER.clean_arrow(pages.to_arrow(), fields=FIELDS, threads=1))


def main() -> None:
    page = "<title>Day {0}</title><h1>Day {0}</h1><p>It rained all day, and nobody in the town minded it at all.</p>"
    pages: list[str | None] = [page.format(day) for day in range(1_000)]
    pages[10], pages[20] = "", None
    frame = daft.from_pydict({"id": list(range(1_000)), "html": pages})
    cleaned = frame.select("id", clean(frame["html"]).alias("article")).to_pydict()
    errors = {number: it["error"] for number, it in zip(cleaned["id"], cleaned["article"]) if it and it["error"]}
    print(f"{len(cleaned['id'])} rows, errors: {errors}, the last: {cleaned['article'][-1]['title']}")


if __name__ == "__main__":
    main()
