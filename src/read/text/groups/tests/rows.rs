//! Code, tables, notes and formulas.

use super::*;

#[test]
fn fences_hold_code_as_it_is() {
    let text = "\
Before.
```python
def rain(n):
    # a comment
    return n  +  1

- no item
```
After.
~~~
x
~~~
```
never closed
";
    assert_tree(
        text,
        r#"
        Before.
        [code python "def rain(n):\n    # a comment\n    return n  +  1\n\n- no item"]
          {```python}
          def rain(n):
          a comment
          return n + 1
          no item
          {```}
        After.
        [code "x"]
          {~~~}
          x
          {~~~}
        ```
        never closed
        "#,
    );
}

#[test]
fn fences_in_items_and_quotes_lose_their_marks() {
    let text = "1. Say:\n   ```{.sh echo=true}\n   rain --now\n     more\n   ```\n2. Wait.\n> ```\n>  x = 1\n> ```\n";
    assert_tree(
        text,
        r#"
        [list Decimal 1]
          [item]
            {1. }Say:
            [code sh "rain --now\n  more"]
              {```{.sh echo=true}}
              rain --now
              more
              {```}
          [item]
            {2. }Wait.
        [quote]
          [code " x = 1"]
            {> ```}
            {> }x = 1
            {> ```}
        "#,
    );
}

#[test]
fn indented_code_looks_like_code() {
    let text = "Use this:\n\n    let rain = 1;\n    if wet {\n        go()\n    }\n\nOr stay.\n\n    An indented line of prose, which is no code at all.\n\nEnd.\n";
    assert_tree(
        text,
        r#"
        Use this:
        [code "let rain = 1;\nif wet {\n    go()\n}"]
          let rain = 1;
          if wet {
          go()
          }
        Or stay.
        An indented line of prose, which is no code at all.
        End.
        "#,
    );
}

#[test]
fn rows_are_tables_and_names_of_columns_headers() {
    assert_tree(
        "Town\tRain\nAyr\t9 mm\nOban\t12 mm\n\nAnn\tBo\tCy\n",
        "
        [table]
          [row header]
            [head Town]
            [head Rain]
            Town\tRain
          [row]
            [Ayr]
            [9 mm]
            Ayr\t9 mm
          [row]
            [Oban]
            [12 mm]
            Oban\t12 mm
        [table]
          [row]
            [Ann]
            [Bo]
            [Cy]
            Ann\tBo\tCy
        ",
    );
}

#[test]
fn rows_without_names_have_no_header() {
    let document = read("2001\t9 mm\n2002\t12 mm\n\nIt rained.\n\nAnn\tBo\nCy\tDi\n");
    assert!(document.groups.iter().all(|group| group.kind != GroupKind::Row { header: true }));
}

#[test]
fn tables_of_markdown() {
    assert_tree(
        "| Town | Rain |\n|:-----|-----:|\n| Ayr | 9 \\| 10 |\n| Oban | |\nIt rained.\n\nA | B\nno table\n",
        r"
        [table]
          [row header]
            [head Town]
            [head Rain]
            | Town | Rain |
            {|:-----|-----:|}
          [row]
            [Ayr]
            [9 \| 10]
            | Ayr | 9 \| 10 |
          [row]
            [Oban]
            []
            | Oban | |
        It rained.
        A | B
        no table
        ",
    );
}

#[test]
fn notes_below_a_label_have_marks_above() {
    let text = "\
The bridge[1] was built of oak.[2][3]

References

1. ^ Town records, 1802.
2. Carts of the North.
   Second edition.
4. A book that nothing points to.

It rained [1] later.
";
    assert_tree(
        text,
        "
        The bridge<1:[1]> was built of oak.<2:[2]>[3]
        References
        [footnote 1]
          {1. ^ }Town records, 1802.
        [footnote 2]
          {2. }Carts of the North.
          Second edition.
        [footnote 4]
          {4. }A book that nothing points to.
        It rained [1] later.
        ",
    );
}

#[test]
fn notes_in_brackets_need_no_label() {
    let text = "Rain [1] and snow [2].\n\n[1] A book. \u{21a9}\n[2] Another.\n";
    let wanted = "Rain <1:[1]> and snow <2:[2]>.\n[footnote 1]\n  {[1] }A book.{ \u{21a9}}\n[footnote 2]\n  {[2] }Another.";
    assert_tree(text, wanted);
}

#[test]
fn notes_of_markdown_are_found_wherever_they_are() {
    let text = "[^b]: First. See [^a] and [^b].\nRain[^a] and[^x].\n[^a]: Second.\n[^a]: A stray.\n";
    let wanted = "[footnote b]\n  {[^b]: }First. See <a:[^a]> and <b:[^b]>.\nRain<a:[^a]> and[^x].\n[footnote a]\n  {[^a]: }Second.\n[^a]: A stray.";
    assert_tree(text, wanted);
}

#[test]
fn lines_in_brackets_without_marks_are_no_notes() {
    for text in [
        "[1] A book.\n[2] Another.\n",
        "Rain [2].\n\n[1]: https://example.org/\n",
        "Notes\n1. One\n3. Three\n",
    ] {
        let document = read(text);
        assert!(document.groups.iter().all(|group| group.kind != GroupKind::Footnote), "{text}");
        assert_eq!((document.notes.len(), document.spans.len()), (0, 0), "{text}");
    }
}

#[test]
fn formulas_are_spans_but_not_in_code() {
    let text = "\
- \\(x^2\\) costs $5 and $6.
> $$y$$.

\\(a\t b\\)\t$x_1$

```
\\(z\\)
```
";
    assert_tree(
        text,
        "
        [list Bullet 1]
          [item]
            <Math { display: false }:\\(x^2\\)> costs $5 and $6.
        [quote]
          {> }<Math { display: true }:$$y$$>.
        [table]
          [row]
            [\\(a]
            [b\\)]
            [$x_1$]
            \\(a\tb\\)\t<Math { display: false }:$x_1$>
        [code \"\\\\(z\\\\)\"]
          {```}
          \\(z\\)
          {```}
        ",
    );
}

#[test]
fn scripts_are_no_formulas() {
    for (text, is_formula) in [
        ("$A \\subseteq B$", true),
        ("$x_1 + y^2$", true),
        ("$x_{max}$", true),
        ("\\[E = mc^2\\]", true),
        ("$http_cookie and $slow_down", false),
        ("$(ls_x -1) $y", false),
        ("${A}_b$", false),
        ("$$a = b$$", true),
        ("$$ select a; $$", false),
        ("find \\( -name rain \\)", false),
    ] {
        assert_eq!(read(text).spans.len(), usize::from(is_formula), "{text}");
    }
}
