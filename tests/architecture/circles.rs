//! No circles between files, also inside a folder.
//!
//! A file depends on another if its code names something that is defined there. Names are followed through re-exports
//! and through the imports of the parent: what `mod.rs` only hands on counts as a use of the file that defines it, so
//! a folder's `mod.rs` may declare its files, re-export from them and wire them together. What `mod.rs` defines itself
//! is another matter: a file of the folder that takes it, while `mod.rs` uses the file, makes a circle. Then the
//! shared thing belongs in a file of its own, before both. Methods of one type may lie in several files: calls of
//! methods name no file and are not seen.

use std::collections::{BTreeMap, BTreeSet};

use super::{Source, is_word, word};

/// The files of one crate and what each takes from the others.
pub(super) struct Graph<'a> {
    files: Vec<File<'a>>,
    by_module: BTreeMap<String, usize>,
}

struct File<'a> {
    source: &'a Source,
    /// The path of the module below the crate's root, such as `read::html`.
    module: String,
    imports: Vec<Import>,
}

/// One name that a `use` brings in.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Import {
    path: Vec<String>,
    /// What it is called here.
    name: String,
    is_public: bool,
    at: usize,
}

/// Every circle of the crate below `root` (`src` or a folder of `src/bin`), in words.
pub(super) fn circles(sources: &[Source], root: &str) -> Vec<String> {
    let graph = Graph::of(sources, root);
    let edges: Vec<BTreeMap<usize, String>> = (0..graph.files.len()).map(|file| graph.uses(file)).collect();
    rings(&edges).iter().map(|ring| graph.told(ring, &edges)).collect()
}

impl<'a> Graph<'a> {
    fn of(sources: &'a [Source], root: &str) -> Graph<'a> {
        let files: Vec<File<'a>> = sources
            .iter()
            .filter_map(|source| {
                let below = source.path.strip_prefix(root)?.strip_prefix('/')?;
                let is_other_crate = below.starts_with("bin/");
                (!is_other_crate).then(|| File {
                    source,
                    module: module_of(below),
                    imports: imports(&source.code),
                })
            })
            .collect();
        let by_module = files.iter().enumerate().map(|(at, file)| (file.module.clone(), at)).collect();
        Graph { files, by_module }
    }

    /// The files that a file depends on, each with the first path that says so.
    fn uses(&self, file: usize) -> BTreeMap<usize, String> {
        let File { source, imports, module } = &self.files[file];
        let rest = without_uses(&source.code);
        let is_child = |import: &Import| self.by_module.contains_key(&joined(module, &import.path[0]));
        let is_used =
            |import: &&Import| !import.is_public || !is_child(import) || has_word(&rest, &import.name);
        let imported = imports.iter().filter(is_used).map(|import| (import.at, import.path.clone()));
        let mut used = BTreeMap::new();
        for (at, path) in imported.chain(inline_paths(&rest)) {
            if let Some(target) = self.target(file, &path, 0).filter(|target| *target != file) {
                let say = || format!("{}:{} `{}`", source.path, source.line(at), path.join("::"));
                used.entry(target).or_insert_with(say);
            }
        }
        used
    }

    /// The file that defines what a path in a file names; `None` for other crates and for local names.
    fn target(&self, file: usize, path: &[String], depth: usize) -> Option<usize> {
        const MAX_REEXPORTS: usize = 8;
        let own = &self.files[file];
        let Some((mut module, rest)) = self.base(&own.module, path) else {
            // A name that a `use` has brought in: `tokenizer::tokenize` after `use super::tokenizer`.
            let import = own.imports.iter().find(|import| import.path != path && import.name == path[0]);
            let import = import.filter(|_| path.len() > 1 && depth < MAX_REEXPORTS)?;
            let through: Vec<String> = import.path.iter().chain(&path[1..]).cloned().collect();
            return self.target(file, &through, depth + 1);
        };
        for (at, segment) in rest.iter().enumerate() {
            let below = joined(&module, segment);
            if self.by_module.contains_key(&below) {
                module = below;
                continue;
            }
            let owner = *self.by_module.get(&module)?;
            let mut exports = self.files[owner].imports.iter();
            let export = exports.find(|import| import.name == *segment);
            let Some(export) = export.filter(|_| depth < MAX_REEXPORTS) else { return Some(owner) };
            let through: Vec<String> = export.path.iter().chain(&rest[at + 1..]).cloned().collect();
            return self.target(owner, &through, depth + 1).or(Some(owner));
        }
        self.by_module.get(&module).copied()
    }

    /// The module that a path starts from, and what follows.
    fn base<'p>(&self, own: &str, path: &'p [String]) -> Option<(String, &'p [String])> {
        let (first, rest) = path.split_first()?;
        match first.as_str() {
            "crate" => Some((String::new(), rest)),
            "self" => Some((own.to_owned(), rest)),
            "super" => {
                let climbs = path.iter().take_while(|segment| *segment == "super").count();
                let mut module = own;
                for _ in 0..climbs {
                    module = module.rsplit_once("::").map_or("", |(above, _)| above);
                }
                Some((module.to_owned(), &path[climbs..]))
            }
            name => {
                let child = joined(own, name);
                self.by_module.contains_key(&child).then_some((child, rest))
            }
        }
    }

