//! All facts of the point `tool`: what a call would do, to which paths, from where.

mod ahead;
mod aliases;
mod arguments;
mod arrivals;
mod below;
mod brackets;
mod branches;
mod brought;
mod copies;
mod doing;
mod edit;
mod effects;
mod elsewhere;
mod entered;
mod environment;
mod fed;
mod folder;
mod generated;
mod globs;
mod grants;
mod grounds;
mod heads;
mod imports;
mod kinds;
mod led;
mod links;
mod listed;
mod moved;
mod named;
mod names;
mod objects;
mod places;
mod ran;
mod redirections;
mod requests;
mod session;
mod settings;
mod shell;
mod steps;
mod streams;
mod subjects;
mod toplevel;
mod walk;
mod wide;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

pub use doing::{Chain, Doing, Searched, Understood};
pub use listed::{Asked, Listed};
pub use shell::read;

use self::arrivals::Arrivals;
use self::effects::Measure;
use self::elsewhere::Held;
use self::folder::Footing;
use self::grounds::Grounds;
use self::session::WorkTree;
use super::fleet::{self, ResolvedTool};
use super::{
    FleetFile, GatherError, KnownClasses, Named, Obeyed, OperatorClass, PathLists, Reach, RepoFile, Repository,
    Resolved, Tagger,
};
use crate::model::{
    EffectKind, Fact, Gap, Gaps, LISTED, Place, Request, Session, ToolCall, ToolCatalogue, ToolFacts, ToolFactsSchema,
};

/// The class of what waits for a person, and of grants.
const STATE: &str = "fleetgate.state";

/// The class of what the gate is and obeys: its binary, the operator's fleet file.
const OWN: &str = "fleetgate.own";

/// The in-repository file that may tighten the operator's settings.
const REPO_FILE: &str = ".fleetgate.toml";

/// What is asked.
pub struct ToolRequest<'a> {
    /// The call.
    pub call: &'a ToolCall,
    /// The root of the work tree; none: the git repository around the session's folder.
    pub root: Option<&'a Path>,
    /// The operator's fleet file.
    pub fleet: Option<&'a Named>,
    /// The user's home folder.
    pub home: Option<&'a str>,
    /// The folder for temporary files that the environment names.
    pub temporary: Option<&'a str>,
    /// The folder in which fleetgate keeps what waits for a person, and grants.
    pub state: Option<&'a str>,
    /// The binary that asks and the fleet file that it was given, absolute.
    pub own: &'a [String],
    /// What paths are tagged with.
    pub classes: KnownClasses<'a>,
    /// What tool calls are measured with besides.
    pub catalogue: &'a ToolCatalogue,
    /// The value of a variable of the environment.
    pub environment: &'a dyn Fn(&str) -> Option<String>,
    /// Reads a command line.
    pub understand: &'a dyn Fn(&str) -> Understood,
}

