//! Statistics of the elements around blocks.
//!
//! Two passes give every element what it holds and what holds it: sums of words, links and prose from the leaves
//! up, class words, regions and repeated siblings from the root down. Parents precede their children in the
//! document, so both are loops over one list, whatever the depth of the page.

use foldhash::{HashMap, HashMapExt};

use super::names::{ListedWords, NameEvidence};
use super::page_names::{PageNames, names_of};
use crate::document::prose::Prose;
use crate::document::{Container, Document, Tag};
use crate::labels::Boilerplate;

/// Side tables over the blocks and containers of one page.
#[derive(Debug)]
pub(crate) struct Layout {
    /// Those of each signature.
    pub(crate) names: PageNames,
    /// One a container.
    pub(crate) containers: Vec<ContainerFacts>,
    /// Words of running prose on the page.
    pub(crate) prose_words: u32,
    /// The deepest container that holds most of the prose.
    pub(crate) main: usize,
    /// First and last block of running prose inside the main container.
    pub(crate) prose: Option<(usize, usize)>,
}

/// What is known of one container.
#[derive(Debug, Clone, Default)]
pub(crate) struct ContainerFacts {
    pub(crate) words: u32,
    pub(crate) chars: u32,
    pub(crate) link_chars: u32,
    pub(crate) prose_words: u32,
    /// Siblings of the same tag and class that hold several blocks: cards.
    pub(crate) equal_siblings: u32,
    /// The same, the most along the path from the root.
    pub(crate) cards_on_path: u32,
    /// Words of one of those cards.
    pub(crate) card_words: u32,
    /// Evidence of the class words on the path from the root: sum, lowest, highest.
    pub(crate) names_sum: f32,
    pub(crate) names_lowest: f32,
    pub(crate) names_highest: f32,
    /// Evidence of its own names.
    pub(crate) names_own: f32,
    /// The innermost kind that names on the path tell.
    pub(crate) named_kind: Option<Boilerplate>,
    pub(crate) region: Region,
    pub(crate) hidden: bool,
    /// Containers of the same tag and names share this number.
    pub(crate) signature: u32,
    /// Levels up to the nearest element of each of [`ENCLOSING`], itself included.
    pub(crate) enclosing: [Option<u8>; ENCLOSING.len()],
}

/// Elements that tell something of all text inside them, however deep.
pub(crate) const ENCLOSING: [Tag; 7] =
    [Tag::Article, Tag::Aside, Tag::Figure, Tag::List, Tag::Table, Tag::Quote, Tag::Link];

/// The part of a page that the elements around a block declare. The numbers are part of the model.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub(crate) enum Region {
    #[default]
    None = 0,
    Article = 1,
    Main = 2,
    Header = 3,
    Footer = 4,
    Aside = 5,
    Nav = 6,
    Form = 7,
    Dialog = 8,
}

impl Layout {
    /// `slug` is the page's own address as [`names::slug`] gives it.
    pub(crate) fn of(page: &Document, slug: Option<&str>) -> Layout {
        let mut containers = vec![ContainerFacts::default(); page.containers.len()];
        sum_upwards(page, &mut containers);
        let names = sign(page, &mut containers);
        count_siblings(page, &mut containers);
        let listed = ListedWords::of(page, &names, slug);
        let evidence: Vec<NameEvidence> =
            names.of_signatures().map(|places| listed.evidence(places)).collect();
        follow_paths(page, &evidence, &mut containers);
        let prose = Prose::of(page);
        for (container, words) in containers.iter_mut().zip(&prose.words) {
            container.prose_words = *words;
        }
        Layout { names, containers, prose_words: prose.all_words(), main: prose.main, prose: prose.range }
    }

    /// Whether a block is in the main container.
    pub(crate) fn in_main(&self, page: &Document, block: usize) -> bool {
        page.containers[self.main].blocks.contains(&(block as u32))
    }
}

fn sum_upwards(page: &Document, facts: &mut [ContainerFacts]) {
    for block in &page.blocks {
        let own = &mut facts[block.container as usize];
        own.words += block.shape.words;
        own.chars += block.shape.chars;
        own.link_chars += block.link_chars;
    }
    for index in (1..facts.len()).rev() {
        let (words, chars) = (facts[index].words, facts[index].chars);
        let links = facts[index].link_chars;
        let parent = &mut facts[page.containers[index].parent as usize];
        parent.words += words;
        parent.chars += chars;
        parent.link_chars += links;
    }
}

