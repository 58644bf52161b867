//! What is handed on, to a task, a session or another program, and paths that count from elsewhere: each with an honest twin.

use super::expect;

pub(super) const TABLE: &[(&str, &str)] = &[
    // A task whose name says that it changes files changes what it is handed; so may one that nobody names.
    ("task fmt -- .github/x.py", "run.task fmt, write .github/x.py, read .github/x.py"),
    ("task test -- src/a.py", "run.task test, read src/a.py"),
    ("task -- src/a.py", "run.task default, write src/a.py, read src/a.py"),
    ("nox -s fmt -- .github/test.py", "run.task fmt, run.test, write .github/test.py, read .github/test.py"),
    ("nox -s tests -- tests/test_a.py -k foo", "run.task tests, run.test, read tests/test_a.py"),
    ("nox -- src/a.py", "run.test, write src/a.py, read src/a.py"),
    ("nox -s tests lint", "run.task tests, run.test, run.task lint"),
    ("tox -e lint,format -- .github/x.py", "run.task lint,format, run.test, write .github/x.py, read .github/x.py"),
    ("tox run -e format -- .github/x.py", "run.task format, run.test, write .github/x.py, read .github/x.py"),
    ("tox run -e py312 -- tests/test_a.py -x", "run.task py312, run.test, read tests/test_a.py"),
    ("composer test -- tests/ATest.php", "run.test, read tests/ATest.php"),
    // What another program gets are its options.
    ("uv format -- --cache-dir=/tmp/x", "NOT"),
    ("uv format -- --line-length 100 src", "run.format, write ., write src"),
    ("rye fmt -- --cache-dir=/tmp/x", "NOT"),
    ("rye fmt -- --preview", "run.format, write ."),
    ("black -- --cache-dir=/tmp/x", "NOT"),
    ("black -- src", "run.format, write src"),
    // A shell gets it as it is.
    ("pdm test 'a; rm -rf src'", "NOT"),
    ("pdm test '$HOME'", "NOT"),
    ("pdm test -- 'a; rm -rf src'", "NOT"),
    // A lone dash is the same on both sides of `--`.
    ("python -m py_compile -- -", "NOT"),
    ("pyright -", "run.inline, run.typecheck"),
    ("basedpyright src", "run.typecheck, read src"),
    // What stands behind the first operand is no option.
    ("just deploy --list", "run.task deploy"),
    ("just --list deploy", "system.info"),
    ("just -f justfile test", "run.recipe justfile, run.task test"),
    ("go fmt ./.github -n", "NOT"),
    ("go fmt -n ./src", "output, read ./src"),
    // Paths that count from the folder that another option names.
    ("go test -outputdir .. -coverprofile ../x.out ./...", "write .., write ../x.out in .., run.test, read ./..."),
    ("go test -coverprofile c.out ./...", "write c.out, run.test, read ./..."),
    ("gotestsum -- -outputdir .. -trace t.out", "run.test, write .., write t.out in .."),
    ("ctest --test-dir .. --output-junit ../j.xml", "write .., write ../j.xml in .., run.test"),
    (
        "ctest --test-dir build --output-junit j.xml -O log.txt",
        "write build, write j.xml in build, write log.txt, run.test",
    ),
    // Paths that count from where the program starts, whatever folder it works in.
    ("just -d src -f ../justfile test", "list src, run.recipe ../justfile, run.task test"),
    ("task -d src -t ../Taskfile.yml test", "list src, run.recipe ../Taskfile.yml, run.task test"),
    ("task -d src test", "run.task test in src"),
    ("gradle -p sub -b ../build.gradle test", "list sub, run.recipe ../build.gradle, run.task test"),
    ("gradle -p sub test", "run.task test in sub"),
    ("terraform fmt .github -check", "NOT"),
    ("terraform fmt -check .github", "run.lint, read .github"),
    ("docker compose --project-directory src -f ../x.yml ps", "run.config src, run.config ../x.yml, container.inspect"),
    ("cargo tarpaulin -r src --target-dir ../x", "run.config src, write ../x, run.test"),
    ("wasm-pack build ../.. -d ../out", "NOT"),
    ("wasm-pack build --mode no-install -d pkg", "run.build"),
    ("wasm-pack test --node", "run.test, install"),
    ("meson setup . .github/build", "run.build, write ., write .github/build"),
    ("opa test src x:/home/u/f.json", "run.test, read src, read /home/u/f.json"),
];

#[test]
fn what_is_handed_on_is_known() {
    expect(TABLE);
}
