//! The language of a listing, where the usual tools write it: in class names and attributes.

use crate::read::sink::Element;

/// The longest name of a language.
const MAX_LANGUAGE_BYTES: usize = 30;

/// Names that say that there is no language, or something else.
const NO_LANGUAGE: [&str; 13] = [
    "none",
    "plain",
    "plaintext",
    "text",
    "txt",
    "nohighlight",
    "no-highlight",
    "default",
    "auto",
    "wrap",
    "wrapper",
    "container",
    "block",
];

/// Prefixes of class names that a language follows, on any element around code.
const PREFIXES: [&str; 3] = ["language-", "highlight-source-", "brush-"];
/// The same on a `<pre>` or `<code>` alone: elsewhere they mean other things.
const OWN_PREFIXES: [&str; 3] = ["lang-", "src-", "highlight-"];
/// Names that a language follows as the next name, with the elements that have them.
const BEFORE_LANGUAGE: [(&str, &[&str]); 7] = [
    ("brush:", &["pre", "code", "div"]),
    ("sourcecode", &["pre", "code", "div", "table"]),
    ("hljs", &["pre", "code"]),
    ("syntaxhighlighter", &["div", "table"]),
    ("src", &["pre"]),
    ("hl", &["code", "pre"]),
    // Hexo.
    ("highlight", &["figure"]),
];

/// The language that an element names, if it is one around or inside a listing.
pub(super) fn language<'a>(element: &Element<'a, '_>) -> Option<&'a str> {
    if !matches!(element.name, "pre" | "code" | "div" | "figure" | "table" | "td" | "span") {
        return None;
    }
    let declared = ["data-lang", "data-language"].into_iter().find_map(|name| element.get(name));
    let named = declared.or_else(|| {
        let class = element.get("class")?;
        by_prefix(class, element.name).or_else(|| by_place(class, element.name))
    });
    named.map(str::trim).filter(|name| is_language(name))
}

/// Whether [`language`] looks for a name in a class attribute, on whatever element.
pub(super) fn may_name_language(name: &str) -> bool {
    // What all of the names begin with.
    let may_be = match name.as_bytes() {
        [first, second, ..] => matches!(
            [first | 0x20, second | 0x20],
            [b'l', b'a'] | [b'h', b'i' | b'l'] | [b'b', b'r'] | [b's', b'r' | b'o' | b'y']
        ),
        _ => false,
    };
    let mut prefixes = PREFIXES.iter().chain(&OWN_PREFIXES);
    may_be
        && (prefixes.any(|prefix| without_prefix(name, prefix).is_some())
            || BEFORE_LANGUAGE.iter().any(|(known, _)| known.eq_ignore_ascii_case(name)))
}

/// By a name such as `language-rust`; names that mean nothing else come first.
fn by_prefix<'a>(class: &'a str, element: &str) -> Option<&'a str> {
    let is_own = matches!(element, "pre" | "code");
    let mut prefixes = PREFIXES.iter().chain(OWN_PREFIXES.iter().filter(|_| is_own));
    prefixes.find_map(|prefix| {
        let mut languages = class.split_ascii_whitespace().filter_map(|name| without_prefix(name, prefix));
        languages.find(|language| is_language(language))
    })
}

/// By the name after one such as `hljs`.
fn by_place<'a>(class: &'a str, element: &str) -> Option<&'a str> {
    let names = || class.split_ascii_whitespace();
    let is_before = |name: &str| {
        BEFORE_LANGUAGE
            .iter()
            .any(|(known, elements)| elements.contains(&element) && known.eq_ignore_ascii_case(name))
    };
    let (_, next) = names().zip(names().skip(1)).find(|(name, _)| is_before(name))?;
    Some(next.trim_end_matches(';')).filter(|next| !next.contains("hljs"))
}

fn without_prefix<'n>(name: &'n str, prefix: &str) -> Option<&'n str> {
    name.get(..prefix.len()).filter(|start| start.eq_ignore_ascii_case(prefix))?;
    name.get(prefix.len()..)
}

fn is_language(name: &str) -> bool {
    let is_sign = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '#' | '.' | '_' | '-');
    (1..=MAX_LANGUAGE_BYTES).contains(&name.len())
        && name.chars().all(is_sign)
        && !NO_LANGUAGE.iter().any(|none| none.eq_ignore_ascii_case(name))
}
