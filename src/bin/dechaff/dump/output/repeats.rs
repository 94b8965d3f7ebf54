//! Lines that many pages share: nothing is written before the last page.

use std::fs;
use std::io::{self, Write};

use dechaff::RepeatCounter;

use super::Sink;
use super::target::{Target, naming, part};
use crate::dump::args::DumpArgs;
use crate::dump::clean::Written;

pub(crate) struct Counted {
    counter: RepeatCounter,
    target: Target,
}

impl Counted {
    pub(crate) fn new(args: &DumpArgs, target: &Target) -> Self {
        let counter = RepeatCounter::new().with_fewest_pages(args.fewest_pages);
        Counted { counter, target: target.clone() }
    }
}

impl Sink for Counted {
    fn write(&mut self, written: Written) -> io::Result<()> {
        // Records that cannot be cleaned are counted in the summary.
        if let Written::Blocks { url, texts } = written {
            self.counter.add_page(url.as_deref(), texts.iter().map(String::as_str));
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    fn mark(&mut self, _: bool) -> io::Result<Option<u64>> {
        Ok(None)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        let file = self.counter.finish().to_string();
        match &self.target {
            Target::Stdout => io::stdout().write_all(file.as_bytes()),
            Target::Device(path) => naming(path, fs::write(path, file)),
            Target::File(path) | Target::Folder(path) => {
                let part = part(path);
                naming(&part, fs::write(&part, file))?;
                naming(path, fs::rename(&part, path))
            }
        }
    }
}