    fn told(&self, ring: &BTreeSet<usize>, edges: &[BTreeMap<usize, String>]) -> String {
        let names: Vec<&str> = ring.iter().map(|file| self.files[*file].source.path.as_str()).collect();
        let ties = ring.iter().flat_map(|file| edges[*file].iter().filter(|(to, _)| ring.contains(to)));
        let ties: Vec<String> =
            ties.map(|(to, path)| format!("    {path} is of {}", self.files[*to].source.path)).collect();
        format!("a circle of {} files: {}\n{}", ring.len(), names.join(", "), ties.join("\n"))
    }
}

fn module_of(below: &str) -> String {
    let path = below.trim_end_matches(".rs");
    let path = path.strip_suffix("/mod").unwrap_or(path);
    if matches!(path, "lib" | "main") { String::new() } else { path.replace('/', "::") }
}

fn joined(module: &str, name: &str) -> String {
    if module.is_empty() { name.to_owned() } else { format!("{module}::{name}") }
}

/// Where statements that begin with a word (`use `, `mod `) begin, and where they end.
fn statements<'c>(code: &'c str, first: &'static str) -> impl Iterator<Item = (usize, usize)> + 'c {
    let starts = code.match_indices(first).map(|(at, _)| at);
    let starts = starts.filter(|at| !code[..*at].ends_with(is_word));
    starts.map(|at| (at, code[at..].find(';').map_or(code.len(), |length| at + length)))
}

/// The code without what brings names in and declares files.
fn without_uses(code: &str) -> String {
    let mut rest = code.to_owned();
    let declares = |&(start, end): &(usize, usize)| !code[start..end].contains('{');
    for (start, end) in statements(code, "use ").chain(statements(code, "mod ").filter(declares)) {
        let blanked: String = code[start..end].chars().map(|c| if c == '\n' { c } else { ' ' }).collect();
        rest.replace_range(start..end, &blanked);
    }
    rest
}

fn imports(code: &str) -> Vec<Import> {
    let mut found = Vec::new();
    for (start, end) in statements(code, "use ") {
        let before = code[..start].trim_end();
        let is_public = before.ends_with("pub") || before.ends_with(')') && before.contains("pub(");
        let is_public = is_public && before.rfind("pub").is_some_and(|at| !before[at..].contains([';', '}']));
        let mut paths = Vec::new();
        expand(code[start + 4..end].trim(), &[], &mut paths);
        found.extend(paths.into_iter().map(|(path, name)| Import { path, name, is_public, at: start }));
    }
    found
}

