//! The fields of a record are what the documents promise: a name, a type or a meaning that changes fails here.

use std::fs;
use std::path::Path;

use dechaff::record::{Field, SCHEMA_VERSION, ValueKind};

#[test]
fn the_python_package_documents_every_field_with_its_type() {
    let documented = document("python/docs/schema.md");
    for field in Field::all() {
        let data_type = match field.kind() {
            ValueKind::Text | ValueKind::Json => "string",
            ValueKind::Number => "double",
            ValueKind::Count => "bigint",
            ValueKind::List => "array<string>",
            ValueKind::Blocks => "array<struct<kind:string,text:string>>",
            other => panic!("no type for {other:?}"),
        };
        let row = format!("| `{}` | `{data_type}` |", field.name());
        assert!(documented.contains(&row), "python/docs/schema.md has no row {row}");
    }
}

#[test]
fn the_design_lists_every_column() {
    let design = document("DESIGN.md");
    let from = design.find("**Parquet's columns**").unwrap();
    let table = &design[from..from + design[from..].find("\n## ").unwrap()];
    let rows = table.lines().filter_map(|line| line.strip_prefix("| ")?.split(" |").next());
    let named: Vec<&str> = rows.flat_map(|names| names.split([',', ';', ' '])).collect();
    for field in Field::all() {
        assert!(named.contains(&field.name()), "DESIGN.md does not list the column {}", field.name());
    }
}

#[test]
fn the_changelog_says_what_each_version_changed() {
    let changes = document("CHANGELOG.md");
    let from = changes.find("### Fields of a record").unwrap();
    for version in 1..=SCHEMA_VERSION {
        let row = format!("\n| {version} | ");
        assert!(changes[from..].contains(&row), "CHANGELOG.md has no row for version {version}");
    }
}

fn document(path: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap()
}
