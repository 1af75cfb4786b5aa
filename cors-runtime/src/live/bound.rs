//! Bounds: constants that a live policy stays within, whatever it is replaced with.

use std::fmt;

use cors_policy::within::ExcessGrant;

use super::errors::readable_error;
use super::policy::LivePolicy;
use crate::choose::Source;
use crate::data::PolicyData;
use crate::policy::{Policy, PolicyTemplate};

/// A policy that the compiler knows: [`Policy`] or [`PolicyTemplate`], as the outer one of a comparison.
pub trait ConstantPolicy: sealed::Sealed {}

impl ConstantPolicy for Policy {}
impl ConstantPolicy for PolicyTemplate {}

mod sealed {
    use super::{Policy, PolicyData, PolicyTemplate};

    pub trait Sealed {
        fn constant(self) -> &'static PolicyData;
    }

    impl Sealed for Policy {
        fn constant(self) -> &'static PolicyData {
            self.0
        }
    }

    impl Sealed for PolicyTemplate {
        fn constant(self) -> &'static PolicyData {
            self.0
        }
    }
}

impl LivePolicy {
    /// Returns `true` if the policy grants nothing at this moment that `outer` does not grant; see [`Policy::is_within`].
    /// An entry of its list is within the `runtime` of `outer`, and otherwise compared like a constant. A predicate instead of a
    /// list is within the `runtime` of `outer`, and within `any`.
    pub fn is_within(&self, outer: impl ConstantPolicy) -> bool {
        self.in_force().first_beyond(outer.constant()).is_none()
    }

    /// Gives the policy a bound, for all clones: from now on, every replacement has to be within `outer`. A list, a policy
    /// or a configuration that goes beyond it is refused, and the policy in force stays. A bound cannot be removed; with
    /// several, each has to hold.
    ///
    /// # Errors
    ///
    /// If the policy is not within `outer` now. That includes the fields of a template whose list is still empty, because
    /// no list could ever be accepted.
    ///
    /// ```
    /// # use cors_runtime::cors;
    /// cors! {
    ///     const COMPANY = { origins: ["https://*.example.com"], credentials: true };
    ///     const TENANTS = { origins: [runtime], credentials: true };
    /// }
    ///
    /// let live = TENANTS.with_origins(["https://t1.example.com"])?.within(COMPANY)?;
    /// let errors = live.replace_origins(["https://t1.example.com", "https://t1.example.net"]).unwrap_err();
    /// assert!(errors.to_string().contains("entry 2: `COMPANY` does not allow `https://t1.example.net`"));
    /// # Ok::<_, cors_runtime::OriginErrors>(())
    /// ```
    pub fn within(self, outer: impl ConstantPolicy) -> Result<Self, NotWithin> {
        let outer = outer.constant();
        let mut bounds = self.lock_bounds();
        let inner = self.in_force();
        NotWithin::check(&inner, outer)?;
        if self.template().is_some() {
            NotWithin::check_grant(inner.first_beyond_whatever_the_origins(outer), &inner, outer)?;
        }
        bounds.push(outer);
        drop((inner, bounds));
        Ok(self)
    }
}

/// A policy grants something that its bound does not grant. The error names the first such grant.
///
/// See [`LivePolicy::within`].
#[derive(Clone, PartialEq, Eq)]
pub struct NotWithin(String);

impl NotWithin {
    pub(super) fn check(inner: &PolicyData, outer: &PolicyData) -> Result<(), Self> {
        Self::check_grant(inner.first_beyond(outer), inner, outer)
    }

    fn check_grant(
        grant: Option<ExcessGrant<'_>>,
        inner: &PolicyData,
        outer: &PolicyData,
    ) -> Result<(), Self> {
        let Some(grant) = grant else { return Ok(()) };
        let (inner, outer) = (inner.name(), outer.name());
        let (message, advice) = (grant.message(inner, outer).concat(), grant.advice(inner, outer));
        Err(Self(format!("{message}\n\n{advice}")))
    }
}

impl fmt::Display for NotWithin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

readable_error!(NotWithin);
