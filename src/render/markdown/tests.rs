//! Markdown of articles made by hand.

use std::ops::Range;

use super::*;
use crate::document::SpanKind;
use crate::document::SpanKind::{Code, Emphasis, Link, Strong};
use crate::labels::Label;
use crate::render::testing::{ALL, Builder, article, paragraph, push, with_image, with_title};

fn of(text: &str, spans: &[(Range<u32>, SpanKind)]) -> String {
    render(&paragraph(text, spans), &ALL)
}

#[test]
fn blocks_keep_their_structure() {
    use BlockKind::*;
    let row = |header| TableRow { table: 0, header };
    let item = |depth, ordered| ListItem { depth, ordered };
    let mut article = article(&[
        (Heading { level: 2 }, "The C# #"),
        (item(1, false), "one"),
        (item(2, true), "first"),
        (item(2, true), "second"),
        (item(3, false), "deep"),
        (item(1, false), "two"),
        (row(true), "Town\tRain | mm"),
        (row(false), "Brack\t12\tx"),
        (Quote, "# said"),
        (Quote, "so"),
        (Preformatted, "a ``` b\n  c\n"),
        (Caption, "A *dam*"),
        (Term, "Rain"),
        (Definition, "Water"),
    ]);
    push(&mut article, Paragraph, "Menu", Label::Removed(crate::labels::Boilerplate::Navigation));
    let expected = "# A \\*B\\*\n\n## The C# \\#\n\n- one\n  1. first\n  2. second\n     - deep\n- two\n\n\
        | Town | Rain \\| mm |  |\n| --- | --- | --- |\n| Brack | 12 | x |\n\n\
        > \\# said\n>\n> so\n\n````\na ``` b\n  c\n````\n\n_A \\*dam\\*_\n\nRain\n: Water";
    assert_eq!(with_title(article, "A *B*").markdown(), expected);
}

#[test]
fn spans_nest() {
    assert_eq!(of("all day long", &[(4..7, Strong), (4..12, Emphasis)]), "all _**day** long_");
    assert_eq!(of("ab cd", &[(0..5, Link(0)), (3..5, Code)]), "[ab `cd`](https://example.org/a_b%28c%29)");
    assert_eq!(of("a`b", &[(0..3, Code)]), "``a`b``");
    assert_eq!(of("bad", &[(0..3, Link(1))]), "bad");
    assert_eq!(of("Oh! see [1]", &[(4..11, Link(0))]), "Oh! [see \\[1\\]](https://example.org/a_b%28c%29)");
    assert_eq!(of("Oh!see", &[(3..6, Link(0))]), "Oh\\![see](https://example.org/a_b%28c%29)");
}

#[test]
fn emphasis_markdown_cannot_say_is_dropped() {
    assert_eq!(of("un(real)ly", &[(2..8, Strong)]), "un(real)ly");
    assert_eq!(of("unreal", &[(2..6, Emphasis)]), "un*real*");
    assert_eq!(of("bold thin", &[(0..5, Strong), (5..9, Strong)]), "**bold thin**");
    assert_eq!(of("boldthin", &[(0..4, Strong), (4..8, Emphasis)]), "**bold**thin");
}

#[test]
fn pictures_stand_before_their_part() {
    let pictured = article(&[(BlockKind::Paragraph, "One"), (BlockKind::Paragraph, "Two")]);
    let pictured = with_image(pictured, "https://example.org/a.png", "A [dam]", 1);
    let pictured = with_image(pictured, "data:image/png;base64,AAAA", "", 2);
    assert_eq!(render(&pictured, &ALL), "One\n\n![A \\[dam\\]](https://example.org/a.png)\n\nTwo");
}

const BULLETS: GroupKind = GroupKind::List { marker: ListMarker::Bullet, start: 1 };
const ITEM: GroupKind = GroupKind::Item { task: None };

fn numbers(start: i32) -> GroupKind {
    GroupKind::List { marker: ListMarker::Decimal, start }
}

