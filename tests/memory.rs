//! The most memory that one page takes while it is cleaned, against its size.
//!
//! ```sh
//! cargo test --release --test memory
//! ```
//!
//! And what a learner of sites holds of a page, and takes to write it.
//!
//! Prints a table. Memory is what the program has asked its allocator for and not given back; while a buffer
//! moves to a larger place, both places. Debug builds take smaller inputs and no sets.

#[path = "growth/kinds.rs"]
mod kinds;
#[path = "../benches/pages/mod.rs"]
mod pages;

use std::env;
use std::path::Path;
use std::process::ExitCode;

use dechaff::{Cleaner, Input, SiteLearner};
use peak_alloc::PeakAlloc;

use kinds::Kind;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

const MIB: usize = 1 << 20;
/// What a page may take besides a multiple of its size: short pages of many lines take more for a line than a line
/// is long. On 3,200 real pages it was 2.5 MiB at most.
const CONSTANT: usize = 4 * MIB;
/// What real pages may take for each of their bytes, and others for bytes that are neither tag nor line end.
const MULTIPLE: usize = 8;
/// What a tag or a line may take besides. A line was measured with 870 bytes, most of them its features as numbers; an
/// element whose text is a block with up to 1,100.
const MARK_BYTES: usize = 1_200;
/// Kinds that take more, and how much for a tag.
const MORE: &[(&str, usize)] = &[
    // Up to 128 formatting elements are opened again in every paragraph, as the standard wants it.
    ("formatting of other classes", 10_000),
    // Each line is parted into several blocks.
    ("glued rows", 3_600),
];
const PIECES: usize = if cfg!(debug_assertions) { 500 } else { 50_000 };

type ToInput = fn(&str) -> Input<'_>;

const AS_HTML: ToInput = |page| Input::html(page);
const AS_TEXT: ToInput = |page| Input::text(page);

/// What cleaning took.
struct Taken<'a> {
    name: &'a str,
    size: usize,
    peak: usize,
    allowed: usize,
}

impl Taken<'_> {
    fn multiple(&self) -> f64 {
        self.peak as f64 / self.size as f64
    }

    fn print(&self) {
        let (peak, multiple) = (self.peak as f64 / MIB as f64, self.multiple());
        let verdict = if self.peak <= self.allowed { "" } else { "  TOO MUCH" };
        println!("{:>10} bytes  {peak:>7.2} MiB  {multiple:>7.1} times  {}{verdict}", self.size, self.name);
    }
}

