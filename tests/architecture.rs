//! Data flows one way: a module imports only from stages before it. Files and functions
//! stay small enough to read on one screen or a few.
//!
//! The checks read the source as text: comments, strings and `#[cfg(test)]` items are
//! blanked first, so that what is left can be searched for paths and counted.

#[path = "architecture/circles.rs"]
mod circles;

use std::fs;
use std::path::{Path, PathBuf};

/// The stages in the order of the flow. A module may use those before it and itself.
const STAGES: &[&str] = &[
    "labels",
    "cut",
    "error",
    "options",
    "input",
    "lists",
    "document",
    "sites",
    "read",
    "metadata",
    "model",
    "evidence",
    "sections",
    "score",
    "decide",
    "label",
    "discussion",
    "detect",
    "article",
    "pipeline",
    "render",
    "record",
    "cleaner",
    "guide",
    "stages",
    "training",
    "lib",
];
/// Modules that may use less than what stands before them.
const ONLY: &[(&str, &[&str])] = &[
    ("labels", &[]),
    ("lists", &["labels"]),
    ("error", &[]),
    ("options", &[]),
    ("cut", &[]),
    ("input", &["error"]),
];

/// Lines of code in a file that is no test.
const MAX_FILE_LINES: usize = 400;
/// Lines of a function that is not one flat `match` or table.
const MAX_FUNCTION_LINES: usize = 60;
/// Functions that may be longer, with the reason.
const LONG_FUNCTIONS: &[(&str, &str, &str)] = &[];

#[test]
fn data_flows_one_way() {
    report(sources().iter().flat_map(flow_errors).collect());
}

#[test]
fn there_are_no_circles_between_files() {
    let sources = sources();
    report(["src", "src/bin/dechaff"].iter().flat_map(|root| circles::circles(&sources, root)).collect());
}

/// Bounds are called what they are everywhere: the most is `MAX_`, the least is `MIN_`.
#[test]
fn bounds_have_one_name() {
    report(sources().iter().flat_map(misnamed_bounds).collect());
}

#[test]
fn misnamed_bounds_are_found() {
    let found = |code: &str| misnamed_bounds(&Source::new("src/x.rs", code)).len();
    assert_eq!(found("const MOST_WORDS: u32 = 1;\nfn f() { const LEAST: u8 = 2; }"), 2);
    assert_eq!(found("const MAX_WORDS: u32 = 1; static MOSTLY: u8 = 2; // const MOST_WORDS"), 0);
}

#[test]
fn files_and_functions_stay_small() {
    report(sources().iter().flat_map(size_errors).collect());
}

#[test]
fn every_source_file_belongs_to_a_stage() {
    let sources = sources();
    let unknown = |source: &&Source| source.stage != "bin" && !STAGES.contains(&source.stage.as_str());
    let errors = sources.iter().filter(unknown).map(|source| {
        format!("{}: `{}` is no stage; add it to STAGES where it belongs", source.path, source.stage)
    });
    report(errors.collect());
}

/// The standard fixes the result of `+ - * /` and of square roots to the last digit. Of these every library has its own.
#[test]
fn floats_are_the_same_on_every_platform() {
    let functions = [
        "ln", "log", "log2", "log10", "ln_1p", "exp", "exp2", "exp_m1", "powf", "powi", "sin", "cos", "tanh",
    ];
    let calls = |source: &Source| {
        let found = functions.iter().filter(|name| source.code.contains(&format!(".{name}("))).copied();
        found.map(|name| format!("{}: {name}", source.path)).collect::<Vec<_>>()
    };
    let found: Vec<String> = sources().iter().flat_map(calls).collect();
    // Rounded so that it does not matter, as a test beside it shows.
    assert_eq!(found, ["src/model/mod.rs: exp"]);
}

#[test]
fn every_listed_exception_is_needed() {
    let sources = sources();
    let errors = LONG_FUNCTIONS.iter().filter(|(path, name, _)| {
        let Some(source) = sources.iter().find(|source| source.path == *path) else { return true };
        !functions(&source.code).iter().any(|f| f.name == *name && f.lines > MAX_FUNCTION_LINES)
    });
    report(errors.map(|(path, name, _)| format!("{path}: `{name}` needs no exception")).collect());
}

