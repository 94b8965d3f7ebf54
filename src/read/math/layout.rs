//! Elements whose children are arguments: fractions, roots, scripts, fences.

use super::element::{Attributes, Element};
use super::operator;
use super::piece::{Form, Piece, append, join};
use super::table;
use super::token;
use crate::lists::tex_symbols::{Role, tex};

/// An element with children, once it closes. `text` is text that no token holds, as sloppy pages have it.
pub(super) fn piece(element: Element, attributes: &Attributes, children: Vec<Piece>, text: &str) -> Piece {
    let stray = text.trim();
    match element {
        Element::Space => Piece::new(operator::space(attributes.width.as_deref()).to_owned(), Form::Row),
        Element::Nothing => Piece::default(),
        Element::Prescripts => Piece::new(String::new(), Form::Prescripts),
        Element::First => children.into_iter().next().unwrap_or_default(),
        Element::SquareRoot => Piece::atom(format!("\\sqrt{{{}}}", join(&children))),
        Element::Phantom => Piece::atom(format!("\\phantom{{{}}}", join(&children))),
        Element::Enclosed => enclosed(attributes, &children),
        Element::Fenced => fenced(attributes, children),
        Element::Table => table::table(attributes, &children),
        Element::TableRow | Element::LabelledRow => table::row(element, &children),
        Element::Multiscripts => multiscripts(&children),
        Element::Row | Element::Cell if !stray.is_empty() => {
            let mut pieces = children;
            pieces.insert(0, token::words(stray));
            row(pieces)
        }
        Element::Row | Element::Cell => row(children),
        _ => with_arguments(element, attributes, &children),
    }
}

/// Elements with two or three children. With fewer the element is broken, and what is there is shown.
fn with_arguments(element: Element, attributes: &Attributes, children: &[Piece]) -> Piece {
    match (element, children) {
        (Element::Fraction, [top, bottom]) => fraction(attributes, top, bottom),
        (Element::Root, [inside, degree]) => {
            Piece::atom(format!("\\sqrt[{}]{{{}}}", degree.shown(), inside.shown()))
        }
        (Element::Sub, [base, below]) => scripts(base, Some(below), None),
        (Element::Sup, [base, above]) => scripts(base, None, Some(above)),
        (Element::SubSup, [base, below, above]) => scripts(base, Some(below), Some(above)),
        (Element::Under, [base, below]) => under(base, below),
        (Element::Over, [base, above]) => over(base, above),
        (Element::UnderOver, [base, below, above]) => under_over(base, below, above),
        _ => Piece::new(join(children), Form::Row),
    }
}

fn fraction(attributes: &Attributes, top: &Piece, bottom: &Piece) -> Piece {
    let (numerator, denominator) = (top.shown(), bottom.shown());
    if attributes.has_no_line {
        return Piece::new(format!("{{{numerator}}}{{{denominator}}}"), Form::Stack);
    }
    if attributes.is_bevelled {
        return Piece::new(format!("{}/{}", top.base(), bottom.base()), Form::Row);
    }
    Piece::atom(format!("\\frac{{{numerator}}}{{{denominator}}}"))
}

/// A row. One between delimiters says what it is: a matrix, cases, a binomial coefficient.
fn row(mut children: Vec<Piece>) -> Piece {
    children.retain(|piece| !piece.tex.is_empty() || piece.form != Form::Operator);
    if children.len() == 1 {
        return children.pop().unwrap_or_default();
    }
    match children.as_slice() {
        [open, inside, close] if is_open(open) && is_close(close) => between(&open.tex, inside, &close.tex),
        [open, inside] if open.sign == "{" && matches!(inside.form, Form::Table | Form::Aligned) => {
            Piece::atom(format!("\\begin{{cases}}{}\\end{{cases}}", inside.tex))
        }
        [open, .., close] if is_open(open) && is_close(close) => {
            let inside = &children[1..children.len() - 1];
            let is_inside = |piece: &Piece| matches!(piece.form, Form::Open | Form::Close | Form::Fence);
            match inside.iter().any(is_inside) {
                // The first may be closed before the last opens.
                true => Piece::new(join(&children), Form::Row),
                false => Piece::new(fence(&open.tex, &join(inside), &close.tex), Form::Fenced),
            }
        }
        _ => Piece::new(join(&children), Form::Row),
    }
}

