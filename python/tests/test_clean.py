"""One page at a time."""

from __future__ import annotations

import array
import datetime
import itertools
import json
import math
import pickle
import subprocess
import sys
import threading
from pathlib import Path
from xml.etree import ElementTree

import pytest
from conftest import BODY, PAGE, dumped, golden_pages

import dechaff


def test_a_page_becomes_an_article() -> None:
    article = dechaff.clean(PAGE, url="https://example.org/ferry")
    assert article.title == "Ferry returns"
    assert article.text == BODY
    assert article.markdown.startswith("# Ferry returns\n")
    assert article.html.startswith("<article>\n<h1>Ferry returns</h1>")
    assert (article.date, article.published, article.modified) == ("2021-10-12", "2021-10-12", None)
    assert (article.authors, article.site, article.language) == (["Ann Fenwick"], "Fen News", "en")
    assert article.kind == article.page_kind == "article"
    assert 0.5 < article.confidence <= 1
    assert article.kind_chance is not None and 0.5 < article.kind_chance <= 1
    assert article.flags == []
    assert repr(article) == f"<Article 'Ferry returns' kind=article confidence={article.confidence:.2f}>"


def test_every_key_of_the_dictionary_is_an_attribute() -> None:
    article = dechaff.clean(PAGE)
    record = article.to_dict()
    assert tuple(record) == dechaff.FIELDS
    for name, value in record.items():
        assert getattr(article, name) == value, name
    assert json.loads(json.dumps(article.to_dict(dechaff.ALL_FIELDS))).keys() == set(dechaff.ALL_FIELDS)


def test_comments_and_posts_are_data() -> None:
    thread = (
        "<ol class=comment-list><li class='comment depth-1'><b class=comment-author>Ann Fenwick says:</b>"
        "<time datetime=2021-10-12T16:18:00Z>12 October</time><p>I was there.</p><a href=#r>Reply</a>"
        "<ul class=children><li class='comment depth-2'><b class=comment-author>Bo Lund says:</b><p>So was I.</p></li>"
        "</ul></li></ol>"
    )
    page = PAGE.replace("</body>", "") + thread
    assert dechaff.clean(page).comments == []
    article = dechaff.clean(page, comments=True)
    first, second = article.comments
    assert (first.author, first.date, first.date_text) == ("Ann Fenwick", "2021-10-12T16:18:00Z", "12 October")
    assert (first.text, first.depth, second.author, second.depth) == ("I was there.", 0, "Bo Lund", 1)
    assert first.blocks[0] < second.blocks[0] < first.blocks[1]
    assert article.posts == []
    assert repr(second) == "<Comment by 'Bo Lund': 'So was I.'>"
    assert article.to_dict(["comments"])["comments"][1]["text"] == "So was I."


def test_dictionaries_are_the_lines_of_the_command(command: str) -> None:
    for kind in ("html", "text"):
        pages = golden_pages(kind)
        fields = ",".join(("id", *dechaff.ALL_FIELDS))
        expected = dumped(command, pages, "--fields", fields)
        assert len(expected) == len(pages)
        # Without the option the fields for comments are empty; the command asks for what its fields need.
        cleaner = dechaff.Cleaner(input=kind, comments=True)
        for page, line in zip(pages, expected):
            article = cleaner.clean(page[kind], page.get("url"))
            assert {"id": page["id"]} | article.to_dict(dechaff.ALL_FIELDS) == line


