//! Callouts: notes, warnings and tips that a page sets off.

use crate::read::sink::Element;

/// What callouts are, as the generators of documentation name them.
const KINDS: [&str; 20] = [
    "abstract",
    "attention",
    "bug",
    "caution",
    "danger",
    "error",
    "example",
    "failure",
    "hint",
    "important",
    "info",
    "note",
    "question",
    "seealso",
    "success",
    "summary",
    "tip",
    "todo",
    "warning",
    "quote",
];
/// What comes before the kind in a name: `alert-warning`.
const PREFIXES: [&str; 6] =
    ["markdown-alert-", "theme-admonition-", "admonition-", "callout-", "alert-", "is-"];

/// What a callout is. A box that does not say so is not a callout: many are calls to action.
pub(super) fn kind<'a>(element: &Element<'a, '_>) -> Option<&'a str> {
    if !matches!(element.name, "div" | "aside" | "blockquote" | "section" | "p" | "details") {
        return None;
    }
    let declared = element.get("data-callout").into_iter();
    let named = element.get("class").unwrap_or_default().split_ascii_whitespace();
    declared.chain(named).find_map(|name| {
        let kind = PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).unwrap_or(name);
        KINDS.iter().any(|known| known.eq_ignore_ascii_case(kind)).then_some(kind)
    })
}

#[cfg(test)]
mod tests {
    use crate::document::GroupKind;
    use crate::read::build::testing::built;

    fn callout(markup: &str) -> Option<String> {
        let page = built(markup);
        let group = page.groups.iter().find(|group| group.kind == GroupKind::Callout)?;
        group.detail.as_deref().map(str::to_owned)
    }

    #[test]
    fn callouts_of_the_usual_generators_are_known_by_their_kind() {
        for (markup, expected) in [
            ("<div class='admonition warning'><p>Wet</p></div>", Some("warning")),
            ("<div class='markdown-alert markdown-alert-tip'><p>Wet</p></div>", Some("tip")),
            ("<div class='alert alert-info'><p>Wet</p></div>", Some("info")),
            ("<div class=callout data-callout=caution><p>Wet</p></div>", Some("caution")),
            ("<div class=alert><p>Wet</p></div>", None),
            ("<p class=note>Wet</p>", None),
        ] {
            assert_eq!(callout(markup).as_deref(), expected, "{markup}");
        }
    }
}