fn is_open(piece: &Piece) -> bool {
    matches!(piece.form, Form::Open | Form::Fence)
}

fn is_close(piece: &Piece) -> bool {
    matches!(piece.form, Form::Close | Form::Fence)
}

fn between(open: &str, inside: &Piece, close: &str) -> Piece {
    let fences = [open, close].concat();
    match inside.form {
        Form::Table => match tex(Role::Environment, &fences) {
            Some(name) => Piece::atom(format!("\\begin{{{name}}}{}\\end{{{name}}}", inside.tex)),
            None => Piece::new(fence(open, &inside.shown(), close), Form::Fenced),
        },
        Form::Stack if fences == "()" => Piece::atom(format!("\\binom{}", inside.tex)),
        _ => Piece::new(fence(open, &inside.shown(), close), Form::Fenced),
    }
}

/// Delimiters grow with what is tall.
fn fence(open: &str, inside: &str, close: &str) -> String {
    let is_tall = ["\\frac", "\\sum", "\\int", "\\prod", "\\begin"].iter().any(|tall| inside.contains(tall));
    let parts =
        if is_tall { ["\\left", open, inside, "\\right", close] } else { ["", open, inside, "", close] };
    let mut fenced = parts[..2].concat();
    parts[2..].iter().for_each(|part| append(&mut fenced, part));
    fenced
}

/// `<mfenced>`: delimiters and separators as attributes.
fn fenced(attributes: &Attributes, children: Vec<Piece>) -> Piece {
    let sign = |value: &Option<String>, default: &str| value.clone().unwrap_or_else(|| default.to_owned());
    let (open, close) = (sign(&attributes.open, "("), sign(&attributes.close, ")"));
    let separators = sign(&attributes.separators, ",");
    let mut marks = separators.chars().filter(|char| !char.is_whitespace());
    let mut mark = String::new();
    let mut inside = Vec::new();
    for (index, child) in children.into_iter().enumerate() {
        if index > 0 {
            mark = marks.next().map_or(mark, |char| operator::piece(char.encode_utf8(&mut [0; 4])).tex);
            inside.push(Piece::new(mark.clone(), Form::Operator));
        }
        inside.push(child);
    }
    if let ([only], "{", "") = (inside.as_slice(), open.as_str(), close.as_str())
        && matches!(only.form, Form::Table | Form::Aligned)
    {
        return Piece::atom(format!("\\begin{{cases}}{}\\end{{cases}}", only.tex));
    }
    if open.is_empty() != close.is_empty() {
        let (open, close) = (operator::delimiter(&open), operator::delimiter(&close));
        return Piece::atom(format!("\\left{open} {}\\right{close}", join(&inside)));
    }
    let (open, close) = (operator::piece(&open).tex, operator::piece(&close).tex);
    match inside.as_slice() {
        [only] => between(&open, only, &close),
        _ => Piece::new(fence(&open, &join(&inside), &close), Form::Fenced),
    }
}

fn enclosed(attributes: &Attributes, children: &[Piece]) -> Piece {
    let inside = join(children);
    let notations = attributes.notation.as_deref().unwrap_or_default();
    match notations.split_whitespace().find_map(|notation| tex(Role::Enclosure, notation)) {
        Some(command) => Piece::atom(format!("{command}{{{inside}}}")),
        None => Piece::new(inside, Form::Row),
    }
}

