//! Effects: what a command does, in words that no client and no program owns. Policies decide by kind.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

macro_rules! effect_kinds {
    ($($variant:ident $word:literal $about:literal)*) => {
        /// What is done. The list is closed: a policy's table has one line for each.
        #[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
        pub enum EffectKind {
            $(#[doc = $about] #[serde(rename = $word)] $variant,)*
        }

        impl EffectKind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word that stands in facts and in specification files.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// What it means, for people.
            #[must_use]
            pub const fn about(self) -> &'static str {
                match self { $(Self::$variant => $about,)* }
            }

            /// The kind that a word names.
            #[must_use]
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

effect_kinds! {
    Output "output" "prints what it was given or computes; touches nothing"
    Read "read" "reads the content of the subject, a path"
    List "list" "reads below the subject, a folder: names, or contents where recursive"
    Write "write" "creates or overwrites the subject, a path"
    Create "create" "creates the subject, a path, and leaves what exists"
    Delete "delete" "deletes the subject, a path"
    Replace "replace" "empties the subject, a folder, and fills it anew"
    Move "move" "moves the subject, a path, away"
    Mode "mode" "changes permissions, owner or attributes of the subject, a path"
    Link "link" "makes another name that leads to the subject, a path"
    Extract "extract" "unpacks an archive into the subject, a folder: writes files of unknown names"
    ChangeDirectory "directory.change" "changes the working folder to the subject"
    RunBuild "run.build" "builds the project with its own tool"
    RunTest "run.test" "runs the project's tests"
    RunLint "run.lint" "checks the project's sources"
    RunFormat "run.format" "formats sources; the files are effects of their own where they are named"
    RunTypecheck "run.typecheck" "checks the project's types"
    RunDocs "run.docs" "makes the project's documentation"
    RunBench "run.bench" "runs the project's benchmarks"
    RunClean "run.clean" "removes what the build tool made"
    RunGenerate "run.generate" "runs the project's code generators"
    RunTask "run.task" "runs the project's task of that name"
    RunScript "run.script" "runs the subject, a file of code"
    RunConfig "run.config" "a tool of the project obeys or runs the subject, a configuration file"
    RunRecipe "run.recipe" "a build tool runs what the subject says, a build file or a folder with one"
    RunModule "run.module" "loads the subject, a Python module, from the working folder where it is there"
    RunImports "run.imports" "imports what it needs from the subject, a folder, rather than from where it is installed"
    RunPath "run.path" "looks for what it imports in the subject, a folder, first: also for what any program of that language does at its start"
    RunCalled "run.called" "imports and calls the subject, a dotted name of Python: the project's own where it has such a module"
    RunInline "run.inline" "runs code given on the command line or on standard input"
    RunHanded "run.handed" "compiles what is handed over on standard input, with all files that it names"
    RunPiped "run.piped" "runs code that a pipe hands over"
    RunInteractive "run.interactive" "starts an interpreter, an editor or a pager"
    Terminal "terminal" "obeys whoever types at a terminal, where there is one"
    Editor "editor" "opens an editor, which takes what is handed over on standard input for keys"
    Questions "questions" "asks for each change, on standard input; one of the answers opens an editor"
    RunPackage "run.package" "runs the subject, a package that no specification knows"
    RunBinary "run.binary" "runs the program that the project builds"
    RunServer "run.server" "starts a long-running program of the project"
    Install "install" "adds, updates or removes packages, tools or plugins"
    Publish "publish" "gives packages, releases or images to others"
    NetworkFetch "network.fetch" "loads the subject, an address"
    NetworkSend "network.send" "sends data to the subject, an address"
    NetworkListen "network.listen" "opens a port"
    NetworkConnect "network.connect" "connects to the subject, a host"
    NetworkApi "network.api" "calls a service's interface; reads at most"
    NetworkApiWrite "network.api.write" "calls a service's interface and changes something there"
    VcsInspect "vcs.inspect" "reads the repository's history and state"
    VcsStage "vcs.stage" "stages the subject, a path"
    VcsStageTracked "vcs.stage.tracked" "puts all changes of tracked files into the index"
    VcsUnstage "vcs.unstage" "unstages the subject, a path"
    VcsCommit "vcs.commit" "commits"
    VcsAmend "vcs.amend" "replaces the last commit"
    VcsBranchCreate "vcs.branch.create" "makes the subject, a branch"
    VcsBranchMove "vcs.branch.move" "renames or moves the subject, a branch"
    VcsBranchDelete "vcs.branch.delete" "deletes the subject, a branch"
    VcsBranchConfigure "vcs.branch.configure" "sets what the subject, a branch, follows or says of itself"
    VcsSwitch "vcs.switch" "switches to the subject, a branch; may be a path where git would take it as one"
    VcsStart "vcs.start" "gives the subject, a commit, a new name"
    VcsSwitchDetach "vcs.switch.detach" "switches to the subject, a commit, off any branch"
    VcsMerge "vcs.merge" "merges the subject into the current branch"
    VcsCherryPick "vcs.cherry_pick" "applies the subject, a commit"
    VcsRevert "vcs.revert" "commits the contrary of the subject, a commit"
    VcsAbort "vcs.abort" "gives up a merge, a pick or a rebase under way"
    VcsStash "vcs.stash" "puts changes away"
    VcsStashUntracked "vcs.stash.untracked" "puts files away, too, that git does not track"
    VcsStashApply "vcs.stash.apply" "puts changes back that were put away: the subject, or the last"
    VcsBring "vcs.bring" "changes a path by what commits or a stash hold, or by putting its change away"
    VcsStashDrop "vcs.stash.drop" "throws away put-away changes"
    VcsResetMixed "vcs.reset.mixed" "moves the branch to the subject; files stay"
    VcsResetHard "vcs.reset.hard" "moves the branch to the subject; files are overwritten"
    VcsRestore "vcs.restore" "overwrites the subject, a path, by what git has"
    VcsClean "vcs.clean" "deletes files that git does not know"
    VcsRemove "vcs.remove" "removes the subject, a path, from the index"
    VcsTag "vcs.tag" "makes the subject, a tag"
    VcsTagDelete "vcs.tag.delete" "deletes or moves the subject, a tag"
    VcsMove "vcs.move" "moves the subject, a path, in files and index"
    VcsFetch "vcs.fetch" "fetches from the subject, a remote"
    VcsPull "vcs.pull" "fetches and merges from the subject, a remote"
    VcsPush "vcs.push" "pushes to the subject, the destination on the remote"
    VcsClone "vcs.clone" "clones the subject"
    VcsRebase "vcs.rebase" "replays commits onto the subject"
    VcsRewrite "vcs.rewrite" "rewrites history, refs or objects"
    VcsConfigWrite "vcs.config.write" "sets the subject, a key of git's configuration"
    VcsConfigDump "vcs.config.dump" "reads much of git's configuration, or what may hold credentials"
    VcsConfigRead "vcs.config.read" "reads git's configuration"
    VcsHooksSkip "vcs.hooks.skip" "skips hooks or signatures"
    VcsRemoteWrite "vcs.remote.write" "adds, changes or removes a remote"
    VcsWorktree "vcs.worktree" "adds or removes work trees"
    VcsSubmodule "vcs.submodule" "changes or fetches submodules"
    VcsApply "vcs.apply" "applies a patch: writes files of unknown names"
    VcsInit "vcs.init" "makes a repository"
    VcsElsewhere "vcs.elsewhere" "works on another repository or work tree, the subject"
    VcsMaintain "vcs.maintain" "repacks or expires objects, or schedules that"
    ProcessKill "process.kill" "stops processes"
    ProcessList "process.list" "lists processes"
    SystemInfo "system.info" "prints facts of the machine, the user or the tool"
    SystemChange "system.change" "changes the machine: services, schedules, mounts, time"
    Environment "environment" "sets the subject, a variable that changes what programs do"
    EnvironmentRead "environment.read" "prints environment variables"
    Privilege "privilege" "runs with other rights"
    Guard "guard" "would touch hooks or guards"
    Credential "credential" "reads or changes credentials"
    ConfigWrite "config.write" "changes a tool's settings"
    ContainerInspect "container.inspect" "reads the state of containers or clusters"
    ContainerRun "container.run" "builds, runs or changes containers"
    CloudInspect "cloud.inspect" "reads the state of a cloud"
    CloudChange "cloud.change" "changes a cloud"
    DatabaseAccess "database.access" "reads or changes a database"
    AgentRun "agent.run" "runs or configures another agent"
}

/// Where something stands in the command line: byte offsets, the end excluded.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// The first byte.
    pub start: usize,
    /// The byte after the last.
    pub end: usize,
}

/// How far the text of a subject is the whole truth.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// The text is the subject.
    #[default]
    Exact,
    /// The text is a shell pattern; the subjects are what it matches.
    Glob,
    /// The text is only what the subject starts with; the rest is known when the command runs.
    Dynamic,
    /// The text is a pattern of what a recursive search below a folder hands over: `src/**/*.rs`.
    Found,
    /// The subjects come from standard input, as with xargs; the text says nothing.
    Fed,
}

