//! Formulas as TeX, with and without the delimiters that set them off from the text around them.

/// A formula.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Formula {
    /// Without delimiters, on one line.
    pub(crate) tex: String,
    /// Whether it has a line of its own.
    pub(crate) display: bool,
}

/// The delimiters of raw TeX, longer ones before those they begin with.
const DELIMITERS: [(&str, &str); 4] = [("$$", "$$"), ("$", "$"), ("\\(", "\\)"), ("\\[", "\\]")];

/// A formula as it is written into text.
pub(crate) fn with_delimiters(tex: &str, display: bool) -> String {
    if display { format!("$${tex}$$") } else { format!("${tex}$") }
}

/// A formula without its delimiters. An environment such as `\begin{align}…\end{align}` is its own delimiter and stays.
pub(crate) fn tex_without_delimiters(written: &str) -> &str {
    let written = written.trim();
    let inside = DELIMITERS.iter().find_map(|(open, close)| {
        let inside = written.strip_prefix(open)?.strip_suffix(close)?;
        (!ends_with_escape(inside)).then_some(inside)
    });
    inside.map_or(written, str::trim)
}

/// Whether the text ends with a backslash that escapes what follows, rather than with the TeX for a line end (`\\`).
fn ends_with_escape(text: &str) -> bool {
    text.bytes().rev().take_while(|&byte| byte == b'\\').count() % 2 == 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn delimiters_are_put_on_and_taken_off() {
        assert_eq!(with_delimiters("x^2", false), "$x^2$");
        assert_eq!(with_delimiters("x^2", true), "$$x^2$$");
        for written in ["$x^2$", "$$x^2$$", "\\(x^2\\)", "\\[ x^2 \\]", " x^2 "] {
            assert_eq!(tex_without_delimiters(written), "x^2");
        }
    }

    #[test]
    fn what_only_looks_like_delimiters_stays() {
        for written in ["\\begin{align}x\\end{align}", "$5\\$", "$", "$$x$", "x$", "\\(x"] {
            let inside = tex_without_delimiters(written);
            assert!(inside == written || written == "$$x$" && inside == "$x", "{written}: {inside}");
        }
    }
}
