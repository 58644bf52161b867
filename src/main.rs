//! The door: everything is in the library.

use std::process::ExitCode;

/// A hook is short and works on several threads; glibc's allocator asks the kernel for each few pages of a thread's memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    fleetgate::cli::main()
}
