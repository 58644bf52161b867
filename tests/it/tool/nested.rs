//! Repositories within the work tree: git obeys the nearest, and what it holds is not looked at.

use git2::Repository;

use super::desk::Desk;
use super::searches::expect;

#[test]
fn what_git_changes_in_another_repository_is_not_known() {
    let desk = Desk::new();
    desk.scene.leave_in_work_tree("nest/deep/x", "x");
    Repository::init(desk.root().join("nest")).unwrap();
    expect(
        &desk,
        &[
            ("cd nest && git switch evil && echo x > nl", "ask"),
            ("cd nest && git stash pop", "ask"),
            ("cd nest && git stash", "ask"),
            ("cd nest && git stash -u", "ask"),
            ("cd nest && git add -A", "ask"),
            ("git -C nest add -A", "ask"),
            ("git -C nest/deep add x", "ask"),
            ("cd nest/deep && git merge evil", "ask"),
            ("cd nest && git reset", "ask"),
            ("cd nest && git tag v1", "ask"),
            ("cd nest && git status", "allow"),
            ("git -C nest log --oneline -5; git -C nest diff", "allow"),
            ("cd nest && git branch --list; ls", "allow"),
            ("cd nest && git rev-parse HEAD && cat deep/x", "allow"),
            ("cd src && git add a.rs && git stash && git stash pop", "allow"),
            ("cd nest; ls; cd ../src && git add a.rs", "allow"),
        ],
    );
}
