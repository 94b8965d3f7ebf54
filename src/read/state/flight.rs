//! Next's stream of rows, with which its app router sends what components show: `1f:["$","p",null,{"children":"Rain"}]`
//! a line, or `20:T4e8,` and that many bytes of text.

use std::collections::HashMap;

use serde_json::Value;

/// The rows that can be read, by their numbers as they are written.
pub(super) fn rows(stream: &str) -> HashMap<String, Value> {
    let mut rows = HashMap::new();
    let mut rest = stream;
    while let Some((id, row)) = rest.split_once(':') {
        let (value, after) = match text(row) {
            Some((text, after)) => (Some(Value::from(text)), after),
            None => {
                let (line, after) = row.split_once('\n').unwrap_or((row, ""));
                (json(line), after)
            }
        };
        // What is broken may have left pieces of text in front.
        let id = id.rsplit('\n').next().unwrap_or(id);
        if let Some(value) = value.filter(|_| is_number(id)) {
            rows.insert(id.to_owned(), value);
        }
        rest = after;
    }
    rows
}

/// `T`, the number of bytes in hexadecimal digits, a comma and the text.
fn text(row: &str) -> Option<(&str, &str)> {
    let (digits, rest) = row.strip_prefix('T')?.split_once(',').filter(|(digits, _)| is_number(digits))?;
    let bytes = usize::from_str_radix(digits, 16).ok()?;
    rest.split_at_checked(bytes)
}

/// JSON after letters that say what it is for, such as `I` for a module.
fn json(line: &str) -> Option<Value> {
    serde_json::from_str(line.trim_start_matches(|c: char| c.is_ascii_uppercase())).ok()
}

fn is_number(id: &str) -> bool {
    (1..=8).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn rows_are_lines_or_counted_bytes() {
        let stream = "0:{\"a\":\"$1\"}\n1:Tc,<p>Öl: 1</p>2:I[\"x\"]\n:HL[\"y\"]\n3:broken\n4:\"é\"\n";
        let rows = rows(stream);
        assert_eq!(rows["0"], json!({"a": "$1"}));
        assert_eq!(rows["1"], json!("<p>Öl: 1</p>"[..12]));
        assert_eq!(rows["4"], json!("é"));
    }

    #[test]
    fn what_is_cut_ends_the_stream() {
        for stream in ["", "0", "0:", "0:T", "0:Tff,abc", "0:Tfffffffff,abc", "0:T1,é", "::::"] {
            assert_eq!(rows(stream).len(), 0, "{stream}");
        }
    }
}
