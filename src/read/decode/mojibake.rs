//! Text in UTF-8 that somebody read as Windows-1252 or Latin-1: `dÃ©jÃ  vu`, `donâ€™t`.
//!
//! Each byte of a character became a character of its own, so the bytes can be had back: a first one that announces how
//! many follow, and those. Right text hardly ever has characters in such an order, and never a line of them where every
//! other character beyond ASCII is missing. That is what a line is judged by; what is certain of most lines lends
//! certainty to the others. What was read wrongly twice is mended twice.
//!
//! The table of Windows-1252 is the WHATWG Encoding Standard's: the five bytes that it leaves open are the control
//! characters of the same number, as in Latin-1, so both readings are undone alike.

use std::borrow::Cow;
use std::ops::Range;

/// Passes at most. What was read wrongly so often is 250 times as long as it was.
const MAX_PASSES: usize = 8;

/// Where a mended text came from: what was mended, and which bytes of the input that was.
#[derive(Debug, Default, Clone)]
pub(crate) struct Origins {
    passes: Vec<Pass>,
}

impl Origins {
    /// Whether nothing was mended.
    pub(crate) fn is_empty(&self) -> bool {
        self.passes.is_empty()
    }

    /// The bytes of the input that a range of the text came from.
    pub(crate) fn input(&self, bytes: Range<usize>) -> Range<usize> {
        self.passes.iter().rev().fold(bytes, |bytes, pass| pass.input(bytes.start)..pass.input(bytes.end))
    }

    /// Whether a character in a range of the text was mended.
    pub(crate) fn is_mended(&self, bytes: Range<usize>) -> bool {
        let mut bytes = bytes;
        self.passes.iter().rev().any(|pass| {
            let is_mended = pass.is_mended(&bytes);
            bytes = pass.input(bytes.start)..pass.input(bytes.end);
            is_mended
        })
    }
}

/// The characters that one pass over the text mended.
#[derive(Debug, Default, Clone)]
struct Pass {
    mended: Vec<Mended>,
}

/// A character in the text after a pass, and its end in the text before it.
#[derive(Debug, Clone, Copy)]
struct Mended {
    start: u32,
    end: u32,
    end_before: u32,
}

impl Pass {
    fn input(&self, at: usize) -> usize {
        let passed = self.mended.partition_point(|mended| mended.end as usize <= at);
        let last = passed.checked_sub(1).map(|last| self.mended[last]);
        last.map_or(at, |last| last.end_before as usize + (at - last.end as usize))
    }

    fn is_mended(&self, bytes: &Range<usize>) -> bool {
        let first = self.mended.partition_point(|mended| (mended.start as usize) < bytes.start);
        self.mended.get(first).is_some_and(|mended| (mended.start as usize) < bytes.end)
    }
}

/// Mends a text as often as it was read wrongly.
pub(crate) fn mend(text: &str) -> (Cow<'_, str>, Origins) {
    let mut mended = Cow::Borrowed(text);
    let mut origins = Origins::default();
    while let Some((text, pass)) = mend_once(&mended).filter(|_| origins.passes.len() < MAX_PASSES) {
        origins.passes.push(pass);
        mended = Cow::Owned(text);
    }
    (mended, origins)
}

/// Mends what was read wrongly last; `None` if nothing was.
fn mend_once(text: &str) -> Option<(String, Pass)> {
    if !has_sequence(text) {
        return None;
    }
    let lines: Vec<Signs> = text.split_inclusive(['\n', '\r']).map(Signs::of).collect();
    let certain = lines.iter().filter(|line| line.is_likely()).count();
    let contrary = lines.iter().filter(|line| line.is_contrary()).count();
    let is_page_certain = certain > contrary;
    let mut out = String::with_capacity(text.len());
    let mut pass = Pass::default();
    let mut start = 0;
    for (line, signs) in text.split_inclusive(['\n', '\r']).zip(&lines) {
        if signs.is_certain() || is_page_certain && signs.sequences + signs.torn > 0 {
            push_mended(&mut out, &mut pass, line, start, is_page_certain);
        } else {
            out.push_str(line);
        }
        start += line.len();
    }
    (!pass.mended.is_empty()).then_some((out, pass))
}

