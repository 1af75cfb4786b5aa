//! What an audit of a service has found.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::browser::Credentials;
use super::exchange::{Exchange, Purpose};
use super::finding::{Findings, Severity};
use super::judge::{Answered, Case};
use super::plan::{Made, Plan};
use crate::policy::Weakness;

/// How many allowed origins are printed.
const MOST_ORIGINS: usize = 10;

/// One thing that is not as the policy says.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// Its name in one word, such as `origin-match`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// What is wrong.
    pub sentence: String,
    /// What to do about it.
    pub remedy: &'static str,
    /// How many exchanges show it.
    pub times: usize,
    /// What was seen: an exchange and its answer, or examples of the origins.
    pub seen: Vec<String>,
    exchange: Exchange,
}

impl Finding {
    /// The `curl` line that shows it, for the URL that was audited.
    pub fn curl(&self, url: &str) -> String {
        self.exchange.curl(url)
    }
}

/// The findings of an audit of a service. `Display` prints all of them.
#[derive(Debug, Clone)]
#[must_use = "assert that it is clean, or print it"]
pub struct Report {
    findings: Vec<Finding>,
    not_known: Vec<String>,
    limits: Vec<String>,
    /// The answers at a glance.
    overview: String,
    answers: usize,
}

impl Report {
    pub(super) fn new(case: &Case<'_>, findings: Findings) -> Self {
        let plan = case.plan;
        let findings = findings.0.into_iter().filter_map(|(text, shown)| {
            let Made { exchange, outcome } = &plan.made[*shown.exchanges.first()?];
            let values: Vec<String> = shown.values.into_iter().collect();
            let mut seen = shown.details;
            if let (true, Ok(answer)) = (seen.is_empty(), outcome) {
                seen.push(format!("{exchange} -> {answer}"));
            }
            Some(Finding {
                code: text.code,
                severity: text.severity,
                sentence: text.sentence.replace('…', &values.join(", ")),
                remedy: text.remedy,
                times: shown.exchanges.len(),
                seen,
                exchange: exchange.clone(),
            })
        });
        Self {
            findings: findings.collect(),
            not_known: not_known(case),
            limits: limits(plan),
            overview: overview(case),
            answers: plan.answers(),
        }
    }

    /// The findings, the worst first. Notes are among them.
    pub fn findings(&self) -> &[Finding] {
        &self.findings
    }

    /// Questions without an answer, such as an exchange that failed.
    pub fn not_known(&self) -> &[String] {
        &self.not_known
    }

    /// The limits of an audit of this service, whatever its answers are.
    pub fn limits(&self) -> &[String] {
        &self.limits
    }

    /// How many answers there were.
    pub fn answers(&self) -> usize {
        self.answers
    }

    /// The findings that are more than notes.
    pub fn faults(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.severity != Severity::Note)
    }

    /// Returns `true` if the service does what its policy says, as far as the answers tell: there are no findings but
    /// notes, and nothing is unknown.
    pub fn is_clean(&self) -> bool {
        self.faults().next().is_none() && self.not_known.is_empty()
    }

    /// Asserts that [`is_clean`](Self::is_clean).
    ///
    /// # Panics
    ///
    /// With the whole report, if it is not.
    #[track_caller]
    pub fn assert_clean(&self) {
        assert!(self.is_clean(), "the service does not do what its policy says\n{self}");
    }

    /// Prints the report with the audited URL in its `curl` lines.
    pub fn of_url<'a>(&'a self, url: &'a str) -> impl fmt::Display + 'a {
        let mut lines = vec![self.overview.clone()];
        for finding in &self.findings {
            let Finding { code, severity, sentence, remedy, seen, .. } = finding;
            lines.push(format!("\n{severity:<8} {code}\n  {sentence}"));
            lines.extend(seen.iter().map(|line| format!("    {line}")));
            lines.push(format!("  help: {remedy}\n  {}", finding.curl(url)));
        }
        for (title, list) in [("Not known", &self.not_known), ("No audit from outside knows", &self.limits)] {
            if !list.is_empty() {
                lines.push(format!("\n{title}:"));
            }
            lines.extend(list.iter().map(|line| format!("  {line}")));
        }
        lines.join("\n")
    }
}

/// For a URL that the reader fills in.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.of_url("URL"))
    }
}

