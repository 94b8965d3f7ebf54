//! What a file of profiles holds, row by row and in its order.

use super::profile::{Evidence, Profile, Sites};

/// A table of a site's profile.
///
/// ```
/// use dechaff::SiteTable;
///
/// assert_eq!(SiteTable::Remove.name(), "remove");
/// assert!(SiteTable::ALL.contains(&SiteTable::Lines));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum SiteTable {
    /// Sections that hold the text.
    Body,
    /// Sections of the template.
    Remove,
    /// Sections that the detector decides about.
    Open,
    /// Where the title is.
    Title,
    /// Where the date is.
    Date,
    /// Where the authors are.
    Authors,
    /// Lines of the template.
    Lines,
}

impl SiteTable {
    /// All of them, in the order of a file.
    pub const ALL: [SiteTable; 7] = [
        SiteTable::Body,
        SiteTable::Remove,
        SiteTable::Open,
        SiteTable::Title,
        SiteTable::Date,
        SiteTable::Authors,
        SiteTable::Lines,
    ];

    /// Its name in a file.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            SiteTable::Body => "body",
            SiteTable::Remove => "remove",
            SiteTable::Open => "open",
            SiteTable::Title => "title",
            SiteTable::Date => "date",
            SiteTable::Authors => "authors",
            SiteTable::Lines => "lines",
        }
    }
}

/// A row of a site's profile: see [`Sites::rows`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SiteRow {
    pub(super) table: SiteTable,
    pub(super) key: String,
    pub(super) evidence: Evidence,
}

impl SiteRow {
    /// The table that it is in.
    #[must_use]
    pub fn table(&self) -> SiteTable {
        self.table
    }

    /// The selector; in [`SiteTable::Lines`] the line.
    #[must_use]
    pub fn key(&self) -> &str {
        &self.key
    }

    /// On how many pages it is, of how many, if it was learnt.
    #[must_use]
    pub fn pages(&self) -> Option<(u32, u32)> {
        match self.evidence {
            Evidence::Learnt { pages, of } => Some((pages, of)),
            Evidence::Said(_) => None,
        }
    }

    /// Whether it holds, if a person has written it.
    #[must_use]
    pub fn said(&self) -> Option<bool> {
        match self.evidence {
            Evidence::Learnt { .. } => None,
            Evidence::Said(holds) => Some(holds),
        }
    }
}

impl Profile {
    /// The rows of a table: what a person says first, then what most pages have.
    pub(super) fn table(&self, table: SiteTable) -> Vec<SiteRow> {
        let row = |key, evidence| SiteRow { table, key, evidence };
        let of_rules = match table {
            SiteTable::Body => &self.body,
            SiteTable::Remove => &self.remove,
            SiteTable::Open => &self.open,
            SiteTable::Title => &self.title,
            SiteTable::Date => &self.date,
            SiteTable::Authors => &self.authors,
            SiteTable::Lines => &Vec::new(),
        };
        let mut rows: Vec<SiteRow> =
            of_rules.iter().map(|rule| row(rule.selector.to_string(), rule.evidence)).collect();
        if table == SiteTable::Lines {
            rows.extend(self.lines.iter().map(|(line, evidence)| row(line.clone(), *evidence)));
        }
        rows.sort_by(|a, b| b.evidence.pages().cmp(&a.evidence.pages()).then_with(|| a.key.cmp(&b.key)));
        rows
    }
}

impl Sites {
    /// From how many pages the profile of a host was learnt; `None` if there is no profile.
    ///
    /// ```
    /// let sites: dechaff::Sites = "# dechaff sites 1\n[\"a.org\"]\npages = 9\n".parse()?;
    /// assert_eq!((sites.pages("a.org"), sites.pages("b.org")), (Some(9), None));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn pages(&self, host: &str) -> Option<u32> {
        self.profiles.get(host).map(|profile| profile.pages)
    }

    /// The rows of the profile of a host, in the order of a file; none if there is no profile.
    ///
    /// ```
    /// use dechaff::{SiteTable, Sites};
    ///
    /// let file = "# dechaff sites 1\n[\"a.org\".remove]\n\".menu\" = [8, 9]\n\".ad\" = true\n";
    /// let sites: Sites = file.parse()?;
    /// let rows = sites.rows("a.org");
    /// assert_eq!((rows[0].key(), rows[0].said()), (".ad", Some(true)));
    /// assert_eq!((rows[1].table(), rows[1].pages()), (SiteTable::Remove, Some((8, 9))));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn rows(&self, host: &str) -> Vec<SiteRow> {
        let profile = self.profiles.get(host);
        let tables = SiteTable::ALL.iter().filter_map(|table| Some(profile?.table(*table)));
        tables.flatten().collect()
    }
}
