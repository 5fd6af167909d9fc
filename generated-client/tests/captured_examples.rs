//! Every example of the captured pages decodes into its type and encodes back to the same JSON.

extern crate generated_client as client;

#[rustfmt::skip]
mod api;
