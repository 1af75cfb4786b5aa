//! A policy that the running service may choose or replace.

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use arc_swap::{ArcSwap, Guard};
use cors_policy::decision::granted_origin;
use cors_policy::lookup::{RunTime, RunTimeEntry};
use cors_policy::origin::OriginError;
use cors_policy::verdict::Verdict;

use super::bound::NotWithin;
use super::errors::{OriginErrors, ReplaceError, TemplateMismatch};
use super::list::ReadList;
use crate::choose::{Identity, Source};
use crate::data::PolicyData;
use crate::names::Names;
use crate::policy::{Policy, PolicyTemplate, common_queries};
use crate::response::{Exposure, Kept};

/// A policy that the running service may choose or replace.
///
/// | made from | with | what can be replaced |
/// |---|---|---|
/// | a constant | `LivePolicy::from(PUBLIC)` | the whole policy |
/// | a template, whose list contains `runtime` | [`PolicyTemplate::with_origins`] and similar | the list |
#[cfg_attr(
    feature = "config",
    doc = "| a configuration | `LivePolicy::try_from(config)`, see [`PolicyConfig`](crate::PolicyConfig) | the whole policy |"
)]
///
/// [The guide](crate::guide::runtime) says which of these a service needs.
///
/// It can be wrapped or layered wherever a [`Policy`] can, and one made from a template can be given to
/// `#[cross_origin(TENANTS, origins = …)]`. With a [bound](Self::within) every replacement stays within a constant policy.
/// Clones are cheap and share one policy: a replacement through one of them takes effect for all of them, in all workers,
/// at once. A request is decided by the version in force when it arrives, and keeps only what its response will carry, so
/// no list of origins lives longer because a client is slow. Deciding takes no lock and does not allocate. A getter answers
/// for the version in force when it is called.
///
/// ```
/// use cors_runtime::{LivePolicy, OriginErrors, cors};
///
/// cors! {
///     const PUBLIC = { origins: any };
///     const TENANTS = { origins: ["https://app.example.com", runtime], credentials: true };
/// }
///
/// fn policy(open: bool, tenants: &[String]) -> Result<LivePolicy, OriginErrors> {
///     Ok(if open { PUBLIC.into() } else { TENANTS.with_origins(tenants)? })
/// }
/// # policy(true, &[]).unwrap();
/// ```
#[derive(Clone)]
#[must_use = "give it to `.wrap` or `.layer`, or to `#[cross_origin(…, origins = …)]`"]
pub struct LivePolicy(Arc<Shared>);

/// What clones share.
struct Shared {
    /// The template that the policy was made from, if only its list may change.
    template: Option<PolicyTemplate>,
    /// The constant policies that it stays within. None is ever taken away.
    bounds: Mutex<Vec<&'static PolicyData>>,
    version: ArcSwap<Version>,
}

/// What is in force from one replacement to the next.
#[derive(Debug)]
struct Version {
    policy: PolicyData,
    /// What requests keep, which is no list.
    exposure: Arc<Exposure>,
    /// What its configuration says without effect.
    #[cfg(feature = "config")]
    notes: Vec<super::ConfigNote>,
}

impl Version {
    fn new(policy: PolicyData) -> Self {
        Self {
            exposure: Arc::new(Exposure::of(&policy)),
            policy,
            #[cfg(feature = "config")]
            notes: Vec::new(),
        }
    }
}

/// The same policy as the constant, until it is replaced.
impl From<Policy> for LivePolicy {
    fn from(policy: Policy) -> Self {
        Self::of_data(None, policy.0.clone())
    }
}

impl LivePolicy {
    pub(super) fn of_data(template: Option<PolicyTemplate>, data: PolicyData) -> Self {
        Self::of_version(template, Version::new(data))
    }

    /// Of a configuration, with what it says without effect.
    #[cfg(feature = "config")]
    pub(super) fn configured(policy: PolicyData, notes: Vec<super::ConfigNote>) -> Self {
        Self::of_version(None, Version { notes, ..Version::new(policy) })
    }

    fn of_version(template: Option<PolicyTemplate>, version: Version) -> Self {
        Self(Arc::new(Shared { template, bounds: Mutex::default(), version: ArcSwap::from_pointee(version) }))
    }

