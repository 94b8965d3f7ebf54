//! What a field of metadata holds: a value or a date, and where it was found.

use std::time::{Duration, SystemTime};

/// A value with the place it was found in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field<T> {
    pub(crate) value: T,
    pub(crate) provenance: Provenance,
    /// Thousandths.
    pub(crate) chance: Option<u16>,
}

impl<T> Field<T> {
    pub(crate) fn new(value: T, provenance: Provenance) -> Self {
        Field { value, provenance, chance: None }
    }

    /// The value.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

    /// Where it was found.
    #[must_use]
    pub fn provenance(&self) -> Provenance {
        self.provenance
    }
}

impl Field<String> {
    /// The chance that it is right, from 0 to 1, where it was chosen by its chance: of the title, of the authors and of the
    /// organisation in their place. Authors who are named together have the same. It was set on pages that the choice was
    /// not learnt from. For dates see [`Date::chance`].
    ///
    /// ```
    /// let page = "<h1>Ferry returns</h1><p>By Ann Fenwick, 12 October 2021</p><p>The ferry is back.</p>";
    /// let metadata = dechaff::metadata(page)?;
    /// let chance = metadata.authors()[0].chance().unwrap();
    /// assert!(chance > 0.5 && chance <= 1.0);
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn chance(&self) -> Option<f32> {
        self.chance.map(|thousandths| f32::from(thousandths) / 1000.0)
    }

    /// With the chance that it is right.
    pub(crate) fn with_chance(self, chance: f64) -> Self {
        Field { chance: Some((chance.clamp(0.0, 1.0) * 1000.0).round() as u16), ..self }
    }
}

/// Where a metadata field was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Provenance {
    /// A JSON-LD object (schema.org).
    JsonLd,
    /// A `<meta>` element: Open Graph, Dublin Core, `name="author"` …
    MetaTag,
    /// Other elements of the head: `<title>`, `<link>`, the `lang` attribute.
    Head,
    /// An element of the page: `<time>`, `<h1>`, `rel="author"`, a byline's class.
    Element,
    /// A line of visible text.
    TextLine,
    /// The page's address.
    Url,
    /// Worked out from the text as a whole, such as its language.
    Detected,
}

impl Provenance {
    /// The name in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Provenance::JsonLd => "json_ld",
            Provenance::MetaTag => "meta_tag",
            Provenance::Head => "head",
            Provenance::Element => "element",
            Provenance::TextLine => "text_line",
            Provenance::Url => "url",
            Provenance::Detected => "detected",
        }
    }
}

/// A date at the precision that the page gives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Date {
    pub(crate) raw: String,
    pub(crate) year: i16,
    pub(crate) month: u8,
    pub(crate) day: u8,
    pub(crate) time: Option<Time>,
    pub(crate) offset_minutes: Option<i16>,
    pub(crate) precision: Precision,
    pub(crate) ambiguity: Ambiguity,
    /// Seconds since 1970, UTC.
    pub(crate) instant: Option<i64>,
    /// Thousandths.
    pub(crate) chance: Option<u16>,
}

/// Time of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Time {
    pub(crate) hour: u8,
    pub(crate) minute: u8,
    pub(crate) second: u8,
}

impl Date {
    /// The date as the page writes it.
    #[must_use]
    pub fn raw(&self) -> &str {
        &self.raw
    }

    /// The year.
    #[must_use]
    pub fn year(&self) -> i16 {
        self.year
    }

    /// The month, 1 to 12, where it is known.
    #[must_use]
    pub fn month(&self) -> Option<u8> {
        (self.precision >= Precision::Month).then_some(self.month)
    }

    /// The day of the month, 1 to 31, where it is known.
    #[must_use]
    pub fn day(&self) -> Option<u8> {
        (self.precision >= Precision::Day).then_some(self.day)
    }

    /// Hour, minute and second of the day, where the page gives a time; the second is 0 where it gives none.
    #[must_use]
    pub fn time(&self) -> Option<(u8, u8, u8)> {
        let time = self.time.filter(|_| self.precision >= Precision::Minute)?;
        Some((time.hour, time.minute, time.second))
    }

    /// ISO 8601 at the known precision: `2021`, `2021-10`, `2021-10-12`,
    /// `2021-10-12T16:18:00`, with the offset from UTC where the page gives one
    /// (`2021-10-12T16:18:00+05:30`, `2021-10-12T10:48:00Z`).
    #[must_use]
    pub fn iso8601(&self) -> String {
        let mut out = format!("{:04}", self.year);
        for part in [self.month(), self.day()].into_iter().flatten() {
            out += &format!("-{part:02}");
        }
        if let Some((hour, minute, second)) = self.time() {
            out += &format!("T{hour:02}:{minute:02}:{second:02}{}", self.offset_suffix());
        }
        out
    }

