//! Simple selectors: steps that are parents (`>`) or ancestors (a space) of each other.
//!
//! They are matched on the tree of elements that every document has, without the HTML: `#story > p`, `aside .teaser`.
//! `:root` at the beginning stands for the page.

use std::fmt;

use super::step::Step;

/// Steps of a selector; no path of a page that is read is longer.
const MAX_STEPS: usize = 64;

/// Elements with their parents, which come before them; 0 is the page itself.
#[derive(Debug, Default)]
pub(super) struct Elements {
    pub(super) steps: Vec<Step>,
    pub(super) parents: Vec<u32>,
}

impl Elements {
    /// Adds an element, as a step in its parent, and gives its number.
    pub(super) fn add(&mut self, parent: u32, step: &str) -> u32 {
        self.steps.push(Step::parse(step).unwrap_or_default());
        self.parents.push(parent);
        self.steps.len() as u32 - 1
    }
}

/// A selector.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Selector {
    /// Chains of parents and children, the innermost first, each from its last step to its first.
    chains: Vec<Vec<Step>>,
    /// Whether the outermost chain begins at the page.
    is_anchored: bool,
}

impl Selector {
    /// The chain of an element and so many of its ancestors.
    pub(super) fn chain(elements: &Elements, mut at: usize, length: usize) -> Selector {
        let mut steps = Vec::new();
        while steps.len() < length && at > 0 {
            steps.push(elements.steps[at].clone());
            at = elements.parents[at] as usize;
        }
        Selector { is_anchored: steps.len() < length, chains: vec![steps] }
    }

    /// Reads a selector; `None` if it does not parse.
    pub(super) fn parse(text: &str) -> Option<Selector> {
        let spaced = text.replace('>', " > ");
        let mut words: Vec<&str> = spaced.split_ascii_whitespace().collect();
        let is_anchored = words.first() == Some(&":root");
        if is_anchored {
            words.remove(0);
        }
        let mut chains: Vec<Vec<Step>> = Vec::new();
        let mut is_child = is_anchored;
        if is_anchored && words.first() != Some(&">") {
            return None;
        }
        for word in &words[usize::from(is_child)..] {
            if *word == ">" && (is_child || chains.is_empty()) {
                return None;
            }
            if *word == ">" {
                is_child = true;
                continue;
            }
            let step = Step::parse(word)?;
            match chains.last_mut().filter(|_| is_child) {
                Some(chain) => chain.insert(0, step),
                None => chains.push(vec![step]),
            }
            is_child = false;
        }
        chains.reverse();
        let steps = chains.iter().map(Vec::len).sum::<usize>();
        (!is_child && (1..=MAX_STEPS).contains(&steps)).then_some(Selector { chains, is_anchored })
    }

    /// Whether an element is meant.
    pub(super) fn fits(&self, elements: &Elements, at: usize) -> bool {
        let mut at = at;
        for (number, chain) in self.chains.iter().enumerate() {
            let is_last = self.is_anchored && number + 1 == self.chains.len();
            // The nearest place is as good as any: those further out have fewer ancestors.
            loop {
                if at == 0 {
                    return false;
                }
                if let Some(above) = above_chain(chain, elements, at)
                    && (!is_last || above == 0)
                {
                    at = above;
                    break;
                }
                if number == 0 {
                    return false;
                }
                at = elements.parents[at] as usize;
            }
        }
        true
    }

    /// The same where so many of the innermost steps, if they name no class or id, fit only elements without.
    pub(super) fn bare(mut self, steps: usize) -> Selector {
        for step in self.chains.iter_mut().flatten().take(steps) {
            *step = std::mem::take(step).bare();
        }
        self
    }

    /// How much it asks for: of several selectors the one that asks for most decides.
    pub(super) fn specificity(&self) -> (usize, usize) {
        let names = self.innermost().map_or(0, Step::names);
        (names, self.chains.iter().map(Vec::len).sum())
    }

    /// The step that the element itself has to fit.
    pub(super) fn innermost(&self) -> Option<&Step> {
        self.chains.first()?.first()
    }
}

/// The parent of the outermost element of a chain that ends at this one.
fn above_chain(chain: &[Step], elements: &Elements, mut at: usize) -> Option<usize> {
    for step in chain {
        if at == 0 || !step.fits(&elements.steps[at]) {
            return None;
        }
        at = elements.parents[at] as usize;
    }
    Some(at)
}

impl fmt::Display for Selector {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_anchored {
            f.write_str(":root > ")?;
        }
        for (number, chain) in self.chains.iter().rev().enumerate() {
            let steps: Vec<String> = chain.iter().rev().map(Step::to_string).collect();
            write!(f, "{}{}", if number > 0 { " " } else { "" }, steps.join(" > "))?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A path of elements, from the page down.
    fn path(text: &str) -> Elements {
        let steps = text.split(' ').map(|step| Step::parse(step).unwrap());
        let steps: Vec<Step> = [Step::default()].into_iter().chain(steps).collect();
        let parents = (0..steps.len() as u32).map(|at| at.saturating_sub(1)).collect();
        Elements { steps, parents }
    }

    fn fits(selector: &str, elements: &str) -> bool {
        let elements = path(elements);
        Selector::parse(selector).unwrap().fits(&elements, elements.steps.len() - 1)
    }

    #[test]
    fn children_and_descendants_are_told_apart() {
        assert!(fits("div > p", "div p") && fits("div p", "div section p") && fits("p", "div p"));
        assert!(!fits("div > p", "div section p") && !fits("p div", "div p") && !fits("div", "div p"));
        assert!(fits("div > ul li", "div ul li ul li") && fits("div.a > div p", "div.a div div p"));
        assert!(fits(":root > div p", "div div p") && !fits(":root > p", "div p"));
        assert!(fits(":root > ul p", "ul div p") && !fits(":root > div p", "ul div p"));
    }

    #[test]
    fn what_is_written_is_read() {
        for text in ["div > p", "div p", ":root > div.a > p", "#story .x > li", "p"] {
            assert_eq!(Selector::parse(text).unwrap().to_string(), text);
        }
        assert_eq!(Selector::parse("div>p").unwrap().to_string(), "div > p");
        for wrong in ["", ">", "> p", "p >", "div > > p", "a, b", ":root", ":root p", "blink p"] {
            assert_eq!(Selector::parse(wrong), None, "{wrong}");
        }
        assert_eq!(Selector::parse(&"p ".repeat(99)), None);
    }

    #[test]
    fn a_chain_that_is_longer_than_the_path_begins_at_the_page() {
        let elements = path("div.a p");
        assert_eq!(Selector::chain(&elements, 2, 1).to_string(), "p");
        assert_eq!(Selector::chain(&elements, 2, 2).to_string(), "div.a > p");
        assert_eq!(Selector::chain(&elements, 2, 3).to_string(), ":root > div.a > p");
    }
}
