//! Which kind of boilerplate is a removed block?
//!
//! Evidence in order of trust; the first that speaks decides: what the block says itself,
//! the names around it, the label above its run, the region, its shape and place, its neighbours.

use super::known::Known;
use super::lines::is_headline;
use super::runs::{self, Governor};
use crate::document::{BlockKind, RawBlock, Signs};
use crate::evidence::layout::Region;
use crate::labels::Boilerplate;
use crate::lists::form_words;

/// The kinds of blocks, and the labels that govern them.
pub(super) struct Kinds {
    /// Of every removed block; of the others, `Other`.
    pub(super) of_blocks: Vec<Boilerplate>,
    /// By block, the label that governs it.
    pub(super) governing: Vec<Option<Governor>>,
}

/// The kind of every removed block.
pub(super) fn kinds(known: &Known<'_>) -> Kinds {
    let governing = runs::governing_labels(known);
    let removed = known.removed;
    let mut kinds: Vec<Option<Boilerplate>> = (0..removed.len())
        .map(|index| {
            if !removed[index] {
                return None;
            }
            consent_dialog(known, index)
                .or_else(|| own_words(known, index))
                .or_else(|| names_around(known, index))
                .or_else(|| governing[index].map(|label| label.kind))
                .or_else(|| subject(known, index))
                .or_else(|| repetition(known, index))
                .or_else(|| dateline_or_byline(known, index))
                .or_else(|| region(known, index))
        })
        .collect();
    runs::by_shape(known, &mut kinds);
    runs::by_neighbours(known, &mut kinds);
    let of_blocks = kinds.into_iter().map(|kind| kind.unwrap_or(Boilerplate::Other)).collect();
    Kinds { of_blocks, governing }
}

/// A phrase, a sign of copyright, an address: what the block itself says.
fn own_words(known: &Known<'_>, index: usize) -> Option<Boilerplate> {
    known.phrase(index).or_else(|| copyright(known, index)).or_else(|| contact(known, index))
}

/// Below the text the owner of the site, in the text the owner of a picture.
fn copyright(known: &Known<'_>, index: usize) -> Option<Boilerplate> {
    // Two lines of a footer: longer blocks mention it in passing.
    const MAX_WORDS: u32 = 40;
    let shape = &known.block(index).shape;
    let says_so =
        shape.words <= MAX_WORDS && shape.signs.any(Signs::LATIN_1) && known.text(index).contains('\u{a9}');
    let in_text = known.kept.is_some() && !known.is_below_kept(index) && !known.is_above_kept(index);
    says_so.then_some(if in_text { Boilerplate::ImageCaption } else { Boilerplate::LegalFooter })
}

/// A short line with an e-mail address outside the text.
fn contact(known: &Known<'_>, index: usize) -> Option<Boilerplate> {
    const MAX_WORDS: u32 = 12;
    let is_address =
        |word: &str| word.split_once('@').is_some_and(|(user, host)| !user.is_empty() && host.contains('.'));
    let shape = &known.block(index).shape;
    let holds_one = shape.words <= MAX_WORDS
        && shape.signs.any(Signs::AT)
        && known.text(index).split_whitespace().any(is_address);
    holds_one.then_some(Boilerplate::Contact)
}

/// Hidden, or in a container whose class or id tells the kind.
fn names_around(known: &Known<'_>, index: usize) -> Option<Boilerplate> {
    let containers = &known.evidence.layout.containers;
    let facts = containers.get(known.block(index).container as usize)?;
    if facts.hidden {
        return Some(Boilerplate::Hidden);
    }
    match named_kind(known, index) {
        Some(Boilerplate::Byline) if is_sentence(known.block(index)) => Some(Boilerplate::AuthorBio),
        kind => kind,
    }
}

