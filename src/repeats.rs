//! Lines that stand on many pages of a site.
//!
//! One page cannot tell its template from its text; many pages of a site can: the template is what they share.
//! Repetition across pages is the oldest evidence there is (Bar-Yossef and Rajagopalan 2002; Yi, Liu and Li 2003).
//! Here it is counted exactly, line by line, in a pass of its own over a dump.

use std::fmt;
use std::str::FromStr;

use foldhash::{HashMap, HashSet};
use url::Url;

use crate::error::Error;

/// The first line of a file of repeated lines.
const HEADER: &str = "# dechaff repeats 1";
/// Pages of a site that share a line, unless the caller wants another number.
const MIN_PAGES: u32 = 5;
/// A line is on at least one page in so many of its site: on a large site some writer's refrain is on five.
const PAGES_A_REPEAT: u32 = 100;
/// Lines that are counted at a time; each takes about 40 bytes.
const MAX_LINES: usize = 20_000_000;

/// Lines that stand on many pages of their site, to be removed from any page of it:
/// see [`Cleaner::with_repeats`](crate::Cleaner::with_repeats).
///
/// It is read from, and written as, text: a comment, then a row a line with the site, the pages that hold the line, the
/// pages of the site, and the line itself, separated by tabs. Rows may be edited or taken out.
///
/// ```
/// use dechaff::{RepeatCounter, Repeats};
///
/// let mut counter = RepeatCounter::new().with_fewest_pages(2);
/// counter.add_page(Some("https://example.org/1"), ["It rained.", "Read our other stories"]);
/// counter.add_page(Some("https://example.org/2"), ["It snowed.", "Read our other stories"]);
/// let file = counter.finish().to_string();
/// assert!(file.ends_with("example.org\t2\t2\tRead our other stories\n"));
/// assert_eq!(file.parse::<Repeats>()?.len(), 1);
/// # Ok::<(), dechaff::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Repeats {
    rows: Vec<Row>,
    keys: HashSet<u128>,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    site: String,
    line: String,
    pages: u32,
    of: u32,
}

impl Repeats {
    fn new(mut rows: Vec<Row>) -> Self {
        rows.sort_unstable();
        let keys = rows.iter().map(|row| key(&row.site, &row.line)).collect();
        Repeats { rows, keys }
    }

    /// How many lines there are, of all sites together.
    #[must_use]
    pub fn len(&self) -> usize {
        self.rows.len()
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Whether a line is one of those of its site.
    pub(crate) fn holds(&self, site: &str, line: &str) -> bool {
        self.keys.contains(&key(site, &folded(line)))
    }
}

impl fmt::Display for Repeats {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}: site, pages with the line, pages of the site, line")?;
        self.rows.iter().try_for_each(|row| {
            let Row { site, line, pages, of } = row;
            writeln!(f, "{site}\t{pages}\t{of}\t{line}")
        })
    }
}

impl FromStr for Repeats {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if !text.starts_with(HEADER) {
            return Err(Error::Repeats { line: 1 });
        }
        let rows = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
        let rows = rows.map(|(at, line)| row(line).ok_or(Error::Repeats { line: at + 1 }));
        Ok(Repeats::new(rows.collect::<Result<_, _>>()?))
    }
}

fn row(line: &str) -> Option<Row> {
    let mut fields = line.splitn(4, '\t');
    let (site, pages, of) = (fields.next()?, fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some(Row { site: site.to_owned(), line: folded(fields.next()?), pages, of })
}

/// Counts on how many pages of its site every line is.
///
/// A page is counted once, however often a dump holds it: the same address or the same lines again are not another
/// page. Pages without an address are all of one site. The result depends on the pages alone, and on their order only
/// where there are more than 20 million different lines: then those that were seen least are forgotten.
#[derive(Debug, Default)]
pub struct RepeatCounter {
    fewest_pages: Option<u32>,
    /// Pages by site.
    sites: HashMap<String, u32>,
    /// Addresses and contents of pages.
    seen: HashSet<u128>,
    lines: HashMap<u128, Count>,
    /// The lines that have reached the number of pages that makes them repeated.
    reached: Vec<(String, String)>,
    pages: u32,
    forgotten_below: u32,
}

#[derive(Debug, Clone, Copy)]
struct Count {
    pages: u32,
    /// The last page that held the line.
    last: u32,
}

impl RepeatCounter {
    /// A counter for lines on at least five pages and on one percent of their site's pages.
    #[must_use]
    pub fn new() -> Self {
        RepeatCounter::default()
    }

    /// How many pages of a site have to share a line: 2 at least, 5 by default. Has to be set before the first page.
    #[must_use]
    pub fn with_fewest_pages(mut self, pages: u32) -> Self {
        self.fewest_pages = Some(pages.max(2));
        self
    }

    /// Counts a page, given its address and the texts of its blocks.
    pub fn add_page<'a>(&mut self, url: Option<&str>, lines: impl IntoIterator<Item = &'a str>) {
        let lines: Vec<String> = lines.into_iter().map(folded).filter(|line| !line.is_empty()).collect();
        let site = url.and_then(site_of).unwrap_or_default();
        let content = lines.iter().fold(BASIS, |hash, line| hash_on(hash_on(hash, line), "\n"));
        // Both are noted, even if the first is known.
        let is_known = !self.seen.insert(content);
        let is_read = url.is_some_and(|url| !self.seen.insert(key("url", url)));
        if is_known || is_read {
            return;
        }
        self.pages += 1;
        for line in lines {
            self.count(&site, line);
        }
        *self.sites.entry(site).or_default() += 1;
        self.forget();
    }

    fn count(&mut self, site: &str, line: String) {
        let fewest = self.fewest_pages.unwrap_or(MIN_PAGES);
        let count = self.lines.entry(key(site, &line)).or_insert(Count { pages: 0, last: 0 });
        if count.last == self.pages {
            return;
        }
        *count = Count { pages: count.pages + 1, last: self.pages };
        if count.pages == fewest {
            self.reached.push((site.to_owned(), line));
        }
    }

    fn forget(&mut self) {
        while self.lines.len() > MAX_LINES {
            self.forgotten_below += 1;
            let least = self.forgotten_below;
            self.lines.retain(|_, count| count.pages > least);
        }
    }

    /// The lines that repeat.
    #[must_use]
    pub fn finish(self) -> Repeats {
        let RepeatCounter { sites, lines, reached, .. } = self;
        let rows = reached.into_iter().filter_map(|(site, line)| {
            let pages = lines.get(&key(&site, &line))?.pages;
            let of = *sites.get(&site)?;
            (pages >= of.div_ceil(PAGES_A_REPEAT)).then_some(Row { site, line, pages, of })
        });
        let mut rows: Vec<Row> = rows.collect();
        rows.sort_unstable();
        // A line that was forgotten and came back reaches the number again.
        rows.dedup();
        Repeats::new(rows)
    }
}

