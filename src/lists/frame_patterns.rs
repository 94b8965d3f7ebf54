//! The rows of `frames.tsv` as they are read: patterns of words and slots.
//!
//! Optional words and alternatives become choices between steps, so that a frame is a list of steps, each of which names the
//! one after it.

use super::frame_letters::{letter_bit, start_bits};
use crate::labels::Boilerplate;

/// What of a block a frame has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// All of it.
    Whole,
    /// How it begins.
    Start,
    /// One of its sentences.
    Sentence,
}

/// A place in a frame.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Part {
    Word(&'static str),
    /// A colon, a bar, a dash or an arrow.
    Colon,
    /// An outlet, a person, a place: a few words with a capital.
    Name,
    /// One or more social networks.
    Network,
    Number,
    Date,
    Domain,
    /// A few words of any kind.
    Words,
    /// The rest of the line, if it reads as a headline.
    Headline,
    /// The rest, whatever it is.
    Rest,
}

/// A step of a frame, and the step after it by its place in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    Part(Part, usize),
    /// Any of these.
    Choice(Vec<usize>),
    End,
}

/// A row of the table.
#[derive(Debug)]
pub(crate) struct Frame {
    pub(crate) kind: Boilerplate,
    pub(crate) extent: Extent,
    /// Whether the block goes wherever it is and whatever its score.
    pub(crate) is_certain: bool,
    /// The steps, each after those that follow it.
    pub(crate) steps: Vec<Step>,
}

impl Frame {
    /// The step that a frame begins with.
    pub(crate) fn first(&self) -> usize {
        self.steps.len().saturating_sub(1)
    }

    /// Calls with every part that can come at a step: with its step, the part and the step after it. The depth is that of
    /// our own frames.
    pub(super) fn each_part(&self, step: usize, on_part: &mut impl FnMut(usize, Part, usize)) {
        match self.steps.get(step) {
            Some(Step::Part(part, next)) => on_part(step, *part, *next),
            Some(Step::Choice(steps)) => steps.iter().rev().for_each(|step| self.each_part(*step, on_part)),
            Some(Step::End) | None => {}
        }
    }

    /// By step: the letters that can come there and the beginnings of words, all if it is not a word; and the words, by
    /// [`start_bits`], of which one has to come there or later, all if none has to: the rarest, and the last.
    pub(super) fn required(&self) -> Vec<Required> {
        let mut required: Vec<Required> = Vec::with_capacity(self.steps.len());
        for step in &self.steps {
            let of = |step: usize| required.get(step).copied().unwrap_or(Required::ANY);
            required.push(match step {
                Step::Part(Part::Word(word), next) => Required {
                    letters: word.chars().next().map_or(u64::MAX, letter_bit),
                    here: start_bits(word),
                    starts: rarer(start_bits(word), of(*next).starts),
                    last: if of(*next).last == u128::MAX { start_bits(word) } else { of(*next).last },
                },
                // A number may end within a word.
                Step::Part(Part::Headline | Part::Rest | Part::Number, _) | Step::End => Required::ANY,
                Step::Part(_, next) => Required { letters: u64::MAX, here: u128::MAX, ..of(*next) },
                Step::Choice(steps) => {
                    let letters =
                        |step: usize| if self.is_choice(step) { u64::MAX } else { of(step).letters };
                    let none = Required { letters: 0, here: 0, starts: 0, last: 0 };
                    steps.iter().fold(none, |all, step| Required {
                        letters: all.letters | letters(*step),
                        here: all.here | of(*step).here,
                        starts: all.starts | of(*step).starts,
                        last: all.last | of(*step).last,
                    })
                }
            });
        }
        required
    }

    fn is_choice(&self, step: usize) -> bool {
        matches!(self.steps.get(step), Some(Step::Choice(_)))
    }
}

