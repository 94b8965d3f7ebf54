//! Pages without scripts: what is left is what an extractor has to think about.

use std::ops::Range;

/// Elements that are cut out with all that they hold; JSON-LD is a script and goes, too.
const ELEMENTS: &[&str] = &["script", "style", "noscript", "svg"];

/// The page without scripts, style sheets, `<noscript>`, `<svg>` and comments.
///
/// A scan for tags, not a parser: both spellings of a page are given to every tool alike, so that a rare cut in
/// the wrong place favours nobody.
pub fn strip(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut kept = String::with_capacity(html.len());
    let mut position = 0;
    while let Some(found) = next_cut(&lower, position) {
        kept.push_str(&html[position..found.start]);
        position = found.end;
    }
    kept.push_str(&html[position..]);
    kept
}

/// The first thing to cut out at or behind a position.
fn next_cut(lower: &str, from: usize) -> Option<Range<usize>> {
    let mut position = from;
    while let Some(start) = find(lower, "<", position) {
        if lower[start..].starts_with("<!--") {
            return Some(start..find(lower, "-->", start).map_or(lower.len(), |end| end + 3));
        }
        if let Some(name) = ELEMENTS.iter().find(|name| opens(&lower[start + 1..], name)) {
            return Some(start..end_of_element(lower, start, name));
        }
        position = start + 1;
    }
    None
}

/// Where an element ends. One that is never closed holds the rest, as a browser sees scripts.
fn end_of_element(lower: &str, start: usize, name: &str) -> usize {
    let mut open = 1;
    let mut position = start + 1;
    while let Some(tag) = find(lower, "<", position) {
        position = tag + 1;
        let inside = &lower[position..];
        if inside.strip_prefix('/').is_some_and(|rest| opens(rest, name)) {
            open -= 1;
        } else if name == "svg" && opens(inside, name) {
            // The only one of the four that nests.
            open += 1;
        }
        if open == 0 {
            return find(lower, ">", position).map_or(lower.len(), |end| end + 1);
        }
    }
    lower.len()
}

/// Whether what follows a `<` is the tag of this name, not of one that begins like it.
fn opens(inside: &str, name: &str) -> bool {
    inside.strip_prefix(name).is_some_and(|rest| {
        rest.starts_with(|sign: char| sign.is_ascii_whitespace() || sign == '>' || sign == '/')
    })
}

fn find(text: &str, what: &str, from: usize) -> Option<usize> {
    text[from..].find(what).map(|at| from + at)
}

#[cfg(test)]
mod tests {
    use super::strip;

    #[test]
    fn scripts_styles_and_comments_go() {
        let page = "<p>One<SCRIPT src=a>if (a<b) {}</Script >two<style>p>a{}</style><!-- <p>no --> three</p>";
        assert_eq!(strip(page), "<p>Onetwo three</p>");
    }

    #[test]
    fn names_that_begin_alike_stay() {
        let page = "<scripture>In the beginning</scripture><styled>é</styled>";
        assert_eq!(strip(page), page);
    }

    #[test]
    fn a_script_in_a_comment_does_not_open_one() {
        assert_eq!(strip("<!-- <script> --><p>kept</p>"), "<p>kept</p>");
        assert_eq!(strip("<script>'<!--'</script><p>kept</p>"), "<p>kept</p>");
    }

    #[test]
    fn nested_pictures_end_at_the_outer_tag() {
        assert_eq!(strip("a<svg><g><svg/x></svg></g></svg>b"), "ab");
    }

    #[test]
    fn what_is_never_closed_holds_the_rest() {
        assert_eq!(strip("<p>kept</p><script>let a;"), "<p>kept</p>");
        assert_eq!(strip("<p>kept</p><!-- rest"), "<p>kept</p>");
    }
}
