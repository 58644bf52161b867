//! The dead man's answer: however the hook ends, it has said the client's deny.
//!
//! Against SIGKILL, SIGSTOP and a missing binary nothing helps: only the client can block then.

mod arguments;
#[cfg(debug_assertions)]
mod injected;
#[cfg(target_os = "linux")]
mod limits;
#[cfg(not(debug_assertions))]
mod release;
mod run;
#[cfg(target_os = "linux")]
mod signals;
#[cfg(unix)]
mod streams;
