//! Prints what is known about an article beside its body, and where each fact was found.
//!
//! ```sh
//! cargo run --example metadata_only -- page.html https://example.org/2021/10/12/ferry
//! ```

use std::error::Error;

use dechaff::{Ambiguity, Date, Field, Input};

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let path = args.next().ok_or("usage: metadata_only FILE [URL]")?;
    let page = std::fs::read(path)?;
    let mut input = Input::from(&page);
    if let Some(url) = args.next() {
        // The address often holds a date, and makes the page's links absolute.
        input = input.with_url(&url)?;
    }
    let metadata = dechaff::metadata(input)?;

    print_field("title", metadata.title());
    print_date("published", metadata.published());
    print_date("modified", metadata.modified());
    for author in metadata.credits() {
        print_field("author", Some(author));
    }
    print_field("source", metadata.source());
    print_field("site", metadata.site());
    print_field("location", metadata.location());
    print_field("language", metadata.language());
    print_field("description", metadata.description());
    Ok(())
}

fn print_field(name: &str, field: Option<&Field<String>>) {
    match field {
        Some(field) => println!("{name}: {} (from {})", field.value(), field.provenance().name()),
        None => println!("{name}: unknown"),
    }
}

fn print_date(name: &str, field: Option<&Field<Date>>) {
    let Some(field) = field else {
        println!("{name}: unknown");
        return;
    };
    let date = field.value();
    println!("{name}: {} (from {}, written \"{}\")", date.iso8601(), field.provenance().name(), date.raw());
    match date.ambiguity() {
        Ambiguity::DayMonthOrder => println!("  day and month could be the other way round"),
        Ambiguity::Zone => println!("  the zone's abbreviation has several meanings"),
        _ => {}
    }
}
