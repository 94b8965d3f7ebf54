//! Boilerplate that shows by its form rather than by a phrase: trails, credits, dates, addresses.
//!
//! "Home › World › Europe", "(Foto: Jane Doe/dpa)", "1 2 3 … 12": no list of phrases holds these, but each has a
//! shape that sentences do not have. Only short lines are looked at, and most of those are dismissed by one pass
//! over their bytes.

use crate::document::words::spaced;
use crate::labels::Boilerplate;
use crate::lists::form_words;

/// Longer blocks have a form of their own: sentences.
const MAX_BYTES: usize = 240;

/// A block as a whole, in lower case, and in words.
struct Line<'a> {
    text: &'a str,
    lower: &'a str,
    words: &'a [&'a str],
}

type Form = fn(&Line<'_>) -> bool;

/// What kind of boilerplate the form of a block, given in lower case too, says, if any.
pub(crate) fn find(text: &str, lower: &str) -> Option<Boilerplate> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let asked = asked_for(text, lower);
    if asked == 0 {
        return None;
    }
    // Few lines have more words for their bytes.
    const BYTES_PER_WORD: usize = 4;
    let mut words: Vec<&str> = Vec::with_capacity(text.len() / BYTES_PER_WORD);
    spaced(text).for_each(|word| words.push(word));
    let line = Line { text, lower, words: &words };
    let may_have = FORMS.iter().filter(|(signs, ..)| signs & asked != 0);
    may_have.clone().find(|(_, matches, _)| matches(&line)).map(|&(.., kind)| kind)
}

/// The forms in order, each with the signs of which it has at least one.
const FORMS: [(u8, Form, Boilerplate); 9] = [
    (DIGIT, is_copyright, Boilerplate::LegalFooter),
    (DIGIT | READ, is_dateline, Boilerplate::Dateline),
    (ARROW | OTHER, is_breadcrumb, Boilerplate::Breadcrumb),
    (AT | DIGIT, is_contact, Boilerplate::Contact),
    (DIGIT, is_pagination, Boilerplate::Pagination),
    (DIGIT, is_comment_count, Boilerplate::Comments),
    (DIGIT, is_share_count, Boilerplate::SharePrompt),
    (CREDIT | ARROW | OTHER, is_credit, Boilerplate::ImageCaption),
    (BAR | OTHER, is_menu_line, Boilerplate::Navigation),
];

const DIGIT: u8 = 1;
const AT: u8 = 1 << 1;
const ARROW: u8 = 1 << 2;
const BAR: u8 = 1 << 3;
/// Beyond ASCII.
const OTHER: u8 = 1 << 4;
const READ: u8 = 1 << 5;
const CREDIT: u8 = 1 << 6;

/// What a block has of that which forms ask for: most have nothing.
fn asked_for(text: &str, lower: &str) -> u8 {
    let of_bytes = text.bytes().fold(0, |all, byte| all | SIGNS[usize::from(byte)]);
    let read = if lower.ends_with("read") { READ } else { 0 };
    let credit = if form_words::may_have_plain_credit(lower) { CREDIT } else { 0 };
    of_bytes | read | credit
}

/// The same by byte.
static SIGNS: [u8; 256] = {
    let (mut signs, mut byte) = ([0; 256], 0);
    while byte < 256 {
        signs[byte] = match byte as u8 {
            b'0'..=b'9' => DIGIT,
            b'@' => AT,
            b'>' | b'/' | b':' => ARROW,
            b'|' => BAR,
            0x80.. => OTHER,
            _ => 0,
        };
        byte += 1;
    }
    signs
};

/// Whether a block is a note on changes to the article: it stays in the body, with a label of its own.
pub(crate) fn is_correction(text: &str) -> bool {
    // The longest phrase of the table has far fewer characters.
    const MAX_CHARS: usize = 60;
    let start = text.trim_start_matches(['*', '(', '[', '_', ' ']);
    if !form_words::may_begin_correction(start) {
        return false;
    }
    let first = start.chars().next().and_then(|c| c.to_lowercase().next());
    let phrases = first.map_or(&[][..], form_words::corrections);
    if phrases.is_empty() {
        return false;
    }
    if start.as_bytes()[..start.len().min(MAX_CHARS)].is_ascii() {
        let begins = |phrase: &&str| {
            let part = start.as_bytes().get(..phrase.len());
            part.is_some_and(|part| part.eq_ignore_ascii_case(phrase.as_bytes()))
        };
        return phrases.iter().any(begins);
    }
    let start: String = start.chars().take(MAX_CHARS).collect();
    let start = start.to_lowercase().replace('\u{2019}', "'");
    phrases.iter().any(|phrase| start.starts_with(phrase))
}

