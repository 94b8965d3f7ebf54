//! [`Metadata`] and the table that its fields are declared in.
//!
//! The table is the only place where a field is written out. The struct, its accessors and
//! [`Metadata::FIELDS`] are made from it here; JSON, the columns of a record, `dechaff report`, `--explain` and
//! the fuzzers walk [`Metadata::FIELDS`]; the Python package makes its properties from the table itself.
//!
//! A field that pages state in so many words needs two more places: `lists/meta_keys.tsv`, which says in what
//! `<meta>` elements and under what keys of JSON-LD it is found, and the stub `_dechaff.pyi` for Python's type
//! checkers. A field that is decided on has code of its own besides these.

use super::fields::{Date, Field};
use super::headline::Headline;

/// Hands the table of fields to a macro, which makes of it what it needs: `metadata_fields!(my_macro)`. Not part
/// of the public API.
///
/// A row has the field's documentation, its name, its kind (`Text`, `Texts` or `Date`) and what a value is called
/// when it is shown to a person. Rows with the same label are neighbours. `then` names a field that is worked out
/// from others and follows this one in output; its accessor is written by hand.
#[doc(hidden)]
#[macro_export]
macro_rules! metadata_fields {
    ($make:ident) => {
        $make! {
            /// The headline, without the site's name.
            title: Text as "title";
            /// When the article was first published.
            published: Date as "published";
            /// When the article was last changed.
            modified: Date as "modified", then date;
            /// The names of the people who wrote it, in the page's order.
            authors: Texts as "author";
            /// The organisation that a page which names no people gives as its author, as written: an editorial
            /// team, a news agency, the site.
            organisation: Text as "author";
            /// The news agency the article is credited to.
            agency: Text as "agency";
            /// The organisation that publishes the site.
            publisher: Text as "publisher";
            /// The website the article was found on.
            site: Text as "site";
            /// The place the dateline names, as written.
            location: Text as "location";
            /// The page's own summary: its description or a standfirst that the body repeats.
            description: Text as "description";
            /// The language as a BCP 47 tag, such as `en` or `pt-BR`.
            language: Text as "language";
            /// The address the page gives as its own.
            canonical_url: Text as "address";
            /// The address of the lead image.
            image: Text as "image";
            /// The section of the site, such as "World".
            section: Text as "section";
            /// Keywords and tags, in the page's order.
            tags: Texts as "tag";
            /// The licence that the page gives for itself: its address, or a statement of rights.
            license: Text as "licence";
            /// The sections that the article is in, from the home page down, without the home page and the article.
            ///
            /// ```
            /// let page = "<nav class=breadcrumbs><a href=/>Home</a> <a href=/news>News</a> <a href=/news/uk>UK</a></nav>\
            ///     <h1>Ferry returns</h1><p>The ferry across the fen is back.</p>";
            /// let metadata = dechaff::metadata(page)?;
            /// let path: Vec<&str> = metadata.section_path().iter().map(|step| step.value().as_str()).collect();
            /// assert_eq!(path, ["News", "UK"]);
            /// # Ok::<(), dechaff::Error>(())
            /// ```
            section_path: Texts as "section path";
            /// What kind of article the page says this is: `news`, `blog`, `opinion`, `analysis`, `background`, `review`,
            /// `interview`, `live`, `sponsored`, `satire`, `press_release`, `fact_check`, `obituary`, `scholarly` or
            /// `technical`.
            ///
            /// By the types of JSON-LD, `<meta>` elements and the names of sections. `news` and `blog` are what
            /// content systems write of everything they publish. More may be added.
            ///
            /// ```
            /// let page = r#"<script type="application/ld+json">{"@type": "OpinionNewsArticle", "headline": "Save the
            ///     ferry"}</script><h1>Save the ferry</h1><p>The ferry across the fen must stay.</p>"#;
            /// let metadata = dechaff::metadata(page)?;
            /// assert_eq!(metadata.article_type().map(|kind| kind.value().as_str()), Some("opinion"));
            /// # Ok::<(), dechaff::Error>(())
            /// ```
            article_type: Text as "article type";
            /// Who may read the article, by the page's own word: `free`, `metered` (everybody, so many articles a
            /// month) or `paid`.
            ///
            /// [`Flag::Paywalled`](crate::Flag::Paywalled) is another thing: that the text which was given ends at a
            /// paywall.
            ///
            /// ```
            /// let page = "<meta property='article:content_tier' content='locked'><h1>Ferry returns</h1>";
            /// let metadata = dechaff::metadata(page)?;
            /// assert_eq!(metadata.access().map(|access| access.value().as_str()), Some("paid"));
            /// # Ok::<(), dechaff::Error>(())
            /// ```
            access: Text as "access";
            /// Addresses of pages about the people who wrote it, on the site or elsewhere.
            ///
            /// ```
            /// let page = "<h1>Ferry returns</h1><p>By <a rel=author href='https://fen.example/by/ann'>Ann Fenwick</a></p>\
            ///     <p>The ferry across the fen is back.</p>";
            /// let metadata = dechaff::metadata(page)?;
            /// assert_eq!(metadata.author_urls()[0].value(), "https://fen.example/by/ann");
            /// # Ok::<(), dechaff::Error>(())
            /// ```
            author_urls: Texts as "author's page";
            /// How many comments readers wrote, in digits, when the page was made.
            ///
            /// ```
            /// let page = "<h1>Ferry returns</h1><a href='#comments'>12 comments</a><p>The ferry across the fen is back.</p>";
            /// let metadata = dechaff::metadata(page)?;
            /// assert_eq!(metadata.comment_count().map(|count| count.value().as_str()), Some("12"));
            /// # Ok::<(), dechaff::Error>(())
            /// ```
            comment_count: Text as "comments";
        }
    };
}

