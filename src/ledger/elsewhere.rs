//! Systems without Unix's file permissions: there is no store.

use std::path::{Path, PathBuf};

use super::LedgerError;

pub(super) const LONGEST: u64 = 0;

pub(super) const fn make(_: &Path) -> Result<(), LedgerError> {
    Err(LedgerError::Unsupported)
}

pub(super) const fn check(_: &Path) -> Result<(), LedgerError> {
    Err(LedgerError::Unsupported)
}

pub(super) const fn read(_: &Path) -> Result<Option<Vec<u8>>, LedgerError> {
    Err(LedgerError::Unsupported)
}

pub(super) const fn write(_: &Path, _: &[u8]) -> Result<(), LedgerError> {
    Err(LedgerError::Unsupported)
}

pub(super) const fn remove(_: &Path) -> Result<bool, LedgerError> {
    Err(LedgerError::Unsupported)
}

pub(super) const fn list(_: &Path) -> Result<Vec<(u64, PathBuf)>, LedgerError> {
    Err(LedgerError::Unsupported)
}
