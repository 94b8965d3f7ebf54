//! Literals of JavaScript as JSON values: what scripts assign is seldom strict JSON.
//!
//! Keys without quotes, single quotes, trailing commas, `void 0`, `!0` and names of variables are read; a name that is
//! not known becomes null. The parser keeps its open brackets on a stack of its own, and never goes back, so that a
//! caller who continues where it stopped has read the whole script once.

use serde_json::{Map, Value};

use super::js_string;

/// Deeper values are given up, as serde_json does.
const MAX_DEPTH: usize = 127;

/// Reads literals out of a script.
pub(super) struct Parser<'a> {
    text: &'a str,
    at: usize,
    /// Values of variables.
    names: Vec<(&'a str, Value)>,
    /// Bytes of variables' values that may still be copied: a long one may be used often.
    copies_left: usize,
}

enum Open {
    Array(Vec<Value>),
    Object(Map<String, Value>, String),
}

impl<'a> Parser<'a> {
    pub(super) fn new(text: &'a str, at: usize) -> Parser<'a> {
        Parser { text, at, names: Vec::new(), copies_left: text.len() }
    }

    /// With the values of variables; of two with one name the first counts.
    pub(super) fn with_names(mut self, mut names: Vec<(&'a str, Value)>) -> Parser<'a> {
        names.sort_by_key(|(name, _)| *name);
        self.names = names;
        self
    }

    /// Where the parser has stopped: always at the end of a character.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// Goes to the next character that is neither space nor comment, and takes it if it is this one.
    pub(super) fn take(&mut self, byte: u8) -> bool {
        self.skip_space();
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    /// A name at this place.
    pub(super) fn name(&mut self) -> &'a str {
        self.skip_space();
        let rest = &self.text[self.at..];
        let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '$' | '.')));
        let name = &rest[..end.unwrap_or(rest.len())];
        self.at += name.len();
        name
    }

    /// One value, whatever follows. A list in parentheses is read as an array.
    pub(super) fn value(&mut self) -> Option<Value> {
        let mut open = Vec::new();
        loop {
            self.skip_space();
            let mut done = match self.peek()? {
                b'{' => {
                    self.at += 1;
                    match self.key()? {
                        None => Value::Object(Map::new()),
                        Some(key) => {
                            open.push(Open::Object(Map::new(), key));
                            continue;
                        }
                    }
                }
                b'[' | b'(' => {
                    self.at += 1;
                    open.push(Open::Array(Vec::new()));
                    if !self.closes_array() {
                        continue;
                    }
                    close(open.pop()?)
                }
                _ => self.scalar()?,
            };
            if open.len() > MAX_DEPTH {
                return None;
            }
            // Closes whatever ends here.
            loop {
                let Some(innermost) = open.pop() else { return Some(done) };
                let (innermost, has_more) = self.add(innermost, done)?;
                if has_more {
                    open.push(innermost);
                    break;
                }
                done = close(innermost);
            }
        }
    }

    /// Puts a value into its array or object, and reads on to the next value in it or to its end.
    fn add(&mut self, open: Open, value: Value) -> Option<(Open, bool)> {
        match open {
            Open::Array(mut items) => {
                items.push(value);
                let comma = self.take(b',');
                let is_end = self.closes_array();
                (comma || is_end).then_some((Open::Array(items), !is_end))
            }
            Open::Object(mut fields, key) => {
                fields.insert(key, value);
                if !self.take(b',') {
                    return self.take(b'}').then(|| (Open::Object(fields, String::new()), false));
                }
                let key = self.key()?;
                let has_more = key.is_some();
                Some((Open::Object(fields, key.unwrap_or_default()), has_more))
            }
        }
    }

    fn closes_array(&mut self) -> bool {
        self.take(b']') || self.take(b')')
    }

    /// A key and its colon, or nothing if the object ends here.
    fn key(&mut self) -> Option<Option<String>> {
        if self.take(b'}') {
            return Some(None);
        }
        let key = match self.peek()? {
            b'"' | b'\'' => self.string()?,
            _ => self.name().to_owned(),
        };
        self.take(b':').then_some(Some(key))
    }

    fn scalar(&mut self) -> Option<Value> {
        match self.peek()? {
            b'"' | b'\'' | b'`' => self.string().map(Value::String),
            b'0'..=b'9' | b'-' | b'.' => Some(self.number()),
            // `!0` is true.
            b'!' => {
                self.at += 1;
                self.scalar_after_sign()
            }
            _ => self.named(),
        }
    }

    fn scalar_after_sign(&mut self) -> Option<Value> {
        match self.number() {
            Value::Number(number) => Some(Value::Bool(number.as_i64() == Some(0))),
            _ => None,
        }
    }

