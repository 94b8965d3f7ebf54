//! Text on its way to the sink, which gets it in one piece.

use crate::read::sink::Sink;

/// Text that is not reported yet: more of it may follow.
#[derive(Default)]
pub(super) struct Pending<'a> {
    /// The only part so far.
    first: &'a str,
    /// All parts, once they are several.
    all: String,
}

impl<'a> Pending<'a> {
    #[inline]
    pub(super) fn add(&mut self, text: &'a str) {
        if self.first.is_empty() && self.all.is_empty() {
            self.first = text;
        } else {
            self.join(text);
        }
    }

    #[inline(never)]
    fn join(&mut self, text: &'a str) {
        self.all.push_str(std::mem::take(&mut self.first));
        self.all.push_str(text);
    }

    /// Hands the text on.
    pub(super) fn report(&mut self, sink: &mut impl Sink<'a>) {
        if !self.first.is_empty() {
            sink.text(std::mem::take(&mut self.first));
        } else if !self.all.is_empty() {
            sink.text(&self.all);
            self.all.clear();
        }
    }
}