    fn offset_suffix(&self) -> String {
        match self.offset_minutes {
            None => String::new(),
            Some(0) => "Z".to_owned(),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }

    /// How much of the date the page gives.
    #[must_use]
    pub fn precision(&self) -> Precision {
        self.precision
    }

    /// Minutes east of UTC, where the page gives a zone or an offset.
    #[must_use]
    pub fn offset_minutes(&self) -> Option<i16> {
        self.offset_minutes
    }

    /// The moment, where the page gives one: by the time and the offset that are told here, or, of a day that readers saw
    /// without its time, by what the page's markup says in UTC.
    ///
    /// ```
    /// use std::time::{Duration, SystemTime};
    ///
    /// let page = r#"<meta property="article:published_time" content="2021-10-13T02:18:30Z">
    ///     <h1>Ferry returns</h1><p>12 October 2021 at 10:18 pm</p><p>The ferry is back.</p>"#;
    /// let metadata = dechaff::metadata(page)?;
    /// let published = metadata.published().unwrap().value();
    /// assert_eq!(published.iso8601(), "2021-10-12T22:18:30-04:00");
    /// let moment = SystemTime::UNIX_EPOCH + Duration::from_secs(1_634_091_510);
    /// assert_eq!(published.instant(), Some(moment));
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn instant(&self) -> Option<SystemTime> {
        let from_epoch = Duration::from_secs(self.instant?.unsigned_abs());
        match self.instant? {
            0.. => SystemTime::UNIX_EPOCH.checked_add(from_epoch),
            _ => SystemTime::UNIX_EPOCH.checked_sub(from_epoch),
        }
    }

    /// The chance that this is the article's date, from 0 to 1, where it was chosen by its chance: the date of publication
    /// to the day. It was set on pages that the choice was not learnt from.
    ///
    /// ```
    /// let page = "<h1>Ferry returns</h1><p>By Ann Fenwick, 12 October 2021</p><p>The ferry is back.</p>";
    /// let metadata = dechaff::metadata(page)?;
    /// let chance = metadata.published().unwrap().value().chance().unwrap();
    /// assert!(chance > 0.5 && chance < 1.0);
    /// # Ok::<(), dechaff::Error>(())
    /// ```
    #[must_use]
    pub fn chance(&self) -> Option<f32> {
        self.chance.map(|thousandths| f32::from(thousandths) / 1000.0)
    }

    /// Whether the page leaves open how the date is to be read.
    #[must_use]
    pub fn ambiguity(&self) -> Ambiguity {
        self.ambiguity
    }
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum Precision {
    /// The year.
    Year,
    /// Year and month.
    Month,
    /// Year, month and day.
    Day,
    /// Day and time to the minute.
    Minute,
    /// Day and time to the second.
    Second,
}

impl Precision {
    /// The name in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Precision::Year => "year",
            Precision::Month => "month",
            Precision::Day => "day",
            Precision::Minute => "minute",
            Precision::Second => "second",
        }
    }
}

/// What a page leaves open about a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Ambiguity {
    /// Nothing.
    None,
    /// `3/4/2021` with nothing on the page that tells day from month.
    DayMonthOrder,
    /// An abbreviation that several zones share, such as IST or CST.
    Zone,
}

impl Ambiguity {
    /// The name in output.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Ambiguity::None => "none",
            Ambiguity::DayMonthOrder => "day_month_order",
            Ambiguity::Zone => "zone",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_has_the_parts_that_its_precision_tells() {
        let parts = |precision| {
            let date = Date {
                raw: String::new(),
                year: 2021,
                month: 10,
                day: 12,
                time: Some(Time { hour: 16, minute: 18, second: 0 }),
                offset_minutes: Some(-210),
                precision,
                ambiguity: Ambiguity::None,
                instant: None,
                chance: None,
            };
            (date.month(), date.day(), date.time(), date.iso8601())
        };
        assert_eq!(parts(Precision::Year), (None, None, None, "2021".to_owned()));
        assert_eq!(parts(Precision::Month), (Some(10), None, None, "2021-10".to_owned()));
        assert_eq!(parts(Precision::Day), (Some(10), Some(12), None, "2021-10-12".to_owned()));
        let whole = "2021-10-12T16:18:00-03:30".to_owned();
        assert_eq!(parts(Precision::Minute), (Some(10), Some(12), Some((16, 18, 0)), whole));
    }
}
