//! The rows of a Parquet file.

use std::fs::File;
use std::io;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Int8Type, Int16Type, Int32Type, Int64Type, UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, RecordBatch};
use arrow_schema::DataType;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderOptions, ParquetRecordBatchReader, ParquetRecordBatchReaderBuilder,
};
use serde_json::value::{RawValue, to_raw_value};

use super::{Found, Names, Reading, Records};
use crate::dump::record::{Body, Kind, Page, Raw, json_string};

/// Rows that are decoded at a time. Few, because a row holds a whole page.
const BATCH_ROWS: usize = 8;

pub(crate) struct Rows {
    batches: ParquetRecordBatchReader,
    batch: Option<(RecordBatch, usize)>,
    names: Names,
    max_bytes: usize,
    number: u64,
    ended: bool,
}

impl Rows {
    pub(crate) fn new(file: File, reading: &Reading) -> io::Result<Self> {
        // Without the Arrow schema that some writers leave behind, strings are strings, not dictionaries.
        let options = ArrowReaderOptions::new().with_skip_arrow_metadata(true);
        let builder = ParquetRecordBatchReaderBuilder::try_new_with_options(file, options)?;
        let names = reading.names.clone();
        let columns = columns(&builder, &names)?;
        let mask = ProjectionMask::roots(builder.parquet_schema(), columns);
        let batches = builder.with_projection(mask).with_batch_size(BATCH_ROWS).build()?;
        Ok(Rows { batches, batch: None, names, max_bytes: reading.max_record_bytes, number: 0, ended: false })
    }

    fn row(&self, batch: &RecordBatch, row: usize) -> Raw {
        let html = bytes(batch, &self.names.html, row).map(|(bytes, is_text)| (bytes, is_text, Kind::Html));
        let text =
            || bytes(batch, &self.names.text, row).map(|(bytes, is_text)| (bytes, is_text, Kind::Text));
        let Some((bytes, is_text, kind)) = html.or_else(text) else {
            return Raw::Damaged(format!("\"{}\" and \"{}\" are null", self.names.html, self.names.text));
        };
        if bytes.len() > self.max_bytes {
            return Raw::Damaged(format!("the row has {} bytes, more than {}", bytes.len(), self.max_bytes));
        }
        let bytes = bytes.to_vec();
        let body = match (is_text, kind) {
            // What Arrow calls a string is UTF-8, checked while it was read.
            (true, Kind::Html) => Body::Html(String::from_utf8(bytes).unwrap_or_default()),
            (true, _) => Body::Text(String::from_utf8(bytes).unwrap_or_default()),
            (false, kind) => Body::Bytes { bytes, content_type: None, kind },
        };
        let url = self::bytes(batch, &self.names.url, row)
            .and_then(|(url, _)| String::from_utf8(url.to_vec()).ok());
        let id = id(batch, &self.names.id, row);
        Raw::Page(Box::new(Page { id, url, fetched: None, body, truncated: false }))
    }

    fn found(&mut self, raw: Raw) -> Found {
        self.number += 1;
        Found { number: self.number, byte: None, raw }
    }
}

impl Records for Rows {
    fn next(&mut self) -> Option<Found> {
        while !self.ended {
            if let Some((batch, row)) = self.batch.take()
                && row < batch.num_rows()
            {
                let raw = self.row(&batch, row);
                self.batch = Some((batch, row + 1));
                return Some(self.found(raw));
            }
            match self.batches.next() {
                Some(Ok(batch)) => self.batch = Some((batch, 0)),
                Some(Err(error)) => {
                    self.ended = true;
                    return Some(self.found(Raw::Unread(error.to_string())));
                }
                None => self.ended = true,
            }
        }
        None
    }
}

/// The columns that are read, by their place.
fn columns(builder: &ParquetRecordBatchReaderBuilder<File>, names: &Names) -> io::Result<Vec<usize>> {
    let schema = builder.schema();
    let place = |name: &str| schema.fields().iter().position(|field| field.name() == name);
    let (html, text) = (place(&names.html), place(&names.text));
    if html.is_none() && text.is_none() {
        let has: Vec<&str> = schema.fields().iter().map(|field| field.name().as_str()).collect();
        let (html, text) = (&names.html, &names.text);
        let has = has.join(", ");
        return Err(io::Error::other(format!(
            "there is neither a column \"{html}\" nor \"{text}\", but {has}"
        )));
    }
    for place in [html, text].into_iter().flatten() {
        let field = schema.field(place);
        if !matches!(field.data_type(), DataType::Utf8 | DataType::Binary) {
            return Err(io::Error::other(format!(
                "the column \"{}\" holds no strings but {}",
                field.name(),
                field.data_type()
            )));
        }
    }
    Ok([html, text, place(&names.url), place(&names.id)].into_iter().flatten().collect())
}

/// The bytes of a string, and whether it is known to be Unicode.
fn bytes<'a>(batch: &'a RecordBatch, name: &str, row: usize) -> Option<(&'a [u8], bool)> {
    let column = batch.column_by_name(name).filter(|column| column.is_valid(row))?;
    match column.data_type() {
        DataType::Utf8 => Some((column.as_string::<i32>().value(row).as_bytes(), true)),
        DataType::Binary => Some((column.as_binary::<i32>().value(row), false)),
        _ => None,
    }
}

/// A string or a whole number as JSON; nothing for what is neither.
fn id(batch: &RecordBatch, name: &str, row: usize) -> Option<Box<RawValue>> {
    if let Some((id, _)) = bytes(batch, name, row) {
        return json_string(&String::from_utf8_lossy(id));
    }
    let column = batch.column_by_name(name).filter(|column| column.is_valid(row))?;
    match column.data_type() {
        DataType::Int8 => to_raw_value(&column.as_primitive::<Int8Type>().value(row)),
        DataType::Int16 => to_raw_value(&column.as_primitive::<Int16Type>().value(row)),
        DataType::Int32 => to_raw_value(&column.as_primitive::<Int32Type>().value(row)),
        DataType::Int64 => to_raw_value(&column.as_primitive::<Int64Type>().value(row)),
        DataType::UInt8 => to_raw_value(&column.as_primitive::<UInt8Type>().value(row)),
        DataType::UInt16 => to_raw_value(&column.as_primitive::<UInt16Type>().value(row)),
        DataType::UInt32 => to_raw_value(&column.as_primitive::<UInt32Type>().value(row)),
        DataType::UInt64 => to_raw_value(&column.as_primitive::<UInt64Type>().value(row)),
        _ => return None,
    }
    .ok()
}
