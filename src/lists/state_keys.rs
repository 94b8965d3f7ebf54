//! What keys of a page's state mean, and the types of its nodes of rich text.

use once_cell::sync::Lazy;

use super::rows;
use super::table::Table;

/// What the value of a key is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum StateKey {
    /// Text or HTML of an article.
    Body,
    /// An array whose items are the body one after the other.
    Parts,
    Title,
    /// Not the article, whatever it reads like.
    Other,
}

/// What a node of rich text becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum RichText {
    Element(&'static str),
    /// A run of text inside a block.
    Inline,
    /// Nothing but its children.
    Children,
    LeftOut,
}

static KEYS: Lazy<Table<&'static str, StateKey>> =
    Lazy::new(|| rows(include_str!("state_keys.tsv")).filter_map(|row| key(&row)).collect());
static TYPES: Lazy<Table<&'static str, RichText>> =
    Lazy::new(|| rows(include_str!("rich_text_types.tsv")).filter_map(|row| node(&row)).collect());

/// What a key means, as it is written in the state.
pub(crate) fn state_key(written: &str) -> Option<StateKey> {
    KEYS.get(normalized(written)?.as_str()).copied()
}

/// What a node of this type becomes, as the type is written in the state.
pub(crate) fn rich_text(written: &str) -> Option<RichText> {
    // Blocks of Gutenberg have the name of their maker in front.
    let name = written.rsplit('/').next().unwrap_or(written);
    TYPES.get(normalized(name)?.as_str()).copied()
}

/// Letters and figures in lower case, unless this is longer than any entry.
fn normalized(written: &str) -> Option<String> {
    const MAX_BYTES: usize = 40;
    let letters = written.chars().filter(char::is_ascii_alphanumeric);
    (written.len() <= MAX_BYTES).then(|| letters.map(|c| c.to_ascii_lowercase()).collect())
}

fn key(row: &[&'static str]) -> Option<(&'static str, StateKey)> {
    let &[key, meaning] = row else { return None };
    let meaning = match meaning {
        "body" => StateKey::Body,
        "parts" => StateKey::Parts,
        "title" => StateKey::Title,
        "other" => StateKey::Other,
        _ => return None,
    };
    Some((key, meaning))
}

fn node(row: &[&'static str]) -> Option<(&'static str, RichText)> {
    let &[name, element] = row else { return None };
    let becomes = match element {
        "-" => RichText::Children,
        "+" => RichText::Inline,
        "!" => RichText::LeftOut,
        element => RichText::Element(element),
    };
    Some((name, becomes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_keep_their_rules() {
        for (list, read) in
            [(include_str!("state_keys.tsv"), KEYS.len()), (include_str!("rich_text_types.tsv"), TYPES.len())]
        {
            let names: Vec<_> = rows(list).map(|row| row[0]).collect();
            assert!(names.is_sorted());
            assert_eq!(names.len(), read, "a row repeats a name or cannot be read");
            for name in names {
                assert_eq!(normalized(name).as_deref(), Some(name));
            }
        }
    }

    #[test]
    fn spelling_does_not_matter() {
        assert_eq!(state_key("article_Body"), Some(StateKey::Body));
        assert_eq!(state_key(&"body".repeat(100)), None);
        assert_eq!(rich_text("core/list-item"), Some(RichText::Element("li")));
        assert_eq!(rich_text("bullet_list"), Some(RichText::Element("ul")));
    }
}
