//! The exchanges of an audit, in three rounds: whether the service answers at all, everything that the policy gives a
//! reason to ask, and what only the answers give a reason to ask.

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::hash::{BuildHasher as _, RandomState};
use std::{iter, slice};

use cors_runtime::Origin;
use cors_runtime::inspect::Snapshot;

use super::answer::Answer;
use super::browser::is_safelisted_method;
use super::exchange::{Exchange, Purpose};
use super::origins::TriedOrigins;
use super::sendable::{is_sendable, method_fault};
use crate::policy::Auditable;

/// A request header that no policy lists.
pub(super) const UNLISTED_HEADER: &str = "x-cors-audit-unlisted";

/// An exchange that has been made, and what came of it: an answer, or the reason why there is none.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub(super) exchange: Exchange,
    pub(super) outcome: Result<Answer, String>,
}

impl Made {
    /// The answer, or why the exchange tells nothing: without an answer, or with one from something that is overloaded or
    /// does not reach the service.
    pub(super) fn told(&self) -> Result<&Answer, String> {
        let answer = self.outcome.as_ref().map_err(String::clone)?;
        match answer.status() {
            status @ (429 | 502..=504) if answer.value("access-control-allow-origin").is_none() => {
                Err(format!("answered with {status}"))
            }
            _ => Ok(answer),
        }
    }
}

/// The requests of an audit, and the answers so far.
///
/// It opens no connection: take the exchanges, send each as you like, several at a time if you like, and give the
/// answers back. Then [`judge`](crate::judge) them.
#[derive(Debug)]
#[must_use = "send its exchanges"]
pub struct Plan {
    pub(super) policy: Snapshot,
    pub(super) service_origin: String,
    /// The methods that the URL serves.
    pub(super) methods: Vec<String>,
    pub(super) origins: TriedOrigins,
    pub(super) made: Vec<Made>,
    /// The query parameter of the next GET, so that no two are the same. None where the service refuses what it does not
    /// know.
    pub(super) unique: Option<u64>,
    rounds: slice::Iter<'static, Round>,
    queue: VecDeque<Exchange>,
    /// The exchanges that were taken and have no answer yet.
    taken: Vec<Exchange>,
}

/// The exchanges that the answers so far give a reason to make.
type Round = fn(&mut Plan) -> Vec<Exchange>;

const ROUNDS: [Round; 3] = [Plan::first, Plan::of_policy, Plan::of_answers];

/// Plans the audit of one URL of the service at `service_origin`, which serves `methods` at that URL, against the policy
/// that it should have, a [`Policy`](cors_runtime::Policy) or a `LivePolicy`. Without methods, those of the
/// policy are taken.
///
/// Only GET and preflights are sent, whatever the methods are.
///
/// ```
/// use cors_audit::{Answer, judge, plan};
/// use cors_runtime::{Policy, cors};
///
/// const APP: Policy = cors! { origins: ["https://app.example.com"] };
///
/// let mut plan = plan(&APP, "https://api.example.com", ["GET"]);
/// while let Some(exchange) = plan.next_exchange() {
///     // Not what the policy says.
///     let answer = Answer::new(200, [("Access-Control-Allow-Origin", "*")]);
///     plan.answer(exchange, answer);
/// }
/// let report = judge(&plan);
/// assert!(report.findings().iter().any(|finding| finding.code == "any-origin"));
/// ```
///
/// # Panics
///
/// If `service_origin` is not an origin, or if no preflight asks for one of the methods: `get`, say, or `TRACE`.
pub fn plan(
    policy: &impl Auditable,
    service_origin: &str,
    methods: impl IntoIterator<Item = impl AsRef<str>>,
) -> Plan {
    assert!(
        Origin::parse(service_origin).is_some(),
        "`{service_origin}` is not an origin: write the service's own, as in `https://api.example.com`"
    );
    let policy = Snapshot::take(policy);
    let mut methods: Vec<String> = methods.into_iter().map(|method| method.as_ref().to_owned()).collect();
    if let Some(fault) = methods.iter().find_map(|method| method_fault(method)) {
        panic!("{fault}");
    }
    if methods.is_empty() {
        let listed = policy.methods().unwrap_or_else(|| vec!["GET", "PUT", "DELETE"]);
        // GET brings HEAD along here, and not everywhere.
        let is_meant = |method: &&str| *method != "HEAD" || !listed.contains(&"GET");
        methods = listed.iter().copied().filter(is_meant).map(str::to_owned).collect();
    }
    Plan {
        origins: TriedOrigins::choose(&policy, service_origin),
        policy,
        service_origin: service_origin.to_owned(),
        methods,
        made: Vec::new(),
        unique: Some(RandomState::new().hash_one(0) >> 16),
        rounds: ROUNDS.iter(),
        queue: VecDeque::new(),
        taken: Vec::new(),
    }
}

