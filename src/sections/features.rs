//! What is known of each part of a page before it is scored.

use super::names::{Told, Verdicts};
use super::parts::{Part, Parts};
use crate::document::BlockKind;
use crate::evidence::Evidence;
use crate::evidence::numbers::{boilerplate_number, kind_number};
use crate::model::{flag, named_values, share};

named_values! {
    /// One part's features.
    PartFeatures:
    words,
    blocks,
    words_per_block,
    /// Share of the page's words in it, in the part around it, and above its beginning and its end.
    share,
    share_of_parent,
    from,
    to,
    /// Words of the part around it that are above and below.
    words_before,
    words_after,
    /// Share of its characters inside links, of its words that are prose or bold.
    link_share,
    prose_share,
    strong_share,
    capitalised_share,
    digit_share,
    commas,
    sentences,
    /// Share of the page's prose that is in it, above and below.
    prose_of_page,
    prose_above,
    prose_below,
    longest,
    /// Blocks from the first paragraph of prose to its beginning, from the last to its end.
    from_first_prose,
    from_last_prose,
    /// Share of its blocks that are headings, items of lists, or have a stock phrase.
    headings,
    items,
    phrases,
    /// First-level headings inside and above.
    headlines,
    headlines_above,
    /// What its words were learnt to say, the mean by words and by blocks.
    wording,
    wording_blocks,
    /// Of its first block: kind, words, what its words and those of the heading above say.
    first_kind,
    first_words,
    first_wording,
    first_heading,
    /// The label that governs its first block: kind, and blocks since.
    opened_kind,
    opened_blocks,
    /// How often its texts are on the page.
    copies,
    holds_title,
    /// Blocks and words from the headline to its beginning.
    from_title,
    words_from_title,
    /// Marks of dates and authors inside and above.
    dates,
    dates_above,
    authors,
    authors_above,
    /// Pictures a block.
    images,
    /// Parts directly inside, and the most of them that are alike.
    children,
    equal_children,
    /// Parts beside it that are like it, and the most on the path to the root.
    equal_siblings,
    equal_on_path,
    depth,
    /// Tags of the outermost and the innermost element, by number.
    tag,
    inner_tag,
    region,
    /// Levels up to the nearest `<article>`; -1 for none.
    article_above,
    hidden,
    /// Evidence of the class words on the path, here and in the blocks inside.
    names_sum,
    names_inside_highest,
    names_inside_lowest,
    /// What listed names of the part and of those around it tell: kind, and how surely (see `sections.tsv`).
    named_kind,
    named_force,
    body_force,
    around_body,
    around_comments,
    around_caption,
    around_other,
    /// The page.
    page_words,
    page_blocks,
    page_prose_share,
    page_link_share,
    page_cards,
    page_cards_share,
    page_headlines,
    kind_article,
    kind_listing,
    kind_forum,
    kind_product,
    kind_documentation,
    page_article,
    page_listing,
    page_forum,
    page_product,
    page_documentation,
}

/// The features of all parts.
pub(super) fn features(evidence: &Evidence<'_>, verdicts: &Verdicts, parts: &Parts) -> Vec<PartFeatures> {
    let mut common = PartFeatures::default();
    whole_page(evidence, &mut common);
    let sums = Sums::of(evidence);
    let inside = Inside::of(evidence, parts);
    let around = verdicts.around(evidence.document);
    let features = parts.list.iter().enumerate().map(|(place, part)| {
        let mut features = common.clone();
        size_and_place(evidence, parts, part, &mut features);
        text(evidence, &sums, part, &mut features);
        first_block(evidence, part, &mut features);
        marks(evidence, part, &mut features);
        elements(evidence, part, &mut features);
        inside.set(place, &mut features);
        names(evidence, verdicts, part, &mut features);
        names_around(around[part.inner as usize], &mut features);
        features
    });
    features.collect()
}

fn whole_page(evidence: &Evidence<'_>, features: &mut PartFeatures) {
    let (layout, facts) = (&evidence.layout, evidence.facts());
    let (kinds, declared) = (evidence.page_kinds(), &evidence.declared);
    let root = &layout.containers[0];
    let (cards, words) = facts.largest_cards;
    features.page_words = evidence.words as f32;
    features.page_blocks = evidence.document.blocks.len() as f32;
    features.page_prose_share = share(layout.prose_words, evidence.words);
    features.page_link_share = share(root.link_chars, root.chars);
    features.page_cards = cards as f32;
    features.page_cards_share = share(words, evidence.words);
    features.page_headlines = facts.headlines_before.last().copied().unwrap_or(0) as f32;
    features.kind_article = kinds.article;
    features.page_article = declared.article as f32;
    features.kind_listing = kinds.listing;
    features.page_listing = declared.listing as f32;
    features.kind_forum = kinds.forum;
    features.page_forum = declared.forum as f32;
    features.kind_product = kinds.product;
    features.page_product = declared.product as f32;
    features.kind_documentation = kinds.documentation;
    features.page_documentation = declared.documentation as f32;
}