#[test]
fn forbidden_imports_are_found() {
    let forbidden = [
        ("src/read/html.rs", "use crate::detect::Decisions;"),
        ("src/read/html.rs", "pub(crate) use crate :: cleaner :: Cleaner;"),
        ("src/read/html.rs", "use crate::{options::Limits, render};"),
        (
            "src/read/html.rs",
            "use crate::{\n    article::{Block, Label},\n    detect::{model, Decisions},\n};",
        ),
        ("src/read/html.rs", "fn f() { crate::metadata::collect() }"),
        ("src/read/html.rs", "use super::super::detect;"),
        ("src/options.rs", "use crate::article::Label;"),
        ("src/labels.rs", "use crate::options::Focus;"),
        ("src/labels.rs", "use url::Url;"),
        ("src/read/mod.rs", "use crate::clean;"),
        ("src/read/mod.rs", "use crate::Cleaner;"),
        ("src/bin/dechaff/main.rs", "#[path = \"../../page/mod.rs\"]\nmod page;"),
        ("src/bin/dechaff/main.rs", "include!(\"../../options.rs\");"),
    ];
    for (path, code) in forbidden {
        assert!(!flow_errors(&Source::new(path, code)).is_empty(), "{path}: {code}");
    }
}

#[test]
fn allowed_imports_are_not_reported() {
    let allowed = [
        ("src/read/html.rs", "use crate::options::Limits;\nuse super::Page;\nuse self::shape::Shape;"),
        (
            "src/read/html.rs",
            "// use crate::detect::Decisions;\n/* crate::cleaner::Cleaner */\n/// [`crate::detect::x`]",
        ),
        ("src/read/html.rs", "const A: &str = \"crate::detect::x\"; const B: char = '\"';"),
        ("src/read/html.rs", "#[cfg(test)]\nmod tests { use crate::cleaner::Cleaner; fn f() { \"}\"; } }"),
        ("src/read/html.rs", "#[cfg(test)]\nuse crate::cleaner::Cleaner;"),
        (
            "src/article.rs",
            "use std::ops::Range; mod label; mod metadata; pub use label::Label; pub(crate) use metadata::Time;",
        ),
        ("src/labels.rs", "use std::fmt; use crate::labels::Label;"),
        ("src/lib.rs", "pub use cleaner::Cleaner; use crate::article::Article;"),
        ("src/bin/dechaff/main.rs", "use dechaff::Cleaner; use crate::args::Args;"),
    ];
    for (path, code) in allowed {
        assert_eq!(flow_errors(&Source::new(path, code)), [] as [String; 0], "{path}: {code}");
    }
}

#[test]
fn long_files_and_functions_are_found() {
    let long_file = "const A: u8 = 1;\n".repeat(MAX_FILE_LINES + 1);
    assert_eq!(size_errors(&Source::new("src/x.rs", &long_file)).len(), 1);
    let body = "    let a = [1; { 2 }];\n".repeat(MAX_FUNCTION_LINES);
    let source =
        Source::new("src/x.rs", &format!("fn short() {{}}\nfn long<T>(a: T) -> u8 {{\n{body}    1\n}}\n"));
    let errors = size_errors(&source);
    assert!(errors.len() == 1 && errors[0].starts_with("src/x.rs:2: `long`"), "{errors:?}");
    let arms = "        1 => { 2 }\n".repeat(MAX_FUNCTION_LINES);
    let flat = format!("fn table(a: u8) -> u8 {{\n    match a {{\n{arms}    }}\n}}\n");
    assert_eq!(size_errors(&Source::new("src/x.rs", &flat)), [] as [String; 0]);
    let nested = format!("fn table(a: u8) -> u8 {{\n    let b = a;\n    match b {{\n{arms}    }}\n}}\n");
    assert_eq!(size_errors(&Source::new("src/x.rs", &nested)).len(), 1);
}

#[test]
fn blanking_keeps_lines_and_code() {
    let code = "a /* b\n/* c */ */ d // e\n\"f\\\"g\" r#\"h\"i\"# 'j' 'k: 'static b'\\'' l\n#[cfg(test)] mod m { n }\no";
    let blank = blank(code);
    assert_eq!(blank.lines().count(), code.lines().count());
    let words: Vec<&str> = blank.split_whitespace().collect();
    assert_eq!(words, ["a", "d", "r", "'k:", "'static", "b", "l", "o"]);
}

