//! Lines that machines read: data, scripts, style rules and markup that a page's text was not parted from.
//!
//! An article may be about any of them. Where it names what programs are made of, only what is alone among many lines of text is
//! believed to be the page's own; elsewhere runs of such lines are, unless the line above shows them ("Paste this:").

use std::ops::Range;

use super::lines::Line;
use crate::document::Aside;

/// Marks what is for machines.
pub(super) fn mark(text: &str, lines: &[Line], asides: &mut [Option<Aside>]) {
    let page = Page { text, lines };
    let runs = page.runs();
    if runs.is_empty() || page.has_fence() {
        return;
    }
    let marked: Vec<Range<usize>> = if page.names_programs(&runs) || page.sentences(&runs) < MIN_SENTENCES {
        page.alone(runs)
    } else {
        runs.into_iter().filter(|run| !page.is_shown(run)).collect()
    };
    marked.into_iter().for_each(|run| asides[run].fill(Some(Aside::Data)));
}

/// Fewer lines of prose may belong to a listing.
const MIN_SENTENCES: usize = 2;

struct Page<'a> {
    text: &'a str,
    lines: &'a [Line],
}

impl<'a> Page<'a> {
    fn line(&self, index: usize) -> &'a str {
        self.lines.get(index).map_or("", |line| &self.text[line.bytes.clone()])
    }

    fn above(&self, run: &Range<usize>) -> &'a str {
        run.start.checked_sub(1).map_or("", |above| self.line(above))
    }

    /// Lines for machines, one after the other.
    fn runs(&self) -> Vec<Range<usize>> {
        let mut runs: Vec<Range<usize>> = Vec::new();
        for index in 0..self.lines.len() {
            let line = self.line(index);
            if !may_be_for_machines(line) {
                continue;
            }
            let goes_on = runs.last().is_some_and(|run| run.end == index);
            let opens = || matches!(line, "{" | "[" | "[{") && is_member(self.line(index + 1));
            match runs.last_mut() {
                Some(run) if goes_on && (is_for_machines(line) || is_member(line)) => run.end += 1,
                _ if is_for_machines(line) || opens() => runs.push(index..index + 1),
                _ => {}
            }
        }
        runs
    }

    fn has_fence(&self) -> bool {
        (0..self.lines.len()).any(|index| self.line(index).starts_with("```"))
    }

    /// The lines that are not in a run.
    fn others<'r>(&'r self, runs: &'r [Range<usize>]) -> impl Iterator<Item = &'a str> + 'r {
        let mut runs = runs.iter().peekable();
        (0..self.lines.len()).filter_map(move |index| {
            while runs.next_if(|run| run.end <= index).is_some() {}
            (!runs.peek().is_some_and(|run| run.contains(&index))).then(|| self.line(index))
        })
    }

    fn sentences(&self, runs: &[Range<usize>]) -> usize {
        const MIN_BYTES: usize = 60;
        let ends = ['.', '!', '?', '"', '\u{201d}', '\u{bb}', '\u{3002}', '\u{964}', '\u{61f}'];
        self.others(runs).filter(|line| line.len() >= MIN_BYTES && line.ends_with(ends)).count()
    }

    /// Whether the text has words for programs and what they are written in.
    fn names_programs(&self, runs: &[Range<usize>]) -> bool {
        let is_name = |word: &str| PROGRAM_WORDS.iter().any(|name| word.eq_ignore_ascii_case(name));
        let names = |line: &str| {
            line.split_whitespace().any(|word| is_name(word.trim_matches(|c: char| !c.is_alphanumeric())))
                || !line.is_ascii() && PROGRAM_SIGNS.iter().any(|name| line.contains(name))
        };
        self.others(runs).any(names)
    }

    /// Single lines of data among many lines of text. Several in a row are a listing.
    fn alone(&self, runs: Vec<Range<usize>>) -> Vec<Range<usize>> {
        /// Of so many lines one may be data; where there are more, the page is about programs.
        const LINES_PER_DATA: usize = 8;
        let data: Vec<usize> =
            runs.into_iter().flatten().filter(|index| is_data(self.line(*index))).collect();
        let is_rare = data.len() * LINES_PER_DATA <= self.lines.len();
        let is_alone = data.len() == 1;
        let is_listed = |run: &Range<usize>| is_code(self.above(run)) || is_code(self.line(run.end));
        // What pages tell search engines of themselves comes once.
        let is_linked_data = |index: usize| is_alone && self.line(index).contains("\"@context\":");
        let data = data.into_iter().filter(|index| is_rare || is_linked_data(*index));
        data.map(|index| index..index + 1).filter(|run| !self.is_shown(run) && !is_listed(run)).collect()
    }

    /// Whether the line above announces them, or they are indented like a listing.
    fn is_shown(&self, run: &Range<usize>) -> bool {
        self.above(run).ends_with([':', '\u{ff1a}']) || self.lines[run.start].indent >= 4
    }
}

