//! How answers are held against the docs.

/// What becomes of an answer that is not as documented.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Decoding {
    /// What fits is kept, the rest is repaired and reported ([`Response::mismatches`](crate::Response::mismatches)).
    #[default]
    Tolerant,
    /// It is a decode error that tells every mismatch and holds the body.
    Strict,
}
