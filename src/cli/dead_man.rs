//! The dead man's answer: what the hook says where it can't answer any more. The only file with unsafe code.
//!
//! Most clients run the tool when their hook crashes, hangs or ends without a word. So the answer stands ready before any
//! work begins, and whatever ends the process writes it: a fault, a signal, the deadline, an exit out of turn. Nobody can
//! write after SIGKILL.
//!
//! One thread speaks, once. It claims [`SPEAKER`], writes with `write(2)`, and ends the process there and then.

#![allow(unsafe_code, reason = "signal handlers, timers and streams below std's own")]

use std::io;
use std::mem;
use std::ptr;
use std::sync::atomic::{AtomicBool, AtomicI32, AtomicPtr, AtomicUsize, Ordering::SeqCst};
use std::time::Duration;

use libc::{SIG_IGN, c_int, c_void};

use crate::enforce::clients::Answer;

/// What is said once it is too late for an answer. The first one stands before memory can be had.
struct Words {
    /// After a fault, a signal or an exit out of turn.
    ended: Said,
    /// After the deadline.
    late: Said,
}

struct Said {
    out: &'static [u8],
    err: &'static [u8],
}

/// What blocks most clients where the client's own words are not known: the reason on standard error alone.
static FIRST_WORDS: Words = Words {
    ended: Said {
        out: b"",
        err: b"fleetgate: deny: it ended before it had read its command line; the call is denied\n",
    },
    late: Said { out: b"", err: b"fleetgate: deny: it found no answer in time; the call is denied\n" },
};
const UNWRITTEN: &[u8] = b"fleetgate: deny: the answer can't be written to standard output; the call is denied\n";

/// The exit code that blocks.
const BLOCKED: c_int = 2;
/// How long a speaker may take once the deadline has passed.
const GRACE: Duration = Duration::from_secs(1);
/// The stack of a handler, in bytes: several times what the kernel's own frame takes with the widest registers.
const HANDLER_STACK: usize = 64 << 10;

/// Signals that a thread brings upon itself: it can't go on where it is.
const FAULTS: &[c_int] =
    &[libc::SIGSEGV, libc::SIGBUS, libc::SIGILL, libc::SIGFPE, libc::SIGABRT, libc::SIGSYS, libc::SIGTRAP];
/// Signals that are taken even where the caller had them ignored, as faults are.
const LIMITS: &[c_int] = &[libc::SIGALRM, libc::SIGXCPU, libc::SIGXFSZ];
/// Signals that would stop the process until somebody wakes it, or end it where an error code says more.
const IGNORED: &[c_int] = &[libc::SIGPIPE, libc::SIGTSTP, libc::SIGTTIN, libc::SIGTTOU];
/// Signals that end nothing, or that nobody can handle.
const LEFT_ALONE: &[c_int] =
    &[libc::SIGKILL, libc::SIGSTOP, libc::SIGCHLD, libc::SIGURG, libc::SIGWINCH, libc::SIGCONT];

static ARMED: AtomicBool = AtomicBool::new(false);
static WORDS: AtomicPtr<Words> = AtomicPtr::new(ptr::null_mut());
/// The thread that speaks; 0: nobody yet.
static SPEAKER: AtomicUsize = AtomicUsize::new(0);
/// The deadline has passed while somebody spoke.
static LATE: AtomicBool = AtomicBool::new(false);
/// Where standard output and standard error really lead.
static OUT: AtomicI32 = AtomicI32::new(libc::STDOUT_FILENO);
static ERR: AtomicI32 = AtomicI32::new(libc::STDERR_FILENO);
/// Standard output leads nowhere.
static UNHEARD: AtomicBool = AtomicBool::new(false);

/// Has all threads share one heap: glibc would make the thread that judges a heap of its own, and ask the kernel for each few
/// pages of it. To be called before there is a second thread.
pub(super) fn share_heap() {
    // SAFETY: it sets a parameter of the allocator and touches no memory of ours.
    #[cfg(all(target_os = "linux", target_env = "gnu"))]
    unsafe {
        libc::mallopt(libc::M_ARENA_MAX, 1);
    }
}

