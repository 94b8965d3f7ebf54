//! Lines that show by their shape what they are: a headline, an item of a menu, a number.

use crate::document::RawBlock;

/// Most words of a line of a menu: the kinds' measured runs have one to four.
const MAX_MENU_WORDS: u32 = 4;

/// Four to twenty words, capitalised, without an end: a headline. Scripts without case
/// have no capitals to show.
pub(super) fn is_headline(block: &RawBlock) -> bool {
    let shape = &block.shape;
    (4..=20).contains(&shape.words)
        && !shape.starts_lowercase
        && (!shape.terminated || shape.cut_off)
        && shape.digits * 2 < shape.chars
}

pub(super) fn is_menu_line(block: &RawBlock) -> bool {
    (1..=MAX_MENU_WORDS).contains(&block.shape.words) && !block.shape.terminated
}

/// A number and nothing else: a rank, a page.
pub(super) fn is_number(block: &RawBlock) -> bool {
    block.shape.digits > 0 && block.shape.digits == block.shape.chars
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::lines;

    #[test]
    fn headlines_have_words_and_no_end() {
        let is_headline = |text: &str| is_headline(&lines(text).blocks[0]);
        assert!(is_headline("Oyster beds close in 2021"));
        assert!(is_headline("Oyster beds close for the summ\u{2026}"), "cut off");
        assert!(!is_headline("Oyster beds close for good."));
        assert!(!is_headline("oyster beds close for good"));
        assert!(!is_headline("Oyster beds close"), "three words");
        assert!(!is_headline("2018 2019 2020 2021 2022"), "figures");
    }
}