/// The type of a field in the struct; with `&`, of its accessor.
macro_rules! type_of {
    (Text) => { Option<Field<String>> };
    (Texts) => { Vec<Field<String>> };
    (Date) => { Option<Field<Date>> };
    (& Text) => { Option<&Field<String>> };
    (& Texts) => { &[Field<String>] };
    (& Date) => { Option<&Field<Date>> };
}

/// Adds a value that the page states for a field; of a field with one value, the first holds.
macro_rules! offer {
    ($fields:ident, $name:ident, Text, $field:ident) => {{
        $fields.$name.get_or_insert($field);
    }};
    ($fields:ident, $name:ident, Texts, $field:ident) => {
        $fields.$name.push($field)
    };
    // A date is more than its text.
    ($fields:ident, $name:ident, Date, $field:ident) => {
        drop($field)
    };
}

macro_rules! define_metadata {
    ($($(#[doc = $doc:literal])* $name:ident: $kind:ident as $label:literal $(, then $derived:ident)?;)*) => {
        /// What is known about an article besides its body.
        ///
        /// Every field says where it was found. A field that nothing on the page supports is
        /// `None`; nothing is guessed. [`Metadata::FIELDS`] has all of them, for code that treats them alike:
        ///
        /// ```
        /// use dechaff::{Found, Metadata};
        ///
        /// let page = "<title>Ferry returns</title><h1>Ferry returns</h1><p>By Ann Fenwick, 12 October 2021</p>";
        /// let metadata = dechaff::metadata(page)?;
        /// let mut lines = Vec::new();
        /// for field in Metadata::FIELDS {
        ///     match field.of(&metadata) {
        ///         Found::Text(Some(text)) => lines.push(format!("{}: {}", field.name(), text.value())),
        ///         Found::Date(Some(date)) => lines.push(format!("{}: {}", field.name(), date.value().iso8601())),
        ///         Found::Texts(texts) => {
        ///             lines.extend(texts.iter().map(|text| format!("{}: {}", field.name(), text.value())));
        ///         }
        ///         _ => {}
        ///     }
        /// }
        /// assert_eq!(lines[..2], ["title: Ferry returns", "published: 2021-10-12"]);
        /// assert!(lines.contains(&"authors: Ann Fenwick".to_owned()));
        /// # Ok::<(), dechaff::Error>(())
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq, Default)]
        pub struct Metadata {
            $(pub(crate) $name: type_of!($kind),)*
            /// Where the page shows its title.
            pub(crate) headline: Headline,
            /// Whether the day of the change is likely that of another thing on the page.
            pub(crate) is_change_aside: bool,
        }

        impl Metadata {
            /// All fields in the order of output: those that are found, each followed by what is worked out
            /// from it.
            pub const FIELDS: &'static [MetadataField] = &[$(
                MetadataField {
                    name: stringify!($name),
                    label: Some($label),
                    kind: FieldKind::$kind,
                    of: |metadata| Found::$kind(metadata.$name()),
                },
                $(MetadataField {
                    name: stringify!($derived),
                    label: None,
                    kind: FieldKind::$kind,
                    of: |metadata| Found::$kind(metadata.$derived()),
                },)?
            )*];

            $(
                $(#[doc = $doc])*
                #[must_use]
                pub fn $name(&self) -> type_of!(& $kind) {
                    self.$name.as_ref()
                }
            )*

            /// Adds a text to the field with this name; of a field with one value, the first holds.
            pub(crate) fn offer(&mut self, name: &str, field: Field<String>) {
                match name {
                    $(stringify!($name) => offer!(self, $name, $kind, field),)*
                    _ => {}
                }
            }
        }
    };
}

metadata_fields!(define_metadata);

