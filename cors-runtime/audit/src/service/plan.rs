//! The exchanges of an audit, in three rounds: whether the service answers at all, everything that the policy gives a
//! reason to ask, and what only the answers give a reason to ask.

use std::collections::{BTreeSet, HashSet, VecDeque};
use std::hash::{BuildHasher as _, RandomState};

use cors_runtime::Origin;
use cors_runtime::inspect::Snapshot;

use super::answer::Answer;
use super::browser::is_safelisted_method;
use super::exchange::{Exchange, Purpose};
use super::origins::TriedOrigins;
use super::sendable::is_sendable;
use crate::policy::Auditable;

/// A request header that no policy lists.
pub(super) const UNLISTED_HEADER: &str = "x-cors-audit-unlisted";

/// An exchange that has been made, and what came of it: an answer, or the reason why there is none.
#[derive(Debug, Clone)]
pub(super) struct Made {
    pub(super) exchange: Exchange,
    pub(super) outcome: Result<Answer, String>,
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
    /// Whether each GET may have a query parameter of its own: some services refuse what they do not know.
    pub(super) is_unique: bool,
    round: Round,
    queue: VecDeque<Exchange>,
    /// How many exchanges were taken in all.
    taken: usize,
    number: u64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Round {
    First,
    Policy,
    Answers,
    End,
}

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
/// If `service_origin` is not an origin.
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
        is_unique: true,
        round: Round::First,
        queue: VecDeque::new(),
        taken: 0,
        number: RandomState::new().hash_one(0) >> 16,
    }
}

impl Plan {
    /// Tries these origins as well: former partners, which a policy no longer names and a service may still allow; or
    /// some that only a predicate of the policy allows.
    pub fn also_try(mut self, origins: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        for origin in origins {
            self.origins.also(&self.policy, origin.as_ref());
        }
        self
    }

    /// The next exchange to make. `None` if there is none until those that were taken have their answers, and at the
    /// end.
    pub fn next_exchange(&mut self) -> Option<Exchange> {
        while self.queue.is_empty() && self.taken == self.made.len() && self.round != Round::End {
            self.next_round();
        }
        let mut exchange = self.queue.pop_front()?;
        self.taken += 1;
        if self.is_unique && !exchange.is_preflight && exchange.purpose != Purpose::Plain {
            self.number += 1;
            exchange.unique = Some(self.number);
        }
        Some(exchange)
    }

    /// Records the answer to an exchange.
    pub fn answer(&mut self, exchange: Exchange, answer: Answer) {
        self.made.push(Made { exchange, outcome: Ok(answer) });
    }

    /// Records that an exchange has no answer, for this reason. The report says so.
    pub fn no_answer(&mut self, exchange: Exchange, reason: impl Into<String>) {
        self.made.push(Made { exchange, outcome: Err(reason.into()) });
    }

    /// How many exchanges are planned, as far as the answers so far tell.
    pub fn planned(&self) -> usize {
        self.taken + self.queue.len()
    }

    /// How many answers have come.
    pub fn answers(&self) -> usize {
        self.made.iter().filter(|made| made.outcome.is_ok()).count()
    }

    /// Whether the URL is asked with GET.
    pub(super) fn reads(&self) -> bool {
        self.methods.iter().any(|method| method == "GET")
    }

    /// The methods of the URL that the policy allows.
    fn allowed_methods(&self) -> impl Iterator<Item = &str> {
        self.methods.iter().map(String::as_str).filter(|method| self.policy.allows_method(method))
    }

    /// The request headers that pages may send, as browsers ask for them.
    fn requested_headers(&self) -> Vec<String> {
        let listed = self.policy.headers().unwrap_or_else(|| vec!["content-type", UNLISTED_HEADER]);
        let sorted: BTreeSet<String> = listed.into_iter().map(str::to_ascii_lowercase).collect();
        sorted.into_iter().collect()
    }

