//! `fleetgate doctor`: proves, by running the installed hook command itself, that it denies.

mod access;
mod process;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;

use self::access::access_check;
use self::process::{Said, shell};
use super::hook::client_parser;
use super::hooks::file::File;
use super::hooks::fleet_of;
use super::hooks::place::{Environment, Level, Place, managed};
use super::{CliError, Exit, Surroundings};
use crate::enforce::doctor::{
    Canary, Expected, Heard, canaries, entry_checks, heard, limits, report, silenced, trust_check,
};
use crate::enforce::settings::{self, Client, Entry, words};
use crate::gather::{FleetFile, Named};
use crate::model::{DoctorReport, Finding, FindingState, HookReport};

pub(super) const EXAMPLES: &str = "\
Example, in a repository:
  fleetgate doctor claude

Exit codes: 0 all that can be proven is proven, 1 something failed, 2 something can't be looked at.";

const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Arguments of `fleetgate doctor`.
#[derive(Args, Debug)]
pub(super) struct DoctorArgs {
    /// Whose hooks; default: all that are installed
    #[arg(value_parser = client_parser())]
    client: Option<Client>,
    /// Print `fleetgate.doctor/1`
    #[arg(long)]
    json: bool,
}

pub(super) fn run(args: &DoctorArgs, around: &mut Surroundings<'_>) -> Result<Exit, CliError> {
    let environment = Environment::current()?;
    let clients: Vec<Client> = args.client.map_or_else(|| Client::ALL.into(), |client| vec![client]);
    let mut hooks = Vec::new();
    for client in &clients {
        for level in Level::BOTH {
            hooks.extend(examined(&Place::of(*client, level, &environment)?, &environment));
        }
    }
    if hooks.is_empty() {
        hooks.push(absent(args.client, &environment)?);
    }
    let report_ = DoctorReport::new(VERSION, environment.project.display().to_string(), hooks);
    match args.json {
        true => {
            let text = serde_json::to_string_pretty(&report_).map_err(std::io::Error::from)?;
            writeln!(around.out, "{text}")?;
        }
        false => around.print(|out| report(&report_, out))?,
    }
    Ok(match report_.state {
        FindingState::Proven | FindingState::Unproven => Exit::Done,
        FindingState::Failed => Exit::Deny,
        FindingState::Broken => Exit::Broken,
    })
}

/// The report where nothing is installed.
fn absent(client: Option<Client>, environment: &Environment) -> Result<HookReport, CliError> {
    let place = Place::of(client.unwrap_or(Client::Claude), Level::User, environment)?;
    let word = client.map_or("CLIENT", Client::word);
    let next = format!("run `fleetgate hooks install {word}`");
    Ok(HookReport {
        client: client.map_or("any client", Client::word).to_owned(),
        level: place.level.word().to_owned(),
        file: client.map_or_else(String::new, |_| place.path().display().to_string()),
        command: None,
        findings: vec![Finding::failed(
            "settings.installed",
            "no hook is installed: nothing is asked of fleetgate",
            next,
        )],
    })
}

/// All findings of one place; nothing where no hook is installed there.
fn examined(place: &Place, environment: &Environment) -> Option<HookReport> {
    let mut hook = HookReport {
        client: place.client.word().to_owned(),
        level: place.level.word().to_owned(),
        file: place.path().display().to_string(),
        command: None,
        findings: Vec::new(),
    };
    let read = File::read(place).map_err(|error| error.to_string());
    let entries = match &read {
        Ok(File { text: None, .. }) => return None,
        Ok(File { text: Some(text), .. }) => settings::entries(place.client, text).map_err(|error| error.to_string()),
        Err(error) => Err(error.clone()),
    };
    let entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            let next = "correct the file, then run doctor again";
            hook.findings.push(Finding::broken("settings.readable", error, next));
            return Some(hook);
        }
    };
    let entry = entries.first()?;
    hook.command = Some(entry.command.clone());
    let patient = Patient { place, entry, environment };
    hook.findings = entry_checks(place.client, place.level.word(), &entries);
    if matches!(&read, Ok(File { text: Some(text), .. }) if text.starts_with('\u{feff}')) {
        let message = "the file begins with a byte order mark: some clients read no file that does";
        hook.findings.push(Finding::unproven("settings.mark", message));
    }
    hook.findings.extend(patient.overrides());
    if let (Client::Codex, Ok(file)) = (place.client, &read) {
        hook.findings.push(patient.trust(&file.path));
    }
    hook.findings.extend(patient.binary());
    hook.findings.extend(patient.files());
    hook.findings.extend(patient.answers());
    hook.findings.extend(settings::beyond_proof(place.client).iter().map(|text| Finding::unproven("beyond", *text)));
    Some(hook)
}

