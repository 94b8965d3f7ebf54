//! What the parts of discussions are called, and the words around what people write: see `discussion.tsv`.

use once_cell::sync::Lazy;

use super::table::Table;

/// What names say of an element, as bits: one element may be several things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Roles(u16);

impl Roles {
    pub(crate) const COMMENT: Roles = Roles(1);
    pub(crate) const POST: Roles = Roles(1 << 1);
    pub(crate) const THREAD: Roles = Roles(1 << 2);
    pub(crate) const ACCEPTED: Roles = Roles(1 << 3);
    pub(crate) const NEST: Roles = Roles(1 << 4);
    pub(crate) const LEVEL: Roles = Roles(1 << 5);
    pub(crate) const AUTHOR: Roles = Roles(1 << 6);
    pub(crate) const DATE: Roles = Roles(1 << 7);
    pub(crate) const TEXT: Roles = Roles(1 << 8);
    pub(crate) const SKIP: Roles = Roles(1 << 9);
    pub(crate) const QUOTE: Roles = Roles(1 << 10);
    pub(crate) const ELSEWHERE: Roles = Roles(1 << 11);

    /// Whether one of these is among them.
    pub(crate) fn any(self, of: Roles) -> bool {
        self.0 & of.0 != 0
    }

    pub(crate) fn with(self, other: Roles) -> Roles {
        Roles(self.0 | other.0)
    }

    pub(crate) fn without(self, other: Roles) -> Roles {
        Roles(self.0 & !other.0)
    }

    fn from_name(name: &str) -> Option<Roles> {
        Some(match name {
            "comment" => Roles::COMMENT,
            "post" => Roles::POST,
            "thread" => Roles::THREAD,
            "accepted" => Roles::ACCEPTED,
            "nest" => Roles::NEST,
            "level" => Roles::LEVEL,
            "author" => Roles::AUTHOR,
            "date" => Roles::DATE,
            "text" => Roles::TEXT,
            "skip" => Roles::SKIP,
            "quote" => Roles::QUOTE,
            "elsewhere" => Roles::ELSEWHERE,
            _ => return None,
        })
    }
}

#[derive(Default)]
struct Names {
    whole: Table<&'static str, Roles>,
    /// By the last letters, which tell most names apart.
    ends: Table<&'static str, Vec<(&'static str, Roles)>>,
    profiles: Vec<&'static str>,
    buttons: Table<&'static str, ()>,
    says: Vec<&'static str>,
    fillers: Vec<&'static str>,
    standings: Vec<&'static str>,
}

static NAMES: Lazy<Names> = Lazy::new(|| {
    let mut names = Names::default();
    for row in super::rows(include_str!("discussion.tsv")) {
        let [role, how, name, _system] = row[..] else { continue };
        match (how, Roles::from_name(role)) {
            ("is", Some(roles)) => {
                let known = names.whole.entry(name).or_default();
                *known = known.with(roles);
            }
            ("ends", Some(roles)) => {
                names.ends.entry(last_letters(name)).or_default().push((name, roles));
            }
            _ => names.add_word(role, name),
        }
    }
    names
});

impl Names {
    fn add_word(&mut self, role: &str, word: &'static str) {
        match role {
            "profile" => self.profiles.push(word),
            "says" => self.says.push(word),
            "filler" => self.fillers.push(word),
            "standing" => self.standings.push(word),
            _ => {
                self.buttons.insert(word, ());
            }
        }
    }
}

/// The letters of a name; what a build adds to it after two underscores, which has digits, is left out.
pub(crate) fn key(name: &str) -> String {
    without_build(name).chars().filter(|c| c.is_alphabetic()).collect()
}

/// What a name says by its letters. Nothing is allocated for short names in ASCII, as most are.
pub(crate) fn said_by(name: &str) -> Roles {
    const MAX_LETTERS: usize = 64;
    if !name.is_ascii() || name.len() > MAX_LETTERS {
        return roles(&key(name));
    }
    let (mut kept, mut count) = ([0; MAX_LETTERS], 0);
    for byte in without_build(name).bytes() {
        // What is no letter is written over by the next that is one.
        kept[count % MAX_LETTERS] = byte;
        count += usize::from(byte.is_ascii_alphabetic());
    }
    std::str::from_utf8(&kept[..count]).map_or_else(|_| roles(&key(name)), roles)
}

/// The name up to the last two underscores, if a digit follows them.
fn without_build(name: &str) -> &str {
    let has_sign = name.as_bytes().contains(&b'_');
    let last = if has_sign { name.as_bytes().windows(2).rposition(|pair| pair == b"__") } else { None };
    let split = last.map(|at| name.split_at(at));
    let built = split.filter(|(_, end)| end.bytes().any(|byte| byte.is_ascii_digit()));
    built.map_or(name, |(name, _)| name)
}

