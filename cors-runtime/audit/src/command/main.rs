//! `cors-audit`: audits a deployed service against its policy. `cors-audit --help` says how.

mod arguments;
mod client;
mod files;
mod run;

use std::io::{self, ErrorKind, Write as _};
use std::process::ExitCode;

use clap::Parser as _;
use cors_audit::{Finding, Report};
use serde_json::{Value, json};

use crate::arguments::Arguments;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run::run(&arguments) {
        Ok(report) => {
            let (verdict, _, status) = outcome(&report);
            match print(&arguments, &report, &verdict) {
                Err(error) if error.kind() != ErrorKind::BrokenPipe => {
                    eprintln!("error: the report cannot be written: {error}");
                    ExitCode::from(2)
                }
                // Whoever reads the first lines only gets the outcome all the same.
                _ => ExitCode::from(status),
            }
        }
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::from(2)
        }
    }
}

fn print(arguments: &Arguments, report: &Report, verdict: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    if arguments.json {
        return writeln!(output, "{:#}", as_json(&arguments.url, report));
    }
    writeln!(output, "{}\n\n{verdict}", report.of_url(&arguments.url))?;
    let is_get = |finding: &Finding| !finding.curl(&arguments.url).contains("-X OPTIONS");
    if let (Some(file), true) = (&arguments.header_file, report.findings().iter().any(is_get)) {
        writeln!(
            output,
            "The `curl` lines leave out the headers of a login: add `-H @{}` to those without `-X OPTIONS`.",
            file.display()
        )?;
    }
    Ok(())
}

/// The report for other programs.
fn as_json(url: &str, report: &Report) -> Value {
    let finding = |finding: &Finding| {
        json!({
            "code": finding.code,
            "severity": finding.severity.to_string(),
            "sentence": finding.sentence,
            "remedy": finding.remedy,
            "times": finding.times,
            "seen": finding.seen,
            "curl": finding.curl(url),
        })
    };
    json!({
        "url": url,
        "outcome": outcome(report).1,
        "clean": report.is_clean(),
        "answers": report.answers(),
        "findings": report.findings().iter().map(finding).collect::<Vec<_>>(),
        "not_known": report.not_known(),
        "limits": report.limits(),
    })
}

/// The last line, which has the whole outcome; the same in a word; and the exit status.
fn outcome(report: &Report) -> (String, &'static str, u8) {
    match (report.faults().count(), report.not_known().is_empty()) {
        (0, true) => (
            "Clean: the service does what its policy says, as far as its answers tell.".to_owned(),
            "clean",
            0,
        ),
        (0, false) => ("Nothing was found, and not everything could be known.".to_owned(), "not known", 2),
        (1, _) => ("1 finding".to_owned(), "findings", 1),
        (count, _) => (format!("{count} findings"), "findings", 1),
    }
}
