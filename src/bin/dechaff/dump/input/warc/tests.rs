use super::*;

fn record(number: usize, length: Option<&str>) -> String {
    let block = format!("HTTP/1.1 200 OK\r\n\r\npage {number} {}", "rain ".repeat(50));
    let length = length.map_or_else(|| block.len().to_string(), str::to_owned);
    format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:{number}>\r\nContent-Length: {length}\r\n\r\n{block}\r\n\r\n"
    )
}

/// What a file holds: ids of records, and errors.
fn read(file: &str) -> Vec<String> {
    let mut warc = Warc::new(Pushback::new(file.as_bytes()), 1 << 20);
    std::iter::from_fn(|| warc.next())
        .map(|found| match found.raw {
            Raw::Warc(record) => record.id.unwrap(),
            Raw::Skipped(kind) => kind.to_owned(),
            Raw::Damaged(reason) => format!("damaged at {}: {reason}", found.byte.unwrap()),
            Raw::Unread(reason) => format!("unread at {}: {reason}", found.byte.unwrap()),
            Raw::Line(_) | Raw::Page(_) => unreachable!(),
        })
        .collect()
}

#[test]
fn records_follow_each_other_with_any_blank_lines_between() {
    let whole = format!("\r\n{}{}\r\n\n{}", record(1, None), record(2, None).trim_end(), record(3, None));
    assert_eq!(read(&whole), ["<urn:1>", "<urn:2>", "<urn:3>"]);
    let bare = record(1, None).replace("\r\n", "\n").replace("Content-Length: 276", "Content-Length: 274");
    assert_eq!(read(&bare), ["<urn:1>"]);
}

#[test]
fn a_file_that_ends_early_says_so() {
    let (one, two) = (record(1, None), record(2, None));
    let cut = format!("{one}{}", &two[..two.len() - 100]);
    let expected = format!("unread at {}: the input ends after 180 of the record's 276 bytes", one.len());
    assert_eq!(read(&cut), ["<urn:1>", &expected]);
    let in_head = format!("{one}{}", &two[..30]);
    assert_eq!(read(&in_head)[1], format!("unread at {}: the input ends inside a record's head", one.len()));
    // Only the blank lines after it are missing.
    assert_eq!(read(&two[..two.len() - 3]), ["<urn:2>"]);
}

#[test]
fn damage_costs_one_record() {
    let (one, three) = (record(1, None), record(3, None));
    for (two, reason) in [
        (record(2, Some("many")), "does not say how long"),
        (record(2, None).replace("Content-Length", "Length"), "does not say how long"),
        (record(2, Some("400")), "another begins after 280 of its 400 bytes"),
        (record(2, Some("999999")), "another begins after 280 of its 999999 bytes"),
        (record(2, None)[..200].to_owned() + "\r\n\r\n", "another begins after"),
        (record(2, None)[..200].to_owned(), "another begins after"),
        (record(2, None)[..60].to_owned(), "another begins inside its head"),
        (record(2, None)[..14].to_owned(), "another begins inside its head"),
        ("no record, and no end of its line: ".to_owned(), "35 bytes that belong to no record"),
        ("no record\r\n\r\nat all\r\n\r\n".to_owned(), "23 bytes that belong to no record"),
    ] {
        let found = read(&format!("{one}{two}{three}"));
        assert_eq!(found.len(), 3, "{found:?}");
        assert_eq!((found[0].as_str(), found[2].as_str()), ("<urn:1>", "<urn:3>"));
        assert!(found[1].starts_with(&format!("damaged at {}: ", one.len())), "{found:?}");
        assert!(found[1].contains(reason), "{found:?}");
    }
}

#[test]
fn a_record_that_quotes_an_archive_is_whole() {
    let block = "about archives\r\nWARC/1.0\r\nthey begin so";
    let file = format!(
        "WARC/1.1\r\nWARC-Type: resource\r\nContent-Length: {}\r\nWARC-Record-ID: <q>\r\n\r\n{block}\r\n\r\n{}",
        block.len(),
        record(2, None)
    );
    assert_eq!(read(&file), ["<q>", "<urn:2>"]);
}

#[test]
fn an_address_may_end_as_a_record_begins() {
    let file = record(1, None).replace("<urn:1>", "<urn:1>\r\nWARC-Target-URI: https://example.org/WARC/1.0");
    assert_eq!(read(&file), ["<urn:1>"]);
}

#[test]
fn a_file_of_lies_takes_no_time() {
    let lie = "WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 1000000\r\n\r\n";
    // Each of 20,000 records claims all that follow.
    let found = read(&lie.repeat(20_000));
    assert!(found.len() > 1 && found.iter().all(|found| !found.starts_with('<')), "{}", found.len());
}

#[test]
fn other_records_are_skipped_by_name() {
    let request = record(1, None).replace("response", "request");
    let odd = record(2, None).replace("response", "odd");
    assert_eq!(
        read(&format!("{request}{odd}{}", record(3, None))),
        ["request", "records of an unknown type", "<urn:3>"]
    );
}
