//! Cleans text that a scraper flattened: no tags are left, menus and prompts are mixed in.
//!
//! ```sh
//! cargo run --example clean_text
//! ```

use std::error::Error;

use dechaff::Label;

const FLATTENED: &str = "\
Home
News
Sport
Weather
Sign in
TRENDING
Bakers' strike enters third week
Ten walks for a long weekend
Old lighthouse is sold for one crown
Council votes to keep the ferry running
By Ada Quill
12 October 2021, 16:18
Share this story
Brackwater's council voted on Tuesday to keep the night ferry running through the winter, \
after more than two hundred residents had written to object to the cut.
The ferry carries some ninety people a night across the estuary, most of them nurses and \
bakers on their way to or from work. The next bridge is forty kilometres upstream.
\"Nobody here has a second way home,\" said Ines Corwell, who has worked the late shift at \
the hospital for eleven years.
The council will pay for the service out of its reserve until April, when a new contract \
is due.
Read more: How the ferry was saved in 1987
Follow us on social media
Subscribe to our newsletter
Copyright 2021 The Brackwater Bell. All rights reserved.
";

fn main() -> Result<(), Box<dyn Error>> {
    let article = dechaff::clean(FLATTENED)?;
    println!("title: {}", article.title().unwrap_or("unknown"));
    println!("\n{}\n", article.text());

    println!("removed:");
    for block in article.removed() {
        // Where the line stands in the input, for those who want to cut it out themselves.
        let range = block.input_range().unwrap_or_default();
        let kind = match block.label() {
            Label::Removed(kind) => kind.name(),
            label => label.name(),
        };
        println!("  {range:?} {kind}: {}", block.text());
    }
    Ok(())
}
