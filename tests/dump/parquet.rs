//! Parquet in and out.

use std::fs::{self, File};
use std::path::Path;
use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::{Array, ArrayRef, BinaryArray, Int64Array, LargeStringArray, RecordBatch, StringArray};
use parquet::arrow::ArrowWriter;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use crate::support::*;

fn write(file: &Path, columns: Vec<(&str, ArrayRef)>) {
    let batch =
        RecordBatch::try_from_iter_with_nullable(columns.into_iter().map(|(n, c)| (n, c, true))).unwrap();
    let mut writer = ArrowWriter::try_new(File::create(file).unwrap(), batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
}

fn read(file: &Path) -> Vec<RecordBatch> {
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(file).unwrap()).unwrap();
    builder.build().unwrap().map(Result::unwrap).collect()
}

#[test]
fn rows_are_pages() {
    let folder = folder("parquet_in");
    let numbers = 0..20;
    let file = folder.join("pages.dat");
    write(
        &file,
        vec![
            (
                "id",
                Arc::new(StringArray::from_iter_values(numbers.clone().map(|n| format!("<urn:page:{n}>")))),
            ),
            ("url", Arc::new(StringArray::from_iter_values(numbers.clone().map(url)))),
            ("other", Arc::new(Int64Array::from_iter_values(0..20))),
            ("html", Arc::new(LargeStringArray::from_iter_values(numbers.clone().map(page)))),
        ],
    );
    let output = dump(&[path(&file)]);
    assert!(output.status.success(), "{}", stderr(&output));
    let expected = dump_input(&[], &jsonl(numbers));
    assert_eq!(json_lines(&output.stdout), json_lines(&expected.stdout));
    // It is read from its end.
    let output = dump_input(&[], &fs::read(&file).unwrap());
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("give it as a file"));
    let cut = folder.join("cut.parquet");
    fs::write(&cut, &fs::read(&file).unwrap()[..2000]).unwrap();
    let output = dump(&[path(&cut), path(&file)]);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(json_lines(&output.stdout).len(), 21);
    assert!(stderr(&output).contains("cut.parquet: "));
}

#[test]
fn columns_have_other_names_types_and_gaps() {
    let folder = folder("parquet_columns");
    let file = folder.join("pages.parquet");
    let text = "It rained all day, and the people of the town stayed at home until it was over.";
    let latin =
        encoding_rs::WINDOWS_1252.encode("<p>Über Käse läßt sich viel erzählen, sagte die Müllerin.</p>").0;
    write(
        &file,
        vec![
            ("key", Arc::new(Int64Array::from(vec![Some(7), None, Some(9)]))),
            ("body", Arc::new(BinaryArray::from_opt_vec(vec![Some(&*latin), None, None]))),
            ("plain", Arc::new(StringArray::from(vec![None, Some(text), None]))),
        ],
    );
    let names = ["--id-field", "key", "--html-field", "body", "--text-field", "plain"];
    let records = json_lines(&dump(&[&names[..], &[path(&file)]].concat()).stdout);
    assert_eq!((&records[0]["id"], &records[1]["id"]), (&7.into(), &serde_json::Value::Null));
    assert!(records[0]["text"].as_str().unwrap().starts_with("Über Käse läßt"));
    assert_eq!(records[1]["text"], text);
    assert_eq!(records[2]["error"], "row 3: \"body\" and \"plain\" are null");
    let output = dump(&[path(&file)]);
    assert_eq!(output.status.code(), Some(1));
    assert!(stderr(&output).contains("neither a column \"html\" nor \"text\", but key, body, plain"));
}

#[test]
fn a_table_has_what_the_lines_have() {
    let to = folder("parquet_out").join("clean.parquet");
    let input = [jsonl(0..10), b"no json\n".to_vec()].concat();
    let output = dump_input(&["--to", path(&to), "--removed"], &input);
    assert!(output.status.success(), "{}", stderr(&output));
    let lines = json_lines(&dump_input(&["--removed"], &input).stdout);
    let builder = ParquetRecordBatchReaderBuilder::try_new(File::open(&to).unwrap()).unwrap();
    let facts = builder.metadata().file_metadata().key_value_metadata().unwrap().clone();
    assert!(facts.iter().any(|fact| fact.key == "dechaff.schema" && fact.value.as_deref() == Some("1")));
    let batches = read(&to);
    assert_eq!(batches.len(), 1);
    let batch = &batches[0];
    assert_eq!(batch.num_rows(), 11);
    let names: Vec<_> = batch.schema().fields().iter().map(|field| field.name().clone()).collect();
    assert_eq!(names[..2], ["id", "url"]);
    assert_eq!(names[names.len() - 5..], ["file", "record", "byte", "removed", "error"]);
    let string = |name: &str, row: usize| {
        let column = batch.column_by_name(name).unwrap().as_string::<i32>().clone();
        column.is_valid(row).then(|| column.value(row).to_owned())
    };
    for (row, line) in lines.iter().enumerate() {
        for name in ["id", "url", "kind", "title", "text", "language", "error"] {
            assert_eq!(string(name, row).as_deref(), line[name].as_str(), "{name} of {row}");
        }
        let removed = batch.column_by_name("removed").unwrap().as_list::<i32>();
        let blocks = line["removed"].as_array().map(Vec::len);
        assert_eq!(removed.is_valid(row).then(|| removed.value(row).len()), blocks);
    }
}

#[test]
fn parts_hold_all_rows() {
    let folder = folder("parquet_parts");
    let to = folder.join("clean");
    let output = dump_input(
        &["-o", "parquet", "--to", path(&to), "--part-records", "8", "--fields", "id"],
        &jsonl(0..24),
    );
    assert!(output.status.success(), "{}", stderr(&output));
    let mut files: Vec<_> = fs::read_dir(&to).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let rows = |file: &Path| read(file).iter().map(RecordBatch::num_rows).sum::<usize>();
    assert_eq!(files.iter().map(|file| rows(file)).collect::<Vec<_>>(), [8, 8, 8]);
    // What was written can be read.
    let renamed = ["--text-field", "id", "--fields", "text"];
    assert_eq!(json_lines(&dump(&[&renamed[..], &[path(&to)]].concat()).stdout).len(), 24);
}

#[test]
fn one_file_cannot_be_continued() {
    let to = folder("parquet_resume").join("clean.parquet");
    let output = dump_input(&["--to", path(&to), "--resume"], &jsonl(0..1));
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("a folder"));
}
