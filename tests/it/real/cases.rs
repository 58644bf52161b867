//! What is tried with every client: a call of the model, and what stands where the hook should.

/// What the model asks for. Each leaves the case's file behind if it runs.
#[derive(Clone, Copy, Debug)]
pub(super) enum Call {
    /// A command line without its last word, the file.
    Shell(&'static str),
    /// A new file, by the client's own tool.
    Write,
    /// This tool of the MCP server.
    Mcp(&'static str),
}

/// What stands at the path that the client's settings name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Hook {
    /// The program itself.
    Sound,
    /// A shell script; `"$HOOK" "$@"` is the program as the client calls it, `$FLEET` the fleet file.
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

/// One row of the table.
#[derive(Clone, Copy, Debug)]
pub(super) struct Case {
    /// Its name, in lower case with hyphens.
    pub(super) name: &'static str,
    /// What it is, in words.
    pub(super) title: &'static str,
    pub(super) call: Call,
    /// Where the file is that the call leaves behind.
    pub(super) folder: &'static str,
    pub(super) hook: Hook,
    pub(super) must: Must,
}

impl Case {
    /// The file that the call leaves behind. No other case's has this name.
    pub(super) fn mark(&self) -> String {
        format!("{}{MARK}{}", self.folder, self.name)
    }

    /// The command line of a shell call.
    pub(super) fn command(&self, program: &str) -> String {
        format!("{program} {}", self.mark())
    }

    /// Cases of one session have the same here: the client's calls find the same hook.
    pub(super) fn session(&self) -> &'static str {
        match self.hook {
            Hook::Sound => "sound",
            Hook::Script(_) => "scripts",
            Hook::NotExecutable => "not-executable",
            Hook::Missing => "missing",
        }
    }
}

/// How the name of the file begins that a call leaves behind.
pub(super) const MARK: &str = "ran-";

/// The operator's fleet file.
pub(super) const FLEET: &str = "\
schema = \"fleetgate.fleet/1\"
kill_switch = false
[tool.allow]
mcp = [\"demo/note\"]
[tool.deny]
mcp = [\"demo/scrap\"]
";

const INSIDE: &str = "";
const PROTECTED: &str = ".github/";

/// Keeps a copy of the answer.
const COPY: &str = "\"$HOOK\" \"$@\" > \"$ROOM/said\"; code=$?; cat \"$ROOM/said\"; exit $code";
const MISLED: &str = "printf 'flete = 1\\n' >> \"$FLEET\"; exec \"$HOOK\" \"$@\"";

/// The hook as it should be.
const fn sound(name: &'static str, title: &'static str, call: Call, folder: &'static str, must: Must) -> Case {
    Case { name, title, call, folder, hook: Hook::Sound, must }
}

/// A call that would be allowed, and a hook that is broken.
const fn broken(name: &'static str, title: &'static str, hook: Hook, must: Must) -> Case {
    Case { name, title, call: Call::Shell("touch"), folder: INSIDE, hook, must }
}

/// The same, where the hook still says why.
const fn fault(name: &'static str, title: &'static str, script: &'static str) -> Case {
    broken(name, title, Hook::Script(script), Must::Block("fleetgate: deny"))
}

/// The same, where nobody can hear why.
const fn mute(name: &'static str, title: &'static str, script: &'static str) -> Case {
    broken(name, title, Hook::Script(script), Must::Block(""))
}

/// A call that would be denied, and nobody who could say so.
const fn unheard(name: &'static str, title: &'static str, hook: Hook) -> Case {
    Case { folder: PROTECTED, ..broken(name, title, hook, Must::Record) }
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
    sound("shell-allowed", "allowed shell command", Call::Shell("touch"), INSIDE, Must::Run),
    sound("edit-allowed", "allowed file edit", Call::Write, INSIDE, Must::Run),
    sound("mcp-allowed", "allowed MCP call", Call::Mcp("note"), INSIDE, Must::Run),
    sound("shell-denied", "denied shell command", Call::Shell("touch"), PROTECTED, Must::Block("tool.path.protected")),
    sound("edit-denied", "denied file edit", Call::Write, PROTECTED, Must::Block("tool.path.protected")),
    sound("mcp-denied", "denied MCP call", Call::Mcp("scrap"), INSIDE, Must::Block("demo/scrap")),
    Case { call: Call::Shell("mv seed"), ..broken("held", "held shell command", Hook::Script(COPY), Must::Hold) },
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
    mute("stdout-closed", "deny, standard output closed", "echo rubbish | \"$HOOK\" \"$@\" >&-"),
    mute("stdout-full", "deny, standard output full", "echo rubbish | \"$HOOK\" \"$@\" > /dev/full"),
    fault("flag", "misspelt flag", "exec \"$HOOK\" \"$@\" --flete"),
    fault("fleet-missing", "fleet file missing", "rm \"$FLEET\"; exec \"$HOOK\" \"$@\""),
    fault("fleet-folder", "fleet file unreadable", "rm \"$FLEET\"; mkdir \"$FLEET\"; exec \"$HOOK\" \"$@\""),
    fault("fleet-broken", "fleet file malformed", MISLED),
    unheard("sigkill", "SIGKILL", Hook::Script(signal!("KILL"))),
    unheard("not-executable", "program not executable", Hook::NotExecutable),
    unheard("missing", "program missing", Hook::Missing),
];
