//! What the client is in Rust: every name chosen, every reference resolved, nothing printed.

mod call_example;
mod description;
mod envelope;
mod function;
mod multipart;
mod promise;
mod statuses;

use super::docs::Docs;
use super::rust_name::RustName;
pub use call_example::{Answer, CallExample, Expression};
pub use description::{AuthenticationField, Description, Server, ServerVariable, Signing};
pub use envelope::{Envelope, EnvelopeField, Role};
pub use function::{Argument, By, Function, ListStyle, Step, Takes, Value};
pub use multipart::{MultipartPart, PartKind};
pub use promise::{PageConstant, Promise};
pub use statuses::{StatusVariant, Statuses, StatusesOf};

/// A generated client.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Model {
    /// Docs of the root module.
    pub docs: Docs,
    /// The facts about the API that the runtime needs.
    pub description: Description,
    /// The object around every response.
    pub envelope: Option<Envelope>,
    /// One module for each API group, and one for what several use.
    pub modules: Vec<Module>,
}

/// A module: one file.
#[derive(Clone, Debug, PartialEq)]
pub struct Module {
    /// Its name and those of the modules around it, outermost first.
    pub path: Vec<RustName>,
    /// The cargo features of which one must be on; none where it is always compiled.
    pub features: Vec<String>,
    /// What it is for.
    pub docs: Docs,
    /// What it uses from elsewhere.
    pub imports: Vec<Import>,
    /// Its functions and types, in the order of the documentation.
    pub items: Vec<Item>,
    /// The files that promise the fields of its types.
    pub pages: Vec<PageConstant>,
    /// The modules in it.
    pub modules: Vec<Module>,
    /// The captured examples of its endpoints.
    pub tests: Vec<RoundTrip>,
    /// What the tests use from the client.
    pub test_imports: Vec<Import>,
}

/// One `use`: names from one path.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    /// Where the names come from: `["client_runtime"]`.
    pub path: Vec<String>,
    /// The names, sorted.
    pub names: Vec<String>,
}

/// Something a module holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Item {
    /// An endpoint.
    Function(Function),
    /// An object.
    Struct(Struct),
    /// An enumeration that keeps values it does not know.
    OpenEnum(OpenEnum),
    /// A value of one of several shapes.
    Union(Union),
    /// What comes with one of several statuses.
    Statuses(Statuses),
    /// A list or a map that deserves a name.
    Alias(Alias),
}

impl Item {
    /// The name of the type; functions have none.
    #[must_use]
    pub const fn type_name(&self) -> Option<&RustName> {
        match self {
            Self::Function(_) => None,
            Self::Struct(item) => Some(&item.name),
            Self::OpenEnum(item) => Some(&item.name),
            Self::Union(item) => Some(&item.name),
            Self::Statuses(item) => Some(&item.name),
            Self::Alias(item) => Some(&item.name),
        }
    }
}

/// A type.
#[derive(Clone, Debug, PartialEq)]
pub enum RustType {
    /// `()`
    Unit,
    /// `String`
    String,
    /// `i64`
    Integer,
    /// `bool`
    Boolean,
    /// Any number, without loss.
    Number,
    /// A number or a string.
    NumberOrString,
    /// Any JSON, without loss.
    Json,
    /// `Vec<_>`
    List(Box<RustType>),
    /// `BTreeMap<String, _>`
    Map(Box<RustType>),
    /// `Option<_>`
    Optional(Box<RustType>),
    /// `Box<_>`
    Boxed(Box<RustType>),
    /// `Envelope<_>`
    Enveloped(Box<RustType>),
    /// The bytes of a body that is sent: `client_runtime::Body`
    Body,
    /// A file that is sent: `client_runtime::File`
    File,
    /// Parts that are sent: `client_runtime::Multipart`
    Multipart,
    /// The bytes of a body that comes: `client_runtime::Download`
    Download,
    /// A generated type.
    Item(ItemPath),
}

