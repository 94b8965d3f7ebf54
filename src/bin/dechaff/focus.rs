//! The focus as an argument, which several commands have.

use clap::ValueEnum;

/// Where to lean in doubt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Focus {
    /// The best balance.
    Balanced,
    /// Rather lose a doubtful paragraph than keep a line of boilerplate.
    Precision,
    /// Rather keep a line of boilerplate than lose a paragraph.
    Recall,
}

impl From<Focus> for dechaff::Focus {
    fn from(focus: Focus) -> Self {
        match focus {
            Focus::Balanced => dechaff::Focus::Balanced,
            Focus::Precision => dechaff::Focus::Precision,
            Focus::Recall => dechaff::Focus::Recall,
        }
    }
}
