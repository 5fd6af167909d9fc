//! Query parameters that hold more than one value, in the styles that OpenAPI knows.

use super::Request;
use crate::form;
use crate::outgoing::encoded;
use serde::Serialize;
use std::borrow::Cow;
use std::fmt::Display;

/// How a list stands in a query. Each item is percent-encoded, so that none can be taken for two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ListStyle {
    /// `id=1&id=2`: the style `form`, exploded, which is OpenAPI's default.
    Repeated,
    /// `id=1,2`: the style `form`, not exploded.
    Comma,
    /// `id=1%202`: the style `spaceDelimited`.
    Space,
    /// `id=1%7C2`: the style `pipeDelimited`.
    Pipe,
}

/// A parameter as it is asked for, and as it is sent if that is not its plain encoding.
#[derive(Clone, Debug)]
pub(super) struct Parameter {
    pub(super) name: Cow<'static, str>,
    pub(super) value: String,
    pub(super) encoded: Option<String>,
}

impl Parameter {
    pub(super) fn plain(name: impl Into<Cow<'static, str>>, value: String) -> Self {
        Self { name: name.into(), value, encoded: None }
    }
}

/// Query parameters that are lists or objects.
impl<T> Request<T> {
    /// Adds a list as a query parameter. An empty list adds nothing.
    ///
    /// ```
    /// use client_runtime::{ListStyle, Request};
    ///
    /// let request = Request::<()>::get("/orders").query_list("id", [1, 2], ListStyle::Comma);
    /// assert!(request.query_parameters().eq([("id", "1,2")]));
    /// ```
    pub fn query_list(
        mut self,
        name: impl Into<Cow<'static, str>>,
        items: impl IntoIterator<Item = impl Display>,
        style: ListStyle,
    ) -> Self {
        let name = name.into();
        let items: Vec<_> = items.into_iter().map(|item| item.to_string()).collect();
        let (separator, sent) = match style {
            ListStyle::Repeated => {
                self.query.extend(items.into_iter().map(|item| Parameter::plain(name.clone(), item)));
                return self;
            }
            ListStyle::Comma => (",", ","),
            ListStyle::Space => (" ", "%20"),
            ListStyle::Pipe => ("|", "%7C"),
        };
        if !items.is_empty() {
            let encoded = items.iter().map(|item| encoded(item)).collect::<Vec<_>>().join(sent);
            self.query.push(Parameter { name, value: items.join(separator), encoded: Some(encoded) });
        }
        self
    }

    /// Adds an object as a query parameter, one for each of its fields: `filter[state]=open` (the style `deepObject`). A field that is a
    /// list repeats, `null` is left out, and what is nested deeper is sent as its JSON text.
    ///
    /// A value that is no object is reported when the request is sent.
    pub fn query_object<V: Serialize + ?Sized>(self, name: impl Into<Cow<'static, str>>, value: &V) -> Self {
        let name = name.into();
        self.query_of_fields(value, |field| Cow::from(format!("{name}[{field}]")))
    }

    /// Adds each field of an object as a query parameter of its own: `state=open` (the style `form` of an object, exploded).
    ///
    /// A value that is no object is reported when the request is sent.
    pub fn query_fields<V: Serialize + ?Sized>(self, value: &V) -> Self {
        self.query_of_fields(value, Cow::from)
    }

    /// Adds an object as one query parameter, names and values in turn: `color=R,100,G,200` (a style that is not exploded). A field that is
    /// a list repeats its name, and `null` is left out. An object without fields adds nothing.
    ///
    /// A value that is no object is reported when the request is sent.
    ///
    /// ```
    /// use client_runtime::{ListStyle, Request};
    /// use std::collections::BTreeMap;
    ///
    /// let color = BTreeMap::from([("G", 200), ("R", 100)]);
    /// let request = Request::<()>::get("/lamps").query_joined("color", &color, ListStyle::Comma);
    /// assert!(request.query_parameters().eq([("color", "G,200,R,100")]));
    /// ```
    pub fn query_joined<V: Serialize + ?Sized>(
        mut self,
        name: impl Into<Cow<'static, str>>,
        value: &V,
        style: ListStyle,
    ) -> Self {
        if style == ListStyle::Repeated {
            return self.query_fields(value);
        }
        match form::fields(value) {
            Ok(fields) => {
                self.query_list(name, fields.into_iter().flat_map(|(field, value)| [field, value]), style)
            }
            Err(reason) => {
                self.problem = Some(unwritable(&reason));
                self
            }
        }
    }

    /// Adds an object as one query parameter if there is one.
    pub fn query_joined_optional<V: Serialize + ?Sized>(
        self,
        name: impl Into<Cow<'static, str>>,
        value: Option<&V>,
        style: ListStyle,
    ) -> Self {
        match value {
            Some(value) => self.query_joined(name, value, style),
            None => self,
        }
    }

    fn query_of_fields<V: Serialize + ?Sized>(
        mut self,
        value: &V,
        name: impl Fn(String) -> Cow<'static, str>,
    ) -> Self {
        match form::fields(value) {
            Ok(fields) => {
                let fields = fields.into_iter();
                self.query.extend(fields.map(|(field, value)| Parameter::plain(name(field), value)));
            }
            Err(reason) => self.problem = Some(unwritable(&reason)),
        }
        self
    }
}

fn unwritable(reason: &str) -> String {
    format!("a query parameter cannot be written: {reason}")
}
