//! What each file uses from elsewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::client_crate::ClientCrate;
use super::rust::{
    CallExample, Constructor, Envelope, Expression, Function, Import, Item, ItemPath, Module, Purpose,
    RustType, Setter, Struct, StructField, Takes,
};
use super::rust_name::RustName;

/// The client's own modules, seen from within it.
const CLIENT: &[&str] = &["crate", "api"];

/// The client's modules, seen from its tests, whose mount calls the client `client`.
const TESTS: &[&str] = &["crate", "client", "api"];

/// Fills in the imports of `module`, which stands at the top, and of those in it. Tells its name, and which others at
/// the top it uses.
pub(super) fn complete(module: &mut Module) -> (RustName, BTreeSet<RustName>) {
    let used = complete_all(module);
    let own = module.path.first().cloned().unwrap_or_else(|| RustName::new("api"));
    (own, used)
}

fn complete_all(module: &mut Module) -> BTreeSet<RustName> {
    let own: BTreeSet<RustName> = module.items.iter().filter_map(Item::type_name).cloned().collect();
    let mut uses = Uses::new(CLIENT, module.path.clone(), own);
    module.items.iter_mut().for_each(|item| uses.item(item));
    let mut modules = std::mem::take(&mut uses.used);
    module.imports = uses.into_imports();
    let mut uses = Uses::new(TESTS, Vec::new(), BTreeSet::new());
    for test in &mut module.tests {
        uses.rust_type(&mut test.rust_type);
    }
    if !module.tests.is_empty() {
        uses.name(&["client_runtime", "testing"], "assert_round_trip");
    }
    modules.append(&mut uses.used);
    module.test_imports = uses.into_imports();
    for inner in &mut module.modules {
        modules.append(&mut complete_all(inner));
    }
    modules
}

/// Fills in the imports of the envelope, and tells which modules at the top it uses.
pub(super) fn complete_envelope(envelope: &mut Envelope) -> BTreeSet<RustName> {
    let own = envelope.items.iter().filter_map(Item::type_name).cloned().collect();
    let mut uses = Uses::new(CLIENT, super::envelope::module(), own);
    for name in ["Enveloped", "Head", "ResponseBody"] {
        uses.name(&["client_runtime"], name);
    }
    uses.name(&["serde", "de"], "DeserializeOwned");
    uses.serde();
    envelope
        .fields
        .iter_mut()
        .filter(|field| field.role != super::rust::Role::Data)
        .for_each(|field| uses.rust_type(&mut field.field.rust_type));
    envelope.items.iter_mut().for_each(|item| uses.item(item));
    let modules = std::mem::take(&mut uses.used);
    envelope.imports = uses.into_imports();
    modules
}

/// Fills in the imports of an example for an endpoint in `module`, which stands outside of `client`.
pub(super) fn complete_example(example: &mut CallExample, module: &[RustName], client: &ClientCrate) {
    let mut uses = Uses::new(&[client.path(), "api"], Vec::new(), BTreeSet::new());
    let values = example.bindings.iter_mut().map(|(_, value)| value);
    values.chain(&mut example.arguments).for_each(|value| uses.expression(value));
    let home: Vec<String> = uses.root.iter().cloned().chain(module.iter().map(ToString::to_string)).collect();
    let mut imports = uses.into_imports();
    match (imports.iter_mut().find(|import| import.path == home), home.split_last()) {
        // Types come from the module itself, too.
        (Some(import), _) => import.names.insert(0, "self".to_owned()),
        (None, Some((name, around))) => {
            imports.push(Import { path: around.to_vec(), names: vec![name.clone()] });
            imports.sort();
        }
        (None, None) => {}
    }
    example.imports = imports;
}

/// The names that one file uses.
struct Uses {
    /// The path of the client's modules.
    root: Vec<String>,
    /// The module the file is.
    module: Vec<RustName>,
    /// The types of the file.
    own: BTreeSet<RustName>,
    imports: BTreeMap<Vec<String>, BTreeSet<String>>,
    /// Which type each imported name means.
    foreign: BTreeMap<RustName, Vec<RustName>>,
    /// The modules at the top in which foreign types stand.
    used: BTreeSet<RustName>,
}

impl Uses {
    fn new(root: &[&str], module: Vec<RustName>, own: BTreeSet<RustName>) -> Self {
        let root = root.iter().map(|part| (*part).to_owned()).collect();
        Self { root, module, own, imports: BTreeMap::new(), foreign: BTreeMap::new(), used: BTreeSet::new() }
    }

    fn into_imports(self) -> Vec<Import> {
        self.imports
            .into_iter()
            .map(|(path, names)| Import { path, names: names.into_iter().collect() })
            .collect()
    }

    fn name(&mut self, path: &[&str], name: &str) {
        let path = path.iter().map(|part| (*part).to_owned()).collect();
        self.imports.entry(path).or_default().insert(name.to_owned());
    }

    fn serde(&mut self) {
        self.name(&["serde"], "Deserialize");
        self.name(&["serde"], "Serialize");
    }