/// What the names of the containers tell. A name around the text as well tells nothing:
/// `<body class="has-newsletter">`.
pub(super) fn named_kind(known: &Known<'_>, index: usize) -> Option<Boilerplate> {
    let containers = &known.evidence.layout.containers;
    let facts = containers.get(known.block(index).container as usize)?;
    let around_text = containers.get(known.evidence.layout.main).and_then(|main| main.named_kind);
    facts.named_kind.filter(|kind| *kind != Boilerplate::Other && Some(*kind) != around_text)
}

/// A byline names somebody; a sentence of eight words tells something about them.
fn is_sentence(block: &RawBlock) -> bool {
    block.shape.terminated && block.shape.words >= 8
}

/// A request for consent speaks of terms, vendors and settings: none of that is another kind.
fn consent_dialog(known: &Known<'_>, index: usize) -> Option<Boilerplate> {
    named_kind(known, index).filter(|kind| *kind == Boilerplate::CookieConsent)
}

/// A short line that no phrase knows but whose subject is plain in most languages.
fn subject(known: &Known<'_>, index: usize) -> Option<Boilerplate> {
    const MAX_WORDS: u32 = 12;
    if known.block(index).shape.words > MAX_WORDS || known.block(index).shape.words < 2 {
        return None;
    }
    let text = known.text(index).to_lowercase();
    let mut words = text.split(|c: char| !c.is_alphanumeric());
    if text.contains("newsletter") {
        Some(Boilerplate::NewsletterPrompt)
    } else {
        words.any(form_words::is_network).then_some(Boilerplate::FollowPrompt)
    }
}

/// A block that says again what a kept block says.
fn repetition(known: &Known<'_>, index: usize) -> Option<Boilerplate> {
    // Shorter lines repeat by chance: names of sections, countries.
    const MIN_WORDS: u32 = 5;
    let other = known.kept_copy(index)?;
    let is_heading = matches!(known.block(other).kind, BlockKind::Heading { level: 2.. });
    if is_heading && other > index {
        return Some(Boilerplate::Toc);
    }
    (known.block(index).shape.words >= MIN_WORDS).then_some(Boilerplate::Duplicate)
}

/// A short line with the article's date or author; a long one with the author tells who that is.
fn dateline_or_byline(known: &Known<'_>, index: usize) -> Option<Boilerplate> {
    // Outlet, place, two dates with labels and zones: what one line under a headline holds.
    const MAX_LINE_WORDS: u32 = 20;
    let shape = &known.block(index).shape;
    let is_line = shape.words <= MAX_LINE_WORDS && !shape.terminated;
    if is_line && known.names_author(index) {
        Some(Boilerplate::Byline)
    } else if shape.words <= MAX_LINE_WORDS && (known.shows_date(index) || is_date(known, index)) {
        Some(Boilerplate::Dateline)
    } else if shape.terminated && known.is_below_kept(index) && known.names_author(index) {
        Some(Boilerplate::AuthorBio)
    } else {
        None
    }
}

/// A year and another number in a line of a few words, in any language.
fn is_date(known: &Known<'_>, index: usize) -> bool {
    // "Published on Tuesday, 12 October 2021 at 10:15 local time" is eleven words.
    const MAX_WORDS: u32 = 11;
    const MIN_DIGITS: u32 = 5;
    let shape = &known.block(index).shape;
    // Above everything is today's date, not the article's.
    if known.is_above_kept(index) || shape.words > MAX_WORDS || shape.digits < MIN_DIGITS {
        return false;
    }
    let numbers = known.text(index).split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty());
    let (mut years, mut days) = (0, 0);
    for number in numbers {
        match (number.len(), number.parse::<u16>()) {
            (4, Ok(1990..=2099)) => years += 1,
            (1 | 2, Ok(1..=31)) => days += 1,
            _ => {}
        }
    }
    years > 0 && days > 0
}

