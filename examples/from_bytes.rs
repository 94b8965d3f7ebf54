//! Cleans bytes as they came over the network, in an encoding other than UTF-8.
//!
//! ```sh
//! cargo run --example from_bytes
//! ```

use std::error::Error;

use dechaff::{Flag, Input};

const PAGE: &str = "<html><head><title>Дождь в Бракове</title></head><body>
<h1>Дождь в Бракове</h1>
<p>Весь вторник в городе шёл дождь, и жители оставались дома, пока он не кончился.</p>
<p>К вечеру вода в реке поднялась на полметра, но мост, по словам смотрителя, выдержит и больше.</p>
</body></html>";

fn main() -> Result<(), Box<dyn Error>> {
    // What a server would send: the page in windows-1251 and a header that says so.
    let body = windows_1251(PAGE);
    let content_type = "text/html; charset=windows-1251";

    let input =
        Input::from(&body).with_content_type(content_type).with_url("https://example.org/news/rain")?;
    let article = dechaff::clean(input)?;
    println!("{}\n\n{}", article.title().unwrap_or("without a title"), article.text());

    // Bytes that the encoding does not know become U+FFFD, and the result says so.
    if article.flags().contains(&Flag::InvalidBytes) {
        eprintln!("some bytes were invalid");
    }
    Ok(())
}

/// Russian letters and ASCII in windows-1251.
fn windows_1251(text: &str) -> Vec<u8> {
    let byte = |c: char| match c {
        'А'..='я' => u8::try_from(u32::from(c) - u32::from('А') + 0xC0).unwrap_or(b'?'),
        'ё' => 0xB8,
        'Ё' => 0xA8,
        c => u8::try_from(c).ok().filter(u8::is_ascii).unwrap_or(b'?'),
    };
    text.chars().map(byte).collect()
}