/// Numbers for the signatures of elements, in the order of their first use, and the names of each.
fn sign(page: &Document, facts: &mut [ContainerFacts]) -> PageNames {
    let (mut known, mut known_names) = (HashMap::new(), HashMap::new());
    let mut names = PageNames::default();
    for (container, facts) in page.containers.iter().zip(facts) {
        let next = known.len() as u32;
        facts.signature = *known.entry((container.tag, names_of(page, container))).or_insert(next);
        if facts.signature == next {
            names.add(page, container, &mut known_names);
        }
    }
    names
}

fn count_siblings(page: &Document, facts: &mut [ContainerFacts]) {
    let is_card = |container: &Container| container.blocks.len() > 1;
    let mut counts = HashMap::new();
    for (container, facts) in
        page.containers.iter().zip(facts.iter()).filter(|(container, _)| is_card(container))
    {
        *counts.entry((container.parent, facts.signature)).or_insert(0u32) += 1;
    }
    for (container, facts) in page.containers.iter().zip(facts).filter(|(container, _)| is_card(container)) {
        facts.equal_siblings = counts.get(&(container.parent, facts.signature)).copied().unwrap_or(1);
    }
}

fn follow_paths(page: &Document, of_signatures: &[NameEvidence], facts: &mut [ContainerFacts]) {
    let around_root = ContainerFacts::default();
    for (index, container) in page.containers.iter().enumerate() {
        let (above, below) = facts.split_at_mut(index);
        let parent = above.get(container.parent as usize).unwrap_or(&around_root);
        let Some(own) = below.first_mut() else { break };
        inherit_names(own, parent, of_signatures[own.signature as usize]);
        (own.cards_on_path, own.card_words) = if own.equal_siblings > parent.cards_on_path || index == 0 {
            (own.equal_siblings, own.words)
        } else {
            (parent.cards_on_path, parent.card_words)
        };
        own.region = region(container.tag, parent.region);
        own.hidden = parent.hidden || container.hidden;
        own.enclosing = enclosing(container.tag, parent);
    }
}

fn enclosing(tag: Tag, parent: &ContainerFacts) -> [Option<u8>; ENCLOSING.len()] {
    std::array::from_fn(|place| {
        let above = parent.enclosing[place].map(|levels| levels.saturating_add(1));
        if ENCLOSING[place] == tag { Some(0) } else { above }
    })
}

fn inherit_names(own: &mut ContainerFacts, parent: &ContainerFacts, evidence: NameEvidence) {
    own.names_own = evidence.score;
    own.names_sum = parent.names_sum + evidence.score;
    own.names_lowest = parent.names_lowest.min(evidence.score);
    own.names_highest = parent.names_highest.max(evidence.score);
    own.named_kind = evidence.kind.or(parent.named_kind);
}

/// What lies outside an article stays outside whatever elements follow further in: cards
/// in an aside are `<article>` as well. A form is not such a place, some sites wrap the
/// whole page in one.
fn region(tag: Tag, parent: Region) -> Region {
    if matches!(parent, Region::Footer | Region::Aside | Region::Nav | Region::Dialog) {
        return parent;
    }
    match tag {
        Tag::Article => Region::Article,
        Tag::Main => Region::Main,
        Tag::Header => Region::Header,
        Tag::Footer => Region::Footer,
        Tag::Aside => Region::Aside,
        Tag::Nav => Region::Nav,
        Tag::Form => Region::Form,
        Tag::Dialog => Region::Dialog,
        _ => parent,
    }
}

/// Levels from every container up to the nearest one that also holds `target`, and from
/// there down to `target`.
pub(crate) fn tree_distances(page: &Document, target: usize) -> Vec<(u16, u16)> {
    let target_depth = page.containers[target].depth;
    let mut on_path = vec![false; page.containers.len()];
    let mut next = Some(target);
    while let Some(container) = next {
        on_path[container] = true;
        next = (container > 0).then(|| page.containers[container].parent as usize);
    }
    let mut known: Vec<(u16, u16)> = Vec::with_capacity(on_path.len());
    for (index, container) in page.containers.iter().enumerate() {
        let own = if on_path[index] {
            (0, target_depth.saturating_sub(container.depth))
        } else {
            let (up, down) = known.get(container.parent as usize).copied().unwrap_or_default();
            (up.saturating_add(1), down)
        };
        known.push(own);
    }
    known
}
