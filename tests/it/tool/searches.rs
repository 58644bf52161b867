//! Searches: what they hand to a program that changes it, and the secrets that their patterns are meant for.

use std::os::unix::fs::symlink;

use serde_json::json;

use super::desk::Desk;

#[track_caller]
pub(super) fn expect(desk: &Desk, table: &[(&str, &str)]) {
    for (command, word) in table {
        assert_eq!(desk.asks("Bash", &json!({ "command": command })), *word, "{command}");
    }
}

#[test]
fn what_a_search_may_come_upon_is_not_changed_unasked() {
    let desk = Desk::new();
    desk.scene.leave_in_work_tree("src/deep/b.json", "{}");
    symlink("../../home", desk.root().join("src/away")).unwrap();
    expect(
        &desk,
        &[
            ("find . -name '*.yml' -exec sed -i s/a/b/ {} +", "ask"),
            ("find . -name '*.YML' -exec sed -i s/a/b/ {} +", "ask"),
            ("find . -type f -exec sed -i s/a/b/ {} +", "ask"),
            ("find . -path './.g*' -exec tee {} \\;", "ask"),
            ("find . -name '*' -exec truncate -s0 {} +", "ask"),
            ("find . ! -path './target/*' -type f -exec sed -i s/a/b/ {} +", "ask"),
            ("find src -exec touch {} +", "ask"),
            ("find . -type f -exec git add {} +", "deny"),
            ("find src -type f -exec git add {} +", "ask"),
            ("find -L src -name '*.rs' -exec sed -i s/a/b/ {} +", "ask"),
            ("find . -name ci.yml -exec cp README.md {} \\;", "deny"),
            ("find . -name workflows -exec cp README.md {} \\;", "deny"),
            ("find .github -name '*.yml' -exec sed -i s/a/b/ {} +", "deny"),
            ("find . -name '*.rs' -o -type f -exec sed -i s/a/b/ {} +", "ask"),
            ("find . ! \\( -name '*.rs' \\) -exec sed -i s/a/b/ {} +", "ask"),
            ("find . -not -name '*.rs' -exec sed -i s/a/b/ {} +", "ask"),
            ("find . \\( -name '*.rs' -o -perm 644 \\) -exec sed -i s/a/b/ {} +", "ask"),
            ("find . -name '*.rs' , -newer README.md -exec sed -i s/a/b/ {} +", "ask"),
            ("find . \\( -name '*.rs' -o -name '*.json' \\) -type f -exec sed -i s/a/b/ {} +", "allow"),
            ("find . -name .github -prune -o -name '*.rs' -exec sed -i s/a/b/ {} +", "allow"),
            ("find . -name '*.rs' ! -name 'b*' -exec sed -i s/a/b/ {} +", "allow"),
            ("find . -name '*.rs' -exec sed -i s/a/b/ {} +", "allow"),
            ("find src -name '*.json' -exec sed -i s/a/b/ {} +", "allow"),
            ("find src/deep -type f -exec sed -i s/a/b/ {} +", "allow"),
        ],
    );
}

#[test]
fn a_command_of_a_search_runs_where_its_finds_lie() {
    let desk = Desk::new();
    desk.scene.leave_in_work_tree("src/deep/b.json", "{}");
    expect(
        &desk,
        &[
            ("find .git -execdir touch x \\;", "deny"),
            ("find . -execdir touch x \\;", "deny"),
            ("find . -okdir touch x \\;", "deny"),
            ("find . -name config -execdir tee config \\;", "deny"),
            ("find . -name HEAD -execdir cp HEAD config \\;", "deny"),
            ("find . -name HEAD -execdir sh -c 'echo x > config' \\;", "deny"),
            ("find . -execdir sh -c 'cd hooks && touch x' \\;", "deny"),
            ("cd .github && find . -execdir touch x \\;", "deny"),
            ("find src -execdir cat ../.env \\;", "deny"),
            ("find .git -execdir git status \\;", "ask"),
            ("find src -regex '.*' -execdir touch x \\;", "ask"),
            ("find nothing -execdir touch x \\;", "ask"),
            ("find src -execdir find . -execdir touch x \\; \\;", "ask"),
            ("find src -name '*.rs' -execdir ./x.sh {} \\;", "ask"),
            ("find src -name '*.rs' -execdir wc -l {} +", "allow"),
            ("find src -execdir grep -n foo {} \\;", "allow"),
            ("find src/deep -name '*.json' -execdir cp {} copy.json \\;", "allow"),
            ("find src -execdir touch x \\;", "allow"),
        ],
    );
}

