//! Markup of formulas besides MathML: see `formula_markup.tsv`.

use once_cell::sync::Lazy;

use super::rows;
use super::table::Table;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    Attribute,
    Class,
    Display,
    Service,
    Text,
}

/// Names, and what belongs to them: empty for most.
static MARKUP: Lazy<Table<(Kind, &'static str), &'static str>> =
    Lazy::new(|| rows(include_str!("formula_markup.tsv")).filter_map(|row| entry(&row)).collect());

fn entry(row: &[&'static str]) -> Option<((Kind, &'static str), &'static str)> {
    let (kind, name, more) = match *row {
        [kind, name] => (kind, name, ""),
        [kind, name, more] => (kind, name, more),
        _ => return None,
    };
    let kind = match kind {
        "attribute" => Kind::Attribute,
        "class" => Kind::Class,
        "display" => Kind::Display,
        "service" => Kind::Service,
        "text" => Kind::Text,
        _ => return None,
    };
    Some(((kind, name), more))
}

/// How many kinds there are.
const KINDS: usize = 5;

/// The bytes that the names of each kind begin with: most classes of a page begin with others.
static INITIALS: Lazy<[[bool; 256]; KINDS]> = Lazy::new(|| {
    let mut initials = [[false; 256]; KINDS];
    for (kind, name) in MARKUP.keys() {
        if let Some(first) = name.bytes().next() {
            initials[*kind as usize][usize::from(first)] = true;
        }
    }
    initials
});

fn has_class(kind: Kind, classes: &str) -> bool {
    let initials = &INITIALS[kind as usize];
    let may_be = |class: &&str| class.bytes().next().is_some_and(|first| initials[usize::from(first)]);
    classes.split_ascii_whitespace().filter(may_be).any(|class| MARKUP.contains_key(&(kind, class)))
}

/// Whether an attribute holds TeX in an element of these classes.
pub(crate) fn holds_tex(attribute: &str, classes: &str) -> bool {
    let needed = MARKUP.get(&(Kind::Attribute, attribute));
    needed.is_some_and(|needed| {
        needed.is_empty() || classes.split_ascii_whitespace().any(|class| class == *needed)
    })
}

/// Whether the text of elements with this name or one of these classes is TeX.
pub(crate) fn is_tex_text(name: &str, classes: &str) -> bool {
    // `<math>` holds MathML, and as a class it is a formula.
    name != "math" && MARKUP.contains_key(&(Kind::Text, name)) || has_class(Kind::Text, classes)
}

/// Whether the text of elements with this class is TeX.
pub(crate) fn is_tex_class(class: &str) -> bool {
    let first = class.bytes().next();
    first.is_some_and(|first| INITIALS[Kind::Text as usize][usize::from(first)])
        && MARKUP.contains_key(&(Kind::Text, class))
}

/// Whether the alternative text of pictures with one of these classes is TeX.
pub(crate) fn is_picture(classes: &str) -> bool {
    has_class(Kind::Class, classes)
}

/// Whether the formulas of one of these classes have lines of their own.
pub(crate) fn is_displayed(classes: &str) -> bool {
    has_class(Kind::Display, classes)
}

/// Where the address of a picture holds TeX.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Written {
    /// In this parameter, if there is another one as well.
    Parameter { name: &'static str, needed: Option<&'static str> },
    /// The whole query is TeX.
    Query,
}

/// Where the address of a picture holds TeX, from its path.
pub(crate) fn service(path: &str) -> Option<Written> {
    let file = path.rsplit('/').next()?;
    let extension = file.rfind('.').map_or("", |dot| &file[dot..]);
    let written = [file, extension].iter().find_map(|name| MARKUP.get(&(Kind::Service, *name)))?;
    Some(match written.rsplit_once('&') {
        _ if *written == "?" => Written::Query,
        Some((needed, name)) => Written::Parameter { name, needed: Some(needed) },
        None => Written::Parameter { name: written, needed: None },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        assert!(rows(include_str!("formula_markup.tsv")).all(|row| entry(&row).is_some()));
    }

    #[test]
    fn some_attributes_hold_tex_with_a_class_alone() {
        assert!(holds_tex("data-latex", ""));
        assert!(holds_tex("data-value", "wide ql-formula"));
        assert!(!holds_tex("data-value", "wide"));
    }
}
