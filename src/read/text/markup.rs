//! What Markdown, reStructuredText and HTML leave in a text besides links: addresses listed at the end, pictures,
//! comments, directives, roles, escapes, entities.
//!
//! Each mark is believed where its language is certain: a reference has its definition, roles come with directives, and
//! escapes only where no backslash begins a command of TeX or a part of a path.

use std::borrow::Cow;
use std::collections::HashSet;

use memchr::{memchr, memchr3, memmem};

use super::edits::Edit;
use super::lines::Line;
use crate::document::without_entities;

/// What a markup language adds to a text.
#[derive(Debug, Default)]
pub(super) struct Markup {
    pub(super) edits: Vec<Edit>,
    /// Lines that are for machines.
    pub(super) lines: Vec<usize>,
}

pub(super) fn read(text: &str, lines: &[Line]) -> Markup {
    let mut found = Markup::default();
    let has = |sign: &str| memmem::find(text.as_bytes(), sign.as_bytes()).is_some();
    if has("]: ") || has("![") || has("<!--") {
        found.read_markdown(text, lines);
    }
    if has(".. ") {
        found.read_rest(text, lines);
    }
    if has(" ==") {
        found.edits.extend(lines.iter().filter_map(|line| closing_signs(text, line)));
    }
    if has("<http") {
        found.edits.extend(lines.iter().flat_map(|line| bare_addresses(text, line)));
    }
    if has("\\") {
        found.edits.extend(escapes(text, lines));
    }
    if has("&") && has(";") {
        found.edits.extend(lines.iter().flat_map(|line| entities(text, line)));
    }
    found
}

impl Markup {
    /// Definitions, and the references to them; pictures and comments that are a line.
    fn read_markdown(&mut self, text: &str, lines: &[Line]) {
        let mut labels = HashSet::new();
        for (index, line) in lines.iter().enumerate() {
            let content = &text[line.bytes.clone()];
            let label = definition(content);
            labels.extend(label.map(str::to_lowercase));
            if label.is_some() || is_picture(content) || is_comment(content) {
                self.lines.push(index);
            }
        }
        if !labels.is_empty() {
            self.edits.extend(lines.iter().flat_map(|line| references(text, line, &labels)));
        }
    }

    /// Directives; and roles where there are directives.
    fn read_rest(&mut self, text: &str, lines: &[Line]) {
        let mut is_rest = false;
        let mut in_directive = false;
        for (index, line) in lines.iter().enumerate() {
            let content = &text[line.bytes.clone()];
            let directive = directive(content);
            is_rest |= directive.is_some();
            in_directive = directive.is_some() || in_directive && is_option(content) && line.indent > 0;
            match directive {
                // A note's text is on the line or below it.
                Some(opens) if opens > 0 && opens < content.len() => {
                    self.edits.push(Edit::without(line.bytes.start..line.bytes.start + opens));
                }
                _ if in_directive => self.lines.push(index),
                _ => {}
            }
        }
        if is_rest {
            self.edits.extend(lines.iter().flat_map(|line| roles(text, line)));
        }
    }
}

/// The label that a line gives an address: `[1]: https://example.org/ "Title"`.
fn definition(line: &str) -> Option<&str> {
    const MAX_LABEL_BYTES: usize = 100;
    let (label, address) = line.strip_prefix('[')?.split_once("]: ")?;
    let address = address.trim_start().trim_start_matches('<');
    let is_address = ["http://", "https://", "/", "mailto:"].iter().any(|start| address.starts_with(start));
    (is_address && !label.is_empty() && label.len() <= MAX_LABEL_BYTES && !label.contains(['[', ']']))
        .then_some(label)
}

/// Whether a line is a picture: `![A bridge](bridge.png)`.
fn is_picture(line: &str) -> bool {
    line.strip_prefix("![").is_some_and(|rest| rest.ends_with([')', ']']) && !rest.contains("!["))
        && (line.contains("](") || line.contains("]["))
}

fn is_comment(line: &str) -> bool {
    line.strip_prefix("<!--").is_some_and(|rest| rest.find("-->").is_some_and(|end| end + 3 == rest.len()))
}

/// The marks of references to these labels: `[the report][1]`, `[The Daily Fen][]`.
fn references(text: &str, line: &Line, labels: &HashSet<String>) -> Vec<Edit> {
    let (start, content) = (line.bytes.start, &text[line.bytes.clone()]);
    let mut found = Vec::new();
    let mut from = 0;
    for (at, _) in content.match_indices("][") {
        let Some(open) = content.get(from..at).and_then(|before| Some(from + before.rfind('[')?)) else {
            continue;
        };
        let Some(length) = content[at + 2..].find(']') else { break };
        let (shown, label) = (&content[open + 1..at], &content[at + 2..at + 2 + length]);
        let label = if label.is_empty() { shown } else { label };
        if labels.contains(label.to_lowercase().as_str()) {
            from = at + 2 + length + 1;
            found.push(Edit::without(start + open..start + open + 1));
            found.push(Edit::without(start + at..start + from));
        }
    }
    found
}

