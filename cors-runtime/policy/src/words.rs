//! The words of a policy: its fields and its waivers.

use std::fmt;

pub use crate::field::FieldName;

/// Whether a word stands for everybody or everything, as other software writes it.
pub fn means_any(word: &str) -> bool {
    let words = ["*", "**", ".*", "any", "anyone", "all", "every", "everyone", "everybody", "everything"];
    words.iter().any(|any| any.eq_ignore_ascii_case(word.trim()))
}

/// Schemes of pages that come from no server: browser extensions, and applications that show pages.
#[rustfmt::skip]
pub const APPLICATIONS: [&str; 7] = [
    "capacitor", "chrome-extension", "ionic", "moz-extension", "safari-web-extension", "tauri", "vscode-webview",
];

/// A risk that the author of a policy takes, declared on the entry that creates it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Waiver {
    /// With credentials, `http` with a host that is not loopback.
    InsecureOrigins,
    /// With credentials, a wildcard that reaches a public suffix.
    PublicSuffixes,
    /// With credentials, any host of a scheme other than `http` and `https`.
    AnyHost,
    /// With credentials, a predicate of the running service in place of a list.
    Predicates,
}

impl Waiver {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::InsecureOrigins, Self::PublicSuffixes, Self::AnyHost, Self::Predicates];

    /// As it is written.
    pub const fn name(self) -> &'static str {
        match self {
            Self::InsecureOrigins => "insecure_origins",
            Self::PublicSuffixes => "public_suffixes",
            Self::AnyHost => "any_host",
            Self::Predicates => "predicates",
        }
    }

    /// The waiver of this name.
    pub fn from_name(name: &str) -> Option<Self> {
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
#[allow(clippy::struct_excessive_bools, reason = "each waiver is given or not, whatever the others are")]
pub struct RunTimeWaivers {
    /// See [`Waiver::InsecureOrigins`].
    pub insecure_origins: bool,
    /// See [`Waiver::PublicSuffixes`].
    pub public_suffixes: bool,
    /// See [`Waiver::AnyHost`].
    pub any_host: bool,
    /// See [`Waiver::Predicates`].
    pub predicates: bool,
}

impl RunTimeWaivers {
    /// Adds one.
    pub fn add(&mut self, waiver: Waiver) {
        match waiver {
            Waiver::InsecureOrigins => self.insecure_origins = true,
            Waiver::PublicSuffixes => self.public_suffixes = true,
            Waiver::AnyHost => self.any_host = true,
            Waiver::Predicates => self.predicates = true,
        }
    }

    /// Whether this one is among them.
    pub const fn contain(self, waiver: Waiver) -> bool {
        match waiver {
            Waiver::InsecureOrigins => self.insecure_origins,
            Waiver::PublicSuffixes => self.public_suffixes,
            Waiver::AnyHost => self.any_host,
            Waiver::Predicates => self.predicates,
        }
    }

    /// The first one that `other` lacks.
    pub const fn first_beyond(self, other: Self) -> Option<Waiver> {
        let mut at = 0;
        while at < Waiver::ALL.len() {
            let waiver = Waiver::ALL[at];
            if self.contain(waiver) && !other.contain(waiver) {
                return Some(waiver);
            }
            at += 1;
        }
        None
    }
}
