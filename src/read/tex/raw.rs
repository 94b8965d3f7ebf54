//! Raw TeX in running text.
//!
//! Pages that draw their formulas by script have TeX in their text, set off by delimiters. `\(…\)`, `\[…\]`, `$$…$$`
//! and environments such as `\begin{align}` are hardly ever anything else. A single dollar sign mostly is a price: two
//! of them enclose a formula only if the page loads a script that draws them or the text between them is TeX, and then
//! by the rules that processors of Markdown have for it.
//!
//! One pass: the next closing delimiter of each kind is searched once and remembered, so a million that are opened and
//! never closed cost no more than a million letters.

use std::ops::Range;

use memchr::{memchr, memchr2, memmem};

/// The longest formulas of real pages, tables of equations, have some 5,000 bytes.
const MAX_FORMULA_BYTES: usize = 20_000;
/// Between single dollar signs there are no tables.
const MAX_INLINE_BYTES: usize = 1_000;

/// Environments that are mathematics; each also has a form with a star, without numbers.
const ENVIRONMENTS: [&str; 11] = [
    "align",
    "alignat",
    "aligned",
    "displaymath",
    "eqnarray",
    "equation",
    "flalign",
    "gather",
    "gathered",
    "math",
    "multline",
];

/// The formulas in a block of text, delimiters included, in order, and whether each has a line of its own.
/// `loads_math`: whether the page loads a script that draws formulas, see [`is_math_loader`](super::is_math_loader).
pub(crate) fn formulas(text: &str, loads_math: bool) -> Vec<(Range<usize>, bool)> {
    let mut found = Vec::new();
    // Most texts have no sign: they need no scanner.
    let Some(mut from) = memchr2(b'\\', b'$', text.as_bytes()) else { return found };
    let mut scanner = Scanner::new(text, loads_math);
    while let Some(at) = memchr2(b'\\', b'$', text.as_bytes().get(from..).unwrap_or_default()) {
        let start = from + at;
        match scanner.formula(start) {
            Ok((end, display)) => {
                found.push((start..end, display));
                from = end;
            }
            Err(next) => from = next,
        }
    }
    found
}

struct Scanner<'t> {
    text: &'t str,
    loads_math: bool,
    round: Closer,
    square: Closer,
    double: Closer,
    single: Closer,
    environments: Vec<Closer>,
    blank_line: BlankLine,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str, loads_math: bool) -> Scanner<'t> {
        Scanner {
            text,
            loads_math,
            round: Closer::new("\\)"),
            square: Closer::new("\\]"),
            double: Closer::new("$$"),
            single: Closer::new("$"),
            environments: Vec::new(),
            blank_line: BlankLine::default(),
        }
    }

    /// The end of the formula that a backslash or dollar sign opens, and whether it is displayed; or where to go on.
    fn formula(&mut self, start: usize) -> Result<(usize, bool), usize> {
        let rest = &self.text[start..];
        let Some(escaped) = rest.strip_prefix('\\') else { return self.dollars(start) };
        let end = match escaped.as_bytes().first() {
            Some(b'(') => self.round.after(self.text, start + 2).map(|close| (close, 2, false)),
            Some(b'[') => self.square.after(self.text, start + 2).map(|close| (close, 2, true)),
            Some(b'b') => return self.environment(start),
            _ => None,
        };
        let checked = end.filter(|&(close, _, _)| {
            self.holds_formula(start + 2..close, MAX_FORMULA_BYTES)
                && (self.loads_math || !is_escaped_word(&self.text[start + 2..close]))
        });
        // What a backslash escapes opens nothing.
        checked.map(|(close, length, display)| (close + length, display)).ok_or(start + 2)
    }

    fn environment(&mut self, start: usize) -> Result<(usize, bool), usize> {
        let found = self.text[start..].strip_prefix("\\begin{").and_then(environment_name);
        let Some(name) = found else { return Err(start + 2) };
        let opened = start + "\\begin{}".len() + name.len();
        let close_length = "\\end{}".len() + name.len();
        let text = self.text;
        let close = self.environment_closer(name).and_then(|closer| closer.after(text, opened));
        match close.filter(|&close| self.holds_formula(opened..close, MAX_FORMULA_BYTES)) {
            Some(close) => Ok((close + close_length, name != "math")),
            None => Err(opened),
        }
    }

    fn environment_closer(&mut self, name: &str) -> Option<&mut Closer> {
        let needle = format!("\\end{{{name}}}");
        let known = self.environments.iter().position(|closer| closer.needle == needle);
        if known.is_none() {
            self.environments.push(Closer::new(&needle));
        }
        match known {
            Some(index) => self.environments.get_mut(index),
            None => self.environments.last_mut(),
        }
    }

    fn dollars(&mut self, start: usize) -> Result<(usize, bool), usize> {
        let length = run_length(&self.text[start..]);
        let opened = start + length;
        let end = match length {
            1 => self.inline_end(opened, start),
            2 => self.display_end(opened),
            // "$$$" says that a restaurant is dear.
            _ => None,
        };
        end.map(|end| (end, length == 2)).ok_or(opened)
    }

    fn display_end(&mut self, opened: usize) -> Option<usize> {
        let close = self.double.after(self.text, opened)?;
        let inside = &self.text[opened..close];
        let is_formula = self.holds_formula(opened..close, MAX_FORMULA_BYTES)
            && (self.loads_math || has_tex(inside) || !is_prose(inside))
            && run_length(&self.text[close..]) == 2;
        is_formula.then_some(close + 2)
    }

    fn inline_end(&mut self, opened: usize, start: usize) -> Option<usize> {
        let close = self.single.after(self.text, opened)?;
        if !self.holds_formula(opened..close, MAX_INLINE_BYTES) || run_length(&self.text[close..]) > 1 {
            return None;
        }
        let inside = &self.text[opened..close];
        let after = self.text.as_bytes().get(close + 1).copied().unwrap_or(b' ');
        let before = start.checked_sub(1).map_or(b' ', |before| self.text.as_bytes()[before]);
        let is_set_off = !inside.starts_with(char::is_whitespace)
            && !inside.ends_with(char::is_whitespace)
            && !after.is_ascii_digit()
            // "US$5"
            && !before.is_ascii_alphanumeric();
        (is_set_off && self.is_inline_tex(inside, after)).then_some(close + 1)
    }

    fn is_inline_tex(&self, inside: &str, after: u8) -> bool {
        let has_tex = has_tex(inside);
        if self.loads_math {
            return has_tex || !is_prose(inside) && is_balanced(inside);
        }
        // `$name_$other` and `${a}-${b}` are code.
        let goes_on = after.is_ascii_alphabetic() || matches!(after, b'_' | b'{');
        has_tex && (has_command(inside) || !goes_on && !inside.contains('"'))
    }

    /// Whether what is between delimiters could be a formula: something, not too long, and in one paragraph.
    fn holds_formula(&mut self, inside: Range<usize>, max_bytes: usize) -> bool {
        inside.len() <= max_bytes
            && self.blank_line.after(self.text, inside.start).is_none_or(|blank| blank >= inside.end)
            && !self.text[inside].trim().is_empty()
    }
}

