//! A page on each thing that goes beyond the first call.

#[doc = include_str!("guide/errors.md")]
pub mod errors {}

#[doc = include_str!("guide/mismatches.md")]
pub mod mismatches {}

#[doc = include_str!("guide/retries.md")]
pub mod retries {}

#[doc = include_str!("guide/blocking.md")]
pub mod blocking {}

#[cfg(feature = "push")]
#[doc = include_str!("guide/push.md")]
pub mod push {}

#[doc = include_str!("guide/transports.md")]
pub mod transports {}