impl Metadata {
    /// The best that is known of when the article is from: [`Metadata::published`], else
    /// [`Metadata::modified`], as pages of reference and shops tell only the latter. Of flattened
    /// text only where the changed date is likely the article's: a line there that says "Updated" is of another thing
    /// as often as not.
    #[must_use]
    pub fn date(&self) -> Option<&Field<Date>> {
        self.published().or(self.modified().filter(|_| !self.is_change_aside))
    }

    /// Who is credited with the article: the people, else the organisation.
    pub fn credits(&self) -> impl Iterator<Item = &Field<String>> {
        self.authors.iter().chain(self.organisation.as_ref())
    }

    /// Who the article comes from: the credited agency, else the publisher, else the site.
    #[must_use]
    pub fn source(&self) -> Option<&Field<String>> {
        self.agency().or(self.publisher()).or(self.site())
    }
}

/// A field of [`Metadata`], whatever the article: its name, its kind, and how its value is read. They are listed
/// in [`Metadata::FIELDS`].
#[derive(Debug, Clone, Copy)]
pub struct MetadataField {
    name: &'static str,
    label: Option<&'static str>,
    kind: FieldKind,
    of: for<'a> fn(&'a Metadata) -> Found<'a>,
}

impl MetadataField {
    /// The name in output, which is that of the accessor: `canonical_url`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What one value is called when it is shown to a person: `address`. Fields with the same label follow one
    /// another. `None` for a field that is worked out from others and would only repeat them.
    #[must_use]
    pub fn label(&self) -> Option<&'static str> {
        self.label
    }

    /// What kind of value it has.
    #[must_use]
    pub fn kind(&self) -> FieldKind {
        self.kind
    }

    /// What was found for it.
    #[must_use]
    pub fn of<'a>(&self, metadata: &'a Metadata) -> Found<'a> {
        (self.of)(metadata)
    }
}

/// What kind of value a field of [`Metadata`] has.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FieldKind {
    /// One text.
    Text,
    /// Any number of texts.
    Texts,
    /// A date.
    Date,
}

/// What was found for a field of [`Metadata`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Found<'a> {
    /// One text.
    Text(Option<&'a Field<String>>),
    /// Any number of texts, in the page's order.
    Texts(&'a [Field<String>]),
    /// A date.
    Date(Option<&'a Field<Date>>),
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metadata::{Ambiguity, Precision, Provenance};

    fn text(value: &str) -> Field<String> {
        Field::new(value.to_owned(), Provenance::MetaTag)
    }

    #[test]
    fn markup_without_a_published_date_gives_the_changed_one() {
        let date = Date {
            raw: "2021".to_owned(),
            year: 2021,
            month: 1,
            day: 1,
            time: None,
            offset_minutes: None,
            precision: Precision::Year,
            ambiguity: Ambiguity::None,
            instant: None,
            chance: None,
        };
        let changed = Field::new(date, Provenance::MetaTag);
        let mut metadata = Metadata { modified: Some(changed.clone()), ..Metadata::default() };
        assert_eq!((metadata.published(), metadata.date()), (None, Some(&changed)));
        metadata.is_change_aside = true;
        assert_eq!(metadata.date(), None);
    }

    #[test]
    fn names_are_unique_and_equal_labels_are_neighbours() {
        let mut names: Vec<&str> = Metadata::FIELDS.iter().map(MetadataField::name).collect();
        let mut labels: Vec<&str> = Metadata::FIELDS.iter().filter_map(MetadataField::label).collect();
        labels.dedup();
        for list in [&mut names, &mut labels] {
            let all = list.len();
            list.sort_unstable();
            list.dedup();
            assert_eq!(list.len(), all, "{list:?}");
        }
    }

    #[test]
    fn a_field_gives_what_was_found() {
        let metadata = Metadata { image: Some(text("https://fen.example/a.png")), ..Metadata::default() };
        for field in Metadata::FIELDS {
            let is_found = match field.of(&metadata) {
                Found::Text(text) => text.is_some(),
                Found::Texts(texts) => !texts.is_empty(),
                Found::Date(date) => date.is_some(),
            };
            assert_eq!(is_found, field.name() == "image", "{}", field.name());
        }
    }

    #[test]
    fn of_one_text_the_first_holds_and_of_several_all() {
        let mut metadata = Metadata::default();
        for value in ["first", "second"] {
            for name in ["description", "tags", "published", "unheard_of"] {
                metadata.offer(name, text(value));
            }
        }
        assert_eq!(metadata.description(), Some(&text("first")));
        assert_eq!(metadata.tags(), [text("first"), text("second")]);
        let known = Metadata {
            description: metadata.description.clone(),
            tags: metadata.tags.clone(),
            ..Metadata::default()
        };
        assert_eq!(metadata, known);
    }
}