/// What a text has to have where a step of a frame is tried.
#[derive(Debug, Clone, Copy)]
pub(super) struct Required {
    /// By [`letter_bit`].
    pub(super) letters: u64,
    /// How the word here begins, by `word_starts`.
    pub(super) here: u128,
    /// Words of which one is here or later, by `word_starts`: the rarest.
    pub(super) starts: u128,
    /// The same of those that come last.
    pub(super) last: u128,
}

impl Required {
    pub(super) const ANY: Required =
        Required { letters: u64::MAX, here: u128::MAX, starts: u128::MAX, last: u128::MAX };
}

/// The one of two sets that is less likely to be met.
fn rarer(one: u128, other: u128) -> u128 {
    if one.count_ones() <= other.count_ones() { one } else { other }
}

/// The frame of a row, or nothing if it is not well formed.
pub(super) fn frame(row: &[&'static str]) -> Option<Frame> {
    let &[kind, extent, weight, _language, pattern] = row else { return None };
    let extent = match extent {
        "whole" => Extent::Whole,
        "start" => Extent::Start,
        "sentence" => Extent::Sentence,
        _ => return None,
    };
    let is_certain = match weight {
        "certain" => true,
        "sign" => false,
        _ => return None,
    };
    Some(Frame { kind: Boilerplate::from_name(kind)?, extent, is_certain, steps: steps(pattern)? })
}

/// The steps of a pattern, from the last to the first, as it is read.
pub(super) fn steps(pattern: &'static str) -> Option<Vec<Step>> {
    // A part ends with a space or a sign; a group is a step, too.
    let ends = pattern.bytes().filter(|byte| matches!(byte, b' ' | b'|' | b']' | b')' | b'}')).count();
    let mut steps = Vec::with_capacity(ends + 2);
    steps.push(Step::End);
    let mut rest = pattern.trim_end();
    while let Some(last) = rest.chars().next_back() {
        let next = steps.len() - 1;
        let (before, inside) = match last {
            ']' => rest[..rest.len() - 1].rsplit_once('[')?,
            ')' => rest[..rest.len() - 1].rsplit_once('(')?,
            _ => rest.split_at(rest.rfind([']', ')']).map_or(0, |end| end + 1)),
        };
        rest = before;
        if !matches!(last, ']' | ')') {
            add_parts(&mut steps, inside, next)?;
            continue;
        }
        let starts = inside.split('|').map(|choice| add_parts(&mut steps, choice, next));
        let mut starts = starts.collect::<Option<Vec<usize>>>()?;
        if last == ']' {
            starts.push(next);
        }
        if starts.len() > 1 {
            steps.push(Step::Choice(starts));
        }
    }
    Some(steps)
}

/// Adds words and slots without groups, which lead to a step; returns the step they begin with.
fn add_parts(steps: &mut Vec<Step>, text: &'static str, mut next: usize) -> Option<usize> {
    let mut add = |part: Part| {
        steps.push(Step::Part(part, next));
        next = steps.len() - 1;
    };
    let mut rest = text.trim_end();
    while let Some(last) = rest.chars().next_back() {
        let is_border = |c: char| c.is_whitespace() || c == '}';
        let start = match last {
            '}' => rest.rfind('{')?,
            _ => {
                rest.rfind(is_border).map_or(0, |at| at + rest[at..].chars().next().map_or(0, char::len_utf8))
            }
        };
        let (before, part) = rest.split_at(start);
        match part {
            "{name}" => add(Part::Name),
            "{network}" => add(Part::Network),
            "{n}" => add(Part::Number),
            "{date}" => add(Part::Date),
            "{domain}" => add(Part::Domain),
            "{words}" => add(Part::Words),
            "{headline}" => add(Part::Headline),
            "…" => add(Part::Rest),
            ":" | "：" => add(Part::Colon),
            unknown if unknown.contains(['{', '[', '(']) => return None,
            word => {
                let before_colon = word.strip_suffix([':', '：']);
                before_colon.into_iter().for_each(|_| add(Part::Colon));
                add(Part::Word(before_colon.unwrap_or(word)));
            }
        }
        rest = before.trim_end();
    }
    Some(next)
}
