"""The tool on small made-up pages: python3 training/labels/test_label.py"""
import contextlib, io, json, os, pathlib, sys, tempfile, threading, unittest
from unittest import mock

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from labels import agree, align, entry, label, outlines, pages, rule, show, snippets, store, text  # noqa: E402

ELEMENTS = [
    [0, "root", "", 0],
    [0, "nav", "main-menu", 0],
    [0, "main", "", 0],
    [2, "div", "entry-content row", 0],
    [3, "figure", "wp-caption", 0],
    [0, "aside", "sidebar", 1],
]
BLOCKS = [
    ["li", 1, 100, "Home"],
    ["li", 1, 100, "Harbour"],
    ["h1", 2, 0, "Ferry hits the quay"],
    ["p", 2, 30, "By Anna Holt-Berg, 4 March 2019, 10:12"],
    ["p", 3, 0, "The ferry Lind hit the quay on Monday."],
    ["cap", 4, 0, "The ferry after the crash"],
    ["p", 3, 0, "Nobody was hurt. " + "The boat stays in dock. " * 20 + "It sails in May."],
    ["h3", 5, 0, "Most read"],
]
PAGE = {"id": "ferry", "url": "https://example.org/ferry", "title": "Ferry", "language": "en", "from_state": False,
        "blocks": BLOCKS, "elements": ELEMENTS}
TEXTS = [block[3] for block in BLOCKS]
LINES = """kind article
lang en
title 2
published 2019-03-04 3 "4 march 2019"
modified none
authors 3 "Anna Holt-Berg"
end 6
0-1 navigation  // both links
2 title
3 byline
4,6 paragraph
5 caption
7 trending_list""".splitlines()


def errors(*changes):
    """What is wrong with the page's entry after some of its lines, known by how they begin, were changed."""
    lines = list(LINES)
    for start, new in changes:
        at = next(number for number, line in enumerate(lines) if line.startswith(start))
        lines[at : at + 1] = [new] if new else []
    return "; ".join(entry.Entry(PAGE, lines).errors)


def record(lines=LINES):
    return entry.Entry(PAGE, lines).record("ferry", "a")


class Words(unittest.TestCase):
    def test_hash_ignores_case_space_and_composition(self):
        self.assertEqual(text.block_hash("Cafe\u0301  am\nSee"), text.block_hash("CAFÉ am see"))
        self.assertNotEqual(text.block_hash("one two"), text.block_hash("one three"))

    def test_hash_of_joined_blocks_is_the_sum(self):
        joined = (text.block_hash("one two") + text.block_hash("three")) & 0xFFFFFFFF
        self.assertEqual(text.block_hash("one two three"), joined)

    def test_words_are_found_and_read_back(self):
        for whole, quoted, place in [
            ("On 4 March 2019, at noon", "4 March 2019", [1, 3]),
            ("发布：2019年3月4日", "2019年3月4日", [2, 6]),
            ("Von MAX MUSTER", "Max Muster", [1, 2]),
        ]:
            self.assertEqual(text.find_words(whole, quoted), place)
            self.assertEqual(text.words_at(whole, *place).casefold(), quoted.casefold())
        self.assertIsNone(text.find_words("By Anna", "Ann"))
        self.assertIsNone(text.find_words("By Anna", "—"))

    def test_hashes_are_eight_digits_each(self):
        self.assertEqual(text.read_hashes(text.hex_hashes(TEXTS)), [text.block_hash(block) for block in TEXTS])


