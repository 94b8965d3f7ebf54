//! Documents of our own and the trees they become: lists and quotations here, what is in other groups and random lines in files of
//! their own.

mod random;
mod rows;

use crate::document::{Document, GroupKind, SpanKind};
use crate::labels::Limit;
use crate::options::Limits;
use crate::read::text::page;
use crate::read::text::tests::LETTER;

fn read(text: &str) -> Document {
    let document = page(text, &Limits::new());
    document.check();
    document
}

/// The tree, a line each group and block: groups in brackets, marks that a group says in braces, notes and formulas in
/// angle brackets.
fn tree(text: &str) -> String {
    let document = read(text);
    let mut out = String::new();
    let mut next = 0;
    for group in 1..=document.groups.len() {
        let start =
            document.groups.get(group).map_or(document.blocks.len() as u32, |group| group.blocks.start);
        while next < start as usize {
            line(&mut out, &document, document.blocks[next].group, &block(&document, next));
            next += 1;
        }
        let Some(data) = document.groups.get(group) else { break };
        line(&mut out, &document, data.parent, &format!("[{}]", name(&document, group)));
    }
    out
}

fn line(out: &mut String, document: &Document, mut parent: u32, text: &str) {
    while parent > 0 {
        out.push_str("  ");
        parent = document.groups[parent as usize].parent;
    }
    out.push_str(text);
    out.push('\n');
}

fn name(document: &Document, group: usize) -> String {
    let group = &document.groups[group];
    let part = |range: &std::ops::Range<u32>| &document.text[range.start as usize..range.end as usize];
    let kind = match group.kind {
        GroupKind::List { marker, start } => format!("list {marker:?} {start}"),
        GroupKind::Item { task: Some(task) } => format!("item {task}"),
        GroupKind::Row { header: true } => "row header".to_owned(),
        GroupKind::Cell { header, .. } => {
            return format!("{}{}", if header { "head " } else { "" }, group.part.as_ref().map_or("", part));
        }
        kind => kind.name().to_owned(),
    };
    let detail = group.detail.as_deref().map(|detail| format!(" {detail}")).unwrap_or_default();
    let part = group.part.as_ref().map(|range| format!(" {:?}", part(range))).unwrap_or_default();
    format!("{kind}{detail}{part}")
}

fn block(document: &Document, index: usize) -> String {
    let raw = &document.blocks[index];
    let mut text = document.block_text(index).to_owned();
    let spans = &document.spans[raw.spans.start as usize..raw.spans.end as usize];
    for span in spans.iter().rev() {
        let [start, end] = [span.text.start, span.text.end].map(|at| (at - raw.text.start) as usize);
        let (open, close) = match span.kind {
            SpanKind::Marker => ("{".to_owned(), "}"),
            SpanKind::Note(note) => (format!("<{}:", document.notes[note as usize]), ">"),
            kind => (format!("<{kind:?}:"), ">"),
        };
        text.insert_str(end, close);
        text.insert_str(start, &open);
    }
    text
}

#[track_caller]
fn assert_tree(text: &str, wanted: &str) {
    let found = tree(text);
    // The wanted tree is indented like the code around it.
    let lines = || wanted.lines().filter(|line| !line.trim().is_empty());
    let indent = lines().map(|line| line.len() - line.trim_start().len()).min().unwrap_or(0);
    let wanted: String = lines().map(|line| format!("{}\n", &line[indent..])).collect();
    assert_eq!(found, wanted, "\n--- found\n{found}--- wanted\n{wanted}");
}

#[test]
fn lists_nest_by_indent() {
    let text = "\
Before.
- Bread
  - Rye

    Baked on Mondays.
  - Wheat
- Milk
After.
";
    assert_tree(
        text,
        "
        Before.
        [list Bullet 1]
          [item]
            Bread
            [list Bullet 1]
              [item]
                Rye
                Baked on Mondays.
              [item]
                Wheat
          [item]
            Milk
        After.
        ",
    );
}

#[test]
fn lists_nest_by_bullet() {
    let text = "\u{2022} Bread\n\u{25e6} Rye\n\u{25aa} Dark\n\u{25e6} Wheat\n\u{2022} Milk\n- Eggs\n";
    assert_tree(
        text,
        "
        [list Bullet 1]
          [item]
            Bread
            [list Bullet 1]
              [item]
                Rye
                [list Bullet 1]
                  [item]
                    Dark
              [item]
                Wheat
          [item]
            Milk
        [list Bullet 1]
          [item]
            Eggs
        ",
    );
}

