//! A record of a WARC file → a page: the head of HTTP's answer is read, chunks and compression are undone.

use std::borrow::Cow;
use std::io::Read;

use crate::dump::record::{Body, Kind, NoPage, Page, WarcKind, WarcRecord, json_string};

/// More fields than any server sends.
const MAX_FIELDS: usize = 256;
/// Not a page.
const OTHER_MEDIA: &str = "media other than HTML and text";
const OTHER_STATUS: &str = "answers that are not 2xx";

/// The page of a record; `max_bytes` bounds what its body may unpack to.
pub(crate) fn page(record: WarcRecord, max_bytes: usize) -> Result<Page, NoPage> {
    let failed = |reason| NoPage::Failed {
        id: record.id.as_deref().and_then(json_string),
        url: record.url.clone(),
        reason,
    };
    let has_head = record.kind == WarcKind::Response && record.block.starts_with(b"HTTP/");
    let answer = if has_head { head(&record.block).map_err(failed)? } else { Answer::without_head(&record) };
    if !(200..300).contains(&answer.status) {
        return Err(NoPage::Skipped(OTHER_STATUS));
    }
    let kind = match record.kind {
        WarcKind::Conversion => Kind::Text,
        _ => {
            let types = [answer.content_type.as_deref(), record.identified_type.as_deref()];
            kind_of(types).ok_or(NoPage::Skipped(OTHER_MEDIA))?
        }
    };
    let unpacked = answer.unpack(&record.block, max_bytes).map_err(failed)?;
    let body = Body::Bytes { bytes: unpacked.bytes, content_type: answer.content_type, kind };
    Ok(Page {
        id: record.id.as_deref().and_then(json_string),
        url: record.url,
        fetched: record.fetched,
        body,
        truncated: record.truncated || unpacked.cut,
    })
}

/// What a body is, by the type it came with, else by that the archive saw in it.
fn kind_of(types: [Option<&str>; 2]) -> Option<Kind> {
    let essence = |value: Option<&str>| {
        let value = value.unwrap_or_default().split([';', ',']).next().unwrap_or_default();
        value.trim().to_ascii_lowercase()
    };
    let [sent, identified] = types.map(essence);
    match sent.as_str() {
        "text/html" | "application/xhtml+xml" => Some(Kind::Html),
        "text/plain" | "text/markdown" | "" | "*/*" | "unknown" | "unknown/unknown" => Some(Kind::Unknown),
        _ if matches!(identified.as_str(), "text/html" | "application/xhtml+xml") => Some(Kind::Html),
        _ => None,
    }
}

/// The head of an answer.
struct Answer {
    status: u16,
    content_type: Option<String>,
    chunked: bool,
    /// In the order in which they were applied.
    encodings: Vec<String>,
    body_at: usize,
}

struct Unpacked {
    bytes: Vec<u8>,
    cut: bool,
}

impl Answer {
    fn without_head(record: &WarcRecord) -> Self {
        let about_http = |value: &String| value.to_ascii_lowercase().starts_with("application/http");
        let content_type = record.content_type.clone().filter(|value| !about_http(value));
        Answer { status: 200, content_type, chunked: false, encodings: Vec::new(), body_at: 0 }
    }

    /// The body as the server meant it. Archives differ in what they undo before they store an answer and not
    /// all change the head with it: what is not packed as the head says is taken as it is.
    fn unpack(&self, block: &[u8], max_bytes: usize) -> Result<Unpacked, String> {
        let body = block.get(self.body_at..).unwrap_or_default();
        let mut cut = false;
        let mut bytes = Cow::Borrowed(body);
        if self.chunked
            && let Some(whole) = dechunk(&bytes)
        {
            cut = whole.cut;
            bytes = Cow::Owned(whole.bytes);
        }
        for encoding in self.encodings.iter().rev() {
            if let Some(decoded) = decode(&bytes, encoding, max_bytes)? {
                cut |= decoded.cut;
                bytes = Cow::Owned(decoded.bytes);
            }
        }
        Ok(Unpacked { bytes: bytes.into_owned(), cut })
    }
}