/// From here on the process can't end without an answer. `limit` is the time that it has.
pub(super) fn arm(limit: Duration) {
    for &signal in IGNORED {
        install(signal, SIG_IGN);
    }
    for signal in (1..=last_signal()).filter(|signal| !IGNORED.contains(signal) && !LEFT_ALONE.contains(signal)) {
        let before = install(signal, on_signal as *const () as libc::sighandler_t);
        if before == SIG_IGN && !FAULTS.contains(&signal) && !LIMITS.contains(&signal) {
            install(signal, SIG_IGN);
        }
    }
    // SAFETY: an empty set is made by sigemptyset before it is read; `on_exit` is a plain function that lives for ever.
    unsafe {
        let mut none = mem::zeroed();
        libc::sigemptyset(&raw mut none);
        libc::pthread_sigmask(libc::SIG_SETMASK, &raw const none, ptr::null_mut());
        libc::atexit(on_exit);
    }
    ARMED.store(true, SeqCst);
    deadline(limit);
    stand_by();
}

/// The client's own words for an end without an answer and for one that comes too late.
pub(super) fn last_words(ended: &Answer, late: &Answer) {
    if !ARMED.load(SeqCst) {
        return;
    }
    let leak = |answer: &Answer| Said {
        out: answer.out.clone().into_bytes().leak(),
        err: answer.err.clone().into_bytes().leak(),
    };
    WORDS.store(Box::into_raw(Box::new(Words { ended: leak(ended), late: leak(late) })), SeqCst);
}

/// Sets the deadline anew, from now.
pub(super) fn deadline(limit: Duration) {
    if !ARMED.load(SeqCst) {
        return;
    }
    let time = |duration: Duration| libc::timeval {
        tv_sec: libc::time_t::try_from(duration.as_secs()).unwrap_or(libc::time_t::MAX),
        tv_usec: duration.subsec_micros().cast_signed().into(),
    };
    let timer = libc::itimerval { it_interval: time(GRACE), it_value: time(limit) };
    // SAFETY: `timer` is a whole itimerval that outlives the call; nothing is written through the null pointer.
    unsafe { libc::setitimer(libc::ITIMER_REAL, &raw const timer, ptr::null_mut()) };
}

/// Gives the calling thread a stack for its handlers, so that an overflow of its own stack finds its answer.
pub(super) fn stand_by() {
    if !ARMED.load(SeqCst) {
        return;
    }
    // Not cleared: that would touch all of its pages.
    let stack = Box::leak(Box::<[u8]>::new_uninit_slice(HANDLER_STACK));
    let stack = libc::stack_t { ss_sp: stack.as_mut_ptr().cast(), ss_flags: 0, ss_size: stack.len() };
    // SAFETY: the memory is leaked, of the size that is told, and nobody else's.
    unsafe { libc::sigaltstack(&raw const stack, ptr::null_mut()) };
}

/// Leads standard output and standard error nowhere: a line that some library prints would turn a deny into rubbish,
/// which clients take for an allow. The answer knows where they really lead.
pub(super) fn hush() {
    // SAFETY: plain system calls on numbers; `kind` gets a whole, zeroed `stat` to fill.
    unsafe {
        let null = libc::open(c"/dev/null".as_ptr(), libc::O_WRONLY | libc::O_CLOEXEC);
        let kind = |file: c_int| {
            let mut stat: libc::stat = mem::zeroed();
            (libc::fstat(file, &raw mut stat) == 0).then_some((stat.st_mode & libc::S_IFMT, stat.st_rdev))
        };
        UNHEARD.store(null >= 0 && kind(libc::STDOUT_FILENO) == kind(null), SeqCst);
        let out = libc::fcntl(libc::STDOUT_FILENO, libc::F_DUPFD_CLOEXEC, 3);
        let err = libc::fcntl(libc::STDERR_FILENO, libc::F_DUPFD_CLOEXEC, 3);
        if null >= 0 && out >= 0 && err >= 0 {
            OUT.store(out, SeqCst);
            ERR.store(err, SeqCst);
            libc::dup2(null, libc::STDOUT_FILENO);
            libc::dup2(null, libc::STDERR_FILENO);
        }
    }
}

/// Says the answer and ends the process. Returns only where the process is not armed.
pub(super) fn speak(answer: &Answer) {
    if !ARMED.load(SeqCst) {
        return;
    }
    if claim().is_err() {
        wait();
    }
    #[cfg(debug_assertions)]
    super::faults::strike("voice");
    let told = write(&ERR, answer.err.as_bytes());
    let heard = answer.out.is_empty() || !UNHEARD.load(SeqCst);
    let said = write(&OUT, answer.out.as_bytes()) && heard;
    if !said && answer.err.is_empty() {
        write(&ERR, UNWRITTEN);
    }
    end(if told && said { c_int::from(answer.code) } else { BLOCKED });
}

/// Says the last words and ends the process. Returns only where the process is not armed.
pub(super) fn fall() {
    if ARMED.load(SeqCst) {
        on_exit();
    }
}