/// Gathers the facts of a tool call.
///
/// # Errors
///
/// [`GatherError`] where the fleet file, a pattern or the repository can't be used.
pub fn tool(request: &ToolRequest<'_>) -> Result<ToolFacts, GatherError> {
    let fleet = request.fleet.map(|file| FleetFile::parse(&file.bytes, &file.name)).transpose()?;
    let cwd = folder(request.call);
    let tree = match request.root {
        Some(root) => Some(WorkTree::at(&PathBuf::from(walk::absolute(cwd, &root.to_string_lossy())))),
        None => WorkTree::around(Path::new(cwd)),
    };
    let (tree, cwd) = match tree.map(|tree| tree.followed(cwd)) {
        Some((tree, cwd)) => (Some(tree), cwd),
        None => (None, cwd.to_owned()),
    };
    let files = ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"].map(request.environment).into_iter().flatten();
    let files: Vec<PathBuf> = files.map(|file| PathBuf::from(walk::absolute(&cwd, &file))).collect();
    let (mut own, mut gaps) = own_settings(tree.as_ref(), fleet.as_ref(), &request.catalogue.branches, &files)?;
    let ResolvedTool { settings, protected_branches } = fleet::resolve_tool(fleet.as_ref(), &own.files);
    let patterns: Vec<String> = request.catalogue.branches.iter().chain(&protected_branches).cloned().collect();
    let remotes = own.repository.as_ref().map(Repository::remotes).unwrap_or_default();
    let (session, protected) = WorkTree::session(tree.as_ref(), &patterns, &remotes)?;
    let footing = Footing::of(request.call, &cwd);
    let grounds = grounds(request, &footing, &session);
    if let Some(root) = session.root.value() {
        let variables = &request.catalogue.environment;
        own.lists.sensitive.extend(environment::obeyed(variables, request.environment, root, &grounds.cwd));
        gaps.extend(own.obey(root, request));
        own.root = Some(root.clone()).filter(|_| tree.as_ref().is_some_and(WorkTree::is_own));
    }
    let tagger = tagger(request, own.lists, own.hooks, &grounds)?;
    let measure = Measure::new(&grounds, &tagger, &session, &protected, request);
    let mut doings = match &request.call.request {
        Request::Shell { command, typed, unconfined } => {
            let Understood { mut doings, unknown } = (request.understand)(command);
            gaps.extend(unknown);
            if *unconfined {
                gaps.push(gap("the sandbox", "the command is to run outside of the client's own sandbox"));
            }
            if *typed {
                doings.iter_mut().for_each(obeying);
            }
            doings
        }
        other => {
            gaps.extend(requests::gaps(other, &grounds));
            requests::doings(request.call, request.catalogue)
        }
    };
    // What is left out is neither read nor written.
    doings.retain(|doing| !named::is_left_out(&doing.effect));
    gaps.extend(footing.unsettle(&mut doings));
    toplevel::settle(&mut doings, &grounds.cwd);
    entered::settle(&mut doings, &grounds.cwd);
    let held = doings.iter().any(|doing| doing.effect.kind.word().starts_with("vcs."));
    if let (Some(repository), Some(root), true) = (&own.repository, &own.root, held) {
        let why = elsewhere::elsewhere(repository, root, &grounds.cwd, request.environment);
        gaps.extend(why.map(|why| gap("git", &why)));
    }
    measure.at_home(&mut doings);
    let mut arrivals = Arrivals::default();
    if let (Some(repository), Some(root)) = (&own.repository, session.root.value()) {
        objects::settle(repository, root, &mut doings);
        // Git works where links lead.
        let folders = |doing: &Doing| measure.folders(doing).iter().map(|folder| walk::follow(folder).real).collect();
        let files: Vec<String> = request.own.iter().flat_map(|file| real(file)).collect();
        let branch = session.branch.value().map(|branch| branch.name.as_str());
        doings.extend(brought::brought(repository, root, &doings, &folders, &protected, &files, branch));
        arrivals = Arrivals::of(repository, root, &doings, branch);
        doings.extend(arrivals.unhidden(&doings, &folders));
    }
    if session_folder(request.call).is_none() {
        gaps.push(gap("cwd", "the client does not say in which folder it works"));
    }
    let (total, effects) = measure.groups(&doings, arrivals);
    let call = requests::call_facts(request.call, &grounds);
    let count = u64::try_from(gaps.len()).unwrap_or(u64::MAX);
    gaps.truncate(LISTED);
    let unknown = Gaps { count, parts: gaps };
    Ok(ToolFacts { schema: ToolFactsSchema::V1, settings, session, call, total, effects, unknown })
}

/// Where a folder lies, as the session of a call sees it, all links followed.
#[must_use]
pub fn place(request: &ToolRequest<'_>, session: &Session, of: &str) -> Place {
    let grounds = grounds(request, &Footing::of(request.call, folder(request.call)), session);
    match walk::follow(of) {
        walk::Walked { end: walk::End::Lost, .. } => Place::Unknown,
        walked => grounds.place(&walked.real),
    }
}

/// The session's folder, or the root of all.
fn folder(call: &ToolCall) -> &str {
    session_folder(call).unwrap_or("/")
}

