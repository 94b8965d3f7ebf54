//! The elements that hold one comment each, and how deep each is.
//!
//! Several elements around one comment have names of comments (`li.comment`, `div.comment-body`): those that begin with
//! the same block are one comment. An element that begins with two like it is the box around them.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use super::names::{Names, item_roles};
use crate::document::{Document, Tag};
use crate::lists::discussion::Roles;

/// What an element of a discussion is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A comment.
    Comment,
    /// A post by a name that other things have, too.
    Post,
    /// A post by a name that only forums and questions have.
    Thread,
    /// A comment on a page whose text is comments.
    Reply,
    Nothing,
}

/// One comment or post.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) kind: Kind,
    /// Its element; 0 where it has none.
    pub(super) container: u32,
    /// The blocks of it and of the answers inside.
    pub(super) blocks: Range<u32>,
    /// Its own blocks.
    pub(super) own: Vec<u32>,
    /// 0 where it answers none; None where the page does not tell.
    pub(super) depth: Option<u32>,
    pub(super) is_accepted: bool,
}

/// Finds the items that names tell.
pub(super) fn named(page: &Document, names: &Names, is_forum: bool) -> Vec<Item> {
    let elsewhere = elsewhere(page, names);
    let is_item = |container: usize| {
        // A post's excerpt of the accepted answer is an aside; what holds the whole page is no comment.
        let tag = page.containers[container].tag;
        names.own[container].roles.any(item_roles())
            && !names.own[container].is_main
            && !matches!(tag, Tag::Aside | Tag::Main)
            && !elsewhere[container]
    };
    let kind = |roles: Roles| {
        if roles.any(Roles::THREAD) {
            Kind::Thread
        } else if roles.any(Roles::COMMENT) && !(is_forum && roles.any(Roles::POST)) {
            Kind::Comment
        } else {
            Kind::Post
        }
    };
    let parents = merged(page, names, &nearest(page, is_item));
    gathered(page, names, &parents, |container| kind(names.own[container].roles))
}

/// Items of these containers, which lie side by side or inside each other.
pub(super) fn of_containers(page: &Document, is_item: impl Fn(usize) -> bool) -> Vec<Item> {
    let nearest = nearest(page, is_item);
    let names = Names::default();
    gathered(page, &names, &nearest, |_| Kind::Comment)
}

/// By container: whether it is inside a list of what was written on other pages.
fn elsewhere(page: &Document, names: &Names) -> Vec<bool> {
    let mut elsewhere = vec![false; page.containers.len()];
    for (index, container) in page.containers.iter().enumerate().skip(1) {
        elsewhere[index] =
            elsewhere[container.parent as usize] || names.own[index].roles.any(Roles::ELSEWHERE);
    }
    elsewhere
}

/// By container: the innermost item around it, itself included; 0 where there is no item.
fn nearest(page: &Document, is_item: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut nearest = vec![0; page.containers.len()];
    for (index, container) in page.containers.iter().enumerate().skip(1) {
        let holds = container.blocks.start < container.blocks.end;
        nearest[index] =
            if holds && is_item(index) { index as u32 } else { nearest[container.parent as usize] };
    }
    nearest
}

/// The same without the boxes around items, and with one element for each item.
fn merged(page: &Document, names: &Names, nearest: &[u32]) -> Vec<u32> {
    let around = |item: usize| nearest[page.containers[item].parent as usize];
    let is_candidate = |index: usize| nearest[index] as usize == index && index > 0;
    // Items right inside each item, by what they are called; and what the first of them is called.
    let mut alike: HashMap<(u32, u32), u32> = HashMap::new();
    let mut first: HashMap<u32, u32> = HashMap::new();
    for item in (0..nearest.len()).filter(|index| is_candidate(*index)) {
        let key = names.own[item].item_key;
        *alike.entry((around(item), key)).or_insert(0) += 1;
        if page.containers[item].blocks.start == page.containers[around(item) as usize].blocks.start {
            first.entry(around(item)).or_insert(key);
        }
    }
    let several = |item: u32, key: u32| alike.get(&(item, key)).is_some_and(|count| *count > 1);
    let is_box = |item: u32| first.get(&item).is_some_and(|key| several(item, *key));
    let nests = nests(page, names);
    let mut merged = vec![0u32; nearest.len()];
    for index in 1..nearest.len() {
        let outer = merged[page.containers[index].parent as usize];
        let starts = |item: usize| page.containers[item].blocks.start;
        // A part of a comment is called a comment, too; an answer is called what the comment is, or lies in a list.
        let is_part = outer > 0
            && (starts(outer as usize) == starts(index)
                || names.own[outer as usize].item_key != names.own[index].item_key
                    && nests[outer as usize] == nests[index]
                    && !several(around(index), names.own[index].item_key));
        let is_item = is_candidate(index) && !is_box(index as u32) && !is_part;
        merged[index] = if is_item { index as u32 } else { outer };
    }
    merged
}

