//! The binary behind `cargo xtask`.

use std::io;
use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A run makes millions of short texts on several threads; the system's allocator spends a quarter of its time on them.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

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
