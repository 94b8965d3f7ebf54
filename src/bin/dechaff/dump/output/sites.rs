//! What many pages of a site teach: nothing is written before the last page.

use std::fs;
use std::io::{self, Write};

use dechaff::{SiteLearner, Sites};

use super::Sink;
use super::target::{Target, naming, part};
use crate::dump::clean::Written;
use crate::site_file;

pub(crate) struct Learnt {
    learner: SiteLearner,
    /// What the file says already: a person's rows stay.
    before: Sites,
    target: Target,
}

impl Learnt {
    pub(crate) fn new(target: &Target) -> io::Result<Self> {
        let before = match target {
            Target::File(path) if path.exists() => site_file::read(path).map_err(io::Error::other)?,
            _ => Sites::default(),
        };
        Ok(Learnt { learner: SiteLearner::new(), before, target: target.clone() })
    }
}

impl Sink for Learnt {
    fn write(&mut self, written: Written) -> io::Result<()> {
        // Records that cannot be cleaned are counted in the summary.
        if let Written::Seen(page) = written {
            self.learner.add(&page);
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
        let file = self.learner.finish().with_rows_of_people(&self.before).to_string();
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
