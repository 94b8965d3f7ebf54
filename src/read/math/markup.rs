//! MathML that is written in an attribute: `data-mathml`, as MathJax 2 has it next to what it draws.
//!
//! A script wrote it, so it is well formed: tags, attributes in quotation marks, and numbers of characters.

use super::mathml::MathMl;
use crate::cut;
use crate::document::tex::Formula;

/// The formula that MathML in an attribute is.
pub(crate) fn formula(markup: &str) -> Option<Formula> {
    let mut math: Option<MathMl> = None;
    let mut rest = markup;
    while let Some((text, after)) = rest.split_once('<') {
        let (tag, after) = after.split_once('>')?;
        rest = after;
        match &mut math {
            None => math = Some(MathMl::new(&pairs(attributes(tag.strip_prefix("math")?)))),
            Some(math) => {
                math.text(&resolved(text));
                take(math, tag);
            }
        }
    }
    math?.finish()
}

fn take(math: &mut MathMl, tag: &str) {
    if tag.starts_with('/') {
        return math.close();
    }
    let (tag, is_empty) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
    let end = tag.find(char::is_whitespace).unwrap_or(tag.len());
    let (name, rest) = tag.split_at(end);
    math.open(name, &pairs(attributes(rest)));
    if is_empty {
        math.close();
    }
}

type Written<'a> = (&'a str, &'a str);

fn pairs<'a>(attributes: impl Iterator<Item = Written<'a>>) -> Vec<Written<'a>> {
    /// Elements of MathML have few.
    const MAX_ATTRIBUTES: usize = 16;
    attributes.take(MAX_ATTRIBUTES).collect()
}

fn attributes(written: &str) -> impl Iterator<Item = Written<'_>> {
    let mut rest = written;
    std::iter::from_fn(move || {
        let (name, after) = rest.split_once("=\"")?;
        let (value, after) = after.split_once('"')?;
        rest = after;
        Some((name.trim(), value))
    })
}

/// The longest number of a character, such as `#x1D465`.
const MAX_REFERENCE_BYTES: usize = 10;

/// Text with its characters in place of their numbers.
fn resolved(text: &str) -> String {
    let mut resolved = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        resolved.push_str(before);
        let end = cut::text(after, MAX_REFERENCE_BYTES).find(';');
        let reference = end.and_then(|end| Some((character(&after[..end])?, &after[end + 1..])));
        rest = match reference {
            Some((character, after)) => {
                resolved.push(character);
                after
            }
            None => {
                resolved.push('&');
                after
            }
        };
    }
    resolved.push_str(rest);
    resolved
}

fn character(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "nbsp" => Some('\u{a0}'),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_and_numbers_of_characters_are_read() {
        let markup = "<math xmlns=\"http://www.w3.org/1998/Math/MathML\" display=\"block\"><msup><mi>x</mi><mn>2</mn></msup>\
                      <mo>&#x2212;</mo><mspace width=\"1em\"/><mi>y</mi></math>";
        let found = formula(markup).unwrap();
        assert!(found.display && found.tex.starts_with("x^2"), "{found:?}");
        assert!(found.tex.ends_with('y') && found.tex.contains('-'), "{found:?}");
    }

    #[test]
    fn what_is_no_mathml_is_none() {
        for markup in ["", "x", "<b>x</b>", "<math", "<math>", "<math></math>"] {
            assert_eq!(formula(markup), None, "{markup}");
        }
    }

    #[test]
    fn hostile_references_end_soon() {
        assert_eq!(resolved(&"&#x41;&&#;&#xffffffff;".repeat(2)), "A&&#;&#xffffffff;".repeat(2));
        let many = format!("<math><mi>{}</mi></math>", "&".repeat(100_000));
        assert_eq!(formula(&many), None);
    }
}
