//! What speaks for a credit.
//!
//! Every sign is a number; [`AUTHORS`](crate::lists::points::AUTHORS) has what each is worth.

use std::collections::HashMap;

use crate::document::prose::is_prose;
use crate::document::{Document, Origin, SpanKind, Tag};
use crate::labels::Boilerplate;
use crate::lists::outlets::{agency, outlet};
use crate::lists::person_names::is_given_name;
use crate::lists::photo_words::is_photo_word;
use crate::lists::phrases::PHRASES;
use crate::lists::places::is_known_place;
use crate::metadata::dates::rank::Context;
use crate::metadata::normalise;
use crate::metadata::people::credits::Credit;
use crate::metadata::people::mentions::{Mentions, has_word};
use crate::metadata::trust::AuthorTrust;

/// Names of the signs, in the order of their values.
pub(crate) const NAMES: [&str; 36] = [
    "json_ld",
    "meta",
    "tiers",
    "mark",
    "class",
    "line",
    "bare",
    "doubtful",
    "handle",
    "poster",
    "near",
    "signed",
    "prose",
    "prose_above",
    "crowd",
    "times",
    "credits",
    "near_credits",
    "first",
    "first_line",
    "names",
    "words",
    "given",
    "spelling",
    "to_date",
    "beside_name",
    "agrees",
    "aside",
    "linked",
    "kind",
    "things",
    "known_as",
    "of_site",
    "in_title",
    "in_prose",
    "captioned",
];

/// What is known of a credit, in the order of [`NAMES`]; `NAN` where nothing is.
pub(crate) type Signs = [f32; NAMES.len()];

/// Added to the number of a block where no block is the title: one feature tells both apart.
const APART: f32 = 1000.0;
/// Blocks around the title in which a credit is near it.
const BLOCKS_ABOVE: u32 = 4;
const BLOCKS_BELOW: u32 = 20;
/// Blocks around a name in which others are counted, and how many are.
const CROWD_BLOCKS: u32 = 8;
const MAX_CROWD: usize = 30;
/// Lines above a name among which the label of its section is looked for.
const MAX_LINES_TO_LABEL: usize = 12;
/// A longer line is no label, in bytes.
const MAX_LABEL_BYTES: usize = 60;
/// Blocks to the day of publication that are told apart.
const MAX_TO_DATE: f32 = 40.0;
/// A longer line is no picture's credit, in bytes.
const MAX_CREDIT_BYTES: usize = 140;
/// Links of a block that are looked at: bylines have a few.
const MAX_LINKS: usize = 16;

/// The page around its credits.
pub(crate) struct Around<'a> {
    page: &'a Document,
    context: &'a Context<'a>,
    /// Blocks that show the day of publication, in order.
    date_blocks: &'a [u32],
    site_names: &'a [String],
    mentions: Mentions<'a>,
    /// Block and credit of all that is shown and more than a line that may be a name, in the order of the blocks.
    shown: Vec<(u32, usize)>,
    told: usize,
    near: usize,
    /// The credit that is shown first below the title, and the first of them with those of mere lines.
    first: Option<usize>,
    first_line: Option<usize>,
    /// Credits that have a name.
    by_key: HashMap<&'a str, u16>,
}

