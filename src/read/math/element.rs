//! The elements of MathML and what is read of their attributes.

use super::source;

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
}

impl Element {
    /// By name; an unknown element is a row, as browsers have it.
    pub(super) fn of(name: &str, attributes: &[(&str, &str)]) -> Element {
        match name {
            "mi" => Element::Identifier,
            "mn" => Element::Number,
            "mo" => Element::Operator,
            "mtext" | "ms" => Element::Text,
            "mspace" => Element::Space,
            "mfrac" => Element::Fraction,
            "msqrt" => Element::SquareRoot,
            "mroot" => Element::Root,
            "msub" => Element::Sub,
            "msup" => Element::Sup,
            "msubsup" => Element::SubSup,
            "munder" => Element::Under,
            "mover" => Element::Over,
            "munderover" => Element::UnderOver,
            "mmultiscripts" => Element::Multiscripts,
            "mprescripts" => Element::Prescripts,
            "none" => Element::Nothing,
            "mtable" => Element::Table,
            "mtr" => Element::TableRow,
            "mlabeledtr" => Element::LabelledRow,
            "mtd" => Element::Cell,
            "mfenced" => Element::Fenced,
            "menclose" => Element::Enclosed,
            "mphantom" => Element::Phantom,
            "semantics" | "maction" => Element::First,
            "annotation"
                if attributes.iter().any(|(name, value)| *name == "encoding" && source::is_tex(value)) =>
            {
                Element::Annotation
            }
            "annotation" | "annotation-xml" | "script" | "style" | "mglyph" | "malignmark"
            | "maligngroup" => Element::Skipped,
            _ => Element::Row,
        }
    }

    /// Whether its text is what it shows.
    pub(super) fn has_text(self) -> bool {
        matches!(
            self,
            Element::Identifier | Element::Number | Element::Operator | Element::Text | Element::Annotation
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
            "bevelled" => {
                self.is_bevelled = value == "true";
                return;
            }
            _ => return,
        };
        *slot = Some(value.to_owned());
    }
}