/// Words of texts about programs, in the letters of most languages.
const PROGRAM_WORDS: [&str; 19] = [
    "api",
    "code",
    "codes",
    "coding",
    "css",
    "curl",
    "html",
    "http",
    "java",
    "javascript",
    "json",
    "php",
    "plugin",
    "programming",
    "python",
    "schema",
    "script",
    "snippet",
    "xml",
];
const PROGRAM_SIGNS: [&str; 6] = [
    "c\u{f3}digo",
    "\u{43a}\u{43e}\u{434}",
    "\u{30b3}\u{30fc}\u{30c9}",
    "\u{4ee3}\u{7801}",
    "\u{4ee3}\u{78bc}",
    "\u{cf54}\u{b4dc}",
];

/// Whether a line begins or ends as lines for machines do, nearly all of them: most lines of text are told by it.
fn may_be_for_machines(line: &str) -> bool {
    matches!(
        line.as_bytes(),
        [b'"' | b'<' | b'/' | b'!' | b'{' | b'(', ..]
            | [.., b'{' | b'}' | b'[' | b']' | b'(' | b';' | b'>']
            | [.., b'}' | b']', b')']
    )
}

/// Whether a line is what a page's scripts, its style or an embedded frame left in its text.
fn is_for_machines(line: &str) -> bool {
    is_data(line) || is_statement(line) || is_style(line) || is_bare_markup(line) || is_punctuation(line)
}

/// Whether a line is data, or one of the best known statements or elements.
fn is_data(line: &str) -> bool {
    let is_json = (line.starts_with("{\"") || line.starts_with("[{\""))
        && line.ends_with(['}', ']', ',', ';'])
        && line.contains("\":");
    is_json
        || STATEMENTS.iter().any(|start| line.starts_with(start))
        || line.starts_with('<') && is_markup(line)
}

/// How the statements begin that pages have between their paragraphs: of advertising, counters, and embedded posts.
const STATEMENTS: [&str; 10] = [
    "window.",
    "googletag.",
    "(adsbygoogle",
    "dataLayer.push",
    "document.write(",
    "var _",
    "(function(",
    "!function(",
    "//<![CDATA[",
    "//]]>",
];

/// Whether a line is one element with attributes and nothing for a reader.
fn is_markup(line: &str) -> bool {
    const ELEMENTS: [&str; 6] = ["<iframe ", "<script", "<amp-", "<ins ", "<object ", "<embed "];
    /// Those around text: only a tag that is alone is nothing for a reader.
    const AROUND: [&str; 7] = ["div", "section", "figure", "blockquote", "aside", "span", "noscript"];
    let begins = |elements: &[&str]| elements.iter().any(|start| line.starts_with(start));
    let name = line.trim_start_matches(['<', '/']);
    let is_tag = line.starts_with('<')
        && line.find('>') == Some(line.len() - 1)
        && AROUND
            .iter()
            .any(|around| name.strip_prefix(around).is_some_and(|rest| rest.starts_with([' ', '>'])));
    begins(&ELEMENTS) && line.ends_with('>') || is_tag
}

