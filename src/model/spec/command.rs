//! The shape of a specification file.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Slot, SubCommands};
use crate::model::{EffectKind, KeptPart};

/// One file: program names and their specifications.
#[derive(Clone, Debug, Default, Deserialize, JsonSchema, PartialEq, Serialize)]
#[serde(transparent)]
pub struct ProgramFile(pub BTreeMap<String, CommandSpec>);

/// A program or a sub-command: its arguments and what it does.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct CommandSpec {
    /// What it does, for people.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub about: String,
    /// The program whose specification also is this one's; everything else must then be absent, but `packages`, which then
    /// counts in place of the other's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<String>,
    /// The sibling sub-command whose options are options here, too.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub options_of: Option<String>,
    /// What prints its version when it stands alone, besides `--version`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub version: String,
    /// How arguments are written: words of [`Style`].
    #[serde(default, skip_serializing_if = "Style::is_plain")]
    pub style: Style,
    /// Registries that hand out this program: npm, pypi, gem.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub packages: Vec<String>,
    /// Options without value and effect: spellings, separated by spaces.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub flags: String,
    /// Other options: spellings, separated by spaces → slot.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, Slot>,
    /// The arguments that are no options, in order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub positionals: Option<Vec<Slot>>,
    /// The only options behind the first positional; elsewhere they are none, unless `options` have them, too.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub behind: BTreeMap<String, Slot>,
    /// What it does always.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effects: Option<Vec<EffectKind>>,
    /// Other meanings of the same arguments; the first that applies counts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub modes: Vec<Mode>,
    /// The arguments after `--`, where they are a language of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<Box<CommandSpec>>,
    /// The program of that name in another family, as of BSD and macOS: its first positional ends the options, and the
    /// options named here mean something else. What either does counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub twin: Option<Box<CommandSpec>>,
    /// It makes copies: the last positional, or the value of an option, says where.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub copies: Option<Copies>,
    /// It follows links below the folders that it is given: which options say so, or `always`; `unless` those that
    /// forbid it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub follows: String,
    /// Of a file and a folder it reads the file of that name in the folder: which options say so, or `always`; `unless`
    /// those that forbid it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub meets: String,
    /// It prints the names of what it reads or lists, and nothing else: which options say so, or `always`; `unless`
    /// those that have it print something else.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub names: String,
    /// Sub-commands: spellings, separated by spaces → specification.
    #[serde(default, skip_serializing_if = "SubCommands::is_empty")]
    #[schemars(with = "BTreeMap<String, CommandSpec>")]
    pub commands: SubCommands,
}

impl CommandSpec {
    /// The specification that was built in as this part, its sub-commands as the part's own parts.
    ///
    /// # Errors
    ///
    /// Says what is wrong with the text.
    pub fn kept(part: KeptPart) -> Result<Self, serde_json::Error> {
        let spec: Self = serde_json::from_str(part.text())?;
        Ok(if part.count() == 0 { spec } else { Self { commands: SubCommands::of(part), ..spec } })
    }

    /// The sub-command that a word names.
    #[must_use]
    pub fn command(&self, word: &str) -> Option<&Self> {
        self.commands.named(word)
    }

    /// Whether it follows links below the folders that it is given, with these options.
    pub fn follows_links(&self, given: impl Fn(&str) -> bool) -> bool {
        holds(&self.follows, given)
    }

    /// Whether it reads files of a folder by the names of others, with these options.
    pub fn meets_names(&self, given: impl Fn(&str) -> bool) -> bool {
        holds(&self.meets, given)
    }

    /// Whether it prints names and nothing else, with these options.
    pub fn prints_names(&self, given: impl Fn(&str) -> bool) -> bool {
        holds(&self.names, given)
    }
}

/// Whether one of the options is given, or `always` is among them, and none of those behind `unless`.
fn holds(options: &str, given: impl Fn(&str) -> bool) -> bool {
    let mut words = options.split_whitespace();
    let any = words.by_ref().take_while(|word| *word != "unless").any(|word| word == "always" || given(word));
    any && !options.split_whitespace().skip_while(|word| *word != "unless").any(given)
}

impl Mode {
    /// What the option means in this mode, if that differs.
    #[must_use]
    pub fn option(&self, name: &str) -> Option<&Slot> {
        self.options.iter().find(|(names, _)| names.split_whitespace().any(|known| known == name)).map(|(_, s)| s)
    }
}

/// Another meaning of the arguments, chosen by an option or by whether there are positionals.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Mode {
    /// Words, one of which must hold: options that are given, maybe with `=VALUE` behind, `some` or `none` of the
    /// positionals, or `two` and more.
    pub when: String,
    /// The positionals in this mode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub positionals: Option<Vec<Slot>>,
    /// Options that mean something else in this mode.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub options: BTreeMap<String, Slot>,
    /// What is done always in this mode.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effects: Option<Vec<EffectKind>>,
}

/// How a program names the copies that it makes: options, separated by spaces.
#[derive(Clone, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(default, deny_unknown_fields)]
pub struct Copies {
    /// Their value is the folder for the copies.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub inside: String,
    /// The target is the very name of the copy, even where a folder is there.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub named: String,
    /// Copies keep the folders of the source's name.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub parents: String,
    /// Links are copied as links.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub links: String,
    /// It moves what it is given: links stay links.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub moves: bool,
    /// Of a folder only the name is copied, not what is in it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub shallow: bool,
}