#[test]
fn numbers_that_follow_each_other_are_a_list_with_its_start() {
    let text = "\
4. Cut the bread.

   Thin slices are best.
5. Toast it.
   - on one side
   - or on both
6. Eat.

1. Mai is a German date.

7) Another sign, alone.
";
    assert_tree(
        text,
        "
        [list Decimal 4]
          [item]
            {4. }Cut the bread.
            Thin slices are best.
          [item]
            {5. }Toast it.
            [list Bullet 1]
              [item]
                on one side
              [item]
                or on both
          [item]
            {6. }Eat.
        1. Mai is a German date.
        7) Another sign, alone.
        ",
    );
}

#[test]
fn numbers_of_sections_are_no_list() {
    let text = "1. Introduction\nIt rained.\n2. Results\nIt rained more.\n";
    assert_tree(text, "1. Introduction\nIt rained.\n2. Results\nIt rained more.");
}

#[test]
fn numbers_flush_right_are_one_list() {
    let text = " 9. Rain\n10. Snow\n11. Hail\n";
    let wanted =
        "[list Decimal 9]\n  [item]\n    {9. }Rain\n  [item]\n    {10. }Snow\n  [item]\n    {11. }Hail";
    assert_tree(text, wanted);
}

#[test]
fn boxes_are_tasks() {
    let wanted = "[list Bullet 1]\n  [item false]\n    {[ ] }Rain\n  [item true]\n    {[x] }Snow";
    assert_tree("- [ ] Rain\n- [x] Snow\n", wanted);
}

#[test]
fn quotes_nest_and_hold_lists() {
    let text = "\
Ann wrote:
> Who paints the boats?
>> The council.
> Then:
> - red
>   paint
> - green
> 1. first
> 2. second
I do.
";
    assert_tree(
        text,
        "
        Ann wrote:
        [quote]
          {> }Who paints the boats?
          [quote]
            {>> }The council.
          {> }Then:
          [list Bullet 1]
            [item]
              {> - }red
              {> }paint
            [item]
              {> - }green
          [list Decimal 1]
            [item]
              {> 1. }first
            [item]
              {> 2. }second
        I do.
        ",
    );
}

#[test]
fn quotes_in_items_and_after_gaps() {
    let text = "- Rain\n  > It pours.\n\n> One.\n\n> Two.\n";
    let wanted = "[list Bullet 1]\n  [item]\n    Rain\n    [quote]\n      {> }It pours.\n[quote]\n  {> }One.\n[quote]\n  {> }Two.";
    assert_tree(text, wanted);
}

#[test]
fn comparisons_prompts_and_paths_are_no_quotes() {
    for text in
        [">50 mm of rain.\n>>> rain();", ">> Read more:", "> Home\n> Rain", "> Home > Rain, snow.", ">\n"]
    {
        assert_tree(text, text);
    }
}

#[test]
fn first_lines_of_quotes_make_callouts() {
    let text = "> [!WARNING]\n> Wet paint.\n";
    assert_tree(text, "[callout warning]\n  {> [!WARNING]}\n  {> }Wet paint.");
}

#[test]
fn joined_lines_of_a_quote_have_all_their_marks_covered() {
    // As wide as the letter's lines: no word would have fitted.
    let quote = "> Nobody in the town had seen a bridge painted in one night by lamps\n> before.\n";
    let document = read(&format!("{LETTER}\n{quote}"));
    let last = &document.blocks[document.blocks.len() - 1];
    assert_eq!(document.block_text(document.blocks.len() - 1), quote.trim_end().replace('\n', " "), "joined");
    let spans = &document.spans[last.spans.start as usize..last.spans.end as usize];
    let text = |range: &std::ops::Range<u32>| &document.text[range.start as usize..range.end as usize];
    assert_eq!(spans.iter().map(|span| text(&span.text)).collect::<Vec<_>>(), ["> ", "> "]);
}

#[test]
fn too_many_groups_are_a_limit() {
    let text = "> - a.\n\n".repeat(40);
    let document = page(&text, &Limits::new().with_max_nodes(100));
    document.check();
    assert!(document.groups.len() <= 100 && document.limits.contains(&Limit::Nodes));
}
