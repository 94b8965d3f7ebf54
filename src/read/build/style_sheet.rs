//! Cuts the text of a `<style>` into rules: comments, strings and nested blocks are skipped here, and what a rule says is
//! read in `style_rules.rs`.

use std::ops::Range;

use memchr::{memchr2, memchr2_iter, memchr3, memmem};

use crate::read::bytes::{self, all, same};

/// Rules that hold on every screen: selectors, and where the declarations are, one rule after the other.
pub(super) struct Sheet<'a> {
    css: &'a str,
    at: usize,
    /// Where the next quote or slash is, as far as one was looked for.
    odd: usize,
}

impl<'a> Sheet<'a> {
    pub(super) fn new(css: &'a str) -> Sheet<'a> {
        Sheet { css, at: 0, odd: 0 }
    }

    /// The next of `{`, `}` and `;` outside of comments and strings, and what is before it.
    fn part(&mut self) -> Option<(&'a str, u8)> {
        let (before, sign) = self.sign(1)?;
        Some((self.css[before].trim(), sign))
    }

    /// The same, with the place of what is before it. With `least` 2 a `;` is passed over.
    fn sign(&mut self, least: u8) -> Option<(Range<usize>, u8)> {
        let bytes = self.css.as_bytes();
        let mut start = self.at;
        if let Some(sign) = self.plain_sign(least) {
            self.at = sign + 1;
            return Some((start..sign, bytes[sign]));
        }
        while let Some(&byte) = bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' | b'}' => return Some((start..self.at - 1, byte)),
                b';' if least == 1 => return Some((start..self.at - 1, byte)),
                b'"' | b'\'' => self.skip_string(byte),
                b'/' if bytes.get(self.at) == Some(&b'*') => {
                    let end = memmem::find(&bytes[self.at + 1..], b"*/");
                    let begin = self.at - 1;
                    self.at = end.map_or(bytes.len(), |end| self.at + end + 3);
                    // A comment in front of a selector; inside of one it makes the selector unreadable.
                    if self.css[start..begin].trim().is_empty() {
                        start = self.at;
                    }
                }
                _ => self.at = self.next_special(least),
            }
        }
        None
    }

    /// Where the next sign is, if there can be neither a comment nor a string before it.
    fn plain_sign(&mut self, least: u8) -> Option<usize> {
        let rest = self.css.as_bytes().get(self.at..)?;
        let sign = if least == 1 { memchr3(b'{', b'}', b';', rest) } else { memchr2(b'{', b'}', rest) }?;
        self.find_odd();
        (self.at + sign <= self.odd).then_some(self.at + sign)
    }

    /// Sees to it that the next quote or slash is known.
    fn find_odd(&mut self) {
        if self.odd <= self.at {
            let rest = self.css.as_bytes().get(self.at..).unwrap_or_default();
            self.odd = self.at + memchr3(b'"', b'\'', b'/', rest).unwrap_or(rest.len());
        }
    }

    /// Where the next byte is that means something outside of comments and strings.
    fn next_special(&self, least: u8) -> usize {
        let between_rules = |eight: u64| {
            // The second quotation mark and the slash differ by a bit.
            same(eight, b'{') | same(eight, b'}') | same(eight, b'"') | same(eight | all(0x08), b'/')
        };
        let css = self.css.as_bytes();
        if least == 1 {
            bytes::find(css, self.at, |eight| between_rules(eight) | same(eight, b';'))
        } else {
            bytes::find(css, self.at, between_rules)
        }
    }

    /// Goes after the quote, or the line's end if the quote is missing.
    fn skip_string(&mut self, quote: u8) {
        let bytes = self.css.as_bytes();
        loop {
            match memchr3(quote, b'\\', b'\n', &bytes[self.at..]) {
                None => self.at = bytes.len(),
                Some(found) => {
                    self.at += found + 1;
                    if bytes[self.at - 1] == b'\\' {
                        self.at = (self.at + 1).min(bytes.len());
                        continue;
                    }
                }
            }
            return;
        }
    }

    /// Goes after the next brace outside of comments and strings.
    fn brace(&mut self) -> Option<u8> {
        self.sign(2).map(|(_, brace)| brace)
    }

    /// Where the rest of the block is that has just begun, without the blocks in it.
    fn block(&mut self) -> Range<usize> {
        let start = self.at;
        let mut own_end = None;
        let mut open = 1usize;
        while open > 0 {
            let before = self.at;
            match self.brace() {
                None => break,
                Some(b'{') => {
                    // Nested rules come after the declarations by convention.
                    let last = || self.css[before..self.at].rfind(';').map_or(before, |end| before + end);
                    own_end.get_or_insert_with(last);
                    open += 1;
                }
                Some(_) => open -= 1,
            }
        }
        let end = own_end.unwrap_or(self.at).min(self.css.len());
        let own = self.css.get(start..end).unwrap_or("").trim_end_matches('}');
        start..start + own.len()
    }

    /// Goes after the block that has just begun.
    fn skip_block(&mut self) {
        let bytes = self.css.as_bytes();
        let mut open = 1usize;
        while open > 0 {
            // Up to the next comment or string all braces count.
            self.find_odd();
            for brace in memchr2_iter(b'{', b'}', &bytes[self.at..self.odd]) {
                open = if bytes[self.at + brace] == b'{' { open + 1 } else { open - 1 };
                if open == 0 {
                    self.at += brace + 1;
                    return;
                }
            }
            self.at = self.odd;
            match self.brace() {
                None => return,
                Some(b'{') => open += 1,
                Some(_) => open -= 1,
            }
        }
    }
}

impl<'a> Iterator for Sheet<'a> {
    type Item = (&'a str, Range<usize>);

    fn next(&mut self) -> Option<(&'a str, Range<usize>)> {
        loop {
            match self.part()? {
                // The rules inside of some blocks hold; the end of such a block is passed over when it comes.
                (at_rule, b'{') if holds_on_screens(at_rule) => {}
                (at_rule, b'{') if at_rule.starts_with('@') => self.skip_block(),
                (selectors, b'{') => return Some((selectors, self.block())),
                _ => {}
            }
        }
    }
}

/// Whether the rules in this block hold on every screen.
fn holds_on_screens(at_rule: &str) -> bool {
    if !at_rule.starts_with('@') {
        return false;
    }
    let rule = at_rule.to_ascii_lowercase();
    if rule.starts_with("@layer") {
        return true;
    }
    let Some(media) = rule.strip_prefix("@media") else { return false };
    media.split(',').any(|query| matches!(query.trim(), "all" | "screen" | "only screen" | "not print"))
}
