//! Pages' states of known and of unknown shapes.

use serde_json::{Value, json};

use super::*;

const FERRY: &str = "The ferry sailed again on Monday, two years after a storm had torn away its pier.";
const CROWD: &str = "Three hundred people had come to the harbour to see it leave for the islands at noon.";

/// Seven paragraphs of an article.
fn paragraphs() -> Vec<String> {
    (1..=7).map(|day| format!("{FERRY} {CROWD} It was day {day}.")).collect()
}

fn markup() -> String {
    paragraphs().iter().map(|text| format!("<p>{text}</p>")).collect()
}

fn body(kept: &[(ScriptKind, &str)]) -> Option<StateBody> {
    let mut scripts = StateScripts::default();
    for (kind, text) in kept {
        scripts.keep(*kind, (*text).to_owned(), &Limits::new().with_max_state_bytes(64 << 20));
    }
    scripts.body(&Head::default(), Shown::default)
}

fn found(id: &str, media_type: &str, text: &str) -> Option<StateBody> {
    body(&[(ScriptKind::of(id, media_type), text)])
}

fn found_in(value: &Value) -> Option<StateBody> {
    found("__NEXT_DATA__", "application/json", &value.to_string())
}

fn html(body: Option<StateBody>) -> String {
    body.map(|body| body.html).unwrap_or_default()
}

#[test]
fn next_and_nuxt_give_the_body_and_its_title() {
    let post = json!({"title": {"rendered": "The ferry returns"}, "excerpt": FERRY.repeat(30), "content": {"rendered": markup()}});
    let next = found_in(&json!({"props": {"pageProps": {"post": post}}, "buildId": "x"})).unwrap();
    assert_eq!((next.html, next.title.as_deref()), (markup(), Some("The ferry returns")));
    let nuxt2 = format!(
        "window.__NUXT__=(function(a,b){{return {{data:[{{post:{{headline:b,body:a}}}}]}}}}({},\"Back\"));",
        json!(markup())
    );
    let nuxt2 = found("", "", &nuxt2).unwrap();
    assert_eq!((nuxt2.html, nuxt2.title.as_deref()), (markup(), Some("Back")));
    let nuxt3 = json!([["Reactive", 1], {"data": 2}, {"post": 3}, {"title": 4, "body": 5, "note": 6}, "Back", markup(), "x"]);
    let nuxt3 = found("__NUXT_DATA__", "application/json", &nuxt3.to_string()).unwrap();
    assert_eq!((nuxt3.html, nuxt3.title.as_deref()), (markup(), Some("Back")));
}

#[test]
fn next_pushes_text_in_pieces() {
    let row = format!("2:T{:x},{}3:[\"$\",\"div\",null,{{\"html\":\"$2\"}}]\n", markup().len(), markup());
    let (one, two) = row.split_at(300);
    let push = |piece: &str| format!("self.__next_f.push([1,{}])", json!(piece));
    let (one, two) = (push(one), push(two));
    let script = ScriptKind::JavaScript;
    assert_eq!(html(body(&[(script, &one), (script, &two)])), markup());
    let elements: Vec<Value> =
        paragraphs().iter().map(|text| json!(["$", "p", null, {"children": [text]}])).collect();
    let tree = push(&format!("0:{}\n", json!(["$", "$L1", null, {"children": elements}])));
    assert_eq!(html(body(&[(script, &tree)])), markup());
}

#[test]
fn references_of_a_cache_are_followed() {
    let parts: Vec<Value> = (0..7).map(|part| json!({"__ref": format!("Paragraph:{part}")})).collect();
    let mut cache = json!({"Post:1": {"__typename": "Post", "title": "Back", "content": {"bodyModel": {"paragraphs": parts}}}});
    for (part, text) in paragraphs().iter().enumerate() {
        cache[format!("Paragraph:{part}")] = json!({"type": "P", "text": text});
    }
    let script = format!("window.__APOLLO_STATE__ = {cache}");
    let body = found("", "text/javascript", &script).unwrap();
    assert_eq!((body.html, body.title.as_deref()), (markup(), Some("Back")));
}

#[test]
fn json_in_strings_of_json_is_read() {
    let topic = json!({"title": "Ferries", "post_stream": {"posts": [{"cooked": markup(), "username": "ann"}, {"cooked": format!("<p>{CROWD}</p>")}]}});
    let preloaded = json!({"siteSettings": "{\"a\":1}", "topic_1": topic.to_string()}).to_string();
    let body = body(&[(ScriptKind::Json, &preloaded)]).unwrap();
    assert_eq!(body.html, format!("{}<p>{CROWD}</p>", markup()));
}

#[test]
fn trees_of_rich_text_are_flattened() {
    let blocks: Vec<Value> = paragraphs()
        .iter()
        .map(|text| json!({"_type": "block", "style": "normal", "children": [{"_type": "span", "text": text}]}))
        .collect();
    assert_eq!(html(found_in(&json!({"page": {"unknown": blocks}}))), markup());
}

