//! What the names of elements say of their part in a discussion.

use foldhash::{HashMap, HashMapExt};

use crate::document::{Container, Document, Tag};
use crate::lists::discussion::{Roles, key, roles};

/// What the names of each container say.
#[derive(Debug, Default)]
pub(super) struct Names {
    /// Its own names.
    pub(super) own: Vec<Named>,
}

/// What one container's names say.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Named {
    pub(super) roles: Roles,
    /// The number in a name such as `depth-2`.
    pub(super) level: Option<u32>,
    /// Containers of the same tag and the same names, numbers aside, share this.
    pub(super) signature: u32,
    /// Items of the same tag whose names say the same in the same words share this.
    pub(super) item_key: u32,
    /// Whether it is the page's main part, by its role.
    pub(super) is_main: bool,
}

/// Reads the names of all containers.
pub(super) fn names(page: &Document) -> Names {
    let mut known: HashMap<(Tag, String), u32> = HashMap::new();
    let mut own = Vec::with_capacity(page.containers.len());
    for container in &page.containers {
        let mut named = Named::default();
        let (mut keys, mut item_keys) = (Vec::new(), Vec::new());
        for name in names_of(page, container).split_ascii_whitespace() {
            let key = key(name);
            let said = roles(&key);
            named.is_main |= key == "main";
            if said.any(Roles::LEVEL) {
                named.level = named.level.or_else(|| number(name));
            }
            named.roles = named.roles.with(said);
            if said.any(item_roles()) {
                item_keys.push(key.clone());
            }
            keys.push(key);
        }
        // Rows of two colours and the last one differ in such a name.
        keys.retain(|key| !STRIPES.contains(&key.as_str()) && !key.is_empty());
        named.signature = number_of(&mut known, container.tag, keys);
        named.item_key = number_of(&mut known, container.tag, item_keys);
        own.push(named);
    }
    Names { own }
}

/// What names say of elements that hold one comment each.
pub(super) fn item_roles() -> Roles {
    Roles::COMMENT.with(Roles::POST).with(Roles::THREAD)
}

/// The number of a tag with these keys in any order.
fn number_of(known: &mut HashMap<(Tag, String), u32>, tag: Tag, mut keys: Vec<String>) -> u32 {
    keys.sort_unstable();
    keys.dedup();
    let next = known.len() as u32;
    *known.entry((tag, keys.join(" "))).or_insert(next)
}

/// What templates add to the first, the last, and every other item of a list.
const STRIPES: [&str; 14] = [
    "even",
    "odd",
    "alt",
    "first",
    "last",
    "threadeven",
    "threadodd",
    "threadalt",
    "bg",
    "depth",
    "byuser",
    "bypostauthor",
    "parent",
    "level",
];

fn names_of<'a>(page: &'a Document, container: &Container) -> &'a str {
    page.names.get(container.names.start as usize..container.names.end as usize).unwrap_or("")
}

/// The number at the end of a name.
fn number(name: &str) -> Option<u32> {
    let digits = name.bytes().rev().take_while(u8::is_ascii_digit).count();
    name[name.len() - digits..].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_by_their_letters() {
        assert_eq!(key("comment-123"), "comment");
        assert_eq!(key("comment__author--name"), "commentauthorname");
        assert_eq!(key("comment_body__x3f9"), "commentbody");
        assert_eq!((number("depth-12"), number("depth")), (Some(12), None));
    }
}
