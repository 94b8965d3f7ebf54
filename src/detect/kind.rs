//! x
use super::phrases::Hit;
use crate::{
    article::{Boilerplate, Metadata},
    page::Page,
};
pub(crate) fn kinds(_p: &Page, _m: &Metadata, _h: &[Option<Hit>], removed: &[bool]) -> Vec<Boilerplate> {
    vec![Boilerplate::Other; removed.len()]
}