/// An installed hook and where it works.
struct Patient<'a> {
    place: &'a Place,
    entry: &'a Entry,
    environment: &'a Environment,
}

impl Patient<'_> {
    /// Settings of any level that would silence the hook.
    fn overrides(&self) -> Vec<Finding> {
        const CODE: &str = "settings.override";
        let client = self.place.client;
        if !matches!(client, Client::Claude | Client::Gemini) {
            return Vec::new();
        }
        let mut places: Vec<(Place, bool)> = Level::BOTH
            .into_iter()
            .filter_map(|level| Place::of(client, level, self.environment).ok())
            .map(|place| (place, false))
            .collect();
        if client == Client::Claude {
            let local = PathBuf::from(".claude/settings.local.json");
            let base = self.environment.project.clone();
            places.push((Place { client, level: Level::Project, base, below: local }, false));
        }
        let root = PathBuf::from("/");
        let of_machine = |below| (Place { client, level: Level::User, base: root.clone(), below }, true);
        places.extend(managed(client, &root).into_iter().map(of_machine));
        let mut findings = Vec::new();
        for (place, managed) in places {
            let file = place.path();
            let text = match File::read(&place) {
                Ok(File { text: Some(text), .. }) => text,
                Ok(_) => continue,
                Err(error) => {
                    let next = "make it readable, then run doctor again";
                    findings.push(Finding::broken(CODE, error.to_string(), next));
                    continue;
                }
            };
            match settings::document(client, &text).map(|document| silenced(client, &document, managed)) {
                Ok(None) => {}
                Ok(Some(setting)) => {
                    let message = format!("{} turns hooks off: {setting}", file.display());
                    findings.push(Finding::failed(
                        CODE,
                        message,
                        "remove the setting, or have whoever manages the machine do so",
                    ));
                }
                Err(error) => {
                    let message = format!("{} can't be read: {error}", file.display());
                    findings.push(Finding::broken(CODE, message, "correct the file, then run doctor again"));
                }
            }
        }
        if findings.is_empty() {
            findings.push(Finding::proven(CODE, "no settings of user, project or machine turn hooks off"));
        }
        findings
    }

    fn trust(&self, file: &Path) -> Finding {
        let client = self.place.client;
        let hooks = Place::of(client, Level::User, self.environment).map(|place| place.path());
        let config = hooks.ok().map(|hooks| hooks.with_file_name("config.toml"));
        let text =
            config.and_then(|config| Named::read(&config).ok()).and_then(|file| String::from_utf8(file.bytes).ok());
        trust_check(&file.to_string_lossy(), self.entry, text.as_deref())
    }

    /// Whether the installed binary is there, and the one that runs here.
    fn binary(&self) -> Vec<Finding> {
        const CODE: &str = "binary.version";
        let reinstall = "install the same fleetgate everywhere, then run `fleetgate hooks install` again";
        let command = format!("{} --version", settings::quoted(&self.program()));
        let finding = match self.run(&command, b"", Duration::from_secs(10), None) {
            Err(error) => Finding::broken(CODE, format!("/bin/sh can't be started: {error}"), "repair the system"),
            Ok(said) => match String::from_utf8_lossy(&said.out).trim() {
                text if text == format!("fleetgate {VERSION}") => {
                    Finding::proven(CODE, format!("the installed binary is {text}, as this one"))
                }
                "" => Finding::failed(CODE, format!("{} can't be run", self.program()), reinstall),
                text => Finding::failed(
                    CODE,
                    format!("the installed binary is {text:?}, this one is fleetgate {VERSION}"),
                    reinstall,
                ),
            },
        };
        vec![finding]
    }

    fn program(&self) -> String {
        words(&self.entry.command).and_then(|words| words.into_iter().next()).unwrap_or_default()
    }

    /// Who may write what the hook stands on, and whether it reads the fleet file.
    fn files(&self) -> Vec<Finding> {
        let home = self.environment.home().unwrap_or_else(|_| self.environment.project.clone());
        let mut findings = vec![
            access_check("access.binary", "the binary", Path::new(&self.program()), &home),
            access_check("access.settings", "the settings", &self.place.path(), &home),
        ];
        let fleet =
            fleet_of(&self.entry.command).map(PathBuf::from).or_else(|| (self.environment.folder)("FLEETGATE_FLEET"));
        let Some(fleet) = fleet else {
            findings.push(Finding::unproven("fleet", "no fleet file is named: the built-in rules alone count"));
            return findings;
        };
        let parsed = Named::read(&fleet).and_then(|file| FleetFile::parse(&file.bytes, &file.name));
        findings.push(match parsed {
            Ok(_) => Finding::proven("fleet", format!("the fleet file {} is valid", fleet.display())),
            Err(error) => Finding::failed("fleet", error.to_string(), "correct it: until then every call is denied"),
        });
        findings.push(access_check("access.fleet", "the fleet file", &fleet, &home));
        findings
    }

    /// Runs the installed command on each canary.
    fn answers(&self) -> Vec<Finding> {
        let project = self.environment.project.to_string_lossy();
        let canaries = canaries(self.place.client, &project);
        let mut findings: Vec<Finding> = canaries.iter().map(|canary| self.answer(canary, None)).collect();
        let deny = canaries.iter().find(|canary| canary.expected == Expected::Deny);
        findings.extend(deny.map(|canary| self.answer(canary, Some("/nonexistent"))));
        findings
    }

    fn answer(&self, canary: &Canary, path: Option<&str>) -> Finding {
        let limit = limits(self.place.client, self.entry);
        let about = match path {
            Some(_) => format!("{} without a search path", canary.about),
            None => canary.about.to_owned(),
        };
        let said = match self.run(&self.entry.command, &canary.event, limit, path) {
            Ok(said) => said,
            Err(error) => {
                return Finding::broken("answer", format!("/bin/sh can't be started: {error}"), "repair the system");
            }
        };
        let mut finding = self.judged(canary, &about, limit, &said);
        finding.took_ms = u64::try_from(said.took.as_millis()).ok();
        finding
    }

    fn judged(&self, canary: &Canary, about: &str, limit: Duration, said: &Said) -> Finding {
        let err = String::from_utf8_lossy(&said.err);
        let last = err.trim().chars().take(300).collect::<String>();
        let told = if last.is_empty() { String::new() } else { format!("; it says: {last}") };
        let try_it = format!("run the command by hand and see what it says{told}");
        let heard = match said.late {
            true => Heard::Misfit(format!("no answer came within {limit:?}")),
            false => heard(self.place.client, &said.out, &said.err, said.code),
        };
        match (canary.expected, heard) {
            (Expected::GoOn, Heard::GoOn) => Finding::proven("answer.allow", format!("{about} may go on")),
            (Expected::Deny, Heard::Deny) => {
                Finding::proven("answer.deny", format!("{about} is denied, in the client's own words"))
            }
            (Expected::GoOn, Heard::Deny | Heard::Ask) => {
                let next = format!(
                    "run doctor in a repository that the fleet file lists; else `fleetgate explain tool`{told}"
                );
                Finding::failed("answer.allow", format!("{about} is held up"), next)
            }
            (Expected::GoOn, Heard::Misfit(why)) => Finding::failed("answer.allow", format!("{about}: {why}"), try_it),
            (Expected::Deny, Heard::Misfit(why)) => {
                Finding::failed("answer.deny", format!("{about} is not denied for sure: {why}"), try_it)
            }
            (Expected::Deny, Heard::GoOn) => {
                Finding::failed("answer.deny", format!("{about} would run"), "don't let an agent run here")
            }
            (Expected::Deny, Heard::Ask) => {
                Finding::failed("answer.deny", format!("{about} is asked, not denied"), try_it)
            }
        }
    }

    fn run(&self, command: &str, event: &[u8], limit: Duration, path: Option<&str>) -> std::io::Result<Said> {
        shell(command, event, &self.environment.project, limit, path)
    }
}