    /// Keeps everybody else from replacing the policy, or from adding a bound, as long as the guard lives.
    pub(super) fn lock_bounds(&self) -> MutexGuard<'_, Vec<&'static PolicyData>> {
        // Whoever panicked had the lock only to compare.
        self.0.bounds.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts a version in force if it is within the bounds.
    fn store(&self, version: Arc<Version>) -> Result<(), NotWithin> {
        let bounds = self.lock_bounds();
        bounds.iter().try_for_each(|outer| NotWithin::check(&version.policy, outer))?;
        self.0.version.store(version);
        Ok(())
    }

    /// Reads a list for the policy, and holds each entry to the rules and to the bounds.
    fn read(&self, origins: impl IntoIterator<Item = impl AsRef<str>>) -> Result<ReadList, OriginErrors> {
        let template = self.with_list()?;
        // Not while it is locked: the iterator is the service's code.
        let bounds = self.lock_bounds().clone();
        Ok(ReadList::read(template.0, &bounds, origins))
    }

    /// The template that this policy was made from, if there is one.
    pub fn template(&self) -> Option<PolicyTemplate> {
        self.0.template
    }

    /// Replaces the list of a policy that was made from a template, for all clones and all workers at once. A request
    /// sees the old list or the new one, never a part of either.
    ///
    /// Entries follow the rules of [`PolicyTemplate::with_origins`]. If several threads call it, the last list wins.
    ///
    /// # Errors
    ///
    /// If any entry is wrong: then nothing changes, and the error names every bad entry. Also if the policy has no
    /// list, because it was made with [`with_origins_matching`](PolicyTemplate::with_origins_matching), or not from a
    /// template. With a [bound](Self::within), an entry beyond it is a bad one.
    ///
    /// ```
    /// # use cors_runtime::cors;
    /// # cors! { const TENANTS = { origins: [runtime] }; }
    /// let live = TENANTS.with_origins(["https://t1.example"])?;
    /// assert!(live.replace_origins(["https://t2.example", "t3.example"]).is_err());
    /// assert_eq!(live.run_time_origins(), ["https://t1.example"]);
    /// live.replace_origins(["https://t2.example"])?;
    /// assert_eq!(live.run_time_origins(), ["https://t2.example"]);
    /// # Ok::<_, cors_runtime::OriginErrors>(())
    /// ```
    pub fn replace_origins(
        &self,
        origins: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<(), OriginErrors> {
        let policy = self.read(origins)?.all(None)?;
        Ok(self.store(Arc::new(Version::new(policy)))?)
    }

    /// Like [`replace_origins`](Self::replace_origins), but takes the valid entries and returns what is wrong with the
    /// others. So a tenant that leaves is gone at once, even if another tenant's entry is mistyped.
    ///
    /// # Errors
    ///
    /// If the policy has no list.
    pub fn replace_valid_origins(
        &self,
        origins: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<Vec<OriginError>, OriginErrors> {
        let (policy, wrong) = self.read(origins)?.valid();
        self.store(Arc::new(Version::new(policy)))?;
        Ok(wrong)
    }

    /// The template, if the policy has a list.
    fn with_list(&self) -> Result<PolicyTemplate, OriginErrors> {
        let policy = self.in_force();
        let run_time = policy.origins.run_time_entry().map(|entry: &RunTimeEntry| &entry.origins);
        match (self.0.template, run_time) {
            (None, _) => Err(OriginErrors::of_policy(
                policy.name(),
                "is in force in a `LivePolicy` that was not made from a template: there is no list to replace",
                "replace it as a whole, with `replace`",
            )),
            (Some(_), Some(RunTime::Predicate(_))) => Err(OriginErrors::of_policy(
                policy.name(),
                "was made with `with_origins_matching`: it asks a function, and has no list to replace",
                "make it with `with_origins`",
            )),
            (Some(template), _) => Ok(template),
        }
    }

    /// Replaces the whole policy with the one that is in force in `policy` now, for all clones and all workers at once.
    /// A request sees the old policy or the new one, never a part of either.
    ///
    /// # Errors
    ///
    /// If this policy was made from a template, and `policy` was not made from the same one: the service would not use
    /// the policy that the compiler checked for its routes. Also if `policy` is beyond a [bound](Self::within). Then
    /// nothing changes.
    ///
    /// ```
    /// # use cors_runtime::{LivePolicy, cors};
    /// cors! {
    ///     const CLOSED = { origins: ["https://app.example.com"] };
    ///     const OPEN = { origins: any };
    /// }
    ///
    /// let live = LivePolicy::from(CLOSED);
    /// live.replace(OPEN)?;
    /// assert!(live.allows_origin("https://anybody.example"));
    /// # Ok::<_, cors_runtime::ReplaceError>(())
    /// ```
    pub fn replace(&self, policy: impl Into<Self>) -> Result<(), ReplaceError> {
        let policy = policy.into();
        if let Some(template) = self.0.template
            && !policy.0.template.is_some_and(|other| std::ptr::eq(template.0, other.0))
        {
            let (template, given) = (template.name(), policy.name().into_owned());
            return Err(ReplaceError::TemplateMismatch(TemplateMismatch { template, given }));
        }
        Ok(self.store(policy.0.version.load_full())?)
    }

    /// Values without effect in the configuration of the policy in force, such as duplicates, for a service to show its
    /// operators. Each was also an event at warn level when the policy was made. Empty for a policy that does not come
    /// from a configuration. [`PolicyConfig`](crate::PolicyConfig) says which there are.
    #[cfg(feature = "config")]
    pub fn notes(&self) -> Vec<super::ConfigNote> {
        self.0.version.load().notes.clone()
    }
}

common_queries!(LivePolicy: [fn](self: &Self) => self.in_force(), Names<Vec<String>>);

/// What it says at this moment, as [`Policy`] does in a `const`.
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

/// The version in force while a request is decided.
#[derive(Debug)]
pub struct LiveInForce(Guard<Arc<Version>>);

impl Deref for LiveInForce {
    type Target = PolicyData;

    fn deref(&self) -> &PolicyData {
        &self.0.policy
    }
}

impl Source for LivePolicy {
    type InForce = LiveInForce;

    fn in_force(&self) -> LiveInForce {
        LiveInForce(self.0.version.load())
    }

    fn keep(policy: &LiveInForce) -> Kept {
        Kept::Live(Arc::clone(&policy.0.exposure))
    }

    fn identity(&self) -> Identity {
        Identity::from_address(&*self.0)
    }
}

impl fmt::Debug for LivePolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LivePolicy({})", self.in_force().name())
    }
}

/// The policy in force at this moment, as a table like that of a constant policy.
impl fmt::Display for LivePolicy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::display::table(&self.in_force(), f)
    }
}
