"""Readings beside the detector's decisions, on made-up pages: python3 training/test_readings.py"""
import pathlib, sys, unittest
from unittest import mock

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import evaluate, readings, readings_report  # noqa: E402
from labels import pages, rule, store, text  # noqa: E402

# Text, the label that was read, the detector's label and kind.
BLOCKS = [
    ("Home Harbour", "navigation", "navigation", "list_item"),
    ("Ferry hits the quay", "title", "title", "heading"),
    ("The ferry Lind hit the quay on Monday", "paragraph", "content", "paragraph"),
    ("The Lind after the crash", "caption", "content", "paragraph"),
    ("Nobody was hurt and she sails in May", "paragraph", "related_links", "paragraph"),
    ("An earlier version named another quay", "correction", "correction", "paragraph"),
]
FOUND = "\n\n".join((BLOCKS[2][0], BLOCKS[3][0], BLOCKS[5][0]))


def reading(blocks=BLOCKS, kind="article", lang="en"):
    texts, labels = [block[0] for block in blocks], [block[1] for block in blocks]
    return {"id": "ferry", "kind": kind, "lang": lang, "labels": store.to_runs(labels), "hashes": text.hex_hashes(texts)}


def cleaned(blocks=BLOCKS):
    return {"id": "ferry", "text": FOUND, "blocks": [{"text": b[0], "label": b[2], "kind": b[3]} for b in blocks]}


def page(blocks=BLOCKS, kind="article", drawn="all", gold=None, lang="en", name="made-up"):
    source = {"id": "ferry", "gold": {} if gold is None else {"text": gold}}
    return readings.ReadPage(name, source, reading(blocks, kind, lang), drawn, cleaned(blocks))


class Compared(unittest.TestCase):
    def test_the_body_read_follows_the_rule(self):
        self.assertEqual(page().reading.split("\n"), [BLOCKS[2][0], BLOCKS[4][0], BLOCKS[5][0]])
        precision, recall, _ = page().figures()
        self.assertAlmostEqual(precision, 14 / 19)
        self.assertAlmostEqual(recall, 14 / 22)

    def test_the_rule_follows_the_kind_of_page(self):
        post = [("Who has seen the ferry", "forum_post", "content", "paragraph")]
        self.assertEqual([page(post, kind).blocks[0].of_body for kind in ("forum", "article")], [True, False])

    def test_share_kept_is_counted_in_words(self):
        kept = readings.kept_by_label(page().blocks)
        self.assertEqual((kept["paragraph"].blocks, kept["paragraph"].words, kept["paragraph"].share()), (2, 16, 0.5))
        self.assertEqual((kept["caption"].of_body, kept["caption"].share()), (0, 1))
        self.assertEqual(kept["correction"].share(), 1)
        self.assertEqual(list(kept), [label for label in rule.LABELS if label in kept])

    def test_only_wrong_decisions_are_confusions(self):
        self.assertEqual(readings.confusions([page(), page()]),
                         [(("paragraph", "related_links"), 16, 2, 1), (("caption", "content (paragraph)"), 10, 2, 1)])

    def test_it_makes_no_difference_which_copy_is_kept(self):
        copies = [(BLOCKS[2][0], "paragraph", "duplicate", "paragraph"), (BLOCKS[2][0], "duplicate", "content", "quote")]
        for blocks in (copies, copies[::-1]):
            self.assertEqual(readings.confusions([page(blocks)]), [])
            self.assertEqual(readings.kept_by_label(page(blocks).blocks)["duplicate"].share(), 0)

    def test_blocks_that_are_cut_in_another_way_are_told(self):
        changed = cleaned()
        changed["blocks"][2]["text"] = "The ferry Lind"
        one = readings.ReadPage("made-up", {"id": "ferry", "gold": {}}, reading(), "all", changed)
        self.assertEqual((one.without_label, len(one.blocks)), (1, 5))
        self.assertIn("1 blocks are cut", readings_report.lines([one])[2])

    def test_a_page_that_could_not_be_cleaned_counts_as_wrong(self):
        """Its reading has no text without blocks: both are empty."""
        one = readings.ReadPage("made-up", {"id": "ferry", "gold": {}}, reading(), "all", {"error": "too long"})
        self.assertEqual((one.body, one.blocks, one.figures()), ("", [], (0.0, 0.0, 0.0)))

    def test_a_page_without_a_body_may_be_empty(self):
        one = readings.ReadPage("made-up", {"id": "ferry", "gold": {}}, reading(BLOCKS[:2], "error"), "all", {})
        self.assertEqual(one.figures(), (1.0, 1.0, 1.0))