/// Whether a character is the sign of a currency.
pub(crate) fn is_currency(c: char) -> bool {
    matches!(c, '$' | '\u{a2}'..='\u{a5}' | '\u{20a0}'..='\u{20c0}')
}

/// "© 2021 Example", "Copyright Example Ltd 2019".
fn is_copyright(&Line { text, words, .. }: &Line<'_>) -> bool {
    let sign = text.contains('©') || words.first().is_some_and(|word| word.eq_ignore_ascii_case("copyright"));
    sign && words.len() <= 25 && words.iter().any(|word| has_year(word))
}

fn has_year(word: &str) -> bool {
    let digits = |part: &str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    word.split(|c: char| !c.is_ascii_digit()).any(digits)
}

/// A short line that is mostly a date or a time: "Tue, 12 Oct 2021 16:18 IST", "Updated 3 hours ago".
fn is_dateline(&Line { text, lower, words }: &Line<'_>) -> bool {
    const MAX_WORDS: usize = 16;
    if words.len() <= 5 && (lower.ends_with("min read") || lower.ends_with("minute read")) {
        return true;
    }
    if words.len() > MAX_WORDS || !has_digit(text) {
        return false;
    }
    let relative = words.len() <= 6 && lower.trim_end_matches('.').ends_with(" ago");
    let has = |is_part: fn(&str) -> bool| words.iter().any(|word| is_part(word));
    let clock = || words.len() <= 6 && has(is_clock);
    let spelled = || words.len() <= 8 && has(has_year) && has(is_day_of_month);
    let terminated = text.ends_with(['!', '?']) || (text.ends_with('.') && words.len() > 6);
    relative || !terminated && (has(is_numeric_date) || spelled() || clock())
}

fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

/// "16:18", "9:05pm".
fn is_clock(word: &str) -> bool {
    let Some((hours, rest)) = word.split_once(':') else { return false };
    let minutes = rest.get(..2).unwrap_or("");
    let is_number =
        |part: &str| !part.is_empty() && part.len() <= 2 && part.bytes().all(|b| b.is_ascii_digit());
    is_number(hours) && minutes.len() == 2 && is_number(minutes)
}

/// "12-10-2021", "2021/10/12", "12.10.2021".
fn is_numeric_date(word: &str) -> bool {
    if word.len() < "1.1.2021".len() {
        return false;
    }
    let word = word.trim_matches(|c: char| !c.is_ascii_digit());
    let mut parts = word.split(['-', '/', '.']);
    let parts = [parts.next(), parts.next(), parts.next(), parts.next()];
    let [Some(first), Some(second), Some(third), None] = parts else { return false };
    let is_number = |part: &str, most: usize| {
        (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
    };
    let (year, day) = if first.len() == 4 { (first, third) } else { (third, first) };
    is_number(year, 4) && year.len() == 4 && has_year(year) && is_number(second, 2) && is_number(day, 2)
}

fn is_day_of_month(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| !c.is_ascii_digit());
    digits.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day))
}

/// "Home › World › Europe", "News > Local > Harbour".
fn is_breadcrumb(&Line { text, words, .. }: &Line<'_>) -> bool {
    let arrows = words.iter().filter(|word| matches!(**word, ">" | "›" | "»" | "→" | "/" | "::")).count();
    arrows >= 2 && words.len() <= 16 && words.len() > arrows && !text.ends_with('.')
}

/// A line that is little more than an e-mail address or a telephone number.
fn is_contact(&Line { text, words, .. }: &Line<'_>) -> bool {
    let is_mail = |word: &&&str| {
        word.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    };
    let digits = || text.bytes().filter(u8::is_ascii_digit).count();
    let phone = || words.len() <= 6 && text.contains('+') && digits() >= 7;
    words.len() <= 4 && words.iter().any(|word| is_mail(&word)) || phone()
}

/// "1 2 3 … 12 Next", "Page 2 of 5".
fn is_pagination(&Line { text, words, .. }: &Line<'_>) -> bool {
    if !has_digit(text) {
        return false;
    }
    let numbers = words.iter().filter(|word| word.parse::<u32>().is_ok()).count();
    let row = numbers >= 3 && words.len() - numbers <= 3;
    let page = words.len() <= 4 && numbers >= 1 && words[0].eq_ignore_ascii_case("page");
    row || page
}

