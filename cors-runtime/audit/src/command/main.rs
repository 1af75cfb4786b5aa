//! `cors-audit`: audits a deployed service against its policy. `cors-audit --help` says how.

mod arguments;
mod client;
mod files;
mod json;
mod run;

use std::process::ExitCode;

use clap::Parser as _;
use cors_audit::Report;

use crate::arguments::Arguments;

/// Why it could not audit at all.
type CommandError = String;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run::run(&arguments) {
        Ok(report) => {
            print(&arguments, &report);
            outcome(&report)
        }
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(2)
        }
    }
}

fn print(arguments: &Arguments, report: &Report) {
    if arguments.json {
        println!("{:#}", json::report(&arguments.url, report));
        return;
    }
    println!("{}\n\n{}", report.of_url(&arguments.url), verdict(report));
    if let (Some(file), false) = (&arguments.header_file, report.findings().is_empty()) {
        println!("The `curl` lines leave out the headers of a login: add `-H @{}`.", file.display());
    }
}

/// The last line: the whole outcome.
fn verdict(report: &Report) -> String {
    match (report.faults().count(), report.not_known().is_empty()) {
        (0, true) => "Clean: the service does what its policy says, as far as its answers tell.".to_owned(),
        (0, false) => "Nothing was found, and not everything could be known.".to_owned(),
        (1, _) => "1 finding".to_owned(),
        (count, _) => format!("{count} findings"),
    }
}

fn outcome(report: &Report) -> ExitCode {
    if report.faults().next().is_some() {
        ExitCode::from(1)
    } else if report.not_known().is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(2)
    }
}
