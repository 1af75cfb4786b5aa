//! The methods that a policy allows.

use cors_policy::bytes::same;
use cors_policy::token::is_token;

use crate::origin::Texts;

/// An allow-list of methods. Not public API.
#[derive(Debug, Clone)]
pub struct Methods {
    /// `any`.
    pub any: bool,
    /// The methods, `HEAD` after `GET` included.
    pub listed: Texts,
}

/// How a method was found in a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FoundMethod {
    No,
    Any,
    Listed(usize),
}

impl Methods {
    /// Methods are case-sensitive (RFC 9110, 9.1).
    #[inline]
    pub(crate) const fn find(&self, method: &[u8]) -> FoundMethod {
        if self.any {
            return if is_token(method) { FoundMethod::Any } else { FoundMethod::No };
        }
        let mut at = 0;
        while at < self.listed.len() {
            if same(self.listed.get(at).as_bytes(), method) {
                return FoundMethod::Listed(at);
            }
            at += 1;
        }
        FoundMethod::No
    }

    pub(crate) const fn allows(&self, method: &[u8]) -> bool {
        !matches!(self.find(method), FoundMethod::No)
    }
}
