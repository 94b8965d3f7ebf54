//! Rows → the columns of a table, with their types.

use std::sync::Arc;

use arrow_array::ArrayRef;
use arrow_array::builder::{
    ArrayBuilder, Float64Builder, Int64Builder, ListBuilder, StringBuilder, StructBuilder,
};
use arrow_schema::{DataType, Field as Column, Fields};
use dechaff::record::{self, RemovedBlock, ValueKind};

use crate::dump::clean::{FailedRow, Written};
use crate::dump::field::{Field, NULL, Value};

/// The columns of these fields and, last, `error`. A record that cannot be cleaned has that and what is known
/// of it; all else is null.
pub(crate) fn schema_fields(fields: &[Field]) -> Vec<Column> {
    let named = fields.iter().map(|field| Column::new(field.name(), data_type(field.kind()), true));
    named.chain([Column::new("error", DataType::Utf8, true)]).collect()
}

/// `None` is a count.
fn data_type(kind: Option<ValueKind>) -> DataType {
    match kind {
        // Signed, because not all readers know others.
        None | Some(ValueKind::Count) => DataType::Int64,
        Some(ValueKind::Number) => DataType::Float64,
        Some(ValueKind::List) => DataType::List(Arc::new(Column::new("item", DataType::Utf8, true))),
        Some(ValueKind::Blocks) => {
            DataType::List(Arc::new(Column::new("item", DataType::Struct(block_fields()), true)))
        }
        Some(_) => DataType::Utf8,
    }
}

fn block_fields() -> Fields {
    Fields::from(["kind", "text"].map(|name| Column::new(name, DataType::Utf8, true)).to_vec())
}

/// Columns under construction.
pub(crate) struct Columns {
    fields: Vec<Field>,
    builders: Vec<Builder>,
    errors: StringBuilder,
    bytes: usize,
}

enum Builder {
    Text(StringBuilder),
    Number(Float64Builder),
    Count(Int64Builder),
    List(ListBuilder<StringBuilder>),
    Blocks(ListBuilder<StructBuilder>),
}

impl Columns {
    pub(crate) fn new(fields: Vec<Field>) -> Self {
        let builders = fields.iter().map(|field| Builder::new(field.kind())).collect();
        Columns { fields, builders, errors: StringBuilder::new(), bytes: 0 }
    }

    pub(crate) fn rows(&self) -> usize {
        self.errors.len()
    }

    pub(crate) fn bytes(&self) -> usize {
        self.bytes
    }

    pub(crate) fn push(&mut self, written: Written) {
        self.bytes += written.len();
        match written {
            Written::Row(values) => {
                for (builder, value) in self.builders.iter_mut().zip(values) {
                    builder.push(value);
                }
                self.errors.append_null();
            }
            Written::FailedRow(row) => {
                for (builder, field) in self.builders.iter_mut().zip(&self.fields) {
                    builder.push(known(&row, *field));
                }
                self.errors.append_value(row.error);
            }
            // Lines go to other outputs.
            Written::Line(_) | Written::File { .. } | Written::Seen(_) => {}
        }
    }

    pub(crate) fn take(&mut self) -> Vec<ArrayRef> {
        self.bytes = 0;
        let columns = self.builders.iter_mut().map(Builder::finish);
        let mut columns: Vec<ArrayRef> = columns.collect();
        columns.push(Arc::new(self.errors.finish()));
        columns
    }
}

/// What is known of a record that cannot be cleaned.
fn known(row: &FailedRow, field: Field) -> Value {
    match field {
        Field::Id => row.id.clone().map_or(NULL, Value::Json),
        Field::Url => row.url.as_deref().map_or(NULL, Value::text),
        Field::File => Value::text(&row.place.file),
        Field::Record => Value::Count(row.place.number),
        Field::Byte => row.place.byte.map_or(NULL, Value::Count),
        Field::Article(_) => NULL,
    }
}

impl Builder {
    /// `None` is a count.
    fn new(kind: Option<ValueKind>) -> Self {
        match kind {
            None | Some(ValueKind::Count) => Builder::Count(Int64Builder::new()),
            Some(ValueKind::Number) => Builder::Number(Float64Builder::new()),
            Some(ValueKind::List) => Builder::List(ListBuilder::new(StringBuilder::new())),
            Some(ValueKind::Blocks) => {
                Builder::Blocks(ListBuilder::new(StructBuilder::from_fields(block_fields(), 0)))
            }
            Some(_) => Builder::Text(StringBuilder::new()),
        }
    }

    fn push(&mut self, value: Value) {
        match (self, value) {
            (builder, Value::Article(value)) => builder.push_article(value),
            (Builder::Text(builder), Value::Json(json)) => builder.append_option(plain(json.get())),
            (Builder::Count(builder), Value::Count(count)) => builder.append_value(count.cast_signed()),
            (builder, _) => builder.push_article(record::Value::Null),
        }
    }

    /// A value of another kind than the column's is null.
    fn push_article(&mut self, value: record::Value) {
        use record::Value;
        match (self, value) {
            (Builder::Text(builder), Value::Text(text) | Value::Json(text)) => builder.append_value(text),
            (Builder::Text(builder), _) => builder.append_null(),
            (Builder::Number(builder), Value::Number(number)) => builder.append_value(number),
            (Builder::Number(builder), _) => builder.append_null(),
            (Builder::Count(builder), Value::Count(count)) => builder.append_value(count.cast_signed()),
            (Builder::Count(builder), _) => builder.append_null(),
            (Builder::List(builder), Value::List(list)) => builder.append_value(list.into_iter().map(Some)),
            (Builder::List(builder), _) => builder.append_null(),
            (Builder::Blocks(builder), Value::Blocks(blocks)) => push_blocks(builder, blocks),
            (Builder::Blocks(builder), _) => builder.append_null(),
        }
    }

    fn finish(&mut self) -> ArrayRef {
        match self {
            Builder::Text(builder) => Arc::new(builder.finish()),
            Builder::Number(builder) => Arc::new(builder.finish()),
            Builder::Count(builder) => Arc::new(builder.finish()),
            Builder::List(builder) => Arc::new(builder.finish()),
            Builder::Blocks(builder) => Arc::new(builder.finish()),
        }
    }
}

fn push_blocks(builder: &mut ListBuilder<StructBuilder>, blocks: Vec<RemovedBlock>) {
    for block in blocks {
        let values = builder.values();
        for (at, text) in [block.kind(), block.text()].into_iter().enumerate() {
            if let Some(column) = values.field_builder::<StringBuilder>(at) {
                column.append_value(text);
            }
        }
        values.append(true);
    }
    builder.append(true);
}

/// A JSON string as what it says, null as nothing, anything else as JSON.
fn plain(json: &str) -> Option<String> {
    match json {
        "null" => None,
        _ => Some(serde_json::from_str::<String>(json).unwrap_or_else(|_| json.to_owned())),
    }
}
