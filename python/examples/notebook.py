"""A look at some pages, cell by cell: opens in VS Code, PyCharm and Jupyter (jupytext) as a notebook, and runs as it is.

python examples/notebook.py [PAGE.html …]
"""

# %% One page. In a notebook an article shows itself: what is known, the body, and folded up what was removed and why.
import sys
from pathlib import Path

import dechaff

files = [Path(name) for name in sys.argv[1:]] or sorted(Path(__file__).parents[2].glob("tests/pages/*_html/page.html"))
article = dechaff.clean(files[0].read_bytes())
article  # noqa: B018

# %% Why is this line gone, and that one not?
for block in article.removed[:5]:
    why = ", ".join(f"{reason} ({reason.weight:+.1f})" for reason in block.reasons)
    print(f"{block.label:16} {block.score:.2f}  {block.text[:40]!r}: {why}")

# %% Where does the date come from?
if (date := article.metadata.date) is not None:
    print(f"{date.value}, read from {date.raw!r} ({date.provenance}), as {date.to_datetime()!r}")

# %% Many pages, on all cores. What cannot be cleaned stands in its place as an exception.
results = list(dechaff.clean_many((file.read_bytes() for file in files), errors="return"))
articles = [result for result in results if isinstance(result, dechaff.Article)]
print(f"{len(articles)} of {len(results)} pages cleaned")

# %% As a table.
try:
    import polars as pl
except ImportError:
    print("polars is not here: no table")
else:
    frame = pl.DataFrame([it.to_dict(["kind", "confidence", "date", "language", "title"]) for it in articles])
    print(frame.sort("confidence", descending=True).head(8))
    print(frame.group_by("kind").agg(pl.len(), pl.col("confidence").mean().round(2)).sort("len", descending=True))
