//! The document around the report: head, style, script, and the policy that lets nothing else in.

use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::documents::Document;
use super::escape::Text;
use super::page;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");

pub(super) fn title(documents: &[Document]) -> String {
    match documents {
        [document] => page::title(document),
        documents => format!("{} pages", documents.len()),
    }
}

/// The whole HTML document around `main`.
pub(super) fn page(title: &str, main: &str) -> String {
    // Line ends as a browser reads them, which is what it takes the hash of.
    let [style, script] = [STYLE, SCRIPT].map(|asset| asset.replace("\r\n", "\n"));
    let mut out = String::with_capacity(main.len() + style.len() + script.len() + 2000);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src '{}'; \
         style-src '{}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"color-scheme\" content=\"light dark\">\n\
         <title>{} \u{b7} dechaff report</title>\n<style>{style}</style>\n</head>\n<body>\n\
         <a class=\"skip\" href=\"#main\">Skip to the report</a>\n\
         <header class=\"top\"><p><b>dechaff</b> report</p><p role=\"status\" id=\"status\"></p></header>\n\
         <main id=\"main\" tabindex=\"-1\">\n{main}\n</main>\n\
         <footer><p>Made by dechaff {}. Nothing in this file is loaded from elsewhere.</p></footer>\n\
         <script>{script}</script>\n</body>\n</html>\n",
        integrity(&script),
        integrity(&style),
        Text(title),
        env!("CARGO_PKG_VERSION"),
    );
    out
}

/// The hash by which a policy names a script or style: `sha256-` and Base64.
fn integrity(asset: &str) -> String {
    format!("sha256-{}", base64(&Sha256::digest(asset.as_bytes())))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for group in bytes.chunks(3) {
        let byte = |place: usize| u32::from(group.get(place).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..4 {
            let value = (bits >> (18 - 6 * digit) & 63) as usize;
            out.push(if digit <= group.len() { char::from(DIGITS[value]) } else { '=' });
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_the_rfc() {
        for (bytes, text) in [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")]
        {
            assert_eq!(base64(bytes.as_bytes()), text);
        }
    }

    #[test]
    fn the_hash_is_that_of_openssl() {
        // `printf '' | openssl dgst -sha256 -binary | base64`; tests/browser asks a browser about the assets.
        assert_eq!(integrity(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
    }

    #[test]
    fn the_assets_cannot_end_their_own_elements() {
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</") && !SCRIPT.contains("<!--"));
    }
}
