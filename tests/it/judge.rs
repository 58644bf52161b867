//! An end-to-end case: a real repository, an armed fleet file, complete evidence, and what `fleetgate merge` makes of it.

use std::collections::BTreeSet;
use std::path::PathBuf;

use fleetgate::cli::{Colour, Exit, Surroundings, run};
use serde_json::{Value, json};

use crate::scene::{Edit, Scene, put};

/// The time of every decision, unless a case says otherwise.
pub(crate) const NOW: &str = "2026-01-01T02:00:00Z";
/// Before [`NOW`].
pub(crate) const EARLIER: &str = "2026-01-01T01:00:00Z";
/// After [`NOW`].
pub(crate) const LATER: &str = "2026-01-01T03:00:00Z";
/// A commit that no scene has.
pub(crate) const ELSEWHERE: &str = "1234567890123456789012345678901234567890";

/// A change from `main` to `feature` that would be allowed if it were harmless: whatever is set differently is what a
/// test is about.
pub(crate) struct Case {
    /// The repository.
    pub(crate) scene: Scene,
    /// The head that the evidence is bound to.
    pub(crate) head: String,
    fleet: Value,
    evidence: Value,
    raw_evidence: Option<Vec<u8>>,
    now: String,
}

impl Case {
    /// A case of a repository whose branch `feature` is judged.
    pub(crate) fn of(scene: Scene) -> Self {
        let head = scene.tip("feature").unwrap().to_string();
        let fleet = json!({
            "schema": "fleetgate.fleet/1", "kill_switch": false, "merge_policy": "on-green-with-review",
            "auto_merge": true, "review": {}, "limits": {},
            "repos": [{
                "name": "acme/app", "enabled": true, "remote_writes": true, "required_checks": ["ci/test"], "owners": ["alice"]
            }]
        });
        let evidence = json!({
            "schema": "fleetgate.evidence/1", "repo": "acme/app", "pr": 42, "draft": false, "synthetic": false,
            "title": "explain the app", "labels": [], "contributors": [], "approvals": [],
            "author": { "login": "coder-1", "kind": "agent", "family": "codex", "operator": "olga" },
            "verdicts": [verdict(&head)],
            "checks": [check(&head, "success")]
        });
        Self { scene, head, fleet, evidence, raw_evidence: None, now: NOW.to_owned() }
    }

    /// A repository with a README and a change made by these edits.
    pub(crate) fn change(edits: &[Edit]) -> Self {
        Self::from(&[], edits)
    }

    /// A repository with a README and these files, and a change on top of them.
    pub(crate) fn from(base: &[Edit], edits: &[Edit]) -> Self {
        let mut scene = Scene::new();
        scene.commit("start", &[[put("README.md", "# app\n")].as_slice(), base].concat());
        scene.branch("feature");
        scene.commit("change", edits);
        Self::of(scene)
    }

    /// A harmless change.
    pub(crate) fn docs() -> Self {
        Self::change(&[put("docs/guide.md", "Read me.\n")])
    }

    /// Changes the fleet file.
    pub(crate) fn fleet(mut self, alter: impl FnOnce(&mut Value)) -> Self {
        alter(&mut self.fleet);
        self
    }

    /// Changes the repository's entry in the fleet file.
    pub(crate) fn entry(self, alter: impl FnOnce(&mut Value)) -> Self {
        self.fleet(|fleet| alter(&mut fleet["repos"][0]))
    }

    /// Changes the evidence; the second argument is the head.
    pub(crate) fn evidence(mut self, alter: impl FnOnce(&mut Value, &str)) -> Self {
        alter(&mut self.evidence, &self.head);
        self
    }

    /// Changes the only verdict.
    pub(crate) fn verdict(self, alter: impl FnOnce(&mut Value)) -> Self {
        self.evidence(|evidence, _| alter(&mut evidence["verdicts"][0]))
    }

    /// Gives the results of CI.
    pub(crate) fn checks(self, checks: impl FnOnce(&str) -> Value) -> Self {
        self.evidence(|evidence, head| evidence["checks"] = checks(head))
    }

    /// Puts these bytes where the evidence would stand.
    pub(crate) fn raw_evidence(mut self, bytes: impl Into<Vec<u8>>) -> Self {
        self.raw_evidence = Some(bytes.into());
        self
    }

