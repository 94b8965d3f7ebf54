//! What goes in, a script that holds data, and what comes out, a body.

/// Elements whose attribute or text is JSON whatever their type says.
const IDS: [&str; 3] = ["__NEXT_DATA__", "__NUXT_DATA__", "data-preloaded"];

/// A script, or the value of an attribute that holds data.
#[derive(Debug, Clone, Copy)]
pub(in crate::read::html) struct Script<'a> {
    pub(in crate::read::html) id: &'a str,
    /// Empty for JavaScript.
    pub(in crate::read::html) media_type: &'a str,
    pub(in crate::read::html) text: &'a str,
}

impl Script<'_> {
    pub(super) fn is_json(&self) -> bool {
        is_json(self.id, self.media_type)
    }

    pub(super) fn is_json_ld(&self) -> bool {
        self.media_type.eq_ignore_ascii_case("application/ld+json")
    }
}

/// A body that a page's state holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::read::html) struct StateBody {
    /// A fragment of HTML, not yet safe to show.
    pub(in crate::read::html) html: String,
    /// The headline, where the state gives it with the body.
    pub(in crate::read::html) title: Option<String>,
    /// Bytes of text in it.
    pub(in crate::read::html) bytes: usize,
}

pub(super) fn is_json(id: &str, media_type: &str) -> bool {
    IDS.contains(&id)
        || media_type.eq_ignore_ascii_case("application/json")
        || media_type.eq_ignore_ascii_case("text/json")
}
