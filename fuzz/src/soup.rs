//! Bytes to markup: most stand for a piece of `html.dict`, so that a change of one byte is a change of one tag.

/// The pieces, which libFuzzer reads from the same file.
fn pieces() -> Vec<String> {
    let lines = include_str!("../html.dict").lines().filter(|line| line.starts_with('"'));
    lines.map(|line| unescaped(&line[1..line.len() - 1])).collect()
}

/// Replaces `\\`, `\"` and `\xAB`, as a dictionary of libFuzzer writes bytes.
fn unescaped(written: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = written.as_bytes();
    while let Some((first, behind)) = rest.split_first() {
        let (byte, behind) = match (first, behind) {
            (b'\\', [b'x', _, _, after @ ..]) => (hexadecimal(&behind[1..3]), after),
            (b'\\', [escaped, after @ ..]) => (*escaped, after),
            _ => (*first, behind),
        };
        bytes.push(byte);
        rest = behind;
    }
    String::from_utf8(bytes).expect("pieces are UTF-8")
}

fn hexadecimal(digits: &[u8]) -> u8 {
    let digits = std::str::from_utf8(digits).expect("digits");
    u8::from_str_radix(digits, 16).expect("two digits")
}

/// The markup that bytes stand for.
pub(super) fn of(data: &[u8]) -> String {
    thread_local! { static PIECES: Vec<String> = pieces(); }
    PIECES.with(|pieces| {
        let piece = |byte: &u8| pieces.get(usize::from(*byte)).map_or("x", String::as_str);
        data.iter().map(piece).collect()
    })
}