/// The answers at a glance: which methods the allowed origins get, and how many strangers of each weakness get in.
fn overview(case: &Case<'_>) -> String {
    // For each allowed origin its methods, and whether pages may use them.
    let mut allowed: BTreeMap<&str, BTreeMap<&str, bool>> = BTreeMap::new();
    let mut strangers: BTreeMap<Weakness, Vec<&Answered<'_>>> = BTreeMap::new();
    for one in &case.answered {
        match one.exchange.purpose {
            Purpose::Needless if !one.passes(case.mode) => {}
            Purpose::Allowed | Purpose::Needless => {
                let methods = allowed.entry(one.exchange.origin()).or_default();
                *methods.entry(&one.exchange.requested_method).or_insert(true) &= one.passes(case.mode);
            }
            Purpose::Stranger(weakness)
                if !one.exchange.is_preflight && !one.exchange.has_cookie && case.plan.reads_allowed() =>
            {
                strangers.entry(weakness).or_default().push(one);
            }
            _ => {}
        }
    }
    let title = format!("{}: {} answers", case.plan.policy.name(), case.plan.answers());
    let mut lines = vec![title, String::new(), "Origins that the policy allows".to_owned()];
    for (origin, methods) in allowed.iter().take(MOST_ORIGINS) {
        let methods = methods.iter().map(|(method, passes)| match passes {
            true => format!("{method}: yes"),
            false => format!("{method}: NO"),
        });
        lines.push(format!("  {origin:<40} {}", methods.collect::<Vec<_>>().join(" ")));
    }
    if allowed.len() > MOST_ORIGINS {
        lines.push(format!("  and {} more", allowed.len() - MOST_ORIGINS));
    }
    if !strangers.is_empty() {
        lines.extend([String::new(), "Origins that it does not allow".to_owned()]);
    }
    for (weakness, tried) in &strangers {
        let count = |credentials| tried.iter().filter(|one| one.passes(credentials)).count();
        let granted = count(Credentials::Omit);
        let outcome = match (granted, count(Credentials::Include)) {
            (0, _) => "-",
            (_, 0) => "granted",
            (_, _) => "GRANTED WITH COOKIES",
        };
        lines.push(format!("  {weakness:<22} {granted:>5} of {:<5} {outcome}", tried.len()));
    }
    lines.join("\n")
}

/// Exchanges that tell nothing, by the reason, and answers that change.
fn not_known(case: &Case<'_>) -> Vec<String> {
    let plan = case.plan;
    let mut reasons: BTreeMap<String, (usize, &Exchange)> = BTreeMap::new();
    for made in &plan.made {
        if let Err(reason) = made.told() {
            reasons.entry(reason).or_insert((0, &made.exchange)).0 += 1;
        }
    }
    let mut lines: Vec<String> = reasons
        .iter()
        .map(|(reason, (count, first))| match count {
            1 => format!("{first}: {reason}"),
            _ => format!("{count} exchanges, the first of them {first}: {reason}"),
        })
        .collect();
    match plan.planned() - plan.made.len() {
        0 if plan.made.is_empty() => lines.push("everything: nothing was asked".to_owned()),
        0 => {}
        missing => lines.push(format!("{missing} exchanges that were never answered")),
    }
    lines.extend(not_shown(case));
    let changing = case.unsteady().map(|(first, later)| {
        let (exchange, answer) = (first.exchange, first.answer);
        format!(
            "{exchange}: answered differently from one time to the next, by several instances perhaps ({answer}; then {later})"
        )
    });
    lines.extend(changing);
    lines
}

/// Allowed origins of which no answer can show that the service knows them.
fn not_shown(case: &Case<'_>) -> Option<String> {
    let plan = case.plan;
    if plan.allowed_methods().next().is_none() && !plan.origins.allowed.is_empty() {
        let methods = plan.methods.join(", ");
        return Some(format!(
            "what allowed pages get: the policy allows none of the URL's methods ({methods})"
        ));
    }
    let asked = plan.made.iter().map(|made| &made.exchange).filter(|one| one.purpose == Purpose::Allowed);
    let granted = case.granted_preflights().map(|one| one.exchange);
    let shown: BTreeSet<&str> = asked.chain(granted).map(Exchange::origin).collect();
    let unknown: Vec<&String> =
        plan.origins.allowed.iter().filter(|origin| !shown.contains(origin.as_str())).collect();
    let first = unknown.first()?;
    Some(format!(
        "whether pages of allowed origins may read the answers ({}, the first of them {first}): the audit sends only GET and \
         OPTIONS, and the service answers no preflight for them",
        unknown.len()
    ))
}

/// What the output must say, so that nobody takes silence for a proof.
fn limits(plan: &Plan) -> Vec<String> {
    let strangers: usize = plan.origins.strangers.values().map(Vec::len).sum();
    let mut lines = vec![
        format!("other origins than those that it tries: {strangers} that the policy does not allow"),
        "other URLs, what other methods than GET answer, and what signed-in users get".to_owned(),
        "GET, HEAD and POST, which browsers send whatever a preflight says".to_owned(),
    ];
    let listed = plan.policy.origins().unwrap_or_default();
    let is_tried =
        |entry: &str| entry.contains('*') || plan.origins.allowed.iter().any(|origin| origin == entry);
    let untried = listed.iter().filter(|entry| !is_tried(entry)).count();
    if untried > 0 && !plan.origins.allowed.is_empty() {
        lines.push(format!("{untried} of the origins that the policy lists, which it does not try"));
    }
    if plan.origins.allowed.is_empty() {
        lines.push("what allowed pages get: the policy names no origin that can be tried".to_owned());
    }
    if !plan.reads_allowed() {
        lines.push("answers to actual requests: the URL has no GET that the policy lists, so allowed origins were asked with preflights only".to_owned());
    }
    if plan.unique.is_none() {
        lines.push("whether a cache answered: the service refuses a query that it does not know".to_owned());
    }
    lines
}