/// "12 comments", "1 reply".
fn is_comment_count(&Line { words, .. }: &Line<'_>) -> bool {
    counts(words, form_words::Form::CommentCount)
}

/// "34 shares", "2.1K views".
fn is_share_count(&Line { words, .. }: &Line<'_>) -> bool {
    counts(words, form_words::Form::ShareCount)
}

fn counts(words: &[&str], form: form_words::Form) -> bool {
    let [number, thing] = words else { return false };
    let thing = thing.trim_end_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    has_digit(number) && form_words::words(form).any(|known| known == thing)
}

/// "(Foto: Jane Doe/dpa)", "Image credit: Example".
fn is_credit(&Line { text, lower, words }: &Line<'_>) -> bool {
    // Scripts without spaces have few words in any line.
    const MAX_BYTES: usize = 200;
    let is_short = words.len() <= 14 && text.len() <= MAX_BYTES;
    is_short && !text.ends_with('.') && form_words::has_credit(lower)
}

/// "Disclaimer | Terms of use | Privacy": short items divided by bars.
fn is_menu_line(&Line { text, words, .. }: &Line<'_>) -> bool {
    const BARS: [char; 3] = ['|', '•', '·'];
    words.len() <= 30
        && text.matches(BARS).take(2).count() == 2
        && !text.ends_with('.')
        && text.split(BARS).all(|item| item.split_whitespace().count() <= 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> Option<&'static str> {
        find(text, &text.to_lowercase()).map(Boilerplate::name)
    }

    #[test]
    fn forms_are_told() {
        for (text, expected) in [
            ("Copyright Harbour Press 2019", "legal_footer"),
            ("Nordwire | Tallinn | Updated: 12-10-2021 16:18 IST", "dateline"),
            ("Tuesday, 12 October 2021", "dateline"),
            ("3 hours ago", "dateline"),
            ("5 min read", "dateline"),
            ("Home › World › Europe", "breadcrumb"),
            ("Phone: +91-130-0000000", "contact"),
            ("desk@example.org", "contact"),
            ("1 2 3 … 12 Next", "pagination"),
            ("Page 2 of 5", "pagination"),
            ("12 comments", "comments"),
            ("2.1K shares", "share_prompt"),
            ("Der Hafen im Winter (Foto: Jane Doe/dpa)", "image_caption"),
            ("Hiện trường vụ việc. Ảnh: Minh Khoa", "image_caption"),
            ("写真：山田太郎", "image_caption"),
            ("World | Business | Sport | Culture", "navigation"),
        ] {
            assert_eq!(kind(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn notes_on_changes_are_known() {
        assert!(is_correction("Correction: the ferry holds 300 people, not 3,000."));
        assert!(is_correction("(An earlier version of this article named the wrong harbour.)"));
        assert!(!is_correction("The correction came a day later."));
    }

    #[test]
    fn sentences_have_none_of_these_forms() {
        for text in [
            "The ferry sailed at 9:05 on Monday, 12 October 2021, with three hundred people on the pier.",
            "In 2021 the pier was closed.",
            "He won 3-2.",
            "Twelve comments were enough to stop the plan.",
            "They moved from the old town > the harbour.",
            "Add 2 eggs and 250 g of flour",
            "The photo: a boy on the pier, waving at nobody in particular, as the last boat leaves for Sunde.",
        ] {
            assert_eq!(kind(text), None, "{text}");
        }
    }

    #[test]
    fn forms_without_figures_or_signs() {
        let kind = |text: &str| find(text, &text.to_lowercase());
        assert_eq!(kind("Five minute read"), Some(Boilerplate::Dateline));
        assert_eq!(kind("Photo by Anna Berg"), Some(Boilerplate::ImageCaption));
    }

    #[test]
    fn a_clock_has_hours_and_minutes_in_figures() {
        for word in ["16:18", "9:05pm", "0:00"] {
            assert!(is_clock(word), "{word}");
        }
        for word in ["16", "16:1", ":30", "a:30", "16:ab", "123:30", "12:"] {
            assert!(!is_clock(word), "{word}");
        }
    }

    #[test]
    fn a_numeric_date_has_a_day_a_month_and_a_year() {
        for word in ["12-10-2021", "2021/10/12", "12.10.2021,", "(1.2.1999)"] {
            assert!(is_numeric_date(word), "{word}");
        }
        for word in ["12-10", "12-10-21", "12-10-2021-1", "2021/100/12", "12.a.2021", "12/10/3021"] {
            assert!(!is_numeric_date(word), "{word}");
        }
    }
}
