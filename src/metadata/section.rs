//! Decides where on its site an article is: its section, and the path of sections from the home page down.
//!
//! A page says so in its breadcrumb trail, whose first step is the home page and whose last may be the article itself,
//! or it declares one section or several, of which nothing says that one is inside the other.

use url::Url;

use super::Field;
use super::candidates::{Candidates, Trail};
use super::normalise;
use crate::lists::trail_words::{TrailWord, trail_word};

/// Steps of the longest trail: what has more is a menu.
const MAX_STEPS: usize = 8;
/// Longest name of a section, in bytes.
const MAX_STEP_BYTES: usize = 120;

/// The declared section, else the last step of a breadcrumb trail above the article itself.
pub(crate) fn section(found: &Candidates, title: Option<&Field<String>>) -> Option<Field<String>> {
    let title = normalised(title);
    declared(found).cloned().or_else(|| {
        found.trails.iter().find_map(|trail| {
            // The first step is the home page.
            let mut steps = trail.steps.iter().skip(1).rev();
            let above = steps.find(|step| !is_title(&normalise::phrase(step), &title))?;
            Some(Field::new(above.clone(), trail.provenance))
        })
    })
}

/// The sections from the home page down, without either end of the trail: the home page and the article. Where no
/// trail says more, the declared section alone.
pub(crate) fn path(
    found: &Candidates,
    title: Option<&Field<String>>,
    site_names: &[String],
) -> Vec<Field<String>> {
    let title = normalised(title);
    let mut paths = found.trails.iter().map(|trail| steps_between(trail, &title, site_names));
    let first = paths.find(|path| !path.is_empty());
    let section = || declared(found).filter(|section| is_section(&normalise::phrase(section.value())));
    first.unwrap_or_else(|| section().into_iter().cloned().collect())
}

fn declared(found: &Candidates) -> Option<&Field<String>> {
    found.sections.iter().find(|section| !section.value().contains("://"))
}

fn normalised(title: Option<&Field<String>>) -> String {
    title.map(|title| normalise::phrase(title.value())).unwrap_or_default()
}

fn is_title(step: &str, title: &str) -> bool {
    step.is_empty() || title.starts_with(step) || step.starts_with(title) && !title.is_empty()
}

/// The steps of a trail after the home page and before the article.
fn steps_between(trail: &Trail, title: &str, site_names: &[String]) -> Vec<Field<String>> {
    let phrases: Vec<String> = trail.steps.iter().map(|step| normalise::phrase(step)).collect();
    let start = first_section(trail, &phrases, site_names);
    let article = phrases.iter().position(|step| is_headline(step, title)).unwrap_or(phrases.len());
    let end = article.min(phrases.len() - usize::from(trail.is_page_last && !phrases.is_empty()));
    let mut between: Vec<usize> = (start..end).filter(|step| is_section(&phrases[*step])).collect();
    while between.last().is_some_and(|last| is_title(&phrases[*last], title)) {
        between.pop();
    }
    if between.len() > MAX_STEPS || between.iter().any(|step| trail.steps[*step].len() > MAX_STEP_BYTES) {
        return Vec::new();
    }
    let shown = |step: usize| Field::new(without_signs(&trail.steps[step]), trail.provenance);
    between.into_iter().map(shown).collect()
}

/// Where the sections begin: after the home page, which is the first step or follows a label.
fn first_section(trail: &Trail, phrases: &[String], site_names: &[String]) -> usize {
    const MAX_BEFORE_HOME: usize = 1;
    let is_home = |(at, step): (usize, &String)| {
        trail.is_home_first && at == 0
            || trail_word(step) == Some(TrailWord::Home)
            || site_names.contains(&normalise::key(step))
    };
    let homes = phrases.iter().enumerate().take(1 + MAX_BEFORE_HOME).collect::<Vec<_>>();
    homes.into_iter().rev().find(|home| is_home(*home)).map_or(0, |(at, _)| at + 1)
}

fn is_section(step: &str) -> bool {
    !step.is_empty() && !matches!(trail_word(step), Some(TrailWord::Label | TrailWord::NoSection))
}

