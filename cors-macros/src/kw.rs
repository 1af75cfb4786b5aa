//! The words of the language, once.

pub(crate) const ORIGINS: &str = "origins";
pub(crate) const METHODS: &str = "methods";
pub(crate) const HEADERS: &str = "headers";
pub(crate) const EXPOSE: &str = "expose";
pub(crate) const CREDENTIALS: &str = "credentials";
pub(crate) const MAX_AGE: &str = "max_age";
pub(crate) const PREFLIGHT_STATUS: &str = "preflight_status";

/// Every field, in the order in which messages list them.
pub(crate) const FIELDS: [&str; 7] =
    [ORIGINS, METHODS, HEADERS, EXPOSE, CREDENTIALS, MAX_AGE, PREFLIGHT_STATUS];

pub(crate) const ANY: &str = "any";
pub(crate) const RUNTIME: &str = "runtime";
pub(crate) const INCLUDE: &str = "include";
pub(crate) const EXPECT: &str = "expect";
pub(crate) const ALLOW: &str = "allow";
pub(crate) const DENY: &str = "deny";
pub(crate) const FROM: &str = "from";
pub(crate) const WITH: &str = "with";

pub(crate) const CFG: &str = "cfg";
pub(crate) const DANGEROUSLY_ALLOW: &str = "dangerously_allow";
pub(crate) const INSECURE_ORIGINS: &str = "insecure_origins";
pub(crate) const PUBLIC_SUFFIXES: &str = "public_suffixes";
