//! Elements side by side: comments, cards, items of a list.

use crate::document::{Container, Document, Tag};

/// By container, the most elements of one tag that lie side by side in it and hold most of its blocks.
pub(super) struct Repeats(Vec<Siblings>);

#[derive(Debug, Clone, Copy, Default)]
struct Siblings {
    tag: Option<Tag>,
    count: u32,
    /// Blocks inside them.
    blocks: u32,
}

impl Siblings {
    fn are_most_of(&self, container: &Container) -> bool {
        self.count > 1 && self.blocks * 2 > length(container)
    }
}

impl Repeats {
    pub(super) fn of(page: &Document) -> Repeats {
        let mut repeats = side_by_side(page);
        // Children come after their parents.
        for index in (0..repeats.len()).rev() {
            let container = &page.containers[index];
            if !repeats[index].are_most_of(container) {
                repeats[index] = Siblings::default();
                continue;
            }
            let (inside, parent) = (repeats[index], container.parent as usize);
            if inside.count > repeats[parent].count && inside.are_most_of(&page.containers[parent]) {
                repeats[parent] = inside;
            }
        }
        Repeats(repeats)
    }

    /// Items in a container; 0 where there are none side by side.
    pub(super) fn inside(&self, container: usize) -> u32 {
        self.0.get(container).map_or(0, |siblings| siblings.count)
    }
}

/// By container, its children of one tag that are items of a list or hold several blocks each.
fn side_by_side(page: &Document) -> Vec<Siblings> {
    let mut found = vec![Siblings::default(); page.containers.len()];
    for container in page.containers.iter().skip(1) {
        let blocks = length(container);
        if blocks == 0 || blocks == 1 && container.tag != Tag::Item {
            continue;
        }
        let siblings = &mut found[container.parent as usize];
        if siblings.tag == Some(container.tag) {
            siblings.count += 1;
            siblings.blocks += blocks;
        } else if siblings.count < 2 {
            *siblings = Siblings { tag: Some(container.tag), count: 1, blocks };
        }
    }
    found
}

fn length(container: &Container) -> u32 {
    container.blocks.end.saturating_sub(container.blocks.start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::testing::html;

    fn items(markup: &str) -> u32 {
        let page = html(markup);
        Repeats::of(&page).inside(0)
    }

    #[test]
    fn the_most_siblings_that_hold_most_of_it_are_the_items() {
        let comment = "<li><p>Ann Fen</p><p>It rained here, too.</p></li>";
        let list = format!("<ol>{}</ol>", comment.repeat(7));
        assert_eq!(items(&list), 7);
        let form = "<div><p>Leave a reply</p><p>Your name</p></div>";
        assert_eq!(items(&format!("<h2>Comments</h2><div>{list}</div>{form}")), 7);
    }

    #[test]
    fn a_short_list_in_a_long_part_is_not_its_items() {
        let lines = "<p>One line of many</p>".repeat(9);
        assert_eq!(items(&format!("<div>{lines}<ul><li>Rain</li><li>Snow</li></ul></div>")), 0);
        assert_eq!(items(&lines), 0, "paragraphs are lines");
    }
}
