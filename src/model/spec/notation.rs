//! The notation of one argument: `[name:|here:]KIND[?|+|...] [EFFECT…] [= DEFAULT] [unless OPTION…] [below OPTION…]`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::EffectKind;

/// A notation that says nothing.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
#[error("`{notation}`: {why}; write KIND[?|+|...] [EFFECT…] [= DEFAULT] [unless OPTION…] [below OPTION…]")]
pub struct NotationError {
    /// The notation as written.
    pub notation: String,
    /// What is wrong with it.
    pub why: String,
}

macro_rules! value_kinds {
    ($($variant:ident $word:literal $about:literal)*) => {
        /// What a value is. A closed choice is written `(one|two|prefix*)`; `(,|one|two)`: several of them with commas between.
        /// `{name}` is a setting `NAME=VALUE` that the pseudo program `=name` describes.
        #[derive(Clone, Debug, Eq, PartialEq)]
        pub enum ValueKind {
            /// One of these words; one that ends in `*` stands for all that start so and hold no blank.
            Choice(Vec<String>),
            /// Settings that the pseudo program of this name describes.
            Settings(String),
            $(#[doc = $about] $variant,)*
        }

        impl ValueKind {
            fn from_word(word: &str) -> Option<Self> {
                if let Some(words) = word.strip_prefix('(').and_then(|w| w.strip_suffix(')')) {
                    return Some(Self::Choice(words.split('|').map(ToOwned::to_owned).collect()));
                }
                if let Some(name) = word.strip_prefix('{').and_then(|w| w.strip_suffix('}')) {
                    return Some(Self::Settings(format!("={name}")));
                }
                match word { $($word => Some(Self::$variant),)* _ => None }
            }

            fn word(&self) -> String {
                match self {
                    Self::Choice(words) => format!("({})", words.join("|")),
                    Self::Settings(program) => format!("{{{}}}", program.trim_start_matches('=')),
                    $(Self::$variant => $word.to_owned(),)*
                }
            }
        }
    };
}

value_kinds! {
    Flag "flag" "no value at all"
    Text "text" "harmless words, may be dynamic"
    Said "said" "harmless words; those of `@FILE` or `NAME=@FILE` stand in that file"
    Word "word" "harmless words, must be literal"
    Pattern "pattern" "a search pattern, may be dynamic"
    Plain "plain" "letters, digits and `_ - + . : = , / @` and blanks: nothing that a shell would take for more"
    Flat "flat" "the same, or a JSON object of such names and values, and lists of them, nothing deeper"
    Scoped "scoped" "a task behind the scope that it runs in, a slash or a colon between: the task counts"
    Sbt "sbt" "the same, or `testOnly` and names of tests: what sbt takes for one command"
    Quoted "quoted" "harmless words that may reach a shell between double quotes: nothing that it expands there; may be dynamic"
    Inert "inert" "text in which neither a shell nor a makefile finds anything to run: no dollar sign, backquote or separator"
    Address "address" "the same, and an address in it is one of this machine"
    Atom "atom" "one name of letters, digits and `_ - + .`: no path, no list"
    Switch "switch" "on or off in one of the usual words, or a number"
    Local "local" "an address of this machine, or of a database in memory or in one file, which is written"
    Compiling "compiling" "options for a compiler, blanks between: those that change what it compiles, and name no other program"
    Memory "memory" "options for the memory of a virtual machine of Java, blanks between"
    Property "property" "one such name, or `NAME=VALUE` where the value is one, too"
    Args "args" "arguments for some tool, blanks between, in plain letters and signs: what may be a path is read and written"
    Handed "handed" "what the program hands to another one, maybe through a shell: a revision or the like, never an option"
    Warning "warning" "a filter of Python's warnings: a class in a module is imported, so only pytest's own are understood"
    Number "number" "digits with sign, unit, range or point; may be dynamic"
    Read "read" "a path that is read; `-` is standard input"
    List "list" "a folder below which is read"
    Write "write" "a path that is written; `-` is standard output"
    Create "create" "a path that is made"
    Delete "delete" "a path that is deleted"
    Mode "mode" "a path of which rights are changed"
    Path "path" "a path; name the effect"
    Paths "paths" "paths with commas or colons between; name the effect"
    Behind "behind" "a path, alone or behind a colon and `NAME` or `NAME=PATH` before it; name the effect"
    Archive "archive" "the path of an archive; name the effect. `HOST:PATH` lies on another machine"
    Repository "repository" "a path that is read; `OWNER/NAME` may lie on another machine; name the effect of that"
    Prefix "prefix" "what the names of the files start with that are written"
    Start "start" "what the paths start with that are read; behind a slash, all of a folder"
    Base "base" "a folder that the positionals count from; name the effect"
    Names "names" "a file, or `-`, in which the paths stand; name the effect"
    Directory "directory" "the folder that the command changes into first: the other paths count from there, but those of `here:`"
    Workspace "workspace" "the same, or the name of a package, which lies in a folder that nobody names"
    Glob "glob" "a name pattern of a recursive search; `!` in front excludes"
    Found "found" "a name pattern of find: says what `-exec` gets"
    Url "url" "an address"
    Host "host" "a host"
    Method "method" "a method of HTTP; name the effect of those that send"
    Format "format" "what git prints of commits and refs: nothing for which it would have a signature verified"
    Rev "rev" "a git revision, also `REV:PATH`, which reads that path"
    RevPath "revpath" "a git revision or a path"
    Branch "branch" "a branch to switch to, or a path to overwrite: git decides by what exists"
    Pathspec "pathspec" "a git pathspec"
    Refspec "refspec" "a refspec of a push"
    Setting "setting" "`KEY=VALUE` of git's configuration; only harmless keys are understood"
    Key "key" "a key of git's configuration that is read or written"
    Assignment "assignment" "`NAME=VALUE` of the environment; only harmless names are understood"
    Variable "variable" "the name of a variable that is forgotten; only harmless names are understood"
    Task "task" "the name of a project's task; `NAME=VALUE` as an assignment"
    Plugin "plugin" "what a tool loads or starts by its name; given by a path it is a script that runs"
    Parts "parts" "`NAME`, `NAME:PATH` or `NAME=PATH`, several with `,` or `;` between; name the effect on the paths"
    Package "package" "a package; name the effect"
    Versioned "versioned" "a package that is known here, or a folder that is read; with `@VERSION` it is looked up elsewhere: name the effect of that"
    Named "named" "the name of a setting that is printed; which ones are harmless says the pseudo program `=setting`"
    Sed "sed" "a sed script"
    Awk "awk" "an awk program"
    Jq "jq" "a jq filter"
    Yq "yq" "a yq expression"
    Code "code" "code of an interpreter"
    Shell "shell" "a shell script, to be understood as one"
    Stripped "stripped" "the same, without the quotes that it begins and ends with: concurrently"
    Command "command" "a program and its arguments, to the end"
    Environ "environ" "assignments, then a program and its arguments: env"
    Unquoted "unquoted" "the same, without the quotes and backslashes that stand in them: cross-env"
    Fed "fed" "a program and its first arguments; more come from standard input: xargs"
    Exec "exec" "a program and its arguments, up to `;` or `+`: find"
    Replace "replace" "the word that xargs replaces"
    Chmod "chmod" "permissions for chmod; setuid, setgid and sticky bits are privilege"
    Npm "npm" "a program of an npm package and its arguments, to the end"
    Launched "launched" "a script and its arguments, to the end; one that npm installed is the program of a package; name the effect of others"
    Again "again" "a command line of the program itself, to the end"
    Npx "npx" "the same, or the package that brings it, which is fetched where it is not installed"
    Pypi "pypi" "a program of a Python package and its arguments, to the end"
    Composer "composer" "a program of a PHP package by its path, and its arguments, to the end; any other file is a script that runs"
    Gem "gem" "a program of a Ruby gem and its arguments, to the end"
    Run "run" "a project's task and its arguments, which the pseudo program `=task` describes, to the end"
    Ran "ran" "a project's task or a program of a Python package, and its arguments, to the end"
    Recipe "recipe" "the same as `run`; what of the arguments may be the name of another task counts as one, too"
    Script "script" "a project's task or a program of an npm package, and its arguments, to the end"
    Ldflags "ldflags" "linker flags of go: only `-s`, `-w`, `-X NAME=VALUE`"
    Module "module" "a Python module and its arguments, to the end"
}

impl ValueKind {
    /// Whether it is a command that takes all arguments that are left.
    #[must_use]
    pub const fn takes_rest(&self) -> bool {
        matches!(
            self,
            Self::Command
                | Self::Environ
                | Self::Unquoted
                | Self::Fed
                | Self::Npm
                | Self::Npx
                | Self::Pypi
                | Self::Gem
                | Self::Composer
                | Self::Module
                | Self::Run
                | Self::Recipe
                | Self::Ran
                | Self::Script
                | Self::Launched
                | Self::Again
        )
    }

    /// The effect that a path of this kind has by itself.
    #[must_use]
    pub const fn own_effect(&self) -> Option<EffectKind> {
        Some(match self {
            Self::Read => EffectKind::Read,
            Self::List => EffectKind::List,
            Self::Write => EffectKind::Write,
            Self::Create => EffectKind::Create,
            Self::Delete => EffectKind::Delete,
            Self::Mode => EffectKind::Mode,
            _ => return None,
        })
    }

    /// Whether it names a place: a path, an address, a package.
    #[must_use]
    pub const fn is_place(&self) -> bool {
        self.own_effect().is_some()
            || matches!(
                self,
                Self::Path
                    | Self::Paths
                    | Self::Behind
                    | Self::Archive
                    | Self::Repository
                    | Self::Versioned
                    | Self::Prefix
                    | Self::Base
                    | Self::Names
                    | Self::Directory
                    | Self::Workspace
                    | Self::Url
                    | Self::Host
                    | Self::Package
                    | Self::Task
                    | Self::Pathspec
            )
    }
}

/// How many arguments a slot takes.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Count {
    /// Exactly one.
    One,
    /// One or none; of an option: the value may be absent, otherwise it is attached.
    Optional,
    /// Any number.
    Any,
    /// At least one.
    Some,
}

