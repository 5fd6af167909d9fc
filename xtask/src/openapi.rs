//! `cargo xtask openapi`: the spec as one OpenAPI document.

use std::io::Write;

use generator::spec::openapi::{Version, export};

use crate::cli::{Openapi, OpenapiVersion};
use crate::current;
use crate::problem::Problem;
use crate::report::Report;
use crate::tree;
use crate::{Environment, Exit, document};

/// Runs the command. Warnings are `regen`'s to print; only errors are printed here.
pub(crate) fn openapi(
    options: &Openapi,
    environment: &Environment,
    output: &mut dyn Write,
    report: &mut Report<'_>,
) -> Result<Exit, Problem> {
    let made = match current::read(options.api.as_deref(), environment, report)? {
        Ok(current) => current.made,
        Err(exit) => return Ok(exit),
    };
    let version = match options.version {
        OpenapiVersion::V3_0 => Version::V3_0,
        OpenapiVersion::V3_1 => Version::V3_1,
    };
    let text = export(&made.spec, &made.api, version);
    match &options.out {
        Some(file) => {
            let path = environment.directory.join(file);
            tree::write(&path, &text)?;
            report.status("Wrote", &report.show(&path));
        }
        None => document::print(&text, output)?,
    }
    Ok(Exit::Done)
}