/// Whether a line has comments of HTML, or pictures, and nothing else.
fn is_bare_markup(line: &str) -> bool {
    let is_comment = line.starts_with("<!--") && line.ends_with("-->");
    let is_picture = line.starts_with("<img ") && line.find('>') == Some(line.len() - 1);
    is_comment || is_picture
}

/// Whether a line is a statement of JavaScript: a declaration, a condition, a call.
fn is_statement(line: &str) -> bool {
    const DECLARATIONS: [&str; 4] = ["var ", "let ", "const ", "function "];
    const BRANCHES: [&str; 5] = ["if (", "if(", "for (", "try {", "} else"];
    let begins = |starts: &[&str]| starts.iter().any(|start| line.starts_with(start));
    let is_declaration =
        begins(&DECLARATIONS) && line.contains(['=', '(']) && line.ends_with([';', '{', '}', '[', '(']);
    is_declaration || begins(&BRANCHES) && line.ends_with(['{', '}']) || is_call(line)
}

/// `gtag('js', new Date());`, `$(".gallery").show({`, `self.queue.push([1])`
fn is_call(line: &str) -> bool {
    const ENDS: [&str; 9] = [");", "};", "];", "){", ") {", "({", "([", "})", "])"];
    let is_of_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '$' | '.');
    let after = line.trim_start_matches(is_of_name);
    let name = &line[..line.len() - after.len()];
    !name.is_empty()
        && !name.ends_with('.')
        && after.starts_with('(')
        && !after.starts_with("( ")
        && ENDS.iter().any(|end| line.ends_with(end))
}

/// Whether a line is a rule of a style sheet, or opens one: `.ad { display: none; }`, `@media (max-width: 600px) {`.
fn is_style(line: &str) -> bool {
    let Some((selector, rule)) = line.split_once('{') else { return false };
    let is_selector = selector.starts_with(['.', '#', '@'])
        && selector[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '-' | '_'));
    is_selector && (rule.is_empty() || rule.ends_with('}') && rule.contains(':'))
}

/// Brackets and what ends statements, closing one: `});`
fn is_punctuation(line: &str) -> bool {
    line.starts_with(['}', ']', ')']) && line.chars().all(|c| "{}[]();,".contains(c))
}

/// Whether a line may be a line of data or of a style rule, among others of them: `"id": 7,`, `height: auto;`.
fn is_member(line: &str) -> bool {
    let Some((name, _)) = line.split_once(':') else { return matches!(line, "{" | "[") };
    let is_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
    let is_quoted = name.len() > 2 && name.starts_with('"') && name.ends_with('"');
    is_quoted || !name.is_empty() && name.chars().all(is_key) && line.ends_with(';')
}

fn is_code(line: &str) -> bool {
    line.ends_with(['{', '}', ';', '>']) || line.starts_with('<')
}

#[cfg(test)]
mod tests {
    use crate::document::{Aside, Choice};
    use crate::options::Limits;

    const PROSE: &str =
        "The ferry stayed in the harbour all day, because the wind would not turn before the evening.";

    fn marked(text: &str) -> Vec<String> {
        let page = super::super::page(text, &Limits::new());
        let is_data = |index: &usize| page.blocks[*index].choice == Choice::Aside(Aside::Data);
        (0..page.blocks.len()).filter(is_data).map(|index| page.block_text(index).to_owned()).collect()
    }

    #[test]
    fn data_between_paragraphs_is_marked() {
        let prose = format!("{PROSE}\n").repeat(9);
        for data in [
            "{\"@type\":\"NewsArticle\",\"name\":\"Rain\"}",
            "window.adSlots = window.adSlots || [];",
            "<iframe src=\"https://example.org/player\">",
        ] {
            assert_eq!(marked(&format!("Rain\n{prose}{data}\n{prose}")), [data]);
            assert_eq!(marked(&format!("Rain\n{prose}Paste this line:\n{data}\n{prose}")), [""; 0]);
            assert_eq!(marked(&format!("{data}\n{data}\n{data}\n{PROSE}\n")), [""; 0]);
        }
    }

