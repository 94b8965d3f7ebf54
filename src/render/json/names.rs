//! What is one of a few, by the name that it has in all outputs.

use serde::{Serialize, Serializer};

use crate::labels::{Boilerplate, Flag, Label, PageKind};
use crate::metadata::{Ambiguity, Precision, Provenance};

macro_rules! serialize_as_name {
    ($($type:ty => $name:expr,)*) => {$(
        /// A string: the name in output.
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str($name(*self))
            }
        }
    )*};
}

serialize_as_name! {
    Label => Label::name,
    Boilerplate => Boilerplate::name,
    PageKind => PageKind::name,
    Flag => Flag::name,
    Provenance => Provenance::name,
    Precision => Precision::name,
    Ambiguity => Ambiguity::name,
}
