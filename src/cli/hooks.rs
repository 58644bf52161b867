//! `fleetgate hooks`: puts the hook into a client's settings, takes it out, says where it stands.

pub(super) mod file;
pub(super) mod place;

use std::io::{self, Write};
use std::path::PathBuf;

use anstyle::{AnsiColor, Style};
use clap::{Args, Parser as _, Subcommand};
use similar::{ChangeTag, TextDiff};

use self::file::File;
use self::place::{Environment, Level, Place, shown};
use super::hook::client_parser;
use super::{CliError, Exit, Surroundings};
use crate::enforce::plain;
use crate::enforce::settings::{self, Client, Entry, command_line, flags, notes};
use crate::gather::{FleetFile, Named};

pub(super) const EXAMPLES: &str = "\
Examples:
  fleetgate hooks install claude --fleet /etc/fleetgate/fleet.toml
  fleetgate hooks install claude -- --allow explicit
  fleetgate hooks status
  fleetgate hooks uninstall codex --project

Exit codes of status: 0 installed as install writes it, 1 not installed or written otherwise, 2 settings that can't be read.";

/// Arguments of `fleetgate hooks`.
#[derive(Args, Debug)]
pub(super) struct HooksArgs {
    #[command(subcommand)]
    command: HooksCommand,
}

#[derive(Debug, Subcommand)]
enum HooksCommand {
    /// Make a client ask fleetgate before every tool call
    Install {
        #[command(flatten)]
        which: WhichArgs,
        /// The operator's fleet file, which the hook will read
        #[arg(long, value_name = "FILE")]
        fleet: Option<PathBuf>,
        /// Print the difference and change nothing
        #[arg(long)]
        dry_run: bool,
        /// Other flags for `fleetgate hook`
        #[arg(last = true, value_name = "FLAG")]
        flags: Vec<String>,
    },
    /// Say where the hook is installed, and with which command
    Status {
        /// Whose settings; default: every client's
        #[arg(value_parser = client_parser())]
        client: Option<Client>,
        #[command(flatten)]
        level: LevelArgs,
    },
    /// Take the hook out again
    Uninstall {
        #[command(flatten)]
        which: WhichArgs,
        /// Print the difference and change nothing
        #[arg(long)]
        dry_run: bool,
    },
}

#[derive(Args, Debug)]
struct WhichArgs {
    /// Whose settings
    #[arg(value_parser = client_parser())]
    client: Client,
    #[command(flatten)]
    level: LevelArgs,
}

/// Which settings.
#[derive(Args, Debug)]
struct LevelArgs {
    /// The user's settings, for every project (the default where one is needed)
    #[arg(long)]
    user: bool,
    /// The settings of the project that one stands in
    #[arg(long, conflicts_with = "user")]
    project: bool,
}

impl LevelArgs {
    const fn one(&self) -> Level {
        if self.project { Level::Project } else { Level::User }
    }

    const fn all(&self) -> &'static [Level] {
        match (self.user, self.project) {
            (true, _) => &[Level::User],
            (_, true) => &[Level::Project],
            _ => &Level::BOTH,
        }
    }
}

pub(super) fn run(args: &HooksArgs, around: &mut Surroundings<'_>) -> Result<Exit, CliError> {
    let environment = Environment::current()?;
    match &args.command {
        HooksCommand::Install { which, fleet, dry_run, flags } => {
            let place = Place::of(which.client, which.level.one(), &environment)?;
            let mut all = fleet_flag(fleet.as_ref())?;
            all.extend(checked(which.client, flags)?);
            install(&place, &command_line(&binary()?, which.client, &all), *dry_run, &environment, around)
        }
        HooksCommand::Uninstall { which, dry_run } => {
            let place = Place::of(which.client, which.level.one(), &environment)?;
            uninstall(&place, *dry_run, &environment, around)
        }
        HooksCommand::Status { client, level } => status(*client, level.all(), &environment, around),
    }
}

/// This binary's path.
pub(super) fn binary() -> Result<String, CliError> {
    let path = std::env::current_exe()?;
    let unfit = |why: &str| CliError::usage(format!("{} {why}; install fleetgate at a plain path", path.display()));
    let text = path.to_str().ok_or_else(|| unfit("is not UTF-8, which settings can't hold"))?;
    if !path.is_absolute() || !path.is_file() || text.chars().any(char::is_control) {
        return Err(unfit("is no path that a client could call"));
    }
    if !path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("fleetgate")) {
        return Err(unfit("is not named fleetgate, by which uninstall would know the entry"));
    }
    Ok(text.to_owned())
}

