//! Variables that mean something to the shell itself, to bash or to zsh.

/// Those by which a shell reads or finds what follows, runs something, or writes a file of its own.
const SENSITIVE: &[&str] = &[
    "CDPATH",
    "DIRSTACK",
    "ENV",
    "EXECIGNORE",
    "FCEDIT",
    "FIGNORE",
    "FPATH",
    "GLOBIGNORE",
    "GLOBSORT",
    "HOME",
    "HOSTFILE",
    "IFS",
    "INPUTRC",
    "LANG",
    "MAIL",
    "MAILPATH",
    "MANPATH",
    "MODULE_PATH",
    "NULLCMD",
    "OLDPWD",
    "PATH",
    "PIPESTATUS",
    "POSIXLY_CORRECT",
    "POSTEDIT",
    "PROMPT",
    "PROMPT2",
    "PROMPT3",
    "PROMPT4",
    "PROMPT_COMMAND",
    "PS0",
    "PS1",
    "PS2",
    "PS3",
    "PS4",
    "PWD",
    "READNULLCMD",
    "RPROMPT",
    "SHELLOPTS",
    "SPROMPT",
    "STTY",
    "TMPPREFIX",
    "TMPSUFFIX",
    "USERNAME",
    "ZDOTDIR",
    "aliases",
    "builtins",
    "cdpath",
    "commands",
    "dirstack",
    "fignore",
    "fpath",
    "functions",
    "galiases",
    "histchars",
    "mailpath",
    "manpath",
    "module_path",
    "modules",
    "nameddirs",
    "options",
    "path",
    "reswords",
    "saliases",
    "userdirs",
];

/// What the names of such variables start with, and what they end with.
const STARTS: &[&str] = &["BASH", "HIST", "LC_", "ZLE_", "ZSH_", "dis_", "zle_"];
const ENDS: &[&str] = &["_functions"];

/// Variables whose values a shell evaluates as arithmetic when they are set: a subscript there runs commands.
const INTEGERS: &[&str] = &[
    "ARGC",
    "BAUD",
    "COLUMNS",
    "DIRSTACKSIZE",
    "EGID",
    "EPOCHSECONDS",
    "ERRNO",
    "EUID",
    "FUNCNEST",
    "GID",
    "KEYTIMEOUT",
    "LINENO",
    "LINES",
    "LISTMAX",
    "LOGCHECK",
    "MAILCHECK",
    "OPTIND",
    "PERIOD",
    "PPID",
    "RANDOM",
    "REPORTMEMORY",
    "REPORTTIME",
    "SAVEHIST",
    "SECONDS",
    "SHLVL",
    "SRANDOM",
    "TMOUT",
    "TRY_BLOCK_ERROR",
    "TRY_BLOCK_INTERRUPT",
    "TTYIDLE",
    "UID",
    "ZLE_RPROMPT_INDENT",
];

/// Variables that bash or zsh set by themselves, or that keep their value whatever is assigned: what a script sets them
/// to is not what they hold.
const KEPT: &[&str] = &[
    "COPROC",
    "EPOCHREALTIME",
    "FUNCNAME",
    "GROUPS",
    "MAPFILE",
    "MATCH",
    "MBEGIN",
    "MEND",
    "OPTARG",
    "REPLY",
    "_",
    "argv",
    "errnos",
    "history",
    "historywords",
    "keymaps",
    "langinfo",
    "mapfile",
    "match",
    "mbegin",
    "mend",
    "parameters",
    "patchars",
    "pipestatus",
    "reply",
    "signals",
    "status",
    "sysparams",
    "termcap",
    "terminfo",
    "usergroups",
    "widgets",
];
const KEPT_STARTS: &[&str] = &["COMP_", "COPROC_", "READLINE_", "func", "job"];

/// Words in the names of variables that hold credentials.
const CREDENTIALS: &[&str] = &["TOKEN", "SECRET", "PASSWORD", "PASSWD", "PASSPHRASE", "CREDENTIAL", "CREDS", "WEBHOOK"];

/// Last parts of such names, behind a `_` at least.
const CREDENTIAL_ENDS: &[&str] =
    &["_PWD", "_PW", "_PASS", "_PAT", "_JWT", "_COOKIE", "_COOKIES", "_AUTH", "_SK", "_DSN", "_CONNECTION_STRING"];

/// Whole names.
const CREDENTIAL_NAMES: &[&str] = &["PW", "PASS", "PAT", "JWT", "COOKIE", "AUTH", "DSN"];

/// What is reached by an address that holds a password as a rule.
const STORES: &[&str] = &["DATABASE", "POSTGRES", "MYSQL", "MONGO", "REDIS", "AMQP", "BROKER", "CLOUDINARY"];

/// Whether setting the variable changes how the rest of a script is read.
pub(super) fn is_sensitive(name: &str) -> bool {
    SENSITIVE.contains(&name)
        || STARTS.iter().any(|start| name.starts_with(start))
        || ENDS.iter().any(|end| name.ends_with(end))
}

/// Whether the variable may hold something else than what the script sets it to.
pub(super) fn is_kept(name: &str) -> bool {
    KEPT.contains(&name) || KEPT_STARTS.iter().any(|start| name.starts_with(start))
}

/// Whether what it is set to is evaluated.
pub(super) fn is_integer(name: &str) -> bool {
    INTEGERS.contains(&name)
}

/// Whether the environment has a credential under such a name, or several, numbered or not.
pub(super) fn is_credential(name: &str) -> bool {
    let options = name.starts_with("npm_config_");
    if name.contains(|c: char| c.is_ascii_lowercase()) && !options {
        return false;
    }
    let upper = name.to_ascii_uppercase();
    let one = upper.trim_end_matches(|c: char| c.is_ascii_digit()).trim_end_matches('_');
    let plural = one.strip_suffix('S').filter(|one| !one.ends_with("KEY"));
    [upper.as_str(), one].into_iter().chain(plural).any(names_credential)
}

fn names_credential(name: &str) -> bool {
    let address = name.strip_suffix("_URL").or_else(|| name.strip_suffix("_URI"));
    let store = |part: &str| part == "DB" || STORES.iter().any(|store| part.contains(store));
    let key = |part: &str| {
        let one = part.trim_end_matches(|c: char| c.is_ascii_digit());
        one.ends_with("KEY") || one == "KEYS" || one.ends_with("APIKEYS")
    };
    CREDENTIALS.iter().any(|word| name.contains(word))
        || CREDENTIAL_ENDS.iter().any(|end| name.ends_with(end))
        || CREDENTIAL_NAMES.contains(&name)
        || address.is_some_and(|what| what.split('_').any(store))
        || name.split('_').any(key)
}