#[test]
fn names_narrow_only_what_they_guard() {
    expect(
        &Desk::new(),
        &[
            ("find . -name zzz -o -exec sed -i s/a/b/ {} +", "ask"),
            ("find . ! \\( -name '*.rs' \\) -exec sed -i s/a/b/ {} +", "ask"),
            ("find . -name '*.zz' , -exec tee {} \\;", "ask"),
            ("find . -path '*/.github/*' -exec tee {} \\;", "deny"),
            ("find . \\( -name '*.rs' -o -name '*.zz' \\) -exec sed -i s/a/b/ {} +", "allow"),
            ("find . -path ./node_modules -prune -o -name '*.rs' -exec sed -i s/a/b/ {} +", "allow"),
        ],
    );
}

#[test]
fn a_quoted_pattern_that_can_not_be_looked_up_is_asked() {
    expect(
        &Desk::new(),
        &[
            ("npx prettier --write 'src/!(a).ts'", "ask"),
            ("npx prettier --write '.g@(ithub)/**'", "ask"),
            ("npx prettier --write '.gith(ub)/**'", "deny"),
            ("npx prettier --write '.gith(ub|x)/ci.yml'", "deny"),
            ("npx prettier --write 'src/(group)/a.ts'", "allow"),
            ("npx prettier --write 'src/*.ts'", "allow"),
        ],
    );
}

#[test]
fn a_pattern_that_is_meant_for_secrets_names_them() {
    let desk = Desk::new();
    for pattern in [
        "[.]env", "[.]*", "[.a]*", "[!a]*", "*.env*", "*.env", "????", "id_*", "*_rsa", "cred*", "*.pem", ".e*",
        "*.local",
    ] {
        expect(
            &desk,
            &[
                (&format!("find . -name '{pattern}' -exec cat {{}} +"), "deny"),
                (&format!("grep -r '' --include='{pattern}' ."), "deny"),
                (&format!("rg '' -g '{pattern}' --hidden"), "deny"),
            ],
        );
        let grep = json!({ "pattern": "x", "glob": pattern, "output_mode": "content" });
        assert_eq!(desk.asks("Grep", &grep), "deny", "{pattern}");
    }
    for pattern in
        ["*.rs", "*.json", "*.js*", "*.{ts,tsx}", "*", "**", "*test*", "*service*", "*config*", "*user*.ts", "a*.rs"]
    {
        expect(
            &desk,
            &[
                (&format!("find . -name '{pattern}' -exec grep x {{}} +"), "allow"),
                (&format!("grep -r x --include='{pattern}' ."), "allow"),
                (&format!("rg x -g '{pattern}'"), "allow"),
            ],
        );
    }
}

#[test]
fn a_pattern_that_spells_git_s_own_folder_is_meant_for_it() {
    let desk = Desk::new();
    for pattern in ["-path './.gi*/confi?'", "-path './.g?t/config'", "-name 'con[f]ig'", "-path '*/[.]git/config'"] {
        expect(&desk, &[(&format!("find . {pattern} -exec cat {{}} +"), "deny")]);
    }
    expect(&desk, &[("find . -name '*config*' -exec cat {} +", "allow")]);
}

#[test]
fn a_pattern_finds_secrets_by_parts_of_their_names() {
    let desk = Desk::new();
    for name in ["config/server.key", "config/secrets.yml", "config/app.yml"] {
        desk.scene.leave_in_work_tree(name, "x");
    }
    for (pattern, word) in [
        ("server.k*", "deny"),
        ("ser*", "deny"),
        ("sec*.yml", "deny"),
        ("*.k*", "deny"),
        ("*.y*ml", "allow"),
        ("app*", "allow"),
        ("serv[a-d]*", "allow"),
    ] {
        expect(
            &desk,
            &[
                (&format!("find . -name '{pattern}' -exec cat {{}} +"), word),
                (&format!("grep -rh . --include='{pattern}' ."), word),
                (&format!("rg . -g '{pattern}'"), word),
                (&format!("git log -p -- '*/{pattern}'"), word),
                (&format!("cat **/{pattern}"), if pattern == "*.y*ml" { "deny" } else { word }),
            ],
        );
    }
}