/// A base with what is lowered and raised after it. Primes are no exponents in TeX.
fn scripts(base: &Piece, below: Option<&Piece>, above: Option<&Piece>) -> Piece {
    let mut scripted = base.base();
    let below = below.filter(|piece| !piece.tex.is_empty());
    let above = above.filter(|piece| !piece.tex.is_empty());
    if let Some(below) = below {
        scripted.push('_');
        scripted.push_str(&below.script());
    }
    match above {
        Some(above) if above.tex.bytes().all(|byte| byte == b'\'') => scripted.push_str(&above.tex),
        Some(above) if above.sign == "°" => scripted.push_str("^{\\circ}"),
        Some(above) => {
            scripted.push('^');
            scripted.push_str(&above.script());
        }
        None => {}
    }
    Piece::new(scripted, Form::Row)
}

fn over(base: &Piece, above: &Piece) -> Piece {
    if let Some(accent) = tex(Role::Over, &above.sign) {
        return decorated(accent, base);
    }
    if let Some(arrow) = tex(Role::Stretched, &base.sign) {
        return Piece::new(format!("{arrow}{{{}}}", above.shown()), Form::Operator);
    }
    if base.form == Form::Limits {
        return scripts(base, None, Some(above));
    }
    Piece::atom(format!("\\overset{{{}}}{{{}}}", above.shown(), base.shown()))
}

fn under(base: &Piece, below: &Piece) -> Piece {
    if let Some(accent) = tex(Role::Under, &below.sign) {
        return decorated(accent, base);
    }
    if let Some(arrow) = tex(Role::Stretched, &base.sign) {
        return Piece::new(format!("{arrow}[{}]{{}}", below.shown()), Form::Operator);
    }
    if base.form == Form::Limits {
        return scripts(base, Some(below), None);
    }
    Piece::atom(format!("\\underset{{{}}}{{{}}}", below.shown(), base.shown()))
}

fn under_over(base: &Piece, below: &Piece, above: &Piece) -> Piece {
    let is_integral = base.tex.ends_with("int");
    if base.form == Form::Limits || is_integral {
        return scripts(base, Some(below), Some(above));
    }
    if let Some(arrow) = tex(Role::Stretched, &base.sign) {
        return Piece::new(format!("{arrow}[{}]{{{}}}", below.shown(), above.shown()), Form::Operator);
    }
    under(&over(base, above), below)
}

/// Accents span one letter; over more, the wide form of an accent is used. A brace takes its label as a limit.
fn decorated(accent: &str, base: &Piece) -> Piece {
    let inside = base.shown();
    let is_wide = base.form == Form::Row && inside.chars().nth(1).is_some();
    let command = match accent {
        "\\hat" if is_wide => "\\widehat",
        "\\tilde" if is_wide => "\\widetilde",
        "\\bar" if is_wide => "\\overline",
        "\\overline" if !is_wide => "\\bar",
        "\\vec" if is_wide => "\\overrightarrow",
        accent => accent,
    };
    let form = if command.ends_with("brace") { Form::Limits } else { Form::Atom };
    Piece::new(format!("{command}{{{inside}}}"), form)
}

/// A base with scripts in pairs after it and, after `<mprescripts>`, before it.
fn multiscripts(children: &[Piece]) -> Piece {
    let Some((base, rest)) = children.split_first() else { return Piece::default() };
    let middle = rest.iter().position(|piece| piece.form == Form::Prescripts).unwrap_or(rest.len());
    let (after, before) = rest.split_at(middle);
    let mut scripted = String::new();
    for pair in before.get(1..).unwrap_or_default().chunks(2) {
        append(&mut scripted, &scripts(&Piece::atom(String::new()), pair.first(), pair.get(1)).tex);
    }
    for (index, pair) in after.chunks(2).enumerate() {
        let nothing = Piece::atom(String::new());
        let base = if index == 0 { base } else { &nothing };
        append(&mut scripted, &scripts(base, pair.first(), pair.get(1)).tex);
    }
    if after.is_empty() {
        append(&mut scripted, &base.base());
    }
    Piece::new(scripted, Form::Row)
}
