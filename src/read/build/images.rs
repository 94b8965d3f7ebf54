//! Pictures: where they are and what they show.

use aho_corasick::AhoCorasick;
use memchr::memrchr;
use once_cell::sync::Lazy;

use super::builder::Builder;
use super::run::collapsed;
use crate::document::{Image, Size, candidate_width, first_candidate, image};
use crate::lists::players::film_of;
use crate::read::sink::Element;

/// Pictures of at most this many pixels on a side measure visits.
const MAX_PIXEL_SIDE: f32 = 2.0;

/// Where scripts that load pictures late find the address; `src` is then a placeholder.
const LAZY: [&str; 3] = ["data-src", "data-original", "data-lazy-src"];
const CANDIDATES: [&str; 3] = ["srcset", "data-srcset", "data-lazy-srcset"];

/// What files are called that only take the place of a picture until it is loaded.
const PLACEHOLDERS: [&str; 8] =
    ["placeholder", "blank.", "spacer.", "transparent.", "1x1.", "pixel.gif", "loading.gif", "cleardot."];

/// What an `<img>` says of a picture.
struct Shown {
    url: String,
    alt: String,
    size: Size,
}

/// What an `<img>` says, unless it shows nothing.
fn read(element: &Element<'_, '_>, source: Option<String>) -> Option<Shown> {
    if ["width", "height"].iter().any(|side| is_tiny(element.get(side))) {
        return None;
    }
    let lazy = LAZY.iter().filter_map(|name| element.get(name)).find_map(image);
    let candidates = || candidate(element).and_then(image);
    let shown = element.get("src").and_then(image).filter(|src| !is_placeholder(src));
    let url = lazy.or(shown).or_else(candidates).or(source)?;
    let alt = collapsed(element.get("alt").unwrap_or_default());
    let size = size(element, &url);
    Some(Shown { url, alt, size })
}

/// The size that the attributes give; where they give none, the width that is beside the address among others.
fn size(element: &Element<'_, '_>, url: &str) -> Size {
    let side = |name| element.get(name).and_then(Size::side);
    let given = Size { width: side("width"), height: side("height") };
    let beside =
        || CANDIDATES.iter().filter_map(|name| element.get(name)).find_map(|set| candidate_width(set, url));
    let width = given.width.or_else(|| given.height.is_none().then(beside).flatten());
    Size { width, ..given }
}

fn candidate<'a>(element: &Element<'a, '_>) -> Option<&'a str> {
    CANDIDATES.iter().filter_map(|name| element.get(name)).find_map(first_candidate)
}

fn is_placeholder(address: &str) -> bool {
    static NAMES: Lazy<Option<AhoCorasick>> =
        Lazy::new(|| AhoCorasick::builder().ascii_case_insensitive(true).build(PLACEHOLDERS).ok());
    let file = memrchr(b'/', address.as_bytes()).map_or(address, |slash| &address[slash + 1..]);
    NAMES.as_ref().is_some_and(|names| names.is_match(file))
}

impl Builder<'_, '_> {
    /// Notes the address of a `<source>`.
    pub(super) fn note_source(&mut self, element: &Element<'_, '_>) {
        if self.frames.last().is_some_and(|frame| frame.name == "picture") {
            // Browsers take the first that fits.
            let address = candidate(element).and_then(image);
            self.pictures.source = self.pictures.source.take().or(address);
        }
    }

    /// Takes in a picture.
    pub(super) fn image(&mut self, element: &Element<'_, '_>) {
        if self.formula_of_image(element) {
            return;
        }
        let in_picture = self.frames.last().is_some_and(|frame| frame.name == "picture");
        let source = self.pictures.source.take().filter(|_| in_picture);
        if let Some(shown) = read(element, source) {
            self.push_image(shown);
        }
    }

    /// Takes in a picture of `<noscript>`, unless the one before it is the same.
    pub(super) fn image_without_scripts(&mut self, element: &Element<'_, '_>) {
        if self.pictures.last_at != Some(self.page.text.len())
            && let Some(shown) = read(element, None)
        {
            self.push_image(shown);
        }
    }

