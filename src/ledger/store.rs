//! The store: what waits below `pending/`, by code; what was granted below `grants/`, by digest.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;

use super::code::{CallDigest, Code};
use super::record::{Grant, Pending};
use super::{LedgerError, files};
use crate::model::Granted;

/// The longest time between a grant and its end, in seconds.
pub const LONGEST_GRANT: u64 = 24 * 60 * 60;

/// How long a held call waits for a person, in seconds.
pub const PENDING_LIFE: u64 = 24 * 60 * 60;

/// How many calls wait at once; the oldest make room.
const MOST_PENDING: usize = 100;

/// More reasons than this nobody reads.
const MOST_REASONS: usize = 100;

/// The store of one user.
#[derive(Clone, Debug)]
pub struct Store {
    pending: PathBuf,
    grants: PathBuf,
}

impl Store {
    /// The store in `folder`, which need not be there yet.
    #[must_use]
    pub fn new(folder: &Path) -> Self {
        Self { pending: folder.join("pending"), grants: folder.join("grants") }
    }

    /// Lets a held call wait for a person; the code is what the person types in.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] where the store can't be used, or the call is too large to be reviewed.
    pub fn offer(&self, call: &Pending, now: u64) -> Result<Code, LedgerError> {
        if call.reasons.len() > MOST_REASONS {
            return Err(LedgerError::TooLarge("it is held for more than 100 reasons"));
        }
        let bytes = written(call)?;
        let back = serde_json::from_slice::<Pending>(&bytes).ok();
        if back.is_none_or(|back| back != *call || !back.is_sound()) {
            return Err(LedgerError::TooLarge("its arguments can't be written down without a change"));
        }
        let code = call.code();
        let path = waiting(&self.pending, &code);
        self.prepare()?;
        self.prune(now)?;
        if let Ok(Some(other)) = self.waits(&code, now)
            && other.digest() != call.digest()
        {
            return Err(LedgerError::Taken(code.to_string()));
        }
        files::write(&path, &bytes)?;
        Ok(code)
    }

    /// Uses a grant up, if there is one for this call: of all that try, one gets it.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] where the store can't be used. There is no grant then.
    pub fn claim(&self, call: &CallDigest, now: u64) -> Result<Option<Granted>, LedgerError> {
        let path = granted(&self.grants, call);
        let Some(bytes) = files::read(&path)? else { return Ok(None) };
        self.check()?;
        let grant: Grant = parsed(&path, &bytes)?;
        if !grant.call.is_sound() || grant.call.digest() != *call {
            return Err(LedgerError::Corrupt { path, why: "it is a grant for another call".to_owned() });
        }
        let removed = files::remove(&path)?;
        Ok((removed && grant.is_live(now, LONGEST_GRANT)).then(|| grant.fact(now)))
    }

    /// The call that waits under a code.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] where nothing waits under it, or the store can't be used.
    pub fn pending(&self, code: &Code, now: u64) -> Result<Pending, LedgerError> {
        self.waits(code, now)?.ok_or_else(|| LedgerError::Unknown(code.to_string()))
    }

    fn waits(&self, code: &Code, now: u64) -> Result<Option<Pending>, LedgerError> {
        let path = waiting(&self.pending, code);
        let Some(bytes) = files::read(&path)? else { return Ok(None) };
        self.check()?;
        let call: Pending = parsed(&path, &bytes)?;
        if !call.is_sound() || call.code() != *code {
            return Err(LedgerError::Corrupt { path, why: "it does not fit its own code".to_owned() });
        }
        Ok((call.asked <= now && now - call.asked < PENDING_LIFE).then_some(call))
    }

    /// Writes a grant down; the call waits no longer.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] where the store can't be used. There is no grant then.
    pub fn grant(&self, grant: &Grant) -> Result<(), LedgerError> {
        self.prepare()?;
        files::write(&granted(&self.grants, &grant.call.digest()), &written(grant)?)?;
        files::remove(&waiting(&self.pending, &grant.call.code()))?;
        Ok(())
    }

