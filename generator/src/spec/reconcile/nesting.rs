//! Trees from flat rows.
//!
//! A page lists the fields of a body one below the other and marks neither depth nor the end of an object. An
//! object is either open, then all its fields follow it, or closed, then none do. The examples show which
//! names belong together. Each row is tried below every object that is still open; what disagrees with the
//! examples costs, and the cheapest reading wins. The search keeps a bounded number of readings.

use std::collections::BTreeSet;

use super::guide::Guide;
use crate::scrape::facts::{Badge, Row};
use crate::scrape::type_expression::{TypeExpression, TypeKind};

/// A row and the rows below it, as indices into the flat list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Branch {
    pub(super) row: usize,
    pub(super) children: Vec<Branch>,
}

/// Readings kept at each row.
const WIDTH: usize = 16;
/// Objects within objects that are followed; rows below are taken for rows of the deepest.
const DEPTH: usize = 32;

/// A row stands where the example of an open object does not show it.
const NOT_IN_EXAMPLE: u32 = 6;
/// The same, and the row says that it may be absent.
const MAY_BE_ABSENT: u32 = 2;
/// A row stands in an object about which nothing is known, though the example of one around it shows its name.
const SHOWN_OUTSIDE: u32 = 3;
/// So many rows are looked back for one of the same name.
const LOOK_BACK: usize = 512;
/// The example shows a field that an open object does not list.
const NOT_IN_ROWS: u32 = 2;
/// One field more or fewer than `object {N}` promises.
const WRONG_COUNT: u32 = 3;
/// A row stands below an object about which no example tells anything.
const NO_WITNESS: u32 = 1;
/// Two fields of one object with the same name.
const SAME_NAME: u32 = 40;

/// The tree that flat rows stand for, with the examples as witness.
pub(super) fn nest(rows: &[Row], guide: &Guide) -> Vec<Branch> {
    let parents = if rows.iter().any(|row| opens(&row.type_expression.value)) {
        Search::new(rows).run(guide)
    } else {
        vec![None; rows.len()]
    };
    let mut below: Vec<Vec<usize>> = vec![Vec::new(); rows.len()];
    let mut roots = Vec::new();
    for (row, parent) in parents.iter().enumerate() {
        match parent {
            Some(parent) => below[*parent].push(row),
            None => roots.push(row),
        }
    }
    branches(&roots, &below)
}

fn branches(rows: &[usize], below: &[Vec<usize>]) -> Vec<Branch> {
    rows.iter().map(|&row| Branch { row, children: branches(&below[row], below) }).collect()
}

/// The objects that have rows behind them although neither an example nor a count shows their fields;
/// objects within such an object are not listed again.
pub(super) fn unwitnessed(rows: &[Row], tree: &[Branch], guide: &Guide) -> Vec<usize> {
    let mut found = Vec::new();
    for branch in tree {
        let row = &rows[branch.row];
        let here = guide.member(&row.name.value);
        let shown = here.is_some_and(|guide| !guide.is_empty());
        if branch.children.is_empty() {
            continue;
        }
        if shown || count(&row.type_expression.value).is_some() {
            found.extend(unwitnessed(rows, &branch.children, here.unwrap_or(&Guide::default())));
        } else {
            found.push(branch.row);
        }
    }
    found
}

/// Whether rows can stand below a row of this type.
fn opens(expression: &TypeExpression) -> bool {
    match &expression.kind {
        TypeKind::Object { .. } | TypeKind::AnyOf | TypeKind::OneOf | TypeKind::AllOf => true,
        TypeKind::Array(items) => opens(items),
        _ => false,
    }
}

/// The number of fields a type promises.
fn count(expression: &TypeExpression) -> Option<u32> {
    match &expression.kind {
        TypeKind::Object { fields, .. } => *fields,
        TypeKind::Array(items) => count(items),
        _ => None,
    }
}

/// An object that further rows may still belong to.
#[derive(Clone, Copy)]
struct Open<'a> {
    /// Its row; `None` for the root.
    row: Option<usize>,
    /// What the examples show of it, if anything.
    guide: Option<&'a Guide>,
    /// The number of fields its type promises.
    count: Option<u32>,
    /// Rows below it so far.
    placed: usize,
    /// How many of them the examples show.
    seen: usize,
    /// Index of the open object around it.
    around: Option<usize>,
    depth: usize,
}

impl Open<'_> {
    /// What it costs to say that `row` belongs here; `twice` when its name stands here already.
    fn cost_of(&self, row: &Row, twice: bool) -> u32 {
        let name = &row.name.value;
        let again = if twice { SAME_NAME } else { 0 };
        let is_optional = row.badge.as_ref().is_some_and(|badge| badge.value == Badge::Optional);
        let absent = if is_optional { MAY_BE_ABSENT } else { NOT_IN_EXAMPLE };
        let unfit = |fits: bool| if fits { 0 } else { absent };
        again
            + match (self.guide, self.count) {
                (Some(guide), _) => unfit(guide.member(name).is_some()),
                (None, Some(count)) => unfit(self.placed < count as usize),
                (None, None) => NO_WITNESS,
            }
    }

    /// What it costs to say that no further row belongs here.
    fn cost_of_closing(&self) -> u32 {
        if self.placed == 0 {
            return 0;
        }
        let missing = self.guide.map_or(0, |guide| guide.len().saturating_sub(self.seen));
        let off = self.count.map_or(0, |count| (count as usize).abs_diff(self.placed));
        clamp(missing) * NOT_IN_ROWS + clamp(off) * WRONG_COUNT
    }

    /// The same object with one row more.
    fn with(self, name: &str) -> Self {
        let shown = self.guide.is_some_and(|guide| guide.member(name).is_some());
        Self { placed: self.placed + 1, seen: self.seen + usize::from(shown), ..self }
    }

    /// The object that the row `name` below this one opens.
    fn opened(&self, row: usize, name: &str, count: Option<u32>, around: usize) -> Self {
        let guide = self.guide.and_then(|guide| guide.member(name)).filter(|guide| !guide.is_empty());
        Self { row: Some(row), guide, count, placed: 0, seen: 0, around: Some(around), depth: self.depth + 1 }
    }
}