fn head(block: &[u8]) -> Result<Answer, String> {
    let mut fields = [httparse::EMPTY_HEADER; MAX_FIELDS];
    let mut response = httparse::Response::new(&mut fields);
    let mut config = httparse::ParserConfig::default();
    // Old servers answer in many ways.
    config
        .allow_spaces_after_header_name_in_responses(true)
        .allow_obsolete_multiline_headers_in_responses(true)
        .allow_multiple_spaces_in_response_status_delimiters(true)
        .ignore_invalid_headers_in_responses(true);
    let body_at = match config.parse_response(&mut response, block) {
        Ok(httparse::Status::Complete(length)) => length,
        Ok(httparse::Status::Partial) => return Err("the HTTP head does not end".to_owned()),
        Err(error) => return Err(format!("the HTTP head: {error}")),
    };
    let values = |name: &str| -> Vec<String> {
        let same = response.headers.iter().filter(|field| field.name.eq_ignore_ascii_case(name));
        same.map(|field| String::from_utf8_lossy(field.value).trim().to_owned()).collect()
    };
    let list = |name: &str| -> Vec<String> {
        values(name)
            .iter()
            .flat_map(|value| value.split(','))
            .map(|v| v.trim().to_ascii_lowercase())
            .collect()
    };
    Ok(Answer {
        status: response.code.unwrap_or(0),
        content_type: values("content-type").into_iter().next_back(),
        chunked: list("transfer-encoding").iter().any(|value| value == "chunked"),
        encodings: list("content-encoding"),
        body_at,
    })
}

/// The data of a body in chunks; nothing if it is not in chunks.
fn dechunk(body: &[u8]) -> Option<Unpacked> {
    // httparse takes an empty line for the number 0.
    body.first().filter(|byte| byte.is_ascii_hexdigit())?;
    let mut bytes = Vec::with_capacity(body.len());
    let mut rest = body;
    loop {
        let size = match httparse::parse_chunk_size(rest) {
            Ok(httparse::Status::Complete((line, size))) => {
                rest = &rest[line..];
                usize::try_from(size).unwrap_or(usize::MAX)
            }
            _ if bytes.is_empty() => return None,
            _ => return Some(Unpacked { bytes, cut: true }),
        };
        if size == 0 {
            return Some(Unpacked { bytes, cut: false });
        }
        let data = rest.get(..size).unwrap_or(rest);
        bytes.extend_from_slice(data);
        if data.len() < size {
            return Some(Unpacked { bytes, cut: true });
        }
        rest = &rest[size..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
    }
}

/// What a body unpacks to; nothing if it is not packed so.
fn decode(body: &[u8], encoding: &str, max_bytes: usize) -> Result<Option<Unpacked>, String> {
    let reader: Box<dyn Read + '_> = match encoding {
        "gzip" | "x-gzip" if body.starts_with(&[0x1f, 0x8b]) => {
            Box::new(flate2::bufread::MultiGzDecoder::new(body))
        }
        // Without a number at their beginning, these take some texts for packed.
        "deflate" | "br" if is_text(body) => return Ok(None),
        "deflate" if is_zlib(body) => Box::new(flate2::bufread::ZlibDecoder::new(body)),
        // What the standard does not mean and some servers send.
        "deflate" => Box::new(flate2::bufread::DeflateDecoder::new(body)),
        "br" => Box::new(brotli_decompressor::Decompressor::new(body, 64 << 10)),
        "zstd" if body.starts_with(&[0x28, 0xb5, 0x2f, 0xfd]) => {
            Box::new(zstd::Decoder::with_buffer(body).map_err(|error| error.to_string())?)
        }
        _ => return Ok(None),
    };
    let mut bytes = Vec::new();
    let outcome = reader.take(max_bytes as u64 + 1).read_to_end(&mut bytes);
    if bytes.len() > max_bytes {
        return Err(format!("the body unpacks to more than {max_bytes} bytes"));
    }
    Ok((outcome.is_ok() || !bytes.is_empty()).then_some(Unpacked { bytes, cut: outcome.is_err() }))
}

fn is_zlib(body: &[u8]) -> bool {
    matches!(body, [method, flags, ..] if method & 0x0f == 8 && (u16::from(*method) << 8 | u16::from(*flags)) % 31 == 0)
}

/// Whether this begins as text does: in packed bytes a control character comes soon.
fn is_text(body: &[u8]) -> bool {
    let start = &body[..body.len().min(256)];
    !start.iter().any(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace())
}

// With its path: the fuzz target takes this file in from elsewhere, and its children would be looked for beside it.
#[cfg(test)]
#[path = "http/tests.rs"]
mod tests;
