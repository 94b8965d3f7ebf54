//! Markdown of articles made by hand.

use std::ops::Range;

use super::*;
use crate::document::SpanKind;
use crate::document::SpanKind::{Code, Emphasis, Link, Strong};
use crate::labels::{Boilerplate, Label};
use crate::render::testing::{ALL, article, paragraph, push, with_image, with_title};

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
    push(&mut article, Paragraph, "Menu", Label::Removed(Boilerplate::Navigation));
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
