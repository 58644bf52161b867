//! Files that the user names: read whole, up to a size.

use std::io::{BufRead as _, BufReader, Read};
use std::path::Path;

use super::DocumentError;

/// The most that is read of any document, in bytes. One byte more tells that there is more.
const MOST: u64 = 8 << 20;

/// A document in memory, with the name that the user knows it by.
#[derive(Clone, Debug)]
pub struct Named {
    /// The file name as given, or `standard input`.
    pub name: String,
    /// What stands in it.
    pub bytes: Vec<u8>,
}

impl Named {
    /// Reads the file at `path`, at most a little more than any parser takes.
    ///
    /// # Errors
    ///
    /// [`DocumentError`] where it can't be read.
    pub fn read(path: &Path) -> Result<Self, DocumentError> {
        let name = path.display().to_string();
        #[expect(clippy::disallowed_methods, reason = "the user names this file")]
        let file = std::fs::File::open(path);
        match file {
            Ok(file) => Self::from_reader(file, &name),
            Err(error) => Err(unreadable(&name, &error)),
        }
    }

    /// Reads a stream to its end, at most a little more than any parser takes.
    ///
    /// # Errors
    ///
    /// [`DocumentError`] where it can't be read.
    pub fn from_reader(reader: impl Read, name: &str) -> Result<Self, DocumentError> {
        let mut bytes = Vec::new();
        match reader.take(MOST.saturating_add(1)).read_to_end(&mut bytes) {
            Ok(_) => Ok(Self { name: name.to_owned(), bytes }),
            Err(error) => Err(unreadable(name, &error)),
        }
    }
}

fn unreadable(name: &str, error: &std::io::Error) -> DocumentError {
    DocumentError::whole(name, format!("can't be read: {error}"), "check the path and the permissions")
}

/// The longest first line that is read, in bytes.
const LONGEST_LINE: u64 = 1 << 20;

/// The first line of a plain file, without its end; nothing where it can't be read or is too long.
#[must_use]
pub fn first_line(path: &str) -> Option<Vec<u8>> {
    if !std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_file()) {
        return None;
    }
    #[expect(clippy::disallowed_methods, reason = "the client names the log of its session")]
    let file = std::fs::File::open(path).ok()?;
    let mut line = Vec::new();
    BufReader::new(file.take(LONGEST_LINE)).read_until(b'\n', &mut line).ok()?;
    (line.pop() == Some(b'\n')).then_some(line)
}