/// The paths of `a::{b, c::{self, d as e}}`, each with the name that it has here.
fn expand(tree: &str, prefix: &[String], found: &mut Vec<(Vec<String>, String)>) {
    let tree = tree.trim();
    if let Some(open) = tree.find('{') {
        let mut prefix = prefix.to_vec();
        prefix.extend(
            tree[..open].split("::").map(|part| part.trim().to_owned()).filter(|part| !part.is_empty()),
        );
        let inner = tree[open + 1..].trim_end();
        let inner = inner.strip_suffix('}').unwrap_or(inner);
        parts(inner).into_iter().for_each(|part| expand(part, &prefix, found));
        return;
    }
    let (path, alias) =
        tree.split_once(" as ").map_or((tree, None), |(path, alias)| (path, Some(alias.trim())));
    // A leading `::` names another crate.
    if path.is_empty() || path.starts_with("::") {
        return;
    }
    let mut path: Vec<String> =
        prefix.iter().cloned().chain(path.split("::").map(|part| part.trim().to_owned())).collect();
    if path.last().is_some_and(|last| matches!(last.as_str(), "*" | "self")) && path.len() > 1 {
        path.pop();
    }
    let name = alias.map(str::to_owned).or_else(|| path.last().cloned()).unwrap_or_default();
    found.push((path, name));
}

/// The parts between the commas outside braces.
fn parts(list: &str) -> Vec<&str> {
    let (mut depth, mut from, mut parts) = (0i32, 0, Vec::new());
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                parts.push(&list[from..at]);
                from = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&list[from..]);
    parts.into_iter().filter(|part| !part.trim().is_empty()).collect()
}

/// Paths in code: `crate::a::B`, `super::a::b(…)`, `child::c`.
fn inline_paths(code: &str) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices("::") {
        let start = code[..at].rfind(|c: char| !is_word(c)).map_or(0, |before| before + 1);
        // The first name of a path has no `::` before it.
        if start == at || code[..start].ends_with("::") {
            continue;
        }
        let mut path = vec![code[start..at].to_owned()];
        let mut rest = &code[at..];
        while let Some(tail) = rest.strip_prefix("::") {
            let name = word(tail);
            if name.is_empty() {
                break;
            }
            rest = &tail[name.len()..];
            path.push(name);
        }
        found.push((start, path));
    }
    found
}

fn has_word(code: &str, name: &str) -> bool {
    code.match_indices(name)
        .any(|(at, _)| !code[..at].ends_with(is_word) && !code[at + name.len()..].starts_with(is_word))
}

/// The files that reach each other, each set with more than one.
fn rings(edges: &[BTreeMap<usize, String>]) -> Vec<BTreeSet<usize>> {
    let reached: Vec<BTreeSet<usize>> = (0..edges.len()).map(|file| reachable(edges, file)).collect();
    let ring = |file: usize| -> BTreeSet<usize> {
        reached[file].iter().copied().filter(|other| reached[*other].contains(&file)).collect()
    };
    let rings: BTreeSet<BTreeSet<usize>> = (0..edges.len()).map(ring).filter(|ring| ring.len() > 1).collect();
    rings.into_iter().collect()
}

