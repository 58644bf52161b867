//! Effects, measured and grouped: alike ones together, the first hundred subjects of each group.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};

use super::aliases::Aliases;
use super::arrivals::Arrivals;
use super::branches::Branches;
use super::copies::{Copying, Spread};
use super::grounds::Grounds;
use super::kinds::{is_address, is_path, is_placed, makes, runs};
use super::session::Protected;
use super::subjects::{Measured, Paths};
use super::walk::{absolute, is_below};
use super::{Doing, ToolRequest};
use crate::gather::{Tagger, printable};
use crate::model::{
    Attribute, Effect, EffectGroup, EffectKind, Form, LISTED, Place, Session, Subject, SubjectForm, Words,
};

/// Everything that effects are measured with.
pub(super) struct Measure<'a> {
    pub(super) grounds: &'a Grounds,
    tagger: &'a Tagger,
    session: &'a Session,
    protected: &'a Protected,
    around: Vec<String>,
    /// Links that lead to files of the work tree, once they are looked for.
    aliases: OnceCell<Aliases>,
    /// Paths that were measured: where from, as written.
    known: RefCell<BTreeMap<(String, String), Measured>>,
    pub(super) modules: &'a Words,
    /// Folders in which Python looks for modules besides, as the environment names them.
    pub(super) sought: Vec<String>,
}

/// What only says how a copy is made.
const COPYING: [Attribute; 5] =
    [Attribute::Inside, Attribute::Named, Attribute::Parents, Attribute::Links, Attribute::Shallow];

/// In more folders than this one copy is not followed.
const MOST_COPYING: usize = 64;

#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
struct Key {
    kind: EffectKind,
    command: Option<String>,
    form: SubjectForm,
    place: Place,
    host: Option<String>,
    classes: BTreeSet<String>,
    traits: BTreeSet<String>,
}

#[derive(Default)]
struct Group {
    count: u64,
    subjects: BTreeSet<String>,
}

/// What a call makes, absolute.
#[derive(Default)]
struct Made {
    folders: Vec<String>,
    files: Vec<String>,
}

impl<'a> Measure<'a> {
    pub(super) fn new(
        grounds: &'a Grounds,
        tagger: &'a Tagger,
        session: &'a Session,
        protected: &'a Protected,
        request: &'a ToolRequest<'_>,
    ) -> Self {
        let sought = (request.environment)("PYTHONPATH");
        let around = grounds
            .home
            .iter()
            .flat_map(|home| request.catalogue.home_folders.iter().map(move |folder| absolute(home, folder)));
        Self {
            grounds,
            tagger,
            session,
            protected,
            around: around.collect(),
            aliases: OnceCell::new(),
            known: RefCell::default(),
            modules: &request.catalogue.modules,
            sought: sought.iter().flat_map(|path| path.split(':')).map(str::to_owned).collect(),
        }
    }