/// Appends a line with its sequences mended.
fn push_mended(out: &mut String, pass: &mut Pass, line: &str, line_start: usize, with_torn: bool) {
    let mut at = 0;
    while let Some(found) = next_high(line, at) {
        out.push_str(&line[at..found]);
        let rest = &line[found..];
        let read = sequence(rest).or_else(|| torn(rest).filter(|_| with_torn));
        let length = match read {
            Some((c, length)) => {
                let start = out.len() as u32;
                out.push(c);
                let end_before = (line_start + found + length) as u32;
                pass.mended.push(Mended { start, end: out.len() as u32, end_before });
                length
            }
            None => {
                let length = rest.chars().next().map_or(1, char::len_utf8);
                out.push_str(&rest[..length]);
                length
            }
        };
        at = found + length;
    }
    out.push_str(&line[at..]);
}

/// The first byte beyond ASCII from a place on.
fn next_high(line: &str, at: usize) -> Option<usize> {
    line.as_bytes()[at..].iter().position(|byte| !byte.is_ascii()).map(|found| at + found)
}

/// Whether a text may have a sequence at all: a first byte's character, then one of those that follow.
fn has_sequence(text: &str) -> bool {
    // U+00C2 to U+00F4 are C3 82 to C3 B4 in UTF-8; what may follow begins with one of these bytes.
    let bytes = text.as_bytes();
    memchr::memchr_iter(0xc3, bytes).any(|at| {
        matches!(bytes.get(at + 2), Some(0xc2 | 0xc5 | 0xc6 | 0xcb | 0xe2)) && sequence(&text[at..]).is_some()
    })
}

/// What the characters of a line say.
#[derive(Debug, Default)]
struct Signs {
    /// Characters that can be had back.
    sequences: usize,
    /// Of these: right text has no such thing.
    strong: usize,
    /// Sequences of which a scraper lost the end.
    torn: usize,
    /// Other characters beyond ASCII.
    others: usize,
}

impl Signs {
    fn of(line: &str) -> Signs {
        let mut signs = Signs::default();
        let mut at = 0;
        let mut run = 0;
        while let Some(found) = next_high(line, at) {
            let rest = &line[found..];
            run = if found == at { run } else { 0 };
            if let Some((c, length)) = sequence(rest) {
                let place = Place {
                    before: line[..found].chars().next_back(),
                    after: line[found + length..].chars().next(),
                };
                signs.sequences += 1;
                run += 1;
                signs.strong += usize::from(run == 2 || is_strong(&rest[..length], c, place));
                at = found + length;
                continue;
            }
            run = 0;
            let c = rest.chars().next().unwrap_or(' ');
            if torn(rest).is_some() {
                signs.torn += 1;
            } else if !(c == '\u{a0}' || c == char::REPLACEMENT_CHARACTER || shows_nothing(c)) {
                signs.others += 1;
            }
            at = found + c.len_utf8();
        }
        signs
    }

    /// Whether a line needs no other to be believed.
    fn is_certain(&self) -> bool {
        // A character or two may have been typed or added later.
        self.strong >= 2 && self.sequences >= 8 * self.others
    }

    /// Whether a line speaks for mojibake.
    fn is_likely(&self) -> bool {
        self.is_certain() || self.strong == 1 && self.others == 0
    }

    /// Whether a line shows that characters beyond ASCII came through.
    fn is_contrary(&self) -> bool {
        self.others > self.sequences
    }
}

/// The characters around a sequence.
#[derive(Clone, Copy)]
struct Place {
    before: Option<char>,
    after: Option<char>,
}

impl Place {
    /// Whether a letter or a digit is on one side: somebody who writes of such signs writes them between spaces or quotes.
    fn is_at_word(self) -> bool {
        [self.before, self.after].into_iter().flatten().any(|c| c.is_ascii_alphanumeric())
    }
}

