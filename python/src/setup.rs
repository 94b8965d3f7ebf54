//! What a `Cleaner` was set to, as all threads share it, and how it cleans one page.

use std::sync::Arc;
use std::time::SystemTime;

use dechaff::{Input, Rendering};

use crate::errors::{Failure, guarded};
use crate::page::{ContentKind, Raw};

/// The settings of a cleaner.
#[derive(Debug, Clone, Default)]
pub(crate) struct Setup {
    pub(crate) cleaner: Arc<dechaff::Cleaner>,
    pub(crate) kind: ContentKind,
    /// The address of pages that have none of their own.
    pub(crate) url: Option<Arc<str>>,
    pub(crate) fetch_time: Option<SystemTime>,
    /// What is shown where a call does not say.
    pub(crate) rendering: Rendering,
}

impl Setup {
    /// Cleans one page. An invalid address is an error.
    pub(crate) fn clean(
        &self,
        page: Raw<'_>,
        url: Option<&str>,
        content_type: Option<&str>,
    ) -> Result<dechaff::Article, Failure> {
        guarded(|| Ok(self.cleaner.clean(self.input(page, url, content_type)?)?))
    }

    pub(crate) fn metadata(
        &self,
        page: Raw<'_>,
        url: Option<&str>,
        content_type: Option<&str>,
    ) -> Result<dechaff::Metadata, Failure> {
        guarded(|| Ok(self.cleaner.metadata(self.input(page, url, content_type)?)?))
    }

    /// What a page says about its site. An unusable address counts as missing, as in the command.
    pub(crate) fn observe(
        &self,
        page: Raw<'_>,
        url: Option<&str>,
        content_type: Option<&str>,
    ) -> Result<dechaff::SitePage, Failure> {
        guarded(|| {
            let with_url = self.input(page, url, content_type);
            let input = with_url.or_else(|_| self.input(page, None, content_type))?;
            Ok(self.cleaner.observe(input)?)
        })
    }

    /// Cleans one page of many: one without a usable address is cleaned without it, as in the command.
    pub(crate) fn clean_any(
        &self,
        page: Raw<'_>,
        url: Option<&str>,
        content_type: Option<&str>,
    ) -> Result<dechaff::Article, Failure> {
        guarded(|| {
            let with_url = self.input(page, url, content_type);
            let input = with_url.or_else(|_| self.input(page, None, content_type))?;
            Ok(self.cleaner.clean(input)?)
        })
    }

    fn input<'a>(
        &self,
        page: Raw<'a>,
        url: Option<&str>,
        content_type: Option<&'a str>,
    ) -> Result<Input<'a>, dechaff::Error> {
        let mut input = page.said_to_be(self.kind);
        if let Some(content_type) = content_type {
            input = input.with_content_type(content_type);
        }
        if let Some(time) = self.fetch_time {
            input = input.with_fetch_time(time);
        }
        match url.or(self.url.as_deref()) {
            Some(url) => input.with_url(url),
            None => Ok(input),
        }
    }
}
