//! The repository's name, from the address of its remote.

use git2::ConfigLevel;

const KEY: &str = "remote.origin.url";

/// The name that the remote `origin` gives the repository, or why there is none.
pub(super) fn origin_name(repository: &git2::Repository) -> Result<String, String> {
    let unreadable = |error: git2::Error| format!("{KEY} can't be read: {}", error.message());
    let config = repository.config().and_then(|config| config.open_level(ConfigLevel::Local)).map_err(unreadable)?;
    let mut addresses = Vec::new();
    let mut entries = config.multivar(KEY, None).map_err(unreadable)?;
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(unreadable)?;
        if !entry.has_value() {
            return Err(format!("{KEY} has no value; pass --name"));
        }
        addresses.push(String::from_utf8_lossy(entry.value_bytes()).into_owned());
    }
    match addresses.as_slice() {
        [] => Err("there is no remote named origin; pass --name".to_owned()),
        [address] => name(address).map_err(|why| format!("the address of the remote origin {why}; pass --name")),
        _ => Err("the remote origin has several addresses; pass --name".to_owned()),
    }
}

fn name(address: &str) -> Result<String, &'static str> {
    let path = match address.split_once("://") {
        Some((scheme, rest)) => {
            if !matches!(scheme.to_ascii_lowercase().as_str(), "https" | "http" | "ssh" | "git" | "git+ssh" | "ssh+git")
            {
                return Err("is not one of a forge");
            }
            let (authority, path) = rest.split_once('/').ok_or("has no path")?;
            if authority.is_empty() {
                return Err("has no host");
            }
            path.split(['?', '#']).next().unwrap_or_default()
        }
        None => {
            let (host, path) = address.split_once(':').ok_or("is a local path")?;
            if host.is_empty() || host.contains('/') || (host.len() == 1 && path.starts_with(['/', '\\'])) {
                return Err("is a local path");
            }
            path
        }
    };
    let path = path.trim_matches('/');
    let path = path.strip_suffix(".git").unwrap_or(path);
    let segments: Vec<&str> = path.split('/').collect();
    if segments.len() < 2 || segments.iter().any(|segment| matches!(*segment, "" | "." | "..")) {
        return Err("has no OWNER/REPO in its path");
    }
    let strange = |c: char| c.is_control() || c.is_whitespace() || "*?[]{}!\\%~:".contains(c);
    if path.contains(strange) { Err("has strange characters in its path") } else { Ok(path.to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn forge_addresses_give_the_name() {
        for address in [
            "https://host/acme/app.git",
            "https://u:p@host:8443/acme/app/",
            "ssh://git@host:22/acme/app",
            "git@host:acme/app.git",
            "host:acme/app",
            "host:/acme/app.git/",
            "HTTPS://host/acme/app?x=1#y",
        ] {
            assert_eq!(name(address).as_deref(), Ok("acme/app"), "{address}");
        }
        assert_eq!(name("git@host:group/sub/app.git").as_deref(), Ok("group/sub/app"));
    }

    #[test]
    fn other_addresses_give_none() {
        for address in [
            "",
            "/srv/acme/app",
            "../acme/app",
            "file:///srv/acme/app",
            "C:\\acme\\app",
            "c:/acme/app",
            "host:app",
            "https://host/app",
            "https://host",
            "https:///acme/app",
            "host:acme//app",
            "host:acme/../app",
            "host:acme/a p",
            "host:acme/*",
            "host:acme/.git",
            "host:~u/app",
            "./a:b/c/d",
            "ext::sh -c x/y",
        ] {
            assert!(name(address).is_err(), "{address}");
        }
    }
}
