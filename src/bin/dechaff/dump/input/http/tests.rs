use std::io::Write;

use super::*;

const PAGE: &str = "<p>Rain, all day, and wind</p>";

fn response(head: &str, body: &[u8]) -> WarcRecord {
    let block = [format!("HTTP/1.1 {head}\r\n\r\n").as_bytes(), body].concat();
    WarcRecord {
        kind: WarcKind::Response,
        id: Some("<urn:1>".to_owned()),
        url: None,
        fetched: None,
        content_type: Some("application/http; msgtype=response".to_owned()),
        identified_type: None,
        truncated: false,
        block,
    }
}

fn unpacked(head: &str, body: &[u8]) -> (String, bool) {
    let page = page(response(head, body), 1 << 20).unwrap();
    let Body::Bytes { bytes, .. } = page.body else { unreachable!() };
    (String::from_utf8(bytes).unwrap(), page.truncated)
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn deflate(bytes: &[u8], zlib: bool) -> Vec<u8> {
    let level = flate2::Compression::fast();
    if zlib {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), level);
        encoder.write_all(bytes).unwrap();
        return encoder.finish().unwrap();
    }
    let mut encoder = flate2::write::DeflateEncoder::new(Vec::new(), level);
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn chunked(bytes: &[u8]) -> Vec<u8> {
    let chunk = |piece: &[u8]| [format!("{:x};x=1\r\n", piece.len()).as_bytes(), piece, b"\r\n"].concat();
    [bytes.chunks(7).flat_map(chunk).collect(), b"0\r\n\r\n".to_vec()].concat()
}

#[test]
fn what_http_packed_is_unpacked() {
    let whole = (PAGE.to_owned(), false);
    let cases = [
        ("Content-Encoding: gzip", gzip(PAGE.as_bytes())),
        ("content-encoding:x-gzip", gzip(PAGE.as_bytes())),
        ("Content-Encoding: deflate", deflate(PAGE.as_bytes(), true)),
        ("Content-Encoding: deflate", deflate(PAGE.as_bytes(), false)),
        ("Content-Encoding: zstd", zstd::encode_all(PAGE.as_bytes(), 1).unwrap()),
        ("Content-Encoding: deflate, gzip", gzip(&deflate(PAGE.as_bytes(), true))),
        ("Transfer-Encoding: chunked", chunked(PAGE.as_bytes())),
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", chunked(&gzip(PAGE.as_bytes()))),
        // The archive has undone it already.
        ("Transfer-Encoding: chunked\r\nContent-Encoding: gzip", PAGE.into()),
        ("Content-Encoding: br", PAGE.into()),
        ("Content-Encoding: deflate", PAGE.into()),
        ("Content-Encoding: identity", PAGE.into()),
    ];
    for (field, body) in cases {
        assert_eq!(unpacked(&format!("200 OK\r\n{field}"), &body), whole, "{field}");
    }
    // Both read something into this.
    let text = "\n\n  <!doctype html>";
    for field in ["Content-Encoding: br", "Transfer-Encoding: chunked"] {
        assert_eq!(unpacked(&format!("200 OK\r\n{field}"), text.as_bytes()), (text.to_owned(), false));
    }
    // "rain" as brotli writes it.
    let brotli = [0x8b, 0x01, 0x80, b'r', b'a', b'i', b'n', 0x03];
    assert_eq!(unpacked("200 OK\r\nContent-Encoding: br", &brotli), ("rain".to_owned(), false));
}

#[test]
fn a_body_that_ends_early_is_kept_and_marked() {
    let chunks = chunked(PAGE.as_bytes());
    let (text, cut) = unpacked("200 OK\r\nTransfer-Encoding: chunked", &chunks[..chunks.len() - 20]);
    assert!(cut && PAGE.starts_with(&text) && !text.is_empty());
    let long = PAGE.repeat(10_000);
    let packed = gzip(long.as_bytes());
    let (text, cut) = unpacked("200 OK\r\nContent-Encoding: gzip", &packed[..packed.len() / 2]);
    assert!(cut && long.starts_with(&text) && !text.is_empty());
}

#[test]
fn a_small_body_that_unpacks_to_a_huge_one_is_refused() {
    let bomb = gzip(&vec![b' '; 2 << 20]);
    let error = page(response("200 OK\r\nContent-Encoding: gzip", &bomb), 1 << 20).unwrap_err();
    let NoPage::Failed { reason, .. } = error else { panic!("{error:?}") };
    assert_eq!(reason, "the body unpacks to more than 1048576 bytes");
}

#[test]
fn only_pages_are_read() {
    let skipped = |head: &str| matches!(page(response(head, b"x"), 99), Err(NoPage::Skipped(_)));
    assert!(!skipped("200 OK"));
    assert!(!skipped("203 Fine\r\nContent-Type: text/plain"));
    assert!(!skipped("200 OK\r\nContent-Type: TEXT/HTML;charset=gbk"));
    assert!(skipped("404 Not Found\r\nContent-Type: text/html"));
    assert!(skipped("301 Moved"));
    assert!(skipped("200 OK\r\nContent-Type: image/png"));
    let mut record = response("200 OK\r\nContent-Type: application/octet-stream", b"x");
    record.identified_type = Some("text/html".to_owned());
    assert!(page(record, 99).is_ok());
    let Err(NoPage::Failed { reason, id, .. }) = page(response("200 OK\r\nbroken", b""), 99) else {
        return;
    };
    assert_eq!((id.unwrap().get(), reason.as_str()), ("\"<urn:1>\"", "the HTTP head does not end"));
}
