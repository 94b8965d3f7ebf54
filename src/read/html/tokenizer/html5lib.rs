//! The tokenizer cases of html5lib-tests, the suite that browsers share.

use std::cell::{Cell, RefCell};
use std::path::Path;

use html5ever::LocalName;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use serde_json::{Value, json};

use super::{Extras, Mode, Reader, Tokenizer, line_ends};

/// Files that are no cases for a tokenizer of HTML, with the reason.
const OTHER_FILES: [(&str, &str); 1] = [("xmlViolation.test", "how to write XML of what XML cannot hold")];

/// Notes tokens in the form of the cases.
#[derive(Default)]
struct Notes {
    tokens: RefCell<Vec<Value>>,
    ended: Cell<bool>,
}

impl Notes {
    fn characters(&self, text: &str) {
        let mut tokens = self.tokens.borrow_mut();
        if let Some([Value::String(kind), Value::String(before)]) =
            tokens.last_mut().and_then(|token| token.as_array_mut()).map(Vec::as_mut_slice)
            && kind == "Character"
        {
            return before.push_str(text);
        }
        tokens.push(json!(["Character", text]));
    }
}

impl TokenSink for Notes {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let noted = match token {
            Token::CharacterTokens(text) => {
                self.characters(&text);
                None
            }
            Token::NullCharacterToken => {
                self.characters("\0");
                None
            }
            Token::TagToken(tag) => Some(noted_tag(&tag)),
            Token::CommentToken(text) => Some(json!(["Comment", &*text])),
            Token::DoctypeToken(doctype) => {
                let text = |text: &Option<html5ever::tendril::StrTendril>| text.as_deref().map(str::to_owned);
                let (name, public) = (text(&doctype.name), text(&doctype.public_id));
                Some(json!(["DOCTYPE", name, public, text(&doctype.system_id), !doctype.force_quirks]))
            }
            Token::EOFToken | Token::ParseError(_) => None,
        };
        self.tokens.borrow_mut().extend(noted);
        TokenSinkResult::Continue
    }

    fn end(&self) {
        assert!(!self.ended.replace(true));
    }
}

impl Reader for Notes {
    fn reads_text(&self) -> bool {
        true
    }
}

fn noted_tag(tag: &Tag) -> Value {
    if tag.kind == TagKind::EndTag {
        return json!(["EndTag", &*tag.name]);
    }
    let attributes: serde_json::Map<String, Value> =
        tag.attrs.iter().map(|attr| (attr.name.local.to_string(), json!(&*attr.value))).collect();
    let mut noted = vec![json!("StartTag"), json!(&*tag.name), Value::Object(attributes)];
    noted.extend(tag.self_closing.then_some(json!(true)));
    Value::Array(noted)
}

/// The tokens of a case's input, read from `state` on.
fn tokens(input: &str, state: &str, last_start: Option<&str>) -> Vec<Value> {
    let (notes, source) = (Notes::default(), line_ends::preprocess(input));
    let extras = Extras { attributes: true, comments: true };
    let mut tokenizer = Tokenizer::new(&source, &notes, extras);
    tokenizer.last_start = last_start.map(LocalName::from);
    match state {
        "Data state" => {}
        "PLAINTEXT state" => tokenizer.mode = Mode::Plain,
        "RCDATA state" => tokenizer.mode = Mode::Raw(RawKind::Rcdata),
        "RAWTEXT state" => tokenizer.mode = Mode::Raw(RawKind::Rawtext),
        "Script data state" => tokenizer.mode = Mode::Raw(RawKind::ScriptData),
        "CDATA section state" => tokenizer.cdata_text(),
        _ => panic!("unknown state: {state}"),
    }
    tokenizer.run();
    assert!(notes.ended.get());
    notes.tokens.into_inner()
}

/// Replaces `\uXXXX` in what a case gives twice escaped; `None` for half of a surrogate pair, which no `str` holds.
fn unescaped(value: &Value) -> Option<Value> {
    Some(match value {
        Value::String(text) => serde_json::from_str(&format!("\"{}\"", escaped_once(text))).ok()?,
        Value::Array(items) => Value::Array(items.iter().map(unescaped).collect::<Option<_>>()?),
        Value::Object(fields) => {
            let unescaped = |(name, value): (&String, &Value)| {
                let name = unescaped(&json!(name))?;
                Some((name.as_str()?.to_owned(), unescaped(value)?))
            };
            Value::Object(fields.iter().map(unescaped).collect::<Option<_>>()?)
        }
        other => other.clone(),
    })
}

/// A JSON string of the text, whose own `\u` stay as they are.
fn escaped_once(text: &str) -> String {
    let json = serde_json::to_string(text).expect("a string");
    json[1..json.len() - 1].replace("\\\\u", "\\u")
}

/// What became of the cases.
#[derive(Debug, Default)]
struct Tally {
    passed: usize,
    failed: Vec<String>,
    not_held: Vec<String>,
}

fn run_case(case: &Value, tally: &mut Tally) {
    let name = case["description"].to_string();
    let twice_escaped = case["doubleEscaped"] == true;
    let content = |value: &Value| if twice_escaped { unescaped(value) } else { Some(value.clone()) };
    let (Some(input), Some(expected)) = (content(&case["input"]), content(&case["output"])) else {
        return tally.not_held.push(name);
    };
    let states = case["initialStates"].as_array().cloned().unwrap_or_else(|| vec![json!("Data state")]);
    for state in states.iter().filter_map(Value::as_str) {
        let found = Value::Array(tokens(input.as_str().expect("text"), state, case["lastStartTag"].as_str()));
        if found == expected {
            tally.passed += 1;
        } else {
            tally.failed.push(format!("{name} in {state}: {input} gives {found}, not {expected}"));
        }
    }
}

#[test]
fn tokens_are_those_of_html5lib() {
    let Some(data) = std::env::var_os("DECHAFF_DATA") else {
        return eprintln!("SKIPPED: DECHAFF_DATA is not set, no cases of html5lib-tests");
    };
    let folder = Path::new(&data).join("../html5lib-tests/tokenizer");
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return eprintln!("SKIPPED: no html5lib-tests beside the folder that DECHAFF_DATA names");
    };
    let mut tally = Tally::default();
    for entry in entries {
        let path = entry.expect("a file").path();
        let is_other = |(name, _): &(&str, &str)| path.ends_with(name);
        if path.extension().is_none_or(|ext| ext != "test") || OTHER_FILES.iter().any(is_other) {
            continue;
        }
        let cases: Value = serde_json::from_slice(&std::fs::read(&path).expect("readable")).expect("JSON");
        cases["tests"].as_array().into_iter().flatten().for_each(|case| run_case(case, &mut tally));
    }
    for (name, reason) in OTHER_FILES {
        eprintln!("out of scope: {name}: {reason}");
    }
    for name in &tally.not_held {
        eprintln!("out of scope: {name}: half of a surrogate pair, which no text in Rust holds");
    }
    eprintln!("{} passed; parse errors are not compared: none are reported", tally.passed);
    assert!(tally.failed.is_empty(), "{} failed: {:#?}", tally.failed.len(), tally.failed);
    assert!(tally.passed > 6000, "{} passed", tally.passed);
}