impl Plan {
    /// Tries these origins as well: former partners, which a policy no longer names and a service may still allow; or
    /// some that only a predicate of the policy allows.
    ///
    /// # Panics
    ///
    /// If one of them is not an origin that a browser sends.
    pub fn also_try(mut self, origins: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        for origin in origins {
            let origin = origin.as_ref();
            assert!(is_sendable(origin), "`{origin}` is not an origin, as in `https://app.example.com`");
            let is_allowed = self.policy.allows_origin(origin);
            let origins = if is_allowed { &mut self.origins.allowed } else { &mut self.origins.also };
            let is_tried = self.origins.strangers.values().flatten().any(|stranger| stranger == origin);
            if !is_tried {
                origins.push(origin.to_owned());
            }
        }
        self
    }

    /// The next exchange to make. `None` if there is none until those that were taken have their answers, and at the
    /// end.
    pub fn next_exchange(&mut self) -> Option<Exchange> {
        while self.queue.is_empty()
            && self.taken.is_empty()
            && let Some(round) = self.rounds.next()
        {
            let exchanges = round(self);
            // A URL without GET is asked with preflights only.
            let (reads, reads_allowed) =
                (self.methods.iter().any(|method| method == "GET"), self.reads_allowed());
            let is_asked = |exchange: &Exchange| match exchange.purpose {
                _ if exchange.is_preflight => true,
                Purpose::Allowed | Purpose::Plain | Purpose::Missing => reads_allowed,
                _ => reads,
            };
            self.queue.extend(exchanges.into_iter().filter(is_asked));
        }
        let mut exchange = self.queue.pop_front()?;
        if !exchange.is_preflight && exchange.purpose != Purpose::Plain {
            exchange.unique = self.unique;
            self.unique = self.unique.map(|number| number + 1);
        }
        self.taken.push(exchange.clone());
        Some(exchange)
    }

    /// Records the answer to an exchange. A second one to the same exchange is left out.
    pub fn answer(&mut self, exchange: Exchange, answer: Answer) {
        self.record(exchange, Ok(answer));
    }

    /// Records that an exchange has no answer, for this reason. The report says so.
    pub fn no_answer(&mut self, exchange: Exchange, reason: impl Into<String>) {
        self.record(exchange, Err(reason.into()));
    }

    fn record(&mut self, exchange: Exchange, outcome: Result<Answer, String>) {
        if let Some(at) = self.taken.iter().position(|taken| *taken == exchange) {
            let _ = self.taken.swap_remove(at);
            self.made.push(Made { exchange, outcome });
        }
    }

    /// How many exchanges are planned, as far as the answers so far tell.
    pub fn planned(&self) -> usize {
        self.made.len() + self.taken.len() + self.queue.len()
    }

    /// How many answers have come.
    pub fn answers(&self) -> usize {
        self.made.iter().filter(|made| made.outcome.is_ok()).count()
    }

    /// Whether allowed origins are asked with GET. Of a GET that the policy does not list, another policy may be in charge.
    pub(super) fn reads_allowed(&self) -> bool {
        self.allowed_methods().any(|method| method == "GET")
    }

    /// The methods of the URL that the policy allows.
    pub(super) fn allowed_methods(&self) -> impl Iterator<Item = &str> {
        self.methods.iter().map(String::as_str).filter(|method| self.policy.allows_method(method))
    }

