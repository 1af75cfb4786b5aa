//! What `#[cross_origin(…)]` adds to a route: its policy around the route's own middleware, and a resource that answers
//! the preflights for the route's methods. Not public API.
//!
//! The attribute stays actix-web's and is expanded after ours, so that a live policy, which is a value and not a
//! constant, is handed to it through the worker while the route is registered.

use std::future::ready;
use std::ops::Deref;

use actix_web::Resource;
use actix_web::dev::{AppService, HttpServiceFactory, ServiceRequest, fn_service};
use actix_web::guard::{self, GuardContext};
use cors_policy::verdict::Verdict;

use super::request::{self, Actix};
use super::skip_preflights;
#[cfg(feature = "live")]
use super::worker;
use crate::answer;
use crate::choose::{ChosenBy, Source};
use crate::data::PolicyData;
#[cfg(feature = "live")]
use crate::live::{LivePolicy, OriginErrors};
#[cfg(feature = "live")]
use crate::policy::PolicyTemplate;
use crate::policy::{EXCLUDED, Policy};

/// A guard of the user's.
pub type GuardFn = fn(&GuardContext<'_>) -> bool;

/// A policy on a route.
#[derive(Debug, Clone)]
#[must_use]
pub struct RoutePolicy<P = Policy>(P);

impl PolicyData {
    /// The policy on a route.
    pub const fn on_route(&'static self) -> RoutePolicy {
        RoutePolicy(Policy(self))
    }

    /// Whether a route that takes `OPTIONS` takes this request: not a preflight, which is for a route of another method.
    pub fn takes(&self, context: &GuardContext<'_>) -> bool {
        !request::read(context.head()).is_preflight()
    }

    /// The policy on the route of `handler`, with origins that are known at run time.
    ///
    /// # Panics
    ///
    /// At start-up, at the file and line of the attribute: where a list is wrong, and where a live policy was made from
    /// another template, because what the compiler checked would not be what is served.
    #[cfg(feature = "live")]
    #[track_caller]
    pub fn on_live_route(
        &'static self,
        origins: impl RouteOrigins,
        handler: &str,
    ) -> RoutePolicy<LivePolicy> {
        let template = PolicyTemplate(self);
        let name = template.name();
        let route = format!("`#[cross_origin({name}, origins = …)]` on `{handler}`");
        let live = match origins.live(template) {
            Ok(live) => live,
            Err(errors) => panic!("{route}: {errors}"),
        };
        let template = live.template();
        if template.is_some_and(|template| std::ptr::eq(template.0, self)) {
            return RoutePolicy(live);
        }
        let given = match template {
            None => "a policy that is not made from a template: the compiler could not check the route's methods by it"
                .to_owned(),
            Some(_) if live.name() == name => format!("origins for another policy named `{name}`"),
            Some(_) => format!("origins for the policy `{}`", live.name()),
        };
        panic!(
            "{route} was given {given}\n\n\
             help: give it a list of origins, or a `LivePolicy` that `{name}.with_origins(…)` made; any other policy goes \
             around a resource, with `.wrap`"
        );
    }

    /// The policy of the route that is being registered.
    ///
    /// # Panics
    ///
    /// Where no route is: only the attribute's own code calls it.
    #[cfg(feature = "live")]
    pub fn registered_route(&'static self) -> RoutePolicy<LivePolicy> {
        RoutePolicy(worker::registered().expect("called while a route is registered"))
    }
}

/// What `origins = …` takes.
#[cfg(feature = "live")]
#[diagnostic::on_unimplemented(
    message = "`origins` of `#[cross_origin]` takes a list of origins or a `LivePolicy`",
    label = "this is a `{Self}`",
    note = "write a list, as in `origins = [\"https://tenant.example\"]`, or a `LivePolicy`",
    note = "what `with_origins` returns is a `Result`: add `.expect(\"the origins are valid\")` to it",
    note = "of a `static LIVE`, write `LIVE.clone()`"
)]
pub trait RouteOrigins {
    /// The live policy of a route whose policy is `template`.
    fn live(self, template: PolicyTemplate) -> Result<LivePolicy, OriginErrors>;
}

