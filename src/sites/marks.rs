//! What the profile of its site says of a page's blocks.

use url::Url;

use super::host::{line_start, site_of};
use super::page::elements;
use super::profile::{Evidence, Part, Profile, Rule, Sites};
use super::selector::Elements;
use crate::document::{Choice, Document, Mark, MarkKind, SiteMark, SiteView};

/// In a section of the body, a line on fewer is a refrain.
const MIN_PAGES_IN_BODY: u32 = 3;

/// Marks the blocks that the profile of the page's site says something of.
pub(crate) fn mark(document: &mut Document, url: Option<&Url>, sites: &Sites) {
    let host = url.and_then(site_of).unwrap_or_default();
    let Some(profile) = sites.profiles.get(host) else { return };
    let elements = elements(document);
    mark_fields(document, &elements, profile);
    let sections = sections(&elements, profile);
    let mut view = SiteView { host: host.to_owned(), ..SiteView::default() };
    for index in 0..document.blocks.len() {
        let section = sections.get(document.blocks[index].container as usize).copied().flatten();
        view.has_body |= matches!(section, Some((Part::Body, _)));
        let said = say(profile, section, document.block_text(index));
        let evidence = match said {
            Some((mark, Evidence::Learnt { pages, of })) => {
                document.blocks[index].site = mark;
                (mark, pages, of)
            }
            // What the caller has chosen for this page counts more.
            Some((mark, Evidence::Said(_))) if document.blocks[index].choice == Choice::Open => {
                let is_body = mark == SiteMark::Body;
                document.blocks[index].choice = if is_body { Choice::Keep } else { Choice::Remove };
                (mark, 0, 0)
            }
            _ => {
                view.of_block.push(0);
                continue;
            }
        };
        let place = view.evidence.iter().position(|known| *known == evidence).unwrap_or_else(|| {
            view.evidence.push(evidence);
            view.evidence.len() - 1
        });
        view.of_block.push(place as u32 + 1);
    }
    let is_known = profile.body.iter().any(|rule| rule.evidence != Evidence::Said(false));
    view.lacks_body = is_known && !view.has_body;
    document.site = Some(Box::new(view));
}

/// Marks the elements that show the title, the date and the authors as pages do that mark them themselves: where a person
/// says so, as with microdata, and where it was learnt, as with a class that is named for it.
fn mark_fields(document: &mut Document, elements: &Elements, profile: &Profile) {
    let fields = [
        (&profile.title, MarkKind::Headline, MarkKind::Headline),
        (&profile.date, MarkKind::DateClass, MarkKind::PublishedTime),
        (&profile.authors, MarkKind::AuthorClass, MarkKind::Author),
    ];
    let before = document.marks.len();
    for (rules, learnt, said) in fields {
        let is_said = |rule: &&Rule| rule.evidence == Evidence::Said(true);
        let by_a_person = rules.iter().any(|rule| is_said(&rule));
        let kind = if by_a_person { said } else { learnt };
        let chosen: Vec<&Rule> = match by_a_person {
            true => rules.iter().filter(is_said).collect(),
            false => rules.iter().filter(|rule| rule.evidence != Evidence::Said(false)).collect(),
        };
        let fits = |at: &usize| chosen.iter().any(|rule| rule.selector.fits(elements, *at));
        let marks: Vec<Mark> =
            (1..elements.steps.len()).filter(fits).filter_map(|at| field(document, at, kind)).collect();
        document.marks.extend(marks);
    }
    if document.marks.len() > before {
        document.marks.sort_by_key(|mark| mark.block);
    }
}

/// What an element shows, if that is a line or two.
fn field(document: &Document, container: usize, kind: MarkKind) -> Option<Mark> {
    const MAX_BLOCKS: u32 = 3;
    let blocks = document.containers.get(container)?.blocks.clone();
    let is_short = !blocks.is_empty() && blocks.end - blocks.start <= MAX_BLOCKS;
    let texts = blocks.clone().map(|block| document.block_text(block as usize));
    let text = if is_short { texts.collect::<Vec<_>>().join(" ") } else { return None };
    Some(Mark { kind, text, value: None, block: blocks.start })
}

/// Whether the profile leaves a page next to nothing, given the words that are kept and those that it removed.
pub(crate) fn leaves_too_little(kept: u32, removed: u32) -> bool {
    /// Fewer are a label or two.
    const MIN_WORDS: u32 = 20;
    /// The list beside a short story may be twenty times as long.
    const MAX_TIMES: u32 = 20;
    let is_little = kept < MIN_WORDS || u64::from(kept) * u64::from(MAX_TIMES) < u64::from(removed);
    (kept == 0 && removed > 0) || (removed >= MIN_WORDS && is_little)
}

/// Sets aside what the profile says of sections.
pub(crate) fn forget_sections(document: &mut Document) {
    forget(document, |mark| match mark {
        SiteMark::Line | SiteMark::LineInSection => SiteMark::Line,
        SiteMark::None | SiteMark::Body | SiteMark::Section => SiteMark::None,
    });
}

/// Sets aside all that the profile says.
pub(crate) fn forget_all(document: &mut Document) {
    forget(document, |_| SiteMark::None);
}

fn forget(document: &mut Document, left: impl Fn(SiteMark) -> SiteMark) {
    for block in &mut document.blocks {
        block.site = left(block.site);
    }
    if let Some(site) = &mut document.site {
        site.is_set_aside = true;
    }
}

/// What is said of a block, given its section.
fn say(profile: &Profile, section: Option<(Part, Evidence)>, text: &str) -> Option<(SiteMark, Evidence)> {
    let line = profile.lines.get(&line_start(text)).copied().filter(|said| *said != Evidence::Said(false));
    let by_section = section.and_then(|(part, evidence)| match part {
        Part::Remove => Some((SiteMark::Section, evidence)),
        Part::Body => Some((SiteMark::Body, evidence)),
        _ => None,
    });
    match (line, by_section) {
        (Some(said @ Evidence::Said(_)), _) => Some((SiteMark::Line, said)),
        (_, Some((mark, said @ Evidence::Said(_)))) => Some((mark, said)),
        (Some(Evidence::Learnt { pages, .. }), Some((SiteMark::Body, _))) if pages < MIN_PAGES_IN_BODY => {
            by_section
        }
        (Some(_), Some((SiteMark::Section, learnt))) => Some((SiteMark::LineInSection, learnt)),
        (Some(learnt @ Evidence::Learnt { .. }), _) => Some((SiteMark::Line, learnt)),
        (None, _) => by_section,
    }
}

/// By container: the rule that decides about its blocks. A person's counts wherever it is; of those that were learnt the
/// innermost does.
fn sections(elements: &Elements, profile: &Profile) -> Vec<Option<(Part, Evidence)>> {
    let mut sections: Vec<Option<(Part, Evidence)>> = vec![None];
    for at in 1..elements.steps.len() {
        let above = sections[elements.parents[at] as usize];
        let is_said = matches!(above, Some((_, Evidence::Said(_))));
        let own = profile.rule(elements, at);
        let own = own.filter(|(_, evidence)| !is_said || matches!(evidence, Evidence::Said(_)));
        sections.push(own.or(above));
    }
    sections
}
