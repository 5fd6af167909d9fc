//! What is said of a correction: at the key it is about, with the places of the captures it speaks of.

use super::docs::Spot;
use crate::diagnostic::{Code, Diagnostic, Origin};
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::overrides::Correction;
use crate::spec::place::Node;

/// The file that corrections stand in.
pub(super) const FILE: &str = "overrides.yaml";

/// So many places are shown.
pub(super) const NOTES: usize = 5;

/// Says what is wrong with a correction.
pub(super) struct Wrong<'a>(&'a Correction);

impl<'a> Wrong<'a> {
    pub(super) const fn of(correction: &'a Correction) -> Self {
        Self(correction)
    }

    pub(super) fn at(&self, code: Code, message: String) -> Diagnostic {
        self.on(self.0.lines.at, code, message)
    }

    pub(super) fn was(&self, code: Code, message: String) -> Diagnostic {
        self.on(self.0.lines.was, code, message)
    }

    pub(super) fn now(&self, code: Code, message: String) -> Diagnostic {
        self.on(self.0.lines.now, code, message)
    }

    pub(super) fn because(&self, code: Code, message: String) -> Diagnostic {
        self.on(self.0.lines.because, code, message)
    }

    fn on(&self, line: u32, code: Code, message: String) -> Diagnostic {
        let line = if line == 0 { self.0.lines.first } else { line };
        let diagnostic = Diagnostic::new(code, Origin::new(FILE, line.max(1)), message);
        match code {
            Code::InvalidCorrection => {
                diagnostic.hint("correct this entry of `overrides.yaml`, or delete it")
            }
            _ => diagnostic,
        }
    }
}

/// Where a correction stands.
pub(super) fn evidence(correction: &Correction) -> Evidence {
    Evidence::line(EvidenceKind::Override, &Origin::new(FILE, correction.lines.first.max(1)))
}

/// Notes where the pages show what stands at a spot.
pub(super) fn places(mut diagnostic: Diagnostic, spot: &Spot<'_>, says: &str) -> Diagnostic {
    let evidence = spot.nodes.iter().find_map(|node| match node {
        Node::Endpoint(endpoint) => endpoint.pages.first().map(|page| vec![page.call.clone()]),
        Node::Response(response) => Some(response.evidence.clone()).filter(|found| !found.is_empty()),
        Node::Body(body) => Some(body.evidence.clone()).filter(|found| !found.is_empty()),
        node => node.schema().map(schema_evidence).filter(|found| !found.is_empty()),
    });
    let mut seen = Vec::new();
    for one in evidence.into_iter().flatten() {
        let origin = one.origin();
        if !seen.contains(&origin) && seen.len() < NOTES {
            diagnostic = diagnostic.note(says, origin.clone());
            seen.push(origin);
        }
    }
    diagnostic
}

/// The witnesses of a schema: its own, or those of its alternatives.
fn schema_evidence(schema: &crate::spec::schema::Schema) -> Vec<Evidence> {
    use crate::spec::schema::Shape;
    match &schema.shape {
        Shape::Union { variants, .. } if schema.evidence.is_empty() => {
            variants.iter().flat_map(schema_evidence).collect()
        }
        _ => schema.evidence.clone(),
    }
}
