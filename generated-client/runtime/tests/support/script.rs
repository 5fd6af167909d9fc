//! A transport that does what a script says, attempt after attempt, and lets no time pass.

use client_runtime::{Body, Limits, Sleep, Transport, TransportError, TransportFuture};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// What the server does with one attempt.
#[derive(Clone, Copy)]
pub enum Step {
    Answer(u16, &'static str),
    RetryAfter(u16, &'static str),
    Fail(fn() -> TransportError),
    Hang,
}

pub const DONE: Step = Step::Answer(200, "{}");
pub const CONNECT: Step = Step::Fail(|| TransportError::connect("refused"));
pub const CONNECT_TIMEOUT: Step = Step::Fail(|| TransportError::connect_timeout("late"));
pub const INTERRUPTED: Step = Step::Fail(|| TransportError::interrupted("reset"));
pub const TIMEOUT: Step = Step::Fail(|| TransportError::timeout("late"));
pub const TOO_LARGE: Step = Step::Fail(|| TransportError::too_large(1));
pub const UNSENDABLE: Step = Step::Fail(|| TransportError::unsendable("no"));

/// Does one step for each attempt, the last one again and again. Time does not pass in it: every sleep ends at once.
#[derive(Clone)]
pub struct Script {
    state: Arc<Mutex<State>>,
}

struct State {
    steps: VecDeque<Step>,
    sent: Vec<(http::Request<Body>, Limits)>,
    slept: Vec<Duration>,
}

impl Script {
    pub fn new(steps: &[Step]) -> Self {
        let state = State { steps: steps.iter().copied().collect(), sent: Vec::new(), slept: Vec::new() };
        Self { state: Arc::new(Mutex::new(state)) }
    }

    /// How often something was sent.
    pub fn sent(&self) -> usize {
        self.state.lock().unwrap().sent.len()
    }

    /// What sleeps were asked for.
    pub fn slept(&self) -> Vec<Duration> {
        self.state.lock().unwrap().slept.clone()
    }

    /// How long each attempt might take.
    pub fn limits(&self) -> Vec<Duration> {
        self.state.lock().unwrap().sent.iter().map(|(_, limits)| limits.timeout).collect()
    }

    /// The value of a header in each attempt.
    pub fn header(&self, name: &str) -> Vec<String> {
        let state = self.state.lock().unwrap();
        state.sent.iter().map(|(request, _)| request.headers()[name].to_str().unwrap().to_owned()).collect()
    }
}

impl Transport for Script {
    fn send(&self, request: http::Request<Body>, limits: Limits) -> TransportFuture<'_> {
        let mut state = self.state.lock().unwrap();
        state.sent.push((request, limits));
        let step = state.steps[0];
        if state.steps.len() > 1 {
            state.steps.pop_front();
        }
        let answer = |status: u16, body: &'static str, retry_after: Option<&str>| {
            let mut answer = http::Response::builder().status(status);
            if let Some(text) = retry_after {
                answer = answer.header("retry-after", text);
            }
            Ok(answer.body(Body::from(body)).unwrap())
        };
        let outcome = match step {
            Step::Answer(status, body) => answer(status, body, None),
            Step::RetryAfter(status, text) => answer(status, "", Some(text)),
            Step::Fail(error) => Err(error()),
            Step::Hang => return Box::pin(std::future::pending()),
        };
        Box::pin(async { outcome })
    }

    fn sleep(&self, duration: Duration) -> Sleep {
        self.state.lock().unwrap().slept.push(duration);
        Box::pin(async {})
    }
}
