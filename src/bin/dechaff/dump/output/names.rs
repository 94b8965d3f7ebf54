//! Names of files for pages.

/// Bytes of a title that go into a name. File systems allow 255 for the whole.
const TITLE_BYTES: usize = 80;

/// A name that no other record of the run has, with the title for people: letters and digits of any script in
/// lower case, and hyphens, so that no system and no shell minds.
pub(crate) fn file_name(number: u64, title: Option<&str>, extension: &str) -> String {
    let mut slug = String::new();
    for c in title.unwrap_or_default().chars().flat_map(char::to_lowercase) {
        let c = if c.is_alphanumeric() { c } else { '-' };
        if slug.len() + c.len_utf8() > TITLE_BYTES {
            break;
        }
        if c != '-' || !slug.is_empty() && !slug.ends_with('-') {
            slug.push(c);
        }
    }
    let slug = slug.trim_end_matches('-');
    let hyphen = if slug.is_empty() { "" } else { "-" };
    format!("{:09}{hyphen}{slug}.{extension}", number + 1)
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_are_safe() {
        assert_eq!(file_name(0, Some("Rain, at last!"), "md"), "000000001-rain-at-last.md");
        assert_eq!(file_name(11, Some("../../etc/passwd\0"), "md"), "000000012-etc-passwd.md");
        assert_eq!(file_name(1, Some("Äpfel und 雨"), "txt"), "000000002-äpfel-und-雨.txt");
        assert_eq!(file_name(2, None, "md"), "000000003.md");
        assert_eq!(file_name(2, Some("…"), "md"), "000000003.md");
        assert!(file_name(u64::MAX - 1, Some(&"雨".repeat(100)), "md").len() < 120);
    }
}
