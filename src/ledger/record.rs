//! What the store holds: a call that waits for a person, and the person's grant.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::code::{CallDigest, Code};
use crate::model::{Granted, Lift};

/// A call that was held and waits for a person.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Pending {
    schema: PendingSchema,
    digest: String,
    /// The tool's name, as the client calls it.
    pub tool: String,
    /// The tool's arguments.
    pub arguments: Value,
    /// The folder in which the call runs.
    pub cwd: String,
    /// The root of the work tree, where there is one.
    pub root: Option<String>,
    /// The client's name for the session.
    pub session: String,
    /// When it was asked, in seconds since 1970.
    pub asked: u64,
    /// Why it was held.
    pub reasons: Vec<Held>,
}

/// Why a call was held.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Held {
    /// The reason's code.
    pub code: String,
    /// What happened and what to do next.
    pub message: String,
    /// What the reason is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Serialize)]
enum PendingSchema {
    #[default]
    #[serde(rename = "fleetgate.pending/1")]
    V1,
}

#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Serialize)]
enum GrantSchema {
    #[default]
    #[serde(rename = "fleetgate.grant/1")]
    V1,
}

impl Pending {
    /// A call that waits from `asked` on, in seconds since 1970.
    #[must_use]
    pub fn new(
        tool: &str,
        arguments: &Value,
        cwd: &str,
        root: Option<&str>,
        session: &str,
        asked: u64,
        reasons: Vec<Held>,
    ) -> Self {
        Self {
            schema: PendingSchema::V1,
            digest: CallDigest::of(tool, arguments, cwd, root, session).hex(),
            tool: tool.to_owned(),
            arguments: arguments.clone(),
            cwd: cwd.to_owned(),
            root: root.map(str::to_owned),
            session: session.to_owned(),
            asked,
            reasons,
        }
    }

    /// The digest of the call, made anew.
    #[must_use]
    pub fn digest(&self) -> CallDigest {
        CallDigest::of(&self.tool, &self.arguments, &self.cwd, self.root.as_deref(), &self.session)
    }

    /// The code that people type in.
    #[must_use]
    pub fn code(&self) -> Code {
        self.digest().code()
    }

    /// Whether the digest that is written fits the call that is written.
    pub(super) fn is_sound(&self) -> bool {
        self.digest == self.digest().hex()
    }
}

/// That a person allowed a call once.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Grant {
    schema: GrantSchema,
    /// The call as the person saw it.
    pub call: Pending,
    /// When it was granted, in seconds since 1970.
    pub given: u64,
    /// When it ends, in seconds since 1970.
    pub until: u64,
}

impl Grant {
    /// A grant from `given` until `until`, in seconds since 1970.
    #[must_use]
    pub const fn new(call: Pending, given: u64, until: u64) -> Self {
        Self { schema: GrantSchema::V1, call, given, until }
    }

    /// Whether it counts at `now`: begun, not ended, no longer than `longest` seconds.
    #[must_use]
    pub const fn is_live(&self, now: u64, longest: u64) -> bool {
        self.given <= now && now < self.until && self.until.saturating_sub(self.given) <= longest
    }

    /// The fact that the policy judges, where the grant is used up at `used`.
    #[must_use]
    pub fn fact(&self, used: u64) -> Granted {
        let lift = |held: &Held| Lift { code: held.code.clone(), subject: held.subject.clone() };
        let mut lifts: Vec<Lift> = self.call.reasons.iter().map(lift).collect();
        lifts.sort();
        lifts.dedup();
        Granted { code: self.call.code().to_string(), given: self.given, until: self.until, used, lifts }
    }
}