    fn number(&mut self) -> Value {
        let rest = &self.text[self.at..];
        let is_part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '+');
        let written = &rest[..rest.find(|c| !is_part(c)).unwrap_or(rest.len())];
        self.at += written.len();
        serde_json::from_str(written).unwrap_or(Value::Null)
    }

    /// A constant, a variable, or a call, of which only `JSON.parse` is understood.
    fn named(&mut self) -> Option<Value> {
        match self.name() {
            "" => None,
            "true" => Some(Value::Bool(true)),
            "false" => Some(Value::Bool(false)),
            "void" => {
                self.skip_space();
                self.number();
                Some(Value::Null)
            }
            "new" => {
                self.name();
                self.take(b'(').then(|| self.skip_call())
            }
            "JSON.parse" => self.parsed(),
            name => {
                let value = self.variable(name);
                if self.take(b'(') { Some(self.skip_call()) } else { Some(value) }
            }
        }
    }

    /// The string that is given to `JSON.parse`; whoever looks for text in it parses it.
    fn parsed(&mut self) -> Option<Value> {
        if !self.take(b'(') {
            return None;
        }
        self.skip_space();
        let written = self.string()?;
        self.take(b')').then(|| serde_json::from_str(&written).unwrap_or(Value::Null))
    }

    fn variable(&mut self, name: &str) -> Value {
        let Ok(index) = self.names.binary_search_by_key(&name, |(name, _)| *name) else { return Value::Null };
        let value = &self.names[index].1;
        let bytes = value.as_str().map_or(1, str::len);
        match self.copies_left.checked_sub(bytes) {
            Some(left) if !value.is_array() && !value.is_object() => {
                self.copies_left = left;
                value.clone()
            }
            _ => Value::Null,
        }
    }

    /// Goes past the parenthesis that closes a call.
    fn skip_call(&mut self) -> Value {
        let mut open = 1usize;
        while open > 0 {
            match self.peek() {
                None => break,
                Some(b'"' | b'\'') => {
                    if self.string().is_none() {
                        break;
                    }
                    continue;
                }
                Some(b'(') => open += 1,
                Some(b')') => open -= 1,
                Some(_) => {}
            }
            self.step();
        }
        Value::Null
    }

    fn string(&mut self) -> Option<String> {
        let (string, length) = js_string::decode(&self.text[self.at..]);
        self.at += length;
        string
    }

    fn skip_space(&mut self) {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest.trim_start();
            self.at += rest.len() - trimmed.len();
            let end = match trimmed.as_bytes() {
                [b'/', b'*', ..] => trimmed.find("*/").map(|end| end + 2),
                [b'/', b'/', ..] => trimmed.find('\n'),
                _ => return,
            };
            self.at += end.unwrap_or(trimmed.len());
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn step(&mut self) {
        self.at += self.text[self.at..].chars().next().map_or(0, char::len_utf8);
    }
}

fn close(open: Open) -> Value {
    match open {
        Open::Array(items) => Value::Array(items),
        Open::Object(fields, _) => Value::Object(fields),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn value(text: &str) -> Option<Value> {
        Parser::new(text, 0).value()
    }

    #[test]
    fn literals_are_read_as_they_are_written() {
        for (text, expected) in [
            ("{}", json!({})),
            ("[ ]x", json!([])),
            (
                "{a: 1, 'b': \"x\", \"c\": [!0, !1, void 0, null,],}",
                json!({"a": 1, "b": "x", "c": [true, false, null, null]}),
            ),
            ("{a: /* x */ {b: [[]]}, // y\n c: -1.5}", json!({"a": {"b": [[]]}, "c": -1.5})),
            ("JSON.parse('{\"a\": \"b\\\\nc\"}')", json!({"a": "b\nc"})),
            ("{a: new Date(1, (2)), b: f(\")\"), c: 1}", json!({"a": null, "b": null, "c": 1})),
            ("({a: 1})", json!([{"a": 1}])),
        ] {
            assert_eq!(value(text), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_broken_is_given_up() {
        for text in ["", "{", "{a", "{a:", "[1 2]", "{a:1 b:2}", "\"", "{\"a\":\"", "JSON.parse(", "+"] {
            assert_eq!(value(text), None, "{text}");
        }
        assert_eq!(value(&"[".repeat(200_000)), None);
        assert_eq!(value(&"{a:".repeat(200_000)), None);
        assert_eq!(value(&format!("{}1{}", "[".repeat(128), "]".repeat(128))), None);
        assert!(value(&format!("{}1{}", "[".repeat(127), "]".repeat(127))).is_some());
    }

    #[test]
    fn variables_are_filled_in_until_they_would_outgrow_the_script() {
        let names = || vec![("b", json!("x".repeat(20))), ("a", json!("y"))];
        let parse = |text| Parser::new(text, 0).with_names(names()).value();
        assert_eq!(parse("{k: a, l: unknown}"), Some(json!({"k": "y", "l": null})));
        let filled = parse("[b,b,b,b,b,b,b,b,b,b,b,b,b,b,b,b]").unwrap();
        assert_eq!(filled.as_array().unwrap().iter().filter(|item| item.is_string()).count(), 1);
    }
}
