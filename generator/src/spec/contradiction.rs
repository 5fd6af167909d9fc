//! Contradictions: two readings of one thing, and the rule that decided between them.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;

/// Statements that cannot all be true, and what was made of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Contradiction {
    /// Short id; depends on `subject` and `about` alone. Two of one spec never share it.
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
    /// The correction in `overrides.yaml` that settles it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled: Option<Evidence>,
}

/// One reading of a contradiction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Reading {
    /// What this side says.
    pub says: String,
    /// Who says so.
    pub evidence: Vec<Evidence>,
}

/// The property of a subject that is contradicted. Ids of contradictions are made with these numbers, so they stay.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum About {
    /// Its type.
    Type = 0,
    /// Whether it may be `null`.
    Nullable = 1,
    /// Whether it must be there.
    Presence = 2,
    /// How its name is spelled.
    Name = 3,
    /// Its default, description or another word of its docs.
    Docs = 4,
    /// Where it travels: in the path, the query, a header or the body.
    Location = 5,
    /// Which values it can have.
    Values = 6,
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
    /// What one side sends in one place and the other side in another can be sent in both, and need not be.
    BothPlaces,
    /// A field that one side does not show is kept.
    AbsenceProvesNothing,
    /// Shapes of one name that share too little are kept as two schemas.
    TooDifferentToUnite,
    /// Values that only one side lists are listed; others may come all the same.
    UnionOfValues,
    /// Of two badges the one further along counts: endpoints go from design to release to deprecation, so that the
    /// side which says more was told later. A side without a badge says nothing.
    FurthestAlong,
}

impl Contradiction {
    /// Whether nobody needs to look at it any more: its rule loses nothing, a correction decides it, or `api.yaml`
    /// does, which a person wrote knowing the pages.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.settled.is_some() || self.rule.is_lossless() || self.rule == Rule::ApiLeads
    }
}

impl Rule {
    /// The rule as specs write it: `weakest-demand`.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::UnionOfTypes => "union-of-types",
            Self::WidestNumber => "widest-number",
            Self::NullIsAllowed => "null-is-allowed",
            Self::WeakestDemand => "weakest-demand",
            Self::ApiLeads => "api-leads",
            Self::HeadingLeads => "heading-leads",
            Self::RowsLead => "rows-lead",
            Self::FirstPageLeads => "first-page-leads",
            Self::BothSpellings => "both-spellings",
            Self::BothPlaces => "both-places",
            Self::AbsenceProvesNothing => "absence-proves-nothing",
            Self::TooDifferentToUnite => "too-different-to-unite",
            Self::UnionOfValues => "union-of-values",
            Self::FurthestAlong => "furthest-along",
        }
    }

    /// What the rule makes of a contradiction, in one line.
    #[must_use]
    pub const fn meaning(self) -> &'static str {
        match self {
            Self::UnionOfTypes => "every type that is shown is accepted",
            Self::WidestNumber => "an integer and a number make a number",
            Self::NullIsAllowed => "null is allowed where one side allows it",
            Self::WeakestDemand => "what one side does not promise is optional",
            Self::ApiLeads => "what `api.yaml` states counts",
            Self::HeadingLeads => "the heading of a page outweighs its sample call",
            Self::RowsLead => "what the rows demand is demanded, though a sample call leaves it out",
            Self::FirstPageLeads => "what the first page says counts",
            Self::BothSpellings => "both spellings are kept, as two optional fields",
            Self::BothPlaces => "it can be sent in both places, and need not be",
            Self::AbsenceProvesNothing => "a field that one side does not show is kept",
            Self::TooDifferentToUnite => "shapes that share too little are kept as two schemas",
            Self::UnionOfValues => "values that either side lists are listed",
            Self::FurthestAlong => "of two badges the one further along counts",
        }
    }

    /// Whether whatever either side says still fits. The other rules choose a side, and may choose wrong: they ask for
    /// a person, see [`Contradiction::is_settled`].
    #[must_use]
    pub const fn is_lossless(self) -> bool {
        match self {
            Self::UnionOfTypes
            | Self::WidestNumber
            | Self::NullIsAllowed
            | Self::WeakestDemand
            | Self::BothSpellings
            | Self::BothPlaces
            | Self::AbsenceProvesNothing
            | Self::TooDifferentToUnite
            | Self::UnionOfValues => true,
            Self::ApiLeads
            | Self::HeadingLeads
            | Self::RowsLead
            | Self::FirstPageLeads
            | Self::FurthestAlong => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Rule;

    #[test]
    fn a_rule_is_called_as_specs_write_it() {
        let rules = schemars::schema_for!(Rule);
        let words = rules.get("oneOf").and_then(|rules| rules.as_array()).unwrap().iter();
        let words: Vec<_> = words.map(|rule| rule["const"].as_str().unwrap().to_owned()).collect();
        assert_eq!(words.len(), 14);
        for word in words {
            let rule: Rule = serde_json::from_value(word.as_str().into()).unwrap();
            assert_eq!(rule.word(), word);
        }
    }
}
