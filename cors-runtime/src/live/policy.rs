//! A template with its list.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arc_swap::ArcSwap;

use super::errors::OriginErrors;
use super::list::List;
use crate::decision::{self, RunTimeOrigins};
use crate::parsed::Origin;
use crate::policy::{Facts, PolicyTemplate};
use crate::verdict::Verdict;

/// A policy whose list of origins was given at run time, and can be replaced while the service runs.
///
/// It comes from [`PolicyTemplate::with_origins`] and its kin. Clones are cheap and share the list: one
/// [`replace_origins`](Self::replace_origins) reaches all of them, in all workers, at once. Reading takes no lock and
/// does not allocate. With the feature `actix-web` it is a middleware: `.wrap(live)`, or
/// `#[cross_origin(TENANTS, origins = live())]` above a route.
///
/// The static part of the template counts first, then the list. Nothing of a request is trusted: the list is compared
/// byte for byte, and `null` is on no list. The protocol is the one of the
/// [Fetch standard](https://fetch.spec.whatwg.org/#http-cors-protocol).
///
/// ```
/// use cors_runtime::{cors, Verdict};
///
/// cors! {
///     const TENANTS = { origins: ["https://app.example.com", runtime], credentials: true };
/// }
///
/// # fn main() -> Result<(), cors_runtime::OriginErrors> {
/// let live = TENANTS.with_origins(["https://t1.example.net"])?;
/// let in_another_worker = live.clone();
/// live.replace_origins(["https://t2.example.net"])?;
/// assert_eq!(in_another_worker.check("https://t2.example.net", "GET", &[]), Verdict::Allowed);
/// assert_eq!(in_another_worker.check("https://t1.example.net", "GET", &[]), Verdict::OriginNotAllowed);
/// assert_eq!(in_another_worker.check("https://app.example.com", "GET", &[]), Verdict::Allowed);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
#[must_use = "give it to `.wrap`, or to `#[cross_origin(…, origins = …)]`"]
pub struct LivePolicy {
    template: PolicyTemplate,
    known: Arc<Known>,
}

/// What is known only at run time.
enum Known {
    List(ArcSwap<List>),
    Matching(Predicate),
}

