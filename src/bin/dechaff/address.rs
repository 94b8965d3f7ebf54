//! The page's address as an argument, which several commands have.

/// The address as it was given, if it is one.
pub(crate) fn absolute_url(given: &str) -> Result<String, dechaff::Error> {
    dechaff::Input::from("").with_url(given).map(|_| given.to_owned())
}
