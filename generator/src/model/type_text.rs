//! How a Rust type is written.

use super::rust::{ItemPath, RustType};

impl RustType {
    /// The type as text, with generated types written by `path`.
    pub(crate) fn text(&self, path: &impl Fn(&ItemPath) -> String) -> String {
        match self {
            Self::Unit => "()".to_owned(),
            Self::String => "String".to_owned(),
            Self::Integer => "i64".to_owned(),
            Self::Boolean => "bool".to_owned(),
            Self::Number => "Number".to_owned(),
            Self::NumberOrString => "NumberOrString".to_owned(),
            Self::Json => "Json".to_owned(),
            Self::List(items) => format!("Vec<{}>", items.text(path)),
            Self::Map(entries) => format!("BTreeMap<String, {}>", entries.text(path)),
            Self::Optional(value) => format!("Option<{}>", value.text(path)),
            Self::Boxed(value) => format!("Box<{}>", value.text(path)),
            Self::Enveloped(data) => format!("Envelope<{}>", data.text(path)),
            // APIs have a `File` or a `Body` of their own, so that these are never imported.
            Self::Body => "client_runtime::Body".to_owned(),
            Self::File => "client_runtime::File".to_owned(),
            Self::Multipart => "client_runtime::Multipart".to_owned(),
            Self::Download => "client_runtime::Download".to_owned(),
            Self::Item(item) => path(item),
        }
    }
}