extern "C" fn on_signal(signal: c_int, about: *mut libc::siginfo_t, _: *mut c_void) {
    let late = signal == libc::SIGALRM;
    match claim() {
        Ok(()) => {
            LATE.store(late, SeqCst);
            utter(late)
        }
        // The speaker is stuck: nobody reads its streams.
        Err(_) if late && LATE.swap(true, SeqCst) => end(BLOCKED),
        Err(speaker) if FAULTS.contains(&signal) && !is_sent(about) => match speaker == me() {
            true => end(BLOCKED),
            false => wait(),
        },
        // The speaker goes on.
        Err(_) => {}
    }
}

/// Whether a fault is none, but a signal that somebody has sent. Where that can't be told, it is a fault.
#[cfg(target_os = "linux")]
fn is_sent(about: *const libc::siginfo_t) -> bool {
    // SAFETY: the kernel hands a whole siginfo_t to a handler with SA_SIGINFO, and it lives as long as the handler runs.
    unsafe { about.as_ref() }.is_some_and(|about| about.si_code == libc::SI_USER)
}

#[cfg(not(target_os = "linux"))]
fn is_sent(_about: *const libc::siginfo_t) -> bool {
    false
}

extern "C" fn on_exit() {
    match claim() {
        Ok(()) => utter(false),
        Err(speaker) if speaker == me() => end(BLOCKED),
        Err(_) => wait(),
    }
}

fn utter(late: bool) -> ! {
    // SAFETY: the pointer is null or came from a box that is never freed and never changed.
    let words = unsafe { WORDS.load(SeqCst).as_ref() }.unwrap_or(&FIRST_WORDS);
    let said = if late { &words.late } else { &words.ended };
    write(&ERR, said.err);
    write(&OUT, said.out);
    end(BLOCKED)
}

/// Makes the calling thread the one that speaks; else says who is.
fn claim() -> Result<(), usize> {
    SPEAKER.compare_exchange(0, me(), SeqCst, SeqCst).map(|_| ())
}

fn me() -> usize {
    // SAFETY: always succeeds, and is safe in a handler.
    unsafe { libc::pthread_self() as usize }
}

/// Writes everything, in one call where the stream takes it whole. Safe in a handler.
fn write(to: &AtomicI32, mut bytes: &[u8]) -> bool {
    let file = to.load(SeqCst);
    while !bytes.is_empty() {
        // SAFETY: the pointer and the length are those of one slice.
        let written = unsafe { libc::write(file, bytes.as_ptr().cast(), bytes.len()) };
        match usize::try_from(written) {
            Ok(0) => return false,
            Ok(count) => bytes = bytes.get(count..).unwrap_or_default(),
            Err(_) => match io::Error::last_os_error().kind() {
                io::ErrorKind::Interrupted => {}
                io::ErrorKind::WouldBlock => {
                    let mut wanted = libc::pollfd { fd: file, events: libc::POLLOUT, revents: 0 };
                    // SAFETY: one whole pollfd, and the count says one.
                    unsafe { libc::poll(&raw mut wanted, 1, 100) };
                }
                _ => return false,
            },
        }
    }
    true
}

/// Another thread speaks, and ends the process when it has spoken.
fn wait() -> ! {
    loop {
        // SAFETY: returns after each signal's handler; safe in a handler.
        unsafe { libc::pause() };
    }
}

fn end(code: c_int) -> ! {
    // SAFETY: ends the process without running anything of it.
    unsafe { libc::_exit(code) }
}

/// Sets what a signal does, and tells what it did before.
fn install(signal: c_int, handler: libc::sighandler_t) -> libc::sighandler_t {
    // SAFETY: both actions are whole. The handler is `SIG_IGN` or `on_signal`, which calls only what is safe in a handler:
    // atomics, write, poll, pause, pthread_self, _exit. A signal that can't be handled is refused and left alone.
    unsafe {
        let (mut action, mut before): (libc::sigaction, libc::sigaction) = (mem::zeroed(), mem::zeroed());
        action.sa_sigaction = handler;
        action.sa_flags = libc::SA_SIGINFO | libc::SA_ONSTACK | libc::SA_NODEFER | libc::SA_RESTART;
        libc::sigemptyset(&raw mut action.sa_mask);
        libc::sigaction(signal, &raw const action, &raw mut before);
        before.sa_sigaction
    }
}

#[cfg(target_os = "linux")]
fn last_signal() -> c_int {
    libc::SIGRTMAX()
}

#[cfg(not(target_os = "linux"))]
fn last_signal() -> c_int {
    31
}