/// What an effect is about: a path, an address, a name.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Subject {
    /// The text, as far as it is known.
    pub text: String,
    /// How the text is to be read.
    pub form: Form,
    /// Where it stands in the command line.
    pub span: Span,
}

/// What else is to be said of an effect.
#[derive(Clone, Copy, Debug, Deserialize, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Attribute {
    /// Everything below the subject, too.
    Recursive,
    /// Against an objection of the other side: a forced push, a replaced branch.
    Force,
    /// The subject is deleted at the remote.
    Delete,
    /// All branches.
    All,
    /// All refs, and those that are missing here are deleted there.
    Mirror,
    /// All tags.
    Tags,
    /// The path is taken as it is: links are not followed. Measured, not a trait.
    Unfollowed,
    /// The subject is a pathspec: git's own pattern language, relative to the folder or `:(top)`.
    Pathspec,
    /// The subject excludes paths.
    Exclude,
    /// The content comes from history, not from the work tree.
    History,
    /// The subject is an object of git's, by its digest. Measured, not a trait.
    Object,
    /// It may be one of the paths or nothing: a word that could be a path or a revision.
    Maybe,
    /// Nothing is changed: a dry run.
    DryRun,
    /// The subject is the folder in which a copy of the source is written.
    Inside,
    /// The subject is the very name of the copy, even where a folder is there.
    Named,
    /// The copy keeps the folders of the source's name.
    Parents,
    /// Links are copied as links.
    Links,
    /// Of a folder only the name counts, not what is in it.
    Shallow,
    /// Links below the subject, a folder, are followed.
    Follows,
    /// The program runs what it reads. Measured, not a trait.
    Obeyed,
    /// The names of tracked files become words: what would take a name apart, or make an option of it, counts.
    Words,
}

/// One thing that a command does.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Effect {
    /// What is done.
    pub kind: EffectKind,
    /// What it is done to, where there is a subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<Subject>,
    /// Where it comes from: the source of a push, or of a copy.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Subject>,
    /// The remote, of a push.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub remote: Option<Subject>,
    /// Folders that the command changes into before, in order: relative subjects count from there.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub directory: Vec<Subject>,
    /// What else is to be said.
    #[serde(default, skip_serializing_if = "BTreeSet::is_empty")]
    pub attributes: BTreeSet<Attribute>,
}

impl Effect {
    /// An effect without a subject.
    #[must_use]
    pub const fn bare(kind: EffectKind) -> Self {
        Self { kind, subject: None, source: None, remote: None, directory: Vec::new(), attributes: BTreeSet::new() }
    }

    /// An effect on a subject.
    #[must_use]
    pub const fn on(kind: EffectKind, subject: Subject) -> Self {
        Self {
            kind,
            subject: Some(subject),
            source: None,
            remote: None,
            directory: Vec::new(),
            attributes: BTreeSet::new(),
        }
    }

    /// The same with one more attribute.
    #[must_use]
    pub fn with(mut self, attribute: Attribute) -> Self {
        self.attributes.insert(attribute);
        self
    }
}
