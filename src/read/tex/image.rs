//! TeX that a page gives with the picture of a formula.

use crate::document::tex::{Formula, clean_tex, tex_without_delimiters};
use crate::lists::formula_images::{Written, displayed_class, is_class, service};

/// The formula of a picture, from its alternative text, its classes and its address.
pub(crate) fn tex_of_image(alt: &str, class: &str, src: &str) -> Option<Formula> {
    let is_formula = class.split_ascii_whitespace().any(is_class);
    let display = class.split_ascii_whitespace().any(displayed_class);
    let of_alt = || Some(alt).filter(|alt| looks_like_tex(alt) || is_formula && !is_words(alt));
    let tex = of_address(src).or_else(|| of_alt().map(clean_tex)).filter(|tex| !tex.is_empty())?;
    Some(Formula { tex, display: display || alt.trim().starts_with("$$") || alt.trim().starts_with("\\[") })
}

/// Whether text of an attribute is TeX without anything else saying so: a command and what commands come with.
fn looks_like_tex(text: &str) -> bool {
    let text = text.trim();
    let has_command =
        text.as_bytes().windows(2).any(|pair| pair[0] == b'\\' && pair[1].is_ascii_alphabetic());
    let is_delimited = tex_without_delimiters(text).len() < text.len();
    let has_structure = text.contains(['^', '_', '=']) || text.contains('{') && text.contains('}');
    has_command && (has_structure || is_delimited) || is_delimited && text.contains(['^', '_', '='])
}

/// Whether text describes a picture.
fn is_words(text: &str) -> bool {
    let is_word = |word: &str| word.len() > 2 && word.bytes().all(|byte| byte.is_ascii_alphabetic());
    let words = text.split_whitespace().map(is_word);
    !text.contains(['\\', '^', '_']) && words.clone().zip(words.skip(1)).any(|pair| pair == (true, true))
}

/// The TeX in the address of a service that draws formulas.
fn of_address(src: &str) -> Option<String> {
    let (path, query) = src.split_once('?')?;
    let service = service(path)?;
    let tex = match service {
        Written::Parameter(name) => parameter(query, name)?,
        Written::Query => decoded(&query.replace("&space;", "%20").replace("&plus;", "%2B")),
    };
    Some(clean_tex(without_settings(&tex))).filter(|tex| !tex.is_empty())
}

fn parameter(query: &str, name: &str) -> Option<String> {
    let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
    let (_, value) = pairs.find(|(key, _)| *key == name)?;
    Some(decoded(&value.replace('+', " ")))
}

/// Commands for the look of the picture at the beginning: `\inline`, `\dpi{150}`, `\bg_white`.
fn without_settings(tex: &str) -> &str {
    let mut rest = tex.trim_start();
    while let Some(setting) = SETTINGS.iter().find_map(|setting| rest.strip_prefix(setting)) {
        let argument = setting.strip_prefix('{').and_then(|argument| argument.split_once('}'));
        let word_end =
            setting.find(|char: char| char.is_whitespace() || char == '\\').unwrap_or(setting.len());
        rest = argument.map_or(&setting[word_end..], |(_, rest)| rest).trim_start();
    }
    rest
}

/// How commands for the look of a picture begin. What follows up to a space or backslash belongs to them.
const SETTINGS: [&str; 5] = ["\\inline", "\\dpi", "\\bg_", "\\bg", "\\fn_"];

/// Percent signs decoded; what is no UTF-8 becomes a replacement character.
fn decoded(value: &str) -> String {
    let bytes = value.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let code = value.get(at + 1..at + 3).filter(|_| byte == b'%');
        let hex = code.and_then(|code| u8::from_str_radix(code, 16).ok());
        decoded.push(hex.unwrap_or(byte));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tex(alt: &str, class: &str, src: &str) -> Option<String> {
        tex_of_image(alt, class, src).map(|formula| formula.tex)
    }

    #[test]
    fn addresses_of_services_hold_tex() {
        let cases = [
            ("https://s0.example/latex.php?latex=%5Cfrac%7Ba%7D%7Bb%7D&bg=ffffff&fg=000", "\\frac{a}{b}"),
            ("https://s0.example/latex.php?latex=x%5E2+%2B+1", "x^2 + 1"),
            ("https://latex.codecogs.com/gif.latex?%5Cinline%20x%5E2", "x^2"),
            ("https://latex.codecogs.com/svg.latex?\\dpi{150}&space;\\bg_white&space;a&plus;b", "a+b"),
            ("https://latex.codecogs.com/svg.image?\\bg{white}a", "a"),
            ("https://pages.example/equation?tex=x_1", "x_1"),
            ("https://chart.googleapis.com/chart?cht=tx&chl=x_1", "x_1"),
            ("/cgi-bin/mathtex.cgi?x%5E2", "x^2"),
        ];
        for (src, expected) in cases {
            assert_eq!(tex("", "", src).as_deref(), Some(expected), "{src}");
        }
        for src in [
            "",
            "a.png",
            "a.png?tex=x",
            "/latex.php",
            "/latex.php?bg=1",
            "https://chart.googleapis.com/chart?cht=p",
        ] {
            assert_eq!(tex("", "", src), None, "{src}");
        }
    }

    #[test]
    fn classes_say_that_the_alternative_text_is_tex() {
        assert_eq!(
            tex("{\\displaystyle x}", "mwe-math-fallback-image-inline", "a.svg").as_deref(),
            Some("x")
        );
        assert_eq!(tex("a", "latex", "a.png").as_deref(), Some("a"));
        assert_eq!(tex("$n$", "tex", "a.png").as_deref(), Some("n"));
        assert_eq!(tex("How long the road is", "math", "a.png"), None);
        assert_eq!(tex("a", "photo", "a.png"), None);
        assert_eq!(tex("", "latex", "a.png"), None);
    }

    #[test]
    fn displayed_formulas_have_classes_of_their_own() {
        assert!(tex_of_image("x", "mwe-math-fallback-image-display", "").unwrap().display);
        assert!(tex_of_image("\\[x^2\\]", "latex", "").unwrap().display);
        assert!(!tex_of_image("x", "latex", "").unwrap().display);
    }

    #[test]
    fn an_alternative_text_may_be_tex_by_itself() {
        for alt in ["\\frac{a}{b}", "$x^2$", "\\alpha = 1"] {
            assert!(tex(alt, "", "a.png").is_some(), "{alt}");
        }
        for alt in ["C:\\notes", "costs $5", "$5 and $", "a_b", "A house = a home", "\\o/"] {
            assert_eq!(tex(alt, "", "a.png"), None, "{alt}");
        }
    }

    #[test]
    fn broken_addresses_are_decoded_as_far_as_they_go() {
        assert_eq!(decoded("%"), "%");
        assert_eq!(decoded("%4"), "%4");
        assert_eq!(decoded("%zz%41é%é"), "%zzAé%é");
        assert_eq!(decoded("%ff"), "\u{fffd}");
    }
}