/// What the elements around say by their tag.
fn region(known: &Known<'_>, index: usize) -> Option<Boilerplate> {
    match known.evidence.layout.containers.get(known.block(index).container as usize)?.region {
        Region::Nav => Some(Boilerplate::Navigation),
        Region::Footer => Some(Boilerplate::LegalFooter),
        Region::Aside if is_headline(known.block(index)) => Some(Boilerplate::RelatedLinks),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::Evidence;
    use crate::evidence::phrases::{Hit, Mode, Reach};
    use crate::metadata::{Field, Metadata, Provenance};
    use crate::options::Limits;
    use crate::read::text;

    /// Lines: `+` is kept, `-` removed; `#kind#` before a line makes it a label of that kind,
    /// `=kind=` a line with a phrase of that kind.
    fn kinds_of(lines: &str, metadata: &Metadata) -> Vec<&'static str> {
        let (mut source, mut hits, mut removed) = (String::new(), Vec::new(), Vec::new());
        for line in lines.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let (sign, rest) = line.split_at(1);
            removed.push(sign == "-");
            let (hit, rest) = match (rest.strip_prefix('#'), rest.strip_prefix('=')) {
                (Some(rest), _) => made_hit(rest, '#', Mode::Label),
                (_, Some(rest)) => made_hit(rest, '=', Mode::Whole),
                _ => (None, rest),
            };
            hits.push(hit);
            source.push_str(rest);
            source.push('\n');
        }
        let page = text::page(&source, &Limits::new());
        assert_eq!(page.blocks.len(), hits.len(), "one block a line");
        let mut evidence = Evidence::of(&page, metadata);
        evidence.hits = hits;
        let kinds = kinds(&Known::of(&evidence, &removed)).of_blocks;
        kinds.iter().zip(&removed).filter(|(_, removed)| **removed).map(|(kind, _)| kind.name()).collect()
    }

    fn made_hit(rest: &str, sign: char, mode: Mode) -> (Option<Hit>, &str) {
        let (kind, text) = rest.split_once(sign).expect("a closed sign");
        let reach = (mode == Mode::Label).then_some(Reach::Section);
        (Some(Hit { kind: Boilerplate::from_name(kind).expect("a kind"), mode, reach }), text)
    }

    const BODY: &str =
        "+The ferry to the island ran aground on a sandbank on Sunday, with ninety people on board.
        +Nobody was hurt, the harbour master said, and the evening tide lifted the ship off again.";

    fn with_body(above: &str, below: &str) -> Vec<&'static str> {
        kinds_of(&format!("{above}\n{BODY}\n{below}"), &Metadata::default())
    }

    #[test]
    fn a_label_governs_its_list() {
        let kinds = with_body(
            "",
            "-#trending_list#TRENDING
             -1
             -Glassmakers of the north look for apprentices
             -Glassmakers of the north look for appr...
             -Portugal
             -2
             -Harbour cranes to be painted yellow
             -=newsletter_prompt=Get our letter
             -Send",
        );
        assert_eq!(kinds[..7], ["trending_list"; 7]);
        assert_eq!(kinds[7..], ["newsletter_prompt"; 2]);
    }

    #[test]
    fn a_label_does_not_reach_past_text() {
        let kinds = with_body(
            "-#related_links#Also read\n-Oyster beds close for the summer in the bay",
            "-More\n-Music",
        );
        assert_eq!(kinds, ["related_links", "related_links", "navigation", "navigation"]);
    }

    #[test]
    fn short_lines_above_are_a_menu_and_below_a_footer() {
        let kinds = with_body("-Home\n-Politics\n-Weather", "-Jobs\n-Imprint\n-\u{a9} Tidewater Press");
        assert_eq!(kinds[..3], ["navigation"; 3]);
        assert_eq!(kinds[3..], ["legal_footer"; 3]);
    }

    #[test]
    fn headlines_after_the_text_are_links() {
        let kinds = with_body(
            "",
            "-Lighthouse keeper finds a message from 1911
             -What the Harbour Board Wants From the City
             -Oyster Beds Close for the Summer",
        );
        assert_eq!(kinds, ["related_links"; 3]);
    }

    #[test]
    fn comments_under_their_label_are_long() {
        let kinds = with_body(
            "",
            "-#comments#2 comments
             -marta_k
             -I was on that ferry, and the crew did everything they could to keep us calm until evening.
             -=share_prompt=Share
             -The sandbank has been there since I was a child; it was in the charts even then.",
        );
        assert_eq!((kinds[1], kinds[2], kinds[4]), ("comments", "comments", "comments"));
    }

    #[test]
    fn repeated_text_and_the_articles_date_and_author() {
        let mut metadata = Metadata::default();
        metadata.authors.push(Field::new("Inge Varga".to_owned(), Provenance::TextLine));
        let lines = format!(
            "-Inge Varga, Port Reporter
             {BODY}
             -14 March 2019, 10:20
             -Nobody was hurt, the harbour master said, and the evening tide lifted the ship off again.
             -Inge Varga has written about ports and ships for thirty years."
        );
        assert_eq!(kinds_of(&lines, &metadata), ["byline", "dateline", "duplicate", "author_bio"]);
    }

    #[test]
    fn a_page_without_kept_blocks() {
        assert_eq!(kinds_of("-Home\n-Sport\n-Weather", &Metadata::default()).len(), 3);
    }

    #[test]
    fn a_rank_kept_by_mistake_does_not_end_a_list() {
        let kinds = with_body(
            "",
            "-#trending_list#TRENDING\n-Glassmakers of the north look for apprentices\n+2\n-Portugal in the rain",
        );
        assert_eq!(kinds, ["trending_list"; 3]);
    }

    #[test]
    fn a_row_of_links_with_a_legal_page_is_a_footer() {
        assert_eq!(with_body("", "-=contact=Contact us | Terms of use"), ["legal_footer"]);
        assert_eq!(with_body("", "-=contact=Contact us | Our office"), ["contact"]);
    }

    #[test]
    fn a_date_is_a_line_of_eleven_words_at_most() {
        let line = "-Published on Tuesday, 12 October 2021 at 10:15 local time";
        assert_eq!(with_body("", line), ["dateline"]);
        assert_ne!(with_body("", &format!("{line} again")), ["dateline"]);
        assert_ne!(with_body("", "-Tuesday the 12th of a month"), ["dateline"], "no year");
    }

    /// The kinds of the last blocks of a page, which follow a text.
    fn kinds_below_text(html: &str) -> Vec<&'static str> {
        let text = BODY.replace('+', "<p>");
        let page = crate::evidence::testing::html(&format!("<main>{text}</main>{html}"));
        let removed: Vec<bool> = (0..page.blocks.len()).map(|index| index > 1).collect();
        let metadata = Metadata::default();
        let mut evidence = Evidence::of(&page, &metadata);
        evidence.hits.fill(None);
        kinds(&Known::of(&evidence, &removed)).of_blocks[2..].iter().map(|kind| kind.name()).collect()
    }

    #[test]
    fn containers_tell_the_kind() {
        assert_eq!(kinds_below_text("<div hidden><p>Nobody sees this line of text</div>"), ["hidden"]);
        assert_eq!(kinds_below_text("<div class=byline><p>Inge Varga in Port</div>"), ["byline"]);
        assert_eq!(
            kinds_below_text("<div class=byline><p>Inge Varga writes about ports, ships and the sea.</div>"),
            ["author_bio"]
        );
        assert_eq!(kinds_below_text("<div class=related><p>Oysters</div>"), ["related_links"]);
        assert_eq!(kinds_below_text("<nav><p>Oysters and other things of the bay</nav>"), ["navigation"]);
        assert_eq!(
            kinds_below_text("<footer><p>Oysters and other things of the bay</footer>"),
            ["legal_footer"]
        );
    }

    #[test]
    fn what_stands_beside_kept_text_is_not_of_its_neighbours_kind() {
        let kinds =
            with_body("", "-=legal_footer=Imprint\n+The tide came back at nine, and they sailed on.\n-Abc");
        assert_eq!(kinds[0], "legal_footer");
    }
}
