//! The crate a client is generated into, as far as what is generated depends on it.

use std::collections::BTreeSet;

/// What a person decided in the `Cargo.toml` of the client. The default is a crate without features.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ClientCrate {
    /// What its users write before `::`, such as `acme_client`; empty when it is not known.
    pub name: String,
    /// The cargo features it declares. One that is called like a group at the top, such as `after-sales`, gates that group.
    pub features: BTreeSet<String>,
}

impl ClientCrate {
    /// What the examples in the docs write before `::`.
    #[must_use]
    pub fn path(&self) -> &str {
        if self.name.is_empty() { "client" } else { &self.name }
    }
}
