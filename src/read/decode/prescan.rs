//! The encoding a document declares: `charset` in a header or a `<meta>`, or an XML declaration.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252, X_USER_DEFINED};

/// How far declarations are searched. The HTML standard looks ahead 1,024 bytes, then
/// follows a later `<meta>` when the parser meets it; this covers both in one look.
const PRESCAN_BYTES: usize = 8 << 10;

/// The encoding that the start of a document declares for itself, if it is a known one.
pub(super) fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..PRESCAN_BYTES).unwrap_or(bytes).to_ascii_lowercase();
    meta_encoding(&head).or_else(|| xml_encoding(&head))
}

/// The value of `charset=` in a header or in the `content` of a `<meta>`.
pub(super) fn charset_label(value: &[u8]) -> Option<&[u8]> {
    let lower = value.to_ascii_lowercase();
    let mut from = 0;
    while let Some(found) = memchr::memmem::find(lower.get(from..)?, b"charset") {
        from += found + b"charset".len();
        if let Some(rest) = value.get(from..)?.trim_ascii_start().strip_prefix(b"=") {
            return Some(label_at(rest.trim_ascii_start()));
        }
    }
    None
}

/// A label in quotes, or up to the next separator.
fn label_at(rest: &[u8]) -> &[u8] {
    match rest.split_first() {
        Some((quote @ (b'"' | b'\''), quoted)) => quoted.split(|byte| byte == quote).next().unwrap_or(quoted),
        _ => rest
            .split(|byte| matches!(byte, b';' | b',' | b'"' | b'\'') || byte.is_ascii_whitespace())
            .next()
            .unwrap_or(rest),
    }
}

/// An encoding that a document names inside itself. A name that could be read as ASCII is
/// not in UTF-16, whatever it says; both rules are the HTML standard's.
fn encoding_for(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label_no_replacement(label)?;
    Some(if encoding == UTF_16LE || encoding == UTF_16BE {
        UTF_8
    } else if encoding == X_USER_DEFINED {
        WINDOWS_1252
    } else {
        encoding
    })
}

/// `<?xml version="1.0" encoding="…"?>` at the very start.
fn xml_encoding(head: &[u8]) -> Option<&'static Encoding> {
    let declaration = head.trim_ascii_start().strip_prefix(b"<?xml")?;
    let declaration = declaration.split(|byte| *byte == b'>').next()?;
    let at = memchr::memmem::find(declaration, b"encoding")? + b"encoding".len();
    let value = declaration.get(at..)?.trim_ascii_start().strip_prefix(b"=")?;
    encoding_for(label_at(value.trim_ascii_start()))
}

/// Walks over tags and comments to the first `<meta>` that names a known encoding.
fn meta_encoding(mut head: &[u8]) -> Option<&'static Encoding> {
    while let Some(at) = memchr::memchr(b'<', head) {
        head = head.get(at + 1..)?;
        if let Some(comment) = head.strip_prefix(b"!--") {
            head = comment.get(memchr::memmem::find(comment, b"-->")? + 3..)?;
        } else if let Some(meta) = head.strip_prefix(b"meta")
            && meta.first().is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'/')
        {
            let (found, rest) = meta_attributes(meta);
            if found.is_some() {
                return found;
            }
            head = rest;
        } else if head.first().is_some_and(u8::is_ascii_alphabetic) {
            let name = head.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
            head = head.get(name..)?;
            while let Some((_, _, rest)) = attribute(head) {
                head = rest;
            }
        }
    }
    None
}

/// What one `<meta>` says, and what follows it.
fn meta_attributes(mut rest: &[u8]) -> (Option<&'static Encoding>, &[u8]) {
    let (mut charset, mut content, mut pragma) = (None, None, false);
    while let Some((name, value, after)) = attribute(rest) {
        rest = after;
        match name {
            b"charset" => charset = charset.or_else(|| encoding_for(value)),
            b"content" => content = content.or_else(|| encoding_for(charset_label(value)?)),
            b"http-equiv" => pragma |= value == b"content-type",
            _ => {}
        }
    }
    (charset.or(content.filter(|_| pragma)), rest)
}

