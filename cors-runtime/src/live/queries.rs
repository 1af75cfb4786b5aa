//! What a live policy says at a moment: the getters and the questions of [`Policy`](crate::Policy).

use std::borrow::Cow;
use std::time::Duration;

use cors_policy::decision::granted_origin;
use cors_policy::verdict::Verdict;

use super::policy::LivePolicy;
use crate::choose::Source as _;
use crate::names::Names;
use crate::policy::common_queries;

common_queries!(LivePolicy: [fn](self: &Self) => self.in_force(), Names<Vec<String>>);

impl LivePolicy {
    /// The run-time list at this moment, sorted and without duplicates; empty for a policy without a list.
    pub fn run_time_origins(&self) -> Vec<String> {
        self.in_force().origins.given().iter().map(str::to_owned).collect()
    }

    /// The name of the policy in force: that of the constant or the template, or the prefix of the configuration.
    pub fn name(&self) -> Cow<'static, str> {
        self.in_force().name.clone()
    }

    /// The origins in force: as the policy has them, then those of the run-time list. Origins that a predicate allows are
    /// not among them.
    pub fn origins(&self) -> Names<Vec<String>> {
        Names::owned_origins(&self.in_force().origins)
    }

    /// Returns `true` if `origin`, byte for byte as a browser sends it, is allowed at this moment.
    ///
    /// ```
    /// # use cors_runtime::cors;
    /// # cors! { const TENANTS = { origins: ["https://*.example.com", runtime] }; }
    /// let live = TENANTS.with_origins(["https://t1.example.net"])?;
    /// assert!(live.allows_origin("https://t1.example.net") && live.allows_origin("https://a.example.com"));
    /// assert!(!live.allows_origin("https://t1.example.net/") && !live.allows_origin("null"));
    /// # Ok::<_, cors_runtime::OriginErrors>(())
    /// ```
    pub fn allows_origin(&self, origin: &str) -> bool {
        granted_origin(&self.in_force(), &origin).is_some()
    }

    /// The verdict at this moment on a preflight from `origin`, for `method`, with these request headers.
    pub fn check(&self, origin: &str, method: &str, headers: &[&str]) -> Verdict {
        let policy = self.in_force();
        if granted_origin(&policy, &origin).is_none() {
            return Verdict::OriginNotAllowed;
        }
        Verdict::from_outcome(policy.evaluate_method_and_headers(method, headers))
    }
}
