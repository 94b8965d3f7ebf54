//! Code: listings whole and exact.
//!
//! A listing is a `<pre>`, or what an editor or a highlighter makes instead. Highlighters give each line an element of
//! its own, number the lines in a column or a cell beside them, and add buttons. So inside a listing an element that
//! would end a block ends a line; line numbers and buttons are left out. For its language see [`code_language`](super::code_language).

use super::builder::Builder;
use super::code_language::language;
use super::elements::{Display, Known, may};
use super::frame::Frame;
use super::run::Inline;
use crate::document::GroupKind;
use crate::lists::class_roles::{ClassRole, ClassRoles};
use crate::read::sink::Element;

/// The longest label of a bar of tools.
const MAX_LABEL_CHARS: usize = 40;
/// Whether an element is a listing.
pub(super) fn is_listing(element: &Element<'_, '_>, known: Known, roles: ClassRoles) -> bool {
    if !known.may(may::BE_LISTING) {
        return roles.has(ClassRole::Listing);
    }
    element.name != "code"
        || has_class(element, "block")
        || element.get("style").is_some_and(is_block_of_code)
}

fn has_class(element: &Element<'_, '_>, name: &str) -> bool {
    element.get("class").is_some_and(|class| class.split_ascii_whitespace().any(|known| known == name))
}

fn is_block_of_code(style: &str) -> bool {
    let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
    ["display:block", "white-space:pre"].iter().any(|declared| style.contains(declared))
}

/// Whether an element inside a listing is no part of the code: line numbers, buttons, decoration.
pub(super) fn is_decoration(element: &Element<'_, '_>, roles: ClassRoles) -> bool {
    element.name == "button"
        || roles.has(ClassRole::Gutter)
        || element.get("aria-hidden") == Some("true")
        || element.get("style").is_some_and(is_unselectable)
}

/// What cannot be selected is left out by readers who copy code: Chroma's line numbers without classes, prompts.
fn is_unselectable(style: &str) -> bool {
    style.split(';').filter_map(|declaration| declaration.split_once(':')).any(|(property, value)| {
        let property = property.trim().trim_start_matches("-webkit-");
        property.eq_ignore_ascii_case("user-select") && value.trim().eq_ignore_ascii_case("none")
    })
}

/// How an element inside a listing takes part in its lines.
pub(super) fn display(element: &Element<'_, '_>, roles: ClassRoles) -> Display {
    match element.name {
        _ if roles.has(ClassRole::Line) => Display::Line,
        "div" | "li" | "ol" | "ul" | "tr" | "table" | "tbody" | "figure" => Display::Lines,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "p" | "blockquote" | "section" | "article" => {
            Display::Block
        }
        _ => Display::Inline,
    }
}

impl<'a> Builder<'a, '_> {
    /// Notes line numbers in a cell that is left out: the cell beside it may be code.
    pub(super) fn note_gutter(&mut self, element: &Element<'_, '_>) {
        if let Some(row) = self.frames.last_mut().and_then(|frame| frame.row.as_mut()) {
            row.has_gutter |= matches!(element.name, "td" | "th");
        }
    }

    /// Whether an element holds the lines of code in the cell beside their numbers, as SyntaxHighlighter writes it, without a
    /// `<pre>`.
    pub(super) fn is_beside_gutter(&self, element: &Element<'_, '_>) -> bool {
        let is_code = || self.called.last().is_some_and(|names| names.class == Some("code"));
        let row = self.frames.get(self.context().row).and_then(|frame| frame.row.as_ref());
        row.is_some_and(|row| row.has_gutter)
            && self.frames.last().is_some_and(|frame| frame.name == "td")
            && is_code()
            && has_class(element, "container")
    }

    /// Notes the language that the innermost element names: for the listing around it, or for those inside it.
    pub(super) fn note_language(&mut self, element: &Element<'a, '_>) {
        let Some(language) = language(element) else { return };
        let Some(frame) = self.frames.last_mut() else { return };
        frame.context.language = Some(language);
        let listing = frame.context.listing;
        if let Some(frame) = self.frames.get_mut(listing).filter(|_| listing > 0)
            && frame.detail.is_none()
        {
            frame.detail = Some(language);
            if let Some(group) = frame.group {
                self.page.groups[group as usize].detail = Some(language.into());
            }
        }
    }

    /// A line of `<code>` ends: what begins its block is a listing, although it is no `<pre>`.
    pub(super) fn break_code(&mut self) {
        let is_code = |frame: &Frame<'_>| frame.name == "code" && frame.inline == Some(Inline::Code);
        let Some(index) = self.frames.iter().rposition(is_code) else { return };
        let begins_block = self.frames[index].start <= self.run.start && self.context().row == 0;
        if !begins_block || self.run.is_empty(&self.page.text) {
            return;
        }
        self.run.cancel(Inline::Code);
        let frame = &mut self.frames[index];
        (frame.inline, frame.display, frame.makes) = (None, Display::Block, Some(GroupKind::Code));
        frame.detail = frame.context.language;
        for frame in &mut self.frames[index..] {
            frame.context.open_listing(index);
            frame.context.group_holder = index;
        }
        self.floor = self.floor.max(index + 1);
    }

    /// A button inside a listing: the box that it is in is a bar of tools, and its text, such as the name of the language,
    /// no code.
    pub(super) fn close_toolbar(&mut self) {
        let listing = self.context().listing;
        let is_box = |frame: &Frame<'_>| matches!(frame.display, Display::Line | Display::Lines);
        let Some(index) = self.frames.iter().rposition(is_box).filter(|&index| index > listing) else {
            return;
        };
        let start = self.frames[index].start;
        let Some(part) = self.page.text.get(start..).filter(|_| start >= self.run.start) else { return };
        if part.trim().chars().count() > MAX_LABEL_CHARS || part.trim().contains('\n') {
            return;
        }
        self.page.text.truncate(start);
        self.frames[index].is_done = true;
        for frame in &mut self.frames[index..] {
            frame.context.formula = index;
        }
    }

    /// Whether text inside a listing is only the indent of the markup between elements that are lines.
    pub(super) fn is_between_lines(&self, text: &str) -> bool {
        let is_inside = self.frames.last().is_some_and(|frame| {
            frame.display == Display::Line || matches!(frame.name, "pre" | "code" | "span")
        });
        !is_inside && text.contains('\n') && text.chars().all(char::is_whitespace)
    }
}

