//! Superscripts and subscripts in plain text, and back.
//!
//! Where a page raises or lowers letters, plain text must not glue them to what precedes: 10⁶ is not 106. Figures,
//! signs and single letters have raised and lowered forms in Unicode and take them (`10⁶`, `CO₂`, `xⁿ`). Anything
//! longer is written as in TeX, but with parentheses (`e^(x+1)`, `k_(max)`). Ordinals and abbreviations are words whose
//! last letters happen to be raised and stay plain (`1st`, `Mme`). Renderers that can raise text themselves call
//! [`unscript`] to get back what the page wrote.

use std::borrow::Cow;

use crate::lists::raised_letters::{Before, is_abbreviation};

/// Characters and their raised forms. Where two have the same, the first is the one that comes back.
const RAISED: &[(char, char)] = &[
    ('0', '⁰'),
    ('1', '¹'),
    ('2', '²'),
    ('3', '³'),
    ('4', '⁴'),
    ('5', '⁵'),
    ('6', '⁶'),
    ('7', '⁷'),
    ('8', '⁸'),
    ('9', '⁹'),
    ('+', '⁺'),
    ('-', '⁻'),
    ('−', '⁻'),
    ('=', '⁼'),
    ('(', '⁽'),
    (')', '⁾'),
    ('a', 'ᵃ'),
    ('b', 'ᵇ'),
    ('c', 'ᶜ'),
    ('d', 'ᵈ'),
    ('e', 'ᵉ'),
    ('f', 'ᶠ'),
    ('g', 'ᵍ'),
    ('h', 'ʰ'),
    ('i', 'ⁱ'),
    ('j', 'ʲ'),
    ('k', 'ᵏ'),
    ('l', 'ˡ'),
    ('m', 'ᵐ'),
    ('n', 'ⁿ'),
    ('o', 'ᵒ'),
    ('p', 'ᵖ'),
    ('r', 'ʳ'),
    ('s', 'ˢ'),
    ('t', 'ᵗ'),
    ('u', 'ᵘ'),
    ('v', 'ᵛ'),
    ('w', 'ʷ'),
    ('x', 'ˣ'),
    ('y', 'ʸ'),
    ('z', 'ᶻ'),
    ('A', 'ᴬ'),
    ('B', 'ᴮ'),
    ('D', 'ᴰ'),
    ('E', 'ᴱ'),
    ('G', 'ᴳ'),
    ('H', 'ᴴ'),
    ('I', 'ᴵ'),
    ('J', 'ᴶ'),
    ('K', 'ᴷ'),
    ('L', 'ᴸ'),
    ('M', 'ᴹ'),
    ('N', 'ᴺ'),
    ('O', 'ᴼ'),
    ('P', 'ᴾ'),
    ('R', 'ᴿ'),
    ('T', 'ᵀ'),
    ('U', 'ᵁ'),
    ('V', 'ⱽ'),
    ('W', 'ᵂ'),
    ('β', 'ᵝ'),
    ('γ', 'ᵞ'),
    ('δ', 'ᵟ'),
    ('θ', 'ᶿ'),
    ('φ', 'ᵠ'),
    ('χ', 'ᵡ'),
];

/// Characters and their lowered forms.
const LOWERED: &[(char, char)] = &[
    ('0', '₀'),
    ('1', '₁'),
    ('2', '₂'),
    ('3', '₃'),
    ('4', '₄'),
    ('5', '₅'),
    ('6', '₆'),
    ('7', '₇'),
    ('8', '₈'),
    ('9', '₉'),
    ('+', '₊'),
    ('-', '₋'),
    ('−', '₋'),
    ('=', '₌'),
    ('(', '₍'),
    (')', '₎'),
    ('a', 'ₐ'),
    ('e', 'ₑ'),
    ('h', 'ₕ'),
    ('i', 'ᵢ'),
    ('j', 'ⱼ'),
    ('k', 'ₖ'),
    ('l', 'ₗ'),
    ('m', 'ₘ'),
    ('n', 'ₙ'),
    ('o', 'ₒ'),
    ('p', 'ₚ'),
    ('r', 'ᵣ'),
    ('s', 'ₛ'),
    ('t', 'ₜ'),
    ('u', 'ᵤ'),
    ('v', 'ᵥ'),
    ('x', 'ₓ'),
    ('β', 'ᵦ'),
    ('γ', 'ᵧ'),
    ('ρ', 'ᵨ'),
    ('φ', 'ᵩ'),
    ('χ', 'ᵪ'),
];

