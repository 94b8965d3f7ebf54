//! What the command ends with where not all went well.

/// Some input failed, or the output could not be written.
pub(crate) const FAILED: u8 = 1;
/// The arguments make no sense. clap ends with the same code.
pub(crate) const USAGE: u8 = 2;
