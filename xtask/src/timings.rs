//! How long each phase of a run takes, for `--timings`.

use std::time::{Duration, Instant};

/// The phases of a run, one after the other.
#[derive(Debug)]
pub(crate) struct Timings {
    started: Instant,
    /// Name of each phase and the time spent in it, in the order in which they first began.
    phases: Vec<(&'static str, Duration)>,
    /// The phase that is under way, and when it began.
    current: Option<(&'static str, Instant)>,
}

impl Timings {
    /// Starts the clock.
    pub(crate) fn start() -> Self {
        Self { started: Instant::now(), phases: Vec::new(), current: None }
    }

    /// Ends the phase that is under way, and begins another one. One that ran before goes on.
    pub(crate) fn begin(&mut self, phase: &'static str) {
        self.end();
        self.current = Some((phase, Instant::now()));
    }

    /// Ends the phase that is under way.
    fn end(&mut self) {
        let Some((phase, since)) = self.current.take() else { return };
        match self.phases.iter_mut().find(|(known, _)| *known == phase) {
            Some((_, time)) => *time += since.elapsed(),
            None => self.phases.push((phase, since.elapsed())),
        }
    }

    /// Stops the clock: the time of each phase, and of everything.
    pub(crate) fn stop(mut self) -> (Vec<(&'static str, Duration)>, Duration) {
        self.end();
        (self.phases, self.started.elapsed())
    }
}

#[cfg(test)]
mod tests {
    use super::Timings;

    #[test]
    fn a_phase_that_goes_on_is_told_once() {
        let mut timings = Timings::start();
        for phase in ["Reading", "Resolving", "Reading"] {
            timings.begin(phase);
        }
        let (phases, all) = timings.stop();
        assert_eq!(phases.iter().map(|(phase, _)| *phase).collect::<Vec<_>>(), ["Reading", "Resolving"]);
        assert!(phases.iter().map(|(_, time)| *time).sum::<std::time::Duration>() <= all);
    }
}
