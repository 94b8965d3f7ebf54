//! Profiles of sites: what is the body, what goes.

use std::collections::BTreeMap;

use super::selector::{Elements, Selector};

/// What the pages of sites teach, or a person knows: see [`Cleaner::with_sites`](crate::Cleaner::with_sites).
///
/// A [`SiteLearner`](crate::SiteLearner) makes it. It is read from, and written as, a text that people can read and
/// change, in the form of TOML: for each site the tables `body`, `remove` and `open` of selectors for sections, `title`,
/// `date` and `authors` of selectors for metadata, and `lines` of lines, with a row for each.
///
/// ```toml
/// # dechaff sites 1
///
/// ["example.org"]
/// pages = 50
///
/// ["example.org".body]
/// "#story > p" = [48, 50]
///
/// ["example.org".remove]
/// "div.most-read" = [50, 50]
/// ".weather" = true
///
/// ["example.org".authors]
/// ".signature" = [31, 50]
///
/// ["example.org".lines]
/// "We write about the river, since 1951." = [40, 50]
/// ```
///
/// What was learnt has its evidence: on how many pages it is, of how many. A person writes `true`, and such a row
/// counts more than all that was learnt: `body` is kept and `remove` removed, whatever the detector finds. A row with
/// `false` is ignored: it turns something learnt off and leaves it in sight.
///
/// Selectors are names of elements, classes and ids with `>` for a child and a space for a descendant; the innermost
/// element that one fits decides. `h` stands for headings of all levels, `*` in a name for a number (`.post-*`), and
/// `:root >` for the outermost elements, `:not([class],[id])` for elements without a name. In elements of `open` the detector decides. Of lines with more than 60
/// characters, these and an ellipsis are enough.
///
/// ```
/// use dechaff::Sites;
///
/// let file = "# dechaff sites 1\n\n[\"example.org\".remove]\n\".weather\" = true\n";
/// let sites: Sites = file.parse()?;
/// assert_eq!(sites.hosts().collect::<Vec<_>>(), ["example.org"]);
/// assert_eq!(sites.to_string(), file);
/// # Ok::<(), dechaff::Error>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sites {
    pub(super) profiles: BTreeMap<String, Profile>,
}

/// What is known of a site.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Profile {
    /// Pages that it was learnt from.
    pub(super) pages: u32,
    pub(super) body: Vec<Rule>,
    pub(super) remove: Vec<Rule>,
    pub(super) open: Vec<Rule>,
    pub(super) lines: BTreeMap<String, Evidence>,
    pub(super) title: Vec<Rule>,
    pub(super) date: Vec<Rule>,
    pub(super) authors: Vec<Rule>,
}

/// Elements that something is known of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Rule {
    pub(super) selector: Selector,
    pub(super) evidence: Evidence,
}

/// How something is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Evidence {
    Learnt {
        pages: u32,
        of: u32,
    },
    /// A person says so, or says that it is not so.
    Said(bool),
}

impl Evidence {
    pub(super) fn pages(self) -> u32 {
        match self {
            Evidence::Learnt { pages, .. } => pages,
            Evidence::Said(_) => u32::MAX,
        }
    }
}

impl Profile {
    pub(super) fn is_empty(&self) -> bool {
        self.rows().next().is_none() && self.lines.is_empty()
    }
}

/// What a rule asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Remove,
    Body,
    Open,
    Title,
    Date,
    Authors,
}

impl Sites {
    /// How many sites there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.profiles.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.profiles.is_empty()
    }

    /// The hosts of the sites, without "www.", in order.
    pub fn hosts(&self) -> impl ExactSizeIterator<Item = &str> {
        self.profiles.keys().map(String::as_str)
    }
}

impl Sites {
    /// The same with the rows that people have written in another file, in place of what was learnt of the same selector or
    /// line: for learning anew.
    ///
    /// ```
    /// use dechaff::Sites;
    ///
    /// let before: Sites = "# dechaff sites 1\n[\"a.org\".remove]\n\".ad\" = true\n\".menu\" = [9, 9]\n".parse()?;
    /// let learnt: Sites = "# dechaff sites 1\n[\"a.org\".body]\n\"#story\" = [8, 9]\n".parse()?;
    /// let file = learnt.with_rows_of_people(&before).to_string();
    /// assert!(file.contains("#story") && file.contains(".ad") && !file.contains(".menu"));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn with_rows_of_people(mut self, other: &Sites) -> Sites {
        let is_said = |evidence: &Evidence| matches!(evidence, Evidence::Said(_));
        for (host, said) in &other.profiles {
            let rows = said.rows().filter(|(_, rule)| is_said(&rule.evidence));
            let lines = said.lines.iter().filter(|(_, evidence)| is_said(evidence));
            if rows.clone().next().is_none() && lines.clone().next().is_none() {
                continue;
            }
            let profile = self.profiles.entry(host.clone()).or_default();
            for (part, rule) in rows {
                let rules = profile.rules_mut(part);
                rules.retain(|known| known.selector != rule.selector);
                rules.push(rule.clone());
            }
            profile.lines.extend(lines.map(|(line, evidence)| (line.clone(), *evidence)));
        }
        self
    }
}

impl Profile {
    fn rows(&self) -> impl Iterator<Item = (Part, &Rule)> + Clone {
        let parts = [
            (Part::Remove, &self.remove),
            (Part::Body, &self.body),
            (Part::Open, &self.open),
            (Part::Title, &self.title),
            (Part::Date, &self.date),
            (Part::Authors, &self.authors),
        ];
        parts.into_iter().flat_map(|(part, rules)| rules.iter().map(move |rule| (part, rule)))
    }

    fn rules_mut(&mut self, part: Part) -> &mut Vec<Rule> {
        match part {
            Part::Remove => &mut self.remove,
            Part::Body => &mut self.body,
            Part::Open => &mut self.open,
            Part::Title => &mut self.title,
            Part::Date => &mut self.date,
            Part::Authors => &mut self.authors,
        }
    }

    /// The rule that decides about an element by itself: a person's before those that were learnt, then the one that asks for
    /// most.
    pub(super) fn rule(&self, elements: &Elements, at: usize) -> Option<(Part, Evidence)> {
        let sections = self.rows().filter(|(part, _)| matches!(part, Part::Remove | Part::Body | Part::Open));
        let fitting = sections.filter(|(_, rule)| {
            let fits = rule.selector.innermost().is_some_and(|step| step.fits(&elements.steps[at]));
            fits && rule.evidence != Evidence::Said(false) && rule.selector.fits(elements, at)
        });
        let rank = |rule: &Rule| (matches!(rule.evidence, Evidence::Said(_)), rule.selector.specificity());
        let mut best: Option<(Part, &Rule)> = None;
        for (part, rule) in fitting {
            if best.is_none_or(|(_, known)| rank(rule) > rank(known)) {
                best = Some((part, rule));
            }
        }
        best.map(|(part, rule)| (part, rule.evidence))
    }
}
