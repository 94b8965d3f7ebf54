//! The file of what is known of sites.

use std::fs;
use std::path::Path;

use dechaff::Sites;

/// Reads it; an error names the file.
pub(crate) fn read(path: &Path) -> Result<Sites, String> {
    let file = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    file.parse().map_err(|error| format!("{}: {error}", path.display()))
}
