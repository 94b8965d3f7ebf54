//! `--explain`: an account of one article for a terminal.

use std::fmt::Write;

use dechaff::{Article, Block, BlockKind, Date, Field, Found, Label, Metadata, Reason};

/// Characters of a block that are shown.
const SHOWN_CHARS: usize = 160;

/// What was found, then every block with a mark, its label, score and reasons.
pub(crate) fn explain(article: &Article, colour: bool) -> String {
    let mut out = Account { out: String::new(), colour };
    out.page(article);
    out.metadata(article);
    out.line("");
    for block in article.blocks() {
        out.block(&block);
    }
    out.out
}

/// The account under construction.
struct Account {
    out: String,
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
        let kind = article.page_kind().name();
        let confidence = article.confidence();
        self.line(&format!("page: {kind}, confidence {confidence:.2}; {kept} of {all} blocks kept"));
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

    fn block(&mut self, block: &Block<'_>) {
        let label = block.label();
        let mark = if label.is_body() { "+ kept   " } else { "- removed" };
        let mut line = format!("{mark} {:.2} {}", block.score(), kind(block.kind()));
        if label != Label::Content {
            let _ = write!(line, ", {}", label.name());
        }
        let code = if label.is_body() { GREEN } else { FAINT };
        let line = self.painted(&line, code);
        self.line(&line);
        self.line(&format!("    {}", shortened(&visible(block.text()))));
        let reasons: Vec<String> = block.reasons().map(|reason| weighed(&reason)).collect();
        if !reasons.is_empty() {
            let because = self.painted(&format!("    because {}", reasons.join("; ")), FAINT);
            self.line(&because);
        }
    }
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

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN_CHARS) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// On one line, and without control characters, which a terminal could take for commands.
fn visible(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").chars().map(|c| if c.is_control() { '\u{fffd}' } else { c }).collect()
}
