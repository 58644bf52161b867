//! Folders that a command line enters, as far as the disk says which ones.

use serde_json::json;

use super::desk::Desk;

#[track_caller]
fn expect(desk: &Desk, table: &[(&str, &str)]) {
    for (command, word) in table {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), *word, "{command}");
    }
}

fn desk() -> Desk {
    let desk = Desk::new();
    for name in ["packages/api/package.json", "packages/web/package.json", "src/deep/a.rs"] {
        desk.scene.leave_in_work_tree(name, "{}");
    }
    desk
}

#[test]
fn a_folder_that_is_there_is_entered() {
    expect(
        &desk(),
        &[
            ("cd src && npm test; cd ..", "allow"),
            ("cd src; npm test; cd ../packages; ls", "allow"),
            ("cd packages/api; npm run build; cd ../web; npm run build", "allow"),
            ("cd src && ls; cd .. && cat README.md", "allow"),
            ("cd src; ls; cd ..; cd packages; ls; cd ..; ls", "allow"),
            ("cd nothing; cd ..; ls", "ask"),
            ("cd nothing; cat ../x", "ask"),
            ("cd nothing; cd ..; touch x", "ask"),
            ("cd src; cd ../..; ls", "ask"),
            ("cd src || cd ..; ls", "ask"),
            ("rm -rf src; cd src; cd ..; cat x", "ask"),
            ("git checkout main; cd src; cd ..; cat x", "ask"),
            ("make clean; cd src; cat ../x", "ask"),
            ("npm run clean; cd src; cat ../x", "ask"),
            ("mvn clean; cd src; cat ../x", "ask"),
            ("npm run build; cd src; cat ../README.md", "allow"),
            ("npm test; cd src; cat ../README.md", "allow"),
            ("cd src < nothing; cat ../x", "ask"),
            ("cd src 2> nothing/x; cat ../x", "ask"),
            ("pushd src < nothing; cat ../x", "ask"),
            ("command cd src < nothing; cat ../x", "ask"),
            ("cd src < nothing && cat ../README.md", "allow"),
            ("cd src 2> /dev/null; cat ../README.md", "allow"),
            ("cd src; cd ..; cat .env", "deny"),
        ],
    );
}

#[test]
fn the_folder_where_a_script_starts_stays_the_same() {
    expect(
        &desk(),
        &[
            ("D=$PWD; cd src; cat \"$D/../x\"", "ask"),
            ("D=$PWD; cd src && echo x > \"$D/../y\"", "ask"),
            ("D=$(pwd); cd src; cat \"$D/.env\"", "deny"),
            ("D=$PWD; cd src; cat $D/.e*", "deny"),
            ("D=$PWD; cd src; git -C \"$D/..\" status", "ask"),
            ("cd src; cat \"$(pwd)/../.env\"", "ask"),
            ("pwd() { echo /; }; cat \"$(pwd)/x\"", "ask"),
            ("cat \"$(pwd)x\"", "ask"),
            ("D=$PWD; cd src; cat \"$D/README.md\"", "allow"),
            ("D=$PWD; cd src; cp \"$D/README.md\" .", "allow"),
            ("touch \"$(pwd)/src/b.rs\"; ls $PWD/src/*.rs", "allow"),
            ("cat \"$(git rev-parse --show-toplevel)/.env\"", "deny"),
            ("cat \"$(git rev-parse --show-toplevel)/../x\"", "ask"),
            ("cat \"$(git rev-parse --show-toplevel).env\"", "ask"),
            ("ROOT=$(git rev-parse --show-toplevel); cd src && cat \"$ROOT/README.md\"", "allow"),
            ("cd \"$(git rev-parse --show-toplevel)/src\" && ls", "allow"),
        ],
    );
}