/// What is made of an article, with links, pictures and captions.
fn made(make: impl FnOnce(&mut Builder)) -> String {
    let mut builder = Builder::new();
    make(&mut builder);
    render(&builder.done(), &ALL)
}

#[test]
fn items_hold_blocks_and_lists_go_on_after_code() {
    let written = made(|b| {
        b.open(numbers(9), "").open(ITEM, "").paragraph("one").open(GroupKind::Code, "rust");
        b.block(BlockKind::Preformatted, "fn a() {\n\n    b\n}\n").close().close();
        b.open(ITEM, "").paragraph("two").paragraph("more").open(BULLETS, "").open(ITEM, "").paragraph("in");
        b.close().close().open(GroupKind::Quote, "").paragraph("said\nso").close().close().close();
        b.open(numbers(11), "").open(ITEM, "").paragraph("on").close().close();
        b.open(BULLETS, "").open(GroupKind::Item { task: Some(true) }, "").paragraph("done").close();
        b.open(GroupKind::Item { task: Some(false) }, "").paragraph("[x] to do").close().close();
    });
    let expected = "9. one\n\n   ```rust\n   fn a() {\n\n       b\n   }\n   ```\n10. two\n\n    more\n    - in\n\n    \
        > said\\\n    > so\n\n11) on\n\n- [x] done\n- [ ] \\[x] to do";
    assert_eq!(written, expected);
}

#[test]
fn a_list_that_starts_elsewhere_stands_apart_from_the_text_above() {
    let written = made(|b| {
        b.open(BULLETS, "").open(ITEM, "").paragraph("a").open(numbers(3), "").open(ITEM, "").paragraph("b");
        b.close().close().close().close();
        b.open(numbers(-5), "").open(ITEM, "").paragraph("c").close().close();
        b.paragraph("d").open(numbers(i32::MAX), "").open(ITEM, "").paragraph("e").close();
        b.open(ITEM, "").paragraph("f").close().close();
    });
    assert_eq!(written, "- a\n\n  3. b\n\n0. c\n\nd\n\n999999999. e\n999999999. f");
}

#[test]
fn tables_have_cells_of_several_blocks_and_spans() {
    let cell = |columns, rows| GroupKind::Cell { header: false, columns, rows };
    let written = made(|b| {
        b.open(GroupKind::Table, "").block(BlockKind::Caption, "Rain").row(true, &["Day", "", "mm | in"]);
        b.open(GroupKind::Row { header: false }, "").open(cell(1, 2), "").paragraph("Monday").close();
        b.open(cell(2, 1), "")
            .paragraph("one\ntwo")
            .open(GroupKind::Code, "")
            .block(BlockKind::Preformatted, "a|b\n c");
        b.close().close().close();
        b.row(false, &["5", "6"]).close();
    });
    let expected = "_Rain_\n\n| Day |  | mm \\| in |\n| --- | --- | --- |\n| Monday | one<br>two<br>`a\\|b`<br>` c` |  |\n\
        |  | 5 | 6 |";
    assert_eq!(written, expected);
}

#[test]
fn notes_have_their_marks() {
    let written = made(|b| {
        let [one, stray, star] = ["1", "2", "*"].map(|label| b.note(label));
        b.spanned(
            BlockKind::Paragraph,
            "So![1] and[2] and[*].",
            &[("[1]", one), ("[2]", stray), ("[*]", star)],
        );
        b.open(GroupKind::Footnote, "1").paragraph("There.").paragraph("Too.").close();
        b.open(GroupKind::Footnote, "*").paragraph("Star.").close();
        b.open(GroupKind::Footnote, "9").paragraph("No mark.").close();
    });
    let expected =
        "So\\![^1] and[2] and[^note].\n\n[^1]: There.\n\n    Too.\n\n[^note]: Star.\n\n\\[9\\] No mark.";
    assert_eq!(written, expected);
}