/// By container: the lists and the boxes for answers around it.
fn nests(page: &Document, names: &Names) -> Vec<u32> {
    let mut nests = vec![0u32; page.containers.len()];
    for (index, container) in page.containers.iter().enumerate().skip(1) {
        let is_nest = container.tag == Tag::List || names.own[index].roles.any(Roles::NEST);
        nests[index] = nests[container.parent as usize] + u32::from(is_nest);
    }
    nests
}

/// The items with their own blocks, in order.
fn gathered(page: &Document, names: &Names, of: &[u32], kind: impl Fn(usize) -> Kind) -> Vec<Item> {
    let mut place = vec![usize::MAX; of.len()];
    let mut items: Vec<Item> = Vec::new();
    for (index, container) in page.containers.iter().enumerate() {
        let item = of[index] as usize;
        let roles = names.own.get(index).map(|named| named.roles).unwrap_or_default();
        if item == index && index > 0 {
            place[index] = items.len();
            items.push(Item {
                kind: kind(index),
                container: index as u32,
                blocks: container.blocks.clone(),
                own: Vec::new(),
                depth: None,
                is_accepted: roles.any(Roles::ACCEPTED),
            });
        } else if let Some(item) = place.get(item).and_then(|place| items.get_mut(*place))
            && container.blocks.start == item.blocks.start
            && roles.any(item_roles())
        {
            // Another element of the same item.
            item.is_accepted |= roles.any(Roles::ACCEPTED);
            if roles.any(Roles::THREAD) {
                item.kind = Kind::Thread;
            }
        }
    }
    for (index, block) in page.blocks.iter().enumerate() {
        let item = of[block.container as usize] as usize;
        if let Some(item) = place.get(item).and_then(|place| items.get_mut(*place)) {
            item.own.push(index as u32);
        }
    }
    items
}

/// Sets the depths of the items of one kind: by a number in their names, else by the items and the boxes for answers
/// around them.
pub(super) fn set_depths(page: &Document, names: &Names, kind: Kind, items: &mut [&mut Item]) {
    let mut is_item = vec![false; page.containers.len()];
    for item in items.iter().filter(|item| item.kind == kind) {
        is_item[item.container as usize] = true;
    }
    let named = |container: usize| names.own.get(container).copied().unwrap_or_default();
    let mut items_around = vec![0u32; page.containers.len()];
    let mut nests_around = vec![0u32; page.containers.len()];
    for (index, container) in page.containers.iter().enumerate().skip(1) {
        let parent = container.parent as usize;
        items_around[index] = items_around[parent] + u32::from(is_item[parent]);
        nests_around[index] = nests_around[parent] + u32::from(named(index).roles.any(Roles::NEST));
    }
    let level = |item: &Item| named(item.container as usize).level;
    let of_kind = || items.iter().filter(|item| item.kind == kind);
    let by_level = of_kind().all(|item| level(item).is_some());
    let shallowest = of_kind().filter_map(|item| level(item)).min().unwrap_or(0);
    let fewest_nests = of_kind().map(|item| nests_around[item.container as usize]).min().unwrap_or(0);
    for item in items.iter_mut().filter(|item| item.kind == kind) {
        let container = item.container as usize;
        let (inside, nested) = (items_around[container], nests_around[container] - fewest_nests);
        item.depth = match level(item) {
            Some(level) if by_level => Some((level - shallowest).max(inside)),
            _ => Some(inside.max(nested)),
        };
    }
}
