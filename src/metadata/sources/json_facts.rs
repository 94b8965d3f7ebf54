//! What JSON-LD says of an article besides what every page says: who may read it, of which kind it is, how many
//! comments it has, and which pages its authors have.

use serde_json::{Map, Value};

use crate::lists::access::access;
use crate::lists::article_types::{TypePlace, article_type};
use crate::metadata::Provenance;
use crate::metadata::candidates::{Candidates, push};
use crate::metadata::normalise;
use crate::metadata::sources::counts::{count, count_of_comments};
use crate::metadata::sources::json_graph::{Graph, types};

/// Parts and counts of one article that are looked at.
const MAX_PARTS: usize = 32;
/// Pages of authors that one article gives.
const MAX_PAGES: usize = 32;

type Object = Map<String, Value>;

/// Who may read an article or a page: what is said of the whole, else of a part that is not free.
pub(crate) fn say_access(object: &Object, out: &mut Candidates) {
    let said = |object: &Object| match object.get("isAccessibleForFree")? {
        Value::Bool(is_free) => access(if *is_free { "true" } else { "false" }),
        Value::String(word) => access(word),
        _ => None,
    };
    let of_part = || {
        let parts = object.get("hasPart").into_iter().flat_map(each).take(MAX_PARTS);
        parts.filter_map(Value::as_object).filter_map(said).find(|access| *access != "free")
    };
    out.accesses.extend(said(object).or_else(of_part).map(stated));
}

/// Of which kind an article is: its type, then its genre.
pub(crate) fn say_type(graph: &Graph<'_>, object: &Object, out: &mut Candidates) {
    let by_type =
        types(object).filter_map(|name| article_type(TypePlace::Schema, &name.to_ascii_lowercase()));
    let genres: Vec<String> = ["genre", "additionalType"]
        .iter()
        .filter_map(|key| object.get(*key))
        .flat_map(|value| graph.names(value))
        .map(|name| normalise::phrase(&name))
        .collect();
    let by_genre = genres.iter().filter_map(|genre| article_type(TypePlace::Genre, genre));
    out.article_types.extend(by_type.chain(by_genre).map(stated));
}

/// How many comments an article has.
pub(crate) fn say_comments(object: &Object, out: &mut Candidates) {
    let number = |value: &Value| match value {
        Value::Number(number) => count(&number.to_string()),
        Value::String(text) => count(text),
        _ => None,
    };
    let by_statistic = || {
        let statistics = object.get("interactionStatistic").into_iter().flat_map(each).take(MAX_PARTS);
        let mut of_comments = statistics.filter_map(Value::as_object).filter(|one| counts_comments(one));
        of_comments.find_map(|one| number(one.get("userInteractionCount")?))
    };
    let by_old_name = || {
        let counts = object.get("interactionCount").into_iter().flat_map(each).take(MAX_PARTS);
        counts.filter_map(Value::as_str).find_map(count_of_comments)
    };
    let found = object.get("commentCount").and_then(number).or_else(by_statistic).or_else(by_old_name);
    if let Some(digits) = found {
        out.state("comment_count", &digits, Provenance::JsonLd);
    }
}

/// Whether a statistic counts comments: its action is an address, a name or an object.
fn counts_comments(statistic: &Object) -> bool {
    match statistic.get("interactionType") {
        Some(Value::String(name)) => name.rsplit('/').next() == Some("CommentAction"),
        Some(Value::Object(action)) => types(action).any(|name| name == "CommentAction"),
        _ => false,
    }
}

/// The pages of the people who wrote it.
pub(crate) fn say_author_pages(graph: &Graph<'_>, value: &Value, out: &mut Candidates) {
    let before = out.author_urls.len();
    for author in graph.people_objects(value) {
        for pages in ["url", "sameAs"].iter().filter_map(|key| author.get(*key)) {
            for address in each(pages).filter_map(Value::as_str) {
                if out.author_urls.len() - before >= MAX_PAGES {
                    return;
                }
                push(&mut out.author_urls, address, Provenance::JsonLd);
            }
        }
    }
}