    /// The evidence as text.
    pub(crate) fn evidence_text(&self) -> String {
        self.evidence.to_string()
    }

    /// Sets the time of the decision.
    pub(crate) fn at(mut self, now: &str) -> Self {
        now.clone_into(&mut self.now);
        self
    }

    /// The fleet file, written.
    pub(crate) fn fleet_file(&self) -> String {
        self.file("fleet.toml", toml(&self.fleet).as_bytes())
    }

    /// The evidence file, written.
    pub(crate) fn evidence_file(&self) -> String {
        let text = self.evidence_text();
        self.file("evidence.json", self.raw_evidence.as_deref().unwrap_or(text.as_bytes()))
    }

    /// A file beside the repository.
    pub(crate) fn file(&self, name: &str, bytes: &[u8]) -> String {
        let path = self.scene.outside().join(name);
        std::fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The command line of `fleetgate merge`, without a format.
    pub(crate) fn args(&self) -> Vec<String> {
        let (fleet, evidence) = (self.fleet_file(), self.evidence_file());
        let mut args = self.bare_args();
        args.extend(["--fleet", &fleet, "--evidence", &evidence].map(str::to_owned));
        args
    }

    /// The command line without a fleet file and evidence.
    pub(crate) fn bare_args(&self) -> Vec<String> {
        let repo = self.scene.path();
        let fixed = ["--base", "main", "--head", "feature", "--name", "acme/app", "--now", &self.now];
        ["merge", "--repo", repo.to_str().unwrap()].into_iter().chain(fixed).map(str::to_owned).collect()
    }

    /// Judges.
    pub(crate) fn judge(&self) -> Judged {
        self.judge_with(&[])
    }

    /// Judges with more arguments.
    pub(crate) fn judge_with(&self, more: &[&str]) -> Judged {
        let mut args = self.args();
        args.extend(["--format", "json", "--with-facts"].map(str::to_owned));
        args.extend(more.iter().map(|arg| (*arg).to_owned()));
        fleetgate(&args, "")
    }
}

/// A passing verdict that counts.
pub(crate) fn verdict(head: &str) -> Value {
    json!({
        "by": "judge-1", "kind": "agent", "family": "gemini", "operator": "carol", "verdict": "pass", "mock": false,
        "repo": "acme/app", "head_sha": head, "issued_at": EARLIER
    })
}

/// A result of the required check.
pub(crate) fn check(head: &str, result: &str) -> Value {
    json!({ "name": "ci/test", "app": "github-actions", "result": result, "head_sha": head, "completed_at": EARLIER })
}

/// An approval that counts.
pub(crate) fn approval(head: &str) -> Value {
    json!({ "by": "alice", "kind": "human", "head_sha": head, "expires_at": LATER })
}

/// Runs the command line in this process, without colour.
pub(crate) fn fleetgate(args: &[impl AsRef<str>], input: &str) -> Judged {
    let (mut out, mut err) = (Vec::new(), Vec::new());
    let args = std::iter::once("fleetgate").chain(args.iter().map(AsRef::as_ref));
    let colour = Colour::default();
    let exit = run(
        args,
        &mut Surroundings { input: &mut input.as_bytes(), out: &mut out, err: &mut err, colour, terminal: false },
    );
    let [stdout, stderr] = [out, err].map(|bytes| String::from_utf8(bytes).unwrap());
    Judged { exit, json: serde_json::from_str(&stdout).unwrap_or_default(), stdout, stderr }
}

/// What came of it.
#[derive(Debug)]
pub(crate) struct Judged {
    pub(crate) exit: Exit,
    /// Standard output as JSON; null if it is none.
    pub(crate) json: Value,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Judged {
    /// It is allowed, nothing objects, and only this head may be merged.
    #[track_caller]
    pub(crate) fn allows(&self) -> &Self {
        self.comes_to("allow", Exit::Done, &[]);
        let merge = json!([{ "do": "merge", "with": { "head_sha": self.json["facts"]["change"]["head_sha"] } }]);
        assert_eq!(self.json["obligations"], merge);
        self
    }

    /// It is held for exactly these reasons.
    #[track_caller]
    pub(crate) fn holds(&self, codes: &[&str]) -> &Self {
        self.comes_to("hold", Exit::Hold, codes);
        assert!(self.obligations().contains("escalate"), "{:#}", self.json["obligations"]);
        self
    }

    /// It is denied for exactly these reasons; what holds it besides doesn't matter.
    #[track_caller]
    pub(crate) fn denies(&self, codes: &[&str]) -> &Self {
        self.comes_to("deny", Exit::Deny, codes)
    }

    #[track_caller]
    fn comes_to(&self, outcome: &str, exit: Exit, codes: &[&str]) -> &Self {
        assert_eq!(self.stderr, "");
        let of_outcome = |reason: &&Value| reason["outcome"] == outcome && outcome != "allow";
        let reasons = self.json["reasons"].as_array().expect("a decision");
        let found: BTreeSet<&str> = reasons.iter().filter(of_outcome).filter_map(|r| r["code"].as_str()).collect();
        let told = (self.json["outcome"].as_str(), self.exit, found);
        assert_eq!(told, (Some(outcome), exit, codes.iter().copied().collect()), "{:#}", self.json["reasons"]);
        assert_eq!(self.obligations().contains("merge"), outcome == "allow", "{:#}", self.json["obligations"]);
        self
    }

    fn obligations(&self) -> BTreeSet<&str> {
        self.json["obligations"].as_array().into_iter().flatten().filter_map(|o| o["do"].as_str()).collect()
    }

    /// Nothing was decided: the gate says what is wrong.
    #[track_caller]
    pub(crate) fn breaks(&self, why: &str) -> &Self {
        assert_eq!((self.exit, self.stdout.as_str()), (Exit::Broken, ""));
        assert!(self.stderr.contains(why), "{}", self.stderr);
        self
    }

    /// The messages of the reasons of one code, with their subjects.
    pub(crate) fn said(&self, code: &str) -> Vec<String> {
        let reasons = self.json["reasons"].as_array().into_iter().flatten().filter(|reason| reason["code"] == code);
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        reasons.map(|reason| format!("{}: {}", text(&reason["subject"]), text(&reason["message"]))).collect()
    }

    /// The subjects of the reasons of one code.
    pub(crate) fn subjects(&self, code: &str) -> Vec<&str> {
        let reasons = self.json["reasons"].as_array().into_iter().flatten().filter(|reason| reason["code"] == code);
        reasons.filter_map(|reason| reason["subject"].as_str()).collect()
    }

    /// Files, lines added, lines deleted.
    pub(crate) fn measured(&self) -> [u64; 3] {
        ["files", "added", "deleted"].map(|key| self.json["facts"]["change"]["totals"][key].as_u64().unwrap())
    }

    /// The risk's level and what makes it.
    pub(crate) fn risk(&self) -> String {
        let factors = self.json["risk"]["factors"].as_array().unwrap().iter().filter_map(Value::as_str);
        let factors: Vec<_> = factors.collect();
        format!("{}: {}", self.json["risk"]["level"].as_str().unwrap(), factors.join(" "))
    }
}

/// A JSON object as TOML: keys with inline values.
fn toml(document: &Value) -> String {
    fn inline(value: &Value) -> String {
        match value {
            Value::Object(map) => {
                let pairs: Vec<_> = map.iter().map(|(key, value)| format!("{key} = {}", inline(value))).collect();
                format!("{{ {} }}", pairs.join(", "))
            }
            Value::Array(list) => format!("[{}]", list.iter().map(inline).collect::<Vec<_>>().join(", ")),
            other => other.to_string(),
        }
    }
    document.as_object().unwrap().iter().map(|(key, value)| format!("{key} = {}\n", inline(value))).collect()
}

/// A commit as messages abbreviate it.
pub(crate) fn short(sha: &str) -> String {
    sha.chars().take(12).collect()
}

/// A file of so many lines.
pub(crate) fn lines(count: usize) -> String {
    (0..count).map(|n| format!("line {n}\n")).collect()
}

/// The built program.
pub(crate) fn binary() -> PathBuf {
    PathBuf::from(env!("CARGO_BIN_EXE_fleetgate"))
}
