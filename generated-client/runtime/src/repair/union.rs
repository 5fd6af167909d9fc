//! Unions: the variant that the tag names, or else the one that loses least of what came.

use super::place::Place;
use super::{Loss, Walk};
use crate::document::{Kind, Value};
use crate::{Shape, Variant};

impl Walk {
    /// The variant that the tag names, whatever it loses. Where there is none, or nothing can be kept in it: the first variant of the
    /// value's kind that loses least, or else the first of another kind. While one is on trial, the unions in it are hasty, so that unions
    /// inside unions do not multiply the work.
    pub(super) fn union(&mut self, value: Value<'_>, variants: &'static [Variant], at: &Place<'_>) -> bool {
        let kind = value.kind();
        let named = variants.iter().find(|variant| is_named(variant, value));
        let (of_kind, others): (Vec<_>, Vec<_>) =
            variants.iter().partition(|variant| is_of_kind((variant.shape)(), kind, 3));
        let best = if self.trial.is_some() {
            named.into_iter().chain(of_kind).chain(others).next()
        } else {
            named
                .filter(|named| self.loss(value, named, at).is_some())
                .or_else(|| self.least_loss(value, of_kind, at))
                .or_else(|| self.least_loss(value, others, at))
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
        let mut best: Option<(Loss, &Variant)> = None;
        for variant in variants {
            if let Some(loss) = self.loss(value, variant, at)
                && best.is_none_or(|(least, _)| loss < least)
            {
                best = Some((loss, variant));
            }
            if best.is_some_and(|(least, _)| least == Loss::default()) {
                break;
            }
        }
        best.map(|(_, variant)| variant)
    }

    /// What the value would lose as this variant, if it can be one.
    fn loss(&mut self, value: Value<'_>, variant: &Variant, at: &Place<'_>) -> Option<Loss> {
        let mark = self.mark();
        self.trial = Some(Loss::default());
        let is_placed = self.place(value, (variant.shape)(), &at.same());
        let loss = self.trial.filter(|_| is_placed);
        self.undo(&mark);
        loss
    }
}

/// Whether the value says that it is this variant; of two such members, the first counts. A number says what its digits say.
fn is_named(variant: &Variant, value: Value<'_>) -> bool {
    let Some((tag, wanted)) = variant.tag.filter(|_| value.kind() == Kind::Object) else {
        return false;
    };
    let mut members = value.members();
    let said = members.find(|(key, _)| key.string().is_some_and(|key| key == tag)).map(|(_, said)| said);
    said.is_some_and(|said| match said.kind() {
        Kind::String => said.string().is_some_and(|said| said == wanted),
        Kind::Number => said.text() == wanted,
        _ => false,
    })
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
