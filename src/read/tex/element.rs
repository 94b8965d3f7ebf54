//! TeX that a page gives in an element: in an attribute of what a script drew, or in the text of what it has not drawn yet.

use super::words::{is_display_tex, is_words};
use crate::document::tex::{Formula, clean_tex};
use crate::lists::formula_markup::{holds_tex, is_displayed};

/// The longest formulas of real pages, tables of equations, have some 5,000 bytes.
const MAX_TEX_BYTES: usize = 20_000;

/// The formula that attributes of an element hold: then what is inside draws it and is left out.
pub(crate) fn tex_of_attributes(attributes: &[(&str, &str)]) -> Option<Formula> {
    let data = attributes.iter().filter(|(name, _)| name.starts_with("data-"));
    let mut formulas = data.filter_map(|&(name, value)| {
        let classes = classes(attributes);
        if name == "data-attrs" && classes.contains("latex-rendered") {
            return substack(value).and_then(|tex| formula(&tex, classes));
        }
        let is_flag = value.chars().all(|char| char.is_ascii_digit()) || matches!(value, "true" | "false");
        if is_flag || !holds_tex(name, classes) { None } else { formula(value, classes) }
    });
    formulas.next()
}

fn classes<'a>(attributes: &[(&str, &'a str)]) -> &'a str {
    attributes.iter().find(|(name, _)| *name == "class").map_or("", |&(_, value)| value)
}

fn formula(written: &str, classes: &str) -> Option<Formula> {
    if written.len() > MAX_TEX_BYTES || is_words(written) {
        return None;
    }
    let tex = clean_tex(written);
    let display = is_displayed(classes) || is_display_tex(written);
    (!tex.is_empty()).then_some(Formula { tex, display })
}

/// Substack keeps an object of JSON in the attribute.
fn substack(attrs: &str) -> Option<String> {
    let value: serde_json::Value = serde_json::from_str(attrs).ok()?;
    Some(value.get("persistentExpression")?.as_str()?.to_owned())
}

/// Whether the formula that is the text of an element has a line of its own.
pub(crate) fn displays_text(attributes: &[(&str, &str)]) -> bool {
    let is_block = |&(name, value): &(&str, &str)| name == "block" || value == "display" || value == "block";
    is_displayed(classes(attributes)) || attributes.iter().any(is_block)
}

/// The formula that is the text of an element which such text is TeX in. The text is all that is in it.
pub(crate) fn tex_of_text(text: &str, display: bool) -> Option<Formula> {
    let found = formula(text, "")?;
    Some(Formula { display: found.display || display, ..found })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inline(tex: &str) -> Option<Formula> {
        Some(Formula { tex: tex.to_owned(), display: false })
    }

    fn display(tex: &str) -> Option<Formula> {
        Some(Formula { tex: tex.to_owned(), display: true })
    }

    #[test]
    fn attributes_hold_tex() {
        assert_eq!(tex_of_attributes(&[("class", "math-inline"), ("data-math", "x_1")]), inline("x_1"));
        assert_eq!(tex_of_attributes(&[("class", "math-block"), ("data-math", "x_1")]), display("x_1"));
        assert_eq!(tex_of_attributes(&[("data-value", "x"), ("class", "ql-formula")]), inline("x"));
        let attrs = r#"{"persistentExpression":"x^2","id":"A"}"#;
        assert_eq!(tex_of_attributes(&[("class", "latex-rendered"), ("data-attrs", attrs)]), display("x^2"));
        for (name, value) in [
            ("data-math", "true"),
            ("data-tex", "1"),
            ("data-value", "x^2"),
            ("data-math", "how old is it"),
            ("id", "x^2"),
        ] {
            assert_eq!(tex_of_attributes(&[(name, value)]), None, "{name}={value}");
        }
    }

    #[test]
    fn text_is_tex_unless_it_is_words() {
        assert_eq!(tex_of_text("\\(x^2\\)", false), inline("x^2"));
        assert_eq!(tex_of_text("\\[x^2\\]", false), display("x^2"));
        assert_eq!(tex_of_text("x^2", true), display("x^2"));
        assert_eq!(tex_of_text("How old is he?", false), None);
        assert_eq!(tex_of_text(&"x".repeat(1 << 20), false), None);
    }

    #[test]
    fn attributes_say_that_a_formula_has_a_line_of_its_own() {
        for (attributes, expected) in [
            (&[("class", "math display")][..], true),
            (&[("block", "")], true),
            (&[("data-math-style", "display")], true),
            (&[("class", "math inline")], false),
        ] {
            assert_eq!(displays_text(attributes), expected, "{attributes:?}");
        }
    }
}
