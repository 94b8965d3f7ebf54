//! Where does the page show what it says for machines?
//!
//! JSON-LD and the head say the title, the day and the authors for certain, but not all pages of a site have them. Where
//! others show the same is what the site's pages teach.

use super::shown::Custom;
use super::{Field, Metadata, Provenance};
use crate::document::Document;

/// What a block shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub(crate) enum Shows {
    #[default]
    Nothing,
    Title,
    Date,
    Authors,
}

/// Words of a line that shows a day, or who wrote it: longer ones are text.
const MAX_WORDS: u32 = 20;

/// By block: what it shows of what the page says for machines.
pub(crate) fn shown(page: &Document, metadata: &Metadata, custom: Custom<'_>) -> Vec<Shows> {
    let mut shown = vec![Shows::Nothing; page.blocks.len()];
    for (index, block) in page.blocks.iter().enumerate().filter(|(_, block)| block.shape.words <= MAX_WORDS) {
        let text = page.block_text(index);
        if shows_author(text, metadata) {
            shown[index] = Shows::Authors;
        } else if block.shape.digits > 0 && shows_day(text, metadata, custom) {
            shown[index] = Shows::Date;
        }
    }
    let is_title_sure =
        |title: &Field<String>| is_sure(title.provenance) || title.provenance == Provenance::Element;
    let is_title_sure = metadata.title.as_ref().is_some_and(is_title_sure);
    if let Some(title) = metadata.headline.block.filter(|_| is_title_sure).and_then(|at| shown.get_mut(at)) {
        *title = Shows::Title;
    }
    shown
}

fn is_sure(provenance: Provenance) -> bool {
    matches!(provenance, Provenance::JsonLd | Provenance::MetaTag)
}

fn shows_author(text: &str, metadata: &Metadata) -> bool {
    let sure = metadata.authors.iter().filter(|author| is_sure(author.provenance));
    sure.into_iter().any(|author| !author.value.is_empty() && text.contains(author.value.as_str()))
}

fn shows_day(text: &str, metadata: &Metadata, custom: Custom<'_>) -> bool {
    let Some(published) = metadata.published.as_ref().filter(|date| is_sure(date.provenance)) else {
        return false;
    };
    let day = (published.value.year, published.value.month, published.value.day);
    let reading = custom.find(text).and_then(|shown| shown.reading);
    reading.is_some_and(|reading| reading.day() == day || reading.swapped().day() == day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::html;

    #[test]
    fn what_machines_are_told_is_found_where_readers_see_it() {
        let page = html(
            "<script type=application/ld+json>{\"@type\": \"NewsArticle\", \"headline\": \"Rain in town\",
             \"datePublished\": \"2021-10-12\", \"author\": \"Ann Fenwick\"}</script><h1>Rain in town</h1>
             <p>12 October 2021</p><p>Ann Fenwick, Ayr</p><p>13 October 2021</p><p>It rained all day.</p>",
        );
        let metadata = crate::metadata::collect(&page, None, None);
        let found = shown(&page, &metadata, Custom::default());
        let expected = [Shows::Title, Shows::Date, Shows::Authors, Shows::Nothing, Shows::Nothing];
        assert_eq!(found, expected);
    }

    #[test]
    fn of_what_is_only_shown_a_heading_is_sure() {
        let page =
            html("<h1>Rain in town</h1><p>By Ann Fenwick, 12 October 2021</p><p>It rained all day.</p>");
        let metadata = crate::metadata::collect(&page, None, None);
        assert_eq!(
            shown(&page, &metadata, Custom::default()),
            [Shows::Title, Shows::Nothing, Shows::Nothing]
        );
    }
}
