//! Unions: the variant that loses least of what came.

use super::place::Place;
use super::{Loss, Walk};
use crate::document::{Kind, Value};
use crate::{Shape, Variant};

impl Walk {
    /// The first variant of the value's kind that loses least, or else the first of another kind. While one is on trial, the unions in it
    /// are hasty, so that unions inside unions do not multiply the work.
    pub(super) fn union(&mut self, value: Value<'_>, variants: &'static [Variant], at: &Place<'_>) -> bool {
        let kind = value.kind();
        let (of_kind, others): (Vec<_>, Vec<_>) =
            variants.iter().partition(|variant| is_of_kind((variant.shape)(), kind, 3));
        let best = if self.trial.is_some() {
            of_kind.into_iter().chain(others).next()
        } else {
            self.least_loss(value, of_kind, at).or_else(|| self.least_loss(value, others, at))
        };
        let at = at.variant_of(Shape::Union(variants));
        best.is_some_and(|variant| self.place(value, (variant.shape)(), &at))
    }

    fn least_loss(
        &mut self,
        value: Value<'_>,
        variants: Vec<&'static Variant>,
        at: &Place<'_>,
    ) -> Option<&'static Variant> {
        if let [only] = variants[..] {
            return Some(only);
        }
        let mark = self.mark();
        let mut best: Option<(Loss, &Variant)> = None;
        for variant in variants {
            self.trial = Some(Loss::default());
            let is_placed = self.place(value, (variant.shape)(), &at.same());
            let loss = self.trial.unwrap_or_default();
            self.undo(&mark);
            if is_placed && best.is_none_or(|(least, _)| loss < least) {
                best = Some((loss, variant));
            }
            if best.is_some_and(|(least, _)| least == Loss::default()) {
                break;
            }
        }
        best.map(|(_, variant)| variant)
    }
}

/// Unions inside unions are looked into down to some depth, since they may have no end.
fn is_of_kind(shape: Shape, kind: Kind, depth: usize) -> bool {
    let Some(depth) = depth.checked_sub(1) else {
        return false;
    };
    match shape {
        Shape::Any => true,
        Shape::Boolean => kind == Kind::Boolean,
        Shape::Integer | Shape::IntegerWithin(..) | Shape::Integers(_) | Shape::Number => {
            kind == Kind::Number
        }
        Shape::String | Shape::Strings(_) => kind == Kind::String,
        Shape::NumberOrString => matches!(kind, Kind::Number | Kind::String),
        Shape::Optional(inner) => kind == Kind::Null || is_of_kind(inner(), kind, depth),
        Shape::List(_) => kind == Kind::Array,
        Shape::Map(_) | Shape::Object(_) => kind == Kind::Object,
        Shape::Union(variants) => variants.iter().any(|variant| is_of_kind((variant.shape)(), kind, depth)),
    }
}
