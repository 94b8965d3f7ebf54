//! Where the sentences of a text begin.

pub(super) fn is_terminator(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '。' | '！' | '？' | '।' | '؟' | '۔')
}

/// The first bytes of the signs that end sentences.
static MAY_END: [bool; 256] = {
    let mut may_end = [false; 256];
    let (bytes, mut at) = ([b'.', b'!', b'?', b'\n', 0xd8, 0xdb, 0xe0, 0xe3, 0xef], 0);
    while at < bytes.len() {
        may_end[bytes[at] as usize] = true;
        at += 1;
    }
    may_end
};

/// Where a sentence may end next, from a place on. Sixteen bytes are looked at together.
fn next_that_may_end(bytes: &[u8], mut at: usize) -> Option<usize> {
    // Without a table, so that it takes one instruction for all of them.
    let may_end =
        |byte: u8| !byte.is_ascii() | (byte == b'.') | (byte == b'!') | (byte == b'?') | (byte == b'\n');
    let told_apart = |bytes: &[u8]| bytes.iter().position(|byte| MAY_END[usize::from(*byte)]);
    while let Some(sixteen) = bytes.get(at..).and_then(|rest| rest.first_chunk::<16>()) {
        if sixteen.iter().fold(false, |any, byte| any | may_end(*byte))
            && let Some(found) = told_apart(sixteen)
        {
            return Some(at + found);
        }
        at += 16;
    }
    told_apart(bytes.get(at..)?).map(|found| at + found)
}

/// Where the sentences of a text begin.
pub(super) fn sentence_starts(text: &str) -> impl Iterator<Item = usize> {
    let mut from = 0;
    let places = std::iter::from_fn(move || {
        let at = next_that_may_end(text.as_bytes(), from)?;
        from = at + 1;
        Some(at)
    });
    let signs = places.filter_map(|at| Some((at, text[at..].chars().next()?)));
    let after = signs.filter(|(_, c)| is_terminator(*c) || *c == '\n').filter_map(|(at, c)| {
        let rest = &text[at + c.len_utf8()..];
        let is_divided = c == '\n' || !c.is_ascii() || rest.starts_with(char::is_whitespace);
        let start = text.len() - rest.trim_start().len();
        (is_divided && start < text.len()).then_some(start)
    });
    std::iter::once(0).chain(after)
}
