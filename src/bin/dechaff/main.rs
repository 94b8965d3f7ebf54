//! The command `dechaff`.
fn main() {}
