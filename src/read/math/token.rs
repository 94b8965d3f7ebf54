//! Letters, numbers and text.

use super::element::{Attributes, Element};
use super::operator;
use super::piece::{Form, Piece, append, is_invisible, join};
use crate::lists::tex_symbols::{Role, tex};

/// An element with text. Elements inside it come from HTML in `<mtext>`: their text follows its own.
pub(super) fn piece(element: Element, text: &str, attributes: &Attributes, children: Vec<Piece>) -> Piece {
    if text.trim().is_empty() && !children.is_empty() {
        return Piece::new(join(&children), Form::Row);
    }
    let word = trimmed(text);
    let mut piece = match element {
        Element::Identifier => identifier(word, attributes.variant.as_deref()),
        Element::Number => number(word, attributes.variant.as_deref()),
        Element::Operator => operator::piece(word),
        _ => words(text),
    };
    piece.sign.push_str(word);
    for child in &children {
        append(&mut piece.tex, &child.shown());
        piece.form = Form::Row;
    }
    piece
}

/// Without white space around it; no-break spaces are content.
fn trimmed(text: &str) -> &str {
    text.trim_matches(|char: char| char.is_ascii_whitespace())
}

fn identifier(word: &str, variant: Option<&str>) -> Piece {
    if let Some(command) = tex(Role::Limits, word) {
        return Piece::new(command.to_owned(), Form::Limits);
    }
    if let Some(command) = tex(Role::Function, word) {
        return Piece::atom(command.to_owned());
    }
    let is_single = word.chars().nth(1).is_none();
    let default = if is_single { "italic" } else { "normal" };
    let letters = symbols(word);
    let plain = letters.tex == word && letters.variant.is_none();
    match variant.or(letters.variant).unwrap_or(default) {
        "italic" if is_single => Piece::atom(letters.tex),
        // Commands such as `\infty` have no other style.
        "normal" if !plain => Piece::new(letters.tex, if is_single { Form::Atom } else { Form::Row }),
        // Signs that are neither letters nor commands.
        "normal" if !word.contains(char::is_alphabetic) => Piece::new(letters.tex, Form::Row),
        variant => styled(letters.tex, variant),
    }
}

fn number(word: &str, variant: Option<&str>) -> Piece {
    let digits = symbols(word);
    match variant.or(digits.variant) {
        Some(variant) if variant != "normal" => styled(digits.tex, variant),
        // A number is one operand: what is raised after it belongs to all of it.
        _ => Piece::atom(digits.tex),
    }
}

fn styled(letters: String, variant: &str) -> Piece {
    // `\mathbf` has no Greek letters.
    let variant = if variant == "bold" && letters.starts_with('\\') { "bold-italic" } else { variant };
    match tex(Role::Variant, variant) {
        Some(command) if !letters.is_empty() => Piece::atom(format!("{command}{{{letters}}}")),
        _ => Piece::atom(letters),
    }
}

/// Text inside a formula; text of signs alone is not set as text.
pub(super) fn words(text: &str) -> Piece {
    let text = text.replace(['\n', '\t', '\r'], " ");
    if text.trim().is_empty() {
        return Piece::new(if text.is_empty() { String::new() } else { "\\ ".to_owned() }, Form::Row);
    }
    if !text.contains(|char: char| char.is_alphabetic() || char == '"')
        || tex(Role::Symbol, text.trim()).is_some()
    {
        return Piece::new(symbols(text.trim()).tex, Form::Row);
    }
    Piece::atom(format!("\\text{{{}}}", escaped(&text)))
}

/// Text for the argument of `\text`.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\\' => escaped.push_str("\\textbackslash "),
            '^' => escaped.push_str("\\^{}"),
            '~' => escaped.push_str("\\~{}"),
            '{' | '}' | '$' | '%' | '#' | '&' | '_' => escaped.extend(['\\', char]),
            char if char.is_whitespace() => escaped.push(' '),
            char if is_invisible(char) => {}
            char => escaped.push(char),
        }
    }
    escaped
}

/// Signs as TeX, with the style that the characters themselves carry.
struct Letters {
    tex: String,
    variant: Option<&'static str>,
}

fn symbols(word: &str) -> Letters {
    let mut letters = Letters { tex: String::new(), variant: None };
    let mut buffer = [0; 4];
    for char in word.chars().filter(|&char| !is_invisible(char)) {
        let (char, variant) =
            plain_letter(char).map_or((char, None), |(char, variant)| (char, Some(variant)));
        letters.variant = letters.variant.or(variant);
        let sign: &str = char.encode_utf8(&mut buffer);
        let command = tex(Role::Symbol, sign).or_else(|| tex(Role::Operator, sign));
        match command {
            Some(command) => append(&mut letters.tex, command),
            None if char.is_whitespace() => letters.tex.push_str("\\,"),
            None => append(&mut letters.tex, sign),
        }
    }
    letters
}

/// Styles of the Latin letters in the order of their blocks, from U+1D400, 52 letters each.
const ALPHABETS: [&str; 13] = [
    "bold",
    "italic",
    "bold-italic",
    "script",
    "bold-script",
    "fraktur",
    "double-struck",
    "bold-fraktur",
    "sans-serif",
    "bold-sans-serif",
    "sans-serif-italic",
    "sans-serif-bold-italic",
    "monospace",
];
/// Styles of the Greek letters, from U+1D6A8, 58 signs each.
const GREEK: [&str; 5] = ["bold", "italic", "bold-italic", "bold-sans-serif", "sans-serif-bold-italic"];
/// Styles of the figures, from U+1D7CE, ten each.
const FIGURES: [&str; 5] = ["bold", "double-struck", "sans-serif", "bold-sans-serif", "monospace"];
/// The Greek signs of each style, in the order of Unicode.
const GREEK_SIGNS: &str = "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡϴΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂ϵϑϰϕϱϖ";

/// The letter that a mathematical alphanumeric sign is, and the style that makes it one.
fn plain_letter(char: char) -> Option<(char, &'static str)> {
    let code = u32::from(char);
    let place = |first: u32, count: u32| ((code - first) / count, (code - first) % count);
    let (style, letter) = match code {
        0x1d400..=0x1d6a3 => {
            let (style, letter) = place(0x1d400, 52);
            let first = if letter < 26 { 'A' } else { 'a' };
            (ALPHABETS.get(style as usize)?, char::from_u32(u32::from(first) + letter % 26)?)
        }
        0x1d6a8..=0x1d7c9 => {
            let (style, letter) = place(0x1d6a8, 58);
            (GREEK.get(style as usize)?, GREEK_SIGNS.chars().nth(letter as usize)?)
        }
        0x1d7ce..=0x1d7ff => {
            let (style, digit) = place(0x1d7ce, 10);
            (FIGURES.get(style as usize)?, char::from_digit(digit, 10)?)
        }
        _ => return None,
    };
    Some((letter, style))
}
