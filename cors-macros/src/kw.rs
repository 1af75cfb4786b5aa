//! The words of the language; fields and waivers are in `cors_policy::words`.

use syn::Path;
use syn::ext::IdentExt;

pub(crate) const ANY: &str = "any";
pub(crate) const NONE: &str = "none";
pub(crate) const RUNTIME: &str = "runtime";
pub(crate) const INCLUDE: &str = "include";
pub(crate) const EXPECT: &str = "expect";
pub(crate) const ALLOW: &str = "allow";
pub(crate) const DENY: &str = "deny";
pub(crate) const FROM: &str = "from";
pub(crate) const WITHIN: &str = "within";
pub(crate) const WITH: &str = "with";

pub(crate) const CFG: &str = "cfg";
pub(crate) const CFG_ATTR: &str = "cfg_attr";
pub(crate) const DANGEROUSLY_ALLOW: &str = "dangerously_allow";

/// Whether `path` is this built-in attribute; the compiler reads `r#cfg` as `cfg`.
pub(crate) fn is(path: &Path, attribute: &str) -> bool {
    path.get_ident().is_some_and(|name| name.unraw() == attribute)
}
