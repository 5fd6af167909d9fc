//! Rows → witnesses: what the tables of a page say.

use super::guide::Guide;
use super::nesting::{Branch, nest, unwitnessed};
use super::prose;
use super::witness::{Member, UnreadWords, Witness, WitnessId, WitnessShape, Witnesses, Words};
use crate::diagnostic::{Code, Diagnostic, Stated, quote};
use crate::scrape::facts::{Badge, Row};
use crate::scrape::type_expression::{TypeExpression, TypeKind};
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::schema::{Certainty, EnumScalar, EnumValue, Presence};

/// Takes in the rows of one body as members of one object.
pub(super) fn members(
    rows: &[Row],
    guide: &Guide,
    witnesses: &mut Witnesses,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Member> {
    let tree = nest(rows, guide);
    let guessed = unwitnessed(rows, &tree, guide);
    diagnostics.extend(guessed.iter().map(|&row| nesting_unknown(&rows[row])));
    composed(rows, &tree, diagnostics);
    tree.iter().map(|branch| member(rows, branch, &guessed, false, witnesses)).collect()
}

/// Reports the rows whose type is made of alternatives.
fn composed(rows: &[Row], tree: &[Branch], diagnostics: &mut Vec<Diagnostic>) {
    for branch in tree {
        let row = &rows[branch.row];
        let expression = &row.type_expression.value;
        if matches!(expression.kind, TypeKind::AnyOf | TypeKind::OneOf | TypeKind::AllOf) {
            let lost: Vec<_> =
                branch.children.iter().map(|child| rows[child.row].name.value.as_str()).collect();
            diagnostics.push(composed_row(row, &lost));
        }
        composed(rows, &branch.children, diagnostics);
    }
}

fn composed_row(row: &Row, below: &[&str]) -> Diagnostic {
    let (name, words) = (quote(&row.name.value), quote(&row.type_expression.value.words));
    let rest =
        if below.is_empty() { String::new() } else { format!("; left out: {}", quote(&below.join(", "))) };
    let message = format!(
        "{name} is {words}, whose alternatives the rows do not tell apart: any JSON is accepted{rest}"
    );
    Diagnostic::new(Code::NestingUnknown, row.name.origin.clone(), message)
        .hint("capture the page in a kind that holds the schema itself")
}

fn nesting_unknown(row: &Row) -> Diagnostic {
    let name = quote(&row.name.value);
    Diagnostic::new(
        Code::NestingUnknown,
        row.name.origin.clone(),
        format!("nothing shows which of the rows below {name} belong to it; all of them are taken to"),
    )
    .hint("capture the page with its example, or with the type's field count; rows alone do not show depth")
}

/// Takes in one row with those below it. A row whose place is only guessed may stand elsewhere, and so
/// demands nothing here.
fn member(
    rows: &[Row],
    branch: &Branch,
    guessed: &[usize],
    is_guess: bool,
    witnesses: &mut Witnesses,
) -> Member {
    let row = &rows[branch.row];
    let below = is_guess || guessed.contains(&branch.row);
    let children: Vec<_> =
        branch.children.iter().map(|child| member(rows, child, guessed, below, witnesses)).collect();
    let words = words(row);
    let witness = typed(&row.type_expression.value, row, children, witnesses);
    let presence = if is_guess { Presence::Unknown } else { presence(row) };
    Member { name: row.name.value.clone(), witness, presence, words }
}

/// What the badge says.
pub(super) fn presence(row: &Row) -> Presence {
    match row.badge.as_ref().map(|badge| badge.value) {
        Some(Badge::Required) => Presence::Required,
        Some(Badge::Optional) => Presence::Optional,
        None => Presence::Unknown,
    }
}

/// The docs of a row.
pub(super) fn words(row: &Row) -> Words {
    let lines: Vec<_> = row.description.iter().map(|line| line.value.as_str()).collect();
    let text = |stated: &Option<Stated<String>>| stated.as_ref().map(|stated| stated.value.clone());
    let list = |lines: &[Stated<String>]| lines.iter().map(|line| line.value.clone()).collect();
    Words {
        title: text(&row.title),
        description: (!lines.is_empty()).then(|| lines.join("\n")),
        default: text(&row.default),
        example: text(&row.example),
        bounds: list(&row.bounds),
        deprecated: false,
        allowed: if listed(row).is_empty() { list(&row.allowed) } else { Vec::new() },
    }
}

/// The values that stand apart, one to a line, where the row's type can have them; a single line may hold
/// several glued together.
fn listed(row: &Row) -> Vec<EnumValue> {
    let lines = if row.allowed.len() < 2 { &[][..] } else { &row.allowed };
    let value = |line: &Stated<String>| {
        let mut value = match scalar(&row.type_expression.value) {
            TypeKind::String { .. } => prose::plain(EnumScalar::String(line.value.clone())),
            TypeKind::Integer { .. } => prose::integer(&line.value)?,
            _ => return None,
        };
        value.evidence = vec![Evidence::line(EvidenceKind::Table, &line.origin)];
        Some(value)
    };
    lines.iter().map(value).collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// What the items of lists and the values of enumerations are.
fn scalar(expression: &TypeExpression) -> &TypeKind {
    match &expression.kind {
        TypeKind::Array(of) | TypeKind::Enum(of) => scalar(of),
        kind => kind,
    }
}

/// Takes in a row's type with the rows below it.
fn typed(
    expression: &TypeExpression,
    row: &Row,
    children: Vec<Member>,
    witnesses: &mut Witnesses,
) -> WitnessId {
    let mut certainty = Certainty::Stated;
    let mut name = None;
    let shape = match &expression.kind {
        TypeKind::String { format } => WitnessShape::String { format: format.clone(), values: listed(row) },
        TypeKind::Integer { format } => {
            WitnessShape::Integer { format: format.clone(), values: integers(row) }
        }
        TypeKind::Number { format } => WitnessShape::Number { format: format.clone() },
        TypeKind::Boolean => WitnessShape::Boolean,
        TypeKind::Null => WitnessShape::Null,
        TypeKind::File => WitnessShape::Binary,
        TypeKind::Object { name: schema, .. } => {
            // `Order[]` names the schema of a list's items: the schema is `Order`.
            name = schema.as_ref().map(|schema| schema.trim_end_matches("[]").to_owned());
            WitnessShape::Object(children)
        }
        TypeKind::Array(items) => WitnessShape::Array(vec![typed(items, row, children, witnesses)]),
        TypeKind::Enum(of) => {
            // The null of `enum<string> | null` stands outside of what is enumerated.
            let id = typed(of, row, children, witnesses);
            if expression.nullable {
                witnesses.allow_null(id);
            }
            return id;
        }
        TypeKind::Unread { closest } => {
            certainty = Certainty::Unknown;
            let stated = &row.type_expression;
            let (words, origin) = (stated.value.words.clone(), stated.origin.clone());
            WitnessShape::Unread(Box::new(UnreadWords { words, origin, closest: *closest }))
        }
        // A list of rows does not tell alternatives apart: the value may be anything, and the rows below it
        // are reported by `composed`.
        TypeKind::Any | TypeKind::AnyOf | TypeKind::OneOf | TypeKind::AllOf => {
            certainty = Certainty::Unknown;
            WitnessShape::Any
        }
    };
    let evidence = Evidence::lines(EvidenceKind::Table, &row.name.origin, row.last_line);
    witnesses.add(Witness { nullable: expression.nullable, name, ..Witness::new(shape, certainty, evidence) })
}

fn integers(row: &Row) -> Vec<EnumValue> {
    let listed = listed(row);
    if listed.is_empty() { told(row) } else { listed }
}

/// The values that the title or the description of a row lists in prose.
fn told(row: &Row) -> Vec<EnumValue> {
    let title: Vec<_> = row.title.iter().collect();
    let description: Vec<_> = row.description.iter().collect();
    for lines in [title, description] {
        let text: Vec<_> = lines.iter().map(|line| line.value.as_str()).collect();
        let (mut values, Some(first), Some(last)) =
            (prose::values(&text.join("\n")), lines.first(), lines.last())
        else {
            continue;
        };
        let evidence = Evidence::lines(EvidenceKind::Prose, &first.origin, last.origin.line);
        for value in &mut values {
            value.evidence = vec![evidence.clone()];
        }
        if !values.is_empty() {
            return values;
        }
    }
    Vec::new()
}
