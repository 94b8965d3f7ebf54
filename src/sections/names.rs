//! What the names of each element tell.

use foldhash::{HashMap, HashMapExt};

use crate::document::Tag;
use crate::evidence::Evidence;
use crate::evidence::layout::names_of;
use crate::evidence::names;
use crate::labels::PageKind;
use crate::lists::sections::{Convention, Force, each_convention};

/// By container, what its names tell.
pub(super) struct Verdicts {
    /// What they settle.
    pub(super) settles: Vec<Option<&'static Convention>>,
    /// Whether they say that the article is inside.
    pub(super) is_body: Vec<bool>,
}

/// What the names of one element tell.
#[derive(Debug, Clone, Copy, Default)]
struct Verdict {
    settles: Option<&'static Convention>,
    is_body: bool,
}

impl Verdicts {
    pub(super) fn of(evidence: &Evidence<'_>) -> Verdicts {
        let page = evidence.document;
        let slug = evidence.metadata.canonical_url().and_then(|url| names::slug(url.value()));
        let kind = evidence.declared.winner();
        // Elements of the same tag and names are alike.
        let mut known: HashMap<u32, Verdict> = HashMap::new();
        let mut verdicts = Verdicts { settles: Vec::new(), is_body: Vec::new() };
        for (index, container) in page.containers.iter().enumerate() {
            let signature = evidence.layout.containers[index].signature;
            let verdict = *known.entry(signature).or_insert_with(|| match container.tag {
                // Their names speak of the page.
                Tag::Root | Tag::Main => Verdict::default(),
                _ => verdict(names_of(page, container), slug.as_deref(), kind),
            });
            verdicts.settles.push(verdict.settles);
            verdicts.is_body.push(verdict.is_body);
        }
        verdicts
    }
}

/// What names settle on a page of a kind; nothing where one of them says that the article is inside.
fn verdict(names: &str, slug: Option<&str>, kind: PageKind) -> Verdict {
    let mut verdict = Verdict::default();
    for name in names::telling(names, slug) {
        let mut settles = None;
        let mut is_spared = false;
        each_convention(name, |convention| match convention.force {
            Force::Spares => is_spared = true,
            Force::Settles if convention.holds_on(kind) => settles = settles.or(Some(convention)),
            Force::Settles | Force::Certain | Force::Speaks => verdict.is_body |= convention.kind.is_none(),
        });
        verdict.settles = verdict.settles.or(settles.filter(|_| !is_spared));
    }
    if verdict.is_body { Verdict { settles: None, ..verdict } } else { verdict }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(names: &str, page: PageKind) -> Option<&'static str> {
        verdict(names, None, page).settles.and_then(|convention| convention.kind).map(|kind| kind.name())
    }

    #[test]
    fn names_that_settle() {
        assert_eq!(kind("wide comment-respond", PageKind::Article), Some("comments"));
        assert_eq!(kind("comment-respond", PageKind::Forum), None, "where comments are the text");
        assert_eq!(kind("live-commentary", PageKind::Article), None);
        assert_eq!(
            kind("entry-content comments-open", PageKind::Article),
            None,
            "the article, open for comments"
        );
    }
}