    /// How many effects there are, and their groups.
    pub(super) fn groups(&self, doings: &[Doing], arrivals: Arrivals) -> (u64, Vec<EffectGroup>) {
        let mut groups: BTreeMap<Key, Group> = BTreeMap::new();
        let Spread { mut doings, links } = self.spread(doings);
        let arrivals = &arrivals.with(links);
        doings.extend(self.imports(&doings, arrivals.modules()));
        doings.retain(|doing| doing.effect.kind != EffectKind::RunCalled || !self.calls_own(doing));
        let told = doings.iter().any(|doing| doing.effect.kind == EffectKind::RunRecipe);
        for doing in doings.iter_mut().filter(|_| !told) {
            if self.builds_by_cmake(doing) {
                doing.effect = Effect::bare(EffectKind::RunBuild);
            }
        }
        let heads = self.heads(&doings, arrivals);
        let mut written = self.written(&doings, makes);
        written.extend(arrivals.modules().iter().cloned());
        let mut branches = Branches::new(self.session, self.protected, &doings);
        for doing in &doings {
            let strays = is_placed(doing.effect.kind) && self.strays(doing, &heads).is_some();
            let here = branches.traits(doing, doing.chain.filter(|_| !strays));
            for (subject, measured) in self.subjects(doing, &heads, arrivals) {
                let other = !is_path(doing.effect.kind) && measured.place != Place::None;
                let of_branch = if other && !here.is_empty() { vec!["branch.unknown"] } else { here.clone() };
                let effect = &doing.effect;
                let own = runs(effect.kind) && self.real(doing).iter().any(|path| written.contains(path));
                let made: &[&str] = if own { &["written"] } else { &[] };
                let traits = measured.traits.iter().chain(&of_branch).chain(made).map(|word| (*word).to_owned());
                let obeyed = effect.attributes.contains(&Attribute::Obeyed) && measured.place == Place::Stream;
                let key = Key {
                    kind: if obeyed { EffectKind::RunInline } else { effect.kind },
                    command: doing.command.clone(),
                    form: effect.subject.as_ref().map_or(SubjectForm::None, |subject| subject.form.into()),
                    place: measured.place,
                    host: effect.subject.as_ref().filter(|_| is_address(effect.kind)).and_then(host),
                    classes: measured.classes,
                    traits: traits.chain(effect.attributes.iter().filter_map(attribute)).collect(),
                };
                let group = groups.entry(key).or_default();
                group.count = group.count.saturating_add(1);
                group.subjects.extend(subject.map(|subject| printable(subject.as_bytes())));
            }
        }
        let total = groups.values().map(|group| group.count).fold(0, u64::saturating_add);
        (total, groups.into_iter().map(finish).collect())
    }

    /// Copies as the writes that they come to, which stand in front of them, and the links that they make. Where something
    /// may be done at any time, all is made before.
    fn spread(&self, doings: &[Doing]) -> Spread {
        let mut before = Made::default();
        if doings.iter().any(|doing| doing.anytime) {
            self.spread_after(doings, &mut before);
        }
        self.spread_after(doings, &mut before)
    }

    /// The same, where the call has made some files and folders already; what it makes is added to them.
    fn spread_after(&self, doings: &[Doing], Made { folders: made, files: written }: &mut Made) -> Spread {
        let mut all = Vec::new();
        let mut links = Vec::new();
        for doing in doings {
            let searched = doing.searched.as_ref().map(|search| self.starts(search)).unwrap_or_default();
            let home = self.grounds.home.as_deref();
            let tags = |path: &str| self.paths().tags(path);
            let copying = Copying { home, made, written, tags: &tags, searched: &searched };
            let (effect, before) = (&doing.effect, all.len());
            // What a search hands over counts from where it works.
            let handed = |subject: &&Subject| subject.form == Form::Found && !searched.is_empty();
            let paths = effect.subject.iter().chain(effect.source.iter().filter(|source| !handed(source)));
            let folders = if effect.subject.is_some() { self.bases(doing, paths) } else { self.folders(doing) };
            if !folders.is_empty() && folders.len() <= MOST_COPYING {
                for spread in folders.iter().map(|folder| copying.spread(doing, folder)) {
                    links.extend(spread.links);
                    all.extend(spread.doings);
                }
            } else if let (EffectKind::Write, Some(target), Some(_)) = (effect.kind, &effect.subject, &effect.source) {
                let anywhere = Subject { form: Form::Dynamic, ..target.clone() };
                all.push(Doing { effect: Effect::on(EffectKind::Write, anywhere), ..doing.clone() });
            }
            if let (EffectKind::Create, Some(subject)) = (doing.effect.kind, &doing.effect.subject) {
                made.extend(folders.iter().map(|folder| absolute("/", &self.step(folder, &subject.text))));
            }
            let copies = all.get(before..).unwrap_or_default();
            for new in copies.iter().chain([doing]).filter(|doing| makes(doing.effect.kind)) {
                let subject = new.effect.subject.as_ref().filter(|subject| subject.form == Form::Exact);
                let at = |text| folders.iter().map(move |folder| absolute("/", &self.step(folder, text)));
                written.extend(subject.iter().flat_map(|subject| at(&subject.text)));
            }
            let mut doing = doing.clone();
            doing.effect.attributes.retain(|attribute| !COPYING.contains(attribute));
            all.push(doing);
        }
        Spread { doings: all, links }
    }

