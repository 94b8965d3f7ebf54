//! What is measured, each with the settings it is usually called with.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_smoothie::{Config, Readability, TextMode};

use crate::pages::Page;

/// An extractor, and how it is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum Tool {
    Dechaff,
    DechaffMetadata,
    /// Another build of dechaff, such as the last release: see [`Program::Before`](crate::child::Program::Before).
    DechaffBefore,
    DomSmoothie,
    DomSmoothieRaw,
    Legible,
    Trafilatura,
    TrafilaturaFallback,
    RsTrafilatura,
    Resiliparse,
}

/// All that are measured where none is named, in the order of the tables; the first is what the others are compared to.
pub const TOOLS: &[Tool] = &[
    Tool::Dechaff,
    Tool::DechaffMetadata,
    Tool::Resiliparse,
    Tool::DomSmoothieRaw,
    Tool::DomSmoothie,
    Tool::Legible,
    Tool::Trafilatura,
    Tool::TrafilaturaFallback,
    Tool::RsTrafilatura,
];

impl Tool {
    /// The name of the package, as the lock file has it.
    pub fn package(self) -> &'static str {
        match self {
            Tool::Dechaff | Tool::DechaffMetadata | Tool::DechaffBefore => "dechaff",
            Tool::DomSmoothie | Tool::DomSmoothieRaw => "dom_smoothie",
            Tool::Legible => "legible",
            Tool::Trafilatura | Tool::TrafilaturaFallback => "trafilatura",
            Tool::RsTrafilatura => "rs-trafilatura",
            Tool::Resiliparse => "resiliparse",
        }
    }

    /// Which of its calls, where a table has several of a package.
    pub fn variant(self) -> &'static str {
        match self {
            Tool::DechaffMetadata => ", metadata alone",
            Tool::DechaffBefore => ", the build before",
            Tool::DomSmoothie => ", formatted text",
            Tool::DomSmoothieRaw => ", raw text",
            Tool::Trafilatura => ", no fallback",
            Tool::TrafilaturaFallback => ", with fallback",
            Tool::Dechaff | Tool::Legible | Tool::RsTrafilatura | Tool::Resiliparse => "",
        }
    }

    /// Whether the call gives the text of the article, or else only what is known beside it.
    pub fn gives_text(self) -> bool {
        self != Tool::DechaffMetadata
    }

    /// The word that its worker knows it by. To the build before, it is itself.
    pub fn request(self) -> String {
        if self == Tool::DechaffBefore { Tool::Dechaff.word() } else { self.word() }
    }

    /// The word that users know it by.
    pub fn word(self) -> String {
        let value = clap::ValueEnum::to_possible_value(&self);
        value.map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// One extraction; the length of what it gave, or why it gave nothing.
    pub fn run(self, page: &Page) -> Result<usize, String> {
        catch_unwind(AssertUnwindSafe(|| self.extract(page))).unwrap_or_else(|_| Err("panicked".to_owned()))
    }

    fn extract(self, page: &Page) -> Result<usize, String> {
        match self {
            Tool::Dechaff => dechaff(page),
            Tool::DechaffMetadata => dechaff_metadata(page),
            Tool::DomSmoothie => dom_smoothie(page, TextMode::Formatted),
            Tool::DomSmoothieRaw => dom_smoothie(page, TextMode::Raw),
            Tool::Legible => legible(page),
            Tool::Trafilatura => trafilatura(page, false),
            Tool::TrafilaturaFallback => trafilatura(page, true),
            Tool::RsTrafilatura => rs_trafilatura(page),
            Tool::Resiliparse | Tool::DechaffBefore => Err("runs in a process of its own".to_owned()),
        }
    }
}

/// The address, which helps every tool that takes one.
fn url(page: &Page) -> Option<&str> {
    Some(page.url.as_str()).filter(|url| !url.is_empty())
}

fn input(page: &Page) -> Result<dechaff::Input<'_>, String> {
    let input = dechaff::Input::html(&page.html);
    match url(page) {
        Some(url) => input.with_url(url).map_err(|error| error.to_string()),
        None => Ok(input),
    }
}

fn dechaff(page: &Page) -> Result<usize, String> {
    let article = dechaff::clean(input(page)?).map_err(|error| error.to_string())?;
    Ok(article.text().len())
}

fn dechaff_metadata(page: &Page) -> Result<usize, String> {
    let metadata = dechaff::metadata(input(page)?).map_err(|error| error.to_string())?;
    Ok(metadata.title().map_or(0, |title| title.value().len()))
}

fn dom_smoothie(page: &Page, text_mode: TextMode) -> Result<usize, String> {
    let config = Config { text_mode, ..Config::default() };
    let read = Readability::new(page.html.as_str(), url(page), Some(config));
    let article = read.and_then(|mut read| read.parse()).map_err(|error| error.to_string())?;
    Ok(article.text_content.len())
}

fn legible(page: &Page) -> Result<usize, String> {
    let article = legible::parse(&page.html, url(page), None).map_err(|error| error.to_string())?;
    Ok(article.text_content.len())
}

fn trafilatura(page: &Page, fallback: bool) -> Result<usize, String> {
    let mut options = trafilatura::Options::default().with_fallback(fallback);
    options.original_url = url(page).and_then(|url| url.parse().ok());
    let result = trafilatura::extract(&page.html, &options).map_err(|error| error.to_string())?;
    Ok(result.content_text.len())
}

fn rs_trafilatura(page: &Page) -> Result<usize, String> {
    let options = rs_trafilatura::Options { url: url(page).map(str::to_owned), ..Default::default() };
    let result =
        rs_trafilatura::extract_with_options(&page.html, &options).map_err(|error| error.to_string())?;
    Ok(result.content_text.len())
}

#[cfg(test)]
mod tests {
    use super::{TOOLS, Tool};
    use crate::pages::built_in;

    #[test]
    fn every_tool_of_this_process_reads_a_plain_page() {
        let pages = built_in().expect("the folder is there");
        let page = pages.iter().find(|page| page.id == "agency_story_html").expect("the page is there");
        for tool in TOOLS.iter().filter(|tool| **tool != Tool::Resiliparse) {
            let least = if tool.gives_text() { 500 } else { 10 };
            assert!(tool.run(page).is_ok_and(|length| length >= least), "{tool:?}: {:?}", tool.run(page));
        }
    }
}
