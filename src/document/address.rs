//! Addresses in attributes: cleaned, resolved, and refused where they run code.

use std::borrow::Cow;

use memchr::{memchr, memchr3};
use url::Url;

use super::inline::Size;

/// What addresses on a page are relative to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Base(Option<Url>);

impl Base {
    pub(crate) fn new(page: Option<&Url>) -> Self {
        Base(page.cloned())
    }

    /// Takes `<base href>` into account.
    pub(crate) fn set(&mut self, href: &str) {
        let resolved = match &self.0 {
            Some(page) => page.join(href),
            None => Url::parse(href),
        };
        if let Ok(url) = resolved
            && matches!(url.scheme(), "http" | "https")
        {
            self.0 = Some(url);
        }
    }

    /// The address made absolute, if the base is known. Most links of a page are in menus: only
    /// those that are shown are worth the time.
    pub(crate) fn resolve<'a>(&self, written: &'a str) -> Cow<'a, str> {
        match self.0.as_ref().map(|base| base.join(written)) {
            Some(Ok(url)) => Cow::Owned(url.into()),
            Some(Err(_)) | None => Cow::Borrowed(written),
        }
    }
}

/// The target of a link as written. `None` for anything but http, https, mailto and relative addresses.
pub(crate) fn link(href: &str) -> Option<Cow<'_, str>> {
    of_scheme(href, &["http", "https", "mailto"])
}

/// The address of a picture as written; pictures inside the attribute itself do not count.
pub(crate) fn image(src: &str) -> Option<String> {
    of_scheme(src, &["http", "https"]).filter(|address| !address.is_empty()).map(Cow::into_owned)
}

fn of_scheme<'a>(written: &'a str, schemes: &[&str]) -> Option<Cow<'a, str>> {
    let is_allowed = |address: &str| {
        scheme(address)
            .is_none_or(|scheme| schemes.iter().any(|allowed| allowed.eq_ignore_ascii_case(scheme)))
    };
    let written = written.trim_matches(|c| c <= ' ');
    // Before all else: a picture in the attribute itself is long.
    if !is_allowed(written) {
        return None;
    }
    if memchr3(b'\t', b'\n', b'\r', written.as_bytes()).is_none() {
        return Some(Cow::Borrowed(written));
    }
    // As browsers do: without tabs and line breaks anywhere, and without spaces and control characters at the ends.
    let written: String = written.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    is_allowed(&written).then_some(Cow::Owned(written))
}

/// The part before the first colon, if that can be a scheme.
fn scheme(address: &str) -> Option<&str> {
    // As most addresses begin.
    if let Some(https) = address.get(..5).filter(|_| address.starts_with("https:")) {
        return Some(https);
    }
    if !address.starts_with(|c: char| c.is_ascii_alphabetic()) {
        return None;
    }
    let colon = memchr(b':', address.as_bytes())?;
    let scheme = &address[..colon];
    let valid = scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    valid.then_some(scheme)
}

/// The first address of a `srcset`.
pub(crate) fn first_candidate(srcset: &str) -> Option<&str> {
    srcset.split_ascii_whitespace().next().map(|first| first.trim_end_matches(','))
}

/// The width that a `srcset` gives for one of its addresses: "a.jpg 400w, b.jpg 800w".
pub(crate) fn candidate_width(srcset: &str, address: &str) -> Option<u32> {
    let mut words = srcset.split_ascii_whitespace();
    while let Some(word) = words.next() {
        if word.trim_matches(',') == address {
            let width = words.next()?.split(',').next()?.strip_suffix('w')?;
            return Size::side(width);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_candidate_has_the_width_beside_it() {
        let srcset = "/a.jpg 400w, /b.jpg 800w,\n/c.jpg 2x, /d.jpg";
        let widths = ["/a.jpg", "/b.jpg", "/c.jpg", "/d.jpg", "/e.jpg"].map(|a| candidate_width(srcset, a));
        assert_eq!(widths, [Some(400), Some(800), None, None, None]);
    }

    #[test]
    fn what_stands_before_a_colon_may_be_no_scheme() {
        assert_eq!(scheme("HTTPS://example.org"), Some("HTTPS"));
        assert_eq!(scheme("view-source+x.1:a"), Some("view-source+x.1"));
        for relative in ["12:30", "a/b:c", ":a", "no colon", "a b:c"] {
            assert_eq!(scheme(relative), None, "{relative}");
            assert_eq!(link(relative).as_deref(), Some(relative));
        }
        assert_eq!(link(" java\nscript:alert(1)"), None);
        assert_eq!(image("mailto:a@example.org"), None);
    }
}
