//! A directory with an API and a client beside it, and what a run does to it.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use tempfile::TempDir;
use xtask::Exit;

use crate::command::{Ran, xtask_in};

/// A sound page: flattened, with a parameter, a body that nests and an example.
pub(crate) const FIND: &str = "\
Find an order
GET
/shop/orders/find/{orderId}
请求参数
Path 参数
orderId
string
必需
Header 参数
trace-id
string
可选
返回响应
🟢200成功
application/json
Body
order
object (Order)
订单
id
string
订单号
state
integer
1【打开/Open】2【关闭/Closed】
示例
{
\"order\": {
\"id\": \"2597049687002736161\",
\"state\": 1
}
}
修改于 2025-04-25 05:59:59
";

/// Another sound page.
pub(crate) const CANCEL: &str = "\
Cancel an order
POST
/shop/orders/cancel
Request
Body Params application/json
orderId
string
required
reason
string | null
optional
Example
{
\"orderId\": \"string\",
\"reason\": null
}
Responses
🟢200OK
application/json
Body
done
boolean
required
Example
{
\"done\": true
}
Modified at 2025-04-26 05:59:59
";

/// A temporary directory with `api/` and `client/`; `client/` is made by the first run.
pub(crate) struct Project {
    directory: TempDir,
}

impl Project {
    /// A project with these captures, by path below `captures/`.
    pub(crate) fn with(captures: &[(&str, &[u8])]) -> Self {
        let project = Self { directory: tempfile::tempdir().expect("a temporary directory") };
        fs::create_dir_all(project.path("api/captures")).expect("a directory is made");
        for (path, bytes) in captures {
            project.write(&format!("api/captures/{path}"), bytes);
        }
        project
    }

    /// A project with both sound pages.
    pub(crate) fn sound() -> Self {
        Self::with(&[("en/find.txt", FIND.as_bytes()), ("en/cancel.txt", CANCEL.as_bytes())])
    }

    pub(crate) fn root(&self) -> &Path {
        self.directory.path()
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    pub(crate) fn write(&self, path: &str, bytes: impl AsRef<[u8]>) {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a file lies in a directory")).expect("a directory is made");
        fs::write(&path, bytes).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    }

    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    /// Runs `regen` on this project.
    pub(crate) fn regen(&self, options: &[&str]) -> Ran {
        let words = [["regen", "--api", "api", "--client", "client"].as_slice(), options].concat();
        xtask_in(self.root(), &words)
    }

    /// Runs `regen` and expects it to end well.
    pub(crate) fn regenerated(&self) -> Ran {
        let ran = self.regen(&[]);
        assert_eq!(ran.exit, Exit::Done, "{}", ran.messages);
        ran
    }

    /// Everything below the project: path → what lies there. Directories and links count, too.
    pub(crate) fn tree(&self) -> BTreeMap<String, Entry> {
        let mut found = BTreeMap::new();
        collect(self.root(), "", &mut found);
        found
    }

    /// Runs `regen`, which must refuse the input with these words and leave everything as it was.
    pub(crate) fn is_refused(&self, options: &[&str], words: &[&str]) -> Ran {
        let ran = self.is_refused_quietly(options);
        for word in words {
            assert!(ran.messages.contains(word), "{word:?} is not in\n{}", ran.messages);
        }
        assert!(ran.messages.contains("error"), "{}", ran.messages);
        assert!(ran.messages.contains("help: "), "no remedy in\n{}", ran.messages);
        ran
    }

    /// Runs `regen`, which must refuse the input and leave everything as it was.
    pub(crate) fn is_refused_quietly(&self, options: &[&str]) -> Ran {
        let before = self.tree();
        let ran = self.regen(options);
        assert_eq!(ran.exit, Exit::BadInput, "{}", ran.messages);
        assert_eq!(self.tree(), before, "a run that fails has changed nothing\n{}", ran.messages);
        ran
    }
}

/// What lies at a path, and when it was last written.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    Directory,
    Link(PathBuf),
    File(Vec<u8>, SystemTime),
}

fn collect(directory: &Path, prefix: &str, found: &mut BTreeMap<String, Entry>) {
    for entry in fs::read_dir(directory).expect("a directory lists its entries") {
        let entry = entry.expect("an entry reads");
        let path = format!("{prefix}{}", entry.file_name().to_string_lossy());
        let kind = entry.file_type().expect("an entry has a type");
        if kind.is_dir() {
            collect(&entry.path(), &format!("{path}/"), found);
            found.insert(path, Entry::Directory);
        } else if kind.is_symlink() {
            found.insert(path, Entry::Link(fs::read_link(entry.path()).expect("a link reads")));
        } else {
            let modified =
                entry.metadata().and_then(|metadata| metadata.modified()).expect("a file has a date");
            found.insert(path, Entry::File(fs::read(entry.path()).expect("a file reads"), modified));
        }
    }
}