/// How a program reads its arguments. Written as words; none: as GNU programs do.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, JsonSchema, PartialEq, Serialize)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String", extend("pattern" = "^((single|first|number|plus|old|raw|inert|inherit|expression|bsd|response|joined|apart|greedy|stated|reaching|descending|keeping|counted|equals|refusing|slashed)( |$))*$"))]
pub struct Style {
    /// `single`: long options have one dash or two, `-name=value` or `-name:value`; nothing is bundled.
    pub single: bool,
    /// `first`: the first positional ends the options.
    pub first: bool,
    /// `number`: `-20` is an option.
    pub number: bool,
    /// `plus`: `+20` is an option, without `number` any `+word`; nothing else may start so.
    pub plus: bool,
    /// `old`: the first argument is a bundle of options without a dash, as with tar.
    pub old: bool,
    /// `raw`: nothing is an option but what is listed; `--` is a positional, unknown dashed words are too (echo, test).
    pub raw: bool,
    /// `inert`: no option that the program has, listed or not, does more than read or change the output; so a dynamic
    /// word that could be an option does no harm.
    pub inert: bool,
    /// `inherit`: options are options of the sub-commands, too.
    pub inherit: bool,
    /// `expression`: `(`, `)`, `!` and `,` are operators between options, as with find.
    pub expression: bool,
    /// `bsd`: an empty argument behind an option with an optional value is its value, as in BSD's `sed -i ''`.
    pub bsd: bool,
    /// `response`: `@FILE` anywhere, also behind a sub-command, stands for the arguments that the file holds.
    pub response: bool,
    /// `joined`: a letter's value may stand in the same word, but letters are not bundled, as with compilers.
    pub joined: bool,
    /// `apart`: a letter's value stands in a word of its own; behind a letter come other letters, as with npm.
    pub apart: bool,
    /// `greedy`: a flag right in front of the first positional takes it for its value while the program looks for its
    /// own options: those behind it, up to the next positional, are its own, too.
    pub greedy: bool,
    /// `stated`: `true`, `false` and `null` behind a flag are its value, as with tsc.
    pub stated: bool,
    /// `reaching`: an option with an optional value takes the next word for it, unless that begins with a dash, as with
    /// commander.
    pub reaching: bool,
    /// `descending`: of several folders that it changes into each counts from the one before, as with git and make.
    pub descending: bool,
    /// `keeping`: it keeps what begins with a dash in front of `--`; a task gets the words between, as with npm.
    pub keeping: bool,
    /// `counted`: digits behind an option whose number may be absent are its value, as with make.
    pub counted: bool,
    /// `equals`: an equals sign between a letter and its value is no part of it, as with programs written in Go.
    pub equals: bool,
    /// `refusing`: it does nothing where it is given an option that it does not have, and all that it has are listed.
    pub refusing: bool,
    /// `slashed`: a slash before the name of an option that begins with one dash is a dash, as with MSBuild.
    pub slashed: bool,
}

impl Style {
    fn is_plain(&self) -> bool {
        *self == Self::default()
    }

    const WORDS: [&str; 22] = [
        "single",
        "first",
        "number",
        "plus",
        "old",
        "raw",
        "inert",
        "inherit",
        "expression",
        "bsd",
        "response",
        "joined",
        "apart",
        "greedy",
        "stated",
        "reaching",
        "descending",
        "keeping",
        "counted",
        "equals",
        "refusing",
        "slashed",
    ];

    fn field(&mut self, word: &str) -> Option<&mut bool> {
        Some(match word {
            "single" => &mut self.single,
            "first" => &mut self.first,
            "number" => &mut self.number,
            "plus" => &mut self.plus,
            "old" => &mut self.old,
            "raw" => &mut self.raw,
            "inert" => &mut self.inert,
            "inherit" => &mut self.inherit,
            "expression" => &mut self.expression,
            "bsd" => &mut self.bsd,
            "response" => &mut self.response,
            "joined" => &mut self.joined,
            "apart" => &mut self.apart,
            "greedy" => &mut self.greedy,
            "stated" => &mut self.stated,
            "reaching" => &mut self.reaching,
            "descending" => &mut self.descending,
            "keeping" => &mut self.keeping,
            "counted" => &mut self.counted,
            "equals" => &mut self.equals,
            "refusing" => &mut self.refusing,
            "slashed" => &mut self.slashed,
            _ => return None,
        })
    }
}

impl TryFrom<String> for Style {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut style = Self::default();
        for word in text.split_whitespace() {
            match style.field(word) {
                Some(field) => *field = true,
                None => return Err(format!("`{word}` is no style; use words of: {}", Self::WORDS.join(", "))),
            }
        }
        Ok(style)
    }
}

impl From<Style> for String {
    fn from(mut style: Style) -> Self {
        let words: Vec<&str> =
            Style::WORDS.into_iter().filter(|word| style.field(word).is_some_and(|on| *on)).collect();
        words.join(" ")
    }
}
