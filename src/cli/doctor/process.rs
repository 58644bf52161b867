//! Runs a hook command as a client does. The one place where fleetgate starts a program: itself, as it is installed.

use std::io::{self, Read, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

/// The most that is read of each stream, in bytes.
const MOST: u64 = 1 << 20;

/// What a command said.
#[derive(Debug)]
pub(super) struct Said {
    pub(super) out: Vec<u8>,
    pub(super) err: Vec<u8>,
    /// The exit code; none where a signal ended it.
    pub(super) code: Option<i32>,
    pub(super) took: Duration,
    /// It was killed because the time was over.
    pub(super) late: bool,
}

/// Runs `sh -c COMMAND` with `event` on standard input, for `limit` at most. `path` replaces the search path.
pub(super) fn shell(command: &str, event: &[u8], cwd: &Path, limit: Duration, path: Option<&str>) -> io::Result<Said> {
    #[expect(clippy::disallowed_methods, reason = "the doctor runs the installed hook, as its client runs it")]
    let mut shell = Command::new("/bin/sh");
    shell.arg("-c").arg(command).current_dir(cwd);
    shell.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    if let Some(path) = path {
        shell.env("PATH", path);
    }
    #[expect(clippy::disallowed_methods, reason = "the doctor measures how long the hook takes")]
    let started = Instant::now();
    let mut child = shell.spawn()?;
    let mut input = child.stdin.take();
    let event = event.to_vec();
    thread::spawn(move || {
        // A hook may refuse before it has read everything.
        let _ = input.as_mut().map(|input| input.write_all(&event));
    });
    let out = drain(child.stdout.take());
    let err = drain(child.stderr.take());
    let mut late = false;
    let status = loop {
        if let Some(status) = child.try_wait()? {
            break status;
        }
        if started.elapsed() >= limit {
            late = true;
            child.kill()?;
            break child.wait()?;
        }
        thread::sleep(Duration::from_millis(2));
    };
    let took = started.elapsed();
    // What the hook may have left behind can hold the streams open: nobody waits for that.
    let rest = |stream: Receiver<Vec<u8>>| stream.recv_timeout(Duration::from_secs(2)).unwrap_or_default();
    Ok(Said { out: rest(out), err: rest(err), code: status.code().filter(|_| !late), took, late })
}

fn drain(stream: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = sync_channel(1);
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(stream) = stream {
            let _ = stream.take(MOST).read_to_end(&mut bytes);
        }
        let _ = sender.send(bytes);
    });
    receiver
}
