//! What is left in the spec of a correction: what the pages say, and why that is not so.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::evidence::Evidence;

/// A correction from `overrides.yaml` that was applied here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Corrected {
    /// What the pages say, in the words of `overrides.yaml`: `type: integer, required: true`.
    pub was: String,
    /// Whether that is right, where the pages also say otherwise.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub confirms: bool,
    /// Why that is wrong, or right, in the words of whoever corrected it.
    pub because: String,
    /// A link or page that proves it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub see: Option<String>,
    /// Where the correction stands.
    pub evidence: Evidence,
}
