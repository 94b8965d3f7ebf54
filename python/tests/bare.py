"""Runs where nothing but the wheel is installed."""

import importlib.metadata

import dechaff

PAGE = """<html><head><title>Ferry returns</title></head><body><nav><a href=/>Home</a></nav><h1>Ferry returns</h1>
<p>The ferry between Nordvik and Sunde sailed again on Monday, two years after a storm tore away its pier.</p>
<footer>All rights reserved.</footer></body></html>"""

installed = {distribution.name for distribution in importlib.metadata.distributions()}
assert installed <= {"dechaff", "pip", "setuptools"}, installed
required = importlib.metadata.requires("dechaff") or []
assert all("extra ==" in requirement for requirement in required), required
article = dechaff.clean(PAGE, url="https://example.org/ferry")
assert article.title == "Ferry returns", article
assert article.text.startswith("The ferry between Nordvik and Sunde"), article.text
assert "All rights reserved." in [block.text for block in article.removed], article.removed
assert [one.title for one in dechaff.clean_many([PAGE] * 3)] == ["Ferry returns"] * 3
print(f"dechaff {dechaff.__version__} alone: {article!r}")