/// How many bytes of a line open a directive with text for readers; 0, if all of it is for machines.
fn directive(line: &str) -> Option<usize> {
    const TEXTS: [&str; 6] = ["note", "warning", "tip", "important", "admonition", "topic"];
    let rest = line.strip_prefix(".. ")?;
    if rest.starts_with('_') && rest.contains(':') {
        return Some(0);
    }
    let (name, _) = rest.split_once("::")?;
    let is_name =
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_:|".contains(&byte));
    let opens = if TEXTS.contains(&name) { line.len() - rest.len() + name.len() + 2 } else { 0 };
    is_name.then_some(opens)
}

/// Whether a line is an option of the directive above: `:alt: A bridge`.
fn is_option(line: &str) -> bool {
    let name = line.strip_prefix(':').and_then(|rest| Some(rest.split_once(':')?.0));
    name.is_some_and(|name| {
        !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
    })
}

/// The marks around words: `:ref:` and backquotes, with the address that a link has.
fn roles(text: &str, line: &Line) -> Vec<Edit> {
    let (start, content) = (line.bytes.start, &text[line.bytes.clone()]);
    let ticks: Vec<(usize, usize)> = runs(content, '`');
    let mut found = Vec::new();
    for pair in ticks.chunks_exact(2) {
        let [(open, width), (close, other)] = *pair else { continue };
        let inside = &content[open + width..close];
        if width != other || width > 2 || inside.is_empty() {
            return Vec::new();
        }
        let before = &content[..open];
        let role =
            before.strip_suffix(':').and_then(|rest| rest.rfind(':')).map_or("", |colon| &before[colon..]);
        let is_role =
            role.len() > 2 && role.bytes().all(|byte| byte.is_ascii_alphanumeric() || b":-_".contains(&byte));
        let first = open - if is_role { role.len() } else { 0 };
        found.push(Edit::without(start + first..start + open + width));
        let shown = inside.strip_suffix('>').and_then(|rest| Some(rest.rsplit_once('<')?.0.trim_end().len()));
        let shown = shown.filter(|shown| *shown > 0).unwrap_or(inside.len());
        let mut end = close + width;
        end += content[end..].len() - content[end..].trim_start_matches('_').len();
        found.push(Edit::without(start + open + width + shown..start + end));
    }
    found
}

/// Where a sign is, and how often in a row.
fn runs(text: &str, sign: char) -> Vec<(usize, usize)> {
    let mut runs: Vec<(usize, usize)> = Vec::new();
    for (at, _) in text.match_indices(sign) {
        match runs.last_mut().filter(|(start, width)| start + width == at) {
            Some((_, width)) => *width += 1,
            None => runs.push((at, 1)),
        }
    }
    runs
}

/// The signs after the heading of a wiki's page: `== Rain ==`.
fn closing_signs(text: &str, line: &Line) -> Option<Edit> {
    let content = &text[line.bytes.clone()];
    let inner = content.trim_end_matches('=');
    let signs = content.len() - inner.len();
    let opens = content.len() - content.trim_start_matches('=').len();
    (signs > 1 && signs == opens && inner.ends_with(' '))
        .then(|| Edit::without(line.bytes.start + inner.trim_end().len()..line.bytes.end))
}

/// The angle brackets around addresses: `<https://example.org/>`.
fn bare_addresses(text: &str, line: &Line) -> Vec<Edit> {
    let (start, content) = (line.bytes.start, &text[line.bytes.clone()]);
    // Statements of RDF (`<…> .`), headers (`<…>; rel=next`) and strings of programs need theirs.
    let is_code = content.starts_with(['@', '>'])
        || ["> .", ">;", "'<", "\"<"].iter().any(|sign| content.contains(sign));
    let mut found = Vec::new();
    for (at, _) in content.match_indices("<http").filter(|_| !is_code) {
        let is_address = |length: &usize| !content[at + 1..at + 1 + length].contains(char::is_whitespace);
        let Some(length) = content[at + 1..].find('>').filter(is_address) else { continue };
        found.push(Edit::without(start + at..start + at + 1));
        found.push(Edit::without(start + at + 1 + length..start + at + 2 + length));
    }
    found
}

/// The backslashes before signs that Markdown escapes, unless backslashes are anything else in this text.
fn escapes(text: &str, lines: &[Line]) -> Vec<Edit> {
    const MIN_ESCAPES: usize = 2;
    const ESCAPED: &[u8] = b"*_#!-";
    // Regular expressions and programs have them, too.
    let is_code = |line: &Line| {
        let content = &text[line.bytes.clone()];
        content.contains('\\') && content.contains(['{', '^', '|', '$'])
    };
    let bytes = text.as_bytes();
    let is_escape = |at: usize| bytes.get(at + 1).is_some_and(|next| ESCAPED.contains(next));
    let all: Vec<usize> = memchr::memchr_iter(b'\\', bytes).collect();
    if all.len() < MIN_ESCAPES || !all.iter().all(|at| is_escape(*at)) || lines.iter().any(is_code) {
        return Vec::new();
    }
    all.into_iter().map(|at| Edit::without(at..at + 1)).collect()
}

