//! What dechaff finds on a page, in the terms of `expected.json`.

use dechaff::{Article, Date, Error, Field, Format, Input, Rendering};
use serde_json::{Map, Value, json};

/// Cleans a page the way all cases are cleaned: default settings, and the page's address where known.
pub(crate) fn clean(page: &[u8], url: Option<&str>) -> Result<Article, Error> {
    let input = Input::from(page);
    match url {
        Some(url) => dechaff::clean(input.with_url(url)?),
        None => dechaff::clean(input),
    }
}

/// What `expected.md` has: the body with everything that rendering can show.
pub(crate) fn markdown(article: &Article) -> String {
    let everything = Rendering::new().with_links(true).with_images(true).with_captions(true);
    article.render(Format::Markdown, &everything)
}

/// Every scalar key that `expected.json` may name, with the value found; `null` where there is none.
pub(crate) fn facts(article: &Article) -> Map<String, Value> {
    let metadata = article.metadata();
    let text = |field: Option<&Field<String>>| field.map_or(Value::Null, |field| json!(field.value()));
    let date =
        |field: Option<&Field<Date>>| field.map_or(Value::Null, |field| json!(field.value().iso8601()));
    let authors: Vec<&String> = metadata.authors().iter().map(Field::value).collect();
    let flags: Vec<&str> = article.flags().iter().map(|flag| flag.name()).collect();
    [
        ("kind", json!(article.page_kind().name())),
        ("flags", json!(flags)),
        ("title", text(metadata.title())),
        ("published", date(metadata.published())),
        ("modified", date(metadata.modified())),
        ("authors", json!(authors)),
        ("source", text(metadata.source())),
        ("site", text(metadata.site())),
        ("location", text(metadata.location())),
        ("language", text(metadata.language())),
        ("description", text(metadata.description())),
    ]
    .into_iter()
    .map(|(key, value)| (key.to_owned(), value))
    .collect()
}
