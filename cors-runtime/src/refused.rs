//! Calls that somebody will try and that do not compile. Each meets a bound that nothing fulfils, so that the compiler
//! says what to write in place of what it would say by itself. Not public API.
//!
//! What it also prints is named for a reader: the traits, and the types that they are asked of. Where a trait has an
//! implementation, the compiler shows that one and not the refused one, which would read as if the call were possible.

use std::marker::PhantomData;

use crate::policy::Policy;
#[cfg(not(feature = "live"))]
use crate::policy::PolicyTemplate;

/// A policy that was wrapped or layered around a service. The bounds are on this type because the compiler prints our
/// message only for another type than the one whose implementation it looks for.
#[derive(Debug)]
pub struct Around<P, S>(PhantomData<(P, S)>);

/// A policy with all its origins.
#[diagnostic::on_unimplemented(
    message = "this policy is a template: its origins are given at run time",
    label = "it has no list of origins yet",
    note = "write `live.clone()` in its place, where `live` was made once, when the service starts: \
            `let live = TENANTS.with_origins([\"https://tenant.example\"])?;`",
    note = "the list can also come from the environment, with `with_origins_from_env`"
)]
pub trait HasOrigins {}

#[cfg(feature = "live")]
impl HasOrigins for crate::live::LivePolicy {}

#[cfg(not(feature = "live"))]
impl HasOrigins for Policy {}

/// A policy, and not the configuration of one.
#[cfg(feature = "config")]
#[diagnostic::on_unimplemented(
    message = "a configuration is not a policy yet",
    label = "its rules have not been checked",
    note = "write `live.clone()` in its place, where `live` was made once, when the service starts: \
            `let live = LivePolicy::try_from(config)?;`"
)]
pub trait IsChecked {}

#[cfg(feature = "config")]
impl IsChecked for crate::live::LivePolicy {}

/// A policy whose `origins` have `runtime`.
#[diagnostic::on_unimplemented(
    message = "this policy takes no origins at run time",
    label = "all its origins are in the source",
    note = "add `runtime` to its `origins`, as in `origins: [\"https://app.example.com\", runtime]`"
)]
pub trait TakesOrigins {}

/// What can be given its origins in this build.
#[cfg(not(feature = "live"))]
#[diagnostic::on_unimplemented(
    message = "origins at run time need the feature `live` of `cors-runtime`",
    label = "the feature is off",
    note = "run `cargo add cors-runtime --features live`"
)]
pub trait FeatureLive {}

/// What is built call by call, as other libraries have it.
#[diagnostic::on_unimplemented(
    message = "a policy is not built by calls: `cors!` declares it",
    label = "this is a call of another library",
    note = "write `cors! {{ pub const APP = {{ origins: [\"https://app.example.com\"], methods: [GET, POST] }}; }}`, and \
            use `APP`"
)]
pub trait IsBuilt {}

/// A constant that the compiler can ask.
#[cfg(all(feature = "actix-web", feature = "live"))]
#[diagnostic::on_unimplemented(
    message = "`#[cross_origin]` takes a constant that `cors!` declares, and not a `LivePolicy`",
    label = "the compiler cannot check the route's methods by it",
    note = "write `TENANTS, origins = LIVE.clone()`, where `LIVE` was made from the template `TENANTS`",
    note = "for a policy from a configuration, remove the attribute and wrap the resource: \
            `web::resource(\"/\").wrap(live.clone())`"
)]
pub trait IsConstant {}

#[cfg(feature = "live")]
type Given = Result<crate::live::LivePolicy, crate::live::OriginErrors>;
#[cfg(not(feature = "live"))]
type Given = Result<Policy, std::convert::Infallible>;

/// What gives a template its origins, where that is not possible. The lifetime keeps the bound from being checked here.
macro_rules! takes_no_origins {
    ($type:ty: $bound:path) => {
        #[doc(hidden)]
        #[allow(missing_docs, clippy::missing_errors_doc)]
        impl $type {
            pub fn with_origins<'a, T>(self, _: T) -> Given
            where
                &'a Self: $bound,
            {
                unreachable!()
            }

            pub fn with_origins_from_env<'a>(self, _: &str) -> Given
            where
                &'a Self: $bound,
            {
                unreachable!()
            }

            pub fn with_origins_from_env_or<'a, T>(self, _: &str, _: T) -> Given
            where
                &'a Self: $bound,
            {
                unreachable!()
            }

            pub fn with_origins_matching<'a, F: Fn(&crate::Origin<'_>) -> bool>(self, _: F) -> Given
            where
                &'a Self: $bound,
            {
                unreachable!()
            }
        }
    };
}

takes_no_origins!(Policy: TakesOrigins);
#[cfg(not(feature = "live"))]
takes_no_origins!(PolicyTemplate: FeatureLive);

/// What such a call returns: it takes all further calls, and can be wrapped and layered, so that one mistake is one
/// error.
#[derive(Debug, Clone, Copy)]
pub struct Built(());

/// The calls by which actix-cors and tower-http build their middleware.
macro_rules! builders {
    (begin: [$($begin:ident)*] go_on: [$($call:ident($($argument:ident)?))*]) => {
        #[doc(hidden)]
        #[allow(missing_docs, clippy::new_ret_no_self, clippy::should_implement_trait)]
        impl Policy {
            $(pub fn $begin<'a>() -> Built where &'a Self: IsBuilt { unreachable!() })*
            $(pub fn $call<'a, $($argument)?>(self, $(_: $argument)?) -> Built where &'a Self: IsBuilt { unreachable!() })*
        }

        #[allow(missing_docs)]
        impl Built {
            $(#[must_use] pub fn $call<$($argument)?>(self, $(_: $argument)?) -> Self { self })*
            #[must_use]
            pub fn max_age<T>(self, _: T) -> Self { self }
        }
    };
}

builders! {
    begin: [new default permissive very_permissive]
    go_on: [
        allow_any_header() allow_any_method() allow_any_origin() allow_credentials(T) allow_headers(T) allow_methods(T)
        allow_origin(T) allow_private_network(T) allowed_header(T) allowed_headers(T) allowed_methods(T) allowed_origin(T)
        allowed_origin_fn(T) block_on_origin_mismatch(T) disable_preflight() disable_vary_header() expose_any_header()
        expose_headers(T) send_wildcard() supports_credentials() vary(T)
    ]
}

/// What `#[cross_origin(TENANTS, origins = …)]` calls, where that is not possible.
#[cfg(all(feature = "actix-web", not(feature = "live")))]
#[allow(missing_docs)]
impl crate::data::PolicyData {
    pub fn on_live_route<'a, T: 'a>(&'static self, _: T, _: &str) -> crate::private::RoutePolicy
    where
        &'a T: FeatureLive,
    {
        unreachable!()
    }

    pub fn registered_route(&'static self) -> crate::private::RoutePolicy {
        unreachable!()
    }
}

#[cfg(all(feature = "actix-web", feature = "live"))]
#[doc(hidden)]
#[allow(missing_docs)]
impl crate::live::LivePolicy {
    pub fn expected_a_policy_that_cors_declares<'a>(&self) -> &'static crate::data::PolicyData
    where
        &'a Self: IsConstant,
    {
        unreachable!()
    }
}
