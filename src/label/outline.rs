//! Which removed blocks are a section together, and what tells that?
//!
//! A reader does not see forty lines about sharing, they see one bar. The blocks of a page are parted into runs that have one
//! thing in common, in order of trust: a settled section, a named element, the label above, a `<nav>` or `<footer>`. What
//! has none of these is told by each block's own label, which the article looks at when somebody asks for its
//! sections. All of this is a few numbers a run, and made of what was found for the kinds of the blocks.

use std::ops::Range;

use foldhash::{HashMap, HashMapExt};

use super::kind::named_kind;
use super::known::Known;
use super::repeats::Repeats;
use super::runs::Governor;
use crate::document::BlockKind;
use crate::evidence::layout::{ContainerFacts, Region};
use crate::evidence::page_names::names_of;
use crate::labels::Boilerplate;
use crate::sections::{Means, Sections};

/// The runs of a page.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Outline {
    /// In order; each reaches to the start of the next one, the last one to the end of the page.
    parts: Vec<Part>,
    /// Names of the elements that tell something, in lower case.
    names: String,
}

/// A run of blocks that one thing tells.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Part {
    /// First block.
    start: u32,
    /// None where each block speaks for itself.
    pub(crate) told: Option<Told>,
    /// The block that is its heading.
    pub(crate) heading: Option<u32>,
    /// Elements side by side that hold most of it; 0 where there are none.
    pub(crate) items: u32,
}

/// What a run of blocks is, and what tells that.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Told {
    pub(crate) kind: Boilerplate,
    pub(crate) by: By,
}