class KeptIn(unittest.TestCase):
    def test_a_body_tells_its_blocks(self):
        texts = ["Home", "Rain", "Rain fell", "Home", "Wind\n\nblew"]
        for kept in ([1, 2], [2, 4], [0, 1, 2, 4], [], [4]):
            found = readings.kept_in(texts, "\n\n".join(texts[at] for at in kept))
            self.assertEqual([at for at, value in enumerate(found) if value], kept)

    def test_of_equal_blocks_the_first_counts(self):
        self.assertEqual(readings.kept_in(["Home", "Rain", "Home"], "Home"), [True, False, False])
        self.assertEqual(readings.kept_in(["Home", "Rain", "Home"], "Rain\n\nHome"), [False, True, True])


class Verdicts(unittest.TestCase):
    def test_the_farther_one_is_at_fault(self):
        for gold, detector, expected in [(0.5, 0.95, "gold"), (0.95, 0.5, "detector"), (0.5, 0.89, "both"), (0.93, 1.0, "neither"),
                                         (0.89, 0.91, "neither"), (0.91, 0.89, "neither")]:
            self.assertEqual(readings.verdict(gold, detector), expected, (gold, detector))

    def test_only_pages_chosen_for_it_have_one(self):
        gold = page().reading
        read = [page(drawn="worst", gold=gold), page(drawn="random", gold=gold), page(drawn="worst")]
        self.assertEqual({name: len(of) for name, of in readings.verdicts(read).items()},
                         {"gold": 0, "detector": 1, "both": 0, "neither": 0})
        self.assertIn("  detector      1  ferry", readings_report.lines(read))

    def test_where_both_are_far_the_nearer_one_is_told(self):
        self.assertEqual(readings.nearer(page(drawn="worst", gold="Home")), "detector")


class Scores(unittest.TestCase):
    def test_parts_with_enough_pages_have_their_own(self):
        read = [page()] * 20 + [page(kind="service", lang="de")] * 19
        self.assertEqual(set(readings.scores(read)), {"read_f1", "read_f1.article", "read_f1.en"})
        self.assertAlmostEqual(readings.scores(read)["read_f1"], page().figures()[2])
        self.assertEqual(readings.scores([]), {})

    def test_names_of_parts_are_of_one_way_of_parting(self):
        drawn = set(pages.drawn().values())
        self.assertFalse(drawn & set(rule.KINDS))
        self.assertTrue(all(len(name) > 2 for name in drawn | set(rule.KINDS)))

    def test_gold_is_a_column_where_all_have_it(self):
        gold = page().reading
        lines = readings_report.by_part([page(drawn="random", gold=gold)] * 5 + [page()] * 5)
        self.assertTrue(any("drawn random" in line and line.endswith("0.6829 1.0000") for line in lines), lines)
        self.assertFalse(any("all" in line and "1.0000" in line for line in lines))


class Evaluated(unittest.TestCase):
    source = {"id": "ferry", "html": "<p>Home", "gold": {"text": "Home", "date": float("nan")}}

    def test_the_last_of_two_pages_with_one_id_was_read(self):
        with mock.patch.object(store, "read", return_value={"ferry": reading()}):
            chosen = readings.chosen("made-up", [{"id": "ferry", "n": 1}, {"id": "b"}, {"id": "ferry", "n": 2}])
        self.assertEqual(chosen, {"ferry": {"id": "ferry", "n": 2}})

    def test_decisions_come_from_the_command(self):
        with mock.patch.object(store, "read", return_value={"ferry": reading()}), \
                mock.patch.object(evaluate, "clean", return_value=({"ferry": cleaned()}, 0)) as clean:
            (read,) = evaluate.read_pages("dechaff", "made-up", [self.source])
        # Gold that is no JSON is kept from the command.
        line = b'{"id": "ferry", "html": "<p>Home"}\n'
        self.assertEqual(clean.call_args.args, ("dechaff", line, "--quiet", "--fields", "id,text,blocks"))
        self.assertEqual((read.body, read.gold, len(read.blocks)), (FOUND, "Home", 6))

    def test_a_set_that_nobody_read_is_not_cleaned_again(self):
        with mock.patch.object(store, "read", return_value={}), mock.patch.object(evaluate, "clean") as clean:
            self.assertEqual(evaluate.read_pages("dechaff", "made-up", [self.source]), [])
        clean.assert_not_called()


if __name__ == "__main__":
    unittest.main()
