//! Not public API: what the fuzz targets and property tests of this repository call. Anything here may change in any
//! release.

use crate::policy::Policy;
use crate::request_headers::Scan;

/// Whether the scan of Access-Control-Request-Headers lets these lines pass.
pub fn allows_request_headers<'a>(policy: Policy, mut lines: impl Iterator<Item = &'a [u8]>) -> bool {
    let policy = policy.__cors_policy();
    let mut scan = Scan::new(&policy.headers, policy.credentials);
    lines.all(|line| scan.refused(line).is_none())
}

/// Whether the matcher finds these bytes of an `Origin` line among the origins known at compile time.
pub fn allows_origin_bytes(policy: Policy, origin: &[u8]) -> bool {
    !matches!(policy.__cors_policy().origins.find(origin), crate::origin::Found::No)
}
