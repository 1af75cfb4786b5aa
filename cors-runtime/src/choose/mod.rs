//! What chooses the policy of a request: a policy by itself, or one with exceptions for methods or for origins.

mod by_method;
mod by_origin;

use std::borrow::Cow;
use std::fmt;
use std::hash::{DefaultHasher, Hash, Hasher as _};
use std::ops::Deref;

use cors_policy::decision::{CorsRequest, Framework};
use cors_policy::within::Text;

pub use self::by_method::ByMethod;
pub use self::by_origin::ByOrigin;
use crate::data::PolicyData;
use crate::policy::Policy;
use crate::response::Kept;

/// What decides which of several policies is a request's.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChosenBy {
    /// Nothing: there is one.
    Nothing,
    /// The method.
    Method,
    /// `Origin`, whatever else. Then every answer depends on it, also that of a policy which is open to any origin.
    Origin,
}

/// A policy that can be enforced: a constant, or one that the running service may replace.
pub trait Source: Clone + 'static {
    /// What is in force while a request is decided.
    type InForce: Deref<Target = PolicyData>;

    /// What is in force now.
    fn in_force(&self) -> Self::InForce;

    /// The part that a request keeps.
    fn keep(policy: &Self::InForce) -> Kept;

    /// Which policy this is, whatever its content.
    fn identity(&self) -> Identity;

    /// Its name in messages.
    fn name(&self) -> Cow<'static, str> {
        self.in_force().name.clone()
    }
}

/// What chooses the policy of a request, from what a preflight and the request that follows it have in common. Sealed:
/// it cannot be named outside of this crate.
pub trait Chooser: Clone + 'static {
    /// The kind of policy that it chooses among.
    type Policy: Source;

    /// What decides which policy is the request's.
    const CHOSEN_BY: ChosenBy;

    /// The policy for a request, as it is in force now. The request is decided by this very version: another one might
    /// not have been chosen.
    fn choose<F: Framework>(&self, request: &CorsRequest<'_, F>) -> InForce<Self>;

    /// Its place in the identity of the chooser that it is a part of: what it chooses by, and the identities of its
    /// policies, in order.
    fn identify(&self, identity: &mut DefaultHasher);

    /// Which one this is, whatever its policies contain. None of its policies alone is the same.
    fn identity(&self) -> Identity {
        let mut identity = DefaultHasher::new();
        self.identify(&mut identity);
        Identity(identity.finish())
    }

    /// Its name in messages.
    fn name(&self) -> Name;
}

/// What is in force of the chosen policy.
pub(crate) type InForce<C> = <<C as Chooser>::Policy as Source>::InForce;

impl<P: Source> Chooser for P {
    type Policy = P;

    const CHOSEN_BY: ChosenBy = ChosenBy::Nothing;

    #[inline]
    fn choose<F: Framework>(&self, _: &CorsRequest<'_, F>) -> P::InForce {
        self.in_force()
    }

    fn identify(&self, identity: &mut DefaultHasher) {
        Source::identity(self).hash(identity);
    }

    fn identity(&self) -> Identity {
        Source::identity(self)
    }

    fn name(&self) -> Name {
        Name { base: Source::name(self), has_exceptions: false }
    }
}

/// Which policy a request meets. A policy's is the address of what it holds; a chooser's stands for a list of those, and
/// has so many bits that two different ones are never equal by accident.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Identity(u64);

impl Identity {
    pub(crate) fn from_address<T>(place: &T) -> Self {
        Self(std::ptr::from_ref(place).addr() as u64)
    }
}

/// What a policy is called in a message about the arrangement of policies.
#[derive(Debug, Clone)]
pub struct Name {
    /// That of the policy itself, or of the one that the others are exceptions from.
    pub(crate) base: Cow<'static, str>,
    pub(crate) has_exceptions: bool,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "policy `{}`", self.base)?;
        if self.has_exceptions { f.write_str(" (with its exceptions)") } else { Ok(()) }
    }
}

impl Source for Policy {
    type InForce = &'static PolicyData;

    fn in_force(&self) -> &'static PolicyData {
        self.0
    }

    fn keep(policy: &&'static PolicyData) -> Kept {
        Kept::Constant(policy)
    }

    fn identity(&self) -> Identity {
        Identity::from_address(self.0)
    }
}

/// `for $at in 0..$list.len() { $check }`, which a `const fn` cannot have.
macro_rules! for_each {
    ($at:ident in $list:ident: $check:expr) => {
        let mut $at = 0;
        while $at < $list.len() {
            $check;
            $at += 1;
        }
    };
}
use for_each;

/// Panics with this message; in a `const`, a compile error.
#[track_caller]
const fn refuse(message: &[&str]) -> ! {
    panic!("{}", Text::concat(&[message]).as_str())
}
