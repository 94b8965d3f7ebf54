//! Text that Markdown, HTML and XML must not take for markup.
//!
//! A backslash goes before a character only where the character would mean something
//! (CommonMark 0.31 and GitHub's tables, strikethrough, task lists and footnotes), so that
//! ordinary prose stays as it is.

/// Where a run of text is.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Place {
    /// The run opens a line.
    pub(super) line_start: bool,
    pub(super) in_link: bool,
    pub(super) in_cell: bool,
    pub(super) in_heading: bool,
    pub(super) in_deletion: bool,
}

/// Appends `run` with what Markdown would take for markup escaped. `run` has no line break;
/// what surrounds it is the block's edge, a line break or a delimiter.
pub(super) fn escape_into(out: &mut String, run: &str, place: Place) {
    let marker = if place.line_start { line_marker(run) } else { None };
    let closing_hashes = if place.in_heading { closing_hashes(run) } else { None };
    let last_dollar = run.rmatch_indices('$').map(|(at, _)| at).find(|at| closes_math(run, *at));
    let mut opens_math = false;
    let mut previous = None;
    for (at, c) in run.char_indices() {
        let rest = &run[at + c.len_utf8()..];
        if c == '$' && previous != Some('$') {
            opens_math = last_dollar.is_some_and(|last| last > at) && !blank(rest.trim_start_matches('$'));
        }
        let forced = marker == Some(at) || closing_hashes == Some(at) || c == '$' && opens_math;
        if forced || is_markup(c, previous, rest, place) {
            out.push('\\');
        }
        out.push(c);
        previous = Some(c);
    }
}

/// Whether one or more `$` from here can end a formula: not after a space, nor before a figure, so that prices stay
/// prices.
fn closes_math(run: &str, at: usize) -> bool {
    let follows_text = run[..at].chars().next_back().is_some_and(|c| !c.is_whitespace() && c != '$');
    let after = || run[at..].trim_start_matches('$').chars().next();
    follows_text && after().is_none_or(|c| !c.is_ascii_digit())
}

/// Whether there is white space or nothing.
fn blank(text: &str) -> bool {
    text.chars().next().is_none_or(char::is_whitespace)
}

/// Whether a character means something here. `previous` is the character before it in the
/// run and `rest` what follows it in the run.
fn is_markup(c: char, previous: Option<char>, rest: &str, place: Place) -> bool {
    let next = rest.chars().next();
    let between = |test: fn(char) -> bool| previous.is_some_and(test) && next.is_some_and(test);
    match c {
        '`' => true,
        '\\' => next.is_none_or(|c| c.is_ascii_punctuation()),
        '*' => !between(char::is_whitespace),
        '_' => !between(char::is_alphanumeric) && !between(char::is_whitespace),
        // Closes strikethrough; an opening one without a closing one means nothing.
        '~' => {
            place.in_deletion || previous.is_none_or(|c| !c.is_whitespace()) || next.is_none_or(|c| c == '~')
        }
        '[' => place.in_link || next == Some('^') || (previous.is_none() && opens_task_or_definition(rest)),
        ']' => place.in_link || next.is_some_and(|c| matches!(c, '(' | '[' | ':')),
        '<' => next.is_some_and(|c| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')),
        '&' => is_entity(rest),
        '|' => place.in_cell,
        _ => false,
    }
}

/// `[ ]` and `[x]` open a task. A bracket that the run does not close could be closed by
/// what follows, and `]:` makes a definition even in code.
fn opens_task_or_definition(after_bracket: &str) -> bool {
    let task = ["]", " ]", "x]", "X]"].iter().any(|task| after_bracket.starts_with(task));
    task || !after_bracket.contains(']')
}

/// `amp;`, `#39;`, `#x27;`
fn is_entity(after_ampersand: &str) -> bool {
    let name = after_ampersand.strip_prefix('#').unwrap_or(after_ampersand);
    // The longest name of a character in HTML has 31 letters.
    let end = name.bytes().take(33).position(|b| !b.is_ascii_alphanumeric());
    end.is_some_and(|end| end > 0 && name.as_bytes().get(end) == Some(&b';'))
}

/// Where the backslash goes if a line opens like a heading, an item, a quotation, a rule, a
/// definition or a row of a table.
fn line_marker(line: &str) -> Option<usize> {
    let first = line.chars().next()?;
    let rest = &line[first.len_utf8()..];
    let opens = match first {
        '#' => blank(line.trim_start_matches('#')),
        '+' => blank(rest),
        '-' => blank(rest) || rest.starts_with('-'),
        ':' => blank(rest) || rest.starts_with('-'),
        '>' | '|' => true,
        '=' => line.trim_end().bytes().all(|b| b == b'='),
        '0'..='9' => return number_marker(line),
        _ => false,
    };
    opens.then_some(0)
}

/// The place of the full stop in `1. `.
fn number_marker(line: &str) -> Option<usize> {
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let mut after = line[digits..].chars();
    let is_item = digits <= 9
        && matches!(after.next(), Some('.' | ')'))
        && after.next().is_none_or(char::is_whitespace);
    is_item.then_some(digits)
}

/// The first of the `#` that would close a heading.
fn closing_hashes(run: &str) -> Option<usize> {
    let before = run.trim_end_matches('#');
    let closes = before.len() < run.len() && before.chars().next_back().is_none_or(char::is_whitespace);
    closes.then_some(before.len())
}

/// Appends an address for the parentheses of a link.
pub(super) fn escape_address_into(out: &mut String, address: &str) {
    for (at, c) in address.char_indices() {
        match c {
            '(' | ')' | '<' | '>' | '\\' | ' ' | '|' | '`' => out.push_str(&format!("%{:02X}", u32::from(c))),
            '&' if is_entity(&address[at + 1..]) => out.push_str("\\&"),
            c => out.push(c),
        }
    }
}

/// Appends text for HTML or XML, or a value for an attribute in double quotes.
pub(super) fn escape_markup_into(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}

/// The longest run of backticks.
pub(super) fn longest_backtick_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn escaped(run: &str) -> String {
        let mut out = String::new();
        escape_into(&mut out, run, Place { line_start: true, ..Place::default() });
        out
    }

    #[test]
    fn prose_stays_as_it_is() {
        for prose in [
            "Sea-level rise (see below) - a worry; 2 * 3 = 6, and R&D costs <5 > 4!",
            "The file snake_case_name.rs, #12 and 3.5% of all [sic] cases",
            "1986 was wet. - So it goes",
            "It costs $5 or A$10 ($8 at noon); the inns are $, $$ or $$$",
        ] {
            assert_eq!(escaped(prose), prose);
        }
    }

    #[test]
    fn markup_is_escaped() {
        for (text, expected) in [
            ("# one", r"\# one"),
            ("- one", r"\- one"),
            ("---", r"\---"),
            ("12. one", r"12\. one"),
            ("> one", r"\> one"),
            ("*one* __init__", r"\*one\* \_\_init\_\_"),
            ("`x`", r"\`x\`"),
            ("[a](b) ![c](d)", r"[a\](b) ![c\](d)"),
            ("<b> </b> <!-- x", r"\<b> \</b> \<!-- x"),
            (r"a\*b C:\dir", r"a\\\*b C:\dir"),
            ("&lt; &#39; & so", r"\&lt; \&#39; & so"),
            ("~~a~~", r"\~\~a\~\~"),
            ("[x] done", r"\[x] done"),
            ("of $a and b$", r"of \$a and b$"),
            ("$$x$$", r"\$\$x$$"),
        ] {
            assert_eq!(escaped(text), expected);
        }
    }
}
