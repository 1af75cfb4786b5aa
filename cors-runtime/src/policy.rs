//! A policy: a pointer to the data that the macro checked and generated.

use std::fmt;
use std::time::Duration;

#[cfg(feature = "actix-web")]
use cors_policy::data::{Data, HeaderValues};
use cors_policy::verdict::Verdict;

use crate::data::PolicyData;
use crate::names::Names;
#[cfg(feature = "actix-web")]
use crate::origin_values::OriginValues;

/// A CORS policy, checked when the service is compiled.
///
/// Only [`cors!`](crate::cors) makes one. It is a pointer to constants: `Copy`, `Send`, `Sync`, `'static`. Two
/// policies are equal if all their fields are, whatever their names.
///
/// With the feature `actix-web` it is a middleware: `.wrap(APP)` on an `App`, a `Scope` or a `Resource`. With the
/// feature `tower` it is a layer: `.layer(APP)`. It must be the outermost one, outside authentication: the last `.wrap`,
/// the last `.layer` on an axum `Router`, but the first layer in a `ServiceBuilder`, in a tuple and on tonic's `Server`.
///
/// It implements the CORS protocol of the [Fetch standard](https://fetch.spec.whatwg.org/#http-cors-protocol).
///
/// ```
/// use cors_runtime::{cors, Policy};
///
/// cors! {
///     /// The single-page app.
///     pub const APP = {
///         origins: ["https://app.example.com"],
///         methods: [GET, PUT],
///         credentials: true,
///     };
/// }
///
/// const _: () = assert!(APP.allows_origin("https://app.example.com"));
/// const _: () = assert!(!APP.allows_origin("https://app.example.com.evil.net"));
/// # let _: Policy = APP;
/// ```
#[derive(Clone, Copy)]
pub struct Policy(pub(crate) &'static PolicyData);

/// A policy whose origins are partly known only at run time: its list contains `runtime`.
///
/// It is not a middleware yet. Give it its list first, with
#[cfg_attr(feature = "live", doc = "[`with_origins`](Self::with_origins),")]
#[cfg_attr(not(feature = "live"), doc = "`with_origins` (feature `live`),")]
/// and wrap what that returns. Its queries answer for the origins in the source; where only the list can decide,
/// [`check`](Self::check) returns [`Verdict::OriginKnownAtRunTime`].
///
/// ```
/// use cors_runtime::{cors, PolicyTemplate, Verdict};
///
/// cors! {
///     pub const TENANTS = { origins: ["https://app.example.com", runtime] };
/// }
///
/// const _: PolicyTemplate = TENANTS;
/// assert_eq!(TENANTS.check("https://app.example.com", "GET", &[]), Verdict::Allowed);
/// assert_eq!(TENANTS.check("https://tenant.example", "GET", &[]), Verdict::OriginKnownAtRunTime);
/// ```
#[derive(Clone, Copy)]
pub struct PolicyTemplate(pub(crate) &'static PolicyData);

/// The getters that [`Policy`], [`PolicyTemplate`] and `LivePolicy` share.
macro_rules! common_queries {
    ($type:ident: [$($fn:ident)+]($this:ident: $receiver:ty) => $policy:expr, $names:ty) => {
        impl $type {
            /// The methods, `HEAD` included where `GET` is listed.
            pub $($fn)+ methods($this: $receiver) -> $names {
                <$names>::from_set(&$policy.methods)
            }

            /// The allowed request headers, in lower case.
            pub $($fn)+ headers($this: $receiver) -> $names {
                <$names>::from_set(&$policy.headers)
            }

            /// The exposed response headers, in lower case.
            pub $($fn)+ expose($this: $receiver) -> $names {
                <$names>::from_set(&$policy.expose)
            }

            /// Returns `true` if pages may send requests with cookies and HTTP authentication, and read the responses.
            pub $($fn)+ credentials($this: $receiver) -> bool {
                $policy.credentials
            }

            /// How long browsers may cache the answer to a preflight; `None` if the header is not sent (browsers then
            /// cache it for five seconds).
            #[allow(clippy::cast_lossless, reason = "`From` is not `const`")]
            pub $($fn)+ max_age($this: $receiver) -> Option<Duration> {
                match $policy.max_age {
                    Some(seconds) => Some(Duration::from_secs(seconds as u64)),
                    None => None,
                }
            }

            /// The status of a granted preflight, 200 to 299.
            pub $($fn)+ preflight_status($this: $receiver) -> u16 {
                $policy.preflight_status
            }

            /// Returns `true` if `method` is allowed. Methods are case-sensitive.
            pub $($fn)+ allows_method($this: $receiver, method: &str) -> bool {
                $policy.methods.allows_method(method.as_bytes())
            }

            /// Returns `true` if the request header `name` is allowed. Header names are not case-sensitive.
            pub $($fn)+ allows_header($this: $receiver, name: &str) -> bool {
                $policy.headers.allows_header(name.as_bytes())
            }
        }
    };
}
#[cfg(feature = "live")]
pub(crate) use common_queries;

/// The methods that [`Policy`] and [`PolicyTemplate`] share.
macro_rules! queries {
    ($type:ident) => {
        impl $type {
            /// Called by generated code, by one name for every call: what is not a policy is one error, and the name
            /// is what the compiler has to say there.
            #[doc(hidden)]
            pub const fn expected_a_policy_that_cors_declares(self) -> &'static PolicyData {
                self.0
            }

            /// The name of the constant; for a policy without a name, its file and line.
            pub const fn name(self) -> &'static str {
                self.0.data.name()
            }

            /// The origins, as written: exact origins and patterns, without `runtime`.
            pub const fn origins(self) -> Names {
                Names::origins(&self.0.data.origins)
            }

            /// Returns `true` if `origin`, byte for byte as a browser sends it, is one of the origins known at compile
            /// time.
            pub const fn allows_origin(self, origin: &str) -> bool {
                self.0.data.allows_origin(origin)
            }

            /// The verdict on a preflight from `origin`, for `method`, with these request headers.
            pub const fn check(self, origin: &str, method: &str, headers: &[&str]) -> Verdict {
                Verdict::from_outcome(self.0.data.evaluate(origin, method, headers))
            }

            /// Returns `true` if this policy grants nothing that `outer` does not grant, field by field, as the line
            /// `within COMPANY;` of [`cors!`](crate::cors#one-policy-within-another) compares them.
            ///
            /// For a template as the outer policy there is [`is_within_template`](Self::is_within_template). For lists of
            /// thousands of origins, an `assert!` of your own needs `#[allow(long_running_const_eval)]`.
            ///
            /// ```
            /// # use cors_runtime::cors;
            /// cors! {
            ///     const COMPANY = { origins: ["https://*.example.com:*"], methods: [GET, POST] };
            ///     const APP = { origins: ["https://app.example.com"], methods: [GET] };
            /// }
            ///
            /// const _: () = assert!(APP.is_within(COMPANY) && !COMPANY.is_within(APP));
            /// ```
            pub const fn is_within(self, outer: Policy) -> bool {
                crate::private::is_within(self.0, outer.0)
            }

            /// The same with a template as the outer policy. Its `runtime` covers the `runtime` of another template,
            /// unless that one has a waiver which it lacks itself. It covers no constant origin, because nobody knows the
            /// list yet.
            pub const fn is_within_template(self, outer: PolicyTemplate) -> bool {
                crate::private::is_within(self.0, outer.0)
            }
        }

        common_queries!($type: [const fn](self: Self) => self.0.data, Names);

        impl PartialEq for $type {
            fn eq(&self, other: &Self) -> bool {
                std::ptr::eq(self.0, other.0) || self.0.says_the_same_as(other.0)
            }
        }

        impl Eq for $type {}

        impl fmt::Debug for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($type), "({})"), self.0.name())
            }
        }

        /// A small table: one line for each field, and for each origin.
        impl fmt::Display for $type {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                crate::display::table(self.0, f)
            }
        }
    };
}

/// The policy of a route with `#[cross_origin(none)]`.
#[cfg(feature = "actix-web")]
pub(crate) const EXCLUDED: Policy = {
    use std::borrow::Cow::Borrowed;

    static DATA: PolicyData = PolicyData {
        data: Data::EXCLUDED,
        origin_values: OriginValues::Repeated,
        values: HeaderValues {
            methods: Borrowed(&[]),
            headers: Borrowed(&[]),
            expose: Borrowed(&[]),
            max_age: Borrowed(&[]),
        },
    };
    Policy(&DATA)
};

queries!(Policy);
queries!(PolicyTemplate);
