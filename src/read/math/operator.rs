//! Operators, delimiters and spaces.

use super::piece::{Form, Piece, append, is_invisible};
use crate::lists::tex_symbols::{Role, tex};

/// The roles of an operator, and what a sign in each is to its parent.
const ROLES: [(Role, Form); 7] = [
    (Role::Limits, Form::Limits),
    (Role::Open, Form::Open),
    (Role::Close, Form::Close),
    (Role::Fence, Form::Fence),
    (Role::Function, Form::Atom),
    (Role::Operator, Form::Operator),
    (Role::Symbol, Form::Operator),
];

/// The text of an `<mo>`.
pub(super) fn piece(word: &str) -> Piece {
    let known = ROLES.iter().find_map(|&(role, form)| Some(Piece::new(tex(role, word)?.to_owned(), form)));
    known.unwrap_or_else(|| unknown(word))
}

/// Several signs or a word.
fn unknown(word: &str) -> Piece {
    let is_name = word.chars().nth(1).is_some() && word.chars().all(|char| char.is_ascii_alphabetic());
    if is_name {
        return Piece::atom(format!("\\operatorname{{{word}}}"));
    }
    let mut operator = String::new();
    let mut buffer = [0; 4];
    for char in word.chars().filter(|&char| !is_invisible(char)) {
        let sign: &str = char.encode_utf8(&mut buffer);
        match ROLES.iter().find_map(|&(role, _)| tex(role, sign)) {
            Some(command) => append(&mut operator, command),
            None if char.is_whitespace() => operator.push_str("\\ "),
            None => append(&mut operator, sign),
        }
    }
    Piece::new(operator, Form::Operator)
}

/// A delimiter as `\left` and `\right` take it; an empty one is a full stop.
pub(super) fn delimiter(sign: &str) -> String {
    match sign {
        "" => ".".to_owned(),
        sign => piece(sign).tex,
    }
}

/// A space in the widths that TeX has commands for.
pub(super) fn space(width: Option<&str>) -> &'static str {
    let width = width.and_then(|width| width.strip_suffix("em")?.parse::<f32>().ok());
    match width {
        Some(em) if em >= 1.5 => "\\qquad ",
        Some(em) if em >= 0.8 => "\\quad ",
        Some(em) if em >= 0.1 => "\\,",
        _ => "",
    }
}
