//! Whose page is it, and what is a line?

use url::Url;

/// Characters of a line that tell it from others: a template's sentence differs from an article's long before, and a file
/// of whole sentences cannot be read.
const MAX_LINE_CHARS: usize = 60;

/// The host of an address, without "www.".
pub(crate) fn site_of(url: &Url) -> Option<&str> {
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host))
}

/// What a line begins with, with single spaces.
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
                return start;
            }
            start.push(c);
            chars += 1;
        }
    }
    start
}

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
        assert_eq!(line_start(&long).chars().count(), 59, "the sixtieth is a space");
        assert_eq!(line_start(&long), line_start(&format!("{long} And the next day.")));
        assert_eq!(line_start(&"a".repeat(60)), "a".repeat(60));
        assert_eq!(line_start(&line_start(&long)), line_start(&long));
    }
}
