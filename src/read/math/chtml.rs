//! What MathJax draws in HTML ("CHTML"): an element for each of MathML, with boxes for the layout in between.
//!
//! Letters come from style sheets: a sign is an empty `<mjx-c class="mjx-c1D465">` with its number in the class. What
//! is drawn further up comes first, so numerators, degrees of roots and what is over a base are in the order of drawing.

use super::element::Element;

/// The element that a part is, by its name without `mjx-`.
pub(super) fn element(part: &str, attributes: &[(&str, &str)]) -> Element {
    let is_inline = attributes.contains(&("limits", "false"));
    match part {
        "c" | "utext" | "stretchy-v" | "stretchy-h" => Element::Glyph,
        "mi" => Element::Identifier,
        "mn" => Element::Number,
        "mo" => Element::Operator,
        "mtext" | "ms" => Element::Text,
        "mfrac" => Element::Fraction,
        "msqrt" => Element::SquareRoot,
        "mroot" => Element::DegreeRoot,
        "msub" => Element::Sub,
        "msup" => Element::Sup,
        "msubsup" => Element::SupSub,
        "munder" => Element::Under,
        "mover" if is_inline => Element::Sup,
        "mover" => Element::OverBase,
        "munderover" if is_inline => Element::SupSub,
        "munderover" => Element::OverBaseUnder,
        "mtable" => Element::Table,
        "mtr" | "mlabeledtr" => Element::TableRow,
        "mtd" => Element::Cell,
        "mphantom" => Element::Phantom,
        "math" | "mrow" | "mstyle" | "mpadded" | "texatom" | "inferredmrow" | "num" | "den" | "root"
        | "base" | "over" | "under" | "mfenced" => Element::Row,
        "frac" | "dbox" | "dtable" | "row" | "sqrt" | "box" | "script" | "table" | "itable" => {
            Element::Splice
        }
        "mmultiscripts" | "menclose" | "bevelled" | "mglyph" | "annotation-xml" => Element::Unknown,
        // Struts, lines, signs of roots, spaces, labels: what is not said.
        _ => Element::Skipped,
    }
}