/// One source file.
struct Source {
    /// Below the root of the package, with `/`.
    path: String,
    stage: String,
    /// The code with comments, strings and tests blanked.
    code: String,
}

impl Source {
    fn new(path: &str, code: &str) -> Self {
        let below = path.trim_start_matches("src/");
        let stage = below.split('/').next().unwrap_or(below).trim_end_matches(".rs");
        Source { path: path.to_owned(), stage: stage.to_owned(), code: blank(code) }
    }

    fn line(&self, at: usize) -> usize {
        self.code[..at].matches('\n').count() + 1
    }
}

fn sources() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    collect(&root.join("src"), &mut files);
    files.sort();
    assert!(files.len() > 10, "no sources below {}", root.display());
    let read = |file: &PathBuf| {
        let below: Vec<_> =
            file.strip_prefix(root).unwrap().iter().map(|part| part.to_string_lossy()).collect();
        Source::new(&below.join("/"), &fs::read_to_string(file).unwrap())
    };
    files.iter().map(read).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

fn report(errors: Vec<String>) {
    assert!(errors.is_empty(), "\n{}\n", errors.join("\n"));
}

fn flow_errors(source: &Source) -> Vec<String> {
    if source.stage == "bin" {
        return smuggled(source);
    }
    let mut errors: Vec<String> = crate_paths(&source.code)
        .iter()
        .filter(|(_, target)| !may_use(&source.stage, target))
        .map(|(at, target)| flow_error(source, *at, target))
        .collect();
    errors.extend(climbs(source));
    if source.stage == "labels" {
        errors.extend(foreign_imports(source));
    }
    errors
}

/// The command is a crate of its own, so the compiler keeps it to the public `dechaff::`
/// unless it pulls the library's files in.
fn smuggled(source: &Source) -> Vec<String> {
    let found = ["#[path", "include!("].iter().flat_map(|what| source.code.match_indices(what));
    let message = |at| {
        format!(
            "{}:{}: the command uses `dechaff::` only, no files of the library",
            source.path,
            source.line(at)
        )
    };
    found.map(|(at, _)| message(at)).collect()
}

fn flow_error(source: &Source, at: usize, target: &str) -> String {
    let (path, line, stage) = (&source.path, source.line(at), &source.stage);
    let allowed = ONLY.iter().find(|(name, _)| name == stage).map_or_else(
        || format!("data flows {}", STAGES.join(" → ")),
        |(_, allowed)| {
            format!(
                "it may use {}",
                if allowed.is_empty() { "itself only".into() } else { allowed.join(", ") }
            )
        },
    );
    format!("{path}:{line}: `{stage}` must not use `crate::{target}`: {allowed}")
}

fn stage_rank(stage: &str) -> usize {
    STAGES.iter().position(|name| *name == stage).unwrap_or(usize::MAX)
}

fn may_use(stage: &str, target: &str) -> bool {
    if target == stage {
        return true;
    }
    match ONLY.iter().find(|(name, _)| *name == stage) {
        Some((_, allowed)) => allowed.contains(&target),
        // A name that is no stage is re-exported by the root: the last stage of all.
        None => stage_rank(target) < stage_rank(stage) || stage == "lib",
    }
}

/// `super::super` leaves a stage's folder without saying `crate`.
fn climbs(source: &Source) -> Vec<String> {
    let levels = source.path.matches('/').count();
    let inside = if source.path.ends_with("/mod.rs") { levels - 1 } else { levels };
    let climb = "super::".repeat(inside.max(1));
    let found = source.code.match_indices(&climb).filter(|(at, _)| !source.code[..*at].ends_with("super::"));
    let message =
        |at| format!("{}:{}: leaves its stage by `super`: use `crate::…`", source.path, source.line(at));
    found.map(|(at, _)| message(at)).collect()
}

