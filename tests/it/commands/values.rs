//! Values of options and variables that lead further: to files, modules, other machines.

use super::expect;

pub(super) const TABLE: &[(&str, &str)] = &[
    ("go build -pgo=.env", "read .env, run.build"),
    ("go test -pgo ../x.pgo ./...", "read ../x.pgo, run.test, read ./..."),
    ("go list -m x@v1.2.3", "system.info, network.api x@v1.2.3"),
    ("go list -m $x", "NOT"),
    ("go list -m -u golang.org/x/text", "network.api, system.info"),
    ("go list ./...", "system.info"),
    ("go doc x@latest", "system.info, network.api x@latest"),
    ("go tool pprof localhost:6060", "run.interactive, network.connect localhost:6060"),
    ("go tool pprof -top http://x/debug/pprof", "output, network.connect http://x/debug/pprof"),
    ("go tool pprof -top -cum cpu.out", "output, read cpu.out"),
    ("go tool pprof cpu.out", "run.interactive, read cpu.out"),
    ("pytest --doctest-glob=.env", "read found:**/.env, run.test"),
    ("pytest --doctest-glob=*.md docs", "read found:**/*.md, run.test, read docs"),
    ("python -W error::mod.X -m json.tool a", "NOT"),
    ("python -W error::DeprecationWarning -m unittest", "run.imports ., run.module unittest, run.test"),
    ("npm config get //x.example/:_authToken", "system.info, credential //x.example/:_authToken"),
    ("npm get _auth", "system.info, credential _auth"),
    ("npm config get https-proxy", "system.info, credential https-proxy"),
    ("npm config get unheard-of", "NOT"),
    ("npm config get registry", "system.info"),
    ("npm config get @scope:registry", "system.info"),
    ("yarn config get npmAuthToken", "system.info, credential npmAuthToken"),
    ("yarn config get nodeLinker", "system.info"),
    ("yarn config list", "credential"),
    ("pnpm config get //x.example/:_authToken", "system.info, credential //x.example/:_authToken"),
    ("pnpm config get store-dir", "system.info"),
    ("pnpm config set registry x", "config.write"),
    ("pip config get global.index-url", "environment.read"),
    ("just --evaluate", "run.task"),
    ("just --list", "system.info"),
    ("make lint ARGS=--config=/tmp/x", "run.task lint, read /tmp/x, write /tmp/x"),
    ("make lint ARGS='-o.github/x -c a'", "run.task lint, read .github/x, write .github/x, read a, write a"),
    ("make test ARGS=--env-file=.env", "run.task test, read .env, write .env"),
    ("make test ARGS=@args", "NOT"),
    ("make test PACKAGE=@scope/name", "run.task test, read scope/name, write scope/name"),
    ("make test ARGS=-v", "run.task test"),
    ("make test ARGS='x; id'", "NOT"),
    ("npm run build -- @x", "NOT"),
    ("npm run fmt -- @x", "NOT"),
    ("npm run test -- --grep @smoke", "run.task test"),
    ("git diff --relative=.e", "read .e, read glob:.e* pathspec, vcs.inspect"),
    ("git diff --relative=src/", "read src/, vcs.inspect"),
    ("git diff --relative", "vcs.inspect"),
    ("git format-patch -1 --stdout -- .env", "vcs.inspect, read .env pathspec maybe"),
    ("javac -cp /tmp/e.jar:src A.java", "read /tmp/e.jar, read src, run.build, write A.java"),
    ("buf lint --against https://x", "NOT"),
    ("buf breaking --against .git#branch=main", "run.lint"),
];

#[test]
fn values_are_followed() {
    expect(TABLE);
}
