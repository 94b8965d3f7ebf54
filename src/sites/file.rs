//! Profiles as a text that people read and change: the few forms of TOML that it needs, a row a line.

use std::fmt;
use std::str::FromStr;

use super::profile::{Evidence, Profile, Rule, Sites};
use super::rows::{SiteRow, SiteTable};
use super::selector::Selector;
use crate::error::Error;

/// The first line of a file.
const HEADER: &str = "# dechaff sites 1";

impl fmt::Display for Sites {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEADER}")?;
        for (host, profile) in &self.profiles {
            let host = quoted(host);
            if profile.pages > 0 {
                write!(f, "\n[{host}]\npages = {}\n", profile.pages)?;
            }
            for table in SiteTable::ALL {
                write_table(f, &host, table, &profile.table(table))?;
            }
        }
        Ok(())
    }
}

fn write_table(f: &mut fmt::Formatter<'_>, host: &str, table: SiteTable, rows: &[SiteRow]) -> fmt::Result {
    if rows.is_empty() {
        return Ok(());
    }
    write!(f, "\n[{host}.{}]\n", table.name())?;
    rows.iter().try_for_each(|row| match row.evidence {
        Evidence::Learnt { pages, of } => writeln!(f, "{} = [{pages}, {of}]", quoted(&row.key)),
        Evidence::Said(is_so) => writeln!(f, "{} = {is_so}", quoted(&row.key)),
    })
}

fn quoted(text: &str) -> String {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}

impl FromStr for Sites {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.lines().next().map(str::trim_end) != Some(HEADER) {
            return Err(Error::Sites { line: 1, expected: "\"# dechaff sites 1\"" });
        }
        let mut sites = Sites::default();
        let mut table: Option<(String, Table)> = None;
        for (number, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let wrong = |expected| Error::Sites { line: number + 1, expected };
            if line.starts_with('[') {
                table = Some(header(line).ok_or_else(|| wrong(HEADS))?);
                continue;
            }
            let (host, kind) = table.as_ref().ok_or_else(|| wrong(HEADS))?;
            let profile = sites.profiles.entry(host.clone()).or_default();
            row(line, *kind, profile).map_err(wrong)?;
        }
        Ok(sites)
    }
}

const HEADS: &str = "[\"host\"], or [\"host\".body], .remove, .open, .title, .date, .authors or .lines";

/// The table of rows after a header; `None` is the site itself.
type Table = Option<SiteTable>;

/// `["example.org".body]`: the host and the table.
fn header(line: &str) -> Option<(String, Table)> {
    let inside = line.strip_prefix('[')?.trim_start();
    let (host, rest) = if inside.starts_with(['"', '\'']) {
        string(inside)?
    } else {
        let end = inside.find(['.', ']', ' '])?;
        (inside[..end].to_owned(), &inside[end..])
    };
    let (name, rest) = rest.trim_start().split_once(']')?;
    let table = match name.trim() {
        "" => None,
        name => {
            let name = name.strip_prefix('.')?.trim();
            Some(SiteTable::ALL.into_iter().find(|table| table.name() == name)?)
        }
    };
    is_end(rest).then_some((host.to_lowercase(), table))
}

/// Reads a row into the profile; the error says what is expected.
fn row(line: &str, table: Table, profile: &mut Profile) -> Result<(), &'static str> {
    let Some(table) = table else {
        let pages = line.strip_prefix("pages").and_then(|rest| rest.trim_start().strip_prefix('='));
        let pages = pages.and_then(|rest| rest.split('#').next()?.trim().parse().ok());
        profile.pages = pages.ok_or("pages = NUMBER")?;
        return Ok(());
    };
    const ROWS: &str = "\"selector or line\" = true, false or [pages, of]";
    let (key, rest) = string(line).ok_or(ROWS)?;
    let value = rest.trim_start().strip_prefix('=').ok_or(ROWS)?;
    let evidence = evidence(value.trim_start()).ok_or(ROWS)?;
    let rules = match table {
        SiteTable::Lines => {
            profile.lines.insert(super::host::line_start(&key), evidence);
            return Ok(());
        }
        SiteTable::Body => &mut profile.body,
        SiteTable::Remove => &mut profile.remove,
        SiteTable::Open => &mut profile.open,
        SiteTable::Title => &mut profile.title,
        SiteTable::Date => &mut profile.date,
        SiteTable::Authors => &mut profile.authors,
    };
    let selector = Selector::parse(&key).ok_or("a selector of elements, .classes, #ids, spaces and >")?;
    rules.push(Rule { selector, evidence });
    Ok(())
}

