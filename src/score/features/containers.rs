//! The elements around a block: their names, their share of the page, repeated siblings.

use crate::document::{Document, Origin};
use crate::evidence::Evidence;
use crate::evidence::numbers::boilerplate_number;
use crate::model::{flag, share};
use crate::score::values::Features;

/// Containers this many levels up are looked at.
const LEVELS: usize = 6;

pub(super) fn set(evidence: &Evidence<'_>, index: usize, features: &mut Features) {
    if evidence.document.origin == Origin::Text {
        return;
    }
    let block = &evidence.document.blocks[index];
    let path = levels(evidence.document, block.container as usize);
    names(evidence, block.container as usize, features);
    elements(evidence, &path, features);
    shares(evidence, &path, features);
    marks(evidence, &path, features);
    cards(evidence, index, &path, features);
    tree_distances(evidence, index, features);
}

fn levels(page: &Document, container: usize) -> [Option<usize>; LEVELS] {
    let mut path = page.container_path(container);
    std::array::from_fn(|_| path.next())
}

fn names(evidence: &Evidence<'_>, container: usize, features: &mut Features) {
    let facts = &evidence.layout.containers[container];
    features.named_kind = facts.named_kind.map_or(-1.0, |kind| f32::from(boilerplate_number(kind)));
    features.names_own = facts.names_own;
    features.names_sum = facts.names_sum;
    features.names_lowest = facts.names_lowest;
    features.names_highest = facts.names_highest;
    features.region = f32::from(facts.region as u8);
    features.hidden = flag(facts.hidden);
}

fn elements(evidence: &Evidence<'_>, path: &[Option<usize>; LEVELS], features: &mut Features) {
    let tag =
        |level: usize| path[level].map_or(-1.0, |at| f32::from(evidence.document.containers[at].tag as u8));
    (features.tag_1, features.tag_2, features.tag_3) = (tag(0), tag(1), tag(2));
    let Some(own) = path[0] else { return };
    let levels = evidence.layout.containers[own].enclosing.map(|up| up.map_or(-1.0, f32::from));
    [
        features.article_above,
        features.aside_above,
        features.figure_above,
        features.list_above,
        features.table_above,
        features.quote_above,
        features.link_above,
    ] = levels;
    features.depth = f32::from(evidence.document.containers[own].depth);
}

fn shares(evidence: &Evidence<'_>, path: &[Option<usize>; LEVELS], features: &mut Features) {
    let layout = &evidence.layout;
    let facts = |level: usize| path[level].map(|at| &layout.containers[at]);
    let prose = |level| facts(level).map_or(f32::NAN, |facts| share(facts.prose_words, layout.prose_words));
    let links = |level| facts(level).map_or(f32::NAN, |facts| share(facts.link_chars, facts.chars));
    let rate = |level| facts(level).map_or(f32::NAN, |facts| share(facts.prose_words, facts.words));
    let words = |level| facts(level).map_or(f32::NAN, |facts| facts.words as f32);
    let blocks = |level: usize| {
        path[level].map_or(f32::NAN, |at| evidence.document.containers[at].blocks.len() as f32)
    };
    (features.prose_share_1, features.prose_share_2, features.prose_share_3) = (prose(0), prose(1), prose(2));
    (features.prose_share_4, features.prose_share_6) = (prose(3), prose(5));
    (features.container_link_share_1, features.container_link_share_2) = (links(0), links(1));
    (features.container_link_share_3, features.container_link_share_4) = (links(2), links(3));
    features.container_link_share_6 = links(5);
    (features.container_prose_rate_2, features.container_prose_rate_3) = (rate(1), rate(2));
    features.container_prose_rate_4 = rate(3);
    (features.container_words_1, features.container_words_2) = (words(0), words(1));
    features.container_words_3 = words(2);
    (features.container_blocks_1, features.container_blocks_2) = (blocks(0), blocks(1));
    features.container_blocks_3 = blocks(2);
}

fn marks(evidence: &Evidence<'_>, path: &[Option<usize>; LEVELS], features: &mut Features) {
    let inside = |before: &[u32], level: usize| {
        path[level].map_or(f32::NAN, |at| {
            let blocks = &evidence.document.containers[at].blocks;
            (before[blocks.end as usize] - before[blocks.start as usize]) as f32
        })
    };
    let facts = evidence.facts();
    features.container_dates_2 = inside(&facts.dates_before, 1);
    features.container_dates_4 = inside(&facts.dates_before, 3);
    features.container_authors_2 = inside(&facts.authors_before, 1);
    features.container_authors_4 = inside(&facts.authors_before, 3);
    features.container_images_1 = inside(&facts.images_before, 0);
    features.container_images_3 = inside(&facts.images_before, 2);
}

fn cards(evidence: &Evidence<'_>, index: usize, path: &[Option<usize>; LEVELS], features: &mut Features) {
    let containers = &evidence.document.containers;
    let several = path.iter().flatten().find(|&&at| containers[at].blocks.len() > 1);
    if let Some(&at) = several {
        let blocks = &containers[at].blocks;
        features.place_in_container = share(index as u32 - blocks.start, blocks.len() as u32 - 1);
    }
    let Some(own) = path[0] else { return };
    let facts = &evidence.layout.containers[own];
    features.cards = facts.cards_on_path as f32;
    features.card_words = facts.card_words as f32;
    features.cards_share = share(facts.card_words.saturating_mul(facts.cards_on_path), evidence.words);
}

fn tree_distances(evidence: &Evidence<'_>, index: usize, features: &mut Features) {
    let own = evidence.document.blocks[index].container as usize;
    let main_depth = f32::from(evidence.document.containers[evidence.layout.main].depth);
    let in_main = evidence.layout.in_main(evidence.document, index);
    features.depth_in_main = if in_main { features.depth - main_depth } else { -1.0 };
    if let Some(&(up, down)) = evidence.facts().to_main.get(own) {
        (features.up_to_main, features.down_to_main) = (f32::from(up), f32::from(down));
    }
    if let Some(&(up, down)) = evidence.facts().to_title.get(own) {
        (features.up_to_title, features.down_to_title) = (f32::from(up), f32::from(down));
    }
}
