//! The audit of every set-up, from the recorded answers.

use cors_audit::{Plan, Report, Severity, judge, plan};
use cors_tests::peers::setups::{OWN, Setup, all};
use cors_tests::peers::transcript::{self, Requests};

/// What the report says, as the guide writes it: each code once, faults first.
pub(crate) fn said(report: &Report) -> String {
    let of = |is_note: bool| {
        let findings =
            report.findings().iter().filter(move |finding| (finding.severity == Severity::Note) == is_note);
        let mut codes: Vec<_> = findings.map(|finding| finding.code).collect();
        codes.sort_unstable();
        codes.dedup();
        codes.into_iter().map(move |code| if is_note { format!("*{code}*") } else { format!("`{code}`") })
    };
    let not_known = (!report.not_known().is_empty()).then(|| "not known".to_owned());
    let codes: Vec<String> = of(false).chain(of(true)).chain(not_known).collect();
    if codes.is_empty() { "clean".to_owned() } else { codes.join(", ") }
}

pub(crate) fn plan_for(setup: &Setup) -> Plan {
    plan(&setup.policy, OWN, setup.methods())
}

/// What is wrong with the audit, if anything.
pub(crate) fn mistake(setup: &Setup, plan: &Plan) -> Option<String> {
    let report = judge(plan);
    let Setup { about, said: expected, .. } = setup;
    let found = said(&report);
    (found != *expected).then(|| {
        format!("\n\n=== {}: {about}\nexpected {expected}\nfound    {found}\n{report}", setup.title())
    })
}

#[test]
fn the_audit_finds_what_is_wrong_and_nothing_else() {
    let setups = all();
    let requests = Requests::read();
    let transcripts = transcript::read_all(&setups);
    let mistakes: String = setups
        .iter()
        .filter_map(|setup| {
            let title = setup.title();
            let transcript = transcripts.get(&title).unwrap_or_else(|| panic!("`{title}` was not recorded"));
            mistake(setup, &transcript.replay(&requests).run(plan_for(setup), |_, _| {}))
        })
        .collect();
    assert!(mistakes.is_empty(), "{mistakes}");
}
