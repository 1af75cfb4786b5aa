//! The policies that a request meets on its way through a service, from the outside in: slow, simple, and without
//! using the library.

use cors_tests::model::Model;
use cors_tests::request::Request;
use cors_tests::script::Script;

/// A policy, by what it is called in a tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Policy {
    App,
    Open,
    Tenants,
    None,
}

impl Policy {
    /// What it grants, if it takes part in CORS.
    fn model(self) -> Option<Model> {
        match self {
            Self::App => Some(Model {
                origins: Some(&["https://app.example.com"]),
                methods: Some(&["GET", "HEAD", "PUT"]),
                credentials: true,
                max_age: Some("3600"),
                ..Model::DEFAULT
            }),
            Self::Open => Some(Model { origins: None, methods: Some(&["GET", "HEAD"]), ..Model::DEFAULT }),
            Self::Tenants => Some(Model {
                origins: Some(&["https://*.tenant.example", "https://live.example"]),
                methods: Some(&["GET", "HEAD"]),
                ..Model::DEFAULT
            }),
            Self::None => None,
        }
    }
}

/// What is around a scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Layer {
    Policy(Policy),
    /// An async function.
    Auth,
    /// The same, which preflights skip.
    SkippedAuth,
    /// An async function, and a task for what is inside.
    Task,
    /// Something that calls what is inside at once.
    Compress,
}

/// Where a path leads.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Target {
    Nothing,
    /// A handler for any method.
    Handler,
    /// A route for GET with a policy of its own.
    Route(Policy),
}

/// What comes back: the status, the headers of CORS and `Vary`, and whether the application was called.
pub(crate) type Answer = (u16, Vec<String>, bool);

/// The response so far, and what a preflight needs to know: whether a policy took it before anything was polled.
struct Outcome {
    status: u16,
    lines: Vec<String>,
    called: bool,
    at_once: bool,
}

impl Outcome {
    fn new(status: u16, called: bool) -> Self {
        Self { status, lines: Vec::new(), called, at_once: false }
    }

    /// What `policy` writes on it, or answers itself.
    fn of(policy: Policy, request: &Request, inner: Self) -> Self {
        let Some(model) = policy.model() else { return inner };
        let lines = model.answer(request, &Script::of(inner.status, &[]), None).lines;
        Self { lines, ..inner }
    }
}

struct Walk<'a> {
    request: &'a Request,
    /// It has an `Origin` and a requested method.
    is_preflight: bool,
    /// The method that it is for, if there is one certain method.
    preflight_for: Option<&'a str>,
}

impl Walk<'_> {
    /// The response from inside these layers, with `outer` around them.
    fn go(&self, layers: &[Layer], target: Target, outer: Option<Policy>) -> Outcome {
        let Some((layer, rest)) = layers.split_first() else { return self.target(target, outer) };
        match layer {
            Layer::Policy(policy) if self.is_preflight => self.refuse_or_grant(*policy, None),
            Layer::Policy(policy) => self.inside(*policy, outer, || self.go(rest, target, Some(*policy))),
            Layer::SkippedAuth if self.preflight_for.is_some() => {
                let inner = self.go(rest, target, outer);
                if inner.at_once { inner } else { refused(Some("Origin, ")) }
            }
            Layer::Auth | Layer::SkippedAuth if self.request.values("authorization").is_empty() => {
                Outcome::new(401, false)
            }
            Layer::Auth | Layer::SkippedAuth | Layer::Task => {
                Outcome { at_once: false, ..self.go(rest, target, outer) }
            }
            Layer::Compress => self.go(rest, target, outer),
        }
    }

    /// An actual request that meets `policy` inside of `outer`.
    fn inside(&self, policy: Policy, outer: Option<Policy>, next: impl FnOnce() -> Outcome) -> Outcome {
        match outer {
            None => Outcome::of(policy, self.request, next()),
            Some(outer) if outer == policy => next(),
            Some(_) => Outcome::new(500, false),
        }
    }

    fn refuse_or_grant(&self, policy: Policy, route: Option<&[&str]>) -> Outcome {
        let Some(model) = policy.model() else {
            return Outcome { at_once: true, ..refused(Some("Origin, ")) };
        };
        let answer = model.answer(self.request, &Script::of(200, &[]), route);
        Outcome { status: answer.status, lines: answer.lines, called: false, at_once: true }
    }

    fn target(&self, target: Target, outer: Option<Policy>) -> Outcome {
        match target {
            Target::Nothing => Outcome::new(404, false),
            Target::Handler => Outcome::new(200, true),
            Target::Route(policy) if self.is_preflight => match self.preflight_for {
                Some("GET") => self.refuse_or_grant(policy, Some(&["GET"])),
                _ => Outcome::new(404, false),
            },
            Target::Route(_) if self.request.method != "GET" => Outcome::new(404, false),
            Target::Route(policy) => self.inside(policy, outer, || Outcome::new(200, true)),
        }
    }
}

fn refused(origin: Option<&str>) -> Outcome {
    let vary = "Access-Control-Request-Method, Access-Control-Request-Headers";
    let lines = vec![format!("vary: {}{vary}", origin.unwrap_or_default())];
    Outcome { status: 403, lines, called: false, at_once: false }
}

/// The response to a request inside these layers.
pub(crate) fn expected(request: &Request, layers: &[Layer], target: Target) -> Answer {
    let (origins, methods) = (request.values("origin"), request.values("access-control-request-method"));
    let is_preflight = request.method == "OPTIONS" && !origins.is_empty() && !methods.is_empty();
    let preflight_for = match (&origins[..], &methods[..]) {
        ([_], [method]) if is_preflight => std::str::from_utf8(method).ok(),
        _ => None,
    };
    let outcome = Walk { request, is_preflight, preflight_for }.go(layers, target, None);
    (outcome.status, outcome.lines, outcome.called)
}
