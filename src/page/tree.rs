//! HTML to a tree, within limits. With `limited`, the only place that knows the parser.

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tokenizer, TokenizerOpts};
use scraper::Html;

use super::limited::LimitedSink;
use crate::article::Limit;
use crate::options::Limits;

/// A parsed document and the limits that were reached.
pub(crate) struct Parsed {
    pub(crate) html: Html,
    pub(crate) limits: Vec<Limit>,
}

pub(crate) fn parse(html: &str, limits: &Limits) -> Parsed {
    let tokenizer = Tokenizer::new(LimitedSink::new(limits), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    // `feed` returns early after a script and at a declared encoding; neither is of use here.
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.end();
    let (html, limits) = tokenizer.sink.finish();
    Parsed { html, limits }
}

#[cfg(test)]
mod tests {
    use super::*;

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
}
