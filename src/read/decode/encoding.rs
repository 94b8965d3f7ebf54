//! Bytes to text: byte order mark, HTTP header, `<meta>`, detection.
//!
//! The order is that of browsers, with one difference: a page whose bytes are valid UTF-8
//! is UTF-8 whatever it declares (see [`trusts_utf8`]). Scrapers often save a page as
//! UTF-8 and leave its old `<meta>` in place, and text in a legacy encoding that happens
//! to be valid UTF-8 is next to impossible beyond a word or two.

use std::borrow::Cow;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, ISO_2022_JP, UTF_8, UTF_16BE, UTF_16LE};

use super::prescan;

/// Bytes that detection looks at, counted without stretches of plain ASCII.
const DETECTION_BYTES: usize = 256 << 10;
/// Detection skips ASCII in pieces of this size.
const DETECTION_CHUNK: usize = 4 << 10;
/// Pairs of bytes that show whether a text is UTF-16.
const UTF16_SAMPLE_PAIRS: usize = 512;

/// Decoded text.
pub(crate) struct Decoded<'a> {
    pub(crate) text: Cow<'a, str>,
    /// Whether invalid bytes were replaced by U+FFFD.
    pub(crate) lossy: bool,
}

/// Decodes a document; `content_type` is the value of its HTTP header, if there was one.
pub(crate) fn decode<'a>(bytes: &'a [u8], content_type: Option<&str>) -> Decoded<'a> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return decode_as(encoding, bytes.get(length..).unwrap_or_default());
    }
    if let Some(encoding) = utf16_without_bom(bytes) {
        return decode_as(encoding, bytes);
    }
    if is_iso_2022_jp(bytes) {
        return decode_as(ISO_2022_JP, bytes);
    }
    let header = content_type.and_then(|value| prescan::charset_label(value.as_bytes()));
    let declared = [header.and_then(Encoding::for_label_no_replacement), prescan::declared(bytes)];
    match std::str::from_utf8(bytes) {
        Ok(text) if trusts_utf8(text, declared.into_iter().flatten().next()) => {
            Decoded { text: Cow::Borrowed(text), lossy: false }
        }
        _ => decode_legacy(bytes, declared),
    }
}

/// The encoding that NUL bytes give away: in UTF-16 every ASCII character has one, always
/// on the same side, and nothing else that is text has them.
pub(super) fn utf16_without_bom(bytes: &[u8]) -> Option<&'static Encoding> {
    let (mut pairs, mut first, mut second) = (0usize, 0usize, 0usize);
    for pair in bytes.chunks_exact(2).take(UTF16_SAMPLE_PAIRS) {
        pairs += 1;
        match pair {
            [0, other] if is_text(*other) => first += 1,
            [other, 0] if is_text(*other) => second += 1,
            // Numbers in a table, not a character with its empty half.
            [0, _] | [_, 0] => return None,
            _ => {}
        }
    }
    // Markup, spaces and digits make up 40 % of the start of any page.
    let plenty = |nuls: usize| nuls >= 2 && nuls * 10 >= pairs * 4;
    match (plenty(first), plenty(second)) {
        (true, false) if second * 50 <= pairs => Some(UTF_16BE),
        (false, true) if first * 50 <= pairs => Some(UTF_16LE),
        _ => None,
    }
}

fn is_text(byte: u8) -> bool {
    !byte.is_ascii_control() || byte.is_ascii_whitespace()
}

/// Whether valid UTF-8 is taken as such although `declared` says something else.
fn trusts_utf8(text: &str, declared: Option<&'static Encoding>) -> bool {
    let Some(encoding) = declared else { return true };
    // One or two Chinese characters in GBK can be valid UTF-8 by chance, a text cannot.
    // Single-byte text would need an accented capital before a symbol every time.
    encoding == UTF_8
        || encoding.is_single_byte()
        || text.is_ascii()
        || text.chars().filter(|c| !c.is_ascii()).nth(2).is_some()
}

/// ISO-2022-JP is the one legacy encoding in use whose bytes are plain ASCII: an escape
/// sequence switches to Japanese.
fn is_iso_2022_jp(bytes: &[u8]) -> bool {
    let found = |escape| memchr::memmem::find(bytes, escape).is_some();
    bytes.is_ascii() && (found(b"\x1b$B") || found(b"\x1b$@"))
}

/// The first declared encoding that fits, else UTF-8 if only a few bytes are broken, else
/// what the bytes look like.
fn decode_legacy<'a>(bytes: &'a [u8], declared: [Option<&'static Encoding>; 2]) -> Decoded<'a> {
    let non_ascii = bytes.iter().filter(|byte| !byte.is_ascii()).count();
    let [header, meta] = declared;
    let candidates = [header, meta.filter(|meta| Some(*meta) != header), Some(UTF_8)];
    for encoding in candidates.into_iter().flatten() {
        let decoded = decode_as(encoding, bytes);
        if !decoded.lossy || is_nearly_whole(&decoded.text, non_ascii) {
            return decoded;
        }
    }
    decode_as(detect(bytes), bytes)
}

/// Whether few enough bytes were replaced to believe the encoding: dumps cut pages in the
/// middle of a character and templates mix encodings. In a wrong encoding nearly every
/// byte beyond ASCII is replaced.
fn is_nearly_whole(text: &str, non_ascii_bytes: usize) -> bool {
    let replaced = text.matches(char::REPLACEMENT_CHARACTER).count();
    replaced * 10 <= non_ascii_bytes
}

fn decode_as<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Decoded<'a> {
    let (text, lossy) = encoding.decode_without_bom_handling(bytes);
    Decoded { text, lossy }
}

