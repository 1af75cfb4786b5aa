//! The audit of every set-up, from the recorded answers.

use cors_audit::{Report, judge, plan};

use crate::setups::{ALL, Setup};
use crate::transcript::{self, Requests};

/// The origin of every peer, as the audit sees it.
pub(crate) const OWN: &str = "https://api.example.com";

/// The codes of the faults, each once.
pub(crate) fn codes(report: &Report) -> Vec<&'static str> {
    let mut codes: Vec<_> = report.faults().map(|finding| finding.code).collect();
    codes.sort_unstable();
    codes.dedup();
    codes
}

/// The peers, each once.
pub(crate) fn peers() -> Vec<&'static str> {
    let mut peers: Vec<_> = ALL.iter().map(|setup| setup.peer).collect();
    peers.sort_unstable();
    peers.dedup();
    peers
}

pub(crate) fn plan_for(setup: &Setup) -> cors_audit::Plan {
    plan(&setup.policy, OWN, setup.methods())
}

#[test]
fn the_audit_finds_what_is_wrong_and_nothing_else() {
    let requests = Requests::read();
    let transcripts = transcript::read_all(&peers());
    let mut wrong = String::new();
    for setup in ALL {
        let title = setup.title();
        let transcript = transcripts.get(&title).unwrap_or_else(|| panic!("`{title}` was not recorded"));
        let report = judge(&transcript.replay(&requests).run(plan_for(setup)));
        if codes(&report) != setup.expected {
            wrong += &format!(
                "\n\n=== {title}: {}\nexpected {:?}, found {:?}\n{report}",
                setup.about,
                setup.expected,
                codes(&report)
            );
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}