/// One argument, or the value of one option.
#[derive(Clone, Debug, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = r"^(name:|here:)?([a-z]+|\([^()]*\)|\{[a-z]+\})(\?|\+|\.\.\.)?( [a-z_.]+)*( = [^ ]+)?( unless( -[^ ]+)+)?( below( -[^ ]+)+)?$"))]
pub struct Slot {
    /// What it is.
    pub kind: ValueKind,
    /// `name:`: of an option, a name stands before the value: `--arg NAME VALUE`.
    pub named: bool,
    /// `here:`: it counts from the working folder, whatever `directory` the command is given.
    pub here: bool,
    /// How many.
    pub count: Count,
    /// What is done to it, beyond what the kind says.
    pub effects: Vec<EffectKind>,
    /// What stands for an absent one.
    pub default: Option<String>,
    /// Options that make the slot vanish.
    pub unless: Vec<String>,
    /// Of an option: those whose value is the folder that its paths count from.
    pub below: Vec<String>,
}

impl Slot {
    /// The same without the effects that it names.
    #[must_use]
    pub fn bare(&self) -> Self {
        Self { effects: Vec::new(), ..self.clone() }
    }
}

impl TryFrom<String> for Slot {
    type Error = NotationError;

    fn try_from(notation: String) -> Result<Self, NotationError> {
        read(&notation).map_err(|why| NotationError { notation, why })
    }
}

