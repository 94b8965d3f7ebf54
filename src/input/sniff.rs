//! HTML or flattened text?

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Sniffed {
    Html,
    Text,
}

pub(crate) fn sniff(input: &str) -> Sniffed {
    if input.contains("</") { Sniffed::Html } else { Sniffed::Text }
}