/// What the bytes look like. Chunks of ASCII are skipped: a page's scripts and styles say
/// nothing, and its text may come late.
fn detect(bytes: &[u8]) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    let mut fed = 0;
    // A character may straddle two chunks, so what follows a byte beyond ASCII is fed too.
    let mut open = false;
    for chunk in bytes.chunks(DETECTION_CHUNK) {
        if fed >= DETECTION_BYTES {
            break;
        }
        if open || !chunk.is_ascii() {
            detector.feed(chunk, false);
            fed += chunk.len();
        }
        open = chunk.last().is_some_and(|byte| !byte.is_ascii());
    }
    detector.guess(None, Utf8Detection::Allow)
}

#[cfg(test)]
mod tests {
    use super::*;

    const RUSSIAN: &str = "Вчера в посёлке открыли новую библиотеку, и жители пришли посмотреть на книги.";

    fn windows_1251(text: &str) -> Vec<u8> {
        encoding_rs::WINDOWS_1251.encode(text).0.into_owned()
    }

    #[test]
    fn utf8_is_borrowed() {
        let decoded = decode("Café".as_bytes(), None);
        assert!(matches!(decoded.text, Cow::Borrowed("Café")) && !decoded.lossy);
    }

    #[test]
    fn a_byte_order_mark_beats_the_header() {
        let decoded = decode(b"\xEF\xBB\xBFCaf\xC3\xA9", Some("text/html; charset=windows-1251"));
        assert_eq!(decoded.text, "Café");
        assert_eq!(decode(b"\xFF\xFEH\0i\0", Some("text/html; charset=utf-8")).text, "Hi");
    }

    #[test]
    fn the_header_beats_the_meta() {
        let page = windows_1251(&format!("<meta charset=koi8-r><p>{RUSSIAN}"));
        assert!(decode(&page, Some("text/html; Charset=\"CP1251\"")).text.ends_with(RUSSIAN));
    }

    #[test]
    fn the_meta_decides_without_a_header() {
        let page = windows_1251(&format!("<meta charset=windows-1251><p>{RUSSIAN}"));
        assert!(decode(&page, Some("text/html")).text.ends_with(RUSSIAN));
    }

    #[test]
    fn valid_utf8_beats_a_stale_declaration() {
        let page = format!("<meta charset=iso-8859-1><p>{RUSSIAN}");
        assert!(decode(page.as_bytes(), Some("text/html; charset=gbk")).text.ends_with(RUSSIAN));
        assert!(decode(page.as_bytes(), None).text.ends_with(RUSSIAN));
    }

    #[test]
    fn two_characters_of_declared_gbk_stay_gbk() {
        // These four bytes are valid UTF-8, too.
        let decoded = decode(&[0xC2, 0xAA, 0xCD, 0xA8], Some("text/plain; charset=gbk"));
        assert_eq!(decoded.text, "陋通");
    }

    #[test]
    fn a_wrong_claim_of_utf8_is_ignored() {
        let decoded = decode(&windows_1251(RUSSIAN), Some("text/html; charset=utf-8")).text.into_owned();
        assert_eq!(decoded, RUSSIAN);
    }

    #[test]
    fn a_cut_character_does_not_change_the_encoding() {
        let bytes = RUSSIAN.repeat(2).into_bytes();
        let mut cut = bytes;
        cut.truncate(cut.len() - 2);
        let decoded = decode(&cut, None);
        assert!(decoded.lossy && decoded.text.starts_with(RUSSIAN) && decoded.text.ends_with('\u{FFFD}'));
    }

    #[test]
    fn utf16_shows_by_its_nuls() {
        let little: Vec<u8> = "<p>Rain</p>".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = "<p>Rain</p>".encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(decode(&little, None).text, "<p>Rain</p>");
        assert_eq!(decode(&big, Some("text/html; charset=utf-8")).text, "<p>Rain</p>");
        assert_eq!(utf16_without_bom(&[0, 1, 2, 3].repeat(20)), None);
        assert_eq!(decode(b"<p>a\0stray\0NUL</p>", None).text, "<p>a\0stray\0NUL</p>");
    }

    #[test]
    fn iso_2022_jp_shows_by_its_escapes() {
        let bytes = ISO_2022_JP.encode("今日は雨です").0.into_owned();
        assert_eq!(decode(&bytes, None).text, "今日は雨です");
        assert_eq!(decode(&bytes, Some("text/plain; charset=iso-2022-jp")).text, "今日は雨です");
    }

    #[test]
    fn late_text_is_detected() {
        let mut page = b"<script>var a = 1;</script>".repeat(30_000);
        page.extend(windows_1251(RUSSIAN));
        assert!(decode(&page, None).text.ends_with(RUSSIAN));
    }
}
