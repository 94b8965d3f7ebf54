//! Raw text: what is in `<title>`, `<style>`, `<script>` and after `<plaintext>`.

use html5ever::tokenizer::states::{RawKind, ScriptEscapeKind};
use memchr::{memchr, memchr2};

use super::references::Place;
use super::{Mode, Reader, Tokenizer};

/// How deep a script is in what looks like comments.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Escape {
    None,
    /// Behind `<!--`.
    Comment,
    /// Behind `<!--<script>`, where `</script>` does not end the script.
    Script,
}

impl<S: Reader> Tokenizer<'_, S> {
    /// Reads raw text up to its end tag, and that.
    pub(super) fn raw(&mut self, kind: RawKind) {
        let start = self.at;
        self.at = self.raw_end(kind);
        if self.at > start && self.sink.reads_text(&self.html[start..self.at]) {
            let place = (kind == RawKind::Rcdata).then_some(Place::Text);
            let text = self.without_nul(start, self.at, place);
            self.emit_characters(text);
        }
        self.mode = Mode::Data;
        if self.at < self.html.len() {
            self.end_tag();
        }
    }

    /// Reads all that is left as text.
    pub(super) fn plain(&mut self) {
        let text = self.without_nul(self.at, self.html.len(), None);
        self.at = self.html.len();
        self.emit_characters(text);
    }

    /// Where the end tag of raw text begins, or the input ends.
    fn raw_end(&self, kind: RawKind) -> usize {
        let html = self.html.as_bytes();
        let Some(name) = self.last_start.as_deref() else { return html.len() };
        let escape = match kind {
            RawKind::Rcdata | RawKind::Rawtext => return end_of_raw_text(html, self.at, name),
            RawKind::ScriptData => Escape::None,
            RawKind::ScriptDataEscaped(ScriptEscapeKind::Escaped) => Escape::Comment,
            RawKind::ScriptDataEscaped(ScriptEscapeKind::DoubleEscaped) => Escape::Script,
        };
        script_end(html, self.at, name, escape)
    }
}

/// Whether `name` and a byte that ends a name follow.
fn is_named(rest: &[u8], name: &str) -> bool {
    let named = rest.get(..name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name.as_bytes()));
    named && matches!(rest.get(name.len()), Some(b' ' | b'\t' | b'\n' | b'\r' | 0xc | b'/' | b'>'))
}

/// Whether an end tag of this name begins.
fn is_end(rest: &[u8], name: &str) -> bool {
    rest.starts_with(b"</") && is_named(&rest[2..], name)
}

/// Where the end tag of raw text begins.
pub(in crate::read) fn end_of_raw_text(html: &[u8], from: usize, name: &str) -> usize {
    let mut ends = memchr::memchr_iter(b'<', &html[from..]).map(|found| from + found);
    ends.find(|at| is_end(&html[*at..], name)).unwrap_or(html.len())
}

/// Where the end tag of a script begins.
pub(in crate::read) fn end_of_script(html: &[u8], from: usize, name: &str) -> usize {
    script_end(html, from, name, Escape::None)
}

fn script_end(html: &[u8], from: usize, name: &str, mut escape: Escape) -> usize {
    let mut at = from;
    loop {
        let rest = &html[at..];
        let found = if escape == Escape::None { memchr(b'<', rest) } else { memchr2(b'<', b'-', rest) };
        let Some(found) = found else { return html.len() };
        at += found;
        let rest = &html[at..];
        if escape != Escape::Script && is_end(rest, name) {
            return at;
        }
        escape = match escape {
            Escape::None if rest.starts_with(b"<!--") => {
                // The dashes can be those of a `-->`, too.
                at += 1;
                Escape::Comment
            }
            Escape::Comment | Escape::Script if rest.starts_with(b"-->") => Escape::None,
            Escape::Comment if rest[0] == b'<' && is_named(&rest[1..], "script") => Escape::Script,
            Escape::Script if is_end(rest, "script") => Escape::Comment,
            same => same,
        };
        at += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn raw_text_ends_at_its_own_end_tag() {
        let html = b"a</b></scripts></SCRIPT >";
        assert_eq!(end_of_raw_text(html, 0, "script"), 15);
        assert_eq!(end_of_raw_text(b"</script", 0, "script"), 8);
    }

    #[test]
    fn scripts_end_where_the_standard_says() {
        for inner in [
            "a < b",
            "<!-- <script> </script> -->",
            "<!--<script></script ><script/</script\n--!>",
            "<!-->",
            "<!--->",
            "<!--<scripts>",
            "<!--<script-->",
            "<!--<script>--></scripts>",
        ] {
            let html = format!("{inner}</script>-->");
            assert_eq!(script_end(html.as_bytes(), 0, "script", Escape::None), inner.len(), "{inner}");
        }
    }
}
