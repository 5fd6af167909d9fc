//! Contradictions: two readings of one thing, and the rule that decided between them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;

/// Statements that cannot all be true, and what was made of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Contradiction {
    /// Short id; depends on `subject` and `about` alone.
    pub id: String,
    /// What it is about: `Order.lines[].price` or `POST /orders response 200 data.id`.
    pub subject: String,
    /// The other place, where the contradiction is between two.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub other: Option<String>,
    /// Which property of the subject.
    pub about: About,
    /// The readings, each with its witnesses.
    pub readings: Vec<Reading>,
    /// The rule that decided.
    pub rule: Rule,
    /// What the rule made of it, as a sentence.
    pub effect: String,
}

/// One reading of a contradiction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// What this side says.
    pub says: String,
    /// Who says so.
    pub evidence: Vec<Evidence>,
}

/// The property of a subject that is contradicted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// Its type.
    Type,
    /// Whether it may be `null`.
    Nullable,
    /// Whether it must be there.
    Presence,
    /// How its name is spelled.
    Name,
    /// Its default, description or another word of its docs.
    Docs,
}

/// The rules that decide contradictions. None of them drops a value that a page shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Rule {
    /// Different JSON types are all accepted, as a union, surest first.
    UnionOfTypes,
    /// An integer and a number make a number.
    WidestNumber,
    /// Where one side allows `null`, `null` is allowed.
    NullIsAllowed,
    /// Where one side does not demand or promise a field, it is optional.
    WeakestDemand,
    /// What `api.yaml` states outweighs the pages.
    ApiLeads,
    /// The page's heading outweighs its sample call.
    HeadingLeads,
    /// A sample call may leave out a parameter that the rows demand; the demand stays.
    RowsLead,
    /// Of two defaults, or two names of one schema, the first page's is used; the other one stands in the
    /// contradiction.
    FirstPageLeads,
    /// Two spellings of one name are kept as two optional fields.
    BothSpellings,
    /// A field that one side does not show is kept.
    AbsenceProvesNothing,
    /// Shapes of one name that share too little are kept as two schemas.
    TooDifferentToUnite,
}
