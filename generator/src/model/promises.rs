//! Where the docs promise the fields of a type: a page and a line for each, and a constant for each page.

use std::collections::{BTreeMap, BTreeSet};

use super::identifier;
use super::rust::{Envelope, Item, Module, PageConstant, Promise};
use super::rust_name::RustName;
use crate::spec::evidence::{Evidence, EvidenceKind};
use crate::spec::schema::{Field, Schema, Shape};

/// What the docs promise of a field. The best page that states it says so; otherwise whoever comes first.
pub(super) fn of(field: &Field) -> Promise {
    let witness = statement(&field.schema).or_else(|| witnesses(&field.schema).into_iter().next());
    // Only a spec that was written by hand has fields without a witness.
    let (file, line) = witness.map_or(("spec", 1), |witness| (&*witness.file, witness.first));
    Promise { wire: field.name.clone(), file: file.to_owned(), line, elsewhere: None }
}

fn statement(schema: &Schema) -> Option<&Evidence> {
    let states = |witness: &&Evidence| matches!(witness.kind, EvidenceKind::Schema | EvidenceKind::Table);
    witnesses(schema).into_iter().find(states)
}

/// The witnesses of a schema; where its shapes have their own, those.
fn witnesses(schema: &Schema) -> Vec<&Evidence> {
    match &schema.shape {
        Shape::Union { variants, .. } if schema.evidence.is_empty() => {
            variants.iter().flat_map(witnesses).collect()
        }
        _ => schema.evidence.iter().collect(),
    }
}

/// Gives each file that promises something in `module`, and in those in it, a constant.
pub(super) fn complete(module: &mut Module) {
    let mut types: Vec<Type<'_>> = module.items.iter_mut().filter_map(Type::of).collect();
    module.pages = constants(&mut types);
    module.modules.iter_mut().for_each(complete);
}

/// The same for the envelope and the types of its fields.
pub(super) fn complete_envelope(envelope: &mut Envelope) {
    let Envelope { fields, items, page, pages, .. } = envelope;
    let promises = fields.iter_mut().filter_map(|one| one.field.promise.as_mut()).collect();
    let mut types = vec![Type { page, promises }];
    types.extend(items.iter_mut().filter_map(Type::of));
    *pages = constants(&mut types);
}

/// What is promised of one type.
struct Type<'a> {
    page: &'a mut Option<RustName>,
    promises: Vec<&'a mut Promise>,
}

impl<'a> Type<'a> {
    fn of(item: &'a mut Item) -> Option<Self> {
        let Item::Struct(item) = item else { return None };
        let promises = item.fields.iter_mut().filter_map(|field| field.promise.as_mut()).collect();
        Some(Self { page: &mut item.page, promises })
    }

    /// The file that promises most of it; of several, the first.
    fn main_file(&self) -> Option<String> {
        let files = self.promises.iter().map(|promise| &promise.file);
        let promised = |file: &&String| files.clone().filter(|other| other == file).count();
        files.clone().rev().max_by_key(promised).cloned()
    }
}

/// The constants for all files, in the order in which they are first needed.
fn constants(types: &mut [Type<'_>]) -> Vec<PageConstant> {
    let mut files: Vec<String> = Vec::new();
    for promise in types.iter().flat_map(|one| &one.promises) {
        if !files.contains(&promise.file) {
            files.push(promise.file.clone());
        }
    }
    let names = names(&files);
    for one in types {
        let main = one.main_file();
        *one.page = main.as_ref().and_then(|file| names.get(file).cloned());
        for promise in &mut one.promises {
            let is_elsewhere = main.as_ref() != Some(&promise.file);
            promise.elsewhere = names.get(&promise.file).filter(|_| is_elsewhere).cloned();
        }
    }
    let constant = |file: String| Some(PageConstant { name: names.get(&file)?.clone(), file });
    files.into_iter().filter_map(constant).collect()
}

/// Each file is called like itself without its folders and its extension; those of one name with the extension, else
/// with the folders, else with both; those that no form tells apart are numbered.
fn names(files: &[String]) -> BTreeMap<String, RustName> {
    let forms: [fn(&str) -> RustName; 4] = [
        |file| upper(stem(base(file))),
        |file| upper(base(file)),
        |file| upper(stem(below_captures(file))),
        |file| upper(below_captures(file)),
    ];
    let mut taken = BTreeSet::new();
    let name = |file: &String| {
        let is_sole = |form: &&fn(&str) -> RustName| {
            files.iter().filter(|other| form(other) == form(file)).count() == 1
        };
        let form = forms.iter().find(is_sole).unwrap_or(&forms[2]);
        (file.clone(), identifier::distinct(&form(file), &mut taken))
    };
    files.iter().map(name).collect()
}

/// The file without its folders.
fn base(file: &str) -> &str {
    file.rsplit('/').next().unwrap_or(file)
}

fn below_captures(file: &str) -> &str {
    file.strip_prefix("captures/").unwrap_or(file)
}

/// The path without its extension.
fn stem(path: &str) -> &str {
    path.rsplit_once('.').map_or(path, |(stem, _)| stem)
}

/// The path as the name of a constant.
fn upper(path: &str) -> RustName {
    let name = identifier::module(path);
    RustName::new(name.plain().trim_end_matches('_').to_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_distinct_constants() {
        let files = [
            "captures/v1-en/find.txt",
            "captures/v2-en/find.txt",
            "captures/v1-en/退款.txt",
            "captures/2fa.txt",
            "captures/type.txt",
            "captures/a-b.txt",
            "captures/a b.txt",
            "overrides.yaml",
            "captures/v1-en/pay.html",
            "captures/v1-en/pay.md",
            "captures/v1-en/send.html",
            "captures/v1-en/send.md",
            "captures/v2-zh/send.md",
        ];
        let constants = names(&files.map(str::to_owned));
        let found = files.map(|file| constants[file].as_str());
        let expected = [
            "V1_EN_FIND",
            "V2_EN_FIND",
            "U9000_U6B3E",
            "N2FA",
            "TYPE",
            "A_B",
            "A_B_2",
            "OVERRIDES",
            "PAY_HTML",
            "PAY_MD",
            "SEND_HTML",
            "V1_EN_SEND_MD",
            "V2_ZH_SEND",
        ];
        assert_eq!(found, expected);
    }
}
