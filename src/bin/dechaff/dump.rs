//! `dechaff dump`: one JSON record a line in, one a line out, in order.

mod lines;
mod record;

use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::ExitCode;

use rayon::ThreadPoolBuilder;
use rayon::prelude::*;

use crate::args::DumpArgs;
use lines::Lines;

const READ_BUFFER_BYTES: usize = 1 << 20;

pub(crate) fn run(args: &DumpArgs) -> io::Result<ExitCode> {
    let mut lines = Lines::new(open(args.file.as_deref())?);
    let pool = ThreadPoolBuilder::new().num_threads(args.threads).build().map_err(io::Error::other)?;
    let mut out = BufWriter::new(io::stdout().lock());
    loop {
        // What was read before a failing read is still cleaned and written.
        let (batch, failure) = lines.next_batch();
        if batch.is_empty() && failure.is_none() {
            break;
        }
        // `with_max_len`: pages differ in size by orders of magnitude, so threads take them one by one.
        let records: Vec<String> = pool.install(|| {
            batch.par_iter().with_max_len(1).map(|line| record::clean_line(line, args)).collect()
        });
        for record in &records {
            out.write_all(record.as_bytes())?;
            out.write_all(b"\n")?;
        }
        out.flush()?;
        if let Some(error) = failure {
            return Err(error);
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn open(file: Option<&Path>) -> io::Result<Box<dyn BufRead>> {
    match file {
        Some(path) if path != Path::new("-") => {
            let file = File::open(path)
                .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))?;
            Ok(Box::new(BufReader::with_capacity(READ_BUFFER_BYTES, file)))
        }
        _ => Ok(Box::new(BufReader::with_capacity(READ_BUFFER_BYTES, io::stdin()))),
    }
}
