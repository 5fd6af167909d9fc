//! How far long work is, on a terminal only.

use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::Environment;
use crate::excerpt::visible;
use crate::timings::Timings;

/// Shorter work shows nothing.
const PATIENCE: Duration = Duration::from_millis(300);

/// A line at the bottom of the terminal, gone when this is dropped.
#[derive(Debug)]
pub(crate) struct Progress {
    bar: ProgressBar,
    /// Where to draw once the work turns out to be long.
    target: Option<ProgressDrawTarget>,
    started: Instant,
    patience: Duration,
    timings: Timings,
}

impl Progress {
    /// Nothing is drawn unless messages go to a terminal.
    pub(crate) fn new(environment: &Environment) -> Self {
        Self::on(environment.progress.then(ProgressDrawTarget::stderr), PATIENCE)
    }

    fn on(target: Option<ProgressDrawTarget>, patience: Duration) -> Self {
        let bar = ProgressBar::hidden();
        Self { bar, target, started: Instant::now(), patience, timings: Timings::start() }
    }

    /// Goes on with the clock of what was done before.
    pub(crate) fn timed(self, timings: Timings) -> Self {
        let mut progress = self;
        progress.timings = timings;
        progress
    }

    /// Clears the line away, and hands the clock on.
    pub(crate) fn end(mut self) -> Timings {
        std::mem::replace(&mut self.timings, Timings::start())
    }

    /// Goes on to work of so many steps, named by a verb.
    pub(crate) fn begin(&mut self, verb: &'static str, steps: usize) {
        self.timings.begin(verb);
        self.bar.set_length(steps.try_into().unwrap_or(u64::MAX));
        self.bar.set_position(0);
        self.look("{prefix:>12} [{bar:27}] {pos}/{len} {wide_msg}");
        self.bar.set_prefix(verb);
        self.show();
    }

    /// Goes on to work that cannot be told in steps.
    pub(crate) fn stage(&mut self, verb: &'static str, what: &str) {
        self.timings.begin(verb);
        // One message, so that no verb is ever drawn beside what belongs to another.
        self.look("{wide_msg}");
        self.bar.set_message(format!("{verb:>12} {}", visible(what)));
        self.show();
        self.bar.force_draw();
    }

    /// The template is ours and sound; should it ever not be, the library's own serves.
    fn look(&self, template: &str) {
        if let Ok(style) = ProgressStyle::with_template(template) {
            self.bar.set_style(style.progress_chars("=> "));
        }
    }

    /// So many steps are done, the last one on `what`.
    pub(crate) fn steps(&mut self, steps: usize, what: &str) {
        self.bar.set_message(visible(what).replace(['\n', '\t'], " "));
        self.bar.inc(steps.try_into().unwrap_or(u64::MAX));
        self.show();
    }

    fn show(&mut self) {
        if self.started.elapsed() < self.patience {
            return;
        }
        if let Some(target) = self.target.take() {
            self.bar.set_draw_target(target);
            self.bar.tick();
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

#[cfg(test)]
mod tests {
    use super::Progress;
    use indicatif::{ProgressDrawTarget, TermLike};
    use std::io;
    use std::sync::{Arc, Mutex};
    use std::time::Duration;

    /// A terminal that remembers what it was told to print.
    #[derive(Clone, Debug, Default)]
    struct Paper(Arc<Mutex<String>>);

    impl Paper {
        fn note(&self, text: &str) {
            self.0.lock().unwrap().push_str(text);
        }
    }

    impl TermLike for Paper {
        fn width(&self) -> u16 {
            80
        }
        fn move_cursor_up(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_down(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_right(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn move_cursor_left(&self, _: usize) -> io::Result<()> {
            Ok(())
        }
        fn write_line(&self, text: &str) -> io::Result<()> {
            self.note(text);
            Ok(())
        }
        fn write_str(&self, text: &str) -> io::Result<()> {
            self.note(text);
            Ok(())
        }
        fn clear_line(&self) -> io::Result<()> {
            self.note("(cleared)");
            Ok(())
        }
        fn flush(&self) -> io::Result<()> {
            Ok(())
        }
    }

    fn drawn(patience: Duration) -> String {
        let paper = Paper::default();
        let target = ProgressDrawTarget::term_like(Box::new(paper.clone()));
        let mut progress = Progress::on(Some(target), patience);
        progress.begin("Reading", 2);
        progress.steps(1, "captures/en/\u{1b}[31ma.txt");
        progress.stage("Resolving", "2 groups");
        drop(progress);
        std::mem::take(&mut *paper.0.lock().unwrap())
    }

    #[test]
    fn long_work_is_shown_and_cleared_away() {
        let drawn = drawn(Duration::ZERO);
        assert!(drawn.contains("     Reading ["), "{drawn}");
        assert!(!drawn.contains('\u{1b}'), "{}", drawn.escape_debug());
        assert!(drawn.ends_with("(cleared)"), "{drawn}");
    }

    #[test]
    fn short_work_shows_nothing() {
        assert_eq!(drawn(Duration::from_secs(60)), "");
    }
}
