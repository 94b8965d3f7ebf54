#![no_main]
//! Any bytes as a web archive, packed or not: reading ends, records stand in order, none is larger than allowed.

#[path = "../archive/dump.rs"]
#[allow(dead_code, reason = "the command uses the rest")]
mod dump;

use std::io::Cursor;

use dump::input::pushback::Pushback;
use dump::input::warc::Warc;
use dump::input::{Records, compression, http};
use dump::record::{Body, Raw};

const MAX_RECORD_BYTES: usize = 16 << 10;

libfuzzer_sys::fuzz_target!(|data: &[u8]| {
    let Ok(input) = compression::unpacked(Cursor::new(data.to_vec())) else { return };
    let mut records = Warc::new(Pushback::new(input), MAX_RECORD_BYTES);
    let (mut number, mut byte) = (0, 0);
    while let Some(found) = records.next() {
        number += 1;
        let begins = found.byte.expect("a record of an archive has a place");
        assert!(found.number == number && begins >= byte);
        byte = begins;
        check(found.raw);
    }
    assert!(records.next().is_none());
});

fn check(raw: Raw) {
    assert!(raw.len() <= MAX_RECORD_BYTES);
    let Raw::Warc(record) = raw else { return };
    if let Ok(page) = http::page(*record, MAX_RECORD_BYTES)
        && let Body::Bytes { bytes, .. } = page.body
    {
        assert!(bytes.len() <= MAX_RECORD_BYTES);
    }
}
