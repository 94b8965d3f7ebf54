//! Formulas: MathML to TeX, fed by the events of an element `<math>`.
//!
//! Nearly every page that shows MathML made it from TeX, and most say from which: in an `<annotation>`, in `alttext`
//! or in an attribute of a converter. That source is the best answer and wins. Where it is missing, the presentation is
//! converted: an element is held until it closes, since only then it is known how many arguments it has, and becomes a
//! [`Piece`](piece::Piece) of its parent. What a page repeats for other readers, such as content MathML in an `<annotation-xml>`, is
//! left out.
//!
//! MathJax can be set to draw a formula without saying it in MathML as well. What it draws has an element for each of
//! MathML, in the order of drawing, and is read in the same way ([`chtml`]).
//!
//! Nothing here recurses. A formula that nests deeper or grows longer than any real one is given up, so a hostile one
//! costs no more than reading it.

mod chtml;
mod element;
mod layout;
mod markup;
mod mathml;
mod names;
mod operator;
mod piece;
mod source;
mod table;
mod token;

pub(crate) use markup::formula as formula_of_markup;
pub(crate) use mathml::MathMl;
pub(crate) use source::is_display;

#[cfg(test)]
mod tests;
