//! Tool calls: what an agent wants to do, in words that no client owns.

use super::EditSize;

/// One tool call of an agent, as its client's decoder read it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct ToolCall {
    /// The tool's name, as the client calls it.
    pub tool: String,
    /// The client's name for the session that the call belongs to; not empty.
    pub session: Option<String>,
    /// The folder of the session: its repository is the one that counts. None: the client does not say.
    pub cwd: Option<String>,
    /// The folder that the call's relative paths count from.
    pub folder: CallFolder,
    /// Everything that tells one call of this tool from another, but the folder: the tool's arguments as the client will
    /// hand them to the tool, and the server that they go to.
    pub arguments: serde_json::Value,
    /// What is asked, as far as it is read from the arguments.
    pub request: Request,
}

/// The folder that a call's relative paths count from.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub enum CallFolder {
    /// The session's.
    #[default]
    Session,
    /// The one that the call names, itself from the session's folder.
    Named(String),
    /// Perhaps this one: only later versions of the client say where a command runs, and the session's log tells the
    /// version.
    Claimed {
        /// The folder.
        folder: String,
        /// The session's log, an absolute path.
        log: Option<String>,
    },
}

/// What a tool call asks for.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Request {
    /// Runs a command line.
    Shell {
        /// The command line.
        command: String,
        /// Whether the client can type into the program later without asking.
        typed: bool,
        /// Whether the client is asked to leave its own sandbox off.
        unconfined: bool,
    },
    /// Reads a file.
    Read {
        /// The file.
        path: String,
    },
    /// Replaces a file's content, or makes the file.
    Write {
        /// The file.
        path: String,
        /// The new content.
        content: String,
    },
    /// Replaces parts of a file.
    Edit {
        /// The file.
        path: String,
        /// The parts, old and new.
        parts: Vec<Replacement>,
        /// Whether the client looks for a file of that name in other folders where nothing is at a relative path.
        searched: bool,
    },
    /// Changes several files at once.
    Patch {
        /// The changes, in the order of the text.
        changes: Vec<FileChange>,
        /// Lines of the patch that could name a file and were not understood.
        unread: Vec<String>,
    },
    /// Reads several files.
    ReadMany {
        /// Files, folders and patterns.
        paths: Vec<String>,
    },
    /// Lists files by a pattern.
    Glob {
        /// The folder; none: the working folder.
        path: Option<String>,
        /// The pattern.
        pattern: String,
    },
    /// Searches the content of files.
    Grep {
        /// The file or folder; none: the working folder.
        path: Option<String>,
        /// Only files that match this.
        glob: Option<String>,
    },
    /// Loads addresses.
    Fetch {
        /// The addresses.
        urls: Vec<String>,
    },
    /// Searches the web.
    Search,
    /// Calls a tool of an MCP server.
    Mcp {
        /// The server.
        server: String,
        /// The server's tool.
        name: String,
        /// Values of the arguments that name files.
        paths: Vec<String>,
    },
    /// Calls a tool that came from elsewhere, such as an MCP server that its name does not tell.
    Foreign {
        /// Values of the arguments that name files.
        paths: Vec<String>,
    },
    /// Starts another agent, whose own calls are judged one by one.
    Agent,
    /// Keeps the agent's own notes, or reads what its own earlier call printed.
    Note,
    /// Nothing that is known.
    Unknown,
}

/// A change of one file in a patch.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct FileChange {
    /// The file.
    pub path: String,
    /// What is done to it.
    pub kind: ChangeKind,
    /// How many lines.
    pub size: EditSize,
}

/// What a patch does to a file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum ChangeKind {
    /// Makes or replaces it.
    Add,
    /// Changes parts of it.
    Update,
    /// Deletes it.
    Delete,
    /// Changes parts of it and moves it to this path.
    Move(String),
}

/// A part of a file, old and new.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Replacement {
    /// The text that is there.
    pub old: String,
    /// The text that shall be there.
    pub new: String,
}