/// The last three letters of a name, by which its end is looked up; no end is shorter.
fn last_letters(name: &str) -> &str {
    name.len().checked_sub(3).and_then(|start| name.get(start..)).unwrap_or_default()
}

/// What a name says that is given by its letters alone.
pub(crate) fn roles(key: &str) -> Roles {
    let whole = NAMES.whole.get(key).copied();
    whole.unwrap_or_else(|| {
        let ends = NAMES.ends.get(last_letters(key)).into_iter().flatten();
        ends.filter(|(end, _)| key.ends_with(end)).fold(Roles::default(), |all, (_, roles)| all.with(*roles))
    })
}

/// Whether an address in lower case is that of a person's page.
pub(crate) fn is_profile(address: &str) -> bool {
    NAMES.profiles.iter().any(|part| address.contains(part))
}

/// Whether a word in lower case is one of those on buttons.
pub(crate) fn is_button_word(word: &str) -> bool {
    NAMES.buttons.contains_key(word)
}

/// What of a text in lower case ends with words between a name and what was said: the part before them.
pub(crate) fn before_says(lower: &str) -> Option<&str> {
    NAMES.says.iter().filter_map(|says| without_end(lower, says)).min_by_key(|before| before.len())
}

/// A text in lower case without filling words at its start: how many bytes they take.
pub(crate) fn leading_filler(lower: &str) -> usize {
    let lengths = NAMES.fillers.iter().filter(|word| starts_with_word(lower, word)).map(|word| word.len());
    lengths.max().unwrap_or(0)
}

/// The same at its end.
pub(crate) fn trailing_filler(lower: &str) -> usize {
    let befores = NAMES.fillers.iter().filter_map(|word| without_end(lower, word));
    befores.map(|before| lower.len() - before.len()).max().unwrap_or(0)
}

/// Whether a line in lower case is about the person or about a later change.
pub(crate) fn is_standing(lower: &str) -> bool {
    NAMES.standings.iter().any(|word| starts_with_word(lower, word))
}

fn starts_with_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word).is_some_and(|rest| !rest.starts_with(char::is_alphabetic))
}

/// What is before a word that ends the text. Japanese, Chinese and Korean write it right after the name.
fn without_end<'a>(text: &'a str, word: &str) -> Option<&'a str> {
    let before = text.strip_suffix(word)?;
    let joined = !word.starts_with(|c: char| (c as u32) < 0x3000);
    (joined || before.ends_with(char::is_whitespace)).then_some(before)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_read() {
        for row in super::super::rows(include_str!("discussion.tsv")) {
            let [role, how, name, _system] = row[..] else { panic!("{row:?}") };
            let is_name = matches!(how, "is" | "ends");
            assert_eq!(Roles::from_name(role).is_some(), is_name, "{row:?}");
            assert!(["is", "ends", "holds", "word"].contains(&how), "{row:?}");
            assert_eq!(name.to_lowercase(), name);
            assert!(!is_name || name.bytes().all(|byte| byte.is_ascii_lowercase()), "{row:?}");
            assert!(how != "ends" || name.len() >= 3, "{row:?}");
        }
    }

    #[test]
    fn names_are_known_whole_or_by_their_end() {
        assert!(roles("comment").any(Roles::COMMENT) && roles("blogcomment").any(Roles::COMMENT));
        assert!(roles("acceptedanswer").any(Roles::ACCEPTED) && roles("acceptedanswer").any(Roles::THREAD));
        for name in ["comments", "", "xt", "\u{e9}\u{e9}"] {
            assert_eq!(roles(name), Roles::default(), "{name}");
        }
        assert!(roles("feedbackusername").any(Roles::AUTHOR));
    }

    #[test]
    fn a_name_says_what_its_letters_say() {
        let long = "blog-".repeat(20) + "comment";
        for name in
            ["comment-body", "comment__x1", "comment__body", "kommentar_\u{e9}", "dsq-comment-12", &long]
        {
            assert_eq!(said_by(name), roles(&key(name)), "{name}");
        }
    }

    #[test]
    fn words_around_names_are_cut() {
        assert_eq!(before_says("ann lee says"), Some("ann lee "));
        assert_eq!(before_says("ann essays"), None);
        assert_eq!(leading_filler("posted by ann"), "posted by".len());
        assert_eq!(leading_filler("byron"), 0);
        assert_eq!(trailing_filler("ann on"), " on".len() - 1);
        assert!(is_standing("joined: may 2010") && !is_standing("joinedly"));
    }
}