/// Whether a sequence cannot be a word's last letter and what is printed after it.
fn is_strong(sequence: &str, c: char, place: Place) -> bool {
    let mut chars = sequence.chars();
    let (first, second) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
    // Right text has one of these alone: the line end of some old systems.
    let is_control = sequence.chars().any(|c| matches!(c, '\u{80}'..='\u{84}' | '\u{86}'..='\u{9f}'));
    // `â€™`, `â€œ`, `â‚¬`, `â„¢`: a small letter with a sign after it that no text has there.
    let is_mark = first == 'â' && matches!(second, '€' | '‚' | '„');
    let is_inside = place.before.is_some_and(char::is_lowercase) && first.is_uppercase();
    let is_before_word = !CLOSING.contains(&second) || place.after.is_some_and(char::is_lowercase);
    let is_letter = first.is_uppercase() && c.is_alphabetic() && is_before_word;
    let is_shifted = first == 'Â' && !place.before.is_some_and(char::is_uppercase);
    is_control || place.is_at_word() && (is_mark || is_inside || is_letter || is_shifted)
}

/// What may follow a word in right text: marks that close, and those of footnotes.
const CLOSING: [char; 18] =
    ['»', '”', '’', '…', '–', '—', '‘', '“', '™', '›', '‹', '•', '«', '®', '\u{a0}', '¹', '²', '³'];

/// The character that a text begins with, if its bytes were read one by one, and how many bytes its signs take.
fn sequence(text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let first = byte_of(chars.next()?)?;
    let more = match first {
        0xc2..=0xdf => 1,
        0xe0..=0xef => 2,
        0xf0..=0xf4 => 3,
        _ => return None,
    };
    let mut bytes = [first, 0, 0, 0];
    for byte in bytes.iter_mut().skip(1).take(more) {
        *byte = byte_of(chars.next()?).filter(|byte| (0x80..=0xbf).contains(byte))?;
    }
    let c = std::str::from_utf8(&bytes[..=more]).ok()?.chars().next()?;
    Some((c, text.len() - chars.as_str().len()))
}

/// A sequence whose end was lost on the way: `â€` for the closing quotation mark, whose last byte Windows-1252 does not
/// have, and `Ã` before a space for `à`, whose last byte is the no-break space.
fn torn(text: &str) -> Option<(char, usize)> {
    const MARK: &str = "â€";
    if let Some(rest) = text.strip_prefix(MARK) {
        let lost =
            rest.chars().next().filter(|c| *c == char::REPLACEMENT_CHARACTER).map_or(0, char::len_utf8);
        return Some(('”', MARK.len() + lost));
    }
    let rest = text.strip_prefix('Ã')?;
    rest.starts_with(' ').then_some(('à', 'Ã'.len_utf8()))
}

/// The byte that was read as this character.
fn byte_of(c: char) -> Option<u8> {
    let code = u32::from(c);
    if code <= 0xff {
        return u8::try_from(code).ok();
    }
    let at = WINDOWS_1252.iter().position(|known| *known == c)?;
    u8::try_from(0x80 + at).ok()
}