/// The fleet file's absolute path. What the hook couldn't read would deny every call, so it is read now.
fn fleet_flag(given: Option<&PathBuf>) -> Result<Vec<String>, CliError> {
    let Some(given) = given else {
        return Ok(Vec::new());
    };
    let file = Named::read(given)?;
    FleetFile::parse(&file.bytes, &file.name)?;
    let path = std::path::absolute(given)?;
    let text = path.to_str().filter(|text| !text.chars().any(char::is_control));
    let unfit =
        || CliError::usage(format!("{} can't stand in settings; give the fleet file a plain name", path.display()));
    text.map(|text| vec!["--fleet".to_owned(), text.to_owned()]).ok_or_else(unfit)
}

/// Flags that the hook takes. What it doesn't take would deny every call.
fn checked(client: Client, flags: &[String]) -> Result<Vec<String>, CliError> {
    let words = ["fleetgate", "hook", client.word()].into_iter().chain(flags.iter().map(String::as_str));
    match super::Cli::try_parse_from(words) {
        Err(error) if !flags.is_empty() => {
            let first = error.to_string().lines().next().unwrap_or_default().replace("error: ", "");
            Err(CliError::usage(format!("the hook does not take these flags: {first}; see `fleetgate hook --help`")))
        }
        _ => Ok(flags.to_owned()),
    }
}

fn install(
    place: &Place,
    command: &str,
    dry_run: bool,
    environment: &Environment,
    around: &mut Surroundings<'_>,
) -> Result<Exit, CliError> {
    let file = File::read(place)?;
    let now =
        settings::install(place.client, file.text.as_deref(), command).map_err(|error| place_error(&file, error))?;
    let name = shown(&file.path, environment);
    if file.text.as_ref() == Some(&now) {
        return say(around, &format!("{name} has the hook already, as install writes it; nothing was changed"));
    }
    around.print(|out| difference(&name, file.text.as_deref(), Some(&now), out))?;
    if dry_run {
        return say(around, "\nnothing was changed: this was a dry run");
    }
    file.write(&now)?;
    let mut text =
        format!("\n{} asks fleetgate before every tool call ({} level)", place.client.title(), place.level.word());
    for note in notes(place.client, place.level == Level::Project) {
        text.push_str("\n- ");
        text.push_str(note);
    }
    if fleet_of(command).is_none() && (environment.folder)("FLEETGATE_FLEET").is_some() {
        text.push_str("\n- FLEETGATE_FLEET is set here, but the client may run without it: name the file with --fleet");
    }
    say(around, &text)
}

fn uninstall(
    place: &Place,
    dry_run: bool,
    environment: &Environment,
    around: &mut Surroundings<'_>,
) -> Result<Exit, CliError> {
    let file = File::read(place)?;
    let name = shown(&file.path, environment);
    let Some(text) = &file.text else {
        return say(around, &format!("{name} does not exist; nothing was changed"));
    };
    let now = settings::uninstall(place.client, text).map_err(|error| place_error(&file, error))?;
    if now.as_ref() == Some(text) {
        return say(around, &format!("{name} has no hook of fleetgate; nothing was changed"));
    }
    around.print(|out| difference(&name, Some(text), now.as_deref(), out))?;
    if dry_run {
        return say(around, "\nnothing was changed: this was a dry run");
    }
    match now {
        Some(now) => file.write(&now)?,
        None => file.remove()?,
    }
    say(around, &format!("\n{} no longer asks fleetgate ({} level)", place.client.title(), place.level.word()))
}

fn place_error(file: &File, error: settings::SettingsError) -> CliError {
    CliError::Settings { file: file.path.display().to_string(), error }
}

fn say(around: &mut Surroundings<'_>, text: &str) -> Result<Exit, CliError> {
    writeln!(around.out, "{text}")?;
    Ok(Exit::Done)
}

/// What a status line says of a place.
enum State {
    Absent,
    Same(Vec<Entry>),
    Other(Vec<Entry>),
    Broken(CliError),
}