class Shown(unittest.TestCase):
    lines = [line for _, line in show.lines("set", PAGE)]

    def test_every_block_has_a_line(self):
        numbers = [line.split()[0] for line in self.lines if line[0].isdigit()]
        self.assertEqual(numbers, [str(number) for number in range(len(BLOCKS))])

    def test_lines_say_what_changes(self):
        for line in ["── nav .main-menu ──", "0 li a│Home", "1 ″ a│Harbour", "── main ──", "3 p a.3│" + TEXTS[3],
                     "4 p .entry-content│" + TEXTS[4], "5 cap .wp-caption figure .entry-content│" + TEXTS[5],
                     "7 h3 HIDDEN│Most read"]:
            self.assertIn(line, self.lines)

    def test_short_links_share_a_line(self):
        packed = [line for _, line in show.packed(show.lines("set", PAGE))]
        self.assertIn("0 li a│Home │1 Harbour", packed)
        self.assertEqual(len(packed), len(self.lines) - 1)

    def test_only_what_is_alike_shares_a_line(self):
        numbered = [(0, "0 btn .form│Name"), (1, "1 ″│Mail"), (2, "2 li .menu a│Home"), (3, "3 ″│Editors"), (4, "4 ″ a│Anna"),
                    (5, "5 ″ a│Ben"), (6, "6 btn a.3│Log in"), (7, "7 ″│Sign up")]
        self.assertEqual([line for _, line in show.packed(numbered)],
                         ["0 btn .form│Name │1 Mail", "2 li .menu a│Home", "3 ″│Editors", "4 ″ a│Anna │5 Ben",
                          "6 btn a.3│Log in", "7 ″│Sign up"])

    def test_long_texts_are_cut_in_the_middle(self):
        line = next(line for line in self.lines if line.startswith("6 "))
        self.assertRegex(line, r"│Nobody was hurt.*⋯\d+w⋯.*It sails in May\.$")
        self.assertLess(len(line), 160)
        self.assertEqual(list(show.full(PAGE, [6])), ["6│" + TEXTS[6]])

    def test_output_ends_where_it_would_be_too_long(self):
        with contextlib.redirect_stdout(io.StringIO()) as out:
            stopped, _ = show.show("set", PAGE, 0, 160)
        self.assertEqual(f"{stopped - 1} ", out.getvalue().splitlines()[-1][:2])
        self.assertGreater(stopped, 2)
        self.assertIn(f"{stopped} ", "\n".join(line for _, line in show.lines("set", PAGE, stopped)))


class Entries(unittest.TestCase):
    def test_a_whole_entry_becomes_a_record_without_text(self):
        stored = record()
        self.assertEqual(stored["labels"], "navigation*2 title byline paragraph caption paragraph trending_list")
        self.assertEqual(stored["title"], [2, 0, 4])
        self.assertEqual(stored["published"], {"date": "2019-03-04", "at": [3, 4, 3]})
        self.assertEqual((stored["authors"], stored["end"], stored["modified"]), ([[3, 1, 3]], 6, None))
        for word in ("Anna", "ferry hits", "quay"):
            self.assertNotIn(word, json.dumps(stored))

    def test_what_is_wrong_is_said(self):
        for changes, part in [
            ([("5 caption", "")], "without a label: 5"),
            ([("5 caption", "4-5 caption")], "block 4 "),
            ([("5 caption", "5 captions")], "unknown label 'captions'"),
            ([("7 trending", "7-9 trending_list")], "no block 8"),
            ([("5 caption", "5-x caption")], "not a range"),
            ([("kind", "kind novel")], "unknown kind"),
            ([("lang", "")], "missing: lang"),
            ([("lang", "lang english")], "two letters"),
            ([("published", 'published 2019-03-04 3 "5 March"')], "does not hold"),
            ([("published", 'published 4.3.2019 3 "4 March"')], "expected a date"),
            ([("title", "title 99")], "number of a block"),
            ([("end", "end 4")], "last body block by your labels: 6"),
            ([("end", "end none")], "last body block by your labels: 6"),
        ]:
            self.assertIn(part, errors(*changes), changes)
        self.assertIn("said twice", "; ".join(entry.Entry(PAGE, [*LINES, "kind article"]).errors))
        self.assertEqual(errors(), "")

    def test_title_may_be_in_the_head_or_part_of_a_block(self):
        self.assertEqual(errors(("title", "title head")), "")
        lines = ['title 3 "Anna Holt-Berg"' if line == "title 2" else line for line in LINES]
        self.assertEqual(record(lines)["title"], [3, 1, 3])

    def test_a_page_without_a_body_has_no_end(self):
        lines = [line for line in LINES if not line[0].isdigit()] + ["0-7 error_page"]
        self.assertIn("labels: none", "; ".join(entry.Entry(PAGE, lines).errors))
        self.assertEqual(entry.Entry(PAGE, ["end none" if line == "end 6" else line for line in lines]).errors, [])

    def test_several_pages_are_parted(self):
        found = list(entry.split_pages(["page a one", "kind article", "", "page b two"]))
        self.assertEqual([page[:2] for page in found], [("a", "one"), ("b", "two")])
        with self.assertRaises(outlines.ToolError):
            list(entry.split_pages(["kind article"]))