fn read(notation: &str) -> Result<Slot, String> {
    let (named, notation) = notation.strip_prefix("name:").map_or((false, notation), |rest| (true, rest));
    let (here, notation) = notation.strip_prefix("here:").map_or((false, notation), |rest| (true, rest));
    // The words of a choice may hold spaces.
    let choice = notation.starts_with('(').then(|| notation.find(')')).flatten().unwrap_or(0);
    let end = notation.get(choice..).and_then(|rest| rest.find(' ')).map_or(notation.len(), |at| at + choice);
    let (first, rest) = notation.split_at(end);
    let mut words = rest.split_whitespace();
    let (kind, count) = if let Some(kind) = first.strip_suffix("...") {
        (kind, Count::Any)
    } else if let Some(kind) = first.strip_suffix('+') {
        (kind, Count::Some)
    } else if let Some(kind) = first.strip_suffix('?') {
        (kind, Count::Optional)
    } else {
        (first, Count::One)
    };
    let kind = ValueKind::from_word(kind).ok_or_else(|| format!("`{kind}` is no kind of value"))?;
    let mut slot =
        Slot { kind, named, here, count, effects: Vec::new(), default: None, unless: Vec::new(), below: Vec::new() };
    let mut list = None;
    while let Some(word) = words.next() {
        match word {
            "=" => slot.default = Some(words.next().ok_or("`=` lacks a default")?.to_owned()),
            "unless" | "below" => list = Some(word),
            option if option.starts_with('-') && list == Some("below") => slot.below.push(option.to_owned()),
            option if option.starts_with('-') && list.is_some() => slot.unless.push(option.to_owned()),
            _ => {
                slot.effects.push(EffectKind::from_word(word).ok_or_else(|| format!("`{word}` is no kind of effect"))?)
            }
        }
    }
    Ok(slot)
}

impl From<Slot> for String {
    fn from(slot: Slot) -> Self {
        let start = if slot.named { "name:" } else { "" }.to_owned() + if slot.here { "here:" } else { "" };
        let mut text = start + &slot.kind.word();
        text.push_str(match slot.count {
            Count::One => "",
            Count::Optional => "?",
            Count::Any => "...",
            Count::Some => "+",
        });
        for effect in slot.effects {
            text.push(' ');
            text.push_str(effect.word());
        }
        if let Some(default) = slot.default {
            text.push_str(" = ");
            text.push_str(&default);
        }
        if !slot.unless.is_empty() {
            text.push_str(" unless ");
            text.push_str(&slot.unless.join(" "));
        }
        if !slot.below.is_empty() {
            text.push_str(" below ");
            text.push_str(&slot.below.join(" "));
        }
        text
    }
}