    /// Takes in a player, if it is known what it plays. `<video>` says it itself.
    pub(super) fn video(&mut self, element: &Element<'_, '_>) {
        let src = ["src", "data-src"].iter().find_map(|name| element.get(name)).unwrap_or_default();
        let film = if element.name == "iframe" { film_of(src) } else { image(src) };
        let Some(url) = film else { return };
        let alt = collapsed(element.get("title").unwrap_or_default());
        let before_block = self.page.blocks.len() as u32 + u32::from(!self.run.is_empty(&self.page.text));
        let group = self.group(self.context().group_holder);
        self.page.images.push(Image { url, alt, size: Size::default(), before_block, is_video: true, group });
    }

    fn push_image(&mut self, shown: Shown) {
        let Shown { url, alt, size } = shown;
        let in_run = !self.run.is_empty(&self.page.text);
        let before_block = self.page.blocks.len() as u32 + u32::from(in_run);
        let is_again = self.pictures.last_at == Some(self.page.text.len())
            && self.page.images.last().is_some_and(|last| last.url == url);
        self.pictures.last_at = Some(self.page.text.len());
        if !is_again {
            let group = self.group(self.context().group_holder);
            self.page.images.push(Image { url, alt, size, before_block, is_video: false, group });
        }
    }
}

fn is_tiny(side: Option<&str>) -> bool {
    let pixels = side.and_then(|side| side.trim().trim_end_matches("px").parse::<f32>().ok());
    pixels.is_some_and(|pixels| pixels <= MAX_PIXEL_SIDE)
}

#[cfg(test)]
mod tests {
    use crate::read::build::testing::built;

    fn addresses(markup: &str) -> Vec<String> {
        built(markup).images.into_iter().map(|image| image.url).collect()
    }

    #[test]
    fn players_are_films() {
        let page = built(
            "<p>Rain</p><iframe src=https://www.youtube.com/embed/ab1 title='Rain at sea'></iframe><video src=/a.mp4></video><iframe src=/ad></iframe>",
        );
        let films: Vec<_> = page.images.iter().map(|film| (&*film.url, &*film.alt, film.is_video)).collect();
        let youtube = ("https://www.youtube.com/watch?v=ab1", "Rain at sea", true);
        assert_eq!(films, [youtube, ("/a.mp4", "", true)]);
    }

    #[test]
    fn a_size_is_that_of_the_attributes_or_beside_the_address() {
        for (attributes, width, height) in [
            ("width=800 height='600px'", Some(800), Some(600)),
            ("width='100%' height=auto", None, None),
            ("srcset='/b.jpg 400w, /a.jpg 1200w'", Some(1200), None),
            ("srcset='/a.jpg 1200w' width=300", Some(300), None),
            ("width=-3.5.2 height=999999999999", None, None),
        ] {
            let size = built(&format!("<p>Rain</p><img src=/a.jpg {attributes}>")).images[0].size;
            assert_eq!((size.width, size.height), (width, height), "{attributes}");
        }
    }

    #[test]
    fn each_picture_is_there_once() {
        for markup in [
            "<img src=/a.jpg>",
            "<img src=data:image/gif;base64,AA data-src=/a.jpg>",
            "<img src=data:image/gif;base64,AA><noscript><img src=/a.jpg></noscript>",
            "<img src=/x.gif data-src=/a.jpg><noscript><img src=/a.jpg></noscript>",
            "<img src=/img/placeholder.png srcset='/a.jpg 2x'>",
            "<picture><source srcset='/a.jpg 1x'><img src=data:image/gif;base64,AA></picture>",
            "<img src=/a.jpg> <img src=/a.jpg>",
        ] {
            assert_eq!(addresses(&format!("<p>Rain</p>{markup}<p>Snow</p>")), ["/a.jpg"], "{markup}");
        }
        assert_eq!(addresses("<img src=/a.jpg><p>Rain</p><img src=/a.jpg>").len(), 2);
        assert_eq!(addresses("<p>Rain</p><img src=/cleardot.gif><img src=/spacer.gif>").len(), 0);
        assert_eq!(addresses("<p>Rain</p><noscript><img src=/t.gif width=1 height=1></noscript>").len(), 0);
    }
}
