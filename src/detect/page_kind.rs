//! x
use super::phrases::Hit;
use crate::{
    article::{Flag, Metadata, PageKind},
    page::Page,
};
pub(crate) fn page_kind(_p: &Page, _l: &super::layout::Layout, _m: &Metadata, _h: &[Option<Hit>], _c: &[bool]) -> (PageKind, Vec<Flag>) {
    (PageKind::Other, vec![])
}
