//! Follows a path through the file system, link by link, without opening anything.

use std::collections::VecDeque;
use std::fs::Metadata;
use std::io::ErrorKind;

/// How many links a path may lead through.
const MOST_LINKS: usize = 40;
/// How many segments are looked at.
const MOST_SEGMENTS: usize = 10_000;

/// Where a walk ended.
#[derive(Debug)]
pub(super) enum End {
    /// At something that is there.
    There(Metadata),
    /// At a name that nothing has; the rest was resolved from the text alone.
    Nothing,
    /// Nobody knows: too many links, no permission, a place that differs from process to process.
    Lost,
}

impl PartialEq for End {
    fn eq(&self, other: &Self) -> bool {
        std::mem::discriminant(self) == std::mem::discriminant(other)
    }
}

/// What a walk came to.
#[derive(Debug)]
pub(super) struct Walked {
    /// The absolute path with all links followed.
    pub(super) real: String,
    /// How many links were followed.
    pub(super) links: usize,
    /// Where it ended.
    pub(super) end: End,
}

/// The absolute path that `text` names from `cwd`, from the text alone.
pub(super) fn absolute(cwd: &str, text: &str) -> String {
    let mut segments = Vec::new();
    let start = if text.starts_with('/') { "" } else { cwd };
    for segment in start.split('/').chain(text.split('/')) {
        match segment {
            "" | "." => {}
            ".." => _ = segments.pop(),
            name => segments.push(name),
        }
    }
    joined(&segments)
}

/// Whether an absolute path is a folder, or lies below it.
pub(super) fn is_below(path: &str, folder: &str) -> bool {
    path.strip_prefix(folder.trim_end_matches('/')).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Follows an absolute path.
pub(super) fn follow(path: &str) -> Walked {
    let mut todo = steps(path);
    let mut done: Vec<String> = Vec::new();
    let mut links = 0;
    let mut looked = 0;
    let mut missing = None;
    let mut last = None;
    while let Some(step) = todo.pop_front() {
        looked += 1;
        if looked > MOST_SEGMENTS {
            return Walked { real: joined(&done), links, end: End::Lost };
        }
        if step == ".." {
            done.pop();
            missing = missing.filter(|depth| done.len() >= *depth);
            last = None;
            continue;
        }
        done.push(step);
        if missing.is_some() {
            continue;
        }
        if is_own_process(&done) {
            continue;
        }
        match process_link(&done) {
            Some(Magic::Root) => {
                done.clear();
                continue;
            }
            Some(Magic::Other) => return Walked { real: joined(&done), links, end: End::Lost },
            None => {}
        }
        match look(&joined(&done)) {
            Look::There(metadata) => last = Some(metadata),
            Look::Nothing => missing = Some(done.len()),
            Look::Link(target) => {
                links += 1;
                if links > MOST_LINKS {
                    return Walked { real: joined(&done), links, end: End::Lost };
                }
                done.pop();
                if target.starts_with('/') {
                    done.clear();
                }
                prepend(&mut todo, &target);
            }
            Look::Lost => return Walked { real: joined(&done), links, end: End::Lost },
        }
    }
    let real = joined(&done);
    let end = match (missing, last) {
        (Some(_), _) => End::Nothing,
        (None, Some(metadata)) => End::There(metadata),
        (None, None) => match look(&real) {
            Look::There(metadata) => End::There(metadata),
            Look::Nothing => End::Nothing,
            Look::Link(_) | Look::Lost => End::Lost,
        },
    };
    Walked { real, links, end }
}

enum Look {
    There(Metadata),
    Nothing,
    Link(String),
    Lost,
}

fn look(path: &str) -> Look {
    match std::fs::symlink_metadata(path) {
        Ok(metadata) if metadata.is_symlink() => match std::fs::read_link(path).map(|target| target.into_os_string()) {
            Ok(target) => target.into_string().map_or(Look::Lost, Look::Link),
            Err(_) => Look::Lost,
        },
        Ok(metadata) => Look::There(metadata),
        Err(error) => match error.kind() {
            ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidInput | ErrorKind::InvalidFilename => {
                Look::Nothing
            }
            _ => Look::Lost,
        },
    }
}

enum Magic {
    Root,
    Other,
}

/// `/proc/self` is a link to the process that follows it: it stays as it is written.
fn is_own_process(done: &[String]) -> bool {
    matches!(done, [proc, of] if proc == "proc" && (of == "self" || of == "thread-self"))
}

/// Links below `/proc` mean the process that follows them: what they mean to us is not what they mean to the agent.
fn process_link(done: &[String]) -> Option<Magic> {
    let [proc, of, rest @ ..] = done else { return None };
    if proc != "proc" {
        return None;
    }
    let own = of == "self" || of == "thread-self";
    match rest {
        [name] if name == "root" => Some(if own { Magic::Root } else { Magic::Other }),
        [.., parent, _] if parent == "fd" || parent == "map_files" => Some(Magic::Other),
        [.., name] if name == "cwd" || name == "root" => Some(Magic::Other),
        _ => None,
    }
}

fn steps(path: &str) -> VecDeque<String> {
    path.split('/').filter(|step| !matches!(*step, "" | ".")).map(str::to_owned).collect()
}

fn prepend(todo: &mut VecDeque<String>, path: &str) {
    for step in steps(path).into_iter().rev() {
        todo.push_front(step);
    }
}

fn joined<T: AsRef<str>>(segments: &[T]) -> String {
    if segments.is_empty() {
        return "/".to_owned();
    }
    segments.iter().flat_map(|segment| ["/", segment.as_ref()]).collect()
}
