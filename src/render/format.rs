//! The formats that an article can be written in.
//!
//! A format is one function from an article to text, usually over the steps of
//! [`Article::walk`], and one line of the table below; the command, dumps and the bindings read the table.

use super::{html, markdown, text, xml};
use crate::article::Article;
use crate::options::Rendering;

macro_rules! formats {
    ($($(#[doc = $doc:literal])+ $(#[$feature:meta])? $variant:ident = $name:literal, $extension:literal, $render:path;)*) => {
        /// A format that an article can be written in: see [`Article::render`].
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Format { $($(#[doc = $doc])+ $(#[$feature])? $variant,)* }

        impl Format {
            /// All formats.
            pub const ALL: &'static [Format] = &[$($(#[$feature])? Format::$variant,)*];

            /// The format's name, such as `"markdown"`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $($(#[$feature])? Format::$variant => $name,)* }
            }

            /// What it is, in a sentence.
            #[must_use]
            pub fn description(self) -> &'static str {
                match self { $($(#[$feature])? Format::$variant => concat!($($doc),+).trim_ascii(),)* }
            }

            /// The usual extension of a file in this format, such as `"md"`.
            #[must_use]
            pub fn extension(self) -> &'static str {
                match self { $($(#[$feature])? Format::$variant => $extension,)* }
            }

            fn render(self, article: &Article, options: &Rendering) -> String {
                match self { $($(#[$feature])? Format::$variant => $render(article, options),)* }
            }
        }
    };
}

formats! {
    /// The body's text, without the title.
    Text = "text", "txt", text::render;
    /// Title and body as Markdown.
    Markdown = "markdown", "md", markdown::render;
    /// Title and body as a safe fragment of HTML.
    Html = "html", "html", html::render;
    /// Body, metadata, and every block with its label and reasons.
    #[cfg(feature = "serde")]
    Json = "json", "json", super::json::render;
    /// Metadata and body as a document of TEI P5.
    Xml = "xml", "xml", xml::render;
}

impl Format {
    /// The format with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Format> {
        Format::ALL.iter().copied().find(|format| format.name() == name)
    }
}

impl Article {
    /// The article in a format, with what the options ask for.
    ///
    /// ```
    /// use dechaff::{Format, Rendering};
    ///
    /// let article = dechaff::clean("<h1>Rain</h1><p>It rained all day, and nobody in the town minded it.</p>")?;
    /// for format in Format::ALL {
    ///     let written: String = article.render(*format, &Rendering::new().with_links(true));
    ///     println!("{} ({}): {written}", format.name(), format.description());
    /// }
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn render(&self, format: Format, options: &Rendering) -> String {
        format.render(self, options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_have_names_of_their_own() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(*format));
            assert!(format.description().ends_with('.') && !format.description().starts_with(' '));
        }
        assert_eq!(Format::from_name("pdf"), None);
    }
}
