//! From what the caller hands over to a document.

pub(crate) mod decode;
pub(crate) mod html;
pub(crate) mod tex;
pub(crate) mod text;