/// The types that callers see depend on nothing but the standard library (and on serde,
/// behind its feature).
fn foreign_imports(source: &Source) -> Vec<String> {
    let children: Vec<String> =
        source.code.match_indices("mod ").map(|(at, _)| word(&source.code[at + 4..])).collect();
    let own = |name: &str| {
        ["std", "core", "crate", "self", "super", "serde"].contains(&name)
            || children.iter().any(|child| child == name)
    };
    let starts_word = |at: usize| !source.code[..at].ends_with(is_word);
    let uses = source.code.match_indices("use ").filter(|(at, _)| starts_word(*at));
    let names = uses.map(|(at, _)| (at, word(source.code[at + 4..].trim_start().trim_start_matches(':'))));
    let message = |at, name| {
        format!("{}:{}: `labels` must not use `{name}`: std and itself only", source.path, source.line(at))
    };
    names.filter(|(_, name)| !own(name)).map(|(at, name)| message(at, name)).collect()
}

/// Every first name of a path behind `crate::`, also inside braces, with its position.
fn crate_paths(code: &str) -> Vec<(usize, String)> {
    let mut paths = Vec::new();
    for (at, _) in code.match_indices("crate") {
        let rest = &code[at + 5..];
        let Some(tail) = rest.trim_start().strip_prefix("::") else { continue };
        let tail = tail.trim_start();
        let start = code.len() - tail.len();
        match tail.strip_prefix('{') {
            Some(group) => paths.extend(group_names(group, start + 1)),
            None => paths.push((start, word(tail))),
        }
    }
    paths
}

/// First names of the paths in `{a::b, c::{d, e}, f}`.
fn group_names(group: &str, start: usize) -> Vec<(usize, String)> {
    let (mut depth, mut fresh, mut names) = (0, true, Vec::new());
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => fresh = true,
            c if is_word(c) && fresh && depth == 0 => {
                names.push((start + at, word(&group[at..])));
                fresh = false;
            }
            _ => {}
        }
    }
    names
}

fn word(text: &str) -> String {
    text.chars().take_while(|c| is_word(*c)).collect()
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

fn misnamed_bounds(source: &Source) -> Vec<String> {
    const OTHER_WORDS: [&str; 9] =
        ["MOST", "FEWEST", "LEAST", "LONGEST", "SHORTEST", "LARGEST", "SMALLEST", "DEEPEST", "HIGHEST"];
    let names = source.code.match_indices("const ").map(|(at, _)| (at, word(&source.code[at + 6..])));
    let is_misnamed = |name: &str| OTHER_WORDS.contains(&name.split('_').next().unwrap_or(name));
    let wrong = names.filter(|(_, name)| is_misnamed(name));
    wrong
        .map(|(at, name)| format!("{}:{}: `{name}` is a bound: MAX_ or MIN_", source.path, source.line(at)))
        .collect()
}

fn size_errors(source: &Source) -> Vec<String> {
    let mut errors = Vec::new();
    let lines = source.code.lines().filter(|line| !line.trim().is_empty()).count();
    if lines > MAX_FILE_LINES {
        errors.push(format!("{}:1: {lines} lines of code, at most {MAX_FILE_LINES}: split it", source.path));
    }
    for function in functions(&source.code) {
        let listed =
            LONG_FUNCTIONS.iter().any(|(path, name, _)| *path == source.path && *name == function.name);
        if function.lines > MAX_FUNCTION_LINES && !function.flat && !listed {
            let (path, line, name, lines) = (&source.path, function.line, &function.name, function.lines);
            errors.push(format!("{path}:{line}: `{name}` has {lines} lines, at most {MAX_FUNCTION_LINES}"));
        }
    }
    errors
}

struct Function {
    name: String,
    line: usize,
    lines: usize,
    /// Whether the body is one `match` or one macro with a table.
    flat: bool,
}

fn functions(code: &str) -> Vec<Function> {
    let mut functions = Vec::new();
    for (at, _) in code.match_indices("fn ") {
        let named = code[at + 3..].starts_with(|c: char| c.is_alphabetic() || c == '_');
        if code[..at].ends_with(is_word) || !named {
            continue;
        }
        let Some(open) = body_start(&code[at..]).map(|open| at + open) else { continue };
        let Some(body) = braced(&code[open..]) else { continue };
        let inner = body.trim_matches(|c: char| c == '{' || c == '}' || c.is_whitespace());
        functions.push(Function {
            name: word(&code[at + 3..]),
            line: code[..at].matches('\n').count() + 1,
            lines: code[at..open + body.len()].lines().filter(|line| !line.trim().is_empty()).count(),
            flat: is_flat_match(inner, body),
        });
    }
    functions
}

/// Whether a body is one `match` whose closing brace is the last but one.
fn is_flat_match(inner: &str, body: &str) -> bool {
    let Some(at) = inner.starts_with("match ").then(|| body.find("match ")).flatten() else { return false };
    let Some(open) = body[at..].find('{').map(|open| at + open) else { return false };
    braced(&body[open..]).is_some_and(|arms| body[open + arms.len()..].trim() == "}")
}

/// Where the body of a function begins; `None` for one without a body.
fn body_start(code: &str) -> Option<usize> {
    let mut depth = 0i32;
    for (at, c) in code.char_indices() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            '{' if depth == 0 => return Some(at),
            ';' if depth == 0 => return None,
            _ => {}
        }
    }
    None
}