fn size_and_place(evidence: &Evidence<'_>, parts: &Parts, part: &Part, features: &mut PartFeatures) {
    let facts = evidence.facts();
    let before = &facts.words_before;
    let (blocks, around) = (part.blocks(), parts.list[part.parent as usize].blocks());
    let words = before[blocks.end] - before[blocks.start];
    features.words = words as f32;
    features.blocks = blocks.len() as f32;
    features.words_per_block = share(words, blocks.len() as u32);
    features.share = share(words, evidence.words);
    features.share_of_parent = share(words, before[around.end] - before[around.start]);
    features.from = share(before[blocks.start], evidence.words);
    features.to = share(before[blocks.end], evidence.words);
    features.words_before = (before[blocks.start] - before[around.start]) as f32;
    features.words_after = (before[around.end] - before[blocks.end]) as f32;
    let prose = &facts.prose_words_before;
    let all = evidence.layout.prose_words;
    features.prose_of_page = share(prose[blocks.end] - prose[blocks.start], all);
    features.prose_above = share(prose[blocks.start], all);
    features.prose_below = share(all.saturating_sub(prose[blocks.end]), all);
    if let Some((first, last)) = evidence.layout.prose {
        features.from_first_prose = blocks.start as f32 - first as f32;
        features.from_last_prose = blocks.end as f32 - 1.0 - last as f32;
    }
    if let Some(headline) = evidence.headline.block {
        features.holds_title = flag(blocks.contains(&headline));
        features.from_title = blocks.start as f32 - headline as f32;
        let is_below = blocks.start > headline;
        features.words_from_title =
            if is_below { (before[blocks.start] - before[headline]) as f32 } else { -1.0 };
    }
}

/// Running sums over the blocks that no other stage asks for.
struct Sums {
    strong: Vec<u32>,
    capitalised: Vec<u32>,
    digits: Vec<u32>,
    commas: Vec<u32>,
    sentences: Vec<u32>,
    headings: Vec<u32>,
    items: Vec<u32>,
    copies: Vec<u32>,
    /// Of the words' evidence times words, and of the evidence alone.
    wording: Vec<f32>,
    wording_blocks: Vec<f32>,
}

impl Sums {
    fn of(evidence: &Evidence<'_>) -> Sums {
        let (blocks, copies) = (&evidence.document.blocks, &evidence.facts().copies);
        let wording = &evidence.wording().own;
        let count = |is_counted: fn(BlockKind) -> bool| {
            running(blocks.iter().map(|block| u32::from(is_counted(block.kind))))
        };
        let by_words = blocks.iter().zip(wording).map(|(block, own)| own * block.shape.words as f32);
        Sums {
            strong: running(blocks.iter().map(|block| block.strong_chars)),
            capitalised: running(blocks.iter().map(|block| block.shape.capitalised_words)),
            digits: running(blocks.iter().map(|block| block.shape.digits)),
            commas: running(blocks.iter().map(|block| block.shape.commas)),
            sentences: running(blocks.iter().map(|block| block.shape.sentences)),
            headings: count(|kind| matches!(kind, BlockKind::Heading { .. })),
            items: count(|kind| matches!(kind, BlockKind::ListItem { .. })),
            copies: running(copies.iter().copied()),
            wording: running(by_words),
            wording_blocks: running(wording.iter().copied()),
        }
    }
}

fn running<T: Default + Copy + std::ops::Add<Output = T>>(values: impl Iterator<Item = T>) -> Vec<T> {
    let mut sum = T::default();
    let sums = values.map(|value| {
        sum = sum + value;
        sum
    });
    std::iter::once(T::default()).chain(sums).collect()
}

fn text(evidence: &Evidence<'_>, sums: &Sums, part: &Part, features: &mut PartFeatures) {
    let (blocks, facts) = (part.blocks(), evidence.facts());
    let of = |sums: &[u32]| sums[blocks.end] - sums[blocks.start];
    let of_words = |sums: &[f32]| sums[blocks.end] - sums[blocks.start];
    let (words, chars, count) = (of(&facts.words_before), of(&facts.chars_before), blocks.len() as u32);
    features.link_share = share(of(&facts.link_chars_before), chars);
    features.prose_share = share(of(&facts.prose_words_before), words);
    features.strong_share = share(of(&sums.strong), chars);
    features.capitalised_share = share(of(&sums.capitalised), words);
    features.digit_share = share(of(&sums.digits), chars);
    features.commas = share(of(&sums.commas), words);
    features.sentences = of(&sums.sentences) as f32;
    features.headings = share(of(&sums.headings), count);
    features.items = share(of(&sums.items), count);
    features.phrases = share(of(&facts.hits_before), count);
    features.copies = share(of(&sums.copies), count);
    features.wording = of_words(&sums.wording) / words.max(1) as f32;
    features.wording_blocks = of_words(&sums.wording_blocks) / count.max(1) as f32;
}

