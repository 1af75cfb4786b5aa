//! A test in a process of its own, for what all tests of a process share: its memory, its environment, its logger.
//!
//! ```ignore
//! #[test]
//! fn a_variable_is_read() {
//!     if let Some(mut alone) = own_process::command("a_variable_is_read") {
//!         own_process::run(alone.env("VARIABLE", "value"));
//!         return;
//!     }
//!     // What follows runs in that process.
//! }
//! ```

use std::env;
use std::process::Command;

/// Tells the second process which test it runs.
const AGAIN: &str = "CORS_TEST_AGAIN";

/// The command that runs this test again, alone. `None` in that process.
///
/// # Panics
///
/// If the path of this program is not known.
pub fn command(test: &str) -> Option<Command> {
    if env::var_os(AGAIN).is_some_and(|running| running == test) {
        return None;
    }
    let mut command = Command::new(env::current_exe().expect("the path of this test"));
    command.args([test, "--exact", "--nocapture"]).env(AGAIN, test);
    // To print a backtrace, a process reads its debug information into memory.
    command.env("RUST_BACKTRACE", "0");
    Some(command)
}

/// What the test prints there.
///
/// # Panics
///
/// If it fails, or if there is no such test.
pub fn run(command: &mut Command) -> String {
    let output = command.output().expect("this test starts again");
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(output.status.success(), "{said}\n{}", String::from_utf8_lossy(&output.stderr));
    assert!(said.contains("1 passed"), "no such test: {said}");
    said
}
