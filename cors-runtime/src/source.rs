//! Where a middleware takes its policy from.

use std::borrow::Cow;
use std::ops::Deref;

use crate::data::PolicyData;
use crate::policy::Policy;

/// A policy that can be enforced: a constant, or one that the running service may replace.
pub trait Source: Clone + 'static {
    /// What is in force at one moment. A request keeps it until its response is written.
    type Data: Deref<Target = PolicyData> + Clone + 'static;

    /// What is in force now.
    fn data(&self) -> Self::Data;

    /// Which policy this is, whatever its content.
    fn identity(&self) -> Identity;

    /// The name of the policy in messages.
    fn name(&self) -> Cow<'static, str>;
}

/// A policy's identity: the address of what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Identity(usize);

impl Identity {
    pub(crate) fn of<T>(place: &T) -> Self {
        Self(std::ptr::from_ref(place).addr())
    }

    #[cfg(feature = "tower")]
    pub(crate) fn address(self) -> usize {
        self.0
    }
}

impl Source for Policy {
    type Data = &'static PolicyData;

    fn data(&self) -> Self::Data {
        self.__cors_policy()
    }

    fn identity(&self) -> Identity {
        Identity::of(self.__cors_policy())
    }

    fn name(&self) -> Cow<'static, str> {
        Cow::Borrowed((*self).name())
    }
}
