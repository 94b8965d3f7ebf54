//! What a page says of a picture elsewhere than at the picture: its caption, and its size in JSON-LD.

use std::collections::HashMap;

use serde_json::Value;

use crate::article::{BlockData, ImageData};
use crate::document::{Base, BlockKind, GroupData, GroupKind, Head, Size};

/// Objects of JSON-LD that are searched for pictures.
const MAX_OBJECTS: usize = 5_000;
/// Groups around a picture that are searched for its figure.
const MAX_GROUPS: usize = 16;

/// Finds the caption of every picture: the first one after it in its figure, else the last one before it.
pub(crate) fn find_captions(images: &mut [ImageData], blocks: &[BlockData], groups: &[GroupData]) {
    let captions: Vec<u32> =
        (0u32..).zip(blocks).filter(|(_, b)| b.kind == BlockKind::Caption).map(|(at, _)| at).collect();
    for image in images.iter_mut().filter(|_| !captions.is_empty()) {
        let Some(figure) = figure_around(image.image.group, groups) else { continue };
        let next = captions.partition_point(|caption| *caption < image.image.before_block);
        let is_inside = |caption: &&u32| figure.blocks.contains(*caption);
        let after = captions.get(next).filter(is_inside);
        let before = || captions.get(next.checked_sub(1)?).filter(is_inside);
        let caption = after.or_else(before).and_then(|caption| blocks.get(*caption as usize));
        image.caption = caption.map(|caption| caption.text.clone());
    }
}

/// The innermost figure that a group is in.
fn figure_around(group: u32, groups: &[GroupData]) -> Option<&GroupData> {
    let get = |group: u32| groups.get(group as usize);
    let mut around = std::iter::successors(get(group), |inner| get(inner.parent));
    around.by_ref().take(MAX_GROUPS).find(|group| group.kind == GroupKind::Figure)
}

/// Completes sizes by what JSON-LD says of pictures with the same address.
pub(crate) fn find_sizes(images: &mut [ImageData], head: &Head, base: &Base) {
    let is_open = |image: &ImageData| image.in_body && image.image.size == Size::default();
    if head.json_ld.is_empty() || !images.iter().any(is_open) {
        return;
    }
    let known = sizes(head, base);
    for image in images.iter_mut().filter(|image| !known.is_empty() && is_open(image)) {
        let size = known.get(base.resolve(&image.image.url).as_ref());
        image.image.size = size.copied().unwrap_or_default();
    }
}

/// The sizes that JSON-LD gives, by absolute address.
fn sizes(head: &Head, base: &Base) -> HashMap<String, Size> {
    let mut known = HashMap::new();
    let mut open: Vec<&Value> =
        head.parsed_json_ld().filter_map(|(_, parsed)| Some(&parsed?.value)).collect();
    let mut objects = 0;
    while let Some(value) = open.pop() {
        match value {
            Value::Array(values) => open.extend(values),
            Value::Object(object) if objects < MAX_OBJECTS => {
                objects += 1;
                open.extend(object.values().filter(|value| value.is_object() || value.is_array()));
                let size = Size {
                    width: object.get("width").and_then(side),
                    height: object.get("height").and_then(side),
                };
                if size != Size::default() {
                    let addresses = ["url", "contentUrl"].iter().filter_map(|key| object.get(*key)?.as_str());
                    known.extend(addresses.map(|address| (base.resolve(address).into_owned(), size)));
                }
            }
            _ => {}
        }
    }
    known
}

/// Pixels on a side: a number, a text, or an object with a value.
fn side(value: &Value) -> Option<u32> {
    match value {
        Value::Number(number) => Size::side(&number.to_string()),
        Value::String(text) => Size::side(text),
        Value::Object(quantity) => match quantity.get("value")? {
            Value::Number(number) => Size::side(&number.to_string()),
            value => Size::side(value.as_str()?),
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::Article;

    const TEXT: &str = "<p>It rained all day, and nobody in the town minded it, for the fields were dry.</p>";

    fn article(head: &str, figures: &str) -> Article {
        let html = format!("{head}<article><h1>Rain</h1>{TEXT}{figures}{TEXT}</article>");
        let input = crate::Input::html(&html).with_url("https://fen.example/rain").unwrap();
        crate::clean(input).unwrap()
    }

    fn captions(figures: &str) -> Vec<Option<String>> {
        article("", figures).images().map(|image| image.caption().map(str::to_owned)).collect()
    }

    #[test]
    fn a_caption_is_that_of_the_figure() {
        let some = |text: &str| Some(text.to_owned());
        let figure =
            |n: u8| format!("<figure><img src=/{n}.jpg><figcaption>Caption {n}</figcaption></figure>");
        assert_eq!(captions(&(figure(1) + &figure(2))), [some("Caption 1"), some("Caption 2")]);
        let above = "<figure><figcaption>Above</figcaption><img src=/1.jpg></figure>";
        assert_eq!(captions(&(above.to_owned() + &figure(2))), [some("Above"), some("Caption 2")]);
        let bare = "<figure><img src=/1.jpg></figure>";
        assert_eq!(captions(&(bare.to_owned() + &figure(2))), [None, some("Caption 2")]);
        assert_eq!(captions(&("<img src=/1.jpg>".to_owned() + &figure(2))), [None, some("Caption 2")]);
        let two = "<figure><div><img src=/1.jpg><img src=/2.jpg></div><figcaption>Both</figcaption></figure>";
        assert_eq!(captions(two), [some("Both"), some("Both")]);
    }

    #[test]
    fn json_ld_gives_the_size_of_the_same_picture() {
        let size = |object: &str, image: &str| {
            let head = format!(
                "<script type=application/ld+json>{{\"@type\": \"Article\", \"image\": [{object}]}}</script>"
            );
            let article = article(&head, image);
            let image = article.images().next().unwrap();
            (image.width(), image.height())
        };
        let object = r#"{"@type": "ImageObject", "url": "https://fen.example/a.jpg", "width": 800, "height": "600px"}"#;
        assert_eq!(size(object, "<img src=/a.jpg>"), (Some(800), Some(600)));
        assert_eq!(size(object, "<img src=/a.jpg width=300>"), (Some(300), None));
        assert_eq!(size(object, "<img src=/b.jpg>"), (None, None));
        let quantity = r#"{"contentUrl": "/a.jpg", "width": {"@type": "QuantitativeValue", "value": 800}}"#;
        assert_eq!(size(quantity, "<img src=/a.jpg>"), (Some(800), None));
    }
}
