//! Not public API: what the fuzz targets and property tests of this repository call. Anything here may change in any
//! release.

use crate::policy::Policy;

/// Whether the scan of Access-Control-Request-Headers lets these lines pass.
pub fn allows_request_headers<'a>(policy: Policy, lines: impl Iterator<Item = &'a [u8]> + Clone) -> bool {
    policy.facts().headers.allow_all(lines).is_ok()
}

/// Whether the matcher finds these bytes of an `Origin` line among the origins known at compile time.
pub fn allows_origin_bytes(policy: Policy, origin: &[u8]) -> bool {
    !matches!(policy.facts().origins.find(origin), crate::origin::Found::No)
}