#[cfg(test)]
mod tests {
    use crate::document::GroupKind;
    use crate::read::build::testing::built;

    /// The listings of a page, with their languages.
    fn listings(markup: &str) -> Vec<(String, String)> {
        let page = built(markup);
        let code = page.groups.iter().filter(|group| group.kind == GroupKind::Code);
        let text = |blocks: &std::ops::Range<u32>| {
            let texts: Vec<_> = blocks.clone().map(|block| page.block_text(block as usize)).collect();
            texts.join("|")
        };
        code.map(|group| (group.detail.as_deref().unwrap_or_default().to_owned(), text(&group.blocks)))
            .collect()
    }

    fn one(markup: &str) -> (String, String) {
        let all = listings(markup);
        assert_eq!(all.len(), 1, "{markup}");
        all.into_iter().next().unwrap_or_default()
    }

    #[test]
    fn an_element_a_line_is_a_line() {
        for markup in [
            "<pre><code><span class=line>let a = 1;</span>\n<span class=line></span>\n<span class=line>  a</span></code></pre>",
            "<pre><div class=line>let a = 1;</div><div class=line></div><div class=line>  a</div></pre>",
            "<pre><span class=line><span>let a = 1;\n</span></span><span class=line>\n</span><span class=line>  a</span></pre>",
            "<pre>let a = 1;<br>\u{a0}<br>  a</pre>",
            "<pre><code>let a = 1;\n\n<span class=gatsby-highlight-code-line>  a</span></code></pre>",
            "<div><code>let a = 1;<br>\u{a0}<br>  a</code></div>",
            "<div class=cm-content><div class=cm-line>let a = 1;</div>\n<div class=cm-line><br></div>\n<div class=cm-line>  a</div></div>",
        ] {
            let (_, code) = one(markup);
            assert_eq!(code.replace(" \n", "\n").replace("\n\n", "\n.\n"), "let a = 1;\n.\n  a", "{markup}");
        }
    }

    #[test]
    fn line_numbers_and_buttons_are_no_code() {
        for markup in [
            "<pre><span class=lineno>1</span>a = 1<button>Copy</button></pre>",
            "<pre><code><div><span>bash</span><button>Copy</button></div><div>a = 1</div></code></pre>",
            "<pre><code><span style='display:flex'><span style='-webkit-user-select:none; color:#777'> 1</span><span>a = 1\n</span></span></code></pre>",
            "<pre><code class='hl lean block'>a = 1<span class=hover-info><code>Nat</code></span></code></pre>",
            "<table><tr><td class=linenos><pre>1</pre></td><td class=code><pre>a = 1</pre></td></tr></table>",
            "<table><tr><td class=gutter><div>1</div></td><td class=code><div class=container><div class=line><code>a</code> <code>= 1</code></div></div></td></tr></table>",
            "<table class=js-file-line-container><tr><td class=blob-num>1</td><td class=blob-code>a = 1</td></tr></table>",
            "<div class=syntaxhighlighter><table><tr><td class=gutter><div>1</div></td><td class=code><div class=line><code>a</code> <code>= 1</code></div></td></tr></table></div>",
        ] {
            assert_eq!(one(markup).1, "a = 1", "{markup}");
        }
    }

    #[test]
    fn the_language_is_where_the_usual_tools_write_it() {
        for (markup, language) in [
            ("<pre><code class=language-rust>x</code></pre>", "rust"),
            ("<pre class='brush: js; gutter: true'>x</pre>", "js"),
            ("<div class='highlight highlight-source-shell'><pre>x</pre></div>", "shell"),
            ("<figure class='highlight c++'><pre>x</pre></figure>", "c++"),
            ("<pre class='sourceCode haskell'><code>x</code></pre>", "haskell"),
            ("<pre data-lang=go>x</pre>", "go"),
            (
                "<div class='language-py highlighter-rouge'><div class=highlight><pre class=highlight><code>x</code></pre></div></div>",
                "py",
            ),
            ("<pre class='src src-emacs-lisp'>x</pre>", "emacs-lisp"),
            ("<code class='hl lean block'>x</code>", "lean"),
            ("<pre><code class='highlight-wrap language-ts'>x</code></pre>", "ts"),
            ("<div class='highlight wrap'><pre>x</pre></div>", ""),
            ("<pre><code class=language-none>x</code></pre>", ""),
            ("<div class=lang-de><pre>x</pre></div>", ""),
        ] {
            assert_eq!(one(markup).0, language, "{markup}");
        }
    }

    #[test]
    fn a_cell_of_codes_is_no_listing() {
        assert!(
            listings("<table><tr><td>Salt<td class=code><div class=container>NaCl</div></table>").is_empty()
        );
    }

    #[test]
    fn what_follows_a_listing_is_no_code() {
        let page = built("<pre>a</pre><p>b  c</p><code class=block>d\n  e</code>");
        let texts: Vec<_> = (0..page.blocks.len()).map(|block| page.block_text(block)).collect();
        assert_eq!(texts, ["a", "b c", "d\n  e"]);
    }
}