#[test]
fn formulas_and_scripts_are_never_escaped() {
    let written = made(|b| {
        let math = SpanKind::Math { display: false };
        let display = SpanKind::Math { display: true };
        let spans = [("$a_1*b_2*$", math), ("⁶", SpanKind::Superscript), ("_(max)", SpanKind::Subscript)];
        b.spanned(BlockKind::Paragraph, "If $a_1*b_2*$ is 10⁶ and x_(max)", &spans);
        b.spanned(
            BlockKind::Paragraph,
            "\\[a % not b\n\\% c\n- d\\]",
            &[("\\[a % not b\n\\% c\n- d\\]", display)],
        );
        b.spanned(BlockKind::TableRow { table: 0, header: false }, "$|x|$", &[("$|x|$", math)]);
    });
    let expected = "If $a_1*b_2*$ is 10⁶ and x<sub>max</sub>\n\n$$a \\% c - d$$\n\n$|x|$";
    assert_eq!(written, expected);
}

#[test]
fn formulas_on_lines_of_their_own_begin_a_line_each() {
    let written = made(|b| {
        let display = SpanKind::Math { display: true };
        b.open(GroupKind::Quote, "");
        b.spanned(BlockKind::Paragraph, "$$a$$ $$b$$", &[("$$a$$", display), ("$$b$$", display)]);
        b.close();
        b.spanned(BlockKind::Paragraph, "For $$ $$b$$", &[("$$b$$", display)]);
    });
    assert_eq!(written, "> $$a$$\n> $$b$$\n\nFor $$ $$b$$");
}

#[test]
fn changes_and_readings_are_marked() {
    let written = made(|b| {
        b.article.readings.push("kan*".to_owned());
        let spans = [("old ~", SpanKind::Deletion), ("new", SpanKind::Insertion), ("漢", SpanKind::Ruby(0))];
        b.spanned(BlockKind::Paragraph, "old ~ new 漢", &spans);
        b.spanned(BlockKind::Paragraph, "un(done)ly", &[("(done)", SpanKind::Deletion)]);
    });
    let expected = "~~old \\~~~ <ins>new</ins> <ruby>漢<rt>kan\\*</rt></ruby>\n\nun<del>(done)</del>ly";
    assert_eq!(written, expected);
}

#[test]
fn parts_that_markdown_has_other_marks_for() {
    let written = made(|b| {
        b.open(GroupKind::Callout, "danger").paragraph("Deep water").paragraph("here").close();
        b.open(GroupKind::Details, "").open(GroupKind::Summary, "").paragraph("More & <b>").close();
        b.paragraph("inside").close();
        b.open(GroupKind::Quote, "https://example.org/q").paragraph("said").close();
        b.open(GroupKind::Definitions, "").open(GroupKind::Term, "").block(BlockKind::Term, "Fen").close();
        b.open(GroupKind::Definition, "").paragraph("wet").paragraph("land").close();
        b.open(GroupKind::Term, "").block(BlockKind::Term, "Bog").close();
        b.open(GroupKind::Definition, "")
            .open(BULLETS, "")
            .open(ITEM, "")
            .paragraph("wetter")
            .close()
            .close()
            .close();
        b.close();
    });
    let expected = "> [!CAUTION]\n> Deep water\n>\n> here\n\n<details>\n<summary>More &amp; &lt;b&gt;</summary>\n\ninside\n\n\
        </details>\n\n> said\n>\n> — <https://example.org/q>\n\nFen\n: wet\n\n  land\n\nBog\n\n- wetter";
    assert_eq!(written, expected);
}

#[test]
fn a_page_that_nests_without_end_has_no_lines_without_end() {
    let written = made(|b| {
        for _ in 0..2000 {
            b.open(BULLETS, "").open(ITEM, "");
            b.paragraph("x");
        }
    });
    assert!(written.len() < 2000 * 130, "{}", written.len());
}