impl<'a> Around<'a> {
    pub(crate) fn new(
        page: &'a Document,
        context: &'a Context<'a>,
        date_blocks: &'a [u32],
        site_names: &'a [String],
        credits: &'a [Credit<'_>],
    ) -> Self {
        let shown = of_blocks(credits, is_told);
        let lines = of_blocks(credits, |_| true);
        let mut by_key: HashMap<&str, u16> = HashMap::new();
        for key in credits.iter().flat_map(|credit| &credit.keys) {
            let count = by_key.entry(key).or_default();
            *count = count.saturating_add(1);
        }
        let title = context.title_block.unwrap_or(0);
        let is_near = |block: u32| block + BLOCKS_ABOVE >= title && block <= title + BLOCKS_BELOW;
        let near = credits.iter().filter(|credit| credit.blocks(is_told).any(is_near)).count();
        let first = |all: &[(u32, usize)]| all.iter().find(|(block, _)| *block >= title).map(|(_, at)| *at);
        Around {
            page,
            context,
            date_blocks,
            site_names,
            mentions: Mentions::new(page, context),
            told: credits
                .iter()
                .filter(|credit| credit.places.iter().any(|place| is_told(place.trust)))
                .count(),
            near,
            first: first(&shown),
            first_line: first(&lines),
            shown,
            by_key,
        }
    }

    /// What speaks for one of the credits.
    pub(crate) fn signs(&self, credits: &[Credit<'_>], at: usize) -> Signs {
        let credit = &credits[at];
        let nearest = self.nearest(credit.blocks(|_| true));
        let of = |tier| self.distance(self.nearest(credit.blocks(move |trust| trust == tier)));
        let has = |tier| flag(credit.places.iter().any(|place| place.trust == tier));
        let name = credit.names.first().map_or("", String::as_str);
        [
            has(AuthorTrust::JsonLd) + 2.0 * has(AuthorTrust::Organisation),
            has(AuthorTrust::Meta),
            tiers(credit),
            of(AuthorTrust::Mark),
            of(AuthorTrust::Class),
            of(AuthorTrust::Line),
            of(AuthorTrust::Bare),
            of(AuthorTrust::Doubtful),
            of(AuthorTrust::Handle),
            of(AuthorTrust::Poster),
            of(AuthorTrust::Near),
            has(AuthorTrust::Signed),
            nearest.map_or(f32::NAN, |block| self.context.prose_distance(block)),
            nearest.map_or(f32::NAN, |block| self.context.prose_above(block)),
            nearest.map_or(f32::NAN, |block| self.crowd(at, block)),
            self.times(credit),
            self.told as f32,
            self.near as f32,
            flag(self.first == Some(at)),
            flag(self.first_line == Some(at)),
            few(credit.names.len()) + 10.0 * group(credit),
            few(name.split(' ').count()) + 10.0 * group(credit),
            given(name) + 3.0 * group(credit),
            spelling(name) + 5.0 * group(credit),
            nearest.map_or(f32::NAN, |block| self.to_date(block)) + 100.0 * group(credit),
            beside_name(credit),
            self.agrees(credit),
            nearest.map_or(f32::NAN, |block| self.aside(block)),
            self.linked(credit),
            kind(credit),
            self.things(credit),
            known_as(name) + 5.0 * group(credit),
            of_site(credit, self.site_names) + 3.0 * group(credit),
            self.mentions.in_title(name),
            self.mentions.in_prose(name) + 10.0 * group(credit),
            nearest.map_or(f32::NAN, |block| self.captioned(block)),
        ]
    }

    /// The block that is nearest to the title.
    fn nearest(&self, blocks: impl Iterator<Item = u32>) -> Option<u32> {
        blocks.min_by_key(|block| match self.context.title_block {
            None => *block,
            Some(title) => match block.checked_sub(title) {
                Some(below) => below,
                None => 2 * (title - block) + 1,
            },
        })
    }

    /// Blocks from the title down to a block; without a title from the top, and apart from the others.
    fn distance(&self, block: Option<u32>) -> f32 {
        let Some(block) = block else { return f32::NAN };
        match self.context.title_block {
            None => APART + block as f32,
            Some(title) => block as f32 - title as f32,
        }
    }

    /// How many blocks around one show other credits: in a list they are close together.
    fn crowd(&self, at: usize, block: u32) -> f32 {
        let from = self.shown.partition_point(|(other, _)| other + CROWD_BLOCKS < block);
        let around = self.shown[from..].iter().take(MAX_CROWD);
        let around = around.take_while(|(other, _)| *other <= block + CROWD_BLOCKS);
        around.filter(|(_, other)| *other != at).count() as f32
    }

    /// How many other credits name the same person.
    fn agrees(&self, credit: &Credit<'_>) -> f32 {
        let counts = credit.keys.iter().filter_map(|key| self.by_key.get(key.as_str()));
        f32::from(counts.max().copied().unwrap_or(1).saturating_sub(1))
    }

    /// Of a name that nothing but its place tells, the words that the page writes with small letters elsewhere: "Yoga Mat".
    fn things(&self, credit: &Credit<'_>) -> f32 {
        let is_told = credit.places.iter().any(|place| place.trust < AuthorTrust::Bare);
        let Some(name) = credit.names.first().filter(|_| !is_told) else { return f32::NAN };
        let words = name.split(' ').map(str::to_lowercase);
        words.filter(|word| has_word(&self.page.text, word)).count() as f32
    }

    /// Blocks that show it.
    fn times(&self, credit: &Credit<'_>) -> f32 {
        let mut blocks: Vec<u32> = credit.blocks(|_| true).collect();
        blocks.sort_unstable();
        blocks.dedup();
        blocks.len() as f32
    }

    /// Blocks from the nearest that shows the day of publication.
    fn to_date(&self, block: u32) -> f32 {
        let after = self.date_blocks.partition_point(|date| *date < block);
        let around = [after.checked_sub(1), Some(after)].into_iter().flatten();
        let dates = around.filter_map(|at| self.date_blocks.get(at));
        let nearest = dates.min_by_key(|date| date.abs_diff(block));
        nearest.map_or(f32::NAN, |date| (block as f32 - *date as f32).clamp(-MAX_TO_DATE, MAX_TO_DATE))
    }

    /// 1 among readers' comments, 2 in what is aside by its element, 3 below the label of another section.
    fn aside(&self, block: u32) -> f32 {
        match self.context.origin {
            Origin::Text => self.below_label(block as usize),
            _ => self.around(block),
        }
    }

    fn around(&self, block: u32) -> f32 {
        let container = |at: u32| self.page.containers.get(at as usize).filter(|_| at > 0);
        let own = self.page.blocks.get(block as usize).map_or(0, |block| block.container);
        let mut aside = 0.0;
        for inner in std::iter::successors(container(own), |inner| container(inner.parent)) {
            let names = &self.page.names[inner.names.start as usize..inner.names.end as usize];
            if names.split_whitespace().any(|name| COMMENTS.contains(&name)) {
                return 1.0;
            }
            if matches!(inner.tag, Tag::Aside | Tag::Footer | Tag::Nav) {
                aside = 2.0;
            }
        }
        aside
    }

    fn below_label(&self, block: usize) -> f32 {
        let above = (0..block).rev().take(MAX_LINES_TO_LABEL);
        let mut above = above.take_while(|above| !self.page.blocks.get(*above).is_some_and(is_prose));
        let kind = above.find_map(|above| label(self.page.block_text(above)));
        match kind {
            None => 0.0,
            Some(Boilerplate::Comments) => 1.0,
            Some(Boilerplate::AuthorBio) => 4.0,
            Some(_) => 3.0,
        }
    }

    /// 1 where the line below credits a picture, as below captions, 2 where the line above does, 3 where both do.
    fn captioned(&self, block: u32) -> f32 {
        let credits = |block: Option<u32>| {
            let line = block.filter(|block| (*block as usize) < self.page.blocks.len());
            flag(line.is_some_and(|block| credits_picture(self.page.block_text(block as usize))))
        };
        credits(block.checked_add(1)) + 2.0 * credits(block.checked_sub(1))
    }

    /// 1 where a link of its block leads to an author's page, 2 to a member's, 3 elsewhere, 0 without a link.
    fn linked(&self, credit: &Credit<'_>) -> f32 {
        if self.context.origin == Origin::Text {
            return f32::NAN;
        }
        let mut linked = 0.0f32;
        for block in credit.blocks(|_| true).take(MAX_LINKS) {
            let Some(block) = self.page.blocks.get(block as usize) else { continue };
            let spans = self.page.spans.get(block.spans.start as usize..block.spans.end as usize);
            for span in spans.unwrap_or_default().iter().take(MAX_LINKS) {
                let SpanKind::Link(target) = span.kind else { continue };
                let target = self.page.targets.get(target).unwrap_or_default();
                let found = leads_to(target);
                linked = if linked == 0.0 { found } else { linked.min(found) };
            }
        }
        linked
    }
}