    /// Where an effect that names no path happens, if that is not the work tree. `heads`: folders that this call may
    /// make repositories of.
    pub(super) fn strays(&self, doing: &Doing, heads: &[String]) -> Option<Measured> {
        let paths = self.paths();
        let folders = self.folders(doing);
        let strays = |folder: &String| {
            let mut measured = paths.exact("/", folder);
            let real = absolute("/", folder);
            let bare = paths.root.is_some_and(|root| paths.is_of_bare(root, folder))
                || heads.iter().any(|head| is_below(&real, head));
            if bare {
                measured.traits.insert("unresolved");
            }
            let other = bare || paths.root.is_some_and(|root| !paths.is_of_work_tree(root, folder));
            (measured.place != Place::Inside || other).then_some(measured)
        };
        match folders.iter().find_map(strays) {
            Some(measured) => Some(Measured { classes: BTreeSet::new(), ..measured }),
            None => folders.is_empty().then(|| Measured::unknown(BTreeSet::new())),
        }
    }

    /// What is known of an effect that names no path, by the folder in which it writes or runs code: that leaves things there.
    pub(super) fn nowhere(&self, doing: &Doing) -> Measured {
        let mut measured = Measured { place: Place::None, classes: BTreeSet::new(), traits: BTreeSet::new() };
        if doing.effect.kind == EffectKind::Write || doing.effect.kind.word().starts_with("run.") {
            let folders = self.folders(doing);
            measured.classes = folders.iter().flat_map(|folder| self.paths().exact("/", folder).classes).collect();
        }
        measured
    }

    /// What the same call writes by effects of these kinds, by full names.
    pub(super) fn written(&self, doings: &[Doing], writes: impl Fn(EffectKind) -> bool) -> BTreeSet<String> {
        doings.iter().filter(|doing| writes(doing.effect.kind)).flat_map(|doing| self.real(doing)).collect()
    }

    pub(super) fn paths(&self) -> Paths<'_> {
        Paths {
            grounds: self.grounds,
            tagger: self.tagger,
            root: self.session.root.value().map(String::as_str),
            around: &self.around,
            aliases: &self.aliases,
            known: &self.known,
        }
    }
}

fn finish((key, group): (Key, Group)) -> EffectGroup {
    EffectGroup {
        kind: key.kind,
        command: key.command,
        form: key.form,
        place: key.place,
        host: key.host,
        classes: key.classes.into_iter().collect(),
        traits: key.traits.into_iter().collect(),
        count: group.count,
        subjects: group.subjects.into_iter().take(LISTED).collect(),
    }
}

/// The trait that an attribute is; none: what it says was measured.
fn attribute(attribute: &Attribute) -> Option<String> {
    if matches!(attribute, Attribute::Follows | Attribute::Words | Attribute::Unfollowed | Attribute::Obeyed) {
        return None;
    }
    let word = serde_json::to_value(attribute).ok();
    Some(format!("attribute.{}", word.as_ref().and_then(|word| word.as_str()).unwrap_or("unknown")))
}

/// The host of an address, where nothing about it is doubtful: a plain name, no user, no odd character.
fn host(subject: &Subject) -> Option<String> {
    let plain = subject.form == Form::Exact && !subject.text.contains(|c: char| c.is_control() || c.is_whitespace());
    let rest = subject.text.strip_prefix("https://").filter(|_| plain)?;
    let authority = rest.split(['/', '?', '#']).next()?;
    let (name, port) = authority.split_once(':').unwrap_or((authority, "443"));
    let name = name.to_ascii_lowercase();
    let sound = port == "443"
        && name.contains(|c: char| c.is_ascii_alphabetic())
        && name
            .split('.')
            .all(|label| !label.is_empty() && label.bytes().all(|c| c.is_ascii_alphanumeric() || c == b'-'));
    sound.then_some(name)
}