class Stored(unittest.TestCase):
    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)
        environment = {"DECHAFF_LABELS": self.folder.name, "DECHAFF_LABEL_CACHE": self.folder.name}
        environment |= {"DECHAFF_TRAINING": os.path.join(self.folder.name, "none")}
        patch = mock.patch.dict(os.environ, environment)
        patch.start()
        self.addCleanup(patch.stop)

    def run_tool(self, *args, given=""):
        """Runs the tool on a cache that holds the one page."""
        line = json.dumps(PAGE).encode() + b"\n"
        folder = pathlib.Path(self.folder.name)
        cache = folder / "cache"
        cache.mkdir(exist_ok=True)
        (cache / "made-up.jsonl").write_bytes(line)
        (cache / "made-up.index.json").write_text(json.dumps({"signature": None, "pages": {"ferry": [0, len(line)]}}))
        with mock.patch.dict(os.environ, {"DECHAFF_LABEL_CACHE": str(cache)}), mock.patch.object(sys, "argv", ["label.py", *args]), \
                mock.patch.object(sys, "stdin", io.StringIO(given)), contextlib.redirect_stdout(io.StringIO()) as out:
            code = label.main()
        return code or 0, out.getvalue()

    def test_saving_replaces_and_sorts(self):
        for page_id in ("b", "a", "b"):
            store.save("made-up", record() | {"id": page_id})
        lines = store.path_of("made-up").read_text().splitlines()
        self.assertEqual([json.loads(line)["id"] for line in lines], ["a", "b"])

    def test_many_savers_lose_nothing(self):
        savers = [threading.Thread(target=store.save, args=("made-up", record() | {"id": str(n)})) for n in range(20)]
        for saver in savers:
            saver.start()
        for saver in savers:
            saver.join()
        self.assertEqual(len(store.read("made-up")), 20)
        self.assertEqual(os.listdir(self.folder.name), ["made-up.jsonl"])

    def test_what_was_saved_can_be_printed_and_saved_again(self):
        code, out = self.run_tool("save", "--reader", "a", given="\n".join(["page made-up ferry", *LINES]))
        self.assertEqual((code, out), (0, "saved made-up ferry: 8 blocks\n"))
        first = store.read("made-up")
        _, lines = self.run_tool("stored", "made-up", "ferry")
        self.assertEqual(self.run_tool("save", "made-up", "ferry", "--reader", "a", given=lines)[0], 0)
        self.assertEqual(store.read("made-up"), first)
        self.assertIn("8 blocks aligned, 0 without a label, 0 stored", self.run_tool("check")[1])
        self.assertIn("1 pages, 8 blocks\nkind: article 1\nlanguage: en 1\n", self.run_tool("count")[1])

    def test_what_is_wrong_is_not_saved(self):
        code, out = self.run_tool("save", "made-up", "ferry", given="\n".join(LINES[:-1]))
        self.assertEqual(code, 1)
        self.assertIn("without a label: 7", out)
        self.assertEqual(store.read("made-up"), {})

    def test_pages_are_shown(self):
        self.assertIn("2 h1│Ferry hits the quay", self.run_tool("show", "made-up", "ferry")[1])

    def test_second_readings_are_compared(self):
        self.run_tool("save", "made-up", "ferry", given="\n".join(LINES))
        changed = [line.replace("5 caption", "5 credit") for line in LINES]
        self.run_tool("save", "made-up", "ferry", "--second", given="\n".join(changed))
        out = self.run_tool("agree", "--list")[1]
        self.assertIn("made-up ferry 5 caption | credit\n", out)
        self.assertIn("body or not      kappa 1.000  8/8 equal", out)
        self.assertIn("labels           kappa", out)


class Aligned(unittest.TestCase):
    def test_equal_blocks_keep_their_labels(self):
        labels = align.align(record(), TEXTS[:2] + ["New line"] + TEXTS[2:])
        self.assertEqual(labels[:4], ["navigation", "navigation", None, "title"])
        self.assertEqual(align.check(record(), TEXTS), ([], []))

    def test_merged_and_split_blocks_are_found(self):
        merged = ["Home Harbour", *TEXTS[2:]]
        self.assertEqual(align.align(record(), merged)[:2], ["navigation", "title"])
        split = [*TEXTS[:4], "The ferry Lind hit", "the quay on Monday.", *TEXTS[5:]]
        self.assertEqual(align.align(record(), split)[3:7], ["byline", "paragraph", "paragraph", "caption"])

    def test_blocks_of_two_labels_that_were_merged_have_none(self):
        merged = [*TEXTS[:2], TEXTS[2] + " " + TEXTS[3], *TEXTS[4:]]
        self.assertIsNone(align.align(record(), merged)[2])
        self.assertEqual(align.check(record(), merged), ([2], [2, 3]))

    def test_changed_blocks_are_listed(self):
        self.assertEqual(align.check(record(), [*TEXTS[:7], "Most shared"]), ([7], [7]))

    def test_places_move_with_their_blocks(self):
        self.assertEqual(align.block_today(record(), ["New", *TEXTS], 3), 4)
        self.assertIsNone(align.block_today(record(), TEXTS[3:], 2))