    /// The request headers that pages may send, as browsers ask for them.
    fn requested_headers(&self) -> Vec<String> {
        let listed = self.policy.headers().unwrap_or_else(|| vec!["content-type", UNLISTED_HEADER]);
        let sorted: BTreeSet<String> = listed.into_iter().map(str::to_ascii_lowercase).collect();
        sorted.into_iter().collect()
    }

    /// One origin that the policy allows, if there is one, with and without a query parameter.
    fn first(&mut self) -> Vec<Exchange> {
        let Some(origin) = self.origins.allowed.first() else { return Vec::new() };
        [Purpose::Allowed, Purpose::Plain].map(|purpose| Exchange::get(purpose, origin)).into()
    }

    /// A service that refuses queries is asked again without, as if nothing had been.
    fn see_whether_queries_are_refused(&mut self) {
        let status = |made: &Made| made.outcome.as_ref().map_or(0, Answer::status);
        if let [unique, plain] = &self.made[..]
            && (400..500).contains(&status(unique))
            && (200..400).contains(&status(plain))
        {
            self.unique = None;
            self.made.clear();
        }
    }

    fn of_policy(&mut self) -> Vec<Exchange> {
        self.see_whether_queries_are_refused();
        let mut exchanges = Vec::new();
        self.allowed(&mut exchanges);
        if let Some(origin) = self.origins.allowed.first() {
            self.unlisted(origin, &mut exchanges);
        }
        self.strangers(&mut exchanges);
        self.oddities(&mut exchanges);
        exchanges
    }

    /// What pages of the allowed origins may do.
    fn allowed(&self, exchanges: &mut Vec<Exchange>) {
        let (headers, reads) = (self.requested_headers(), self.reads_allowed());
        // No page needs a preflight for what the policy allows.
        let needless = self
            .allowed_methods()
            .next()
            .filter(|_| headers.is_empty() && self.allowed_methods().all(is_safelisted_method));
        for (at, origin) in self.origins.allowed.iter().enumerate() {
            let is_in_first_round = at == 0 && !self.made.is_empty();
            if !is_in_first_round {
                if self.unique.is_some() && at < 5 {
                    exchanges.push(Exchange::get(Purpose::Plain, origin));
                }
                exchanges.push(Exchange::get(Purpose::Allowed, origin));
            }
            if at == 0 {
                // Some libraries answer otherwise where there is a cookie.
                exchanges.push(Exchange::get(Purpose::Allowed, origin).with_cookie());
            }
            for method in self.allowed_methods() {
                let is_asked_for = !is_safelisted_method(method);
                if is_asked_for {
                    exchanges.push(Exchange::preflight(Purpose::Allowed, origin, method, &[]));
                }
                if !headers.is_empty() && (is_asked_for || at < 3 || !reads) {
                    exchanges.push(Exchange::preflight(Purpose::Allowed, origin, method, &headers));
                }
            }
            if let Some(method) = needless.filter(|_| at == 0 || !reads) {
                exchanges.push(Exchange::preflight(Purpose::Needless, origin, method, &[]));
            }
        }
    }

    /// Methods and request headers that the policy does not allow. Never GET, HEAD and POST: browsers do not ask for
    /// them, so no service can refuse them.
    fn unlisted(&self, origin: &str, exchanges: &mut Vec<Exchange>) {
        if self.policy.methods().is_some() {
            let methods = ["PUT", "PATCH", "DELETE", "PROPFIND", "*"];
            for method in methods.into_iter().filter(|method| !self.policy.allows_method(method)) {
                exchanges.push(Exchange::preflight(Purpose::UnlistedMethod, origin, method, &[]));
            }
        }
        if self.policy.headers().is_some() {
            let method = self.allowed_methods().next().unwrap_or("GET");
            let headers = [UNLISTED_HEADER, "authorization", "content-type"];
            for header in headers.into_iter().filter(|header| !self.policy.allows_header(header)) {
                let header = [header.to_owned()];
                exchanges.push(Exchange::preflight(Purpose::UnlistedHeader, origin, method, &header));
            }
        }
    }