/// The name at the beginning of the text, if it is that of an environment and a brace follows.
fn environment_name(text: &str) -> Option<&str> {
    let longest = ENVIRONMENTS.iter().map(|name| name.len() + 2).max()?;
    let end = memchr(b'}', text.as_bytes().get(..longest.min(text.len()))?)?;
    let name = &text[..end];
    ENVIRONMENTS.contains(&name.strip_suffix('*').unwrap_or(name)).then_some(name)
}

/// The dollar signs at the beginning of the text; more than three count as three.
fn run_length(text: &str) -> usize {
    text.bytes().take(3).take_while(|&byte| byte == b'$').count()
}

/// Whether text has what only TeX has.
fn has_tex(text: &str) -> bool {
    text.contains(['^', '_', '{', '}']) || has_command(text)
}

fn has_command(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair[0] == b'\\' && pair[1].is_ascii_alphabetic())
}

/// Whether brackets are those of a word, which Markdown escapes: `\[edit\]`.
fn is_escaped_word(text: &str) -> bool {
    let word = text.trim();
    is_prose(word) && !has_tex(word) && !word.contains(['=', '<', '>'])
        || word.chars().nth(2).is_some() && word.chars().all(char::is_alphabetic)
}

/// Whether two words follow each other.
fn is_prose(text: &str) -> bool {
    let is_word = |word: &str| word.chars().nth(1).is_some() && word.chars().all(char::is_alphabetic);
    let words = text.split_whitespace().map(is_word);
    words.clone().zip(words.skip(1)).any(|pair| pair == (true, true))
}

/// Whether as many parentheses are closed as are opened.
fn is_balanced(text: &str) -> bool {
    text.matches('(').count() == text.matches(')').count()
}

/// The next closing delimiter of a kind. It is asked for positions that only grow, so the text is searched once.
struct Closer {
    needle: String,
    /// The last one found; text before it has been searched.
    found: Option<usize>,
    is_exhausted: bool,
}

impl Closer {
    fn new(needle: &str) -> Closer {
        Closer { needle: needle.to_owned(), found: None, is_exhausted: false }
    }

    /// The first one at `from` or after it that no backslash escapes.
    fn after(&mut self, text: &str, from: usize) -> Option<usize> {
        let mut from = from;
        if let Some(found) = self.found.filter(|&found| found >= from) {
            return Some(found);
        }
        while !self.is_exhausted {
            let rest = text.as_bytes().get(from..).unwrap_or_default();
            let Some(at) = memmem::find(rest, self.needle.as_bytes()) else { break };
            let backslashes = rest[..at].iter().rev().take_while(|&&byte| byte == b'\\').count();
            if backslashes % 2 == 0 {
                self.found = Some(from + at);
                return self.found;
            }
            from += at + 1;
        }
        self.is_exhausted = true;
        None
    }
}