fn session_folder(call: &ToolCall) -> Option<&str> {
    call.cwd.as_deref().filter(|cwd| cwd.starts_with('/'))
}

/// The folder in which a call runs, an absolute path; none where nobody knows.
#[must_use]
pub fn runs_in(call: &ToolCall) -> Option<String> {
    Footing::of(call, session_folder(call)?).certainly()
}

fn grounds(request: &ToolRequest<'_>, footing: &Footing, session: &Session) -> Grounds {
    let mut temporary = request.catalogue.temporary.clone();
    temporary.extend(request.temporary.map(str::to_owned));
    let root = session.root.value().map(String::as_str);
    let written = root.and_then(|root| written(request, root));
    let roots: Vec<&str> = root.into_iter().chain(written.as_deref()).collect();
    Grounds::new(&footing.path, &roots, request.home, &temporary, &request.catalogue.streams)
}

/// The root of the work tree as the session writes it, where links lead to it.
fn written(request: &ToolRequest<'_>, root: &str) -> Option<String> {
    let cwd = folder(request.call);
    match request.root {
        Some(root) => Some(walk::absolute(cwd, &root.to_string_lossy())),
        None if walk::is_below(cwd, root) => None,
        None => WorkTree::around(Path::new(cwd)).and_then(|tree| tree.root.to_str().map(str::to_owned)),
    }
}

/// What the repository says of itself, and the lists that count in it.
#[derive(Default)]
struct Own {
    files: Vec<RepoFile>,
    lists: PathLists,
    /// Patterns of what git obeys by its configuration.
    hooks: Vec<String>,
    obeyed: Obeyed,
    repository: Option<Repository>,
    /// The root of the repository's own work tree, all links followed.
    root: Option<String>,
}

impl Own {
    /// Adds what git, its hooks and the settings of agents have run of the work tree at `root`.
    fn obey(&mut self, root: &str, request: &ToolRequest<'_>) -> Option<Gap> {
        let held = Held::of(request.environment);
        let obeyed = &mut self.obeyed;
        for (key, value) in held.settings {
            if key == "core.hookspath" {
                obeyed.hooks.push(PathBuf::from(walk::absolute(root, &value)));
                obeyed.paths.push(value.clone());
            }
            obeyed.commands.push(value);
        }
        obeyed.commands.push(held.text);
        let others = settings::run_by_others(root, request.home, &obeyed.hooks);
        let git = ran::ran(&obeyed.commands, root, request.home);
        self.hooks.extend(obeyed.paths.iter().filter_map(|path| inside(root, path)));
        // What is named as a path, or with an ending, is what git runs; a mere word may be an argument.
        let sure = |path: &String| path.trim_start_matches('/').contains(['/', '.']);
        let (files, words): (Vec<_>, Vec<_>) = git.patterns.into_iter().partition(sure);
        self.hooks.extend(files);
        self.lists.sensitive.extend(words.into_iter().chain(others.patterns));
        let why = "it is too much to be looked through: make them shorter";
        (others.more || git.more).then(|| gap("what settings and hooks run", why))
    }
}

/// The repository's own file at the commit that is checked out and at the tips of the remote's default branch and of
/// protected `branches`, never the one in the work tree, which the agent writes; and the operator's lists for it. A
/// repository whose entry can't be told gets the lists of all. Git obeys more `configurations` than its own.
fn own_settings(
    tree: Option<&WorkTree>,
    fleet: Option<&FleetFile>,
    branches: &[String],
    configurations: &[PathBuf],
) -> Result<(Own, Vec<Gap>), GatherError> {
    let mut gaps = Vec::new();
    let repository = tree.map(|tree| Repository::open(&tree.root));
    let repository = match repository {
        Some(Ok(repository)) => Some(repository),
        Some(Err(error)) => {
            gaps.push(gap("the repository's own settings", &error.to_string()));
            None
        }
        None => None,
    };
    let mut own = Own::default();
    let unknown = || Fact::unknown("there is no repository");
    let name = repository.as_ref().map_or_else(unknown, Repository::remote_name);
    if let Some(repository) = &repository {
        own.files = repo_files(repository, branches)?;
        own.obeyed = repository.obeyed(configurations);
    }
    let Resolved { settings, lists } = fleet::resolve(fleet, &name, &own.files);
    own.lists = lists;
    if let (None, Some(fleet)) = (settings.repo.value(), fleet) {
        own.lists.forbidden.extend(fleet.all_forbidden());
        own.lists.sensitive.extend(fleet.all_sensitive());
    }
    own.repository = repository;
    Ok((own, gaps))
}

