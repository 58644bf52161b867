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

/// One row of the table.
#[derive(Debug)]
pub(super) struct Case {
    /// Its name, also of its folder.
    pub(super) name: &'static str,
    /// What it is, in words.
    pub(super) title: &'static str,
    pub(super) call: Call,
    /// The file that the call leaves behind.
    pub(super) mark: &'static str,
    pub(super) hook: Hook,
    pub(super) must: Must,
}

/// The operator's fleet file in every room.
pub(super) const FLEET: &str = "\
schema = \"fleetgate.fleet/1\"
kill_switch = false
forbidden = [\"forbidden/**\"]
[tool.allow]
mcp = [\"demo/note\"]
";
/// The same, but the MCP server's tool is denied.
pub(super) const FLEET_WITHOUT_MCP: &str = "\
schema = \"fleetgate.fleet/1\"
kill_switch = false
[tool.deny]
mcp = [\"demo/note\"]
";

const fn sound(name: &'static str, title: &'static str, call: Call, mark: &'static str, must: Must) -> Case {
    Case { name, title, call, mark, hook: Hook::Sound, must }
}

const fn broken(name: &'static str, title: &'static str, hook: Hook, must: Must) -> Case {
    Case { name, title, call: Call::Shell("touch ran"), mark: "ran", hook, must }
}

const fn fault(name: &'static str, title: &'static str, script: &'static str) -> Case {
    broken(name, title, Hook::Script(script), Must::Block("fleetgate"))
}

/// Every row, in the order of the table.
pub(super) const CASES: &[Case] = &[
    sound("shell-allowed", "allowed shell command", Call::Shell("touch ran"), "ran", Must::Run),
    sound("edit-allowed", "allowed file edit", Call::Write, "ran", Must::Run),
    sound("mcp-allowed", "allowed MCP call", Call::Note, "ran", Must::Run),
    sound(
        "shell-denied",
        "denied shell command",
        Call::Shell("touch .github/ran"),
        ".github/ran",
        Must::Block("tool.path.protected"),
    ),
    sound("edit-denied", "denied file edit", Call::Write, ".github/ran", Must::Block("tool.path.protected")),
    Case {
        name: "mcp-denied",
        title: "denied MCP call",
        call: Call::Note,
        mark: "ran",
        hook: Hook::Script("FLEETGATE_FLEET=\"$FLEETGATE_FLEET.strict\" exec \"$HOOK\" \"$@\""),
        must: Must::Block("demo/note"),
    },
    Case {
        name: "shell-held",
        title: "held shell command, nobody there",
        call: Call::Shell("mv seed ran"),
        mark: "ran",
        hook: Hook::Script("\"$HOOK\" \"$@\" > \"$ROOM/said\"; code=$?; cat \"$ROOM/said\"; exit $code"),
        must: Must::Hold,
    },
    fault("panic", "panic", "FLEETGATE_FAULT=panic exec \"$HOOK\" \"$@\""),
    fault("overflow", "stack overflow", "FLEETGATE_FAULT=overflow exec \"$HOOK\" \"$@\""),
    fault("abort", "abort", "FLEETGATE_FAULT=abort exec \"$HOOK\" \"$@\""),
    fault("segv", "segmentation fault", "FLEETGATE_FAULT=segv exec \"$HOOK\" \"$@\""),
    fault("oom", "out of memory", "FLEETGATE_FAULT=oom exec \"$HOOK\" \"$@\""),
    fault("exit", "exit with success, no answer", "FLEETGATE_FAULT=exit exec \"$HOOK\" \"$@\""),
    fault("hang", "hang past the deadline", "FLEETGATE_FAULT=hang exec \"$HOOK\" \"$@\""),
    fault("spin", "endless loop past the deadline", "FLEETGATE_FAULT=spin exec \"$HOOK\" \"$@\""),
    fault(
        "sigterm",
        "SIGTERM from outside",
        "(sleep 1; kill -TERM $$) > /dev/null 2>&1 & FLEETGATE_FAULT=hang exec \"$HOOK\" \"$@\"",
    ),
    fault("rubbish", "rubbish on standard input", "echo rubbish | \"$HOOK\" \"$@\""),
    fault("empty", "empty standard input", "exec \"$HOOK\" \"$@\" < /dev/null"),
    fault("stdin-closed", "standard input closed", "exec \"$HOOK\" \"$@\" <&-"),
    broken(
        "stdout-closed",
        "standard output closed",
        Hook::Script("exec \"$HOOK\" \"$@\" < /dev/null >&-"),
        Must::Block(""),
    ),
    broken(
        "stdout-full",
        "standard output full",
        Hook::Script("exec \"$HOOK\" \"$@\" < /dev/null > /dev/full"),
        Must::Block(""),
    ),
    fault("fleet-missing", "fleet file missing", "FLEETGATE_FLEET=\"$ROOM/none\" exec \"$HOOK\" \"$@\""),
    fault("fleet-broken", "fleet file malformed", "FLEETGATE_FLEET=\"$0\" exec \"$HOOK\" \"$@\""),
    fault("fleet-folder", "fleet file unreadable", "FLEETGATE_FLEET=\"$ROOM\" exec \"$HOOK\" \"$@\""),
    fault("flag", "misspelt flag", "exec \"$HOOK\" \"$@\" --flete x"),
    broken(
        "sigkill",
        "SIGKILL from outside",
        Hook::Script("(sleep 1; kill -KILL $$) > /dev/null 2>&1 & FLEETGATE_FAULT=hang exec \"$HOOK\" \"$@\""),
        Must::Record,
    ),
    broken("not-executable", "program not executable", Hook::NotExecutable, Must::Record),
    broken("missing", "program missing", Hook::Missing, Must::Record),
];