fn clamp(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX).min(1000)
}

/// One way to read the rows so far.
#[derive(Clone, Copy)]
struct Reading {
    cost: u32,
    /// The innermost open object.
    open: usize,
    /// The last row's step.
    step: Option<usize>,
}

/// The parent chosen for one row, and the step before.
struct Step {
    row: usize,
    parent: Option<usize>,
    before: Option<usize>,
}

/// A row placed in one way, before it is known whether the reading is worth keeping.
struct Candidate {
    cost: u32,
    below: usize,
    before: Option<usize>,
}

struct Search<'a> {
    rows: &'a [Row],
    /// For each row, whether an earlier one has the same name.
    repeats: Vec<bool>,
    opens: Vec<Open<'a>>,
    steps: Vec<Step>,
}

impl<'a> Search<'a> {
    fn new(rows: &'a [Row]) -> Self {
        let mut seen = BTreeSet::new();
        let repeats = rows.iter().map(|row| !seen.insert(row.name.value.as_str())).collect();
        Self { rows, repeats, opens: Vec::new(), steps: Vec::new() }
    }

    /// The parent of every row in the cheapest reading.
    fn run(mut self, guide: &'a Guide) -> Vec<Option<usize>> {
        let guide = Some(guide).filter(|guide| !guide.is_empty());
        self.opens.push(Open { row: None, guide, count: None, placed: 0, seen: 0, around: None, depth: 0 });
        let mut readings = vec![Reading { cost: 0, open: 0, step: None }];
        for row in 0..self.rows.len() {
            let mut candidates: Vec<_> =
                readings.iter().flat_map(|reading| self.candidates(*reading, row)).collect();
            // Stable: among equals the reading that nests deepest was made first.
            candidates.sort_by_key(|candidate| candidate.cost);
            candidates.truncate(WIDTH);
            readings = candidates.into_iter().map(|candidate| self.place(&candidate, row)).collect();
        }
        let best = readings.iter().min_by_key(|reading| {
            let closing = self.around(reading.open).map(|open| self.opens[open].cost_of_closing());
            closing.fold(reading.cost, u32::saturating_add)
        });
        self.parents(best.and_then(|reading| reading.step))
    }

    /// An open object and those around it, innermost first.
    fn around(&self, open: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(open), |&open| self.opens[open].around)
    }

    /// Every place where `row` can follow, deepest first.
    fn candidates(&self, reading: Reading, row: usize) -> Vec<Candidate> {
        let name = self.rows[row].name.value.as_str();
        let mut cost = reading.cost;
        let mut candidates = Vec::new();
        for below in self.around(reading.open) {
            let open = &self.opens[below];
            let twice = self.repeats[row] && self.holds(open.row, reading.step, name);
            let mut placed = cost.saturating_add(open.cost_of(&self.rows[row], twice));
            if open.guide.is_none()
                && open.count.is_none()
                && self.is_shown_outside(below, reading.step, name)
            {
                placed = placed.saturating_add(SHOWN_OUTSIDE);
            }
            candidates.push(Candidate { cost: placed, below, before: reading.step });
            cost = cost.saturating_add(open.cost_of_closing());
        }
        candidates
    }

    /// Whether the example of an object around `open` shows `name`, and no row took it there.
    fn is_shown_outside(&self, open: usize, last: Option<usize>, name: &str) -> bool {
        self.around(open).skip(1).any(|around| {
            let Open { row, guide, .. } = self.opens[around];
            guide.is_some_and(|guide| guide.member(name).is_some()) && !self.holds(row, last, name)
        })
    }

    /// Whether a row of this name stands directly below `parent` already.
    fn holds(&self, parent: Option<usize>, last: Option<usize>, name: &str) -> bool {
        let steps =
            std::iter::successors(last, |&step| self.steps[step].before).map(|step| &self.steps[step]);
        steps
            .take(LOOK_BACK)
            .take_while(|step| Some(step.row) != parent)
            .any(|step| step.parent == parent && self.rows[step.row].name.value == name)
    }

    fn place(&mut self, candidate: &Candidate, row: usize) -> Reading {
        let Row { name, type_expression, .. } = &self.rows[row];
        let parent = self.opens[candidate.below];
        self.opens.push(parent.with(&name.value));
        let mut open = self.opens.len() - 1;
        if opens(&type_expression.value) && parent.depth < DEPTH {
            self.opens.push(parent.opened(row, &name.value, count(&type_expression.value), open));
            open += 1;
        }
        self.steps.push(Step { row, parent: parent.row, before: candidate.before });
        Reading { cost: candidate.cost, open, step: Some(self.steps.len() - 1) }
    }

    fn parents(&self, last: Option<usize>) -> Vec<Option<usize>> {
        let mut parents = vec![None; self.rows.len()];
        for step in std::iter::successors(last, |&step| self.steps[step].before) {
            parents[self.steps[step].row] = self.steps[step].parent;
        }
        parents
    }
}
