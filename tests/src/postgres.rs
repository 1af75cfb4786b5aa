//! A PostgreSQL server of a test's own, in a folder and on a socket of its own.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{self, Command, Stdio};
use std::{env, fs, io};

/// A running server. It is stopped, and its folder removed, when this is dropped.
#[derive(Debug)]
pub struct Postgres {
    programs: PathBuf,
    folder: PathBuf,
    /// The user as whom it runs: it refuses to run as root.
    user: Option<&'static str>,
}

impl Postgres {
    /// Starts one for this test. `None` where PostgreSQL is not installed, which is said, unless `CORS_POSTGRES=required`.
    ///
    /// # Panics
    ///
    /// If there is none and one is required, or if it does not start.
    pub fn start(test: &str) -> Option<Self> {
        let Some(programs) = programs() else {
            let required = env::var("CORS_POSTGRES").is_ok_and(|value| value == "required");
            assert!(!required, "CORS_POSTGRES=required, but there is no `initdb`");
            // Not `eprintln!`, which the test runner keeps to itself when a test passes.
            let _ = writeln!(
                io::stderr(),
                "SKIPPED {test}: there is no `initdb`. Debian: apt-get install postgresql"
            );
            return None;
        };
        let folder = env::temp_dir().join(format!("cors-postgres-{}-{test}", process::id()));
        let root = fs::metadata("/proc/self").is_ok_and(|process| owner(&process) == 0);
        let server = Self { programs, folder, user: root.then_some("postgres") };
        let made =
            server.run("initdb", &["--username=postgres", "--auth=trust", "--no-sync", "--encoding=UTF8"]);
        assert!(made, "initdb makes {}", server.folder.display());
        server.start_again();
        Some(server)
    }

    /// What a client connects to.
    pub fn url(&self) -> String {
        format!("postgres://postgres@localhost/postgres?host={}", self.folder.display())
    }

    /// Stops it, as for an upgrade: clients lose their connections.
    ///
    /// # Panics
    ///
    /// If it does not stop.
    pub fn stop(&self) {
        assert!(self.run("pg_ctl", &["stop", "--mode=fast", "--wait", "--timeout=120"]), "it stops");
    }

    /// Starts it again.
    ///
    /// # Panics
    ///
    /// If it does not start.
    pub fn start_again(&self) {
        let (log, folder) = (self.folder.join("log"), self.folder.display());
        let options = format!("--options=-c listen_addresses= -c fsync=off -k {folder}");
        let to = format!("--log={}", log.display());
        let started = self.run("pg_ctl", &["start", "--wait", "--timeout=120", &to, &options]);
        assert!(started, "it starts: {}", fs::read_to_string(log).unwrap_or_default());
    }

    fn run(&self, program: &str, arguments: &[&str]) -> bool {
        let program = self.programs.join(program);
        let mut command = match self.user {
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--"]).arg(program);
                command
            }
            None => Command::new(program),
        };
        let command = command.arg("--pgdata").arg(&self.folder).args(arguments);
        // The server's user may not be allowed to see the folder of this test.
        let command = command.current_dir("/").stdin(Stdio::null()).stdout(Stdio::null());
        command.status().is_ok_and(|status| status.success())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        self.run("pg_ctl", &["stop", "--mode=immediate", "--silent"]);
        let _ = fs::remove_dir_all(&self.folder);
    }
}

#[cfg(unix)]
fn owner(process: &fs::Metadata) -> u32 {
    std::os::unix::fs::MetadataExt::uid(process)
}

#[cfg(not(unix))]
fn owner(_: &fs::Metadata) -> u32 {
    1
}

/// The folder of the newest server's programs. Debian keeps them out of the path.
fn programs() -> Option<PathBuf> {
    let has_initdb = |folder: &PathBuf| folder.join("initdb").is_file();
    let in_path = env::var_os("PATH").and_then(|path| env::split_paths(&path).find(has_initdb));
    in_path.or_else(|| {
        let versions = fs::read_dir(Path::new("/usr/lib/postgresql")).ok()?.filter_map(Result::ok);
        let folders = versions.filter_map(|version| {
            let number: u32 = version.file_name().to_str()?.parse().ok()?;
            Some((number, version.path().join("bin"))).filter(|(_, folder)| has_initdb(folder))
        });
        folders.max().map(|(_, folder)| folder)
    })
}