/// Entities that a reader of HTML has left: `&#8217;`, `&amp;#8217;`, `&eacute;`. Spaced on both sides they are talked about.
fn entities(text: &str, line: &Line) -> Vec<Edit> {
    const MAX_BYTES: usize = 14;
    let (start, content) = (line.bytes.start, &text[line.bytes.clone()]);
    // Markup and addresses have ampersands of their own.
    let bytes = content.as_bytes();
    if memchr(b'&', bytes).is_none() || memchr3(b'<', b'`', b'{', bytes).is_some() {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut from = 0;
    for (at, _) in content.match_indices('&') {
        let rest = crate::cut::text(&content[at..], MAX_BYTES);
        let name = rest.strip_prefix("&amp;#").map_or(rest, |_| &rest[5..]);
        let Some(length) = name.find(';').map(|end| rest.len() - name.len() + end + 1).filter(|_| at >= from)
        else {
            continue;
        };
        let written = &content[at..at + length];
        let read = without_entities(&without_entities(written));
        let is_beside = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        let is_word =
            is_beside(content[..at].chars().next_back()) || is_beside(content[at + length..].chars().next());
        let is_and = written == "&amp;" && at > 0;
        if read != written && read.chars().count() == 1 && (is_word || is_and) && read != "<" && read != ">" {
            found.push(Edit { bytes: start + at..start + at + length, text: Cow::Owned(read) });
            from = at + length;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use crate::document::Choice;
    use crate::options::Limits;

    /// The blocks; those for machines in brackets.
    fn blocks(text: &str) -> Vec<String> {
        let page = super::super::page(text, &Limits::new());
        let block = |index: usize| match page.blocks[index].choice {
            Choice::Aside(_) => format!("<{}>", page.block_text(index)),
            _ => page.block_text(index).to_owned(),
        };
        (0..page.blocks.len()).map(block).collect()
    }

    #[test]
    fn references_of_markdown_have_definitions() {
        let text = "It rained in [the old town][1] and [Fen][].\n\n[1]: https://example.org/ \"Town\"\n[fen]: /fen\n";
        assert_eq!(
            blocks(text),
            ["It rained in the old town and Fen.", "<[1]: https://example.org/ \"Town\">", "<[fen]: /fen>"]
        );
        assert_eq!(
            blocks("It is a[i][j] of 9.\n\nNote [1]: rain"),
            ["It is a[i][j] of 9.", "Note [1]: rain"]
        );
    }

    #[test]
    fn pictures_and_comments_are_for_machines() {
        assert_eq!(
            blocks("![Rain](/rain.png)\n\nRain\n\n<!-- slot 3 -->")[..],
            ["<![Rain](/rain.png)>", "Rain", "<<!-- slot 3 -->>"]
        );
        assert_eq!(blocks("![Rain](/rain.png) fell"), ["![Rain](/rain.png) fell"]);
    }

    #[test]
    fn directives_of_rest_tell_that_roles_are_marks() {
        let text = "See `the report <report.html>`_ of :ref:`fen`, ``dry``.";
        assert_eq!(blocks(&format!("{text}\n\n.. _rain:\n"))[0], "See the report of fen, dry.");
        assert_eq!(blocks(text), [text]);
        let picture = ".. image:: /rain.png\n   :alt: Rain\n\n.. note:: It rained.\n";
        assert_eq!(blocks(picture), ["<.. image:: /rain.png>", "<:alt: Rain>", "It rained."]);
    }

    #[test]
    fn escapes_are_all_that_backslashes_are_for() {
        assert_eq!(blocks("Rain\\* and snow\\!"), ["Rain* and snow!"]);
        for text in ["^rain\\_(a|b)\\_$", "Rain\\* alone", "C:\\rain and \\_x, \\_y", "\\alpha\\_1 and \\*"] {
            assert_eq!(blocks(text), [text]);
        }
    }

    #[test]
    fn entities_at_words_are_read() {
        assert_eq!(
            blocks("The town&amp;#8217;s caf&eacute;&nbsp;burnt, &#8220;today&#8221; &amp; yesterday"),
            ["The town’s café\u{a0}burnt, “today” & yesterday"]
        );
        for text in ["Write &nbsp; for a space", "<b>Salt&amp;pepper</b>", "Salt&pepper; dry", "a &lt;b"] {
            assert_eq!(blocks(text), [text]);
        }
    }

    #[test]
    fn headings_of_wikis_have_signs_on_both_sides() {
        assert_eq!(blocks("== Rain ==\n\na == b ==\n\n= Rain"), ["Rain", "a == b ==", "Rain"]);
    }

    #[test]
    fn addresses_lose_their_brackets() {
        assert_eq!(blocks("See <https://example.org/rain>."), ["See https://example.org/rain."]);
        for text in [
            "See <https open.",
            "@prefix fen: <https://example.org/fen> .",
            "Link: <https://example.org/>; rel=next",
        ] {
            assert_eq!(blocks(text), [text]);
        }
    }
}
