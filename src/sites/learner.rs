//! Learning: pages in, in any order and in parts; profiles out.

use std::collections::BTreeMap;

use foldhash::HashMap;

use super::bytes;
use super::page::{SitePage, site_key};
use super::profile::Sites;
use super::rules::profile;
use super::store::Store;
use super::survey::Survey;
use crate::error::Error;

/// Sites that are remembered at a time; a site of fifty pages takes about 300 kB.
const MAX_SITES: usize = 10_000;

/// Learns from the pages of sites what is template and where the text is.
///
/// No labels are needed: what a site's pages share is the template, and how the detector decides on all of its pages
/// says more than how it does on one. Of each site, fifty pages are remembered, the same ones whatever the order in which
/// pages come. Learners of parts can be [merged](SiteLearner::merge), and are exactly the learner of the whole. There are
/// at most 10,000 sites, again the same ones of any order: who has more learns in groups of sites.
///
/// ```
/// use dechaff::{Cleaner, Input, SiteLearner};
///
/// let cleaner = Cleaner::new();
/// let mut learner = SiteLearner::new();
/// for day in ["Monday", "Tuesday", "Wednesday"] {
///     let page = format!(
///         "<h1>{day}</h1><p>It rained all {day}, and nobody in the town minded.</p>\
///          <p>On {day} the ferry was late, and the baker went home.</p><p>We write about the river, since 1951.</p>"
///     );
///     let url = format!("https://example.org/{day}");
///     learner.add(&cleaner.observe(Input::html(&page).with_url(&url)?)?);
/// }
/// let sites = learner.finish();
/// assert!(sites.to_string().contains("\"We write about the river, since 1951.\" = [3, 3]"));
/// # Ok::<(), dechaff::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct SiteLearner {
    sites: HashMap<String, Store>,
    /// The names of the sites by their hashes.
    order: BTreeMap<(u64, String), ()>,
}

impl SiteLearner {
    /// A learner that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        SiteLearner::default()
    }

    /// Learns from a page. The same page again teaches nothing new.
    pub fn add(&mut self, page: &SitePage) {
        if let Some(store) = self.store(&page.site) {
            store.add(page);
        }
    }

    /// Learns all that another has learnt.
    pub fn merge(&mut self, other: &SiteLearner) {
        for (site, pages) in &other.sites {
            if let Some(store) = self.store(site) {
                store.merge(pages);
            }
        }
    }

    /// As learners of some of the sites each, as many as that. Which sites are in which depends on nothing but their names, so
    /// that those of one number can be merged apart from all others: by the workers of a cluster, each with a share of the
    /// sites.
    ///
    /// ```
    /// use dechaff::{Cleaner, Input, SiteLearner};
    ///
    /// let mut learner = SiteLearner::new();
    /// for url in ["https://example.org/1", "https://example.com/1", "https://example.net/1"] {
    ///     let page = Input::html("<p>It rained all day, and nobody in the town minded.").with_url(url)?;
    ///     learner.add(&Cleaner::new().observe(page)?);
    /// }
    /// let mut again = SiteLearner::new();
    /// learner.split(2).iter().for_each(|part| again.merge(part));
    /// assert_eq!(again.to_bytes(), learner.to_bytes());
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn split(&self, parts: usize) -> Vec<SiteLearner> {
        let mut learners = vec![SiteLearner::new(); parts.max(1)];
        for (key, ()) in &self.order {
            let (hash, site) = key;
            let learner = &mut learners[(hash % parts.max(1) as u64) as usize];
            learner.sites.extend(self.sites.get(site).map(|store| (site.clone(), store.clone())));
            learner.order.insert(key.clone(), ());
        }
        learners
    }

    /// What was learnt. Sites of a single page, and those whose pages have nothing in common, are left out.
    #[must_use]
    pub fn finish(&self) -> Sites {
        let profiles = self.sites.iter().filter_map(|(site, store)| {
            let store = store.compact();
            Some((site.clone(), profile(&Survey::of(&store))?))
        });
        Sites { profiles: profiles.collect() }
    }

    /// What was learnt so far, to be merged by another process. Learners of the same pages give the same bytes.
    ///
    /// ```
    /// use dechaff::{Cleaner, SiteLearner};
    ///
    /// let mut learner = SiteLearner::new();
    /// learner.add(&Cleaner::new().observe("<p>It rained all day, and nobody in the town minded.")?);
    /// let bytes = learner.to_bytes();
    /// assert_eq!(SiteLearner::from_bytes(&bytes)?.to_bytes(), bytes);
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn to_bytes(&self) -> Vec<u8> {
        let sites: BTreeMap<&str, &Store> =
            self.sites.iter().map(|(site, store)| (site.as_str(), store)).collect();
        let mut bytes = bytes::head();
        sites.into_iter().for_each(|(site, store)| bytes::push(&mut bytes, site, store));
        bytes
    }

    /// Reads what [`SiteLearner::to_bytes`] has written.
    ///
    /// # Errors
    ///
    /// [`Error::Sites`] if it is not that, or of another version of dechaff.
    pub fn from_bytes(bytes: &[u8]) -> Result<SiteLearner, Error> {
        let wrong = |line| Error::Sites { line, expected: "what a learner of this version has written" };
        let mut learner = SiteLearner::new();
        for (number, site) in bytes::sites(bytes).ok_or(wrong(1))?.enumerate() {
            let (site, pages) = site.ok_or(wrong(number + 2))?;
            if let Some(store) = learner.store(&site) {
                store.merge(&pages);
            }
        }
        Ok(learner)
    }

    /// The pages of a site, if it is one of those that are remembered: the ones with the smallest hashes.
    fn store(&mut self, site: &str) -> Option<&mut Store> {
        if !self.sites.contains_key(site) {
            let key = (site_key(site), site.to_owned());
            let is_open = self.order.len() < MAX_SITES;
            if !is_open && self.order.last_key_value().is_some_and(|(last, ())| key > *last) {
                return None;
            }
            self.order.insert(key, ());
            self.sites.insert(site.to_owned(), Store::default());
            if self.order.len() > MAX_SITES
                && let Some(((_, last), ())) = self.order.pop_last()
            {
                self.sites.remove(&last);
            }
        }
        self.sites.get_mut(site)
    }
}