#[test]
fn a_pattern_that_picks_out_secrets_alone_is_meant_for_them() {
    let desk = Desk::new();
    for name in ["cfg/sub/id_rsa", "cfg/sub/readme.md", "cfg/some_app.yaml"] {
        desk.scene.leave_in_work_tree(name, "x");
    }
    expect(
        &desk,
        &[
            ("find cfg/sub -name '*_*' | xargs cat", "deny"),
            ("find cfg/sub -name '*_*' -exec cat {} +", "deny"),
            ("find cfg -name '*_*' | xargs cat", "allow"),
            ("find cfg/sub -type f | xargs cat", "allow"),
        ],
    );
}

#[test]
fn two_stars_go_to_any_depth() {
    let desk = Desk::new();
    for name in ["deploy/keys/id_rsa", "deploy/keys/a.md", "src/a/b/c.rs"] {
        desk.scene.leave_in_work_tree(name, "x");
    }
    symlink("../../.env", desk.root().join("deploy/keys/plain.ts")).unwrap();
    expect(
        &desk,
        &[
            ("cat **/*_rsa", "deny"),
            ("head **/pl*.ts", "deny"),
            ("for f in **/p*; do cat \"$f\"; done", "deny"),
            ("cat **/*.md", "allow"),
            ("wc -l src/**/*.rs", "allow"),
            ("unzip -p src/x.zip .npmrc", "deny"),
            ("unzip -p src/x.zip '*rc'", "deny"),
            ("unzip -p src/x.jar META-INF/MANIFEST.MF", "allow"),
            ("git log -p -- ':(icase)*RC'", "deny"),
            ("git grep '' -- ':(icase).E*'", "deny"),
            ("git --icase-pathspecs log -p -- '*RC'", "deny"),
            ("git grep x -- '*.RS'", "allow"),
        ],
    );
}

#[test]
fn a_search_whose_files_a_regex_chooses_is_asked() {
    let desk = Desk::new();
    expect(
        &desk,
        &[
            ("ag -G '\\.env' SECRET", "ask"),
            ("rg --type-add 'x:.env' -tx ''", "ask"),
            ("ag foo src", "allow"),
            ("rg -trust foo", "allow"),
        ],
    );
}

#[test]
fn the_search_tools_list_of_patterns_is_read_as_one() {
    let desk = Desk::new();
    for (glob, word) in [
        ("*.ts,.env", "deny"),
        ("*.ts .env", "deny"),
        ("!*.ts,.env", "deny"),
        ("*.{rs,{env,ts}}", "deny"),
        ("\\.env", "deny"),
        ("**/*.npmrc", "deny"),
        ("*.env.*", "deny"),
        ("*.ts,*.tsx", "allow"),
        ("*.{ts,tsx} *.rs", "allow"),
        ("!.env", "allow"),
    ] {
        let input = json!({ "pattern": "x", "glob": glob, "output_mode": "content" });
        assert_eq!(desk.asks("Grep", &input), word, "{glob}");
    }
}

#[test]
fn braces_may_lead_out_of_the_folder() {
    let desk = Desk::new();
    for (pattern, word) in [
        ("{src,..}/**", "ask"),
        ("{src,../home}/*.rs", "ask"),
        ("{/etc,src}/*", "ask"),
        ("{src,src/../..}/*", "ask"),
        ("**/../..", "ask"),
        ("src/../../*", "ask"),
        ("{src,docs}/**/*.{rs,md}", "allow"),
    ] {
        assert_eq!(desk.asks("Glob", &json!({ "pattern": pattern })), word, "{pattern}");
    }
}