fn first_block(evidence: &Evidence<'_>, part: &Part, features: &mut PartFeatures) {
    let Some(first) = evidence.document.blocks.get(part.blocks().start) else { return };
    let wording = evidence.wording();
    features.first_kind = f32::from(kind_number(first.kind));
    features.first_words = first.shape.words as f32;
    features.first_wording = wording.own[part.blocks().start];
    features.first_heading = wording.heading(part.blocks().start);
    let opened = evidence.openings.opened(part.blocks().start);
    features.opened_kind = opened.map_or(-1.0, |opened| f32::from(boilerplate_number(opened.kind)));
    features.opened_blocks = opened.map_or(f32::NAN, |opened| opened.blocks as f32);
}

fn marks(evidence: &Evidence<'_>, part: &Part, features: &mut PartFeatures) {
    let (blocks, facts) = (part.blocks(), evidence.facts());
    let of = |sums: &[u32]| (sums[blocks.end] - sums[blocks.start]) as f32;
    features.headlines = of(&facts.headlines_before);
    features.headlines_above = facts.headlines_before[blocks.start] as f32;
    features.dates = of(&facts.dates_before);
    features.dates_above = facts.dates_before[blocks.start] as f32;
    features.authors = of(&facts.authors_before);
    features.authors_above = facts.authors_before[blocks.start] as f32;
    features.images = of(&facts.images_before) / blocks.len().max(1) as f32;
}

fn elements(evidence: &Evidence<'_>, part: &Part, features: &mut PartFeatures) {
    let (outer, inner) = (part.outer as usize, part.inner as usize);
    let (page, layout) = (evidence.document, &evidence.layout);
    let facts = &layout.containers[inner];
    features.equal_siblings = layout.containers[outer].equal_siblings as f32;
    features.equal_on_path = facts.cards_on_path as f32;
    features.depth = f32::from(page.containers[outer].depth);
    features.tag = f32::from(page.containers[outer].tag as u8);
    features.inner_tag = f32::from(page.containers[inner].tag as u8);
    features.region = f32::from(facts.region as u8);
    // The first of `ENCLOSING` is `<article>`.
    features.article_above = facts.enclosing[0].map_or(-1.0, f32::from);
    features.hidden = flag(facts.hidden);
    features.names_sum = facts.names_sum;
}

fn names(evidence: &Evidence<'_>, verdicts: &Verdicts, part: &Part, features: &mut PartFeatures) {
    let mut told = verdicts.told(part.outer as usize);
    // Between the two there are few elements, each inside the other.
    let mut container = part.inner;
    while container != part.outer {
        told = told.with(verdicts.told(container as usize));
        container = evidence.document.containers[container as usize].parent;
    }
    features.named_kind = told.kind.map_or(-1.0, |kind| f32::from(boilerplate_number(kind)));
    features.named_force = f32::from(told.force);
    features.body_force = f32::from(told.body);
}

fn names_around(told: Told, features: &mut PartFeatures) {
    features.around_body = f32::from(told.body);
    features.around_comments = f32::from(told.comments);
    features.around_caption = f32::from(told.caption);
    features.around_other = f32::from(told.force);
}

/// What the parts inside a part and its blocks add up to.
struct Inside {
    longest: Vec<u32>,
    highest: Vec<f32>,
    lowest: Vec<f32>,
    children: Vec<u32>,
    equal: Vec<u32>,
}

impl Inside {
    fn of(evidence: &Evidence<'_>, parts: &Parts) -> Inside {
        let count = parts.list.len();
        let mut inside = Inside {
            longest: vec![0; count],
            highest: vec![f32::NEG_INFINITY; count],
            lowest: vec![f32::INFINITY; count],
            children: vec![0; count],
            equal: vec![0; count],
        };
        for (index, block) in evidence.document.blocks.iter().enumerate() {
            let names = evidence.layout.containers[block.container as usize].names_sum;
            inside.add(parts.place(index), block.shape.words, names, names);
        }
        // Children come after their parents.
        for place in (1..count).rev() {
            let part = &parts.list[place];
            let parent = part.parent as usize;
            inside.add(parent, inside.longest[place], inside.highest[place], inside.lowest[place]);
            inside.children[parent] += 1;
            let equal = evidence.layout.containers[part.outer as usize].equal_siblings;
            inside.equal[parent] = inside.equal[parent].max(equal);
        }
        inside
    }

