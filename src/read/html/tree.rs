//! HTML to a tree, within limits. With `limited` and `tokenizer`, the only place that knows the parser.

use scraper::Html;

use super::limited::LimitedSink;
use super::tokenizer::{self, Extras};
use crate::labels::Limit;
use crate::options::Limits;

/// A parsed document and the limits that were reached.
pub(crate) struct Parsed {
    pub(crate) html: Html,
    pub(crate) limits: Vec<Limit>,
}

/// Which attributes a tree has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Attributes {
    /// Those that the walk over the tree reads.
    Read,
    /// All, for selectors.
    All,
}

pub(crate) fn parse(html: &str, limits: &Limits, attributes: Attributes) -> Parsed {
    let sink = LimitedSink::new(limits);
    let extras = Extras { attributes: attributes == Attributes::All, ..Extras::default() };
    tokenizer::tokenize(html, &sink, extras);
    let (html, limits) = sink.finish();
    Parsed { html, limits }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::html::tokenizer::tags::MAX_ATTRIBUTES;

    fn parse(html: &str, limits: &Limits) -> Parsed {
        super::parse(html, limits, Attributes::All)
    }

    fn nodes(parsed: &Parsed) -> usize {
        parsed.html.tree.values().len()
    }

    fn text(parsed: &Parsed) -> String {
        parsed
            .html
            .tree
            .root()
            .descendants()
            .filter_map(|node| node.value().as_text().map(|t| &**t))
            .collect()
    }

    #[test]
    fn nesting_stops_at_the_limit_and_text_stays() {
        for tag in ["div", "span", "b", "table", "ul", "x-y"] {
            let html =
                format!("{}deep{}after", format!("<{tag}>").repeat(1500), format!("</{tag}>").repeat(1500));
            let parsed = parse(&html, &Limits::new());
            let depth = parsed.html.tree.nodes().map(|node| node.ancestors().count()).max();
            assert!(depth.is_some_and(|depth| depth <= 520), "{tag}: {depth:?}");
            assert!(text(&parsed).contains("deep") && text(&parsed).contains("after"), "{tag}");
        }
    }

    #[test]
    fn end_tags_of_dissolved_elements_close_nothing() {
        let html = format!("{}<i id=x><u>a</u><section>b</section>c", "<div>".repeat(7));
        let parsed = parse(&html, &Limits::new().with_max_depth(8));
        assert_eq!(parsed.limits, [Limit::Depth]);
        assert_eq!(text(&parsed), "a b c");
        let flat = parse("<div><section>b</section></div><p>c</p>", &Limits::new());
        assert!(flat.limits.is_empty());
    }

    #[test]
    fn end_tags_of_raw_text_end_it_whatever_was_left_out() {
        let html = format!("<svg>{}<title></svg><title>x</title><p>y", "<style>".repeat(1100));
        assert!(text(&parse(&html, &Limits::new())).ends_with('y'));
    }

    #[test]
    fn unclosed_formatting_does_not_multiply() {
        let line =
            |count: usize| -> String { (0..count).map(|i| format!("<p><b class=c{i}>x</p>")).collect() };
        let nodes_of = |count| nodes(&parse(&line(count), &Limits::new()));
        assert!(nodes_of(1600) < 5 * nodes_of(400));
    }

    #[test]
    fn the_tree_stops_growing_at_the_limit_on_nodes() {
        let parsed = parse(&"<p>a".repeat(1000), &Limits::new().with_max_nodes(100));
        assert_eq!(parsed.limits, [Limit::Nodes]);
        assert!((100..110).contains(&nodes(&parsed)));
    }

    #[test]
    fn unread_scripts_are_left_out_and_others_stay() {
        let html = "<script>a<b</script><style>c</style><script type='Application/LD+json'>{}</script><noscript><p>n</noscript>";
        assert_eq!(text(&parse(html, &Limits::new())), "{}n");
    }

    /// Attributes that no element has, 520 of them.
    fn many() -> String {
        (0..520).map(|i| format!(" b{i}")).collect()
    }

    /// The most attributes of an element.
    fn most_attributes(parsed: &Parsed) -> usize {
        let elements = parsed.html.tree.values().filter_map(|node| node.as_element());
        elements.map(|element| element.attrs().count()).max().unwrap_or(0)
    }

    #[test]
    fn attributes_beyond_the_limit_are_left_out() {
        for (html, most) in [
            ("<p BIG>x</p>", MAX_ATTRIBUTES),
            ("<p c='>' BIG/>x", MAX_ATTRIBUTES),
            ("<svg><title></svg><p BIG>x", MAX_ATTRIBUTES),
            ("<a BIG>x", 32),
            ("<b BIG>x", 8),
            ("</p BIG>x", 0),
        ] {
            let parsed = parse(&html.replace("BIG", &many()), &Limits::new());
            assert_eq!(most_attributes(&parsed), most, "{html}");
            assert_eq!(text(&parsed), "x", "{html}");
            assert!(parsed.limits.is_empty());
        }
    }

    #[test]
    fn scripts_and_comments_are_no_tags() {
        for html in [
            "<script>a<b BIG</script>x",
            "<script><!--<script>a<b BIG</script>\"--></script>x",
            "<!-- <a BIG -->x",
            "<style>a<b BIG</style>x",
        ] {
            assert_eq!(text(&parse(&html.replace("BIG", &many()), &Limits::new())), "x", "{html}");
        }
        let data = "<script type=application/ld+json>a<b BIG</script>".replace("BIG", &many());
        assert!(text(&parse(&data, &Limits::new())).ends_with("b519"));
    }
}
