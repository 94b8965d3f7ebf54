//! Cleans one file, HTML or flattened text, and prints title, date and body.
//!
//! ```sh
//! cargo run --example clean_file -- page.html
//! ```

use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: clean_file FILE")?;
    // Bytes rather than a string: the page says itself which encoding it is in.
    let bytes = std::fs::read(path)?;
    let article = dechaff::clean(&bytes)?;

    if let Some(title) = article.title() {
        println!("{title}");
    }
    if let Some(published) = article.metadata().published() {
        println!("{}", published.value().iso8601());
    }
    println!("\n{}", article.text());
    Ok(())
}
