//! Of the ways in which a page writes its headline, the best.
//!
//! A heading may hold more than the headline, a kicker or a subtitle that only the layout sets off; it may have lost
//! the mark between two parts. A title of the head may be cut short.

use std::cmp::Ordering;

use super::stripped::{Stripped, is_head, is_heading};
use crate::metadata::normalise;
use crate::metadata::trust::TitlePlace;

/// Words of a headline that stands beside a kicker or a subtitle, and of the subtitle.
pub(super) const MIN_WORDS: usize = 3;
/// Characters of a kicker: "The" is too short.
const MIN_KICKER_CHARS: usize = 5;
/// What is written where a title was cut short.
const ELLIPSES: [&str; 2] = ["...", "…"];

/// The headline of a title that holds more than it, or less, or is written worse than in the head.
pub(super) fn well_written<'a>(best: &'a Stripped<'a>, titles: &'a [Stripped<'a>]) -> &'a Stripped<'a> {
    let best = if is_heading(best.candidate) { of_heading(best, titles) } else { best };
    whole(best, titles).unwrap_or(best)
}

fn of_heading<'a>(best: &'a Stripped<'a>, titles: &'a [Stripped<'a>]) -> &'a Stripped<'a> {
    let head: Vec<&Stripped<'_>> = titles.iter().filter(|title| is_head(title.candidate)).collect();
    let squeezed = normalise::key(best.text);
    let same = || head.iter().filter(|title| normalise::key(title.text) == squeezed);
    if same().next().is_none() {
        let is_within =
            |title: &&&Stripped<'_>| has_kicker(best.text, title.text) || has_subtitle(best.text, title.text);
        return head.iter().find(is_within).unwrap_or(&best);
    }
    let times = |text: &str| same().filter(|title| title.text == text).count();
    let better = |title: &&&Stripped<'_>| {
        let more_marks = marks(title.text) > marks(best.text) && times(title.text) > 1;
        match words(title.text).cmp(&words(best.text)) {
            Ordering::Greater => true,
            Ordering::Equal => more_marks,
            Ordering::Less => false,
        }
    };
    same().find(better).unwrap_or(&best)
}

/// Whether a heading is a headline with a kicker before it that only the layout sets off:
/// "Flood in town The river keeps rising".
fn has_kicker(heading: &str, headline: &str) -> bool {
    let Some(kicker) = heading.strip_suffix(headline).filter(|_| words(headline) >= MIN_WORDS) else {
        return false;
    };
    let apart = kicker.ends_with(' ') || headline.starts_with(char::is_uppercase);
    let of_words = kicker.trim_end().ends_with(|c: char| c.is_alphanumeric() || matches!(c, '?' | '!' | ')'));
    apart && of_words && kicker.chars().count() >= MIN_KICKER_CHARS
}

/// Whether a heading is a headline with a subtitle or a dateline after it that only the layout sets off: "The river keeps
/// rising All schools are closed". On the three sets with titles three are right so; from one word on, three are wrong.
fn has_subtitle(heading: &str, headline: &str) -> bool {
    let long = words(headline) >= MIN_WORDS;
    let Some(subtitle) = heading.strip_prefix(headline).filter(|rest| long && words(rest) >= MIN_WORDS)
    else {
        return false;
    };
    let opens = |text: &str| text.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    match subtitle.strip_prefix(' ') {
        Some(rest) => {
            opens(rest) && headline.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '?' | '!' | '.'))
        }
        None => subtitle.starts_with(char::is_uppercase) && headline.ends_with(char::is_lowercase),
    }
}

/// Another title that goes on where this one was cut short.
fn whole<'a>(best: &Stripped<'_>, titles: &'a [Stripped<'a>]) -> Option<&'a Stripped<'a>> {
    let is_cut = |text: &str| ELLIPSES.iter().any(|mark| text.ends_with(mark));
    if !is_cut(best.text) || words(best.text) < MIN_WORDS {
        return None;
    }
    let goes_on = |title: &&Stripped<'_>| {
        let longer = title.folded.len() > best.folded.len() && title.folded.starts_with(&best.folded);
        longer && !is_cut(title.text) && title.candidate.place != TitlePlace::Line
    };
    titles.iter().find(goes_on)
}

pub(super) fn words(text: &str) -> usize {
    text.split(' ').filter(|word| word.contains(char::is_alphanumeric)).count()
}

/// Signs between the words.
fn marks(text: &str) -> usize {
    let inner = text.trim_matches(|c: char| !c.is_alphanumeric());
    inner.chars().filter(|c| !c.is_alphanumeric() && *c != ' ').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subtitle_has_words_of_its_own() {
        let headline = "The river keeps rising";
        for subtitle in [" All schools are closed", "All schools are closed", " 12.10.2021 Fen Post • Town"]
        {
            assert!(has_subtitle(&format!("{headline}{subtitle}"), headline), "{subtitle}");
        }
        for more in
            ["", " Again", " and all schools are closed", ": All schools are closed", "s All over Town"]
        {
            assert!(!has_subtitle(&format!("{headline}{more}"), headline), "{more}");
        }
        assert!(!has_subtitle("Rain All schools are closed", "Rain"), "one word");
    }
}