#[test]
fn plain_text_becomes_paragraphs() {
    let text = paragraphs().join("\n\n").replace("It was day 1.", "It was 5 < 6 & late.");
    let expected: String = paragraphs().iter().map(|text| format!("<p>{text}</p>\n")).collect();
    let expected = expected.replace("It was day 1.", "It was 5 &lt; 6 &amp; late.");
    assert_eq!(html(found_in(&json!({"a": {"anything": text}}))), expected);
}

#[test]
fn json_ld_has_its_article_body() {
    let text = paragraphs().join("\n");
    let json =
        json!({"@graph": [{"@type": "NewsArticle", "headline": "Back", "articleBody": text}]}).to_string();
    let mut head = Head::default();
    head.json_ld.push(json);
    let shown = |prose| StateScripts::default().body(&head, || Shown { text: 9_000, prose });
    let found = shown(0).unwrap();
    assert_eq!(found.title.as_deref(), Some("Back"));
    assert_eq!(found.html.matches("<p>").count(), 7);
    assert_eq!(shown(found.bytes.div_ceil(2)), None, "half of it is shown");
}

#[test]
fn what_is_not_the_article_is_passed_over() {
    let comments: Vec<Value> = (0..9).map(|_| json!({"body": markup()})).collect();
    for value in [
        json!({"comments": comments}),
        json!({"privacyPolicy": markup(), "translations": {"intro": markup()}}),
        json!({"settings": "a_b={c};".repeat(500)}),
        json!({"names": "Ann Other, ".repeat(500)}),
    ] {
        assert_eq!(found_in(&value), None, "{value}");
    }
    let timeline: Vec<Value> = (0..3).map(|_| json!({"body": markup().repeat(2)})).collect();
    let page = json!({"article": {"body": format!("{}<p>{CROWD}</p>", markup())}, "more": timeline});
    assert!(html(found_in(&page)).ends_with(&format!("<p>{CROWD}</p>")), "one of several counts half");
}

#[test]
fn scripts_with_data_are_known_by_their_beginning() {
    for beginning in [
        "window.__INITIAL_STATE__ = {\"a\"",
        "\n  window.pageData={",
        "window['app'] = JSON.parse(",
        "(self.__next_f=self.__next_f||[]).push([0])",
    ] {
        assert!(keeps_state(beginning), "{beginning}");
    }
    for beginning in ["(function(w,d){w.dataLayer=w.dataLayer||[]", "document.write('x')", "window.a = 1"] {
        assert!(!keeps_state(beginning), "{beginning}");
    }
}

#[test]
fn short_bodies_have_the_title_of_the_page() {
    let post = json!({"title": "The ferry returns", "body": format!("<p>{FERRY} {CROWD}</p><p>{FERRY} {CROWD}</p>")});
    let mut scripts = StateScripts::default();
    scripts.keep(ScriptKind::Json, post.to_string(), &Limits::new());
    for (title, is_found) in [("The ferry returns - Courier", true), ("The pier", false)] {
        let mut head = Head::default();
        head.title = Some(title.to_owned());
        assert_eq!(scripts.body(&head, Shown::default).is_some(), is_found, "{title}");
    }
}

#[test]
fn a_script_that_there_is_no_room_for_is_left_out() {
    let limits = Limits::new().with_max_state_bytes(10);
    let mut scripts = StateScripts::default();
    let mut keep = |text: &str| scripts.keep(ScriptKind::Json, text.to_owned(), &limits);
    assert_eq!(keep("[123]"), None);
    assert_eq!(keep("[12345]"), Some(Limit::StateBytes));
    assert_eq!(keep("[1]"), None);
    assert_eq!(scripts.body(&Head::default(), Shown::default), None);
}

/// Pieces repeated and cut off; debug builds read less.
#[test]
fn hostile_states_end_soon() {
    let size = if cfg!(debug_assertions) { 100_000 } else { 4 << 20 };
    let start = std::time::Instant::now();
    for piece in [
        "{\"a\":",
        "[",
        "{",
        "window.a={",
        "a=(function(a){return ",
        "x=[1,",
        "=\"",
        "='\\",
        "__next_f.push([1,\"0:",
        "__next_f.push([1,\"T1,",
        "{\"body\":{\"__ref\":\"a\"},",
        "[\"$\",\"p\",null,{\"children\":",
        "{\"type\":\"doc\",\"content\":[",
        "=JSON.parse('{",
        "f(",
        "/*",
        "=a(\"",
        "It rained. ",
    ] {
        let text = piece.repeat(size / piece.len());
        for (id, media_type) in [("", ""), ("__NEXT_DATA__", "application/json")] {
            found(id, media_type, &text);
        }
    }
    let cycle: Vec<Value> = (0..size / 50)
        .map(|i| json!({"type": "doc", "body": (i * 7 + 1) % 1000, "content": i % 1000}))
        .collect();
    found("__NUXT_DATA__", "application/json", &Value::from(cycle).to_string());
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}