/// Whether a step is the article's headline, in other words than its title or shortened.
fn is_headline(step: &str, title: &str) -> bool {
    const MIN_WORDS: usize = 4;
    const MIN_SIMILARITY: f32 = 0.5;
    let is_long = step.split(' ').count() >= MIN_WORDS;
    is_long && (title.starts_with(step) || normalise::similarity(step, title) >= MIN_SIMILARITY)
}

/// A step without the signs that trails have between steps.
fn without_signs(step: &str) -> String {
    step.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '>' | '/' | '›' | '»' | '→' | '|' | '\\' | '<' | '‹' | '«')
    })
    .to_owned()
}

/// Whether an address is that of a site's home page, or of its home page in one language: `/`, `/en`, `/pt-br/`.
pub(crate) fn is_home_address(address: &str) -> bool {
    let Ok(url) = Url::parse(address) else { return address == "/" };
    let path = url.path().trim_matches('/');
    let is_language = match path.split_once(['-', '_']) {
        Some((language, place)) => language.len() == 2 && place.len() == 2,
        None => path.len() == 2,
    };
    url.query().is_none() && (path.is_empty() || is_language && path.is_ascii())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lists::{article_types, trail_words};
    use crate::metadata::Provenance;

    fn path_of(steps: &[&str], is_home_first: bool) -> Vec<String> {
        let trail = Trail {
            steps: steps.iter().map(|step| (*step).to_owned()).collect(),
            provenance: Provenance::Element,
            is_home_first,
            is_page_last: false,
        };
        let field = |value: &str| Field::new(value.to_owned(), Provenance::MetaTag);
        let found =
            Candidates { trails: vec![trail], sections: vec![field("Declared")], ..Candidates::default() };
        let title = field("Rain in town again");
        let path = path(&found, Some(&title), &["dailyfen".to_owned()]);
        path.into_iter().map(|field| field.value).collect()
    }

    #[test]
    fn the_path_has_neither_home_nor_the_article() {
        for home in ["Home", "Startseite", "The Daily Fen", "Daily Fen", "首页"] {
            let is_known = home != "The Daily Fen";
            assert_eq!(path_of(&[home, "News", "Weather"], !is_known), ["News", "Weather"], "{home}");
        }
        assert_eq!(path_of(&["News", "Weather"], false), ["News", "Weather"]);
        assert_eq!(path_of(&["Home", "News", "Rain in town"], false), ["News"]);
        assert_eq!(path_of(&["Home", "News", "Rain in town again and again", "»"], false), ["News"]);
        assert_eq!(path_of(&["Home", "News ›", "/ Weather"], false), ["News", "Weather"]);
        assert_eq!(path_of(&["You are here", "Home", "News"], false), ["News"]);
        assert_eq!(path_of(&["You are here", "News", "Uncategorized"], false), ["News"]);
        assert_eq!(path_of(&["Shops", "Garden", "Home"], false), ["Shops", "Garden", "Home"]);
        let shared = ["Home", "News", "Rain again in the town", "Share", "Print"];
        assert_eq!(path_of(&shared, false), ["News"], "what follows the headline is no section");
    }

    #[test]
    fn a_declared_section_is_a_path_where_the_trail_has_none() {
        assert_eq!(path_of(&["Home"], false), ["Declared"]);
        assert_eq!(path_of(&["Home", "Rain in town again"], false), ["Declared"]);
        assert_eq!(path_of(&[], true), ["Declared"]);
        let menu: Vec<String> = (0..=MAX_STEPS).map(|step| format!("Section {step}")).collect();
        assert_eq!(path_of(&menu.iter().map(String::as_str).collect::<Vec<_>>(), false), ["Declared"]);
        assert_eq!(path_of(&["Home", &"long ".repeat(MAX_STEP_BYTES)], false), ["Declared"]);
    }

    #[test]
    fn home_pages_have_short_addresses() {
        for home in [
            "/",
            "https://fen.example",
            "https://fen.example/",
            "https://fen.example/en/",
            "https://fen.example/pt-br",
        ] {
            assert!(is_home_address(home), "{home}");
        }
        for other in ["", "/news", "https://fen.example/news", "https://fen.example/?p=1"] {
            assert!(!is_home_address(other), "{other}");
        }
    }

    #[test]
    fn words_of_the_lists_are_phrases() {
        for word in trail_words::phrases().chain(article_types::phrases()) {
            assert_eq!(normalise::phrase(word), word);
        }
    }
}