/// Names of elements that hold readers' comments.
pub(crate) const COMMENTS: [&str; 6] =
    ["comment", "comments", "comment-list", "comment-body", "commentlist", "comment-meta"];

/// Parts of addresses that content systems put before authors' names, and before members'.
const OF_AUTHORS: [&str; 18] = [
    "author",
    "authors",
    "autor",
    "autoren",
    "autores",
    "auteur",
    "auteurs",
    "by",
    "people",
    "person",
    "staff",
    "team",
    "contributor",
    "contributors",
    "journalist",
    "reporter",
    "writers",
    "columnists",
];
const OF_MEMBERS: [&str; 8] =
    ["user", "users", "member", "members", "profile", "profiles", "u", "memberlist.php"];

fn leads_to(address: &str) -> f32 {
    let parts = || address.split(['/', '?', '=']).map(str::to_ascii_lowercase);
    if parts().any(|part| OF_AUTHORS.contains(&part.as_str())) {
        1.0
    } else if parts().any(|part| OF_MEMBERS.contains(&part.as_str())) {
        2.0
    } else {
        3.0
    }
}

/// Whether a line begins with a word that credits a picture: "Foto: Fen/Una Bray".
fn credits_picture(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '©');
    let first = line.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    line.len() <= MAX_CREDIT_BYTES && (line.starts_with('©') || is_photo_word(&first.to_lowercase()))
}

