//! Parts of a formula in TeX, and how they are joined.

/// A part of a formula.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Piece {
    pub(super) tex: String,
    pub(super) form: Form,
    /// What an operator or letter is in MathML, where a parent asks for it: an accent, a delimiter, a big operator.
    pub(super) sign: String,
}

/// What a piece is to its parent.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// Several signs in a row: scripts need braces around them.
    #[default]
    Row,
    /// One sign or command, with its arguments.
    Atom,
    /// An operator between operands.
    Operator,
    /// Takes its scripts above and below.
    Limits,
    /// An opening delimiter.
    Open,
    /// A closing delimiter.
    Close,
    /// A delimiter that opens or closes.
    Fence,
    /// A row between delimiters.
    Fenced,
    /// A fraction without a line.
    Stack,
    /// A table whose environment is not chosen yet: the delimiters around it choose it.
    Table,
    /// Rows of equations.
    Aligned,
    /// The row of a table.
    TableRow,
    /// Parts the scripts before a base from those after it.
    Prescripts,
}

impl Piece {
    pub(super) fn new(tex: String, form: Form) -> Piece {
        Piece { tex, form, sign: String::new() }
    }

    pub(super) fn atom(tex: String) -> Piece {
        Piece::new(tex, Form::Atom)
    }

    /// The TeX as what a script hangs on.
    pub(super) fn base(&self) -> String {
        match self.form {
            Form::Row | Form::Table | Form::Stack | Form::Aligned | Form::TableRow => {
                format!("{{{}}}", self.shown())
            }
            // A script that begins a formula hangs on nothing.
            _ if self.tex.is_empty() => "{}".to_owned(),
            _ => self.tex.clone(),
        }
    }

    /// The TeX as the argument of a command, without braces: a table in its environment.
    pub(super) fn shown(&self) -> String {
        match self.form {
            Form::Table => format!("\\begin{{matrix}}{}\\end{{matrix}}", self.tex),
            Form::Aligned => format!("\\begin{{aligned}}{}\\end{{aligned}}", self.tex),
            Form::Stack => format!("\\genfrac{{}}{{}}{{0pt}}{{}}{}", self.tex),
            _ => self.tex.clone(),
        }
    }

    /// The TeX as the argument of `^` or `_`.
    pub(super) fn script(&self) -> String {
        let tex = self.shown();
        let mut chars = tex.chars();
        match (chars.next(), chars.next()) {
            (Some(only), None) if only.is_alphanumeric() || only == '*' => tex,
            _ => format!("{{{tex}}}"),
        }
    }
}

/// Signs that only say what the notation means, such as a product without a sign, or how a sign is drawn.
pub(super) fn is_invisible(char: char) -> bool {
    matches!(char, '\u{2060}'..='\u{2064}' | '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{fe00}'..='\u{fe0f}')
}

/// Appends TeX: a command that ends in a letter would swallow a letter that follows.
pub(super) fn append(tex: &mut String, more: &str) {
    if more.starts_with(|char: char| char.is_ascii_alphabetic()) && ends_with_command(tex) {
        tex.push(' ');
    }
    tex.push_str(more);
}

fn ends_with_command(tex: &str) -> bool {
    let rest = tex.trim_end_matches(|char: char| char.is_ascii_alphabetic());
    let backslashes = rest.bytes().rev().take_while(|&byte| byte == b'\\').count();
    rest.len() < tex.len() && backslashes % 2 == 1
}

/// The pieces one after the other.
pub(super) fn join(pieces: &[Piece]) -> String {
    let mut tex = String::new();
    for piece in pieces {
        append(&mut tex, &piece.shown());
    }
    tex
}