fn main() -> ExitCode {
    // Tables that are read once belong to no page.
    for warm_up in [AS_HTML, AS_TEXT] {
        let _ = peak(warm_up, "<h1>Rain</h1>\n12 March 2021");
    }
    let is_fine = [
        real("tests/pages, HTML", &pages::built_in("page.html"), AS_HTML),
        real("tests/pages, text", &pages::built_in("page.txt"), AS_TEXT),
        sets(),
        made("HTML", kinds::HTML, AS_HTML),
        made("text", kinds::TEXT, AS_TEXT),
        learner(),
    ];
    if is_fine.contains(&false) { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The most bytes that were held while an input was cleaned and rendered, besides those of the input.
fn peak(to_input: ToInput, input: &str) -> usize {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let rendered = dechaff::clean(to_input(input)).map(|article| (article.text(), article.html()));
    drop(std::hint::black_box(rendered));
    ALLOCATOR.peak_usage() - before
}

/// A site of as many pages as are remembered, each with a menu and sixty lines of its own, as news pages have.
fn learner() -> bool {
    const PAGES: usize = 50;
    const OWN_LINES: usize = 60;
    const MENU_LINES: usize = 90;
    /// 45 bytes of each line of its own, ten to find it, four of each block, and room to grow by a quarter.
    const MAX_HELD: usize = 5_000;
    /// What is written goes from a vector to another that is twice as large.
    const MAX_TIMES_WRITTEN: usize = 5;
    let page = |number: usize| {
        let own =
            (0..OWN_LINES).map(|line| format!("<p>Ferry {line} of day {number} was as late as all others"));
        let menu = (0..MENU_LINES).map(|line| format!("<li>Pier {line}"));
        own.chain(menu).collect::<String>()
    };
    let mut learner = SiteLearner::new();
    let before = ALLOCATOR.current_usage();
    for number in 0..PAGES {
        let (html, url) = (page(number), format!("https://riverpost.example/{number}"));
        let seen = Input::html(&html).with_url(&url).and_then(|input| Cleaner::new().observe(input));
        seen.iter().for_each(|seen| learner.add(seen));
    }
    let held = (ALLOCATOR.current_usage() - before) / PAGES;
    ALLOCATOR.reset_peak_usage();
    let (before, written) = (ALLOCATOR.current_usage(), learner.to_bytes().len());
    let times = (ALLOCATOR.peak_usage() - before) as f64 / written as f64;
    println!("a learner: {held} bytes a page; {times:.1} times what it writes, to write {written} bytes");
    held <= MAX_HELD && times <= MAX_TIMES_WRITTEN as f64
}

fn sets() -> bool {
    let folder = env::var_os("DECHAFF_DATA").filter(|_| !cfg!(debug_assertions));
    let Some(folder) = folder else {
        println!("SKIPPED: real pages, which need DECHAFF_DATA and a release build");
        return true;
    };
    let set =
        |name: &str, field, to_input| real(name, &pages::set(Path::new(&folder), name, field), to_input);
    let html = ["fundus-dev", "wcxb-dev"].map(|name| set(name, "html", AS_HTML));
    let text = ["fundus-dev.wet", "wcxb-dev.wet"].map(|name| set(name, "text", AS_TEXT));
    !html.contains(&false) && !text.contains(&false)
}

/// The pages of a set: those that need most.
fn real(name: &str, pages: &[String], to_input: ToInput) -> bool {
    println!("{name}: {} pages, {} bytes", pages.len(), pages::bytes(pages));
    let taken = pages.iter().map(|page| Taken {
        name: "",
        size: page.len(),
        peak: peak(to_input, page),
        allowed: MULTIPLE * page.len() + CONSTANT,
    });
    let mut taken: Vec<Taken<'_>> = taken.collect();
    taken.sort_by(|a, b| a.multiple().total_cmp(&b.multiple()));
    if let Some(median) = taken.get(taken.len() / 2) {
        Taken { name: "median", ..*median }.print();
    }
    let closest = taken.iter().min_by_key(|taken| taken.allowed.saturating_sub(taken.peak));
    if let Some(closest) = closest {
        Taken { name: "closest to what is allowed", ..*closest }.print();
    }
    taken.iter().all(|taken| taken.peak <= taken.allowed)
}

/// Inputs that are meant to hurt: those that take most for a byte.
fn made(name: &str, kinds: &[Kind], to_input: ToInput) -> bool {
    println!("{name} that is meant to hurt, worst first");
    let taken = kinds.iter().map(|kind| {
        let input = (kind.generate)(PIECES);
        // Lines of a text in the page's data become lines of the body where the page shows no other, and an object there
        // takes as much as an element: its map has room for eleven fields.
        let in_data = input.matches("\\n").count() + input.matches("{\"").count();
        // A page on one line is cut into its sentences.
        let in_line = if input.contains('\n') { 0 } else { input.matches(". ").count() };
        let marks =
            input.bytes().filter(|byte| matches!(byte, b'<' | b'\n' | b'\r')).count() + in_data + in_line;
        let more = MORE.iter().find(|(name, _)| *name == kind.name).map_or(MARK_BYTES, |(_, bytes)| *bytes);
        let allowed = MULTIPLE * input.len() + more * marks + CONSTANT;
        Taken { name: kind.name, size: input.len(), peak: peak(to_input, &input), allowed }
    });
    let mut taken: Vec<Taken<'_>> = taken.collect();
    taken.sort_by(|a, b| b.multiple().total_cmp(&a.multiple()));
    for (index, taken) in taken.iter().enumerate() {
        if index < 12 || taken.peak > taken.allowed {
            taken.print();
        }
    }
    taken.iter().all(|taken| taken.peak <= taken.allowed)
}