#[test]
fn a_pattern_that_the_shell_expands_lists_its_folder() {
    let desk = Desk::new();
    for folder in [".ssh", ".aws"] {
        std::fs::create_dir_all(desk.home().join(folder)).unwrap();
    }
    expect(
        &desk,
        &[
            ("echo ~/.ssh/*", "ask"),
            ("printf '%s\\n' $HOME/.aws/*", "ask"),
            ("for f in ~/.ssh/*; do echo x; done", "ask"),
            ("a=(~/.ssh/*); echo ${#a}", "ask"),
            ("echo /etc/*", "ask"),
            ("echo ../*", "ask"),
            ("echo */../../*", "ask"),
            ("cat ~/.ssh/*", "deny"),
            ("echo src/*", "allow"),
            ("echo [1/3] build", "allow"),
            ("for f in src/*; do echo $f; done", "allow"),
            ("echo '~/.ssh/*'", "allow"),
        ],
    );
}

#[test]
fn braces_in_a_pattern_for_a_tool_mean_all_that_they_stand_for() {
    let desk = Desk::new();
    expect(
        &desk,
        &[
            ("npx prettier --write 'src/**/*.{ts,tsx}'", "allow"),
            ("npx eslint --fix '{src,tests}/**/*.js'", "allow"),
            ("npx prettier --write '{src,.github}/**/*.yml'", "deny"),
            ("npx prettier '{src/a,.env}'", "deny"),
            ("npx prettier '**/.e*'", "deny"),
            ("npx prettier '[.]env'", "deny"),
            ("npx prettier '?env'", "deny"),
            ("npx prettier --write '[!a]github/**'", "deny"),
            ("npx prettier '[a-c]*.ts'", "allow"),
            ("npx prettier --write '{src,../x}/*.ts'", "ask"),
            ("npx prettier --write '{src,~/x}/*.ts'", "ask"),
        ],
    );
}

#[test]
fn a_listing_gives_names_only() {
    let desk = Desk::new();
    for (pattern, word) in [(".*", "allow"), ("**/.*", "allow"), ("**/*.rs", "allow"), ("**/.e*", "deny")] {
        assert_eq!(desk.asks("Glob", &json!({ "pattern": pattern })), word, "{pattern}");
    }
    assert_eq!(desk.asks("Glob", &json!({ "pattern": "*", "path": "~" })), "ask");
}

#[test]
fn blanks_at_the_ends_of_a_path_count_or_not() {
    let desk = Desk::new();
    for (path, read, write) in
        [(" .env", "deny", "deny"), (".git/config ", "deny", "deny"), ("src/a.rs ", "allow", "allow")]
    {
        assert_eq!((desk.reads(path).as_str(), desk.writes(path).as_str()), (read, write), "{path:?}");
    }
    assert_eq!(desk.reads(" ../home"), "ask");
    assert_eq!(desk.asks("Grep", &json!({ "pattern": "x", "path": " .env" })), "deny");
}

#[test]
fn a_class_of_characters_may_be_what_is_protected() {
    let desk = Desk::new();
    expect(
        &desk,
        &[
            ("cat .en[[:alpha:]]", "deny"),
            ("cat < .en[[=v=]]", "deny"),
            ("grep -r x .en[[.v.]]", "deny"),
            ("echo x > .g[[:alpha:]]t/config", "deny"),
            ("touch .githu[[:alpha:]]/x", "deny"),
            ("git grep x -- '.en[[:alpha:]]'", "deny"),
            ("rg x -g '.en[[:alpha:]]'", "deny"),
            ("find . -name '.en[[:alpha:]]' -exec cat {} +", "deny"),
            ("prettier --write '.g[[:alpha:]]thub/**'", "deny"),
            ("cat src/[[:alpha:]].rs", "allow"),
            ("ls src/*[[:digit:]]*", "allow"),
        ],
    );
    assert_eq!(desk.asks("Glob", &json!({ "pattern": ".en[[:alpha:]]" })), "deny");
}

#[test]
fn what_a_program_hands_to_a_shell_is_read_as_any_shell_may() {
    let desk = Desk::new();
    expect(
        &desk,
        &[
            ("find . -exec sh -c 'ls &>x rm y' \\;", "ask"),
            ("npm exec -c 'prettier . &>x rm y'", "ask"),
            ("find src -name '*.rs' -exec sh -c 'wc -l \"$1\"' _ {} \\;", "ask"),
            ("find src -exec sh -c 'git status' \\;", "allow"),
            ("npm exec -c 'prettier --check . && eslint .'", "allow"),
        ],
    );
}