    fn next_round(&mut self) {
        let (next, exchanges) = match self.round {
            Round::First => (Round::Policy, self.first()),
            Round::Policy => {
                self.see_whether_queries_are_refused();
                (Round::Answers, self.of_policy())
            }
            Round::Answers | Round::End => (Round::End, self.of_answers()),
        };
        self.round = next;
        self.queue.extend(exchanges);
    }

    /// One origin that the policy allows, if there is one, with and without a query parameter.
    fn first(&self) -> Vec<Exchange> {
        let Some(origin) = self.origins.allowed.first().filter(|_| self.reads()) else { return Vec::new() };
        [Purpose::Allowed, Purpose::Plain].map(|purpose| Exchange::get(purpose, origin)).into()
    }

    /// A service that refuses queries is asked again without, as if nothing had been.
    fn see_whether_queries_are_refused(&mut self) {
        let status = |made: &Made| made.outcome.as_ref().map_or(0, Answer::status);
        if let [unique, plain] = &self.made[..]
            && (400..500).contains(&status(unique))
            && (200..400).contains(&status(plain))
        {
            self.is_unique = false;
            self.made.clear();
            self.taken = 0;
        }
    }

    fn of_policy(&self) -> Vec<Exchange> {
        let mut exchanges = Vec::new();
        self.allowed(&mut exchanges);
        if let Some(origin) = self.origins.allowed.first() {
            self.unlisted(origin, &mut exchanges);
        }
        self.strangers(&mut exchanges);
        if self.reads() {
            self.oddities(&mut exchanges);
        }
        exchanges
    }

    /// What pages of the allowed origins may do.
    fn allowed(&self, exchanges: &mut Vec<Exchange>) {
        let headers = self.requested_headers();
        for (at, origin) in self.origins.allowed.iter().enumerate() {
            let get = |purpose| Exchange::get(purpose, origin);
            if self.reads() && (at > 0 || self.made.is_empty()) {
                exchanges.extend((self.is_unique && at < 5).then(|| get(Purpose::Plain)));
                exchanges.push(get(Purpose::Allowed));
            }
            if self.reads() && at == 0 {
                // Some libraries answer otherwise where there is a cookie.
                exchanges.push(Exchange { has_cookie: true, ..get(Purpose::Allowed) });
            }
            for method in self.allowed_methods() {
                let preflight =
                    |headers: &[String]| Exchange::preflight(Purpose::Allowed, origin, method, headers);
                let is_asked_for = !is_safelisted_method(method);
                exchanges.extend(is_asked_for.then(|| preflight(&[])));
                exchanges
                    .extend((!headers.is_empty() && (is_asked_for || at < 3)).then(|| preflight(&headers)));
            }
        }
    }

    /// Methods and request headers that the policy does not allow. Never GET, HEAD and POST: browsers do not ask for
    /// them, so no service can refuse them.
    fn unlisted(&self, origin: &str, exchanges: &mut Vec<Exchange>) {
        if self.policy.methods().is_some() {
            let methods = ["PUT", "PATCH", "DELETE", "PROPFIND", "*"];
            let unlisted = methods.into_iter().filter(|method| !self.policy.allows_method(method));
            let preflight = |method| Exchange::preflight(Purpose::UnlistedMethod, origin, method, &[]);
            exchanges.extend(unlisted.map(preflight));
        }
        if self.policy.headers().is_some() {
            let method = self.allowed_methods().next().unwrap_or("GET");
            let headers = [UNLISTED_HEADER, "authorization", "content-type"];
            let unlisted = headers.into_iter().filter(|header| !self.policy.allows_header(header));
            exchanges.extend(unlisted.map(|header| {
                Exchange::preflight(Purpose::UnlistedHeader, origin, method, &[header.to_owned()])
            }));
        }
    }

