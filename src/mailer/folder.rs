//! Letters of a demonstration: files that a mail program opens.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::message::Outgoing;
use crate::domain::delivery::{Setback, Trouble};
use crate::domain::ids::LetterId;
use crate::workflow::Moment;

/// Letters that are kept; the oldest go first.
const KEPT: usize = 1_000;

/// Where letters become files, named after their time, kind and identifier.
#[derive(Debug, Clone)]
pub struct Folder(PathBuf);

impl Folder {
    /// Letters become files there; the folder is made with the first one.
    #[must_use]
    pub const fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// Writes a letter, whole or not at all, for the operator's eyes only: it may hold a link.
    pub(super) fn keep(
        &self,
        id: LetterId,
        kind: &str,
        letter: &Outgoing,
        moment: Moment,
    ) -> Result<(), Setback> {
        let name = file_name(id, kind, moment);
        let written = self.write(&name, letter.bytes());
        let path = written.map_err(|error| Setback::new(Trouble::NotKept, &error.to_string()))?;
        tracing::info!(path = %path.display(), "a letter was written to a file");
        Ok(())
    }

    fn write(&self, name: &str, bytes: &[u8]) -> io::Result<PathBuf> {
        DirBuilder::new().recursive(true).mode(0o700).create(&self.0)?;
        let (path, part) = (self.0.join(name), self.0.join(format!("{name}.part")));
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&part)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&part, &path)?;
        File::open(&self.0)?.sync_all()?;
        self.clear()?;
        Ok(path)
    }

    fn clear(&self) -> io::Result<()> {
        let mut letters: Vec<PathBuf> = fs::read_dir(&self.0)?
            .flatten()
            .map(|entry| entry.path())
            .filter(|path| is_letter(path))
            .collect();
        letters.sort();
        let excess = letters.len().saturating_sub(KEPT);
        letters.iter().take(excess).try_for_each(fs::remove_file)
    }
}

fn is_letter(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "eml")
}

/// Such as `20261122T110000Z-received-9c1d22f0a4be.eml`: sorted by name is sorted by time.
fn file_name(id: LetterId, kind: &str, moment: Moment) -> String {
    let time = Timestamp::from_millisecond(moment.now).unwrap_or(Timestamp::UNIX_EPOCH);
    let (time, id) = (time.strftime("%Y%m%dT%H%M%SZ"), id.to_string());
    // The end of an identifier is random, its beginning is the time.
    let id = id.rsplit('-').next().unwrap_or_default();
    format!("{time}-{kind}-{id}.eml")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_keeps_the_newest_letters() {
        let place = tempfile::tempdir().unwrap();
        let folder = Folder::new(place.path().join("letters"));
        for number in 0..KEPT + 3 {
            let path = folder.0.join(format!("{number:05}.eml"));
            fs::create_dir_all(&folder.0).unwrap();
            fs::write(path, "").unwrap();
        }
        let id = "01900000-0000-7000-8000-9c1d22f0a4be".parse().unwrap();
        let moment = Moment::at("2026-11-22T11:00:00Z".parse().unwrap());
        let path = folder.write(&file_name(id, "received", moment), b"Subject: x\r\n").unwrap();
        assert!(path.ends_with("20261122T110000Z-received-9c1d22f0a4be.eml"));
        let names: Vec<_> = fs::read_dir(&folder.0).unwrap().flatten().map(|entry| entry.path()).collect();
        assert_eq!(names.len(), KEPT);
        assert!(names.contains(&path) && !names.contains(&folder.0.join("00003.eml")));
        let mode = std::os::unix::fs::PermissionsExt::mode(&fs::metadata(&path).unwrap().permissions());
        assert_eq!(mode & 0o777, 0o600);
    }
}
