//! Golden pages: each folder of `tests/pages` is one page with the answer a reader would give.
//!
//! Two tests a case: `sound::NAME` checks that the answer can be read off the page,
//! `page::NAME` that dechaff gives it, but for the gaps that the case's `known.txt` lists.
//! `DECHAFF_KNOWN=write` writes those lists anew. `tests/pages/README.md` says how to add a case.

#[path = "golden/case.rs"]
mod case;
#[path = "golden/diff.rs"]
mod diff;
#[path = "golden/expect.rs"]
mod expect;
#[path = "golden/found.rs"]
mod found;
#[path = "golden/known.rs"]
mod known;
#[path = "golden/sound.rs"]
mod sound;

use std::process::ExitCode;

use libtest_mimic::{Arguments, Failed, Trial};

use case::Case;
use known::Gap;

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let folders = match case::folders() {
        Ok(folders) => folders,
        Err(problem) => {
            eprintln!("{problem}");
            return ExitCode::FAILURE;
        }
    };
    let trials = folders.into_iter().flat_map(|(name, folder)| {
        let again = folder.clone();
        [
            Trial::test(format!("sound::{name}"), move || run(&folder, sound::problems)),
            Trial::test(format!("page::{name}"), move || run(&again, answer_problems)),
        ]
    });
    libtest_mimic::run(&arguments, trials.collect()).exit_code()
}

fn run(folder: &std::path::Path, problems: fn(&Case) -> Vec<String>) -> Result<(), Failed> {
    let case = Case::load(folder)?;
    let problems = problems(&case);
    if problems.is_empty() { Ok(()) } else { Err(problems.join("\n").into()) }
}

/// Where dechaff's answer is not as wrong as `known.txt` says: more, or less.
fn answer_problems(case: &Case) -> Vec<String> {
    let gaps = gaps(case);
    match std::env::var("DECHAFF_KNOWN").as_deref() {
        Ok("write") => known::write(&case.folder, &gaps).err().into_iter().collect(),
        _ => known::problems(&case.known, &gaps),
    }
}

/// What dechaff's answer has wrong.
fn gaps(case: &Case) -> Vec<Gap> {
    let article = match found::clean(&case.page, case.url.as_deref()) {
        Ok(article) => article,
        Err(error) => return vec![Gap::new(format!("refused: {error}"), String::new())],
    };
    let mut gaps = expect::gaps(&case.json, &article, case.is_html);
    if let Some(body) = &case.body {
        gaps.extend(diff::gaps(body, &article, case.is_html));
    }
    if let Some(markdown) = &case.markdown {
        gaps.extend(diff::markdown_gaps(markdown, &article));
    }
    gaps
}
