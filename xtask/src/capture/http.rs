//! One exchange with a server: bounded in size and time, at an address that was checked.

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt;
use std::io;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use reqwest::header::{self, HeaderMap, HeaderName};
use reqwest::redirect::Policy;
use reqwest::{Client, Response};
use tokio::runtime::{Builder, Runtime};
use url::Url;

use super::address::is_public;
use super::location::host;

/// How we introduce ourselves; `robots.txt` may name us so.
pub(super) const ROBOT: &str = "api-docs-capture";

/// A host that does not answer the phone in this time is not there.
const CONNECTING: Duration = Duration::from_secs(10);

/// Longer validators are not worth keeping.
const LONGEST_VALIDATOR: usize = 300;

/// What a server is asked.
pub(super) trait Fetch {
    /// Asks for a page, or whether it is still the one that these validators belong to. Redirects are answers.
    fn get(&self, url: &Url, validators: &Validators, most: usize) -> Result<Answer, Failure>;
}

/// What tells one version of a page from another.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Validators {
    pub(super) etag: Option<String>,
    pub(super) last_modified: Option<String>,
}

/// An answer of a server.
#[derive(Clone, Debug, Default)]
pub(super) struct Answer {
    pub(super) status: u16,
    /// Media type in lower case, without parameters: what they say of the charset is wrong too often.
    pub(super) media_type: Option<String>,
    pub(super) validators: Validators,
    pub(super) retry_after: Option<String>,
    pub(super) location: Option<String>,
    pub(super) body: Vec<u8>,
}

/// Why there is no answer.
#[derive(Clone, Debug)]
pub(super) enum Failure {
    /// It may be there the next time.
    Passing(String),
    /// It will be the same the next time.
    Lasting(String),
}

/// A client of one web that asks one thing at a time.
pub(super) struct Http {
    runtime: Runtime,
    client: Client,
    named: Arc<BTreeSet<String>>,
}

impl Http {
    /// One that reaches the public internet, and the hosts in `named` wherever they lie.
    pub(super) fn new(named: BTreeSet<String>, timeout: Duration) -> io::Result<Self> {
        let named = Arc::new(named);
        let client = Client::builder()
            .user_agent(concat!("api-docs-capture/", env!("CARGO_PKG_VERSION")))
            .redirect(Policy::none())
            .referer(false)
            // A proxy would look names up for us, and could not check where they lead.
            .no_proxy()
            .dns_resolver(Arc::new(Checked(Arc::clone(&named))))
            .connect_timeout(CONNECTING.min(timeout))
            .timeout(timeout)
            .build()
            .map_err(io::Error::other)?;
        let runtime = Builder::new_current_thread().enable_all().build()?;
        Ok(Self { runtime, client, named })
    }

    async fn exchange(&self, url: &Url, validators: &Validators, most: usize) -> Result<Answer, Failure> {
        let mut request = self.client.get(url.clone()).header(
            header::ACCEPT,
            "text/markdown, text/html;q=0.9, application/json;q=0.8, application/yaml;q=0.8, text/plain;q=0.8, */*;q=0.1",
        );
        for (name, value) in [
            (header::IF_NONE_MATCH, &validators.etag),
            (header::IF_MODIFIED_SINCE, &validators.last_modified),
        ] {
            if let Some(value) = value {
                request = request.header(name, value);
            }
        }
        let mut response = request.send().await.map_err(failure)?;
        // What is asked for and understood is unpacked by now, and not called packed any more.
        if let Some(packed) =
            text(response.headers(), &header::CONTENT_ENCODING).filter(|way| way != "identity")
        {
            return Err(Failure::Lasting(format!("it is packed by `{packed}`, which was not asked for")));
        }
        let mut answer = answer(&response);
        if response.content_length().is_some_and(|length| length > u64::try_from(most).unwrap_or(u64::MAX)) {
            return Err(too_large(most));
        }
        // What is counted is what was unpacked.
        while let Some(piece) = response.chunk().await.map_err(failure)? {
            if answer.body.len() + piece.len() > most {
                return Err(too_large(most));
            }
            answer.body.extend_from_slice(&piece);
        }
        Ok(answer)
    }
}

impl Fetch for Http {
    fn get(&self, url: &Url, validators: &Validators, most: usize) -> Result<Answer, Failure> {
        // Addresses that are written out are looked up nowhere, so that the resolver never sees them.
        if let Ok(address) = host(url).parse::<IpAddr>()
            && !is_public(address)
            && !self.named.contains(&host(url))
        {
            return Err(Failure::Lasting(Private { name: host(url), address }.to_string()));
        }
        self.runtime.block_on(self.exchange(url, validators, most))
    }
}

fn too_large(most: usize) -> Failure {
    Failure::Lasting(format!("it is larger than {} MB", most / 1_000_000))
}

fn answer(response: &Response) -> Answer {
    let headers = response.headers();
    let media_type = text(headers, &header::CONTENT_TYPE);
    let validator = |name| text(headers, &name).filter(|value| value.len() <= LONGEST_VALIDATOR);
    Answer {
        status: response.status().as_u16(),
        media_type: media_type
            .map(|value| value.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()),
        validators: Validators {
            etag: validator(header::ETAG),
            last_modified: validator(header::LAST_MODIFIED),
        },
        retry_after: text(headers, &header::RETRY_AFTER),
        location: text(headers, &header::LOCATION),
        body: Vec::new(),
    }
}

fn text(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    Some(headers.get(name)?.to_str().ok()?.trim().to_owned()).filter(|value| !value.is_empty())
}

fn failure(error: reqwest::Error) -> Failure {
    // The address may hold what is secret.
    let error = error.without_url();
    let mut deepest: &dyn Error = &error;
    while let Some(cause) = deepest.source() {
        deepest = cause;
    }
    if deepest.is::<Private>() {
        return Failure::Lasting(deepest.to_string());
    }
    if error.is_timeout() {
        return Failure::Passing("it took too long".to_owned());
    }
    Failure::Passing(if error.is_connect() {
        format!("no connection: {deepest}")
    } else {
        deepest.to_string()
    })
}

/// Looks names up, and gives connections nothing but addresses that were checked.
struct Checked(Arc<BTreeSet<String>>);

impl Resolve for Checked {
    fn resolve(&self, name: Name) -> Resolving {
        let name = name.as_str().trim_end_matches('.').to_ascii_lowercase();
        let may_be_private = self.0.contains(&name);
        Box::pin(async move {
            let found: Vec<SocketAddr> = tokio::net::lookup_host((name.as_str(), 0)).await?.collect();
            let private = found.iter().map(SocketAddr::ip).find(|address| !is_public(*address));
            match private.filter(|_| !may_be_private) {
                Some(address) => Err(Private { name, address }.into()),
                None => Ok(Box::new(found.into_iter()) as Addrs),
            }
        })
    }
}

/// A name leads into a private network.
#[derive(Debug)]
struct Private {
    name: String,
    address: IpAddr,
}

impl fmt::Display for Private {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, address } = self;
        write!(
            formatter,
            "{name} lies at {address}, which is not on the public internet; if you mean it, add `--private {name}`"
        )
    }
}

impl Error for Private {}
