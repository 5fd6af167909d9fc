//! Other names of types: of lists and maps that lie too deep in each other to be read, and those from before.

use super::docs::{Docs, code};
use super::rust::{Alias, Item, RustType};
use super::site::Site;
use super::type_names::Kind;
use super::types::Types;

/// What a reader takes in at once; lints draw the line at about the same place.
const MOST: usize = 220;

/// How deep a type lies at least: in `Request<Envelope<…>>`.
const DEPTH: usize = 3;

impl Types<'_> {
    /// Keeps the name that the type at `site` had before the documentation named its schema.
    pub(super) fn former(&mut self, rust_type: &RustType, site: &Site) {
        let RustType::Item(path) = rust_type else { return };
        let Some(name) = self.names.own_name(&site.key()).filter(|name| *name != path.name) else {
            return;
        };
        if self.claim(site) {
            let docs = Docs::new().say(format!(
                "What {} was called before the documentation named its schema.",
                code(path.name.plain())
            ));
            self.section(site).push(Item::Alias(Alias { docs, name, rust_type: rust_type.clone() }));
        }
    }

    /// The type of what a list or map at `site` holds, with a name of its own where the whole could not be read.
    pub(super) fn held(&mut self, held: RustType, site: &Site) -> RustType {
        if effort(&held, DEPTH + 1) <= MOST {
            return held;
        }
        let (name, rust_type) = self.name(&Site { is: None, ..site.clone() }, Kind::Sole);
        let docs = site.docs.clone().or(|| Docs::new().say(format!("{}.", code(&site.place))));
        self.section(site).push(Item::Alias(Alias { docs, name, rust_type: held }));
        rust_type
    }
}

/// How hard a type is to read at a depth.
fn effort(rust_type: &RustType, depth: usize) -> usize {
    const EACH: usize = 10;
    let here = EACH * depth;
    match rust_type {
        RustType::List(inner)
        | RustType::Optional(inner)
        | RustType::Boxed(inner)
        | RustType::Enveloped(inner) => here + effort(inner, depth + 1),
        RustType::Map(inner) => here + EACH * (depth + 1) + effort(inner, depth + 1),
        _ => here,
    }
}
