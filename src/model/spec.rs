//! Command specifications: what a program's arguments mean and what it does. One readable JSON file a program or family
//! in `policies/data/commands/`; its top-level keys are program names. Whatever a file does not say is not understood.
//!
//! To add a program in five minutes, write `policies/data/commands/NAME.json`:
//!
//! ```json
//! { "grep": {
//!     "about": "Searches files for a pattern.",
//!     "style": "number",
//!     "flags": "-i --ignore-case -n --line-number",
//!     "options": { "-e --regexp": "pattern", "-f --file": "read", "-A": "number", "--color": "text?" },
//!     "positionals": ["pattern unless -e --regexp -f --file", "read..."],
//!     "modes": [ { "when": "-r --recursive", "positionals": ["pattern unless -e", "list... = ."] } ]
//! } }
//! ```
//!
//! - `flags`: options without a value and without an effect, all spellings.
//! - `options`: spellings → a [`Slot`]: `KIND[?|+|...] [EFFECT…] [= DEFAULT] [unless OPTION…] [below OPTION…]`. `?` on an
//!   option: the value is attached or after `=`; `+`: a list, up to the next option. `unless` leaves the EFFECTs out;
//!   `below`: its paths count from the folder that one of these options names. `flag EFFECT` is an option without a value
//!   that does something; `name:KIND` takes a name and a value; `here:KIND` counts from the working folder, even where the
//!   command is given a `directory`.
//! - `behind`: the only options behind the first positional, where a program has such, as unzip.
//! - `positionals`: slots in order, the same notation; `?` may be absent, `...` any number, `+` one or more. Slots may
//!   follow the one with many: `["read+", "write"]`.
//! - KINDs are listed at [`ValueKind`]; `(always|never|no:*)` is a closed choice. `read`, `list`, `write`, `create`,
//!   `delete`, `mode` have the effect of their name; of others, name the effect: `text vcs.tag`. EFFECTs are the words
//!   of `EffectKind`.
//! - `effects`: what the command does always. None at all: `output`.
//! - `commands`: sub-commands, spellings → the same again. Root options count before the sub-command; with style
//!   `inherit` also after it.
//!   `options_of`: the sibling whose options are options here, too.
//! - `modes`: the first of which one of the `when` words holds replaces `positionals` and `effects`, and the meaning of the
//!   `options` that it names. A word is an option that is given, `OPTION=VALUE` with this very value, `some`, `none` or `two`
//!   and more (positionals). Put the dangerous ones first. Options' own effects always add.
//! - `copies`: the last positional is a file, or a folder in which copies of those before it are made: which options
//!   say so, or otherwise. The words are those of [`Copies`].
//! - `follows`: `OPTION… [unless OPTION…]`, the options with which it follows links below the folders that it is given;
//!   `always`: without any.
//! - `meets`: `OPTION… [unless OPTION…]`, the options with which it reads, of a file and a folder, the file of that name in
//!   the folder; `always`: without any.
//! - `names`: `OPTION… [unless OPTION…]`, the options with which it prints the names of what it reads or lists, and
//!   nothing else; `always`: without any. Another program may then get them from it.
//! - `after`: what stands after `--`, where that is a language of its own, with `same_as` that of another program;
//!   otherwise it is positionals. `same_as` `=task`: it goes to a task of the project, as
//!   `policies/data/commands/tasks.json` describes; there a word of the task's name is an option behind `=`.
//! - `twin`: the program of that name in another family, as of BSD and macOS. Its first positional ends the options; `flags`
//!   and `options` of it are those that mean something else there. What either does counts.
//! - `style`: words of [`Style`]. `packages`: registries that hand out this program, for `npx`, `uv run` …
//!   A package of npm that has another name than its program stands in the pseudo program `=npm`.
//! - `version`: what prints the version when it stands alone: `-V`.
//! - `--help` alone after the (sub-)command and `--version` alone are understood everywhere.
//!
//! Then add a line each to `tests/it/commands/` (what is understood, what is not); a test says so if you forget.

mod command;
mod notation;
mod sub;

pub use command::{CommandSpec, Copies, Mode, ProgramFile, Style};
pub use notation::{Count, NotationError, Slot, ValueKind};
pub use sub::SubCommands;
