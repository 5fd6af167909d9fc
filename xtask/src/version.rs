//! The version of a client crate: what it is, and what the changes since the last release ask it to be.

use std::path::Path;

use generator::model::drift::bump;
use generator::spec::drift::change::Level;
use semver::{BuildMetadata, Prerelease, Version};

use crate::base;
use crate::client_crate::manifest;
use crate::git::Repository;
use crate::problem::Problem;
use crate::report::Report;
use crate::source::Source;
use crate::summary::Next;
use crate::workspace::Api;

/// Name and version of a crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: Version,
}

/// The package whose `Cargo.toml` lies in `directory`; nothing when there is none, or none with a version.
pub(crate) fn package(directory: &Path) -> Result<Option<Package>, Problem> {
    let Some(own) = manifest(&directory.join("Cargo.toml"))? else { return Ok(None) };
    let Some(package) = own.get("package") else { return Ok(None) };
    let inherits = package.get("version").and_then(|version| version.get("workspace")).is_some();
    let version = if inherits {
        let above = directory.ancestors().find_map(|above| {
            let manifest = manifest(&above.join("Cargo.toml")).ok()??;
            manifest.get("workspace")?.get("package")?.get("version").cloned()
        });
        above.as_ref().and_then(|version| version.as_str()).map(str::to_owned)
    } else {
        package.get("version").and_then(|version| version.as_str()).map(str::to_owned)
    };
    let name = package.get("name").and_then(|name| name.as_str()).unwrap_or_default().to_owned();
    let version = version.and_then(|version| Version::parse(&version).ok());
    Ok(version.map(|version| Package { name, version }))
}

/// The next version after changes of this level, by cargo's rules: below 1.0.0 the second number stands for what
/// breaks, and below 0.1.0 the third.
pub(crate) fn next(version: &Version, level: Level) -> Version {
    let Version { major, minor, patch, .. } = *version;
    let (major, minor, patch) = match (level, major, minor) {
        (Level::None, ..) => return version.clone(),
        (Level::Breaking, 1.., _) => (major.saturating_add(1), 0, 0),
        (Level::Breaking, 0, 1..) | (Level::Additive, 1.., _) => (major, minor.saturating_add(1), 0),
        _ => (major, minor, patch.saturating_add(1)),
    };
    Version { major, minor, patch, pre: Prerelease::EMPTY, build: BuildMetadata::EMPTY }
}

/// Says when the client's version is too low for what has changed since its last release; tells the remedy. Without a
/// release, a repository or git there is nothing to compare with.
pub(crate) fn behind(
    api: &Api,
    client: &Path,
    source: &Source,
    report: &mut Report<'_>,
) -> Result<Option<Next>, Problem> {
    let Some(package) = package(client)? else { return Ok(None) };
    let Some((released, tag)) = last_release(client, &package) else { return Ok(None) };
    let base = match base::read(api, &format!("refs/tags/{tag}"), source) {
        Ok(base) if base.is_empty => return Ok(None),
        Ok(base) => base,
        Err(problem) => {
            let package = &package.name;
            report
                .status("Skipped", &format!("the version of {package} is not checked: {}", problem.message));
            return Ok(None);
        }
    };
    let Ok(now) = base::now(source) else { return Ok(None) };
    let level = bump(&base::drift(&base, &now));
    let wanted = next(&released, level);
    let numbers = |version: &Version| (version.major, version.minor, version.patch);
    if numbers(&package.version) >= numbers(&wanted) {
        return Ok(None);
    }
    let manifest = report.show(&client.join("Cargo.toml"));
    report.status(
        "Stale",
        &format!(
            "{manifest} is version {}; {} since {tag} ask for {wanted}",
            package.version,
            match level {
                Level::Breaking => "breaking changes",
                Level::Additive => "additions",
                _ => "changes of words",
            }
        ),
    );
    let command = format!("cargo xtask drift --base {tag}");
    let sentence = format!("set the version of {} to {wanted}; `{command}` tells why", package.name);
    Ok(Some(Next { sentence, command }))
}

/// The version of the last release and its tag, among those of the repository around the client.
fn last_release(client: &Path, package: &Package) -> Option<(Version, String)> {
    let tags = Repository::around(client).and_then(|repository| repository.tags()).ok()?;
    let version = |tag: String| {
        let own =
            tag.strip_prefix(package.name.as_str()).and_then(|rest| rest.strip_prefix('-')).unwrap_or(&tag);
        let version = Version::parse(own.strip_prefix('v')?).ok()?;
        // What comes before a release promises nothing.
        version.pre.is_empty().then_some((version, tag))
    };
    tags.into_iter().filter_map(version).max()
}

#[cfg(test)]
mod tests {
    use super::{Level, next, package};
    use semver::Version;
    use std::fs;

    /// The rules are cargo's: <https://doc.rust-lang.org/cargo/reference/semver.html>.
    #[test]
    fn the_next_version_follows_cargo_s_rules() {
        for (from, breaking, additive, wording) in [
            ("1.2.3", "2.0.0", "1.3.0", "1.2.4"),
            ("0.2.3", "0.3.0", "0.2.4", "0.2.4"),
            ("0.0.3", "0.0.4", "0.0.4", "0.0.4"),
            ("1.0.0-rc.1+x", "2.0.0", "1.1.0", "1.0.1"),
        ] {
            let next = |level| next(&Version::parse(from).unwrap(), level).to_string();
            assert_eq!(next(Level::Breaking), breaking, "{from}");
            assert_eq!(next(Level::Additive), additive, "{from}");
            assert_eq!(next(Level::Wording), wording, "{from}");
            assert_eq!(next(Level::None), from);
        }
    }

    #[test]
    fn a_version_may_stand_in_the_workspace() {
        let root = tempfile::tempdir().unwrap();
        let member = root.path().join("clients/shop");
        fs::create_dir_all(&member).unwrap();
        assert!(package(&member).unwrap().is_none());
        fs::write(root.path().join("Cargo.toml"), "[workspace.package]\nversion = \"1.2.3\"\n").unwrap();
        fs::write(member.join("Cargo.toml"), "[package]\nname = \"shop\"\nversion.workspace = true\n")
            .unwrap();
        let found = package(&member).unwrap().unwrap();
        assert_eq!((found.name.as_str(), found.version.to_string().as_str()), ("shop", "1.2.3"));
        fs::write(member.join("Cargo.toml"), "[package]\nname = \"shop\"\nversion = \"0.1.0\"\n").unwrap();
        assert_eq!(package(&member).unwrap().unwrap().version.to_string(), "0.1.0");
        fs::write(member.join("Cargo.toml"), "[package\n").unwrap();
        assert!(package(&member).unwrap_err().message.starts_with("this file is no TOML"));
    }
}
