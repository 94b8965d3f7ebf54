//! Adds a golden case with dechaff's present answer, for a person to correct.
//!
//! `cargo run --example add_case -- NAME FILE [--url URL]`

#[path = "../tests/golden/found.rs"]
mod found;

use std::error::Error;
use std::fs;
use std::path::Path;

use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [name, file] => add(name, Path::new(file), None),
        [name, file, "--url", url] => add(name, Path::new(file), Some(url)),
        _ => Err("usage: add_case NAME FILE [--url URL]".into()),
    }
}

fn add(name: &str, file: &Path, url: Option<&str>) -> Result<(), Box<dyn Error>> {
    let page = fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
    let article = found::clean(&page, url)?;
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/pages").join(name);
    fs::create_dir(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    fs::write(folder.join(page_name(file)), page)?;
    if let Some(url) = url {
        fs::write(folder.join("page.url"), format!("{url}\n"))?;
    }
    let mut facts = found::facts(&article);
    facts.retain(|_, value| !value.is_null());
    facts.insert("removed".to_owned(), removed(&article));
    fs::write(folder.join("expected.txt"), format!("{}\n", article.text().trim_end()))?;
    fs::write(folder.join("expected.md"), format!("{}\n", found::markdown(&article).trim_end()))?;
    fs::write(folder.join("expected.json"), format!("{:#}\n", Value::Object(facts)))?;
    println!(
        "{}: read the page, correct expected.txt and expected.json, and expected.md or delete it",
        folder.display()
    );
    Ok(())
}

fn page_name(file: &Path) -> &'static str {
    let extension = file.extension().map(|extension| extension.to_ascii_lowercase());
    match extension {
        Some(extension) if extension == "txt" => "page.txt",
        _ => "page.html",
    }
}

fn removed(article: &dechaff::Article) -> Value {
    article.removed().map(|block| json!({"kind": block.label().name(), "text": block.text()})).collect()
}
