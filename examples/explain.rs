//! Shows the sections of a page, and what was decided about every block in them.
//!
//! ```sh
//! cargo run --example explain -- page.html
//! ```
//!
//! The command does the same, with more detail: `dechaff --explain page.html`.

use std::error::Error;

use dechaff::{Cleaner, Focus};

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args_os().nth(1).ok_or("usage: explain FILE")?;
    let bytes = std::fs::read(path)?;
    let article = Cleaner::new().with_focus(Focus::Balanced).clean(&bytes)?;

    println!("{} (confidence {:.2})", article.page_kind().name(), article.confidence());
    for section in article.sections() {
        println!("{}: {}, {} words", section.kind().name(), section.evidence(), section.word_count());
        for block in section.blocks() {
            let mark = if block.label().is_body() { '+' } else { '-' };
            let start: String = block.text().chars().take(60).collect();
            println!("  {mark} {:.2} {}: {start}", block.score(), block.label().name());
            for reason in block.reasons() {
                println!("      {:+.1} {}", reason.weight(), reason.text());
            }
        }
    }
    Ok(())
}
