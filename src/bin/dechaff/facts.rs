//! What is said of a section in a line.

use dechaff::{Section, SectionEvidence, SectionKind};

use crate::figures::grouped;

/// Characters of a heading or a name that are shown.
const SHOWN_CHARS: usize = 60;

/// What tells the section, its heading, and how large it is.
pub(crate) fn facts(section: &Section<'_>) -> Vec<String> {
    let mut facts = Vec::new();
    if let Some(told) = told(section) {
        facts.push(told);
    }
    facts.extend(
        section.heading().map(|text| format!("headed \"{}\"", shortened(&visible(text), SHOWN_CHARS))),
    );
    let counts =
        [(section.item_count(), "item"), (section.blocks().len(), "line"), (section.word_count(), "word")];
    for (count, what) in counts {
        match count {
            0 => {}
            1 => facts.push(format!("1 {what}")),
            count => facts.push(format!("{} {what}s", grouped(count as u64, ','))),
        }
    }
    facts
}

/// What tells the section, where that is not said by its heading or its reasons.
fn told(section: &Section<'_>) -> Option<String> {
    match section.evidence() {
        SectionEvidence::Name { .. } | SectionEvidence::Element(_) => {
            Some(shortened(&visible(&section.evidence().to_string()), SHOWN_CHARS))
        }
        SectionEvidence::Label(_) if section.heading().is_none() => Some("by its words".to_owned()),
        SectionEvidence::Score if section.kind() != SectionKind::Body => Some("by score".to_owned()),
        _ => None,
    }
}

pub(crate) fn shortened(text: &str, chars: usize) -> String {
    match text.char_indices().nth(chars) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// On one line, and without control characters, which a terminal could take for commands.
pub(crate) fn visible(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
