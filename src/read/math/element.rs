//! The elements of MathML and what is read of their attributes.

/// What an element does with its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Element {
    /// `<mrow>` and everything that only groups or styles.
    Row,
    /// The first child alone: `<semantics>`, `<maction>`.
    First,
    Identifier,
    Number,
    Operator,
    Text,
    Space,
    Fraction,
    Root,
    SquareRoot,
    Sub,
    Sup,
    SubSup,
    Under,
    Over,
    UnderOver,
    Multiscripts,
    /// Parts the scripts before the base from those after it.
    Prescripts,
    /// An empty script.
    Nothing,
    Table,
    TableRow,
    /// A row whose first cell is its number.
    LabelledRow,
    Cell,
    Fenced,
    Enclosed,
    Phantom,
    /// TeX.
    Annotation,
    /// Content that is no part of the formula.
    Skipped,
    /// One sign of a token, drawn by MathJax.
    Glyph,
    /// A box of a layout: what is in it belongs to the element around it.
    Splice,
    /// `<msubsup>` as MathJax draws it: what is raised comes first.
    SupSub,
    /// `<mroot>` in the order of drawing.
    DegreeRoot,
    /// `<mover>` in the order of drawing.
    OverBase,
    /// `<munderover>` in the order of drawing.
    OverBaseUnder,
    /// What cannot be converted: a formula without it would be wrong.
    Unknown,
}

impl Element {
    /// Whether its text is what it shows.
    pub(super) fn has_text(self) -> bool {
        matches!(
            self,
            Element::Identifier
                | Element::Number
                | Element::Operator
                | Element::Text
                | Element::Annotation
                | Element::Glyph
        )
    }
}

/// What is read of an element's attributes.
#[derive(Debug, Default)]
pub(super) struct Attributes {
    pub(super) variant: Option<String>,
    pub(super) open: Option<String>,
    pub(super) close: Option<String>,
    pub(super) separators: Option<String>,
    pub(super) notation: Option<String>,
    pub(super) width: Option<String>,
    pub(super) columns: Option<String>,
    /// A fraction without its line.
    pub(super) has_no_line: bool,
    /// A fraction on a slope.
    pub(super) is_bevelled: bool,
    /// Whether MathJax drew it: its letters are in elements of their own.
    pub(super) is_drawn: bool,
    /// The sign that a glyph draws.
    pub(super) sign: Option<char>,
    /// Text of the element was too long to keep.
    pub(super) is_cut: bool,
}

/// Longer values are none of these attributes.
const MAX_VALUE_BYTES: usize = 200;

impl Attributes {
    pub(super) fn of(attributes: &[(&str, &str)]) -> Attributes {
        let mut found = Attributes::default();
        for &(name, value) in attributes.iter().filter(|(_, value)| value.len() <= MAX_VALUE_BYTES) {
            found.add(name, value.trim());
        }
        found
    }

    fn add(&mut self, name: &str, value: &str) {
        let slot = match name {
            "mathvariant" => &mut self.variant,
            "open" => &mut self.open,
            "close" => &mut self.close,
            "separators" => &mut self.separators,
            "notation" => &mut self.notation,
            "width" => &mut self.width,
            "columnalign" => &mut self.columns,
            "linethickness" => {
                self.has_no_line =
                    value.starts_with('0') && !value.contains(|char| ('1'..='9').contains(&char));
                return;
            }
            "class" => {
                self.sign = sign(value);
                return;
            }
            // MathJax for a fraction without its line.
            "atop" => {
                self.has_no_line = value == "true";
                return;
            }
            "bevelled" => {
                self.is_bevelled = value == "true";
                return;
            }
            _ => return,
        };
        *slot = Some(value.to_owned());
    }
}

/// The sign that the class of a glyph has the number of.
fn sign(classes: &str) -> Option<char> {
    let number = classes.split_ascii_whitespace().find_map(|class| class.strip_prefix("mjx-c"))?;
    char::from_u32(u32::from_str_radix(number, 16).ok()?)
}
