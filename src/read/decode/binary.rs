//! Files of another kind: known by their first bytes, or by bytes that no text has.

use super::mojibake::mend;
use crate::cut;

/// What binary data without a known beginning is called.
const UNKNOWN: &str = "binary data";
/// Bytes of the input that are looked at when its beginning is not a known one.
const SAMPLE_BYTES: usize = 4 << 10;
/// Fewer control characters than this are stray ones, however short the input.
const STRAY_CONTROLS: usize = 8;
/// Bytes of the input that can hold a beginning.
const HEAD_BYTES: usize = 64;

/// A beginning: how far into the file it is, its bytes, and the name of such files.
type Magic = (usize, &'static [u8], &'static str);

/// Beginnings of the files that scrapers meet, as their formats' specifications give them.
const MAGICS: &[Magic] = &[
    (0, b"\x89PNG\r\n", "a PNG image"),
    (0, b"%PDF-", "a PDF document"),
    (0, b"PK\x03\x04", "a ZIP archive"),
    (0, b"PK\x05\x06", "a ZIP archive"),
    (0, b"\x1F\x8B\x08", "a gzip file"),
    (0, b"\xFF\xD8\xFF", "a JPEG image"),
    (6, b"JFIF\0", "a JPEG image"),
    (6, b"Exif\0", "a JPEG image"),
    (0, b"GIF87a", "a GIF image"),
    (0, b"GIF89a", "a GIF image"),
    (8, b"WEBPVP8", "a WebP image"),
    (0, b"\x7FELF", "an executable"),
    (0, b"MZ", "an executable"),
    (0, b"\xFE\xED\xFA\xCE", "an executable"),
    (0, b"\xFE\xED\xFA\xCF", "an executable"),
    (0, b"\xCE\xFA\xED\xFE", "an executable"),
    (0, b"\xCF\xFA\xED\xFE", "an executable"),
    (0, b"\xCA\xFE\xBA\xBE", "an executable"),
    (0, b"\0asm", "an executable"),
    (0, b"BZh", "a bzip2 file"),
    (0, b"\xFD7zXZ\0", "an xz file"),
    (0, b"\x28\xB5\x2F\xFD", "a zstd file"),
    (0, b"7z\xBC\xAF\x27\x1C", "a 7z archive"),
    (0, b"Rar!\x1A\x07", "a RAR archive"),
    (0, b"wOFF", "a font"),
    (0, b"wOF2", "a font"),
    (0, b"OggS\0", "an Ogg file"),
    (0, b"ID3", "an MP3 file"),
    (4, b"ftyp", "an MP4 file"),
    (0, b"SQLite format 3\0", "a database"),
    (0, b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "an Office document"),
];

/// What kind of file these bytes are, if they are no text.
pub(super) fn format_of_bytes(bytes: &[u8]) -> Option<&'static str> {
    let head: Vec<Option<u8>> = bytes.iter().take(HEAD_BYTES).map(|byte| Some(*byte)).collect();
    let sample = bytes.iter().take(SAMPLE_BYTES);
    let controls =
        sample.clone().filter(|byte| is_odd_control(char::from(**byte)) && byte.is_ascii()).count();
    known(&head).or_else(|| unknown(controls, sample.len()))
}

/// What kind of file was decoded to this text, if it was no text before.
pub(super) fn format_of_text(text: &str) -> Option<&'static str> {
    let head: Vec<Option<u8>> = text.chars().take(HEAD_BYTES).map(byte_of).collect();
    known(&head).or_else(|| odd_text(text).filter(|_| !is_mojibake(text)))
}

/// What text with too many odd characters is.
fn odd_text(text: &str) -> Option<&'static str> {
    let sample = sample(text);
    let is_odd = |c: &char| is_odd_control(*c) || *c == char::REPLACEMENT_CHARACTER;
    let odd =
        maybe_odd(sample.as_bytes()).filter_map(|at| sample[at..].chars().next()).filter(is_odd).count();
    unknown(odd, sample.chars().count())
}

/// As many characters from the beginning of a text as there are bytes in a sample.
fn sample(text: &str) -> &str {
    if let Some(start) = text.get(..SAMPLE_BYTES).filter(|start| start.is_ascii()) {
        return start;
    }
    let mut rest = text.chars();
    let _: Option<char> = rest.nth(SAMPLE_BYTES - 1);
    &text[..text.len() - rest.as_str().len()]
}

/// Where odd characters may begin. Most parts of a text have none, which many bytes at a time show.
fn maybe_odd(text: &[u8]) -> impl Iterator<Item = usize> {
    const PART: usize = 32;
    let may_be_odd = |byte: &u8| {
        matches!(byte, 0..=8) | matches!(byte, 14..=31) | (*byte == 127) | (*byte == 0xc2) | (*byte == 0xef)
    };
    let parts = text.chunks(PART).enumerate();
    let parts = parts.filter(move |(_, part)| part.iter().fold(false, |any, byte| any | may_be_odd(byte)));
    parts.flat_map(move |(index, part)| {
        let places = part.iter().enumerate().filter(move |(_, byte)| may_be_odd(byte));
        places.map(move |(at, _)| index * PART + at)
    })
}

