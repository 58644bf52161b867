//! Exit codes.

use std::process::ExitCode;

use crate::model::{Decision, Outcome};

/// How the process ends. Both "not allowed" and "gate broken" stop a caller; the code tells them apart.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Exit {
    /// 0: allow, or the command did what it says.
    Done,
    /// 1: deny, or a test failed.
    Deny,
    /// 2: the gate is broken or misused.
    Broken,
    /// 3: hold.
    Hold,
}

impl Exit {
    /// The number that the caller sees.
    #[must_use]
    pub const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Deny => 1,
            Self::Broken => 2,
            Self::Hold => 3,
        }
    }

    /// The exit of a decision. A deny that the engine itself gave means a broken gate.
    #[must_use]
    pub fn of(decision: &Decision) -> Self {
        match decision.outcome() {
            _ if decision.is_engine_failure() => Self::Broken,
            Outcome::Allow => Self::Done,
            Outcome::Hold => Self::Hold,
            Outcome::Deny => Self::Deny,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        Self::from(exit.code())
    }
}
