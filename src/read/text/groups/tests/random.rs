//! Random lines, each like something that makes groups.

use proptest::prelude::*;

use super::*;

/// A line that begins, or looks like, something that makes groups.
fn any_line() -> impl Strategy<Value = String> {
    let start = prop::sample::select(vec![
        "",
        "> ",
        ">> ",
        ">",
        ">50 ",
        ">>> ",
        "- ",
        "* ",
        "\u{2022} ",
        "\u{25e6} ",
        "\u{25aa} ",
        "1. ",
        "2. ",
        "3) ",
        "10. ",
        "[1] ",
        "[2] ",
        "[^a]: ",
        "```",
        "~~~",
        "# ",
        "- [x] ",
        "| ",
        "> - ",
        "> 1. ",
        "- ```",
        "> ```",
        "[!note] ",
    ]);
    let rest = prop::sample::select(vec![
        "",
        "rain",
        "rain[1]",
        "a\tb",
        "a\t9",
        "a | b |",
        "---|---",
        "|---|",
        "References",
        "Notes:",
        "x = 1;",
        "[^a]",
        "\u{21a9}",
        "\u{e9}\u{a0}\u{200b}\u{5728}",
        "[",
        "> b",
        "- b",
        "\u{c}",
        "It rained all day in the town by the river.",
    ]);
    let end = prop::sample::select(vec!["\n", "\n", "\n", "\n\n", "\r\n", "\u{2028}"]);
    (0..9usize, start, rest, end)
        .prop_map(|(indent, start, rest, end)| format!("{}{start}{rest}{end}", " ".repeat(indent)))
}

proptest! {
    #[test]
    fn any_lines_give_a_tree(lines in prop::collection::vec(any_line(), 0..40)) {
        read(&lines.concat());
    }

    #[test]
    fn any_marks_give_a_tree(text in "([-*+>|`~# \t\n1.)\\[\\]^a:\u{2022}\u{a0}]){0,120}") {
        read(&text);
    }
}