pub(super) type Predicate = Box<dyn Fn(&Origin<'_>) -> bool + Send + Sync>;

impl LivePolicy {
    pub(super) fn listing(template: PolicyTemplate, list: List) -> Self {
        Self { template, known: Arc::new(Known::List(ArcSwap::from_pointee(list))) }
    }

    pub(super) fn matching(template: PolicyTemplate, predicate: Predicate) -> Self {
        Self { template, known: Arc::new(Known::Matching(predicate)) }
    }

    /// Replaces the run-time list, for all clones and all workers at once. A request sees the old list or the new one,
    /// never a part of either.
    ///
    /// Entries follow the rules of [`PolicyTemplate::with_origins`]. Calls from several threads follow each other in
    /// some order; the last list stays.
    ///
    /// # Errors
    ///
    /// Where any entry is wrong: then nothing changes, and the errors name every bad entry. Also where the policy was
    /// made with [`with_origins_matching`](PolicyTemplate::with_origins_matching): it has no list, and a predicate that
    /// silently gave way to one would be a surprise.
    ///
    /// See the Fetch standard, [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check), for what the list decides.
    ///
    /// ```
    /// # use cors_runtime::cors;
    /// # cors! { const TENANTS = { origins: [runtime] }; }
    /// # fn main() -> Result<(), cors_runtime::OriginErrors> {
    /// let live = TENANTS.with_origins(["https://t1.example"])?;
    /// assert!(live.replace_origins(["https://t2.example", "t3.example"]).is_err());
    /// assert_eq!(live.origins(), ["https://t1.example"]);
    /// live.replace_origins(["https://t2.example"])?;
    /// assert_eq!(live.origins(), ["https://t2.example"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn replace_origins(
        &self,
        origins: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<(), OriginErrors> {
        let facts = self.template.facts();
        match &*self.known {
            Known::List(list) => list.store(Arc::new(List::read(facts, origins)?)),
            Known::Matching(_) => return Err(OriginErrors::asks_predicate(facts.name)),
        }
        Ok(())
    }

    /// The run-time list at this moment, sorted, each origin once; empty for a policy that asks a predicate. The
    /// origins of the static part are [`template().origins()`](PolicyTemplate::origins).
    ///
    /// ```
    /// # use cors_runtime::cors;
    /// # cors! { const TENANTS = { origins: ["https://app.example.com", runtime] }; }
    /// # fn main() -> Result<(), cors_runtime::OriginErrors> {
    /// let live = TENANTS.with_origins(["https://b.example", "https://a.example", "https://b.example"])?;
    /// assert_eq!(live.origins(), ["https://a.example", "https://b.example"]);
    /// # Ok(())
    /// # }
    /// ```
    pub fn origins(&self) -> Vec<String> {
        match &*self.known {
            Known::List(list) => list.load().sorted(),
            Known::Matching(_) => Vec::new(),
        }
    }

    /// The template that this policy was made from: its name, methods, headers and the rest.
    ///
    /// ```
    /// # use cors_runtime::cors;
    /// # cors! { const TENANTS = { origins: [runtime], methods: [GET] }; }
    /// let live = TENANTS.with_origins_matching(|origin| origin.is_subdomain_of("tenants.example"));
    /// assert_eq!(live.template(), TENANTS);
    /// assert!(live.template().allows_method("GET"));
    /// ```
    pub const fn template(&self) -> PolicyTemplate {
        self.template
    }

    /// Whether `origin`, byte for byte what a browser sends, is allowed at this moment.
    ///
    /// It is what the middleware asks; see the Fetch standard,
    /// [CORS check](https://fetch.spec.whatwg.org/#concept-cors-check).
    ///
    /// ```
    /// # use cors_runtime::cors;
    /// # cors! { const TENANTS = { origins: ["https://*.example.com", runtime] }; }
    /// # fn main() -> Result<(), cors_runtime::OriginErrors> {
    /// let live = TENANTS.with_origins(["https://t1.example.net"])?;
    /// assert!(live.allows_origin("https://t1.example.net") && live.allows_origin("https://a.example.com"));
    /// assert!(!live.allows_origin("https://t1.example.net/") && !live.allows_origin("null"));
    /// # Ok(())
    /// # }
    /// ```
    pub fn allows_origin(&self, origin: &str) -> bool {
        decision::granted_origin(self.template.facts(), self, origin.as_bytes()).is_some()
    }

    /// What a preflight would hear at this moment: from `origin`, for `method`, with these request headers.
    ///
    /// The checks run in the order origin, method, headers; see the Fetch standard,
    /// [CORS-preflight fetch](https://fetch.spec.whatwg.org/#cors-preflight-fetch).
    ///
    /// ```
    /// use cors_runtime::Verdict;
    /// # use cors_runtime::cors;
    /// # cors! { const TENANTS = { origins: [runtime], methods: [GET] }; }
    /// # fn main() -> Result<(), cors_runtime::OriginErrors> {
    /// let live = TENANTS.with_origins(["https://t1.example"])?;
    /// assert_eq!(live.check("https://t1.example", "GET", &[]), Verdict::Allowed);
    /// assert_eq!(live.check("https://t1.example", "PUT", &[]), Verdict::MethodNotAllowed);
    /// assert_eq!(live.check("https://t2.example", "PUT", &[]), Verdict::OriginNotAllowed);
    /// # Ok(())
    /// # }
    /// ```
    pub fn check(&self, origin: &str, method: &str, headers: &[&str]) -> Verdict {
        if self.allows_origin(origin) {
            self.template.__cors_policy().judge_beyond_origin(method, headers).verdict()
        } else {
            Verdict::OriginNotAllowed
        }
    }
}

impl RunTimeOrigins for LivePolicy {
    fn allow(&self, facts: &Facts, origin: &[u8]) -> bool {
        match &*self.known {
            Known::List(list) => list.load().names(origin),
            Known::Matching(predicate) => {
                let origin = std::str::from_utf8(origin).ok().and_then(Origin::parse);
                let admitted = facts
                    .origins
                    .runtime()
                    .zip(origin)
                    .filter(|(runtime, origin)| runtime.admits(facts.credentials, origin));
                admitted.is_some_and(|(_, origin)| ask(facts, predicate, &origin))
            }
        }
    }
}

/// Asks a predicate. One that panics has not said yes, and a request must not be what takes a worker's task down.
fn ask(facts: &Facts, predicate: &Predicate, origin: &Origin<'_>) -> bool {
    catch_unwind(AssertUnwindSafe(|| predicate(origin))).unwrap_or_else(|_| {
        #[cfg(feature = "tracing")]
        tracing::error!(
            target: "cors",
            policy = facts.name,
            origin = ?origin.as_str(),
            "the predicate of policy `{}` panicked, which is a refusal",
            facts.name,
        );
        #[cfg(not(feature = "tracing"))]
        let _ = facts;
        false
    })
}

impl fmt::Debug for LivePolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.template.name();
        match &*self.known {
            Known::List(list) => write!(f, "LivePolicy({name}, {} origins)", list.load().len()),
            Known::Matching(_) => write!(f, "LivePolicy({name}, a predicate)"),
        }
    }
}

/// The template's table, and a line on what is known at run time: how many origins, not which.
impl fmt::Display for LivePolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  {:<17} ", self.template, "at run time")?;
        match &*self.known {
            Known::List(list) => match list.load().len() {
                1 => f.write_str("1 origin"),
                count => write!(f, "{count} origins"),
            },
            Known::Matching(_) => f.write_str("a predicate"),
        }
    }
}
