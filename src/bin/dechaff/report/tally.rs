//! Words and blocks by label, and the table that shows them and holds the filters.

use std::collections::BTreeMap;
use std::fmt::Write;

use dechaff::{Article, Block, Label};
use unicode_segmentation::UnicodeSegmentation;

use super::family::{Family, words};
use crate::figures;

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Count {
    pub(super) blocks: usize,
    pub(super) words: usize,
}

impl Count {
    fn add(&mut self, other: Count) {
        self.blocks += other.blocks;
        self.words += other.words;
    }
}

/// Counts of one page, or of all pages of a report.
#[derive(Debug, Clone, Default)]
pub(super) struct Tally {
    labels: BTreeMap<&'static str, (Label, Count)>,
}

impl Tally {
    pub(super) fn of(article: &Article) -> Tally {
        let mut tally = Tally::default();
        for block in article.blocks() {
            tally.add(block.label(), Count { blocks: 1, words: word_count(&block) });
        }
        tally
    }

    fn add(&mut self, label: Label, count: Count) {
        let entry = self.labels.entry(label.name());
        entry.or_insert((label, Count::default())).1.add(count);
    }

    pub(super) fn merge(&mut self, other: &Tally) {
        for &(label, count) in other.labels.values() {
            self.add(label, count);
        }
    }

    pub(super) fn kept(&self) -> Count {
        self.sum(|label| label.is_body())
    }

    pub(super) fn all(&self) -> Count {
        self.sum(|_| true)
    }

    fn sum(&self, is_counted: impl Fn(Label) -> bool) -> Count {
        let mut sum = Count::default();
        self.labels.values().filter(|(label, _)| is_counted(*label)).for_each(|(_, count)| sum.add(*count));
        sum
    }

    /// "431 of 812 words kept (53 %)".
    pub(super) fn sentence(&self) -> String {
        let (kept, all) = (self.kept().words, self.all().words);
        format!("{} of {} words kept ({} %)", grouped(kept), grouped(all), percent(kept, all))
    }

    /// What is kept first, then what is removed, by words.
    fn rows(&self) -> Vec<(Label, Count)> {
        let mut rows: Vec<(Label, Count)> = self.labels.values().copied().collect();
        rows.sort_by_key(|(label, count)| (!label.is_body(), usize::MAX - count.words));
        rows
    }

    /// The table; `section` keeps names apart where there are several on a page.
    pub(super) fn write_table(&self, out: &mut String, section: &str) {
        let most = self.labels.values().map(|(_, count)| count.words).max().unwrap_or(0);
        let _ = write!(
            out,
            "<div class=\"filters\" role=\"group\" aria-label=\"Show blocks\">\
             <button type=\"button\" data-show=\"all\">All</button>\
             <button type=\"button\" data-show=\"kept\">Kept</button>\
             <button type=\"button\" data-show=\"removed\">Removed</button></div>\
             <table class=\"kinds\"><thead><tr><th scope=\"col\">Kind</th>\
             <th scope=\"col\" class=\"number\">Words</th><th scope=\"col\" class=\"number\">Blocks</th></tr></thead><tbody>"
        );
        for (label, count) in self.rows() {
            write_row(out, label, count, most, section);
        }
        out.push_str("</tbody></table>");
    }
}

fn write_row(out: &mut String, label: Label, count: Count, most: usize, section: &str) {
    let (name, family) = (label.name(), Family::of(label));
    // A kind that is there shows, however few its words are.
    let width = if count.words == 0 { 0.0 } else { (100.0 * count.words as f64 / most as f64).max(1.0) };
    let id = format!("{section}-show-{name}");
    let _ = write!(
        out,
        "<tr class=\"{class}\"><th scope=\"row\"><label for=\"{id}\">\
         <input type=\"checkbox\" id=\"{id}\" data-kind=\"{name}\" data-kept=\"{kept}\" checked>\
         <span class=\"chip\">{sign} {words}</span></label><svg class=\"bar\" viewBox=\"0 0 100 8\" \
         preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect width=\"{width:.1}\" height=\"8\"/></svg></th>\
         <td class=\"number\">{}</td><td class=\"number\">{}</td></tr>",
        grouped(count.words),
        grouped(count.blocks),
        class = family.class(),
        kept = label.is_body(),
        sign = sign(label),
        words = words(name),
    );
}

/// Tells kept from removed without colour.
pub(super) fn sign(label: Label) -> &'static str {
    if label.is_body() { "+" } else { "\u{2212}" }
}

/// Words by Unicode's rules, which count letters of Chinese and Japanese.
pub(super) fn word_count(block: &Block<'_>) -> usize {
    block.text().unicode_words().count()
}

pub(super) fn percent(part: usize, whole: usize) -> usize {
    (100 * part + whole / 2).checked_div(whole).unwrap_or(0)
}

/// "1 page", "12 pages".
pub(super) fn pages(count: usize) -> String {
    format!("{} page{}", grouped(count), if count == 1 { "" } else { "s" })
}

/// Digits in groups of three, with no-break spaces between.
pub(super) fn grouped(number: usize) -> String {
    figures::grouped(number as u64, '\u{a0}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_add_up() {
        let html = "<nav><a href=/>Home</a></nav><article><h1>Rain</h1><p>It rained all day, and nobody in \
                    the town of Brackwater minded it much, for the wells had been dry since May.</p></article>";
        let tally = Tally::of(&dechaff::clean(html).unwrap());
        assert_eq!(
            (tally.kept(), tally.all()),
            (Count { blocks: 1, words: 22 }, Count { blocks: 3, words: 24 })
        );
        assert_eq!(tally.sentence(), "22 of 24 words kept (92 %)");
        let mut both = tally.clone();
        both.merge(&tally);
        assert_eq!(both.all().words, 48);
    }

    #[test]
    fn numbers_are_readable() {
        assert_eq!(grouped(0), "0");
        assert_eq!(grouped(123), "123");
        assert_eq!(grouped(1_234_567), "1\u{a0}234\u{a0}567");
        assert_eq!(percent(1, 0), 0);
    }
}
