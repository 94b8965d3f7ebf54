//! Pages, dumps of them in every format, and the command.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};

use super::run::run;

pub(crate) fn command() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dechaff"));
    command.arg("dump");
    command
}

/// Runs `dechaff dump` with nothing on standard input.
pub(crate) fn dump(args: &[&str]) -> Output {
    dump_input(args, b"")
}

pub(crate) fn dump_input(args: &[&str], input: &[u8]) -> Output {
    run(command().args(args), input)
}

/// An empty folder of a test's own.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("dump").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

pub(crate) fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}

pub(crate) fn json_lines(bytes: &[u8]) -> Vec<Value> {
    str::from_utf8(bytes).unwrap().lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

pub(crate) fn stderr(output: &Output) -> &str {
    str::from_utf8(&output.stderr).unwrap()
}

/// What the summary says, which has to agree with the output.
pub(crate) fn summary(file: &Path) -> Value {
    serde_json::from_slice(&fs::read(file).unwrap()).unwrap()
}

pub(crate) fn page(number: usize) -> String {
    let sentence =
        format!("On day {number} it rained, and the people of Brückwater stayed at home until it was over. ");
    let length = 2 + number % 5;
    format!(
        "<html><head><title>Rain, day {number}</title></head><body><nav><a href=/>Home</a> <a href=/s>Sport</a></nav>\
         <h1>Rain, day {number}</h1><p>{}</p><footer>© Copyright 2022, all rights reserved</footer></body></html>",
        sentence.repeat(length)
    )
}

pub(crate) fn url(number: usize) -> String {
    format!("https://example.org/rain/{number}")
}

pub(crate) fn jsonl(pages: std::ops::Range<usize>) -> Vec<u8> {
    let line =
        |n| json!({"id": format!("<urn:page:{n}>"), "url": url(n), "html": page(n)}).to_string() + "\n";
    pages.map(line).collect::<String>().into_bytes()
}

/// One record of a WARC file.
pub(crate) fn warc_record(kind: &str, id: &str, url: &str, block: &[u8]) -> Vec<u8> {
    let head = format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <{id}>\r\nWARC-Target-URI: {url}\r\n\
         WARC-Date: 2024-05-01T10:00:00Z\r\nContent-Type: application/http; msgtype={kind}\r\n\
         Content-Length: {}\r\n\r\n",
        block.len()
    );
    [head.as_bytes(), block, b"\r\n\r\n"].concat()
}

pub(crate) fn response(number: usize, fields: &str, body: &[u8]) -> Vec<u8> {
    let head = format!("HTTP/1.1 200 OK\r\nServer: x\r\n{fields}\r\n");
    warc_record("response", &format!("urn:page:{number}"), &url(number), &[head.as_bytes(), body].concat())
}

/// Pages as a crawler stores them, each with its request.
pub(crate) fn warc_records(pages: std::ops::Range<usize>) -> Vec<Vec<u8>> {
    let html = "Content-Type: text/html; charset=utf-8\r\n";
    let mut records = vec![warc_record("warcinfo", "urn:info", "", b"software: a test")];
    for number in pages {
        records.push(warc_record(
            "request",
            &format!("urn:request:{number}"),
            &url(number),
            b"GET / HTTP/1.1\r\n\r\n",
        ));
        records.push(response(number, html, page(number).as_bytes()));
    }
    records
}

#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Packing {
    Plain,
    Gzip,
    Zstd,
    Bzip2,
}

pub(crate) const PACKINGS: [Packing; 4] = [Packing::Plain, Packing::Gzip, Packing::Zstd, Packing::Bzip2];

pub(crate) fn pack(bytes: &[u8], packing: Packing) -> Vec<u8> {
    match packing {
        Packing::Plain => bytes.to_vec(),
        Packing::Gzip => {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        }
        Packing::Zstd => zstd::encode_all(bytes, 1).unwrap(),
        Packing::Bzip2 => {
            let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
            encoder.write_all(bytes).unwrap();
            encoder.finish().unwrap()
        }
    }
}
