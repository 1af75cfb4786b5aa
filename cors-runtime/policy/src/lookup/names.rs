//! Methods, and names of headers.

use std::fmt;

use super::texts::Texts;
use crate::allowed::Allowed;
use crate::bytes::same;
use crate::method;
use crate::token::is_token;

/// Methods, with `HEAD` after `GET`; or names of headers, in lower case.
pub type NameSet = Allowed<Texts>;

/// Whether a policy can allow `method`: a token (RFC 9110, 9.1) of bounded length, and not the one named `*`, which
/// browsers would take for every method if an answer named it
/// (<https://fetch.spec.whatwg.org/#cors-preflight-fetch>, step 7).
#[inline]
pub const fn is_method(method: &[u8]) -> bool {
    method.len() <= method::LONGEST && is_token(method) && !same(method, b"*")
}

/// How a method was found in a policy.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FoundMethod {
    /// It is not allowed.
    No,
    /// The policy allows any method.
    Any,
    /// It is at this place of the list.
    Listed(usize),
}

impl NameSet {
    /// An empty list.
    pub const EMPTY: Self = Self::List(Texts::Constant(&[]));

    /// Methods are case-sensitive (RFC 9110, 9.1).
    ///
    /// Not inlined into a preflight, where so much else is in registers (counted: 40 instructions).
    #[inline(never)]
    pub const fn find_method(&self, method: &[u8]) -> FoundMethod {
        self.find_method_here(method)
    }

    #[allow(clippy::inline_always, reason = "counted: 20 instructions of each request that is allowed")]
    #[inline(always)]
    const fn find_method_here(&self, method: &[u8]) -> FoundMethod {
        let listed = match self {
            Self::List(listed) => listed,
            Self::Any if is_method(method) => return FoundMethod::Any,
            Self::Any | Self::None => return FoundMethod::No,
        };
        let mut at = 0;
        while at < listed.len() {
            if same(listed.get(at).as_bytes(), method) {
                return FoundMethod::Listed(at);
            }
            at += 1;
        }
        FoundMethod::No
    }

    /// Whether the method is allowed.
    #[inline]
    pub const fn allows_method(&self, method: &[u8]) -> bool {
        !matches!(self.find_method_here(method), FoundMethod::No)
    }

    /// Whether the header is allowed. Names of headers are not case-sensitive (RFC 9110, 5.1).
    #[inline]
    pub const fn allows_header(&self, name: &[u8]) -> bool {
        let listed = match self {
            Self::List(listed) => listed,
            // An answer that named `*` would be the wildcard (Fetch, "CORS-preflight fetch", step 7).
            Self::Any => return is_token(name) && !same(name, b"*"),
            Self::None => return false,
        };
        let mut at = 0;
        while at < listed.len() {
            // Browsers send lower case, and comparing that takes eight bytes at a time.
            let listed = listed.get(at).as_bytes();
            if same(name, listed) || (name.len() == listed.len() && name.eq_ignore_ascii_case(listed)) {
                return true;
            }
            at += 1;
        }
        false
    }
}

/// `any`, the names with commas between them, or `none`.
impl fmt::Display for NameSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let listed = match self {
            Self::Any => return f.write_str("any"),
            Self::List(listed) if !listed.is_empty() => listed,
            Self::List(_) | Self::None => return f.write_str("none"),
        };
        for (at, name) in listed.iter().enumerate() {
            write!(f, "{}{name}", if at == 0 { "" } else { ", " })?;
        }
        Ok(())
    }
}