/// Raised text as plain text writes it after `before`, the text of the block so far.
pub(crate) fn superscript<'t>(before: &str, inside: &'t str) -> Cow<'t, str> {
    if stays_plain(before, inside) && comes_back(inside, inside) {
        return Cow::Borrowed(inside);
    }
    script('^', RAISED, before, inside)
}

/// Lowered text as plain text writes it after `before`, the text of the block so far.
pub(crate) fn subscript<'t>(before: &str, inside: &'t str) -> Cow<'t, str> {
    if hangs_on_nothing(before, inside) && comes_back(inside, inside) {
        return Cow::Borrowed(inside);
    }
    script('_', LOWERED, before, inside)
}

/// What the page raised or lowered, from what [`superscript`] or [`subscript`] wrote. Only the kind of minus sign is
/// lost: a hyphen comes back.
pub(crate) fn unscript(written: &str) -> Cow<'_, str> {
    let (start, middle, end) = margins(written);
    let wrapped = middle.strip_prefix(['^', '_']).and_then(|rest| rest.strip_prefix('('));
    if let Some(inside) = wrapped.and_then(|rest| rest.strip_suffix(')')) {
        return Cow::Owned([start, inside, end].concat());
    }
    if written.is_ascii() {
        return Cow::Borrowed(written);
    }
    Cow::Owned(written.chars().map(|char| plain(char).unwrap_or(char)).collect())
}

fn script<'t>(sign: char, forms: &[(char, char)], before: &str, inside: &'t str) -> Cow<'t, str> {
    let (start, middle, end) = margins(inside);
    if middle.is_empty() || middle.chars().all(is_raised_by_nature) && comes_back(inside, inside) {
        return Cow::Borrowed(inside);
    }
    match in_unicode(forms, before, middle).filter(|written| comes_back(written, middle)) {
        Some(written) => Cow::Owned([start, &written, end].concat()),
        None => Cow::Owned(format!("{start}{sign}({middle}){end}")),
    }
}

/// The Unicode form of a text of figures and signs or of a single letter, or of several such with commas between:
/// an author's affiliations. After a figure the comma would look like a decimal one.
fn in_unicode(forms: &[(char, char)], before: &str, inside: &str) -> Option<String> {
    let may_list = !before.ends_with(|char: char| char.is_numeric());
    let parts = inside.split(',').map(str::trim);
    if inside.contains(',') && (!may_list || parts.clone().any(str::is_empty)) {
        return None;
    }
    if parts.into_iter().any(|part| part.contains(char::is_alphabetic) && part.chars().nth(1).is_some()) {
        return None;
    }
    inside.chars().map(|char| form(forms, char)).collect()
}

fn form(forms: &[(char, char)], char: char) -> Option<char> {
    if char == ',' || char == ' ' || is_raised_by_nature(char) {
        return Some(char);
    }
    forms.iter().find(|(plain, _)| *plain == char).map(|&(_, form)| form)
}

/// Signs that are raised without being told, and the marks of notes.
fn is_raised_by_nature(char: char) -> bool {
    "*†‡§¶°′″‴™®©℠ºª'\"’".contains(char)
}

fn plain(form: char) -> Option<char> {
    let mut pairs = RAISED.iter().chain(LOWERED);
    pairs.find(|(_, raised)| *raised == form).map(|&(plain, _)| plain)
}

/// Whether [`unscript`] makes of what is written what the page wrote.
fn comes_back(written: &str, inside: &str) -> bool {
    let back = unscript(written);
    back == inside || back.replace('−', "-") == inside.replace('−', "-")
}

/// White space at the start, the text, and white space at the end.
fn margins(text: &str) -> (&str, &str, &str) {
    let rest = text.trim_start();
    let middle = rest.trim_end();
    (&text[..text.len() - rest.len()], middle, &rest[middle.len()..])
}

fn stays_plain(before: &str, inside: &str) -> bool {
    let letters = inside.trim();
    let word = last_word(before);
    hangs_on_nothing(before, inside)
        || before.ends_with(|char: char| char.is_numeric()) && is_abbreviation(Before::Figure, letters)
        || is_roman(word) && is_abbreviation(Before::Roman, letters)
        || !word.is_empty()
            && (is_abbreviation(Before::Word(word), letters) || is_abbreviation(Before::AnyWord, letters))
}

/// Words that follow a space or the end of a sentence are small print: there is nothing whose exponent or index they
/// could be.
fn hangs_on_nothing(before: &str, inside: &str) -> bool {
    let ends = |char: char| char.is_whitespace() || ".!?:;,".contains(char);
    let words = inside.trim();
    (before.is_empty() || before.ends_with(ends))
        && words.contains(char::is_alphabetic)
        && words.chars().nth(1).is_some()
}

