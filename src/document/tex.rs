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
        let is_one = *open != "$" || !inside.starts_with('$') && !inside.ends_with('$');
        (is_one && !ends_with_escape(inside)).then_some(inside)
    });
    inside.map_or(written, str::trim)
}

/// Commands that only say how large a formula is set, as MediaWiki puts them around every one.
const STYLES: [&str; 2] = ["\\displaystyle", "\\textstyle"];

/// TeX as an author would write it: on one line, without delimiters, comments, and what converters put around it.
pub(crate) fn clean_tex(written: &str) -> String {
    let uncommented = without_comments(written);
    let mut tex = uncommented.trim();
    loop {
        let shorter = without_style(tex_without_delimiters(tex));
        if shorter.len() == tex.len() {
            break;
        }
        tex = shorter;
    }
    let mut words = tex.split_whitespace();
    let mut clean = words.next().unwrap_or_default().to_owned();
    for word in words {
        clean.push(' ');
        clean.push_str(word);
    }
    // A space that a backslash escaped is gone.
    if ends_with_escape(&clean) {
        clean.pop();
    }
    clean
}

/// TeX without a command for its size, and without the braces that limit it.
fn without_style(tex: &str) -> &str {
    let braced =
        tex.strip_prefix('{').and_then(|rest| rest.strip_suffix('}')).filter(|inside| is_balanced(inside));
    let styled = braced.map_or(tex, str::trim_start);
    let rest = STYLES.iter().find_map(|style| styled.strip_prefix(style));
    let is_command = |rest: &&str| !rest.starts_with(|char: char| char.is_ascii_alphabetic());
    rest.filter(is_command).map_or(tex, str::trim)
}

/// Whether no brace closes one before the text.
fn is_balanced(tex: &str) -> bool {
    let mut depth = 0_i64;
    let mut escaped = false;
    for byte in tex.bytes() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'{' => depth += 1,
            b'}' if depth == 0 => return false,
            b'}' => depth -= 1,
            _ => {}
        }
    }
    depth == 0 && !escaped
}

/// TeX without comments. A percent sign with words after it and no line to end them was meant as one.
fn without_comments(tex: &str) -> String {
    let mut clean = String::with_capacity(tex.len());
    let mut lines = tex.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(at) = comment(line) else {
            clean.push_str(line);
            clean.push('\n');
            continue;
        };
        clean.push_str(&line[..at]);
        if lines.peek().is_none() && !line[at + 1..].trim().is_empty() {
            clean.push('\\');
            clean.push_str(&line[at..]);
        }
    }
    clean
}

/// Where a line has a percent sign that is not escaped.
fn comment(line: &str) -> Option<usize> {
    line.match_indices('%').map(|(at, _)| at).find(|&at| !ends_with_escape(&line[..at]))
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
    fn what_converters_put_around_tex_is_gone() {
        let cases = [
            ("{\\displaystyle x^{2}}", "x^{2}"),
            ("{ \\displaystyle {a}+{b} }", "{a}+{b}"),
            ("\\displaystyle\\frac{a}{b}", "\\frac{a}{b}"),
            ("\\displaystyles", "\\displaystyles"),
            ("\\[ \\displaystyle x \\]", "x"),
            ("a%\n  +b", "a +b"),
            ("a %note\n+b\n+c", "a +b +c"),
            ("x %", "x"),
            ("50\\%", "50\\%"),
            ("50% of x", "50\\% of x"),
            ("a\n\n  b", "a b"),
            ("x\\ ", "x"),
            ("x\\\\", "x\\\\"),
            ("{a}{b}", "{a}{b}"),
            ("$", "$"),
            ("", ""),
        ];
        for (written, clean) in cases {
            assert_eq!(clean_tex(written), clean, "{written:?}");
        }
    }

    #[test]
    fn cleaning_is_linear() {
        for hostile in ["%".repeat(1_000_000), "\\".repeat(999_999) + "%", "{\\displaystyle ".repeat(100_000)]
        {
            assert!(clean_tex(&hostile).len() <= hostile.len() + 1);
        }
    }

    #[test]
    fn what_only_looks_like_delimiters_stays() {
        for written in ["\\begin{align}x\\end{align}", "$5\\$", "$", "$$x$", "x$", "\\(x"] {
            let inside = tex_without_delimiters(written);
            assert!(inside == written, "{written}: {inside}");
        }
    }
}
