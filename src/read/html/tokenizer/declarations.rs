//! Comments, doctypes and CDATA sections.

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Doctype, Token};
use memchr::{memchr, memchr_iter, memmem};

use super::{Reader, Tokenizer};

const DOCTYPE: &[u8] = b"doctype";
const CDATA: &[u8] = b"[CDATA[";

impl<S: Reader> Tokenizer<'_, S> {
    /// Reads what begins with `<!`.
    pub(super) fn declaration(&mut self) {
        let rest = self.ahead(2);
        if rest.starts_with(b"--") {
            self.comment();
        } else if rest.get(..DOCTYPE.len()).is_some_and(|word| word.eq_ignore_ascii_case(DOCTYPE)) {
            self.doctype();
        } else if rest.starts_with(CDATA)
            && self.sink.adjusted_current_node_present_but_not_in_html_namespace()
        {
            self.cdata();
        } else {
            self.bogus_comment(2);
        }
    }

    /// Reads a comment that nothing but a `>` ends and that begins `offset` bytes ahead.
    pub(super) fn bogus_comment(&mut self, offset: usize) {
        let start = self.at + offset;
        let end = memchr(b'>', self.ahead(offset)).map_or(self.html.len(), |length| start + length);
        self.at = (end + 1).min(self.html.len());
        self.emit_comment(start, end);
    }

    fn comment(&mut self) {
        let start = self.at + "<!--".len();
        let (length, total) = comment_length(self.ahead("<!--".len()));
        self.at = start + total;
        self.emit_comment(start, start + length);
    }

    fn emit_comment(&mut self, start: usize, end: usize) {
        if self.extras.comments {
            let text = self.without_nul(start, end, None);
            self.emit(Token::CommentToken(text));
        }
    }

    /// Every `>` ends a doctype, one in quotes too.
    fn doctype(&mut self) {
        let start = self.at + "<!".len() + DOCTYPE.len();
        let end = memchr(b'>', &self.html.as_bytes()[start..]).map(|length| start + length);
        let written = self.without_nul(start, end.unwrap_or(self.html.len()), None);
        self.at = end.map_or(self.html.len(), |end| end + 1);
        self.emit(Token::DoctypeToken(read_doctype(&written, end.is_some())));
    }

    /// Reads a CDATA section, text that knows no markup. The caller has asked whether it may stand here.
    pub(super) fn cdata(&mut self) {
        self.at += "<!".len() + CDATA.len();
        self.cdata_text();
    }

    /// Reads the text of a CDATA section.
    pub(super) fn cdata_text(&mut self) {
        let (start, length) = (self.at, memmem::find(self.ahead(0), b"]]>"));
        let end = length.map_or(self.html.len(), |length| start + length);
        self.at = (end + "]]>".len()).min(self.html.len());
        if end > start {
            let text = self.decoded(start, end, None);
            self.emit_text(text);
        }
    }
}

/// How many bytes a comment has after `<!--`: its text, and all with what ends it.
pub(in crate::read) fn comment_length(rest: &[u8]) -> (usize, usize) {
    for end in memchr_iter(b'>', rest) {
        let before = &rest[..end];
        if let Some(text) = before.strip_suffix(b"--").or_else(|| before.strip_suffix(b"--!")) {
            return (text.len(), end + 1);
        }
        if matches!(before, b"" | b"-") {
            return (0, end + 1);
        }
    }
    // Where the input ends, what may have begun the end of the comment is no text.
    let ends: [&[u8]; 3] = [b"--!", b"--", b"-"];
    let text = ends.into_iter().find_map(|end| rest.strip_suffix(end)).unwrap_or(rest);
    (text.len(), rest.len())
}

/// Reads a doctype from after its keyword to its end.
pub(in crate::read) fn read_doctype(written: &str, is_ended: bool) -> Doctype {
    let mut doctype = Doctype::default();
    let rest = skip_blanks(written);
    let name_end = rest.find(is_blank).unwrap_or(rest.len());
    let (name, rest) = rest.split_at(name_end);
    if name.is_empty() {
        doctype.force_quirks = true;
        return doctype;
    }
    doctype.name = Some(StrTendril::from(name.to_ascii_lowercase()));
    match read_identifiers(skip_blanks(rest), &mut doctype) {
        // What follows the last identifier is passed over, however it ends.
        Some(rest) => doctype.force_quirks |= rest.is_empty() && !is_ended,
        None => doctype.force_quirks = true,
    }
    doctype
}

/// Reads `PUBLIC "…" "…"` or `SYSTEM "…"`; gives what follows, `None` if these are not as they should be.
fn read_identifiers<'a>(rest: &'a str, doctype: &mut Doctype) -> Option<&'a str> {
    if rest.is_empty() {
        return Some(rest);
    }
    let (keyword, behind) = rest.split_at_checked("public".len())?;
    let behind = skip_blanks(behind);
    if keyword.eq_ignore_ascii_case("system") {
        return read_identifier(behind, &mut doctype.system_id);
    }
    if !keyword.eq_ignore_ascii_case("public") {
        return None;
    }
    match read_identifier(behind, &mut doctype.public_id)? {
        "" => Some(""),
        rest => read_identifier(rest, &mut doctype.system_id),
    }
}

/// Reads an identifier in quotes; gives what follows it and the spaces after it.
fn read_identifier<'a>(rest: &'a str, identifier: &mut Option<StrTendril>) -> Option<&'a str> {
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let (text, behind) = match rest[1..].split_once(quote) {
        Some((text, behind)) => (text, Some(skip_blanks(behind))),
        None => (&rest[1..], None),
    };
    *identifier = Some(StrTendril::from(text));
    behind
}

fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\x0c')
}

fn skip_blanks(text: &str) -> &str {
    text.trim_start_matches(is_blank)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_end_where_the_standard_says() {
        for (rest, length, total) in [
            (">x-->", 0, 1),
            ("->x-->", 0, 2),
            (" > -- --!>x", 6, 10),
            ("-- -->x", 3, 6),
            ("--->x", 1, 4),
            ("a--!", 1, 4),
            ("a-", 1, 2),
            ("a", 1, 1),
        ] {
            assert_eq!(comment_length(rest.as_bytes()), (length, total), "{rest}");
        }
    }

    #[test]
    fn doctypes_have_a_name_and_two_identifiers() {
        let old = read_doctype(" HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\" 'http://w3.org'", true);
        assert_eq!(old.name.as_deref(), Some("html"));
        assert_eq!(old.public_id.as_deref(), Some("-//W3C//DTD HTML 4.01//EN"));
        assert_eq!(old.system_id.as_deref(), Some("http://w3.org"));
        assert!(!old.force_quirks);
        for (written, is_ended, quirks) in [
            ("html", true, false),
            (" html ", false, true),
            ("", true, true),
            (" html pub", true, true),
            (" html system \"a", true, true),
            (" html system \"a\" x", false, false),
            (" html public \"a\" x", true, true),
            (" html publié \"a\"", true, true),
        ] {
            assert_eq!(read_doctype(written, is_ended).force_quirks, quirks, "{written}");
        }
    }
}
