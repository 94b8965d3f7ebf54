//! Words in lower case, as most lists have them.

/// Longest word that is lower-cased without an allocation, in bytes. No word of a list is longer; names of outlets are
/// at most half as long.
const MAX_BYTES: usize = 64;

/// What a look-up says of a text in lower case. Nothing is allocated for short texts in ASCII, as most are.
pub(crate) fn with_lower<T>(text: &str, look_up: impl Fn(&str) -> T) -> T {
    let bytes = text.as_bytes();
    let (mut beyond, mut has_capital) = (0, false);
    for byte in bytes {
        beyond |= byte;
        has_capital |= byte.is_ascii_uppercase();
    }
    let mut lower = [0; MAX_BYTES];
    match lower.get_mut(..bytes.len()) {
        _ if beyond < 0x80 && !has_capital => look_up(text),
        Some(lower) if beyond < 0x80 => {
            lower.copy_from_slice(bytes);
            lower.make_ascii_lowercase();
            std::str::from_utf8(lower).map_or_else(|_| look_up(&text.to_lowercase()), &look_up)
        }
        _ => look_up(&text.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_look_up_sees_lower_case() {
        let long = "Rain in Town ".repeat(9);
        for text in ["", "rain", "Rain", "RÄIN", "ΟΔΟΣ", "Rain-in-Town", long.as_str()] {
            assert_eq!(with_lower(text, str::to_owned), text.to_lowercase());
        }
    }
}