/// The text from a brace to the one that closes it.
fn braced(code: &str) -> Option<&str> {
    let mut depth = 0;
    for (at, c) in code.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(&code[..=at]);
        }
    }
    None
}

/// Blanks comments, strings, characters, and items under `#[cfg(test)]`; keeps line breaks.
fn blank(code: &str) -> String {
    let mut out = String::with_capacity(code.len());
    let mut rest = code;
    while !rest.is_empty() {
        let skipped = comment(rest).or_else(|| literal(rest, &out));
        let length = skipped.unwrap_or_else(|| rest.chars().next().map_or(1, char::len_utf8));
        let (piece, after) = rest.split_at(length.min(rest.len()));
        if skipped.is_some() {
            out.extend(piece.chars().map(|c| if c == '\n' { '\n' } else { ' ' }));
        } else {
            out.push_str(piece);
        }
        rest = after;
    }
    blank_tests(&out)
}

fn comment(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    rest.strip_prefix("/*")?;
    let (mut depth, mut at) = (0, 0);
    while at < rest.len() {
        if rest[at..].starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest[at..].starts_with("*/") {
            depth -= 1;
            at += 2;
        } else {
            at += rest[at..].chars().next().map_or(1, char::len_utf8);
        }
        if depth == 0 {
            return Some(at);
        }
    }
    Some(rest.len())
}

fn literal(rest: &str, before: &str) -> Option<usize> {
    if let Some(string) = rest.strip_prefix('"') {
        return Some(1 + quoted_end(string, '"'));
    }
    if rest.starts_with('#') && (before.ends_with('r') || before.ends_with("br")) {
        let hashes = rest.bytes().take_while(|byte| *byte == b'#').count();
        let close = format!("\"{}", &rest[..hashes]);
        let body = rest[hashes..].strip_prefix('"')?;
        return Some(hashes + 1 + body.find(&close).map_or(body.len(), |at| at + close.len()));
    }
    let character = rest.strip_prefix('\'')?;
    let first = character.chars().next()?;
    if first == '\\' {
        return Some(1 + quoted_end(character, '\''));
    }
    // Without a closing quote right behind it this is a lifetime.
    character[first.len_utf8()..].starts_with('\'').then(|| first.len_utf8() + 2)
}

/// Bytes up to and with the closing quote.
fn quoted_end(text: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        if c == quote && !escaped {
            return at + c.len_utf8();
        }
        escaped = c == '\\' && !escaped;
    }
    text.len()
}

fn blank_tests(code: &str) -> String {
    let mut out = code.to_owned();
    while let Some(at) = out.find("#[cfg(test)]") {
        let rest = &out[at..];
        let open = rest.find('{').unwrap_or(rest.len());
        let end = match rest.find(';') {
            Some(semicolon) if semicolon < open => semicolon + 1,
            _ => open + rest.get(open..).and_then(braced).map_or(0, str::len),
        };
        let blanked: String = rest[..end].chars().map(|c| if c == '\n' { '\n' } else { ' ' }).collect();
        out.replace_range(at..at + end, &blanked);
    }
    out
}
