//! `--explain`: an account of one article for a terminal.

use std::collections::BTreeMap;
use std::fmt::Write;

use dechaff::{
    Article, Block, BlockKind, Date, Field, Found, Metadata, Reason, Section, SectionEvidence, SectionKind,
};

use crate::facts::{facts, shortened, visible};
use crate::figures::grouped;

/// Characters of a block that are shown.
const SHOWN_CHARS: usize = 160;
/// Sections of more lines are folded to the first ones and the last one.
const MAX_LINES: usize = 6;
const FIRST_LINES: usize = 3;
/// What a rule counts for beside log-odds, of which the strongest reason seldom has two.
const RULE_WEIGHT: f32 = 5.0;

/// How much is shown of long sections.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Detail {
    /// The first lines and the last one.
    Folded,
    /// Every line.
    All,
}

/// What was found, then the sections of the page with their lines, each with its score and reasons.
pub(crate) fn explain(article: &Article, detail: Detail, colour: bool) -> String {
    let mut out = Account { out: String::new(), detail, colour };
    out.page(article);
    out.metadata(article);
    for section in article.sections() {
        out.section(&section);
    }
    out.out
}

/// The account under construction.
struct Account {
    out: String,
    detail: Detail,
    colour: bool,
}

/// SGR parameters.
const GREEN: &str = "32";
const FAINT: &str = "2";
const BOLD: &str = "1";

impl Account {
    fn line(&mut self, line: &str) {
        self.out.push_str(line);
        self.out.push('\n');
    }

    fn painted(&self, text: &str, code: &str) -> String {
        if self.colour { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }

    fn page(&mut self, article: &Article) {
        let (kept, all) = (article.body().count(), article.blocks().len());
        let chance = article.page_kind_chance().map_or(String::new(), |chance| format!(" {chance:.2}"));
        let kind = article.page_kind().name().to_owned() + &chance;
        let confidence = article.confidence();
        let sections = article.sections().count();
        self.line(&format!(
            "page: {kind}, confidence {confidence:.2}; {kept} of {all} lines kept, in {sections} sections"
        ));
        if !article.flags().is_empty() {
            let flags: Vec<&str> = article.flags().iter().map(|flag| flag.name()).collect();
            self.line(&format!("flags: {}", flags.join(", ")));
        }
    }

    fn metadata(&mut self, article: &Article) {
        for field in Metadata::FIELDS {
            let Some(label) = field.label() else { continue };
            match field.of(article.metadata()) {
                Found::Text(text) => self.texts(label, text),
                Found::Texts(texts) => self.texts(label, texts),
                Found::Date(Some(date)) => self.date(label, date),
                _ => {}
            }
        }
    }

    fn texts<'a>(&mut self, label: &str, fields: impl IntoIterator<Item = &'a Field<String>>) {
        for field in fields {
            self.fact(label, field.value(), field.provenance().name());
        }
    }

    fn date(&mut self, label: &str, field: &Field<Date>) {
        let raw = format!("{}, from \"{}\"", field.provenance().name(), visible(field.value().raw()));
        self.fact(label, &field.value().iso8601(), &raw);
    }

    fn fact(&mut self, name: &str, value: &str, origin: &str) {
        let value = self.painted(&visible(value), BOLD);
        let origin = self.painted(&format!("({origin})"), FAINT);
        self.line(&format!("{name}: {value} {origin}"));
    }

    /// What the section is and what tells it, then its lines.
    fn section(&mut self, section: &Section<'_>) {
        let is_body = section.kind() == SectionKind::Body;
        let mark = if is_body { '+' } else { '-' };
        let line = format!("{mark} {}: {}", section.kind().name(), facts(section).join(", "));
        let line = self.painted(&line, if is_body { GREEN } else { BOLD });
        self.out.push('\n');
        self.line(&line);
        let blocks: Vec<Block<'_>> = section.blocks().collect();
        if self.detail == Detail::Folded {
            let because = if blocks.len() > 1 { "    mostly because" } else { "    because" };
            self.because(because, &weightiest(section));
        }
        let (first, folded, last) = match self.detail {
            Detail::Folded if blocks.len() > MAX_LINES => {
                (&blocks[..FIRST_LINES], blocks.len() - FIRST_LINES - 1, blocks.last())
            }
            _ => (&blocks[..], 0, None),
        };
        for block in first {
            self.block(section, block);
        }
        if let Some(last) = last {
            let more =
                self.painted(&format!("    \u{2026} {} more lines", grouped(folded as u64, ',')), FAINT);
            self.line(&more);
            self.block(section, last);
        }
    }

    fn block(&mut self, section: &Section<'_>, block: &Block<'_>) {
        let mut line = format!("    {:.2} ", block.score());
        let remarks = remarks(section, block);
        if !remarks.is_empty() {
            let _ = write!(line, "[{}] ", remarks.join(", "));
        }
        let line = self.painted(&line, FAINT) + &shortened(&visible(block.text()), SHOWN_CHARS);
        self.line(&line);
        if self.detail == Detail::All {
            let reasons: Vec<String> = block.reasons().map(|reason| weighed(&reason)).collect();
            self.because("         because", &reasons);
        }
    }

    fn because(&mut self, because: &str, reasons: &[String]) {
        if !reasons.is_empty() {
            let line = self.painted(&format!("{because} {}", reasons.join("; ")), FAINT);
            self.line(&line);
        }
    }
}

/// The reasons that weigh most in all lines together; none where the name of the section says it all.
fn weightiest(section: &Section<'_>) -> Vec<String> {
    const SHOWN_REASONS: usize = 3;
    if matches!(section.evidence(), SectionEvidence::Name { settles: true, .. }) {
        return Vec::new();
    }
    let mut sums: BTreeMap<String, f32> = BTreeMap::new();
    for reason in section.blocks().flat_map(|block| block.reasons()) {
        // A rule decided alone.
        let weight = if reason.weight() == 0.0 { RULE_WEIGHT } else { reason.weight().abs() };
        *sums.entry(reason.text().to_owned()).or_default() += weight;
    }
    let mut sums: Vec<(String, f32)> = sums.into_iter().collect();
    sums.sort_by(|(_, one), (_, other)| other.total_cmp(one));
    sums.into_iter().take(SHOWN_REASONS).map(|(text, _)| text).collect()
}

/// What is to be said of a line: what it is where it is no paragraph, and its label where that is not the section's.
fn remarks(section: &Section<'_>, block: &Block<'_>) -> Vec<String> {
    let own = Some(block.kind()).filter(|kind| *kind != BlockKind::Paragraph).map(kind);
    let label = block.label().name();
    let is_told = label == section.kind().name() || section.kind() == SectionKind::Body && label == "content";
    let sheets = Some(block.input_ranges().count()).filter(|count| *count > 1);
    let sheets = sheets.map(|count| format!("on {count} sheets"));
    own.into_iter().chain((!is_told).then(|| label.to_owned())).chain(sheets).collect()
}

fn kind(kind: BlockKind) -> String {
    match kind {
        BlockKind::Heading { level } => format!("heading {level}"),
        kind => kind.name().replace('_', " "),
    }
}

fn weighed(reason: &Reason) -> String {
    if reason.weight() == 0.0 {
        return reason.text().to_owned();
    }
    format!("{} ({:+.1})", reason.text(), reason.weight())
}
