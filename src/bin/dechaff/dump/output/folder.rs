//! A folder with a file for each page, and `index.jsonl` with a line for each record.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::Sink;
use super::jsonl::Jsonl;
use super::target::{naming, part};
use crate::dump::clean::Written;

pub(crate) struct Folder {
    folder: PathBuf,
    index: Box<Jsonl>,
}

impl Folder {
    pub(crate) fn open(folder: &Path, index_bytes: u64) -> io::Result<Self> {
        naming(folder, fs::create_dir_all(folder))?;
        let index = Box::new(Jsonl::open(&folder.join("index.jsonl"), index_bytes)?);
        Ok(Folder { folder: folder.to_owned(), index })
    }
}

impl Sink for Folder {
    fn write(&mut self, written: Written) -> io::Result<()> {
        if let Written::File { name, content, .. } = &written {
            // The line in the index comes after the whole file.
            let file = self.folder.join(name);
            let part = part(&file);
            naming(&file, fs::write(&part, content).and_then(|()| fs::rename(&part, &file)))?;
        }
        self.index.write(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.index.flush()
    }

    fn mark(&mut self, asked: bool) -> io::Result<Option<u64>> {
        self.index.mark(asked)
    }

    fn finish(self: Box<Self>) -> io::Result<()> {
        self.index.finish()
    }
}