def test_json_is_that_of_the_command(command: str, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text(PAGE)
    done = subprocess.run([command, "-o", "json", str(page)], capture_output=True, check=True, text=True)
    assert dechaff.clean(PAGE).to_json() == done.stdout.strip()


def test_removed_blocks_say_why() -> None:
    removed = dechaff.clean(PAGE).removed
    by_label = {block.label: block for block in removed}
    assert {"navigation", "legal_footer"} <= by_label.keys()
    footer = by_label["legal_footer"]
    assert footer.text.startswith("All rights reserved.")
    assert 0 <= footer.score < 0.5
    assert footer.reasons and footer.reasons[0].text and math.isfinite(footer.reasons[0].weight)
    assert footer.input_range is None
    assert "title" not in by_label


def test_blocks_have_the_details_of_their_kind() -> None:
    page = (
        "<h1>Tides</h1><p>High water comes twice a day, and every harbour has a table that says when it does.</p>"
        "<h2>At the pier</h2><ol><li>Look at the table before you sail out.</li><li>Then look at the sky.</li></ol>"
        "<table><tr><th>Day</th><th>High water</th></tr><tr><td>Monday</td><td>4 o'clock</td></tr></table>"
    )
    blocks = {block.text: block for block in dechaff.clean(page).blocks}
    assert blocks["At the pier"].level == 2
    item = blocks["Then look at the sky."]
    assert (item.kind, item.depth, item.ordered, item.level) == ("list_item", 1, True, None)
    row = blocks["Day\tHigh water"]
    assert (row.kind, row.table, row.header) == ("table_row", 0, True)
    assert [block.index for block in blocks.values()] == list(range(len(blocks)))


def test_blocks_of_text_know_their_place() -> None:
    text = "Home | Sport\n\nFerry returns\n\n" + BODY.replace("harbour", "havn ø") + "\n"
    data = text.encode()
    for block in dechaff.clean(text, input="text").blocks:
        assert block.input_range is not None
        start, end = block.input_range
        assert data[start:end].decode().split() == block.text.split()


def test_metadata_alone_is_that_of_the_article() -> None:
    for page in golden_pages():
        known = dechaff.metadata(page["html"], page.get("url"))
        assert known.to_dict() == dechaff.clean(page["html"], page.get("url")).metadata.to_dict()
    for kind in ("html", "auto"):
        assert dechaff.metadata(PAGE.encode(), input=kind).title.value == "Ferry returns"  # type: ignore


def test_fields_say_where_they_were_found() -> None:
    known = dechaff.metadata(PAGE)
    assert known.site is not None and known.published is not None
    assert (known.site.value, known.site.provenance) == ("Fen News", "meta_tag")
    assert known.published.precision == "day"
    assert known.published.to_datetime() == datetime.datetime(2021, 10, 12)
    assert known.organisation is None
    assert [field.value for field in known.credits] == ["Ann Fenwick"]


def test_dates_with_a_zone_are_aware() -> None:
    def published(date: str) -> dechaff.Date | None:
        return dechaff.metadata(f"<meta property=article:published_time content='{date}'><p>Rain.").published

    aware = published("2021-10-12T10:48:00Z")
    assert aware is not None and aware.offset_minutes == 0
    assert aware.to_datetime() == datetime.datetime(2021, 10, 12, 10, 48, tzinfo=datetime.timezone.utc)
    month = published("2021-10")
    if month is not None:
        assert month.to_datetime() is None


def test_bytes_in_any_encoding() -> None:
    page = PAGE.replace("Sunde", "Sündé")
    expected = dechaff.clean(page).text
    assert "Sündé" in expected
    latin = page.encode("latin-1")
    for given in (latin, bytearray(latin), memoryview(latin), array.array("B", latin)):
        assert dechaff.clean_bytes(given, content_type="text/html; charset=latin1").text == expected  # type: ignore[arg-type]
    assert dechaff.clean(page.encode("utf-16")).text == expected
    assert dechaff.clean(memoryview(page.encode())[:]).text == expected
    assert dechaff.clean_bytes(page.encode("utf-16") + b"\xd8").flags == ["invalid_bytes"]


@pytest.mark.parametrize("page", [None, 1, ["<p>Rain"], object(), array.array("i", [1])])
def test_what_is_no_page_is_a_type_error(page: object) -> None:
    with pytest.raises(TypeError, match="a page is str or a bytes-like object, not"):
        dechaff.clean(page)  # type: ignore[arg-type]


def test_refusals() -> None:
    for empty in ("", " \n", b""):
        with pytest.raises(dechaff.EmptyInput, match="the input is empty"):
            dechaff.clean(empty)
    with pytest.raises(dechaff.BinaryInput, match="a PNG image"):
        dechaff.clean(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR")
    with pytest.raises(dechaff.SurrogateInput, match="lone surrogate at index 3"):
        dechaff.clean("<p>\udce4</p>")
    with pytest.raises(TypeError, match="not str"):
        dechaff.clean_bytes(PAGE)  # type: ignore[arg-type]
    for error in (dechaff.EmptyInput, dechaff.BinaryInput, dechaff.SurrogateInput, dechaff.InvalidOption):
        assert issubclass(error, dechaff.DechaffError) and issubclass(error, ValueError)


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("url", "/news/1", "invalid page URL `/news/1`"),
        ("focus", "speed", 'focus: .* not "speed"'),
        ("input", "pdf", 'input: .* not "pdf"'),
        ("keep_selectors", ["p", "p["], "invalid CSS selector `p\\[`"),
        ("remove_selectors", "]", "invalid CSS selector"),
        ("reference_time", datetime.datetime(2021, 10, 12), "no time zone"),
        ("reference_time", "yesterday", "a datetime.datetime, not str"),
        ("sites", 7, "sites: a Sites or the path"),
    ],
)
def test_options_that_cannot_be_meant(option: str, value: object, message: str) -> None:
    with pytest.raises(dechaff.InvalidOption, match=message):
        dechaff.Cleaner(**{option: value})  # type: ignore[arg-type]
    if option == "url":
        with pytest.raises(dechaff.InvalidOption, match=message):
            dechaff.clean(PAGE, value)  # type: ignore[arg-type]


