//! How a template gets its origins.

use std::env::{self, VarError};
use std::sync::Arc;

use super::errors::OriginErrors;
use super::list;
use super::policy::LivePolicy;
use crate::origin::{Origin, RunTime};
use crate::policy::PolicyTemplate;

impl PolicyTemplate {
    /// Gives the template its list: exact origins, from a database or a configuration file. It can be replaced later,
    /// see [`LivePolicy::replace_origins`].
    ///
    /// An entry follows the rules that the compiler has for a literal: an origin as the
    /// [HTML standard](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    /// serialises it, without wildcard; with credentials no `http` origin that is not loopback, unless `runtime` bears
    /// `#[dangerously_allow(insecure_origins)]`. Duplicates, also of the static part, are fine. An empty list is one.
    ///
    /// # Errors
    ///
    /// Where any entry is wrong; the errors name **every** bad entry, with the remedy that the compiler would give.
    ///
    /// ```
    /// use cors_runtime::{LivePolicy, OriginErrors, cors};
    ///
    /// cors! {
    ///     const TENANTS = { origins: ["https://app.example.com", runtime], credentials: true };
    /// }
    ///
    /// fn policy(tenants: &[String]) -> Result<LivePolicy, OriginErrors> {
    ///     TENANTS.with_origins(tenants)
    /// }
    ///
    /// assert!(policy(&["https://t1.example.net".to_owned()]).is_ok());
    /// let errors = policy(&["http://t1.example.net".to_owned()]).unwrap_err();
    /// assert!(errors.to_string().contains("help: write `https://t1.example.net`"));
    /// ```
    pub fn with_origins(
        self,
        origins: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<LivePolicy, OriginErrors> {
        let list = list::read(self.__cors_policy(), origins)?;
        Ok(LivePolicy::new(self, RunTime::List(Arc::new(list))))
    }

    /// The same with a list from the environment variable `name`: origins with commas, white space or both between
    /// them. A variable that is set to nothing is an empty list.
    ///
    /// # Errors
    ///
    /// Where the variable is not set (a list that was forgotten is not an empty one), is not Unicode, or where any
    /// entry breaks the rules of [`with_origins`](Self::with_origins).
    ///
    /// See the [HTML standard](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    /// for what an origin is.
    ///
    /// ```no_run
    /// use cors_runtime::cors;
    ///
    /// cors! {
    ///     const TENANTS = { origins: ["https://app.example.com", runtime], credentials: true };
    /// }
    ///
    /// // CORS_ORIGINS="https://t1.example.net, https://t2.example.net"
    /// # fn main() -> Result<(), cors_runtime::OriginErrors> {
    /// let live = TENANTS.with_origins_from_env("CORS_ORIGINS")?;
    /// # drop(live);
    /// # Ok(())
    /// # }
    /// ```
    pub fn with_origins_from_env(self, name: &str) -> Result<LivePolicy, OriginErrors> {
        let policy = self.name();
        let list = match env::var(name) {
            Ok(list) => list,
            Err(VarError::NotPresent) => return Err(OriginErrors::unset(policy, name)),
            Err(VarError::NotUnicode(_)) => return Err(OriginErrors::not_unicode(policy, name)),
        };
        let origins = list.split(|c: char| c == ',' || c.is_whitespace()).filter(|origin| !origin.is_empty());
        self.with_origins(origins).map_err(|errors| errors.of_variable(name))
    }

    /// Gives the template a predicate instead of a list: for whatever a list cannot say.
    ///
    /// **A predicate can undo what the compiler guarantees.** Nobody checks it: one that says yes to too much hands your
    /// users' data to strangers. Prefer a pattern in the policy (`"https://*.example.com"`), then a list, then this. It
    /// is asked on requests, so it should neither block nor take long.
    ///
    /// The usual mistakes, beside what was meant:
    ///
    /// ```
    /// use cors_runtime::{Origin, cors};
    ///
    /// cors! {
    ///     const TENANTS = { origins: ["https://app.example.com", runtime], credentials: true };
    /// }
    ///
    /// type Predicate = fn(&Origin<'_>) -> bool;
    /// let evil = |predicate: Predicate, text| predicate(&Origin::parse(text).expect("an origin"));
    ///
    /// // WRONG: anybody can register `evilexample.com`.
    /// let wrong: Predicate = |origin| origin.as_str().ends_with("example.com");
    /// assert!(evil(wrong, "https://evilexample.com"));
    /// // WRONG: anybody can name a host `example.com.evil.net`.
    /// let wrong: Predicate = |origin| origin.as_str().contains("example.com");
    /// assert!(evil(wrong, "https://example.com.evil.net"));
    /// // WRONG: and so this.
    /// let wrong: Predicate = |origin| origin.as_str().starts_with("https://example.com");
    /// assert!(evil(wrong, "https://example.com.evil.net"));
    /// // WRONG: any scheme, so also a page that somebody on the network made up; any port.
    /// let wrong: Predicate = |origin| origin.is_subdomain_of("example.com");
    /// assert!(evil(wrong, "http://a.example.com:8080"));
    ///
    /// // RIGHT: scheme, host and port, each by itself and as a whole.
    /// let right: Predicate = |origin| {
    ///     origin.scheme() == "https" && origin.is_subdomain_of("example.com") && origin.port().is_none()
    /// };
    /// for text in ["https://evilexample.com", "https://example.com.evil.net", "http://a.example.com:8080"] {
    ///     assert!(!evil(right, text));
    /// }
    /// let live = TENANTS.with_origins_matching(right);
    /// assert!(live.allows_origin("https://a.example.com"));
    /// ```
    ///
    /// What it never sees, and so cannot allow: `null`; whatever is no origin as the
    /// [HTML standard](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    /// serialises one; several `Origin` lines; and, with credentials, an `http` origin whose host is not loopback,
    /// unless `runtime` bears `#[dangerously_allow(insecure_origins)]`. What the static part allows it is not asked.
    ///
    /// A predicate that panics has refused: the panic is caught, and told in an event at error level. (With
    /// `panic = "abort"` nothing can be caught.)
    pub fn with_origins_matching(
        self,
        predicate: impl Fn(&Origin<'_>) -> bool + Send + Sync + 'static,
    ) -> LivePolicy {
        LivePolicy::new(self, RunTime::Predicate(Arc::new(predicate)))
    }
}
