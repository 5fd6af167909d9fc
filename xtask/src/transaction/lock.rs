//! A lock on a directory, which ends with the process that holds it, however that ends.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

/// Held until it is dropped, and until every process is gone that it was shared with.
#[derive(Debug)]
pub(crate) struct Lock {
    file: File,
    path: PathBuf,
}

impl Lock {
    /// Locks the file at `path`, made if missing; calls `wait` before it waits for another process.
    pub(crate) fn take(path: &Path, wait: &mut dyn FnMut()) -> io::Result<Self> {
        loop {
            let mut options = OpenOptions::new();
            let file = options.read(true).write(true).create(true).truncate(false).open(path)?;
            lock(&file, wait)?;
            // Whoever held it before us may have removed it, so that others lock a new file by now.
            if is_at(&file, path)? {
                return Ok(Self { file, path: path.to_path_buf() });
            }
        }
    }

    /// Whether it still keeps others out: once its file is removed it does not.
    pub(super) fn is_held(&self) -> bool {
        is_at(&self.file, &self.path).unwrap_or(false)
    }

    /// Lets processes that are started from now on hold it, too.
    #[cfg(unix)]
    pub(super) fn share(&self) -> io::Result<()> {
        Ok(rustix::io::fcntl_setfd(&self.file, rustix::io::FdFlags::empty())?)
    }

    /// Only Unix has locks that are shared.
    #[cfg(not(unix))]
    #[expect(clippy::unused_self, clippy::unnecessary_wraps, reason = "the same face as on Unix")]
    pub(super) const fn share(&self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(unix)]
fn lock(file: &File, wait: &mut dyn FnMut()) -> io::Result<()> {
    use rustix::fs::{FlockOperation, flock};
    use rustix::io::Errno;
    let mut operation = FlockOperation::NonBlockingLockExclusive;
    loop {
        match flock(file, operation) {
            Err(Errno::WOULDBLOCK) => {
                wait();
                operation = FlockOperation::LockExclusive;
            }
            Err(Errno::INTR) => {}
            // Some network file systems know no locks; there we go without, as cargo does.
            Ok(()) | Err(Errno::NOTSUP | Errno::NOSYS | Errno::NOLCK) => return Ok(()),
            Err(error) => return Err(error.into()),
        }
    }
}

/// Elsewhere two runs at once are not kept apart.
#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "the same face as on Unix")]
fn lock(_: &File, _: &mut dyn FnMut()) -> io::Result<()> {
    Ok(())
}

#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt;
    let ours = file.metadata()?;
    match fs::symlink_metadata(path) {
        Ok(there) => Ok((ours.dev(), ours.ino()) == (there.dev(), there.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

#[cfg(not(unix))]
fn is_at(_: &File, path: &Path) -> io::Result<bool> {
    fs::exists(path)
}
