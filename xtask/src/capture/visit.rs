//! A visit to one page: as `robots.txt` asks, at a measured pace, again after failures that pass, never to another host.

use std::collections::BTreeMap;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use url::Url;

use super::http::{Answer, Failure, Fetch, ROBOT, Validators};
use super::location::{clean, follow, host, is_same_site};
use super::robots::{self, Robots};

/// Longer pages are not taken.
const LONGEST_PAGE: usize = 16_000_000;

/// More redirects than this lead nowhere.
const MOST_HOPS: usize = 5;

/// A page is asked for so often before it is given up.
const ATTEMPTS: u32 = 4;

/// The first pause before an attempt is repeated, unless the pace is slower; each further one is twice as long.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// Nobody is waited for longer.
const LONGEST_PAUSE: Duration = Duration::from_secs(120);

/// How a visit went.
#[derive(Debug)]
pub(super) enum Visit {
    /// The page is here; `url` is where it was found after redirects, and `for_good` whether they are all to stay.
    Page { url: Url, for_good: bool, answer: Answer },
    /// The page at `url` is the one that is known.
    Same { url: Url },
    /// There is no such page.
    Gone,
    /// It is not for us.
    Refused(String),
    /// It may be had another time.
    Failed(String),
}

/// Visits pages, one at a time.
pub(super) struct Visitor<'run> {
    fetch: &'run dyn Fetch,
    delay: Duration,
    last: Option<Instant>,
    /// What each site asks of robots.
    robots: BTreeMap<String, Result<Robots, String>>,
}

impl<'run> Visitor<'run> {
    /// One that waits so long between two questions, or longer where a site asks for it.
    pub(super) const fn new(fetch: &'run dyn Fetch, delay: Duration) -> Self {
        Self { fetch, delay, last: None, robots: BTreeMap::new() }
    }

    /// Visits a page; `known` gives what is known of it, and of where it redirects to.
    pub(super) fn visit(&mut self, url: &Url, known: &dyn Fn(&Url) -> Validators) -> Visit {
        let (mut url, mut for_good) = (url.clone(), true);
        for _ in 0..=MOST_HOPS {
            match self.is_allowed(&url) {
                Ok(true) => {}
                Ok(false) => return Visit::Refused("robots.txt asks robots not to read it".to_owned()),
                Err(why) => return Visit::Failed(format!("robots.txt cannot be read ({why})")),
            }
            let validators = known(&url);
            let answer = match self.ask(&url, &validators, LONGEST_PAGE) {
                Ok(answer) => answer,
                Err(Failure::Passing(why)) => return Visit::Failed(why),
                Err(Failure::Lasting(why)) => return Visit::Refused(why),
            };
            match answer.status {
                200 => return Visit::Page { url, for_good, answer },
                304 if validators != Validators::default() => return Visit::Same { url },
                404 | 410 => return Visit::Gone,
                301 | 302 | 303 | 307 | 308 => match onward(&url, answer.location.as_deref()) {
                    Ok(next) => {
                        url = next;
                        for_good &= matches!(answer.status, 301 | 308);
                    }
                    Err(why) => return Visit::Refused(why),
                },
                401 | 403 => {
                    return Visit::Refused(format!(
                        "the server lets nobody in without permission ({})",
                        answer.status
                    ));
                }
                status => return Visit::Refused(format!("the server answers {status}")),
            }
        }
        Visit::Refused(format!("it redirects more than {MOST_HOPS} times"))
    }

    fn is_allowed(&mut self, url: &Url) -> Result<bool, String> {
        let site = url.origin().ascii_serialization();
        if !self.robots.contains_key(&site) {
            let read = self.read_robots(url);
            self.robots.insert(site.clone(), read);
        }
        let path =
            url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        match self.robots.get(&site) {
            Some(Ok(robots)) => Ok(robots.allows(&path)),
            Some(Err(why)) => Err(why.clone()),
            None => Ok(true),
        }
    }

    /// As RFC 9309 has it: without a file all is allowed; while it cannot be had nothing is.
    fn read_robots(&mut self, page: &Url) -> Result<Robots, String> {
        let Some(mut url) = follow(page, "/robots.txt") else { return Ok(Robots::default()) };
        for _ in 0..=MOST_HOPS {
            // Rules that go on for ever are as good as none that we could follow; nobody means them.
            let answer = match self.ask(&url, &Validators::default(), 4 * robots::LONGEST) {
                Ok(answer) => answer,
                Err(Failure::Passing(why) | Failure::Lasting(why)) => return Err(why),
            };
            match answer.status {
                200 => return Ok(Robots::parse(&answer.body, ROBOT)),
                301 | 302 | 303 | 307 | 308 => match onward(&url, answer.location.as_deref()) {
                    Ok(next) => url = next,
                    Err(_) => break,
                },
                _ => break,
            }
        }
        Ok(Robots::default())
    }