// Neither implementation is recommended, or the compiler would print its unmet bound, such as `AsRef<str>`.
#[cfg(feature = "live")]
#[diagnostic::do_not_recommend]
impl RouteOrigins for LivePolicy {
    fn live(self, _: PolicyTemplate) -> Result<LivePolicy, OriginErrors> {
        Ok(self)
    }
}

#[cfg(feature = "live")]
#[diagnostic::do_not_recommend]
impl<I: IntoIterator<Item: AsRef<str>>> RouteOrigins for I {
    fn live(self, template: PolicyTemplate) -> Result<LivePolicy, OriginErrors> {
        template.with_origins(self)
    }
}

/// What `#[cross_origin(none)]` puts on a route.
pub const fn excluded() -> &'static PolicyData {
    EXCLUDED.0
}

impl<P: Source> RoutePolicy<P> {
    /// The route with this policy: what the user's function became.
    pub fn route<S>(&self, service: S) -> Registration<'_, P, S> {
        Registration { policy: &self.0, service }
    }

    /// The middleware around the route, outside its other layers.
    pub fn layer(self) -> P {
        self.0
    }

    /// Registers the resource that takes the preflights for `methods` of the route on `path`.
    ///
    /// It takes all of them: one that a guard of the route refuses is refused, and never falls through to what comes next,
    /// which might grant it.
    pub fn register_preflights(
        self,
        path: &str,
        methods: &'static [&'static str],
        guards: &'static [GuardFn],
        config: &mut AppService,
    ) {
        let answer = move |req: ServiceRequest| {
            let (policy, request) = (self.0.in_force(), request::read(req.head()));
            let context = req.guard_ctx();
            let response = if guards.iter().all(|guard| guard(&context)) {
                answer::preflight::<Actix>(&policy, &request, ChosenBy::Nothing)
            } else {
                answer::refused::<Actix>(&policy, &request, Verdict::GuardRefused.into(), ChosenBy::Nothing)
            };
            drop(policy);
            skip_preflights::answered(&req);
            ready(Ok::<_, actix_web::Error>(req.into_response(response.map_into_boxed_body())))
        };
        Resource::new(path)
            .guard(guard::fn_guard(move |context| {
                let request = request::read(context.head());
                let requested = request.preflight_for();
                requested.is_some_and(|requested| {
                    methods.iter().any(|method| method.as_bytes() == requested.as_bytes())
                })
            }))
            .route(actix_web::Route::new().service(fn_service(answer)))
            .register(config);
    }
}

/// A service that a route attribute of actix-web made.
#[derive(Debug)]
pub struct Registration<'a, P, S> {
    #[cfg_attr(not(feature = "live"), allow(dead_code))]
    policy: &'a P,
    service: S,
}

impl<S: HttpServiceFactory> Registration<'_, Policy, S> {
    /// Registers it.
    pub fn register(self, config: &mut AppService) {
        self.service.register(config);
    }
}

#[cfg(feature = "live")]
impl<S: HttpServiceFactory> Registration<'_, LivePolicy, S> {
    /// Registers it, where its own attribute finds the policy.
    pub fn register(self, config: &mut AppService) {
        worker::register(Some(self.policy), || self.service.register(config));
    }
}

impl<P, S> Deref for Registration<'_, P, S> {
    type Target = Unregistered;

    fn deref(&self) -> &Unregistered {
        &Unregistered
    }
}

/// A function below an attribute that is not actix-web's. If that attribute was not found, the compiler has
/// reported it, and this must not be a second error; if it is another crate's, this is the error.
#[derive(Debug)]
pub struct Unregistered;

impl Unregistered {
    /// Does not compile: the assertion is evaluated when code is generated, if there is no other error.
    #[allow(clippy::unused_self, reason = "it takes the place of a method")]
    pub fn register<C>(&self, _: &mut C) {
        const { assert!(size_of::<C>() > isize::MAX as usize, "an attribute other than actix-web's") }
    }
}
