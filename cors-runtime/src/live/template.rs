//! Giving a template its origins.

use std::env::{self, VarError};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use cors_policy::Origin;
use cors_policy::lookup::RunTime;
use cors_policy::origin::OriginError;
use cors_policy::violation::quote;

use super::errors::OriginErrors;
use super::list::{self, ReadList};
use super::policy::LivePolicy;
use crate::event;
use crate::policy::PolicyTemplate;

impl PolicyTemplate {
    /// Gives the template its list, from a database or a configuration. The list can be replaced later, see
    /// [`LivePolicy::replace_origins`].
    ///
    /// Entries follow the compiler's rules for literals: the exact text that a browser sends; with credentials, no
    /// `http` except for loopback, unless `runtime` has `#[dangerously_allow(insecure_origins)]`. With the feature
    /// `config`, an entry may also be a pattern, and needs `#[dangerously_allow(public_suffixes)]` or
    /// `#[dangerously_allow(any_host)]` on `runtime` where a literal would need it. Duplicates are fine, also of origins in
    /// the source, and so is an empty list.
    ///
    /// # Errors
    ///
    /// If any entry is wrong. The error names **every** bad entry, with the help that the compiler would give; see
    /// [`OriginErrors`] for an example. An `Option` or a `Result` is a list as well, of one entry or none: write `?` behind
    /// what may be missing, or a forgotten list is an empty one.
    ///
    /// ```
    /// # use cors_runtime::cors;
    /// cors! {
    ///     const TENANTS = { origins: ["https://app.example.com", runtime], credentials: true };
    /// }
    ///
    /// let live = TENANTS.with_origins(["https://t1.example.net"])?;
    /// # Ok::<_, cors_runtime::OriginErrors>(())
    /// ```
    pub fn with_origins(
        self,
        origins: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<LivePolicy, OriginErrors> {
        self.with_list(origins, None)
    }

    /// Like [`with_origins`](Self::with_origins), but takes the valid entries and returns what is wrong with the
    /// others, for [rows that customers typed](crate::guide::runtime#a-list-of-origins).
    pub fn with_valid_origins(
        self,
        origins: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> (LivePolicy, Vec<OriginError>) {
        let (policy, wrong) = ReadList::read(self.0, &[], origins).valid();
        (LivePolicy::of_data(Some(self), policy), wrong)
    }

    /// Gives the template the list in the environment variable `name`: origins separated by commas, white space or
    /// both. A variable that is set to an empty text is an empty list.
    ///
    /// # Errors
    ///
    /// If the variable is not set (a forgotten list is not an empty one) or not Unicode, or if any entry breaks the
    /// rules of [`with_origins`](Self::with_origins).
    pub fn with_origins_from_env(self, name: &str) -> Result<LivePolicy, OriginErrors> {
        let (what, help) = match env::var(name) {
            Ok(list) => return self.with_list(entries(&list), Some(name)),
            Err(VarError::NotPresent) => (
                "not set",
                "set it to origins separated by commas or white space, or to nothing for no origins",
            ),
            Err(VarError::NotUnicode(_)) => ("not Unicode", "an origin is ASCII text"),
        };
        let name = quote(name);
        let why = format!("gets its origins from the environment variable {name}, which is {what}");
        Err(OriginErrors::of_policy(self.name(), &why, help))
    }

    /// Like [`with_origins_from_env`](Self::with_origins_from_env), with a default list for when the variable is not
    /// set, such as the origin of a local front end.
    ///
    /// # Errors
    ///
    /// The same, except that a variable that is not set is not an error.
    pub fn with_origins_from_env_or(
        self,
        name: &str,
        default: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<LivePolicy, OriginErrors> {
        if env::var_os(name).is_some() {
            self.with_origins_from_env(name)
        } else {
            self.with_origins(default)
        }
    }

    fn with_list(
        self,
        origins: impl IntoIterator<Item = impl AsRef<str>>,
        variable: Option<&str>,
    ) -> Result<LivePolicy, OriginErrors> {
        let policy = ReadList::read(self.0, &[], origins).all(variable)?;
        Ok(LivePolicy::of_data(Some(self), policy))
    }

    /// Gives the template a predicate instead of a list, for what a list cannot express.
    ///
    /// **The predicate is not checked.** One that allows too much gives your users' data to strangers. Prefer a pattern in
    /// the policy (`"https://*.example.com"`), then a list, then this. It is called while requests wait, so it should
    /// neither block nor take long.
    ///
    /// | wrong | because |
    /// |---|---|
    /// | `origin.as_str().ends_with("example.com")` | anybody can register `evilexample.com` |
    /// | `contains("example.com")`, `starts_with("https://example.com")` | anybody can name a host `example.com.evil.net` |
    /// | `origin.is_subdomain_of("example.com")` alone | any scheme, so also a page that someone on the network path has forged; any port |
    ///
    /// ```
    /// # use cors_runtime::cors;
    /// cors! {
    ///     const TENANTS = { origins: [#[dangerously_allow(predicates)] runtime], credentials: true };
    /// }
    ///
    /// // Scheme, host and port are each compared as a whole.
    /// let live = TENANTS.with_origins_matching(|origin| {
    ///     origin.scheme() == "https" && origin.is_subdomain_of("example.com") && origin.port().is_none()
    /// })?;
    /// assert!(live.allows_origin("https://a.example.com"));
    /// # Ok::<_, cors_runtime::OriginErrors>(())
    /// ```
    ///
    /// It is not called for:
    ///
    /// - an origin that the source of the policy allows already;
    /// - `null`, several `Origin` lines, and text that is not an origin as the
    ///   [HTML standard](https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin)
    ///   serialises one;
    /// - with credentials, an `http` origin whose host is not loopback, unless `runtime` has
    ///   `#[dangerously_allow(insecure_origins)]`.
    ///
    /// A predicate that panics has refused: the panic is caught, and the first one is an event at error level. (With
    /// `panic = "abort"` it cannot be caught.)
    ///
    /// # Errors
    ///
    /// If the policy allows credentials, unless `runtime` has `#[dangerously_allow(predicates)]`: the predicate can
    /// undo what the compiler guarantees for every other policy.
    pub fn with_origins_matching(
        self,
        predicate: impl Fn(&Origin<'_>) -> bool + Send + Sync + 'static,
    ) -> Result<LivePolicy, OriginErrors> {
        let policy = self.0;
        let waived = policy.origins.run_time_entry().is_some_and(|entry| entry.waivers.predicates);
        if policy.credentials && !waived {
            return Err(OriginErrors::of_policy(
                policy.name(),
                "allows credentials, and a function could let any origin read a logged-in user's data",
                "give it a list; if the function has been reviewed, write \
                 `#[dangerously_allow(predicates)] runtime` in the policy",
            ));
        }
        let data =
            list::with_run_time(policy, RunTime::Predicate(Arc::new(caught(policy.name(), predicate))));
        Ok(LivePolicy::of_data(Some(self), data))
    }
}

/// `predicate`, with a panic as a refusal, which does not end the worker's task.
fn caught(policy: &'static str, predicate: impl Fn(&Origin<'_>) -> bool) -> impl Fn(&Origin<'_>) -> bool {
    let is_reported = AtomicBool::new(false);
    move |origin| {
        catch_unwind(AssertUnwindSafe(|| predicate(origin))).unwrap_or_else(|_| {
            if !is_reported.swap(true, Ordering::Relaxed) {
                event::predicate_panicked(policy, origin.as_str());
            }
            false
        })
    }
}

/// The origins in a text, separated by commas, white space or both. A comment is one entry, so that it is one mistake.
fn entries(list: &str) -> impl Iterator<Item = &str> {
    list.lines().flat_map(|line| {
        let comment =
            line.find('#').filter(|at| !line[..*at].ends_with(|c: char| !(c == ',' || c.is_whitespace())));
        let (origins, comment) = line.split_at(comment.unwrap_or(line.len()));
        origins
            .split(|c: char| c == ',' || c.is_whitespace())
            .chain([comment])
            .filter(|origin| !origin.is_empty())
    })
}
