//! Not public API: what `cors-audit` and the fuzz targets of this repository ask of a policy. Anything here may change
//! in any release.

use std::borrow::Cow;

use cors_policy::allowed::Allowed;
use cors_policy::decision::{CorsRequest, Framework, Single, granted_origin, preflight};
use cors_policy::lookup::{Found, Scan, Texts};

pub use cors_policy::header::{is_always_readable, is_forbidden_request};
pub use cors_policy::method::right_case;
pub use cors_policy::token::is_token;
pub use cors_policy::words::APPLICATIONS;

pub use crate::choose::Source;
use crate::data::PolicyData;
use crate::policy::Policy;

/// What a policy says at one moment, whatever kind of policy it is.
#[derive(Debug, Clone)]
pub struct Snapshot {
    data: PolicyData,
}

/// A field that holds `any` or names.
pub type AnyOr<T> = Option<Vec<T>>;

impl Snapshot {
    /// Of this policy, now.
    pub fn take(policy: &impl Source) -> Self {
        Self { data: policy.in_force().clone() }
    }

    /// The policy's name in messages.
    pub fn name(&self) -> &Cow<'static, str> {
        &self.data.name
    }

    /// The origins and patterns, those given at run time included. `None` for `any`.
    pub fn origins(&self) -> AnyOr<&str> {
        let given = self.data.origins.given();
        any_or(self.data.origins.as_ref().map(|list| list.written.iter().chain(given.iter())))
    }

    /// The patterns that reach public suffixes.
    pub fn origins_reaching_suffixes(&self) -> Vec<&str> {
        let list = self.data.origins.list();
        list.map(|list| list.reaching_suffixes.iter().collect()).unwrap_or_default()
    }

    /// The methods, `None` for `any`.
    pub fn methods(&self) -> AnyOr<&str> {
        any_or(self.data.methods.as_ref().map(Texts::iter))
    }

    /// The request headers, `None` for `any`.
    pub fn headers(&self) -> AnyOr<&str> {
        any_or(self.data.headers.as_ref().map(Texts::iter))
    }

    /// The exposed response headers, `None` for `any`.
    pub fn expose(&self) -> AnyOr<&str> {
        any_or(self.data.expose.as_ref().map(Texts::iter))
    }

    /// `credentials`.
    pub fn credentials(&self) -> bool {
        self.data.credentials
    }

    /// `max_age`, in seconds.
    pub fn max_age(&self) -> Option<u32> {
        self.data.max_age
    }

    /// Whether a page of this origin may read responses, predicates included.
    pub fn allows_origin(&self, origin: &str) -> bool {
        granted_origin(&self.data, &origin).is_some()
    }

    /// Whether the method is allowed.
    pub fn allows_method(&self, method: &str) -> bool {
        self.data.methods.allows_method(method.as_bytes())
    }

    /// Whether the request header is allowed.
    pub fn allows_header(&self, name: &str) -> bool {
        self.data.headers.allows_header(name.as_bytes())
    }

    /// Whether a preflight with these `Origin` lines is granted, for a method that the policy allows.
    pub fn grants(&self, origins: &[String]) -> bool {
        let method = self.methods().and_then(|methods| methods.first().copied().map(str::to_owned));
        let method = method.unwrap_or_else(|| "GET".to_owned());
        let request = CorsRequest::<TextRequest> {
            method: &"OPTIONS".to_owned(),
            headers: &(),
            origin: Single::from_lines(origins.iter()),
            requested_method: Single::One(&method),
        };
        preflight(&self.data, &request).is_ok()
    }
}

fn any_or<T>(listed: Allowed<impl Iterator<Item = T>>) -> AnyOr<T> {
    match listed {
        Allowed::Any => None,
        Allowed::None => Some(Vec::new()),
        Allowed::List(listed) => Some(listed.collect()),
    }
}

/// Requests that consist of text only.
struct TextRequest;

impl Framework for TextRequest {
    type Method = String;
    type Value = String;
    type Headers = ();

    fn requested_headers((): &()) -> impl Iterator<Item = &[u8]> {
        std::iter::empty()
    }
}

/// Whether the scan of Access-Control-Request-Headers lets these lines pass.
pub fn allows_request_headers<'a>(policy: Policy, mut lines: impl Iterator<Item = &'a [u8]>) -> bool {
    let policy = policy.0;
    let mut scan = Scan::new(&policy.headers, policy.credentials);
    lines.all(|line| scan.refused(line).is_none())
}

/// Whether the matcher finds these bytes of an `Origin` line among the origins known at compile time.
pub fn allows_origin_bytes(policy: Policy, origin: &[u8]) -> bool {
    !matches!(policy.0.origins.find(origin), Found::No)
}