/// Whether the odd characters of a text are bytes of UTF-8 that somebody read one by one: a half of those of Chinese,
/// Japanese, and Cyrillic text are control characters then.
fn is_mojibake(text: &str) -> bool {
    let sample = cut::text(text, SAMPLE_BYTES);
    let (mended, origins) = mend(sample);
    !origins.is_empty() && odd_text(&mended).is_none()
}

/// The byte that was read as this character, as far as one can tell: those beyond ASCII
/// became U+FFFD or, read as Latin-1, the character of the same number.
fn byte_of(c: char) -> Option<u8> {
    u8::try_from(u32::from(c)).ok()
}

fn known(head: &[Option<u8>]) -> Option<&'static str> {
    let binary = head.iter().any(|byte| byte.is_none_or(|byte| is_odd_control(char::from(byte))));
    MAGICS.iter().find(|magic| matches(magic, head, binary)).map(|magic| magic.2)
}

/// Whether the file begins so. Letters alone prove little ("MZ", "GIF89a is a file format"):
/// where a beginning has nothing but letters, something that is no text has to follow.
fn matches((at, bytes, _): &Magic, head: &[Option<u8>], binary: bool) -> bool {
    let Some(found) = head.get(*at..).and_then(|rest| rest.get(..bytes.len())) else { return false };
    let lost = found.iter().filter(|byte| byte.is_none()).count();
    let letters = bytes.iter().all(u8::is_ascii_alphanumeric);
    let same = found.iter().zip(*bytes).all(|(found, byte)| match found {
        Some(found) => found == byte,
        None => !byte.is_ascii(),
    });
    same && lost * 2 <= bytes.len() && (binary || !letters)
}

/// More than one control character in ten is no text in any encoding.
fn unknown(odd: usize, all: usize) -> Option<&'static str> {
    (odd > STRAY_CONTROLS && odd * 10 > all).then_some(UNKNOWN)
}

/// A control character that text does not have: white space, form feed and the escape of
/// ISO-2022-JP are common.
fn is_odd_control(c: char) -> bool {
    c.is_control() && !c.is_whitespace() && c != '\u{1B}'
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILES: &[(&[u8], &str)] = &[
        (b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR", "a PNG image"),
        (b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n1 0 obj", "a PDF document"),
        (b"PK\x03\x04\x14\0\x06\0\x08\0", "a ZIP archive"),
        (b"\x1F\x8B\x08\0\0\0\0\0\0\x03", "a gzip file"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF\0\x01\x01", "a JPEG image"),
        (b"GIF89a\x01\0\x01\0\x80\0\0", "a GIF image"),
        (b"\x7FELF\x02\x01\x01\0\0\0", "an executable"),
        (b"MZ\x90\0\x03\0\0\0\x04\0", "an executable"),
        (b"\0\x01\x02\x03\x04\x05\x06\x07\x08\x0E\x0F\x10", "binary data"),
    ];

    #[test]
    fn files_are_named_before_and_after_decoding() {
        for (bytes, name) in FILES {
            assert_eq!(format_of_bytes(bytes), Some(*name));
            let latin1: String = bytes.iter().copied().map(char::from).collect();
            assert_eq!(format_of_text(&latin1), Some(*name), "{latin1:?}");
            let lossy = String::from_utf8_lossy(bytes);
            assert_eq!(format_of_text(&lossy), Some(*name), "{lossy:?}");
        }
    }

    #[test]
    fn odd_characters_are_counted_up_to_the_end_of_the_sample() {
        let odd = |text: &str| odd_text(text).is_some();
        for sign in ['\u{1}', '\u{7f}', '\u{80}', '\u{9f}', '\u{fffd}'] {
            let text = format!("é{}", sign.to_string().repeat(STRAY_CONTROLS + 1));
            assert!(odd(&text), "{sign:?}");
            assert!(!odd(&format!("{}{text}", "é".repeat(SAMPLE_BYTES - STRAY_CONTROLS))));
        }
        for sign in ['\t', '\u{85}', '\u{a0}', '\u{ff21}', '\u{1b}'] {
            assert!(!odd(&format!("é{}", sign.to_string().repeat(99))), "{sign:?}");
        }
    }

    #[test]
    fn text_is_not_binary() {
        let texts = [
            "x",
            "GIF89a is a file format that can hold several pictures, and people still use it.",
            "MZ Wallace won the race.",
            "BZh and ID3 are magic numbers.",
            "<p>a\0b</p>",
            "<p>\0\0\0\0 stray NULs</p>",
            "ÿØ",
            "Le café était fermé, où êtes-vous allés ?",
        ];
        for text in texts {
            assert_eq!(format_of_text(text), None, "{text:?}");
            assert_eq!(format_of_bytes(text.as_bytes()), None, "{text:?}");
        }
    }

    #[test]
    fn legacy_encodings_are_not_binary() {
        let (bytes, ..) = encoding_rs::SHIFT_JIS.encode("今日は一日中雨が降りました。");
        assert_eq!(format_of_bytes(&bytes), None);
    }

    #[test]
    fn text_decoded_as_something_else_is_binary() {
        assert_eq!(format_of_text(&"\u{FFFD}\u{FFFD}a".repeat(40)), Some(UNKNOWN));
    }
}
