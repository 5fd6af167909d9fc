//! Rows → witnesses: what the tables of a page say.

use super::guide::Guide;
use super::nesting::{Branch, nest, unwitnessed};
use super::prose;
use super::witness::{Member, Witness, WitnessId, WitnessShape, Witnesses, Words};
use crate::diagnostic::{Code, Diagnostic, quote};
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
    if let Some(row) = unwitnessed(rows, &tree, guide) {
        diagnostics.push(nesting_unknown(&rows[row]));
    }
    composed(rows, &tree, diagnostics);
    tree.iter().map(|branch| member(rows, branch, witnesses)).collect()
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

fn member(rows: &[Row], branch: &Branch, witnesses: &mut Witnesses) -> Member {
    let row = &rows[branch.row];
    let children: Vec<_> = branch.children.iter().map(|child| member(rows, child, witnesses)).collect();
    let words = words(row);
    let witness = typed(&row.type_expression.value, row, children, words.description.as_deref(), witnesses);
    let presence = presence(row);
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
    let text = |stated: &Option<crate::diagnostic::Stated<String>>| {
        stated.as_ref().map(|stated| stated.value.clone())
    };
    let list =
        |lines: &[crate::diagnostic::Stated<String>]| lines.iter().map(|line| line.value.clone()).collect();
    Words {
        title: text(&row.title),
        description: (!lines.is_empty()).then(|| lines.join("\n")),
        default: text(&row.default),
        example: text(&row.example),
        bounds: list(&row.bounds),
        allowed: if allowed_values(row).is_empty() { list(&row.allowed) } else { Vec::new() },
    }
}

/// Allowed values that stand apart, one to a line; a single line may hold several glued together.
fn allowed_values(row: &Row) -> Vec<&str> {
    if row.allowed.len() < 2 {
        Vec::new()
    } else {
        row.allowed.iter().map(|line| line.value.as_str()).collect()
    }
}

/// Takes in a row's type with the rows below it.
fn typed(
    expression: &TypeExpression,
    row: &Row,
    children: Vec<Member>,
    description: Option<&str>,
    witnesses: &mut Witnesses,
) -> WitnessId {
    let mut certainty = Certainty::Stated;
    let mut name = None;
    let shape = match &expression.kind {
        TypeKind::String { format } => WitnessShape::String { format: format.clone(), values: strings(row) },
        TypeKind::Integer { format } => {
            WitnessShape::Integer { format: format.clone(), values: integers(row, description) }
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
        TypeKind::Array(items) => WitnessShape::Array(vec![typed(items, row, children, None, witnesses)]),
        TypeKind::Enum(of) => return typed(of, row, children, description, witnesses),
        // A list of rows does not tell alternatives apart: the value may be anything, and the rows below it
        // are reported by `composed`.
        TypeKind::Any | TypeKind::AnyOf | TypeKind::OneOf | TypeKind::AllOf => {
            certainty = Certainty::Unknown;
            WitnessShape::Any
        }
    };
    let evidence = Evidence::lines(EvidenceKind::Table, &row.name.origin, row.last_line);
    witnesses.add(Witness { shape, nullable: expression.nullable, certainty, evidence, name })
}

fn strings(row: &Row) -> Vec<EnumValue> {
    allowed_values(row)
        .into_iter()
        .map(|value| EnumValue { value: EnumScalar::String(value.to_owned()), name: None, description: None })
        .collect()
}

fn integers(row: &Row, description: Option<&str>) -> Vec<EnumValue> {
    let listed: Option<Vec<_>> = allowed_values(row).into_iter().map(|value| value.parse().ok()).collect();
    match listed {
        Some(listed) if !listed.is_empty() => listed
            .into_iter()
            .map(|value| EnumValue { value: EnumScalar::Integer(value), name: None, description: None })
            .collect(),
        _ => {
            let prose = row.title.as_ref().map(|title| title.value.as_str()).into_iter().chain(description);
            prose.map(prose::values).find(|values| !values.is_empty()).unwrap_or_default()
        }
    }
}
