//! The words of a policy: its fields and its waivers.

use std::fmt;

pub use crate::field::FieldName;

/// A risk that the author of a policy takes, declared on the entry that creates it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Waiver {
    /// With credentials, `http` with a host that is not loopback.
    InsecureOrigins,
    /// With credentials, a wildcard that reaches a public suffix.
    PublicSuffixes,
    /// With credentials, a predicate of the running service in place of a list.
    Predicates,
}

impl Waiver {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::InsecureOrigins, Self::PublicSuffixes, Self::Predicates];

    /// As it is written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InsecureOrigins => "insecure_origins",
            Self::PublicSuffixes => "public_suffixes",
            Self::Predicates => "predicates",
        }
    }

    /// The waiver of this name.
    pub fn of(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|waiver| waiver.name() == name)
    }
}

impl fmt::Display for Waiver {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The risks that a list given at run time may create.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct RunTimeWaivers {
    /// See [`Waiver::InsecureOrigins`].
    pub insecure_origins: bool,
    /// See [`Waiver::PublicSuffixes`].
    pub public_suffixes: bool,
    /// See [`Waiver::Predicates`].
    pub predicates: bool,
}

impl RunTimeWaivers {
    /// Adds one.
    pub fn add(&mut self, waiver: Waiver) {
        match waiver {
            Waiver::InsecureOrigins => self.insecure_origins = true,
            Waiver::PublicSuffixes => self.public_suffixes = true,
            Waiver::Predicates => self.predicates = true,
        }
    }

    /// The first one that `other` lacks.
    pub const fn first_beyond(self, other: Self) -> Option<Waiver> {
        // Each by its name, so that a new waiver cannot be forgotten here.
        let Self { insecure_origins, public_suffixes, predicates } = self;
        if insecure_origins && !other.insecure_origins {
            Some(Waiver::InsecureOrigins)
        } else if public_suffixes && !other.public_suffixes {
            Some(Waiver::PublicSuffixes)
        } else if predicates && !other.predicates {
            Some(Waiver::Predicates)
        } else {
            None
        }
    }
}