fn evidence(value: &str) -> Option<Evidence> {
    if let Some(rest) = value.strip_prefix("true") {
        return is_end(rest).then_some(Evidence::Said(true));
    }
    if let Some(rest) = value.strip_prefix("false") {
        return is_end(rest).then_some(Evidence::Said(false));
    }
    let (numbers, rest) = value.strip_prefix('[')?.split_once(']')?;
    let (pages, of) = numbers.split_once(',')?;
    let (pages, of) = (pages.trim().parse().ok()?, of.trim().parse().ok()?);
    is_end(rest).then_some(Evidence::Learnt { pages, of })
}

/// Whether nothing follows but a comment.
fn is_end(rest: &str) -> bool {
    let rest = rest.trim_start();
    rest.is_empty() || rest.starts_with('#')
}

/// A string in quotes, and what follows.
fn string(text: &str) -> Option<(String, &str)> {
    if let Some(literal) = text.strip_prefix('\'') {
        let (value, rest) = literal.split_once('\'')?;
        return Some((value.to_owned(), rest));
    }
    let mut value = String::new();
    let mut chars = text.strip_prefix('"')?.chars();
    loop {
        match chars.next()? {
            '"' => return Some((value, chars.as_str())),
            '\\' => match chars.next()? {
                'n' => value.push('\n'),
                't' => value.push('\t'),
                'u' => {
                    let digits = chars.as_str().get(..4)?;
                    value.push(char::from_u32(u32::from_str_radix(digits, 16).ok()?)?);
                    chars = chars.as_str().get(4..)?.chars();
                }
                c @ ('"' | '\\') => value.push(c),
                _ => return None,
            },
            c => value.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FILE: &str = "# dechaff sites 1\n\n[\"example.org\"]\npages = 50\n\n[\"example.org\".body]\n\
        \"#story > p\" = [48, 50]\n\n[\"example.org\".remove]\n\".weather\" = true\n\"aside .x\" = [9, 50]\n\n\
        [\"example.org\".open]\n\".y\" = false\n\n[\"example.org\".lines]\n\"Say \\\"rain\\\" \\\\ #1\" = [7, 50]\n";

    #[test]
    fn what_is_written_is_read() {
        let sites: Sites = FILE.parse().unwrap();
        assert_eq!(sites.to_string(), FILE);
        let profile = &sites.profiles["example.org"];
        assert_eq!((profile.pages, profile.remove.len()), (50, 2));
        assert_eq!(profile.lines["Say \"rain\" \\ #1"], Evidence::Learnt { pages: 7, of: 50 });
    }

    #[test]
    fn people_may_write_it_otherwise() {
        let text =
            "# dechaff sites 1\r\n[ 'Example.org' . remove ] # ads\r\n'.a>p'=true # all\r\n\r\n# no more\r\n";
        let sites: Sites = text.parse().unwrap();
        assert_eq!(sites.profiles["example.org"].remove[0].selector.to_string(), ".a > p");
    }

    #[test]
    fn the_line_that_is_wrong_is_named() {
        let line = |text: &str| match format!("# dechaff sites 1\n{text}").parse::<Sites>() {
            Err(Error::Sites { line, .. }) => line,
            other => panic!("{other:?}"),
        };
        assert!(matches!("".parse::<Sites>(), Err(Error::Sites { line: 1, .. })));
        assert_eq!(line("\".a\" = true"), 2);
        for wrong in
            ["\"a[b]\" = true", ".a = true", "\".a\" = 1", "\".a\" = [1]", "\".a\" = true x", "\".a = true"]
        {
            assert_eq!(line(&format!("[\"a.org\".body]\n{wrong}")), 3, "{wrong}");
        }
        assert_eq!(line("[\"a.org\".bodies]"), 2);
        assert_eq!(line("[\"a.org\"]\npages = x"), 3);
    }
}
