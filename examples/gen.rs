//! temp
#![allow(
    clippy::all,
    missing_docs,
    unused,
    clippy::print_stdout,
    clippy::unwrap_used,
    clippy::disallowed_methods,
    clippy::allow_attributes_without_reason
)]
use fleetgate::{decide::*, model::*, prove};
fn main() {
    let a: Vec<String> = std::env::args().collect();
    if a[1] == "schemas" {
        fn w<T: schemars::JsonSchema>(n: &str) {
            let s = schemars::generate::SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<T>();
            let v: serde_json::Value = s.into();
            std::fs::write(format!("schemas/{n}.json"), serde_json::to_string_pretty(&v).unwrap() + "\n").unwrap();
        }
        w::<Answer>("answer");
        w::<PolicyData>("data");
        w::<Decision>("decision");
        w::<MergeFacts>("facts.merge");
        return;
    }
    let b = Bundle::embedded().unwrap();
    if a[1] == "test" {
        let r =
            prove::run_policy_tests(&b, a.get(2).map(|s| s.as_str()).unwrap_or("")).unwrap_or_else(|e| panic!("{e}"));
        for t in &r.results {
            if t.outcome != TestOutcome::Passed {
                println!("{} {:?}", t.name, t.outcome);
            }
        }
        println!("{} passed, {} failed", r.passed(), r.failed());
    } else {
        let v: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(&a[1]).unwrap()).unwrap();
        let t = std::time::Instant::now();
        let f = Facts::new(Point::Merge, Profile::Fleet, v);
        let d = decide(&b, &f);
        println!("{}", serde_json::to_string_pretty(&d).unwrap());
        println!("{:?}", t.elapsed());
    }
}
