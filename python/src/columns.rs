//! Rows → arrays, with the types of the command's Parquet files.

use std::sync::Arc;

use arrow_array::builder::{Float64Builder, Int64Builder, ListBuilder, StringBuilder, StructBuilder};
use arrow_array::{ArrayRef, StructArray};
use arrow_buffer::NullBuffer;
use arrow_schema::{ArrowError, DataType, Field as Column, FieldRef, Fields};
use dechaff::record::{Field, RemovedBlock, Value, ValueKind};

/// Bytes of a chunk, all columns together: offsets have 31 bits.
const MAX_CHUNK_BYTES: usize = 1 << 30;

/// What became of a page.
#[derive(Debug)]
pub(crate) enum Row {
    Null,
    Values(Vec<Value>),
    Error(String),
}

impl Row {
    fn len(&self) -> usize {
        match self {
            Row::Null => 0,
            Row::Values(values) => values.iter().map(Value::size_bytes).sum(),
            Row::Error(error) => error.len(),
        }
    }
}

/// The column of structs.
pub(crate) fn struct_field(fields: &[Field]) -> FieldRef {
    Arc::new(Column::new("article", DataType::Struct(columns(fields)), true))
}

/// These fields and, last, `error`.
fn columns(fields: &[Field]) -> Fields {
    let named = fields.iter().map(|field| Column::new(field.name(), data_type(field.kind()), true));
    named.chain([Column::new("error", DataType::Utf8, true)]).collect()
}

fn data_type(kind: ValueKind) -> DataType {
    match kind {
        ValueKind::Number => DataType::Float64,
        ValueKind::Count => DataType::Int64,
        ValueKind::List => DataType::List(Arc::new(Column::new("item", DataType::Utf8, true))),
        ValueKind::Blocks => {
            DataType::List(Arc::new(Column::new("item", DataType::Struct(block_columns()), true)))
        }
        _ => DataType::Utf8,
    }
}

fn block_columns() -> Fields {
    Fields::from(["kind", "text"].map(|name| Column::new(name, DataType::Utf8, true)).to_vec())
}

/// A column of structs under construction.
pub(crate) struct Builder {
    fields: Vec<Field>,
    columns: Vec<ColumnBuilder>,
    errors: StringBuilder,
    valid: Vec<bool>,
    bytes: usize,
    /// Chunks that are full.
    chunks: Vec<ArrayRef>,
}

enum ColumnBuilder {
    Text(StringBuilder),
    Number(Float64Builder),
    Count(Int64Builder),
    List(ListBuilder<StringBuilder>),
    Blocks(ListBuilder<StructBuilder>),
}

impl Builder {
    pub(crate) fn new(fields: Vec<Field>) -> Self {
        let columns = fields.iter().map(|field| ColumnBuilder::new(field.kind())).collect();
        let errors = StringBuilder::new();
        Builder { fields, columns, errors, valid: Vec::new(), bytes: 0, chunks: Vec::new() }
    }

    pub(crate) fn fields(&self) -> &[Field] {
        &self.fields
    }

    pub(crate) fn extend(&mut self, rows: Vec<Row>) -> Result<(), ArrowError> {
        for row in rows {
            let bytes = row.len();
            if self.bytes > 0 && self.bytes + bytes > MAX_CHUNK_BYTES {
                self.end_chunk()?;
            }
            self.bytes += bytes;
            self.push(row);
        }
        Ok(())
    }

    /// What there is since the last time: one chunk, unless that would be too large.
    pub(crate) fn finish(&mut self) -> Result<Vec<ArrayRef>, ArrowError> {
        self.end_chunk()?;
        Ok(std::mem::take(&mut self.chunks))
    }

    fn push(&mut self, row: Row) {
        self.valid.push(!matches!(row, Row::Null));
        match row {
            Row::Values(values) => {
                for (column, value) in self.columns.iter_mut().zip(values) {
                    column.push(value);
                }
                self.errors.append_null();
            }
            Row::Null | Row::Error(_) => {
                for column in &mut self.columns {
                    column.push(Value::Null);
                }
                let error = if let Row::Error(error) = row { Some(error) } else { None };
                self.errors.append_option(error);
            }
        }
    }

    fn end_chunk(&mut self) -> Result<(), ArrowError> {
        let mut arrays: Vec<ArrayRef> = self.columns.iter_mut().map(ColumnBuilder::finish).collect();
        arrays.push(Arc::new(self.errors.finish()));
        let valid = std::mem::take(&mut self.valid);
        let nulls = valid.contains(&false).then(|| NullBuffer::from(valid));
        self.chunks.push(Arc::new(StructArray::try_new(columns(&self.fields), arrays, nulls)?));
        self.bytes = 0;
        Ok(())
    }
}

impl ColumnBuilder {
    fn new(kind: ValueKind) -> Self {
        match kind {
            ValueKind::Number => ColumnBuilder::Number(Float64Builder::new()),
            ValueKind::Count => ColumnBuilder::Count(Int64Builder::new()),
            ValueKind::List => ColumnBuilder::List(ListBuilder::new(StringBuilder::new())),
            ValueKind::Blocks => {
                ColumnBuilder::Blocks(ListBuilder::new(StructBuilder::from_fields(block_columns(), 0)))
            }
            _ => ColumnBuilder::Text(StringBuilder::new()),
        }
    }

    /// A value of another kind than the column's is null.
    fn push(&mut self, value: Value) {
        match (self, value) {
            (ColumnBuilder::Text(builder), Value::Text(text) | Value::Json(text)) => {
                builder.append_value(text)
            }
            (ColumnBuilder::Text(builder), _) => builder.append_null(),
            (ColumnBuilder::Number(builder), Value::Number(number)) => builder.append_value(number),
            (ColumnBuilder::Number(builder), _) => builder.append_null(),
            (ColumnBuilder::Count(builder), Value::Count(count)) => builder.append_value(count.cast_signed()),
            (ColumnBuilder::Count(builder), _) => builder.append_null(),
            (ColumnBuilder::List(builder), Value::List(list)) => {
                builder.append_value(list.into_iter().map(Some));
            }
            (ColumnBuilder::List(builder), _) => builder.append_null(),
            (ColumnBuilder::Blocks(builder), Value::Blocks(blocks)) => push_blocks(builder, blocks),
            (ColumnBuilder::Blocks(builder), _) => builder.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            ColumnBuilder::Text(builder) => Arc::new(builder.finish()),
            ColumnBuilder::Number(builder) => Arc::new(builder.finish()),
            ColumnBuilder::Count(builder) => Arc::new(builder.finish()),
            ColumnBuilder::List(builder) => Arc::new(builder.finish()),
            ColumnBuilder::Blocks(builder) => Arc::new(builder.finish()),
        }
    }
}

fn push_blocks(builder: &mut ListBuilder<StructBuilder>, blocks: Vec<RemovedBlock>) {
    for block in blocks {
        let values = builder.values();
        for (at, value) in [block.kind(), block.text()].into_iter().enumerate() {
            if let Some(column) = values.field_builder::<StringBuilder>(at) {
                column.append_value(value);
            }
        }
        values.append(true);
    }
    builder.append(true);
}
