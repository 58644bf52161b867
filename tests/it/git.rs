//! Facts from git, on real repositories.

mod content;
mod history;
mod range;

use std::collections::BTreeMap;

use fleetgate::gather::{GatherError, OperatorClass, Range, Reach, Repository, Tagger};
use fleetgate::model::{Change, Classes, ContentKind, ContentKinds, Group, PathClass, Signature};

use crate::scene::Scene;

fn classes() -> Classes {
    let class = |files: &[&str], trees: &[&str], words: &[&str]| PathClass {
        files: files.iter().map(|text| (*text).to_owned()).collect(),
        trees: trees.iter().map(|text| (*text).to_owned()).collect(),
        words: words.iter().map(|text| (*text).to_owned()).collect(),
        ..PathClass::default()
    };
    Classes(BTreeMap::from([
        ("auth".to_owned(), class(&[], &[], &["auth"])),
        ("control".to_owned(), class(&["CODEOWNERS"], &[".github"], &[])),
        ("docs".to_owned(), class(&["*.md"], &["docs"], &[])),
        ("secret".to_owned(), class(&["*.pem"], &["secrets"], &[])),
    ]))
}

fn kinds() -> ContentKinds {
    let signature = |at, hex: &str| Signature { at, hex: hex.to_owned() };
    let png = ContentKind {
        signatures: vec![signature(0, "89504e470d0a1a0a"), signature(12, "49484452")],
        ends: Some("ae426082".to_owned()),
        ..ContentKind::default()
    };
    ContentKinds(BTreeMap::from([("png".to_owned(), png)]))
}

fn tagger() -> Tagger {
    let forbidden = ["./infra", "billing//**"].map(str::to_owned).to_vec();
    let list = OperatorClass { name: "operator.forbidden".to_owned(), patterns: forbidden, reach: Reach::AnyDepth };
    Tagger::new(&classes(), &[list]).unwrap()
}

fn range(scene: &Scene) -> Result<Range, GatherError> {
    Repository::open(&scene.path())?.range(Some("main"), "feature")
}

/// The change from `main` to `feature`.
fn change(scene: &Scene) -> Change {
    let repository = Repository::open(&scene.path()).unwrap();
    let range = repository.range(Some("main"), "feature").unwrap();
    repository.change(&range, &tagger(), &kinds()).unwrap()
}

fn group<'a>(change: &'a Change, path: &str) -> &'a Group {
    change.groups.iter().find(|group| group.paths.iter().any(|listed| listed == path)).unwrap()
}

fn traits(change: &Change, path: &str) -> String {
    group(change, path).traits.join(" ")
}