    #[test]
    fn what_a_page_tells_search_engines_is_marked_on_short_pages() {
        let data = "{\"@context\":\"https://schema.org\",\"@type\":\"NewsArticle\"}";
        assert_eq!(marked(&format!("Rain\n{PROSE}\n{data}\n{PROSE}\n")), [data]);
        let prose = format!("{PROSE}\n").repeat(16);
        assert_eq!(
            marked(&format!("{prose}<div class=\"ad\">\n{PROSE}\n</div>\n")),
            ["<div class=\"ad\">", "</div>"]
        );
        assert_eq!(marked(&format!("{prose}<div>{PROSE}</div>\n")), [""; 0]);
    }

    /// What pages have among their text, line by line.
    const RUNS: [&[&str]; 12] = [
        &["{", "\"@context\": \"https://schema.org\",", "\"headline\": \"Ferry\"", "}"],
        &["{\"id\":48213,\"isPremium\":false}", "{\"videoId\":\"x8812\",\"autoplay\":true}"],
        &["window.dataLayer = window.dataLayer || [];", "gtag('js', new Date());", "gtag('config', 'X-1');"],
        &[
            "!function(f,b,e){if(f.fbq)return;n=f.fbq=function(){n.callMethod?",
            "n.callMethod.apply(n)};}(window);",
        ],
        &["var articleId = \"48213\";", "let section = \"local\";"],
        &["$(document).ready(function(){", "$(\".gallery\").show({dots: true});", "});"],
        &["if (typeof window.ads !== \"undefined\") {", "window.ads.push(\"slot-1\");", "}"],
        &[".article-gallery img {", "max-width: 100%;", "height: auto;", "}"],
        &["@media (max-width: 600px) { .share-row { display: none } }", "#box{background:#eee;padding:12px}"],
        &["<script async src=\"https://example.org/show.js\"></script>", "<ins class=\"ads\"></ins>"],
        &["<!-- BEGIN AD SLOT 3 -->", "<img src=\"https://example.org/ferry.jpg\" alt=\"\" />"],
        &["//<![CDATA[", "self.__next_f.push([1,\"local/ferry\"])", "//]]>"],
    ];

    #[test]
    fn runs_of_lines_for_machines_are_marked_on_short_pages() {
        for run in RUNS {
            let data = run.join("\n");
            let pages = [
                format!("{data}\nRain\n{PROSE}\n{PROSE}\n"),
                format!("Rain\n{PROSE}\n{data}\n{PROSE}\n"),
                format!("Rain\n\n{PROSE}\n\n{PROSE}\n\n{}\n", run.join("\n\n")),
            ];
            for page in pages {
                assert_eq!(marked(&page), run, "{page}");
            }
        }
    }

    #[test]
    fn what_an_article_shows_stays() {
        for run in RUNS {
            let data = run.join("\n");
            for page in [
                format!("Rain\n{PROSE}\nPaste this on your page:\n{data}\n{PROSE}\n"),
                format!("Rain\n{PROSE}\nThis is the code of the counter.\n{data}\n{PROSE}\n"),
                format!("Rain\n{PROSE}\n```\n{data}\n```\n{PROSE}\n"),
            ] {
                let found = marked(&page);
                assert!(found.len() < run.len(), "{page}\n{found:?}");
            }
        }
        assert_eq!(
            marked(&format!("Rain\n{}\n{PROSE}\n", RUNS[5].join("\n"))),
            [""; 0],
            "a listing with a note"
        );
    }

    #[test]
    fn prose_with_brackets_is_no_script() {
        for line in [
            "If (and only if) the wind turns, the ferry sails;",
            "Function and beauty (in this order);",
            "\"Rain,\" said the master (who should know)",
            "Let there be light (at the pier)",
            "Note: the ferry does not sail on Mondays;",
            "Monday(s)",
            ".NET {a harbour}",
            "# Rain {news}",
            "<3 the ferry >",
        ] {
            assert_eq!(marked(&format!("Rain\n{PROSE}\n{line}\n{PROSE}\n{PROSE}\n")), [""; 0], "{line}");
        }
    }
}