/// The values of an array, or the value itself if it is not an array.
fn each(value: &Value) -> impl Iterator<Item = &Value> {
    let (one, many) = match value {
        Value::Array(values) => (None, Some(values)),
        value => (Some(value), None),
    };
    one.into_iter().chain(many.into_iter().flatten())
}

fn stated(value: &'static str) -> crate::metadata::Field<String> {
    crate::metadata::Field::new(value.to_owned(), Provenance::JsonLd)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::metadata::Field;

    fn values(list: &[Field<String>]) -> Vec<&str> {
        list.iter().map(|field| field.value().as_str()).collect()
    }

    fn said(document: &Value, say: impl Fn(&Graph<'_>, &Object, &mut Candidates)) -> Candidates {
        let mut out = Candidates::default();
        let graph = Graph::new(std::iter::once(document));
        say(&graph, document.as_object().unwrap(), &mut out);
        out
    }

    #[test]
    fn the_whole_goes_before_its_parts() {
        let access = |document: Value| {
            let out = said(&document, |_, object, out| say_access(object, out));
            values(&out.accesses).join(" ")
        };
        assert_eq!(access(json!({"isAccessibleForFree": true})), "free");
        assert_eq!(access(json!({"isAccessibleForFree": "http://schema.org/False"})), "paid");
        assert_eq!(access(json!({"isAccessibleForFree": "perhaps"})), "");
        let wall = json!({"isAccessibleForFree": "False", "cssSelector": ".wall"});
        assert_eq!(access(json!({"hasPart": wall})), "paid");
        assert_eq!(access(json!({"hasPart": [{"isAccessibleForFree": true}, wall]})), "paid");
        assert_eq!(access(json!({"isAccessibleForFree": "True", "hasPart": wall})), "free");
    }

    #[test]
    fn types_and_genres_tell_the_kind() {
        let kinds = |document: Value| {
            let out = said(&document, say_type);
            values(&out.article_types).join(" ")
        };
        assert_eq!(
            kinds(json!({"@type": ["NewsArticle", "http://schema.org/OpinionNewsArticle"]})),
            "news opinion"
        );
        assert_eq!(
            kinds(json!({"@type": "Article", "genre": ["Weather", "Press Release"]})),
            "press_release"
        );
        assert_eq!(kinds(json!({"@type": "Article"})), "");
    }

    #[test]
    fn comments_are_counted_under_several_names() {
        let comments = |document: Value| {
            let out = said(&document, |_, object, out| say_comments(object, out));
            out.stated.comment_count().map(|field| field.value().clone())
        };
        let twelve = Some("12".to_owned());
        let statistic = |action: Value| json!({"interactionType": action, "userInteractionCount": "12"});
        let comment = json!("https://schema.org/CommentAction");
        let like = json!({"interactionType": "https://schema.org/LikeAction", "userInteractionCount": 5});
        assert_eq!(comments(json!({"commentCount": 12})), twelve);
        assert_eq!(comments(json!({"commentCount": "12"})), twelve);
        assert_eq!(comments(json!({"interactionStatistic": [like, statistic(comment)]})), twelve);
        let action = json!({"@type": "CommentAction"});
        assert_eq!(comments(json!({"interactionStatistic": statistic(action)})), twelve);
        assert_eq!(comments(json!({"interactionCount": ["UserTweets:3", "UserComments:12"]})), twelve);
        assert_eq!(comments(json!({"interactionStatistic": like, "commentCount": "many"})), None);
        assert_eq!(comments(json!({"commentCount": -1})), None);
    }

    #[test]
    fn pages_are_those_of_people() {
        let document = json!({"author": [
            {"@type": "Person", "url": "/ann", "sameAs": ["https://social.example/@ann"]},
            {"@type": "Organization", "url": "https://fen.example/"},
            "Bo Lindqvist"
        ]});
        let out = said(&document, |graph, object, out| say_author_pages(graph, &object["author"], out));
        assert_eq!(values(&out.author_urls), ["/ann", "https://social.example/@ann"]);
        let many = json!({"author": {"sameAs": vec!["https://social.example/@ann"; MAX_PAGES + 1]}});
        let out = said(&many, |graph, object, out| say_author_pages(graph, &object["author"], out));
        assert_eq!(out.author_urls.len(), MAX_PAGES);
    }
}