fn repo_files(repository: &Repository, branches: &[String]) -> Result<Vec<RepoFile>, GatherError> {
    let plain = branches.iter().filter(|branch| !branch.contains(['*', '?', '[', '{']));
    let names = plain.flat_map(|branch| [format!("refs/heads/{branch}"), format!("refs/remotes/origin/{branch}")]);
    let own = ["HEAD", "refs/remotes/origin/HEAD"].map(str::to_owned).into_iter();
    let commits: BTreeSet<_> = own.chain(names).filter_map(|name| repository.tip(&name)).collect();
    let mut files = Vec::new();
    for commit in commits {
        if let Some(bytes) = repository.file_at(commit, REPO_FILE)? {
            files.push(RepoFile::parse(&bytes, &format!("{REPO_FILE} at {commit}"))?);
        }
    }
    Ok(files)
}

/// The merge gate's classes and those for tool calls, with the operator's lists.
fn tagger(
    request: &ToolRequest<'_>,
    lists: PathLists,
    hooks: Vec<String>,
    grounds: &Grounds,
) -> Result<Tagger, GatherError> {
    let class =
        |name: &str, patterns| OperatorClass { name: format!("operator.{name}"), patterns, reach: Reach::AnyDepth };
    let exact = |name: &str, patterns| OperatorClass { name: name.to_owned(), patterns, reach: Reach::Root };
    let state: Vec<String> = request.state.into_iter().flat_map(|folder| forms(folder, grounds)).collect();
    let files = request.own.iter().flat_map(|file| forms(file, grounds));
    let mut own = vec![
        class("forbidden", lists.forbidden),
        class("sensitive", lists.sensitive),
        exact(STATE, state),
        exact(OWN, files.collect()),
    ];
    own.push(class("hooks", hooks));
    Tagger::of(request.classes, &own)
}

/// The pattern of a file or folder that lies below the root of the work tree, from which its path counts.
fn inside(root: &str, path: &str) -> Option<String> {
    let whole = walk::absolute(root, path);
    let inside = whole.strip_prefix(&walk::absolute("/", root))?.strip_prefix('/')?;
    Some(anchored(inside))
}

/// A pattern that matches this path from the root, and nothing else.
fn anchored(path: &str) -> String {
    let literal = |c: char| if "*?[]{},!\\".contains(c) { vec!['\\', c] } else { vec![c] };
    format!("/{}", path.chars().flat_map(literal).collect::<String>())
}

/// A path as written and with all links followed.
fn real(path: &str) -> [String; 2] {
    [walk::absolute("/", path), walk::follow(path).real]
}

/// A path as written and with all links followed, as patterns that match nothing else.
fn forms(path: &str, grounds: &Grounds) -> Vec<String> {
    let forms = BTreeSet::from(real(path));
    let plain = |form: &&String| !form.chars().any(char::is_control);
    let relative = forms.iter().filter(plain).map(|form| grounds.relative(form));
    relative.filter(|form| !form.is_empty()).map(anchored).collect()
}

/// What obeys a terminal is an interpreter to a client that types at one.
fn obeying(doing: &mut Doing) {
    if matches!(doing.effect.kind, EffectKind::Terminal | EffectKind::Editor | EffectKind::Questions) {
        doing.effect.kind = EffectKind::RunInteractive;
    }
}

fn gap(part: &str, why: &str) -> Gap {
    Gap { part: part.to_owned(), why: why.to_owned(), command: None }
}