    /// Origins that the policy does not allow: a GET from each, and preflights from three of each weakness.
    fn strangers(&self, exchanges: &mut Vec<Exchange>) {
        let headers = self.requested_headers();
        let unsafe_method = self.allowed_methods().find(|method| !is_safelisted_method(method));
        let method = unsafe_method.or_else(|| self.allowed_methods().next()).unwrap_or("GET");
        for (weakness, origins) in &self.origins.strangers {
            let purpose = Purpose::Stranger(*weakness);
            for (at, origin) in origins.iter().enumerate() {
                if self.reads() {
                    exchanges.push(Exchange::get(purpose, origin));
                    let with_cookie = Exchange { has_cookie: true, ..Exchange::get(purpose, origin) };
                    exchanges.extend((at == 0).then_some(with_cookie));
                }
                if !self.reads() || is_one_of_three(at, origins.len()) {
                    exchanges.push(Exchange::preflight(purpose, origin, method, &headers));
                }
            }
        }
        for origin in &self.origins.also {
            exchanges.extend(self.named(origin));
        }
    }

    fn named(&self, origin: &str) -> Vec<Exchange> {
        let get = self.reads().then(|| Exchange::get(Purpose::Named, origin));
        get.into_iter().chain([Exchange::preflight(Purpose::Named, origin, "PUT", &[])]).collect()
    }

    /// What tells about caches, and about comparisons that are not byte by byte.
    fn oddities(&self, exchanges: &mut Vec<Exchange>) {
        exchanges.push(Exchange { origins: Vec::new(), ..Exchange::get(Purpose::NoOrigin, "") });
        let unsendable = self.origins.unsendable.iter();
        exchanges.extend(
            unsendable.map(|(weakness, origin)| Exchange::get(Purpose::Unsendable(*weakness), origin)),
        );
        let Some(origin) = self.origins.allowed.first() else { return };
        if self.policy.origins().is_some() {
            let evil = "https://evil.example";
            for lines in [[origin, evil], [evil, origin]] {
                let origins = lines.map(str::to_owned).to_vec();
                exchanges.push(Exchange { origins, ..Exchange::get(Purpose::TwoLines, "") });
            }
        }
        exchanges.push(Exchange::get(Purpose::Missing, origin));
    }

    /// Origins that answers named and nobody has tried, and some exchanges three times more.
    fn of_answers(&self) -> Vec<Exchange> {
        let tried: HashSet<&str> =
            self.made.iter().flat_map(|made| &made.exchange.origins).map(String::as_str).collect();
        let mut named = BTreeSet::new();
        for Made { exchange, outcome } in &self.made {
            let Ok(answer) = outcome else { continue };
            let values =
                answer.values("access-control-allow-origin").flat_map(|value| value.split([',', ' ']));
            let is_news = |origin: &&str| {
                is_sendable(origin)
                    && *origin != self.service_origin
                    && !tried.contains(origin)
                    && !self.policy.allows_origin(origin)
            };
            if exchange.purpose != Purpose::TwoLines {
                named.extend(values.filter(is_news));
            }
        }
        let mut exchanges: Vec<Exchange> =
            named.into_iter().take(20).flat_map(|origin| self.named(origin)).collect();
        let allowed =
            self.made.iter().map(|made| &made.exchange).filter(|one| one.purpose == Purpose::Allowed);
        let (preflights, gets): (Vec<_>, Vec<_>) = allowed.partition(|exchange| exchange.is_preflight);
        let ends = [&gets, &preflights].into_iter().flat_map(|all| match all.as_slice() {
            [first, .., last] => vec![*first, *last],
            few => few.to_vec(),
        });
        for exchange in ends {
            exchanges.extend([(); 3].map(|()| Exchange { purpose: Purpose::Again, ..exchange.clone() }));
        }
        exchanges
    }
}

/// The first, one in the middle, and the last of so many.
fn is_one_of_three(at: usize, count: usize) -> bool {
    at == 0 || at == count / 2 || at + 1 == count
}
