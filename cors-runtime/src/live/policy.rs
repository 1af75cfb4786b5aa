//! A template with its list.

use std::fmt;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use arc_swap::ArcSwap;

use super::errors::OriginErrors;
use super::list;
use crate::data::{Outcome, PolicyData};
use crate::decision::granted_origin;
use crate::origin::{Origin, OriginList, Origins, Predicate, RunTime};
use crate::policy::PolicyTemplate;
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
pub struct LivePolicy(Arc<Shared>);

/// What clones share.
struct Shared {
    template: PolicyTemplate,
    data: ArcSwap<PolicyData>,
}

impl LivePolicy {
    pub(super) fn new(template: PolicyTemplate, origins: RunTime) -> Self {
        let data = ArcSwap::from_pointee(filled(template, origins));
        Self(Arc::new(Shared { template, data }))
    }

    /// What is in force now.
    pub(crate) fn load(&self) -> Arc<PolicyData> {
        self.0.data.load_full()
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
        let template = self.0.template;
        if let RunTime::Predicate(_) = run_time_origins(&self.load()) {
            return Err(OriginErrors::asks_predicate(template.name()));
        }
        let list = list::read(template.__cors_policy(), origins)?;
        self.0.data.store(Arc::new(filled(template, RunTime::List(Arc::new(list)))));
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
        match run_time_origins(&self.load()) {
            RunTime::List(list) => list.written.iter().map(str::to_owned).collect(),
            RunTime::Unknown | RunTime::Predicate(_) => Vec::new(),
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
    pub fn template(&self) -> PolicyTemplate {
        self.0.template
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
        granted_origin(&self.load(), &origin).is_some()
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
        let policy = self.load();
        if granted_origin(&policy, &origin).is_none() {
            return Verdict::OriginNotAllowed;
        }
        match policy.evaluate_method_and_headers(method, headers) {
            Outcome::MethodNotAllowed => Verdict::MethodNotAllowed,
            Outcome::HeaderNotAllowed(_) => Verdict::HeaderNotAllowed,
            _ => Verdict::Allowed,
        }
    }
}

impl crate::source::Source for LivePolicy {
    type Data = Arc<PolicyData>;

    fn data(&self) -> Self::Data {
        self.load()
    }

    fn identity(&self) -> crate::source::Identity {
        crate::source::Identity::of(&*self.0)
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        self.0.template.name().into()
    }
}

/// The template with what stands in the place of `runtime`.
fn filled(template: PolicyTemplate, origins: RunTime) -> PolicyData {
    let mut data = template.__cors_policy().clone();
    if let Origins::List(OriginList { runtime: Some(entry), .. }) = &mut data.origins {
        entry.origins = origins;
    }
    data
}

fn run_time_origins(policy: &PolicyData) -> &RunTime {
    policy.origins.run_time_entry().map_or(&RunTime::Unknown, |entry| &entry.origins)
}

/// Asks a predicate. One that panics has not said yes, and a request must not be what takes a worker's task down.
pub(crate) fn ask(policy: &str, predicate: &Predicate, origin: &Origin<'_>) -> bool {
    catch_unwind(AssertUnwindSafe(|| predicate(origin))).unwrap_or_else(|_| {
        crate::event::predicate_panicked(policy, origin.as_str());
        false
    })
}

impl fmt::Debug for LivePolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let name = self.0.template.name();
        match run_time_origins(&self.load()) {
            RunTime::List(list) => write!(f, "LivePolicy({name}, {} origins)", list.written.len()),
            RunTime::Unknown | RunTime::Predicate(_) => write!(f, "LivePolicy({name}, a predicate)"),
        }
    }
}

/// The template's table, and a line on what is known at run time: how many origins, not which.
impl fmt::Display for LivePolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n  {:<17} ", self.0.template, "at run time")?;
        match run_time_origins(&self.load()) {
            RunTime::List(list) if list.written.len() == 1 => f.write_str("1 origin"),
            RunTime::List(list) => write!(f, "{} origins", list.written.len()),
            RunTime::Unknown | RunTime::Predicate(_) => f.write_str("a predicate"),
        }
    }
}