    /// Asks until there is an answer that stays, or patience ends.
    fn ask(&mut self, url: &Url, validators: &Validators, most: usize) -> Result<Answer, Failure> {
        let mut pause = FIRST_PAUSE.max(self.delay);
        for attempt in 1.. {
            self.keep_pace(url);
            let (why, asked) = match self.fetch.get(url, validators, most) {
                Ok(answer) if matches!(answer.status, 408 | 425 | 429 | 500..) => (
                    format!("the server answers {}", answer.status),
                    answer.retry_after.as_deref().and_then(wait),
                ),
                Err(Failure::Passing(why)) => (why, None),
                done => return done,
            };
            if let Some(asked) = asked.filter(|asked| *asked > LONGEST_PAUSE) {
                let why = format!("{why} and asks to come back in {} s", asked.as_secs());
                return Err(Failure::Passing(why));
            }
            if attempt == ATTEMPTS {
                return Err(Failure::Passing(format!("{why}, {ATTEMPTS} times in a row")));
            }
            sleep(asked.unwrap_or(pause).max(self.delay));
            pause = (pause * 2).min(LONGEST_PAUSE);
        }
        Err(Failure::Passing("it was not asked for".to_owned()))
    }

    /// Waits until it is polite to ask again.
    fn keep_pace(&mut self, url: &Url) {
        let site = self.robots.get(&url.origin().ascii_serialization());
        let asked = site.and_then(|robots| robots.as_ref().ok()?.delay).unwrap_or_default();
        if let Some(last) = self.last {
            sleep((last + self.delay.max(asked)).saturating_duration_since(Instant::now()));
        }
        self.last = Some(Instant::now());
    }
}

/// Where a redirect leads, when it stays on the site.
fn onward(from: &Url, location: Option<&str>) -> Result<Url, String> {
    let Some(next) = location.and_then(|location| follow(from, location)) else {
        return Err("it redirects to nowhere".to_owned());
    };
    if is_same_site(from, &next) {
        return Ok(next);
    }
    if host(from) == host(&next) {
        return Err(format!("it redirects to {}, on another port or without TLS", clean(&next)));
    }
    Err(format!("it redirects to another host, {}", host(&next)))
}

/// How long `Retry-After` asks to wait: seconds or a date.
fn wait(text: &str) -> Option<Duration> {
    let seconds = text.parse().ok().map(Duration::from_secs);
    let until = || httpdate::parse_http_date(text).ok()?.duration_since(SystemTime::now()).ok();
    seconds.or_else(until)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    /// A site with one page, which says what it was asked.
    struct Site(RefCell<Vec<String>>, fn(&str) -> Result<Answer, Failure>);

    impl Fetch for Site {
        fn get(&self, url: &Url, _: &Validators, _: usize) -> Result<Answer, Failure> {
            self.0.borrow_mut().push(url.to_string());
            (self.1)(url.path())
        }
    }

    fn answer(status: u16) -> Answer {
        Answer { status, ..Answer::default() }
    }

    fn visit(site: &Site, url: &str) -> Visit {
        Visitor::new(site, Duration::ZERO).visit(&Url::parse(url).unwrap(), &|_| Validators::default())
    }

    #[test]
    fn a_redirect_stays_on_the_site() {
        let site = Site(RefCell::default(), |path| {
            let location = match path {
                "/a" => "/b",
                "/c" => "http://docs.example/b",
                "/d" => "https://169.254.169.254/latest",
                "/loop" => "/loop",
                "/b" => return Ok(answer(200)),
                _ => return Ok(answer(404)),
            };
            Ok(Answer { location: Some(location.to_owned()), ..answer(302) })
        });
        let Visit::Page { url, .. } = visit(&site, "https://docs.example/a") else { panic!() };
        assert_eq!(url.as_str(), "https://docs.example/b");
        for (path, why) in
            [("c", "without TLS"), ("d", "another host, 169.254.169.254"), ("loop", "more than 5 times")]
        {
            let Visit::Refused(told) = visit(&site, &format!("https://docs.example/{path}")) else {
                panic!("{path}")
            };
            assert!(told.contains(why), "{told}");
        }
        assert!(site.0.borrow().iter().all(|url| url.starts_with("https://docs.example/")));
    }

    #[test]
    fn nothing_is_read_while_robots_txt_fails() {
        let site = Site(RefCell::default(), |path| match path {
            "/robots.txt" => Err(Failure::Lasting("out of order".to_owned())),
            _ => Ok(answer(200)),
        });
        assert!(
            matches!(visit(&site, "https://docs.example/a"), Visit::Failed(why) if why.contains("out of order"))
        );
        assert_eq!(site.0.borrow().len(), 1);
    }

    #[test]
    fn a_wait_is_seconds_or_a_date() {
        assert_eq!(wait("7"), Some(Duration::from_secs(7)));
        assert!(wait("Fri, 31 Dec 9999 23:59:59 GMT").unwrap() > LONGEST_PAUSE);
        assert_eq!((wait("soon"), wait("Fri, 31 Dec 1999 23:59:59 GMT")), (None, None));
    }
}
