//! Documents that a command prints to the output stream, for people or for other programs.

use std::io::{self, Write};

use crate::Exit;
use crate::problem::Problem;

/// Prints a document. A reader who closes the pipe has read enough.
pub(crate) fn print(text: &str, output: &mut dyn Write) -> Result<(), Problem> {
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Problem {
            message: format!("the document cannot be printed: {error}"),
            path: None,
            remedy: "send the output to a file, and make sure that there is room for it".to_owned(),
            exit: Exit::BadInput,
        }),
        _ => Ok(()),
    }
}
