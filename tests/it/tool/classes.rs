//! The classes that were compiled with fleetgate against the same ones read from their files: the same tags for any path.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use fleetgate::gather::{KnownClasses, OperatorClass, Reach, Tagger};
use proptest::prelude::*;

use super::policy::BUNDLE;

/// Compiled and as written.
static TAGGERS: LazyLock<[Tagger; 2]> = LazyLock::new(|| {
    let data = BUNDLE.measures().expect("the data files are sound");
    let class = |name: &str, pattern: &str, reach| OperatorClass {
        name: name.to_owned(),
        patterns: vec![pattern.to_owned()],
        reach,
    };
    let operator = [
        class("operator.forbidden", "infra/**", Reach::AnyDepth),
        class("control", "ours/[a-f]?.x", Reach::AnyDepth),
        class("fleetgate.state", "/tmp/state", Reach::Root),
    ];
    [KnownClasses::Embedded, KnownClasses::Given(&data.classes, &data.tool.classes)]
        .map(|classes| Tagger::of(classes, &operator).expect("the patterns are sound"))
});

/// Paths that a pattern is about, and such as it just misses.
fn around(pattern: &str) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    for star in ["", "x", "a.b", "x/y"] {
        let text = pattern.replace("**", star).replace('*', star);
        texts.insert(text.replace(['[', ']', '{', '}'], ""));
        for set in text.split(['[', '{']).skip(1).filter_map(|rest| rest.split([']', '}']).next()) {
            for one in set.split(',').chain(set.split("").filter(|one| !one.is_empty())) {
                let whole = text.replacen(&format!("[{set}]"), one, 1).replacen(&format!("{{{set}}}"), one, 1);
                texts.insert(whole.replace(['[', ']', '{', '}'], ""));
            }
        }
    }
    let forms = |text: &String| {
        [
            text.clone(),
            text.to_uppercase(),
            format!("src/{text}"),
            format!("{text}/below/it"),
            format!("docs/{text}/README.md"),
            format!("x{text}"),
            format!("{text}x"),
            format!("{text}."),
        ]
    };
    texts.iter().flat_map(forms).collect()
}

#[test]
fn compiled_classes_tag_as_written_ones() {
    let [compiled, written] = &*TAGGERS;
    let data = BUNDLE.measures().expect("the data files are sound");
    let classes = data.classes.0.values().chain(data.tool.classes.0.values());
    let patterns = classes.flat_map(|class| [&class.files, &class.trees, &class.except, &class.words]).flatten();
    let (mut paths, mut tagged) = (0_usize, 0_usize);
    for path in patterns.flat_map(|pattern| around(pattern)) {
        let tags = written.tags(path.as_bytes());
        assert_eq!(compiled.tags(path.as_bytes()), tags, "{path}");
        paths += 1;
        tagged += usize::from(!tags.is_empty());
    }
    assert!(paths > 10_000 && tagged > paths / 3, "{tagged} of {paths}");
    assert!(compiled.samples().collect::<BTreeSet<_>>() == written.samples().collect());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(3_000))]

    #[test]
    fn any_path_is_tagged_alike(
        path in "((\\.|env|git|kube|config|docs|test|auth|key|pem|json|ya?ml|Secrets|hooks|[a-zA-Z]|é|ｇ|[-_. ]){1,3}/?){1,4}"
    ) {
        let [compiled, written] = &*TAGGERS;
        prop_assert_eq!(compiled.tags(path.as_bytes()), written.tags(path.as_bytes()));
    }
}