/// What tells the kind of a run.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum By {
    /// The names of its element: a range into those of the outline. `entry` is what of them settles it.
    Name { names: Range<u32>, entry: Option<&'static str> },
    /// A block above, or the first one.
    Label(u32),
    /// The element's tag.
    Element(&'static str),
}

impl Part {
    /// Whether no words inside it count.
    pub(crate) fn is_settled(&self) -> bool {
        matches!(&self.told, Some(Told { by: By::Name { entry: Some(_), .. }, .. }))
    }
}

impl Outline {
    /// The place of the run that a block is in, if there is one.
    pub(crate) fn place(&self, block: usize) -> Option<usize> {
        self.parts.partition_point(|part| part.start as usize <= block).checked_sub(1)
    }

    pub(crate) fn part(&self, place: usize) -> Option<&Part> {
        self.parts.get(place)
    }

    pub(crate) fn names(&self, range: &Range<u32>) -> &str {
        self.names.get(range.start as usize..range.end as usize).unwrap_or("")
    }
}

/// Parts a page into runs.
pub(super) fn outline(
    known: &Known<'_>,
    sections: &Sections,
    governing: &[Option<Governor>],
    is_out: impl Fn(usize) -> bool,
) -> Outline {
    let mut builder = Builder::new(known, governing);
    let mut last = None;
    for (index, &label) in governing.iter().enumerate() {
        let owner = settled(sections, index)
            .or_else(|| if is_out(index) { builder.owner(index, label) } else { None });
        if index == 0 || owner != last {
            builder.open(index, owner);
        }
        last = owner;
    }
    builder.close(governing.len());
    builder.outline
}

/// What tells a block's section.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Owner {
    kind: Boilerplate,
    teller: Teller,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Teller {
    /// A container whose name settles it, and what of the name.
    Entry(u32, &'static str),
    /// A container with a listed word in its names.
    Word(u32),
    /// A block.
    Label(u32),
    /// A container that is told by its tag.
    Tag(u32),
}

impl Teller {
    fn container(self) -> Option<usize> {
        match self {
            Teller::Entry(container, _) | Teller::Word(container) | Teller::Tag(container) => {
                Some(container as usize)
            }
            Teller::Label(_) => None,
        }
    }
}

fn settled(sections: &Sections, index: usize) -> Option<Owner> {
    let section = sections.settled(index)?;
    let teller = match section.means {
        // Each of its blocks speaks for itself.
        Means::Cards => return None,
        Means::Name { entry, container } => Teller::Entry(container, entry),
        Means::Label => Teller::Label(section.blocks().start as u32),
    };
    Some(Owner { kind: section.kind, teller })
}

struct Builder<'a> {
    known: &'a Known<'a>,
    governing: &'a [Option<Governor>],
    /// By container, the outermost one around it with the same kind told by names.
    named: Vec<u32>,
    /// By container, the outermost one around it of the same region.
    regions: Vec<u32>,
    repeats: Repeats,
    outline: Outline,
    /// What tells the run that is open.
    last: Option<Owner>,
    /// Elements that were joined to the first one of that run.
    siblings: u32,
    /// Where the names of containers are in the outline's.
    added: HashMap<u32, Range<u32>>,
}

impl<'a> Builder<'a> {
    fn new(known: &'a Known<'a>, governing: &'a [Option<Governor>]) -> Self {
        Builder {
            known,
            governing,
            named: outermost(known, |facts| facts.named_kind),
            regions: outermost(known, |facts| Some(facts.region)),
            repeats: Repeats::of(known.evidence.document),
            outline: Outline::default(),
            last: None,
            siblings: 0,
            added: HashMap::new(),
        }
    }

    /// What tells the section of a removed block that is not settled.
    fn owner(&self, index: usize, label: Option<Governor>) -> Option<Owner> {
        let container = self.known.block(index).container as usize;
        let owner = |kind, teller| Some(Owner { kind, teller });
        if let Some(kind) = named_kind(self.known, index) {
            return owner(kind, Teller::Word(*self.named.get(container)?));
        }
        let by_tag = Teller::Tag(*self.regions.get(container)?);
        match (self.known.evidence.layout.containers.get(container)?.region, label) {
            // A label among its items is one of them.
            (Region::Nav, _) => owner(Boilerplate::Navigation, by_tag),
            (_, Some(Governor { kind, block })) => owner(kind, Teller::Label(block)),
            (Region::Footer, None) => owner(Boilerplate::LegalFooter, by_tag),
            _ => None,
        }
    }

    /// Begins a run at a block, unless it goes on with the one before.
    fn open(&mut self, index: usize, owner: Option<Owner>) {
        let before = self.last;
        if self.goes_on(before, owner) {
            self.join(owner);
            return;
        }
        self.close(index);
        let headed = owner.filter(|owner| owner.teller.container().is_some());
        let start = if headed.is_some_and(|owner| self.is_heading_of(index, owner, before)) {
            self.take_back(index);
            index - 1
        } else {
            index
        };
        let part = Part {
            start: start as u32,
            told: owner.map(|owner| self.told(owner)),
            heading: owner.and_then(|owner| self.heading(start, owner)),
            items: 0,
        };
        self.outline.parts.push(part);
        (self.last, self.siblings) = (owner, 0);
    }

    /// Goes on with the run that is open. Elements side by side are its items.
    fn join(&mut self, owner: Option<Owner>) {
        self.last = owner;
        if owner.is_some_and(|owner| owner.teller.container().is_some())
            && let Some(part) = self.outline.parts.last_mut()
        {
            self.siblings += 1;
            part.items = self.siblings + 1;
        }
    }

    /// Counts the items of the run that ends before a block. Other runs can lie between its blocks: then what is side by side
    /// in its element counts if most of that is here.
    fn close(&mut self, end: usize) {
        let container = self.last.and_then(|owner| owner.teller.container());
        let (Some(container), Some(part)) = (container, self.outline.parts.last_mut()) else { return };
        let Some(around) = self.known.evidence.document.containers.get(container) else { return };
        let blocks = end.saturating_sub(part.start as usize);
        if self.siblings == 0 && blocks * 2 > around.blocks.len() {
            part.items = self.repeats.inside(container);
        }
    }

    /// Whether two runs are one: elements of the same kind side by side, or lines below a label with another one for each item
    /// ("Read more").
    fn goes_on(&self, before: Option<Owner>, owner: Option<Owner>) -> bool {
        let (Some(before), Some(owner)) = (before, owner) else { return false };
        if let (Teller::Label(_), Teller::Label(block)) = (before.teller, owner.teller) {
            let is_heading = matches!(self.known.block(block as usize).kind, BlockKind::Heading { .. });
            return before.kind == owner.kind && !is_heading;
        }
        let same_way = match (before.teller, owner.teller) {
            (Teller::Entry(_, one), Teller::Entry(_, other)) => one == other,
            (Teller::Word(_), Teller::Word(_)) => true,
            _ => false,
        };
        let place = |owner: Owner| {
            let container = owner.teller.container()?;
            self.known.evidence.document.containers.get(container).map(|found| (found.parent, found.tag))
        };
        same_way && before.kind == owner.kind && place(before) == place(owner)
    }

    /// Whether the block above a named element is its heading: a heading, or a label that governs nothing else.
    fn is_heading_of(&self, index: usize, owner: Owner, before: Option<Owner>) -> bool {
        let Some(above) = index.checked_sub(1) else { return false };
        match before {
            Some(Owner { kind, teller: Teller::Label(label) }) => {
                label as usize == above && kind == owner.kind
            }
            None => {
                self.known.removed[above] && matches!(self.known.block(above).kind, BlockKind::Heading { .. })
            }
            Some(_) => false,
        }
    }

    /// Takes the last block from the run before.
    fn take_back(&mut self, index: usize) {
        let parts = &mut self.outline.parts;
        parts.pop_if(|part| part.start as usize + 1 == index);
    }

    fn heading(&self, start: usize, owner: Owner) -> Option<u32> {
        if let Teller::Label(block) = owner.teller {
            return Some(block);
        }
        let is_heading = matches!(self.known.block(start).kind, BlockKind::Heading { .. });
        let is_label = self.governing[start]
            .is_some_and(|label| label.block as usize == start && label.kind == owner.kind);
        (is_heading || is_label).then_some(start as u32)
    }

    fn told(&mut self, owner: Owner) -> Told {
        let by = match owner.teller {
            Teller::Entry(container, entry) => {
                By::Name { names: self.add_names(container), entry: Some(entry) }
            }
            Teller::Word(container) => By::Name { names: self.add_names(container), entry: None },
            Teller::Label(block) => By::Label(block),
            Teller::Tag(_) if owner.kind == Boilerplate::Navigation => By::Element("nav"),
            Teller::Tag(_) => By::Element("footer"),
        };
        Told { kind: owner.kind, by }
    }

    /// The names of a container, which can tell many runs.
    fn add_names(&mut self, container: u32) -> Range<u32> {
        let page = self.known.evidence.document;
        let all = &mut self.outline.names;
        let added = self.added.entry(container).or_insert_with(|| {
            let start = all.len() as u32;
            all.push_str(page.containers.get(container as usize).map_or("", |found| names_of(page, found)));
            start..all.len() as u32
        });
        added.clone()
    }
}

/// By container, the outermost one of those around it, itself included, that agree with it without a gap.
fn outermost<T: PartialEq>(known: &Known<'_>, value: impl Fn(&ContainerFacts) -> Option<T>) -> Vec<u32> {
    let facts = &known.evidence.layout.containers;
    let mut tops: Vec<u32> = Vec::with_capacity(facts.len());
    for (index, container) in known.evidence.document.containers.iter().enumerate() {
        let parent = container.parent as usize;
        let agrees = index > 0 && value(&facts[index]) == value(&facts[parent]);
        tops.push(if agrees { tops[parent] } else { index as u32 });
    }
    tops
}
