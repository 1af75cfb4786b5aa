//! The methods that a policy allows.

use cors_policy::bytes::same;
use cors_policy::token::is_token;

use crate::origin::Texts;

/// No registered method has more than 17 bytes. A longer one is not worth reading: a client chooses its length.
const LONGEST: usize = 64;

/// Whether a policy can allow `method`: a token (RFC 9110, 9.1) of bounded length, and not the one named `*`, which
/// browsers would take for every method if an answer named it
/// (<https://fetch.spec.whatwg.org/#cors-preflight-fetch>, step 7).
pub(crate) const fn is_method(method: &[u8]) -> bool {
    method.len() <= LONGEST && is_token(method) && !same(method, b"*")
}

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
            return if is_method(method) { FoundMethod::Any } else { FoundMethod::No };
        }
        if method.len() > LONGEST {
            return FoundMethod::No;
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
