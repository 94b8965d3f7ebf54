//! Inputs of every kind at any size: what is likely to cost more than its share.

/// One kind of input.
pub(crate) struct Kind {
    pub(crate) name: &'static str,
    pub(crate) generate: fn(usize) -> String,
}

const fn kind(name: &'static str, generate: fn(usize) -> String) -> Kind {
    Kind { name, generate }
}

const SENTENCE: &str = "It rained all day in the town by the river, they said.";

/// `n` pieces, each made of its number.
fn each(n: usize, piece: impl Fn(usize) -> String) -> String {
    (0..n).map(piece).collect()
}

/// A word of letters for a number, so that words differ.
fn word(mut i: usize) -> String {
    let mut word = String::new();
    loop {
        word.push(char::from(b'a' + u8::try_from(i % 26).unwrap_or(0)));
        i /= 26;
        if i == 0 {
            return word;
        }
    }
}

fn json_ld(json: &str) -> String {
    format!("<script type=application/ld+json>{json}</script><p>{SENTENCE}")
}

pub(crate) const HTML: &[Kind] = &[
    kind("a page's state", |n| {
        format!(
            "<script id=__NEXT_DATA__ type=application/json>[{}{{}}]</script>",
            r#"{"type":"doc","content":[{"text":"It rained."}]},"#.repeat(n / 4)
        )
    }),
    kind("a page's state that is never closed", |n| {
        format!("<script>window.__INITIAL_STATE__={}</script>x", "{\"a\":[".repeat(n))
    }),
    kind("pieces of a stream", |n| r#"<script>self.__next_f.push([1,"0:\"a\"\n"])</script>"#.repeat(n)),
    kind("rules of a style sheet and elements", |n| {
        let rules = each(n / 4, |i| format!(".a.b{i},p.c{i}{{display:none}}"));
        format!("<style>{rules}</style>{}", each(n / 4, |i| format!("<p class='a c{i}'>x")))
    }),
    kind("style sheets after what they hide", |n| {
        each(n / 4, |i| format!("<p class='a c{i}'>x<style>.c{i}{{display:none}}</style>"))
    }),
    kind("clipped parts of lines", |n| {
        format!(
            "<style>.a{{position:absolute;clip:rect(0,0,0,0)}}</style><p>{}",
            "<b class=a>x</b>y ".repeat(n)
        )
    }),
    kind("rules in rules", |n| {
        format!("<style>.a{{display:none}}{}</style>x", "a:'';@media x{.b{c/**/".repeat(n))
    }),
    kind("scripts that may hold state", |n| "<script>window.a={b:'__NUXT__'}</script><p>x".repeat(n)),
    kind("a preloaded attribute", |n| {
        format!("<div id=data-preloaded data-preloaded='{{\"a\":\"{}\"}}'></div>x", "[{".repeat(n))
    }),
    kind("shadow trees", |n| {
        "<x-y><template shadowrootmode=open><p>x<slot></slot></template>y</x-y>".repeat(n)
    }),
    kind("shadow trees in shadow trees", |n| "<x-y><template shadowrootmode=open>rain ".repeat(n)),
    kind("twins for eyes and for screen readers", |n| {
        format!("<p>{}", "<b aria-hidden=true>rain</b><b>rain</b> ".repeat(n))
    }),
    kind("formulas", |n| {
        format!(
            "<p>{}",
            "<math><mfrac><mi>a</mi><mi>b</mi></mfrac></math> <i data-latex=x^2>x</i> ".repeat(n)
        )
    }),
    kind("text that is TeX", |n| "<p><span class=math>x^2</span> and \\(x\\) and $y".repeat(n)),
    kind("formulas in formulas", |n| format!("<p><math>{}", "<msup><mi>x</mi>".repeat(n))),
    kind("formulas as MathJax draws them", |n| {
        format!("<p>{}", "<mjx-container><mjx-math><mjx-mi><mjx-c class=mjx-c78></mjx-c></mjx-mi></mjx-math></mjx-container>".repeat(n))
    }),
    kind("dollar signs", |n| format!("<script src=/katex.js></script><p>{}", "$x ".repeat(n))),
    kind("marks of notes", |n| {
        format!(
            "<p>{}<ol>{}",
            each(n, |i| format!("x<a href=#fn{i}>{i}</a> ")),
            each(n, |i| format!("<li id=fn{i}>y"))
        )
    }),
    kind("shortcodes", |n| "[vc_row a=\"".repeat(n)),
    kind("paragraphs", |n| {
        "<p>It rained all day in the <a href=/town>town</a> by the river.</p>\n".repeat(n)
    }),
    kind("different paragraphs", |n| each(n, |i| format!("<p>In {} it rained for {i} days.</p>", word(i)))),
    kind("siblings without text", |n| "<div></div>".repeat(n)),
    kind("siblings of other classes", |n| each(n, |i| format!("<div class='c{i} d{}'>x</div>", i % 7))),
    kind("nested", |n| format!("{}deep", "<div class=a>".repeat(n))),
    kind("nested with text", |n| "<div>rain ".repeat(n)),
    kind("nested and closed", |n| format!("{}deep{}", "<div>".repeat(n), "</div>".repeat(n))),
    kind("nested as deep as allowed", |n| {
        format!("{}deep{}", "<div class=a><p>rain ".repeat(100), "</div>".repeat(100)).repeat(n.div_ceil(100))
    }),
    kind("lists in lists", |n| "<ul><li>rain ".repeat(n)),
    kind("tables in tables", |n| "<table><tr><td>cell ".repeat(n)),
    kind("a table's rows", |n| format!("<table>{}", "<tr><td>a<td>b".repeat(n))),
    kind("a row's cells", |n| format!("<table><tr>{}", "<td colspan=1000 rowspan=65000>a".repeat(n))),
    kind("text that a table puts before itself", |n| format!("<table>{}", "x<b>y</b><tr>".repeat(n))),
    kind("unclosed formatting", |n| "<b><p>word ".repeat(n / 8)),
    kind("formatting of other classes", |n| each(n / 8, |i| format!("<b class=c{i}><p>word "))),
    kind("formatting closed in the wrong order", |n| "<b><i><p>word</b></i> ".repeat(n)),
    kind("links that are never closed", |n| "<a href=x><p>word ".repeat(n)),
    kind("ends of what was never opened", |n| "x</p></b></div></a></li>".repeat(n)),
    kind("a class of many words", |n| format!("<div class='{}'>x</div>", "share nav ".repeat(n))),
    kind("giant attributes", |n| {
        format!("<img alt='{0}' src='{0}'><a href='{0}'>x</a><p id='{0}' style='{0}'>x", "ab-c_".repeat(n))
    }),
    kind("attributes", |n| format!("<p>x<i{}>x", each(n, |i| format!(" b{i}=c")))),
    kind("equal attributes", |n| format!("<p{}>x", " class=a".repeat(n))),
    kind("one text", |n| format!("<p>{}", "It rained all day, and <3 others said so. ".repeat(n))),
    kind("one word", |n| format!("<p>{}", "rain".repeat(n))),
    kind("text without spaces", |n| format!("<p>{}", "雨が降った。".repeat(n))),
    kind("marked words in one block", |n| format!("<p>{}", "<i>word</i> <a href=x>link</a> ".repeat(n))),
    kind("links", |n| "<li><a href=/a>Link</a>".repeat(n)),
    kind("links to other places", |n| each(n, |i| format!("<a href=/a/{i}>Link {i}</a>\n"))),
    kind("links after each other", |n| "<a href=/a>Link</a>".repeat(n)),
    kind("headings", |n| "<h2>Rain</h2>".repeat(n)),
    kind("first headings", |n| each(n, |i| format!("<h1>Rain falls on the town {i}</h1>"))),
    kind("headings with text", |n| each(n, |i| format!("<h{}>{}</h3><p>{SENTENCE}", i % 6 + 1, word(i)))),
    kind("titles", |n| each(n, |i| format!("<meta property=og:title content='Rain {i}'>")) + "<h1>Rain 7"),
    kind("one title", |n| format!("<title>{}</title><h1>Rain", "Rain | Fen - ".repeat(n))),
    kind("meta elements", |n| {
        "<meta name=author content='Jane Doe'><meta name=date content=2021-03-12>".repeat(n) + "rain"
    }),
    kind("a long name of a meta element", |n| format!("<meta name=\"{}\" content=x>rain", "-".repeat(8 * n))),
    kind("signs that open nothing in a value", |n| {
        format!("<meta name=description content=\"{}\">rain", "< ".repeat(4 * n))
    }),
    kind("times", |n| "<time datetime=2021-03-12>12 March 2021</time> ".repeat(n)),
    kind("different times", |n| {
        each(n, |i| format!("<time>{} May {}</time><br>", i % 28 + 1, 1900 + i % 150))
    }),
    kind("marked authors", |n| each(n, |i| format!("<a rel=author class=byline>Ann {}</a> ", word(i)))),
    kind("marked tags", |n| each(n, |i| format!("<a rel=tag href=/t/{i}>{}</a> ", word(i)))),
    kind("steps of a trail", |n| {
        format!("<ol class=breadcrumb>{}", each(n, |i| format!("<li itemprop=itemListElement>{}", word(i))))
    }),
    kind("line breaks", |n| format!("<p>{}", "<br>".repeat(n))),
    kind("lines by line breaks", |n| format!("<p>{}", "It rained.<br>".repeat(n))),
    kind("unclosed paragraphs", |n| "<p>".repeat(n)),
    kind("comments", |n| "<!-- --><p>x".repeat(n)),
    kind("ends of comments", |n| format!("<!--{}<p>x", "->-- >".repeat(n))),
    kind("references", |n| format!("<p>{}", "&amp;&notit;&#x41&zzz&".repeat(n))),
    kind("CDATA", |n| format!("<svg>{}</svg>x", "<![CDATA[x]]>".repeat(n))),
    kind("CDATA without end", |n| format!("x<svg><![CDATA[{}", "]] >".repeat(n))),
    kind("declarations", |n| "<!doctype html><?x ?><!x>x".repeat(n)),
    kind("options", |n| format!("<select>{}</select>x", "<option>Rain".repeat(n))),
    kind("selections", |n| "<select><option>x</select>".repeat(n)),
    kind("templates", |n| "<template><p>x</template>y".repeat(n)),
    kind("templates in templates", |n| format!("x{}", "<template>".repeat(n))),
    kind("forms and buttons", |n| "<form><input value=x><button>Go</button><label>x</form>".repeat(n)),
    kind("pictures", |n| {
        "<figure><img src=a.jpg srcset='a 1x, b 2x' alt=Rain><figcaption>Rain</figure>".repeat(n)
    }),
    kind("a set of sources", |n| format!("<img srcset='{}'>x", "a.jpg 100w, ".repeat(n))),
    kind("angle brackets", |n| "<".repeat(n * 20)),
    kind("preformatted", |n| format!("<pre>{}</pre>", "code\n".repeat(n))),
    kind("marked code", |n| format!("<pre>{}</pre>", "<span class=k>let</span> x;\n".repeat(n))),
    kind("definitions", |n| format!("<dl>{}", "<dt>rain<dd>water".repeat(n))),
    kind("quotations", |n| "<blockquote><p>It rained.</blockquote>".repeat(n)),
    kind("scripts", |n| "<script>a</script><style>b</style><noscript><img src=a></noscript>x".repeat(n)),
    kind("scripts in scripts", |n| "<script><!--<script>a</script>--></script><p>x".repeat(n)),
    kind("raw text without end", |n| format!("<p>x<textarea>{}", "</texta &".repeat(n))),
    kind("drawings", |n| "<svg><g><path d=M0><title>x</title></g></svg><math><mi>y</math>z".repeat(n)),
    kind("markup in drawings", |n| "<svg><desc><p>x</desc><b>y".repeat(n)),
    kind("documents in the document", |n| "<html><head><body class=a><title>x</title>y".repeat(n)),
    kind("what is hidden", |n| "<div hidden><p>x</p></div><p style='display: none'>y</p>z".repeat(n)),
    kind("NUL and line ends", |n| format!("<p>{}", "It rained all day in the town.\0\r".repeat(n))),
    kind("comments of readers", |n| {
        format!("<p>{SENTENCE}{}", "<div class=comment><b>Ann</b> 2 hours ago<p>Indeed.</div>".repeat(n))
    }),
    kind("cards", |n| {
        each(n, |i| format!("<div class=card><a href=/{i}><h3>{}</h3></a><p>Rain.</p></div>", word(i)))
    }),
    kind("JSON-LD objects", |n| {
        json_ld(&format!(
            "[{}]",
            each(n, |i| format!(r#"{{"@type": "Article", "@id": "{i}", "headline": "Rain"}},"#))
        ))
    }),
    kind("JSON-LD references", |n| {
        json_ld(&format!(
            r#"{{"@graph": [{{"@type": "Article", "author": {{"@id": "0"}}}}{}]}}"#,
            each(n, |i| format!(
                r#", {{"@type": "Person", "@id": "{i}", "sameAs": {{"@id": "{}"}}}}"#,
                i + 1
            ))
        ))
    }),
    kind("JSON-LD in JSON-LD", |n| json_ld(&"[{\"@graph\":".repeat(n))),
    kind("JSON-LD that is broken", |n| json_ld(&"{\"@type\": \"Article\",}\n\"".repeat(n))),
    kind("JSON-LD of one text", |n| {
        json_ld(&format!(r#"{{"@type": "Article", "articleBody": "{}"}}"#, r"It rained.\n".repeat(n)))
    }),
    kind("JSON-LD authors", |n| {
        let people = each(n, |i| format!(r#"{{"@type": "Person", "name": "Ann {}"}},"#, word(i)));
        json_ld(&format!(r#"{{"@type": "Article", "author": [{people} "x"]}}"#))
    }),
    kind("JSON-LD scripts", |n| json_ld(r#"{"@type": "Article", "headline": "Rain"}"#).repeat(n)),
];

pub(crate) const TEXT: &[Kind] = &[
    kind("lines", |n| "It rained all day in the town by the river.\n\nRead more\nShare\n".repeat(n)),
    kind("different lines", |n| {
        each(n, |i| format!("Line {i} says that it rained for {} days.\n", i * 7 % 1000))
    }),
    kind("short lines", |n| each(n, |i| word(i) + "\n")),
    kind("equal short lines", |n| "Rain\n".repeat(n)),
    kind("equal sentences", |n| format!("{SENTENCE}\n").repeat(n)),
    kind("two lines in turn", |n| "Rain\nIt rained all day in the town by the river, they said.\n".repeat(n)),
    kind("paragraphs", |n| format!("{}\n\n", [SENTENCE; 4].join(" ")).repeat(n / 4)),
    kind("wrapped lines", |n| {
        each(n, |i| format!("it rained in {} and the town by the river, they said, was\n", word(i % 600)))
    }),
    kind("lines cut at hyphens", |n| {
        "it rained all day in the town by the ri-\nver, and then it\n".repeat(n)
    }),
    kind("one line", |n| "It rained all day, and <3 others said so. ".repeat(n)),
    kind("a page on one line", |n| {
        let ferry = "Home News Sport It rained all day. Read more: Ferry sold The town said so. Share this article © 2021 ";
        ferry.repeat(n)
    }),
    kind("glued rows", |n| "HomeNewsSportRelated ArticlesFerry sold to a painterWhy roofs leak\n".repeat(n)),
    kind("one glued row", |n| "Related ArticlesFerry sold to a painter".repeat(n)),
    kind("links of Markdown", |n| "[Home](/) and [News](/news)\n".repeat(n)),
    kind("one line of links that nothing closes", |n| "[a](/b".repeat(n)),
    kind("one line of links that nothing opens", |n| "](/b)".repeat(n)),
    kind("mojibake", |n| "It didn\u{e2}\u{20ac}\u{2122}t rain in the caf\u{c3}\u{a9}.\n".repeat(n)),
    kind("one line of mojibake", |n| "\u{c3}\u{192}\u{c2}\u{a9}t\u{c3}\u{192}\u{c2}\u{a9} ".repeat(n)),
    kind("mojibake of mojibake", |n| "\u{c3}\u{83}\u{c2}\u{83}\u{c3}\u{82}\u{c2}\u{a9}".repeat(n)),
    kind("records", |n| each(n, |i| format!("URL: https://example.org/{i}\n{SENTENCE}\n\n"))),
    kind("sheets", |n| each(n, |i| format!("{SENTENCE}\nThe Harbour Letter\nPage {i}\n"))),
    kind("data between lines", |n| format!("{SENTENCE}\n{SENTENCE}\n{{\"a\":1}}\n").repeat(n)),
    kind("one line without spaces", |n| "rain".repeat(4 * n)),
    kind("one line without ASCII", |n| "雨が降った。дождь".repeat(n)),
    kind("marks over one letter", |n| format!("e{}", "\u{301}".repeat(4 * n))),
    kind("characters that are not seen", |n| "a\u{200b}\u{ad}\u{feff} ".repeat(n)),
    kind("one line of columns", |n| "Home | World | Sport | ".repeat(n)),
    kind("columns", |n| "Home    World\tSport     Rain\n".repeat(n)),
    kind("blank lines", |n| format!("Rain\n{}rain", " \n\t\n".repeat(n))),
    kind("dates", |n| "12 March 2021 By Jane Doe\n".repeat(n)),
    kind("different dates", |n| {
        each(n, |i| format!("Updated: {}/{}/20{:02} {}:00\n", i % 28, i % 12, i % 90, i % 24))
    }),
    kind("one line of dates", |n| "12 March 2021 ".repeat(n)),
    kind("one line of digits", |n| "2021-10-".repeat(n)),
    kind("bylines", |n| each(n, |i| format!("By Ann {}\n", word(i)))),
    kind("one byline", |n| format!("By {}\n{SENTENCE}", "Ann Fen and Bo Marsh, ".repeat(n))),
    kind("near-equal titles", |n| each(n, |i| format!("Rain stops the fair in town {}\n", i % 97))),
    kind("titles and sites", |n| each(n, |i| format!("Rain stops the fair - {} News | Fen\n", word(i)))),
    kind("headings", |n| each(n, |i| format!("What {} Means\n\n{SENTENCE}\n\n", word(i)))),
    kind("capitals", |n| "RAIN IN TOWN\n".repeat(n)),
    kind("list items", |n| each(n, |i| format!("• Rain {i}\n  - fell\n{i}. in town\n"))),
    kind("quoted lines", |n| "> > It rained.\n".repeat(n)),
    kind("questions and answers", |n| "Q: Did it rain?\nA: It did.\n".repeat(n)),
    kind("labels", |n| each(n, |i| format!("{}: rain\n", word(i)))),
    kind("datelines", |n| "TALLINN, March 12 (Reuters) - It rained all day in the town.\n".repeat(n)),
    kind("prompts", |n| "Share this story\nRead more: Rain\nAdvertisement\nComments (12)\n".repeat(n)),
    kind("times ago", |n| each(n, |i| format!("Ann, {i} hours ago\nIndeed it rained.\nReply\n"))),
    kind("addresses", |n| each(n, |i| format!("https://example.org/{i}/rain?a=b#c ann@example.org\n"))),
    kind("brackets", |n| "([{“".repeat(n)),
    kind("dots and dashes", |n| ". - … — ".repeat(n)),
    kind("figures", |n| "1,234.5\t67 %\t$8.90\n".repeat(n)),
    kind("carriage returns", |n| "It rained.\r".repeat(n)),
    kind("code", |n| "if (a < b) { c[d] = e; }\n".repeat(n)),
    kind("copyright", |n| each(n, |i| format!("© {} Fen News. All rights reserved.\n", 1900 + i % 200))),
    kind("nested items", |n| each(n, |i| format!("{}- rain\n", " ".repeat(i % 50 * 2)))),
    kind("nested bullets", |n| "\u{2022} a\n\u{25e6} b\n\u{25aa} c\n".repeat(n)),
    kind("numbered items", |n| each(n, |i| format!("{i}. rain\n"))),
    kind("numbers further and further in", |n| each(n, |i| format!("{}1. rain\n", " ".repeat(i % 90)))),
    kind("one line of quotes", |n| format!("> rain\n{} rain\n", ">".repeat(8 * n))),
    kind("quotes in quotes in turn", |n| each(n, |i| format!("{} rain\n", ">".repeat(i % 40 + 1)))),
    kind("fences that nothing closes", |n| each(n, |i| format!("{}rain\n", "`".repeat(3 + i % 9)))),
    kind("fences that close", |n| "```rust\nrain();\n```\n".repeat(n)),
    kind("indented code", |n| "Rain.\n\n    rain();\n\n".repeat(n)),
    kind("tables of pipes", |n| "a | b\n---|---\n1 | 2\n\n".repeat(n)),
    kind("one line of pipes", |n| format!("{}\n{}\n", "a|".repeat(n), "-|".repeat(n))),
    kind("rows of tabs", |n| "Town\tRain\n".repeat(n)),
    kind("one row of tabs", |n| "a\t".repeat(n)),
    kind("notes and marks", |n| {
        let marks = each(n, |i| format!("rain[{}] and [^{i}]\n", i % 999));
        format!("{marks}References\n{}", each(n, |i| format!("[{}] Rain\n[^{i}]: Rain\n", i % 999)))
    }),
    kind("labels of notes", |n| "Notes\n1. Rain[1]\n".repeat(n)),
];