/// Where a generated type stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ItemPath {
    /// The module, outermost name first.
    pub module: Vec<RustName>,
    /// The type.
    pub name: RustName,
    /// What is written before the name where it is used, since the name alone means another type there.
    pub qualified: Vec<String>,
}

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub struct Struct {
    /// What the docs say.
    pub docs: Docs,
    /// Its name.
    pub name: RustName,
    /// What it is for.
    pub purpose: Purpose,
    /// Whether every field may be left out.
    pub default: bool,
    /// Whether its names on the wire are the camel case of its fields' names.
    pub camel_case: bool,
    /// Its fields.
    pub fields: Vec<StructField>,
    /// How it is made of what is required.
    pub constructor: Option<Constructor>,
    /// How the rest is added.
    pub setters: Vec<Setter>,
    /// Whether it is the whole body of a response.
    pub response_body: bool,
    /// The constant for the file that promises most of its fields.
    pub page: Option<RustName>,
    /// What each field is sent as, where it is a multipart body.
    pub parts: Vec<MultipartPart>,
}

/// What a struct is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// It travels as JSON, and fields may be added to it.
    Json,
    /// It travels as parts, and fields may be added to it.
    Multipart,
    /// It holds what may be left out of a call, to which more may be added.
    Options,
    /// It holds what must be given, and is written out field by field.
    Required,
}

/// A field of an object.
#[derive(Clone, Debug, PartialEq)]
pub struct StructField {
    /// What the docs say.
    pub docs: Docs,
    /// Its name.
    pub name: RustName,
    /// Its name on the wire, where the names of the struct do not follow a rule that gives it.
    pub rename: Option<String>,
    /// Its type.
    pub rust_type: RustType,
    /// Whether nothing is sent for `None`.
    pub skip_none: bool,
    /// What the docs promise of it on the wire; none where the struct is no JSON.
    pub promise: Option<Promise>,
}

/// `fn new`: one argument for each required field, or one for all of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Constructor {
    /// Its arguments.
    pub arguments: Vec<Argument>,
    /// The fields it fills, and with what.
    pub filled: Vec<(RustName, Value)>,
    /// The fields it leaves out.
    pub left_out: Vec<RustName>,
}

/// A method that fills an optional field.
#[derive(Clone, Debug, PartialEq)]
pub struct Setter {
    /// What it is for.
    pub docs: Docs,
    /// Its name.
    pub name: RustName,
    /// The field it fills.
    pub field: RustName,
    /// What it takes.
    pub takes: Takes,
    /// How the field takes it.
    pub by: By,
}

/// An enumeration that keeps values it does not know.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenEnum {
    /// What the docs say.
    pub docs: Docs,
    /// Its name.
    pub name: RustName,
    /// The values the docs list.
    pub variants: Variants,
    /// Whether it is the whole body of a response.
    pub response_body: bool,
}

/// The listed values of an enumeration.
#[derive(Clone, Debug, PartialEq)]
pub enum Variants {
    /// Integers on the wire.
    Integers(Vec<Variant<i64>>),
    /// Strings on the wire.
    Strings(Vec<Variant<String>>),
}

/// One listed value.
#[derive(Clone, Debug, PartialEq)]
pub struct Variant<T> {
    /// What the docs say.
    pub docs: Docs,
    /// Its name.
    pub name: RustName,
    /// What travels.
    pub value: T,
}

/// A value of one of several shapes.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// What the docs say.
    pub docs: Docs,
    /// Its name.
    pub name: RustName,
    /// The member that tells which shape it is.
    pub tag: Option<String>,
    /// Its shapes, in the order in which they are tried.
    pub variants: Vec<UnionVariant>,
    /// Whether it is the whole body of a response.
    pub response_body: bool,
}

/// One shape of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct UnionVariant {
    /// What it is.
    pub docs: Docs,
    /// Its name.
    pub name: RustName,
    /// What the union's tag is in it.
    pub tag: Option<String>,
    /// What it holds.
    pub rust_type: RustType,
}

/// Another name for a type.
#[derive(Clone, Debug, PartialEq)]
pub struct Alias {
    /// What the docs say.
    pub docs: Docs,
    /// The name.
    pub name: RustName,
    /// The type.
    pub rust_type: RustType,
}

/// A captured example that must decode and encode again.
#[derive(Clone, Debug, PartialEq)]
pub struct RoundTrip {
    /// What it is and where it was captured.
    pub docs: Docs,
    /// Name of the test.
    pub name: RustName,
    /// What it decodes into.
    pub rust_type: RustType,
    /// Its file below `tests/api/examples`.
    pub file: String,
    /// The example.
    pub text: String,
}
