//! Signs of mathematics as TeX: see `tex_symbols.tsv`.

use once_cell::sync::Lazy;

use super::rows;
use super::table::Table;

/// What a sign does in a formula.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Role {
    /// A letter or sign by itself.
    Symbol,
    /// Joins or relates its two sides.
    Operator,
    /// An operator or function with limits above and below.
    Limits,
    /// The name of a function.
    Function,
    Open,
    Close,
    /// Opens and closes.
    Fence,
    /// An accent or a brace above.
    Over,
    /// A line or a brace below.
    Under,
    /// An arrow as long as the text above it.
    Stretched,
    /// A style of letters.
    Variant,
    /// A table between delimiters.
    Environment,
    /// A way to enclose.
    Enclosure,
}

static SYMBOLS: Lazy<Table<(Role, &'static str), &'static str>> =
    Lazy::new(|| rows(include_str!("tex_symbols.tsv")).filter_map(|row| entry(&row)).collect());

fn entry(row: &[&'static str]) -> Option<((Role, &'static str), &'static str)> {
    let &[role, sign, tex] = row else { return None };
    let role = match role {
        "symbol" => Role::Symbol,
        "operator" => Role::Operator,
        "limits" => Role::Limits,
        "function" => Role::Function,
        "open" => Role::Open,
        "close" => Role::Close,
        "fence" => Role::Fence,
        "over" => Role::Over,
        "under" => Role::Under,
        "stretched" => Role::Stretched,
        "variant" => Role::Variant,
        "environment" => Role::Environment,
        "enclosure" => Role::Enclosure,
        _ => return None,
    };
    Some(((role, sign), tex))
}

/// The TeX of a sign in a role.
pub(crate) fn tex(role: Role, sign: &str) -> Option<&'static str> {
    SYMBOLS.get(&(role, sign)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_is_read() {
        for row in rows(include_str!("tex_symbols.tsv")) {
            assert!(entry(&row).is_some(), "{row:?}");
        }
        assert_eq!(tex(Role::Symbol, "α"), Some("\\alpha"));
        assert_eq!(tex(Role::Over, "→"), Some("\\vec"));
    }

    #[test]
    fn braces_are_balanced() {
        for (sign, tex) in SYMBOLS.iter() {
            let count = |brace| tex.replace("\\{", "").replace("\\}", "").matches(brace).count();
            assert_eq!(count('{'), count('}'), "{sign:?}");
        }
    }
}
