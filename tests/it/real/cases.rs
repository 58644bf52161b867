//! What is tried with every client: a call of the model, and what stands where the hook should.

/// What the model asks for. Each leaves a file behind if it runs.
#[derive(Clone, Copy, Debug)]
pub(super) enum Call {
    /// A command line.
    Shell(&'static str),
    /// A new file, by the client's own tool.
    Write,
    /// The MCP server's tool.
    Note,
}

/// What stands at the path that the client's settings name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Hook {
    /// The program itself.
    Sound,
    /// A shell script; `"$HOOK" "$@"` is the program as the client calls it.
    Script(&'static str),
    /// A file that may not be run.
    NotExecutable,
    /// Nothing.
    Missing,
}

/// What must come of it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Must {
    /// The tool runs.
    Run,
    /// The tool does not run, and the model is told this.
    Block(&'static str),
    /// The tool does not run; a client that can ask is told to.
    Hold,
    /// A hook can't influence it: what happens is written down.
    Record,
}

/// What stands at the path of the operator's fleet file.
#[derive(Clone, Copy, Debug)]
pub(super) enum Fleet {
    Text(&'static str),
    Folder,
    Missing,
}

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case {
    /// Its name, also of its folder.
    pub(super) name: &'static str,
    /// What it is, in words.
    pub(super) title: &'static str,
    pub(super) call: Call,
    /// The file that the call leaves behind.
    pub(super) mark: &'static str,
    pub(super) fleet: Fleet,
    pub(super) hook: Hook,
    pub(super) must: Must,
}

/// A fleet file that allows the MCP server's tool.
const WITH_NOTE: &str = "schema = \"fleetgate.fleet/1\"\nkill_switch = false\n[tool.allow]\nmcp = [\"demo/note\"]\n";
/// A fleet file that denies it.
const WITHOUT_NOTE: &str = "schema = \"fleetgate.fleet/1\"\nkill_switch = false\n[tool.deny]\nmcp = [\"demo/note\"]\n";

/// Keeps a copy of the answer.
const COPY: &str = "\"$HOOK\" \"$@\" > \"$ROOM/said\"; code=$?; cat \"$ROOM/said\"; exit $code";
const MUTE: &str = "echo rubbish | \"$HOOK\" \"$@\" >&-";
const FULL: &str = "echo rubbish | \"$HOOK\" \"$@\" > /dev/full";
const PROTECTED: Must = Must::Block("tool.path.protected");

/// The hook as it should be.
const fn sound(name: &'static str, title: &'static str, call: Call, mark: &'static str, must: Must) -> Case {
    Case { name, title, call, mark, fleet: Fleet::Text(WITH_NOTE), hook: Hook::Sound, must }
}

/// A call that would be allowed, and a hook that is broken.
const fn broken(name: &'static str, title: &'static str, hook: Hook, must: Must) -> Case {
    Case { hook, ..sound(name, title, Call::Shell("touch ran"), "ran", must) }
}

/// The same, where the hook still says why.
const fn fault(name: &'static str, title: &'static str, script: &'static str) -> Case {
    broken(name, title, Hook::Script(script), Must::Block("fleetgate: deny"))
}

const fn misled(name: &'static str, title: &'static str, fleet: Fleet) -> Case {
    Case { fleet, ..broken(name, title, Hook::Sound, Must::Block("fleetgate: deny")) }
}

/// A fault that the hook of a debug build brings upon itself.
macro_rules! injected {
    ($fault:literal) => {
        concat!("FLEETGATE_FAULT=", $fault, "@worker exec \"$HOOK\" \"$@\"")
    };
}

/// A signal that comes while the hook works.
macro_rules! signal {
    ($name:literal) => {
        concat!("(sleep 1; kill -", $name, " $$) > /dev/null 2>&1 & ", injected!("hang"))
    };
}

/// Every row, in the order of the table.
pub(super) const CASES: &[Case] = &[
    sound("shell-allowed", "allowed shell command", Call::Shell("touch ran"), "ran", Must::Run),
    sound("edit-allowed", "allowed file edit", Call::Write, "ran", Must::Run),
    sound("mcp-allowed", "allowed MCP call", Call::Note, "ran", Must::Run),
    sound("shell-denied", "denied shell command", Call::Shell("touch .github/ran"), ".github/ran", PROTECTED),
    sound("edit-denied", "denied file edit", Call::Write, ".github/ran", PROTECTED),
    Case {
        fleet: Fleet::Text(WITHOUT_NOTE),
        ..sound("mcp-denied", "denied MCP call", Call::Note, "ran", Must::Block("demo/note"))
    },
    Case {
        hook: Hook::Script(COPY),
        ..sound("shell-held", "held shell command", Call::Shell("mv seed ran"), "ran", Must::Hold)
    },
    fault("panic", "panic", injected!("panic")),
    fault("panic-twice", "panic while unwinding", injected!("panic-twice")),
    fault("overflow", "stack overflow", injected!("overflow")),
    fault("overflow-thread", "stack overflow of a foreign thread", injected!("overflow-thread")),
    fault("abort", "abort", injected!("abort")),
    fault("oom", "out of memory", injected!("oom")),
    fault("exit", "exit with success, without an answer", injected!("exit")),
    fault("hang", "hang past the deadline", injected!("hang")),
    fault("spin", "endless loop past the deadline", injected!("spin")),
    fault("sigsegv", "SIGSEGV", signal!("SEGV")),
    fault("sigterm", "SIGTERM", signal!("TERM")),
    fault("chatter", "stray lines beside a deny", concat!("echo rubbish | ", injected!("chatter"))),
    fault("rubbish", "rubbish on standard input", "echo rubbish | \"$HOOK\" \"$@\""),
    fault("stdin-empty", "standard input empty", "exec \"$HOOK\" \"$@\" < /dev/null"),
    fault("stdin-closed", "standard input closed", "exec \"$HOOK\" \"$@\" <&-"),
    broken("stdout-closed", "standard output closed", Hook::Script(MUTE), Must::Block("")),
    broken("stdout-full", "standard output full", Hook::Script(FULL), Must::Block("")),
    fault("flag", "misspelt flag", "exec \"$HOOK\" \"$@\" --flete"),
    misled("fleet-missing", "fleet file missing", Fleet::Missing),
    misled("fleet-folder", "fleet file unreadable", Fleet::Folder),
    misled("fleet-broken", "fleet file malformed", Fleet::Text("schema = \"fleetgate.fleet/1\"\nflete = 1\n")),
    broken("sigkill", "SIGKILL", Hook::Script(signal!("KILL")), Must::Record),
    broken("not-executable", "program not executable", Hook::NotExecutable, Must::Record),
    broken("missing", "program missing", Hook::Missing, Must::Record),
];
