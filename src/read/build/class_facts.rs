//! What the names in class attributes say of elements, remembered by name and by attribute: pages repeat both.

use super::code_language::may_name_language;
use super::marks::by_words;
use super::styles::KnownClass;
use crate::document::MarkKind;
use crate::lists::class_roles::{ClassRole, ClassRoles, class_roles, has_role};
use crate::lists::formula_markup::is_tex_class;
use crate::read::recent::Recent;

/// What is known of a class attribute.
#[derive(Debug, Clone)]
pub(super) struct ClassFacts {
    pub(super) roles: ClassRoles,
    pub(super) mark: Option<MarkKind>,
    pub(super) rules: KnownClass,
}

/// What is known of one name in class attributes. A page combines the same names in ever other ways.
#[derive(Debug, Clone, Copy)]
pub(super) struct NameFacts {
    /// Whether it may give an element a role.
    has_role: bool,
    is_tex: bool,
    may_name_language: bool,
    mark: Option<MarkKind>,
}

impl NameFacts {
    fn of(name: &str) -> NameFacts {
        NameFacts {
            has_role: has_role(name),
            is_tex: is_tex_class(name),
            may_name_language: may_name_language(name),
            mark: by_words(name),
        }
    }
}

impl ClassFacts {
    /// What the names in a class attribute say, given what those seen last said.
    pub(super) fn of<'a>(class: &'a str, seen: &mut Recent<'a, NameFacts>) -> ClassFacts {
        let (mut has_role, mut is_tex, mut may_name_language, mut mark) = (false, false, false, None);
        for name in class.split_ascii_whitespace() {
            let known = seen.get(name, NameFacts::of);
            has_role |= known.has_role;
            is_tex |= known.is_tex;
            may_name_language |= known.may_name_language;
            mark = mark.or(known.mark);
        }
        // Of names with a role the others are to be known.
        let mut roles = if has_role { class_roles(class) } else { ClassRoles::default() };
        if is_tex {
            roles = roles.with(ClassRole::Tex);
        }
        if may_name_language {
            roles = roles.with(ClassRole::Language);
        }
        ClassFacts { roles, mark, rules: KnownClass::default() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::formula_markup::is_tex_text;

    #[test]
    fn a_class_says_what_its_names_say_together() {
        let mut seen = Recent::new();
        for class in [
            "",
            "post-date author",
            "authorBox date",
            "language-rust hljs",
            "wide LANG-x",
            "hidden md:block",
            "hidden",
            "sr-only x",
            "d-none d-md-block",
            "tex2jax_process math inline",
            "footnote\tdate\nmath-tex",
        ] {
            let facts = ClassFacts::of(class, &mut seen);
            let mut roles = class_roles(class);
            let names_language = class.split_ascii_whitespace().any(may_name_language);
            for (role, has) in
                [(ClassRole::Tex, is_tex_text("", class)), (ClassRole::Language, names_language)]
            {
                roles = if has { roles.with(role) } else { roles };
            }
            assert_eq!((facts.roles, facts.mark), (roles, by_words(class)), "{class}");
        }
    }
}
