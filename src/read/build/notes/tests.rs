use super::label;
use crate::document::{GroupKind, SpanKind};
use crate::read::build::testing::built;

/// The text of each block, with the label of the note it is in.
fn read(markup: &str) -> Vec<String> {
    let page = built(markup);
    let block = |index: usize| {
        let group = &page.groups[page.blocks[index].group as usize];
        let text = page.block_text(index);
        match (group.kind, &group.detail) {
            (GroupKind::Footnote, Some(label)) => format!("{label}: {text}"),
            _ => text.to_owned(),
        }
    };
    (0..page.blocks.len()).map(block).collect()
}

#[test]
fn marks_and_notes_find_each_other() {
    for markup in [
        "<p>Rain<sup id=fnref1><a href=#fn1>1</a></sup></p><ol><li id=fn1><p>Heavy <a href=#fnref1>↩</a></p></li></ol>",
        "<p>Rain<a class=footnote-ref href=#fn:1><sup>1</sup></a></p><div class=footnotes><ol><li id=fn:1>Heavy <a href=#fnref:1>↩</a></li></ol></div>",
        "<p>Rain<sup class=reference><a href=#cite_note-1>[1]</a></sup></p><ol><li id=cite_note-1><a href=#cite_ref-1>↑</a> Heavy</li></ol>",
        "<p>Rain<a href=#_ftn1 name=_ftnref1>[1]</a></p><div id=ftn1><p><a href=#_ftnref1 name=_ftn1>[1]</a> Heavy</p></div>",
        "<p>Rain<a class=footnote-anchor href=#footnote-1 id=footnote-anchor-1>1</a></p><div class=footnote><a id=footnote-1 href=#footnote-anchor-1>1</a><div><p>Heavy</p></div></div>",
        "<ol><li id=fn1>Heavy</li></ol><p>Rain<a href=#fn1>1</a></p>",
        "<p>Rain<a id=DOCF1 href=#FOOT1><sup>1</sup></a></p><h5><a id=FOOT1 href=#DOCF1>(1)</a></h5><p>Heavy</p>",
        "<p>Rain<label for=sn-1 class=margin-toggle></label><input class=margin-toggle type=checkbox id=sn-1><span class=sidenote>Heavy</span></p>",
        "<p>Rain<label for=fn.1 class=footref>1</label><span class=sidenote><sup>1</sup> Heavy</span></p>",
        "<p>Rain<span class=ltx_note><sup class=ltx_note_mark>1</sup> Heavy</span></p>",
    ] {
        let mut lines = read(markup);
        lines.sort();
        assert_eq!(lines, ["1: Heavy", "Rain[1]"], "{markup}");
    }
}

#[test]
fn notes_that_nothing_links_to_come_after_a_rule_or_a_heading() {
    for between in ["<hr>", "<h2>Notes</h2>"] {
        for figure in ["<sup>1</sup>", "<strong>1</strong>"] {
            let page =
                format!("<p>Rain.<sup>1</sup> It fell 10<sup>1</sup> mm</p>{between}<p>{figure} Heavy</p>");
            let lines = read(&page);
            assert_eq!(
                (&*lines[0], &*lines[lines.len() - 1]),
                ("Rain.¹ It fell 10¹ mm", "1: Heavy"),
                "{page}"
            );
            let marks =
                built(&page).spans.iter().filter(|span| matches!(span.kind, SpanKind::Note(0))).count();
            assert_eq!(marks, 1, "{page}");
        }
    }
    let plain = "<p>Rain.<sup>1</sup></p><p><sup>1</sup> Heavy</p>";
    assert_eq!(read(plain), ["Rain.¹", "¹ Heavy"]);
}

#[test]
fn strays_and_cycles_are_survived() {
    assert_eq!(read("<p>Rain<a href=#fn9>9</a></p>"), ["Rain[9]"]);
    assert_eq!(read("<div id=fn1><p>Heavy</p></div>"), ["Heavy"]);
    assert_eq!(
        read("<div id=fn1>a <a href=#fn2>2</a></div><div id=fn2>b <a href=#fn1>1</a></div>"),
        ["a 2", "b 1"]
    );
    let page = built("<p>Rain<a href=#fn9>9</a></p>");
    assert!(page.spans.iter().all(|span| !matches!(span.kind, SpanKind::Note(_)) || span.text.is_empty()));
}

#[test]
fn two_marks_may_have_one_note_and_two_notes_one_label() {
    let notes = "<div id=fn1>Heavy</div><div id=xfn1>Light</div>";
    let marks = "<p>Rain<a href=#fn1>1</a> and<a href=#fn1>1</a> or<a href=#xfn1>1</a></p>";
    assert_eq!(read(&format!("{marks}{notes}")), ["Rain[1] and[1] or[1]", "1: Heavy", "1-2: Light"]);
}

#[test]
fn labels_are_short_and_without_brackets() {
    for (written, expected) in
        [("[12]", Some("12")), ("¹", Some("1")), ("*", Some("*")), ("note 2", Some("note-2"))]
    {
        assert_eq!(label(written).as_deref(), expected);
    }
    for written in ["", "[]", "Chapter 1", "123456789", "A"] {
        assert_eq!(label(written), None, "{written}");
    }
}