def test_unknown_names_are_told() -> None:
    with pytest.raises(TypeError, match="colour"):
        dechaff.clean(PAGE, colour="red")  # type: ignore[call-arg]
    with pytest.raises(dechaff.InvalidOption, match='no field is named "headline"; fields are kind, title'):
        dechaff.clean(PAGE).to_dict(["title", "headline"])
    with pytest.raises(dechaff.InvalidOption, match="twice"):
        dechaff.clean(PAGE).to_dict(["title", "title"])


def test_options_do_what_they_say() -> None:
    page = PAGE.replace("Nordvik", "<a href='/n'>Nordvik</a>").replace(
        "</article>",
        "<p class=advert>The harbour cinema shows a film about the ferry every evening at eight.</p></article>",
    )
    url = "https://example.org/ferry"
    assert "[Nordvik](https://example.org/n)" in dechaff.clean(page, url, links=True).markdown
    assert "cinema" in dechaff.clean(page, keep_selectors=".advert").text
    assert "cinema" not in dechaff.clean(page, remove_selectors=[".advert"]).text
    ago = PAGE.replace("12 October 2021", "2 days ago")
    noon = datetime.datetime(2021, 10, 12, 12, tzinfo=datetime.timezone.utc)
    assert dechaff.clean(ago, reference_time=noon).date == "2021-10-10"
    assert dechaff.clean(ago).date is None
    assert dechaff.clean(PAGE, max_blocks=5).flags == ["truncated_blocks"]
    table = PAGE.replace("</article>", "<table><tr><td>Monday</td><td>4 o'clock</td></tr></table></article>")
    assert "Monday\t" in dechaff.clean(table, keep_selectors="table").text
    assert "Monday\t" not in dechaff.clean(table, tables=False).text
    picture = PAGE.replace("<p>The ferry", "<img src=/f.jpg alt='A ferry'><p>The ferry")
    (image,) = dechaff.clean(picture, url).images
    assert (image.url, image.alt) == ("https://example.org/f.jpg", "A ferry")


def test_links_pictures_and_captions_are_options_of_rendering() -> None:
    figure = "<figure><img src=/f.jpg alt='A ferry'><figcaption>The ferry at dusk</figcaption></figure>"
    page = PAGE.replace("Nordvik", "<a href='/n'>Nordvik</a>").replace("leave.</p>", f"leave.</p>{figure}")
    url = "https://example.org/ferry"
    plain, shown = dechaff.clean(page, url), dechaff.clean(page, url, links=True, images=True, captions=True)
    link, picture, caption = "[Nordvik](https://example.org/n)", "![A ferry](https://example.org/f.jpg)", "at dusk"
    for part in (link, picture, caption):
        assert part not in plain.markdown and part in shown.markdown
    assert caption in shown.text and caption not in plain.text
    assert link in plain.render("markdown", links=True) and picture not in plain.render("markdown", links=True)
    assert plain.render("markdown", links=True, images=True, captions=True) == shown.markdown
    assert shown.render("markdown", links=False, images=False, captions=False) == plain.markdown
    assert shown.to_dict(["markdown"]) == {"markdown": shown.markdown}


def test_every_format() -> None:
    article = dechaff.clean(PAGE)
    for name in dechaff.FORMATS:
        assert "three hundred people" in article.render(name)  # type: ignore[arg-type]
    assert article.render("json") == article.to_json()
    assert ElementTree.fromstring(article.render("xml")).tag == "{http://www.tei-c.org/ns/1.0}TEI"
    with pytest.raises(dechaff.InvalidOption, match='no format is named "pdf"; formats are text, markdown'):
        article.render("pdf")  # type: ignore[arg-type]


def test_precision_keeps_no_more_than_recall() -> None:
    lengths = []
    for focus in ("precision", "balanced", "recall"):
        texts = [dechaff.clean(page["html"], focus=focus).text for page in golden_pages()]
        lengths.append(sum(map(len, texts)))
    assert lengths == sorted(lengths) and lengths[0] < lengths[2]


