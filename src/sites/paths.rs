//! Paths of elements: each is a step in the path of its parent. Written out, they would be half of what is remembered of a page.

use super::strings::Strings;

/// Paths, each once, numbered as they came, parents before their children; 0 is the page itself.
#[derive(Debug, Clone, Default)]
pub(super) struct Paths {
    /// The number of the parent, ">", and the step.
    strings: Strings,
}

impl Paths {
    /// The number of a step in a path.
    pub(super) fn number(&mut self, parent: u32, step: &str) -> u32 {
        self.strings.number(&format!("{parent}>{step}")) + 1
    }

    pub(super) fn len(&self) -> usize {
        self.strings.len()
    }

    /// By number: the parent and the step.
    pub(super) fn all(&self) -> Vec<(u32, &str)> {
        let parted = |text: &'_ str| {
            let (parent, _) = text.split_once('>')?;
            Some((parent.parse().ok()?, parent.len() + 1))
        };
        let path = |text| {
            let (parent, start) = parted(text).unwrap_or_default();
            (parent, &text[start..])
        };
        [(0, "")].into_iter().chain(self.strings.all().into_iter().map(path)).collect()
    }
}

/// Paths on their way to a place where they have other numbers.
pub(super) struct Translation<'a> {
    /// By number: the parent, which has a lower one, and the step.
    paths: Vec<(u32, &'a str)>,
    /// By number: the one that it has there; 0 is no path, except for the page itself.
    known: Vec<u32>,
}

impl<'a> Translation<'a> {
    pub(super) fn of(paths: Vec<(u32, &'a str)>) -> Translation<'a> {
        Translation { known: vec![0; paths.len()], paths }
    }

    /// The number there; `add` gives one to a step in a path that has its own.
    pub(super) fn number(&mut self, path: u32, mut add: impl FnMut(u32, &'a str) -> u32) -> u32 {
        let mut missing = Vec::new();
        let mut at = path as usize;
        while at > 0 && self.known[at] == 0 {
            missing.push(at);
            at = self.paths[at].0 as usize;
        }
        for at in missing.into_iter().rev() {
            let (parent, step) = self.paths[at];
            self.known[at] = add(self.known[parent as usize], step);
        }
        self.known[path as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_share_their_beginnings() {
        let mut paths = Paths::default();
        let body = paths.number(0, "div.body");
        let (first, second) = (paths.number(body, "p"), paths.number(body, "ul"));
        assert_eq!((body, first, second, paths.number(body, "p")), (1, 2, 3, 2));
        assert_eq!(paths.all(), [(0, ""), (0, "div.body"), (1, "p"), (1, "ul")]);
        let mut others = Paths::default();
        let mut translation = Translation::of(paths.all());
        let numbers =
            [3, 0, 1, 2].map(|path| translation.number(path, |parent, step| others.number(parent, step)));
        assert_eq!(numbers, [2, 0, 1, 3], "in the order in which they are asked for, parents first");
    }
}
