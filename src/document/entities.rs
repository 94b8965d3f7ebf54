//! Character references in values that no HTML parser has read: JSON-LD, and attributes that were escaped twice.

use html5ever::data::NAMED_ENTITIES;

/// The longest name of an entity, with its semicolon.
const MAX_ENTITY_BYTES: usize = 33;

/// Text with its entities decoded.
pub(crate) fn without_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, entity) = rest.split_at(at);
        out += before;
        match entity.bytes().take(MAX_ENTITY_BYTES).position(|byte| byte == b';') {
            Some(end) if decode(&entity[1..=end], &mut out) => rest = &entity[end + 1..],
            _ => {
                out.push('&');
                rest = &entity[1..];
            }
        }
    }
    out + rest
}

/// Appends what `name;` stands for, if it is an entity.
fn decode(name: &str, out: &mut String) -> bool {
    if let Some(number) = name.strip_prefix('#') {
        let number = number.trim_end_matches(';');
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        let c = code.ok().and_then(char::from_u32);
        out.extend(c);
        return c.is_some();
    }
    let Some((first, second)) = NAMED_ENTITIES.get(name).copied() else { return false };
    out.extend(char::from_u32(first));
    out.extend(char::from_u32(second).filter(|_| second != 0));
    true
}
