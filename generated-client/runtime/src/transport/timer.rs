//! A timer that needs no async runtime: one thread for the whole process, started when somebody first waits.

use std::collections::BTreeMap;
use std::pin::Pin;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::thread;
use std::time::{Duration, Instant};

/// Lets this much time pass.
pub(super) fn sleep(duration: Duration) -> Waiting {
    static TIMER: Timer = Timer::new();
    TIMER.wait(duration)
}

struct Timer {
    queue: Mutex<Queue>,
    changed: Condvar,
}

struct Queue {
    /// Who waits, by when it is due; the number tells apart what is due at the same time.
    waiting: BTreeMap<(Instant, u64), Waker>,
    next_number: u64,
    has_thread: bool,
    /// When the thread looks again, if it does so on its own. Whoever is due later need not wake it.
    looks_at: Option<Instant>,
}

/// A place in the queue, left when the time has come or when nobody waits any longer.
pub(super) struct Waiting {
    timer: &'static Timer,
    /// None when it is further away than time can tell.
    due: Option<Instant>,
    place: Option<(Instant, u64)>,
}

impl Timer {
    const fn new() -> Self {
        let queue = Queue { waiting: BTreeMap::new(), next_number: 0, has_thread: false, looks_at: None };
        Self { queue: Mutex::new(queue), changed: Condvar::new() }
    }

    fn wait(&'static self, duration: Duration) -> Waiting {
        Waiting { timer: self, due: Instant::now().checked_add(duration), place: None }
    }

    fn queue(&self) -> MutexGuard<'_, Queue> {
        // Nothing panics while it holds the lock, and the queue is whole between any two lines.
        self.queue.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Wakes whoever is due, for ever.
    fn run(&self) {
        let mut queue = self.queue();
        loop {
            let Some((&(due, number), _)) = queue.waiting.first_key_value() else {
                queue.looks_at = None;
                queue = self.changed.wait(queue).unwrap_or_else(PoisonError::into_inner);
                continue;
            };
            let left = due.saturating_duration_since(Instant::now());
            if !left.is_zero() {
                queue.looks_at = Some(due);
                let waited = self.changed.wait_timeout(queue, left);
                queue = waited.unwrap_or_else(PoisonError::into_inner).0;
                continue;
            }
            let waker = queue.waiting.remove(&(due, number));
            // Not under the lock: whoever wakes may look at the queue.
            drop(queue);
            waker.into_iter().for_each(Waker::wake);
            queue = self.queue();
        }
    }
}

impl Future for Waiting {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        let Some(due) = self.due else { return Poll::Pending };
        if due <= Instant::now() {
            return Poll::Ready(());
        }
        let timer = self.timer;
        let mut queue = timer.queue();
        if !queue.has_thread {
            let started = thread::Builder::new().name("client-timer".to_owned()).spawn(move || timer.run());
            // Waiting for a thread that never comes would be for ever.
            let Ok(_) = started else { return Poll::Ready(()) };
            queue.has_thread = true;
        }
        let place = *self.place.get_or_insert_with(|| {
            queue.next_number += 1;
            (due, queue.next_number)
        });
        queue.waiting.insert(place, context.waker().clone());
        let is_earlier = queue.looks_at.is_none_or(|looks_at| due < looks_at);
        drop(queue);
        if is_earlier {
            timer.changed.notify_one();
        }
        Poll::Pending
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        if let Some(place) = self.place {
            let waker = self.timer.queue().waiting.remove(&place);
            // Not under the lock: dropping a waker may run any code.
            drop(waker);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::pin::pin;
    use std::sync::Arc;
    use std::task::Wake;

    struct Unpark(thread::Thread);

    impl Wake for Unpark {
        fn wake(self: Arc<Self>) {
            self.0.unpark();
        }
    }

    fn timer() -> &'static Timer {
        Box::leak(Box::new(Timer::new()))
    }

    fn block_on(future: impl Future<Output = ()>) {
        let waker = Arc::new(Unpark(thread::current())).into();
        let mut future = pin!(future);
        while future.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
            thread::park();
        }
    }

    #[test]
    fn it_waits_as_long_as_asked_whoever_comes_first() {
        let timer = timer();
        let waits = [30, 10, 20].map(|milliseconds| {
            thread::spawn(move || {
                let begin = Instant::now();
                block_on(timer.wait(Duration::from_millis(milliseconds)));
                assert!(begin.elapsed() >= Duration::from_millis(milliseconds));
            })
        });
        for wait in waits {
            wait.join().unwrap();
        }
        assert!(timer.queue().waiting.is_empty());
    }

    #[test]
    fn whoever_stops_waiting_leaves_nothing_behind() {
        let timer = timer();
        for _ in 0..1000 {
            let mut wait = pin!(timer.wait(Duration::from_secs(3600)));
            assert!(wait.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
            assert!(wait.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
            assert_eq!(timer.queue().waiting.len(), 1);
        }
        assert!(timer.queue().waiting.is_empty());
    }

    #[test]
    fn no_time_at_all_and_all_the_time_are_fine() {
        block_on(timer().wait(Duration::ZERO));
        let mut endless = pin!(timer().wait(Duration::MAX));
        assert!(endless.as_mut().poll(&mut Context::from_waker(Waker::noop())).is_pending());
    }
}
