//! Elements by name.

use super::element::Element;
use super::{chtml, source};

/// The element of a name. An unknown one is a row, as in browsers.
pub(super) fn element(name: &str, attributes: &[(&str, &str)]) -> Element {
    if let Some(part) = name.strip_prefix("mjx-") {
        return chtml::element(part, attributes);
    }
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
        "annotation" | "annotation-xml" | "script" | "style" | "mglyph" | "malignmark" | "maligngroup" => {
            Element::Skipped
        }
        // Content MathML without a presentation, which pages for readers hardly ever have.
        "apply" | "bind" | "csymbol" | "ci" | "cn" | "cerror" => Element::Unknown,
        _ => Element::Row,
    }
}
