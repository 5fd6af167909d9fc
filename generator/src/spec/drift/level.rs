//! What a change means on the wire: one table, by what happened and which way the value travels.

use super::change::Level;

/// Which way a value travels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Sides {
    /// The client sends it.
    pub(super) sent: bool,
    /// The client receives it.
    pub(super) received: bool,
}

impl Sides {
    pub(super) const SENT: Self = Self { sent: true, received: false };
    pub(super) const RECEIVED: Self = Self { sent: false, received: true };
}

/// What happened to a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Event {
    /// Something new that may be left out.
    AddedOptional,
    /// Something new that must be there.
    AddedRequired,
    /// It is gone.
    Removed,
    /// What could be left out must be there.
    BecameRequired,
    /// What had to be there may be left out.
    BecameOptional,
    /// `null` is a value now.
    BecameNullable,
    /// `null` is no value any more.
    BecameNotNull,
    /// More kinds of values than before, and all of those: integer → number.
    TypeWidened,
    /// Some of the kinds of values there were: string or number → string.
    TypeNarrowed,
    /// Other kinds of values.
    TypeChanged,
    /// One more listed value, or values listed where none were: the docs know more.
    ValueAdded,
    /// A listed value is gone.
    ValueRemoved,
    /// Limits are others.
    LimitChanged,
    /// What the server takes for a value that is left out is another.
    DefaultChanged,
    /// It travels elsewhere: from the query into a header, into an envelope, to another URL.
    Moved,
    /// The docs advise against it, or no longer do.
    Deprecated,
    /// A call may be sent twice, or no longer: no message looks otherwise, but the client may send it again.
    Repeatable,
    /// Words for people.
    Reworded,
    /// Nothing that travels.
    NotOnTheWire,
}

/// The level of an event. Of a value that travels both ways, the worse counts; one that no endpoint uses travels
/// neither way, and counts as received, like in the client.
pub(super) fn of(event: Event, sides: Sides) -> Level {
    let (sent, received) = levels(event);
    match sides {
        Sides { sent: true, received: true } => sent.max(received),
        Sides { sent: true, received: false } => sent,
        Sides { sent: false, .. } => received,
    }
}

/// What an event means for what the client sends, and for what it receives.
///
/// A server may refuse what it no longer documents, so what is gone from a request breaks. A client may rely on
/// whatever a response promised, so what a response no longer promises breaks. Lists of values are open.
#[expect(clippy::match_same_arms, reason = "a table is read row by row")]
const fn levels(event: Event) -> (Level, Level) {
    use Level::{Additive, Breaking, None, Wording};
    match event {
        //                        sent      received
        Event::AddedOptional => (Additive, Additive),
        Event::AddedRequired => (Breaking, Additive),
        Event::Removed => (Breaking, Breaking),
        Event::BecameRequired => (Breaking, Additive),
        Event::BecameOptional => (Additive, Breaking),
        Event::BecameNullable => (Additive, Breaking),
        Event::BecameNotNull => (Breaking, Additive),
        Event::TypeWidened => (Additive, Breaking),
        Event::TypeNarrowed => (Breaking, Additive),
        Event::TypeChanged => (Breaking, Breaking),
        Event::ValueAdded => (Additive, Additive),
        Event::ValueRemoved => (Breaking, Additive),
        Event::LimitChanged => (Breaking, Additive),
        Event::DefaultChanged => (Breaking, Wording),
        Event::Moved => (Breaking, Breaking),
        Event::Deprecated => (Additive, Additive),
        Event::Repeatable => (Additive, Additive),
        Event::Reworded => (Wording, Wording),
        Event::NotOnTheWire => (None, None),
    }
}

#[cfg(test)]
mod tests {
    use super::Level::{Additive, Breaking, None, Wording};
    use super::{Event, Level, Sides, of};

    const BOTH: Sides = Sides { sent: true, received: true };

    /// Written down from the rules a reader of an API would expect, not from the table.
    #[test]
    fn levels_follow_the_direction() {
        let expected: [(Event, [Level; 3]); 19] = [
            (Event::AddedOptional, [Additive, Additive, Additive]),
            (Event::AddedRequired, [Breaking, Additive, Breaking]),
            (Event::Removed, [Breaking, Breaking, Breaking]),
            (Event::BecameRequired, [Breaking, Additive, Breaking]),
            (Event::BecameOptional, [Additive, Breaking, Breaking]),
            (Event::BecameNullable, [Additive, Breaking, Breaking]),
            (Event::BecameNotNull, [Breaking, Additive, Breaking]),
            (Event::TypeWidened, [Additive, Breaking, Breaking]),
            (Event::TypeNarrowed, [Breaking, Additive, Breaking]),
            (Event::TypeChanged, [Breaking, Breaking, Breaking]),
            (Event::ValueAdded, [Additive, Additive, Additive]),
            (Event::ValueRemoved, [Breaking, Additive, Breaking]),
            (Event::LimitChanged, [Breaking, Additive, Breaking]),
            (Event::DefaultChanged, [Breaking, Wording, Breaking]),
            (Event::Moved, [Breaking, Breaking, Breaking]),
            (Event::Deprecated, [Additive, Additive, Additive]),
            (Event::Repeatable, [Additive, Additive, Additive]),
            (Event::Reworded, [Wording, Wording, Wording]),
            (Event::NotOnTheWire, [None, None, None]),
        ];
        for (event, levels) in expected {
            let found = [Sides::SENT, Sides::RECEIVED, BOTH].map(|sides| of(event, sides));
            assert_eq!(found, levels, "{event:?}");
            assert_eq!(
                of(event, Sides::default()),
                levels[1],
                "{event:?}: what nobody uses counts as received"
            );
        }
    }
}