    fn response_body(&mut self, is_one: bool) {
        if is_one {
            self.name(&["client_runtime"], "ResponseBody");
        }
    }

    fn item(&mut self, item: &mut Item) {
        match item {
            Item::Function(function) => self.function(function),
            Item::Struct(item) => self.structure(item),
            Item::OpenEnum(item) => {
                self.serde();
                self.name(&["std"], "fmt");
                self.response_body(item.response_body);
            }
            Item::Alias(item) => self.rust_type(&mut item.rust_type),
            Item::Statuses(item) => {
                item.variants.iter_mut().for_each(|variant| self.rust_type(&mut variant.rust_type));
            }
            Item::Union(item) => {
                self.response_body(item.response_body);
                item.variants.iter_mut().for_each(|variant| self.rust_type(&mut variant.rust_type));
            }
        }
    }

    fn function(&mut self, function: &mut Function) {
        self.name(&["client_runtime"], "Request");
        function.arguments.iter_mut().for_each(|argument| self.takes(&mut argument.takes));
        self.rust_type(&mut function.answer);
    }

    fn expression(&mut self, expression: &mut Expression) {
        match expression {
            Expression::Some(value) | Expression::Boxed(value) | Expression::Converted(value) => {
                self.expression(value);
            }
            Expression::List(items) => items.iter_mut().for_each(|item| self.expression(item)),
            Expression::Variant { of, held, .. } => {
                self.path(of);
                if let Some(held) = held {
                    self.expression(held);
                }
            }
            Expression::From { of, value } => {
                self.path(of);
                self.expression(value);
            }
            Expression::Literal { of, fields } => {
                self.path(of);
                for (_, value) in fields {
                    self.expression(value);
                }
            }
            Expression::Made { of, new, setters } => {
                self.path(of);
                new.iter_mut().flatten().for_each(|value| self.expression(value));
                for (_, value) in setters {
                    self.expression(value);
                }
            }
            Expression::Text(_)
            | Expression::Owned(_)
            | Expression::Integer(_)
            | Expression::Number(_)
            | Expression::Boolean(_)
            | Expression::Json(_)
            | Expression::Default
            | Expression::None
            | Expression::Unknown
            | Expression::File
            | Expression::Multipart
            | Expression::Reference(_) => {}
        }
    }

    fn structure(&mut self, item: &mut Struct) {
        let Struct { fields, constructor, setters, .. } = item;
        if item.purpose == Purpose::Json {
            self.serde();
        }
        self.response_body(item.response_body);
        for StructField { rust_type, .. } in fields {
            self.rust_type(rust_type);
        }
        if let Some(Constructor { arguments, .. }) = constructor {
            for argument in arguments {
                self.takes(&mut argument.takes);
            }
        }
        for Setter { takes, .. } in setters {
            self.takes(takes);
        }
    }

    fn takes(&mut self, takes: &mut Takes) {
        match takes {
            Takes::Into(rust_type)
            | Takes::Owned(rust_type)
            | Takes::Reference(rust_type)
            | Takes::Slice(rust_type) => self.rust_type(rust_type),
            Takes::Text => {}
            Takes::Optional(inner) => self.takes(inner),
        }
    }

    fn rust_type(&mut self, rust_type: &mut RustType) {
        match rust_type {
            RustType::Unit
            | RustType::String
            | RustType::Integer
            | RustType::Boolean
            | RustType::Body
            | RustType::File
            | RustType::Multipart
            | RustType::Download => {}
            RustType::Number => self.name(&["client_runtime"], "Number"),
            RustType::NumberOrString => self.name(&["client_runtime"], "NumberOrString"),
            RustType::Json => self.name(&["client_runtime"], "Json"),
            RustType::List(inner) | RustType::Optional(inner) | RustType::Boxed(inner) => {
                self.rust_type(inner);
            }
            RustType::Map(inner) => {
                self.name(&["std", "collections"], "BTreeMap");
                self.rust_type(inner);
            }
            RustType::Enveloped(inner) => {
                let path = self.root.iter().cloned().chain(["envelope".to_owned()]).collect();
                self.imports.entry(path).or_default().insert("Envelope".to_owned());
                self.rust_type(inner);
            }
            RustType::Item(path) => self.path(path),
        }
    }

    /// Imports a type, unless its name means another one here.
    fn path(&mut self, path: &mut ItemPath) {
        if path.module.is_empty() || path.module == self.module {
            return;
        }
        self.used.extend(path.module.first().cloned());
        let written: Vec<String> =
            self.root.iter().cloned().chain(path.module.iter().map(ToString::to_string)).collect();
        let is_taken = self.own.contains(&path.name)
            || self.foreign.get(&path.name).is_some_and(|module| *module != path.module);
        if is_taken {
            path.qualified = written;
        } else {
            self.foreign.insert(path.name.clone(), path.module.clone());
            self.imports.entry(written).or_default().insert(path.name.as_str().to_owned());
        }
    }
}