/// The longest abbreviated word in the table has three letters, the longest Roman numeral in use eight.
const MAX_WORD_CHARS: usize = 10;

fn last_word(before: &str) -> &str {
    let letters = before.char_indices().rev().take(MAX_WORD_CHARS + 1);
    let start = letters.take_while(|(_, char)| char.is_alphabetic()).last();
    start.map_or("", |(start, _)| &before[start..])
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|char| "IVXLCDM".contains(char))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn figures_signs_and_single_letters_are_raised() {
        let cases = [
            ("10", "6", "⁶"),
            ("10", "-3", "⁻³"),
            ("10", "−3", "⁻³"),
            ("x", "n", "ⁿ"),
            ("(a+b)", "2", "²"),
            ("A", "T", "ᵀ"),
            ("Ca", "2+", "²⁺"),
            ("Ada Kern", "1,2", "¹,²"),
            ("Ada Kern", "a, b", "ᵃ, ᵇ"),
            ("Ada Kern", "1,*", "¹,*"),
            ("10", " 6 ", " ⁶ "),
            ("f", "′", "′"),
            ("word.", "12", "¹²"),
        ];
        for (before, inside, written) in cases {
            assert_eq!(superscript(before, inside), written, "{before}<sup>{inside}</sup>");
        }
    }

    #[test]
    fn longer_text_is_wrapped() {
        let cases = [
            ("e", "n+1", "^(n+1)"),
            ("2", "2n", "^(2n)"),
            ("10", "1,5", "^(1,5)"),
            ("x", "q", "^(q)"),
            ("x", "⁶", "^(⁶)"),
            ("x", "^(2)", "^(^(2))"),
            ("x", "1/2", "^(1/2)"),
            ("x", ",", "^(,)"),
        ];
        for (before, inside, written) in cases {
            assert_eq!(superscript(before, inside), written, "{before}<sup>{inside}</sup>");
        }
    }

    #[test]
    fn ordinals_and_abbreviations_stay_plain() {
        let cases = [
            ("the 1", "st"),
            ("the 22", "nd"),
            ("le 1", "er"),
            ("au XV", "e"),
            ("M", "me"),
            ("chère M", "lle"),
            ("N", "o"),
            ("n", "os"),
            ("Polyfix", "TM"),
            ("Polyfix", "®"),
            ("Polyfix ", "beta"),
            ("", "see below"),
            ("x", ""),
            ("x", " "),
        ];
        for (before, inside) in cases {
            assert_eq!(superscript(before, inside), inside, "{before}<sup>{inside}</sup>");
        }
    }

    #[test]
    fn exponents_that_look_like_ordinals_are_raised() {
        assert_eq!(superscript("x", "e"), "ᵉ");
        assert_eq!(superscript("Gem", "me"), "^(me)");
        assert_eq!(superscript("12.4", "a"), "ᵃ");
    }

    #[test]
    fn lowered_text() {
        let cases = [
            ("CO", "2", "₂"),
            ("a", "i", "ᵢ"),
            ("k", "max", "_(max)"),
            ("T", "0,1", "₀,₁"),
            ("x", "b", "_(b)"),
            ("", "see below", "see below"),
        ];
        for (before, inside, written) in cases {
            assert_eq!(subscript(before, inside), written, "{before}<sub>{inside}</sub>");
        }
    }

    #[test]
    fn renderers_get_the_plain_text_back() {
        let cases =
            [("⁶", "6"), ("^(n+1)", "n+1"), ("_(max)", "max"), ("st", "st"), ("¹,²", "1,2"), ("", "")];
        for (written, inside) in cases {
            assert_eq!(unscript(written), inside);
        }
    }

    #[test]
    fn each_form_has_one_plain_character() {
        let forms: Vec<_> = RAISED.iter().chain(LOWERED).filter(|(plain, _)| *plain != '−').collect();
        for (plain_char, form) in &forms {
            assert_eq!(plain(*form), Some(*plain_char));
        }
    }

    proptest! {
        #[test]
        fn scripts_come_back(before in ".{0,3}", inside in "(.|[0-9a-z⁶₂ᵢ^_() ,−+-]){0,8}") {
            for written in [superscript(&before, &inside), subscript(&before, &inside)] {
                prop_assert_eq!(unscript(&written).replace('−', "-"), inside.replace('−', "-"));
            }
        }
    }
}
