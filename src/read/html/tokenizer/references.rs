//! Character references: `&amp;`, `&#38;`, `&#x26;`.

use html5ever::data::{C1_REPLACEMENTS, NAMED_ENTITIES};
use memchr::memchr;

/// Bytes of the longest name, `CounterClockwiseContourIntegral;`.
const MAX_NAME: usize = 32;
/// Bytes of the longest name that needs no semicolon, such as `frac12`.
const MAX_BARE_NAME: usize = 6;

/// Where a reference is: addresses in attributes are full of what only looks like one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::read) enum Place {
    Text,
    Attribute,
}

/// What a reference stands for, and how many bytes it has after the `&`.
type Reference = (char, Option<char>, usize);

/// The text with its references replaced; `None` if it has none.
pub(in crate::read) fn replace(text: &str, place: Place) -> Option<String> {
    let mut replaced: Option<String> = None;
    let (mut copied, mut at) = (0, 0);
    while let Some(found) = memchr(b'&', &text.as_bytes()[at..]) {
        at += found + 1;
        let Some((first, second, length)) = read(&text[at..], place) else { continue };
        let replaced = replaced.get_or_insert_with(|| String::with_capacity(text.len()));
        replaced.push_str(&text[copied..at - 1]);
        replaced.push(first);
        replaced.extend(second);
        at += length;
        copied = at;
    }
    let mut replaced = replaced?;
    replaced.push_str(&text[copied..]);
    Some(replaced)
}

/// Reads what follows an `&`.
fn read(rest: &str, place: Place) -> Option<Reference> {
    match rest.as_bytes() {
        [b'#', b'x' | b'X', ..] => numeric(rest, 2, 16),
        [b'#', ..] => numeric(rest, 1, 10),
        [first, ..] if first.is_ascii_alphabetic() => named(rest, place),
        _ => None,
    }
}

fn numeric(rest: &str, start: usize, base: u32) -> Option<Reference> {
    let digits = rest.as_bytes()[start..].iter().map_while(|byte| char::from(*byte).to_digit(base));
    // The largest character has 21 bits, so one more digit still fits.
    let add = |(code, count): (u32, usize), digit: u32| ((code * base + digit).min(0x11_0000), count + 1);
    let (code, count) = digits.fold((0, 0), add);
    if count == 0 {
        return None;
    }
    let end = start + count;
    let semicolon = rest[end..].starts_with(';');
    Some((character(code), None, end + usize::from(semicolon)))
}

fn character(code: u32) -> char {
    let by_windows_1252 =
        code.checked_sub(0x80).and_then(|index| C1_REPLACEMENTS.get(index as usize)?.as_ref());
    match (by_windows_1252, code) {
        (Some(replacement), _) => *replacement,
        (None, 0) => char::REPLACEMENT_CHARACTER,
        (None, code) => char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER),
    }
}

fn named(rest: &str, place: Place) -> Option<Reference> {
    let bytes = rest.as_bytes();
    let longest = &bytes[..bytes.len().min(MAX_NAME)];
    let length = longest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    if bytes.get(length) == Some(&b';')
        && let Some((first, second)) = look_up(&rest[..=length])
    {
        return Some((first, second, length + 1));
    }
    let is_bare = |end: usize| {
        let (first, second) = look_up(&rest[..end])?;
        Some((first, second, end))
    };
    match place {
        Place::Text => (2..=length.min(MAX_BARE_NAME)).rev().find_map(is_bare),
        // What goes on with letters, or with an equals sign, is the name of a parameter.
        Place::Attribute if bytes.get(length) == Some(&b'=') => None,
        Place::Attribute if (2..=MAX_BARE_NAME).contains(&length) => is_bare(length),
        Place::Attribute => None,
    }
}

fn look_up(name: &str) -> Option<(char, Option<char>)> {
    match name {
        "amp;" => return Some(('&', None)),
        "nbsp;" => return Some(('\u{a0}', None)),
        "quot;" => return Some(('"', None)),
        _ => {}
    }
    let (first, second) = NAMED_ENTITIES.get(name)?;
    // The table holds the beginnings of names, too, with 0 for the character.
    let is_character = |code: &u32| char::from_u32(*code).filter(|c| *c != '\0');
    Some((is_character(first)?, is_character(second)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_replaced_as_the_standard_says() {
        for (text, in_text, in_attribute) in [
            ("a&amp;b&amp", "a&b&", "a&b&"),
            ("&notit; &notin; &not", "¬it; ∉ ¬", "&notit; ∉ ¬"),
            ("?a=1&lt=2&copy&para", "?a=1<=2©¶", "?a=1&lt=2©¶"),
            ("&#65;&#x42&#X43;z", "ABCz", "ABCz"),
            (
                "&#0;&#128;&#xD800;&#99999999999999999999;",
                "\u{fffd}€\u{fffd}\u{fffd}",
                "\u{fffd}€\u{fffd}\u{fffd}",
            ),
            ("&NotEqualTilde;&frac12x", "\u{2242}\u{338}½x", "\u{2242}\u{338}&frac12x"),
            ("&#x81;&#13;", "\u{81}\r", "\u{81}\r"),
        ] {
            assert_eq!(replace(text, Place::Text).as_deref(), Some(in_text), "{text}");
            assert_eq!(replace(text, Place::Attribute).as_deref(), Some(in_attribute), "{text}");
        }
        for text in
            ["", "&", "&&", "&#;", "&#x;", "&#xg", "&;", "&é", "&nosuchname;", "&CounterClockwise", "&a", "a"]
        {
            assert_eq!(replace(text, Place::Text), None, "{text}");
        }
    }

    #[test]
    fn names_are_no_longer_than_is_looked_for() {
        let names = || NAMED_ENTITIES.entries().filter(|(_, codes)| codes.0 != 0).map(|(name, _)| *name);
        assert_eq!(names().map(str::len).max(), Some(MAX_NAME));
        assert_eq!(names().filter(|name| !name.ends_with(';')).map(str::len).max(), Some(MAX_BARE_NAME));
        for (name, codes) in NAMED_ENTITIES.entries().filter(|(_, codes)| codes.0 != 0) {
            let expected: String =
                [codes.0, codes.1].iter().filter_map(|c| char::from_u32(*c)).filter(|c| *c != '\0').collect();
            assert_eq!(replace(&format!("&{name}"), Place::Text).as_deref(), Some(&*expected), "{name}");
        }
    }
}
