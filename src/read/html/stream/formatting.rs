//! Formatting elements: those that are opened again after a block has cut them off.

use super::elements::{Id, class};
use super::formats::{Format, Formatting};
use super::reader::Reader;
use super::tag::{Tag, TagAttributes};
use crate::read::sink::Sink;

/// Of equal ones so many are opened again ("Noah's Ark").
const MAX_EQUAL: usize = 3;
/// One end tag ends formatting elements around blocks so many times.
const MAX_MOVES: usize = 8;

impl<'a, S: Sink<'a>> Reader<'a, '_, S> {
    pub(super) fn mark_formats(&mut self) {
        self.formats.push(Format::Marker);
    }

    pub(super) fn clear_formats_to_marker(&mut self) {
        while let Some(Format::Element(_)) = self.formats.pop() {}
    }

    /// The entries after the last marker, with their places in the list.
    fn formats_since_marker(&self) -> impl Iterator<Item = (usize, &Formatting<'a>)> {
        self.formats.iter().enumerate().rev().map_while(|(at, format)| match format {
            Format::Marker => None,
            Format::Element(element) => Some((at, element)),
        })
    }

    fn find_format(&self, id: Id) -> Option<usize> {
        self.formats_since_marker().find(|(_, format)| format.id == id).map(|(at, _)| at)
    }

    /// Opens a formatting element and notes it.
    pub(super) fn insert_formatting(&mut self, tag: &Tag<'a>) {
        self.ensure_attributes();
        let kept = &self.attributes.kept;
        let equal = self.formats_since_marker().filter(|(_, format)| format.equals(tag.id, kept));
        let (count, first) = equal.fold((0, None), |(count, _), (at, _)| (count + 1, Some(at)));
        if let Some(first) = first.filter(|_| count >= MAX_EQUAL) {
            self.formats.remove(first);
        }
        let mut attributes = std::mem::take(&mut self.spare_attributes);
        attributes.clear();
        attributes.extend_from_slice(&self.attributes.kept);
        self.insert(tag);
        let (at, serial) = self.place_of_last();
        self.formats.push(Format::Element(Formatting { id: tag.id, name: tag.name, attributes, at, serial }));
    }

    fn place_of_last(&self) -> (usize, u32) {
        let open = &self.stack.open;
        (open.len().saturating_sub(1), open.last().map_or(0, |open| open.serial))
    }

    fn is_cut_off(&self, at: usize) -> bool {
        match self.formats.get(at) {
            Some(Format::Element(format)) => !self.stack.is_open(format.at, format.serial),
            _ => false,
        }
    }

    /// Opens formatting elements again that a block has cut off.
    #[inline]
    pub(super) fn reopen_formats(&mut self) {
        let last = self.formats.len().wrapping_sub(1);
        if self.is_cut_off(last) {
            self.reopen_formats_to(last);
        }
    }

    /// The same, given that the one at this place is cut off, and none after it is listed.
    #[inline(never)]
    fn reopen_formats_to(&mut self, last: usize) {
        let mut from = last;
        while from > 0 && self.is_cut_off(from - 1) {
            from -= 1;
        }
        for at in from..self.formats.len() {
            let Some(Format::Element(format)) = self.formats.get_mut(at) else { return };
            let tag = Tag { id: format.id, name: format.name, closes_itself: false };
            let attributes = std::mem::take(&mut format.attributes);
            // Those of the tag at hand are not reported yet.
            let own = std::mem::replace(&mut self.attributes, TagAttributes::of(attributes));
            self.insert(&tag);
            let attributes = std::mem::replace(&mut self.attributes, own).kept;
            let (place, serial) = self.place_of_last();
            if let Some(Format::Element(format)) = self.formats.get_mut(at) {
                (format.attributes, format.at, format.serial) = (attributes, place, serial);
            }
        }
    }

    /// Ends a link in which another begins.
    pub(super) fn end_open_link(&mut self) {
        let Some((_, format)) = self.formats_since_marker().find(|(_, format)| format.id == Id::A) else {
            return;
        };
        let (at, serial) = (format.at, format.serial);
        self.end_formatting(Id::A, "a");
        let is_same =
            |format: &Format<'_>| matches!(format, Format::Element(format) if format.serial == serial);
        self.formats.retain(|format| !is_same(format));
        // Another place, if elements have moved.
        let at = if self.kept.is_some() { self.stack.place_of(serial) } else { Some(at) };
        if let Some(at) = at.filter(|at| self.stack.is_open(*at, serial)) {
            self.remove(at, Id::Ghost);
        }
    }

    /// The end tag of a formatting element: the standard's adoption agency. Around open blocks it moves these.
    pub(super) fn end_formatting(&mut self, id: Id, name: &'a str) {
        if self.is_listed_last(id) {
            return self.end_listed(self.formats.len() - 1, self.stack.open.len() - 1);
        }
        let is_listed = |serial: u32| {
            self.formats
                .iter()
                .any(|format| matches!(format, Format::Element(format) if format.serial == serial))
        };
        if self.stack.current().is_some_and(|open| open.id == id && !is_listed(open.serial)) {
            return self.pop();
        }
        // After a move there may be another element that ends here.
        for _ in 0..MAX_MOVES {
            let Some(listed) = self.find_format(id) else { return self.end_any_other(id, name) };
            let Some(Format::Element(format)) = self.formats.get(listed) else { return };
            let (at, serial) = (format.at, format.serial);
            if !self.stack.is_open(at, serial) {
                self.formats.remove(listed);
                return;
            }
            if !self.stack.has_serial_in_scope(serial) {
                return;
            }
            let Some(block) = self.stack.open[at..].iter().position(|open| open.id.is(class::SPECIAL)) else {
                return self.end_listed(listed, at);
            };
            self.adopt(at, at + block);
            if self.moved.is_some() {
                return;
            }
        }
    }

    /// Whether the innermost element is of this kind and the last of the list, as it mostly is.
    fn is_listed_last(&self, id: Id) -> bool {
        let Some(Format::Element(last)) = self.formats.last() else { return false };
        last.id == id && last.at + 1 == self.stack.open.len() && self.stack.is_open(last.at, last.serial)
    }

    /// Ends a formatting element that is in the list, with all that is inside.
    fn end_listed(&mut self, listed: usize, at: usize) {
        if let Format::Element(format) = self.formats.remove(listed) {
            self.spare_attributes = format.attributes;
        }
        self.pop_to(at);
    }
}
