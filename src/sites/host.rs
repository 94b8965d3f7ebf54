//! Whose page is it, and what is a line?

use url::Url;

use crate::document::hash;

/// Characters of a line that tell it from others: a template's sentence differs from an article's long before, and a file
/// of whole sentences cannot be read.
const MAX_LINE_CHARS: usize = 60;

/// The host of an address, without "www.".
pub(crate) fn site_of(url: &Url) -> Option<&str> {
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// A line with single spaces, or what it begins with and an ellipsis.
pub(super) fn line_start(text: &str) -> String {
    let mut start = String::with_capacity(text.len().min(MAX_LINE_CHARS));
    let mut chars = 0;
    for word in text.split_whitespace() {
        if chars > 0 {
            start.push(' ');
            chars += 1;
        }
        for c in word.chars() {
            if chars >= MAX_LINE_CHARS {
                start.truncate(start.trim_end().len());
                start.push('…');
                return start;
            }
            start.push(c);
            chars += 1;
        }
    }
    start
}

/// What tells a line from all others: its beginning, and a hash of all of it where it goes on.
pub(super) fn line_key(text: &str) -> String {
    let mut key = line_start(text);
    if key.ends_with('…') {
        let words = text.split_whitespace().flat_map(|word| word.chars().chain([' ']));
        key.push_str(&format!("{SEPARATOR}{:016x}", hash::of_chars(words)));
    }
    key
}

/// The beginning of a line, by its key.
pub(super) fn start_of_key(key: &str) -> &str {
    key.split_once(SEPARATOR).map_or(key, |(start, _)| start)
}

/// A character that no text has after its white space was collapsed.
const SEPARATOR: char = '\u{1}';

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_site_is_a_host_without_www() {
        let site = |url: &str| site_of(&Url::parse(url).unwrap()).map(str::to_owned);
        assert_eq!(site("https://www.Example.org/a").as_deref(), Some("example.org"));
        assert_eq!(site("https://news.example.org/a").as_deref(), Some("news.example.org"));
        assert_eq!(site("data:text/plain,a"), None);
    }

    #[test]
    fn a_line_is_known_by_its_beginning() {
        assert_eq!(line_start("  More \n news "), "More news");
        let long = "It rained all day. ".repeat(9);
        let start = line_start(&long);
        assert!(start.starts_with("It rained all day. It rained") && start.ends_with('…'), "{start}");
        assert_eq!(start, line_start(&format!("{long} And the next day.")));
        assert_eq!(line_start(&start), start);
        assert_eq!(line_start(&"a".repeat(60)), "a".repeat(60));
        assert_eq!(line_start(&line_start(&"b".repeat(99))), format!("{}…", "b".repeat(60)));
    }

    #[test]
    fn lines_that_begin_alike_are_told_apart() {
        let long = "It rained all day. ".repeat(9);
        let other = format!("{long} And the next day.");
        assert_ne!(line_key(&long), line_key(&other));
        assert_eq!(line_key(&long), line_key(&long.replace(' ', " \n")));
        assert_eq!(start_of_key(&line_key(&long)), line_start(&long));
        assert_eq!(line_key("More  news"), "More news");
    }
}