#[test]
fn who_pushes_a_folder_comes_back() {
    expect(
        &desk(),
        &[
            ("pushd packages/api && npm test && popd", "allow"),
            ("pushd src >/dev/null && npm run lint; popd >/dev/null; ls", "allow"),
            ("pushd / && cat etc/passwd; popd", "ask"),
            ("pushd ..; popd; cat ../x", "ask"),
            ("pushd src; cd ..; popd; cat x", "ask"),
            ("pushd src && pushd deep && popd && cat ../../x", "ask"),
            ("pushd .github; touch x; popd", "deny"),
            ("popd; cat x", "ask"),
        ],
    );
}

#[test]
fn a_loop_over_a_pattern_enters_what_it_matches() {
    let desk = desk();
    expect(
        &desk,
        &[
            ("for d in packages/*/; do echo \"$d\"; (cd \"$d\" && npm test); done", "allow"),
            ("for d in packages/*; do cat $d/package.json; done", "allow"),
            ("for f in src/deep/*.rs; do head -3 $f; done", "allow"),
            ("for d in packages/*; do (cd $d && cat package.json); done", "ask"),
            ("for d in nothing/*; do (cd \"$d\" && npm test); done", "ask"),
            ("for d in ../*/; do (cd \"$d\" && npm test); done", "ask"),
            ("for d in packages/*; do rm -rf $d; done", "ask"),
            ("for d in *; do cat $d/.env; done", "deny"),
            ("for d in .e*; do cat $d; done", "deny"),
            ("for d in packages/*; do (cd \"$d\" && touch ../../.github/x); done", "deny"),
            ("for d in .git*/*; do (cd \"$d\" && touch x); done", "deny"),
        ],
    );
    desk.scene.leave_in_work_tree("src/deep/b x", "x");
    expect(&desk, &[("for f in src/deep/*; do head -3 $f; done", "ask"), ("ls src/deep/*", "allow")]);
}

#[test]
fn what_a_build_leaves_in_its_folder_is_written_there() {
    let desk = desk();
    desk.scene.leave_in_work_tree(".github/main.go", "package main");
    expect(
        &desk,
        &[
            ("cd .github && go build .", "ask"),
            ("go -C .github build .", "ask"),
            ("cd .github && cargo fmt", "ask"),
            ("cd .github && git format-patch -1", "ask"),
            ("git format-patch -1", "allow"),
            ("cd .github && git format-patch -1 --stdout", "allow"),
            ("cd .github && go test .", "allow"),
            ("cd .github && cargo fmt --check", "allow"),
            ("cd src && go build . && cargo fmt", "allow"),
        ],
    );
}

#[test]
fn a_workspace_is_the_folder_that_a_command_runs_in() {
    let desk = desk();
    desk.scene.leave_in_work_tree(".claude/package.json", "{}");
    expect(
        &desk,
        &[
            ("npm exec -c 'echo x > settings.json' -w .claude", "deny"),
            ("npm exec -w .claude -- prettier --write settings.json", "deny"),
            ("npm exec --workspaces -c 'sed -i s/a/b/ ci.yml'", "ask"),
            ("pnpm --filter .claude exec prettier --write settings.json", "deny"),
            ("pnpm --filter ./.claude... exec prettier --write settings.json", "deny"),
            ("npm test -w ../x", "ask"),
            ("npm exec -w act -c 'echo x > index.js'", "ask"),
            ("npm exec -w @app/act -- prettier --write index.js", "ask"),
            ("pnpm --filter act exec prettier --write index.js", "ask"),
            ("yarn workspace act eslint --fix index.js", "ask"),
            ("pnpm -r exec prettier --write index.js", "ask"),
            ("pnpm -w exec prettier --write index.js", "ask"),
            ("pnpm -r test && pnpm -r exec tsc --noEmit", "allow"),
            ("yarn workspace act test && pnpm --filter act exec tsc --noEmit", "allow"),
            ("pnpm --filter ./packages/api exec prettier --write a.ts", "allow"),
            ("npm exec -c 'echo x > a.ts' -w packages/api", "allow"),
            ("npm test -w packages/api && npm run build -w @app/web", "allow"),
            ("pnpm --filter api test && pnpm --filter @app/web... exec tsc --noEmit", "allow"),
            ("pnpm --filter './packages/*' test", "allow"),
        ],
    );
}