/// The next attribute of a tag, its value, and what follows; `None` at the tag's end.
fn attribute(head: &[u8]) -> Option<(&[u8], &[u8], &[u8])> {
    let start = head.iter().position(|byte| !byte.is_ascii_whitespace() && *byte != b'/')?;
    let head = head.get(start..)?;
    if head.first() == Some(&b'>') {
        return None;
    }
    let name_end = head.iter().skip(1).position(|byte| is_name_end(*byte)).map_or(head.len(), |at| at + 1);
    let (name, rest) = head.split_at_checked(name_end)?;
    let Some(value) = rest.trim_ascii_start().strip_prefix(b"=") else {
        return Some((name, b"", rest));
    };
    let value = value.trim_ascii_start();
    if let Some((quote @ (b'"' | b'\''), quoted)) = value.split_first() {
        let length = memchr::memchr(*quote, quoted)?;
        return Some((name, quoted.get(..length)?, quoted.get(length + 1..)?));
    }
    let length = value.iter().position(|byte| byte.is_ascii_whitespace() || *byte == b'>');
    let (value, rest) = value.split_at_checked(length.unwrap_or(value.len()))?;
    Some((name, value, rest))
}

fn is_name_end(byte: u8) -> bool {
    matches!(byte, b'=' | b'>' | b'/') || byte.is_ascii_whitespace()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{GBK, SHIFT_JIS, WINDOWS_1251};

    #[test]
    fn labels_in_headers() {
        assert_eq!(charset_label(b"text/html; charset=utf-8"), Some(&b"utf-8"[..]));
        assert_eq!(charset_label(b"text/html;CHARSET = 'GBK' ; x=y"), Some(&b"GBK"[..]));
        assert_eq!(charset_label(b"text/html; charset=gbk, text/html"), Some(&b"gbk"[..]));
        assert_eq!(charset_label(b"text/html; charset; boundary=x"), None);
    }

    #[test]
    fn metas() {
        assert_eq!(declared(b"<html><META CharSet='gb2312'>"), Some(GBK));
        let pragma = b"<meta content='text/html; charset=Shift_JIS' http-equiv=Content-Type>";
        assert_eq!(declared(pragma), Some(SHIFT_JIS));
        assert_eq!(declared(b"<meta name=description content='charset=gbk'>"), None);
        assert_eq!(declared(b"<meta charset=nonsense><meta charset=cp1251>"), Some(WINDOWS_1251));
    }

    #[test]
    fn comments_and_attribute_values_are_skipped() {
        assert_eq!(declared(b"<!-- <meta charset=gbk> --><meta charset=cp1251>"), Some(WINDOWS_1251));
        assert_eq!(declared(b"<p title='<meta charset=gbk>'><meta charset=cp1251>"), Some(WINDOWS_1251));
        assert_eq!(declared(b"<!-- <meta charset=gbk>"), None);
    }

    #[test]
    fn the_standard_s_two_replacements() {
        assert_eq!(declared(b"<meta charset=utf-16le>"), Some(UTF_8));
        assert_eq!(declared(b"<meta charset=x-user-defined>"), Some(WINDOWS_1252));
    }

    #[test]
    fn xml_declarations() {
        assert_eq!(declared(b"<?xml version='1.0' encoding='GBK'?><html>"), Some(GBK));
        assert_eq!(declared(b"<?xml version='1.0'?><p encoding='GBK'>"), None);
    }

    #[test]
    fn broken_tags_end_the_search_quietly() {
        for broken in
            [&b"<meta"[..], b"<meta ", b"<meta charset", b"<meta charset=", b"<meta charset='gbk", b"<"]
        {
            assert_eq!(declared(broken), None, "{broken:?}");
        }
    }
}