/// The section that a line is the label of.
fn label(line: &str) -> Option<Boilerplate> {
    let label = line.trim_matches(|c: char| !c.is_alphanumeric());
    if label.is_empty() || label.len() > MAX_LABEL_BYTES {
        return None;
    }
    let phrase = PHRASES.whole.get(label.to_lowercase().as_str())?;
    phrase.reach.map(|_| phrase.kind)
}

/// Kinds of sources that give it.
fn tiers(credit: &Credit<'_>) -> f32 {
    AuthorTrust::ALL.into_iter().filter(|tier| credit.places.iter().any(|place| place.trust == *tier)).count()
        as f32
}

/// 1 where a name begins with one that people are given, 2 where it has one elsewhere.
fn given(name: &str) -> f32 {
    let mut words = name.split(' ');
    if words.next().is_some_and(is_given_name) {
        1.0
    } else if words.any(is_given_name) {
        2.0
    } else {
        0.0
    }
}

/// 1 for a single word, 2 for small letters alone, 3 with digits, 4 for capitals alone.
fn spelling(name: &str) -> f32 {
    let is_lower = !name.contains(char::is_uppercase);
    if name.contains(|c: char| c.is_ascii_digit()) {
        3.0
    } else if is_lower && name.contains(char::is_lowercase) {
        2.0
    } else if !name.contains(char::is_lowercase) && name.contains(char::is_uppercase) {
        4.0
    } else {
        flag(!name.contains(' '))
    }
}

/// Words around the names where they are shown.
fn beside_name(credit: &Credit<'_>) -> f32 {
    let own: usize = credit.names.iter().map(|name| name.split(' ').count()).sum();
    let shown = credit.places.iter().filter(|place| place.block.is_some());
    let words = shown.map(|place| place.text.split(' ').count()).max();
    words.map_or(f32::NAN, |words| words as f32 - own as f32)
}

/// Up to nine of something: another digit has what gives the credit.
fn few(count: usize) -> f32 {
    count.min(9) as f32
}

/// 0 for people; an organisation by what gives it.
fn kind(credit: &Credit<'_>) -> f32 {
    if credit.is_organisation { 1.0 + group(credit) } else { 0.0 }
}

/// 0 for what the head gives, 1 for elements, 2 for what a word says, 3 for lines.
fn group(credit: &Credit<'_>) -> f32 {
    match credit.trust() {
        AuthorTrust::JsonLd | AuthorTrust::Organisation | AuthorTrust::Meta => 0.0,
        AuthorTrust::Mark | AuthorTrust::Class => 1.0,
        AuthorTrust::Line | AuthorTrust::Handle | AuthorTrust::Poster => 2.0,
        _ => 3.0,
    }
}

/// Whether a source says more than that a line may be a name.
fn is_told(trust: AuthorTrust) -> bool {
    trust < AuthorTrust::Near
}

/// 1 where a word of the first name is in a name of the site, as in those of people's own sites; 2 where all are.
fn of_site(credit: &Credit<'_>, site_names: &[String]) -> f32 {
    /// Shorter words are in many names.
    const MIN_CHARS: usize = 4;
    let Some((name, key)) = credit.names.first().zip(credit.names.first().map(|name| normalise::key(name)))
    else {
        return 0.0;
    };
    let has = |part: &str| site_names.iter().any(|site| site.contains(part));
    if has(&key) {
        return 2.0;
    }
    let mut words = name.split(' ').map(normalise::key);
    flag(words.any(|word| word.chars().count() >= MIN_CHARS && has(&word)))
}

/// 1 for a place, 2 for words of a section or a button, 3 for an agency, 4 for an outlet.
fn known_as(name: &str) -> f32 {
    if agency(name).is_some() {
        3.0
    } else if PHRASES.whole.contains_key(name.to_lowercase().as_str()) {
        2.0
    } else if is_known_place(name) {
        1.0
    } else {
        4.0 * flag(outlet(name).is_some())
    }
}

/// Blocks and credits that they show, in the order of the blocks.
fn of_blocks(credits: &[Credit<'_>], is: impl Fn(AuthorTrust) -> bool + Copy) -> Vec<(u32, usize)> {
    let of =
        |(at, credit): (usize, &Credit<'_>)| credit.blocks(is).map(|block| (block, at)).collect::<Vec<_>>();
    let mut all: Vec<(u32, usize)> = credits.iter().enumerate().flat_map(of).collect();
    all.sort_unstable();
    all.dedup();
    all
}

fn flag(is: bool) -> f32 {
    f32::from(u8::from(is))
}
