//! The binary behind `cargo xtask`.

use std::io;
use std::process::ExitCode;

fn main() -> ExitCode {
    match xtask::Environment::current() {
        Ok(environment) => {
            let exit = xtask::run(
                std::env::args_os(),
                &environment,
                &mut io::stdout().lock(),
                &mut io::stderr().lock(),
            );
            exit.into()
        }
        Err(error) => {
            eprintln!("error: the current directory cannot be told: {error}");
            xtask::Exit::BadInput.into()
        }
    }
}
