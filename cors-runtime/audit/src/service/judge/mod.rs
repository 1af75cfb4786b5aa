//! From exchanges and answers to findings: one rule a fault, each concludes as a browser would.

mod allowed;
mod caching;
mod lists;
mod strangers;

use super::answer::Answer;
use super::browser::{Blocked, Credentials, cors_check, preflight_check};
use super::exchange::{Exchange, Purpose};
use super::finding::{self, Findings};
use super::plan::Plan;
use super::report::Report;

/// Judges the answers: what would browsers conclude from them, and is it what the policy says?
///
/// Another library may list all methods, answer 200, or leave `Vary` out where all get the same answer. It is quiet about
/// what no browser sends or uses.
#[must_use = "assert that it is clean, or print it"]
pub fn judge(plan: &Plan) -> Report {
    judge_without(plan, None)
}

/// The judgement, without one of the rules if one is named.
fn judge_without(plan: &Plan, left_out: Option<&str>) -> Report {
    let mut findings = Findings::default();
    let case = Case::new(plan);
    for (_, rule) in RULES.iter().filter(|(name, _)| Some(*name) != left_out) {
        rule(&case, &mut findings);
    }
    merge(&mut findings);
    Report::new(&case, findings)
}

/// Not public API: for the tests of this repository.
pub mod inspect {
    use super::{Plan, RULES, Report};

    /// What each rule asks.
    pub fn rules() -> impl Iterator<Item = &'static str> {
        RULES.iter().map(|(name, _)| *name)
    }

    /// The judgement without this rule.
    pub fn judge_without(plan: &Plan, left_out: &str) -> Report {
        super::judge_without(plan, Some(left_out))
    }
}

/// Adds what it finds.
type Rule = fn(&Case<'_>, &mut Findings);

/// Every rule, by what it is for.
const RULES: [(&str, Rule); 15] = [
    ("pages of allowed origins read the answer", allowed::actual),
    ("pages of allowed origins pass the preflight", allowed::preflight),
    ("no cache answers them with something else", allowed::cached),
    ("they send no cookies where the policy has none", allowed::cookies),
    ("they read the response headers that the policy exposes", lists::exposed),
    ("a granted preflight lists no method beyond the policy", lists::methods),
    ("a granted preflight lists no request header beyond the policy", lists::headers),
    ("a method that the policy does not list is refused", lists::unlisted_method),
    ("a request header that the policy does not list is refused", lists::unlisted_header),
    ("preflights are kept as long as the policy says", lists::max_age),
    ("strangers are refused", strangers::refused),
    ("origins that answers name are allowed by the policy", strangers::named),
    ("origins are compared byte by byte", strangers::unsendable),
    ("a cache may reuse answers", caching::vary),
    ("errors carry the headers beside this URL too", allowed::missing_page),
];

/// What there is to judge: exchanges that the service has answered.
pub(super) struct Case<'a> {
    pub(super) plan: &'a Plan,
    /// How pages send requests, where the policy lets them.
    pub(super) mode: Credentials,
    pub(super) answered: Vec<Answered<'a>>,
}

#[derive(Clone, Copy)]
pub(super) struct Answered<'a> {
    /// Its place in the plan.
    pub(super) at: usize,
    pub(super) exchange: &'a Exchange,
    pub(super) answer: &'a Answer,
}

impl Answered<'_> {
    /// What a browser concludes: whether the page may read the answer or, after a preflight, send what it asked for.
    fn check(&self, credentials: Credentials) -> Result<(), Blocked> {
        let Exchange { requested_method, requested_headers, .. } = self.exchange;
        let origin = self.exchange.origin();
        if self.exchange.is_preflight {
            preflight_check(self.answer, origin, requested_method, requested_headers, credentials)
        } else {
            cors_check(self.answer, origin, credentials)
        }
    }

    pub(super) fn passes(&self, credentials: Credentials) -> bool {
        self.check(credentials).is_ok()
    }

    fn is_strangers(&self) -> bool {
        matches!(self.exchange.purpose, Purpose::Stranger(_))
    }

    /// Whether the answer lets the origin in. A preflight that grants less than was asked for lets it in all the same.
    fn admits_origin(&self, credentials: Credentials) -> bool {
        let counts = !self.exchange.is_preflight || (200..300).contains(&self.answer.status());
        counts && cors_check(self.answer, self.exchange.origin(), credentials).is_ok()
    }
}

impl<'a> Case<'a> {
    fn new(plan: &'a Plan) -> Self {
        let answered = plan.made.iter().enumerate().filter_map(|(at, made)| {
            Some(Answered { at, exchange: &made.exchange, answer: made.told().ok()? })
        });
        let mode = if plan.policy.credentials() { Credentials::Include } else { Credentials::Omit };
        Self { plan, mode, answered: answered.collect() }
    }

    /// An exchange of an allowed origin whose answer was another one later, and that answer.
    pub(super) fn unsteady(&self) -> Option<(Answered<'a>, &'a Answer)> {
        self.answered.iter().filter(|one| one.exchange.purpose == Purpose::Again).find_map(|again| {
            let mut before = self.exchanges(Purpose::Allowed);
            let first = before.find(|one| one.exchange.headers() == again.exchange.headers())?;
            (first.answer.relevant() != again.answer.relevant()).then_some((first, again.answer))
        })
    }

    /// The GETs with this purpose.
    fn gets(&self, purpose: Purpose) -> impl Iterator<Item = Answered<'a>> {
        self.exchanges(purpose).filter(|one| !one.exchange.is_preflight)
    }

    /// The preflights with this purpose.
    fn preflights(&self, purpose: Purpose) -> impl Iterator<Item = Answered<'a>> {
        self.exchanges(purpose).filter(|one| one.exchange.is_preflight)
    }

    /// The preflights of allowed origins that pass.
    pub(super) fn granted_preflights(&self) -> impl Iterator<Item = Answered<'a>> {
        self.allowed_preflights().filter(|one| one.passes(self.mode))
    }

    /// The preflights of allowed origins, needless ones among them.
    fn allowed_preflights(&self) -> impl Iterator<Item = Answered<'a>> {
        self.preflights(Purpose::Allowed).chain(self.preflights(Purpose::Needless))
    }

    fn exchanges(&self, purpose: Purpose) -> impl Iterator<Item = Answered<'a>> {
        self.answered.iter().copied().filter(move |one| one.exchange.purpose == purpose)
    }
}

/// One cause, one finding.
fn merge(Findings(found): &mut Findings) {
    let has = |text| found.contains_key(&text);
    let is_open = has(finding::REPEATED_ORIGIN) || has(finding::EVERY_ORIGIN);
    let repetitions = [
        (is_open || has(finding::ORIGIN_MATCH), finding::OTHER_ORIGIN),
        (is_open, finding::LOOSE),
        (has(finding::EVERY_METHOD), finding::METHOD),
        (has(finding::EVERY_HEADER), finding::HEADER),
        (has(finding::WILDCARD), finding::USELESS_CREDENTIALS),
    ];
    found.retain(|text, _| !repetitions.contains(&(true, *text)));
}
