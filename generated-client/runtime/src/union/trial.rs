//! Keeps unions inside unions from multiplying the work: while a variant is on trial, the unions in it do not compare theirs.

use std::cell::Cell;

thread_local! {
    static ON_TRIAL: Cell<bool> = const { Cell::new(false) };
    static HASTY: Cell<bool> = const { Cell::new(false) };
    static LOSSY: Cell<bool> = const { Cell::new(false) };
}

/// Whether a variant of an outer union is being tried on this thread.
pub(super) fn is_on() -> bool {
    ON_TRIAL.get()
}

/// A union inside the variant on trial took its first fitting variant without a look at the rest.
pub(super) fn note_haste() {
    HASTY.set(true);
}

/// Something of a value got lost in the best variant of its union.
pub(super) fn note_loss() {
    LOSSY.set(true);
}

/// What reading gives, and whether something got lost in a union.
pub(crate) fn watch<R>(read: impl FnOnce() -> R) -> (R, bool) {
    LOSSY.set(false);
    (read(), LOSSY.get())
}

/// What reading a variant on trial gives, and whether a union in it was hasty.
pub(super) fn hold<R>(read: impl FnOnce() -> R) -> (R, bool) {
    let _end = End;
    ON_TRIAL.set(true);
    (read(), HASTY.get())
}

/// The end of a trial, also by a panic: the thread may live on.
struct End;

impl Drop for End {
    fn drop(&mut self) {
        ON_TRIAL.set(false);
        HASTY.set(false);
    }
}