    fn add(&mut self, place: usize, longest: u32, highest: f32, lowest: f32) {
        self.longest[place] = self.longest[place].max(longest);
        self.highest[place] = self.highest[place].max(highest);
        self.lowest[place] = self.lowest[place].min(lowest);
    }

    fn set(&self, place: usize, features: &mut PartFeatures) {
        features.longest = self.longest[place] as f32;
        features.names_inside_highest = self.highest[place];
        features.names_inside_lowest = self.lowest[place];
        features.children = self.children[place] as f32;
        features.equal_children = self.equal[place] as f32;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::{FERRY, html, rounded};
    use crate::metadata;

    #[test]
    fn the_model_was_made_for_these_features() {
        assert_eq!(crate::model::feature_names()[3], PartFeatures::NAMES);
    }

    /// One feature of the page that was counted by hand: the page, menu, main part, article, section, three cards.
    fn check(value: fn(&PartFeatures) -> f32, expected: [f32; 8]) {
        let page = html(FERRY);
        let metadata = metadata::collect(&page, None, None);
        let evidence = Evidence::of(&page, &metadata);
        let parts = Parts::of(&page);
        let features = features(&evidence, &Verdicts::of(&evidence), &parts);
        assert_eq!(rounded(features.iter().map(value)), expected);
    }

    #[test]
    fn size_and_place_are_told_in_words_and_blocks() {
        check(|part| part.words, [58., 2., 53., 35., 18., 5., 5., 6.]);
        check(|part| part.blocks, [14., 2., 11., 4., 7., 2., 2., 2.]);
        check(|part| part.share_of_parent, [1., 0.03, 0.91, 0.66, 0.34, 0.28, 0.28, 0.33]);
        check(|part| part.from, [0., 0., 0.03, 0.03, 0.64, 0.67, 0.76, 0.84]);
        check(|part| part.to, [1., 0.03, 0.95, 0.64, 0.95, 0.76, 0.84, 0.95]);
        check(|part| part.prose_of_page, [1., 0., 1., 1., 0., 0., 0., 0.]);
        check(|part| part.prose_above, [0., 0., 0., 0., 1., 1., 1., 1.]);
        check(|part| part.holds_title, [1., 0., 1., 1., 0., 0., 0., 0.]);
        check(|part| part.from_title, [-2., -2., 0., 0., 4., 5., 7., 9.]);
        check(|part| part.longest, [16., 1., 16., 16., 4., 3., 3., 4.]);
    }

    #[test]
    fn what_is_inside_and_beside_a_part_is_counted() {
        check(|part| part.link_share, [0.05, 1., 0.03, 0.04, 0., 0., 0., 0.]);
        check(|part| part.headings, [0.36, 0., 0.45, 0.25, 0.57, 0.5, 0.5, 0.5]);
        check(|part| part.items, [0.14, 1., 0., 0., 0., 0., 0., 0.]);
        check(|part| part.dates, [1., 0., 1., 1., 0., 0., 0., 0.]);
        check(|part| part.children, [2., 0., 2., 0., 3., 0., 0., 0.]);
        check(|part| part.equal_children, [1., 0., 1., 0., 3., 0., 0., 0.]);
        check(|part| part.equal_siblings, [1., 1., 1., 1., 1., 3., 3., 3.]);
        check(|part| part.article_above, [-1., -1., -1., 0., -1., -1., -1., -1.]);
        // "Most read" opens a list of other articles.
        let list = f32::from(boilerplate_number(crate::labels::Boilerplate::TrendingList));
        check(|part| part.opened_kind, [-1., -1., -1., -1., list, list, list, list]);
        check(|part| part.opened_blocks, [-9., -9., -9., -9., 0., 1., 3., 5.]);
    }

    #[test]
    fn listed_names_are_told_of_a_part_and_of_those_around_it() {
        let page = html("<p>One</p><div class=comment-list><div><p>Two<p>Three</div><p>Four</div>");
        let metadata = metadata::collect(&page, None, None);
        let evidence = Evidence::of(&page, &metadata);
        let parts = Parts::of(&page);
        let features = features(&evidence, &Verdicts::of(&evidence), &parts);
        let told: Vec<_> = features.iter().map(|part| (part.named_force, part.around_comments)).collect();
        assert_eq!(told, [(0., 0.), (3., 3.), (0., 3.)]);
    }
}
