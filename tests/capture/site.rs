//! A small documentation site on loopback, which remembers what it was asked.

use std::collections::{BTreeMap, VecDeque};
use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex, MutexGuard};
use std::thread;
use std::time::{Duration, Instant};

/// What the site answers to one question.
#[derive(Clone)]
pub(crate) struct Reply {
    status: u16,
    headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// How long it thinks before it answers.
    pause: Duration,
    /// Whether the body goes on for ever.
    endless: bool,
    /// Whether it does so letter by letter.
    trickling: bool,
}

impl Reply {
    pub(crate) fn new(status: u16, media_type: &str, body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("Content-Type".to_owned(), media_type.to_owned())];
        Self { status, headers, body: body.into(), pause: Duration::ZERO, endless: false, trickling: false }
    }

    pub(crate) fn markdown(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, "text/markdown; charset=utf-8", body)
    }

    pub(crate) fn html(body: impl Into<Vec<u8>>) -> Self {
        Self::new(200, "text/html", body)
    }

    pub(crate) fn status(status: u16) -> Self {
        Self::new(status, "text/plain", "no")
    }

    pub(crate) fn redirect(to: &str) -> Self {
        Self::status(302).header("Location", to)
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.headers.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn after(self, pause: Duration) -> Self {
        Self { pause, ..self }
    }

    pub(crate) fn endless(self) -> Self {
        Self { endless: true, ..self }
    }

    pub(crate) fn trickling(self) -> Self {
        Self { trickling: true, ..self.endless() }
    }
}

/// One question.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) target: String,
    pub(crate) headers: BTreeMap<String, String>,
    pub(crate) at: Instant,
}

#[derive(Default)]
struct State {
    /// The replies of a path, in order; the last one stays.
    replies: BTreeMap<String, VecDeque<Reply>>,
    asked: Vec<Asked>,
}

/// The site; it is there until the test ends.
#[derive(Clone)]
pub(crate) struct Site {
    pub(crate) address: SocketAddr,
    state: Arc<Mutex<State>>,
}

impl Site {
    pub(crate) fn start() -> Self {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a port is free");
        let address = listener.local_addr().expect("it has an address");
        let site = Self { address, state: Arc::default() };
        let serving = site.clone();
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let site = serving.clone();
                // A caller who hangs up has read enough.
                thread::spawn(move || site.serve(&stream));
            }
        });
        site
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().expect("nobody panics with it")
    }

    /// The address of a path here.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// What a path answers from now on; each reply once, the last one always.
    pub(crate) fn replies(&self, path: &str, replies: impl IntoIterator<Item = Reply>) {
        self.state().replies.insert(path.to_owned(), replies.into_iter().collect());
    }

    pub(crate) fn put(&self, path: &str, reply: Reply) {
        self.replies(path, [reply]);
    }

    pub(crate) fn take_away(&self, path: &str) {
        self.state().replies.remove(path);
    }

    /// What was asked since this was called last.
    pub(crate) fn asked(&self) -> Vec<Asked> {
        std::mem::take(&mut self.state().asked)
    }

    /// The same, without more than the paths.
    pub(crate) fn paths(&self) -> Vec<String> {
        self.asked().into_iter().map(|asked| asked.target).collect()
    }

    /// How often it was asked, without forgetting it.
    pub(crate) fn count(&self) -> usize {
        self.state().asked.len()
    }

    fn serve(&self, stream: &TcpStream) -> Option<()> {
        let mut reader = BufReader::new(stream.try_clone().ok()?);
        loop {
            let mut line = String::new();
            reader.read_line(&mut line).ok().filter(|length| *length > 0)?;
            let target = line.split(' ').nth(1)?.to_owned();
            let mut headers = BTreeMap::new();
            loop {
                let mut line = String::new();
                reader.read_line(&mut line).ok()?;
                let Some((name, value)) = line.trim_end().split_once(": ") else { break };
                headers.insert(name.to_ascii_lowercase(), value.to_owned());
            }
            let reply = self.reply(Asked { target, headers, at: Instant::now() });
            thread::sleep(reply.pause);
            send(&reply, stream)?;
        }
    }

    fn reply(&self, asked: Asked) -> Reply {
        let mut state = self.state();
        let path = asked.target.clone();
        let validators = [asked.headers.get("if-none-match"), asked.headers.get("if-modified-since")];
        let validators: Vec<String> = validators.into_iter().flatten().cloned().collect();
        state.asked.push(asked);
        let Some(replies) = state.replies.get_mut(&path) else { return Reply::status(404) };
        let first = replies.front().cloned().expect("a path has a reply");
        if replies.len() > 1 {
            replies.pop_front();
        }
        let is_known = |(name, value): &(String, String)| {
            ["ETag", "Last-Modified"].contains(&name.as_str()) && validators.contains(value)
        };
        if first.headers.iter().any(is_known) {
            Reply { body: Vec::new(), ..Reply::status(304) }
        } else {
            first
        }
    }
}

fn send(reply: &Reply, mut stream: &TcpStream) -> Option<()> {
    let headers = reply.headers.iter().map(|(name, value)| format!("{name}: {value}\r\n"));
    let length = (!reply.endless).then(|| format!("Content-Length: {}\r\n", reply.body.len()));
    let headers: String = headers.chain(length).collect();
    stream.write_all(format!("HTTP/1.1 {} Said\r\n{headers}\r\n", reply.status).as_bytes()).ok()?;
    stream.write_all(&reply.body).ok()?;
    if reply.endless {
        let more = vec![b'a'; if reply.trickling { 1 } else { 65536 }];
        loop {
            if reply.trickling {
                thread::sleep(Duration::from_millis(10));
            }
            stream.write_all(&more).ok()?;
        }
    }
    stream.flush().ok()
}

/// A Markdown page as sites publish them.
pub(crate) fn page(title: &str) -> String {
    format!(
        "# {title}\n\n## OpenAPI Specification\n\n```yaml\nopenapi: 3.0.1\ninfo:\n  title: ''\npaths: {{}}\n```\n"
    )
}

/// An index of these pages.
pub(crate) fn index(links: &[&str]) -> Reply {
    let items =
        links.iter().fold(String::new(), |items, link| items + &format!("- Orders [A page]({link}): one\n"));
    Reply::new(200, "text/plain", format!("# Acme\n\n## API Docs\n{items}"))
}

/// An HTML page of one endpoint, with these links.
pub(crate) fn article(title: &str, links: &str) -> Reply {
    Reply::html(format!(
        "<!DOCTYPE html><nav>{links}</nav><h1 class=\"_title_1\">{title}</h1>\
         <div class=\"_path_1\"><span class=\"_method_1\">GET</span><span class=\"_copyable_1\">/{}</span></div>\
         <h2>Responses</h2>",
        title.to_lowercase()
    ))
}