def test_sites_are_learnt_merged_and_used(tmp_path: Path) -> None:
    line = "We have written about the river and its people since the spring of 1951."
    story = (
        "The ferry did not sail before noon, the baker closed his shop, and the mill stood still for want of water."
    )

    def page(weather: str) -> str:
        return f"<h1>Weather</h1><p>It {weather} all day, and nobody in the town minded. {story}</p><p>{line}</p>"

    whole, merged = dechaff.SiteLearner(), dechaff.SiteLearner()
    for number, weather in enumerate(("rained", "snowed", "hailed")):
        url = f"https://example.org/{number}"
        part = dechaff.SiteLearner()
        for learner in (whole, part):
            learner.add(page(weather), url=url, cleaner=dechaff.Cleaner())
        merged.merge(pickle.loads(pickle.dumps(part)))
    merged.merge(merged)
    assert merged.to_bytes() == whole.to_bytes()
    again = dechaff.SiteLearner()
    for share in merged.split(3):
        again.merge(share)
    assert again.to_bytes() == whole.to_bytes()
    sites = merged.finish()
    assert str(sites) == str(whole.finish())
    assert sites.hosts == ["example.org"] and len(sites) == 1 and line[:59] in str(sites)
    url = "https://example.org/9"
    assert line in dechaff.clean(page("blew"), url).text
    file = tmp_path / "sites.toml"
    sites.save(file)
    for given in (sites, file, str(file), pickle.loads(pickle.dumps(sites))):
        assert line not in dechaff.clean(page("blew"), url, sites=given).text
    with pytest.raises(FileNotFoundError):
        dechaff.Cleaner(sites=tmp_path / "none")
    with pytest.raises(dechaff.InvalidOption, match="line 1"):
        dechaff.Sites("no such file")
    with pytest.raises(dechaff.InvalidOption):
        dechaff.SiteLearner.from_bytes(b"{}")


def test_cleaners_are_pickled_with_their_options() -> None:
    noon = datetime.datetime(2021, 10, 12, 12, tzinfo=datetime.timezone.utc)
    options = {
        "focus": "recall",
        "links": True,
        "keep_selectors": ["article"],
        "reference_time": noon,
        "max_depth": 99,
    }
    cleaner = dechaff.Cleaner(**options)  # type: ignore[arg-type]
    again = pickle.loads(pickle.dumps(cleaner))
    assert again.options == cleaner.options == options
    assert again.clean(PAGE).to_json() == cleaner.clean(PAGE).to_json()
    assert repr(dechaff.Cleaner(focus="recall")) == "Cleaner(focus='recall')"
    error = pickle.loads(pickle.dumps(dechaff.EmptyInput("the input is empty")))
    assert isinstance(error, dechaff.EmptyInput) and str(error) == "the input is empty"


def test_a_cleaner_is_shared_between_threads() -> None:
    cleaner = dechaff.Cleaner()
    pages = golden_pages()
    expected = [cleaner.clean(page["html"]).to_json() for page in pages]
    results: dict[int, list[str]] = {}

    def work(number: int) -> None:
        results[number] = [cleaner.clean(page["html"]).to_json() for page in pages]

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert list(itertools.chain(results.values())) == [expected] * 4


def test_a_notebook_shows_the_article_and_nothing_else() -> None:
    page = PAGE.replace("Ferry returns", "Ferry &lt;script&gt;alert(1)&lt;/script&gt; returns").replace(
        "Terms of use", "Terms &lt;img src=x onerror=alert(1)&gt;"
    )
    shown = dechaff.clean(page)._repr_html_()
    assert shown.startswith('<div class="dechaff-article"') and shown.endswith("</div>")
    assert "blocks removed" in shown and "legal_footer" in shown
    assert "<script" not in shown and "<img" not in shown
    assert "&lt;script&gt;" in shown


def test_an_account_in_plain_text() -> None:
    account = dechaff.clean(PAGE).explain()
    assert "author: Ann Fenwick" in account
    assert "\n+ body: " in account and "\n- legal_footer: " in account and "because" in account


def test_sections_hold_every_block_once() -> None:
    text = "<p>The ferry sailed again on Monday, and three hundred people had come to the harbour to see it leave.</p>"
    comment = "<li><p>Ann</p><p>I was there.</p></li>"
    article = dechaff.clean(
        f"<h1>Ferry returns</h1>{text * 4}<div id=comments class=comments-area><h2>Comments (7)</h2><ol>{comment * 7}</ol></div>"
    )
    sections = article.sections
    assert [block.index for section in sections for block in section.blocks] == list(range(len(article.blocks)))
    body, comments = sections[-2:]
    assert (body.kind, body.evidence) == ("body", None)
    assert (comments.kind, comments.heading, comments.items) == ("comments", "Comments (7)", 7)
    assert comments.evidence is not None and comments.evidence.by == "name" and comments.evidence.settles
    assert (comments.evidence.name, str(comments.evidence)) == ("comments-area", 'named "comments-area"')
    assert comments.blocks[1].reasons[0].text == 'in an element named "comments-area", a name for comments'
    assert article.to_dict(["sections"])["sections"][-1]["items"] == 7


def test_importing_dechaff_imports_nothing_heavy() -> None:
    code = (
        "import sys, dechaff, dechaff.spark; dechaff.clean('<p>It rained all day, and nobody minded.')\n"
        "print([name for name in ('pyspark', 'pyarrow', 'polars', 'numpy', 'pandas', 'datatrove') if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "[]"