/// All files that are used from one on, itself only if something leads back to it.
fn reachable(edges: &[BTreeMap<usize, String>], from: usize) -> BTreeSet<usize> {
    let mut seen = BTreeSet::new();
    let mut open = vec![from];
    while let Some(file) = open.pop() {
        open.extend(edges[file].keys().copied().filter(|to| seen.insert(*to)));
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(files: &[(&str, &str)]) -> Vec<String> {
        let sources: Vec<Source> = files.iter().map(|(path, code)| Source::new(path, code)).collect();
        circles(&sources, "src")
    }

    #[test]
    fn circles_are_found() {
        for files in [
            // Two files of a folder.
            &[
                ("src/a/mod.rs", "mod b; mod c;"),
                ("src/a/b.rs", "use super::c::C;"),
                ("src/a/c.rs", "use crate::a::b::B;"),
            ][..],
            // A path in the middle of the code.
            &[("src/b.rs", "fn f() { crate::c::g() }"), ("src/c.rs", "use crate::b;")],
            // A file takes what `mod.rs` defines, and `mod.rs` uses the file.
            &[("src/a/mod.rs", "mod b; struct A; fn f() { b::g() }"), ("src/a/b.rs", "use super::A;")],
            // The same through a private import and braces.
            &[
                ("src/a/mod.rs", "mod b;\nuse b::{g, h};\npub(crate) struct A;"),
                ("src/a/b.rs", "use crate::{a::{self, A}, x};"),
            ],
            // Through a re-export that `mod.rs` uses as well.
            &[
                ("src/a/mod.rs", "mod b; pub(crate) use b::B; pub(crate) fn f(b: B) {}"),
                ("src/a/b.rs", "fn g() { super::f() }"),
            ],
            // Through a module that a `use` has brought in.
            &[
                ("src/a/mod.rs", "mod b; mod d;"),
                ("src/a/d.rs", "use super::b; fn f() { b::c::g() }"),
                ("src/a/b/mod.rs", "mod c;"),
                ("src/a/b/c.rs", "use crate::a::d::f;"),
            ],
            // Through the re-export of another folder.
            &[
                ("src/a/mod.rs", "mod b; pub use b::B;"),
                ("src/a/b.rs", "use crate::c::C;"),
                ("src/c.rs", "use crate::a::B;"),
            ],
            // Three in a row.
            &[
                ("src/b.rs", "use crate::c::C;"),
                ("src/c.rs", "use crate::d::D;"),
                ("src/d.rs", "use crate::b::B;"),
            ],
        ] {
            assert_eq!(found(files).len(), 1, "{files:?} {:?}", found(files));
        }
    }

    #[test]
    fn what_is_no_circle_is_not_reported() {
        for files in [
            // `mod.rs` declares and hands on; a sibling takes it from there.
            &[
                ("src/a/mod.rs", "mod b; mod c; pub(crate) use b::B; pub(crate) use c::c;"),
                ("src/a/b.rs", "pub(crate) struct B;"),
                ("src/a/c.rs", "use super::B;"),
            ][..],
            // `mod.rs` wires the modules in order below it.
            &[
                ("src/a/mod.rs", "mod b; mod c; fn f() { c::g(b::h()) }"),
                ("src/a/b.rs", "pub(super) fn h() {}"),
                ("src/a/c.rs", "use super::b::h;"),
            ],
            // A test, a comment, a string.
            &[
                ("src/b.rs", "use crate::c::C;"),
                (
                    "src/c.rs",
                    "// use crate::b::B;\nconst A: &str = \"crate::b::B\";\n#[cfg(test)]\nmod t { use crate::b::B; }",
                ),
            ],
            // Another crate whose name a module has.
            &[("src/url.rs", "use crate::c::C;"), ("src/c.rs", "use ::url::Url; use std::fmt;")],
            // The command is a crate of its own.
            &[("src/bin/x/b.rs", "use crate::c::C;"), ("src/bin/x/c.rs", "use crate::b::B;")],
        ] {
            assert_eq!(found(files), [] as [String; 0], "{files:?}");
        }
    }

    #[test]
    fn the_report_names_files_and_lines() {
        let told = found(&[("src/b.rs", "\nuse crate::c::C;"), ("src/c.rs", "use crate::b::{B, b};")]);
        assert_eq!(
            told,
            ["a circle of 2 files: src/b.rs, src/c.rs\n    src/b.rs:2 `crate::c::C` is of src/c.rs\n    \
              src/c.rs:1 `crate::b::B` is of src/b.rs"]
        );
    }
}
