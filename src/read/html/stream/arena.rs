//! Text that is not written in the input as it is read: names in capitals, values with character references.

use std::cell::OnceCell;

/// Keeps made text as long as the page is read: a chain, each link of which is made once.
#[derive(Default)]
pub(in crate::read) struct Arena(Link);

type Link = OnceCell<Box<Held>>;

struct Held {
    text: String,
    next: Link,
}

impl Drop for Arena {
    fn drop(&mut self) {
        // One after the other, since a chain that drops itself would recurse.
        let mut next = self.0.take();
        while let Some(mut held) = next {
            next = held.next.take();
        }
    }
}

/// The end of an arena, where the next text goes.
pub(super) struct End<'a>(&'a Link);

impl<'a> End<'a> {
    pub(super) fn of(arena: &'a Arena) -> Self {
        let mut link = &arena.0;
        while let Some(held) = link.get() {
            link = &held.next;
        }
        End(link)
    }

    /// Keeps a text.
    pub(super) fn hold(&mut self, text: String) -> &'a str {
        let held = self.0.get_or_init(|| Box::new(Held { text, next: OnceCell::new() }));
        self.0 = &held.next;
        &held.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_texts_are_kept_and_freed() {
        let arena = Arena::default();
        let mut end = End::of(&arena);
        let held: Vec<&str> = (0..200_000).map(|number| end.hold(number.to_string())).collect();
        assert!(held.iter().enumerate().all(|(number, text)| *text == number.to_string()));
    }
}
