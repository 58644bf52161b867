//! The nouns: facts, evidence, changes, decisions. No room is imported here.

mod catalogue;
mod change;
mod command;
mod decision;
mod doctor;
mod effect;
mod evidence;
mod facts;
mod grant;
mod kept;
mod merge;
mod outcome;
mod point;
mod request;
mod settings;
mod spec;
mod tool;
mod word;
mod wrapper;

pub use catalogue::{
    Classes, ContentKind, ContentKinds, ObeyedVariables, PathClass, Signature, ToolCatalogue, ToolData, Words,
};
pub use change::{
    Change, Conflicts, Group, History, HistoryGroup, HistoryPath, LISTED, OddPath, OddPaths, SubjectMark, Totals,
};
pub use command::{
    Assignment, Context, Folder, Invocation, NotUnderstood, Redirection, RedirectionKind, Script, Wrapping,
};
pub(crate) use decision::Judgement;
pub use decision::{Decision, DecisionSchema, Digests, Obligation, Reason, Risk};
pub use doctor::{DoctorReport, DoctorSchema, Finding, FindingState, HookReport};
pub use effect::{Attribute, Effect, EffectKind, Form, Span, Subject};
pub use evidence::{Approval, Author, Check, CheckResult, Evidence, Kind, Staging, Verdict, VerdictWord};
pub use facts::{Fact, Facts, Known, Provenance, Source, Unknown};
pub use grant::{Granted, Lift};
pub use kept::{Kept, KeptPart, KeptPlace};
pub use merge::{MergeFacts, MergeFactsSchema, Now};
pub use outcome::{Outcome, RiskLevel};
pub use point::{Point, Profile};
pub use request::{CallFolder, ChangeKind, FileChange, Replacement, Request, ToolCall};
pub use settings::{Limits, MaxRisk, RepoSettings, RequiredCheck, ReviewSettings, Reviewers, Settings};
pub use spec::{CommandSpec, Copies, Count, Mode, NotationError, ProgramFile, Slot, Style, SubCommands, ValueKind};
pub use tool::{
    Action, Branch, CallFacts, EditSize, EffectGroup, Gap, Gaps, KillSwitch, Place, Session, SessionProfile,
    SubjectForm, ToolFacts, ToolFactsSchema, ToolList, ToolSettings,
};
pub use word::{Part, Printed, Word};
pub use wrapper::{Wrapper, WrapperForm, WrapperTable, Wrappers};
