//! What the links of a page lead to.

/// Addresses in their order, in one text: most pages have a hundred and more, nearly all of them in menus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Targets {
    text: String,
    /// Where each address ends.
    ends: Vec<usize>,
}

impl Targets {
    /// Makes room for so many addresses with so many bytes.
    pub(crate) fn reserve(&mut self, count: usize, bytes: usize) {
        self.text.reserve(bytes);
        self.ends.reserve(count);
    }

    /// Adds an address and returns its number.
    pub(crate) fn push(&mut self, target: &str) -> u32 {
        self.text.push_str(target);
        self.ends.push(self.text.len());
        self.ends.len() as u32 - 1
    }

    /// The address of a number.
    pub(crate) fn get(&self, number: u32) -> Option<&str> {
        let number = number as usize;
        let end = *self.ends.get(number)?;
        let start = number.checked_sub(1).map_or(0, |before| self.ends[before]);
        self.text.get(start..end)
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.ends.len() as u32).filter_map(|number| self.get(number))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn targets_have_the_numbers_that_they_were_given() {
        let mut targets = Targets::default();
        let numbers = ["/a", "", "/ü"].map(|target| targets.push(target));
        assert_eq!(numbers, [0, 1, 2]);
        assert_eq!(numbers.map(|number| targets.get(number)), [Some("/a"), Some(""), Some("/ü")]);
        assert_eq!(targets.get(3), None);
        assert_eq!(targets.iter().collect::<Vec<_>>(), ["/a", "", "/ü"]);
    }
}
