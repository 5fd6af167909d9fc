//! A body of several parts, some of them files (`multipart/form-data`).

mod layout;

use crate::{Body, Error, NonceSource, Result};
use http::HeaderValue;
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::{self, Display};

/// The parts of a `multipart/form-data` body, in their order. Building one never fails: what is wrong with it is reported when it is sent.
///
/// ```
/// use client_runtime::{File, Multipart, Request};
///
/// let parts = Multipart::new()
///     .text("title", "A film")
///     .json("tags", &["short", "silent"])
///     .file("film", File::new("film.mp4", b"…".to_vec()).media_type("video/mp4"));
/// let request = Request::<()>::post("/films").multipart(parts);
/// ```
///
/// Where all parts are at hand, they are sent as one piece, which may be signed and sent again. With a
/// [stream](Body::stream) among them, the body is a stream; its length is known if that of each part is.
#[derive(Default)]
pub struct Multipart {
    parts: Vec<Part>,
}

/// A file to send: what it is called, and its content.
pub struct File {
    name: String,
    media_type: Cow<'static, str>,
    content: Body,
}

struct Part {
    name: Cow<'static, str>,
    file_name: Option<String>,
    media_type: Option<Cow<'static, str>>,
    /// Or why it could not be written.
    content: Result<Body, String>,
}

impl Multipart {
    /// No parts yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a field; the same name again adds another one.
    #[must_use]
    pub fn text(self, name: impl Into<Cow<'static, str>>, value: impl Display) -> Self {
        self.part(name.into(), None, Ok(value.to_string().into()))
    }

    /// Adds a field if there is a value.
    #[must_use]
    pub fn text_optional(self, name: impl Into<Cow<'static, str>>, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.text(name, value),
            None => self,
        }
    }

    /// Adds a field that holds JSON.
    #[must_use]
    pub fn json<T: Serialize + ?Sized>(self, name: impl Into<Cow<'static, str>>, value: &T) -> Self {
        let written = serde_json::to_vec(value).map(Body::from).map_err(|error| error.to_string());
        self.part(name.into(), Some("application/json".into()), written)
    }

    /// Adds a field that holds JSON if there is a value.
    #[must_use]
    pub fn json_optional<T: Serialize + ?Sized>(
        self,
        name: impl Into<Cow<'static, str>>,
        value: Option<&T>,
    ) -> Self {
        match value {
            Some(value) => self.json(name, value),
            None => self,
        }
    }

    /// Adds a file; the same name again adds another one.
    #[must_use]
    pub fn file(mut self, name: impl Into<Cow<'static, str>>, file: File) -> Self {
        self.parts.push(Part {
            name: name.into(),
            file_name: Some(file.name),
            media_type: Some(file.media_type),
            content: Ok(file.content),
        });
        self
    }

    /// Adds a file if there is one.
    #[must_use]
    pub fn file_optional(self, name: impl Into<Cow<'static, str>>, file: Option<File>) -> Self {
        match file {
            Some(file) => self.file(name, file),
            None => self,
        }
    }

    fn part(
        mut self,
        name: Cow<'static, str>,
        media_type: Option<Cow<'static, str>>,
        content: Result<Body, String>,
    ) -> Self {
        self.parts.push(Part { name, file_name: None, media_type, content });
        self
    }

    /// The media type with its boundary, and the body, for one attempt.
    pub(crate) fn lay_out(&self, nonces: &dyn NonceSource) -> Result<(HeaderValue, Body)> {
        let boundary = nonces.nonce(BOUNDARY)?;
        let is_usable = !boundary.is_empty()
            && boundary.len() <= 70
            && boundary.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
        if !is_usable {
            return Err(Error::request("the nonce source gave no letters and digits for a boundary"));
        }
        let media_type = HeaderValue::try_from(format!("multipart/form-data; boundary={boundary}"));
        let media_type = media_type
            .map_err(|source| Error::request("the boundary cannot travel in a header").because(source))?;
        layout::lay_out(&self.parts, &boundary).map(|body| (media_type, body))
    }

    pub(crate) fn share(&self) -> Self {
        Self { parts: self.parts.iter().map(Part::share).collect() }
    }

    pub(crate) fn is_spent(&self) -> bool {
        self.parts.iter().any(|part| part.content.as_ref().is_ok_and(Body::is_spent))
    }
}

/// How many random characters keep a boundary out of every content: 62 to this power are more than anybody can try.
const BOUNDARY: usize = 32;

impl File {
    /// A file of this name, which the server sees, and this content.
    pub fn new(name: impl Into<String>, content: impl Into<Body>) -> Self {
        Self { name: name.into(), media_type: "application/octet-stream".into(), content: content.into() }
    }

    /// What is in it, such as `image/png`; `application/octet-stream` by default.
    #[must_use]
    pub fn media_type(mut self, media_type: impl Into<Cow<'static, str>>) -> Self {
        self.media_type = media_type.into();
        self
    }
}

impl Part {
    fn share(&self) -> Self {
        let content = match &self.content {
            Ok(body) => Ok(body.share()),
            Err(reason) => Err(reason.clone()),
        };
        Self {
            name: self.name.clone(),
            file_name: self.file_name.clone(),
            media_type: self.media_type.clone(),
            content,
        }
    }
}

impl fmt::Debug for Multipart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(&self.parts).finish()
    }
}

impl fmt::Debug for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.content {
            Ok(body) => write!(f, "{:?}: {body:?}", self.name),
            Err(_) => write!(f, "{:?}: unwritable", self.name),
        }
    }
}

impl fmt::Debug for File {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("File")
            .field("name", &self.name)
            .field("media_type", &self.media_type)
            .field("content", &self.content)
            .finish()
    }
}
