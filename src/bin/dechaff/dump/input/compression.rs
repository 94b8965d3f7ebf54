//! gzip, zstd and bzip2, recognised by their first bytes.

use std::io::{self, BufRead, BufReader, Read};

use super::pushback::Pushback;

/// Enough to recognise every compression.
const MAGIC_BYTES: usize = 16;
const BUFFER_BYTES: usize = 256 << 10;

/// An input as it is read.
pub(crate) type Input = Box<dyn BufRead + Send>;

/// What an input is packed with. Its members, where it has several, are read as one.
pub(crate) fn unpacked(raw: impl Read + Send + 'static) -> io::Result<Input> {
    let mut input = Pushback::new(BufReader::with_capacity(BUFFER_BYTES, raw));
    let input: Box<dyn Read + Send> = match input.peek(MAGIC_BYTES)? {
        [0x1f, 0x8b, 8, ..] => Box::new(flate2::bufread::MultiGzDecoder::new(input)),
        [0x28, 0xb5, 0x2f, 0xfd, ..] | [0x50..=0x5f, 0x2a, 0x4d, 0x18, ..] => {
            Box::new(zstd::Decoder::with_buffer(input)?)
        }
        // The block's magic number tells it from a text that begins with "BZh"; an empty file has the second.
        [b'B', b'Z', b'h', b'1'..=b'9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59, ..]
        | [b'B', b'Z', b'h', b'1'..=b'9', 0x17, 0x72, 0x45, 0x38, 0x50, 0x90, ..] => {
            Box::new(bzip2::bufread::MultiBzDecoder::new(input))
        }
        _ => return Ok(Box::new(input)),
    };
    Ok(Box::new(BufReader::with_capacity(BUFFER_BYTES, input)))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn read(bytes: Vec<u8>) -> Vec<u8> {
        let mut out = Vec::new();
        unpacked(io::Cursor::new(bytes)).unwrap().read_to_end(&mut out).unwrap();
        out
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn bzip2(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn members_are_read_as_one() {
        let zstd = |bytes: &[u8]| zstd::encode_all(bytes, 1).unwrap();
        for pack in [&gzip as &dyn Fn(&[u8]) -> Vec<u8>, &bzip2, &zstd] {
            assert_eq!(read([pack(b"rain"), pack(b""), pack(b" and wind")].concat()), b"rain and wind");
            assert_eq!(read(pack(b"")), b"");
        }
    }

    #[test]
    fn what_is_not_packed_stays() {
        for text in [&b""[..], b"x", b"BZh9 is how a bzip2 file begins", b"\x1f\x8b", b"(\xb5/"] {
            assert_eq!(read(text.to_vec()), text);
        }
    }
}