/// Characters of the bytes from 80 on; those that it leaves open are the control characters of the same number.
const WINDOWS_1252: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// Marks of zero width, which scrapers put into text of any kind.
fn shows_nothing(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Reads the bytes of a text as Windows-1252.
    fn broken(text: &str) -> String {
        let table = |byte: u8| match byte {
            0x80..=0x9f => WINDOWS_1252[usize::from(byte) - 0x80],
            _ => char::from(byte),
        };
        text.bytes().map(table).collect()
    }

    /// Reads the bytes of a text as Latin-1.
    fn latin(text: &str) -> String {
        text.bytes().map(char::from).collect()
    }

    const SENTENCES: [&str; 12] = [
        "The baker didn’t mind: “It rained for 5 °C less,” he said – and closed.",
        "Der Bäcker schließt früh, weil die Brücke über den Fluss gesperrt bleibt.",
        "Le boulanger a fermé à midi, déjà très fâché, près de l’hôtel « Étoile ».",
        "El panadero cerró mañana, según él: ¿qué más podía hacer en otoño?",
        "O padeiro não abriu amanhã, e o pão ficou às mãos da avó de João.",
        "Piekarz zamknął piekarnię, bo źle się czuł i żona też była chora.",
        "Fırıncı bugün dükkânı açmadı, çünkü yağmur şehri bütün gün ıslattı.",
        "Пекарь закрыл лавку в полдень, потому что дождь не прекращался.",
        "Ο φούρναρης έκλεισε νωρίς, γιατί έβρεχε όλη μέρα στην πόλη.",
        "أغلق الخباز متجره ظهرا لأن المطر لم يتوقف طوال اليوم.",
        "パン屋は昼に店を閉めた。雨が一日中やまなかったからだ。",
        "Pekař zavřel už v poledne, protože déšť nepřestával a řeka stoupala.",
    ];

    #[test]
    fn what_was_read_wrongly_once_or_twice_is_mended() {
        for sentence in SENTENCES {
            for read in [broken, latin] {
                let once = read(sentence);
                assert_eq!(mend(&once).0, sentence, "{once:?}");
                assert_eq!(mend(&read(&once)).0, sentence, "{sentence}");
            }
        }
    }

    #[test]
    fn right_text_is_never_changed() {
        let hard = [
            "CAFÉ™, DÉJÀ VU… « À LA CARTE » – PAPÁ”, AMANHÃ» e IRMû, CAFɲ.",
            "„Straß“ und „Spaß“ – groß… 3×½ Liter, 20 € für “Å”, “Ö”, “É”.",
            "Where é was, “Ã©” is shown, and for ’ you see “â€™”.",
            "For e with an accent some pages show Ã© or 'Ã¨' instead.",
        ];
        for text in SENTENCES.into_iter().chain(hard) {
            for text in [text.to_owned(), text.to_uppercase(), text.to_lowercase()] {
                let (mended, origins) = mend(&text);
                assert_eq!(mended, text);
                assert!(origins.is_empty());
            }
        }
    }

    #[test]
    fn mending_what_was_mended_changes_nothing() {
        let page = SENTENCES.map(broken).join("\n");
        for page in [page.clone(), broken(&page), format!("{page}\nRight: é, ö, ü, „“\n")] {
            let once = mend(&page).0.into_owned();
            assert_eq!(mend(&once).0, once);
        }
    }

    #[test]
    fn ranges_are_those_of_the_input() {
        let sentence = "Der Bäcker schließt früh, und die Brücke bleibt zu.";
        for input in [broken(sentence), broken(&broken(sentence))] {
            let (text, origins) = mend(&input);
            for (word, at) in [("Bäcker", 4), ("früh", 22), ("bleibt", 42)] {
                let at = text.find(word).unwrap_or(at);
                let range = origins.input(at..at + word.len());
                assert_eq!(mend(&input).0[at..at + word.len()], *word);
                let wrong = if input.len() > 70 { broken(&broken(word)) } else { broken(word) };
                assert_eq!(&input[range], wrong, "{input}");
                assert_eq!(origins.is_mended(at..at + word.len()), !word.is_ascii());
            }
        }
    }

    #[test]
    fn a_line_of_its_own_is_mended_among_right_ones() {
        let page = format!("Menü\nÜber uns\n{}\nFrühling in Zürich\n", broken(SENTENCES[1]));
        let wanted = format!("Menü\nÜber uns\n{}\nFrühling in Zürich\n", SENTENCES[1]);
        assert_eq!(mend(&page).0, wanted);
    }

    #[test]
    fn lost_ends_are_guessed_where_all_else_is_certain() {
        let page = "â€œIt rained,â€ he said, and didnâ€™t mind.\nIls vont Ã la mer, mÃªme en Ã©tÃ©.";
        assert_eq!(mend(page).0, "“It rained,” he said, and didn’t mind.\nIls vont à la mer, même en été.");
    }
}
