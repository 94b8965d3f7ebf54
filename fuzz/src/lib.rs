//! What must hold for any input. Each target of libFuzzer is one of these functions; `tests/regressions.rs`
//! calls them with what was found.

mod article;
mod fields;
mod soup;

use dechaff::{Article, Cleaner, Error, Focus, Input};
use encoding_rs::Encoding;

/// Target `tokenizer`: any text gives the tree that html5ever's own tokenizer gives, and the document that this tree gives.
pub fn tokenizer(data: &[u8]) {
    same_tree(&String::from_utf8_lossy(data));
}

/// Target `soup`: the same for markup that is made of the pieces of `html.dict`.
pub fn soup(data: &[u8]) {
    same_tree(&soup::of(data));
}

fn same_tree(html: &str) {
    assert_eq!(dechaff::stages::tree_difference(html), None, "{html:?}");
}

/// Target `html`: any bytes with any settings.
pub fn html(data: &[u8]) {
    let Some((settings, bytes)) = data.split_first() else { return };
    let is_known_as_html = settings & 1 == 0;
    let input = if is_known_as_html { Input::html(bytes) } else { Input::from(bytes) };
    if let Some(article) = known(cleaner(*settings).clean(page(*settings, input))) {
        article::check(&article);
    }
}

/// Target `text`: the same for flattened text, whose blocks point at their words.
pub fn text(data: &[u8]) {
    let Some((settings, bytes)) = data.split_first() else { return };
    let text = String::from_utf8_lossy(bytes);
    if let Some(article) = known(cleaner(*settings).clean(page(*settings, Input::text(&text)))) {
        article::check(&article);
        article::check_ranges(&article, &text);
    }
}

/// Target `metadata`: they are the same with and without the body.
pub fn metadata(data: &[u8]) {
    let Some((settings, bytes)) = data.split_first() else { return };
    let cleaner = cleaner(*settings);
    let text = String::from_utf8_lossy(bytes);
    let input = page(*settings, Input::from(&text));
    let alone = known(cleaner.metadata(input.clone()));
    let beside = known(cleaner.clean(input));
    assert_eq!(alone.as_ref(), beside.as_ref().map(Article::metadata));
    alone.iter().for_each(fields::check);
}

/// Target `json_ld`: an object of schema.org, whole or broken.
pub fn json_ld(data: &[u8]) {
    let json = String::from_utf8_lossy(data);
    let html = format!("<script type=application/ld+json>{json}</script><h1>Rain</h1><p>It rained.");
    known(dechaff::metadata(Input::html(&html))).iter().for_each(fields::check);
}

/// Target `dates`: what may be a date, in all places where dates are looked for.
pub fn dates(data: &[u8]) {
    let Some((settings, bytes)) = data.split_first() else { return };
    let metadata_of = |input: Input<'_>| {
        let metadata = known(cleaner(*settings).metadata(page(*settings, input)));
        metadata.iter().for_each(fields::check);
    };
    let date = String::from_utf8_lossy(bytes);
    let quoted = date.replace(['"', '<'], " ");
    for html in [
        format!("<meta property=article:published_time content=\"{quoted}\"><h1>Rain</h1><p>It rained."),
        format!("<h1>Rain</h1><time datetime=\"{quoted}\">{quoted}</time><p>It rained."),
        format!("<html lang=de><h1>Rain</h1><p class=date>{quoted}<p>It rained."),
        format!("<link rel=canonical href=\"https://example.org/{quoted}\"><h1>Rain</h1>"),
    ] {
        metadata_of(Input::html(&html));
    }
    metadata_of(Input::text(&format!("Rain in town\n{date}\nIt rained.")));
}

/// Target `charset`: a byte that says how long a label is, the label, and bytes that are said to be encoded so. A label
/// that names no encoding means nothing.
pub fn charset(data: &[u8]) {
    let Some((length, rest)) = data.split_first() else { return };
    let (label, body) = rest.split_at(rest.len().min(usize::from(*length) % 24));
    let content_type = format!("text/html; charset={}", String::from_utf8_lossy(label));
    let cleaner = Cleaner::new();
    let said = known(cleaner.clean(Input::html(body).with_content_type(&content_type)));
    let is_word = label.iter().all(|byte| byte.is_ascii_alphanumeric() || b"-_:.".contains(byte));
    if is_word && Encoding::for_label(label).is_none() {
        assert_eq!(said, known(cleaner.clean(Input::html(body))), "{content_type:?}");
    }
    let declared = [b"<meta charset='", label, b"'>", body].concat();
    let declared = known(cleaner.clean(Input::html(&declared)));
    said.iter().chain(&declared).for_each(article::check);
}

/// Everything that can be shown.
pub fn everything() -> dechaff::Rendering {
    article::everything()
}

/// Whether a piece of HTML in Markdown has nothing but elements that may be there.
pub fn is_bare_markup(html: &str) -> bool {
    article::is_bare_markup(html)
}

/// What must hold for an article, whatever it was made of.
pub fn article(article: &Article) {
    article::check(article);
}

/// A cleaner whose settings are the bits of a byte.
fn cleaner(settings: u8) -> Cleaner {
    let is_set = |bit: u8| settings & (1 << bit) != 0;
    let mut cleaner = Cleaner::new()
        .with_comments(is_set(2))
        .with_tables(!is_set(3))
        .with_focus(if is_set(4) { Focus::Recall } else { Focus::Balanced });
    if is_set(7) {
        cleaner = cleaner.with_remove_selector("[data-x], p > b").expect("a selector");
    }
    cleaner
}

/// With what other bits of the same byte say is known of the page.
fn page(settings: u8, mut input: Input<'_>) -> Input<'_> {
    let is_set = |bit: u8| settings & (1 << bit) != 0;
    if is_set(5) {
        input = input.with_url("https://www.example.org/2021/10/rain-in-town").expect("an address");
    }
    if is_set(6) {
        // 12 October 2021.
        let fetched = std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_634_040_000);
        input = input.with_fetch_time(fetched);
    }
    input
}

/// What was cleaned, where the input could be read; other errors there are none.
fn known<T>(cleaned: Result<T, Error>) -> Option<T> {
    match cleaned {
        Ok(cleaned) => Some(cleaned),
        Err(Error::Empty | Error::Binary { .. }) => None,
        Err(other) => panic!("{other}"),
    }
}

/// Characters that show. White space is no guide where lines are joined, and the cleaner may drop what nobody sees.
fn seen(text: &str) -> String {
    let is_unseen = |c: &char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{ad}' | '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}')
            || ('\u{2060}'..='\u{206f}').contains(c)
    };
    text.chars().filter(|c| !is_unseen(c)).collect()
}