    /// The calls that wait and the grants that count at `now`, oldest first. What can't be read is left out.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] where the store is there and can't be used.
    pub fn list(&self, now: u64) -> Result<(Vec<Pending>, Vec<Grant>), LedgerError> {
        match self.check() {
            Err(LedgerError::Io { error, .. }) if error.kind() == std::io::ErrorKind::NotFound => {
                return Ok((Vec::new(), Vec::new()));
            }
            checked => checked?,
        }
        let calls = all::<Pending>(&self.pending)?
            .filter(|call| call.is_sound() && call.asked <= now && now - call.asked < PENDING_LIFE);
        let grants =
            all::<Grant>(&self.grants)?.filter(|grant| grant.call.is_sound() && grant.is_live(now, LONGEST_GRANT));
        Ok((calls.collect(), grants.collect()))
    }

    /// Takes back the grant of this code, or every grant, and lets what waits under it wait no longer. How many files
    /// went.
    ///
    /// # Errors
    ///
    /// [`LedgerError`] where the store can't be used.
    pub fn revoke(&self, code: Option<&Code>) -> Result<usize, LedgerError> {
        let mut gone = 0;
        self.check()?;
        for folder in [&self.grants, &self.pending] {
            for (_, path) in files::list(folder)? {
                if code.is_none_or(|code| is_of(&path, code)) {
                    gone += usize::from(files::remove(&path)?);
                }
            }
        }
        Ok(gone)
    }

    fn folders(&self) -> impl Iterator<Item = &Path> {
        [self.pending.parent(), Some(self.pending.as_path()), Some(self.grants.as_path())].into_iter().flatten()
    }

    fn prepare(&self) -> Result<(), LedgerError> {
        self.folders().try_for_each(files::make)?;
        self.check()
    }

    fn check(&self) -> Result<(), LedgerError> {
        self.folders().try_for_each(files::check)
    }

    /// Removes what waited too long, and the oldest where too many wait.
    fn prune(&self, now: u64) -> Result<(), LedgerError> {
        for folder in [&self.pending, &self.grants] {
            let found = files::list(folder)?;
            let surplus = found.len().saturating_sub(MOST_PENDING - 1);
            for (at, (time, path)) in found.iter().enumerate() {
                if at < surplus || time.saturating_add(PENDING_LIFE) < now {
                    files::remove(path)?;
                }
            }
        }
        Ok(())
    }
}

fn waiting(folder: &Path, code: &Code) -> PathBuf {
    folder.join(format!("{}.json", code.letters()))
}

fn granted(folder: &Path, call: &CallDigest) -> PathBuf {
    folder.join(format!("{}.json", call.hex()))
}

/// Whether a file holds what belongs to a code: by its name, or by what it says.
fn is_of(path: &Path, code: &Code) -> bool {
    let named = path.file_stem().is_some_and(|stem| stem == code.letters());
    let grant = || files::read(path).ok().flatten().and_then(|bytes| serde_json::from_slice::<Grant>(&bytes).ok());
    named || grant().is_some_and(|grant| grant.call.code() == *code)
}

fn written<T: serde::Serialize>(record: &T) -> Result<Vec<u8>, LedgerError> {
    let bytes = serde_json::to_vec(record).map_err(|_| LedgerError::TooLarge("it can't be written down"))?;
    match u64::try_from(bytes.len()) {
        Ok(length) if length <= files::LONGEST => Ok(bytes),
        _ => Err(LedgerError::TooLarge("it has more than 64 KiB")),
    }
}

fn parsed<T: DeserializeOwned>(path: &Path, bytes: &[u8]) -> Result<T, LedgerError> {
    serde_json::from_slice(bytes)
        .map_err(|error| LedgerError::Corrupt { path: path.to_owned(), why: format!("it is no record: {error}") })
}

fn all<T: DeserializeOwned>(folder: &Path) -> Result<impl Iterator<Item = T>, LedgerError> {
    let read = |(_, path): (u64, PathBuf)| serde_json::from_slice(&files::read(&path).ok()??).ok();
    Ok(files::list(folder)?.into_iter().filter_map(read))
}
