//! Invented pages, rendered in each form in which people capture them: one model, so that the same page in two
//! forms can be compared, and an API of any size can be made.

pub(crate) mod api;
mod article;
mod example;
mod markdown;
pub(crate) mod payload;
mod text;

use generator::scrape::Capture;

/// A page about one endpoint.
#[derive(Clone, Debug)]
pub(crate) struct Page {
    pub(crate) title: String,
    /// `GET` and so on.
    pub(crate) verb: &'static str,
    pub(crate) path: String,
    pub(crate) folder: String,
    pub(crate) description: Option<String>,
    pub(crate) path_parameters: Vec<Member>,
    pub(crate) query: Vec<Member>,
    pub(crate) headers: Vec<Member>,
    /// A body of JSON.
    pub(crate) body: Option<Value>,
    /// By status, with the words behind it.
    pub(crate) answers: Vec<(u16, &'static str, Value)>,
    /// `YYYY-MM-DD HH:MM:SS`
    pub(crate) modified: &'static str,
}

/// A parameter, or a member of an object.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    pub(crate) title: Option<String>,
    pub(crate) description: Option<String>,
    pub(crate) required: bool,
    pub(crate) nullable: bool,
    pub(crate) value: Value,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    /// A string with a format word.
    String(Option<&'static str>),
    /// A string that is one of these.
    Listed(Vec<String>),
    /// An integer with a format word.
    Integer(Option<&'static str>),
    Number,
    Boolean,
    List(Box<Value>),
    Object {
        /// Name of its schema.
        name: Option<String>,
        members: Vec<Member>,
    },
}

/// A form in which a page is captured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Text,
    /// Text without blank lines and indentation.
    Flattened,
    /// Text of a share page.
    Shared,
    Markdown,
    /// HTML with the model of the page, as the server sends it to a program.
    Payload,
    /// HTML with the article, as a browser saves it.
    Article,
    /// HTML with both.
    Html,
}

impl Page {
    /// The page as it is captured in a form, named after its place in the API.
    pub(crate) fn captured(&self, form: Form, number: usize) -> Capture {
        let (text, extension) = match form {
            Form::Text => (text::render(self), "txt"),
            Form::Flattened => (text::flattened(self), "txt"),
            Form::Shared => (text::shared(self), "txt"),
            Form::Markdown => (markdown::render(self), "md"),
            Form::Payload => (payload::render(self, ""), "html"),
            Form::Article => (article::render(self), "html"),
            Form::Html => (payload::render(self, &article::inside(self)), "html"),
        };
        Capture { file: format!("captures/en/{number:05}.{extension}").into(), bytes: text.into_bytes() }
    }
}

impl Member {
    pub(crate) fn required(name: &str, value: Value) -> Self {
        Self { name: name.to_owned(), title: None, description: None, required: true, nullable: false, value }
    }

    pub(crate) fn optional(name: &str, value: Value) -> Self {
        Self { required: false, ..Self::required(name, value) }
    }

    pub(crate) fn titled(self, title: &str) -> Self {
        Self { title: Some(title.to_owned()), ..self }
    }

    pub(crate) fn described(self, description: &str) -> Self {
        Self { description: Some(description.to_owned()), ..self }
    }

    pub(crate) fn nullable(self) -> Self {
        Self { nullable: true, ..self }
    }
}

impl Value {
    /// What lists, and lists of lists, hold: a row shows what is below them as its own.
    fn innermost(&self) -> &Self {
        match self {
            Self::List(items) => items.innermost(),
            other => other,
        }
    }

    /// The schemas with a name in this value, inner ones first, each once.
    pub(crate) fn named(&self, found: &mut Vec<(String, Value)>) {
        match self {
            Self::List(items) => items.named(found),
            Self::Object { name, members } => {
                for member in members {
                    member.value.named(found);
                }
                if let Some(name) = name
                    && !found.iter().any(|(known, _)| known == name)
                {
                    found.push((name.clone(), self.clone()));
                }
            }
            _ => {}
        }
    }
}

/// A parameter whose description stands beside its schema, not in it.
fn worded_outside(member: &Member) -> Member {
    Member { description: None, ..member.clone() }
}

/// The type expression of a value, as rows print it.
fn words(value: &Value) -> String {
    let formatted = |word: &str, format: Option<&str>| {
        format.map_or_else(|| word.to_owned(), |format| format!("{word} <{format}>"))
    };
    match value {
        Value::String(format) => formatted("string", *format),
        Value::Listed(_) => "enum<string>".to_owned(),
        Value::Integer(format) => formatted("integer", *format),
        Value::Number => "number".to_owned(),
        Value::Boolean => "boolean".to_owned(),
        Value::List(items) => format!("array [{}]", words(items)),
        Value::Object { name: Some(name), members } => format!("object ({name}) {{{}}}", members.len()),
        Value::Object { name: None, members } => format!("object {{{}}}", members.len()),
    }
}
