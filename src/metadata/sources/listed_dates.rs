//! Dates of other articles in flattened text: in a list below the article that a label opens ("Related", "All headlines").

use crate::document::Document;
use crate::document::prose::is_prose;
use crate::labels::Boilerplate;
use crate::lists::lower::with_lower;
use crate::lists::phrases::PHRASES;
use crate::lists::section_headings::Reach;
use crate::metadata::candidates::{DateCandidate, DateRole};
use crate::metadata::trust::DateTrust;

/// Lines between the label and a date of its list, at most.
const MAX_LINES: usize = 12;
/// A longer line is no label, in bytes.
const MAX_LABEL_BYTES: usize = 60;
/// Paragraphs above the label, at least: at the top of a page such lists come before the article.
const MIN_PARAGRAPHS: usize = 2;

/// Takes the dates of a line for those of other articles, if they are in such a list and nothing says what they are.
/// `paragraphs` is how many of prose are above.
pub(crate) fn set_apart(page: &Document, index: usize, paragraphs: usize, dates: &mut [DateCandidate]) {
    let line = page.block_text(index);
    let Some(before) = dates.first().and_then(|date| line.split(date.raw.as_str()).next()) else { return };
    if paragraphs < MIN_PARAGRAPHS || !(opens_list(before) || is_below_label(page, index)) {
        return;
    }
    for date in dates.iter_mut().filter(|date| date.role == DateRole::Unsaid) {
        date.trust = DateTrust::Witness;
    }
}

fn is_below_label(page: &Document, index: usize) -> bool {
    let above = (0..index).rev().take(MAX_LINES).take_while(|above| !is_prose(&page.blocks[*above]));
    above.into_iter().any(|above| opens_list(page.block_text(above)))
}

fn opens_list(line: &str) -> bool {
    let label = line.trim_matches(|c: char| !c.is_alphanumeric());
    if label.is_empty() || label.len() > MAX_LABEL_BYTES {
        return false;
    }
    with_lower(label, |lower| PHRASES.whole(lower)).is_some_and(|phrase| {
        phrase.reach == Some(Reach::Section)
            && matches!(phrase.kind, Boilerplate::RelatedLinks | Boilerplate::TrendingList)
    })
}

#[cfg(test)]
mod tests {
    use crate::metadata::trust::DateTrust;

    fn trusts(text: &str) -> Vec<DateTrust> {
        let page = crate::read::text::page(text, &crate::options::Limits::new());
        let mut out = crate::metadata::candidates::Candidates::default();
        super::super::lines::gather(&page, None, &mut out);
        out.dates.iter().map(|date| date.trust).collect()
    }

    #[test]
    fn dates_below_the_label_of_a_list_are_of_other_articles() {
        let prose = "It rained in town all day, and nobody left the house before the evening came.\n";
        let cards = "Related\nFloods in the next town\n13 October 2021\nDams hold\n12 October 2021\n";
        let article = format!("Rain in town\n11 October 2021\n{prose}{prose}");
        assert_eq!(
            trusts(&format!("{article}{cards}")),
            [DateTrust::Line, DateTrust::Witness, DateTrust::Witness]
        );
        assert_eq!(trusts(&format!("{cards}{article}"))[2], DateTrust::Line, "a list above the article");
        let headlines = format!("{article}Most read 13 October 2021\n");
        assert_eq!(trusts(&headlines), [DateTrust::Line, DateTrust::Witness]);
        let told = format!("{article}Related\nPublished: 13 October 2021\n");
        assert_eq!(trusts(&told), [DateTrust::Line, DateTrust::SaidLine]);
        let below = format!("{article}Related\nFloods\n{prose}11 October 2021\n");
        assert_eq!(trusts(&below), [DateTrust::Line, DateTrust::Line], "prose ends the list");
    }
}
