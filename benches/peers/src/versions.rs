//! What was measured where.

use std::env;
use std::fs;

const LOCK: &str = include_str!("../Cargo.lock");

/// The version of a package, from the lock file.
pub fn locked(package: &str) -> String {
    let entry = format!("name = \"{package}\"\nversion = \"");
    let version = LOCK.split_once(&entry).and_then(|(_, rest)| rest.split('"').next());
    version.unwrap_or("of unknown version").to_owned()
}

/// The processor's name, as the system tells it.
pub fn processor() -> String {
    let told = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let name = told.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    name.map_or("unknown processor", |(_, name)| name).to_owned()
}

/// The command that gives this table again.
pub fn command() -> String {
    let arguments: Vec<String> = env::args().skip(1).collect();
    format!("cargo run --release --manifest-path benches/peers/Cargo.toml -- {}", arguments.join(" "))
}

#[cfg(test)]
mod tests {
    use super::locked;

    #[test]
    fn versions_are_those_of_the_lock_file() {
        assert_eq!(locked("dechaff"), "0.1.0");
        assert_eq!(locked("not-a-package"), "of unknown version");
    }
}
