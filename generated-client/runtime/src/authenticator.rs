//! What authenticates an outgoing call.

mod recipe;

use crate::{Clock, NonceSource, Outgoing, Result};

pub use recipe::RecipeAuthenticator;

/// Authenticates calls. The default carries out the recipe of the API ([`RecipeAuthenticator`]); give the builder another one when
/// the recipe cannot say what the vendor wants.
///
/// ```
/// use client_runtime::{Authenticator, Clock, NonceSource, Outgoing, Result};
///
/// struct Bearer(String);
///
/// impl Authenticator for Bearer {
///     fn authenticate(&self, call: &mut Outgoing, _: &dyn Clock, _: &dyn NonceSource) -> Result<()> {
///         call.set_secret_header("authorization", &format!("Bearer {}", self.0))
///     }
/// }
/// ```
pub trait Authenticator: Send + Sync {
    /// Adds to the call whatever proves who sends it.
    ///
    /// # Errors
    /// When it cannot be done; [`Error::request`](crate::Error::request) makes such an error.
    fn authenticate(&self, call: &mut Outgoing, clock: &dyn Clock, nonces: &dyn NonceSource) -> Result<()>;
}
