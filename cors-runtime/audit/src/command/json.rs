//! The report for other programs.

use cors_audit::{Finding, Report};
use serde_json::{Value, json};

pub(crate) fn report(url: &str, report: &Report) -> Value {
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
        "clean": report.is_clean(),
        "answers": report.answers(),
        "findings": report.findings().iter().map(finding).collect::<Vec<_>>(),
        "not_known": report.not_known(),
        "limits": report.limits(),
    })
}
