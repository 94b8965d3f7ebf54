//! HTML to a tree, within limits. With `limited`, the only place that knows the parser.

use html5ever::TokenizerResult;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{TokenSink as _, Tokenizer, TokenizerOpts};
use scraper::Html;

use super::limited::{LimitedSink, Next};
use super::markup::{self, Markup};
use crate::article::Limit;
use crate::options::Limits;

/// A parsed document and the limits that were reached.
pub(crate) struct Parsed {
    pub(crate) html: Html,
    pub(crate) limits: Vec<Limit>,
}

pub(crate) fn parse(html: &str, limits: &Limits) -> Parsed {
    let tokenizer = Tokenizer::new(LimitedSink::new(limits), TokenizerOpts::default());
    Feeder { tokenizer: &tokenizer, html, source: StrTendril::from(html), fed: 0 }.run();
    tokenizer.end();
    let (html, limits) = tokenizer.sink.finish();
    Parsed { html, limits }
}

/// Feeds a document to the tokenizer without what nobody reads: the attributes that are too many in a tag,
/// the text of scripts, style sheets and comments, which is half of what a page weighs.
///
/// They are no reached limit. The feeder always knows whether the tokenizer is in raw text, so it never takes
/// a script's `a < b` for a tag.
struct Feeder<'a> {
    tokenizer: &'a Tokenizer<LimitedSink>,
    html: &'a str,
    source: StrTendril,
    /// Bytes that the tokenizer has seen or that were left out.
    fed: usize,
}

impl Feeder<'_> {
    fn run(mut self) {
        let mut at = 0;
        while let Some(found) = self.html.as_bytes().get(at..).and_then(|rest| memchr::memchr(b'<', rest)) {
            at = self.markup(at + found);
        }
        self.feed_to(self.html.len());
    }

    /// Reads what begins at a `<` outside of raw text; returns where to go on.
    fn markup(&mut self, at: usize) -> usize {
        let html = self.html.as_bytes();
        let foreign = || {
            self.feed_to(at);
            self.tokenizer.sink.adjusted_current_node_present_but_not_in_html_namespace()
        };
        match markup::read(html, at, foreign) {
            Markup::Text => at + 1,
            Markup::Other(end) => {
                self.skip_comment(at, end);
                end
            }
            Markup::Tag(tag) => self.tag(&tag),
        }
    }

    /// Leaves out what stands between the marks of a comment.
    fn skip_comment(&mut self, at: usize, end: usize) {
        let inner = self.html[at..end].strip_prefix("<!--").and_then(|rest| rest.strip_suffix("-->"));
        // Behind `<!--` these end a comment.
        if inner.is_some_and(|inner| !inner.is_empty() && !inner.starts_with(['>', '-'])) {
            self.feed_to(at + "<!--".len());
            self.fed = end - "-->".len();
        }
    }

    /// Leaves out the text of a script or style sheet that ends where `end` says, unless the text holds what can
    /// make the tokenizer look for another end.
    fn skip_raw(&mut self, end: usize) -> bool {
        let is_plain = |text: &str| memchr::memmem::find(text.as_bytes(), b"<!--").is_none();
        let skips = self.tokenizer.sink.skips_text() && is_plain(&self.html[self.fed..end]);
        if skips {
            self.fed = end;
        }
        skips
    }

    fn tag(&mut self, tag: &markup::Tag) -> usize {
        if let Some(excess) = tag.excess {
            self.feed_to(excess);
            // All but the `>`, if there is one.
            self.fed = if self.html[..tag.end].ends_with('>') { tag.end - 1 } else { tag.end };
        }
        if !tag.may_open_raw {
            return tag.end;
        }
        self.feed_to(tag.end);
        match self.tokenizer.sink.next() {
            Next::Markup => tag.end,
            Next::Raw(name) => self.raw_end(tag.end, &name),
            Next::Plain => self.html.len(),
        }
    }

    /// Where the end tag of raw text begins. A script can hold what looks like one inside
    /// of `<!-- <script>`; the tokenizer knows, and takes that for text at once.
    fn raw_end(&mut self, from: usize, name: &str) -> usize {
        let mut at = from;
        while let Some(end) = markup::raw_end(self.html.as_bytes(), at, name) {
            if at == from && self.skip_raw(end) {
                return end;
            }
            // What came before the `<` may have been held back as a possible end tag.
            self.feed_to(end + 1);
            let before = self.tokenizer.sink.texts();
            at = end + "</".len() + name.len();
            self.feed_to(at);
            if self.tokenizer.sink.texts() == before {
                return end;
            }
        }
        self.html.len()
    }

    fn feed_to(&mut self, end: usize) {
        let Some(length) = end.checked_sub(self.fed).filter(|length| *length > 0) else { return };
        let queue = BufferQueue::default();
        queue.push_back(self.source.subtendril(self.fed as u32, length as u32));
        self.fed = end;
        // `feed` returns early after a script and at a declared encoding; neither is of use here.
        while !matches!(self.tokenizer.feed(&queue), TokenizerResult::Done) {}
    }
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
        for html in ["<a BIG>x</a>", "<a c='>' BIG/>x", "<svg><title></svg><a BIG>x", "</p BIG>x"] {
            let parsed = parse(&html.replace("BIG", &many()), &Limits::new());
            assert!(most_attributes(&parsed) <= markup::MAX_ATTRIBUTES, "{html}");
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

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]
        #[test]
        fn the_feeder_knows_what_the_tokenizer_reads(
            pieces in proptest::collection::vec(proptest::sample::select(PIECES), 1..16)
        ) {
            let html = pieces.concat().replace("BIG", &many());
            let parsed = parse(&html, &Limits::new());
            proptest::prop_assert!(most_attributes(&parsed) <= markup::MAX_ATTRIBUTES);
            let tokenizer = Tokenizer::new(LimitedSink::new(&Limits::new()), TokenizerOpts::default());
            let queue = BufferQueue::default();
            queue.push_back(StrTendril::from(html.as_str()));
            while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
            tokenizer.end();
            let (uncut, limits) = tokenizer.sink.finish();
            proptest::prop_assert_eq!(text(&parsed), text(&Parsed { html: uncut, limits }));
        }
    }

    const PIECES: &[&str] = &[
        "<a BIG>",
        "<b BIG",
        ">",
        "x",
        "<script>",
        "</script>",
        "<!--",
        "-->",
        "--!>",
        "<svg>",
        "</svg>",
        "<title>",
        "</title>",
        "<textarea>",
        "</TextArea >",
        "<style>",
        "</style",
        "<![CDATA[",
        "]]>",
        "<!",
        "<?",
        "'",
        "\"",
        "=",
        "/",
        " ",
        "\r\n",
        "<",
        "</",
        "<math>",
        "<mi>",
        "<foreignObject>",
        "<select>",
        "<noscript>",
        "</noscript>",
        "<table>",
        "<template>",
        "&am",
        "&lt;",
        "<p",
        "<plaintext>",
        "\0",
        "é",
        "<xmp>",
        "<!doctype",
        "<iframe>",
        "</iframe>",
        "<annotation-xml>",
        "<frameset>",
        "<!-->",
        "<!--->",
        "&am<!--x-->p;",
        "</head>",
        "-",
        "!",
    ];
}
