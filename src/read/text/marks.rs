//! What a line's first characters say of its kind: bullets, hashes, the equals signs of AsciiDoc and of wikis, numbers.

use super::lines::is_blank;
use crate::document::BlockKind;

/// What a line's first character says of its kind, and how many bytes are not text.
pub(super) fn marker(line: &str, indent: u16) -> (BlockKind, usize) {
    if let Some(rest) = strip_bullet(line) {
        let depth = (indent / 4).clamp(1, 6) as u8;
        return (BlockKind::ListItem { depth, ordered: false }, line.len() - rest.len());
    }
    for sign in ['#', '='].into_iter().filter(|sign| line.starts_with(*sign)) {
        let signs = line.len() - line.trim_start_matches(sign).len();
        let rest = line[signs..].trim_start();
        // One equals sign of AsciiDoc is above the title; elsewhere it may be anything.
        let opens = sign == '#' || signs > 1 || rest.starts_with(char::is_uppercase);
        if (1..=6).contains(&signs) && opens && rest.len() < line.len() - signs && !rest.is_empty() {
            return (BlockKind::Heading { level: signs as u8 }, line.len() - rest.len());
        }
    }
    (BlockKind::Paragraph, 0)
}

/// The text after a list's bullet.
pub(super) fn strip_bullet(line: &str) -> Option<&str> {
    let mut chars = line.chars();
    let bullet = matches!(
        chars.next()?,
        '*' | '+'
            | '-'
            | '\u{2022}'
            | '\u{25e6}'
            | '\u{2023}'
            | '\u{25aa}'
            | '\u{25cf}'
            | '\u{25cb}'
            | '\u{b7}'
            | '\u{2013}'
    );
    let rest = chars.as_str();
    let text = rest.trim_start_matches(is_blank);
    (bullet && text.len() < rest.len() && !text.is_empty()).then_some(text)
}

/// Whether a line is a list's marker and nothing else, with its text on the next line: `3.`, `3)`, `•`. A number
/// without a mark is as likely a count or a rank.
pub(super) fn is_lone_marker(line: &str) -> bool {
    let number = line.strip_suffix(['.', ')']).unwrap_or("");
    let is_number = (1..=3).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    is_number
        || matches!(
            line,
            "\u{2022}" | "\u{25e6}" | "\u{2023}" | "\u{25aa}" | "\u{25cf}" | "\u{25cb}" | "\u{b7}"
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hashes_with_a_blank_behind_them_open_headings() {
        assert_eq!(marker("## Rain", 0), (BlockKind::Heading { level: 2 }, 3));
        assert_eq!(marker("###### Rain", 0), (BlockKind::Heading { level: 6 }, 7));
        assert_eq!(marker("== The rain", 0), (BlockKind::Heading { level: 2 }, 3));
        assert_eq!(marker("= Rain", 0), (BlockKind::Heading { level: 1 }, 2));
        for line in ["= 5", "==rain", "#rain", "##rain", "####### Rain", "# ", "#", "Rain # 2"] {
            assert_eq!(marker(line, 0), (BlockKind::Paragraph, 0), "{line}");
        }
    }

    #[test]
    fn an_indent_of_four_is_a_level_of_bullets() {
        let item = |line: &str, indent| marker(line, indent);
        assert_eq!(item("- Rain", 0), (BlockKind::ListItem { depth: 1, ordered: false }, 2));
        assert_eq!(item("\u{2022} Rain", 8), (BlockKind::ListItem { depth: 2, ordered: false }, 4));
        assert_eq!(item("* Rain", 99), (BlockKind::ListItem { depth: 6, ordered: false }, 2));
    }
}