/// The next blank line, searched in the same way.
#[derive(Default)]
struct BlankLine {
    found: Option<usize>,
    is_exhausted: bool,
}

impl BlankLine {
    fn after(&mut self, text: &str, from: usize) -> Option<usize> {
        let mut from = from;
        if let Some(found) = self.found.filter(|&found| found >= from) {
            return Some(found);
        }
        while !self.is_exhausted {
            let rest = text.as_bytes().get(from..).unwrap_or_default();
            let Some(at) = memchr(b'\n', rest) else { break };
            let space = rest[at + 1..].iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
            if rest.get(at + 1 + space) == Some(&b'\n') {
                self.found = Some(from + at);
                return self.found;
            }
            from += at + 1 + space;
        }
        self.is_exhausted = true;
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The formulas as written.
    fn found(text: &str, loads_math: bool) -> Vec<&str> {
        formulas(text, loads_math).into_iter().map(|(range, _)| &text[range]).collect()
    }

    #[test]
    fn delimiters_of_tex_are_mathematics() {
        let text = "Let \\(a\\) be, \\[ b \\] and $$c$$ or \\begin{align*}d &= e\\end{align*} end.";
        let written = ["\\(a\\)", "\\[ b \\]", "$$c$$", "\\begin{align*}d &= e\\end{align*}"];
        assert_eq!(found(text, false), written);
        let displayed: Vec<bool> = formulas(text, false).into_iter().map(|(_, display)| display).collect();
        assert_eq!(displayed, [false, true, true, true]);
        assert_eq!(formulas("$x^2$", false), [(0..5, false)]);
    }

    #[test]
    fn single_dollar_signs_need_tex_or_a_script() {
        assert_eq!(found("where $x$ is $x_1 + \\alpha$ or ${a}$.", false), ["$x_1 + \\alpha$", "${a}$"]);
        assert_eq!(found("where $x$ is $x_1$, the $n$th $a+b$", true), ["$x$", "$x_1$", "$n$", "$a+b$"]);
        assert_eq!(found("函数$f(x)$的值", true), ["$f(x)$"]);
        assert_eq!(found("\\$5 and $x^2$", false), ["$x^2$"]);
        assert_eq!(found("$5 and $x^2$", false), ["$x^2$"]);
        assert_eq!(found("$\\$5 + x_1$", false), ["$\\$5 + x_1$"]);
    }

    #[test]
    fn prices_stay_prices() {
        for text in [
            "It costs $5 and $10 or $5-$10.",
            "between $5_000 and $10^2",
            "US$5, A$6_7 and US$7",
            "$ x^2 $",
            "\\$x^2\\$",
            "$x^2",
            "$x\n\n^2$",
            "$a^2$1",
            "$$ – cheap meals, $$$ – dear meals",
            "$$$x^2$$$",
            "$$ dear meals $$",
            "$$$$",
            "$$ $$",
            "$home_dir,$path_dir",
            "${a}-${b}",
            "if ($name_a ~ \"b$\")",
            "\\[edit\\] and \\(see page two\\)",
        ] {
            assert_eq!(found(text, false), [] as [&str; 0], "{text}");
        }
        for text in
            ["It costs $5 and $10 or $5-$10.", "for $100 (or AU$", "between $5 million and people$", "$5,$6"]
        {
            assert_eq!(found(text, true), [] as [&str; 0], "{text}");
        }
    }

    #[test]
    fn what_is_escaped_or_unfinished_is_text() {
        for text in [
            "\\\\(x\\\\)",
            "\\(x",
            "\\(x\n \ny\\)",
            "\\( \\)",
            "\\begin{itemize}x\\end{itemize}",
            "\\begin{align",
            "\\",
        ] {
            assert_eq!(found(text, true), [] as [&str; 0], "{text}");
        }
        assert_eq!(found("\\(x\\\\) y\\)", false), ["\\(x\\\\) y\\)"]);
        assert_eq!(found("a\\é \\(x\\)", false), ["\\(x\\)"]);
        assert_eq!(found("\\(a \\(b\\)", false), ["\\(a \\(b\\)"]);
    }

    #[test]
    fn delimiters_that_are_never_closed_are_read_once() {
        for piece in
            ["$", "$ ", " $a", "$$ a ", "\\(", "\\[ ", "\\begin{align}", "\\", "\n", "\n ", "\\$", "a$\n\n"]
        {
            for end in ["", "$", "\\)", "\\end{align}"] {
                let text = piece.repeat(20_000) + end;
                for loads_math in [false, true] {
                    assert!(formulas(&text, loads_math).len() <= 20_000);
                }
            }
        }
    }
}
