//! Metadata: gathered from several sources as candidates, then decided field by field.

use url::Url;

use crate::article::Metadata;
use crate::page::Page;

pub(crate) fn collect(_page: &Page, _url: Option<&Url>) -> Metadata {
    Metadata::default()
}