class Agreed(unittest.TestCase):
    def test_kappa(self):
        self.assertEqual(agree.kappa([(True, True), (False, False)]), 1)
        self.assertEqual(agree.kappa([(True, True), (True, False), (False, True), (False, False)]), 0)
        self.assertEqual(agree.kappa([(1, 1)]), 1)

    def test_the_body_follows_the_kind_that_each_reader_gave(self):
        agreement, first = agree.Agreement(), record()
        agreement.add("made-up", first, first | {"kind": "forum"}, TEXTS)
        self.assertEqual(agreement.kinds, [("made-up", "ferry", "article", "forum")])
        self.assertEqual(agree.kappa(agreement.body_pairs()), 1)
        self.assertEqual(agreement.by_label()["navigation"], (2, 2, 2))


class Snippets(unittest.TestCase):
    body = snippets.Body(record(), TEXTS)

    def test_snippets_may_cross_blocks_of_the_body(self):
        self.assertIn(snippets.spaceless("on Monday. Nobody was"), self.body.body)
        self.assertNotIn(snippets.spaceless("Most read"), self.body.body)

    def test_the_label_of_a_snippet_is_told(self):
        for snippet, label_ in [("most  READ", "trending_list"), ("Home Har", "several blocks"), ("a storm", "not on the page")]:
            self.assertEqual(self.body.label_of(snippet), label_)


class Lists(unittest.TestCase):
    def test_a_page_of_two_sets_is_read_once(self):
        first = [{"id": "a", "url": "https://www.example.org/a/"}, {"id": "b", "url": "https://example.org/b"}]
        second = [{"id": "a", "url": "https://example.org/z"}, {"id": "c", "url": "http://example.org/A#top"},
                  {"id": "d", "url": "https://web.archive.org/web/2019/http://example.org/b"},
                  {"id": "e", "url": "https://example.org/e"}, {"id": "e", "url": "https://example.org/e2"}]
        chosen = pages.choose([("one", first), ("two", second)])
        self.assertEqual(chosen, [("one", "a"), ("one", "b"), ("two", "e")])

    def test_the_stored_list_is_whole(self):
        rows = pages.read()
        self.assertEqual(len({row[:2] for row in rows}), len(rows))
        self.assertEqual(sum(row[2] == 1 for row in rows), pages.FIRST_BATCH)
        self.assertEqual(set(pages.drawn().values()), {"all", "random", "worst"})

    def test_the_list_is_written_anew_as_it_is(self):
        stored = pages.PATH.read_text("utf8")
        shuffled = [(name, {"id": page_id, "url": page_id}) for name, page_id, _ in sorted(pages.read())]
        sets = {name: [page for of, page in shuffled if of == name] for name in ("trafilatura-dev", "htmldate-dev")}
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "pages.tsv"
            path.write_text(stored, "utf8")
            with mock.patch.object(pages, "PATH", path), mock.patch.object(outlines, "read_set", sets.get):
                pages.write()
            self.assertEqual(path.read_text("utf8"), stored)

    def test_parts_are_disjoint_and_whole(self):
        rows = list(range(10))
        parts = [pages.part(rows, number, 3) for number in (1, 2, 3)]
        self.assertEqual(sorted(sum(parts, [])), rows)

    def test_second_readings_are_the_same_share_for_all(self):
        rows = [("made-up", str(number), 1) for number in range(60)]
        chosen = pages.second_readings(rows, 0.1)
        self.assertEqual(len(chosen), 6)
        self.assertEqual(set(chosen), set(pages.second_readings(rows[::-1], 0.1)))


class Rule(unittest.TestCase):
    def test_the_guide_says_what_every_label_and_kind_is(self):
        guide = (pathlib.Path(rule.HERE) / "README.md").read_text("utf8")
        rows = [line.split("|")[1] for line in guide.splitlines() if line.startswith("| `")]
        for name in [*rule.LABELS, *rule.KINDS]:
            self.assertTrue(any(f"`{name}`" in row for row in rows), name)

    def test_what_is_body_depends_on_the_kind_of_page(self):
        self.assertTrue(rule.is_body("forum_post", "forum"))
        self.assertFalse(rule.is_body("forum_post", "article"))
        self.assertTrue(rule.is_body("listing_entry", "home"))


if __name__ == "__main__":
    unittest.main()
