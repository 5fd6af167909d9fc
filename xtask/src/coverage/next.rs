//! What to do about coverage: the exact next step.

use generator::diagnostic::escape;
use generator::spec::coverage::{Coverage, Entry, State, slug};

/// Longer names of files are cut.
const LONGEST: usize = 100;

/// The next step.
pub(super) enum Next {
    /// Captures have errors.
    Mend,
    /// A page is to be captured.
    Capture {
        /// Its folders and title, as the navigation prints them.
        path: String,
        /// Where the capture belongs, below the API directory.
        file: String,
    },
    /// No capture shows what there is.
    Navigation,
    /// Nothing is missing.
    Nothing,
}

/// What to do next.
pub(super) fn of(coverage: &Coverage) -> Next {
    let mut unlisted = coverage.editions.iter().flat_map(|edition| &edition.unlisted);
    if coverage.counts.unreadable > 0 || unlisted.any(|leaf| leaf.state == State::Unreadable) {
        return Next::Mend;
    }
    for edition in &coverage.editions {
        let mut pages = Vec::new();
        missing(&edition.entries, &mut Vec::new(), &mut pages);
        if let Some(first) = pages.first() {
            let file = format!("captures/{}/{}.txt", edition.edition, file_name(first, &pages));
            return Next::Capture { path: first.join(" / "), file: file.replace("//", "/") };
        }
    }
    if coverage.counts.listed == 0 { Next::Navigation } else { Next::Nothing }
}

/// A name for the capture of `page`: its title, and its folders where another page has that title.
fn file_name(page: &[&str], pages: &[Vec<&str>]) -> String {
    let is_alone = pages.iter().filter(|other| other.last() == page.last()).count() == 1;
    let words = if is_alone { page.last().copied().unwrap_or_default().to_owned() } else { page.join(" ") };
    let name: String = slug(&words).chars().take(LONGEST).collect();
    if name.is_empty() { "page".to_owned() } else { name }
}

impl Next {
    /// The step as a person reads it. `command` writes the client, and `shown` makes a path that can be typed.
    pub(super) fn told(&self, command: &str, shown: impl Fn(&str) -> String) -> String {
        match self {
            Self::Mend => format!("Next: run `{command}`, which tells the errors of the captures\n"),
            Self::Capture { path, file } => format!(
                "Next: save the page `{}` as `{}`,\n      then run `{command}`; what nobody will capture is listed in \
                 `api.yaml` under `coverage.ignore`\n",
                escape(path),
                shown(file),
            ),
            Self::Navigation => {
                "Next: capture a page once more, together with the navigation beside it, all folders open\n"
                    .to_owned()
            }
            Self::Nothing => "Every page that the navigation lists is captured or ignored.\n".to_owned(),
        }
    }
}

/// Folders and title of every page that is not captured.
fn missing<'a>(entries: &'a [Entry], folders: &mut Vec<&'a str>, found: &mut Vec<Vec<&'a str>>) {
    for entry in entries {
        match entry {
            Entry::Folder(folder) => {
                folders.push(&folder.title);
                missing(&folder.entries, folders, found);
                folders.pop();
            }
            Entry::Page(leaf) if leaf.state == State::NotCaptured => {
                found.push(folders.iter().copied().chain([leaf.title.as_str()]).collect());
            }
            Entry::Page(_) => {}
        }
    }
}