/// The host of an address, without "www.".
pub(crate) fn site_of(url: &str) -> Option<String> {
    let url = Url::parse(url).ok()?;
    let host = url.host_str()?;
    Some(host.strip_prefix("www.").unwrap_or(host).to_owned())
}

/// A line with single spaces, so that it fits into a row of the file.
fn folded(line: &str) -> String {
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

// FNV-1a, 128 bits (draft-eastlake-fnv): wide enough for two of a billion lines never to meet by chance.
const BASIS: u128 = 0x6c62_272e_07bb_0142_62b8_2175_6295_c58d;
const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013b;

fn hash_on(hash: u128, text: &str) -> u128 {
    text.bytes().fold(hash, |hash, byte| (hash ^ u128::from(byte)).wrapping_mul(PRIME))
}

fn key(site: &str, line: &str) -> u128 {
    hash_on(hash_on(hash_on(BASIS, site), "\t"), line)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(fewest: u32, pages: &[(Option<&str>, &[&str])]) -> String {
        let mut counter = RepeatCounter::new().with_fewest_pages(fewest);
        for (url, lines) in pages {
            counter.add_page(*url, lines.iter().copied());
        }
        counter.finish().to_string().lines().skip(1).collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn a_line_counts_once_a_page_and_for_its_own_site() {
        let pages: [(Option<&str>, &[&str]); 4] = [
            (Some("https://www.a.org/1"), &["More  news", "Rain", "Rain"]),
            (Some("https://a.org/2"), &["More news", "Snow"]),
            (Some("https://b.org/1"), &["More news", "Hail"]),
            (None, &["More news"]),
        ];
        assert_eq!(counted(2, &pages), "a.org\t2\t2\tMore news");
        assert_eq!(counted(3, &pages), "");
    }

    #[test]
    fn the_same_page_again_is_no_other_page() {
        let pages: [(Option<&str>, &[&str]); 4] = [
            (Some("https://a.org/1"), &["Rain fell."]),
            (Some("https://a.org/1"), &["Rain fell.", "2 comments"]),
            (Some("https://a.org/1?from=feed"), &["Rain fell."]),
            (Some("https://a.org/1?from=mail"), &["Rain fell."]),
        ];
        assert_eq!(counted(2, &pages), "");
    }

    #[test]
    fn a_refrain_of_a_large_site_is_no_template() {
        let refrain = ["That is all for today."];
        let mut counter = RepeatCounter::new();
        for number in 0..600 {
            let url = format!("https://a.org/{number}");
            let own = format!("Page {number}.");
            let refrain = refrain.iter().copied().filter(|_| number < 5);
            counter.add_page(Some(&url), refrain.chain([own.as_str(), "About us"]));
        }
        let repeats = counter.finish();
        assert!(repeats.holds("a.org", "About  us") && !repeats.holds("a.org", refrain[0]));
        assert!(!repeats.holds("b.org", "About us"));
    }

    #[test]
    fn what_is_written_is_read() {
        let file = "# dechaff repeats 1: site\n# by hand\na.org\t9\t9\tA\tB\n\t5\t7\tC\n";
        let repeats: Repeats = file.parse().unwrap();
        assert!(repeats.holds("a.org", "A B") && repeats.holds("", "C"));
        assert_eq!(repeats.to_string().parse::<Repeats>().unwrap().len(), 2);
        for wrong in ["", "a.org\t9\t9\tA\n", "# dechaff repeats 1\na.org\t9\tA"] {
            assert!(matches!(wrong.parse::<Repeats>(), Err(Error::Repeats { .. })), "{wrong:?}");
        }
    }
}