fn state(place: &Place) -> Result<State, CliError> {
    let file = File::read(place)?;
    let Some(text) = &file.text else {
        return Ok(State::Absent);
    };
    let found = settings::entries(place.client, text).map_err(|error| place_error(&file, error))?;
    let Some(first) = found.first() else {
        return Ok(State::Absent);
    };
    let wanted = command_line(&binary()?, place.client, &flags(&first.command));
    match settings::is_installed(place.client, text, &wanted) {
        Ok(true) => Ok(State::Same(found)),
        _ => Ok(State::Other(found)),
    }
}

/// The fleet file that an installed command names.
pub(super) fn fleet_of(command: &str) -> Option<String> {
    let flags = flags(command);
    let named = flags.iter().find_map(|flag| flag.strip_prefix("--fleet=").map(str::to_owned));
    named.or_else(|| flags.iter().skip_while(|flag| *flag != "--fleet").nth(1).cloned())
}

fn status(
    client: Option<Client>,
    levels: &[Level],
    environment: &Environment,
    around: &mut Surroundings<'_>,
) -> Result<Exit, CliError> {
    let clients: Vec<Client> = client.map_or_else(|| Client::ALL.into(), |client| vec![client]);
    let (mut same, mut other, mut broken) = (false, false, false);
    for client in clients {
        for level in levels {
            let place = Place::of(client, *level, environment)?;
            let state = state(&place).unwrap_or_else(State::Broken);
            same |= matches!(state, State::Same(_));
            other |= matches!(state, State::Other(_));
            broken |= matches!(state, State::Broken(_));
            around.print(|out| line(&place, &state, environment, out))?;
        }
    }
    Ok(match (broken, other, same) {
        (true, ..) => Exit::Broken,
        (_, false, true) => Exit::Done,
        _ => Exit::Deny,
    })
}

const GREEN: Style = AnsiColor::Green.on_default().bold();
const YELLOW: Style = AnsiColor::Yellow.on_default().bold();
const RED: Style = AnsiColor::Red.on_default().bold();
const DIM: Style = Style::new().dimmed();

fn line(place: &Place, state: &State, environment: &Environment, out: &mut dyn Write) -> io::Result<()> {
    let (style, word) = match state {
        State::Absent => (DIM, "not installed"),
        State::Same(_) => (GREEN, "installed"),
        State::Other(_) => (YELLOW, "differs"),
        State::Broken(_) => (RED, "broken"),
    };
    let path = shown(&place.path(), environment);
    writeln!(out, "{:<9}{:<9}{style}{word:<15}{style:#}{}", place.client.word(), place.level.word(), plain(&path))?;
    match state {
        State::Absent => Ok(()),
        State::Broken(error) => writeln!(out, "  {}", plain(&error.to_string())),
        State::Same(found) | State::Other(found) => {
            let mut commands: Vec<&str> = found.iter().map(|entry| entry.command.as_str()).collect();
            commands.dedup();
            for command in commands {
                writeln!(out, "  {DIM}command{DIM:#}  {}", plain(command))?;
            }
            if matches!(state, State::Other(_)) {
                let level = place.level.word();
                let client = place.client.word();
                writeln!(
                    out,
                    "  not as install would write it; `fleetgate hooks install {client} --{level}` shows and mends it"
                )?;
            }
            Ok(())
        }
    }
}

/// The difference in lines, with two lines around each change.
fn difference(name: &str, old: Option<&str>, new: Option<&str>, out: &mut dyn Write) -> io::Result<()> {
    let side = |text: Option<&str>| if text.is_some() { plain(name).into_owned() } else { "/dev/null".to_owned() };
    writeln!(out, "{DIM}--- {}\n+++ {}{DIM:#}", side(old), side(new))?;
    let difference = TextDiff::from_lines(old.unwrap_or_default(), new.unwrap_or_default());
    for hunk in difference.unified_diff().context_radius(2).iter_hunks() {
        writeln!(out, "{DIM}{}{DIM:#}", hunk.header())?;
        for change in hunk.iter_changes() {
            let style = match change.tag() {
                ChangeTag::Delete => AnsiColor::Red.on_default(),
                ChangeTag::Insert => AnsiColor::Green.on_default(),
                ChangeTag::Equal => Style::new(),
            };
            let text = change.value().trim_end_matches(['\r', '\n']).replace('\t', "    ");
            writeln!(out, "{style}{}{}{style:#}", change.tag(), plain(&text))?;
        }
    }
    Ok(())
}
