//! Addresses in attributes: cleaned, resolved, and refused where they run code.

use url::Url;

/// What addresses on a page are relative to.
#[derive(Debug, Default)]
pub(super) struct Base(Option<Url>);

impl Base {
    pub(super) fn new(page: Option<&Url>) -> Self {
        Base(page.cloned())
    }

    /// Takes `<base href>` into account.
    pub(super) fn set(&mut self, href: &str) {
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

    /// The target of a link: absolute where the base is known. `None` for anything but
    /// http, https, mailto and relative addresses.
    pub(super) fn link(&self, href: &str) -> Option<String> {
        self.resolve(href, &["http", "https", "mailto"])
    }

    /// The address of a picture; pictures inside the attribute itself do not count.
    pub(super) fn image(&self, src: &str) -> Option<String> {
        if src.trim().is_empty() {
            return None;
        }
        self.resolve(src, &["http", "https"])
    }

    fn resolve(&self, written: &str, schemes: &[&str]) -> Option<String> {
        let written = clean(written);
        if let Some(scheme) = scheme(&written)
            && !schemes.iter().any(|allowed| allowed.eq_ignore_ascii_case(scheme))
        {
            return None;
        }
        match self.0.as_ref().map(|base| base.join(&written)) {
            Some(Ok(url)) if schemes.contains(&url.scheme()) => Some(url.into()),
            Some(Ok(_)) => None,
            Some(Err(_)) | None => Some(written),
        }
    }
}

/// As browsers do: without tabs and line breaks anywhere, and without spaces and control
/// characters at the ends.
fn clean(written: &str) -> String {
    written.trim_matches(|c| c <= ' ').chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect()
}

/// The part before the first colon, if that can be a scheme.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    valid.then_some(scheme)
}

/// The first address of a `srcset`.
pub(super) fn first_candidate(srcset: &str) -> Option<&str> {
    srcset.split_ascii_whitespace().next().map(|first| first.trim_end_matches(','))
}