    /// Origins that the policy does not allow: a GET from each, preflights from three of each weakness, and from one of each
    /// for every further method, which may be served by something else.
    fn strangers(&self, exchanges: &mut Vec<Exchange>) {
        let headers = self.requested_headers();
        let methods = self.methods.iter().map(String::as_str);
        let mut methods: Vec<&str> = methods.filter(|method| !is_safelisted_method(method)).collect();
        methods.sort_by_key(|method| !self.policy.allows_method(method));
        let first = methods.first().copied().or_else(|| self.allowed_methods().next()).unwrap_or("GET");
        for (weakness, origins) in &self.origins.strangers {
            let purpose = Purpose::Stranger(*weakness);
            let three = [0, origins.len() / 2, origins.len() - 1];
            for (at, origin) in origins.iter().enumerate() {
                exchanges.push(Exchange::get(purpose, origin));
                if at == 0 {
                    exchanges.push(Exchange::get(purpose, origin).with_cookie());
                }
                if !self.reads_allowed() || three.contains(&at) {
                    exchanges.push(Exchange::preflight(purpose, origin, first, &headers));
                }
                let others = methods.iter().skip(1).filter(|_| at == 0);
                exchanges.extend(others.map(|other| Exchange::preflight(purpose, origin, other, &headers)));
            }
        }
        exchanges.extend(self.origins.also.iter().flat_map(|origin| named(origin)));
    }

    /// What tells about caches, and about comparisons that are not byte by byte.
    fn oddities(&self, exchanges: &mut Vec<Exchange>) {
        exchanges.push(Exchange::with_origins(Purpose::NoOrigin, &[]));
        for (weakness, origin) in &self.origins.unsendable {
            exchanges.push(Exchange::get(Purpose::Unsendable(*weakness), origin));
        }
        let Some(origin) = self.origins.allowed.first() else { return };
        if self.policy.origins().is_some() {
            let evil = "https://evil.example";
            exchanges.push(Exchange::with_origins(Purpose::TwoLines, &[origin, evil]));
            exchanges.push(Exchange::with_origins(Purpose::TwoLines, &[evil, origin]));
        }
        exchanges.push(Exchange::get(Purpose::Missing, origin));
    }

    /// Origins that answers named and nobody has tried, and some exchanges three times more.
    fn of_answers(&mut self) -> Vec<Exchange> {
        let mut exchanges: Vec<Exchange> = self.news().into_iter().take(20).flat_map(named).collect();
        let (preflights, gets): (Vec<&Exchange>, Vec<&Exchange>) = self
            .made
            .iter()
            .map(|made| &made.exchange)
            .filter(|one| one.purpose == Purpose::Allowed)
            .partition(|one| one.is_preflight);
        for allowed in [gets, preflights] {
            // The first and, if that is another one, the last.
            for exchange in allowed.iter().take(1).chain(allowed.iter().skip(1).last()) {
                let again = Exchange { purpose: Purpose::Again, ..(*exchange).clone() };
                exchanges.extend(iter::repeat_n(again, 3));
            }
        }
        exchanges
    }

    /// Origins that answers named, that nobody has tried, and that the policy does not allow.
    fn news(&self) -> BTreeSet<&str> {
        let tried: HashSet<&str> =
            self.made.iter().flat_map(|made| &made.exchange.origins).map(String::as_str).collect();
        let is_news = |origin: &&str| {
            is_sendable(origin)
                && *origin != self.service_origin
                && !tried.contains(origin)
                && !self.policy.allows_origin(origin)
        };
        self.made
            .iter()
            .filter(|made| made.exchange.purpose != Purpose::TwoLines)
            .filter_map(|made| made.outcome.as_ref().ok())
            .flat_map(|answer| answer.values("access-control-allow-origin"))
            .flat_map(|value| value.split([',', ' ']))
            .filter(is_news)
            .collect()
    }
}

/// What an origin is asked that an answer named, or the caller.
fn named(origin: &str) -> [Exchange; 2] {
    [Exchange::get(Purpose::Named, origin), Exchange::preflight(Purpose::Named, origin, "PUT", &[])]
}
