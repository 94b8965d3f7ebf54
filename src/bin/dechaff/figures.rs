//! Figures for people.

/// Digits in groups of three: 1234567 as "1,234,567".
pub(crate) fn grouped(number: u64, separator: char) -> String {
    let digits = number.to_string();
    let mut out = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(separator);
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::grouped;

    #[test]
    fn groups_are_of_three() {
        let figures = [0, 999, 1_000, 1_234_567].map(|number| grouped(number, ','));
        assert_eq!(figures, ["0", "999", "1,000", "1,234,567"]);
    }
}
