//! The store: one use, own files only, bounded.

use std::fs::{Permissions, set_permissions};
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, symlink};
use std::path::PathBuf;
use std::sync::{Barrier, LazyLock};
use std::time::{SystemTime, UNIX_EPOCH};

use fleetgate::ledger::{Grant, Held, LONGEST_GRANT, LedgerError, PENDING_LIFE, Pending, Store};
use serde_json::json;
use tempfile::TempDir;

/// Files are dated by the system's own clock.
static NOW: LazyLock<u64> = LazyLock::new(|| SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs());

fn call(command: &str) -> Pending {
    let held = Held { code: "tool.install.held".to_owned(), message: "m".to_owned(), subject: Some("x".to_owned()) };
    Pending::new("Bash", &json!({ "command": command }), "/app", Some("/app"), "s", *NOW, vec![held])
}

fn shop() -> (TempDir, PathBuf, Store) {
    let place = tempfile::tempdir().unwrap();
    let folder = place.path().join("state/fleetgate");
    let store = Store::new(&folder);
    (place, folder, store)
}

#[test]
fn of_many_that_claim_one_grant_one_gets_it() {
    let (_place, _, store) = shop();
    for round in 0..20 {
        let call = call(&format!("npm install {round}"));
        store.grant(&Grant::new(call.clone(), *NOW, *NOW + 60)).unwrap();
        let barrier = Barrier::new(16);
        let claims = std::thread::scope(|scope| {
            let claim = || {
                barrier.wait();
                store.claim(&call.digest(), *NOW + 1)
            };
            let threads: Vec<_> = (0..16).map(|_| scope.spawn(claim)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect::<Vec<_>>()
        });
        let got = claims.iter().filter(|claim| matches!(claim, Ok(Some(_)))).count();
        assert_eq!(got, 1, "{claims:?}");
    }
}

#[test]
fn a_grant_counts_in_its_time_and_once() {
    let (_place, _, store) = shop();
    let call = call("x");
    for (given, until, at, counts) in [
        (*NOW, *NOW + 60, *NOW, true),
        (*NOW, *NOW + 60, *NOW + 59, true),
        (*NOW, *NOW + 60, *NOW + 60, false),
        (*NOW, *NOW + 60, *NOW - 1, false),
        (*NOW, *NOW, *NOW, false),
        (*NOW, *NOW + LONGEST_GRANT + 1, *NOW + 1, false),
        (0, u64::MAX, *NOW, false),
    ] {
        store.grant(&Grant::new(call.clone(), given, until)).unwrap();
        assert_eq!(store.claim(&call.digest(), at).unwrap().is_some(), counts, "{given} {until} {at}");
        assert_eq!(store.claim(&call.digest(), at).unwrap(), None);
    }
}

#[test]
fn a_code_leads_to_its_call_until_it_is_too_old() {
    let (_place, _, store) = shop();
    let call = call("x");
    let code = store.offer(&call, *NOW).unwrap();
    assert_eq!(store.offer(&call, *NOW).unwrap(), code, "asked twice, one code");
    assert_eq!(store.pending(&code, *NOW + 1).unwrap(), call);
    assert!(matches!(store.pending(&code, *NOW + PENDING_LIFE), Err(LedgerError::Unknown(_))));
    assert!(matches!(store.pending(&code, *NOW - 1), Err(LedgerError::Unknown(_))));
}

#[test]
fn what_waits_is_bounded() {
    let (_place, folder, store) = shop();
    for number in 0..150 {
        store.offer(&call(&format!("npm install {number}")), *NOW).unwrap();
    }
    assert_eq!(std::fs::read_dir(folder.join("pending")).unwrap().count(), 100);
    store.offer(&call("later"), *NOW + 2 * PENDING_LIFE).unwrap();
    assert_eq!(std::fs::read_dir(folder.join("pending")).unwrap().count(), 1, "old ones go");
    let large = store.offer(&call(&"x".repeat(70_000)), *NOW);
    assert!(matches!(large, Err(LedgerError::TooLarge(_))), "{large:?}");
    let mut many = call("x");
    many.reasons = vec![many.reasons[0].clone(); 101];
    assert!(matches!(store.offer(&many, *NOW), Err(LedgerError::TooLarge(_))));
}

#[test]
fn the_folders_are_ours_alone() {
    let (_place, folder, store) = shop();
    store.offer(&call("x"), *NOW).unwrap();
    let mode = |path: PathBuf| std::fs::metadata(path).unwrap().mode() & 0o777;
    let file = std::fs::read_dir(folder.join("pending")).unwrap().next().unwrap().unwrap().path();
    assert_eq!((mode(folder.clone()), mode(folder.join("grants")), mode(file)), (0o700, 0o700, 0o600));
    store.grant(&Grant::new(call("x"), *NOW, *NOW + 60)).unwrap();
    for bad in [folder.clone(), folder.join("grants"), folder.join("pending")] {
        for (mode, sound) in [(0o770, false), (0o705, false), (0o720, false), (0o700, true)] {
            set_permissions(&bad, Permissions::from_mode(mode)).unwrap();
            assert_eq!(store.offer(&call("y"), *NOW).is_ok(), sound, "{mode:o}");
            assert_eq!(store.list(*NOW).is_ok(), sound, "{mode:o}");
            if !sound {
                assert!(store.claim(&call("x").digest(), *NOW).is_err(), "{mode:o}");
            }
        }
    }
    let above = folder.parent().unwrap().to_owned();
    set_permissions(&above, Permissions::from_mode(0o777)).unwrap();
    assert!(store.claim(&call("x").digest(), *NOW).is_err(), "everybody could put another folder there");
    set_permissions(&above, Permissions::from_mode(0o755)).unwrap();
    assert!(store.claim(&call("x").digest(), *NOW).unwrap().is_some());
}

#[test]
fn a_folder_that_is_a_link_is_refused() {
    let (place, folder, store) = shop();
    std::fs::create_dir_all(place.path().join("other")).unwrap();
    std::fs::create_dir_all(folder.parent().unwrap()).unwrap();
    symlink(place.path().join("other"), &folder).unwrap();
    assert!(store.offer(&call("x"), *NOW).is_err());
    assert!(store.grant(&Grant::new(call("x"), *NOW, *NOW + 60)).is_err());
}

#[test]
fn a_file_that_fleetgate_did_not_write_grants_nothing() {
    let (_place, folder, store) = shop();
    let (one, other) = (call("one"), call("other"));
    let file = |call: &Pending| folder.join(format!("grants/{}.json", call.digest().hex()));
    let fill = |call: &Pending, text: &str| {
        std::fs::write(file(call), text).unwrap();
        set_permissions(file(call), Permissions::from_mode(0o600)).unwrap();
    };
    store.grant(&Grant::new(one.clone(), *NOW, *NOW + 60)).unwrap();
    let sound = std::fs::read_to_string(file(&one)).unwrap();
    fill(&other, &sound);
    assert!(store.claim(&other.digest(), *NOW).is_err(), "a grant for another call");
    for text in [
        "",
        "{}",
        "null",
        sound.split_at(sound.len() / 2).0,
        &sound.replace("one", "two"),
        &format!("{sound}x"),
        &sound.replacen('{', "{\"more\":1,", 1),
        &"[".repeat(5_000),
        &" ".repeat(70_000),
    ] {
        fill(&one, text);
        assert!(store.claim(&one.digest(), *NOW).is_err(), "{}", text.chars().take(60).collect::<String>());
    }
    fill(&one, &sound);
    set_permissions(file(&one), Permissions::from_mode(0o622)).unwrap();
    assert!(store.claim(&one.digest(), *NOW).is_err(), "others can write it");
    set_permissions(file(&one), Permissions::from_mode(0o600)).unwrap();
    std::fs::hard_link(file(&one), folder.join("again")).unwrap();
    assert!(store.claim(&one.digest(), *NOW).is_err(), "it has two names");
    std::fs::remove_file(folder.join("again")).unwrap();
    std::fs::rename(file(&one), folder.join("moved")).unwrap();
    symlink(folder.join("moved"), file(&one)).unwrap();
    assert!(store.claim(&one.digest(), *NOW).is_err(), "it is a link");
    std::fs::remove_file(file(&one)).unwrap();
    std::fs::create_dir(file(&one)).unwrap();
    assert!(store.claim(&one.digest(), *NOW).is_err(), "it is a folder");
}

#[test]
fn revoking_takes_the_grant_and_what_waits() {
    let (_place, _, store) = shop();
    assert!(store.revoke(None).is_err(), "there is nothing yet");
    let (one, other) = (call("one"), call("other"));
    for call in [&one, &other] {
        store.grant(&Grant::new(call.clone(), *NOW, *NOW + 60)).unwrap();
    }
    store.offer(&one, *NOW).unwrap();
    let (calls, grants) = store.list(*NOW).unwrap();
    assert_eq!((calls, grants.len()), (vec![one.clone()], 2));
    assert_eq!(store.revoke(Some(&one.code())).unwrap(), 2);
    assert_eq!(store.claim(&one.digest(), *NOW).unwrap(), None);
    assert_eq!(store.revoke(None).unwrap(), 1);
    assert_eq!(store.claim(&other.digest(), *NOW).unwrap(), None);
}
