//! Lines to blocks.

use super::Page;
use crate::options::Limits;

pub(crate) fn page(_text: &str, _limits: &Limits) -> Page {
    super::empty(super::Origin::Text)
}
