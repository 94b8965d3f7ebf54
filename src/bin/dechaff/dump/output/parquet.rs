//! Parquet: one file, or a folder of parts that a killed run can be continued after.

use std::collections::HashMap;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use arrow_array::RecordBatch;
use arrow_schema::{Schema, SchemaRef};
use dechaff::record::SCHEMA_VERSION;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;

use super::Sink;
use super::columns::{Columns, schema_fields};
use super::target::{Target, naming, part};
use crate::dump::clean::Written;
use crate::dump::field::Field;

/// Where the version of the schema is said.
const SCHEMA_KEY: &str = "dechaff.schema";
/// Rows are handed to Parquet in batches of so many, or so many bytes.
const BATCH_ROWS: usize = 256;
const BATCH_BYTES: usize = 4 << 20;
/// A row group is in memory until it is written.
const ROW_GROUP_BYTES: usize = 32 << 20;

pub(crate) struct Tables {
    place: Place,
    schema: SchemaRef,
    columns: Columns,
    writer: Option<ArrowWriter<File>>,
    rows: u64,
}

enum Place {
    File(PathBuf),
    Parts { folder: PathBuf, rows_a_part: u64, complete: u64 },
}

impl Tables {
    pub(crate) fn open(
        target: &Target,
        fields: Vec<Field>,
        rows_a_part: u64,
        point: u64,
    ) -> io::Result<Self> {
        let place = match target {
            Target::Folder(folder) => {
                naming(folder, fs::create_dir_all(folder))?;
                Place::Parts { folder: folder.clone(), rows_a_part, complete: point }
            }
            Target::File(file) => Place::File(file.clone()),
            Target::Device(_) | Target::Stdout => {
                return Err(io::Error::other("Parquet goes to a file or a folder"));
            }
        };
        // Arrow's own copy of the schema says it, too: most readers show that.
        let facts = HashMap::from([(SCHEMA_KEY.to_owned(), SCHEMA_VERSION.to_string())]);
        let schema = Arc::new(Schema::new_with_metadata(schema_fields(&fields), facts));
        let mut tables = Tables { place, schema, columns: Columns::new(fields), writer: None, rows: 0 };
        // A file that cannot be written is known before anything is cleaned.
        tables.begin()?;
        Ok(tables)
    }

    /// The file that is being written.
    fn file(&self) -> PathBuf {
        match &self.place {
            Place::File(file) => file.clone(),
            Place::Parts { folder, complete, .. } => folder.join(format!("part-{complete:05}.parquet")),
        }
    }

    fn begin(&mut self) -> io::Result<()> {
        let path = part(&self.file());
        let file = naming(&path, File::create(&path))?;
        let writer = ArrowWriter::try_new(file, Arc::clone(&self.schema), Some(properties()?))?;
        self.writer = Some(writer);
        self.rows = 0;
        Ok(())
    }

    fn write_batch(&mut self) -> io::Result<()> {
        if self.columns.rows() == 0 {
            return Ok(());
        }
        let batch =
            RecordBatch::try_new(Arc::clone(&self.schema), self.columns.take()).map_err(io::Error::other)?;
        let path = part(&self.file());
        match &mut self.writer {
            Some(writer) => naming(&path, writer.write(&batch).map_err(io::Error::from)),
            None => Ok(()),
        }
    }

    /// Completes a file and gives it its name.
    fn end(&mut self) -> io::Result<()> {
        self.write_batch()?;
        let (path, complete) = (part(&self.file()), self.file());
        let Some(mut writer) = self.writer.take() else { return Ok(()) };
        let mut close = || {
            writer.finish()?;
            writer.inner().sync_data()?;
            fs::rename(&path, &complete)
        };
        naming(&path, close())
    }
}

impl Sink for Tables {
    fn write(&mut self, written: Written) -> io::Result<()> {
        if self.writer.is_none() {
            self.begin()?;
        }
        self.columns.push(written);
        self.rows += 1;
        if self.columns.rows() >= BATCH_ROWS || self.columns.bytes() >= BATCH_BYTES {
            self.write_batch()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }

    /// The end of a part is the only point from which a run can be continued.
    fn mark(&mut self, _: bool) -> io::Result<Option<u64>> {
        match &self.place {
            Place::Parts { rows_a_part, .. } if self.rows >= *rows_a_part => {}
            _ => return Ok(None),
        }
        self.end()?;
        self.rows = 0;
        let Place::Parts { complete, .. } = &mut self.place else { return Ok(None) };
        *complete += 1;
        Ok(Some(*complete))
    }

    fn finish(mut self: Box<Self>) -> io::Result<()> {
        let first = matches!(self.place, Place::File(_) | Place::Parts { complete: 0, .. });
        if self.rows > 0 || first {
            return self.end();
        }
        // The last part came out even; a resumed run has begun another.
        remove_if_there(&part(&self.file()))
    }
}

fn remove_if_there(file: &Path) -> io::Result<()> {
    match fs::remove_file(file) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => naming(file, Err(error)),
        _ => Ok(()),
    }
}

fn properties() -> io::Result<WriterProperties> {
    let version = SCHEMA_VERSION.to_string();
    let facts = [(SCHEMA_KEY, version.as_str()), ("dechaff.version", env!("CARGO_PKG_VERSION"))];
    let facts = facts.map(|(key, value)| KeyValue::new(key.to_owned(), value.to_owned()));
    Ok(WriterProperties::builder()
        .set_compression(Compression::ZSTD(ZstdLevel::try_new(3)?))
        .set_max_row_group_bytes(Some(ROW_GROUP_BYTES))
        .set_key_value_metadata(Some(facts.to_vec()))
        .build())
}
