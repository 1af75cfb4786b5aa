//! Generated services: scopes in scopes with policies, authentication and other middleware around them, and routes with
//! policies of their own; against a naive walk from the outside in.
//!
//! `CORS_CASES` sets how many services are tried.

use actix_web::middleware::{Compress, from_fn};
use actix_web::rt::System;
use actix_web::{App, Error, HttpResponse, get, web};
use cors_runtime::{LivePolicy, cors, cross_origin, skip_preflights};
use cors_tests::actix::{Served, application, auth, serve};
use cors_tests::middleware::in_a_task;
use cors_tests::request::Request;
use cors_tests::script::{Script, calls, play};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::test_runner::{Config, TestRunner};

use crate::walk::{Layer, Policy, Target, expected};

cors! {
    const APP = { origins: ["https://app.example.com"], methods: [GET, PUT], credentials: true, max_age: 1h };
    const OPEN = { origins: any, methods: [GET] };
    const TENANTS = { origins: ["https://*.tenant.example", runtime], methods: [GET] };
}

/// A scope, its layers from the outside in.
#[derive(Debug, Clone)]
struct Scope {
    layers: Vec<Layer>,
    scopes: Vec<Scope>,
}

/// What every scope holds.
const TARGETS: [(&str, Target); 5] = [
    ("any", Target::Handler),
    ("app", Target::Route(Policy::App)),
    ("open", Target::Route(Policy::Open)),
    ("none", Target::Route(Policy::None)),
    ("nothing", Target::Nothing),
];

#[cross_origin(APP)]
#[get("/app")]
async fn of_app() -> Result<HttpResponse, Error> {
    application().await
}

#[cross_origin(OPEN)]
#[get("/open")]
async fn of_open() -> Result<HttpResponse, Error> {
    application().await
}

#[cross_origin(none)]
#[get("/none")]
async fn of_none() -> Result<HttpResponse, Error> {
    application().await
}

/// Registers what is in a scope, below as many scopes without a path as there are layers left.
fn register(
    config: &mut web::ServiceConfig,
    path: &str,
    layers: &[Layer],
    scope: &Scope,
    live: Option<&LivePolicy>,
) {
    let (layer, rest) = layers.split_first().map_or((None, layers), |(layer, rest)| (Some(*layer), rest));
    let inside = |config: &mut web::ServiceConfig| {
        if layer.is_some() {
            register(config, "", rest, scope, live);
            return;
        }
        for (at, scope) in scope.scopes.iter().enumerate() {
            register(config, &format!("/{at}"), &scope.layers, scope, live);
        }
        config.route("/any", web::route().to(application)).service(of_app);
        if live.is_some() {
            config.service(of_open).service(of_none);
        }
    };
    let service = web::scope(path).configure(inside);
    match layer {
        None => config.service(service),
        Some(Layer::Policy(Policy::App)) => config.service(service.wrap(APP)),
        Some(Layer::Policy(Policy::Open)) => config.service(service.wrap(OPEN)),
        Some(Layer::Policy(_)) => {
            let live = live.expect("`none` is for routes, and a live policy needs its list");
            config.service(service.wrap(live.clone()))
        }
        Some(Layer::Auth) => config.service(service.wrap(from_fn(auth))),
        Some(Layer::SkippedAuth) => config.service(service.wrap(skip_preflights(from_fn(auth)))),
        Some(Layer::Task) => config.service(service.wrap(from_fn(in_a_task))),
        Some(Layer::Compress) => config.service(service.wrap(Compress::default())),
    };
}

/// Every path of a tree, with the layers on its way and where it leads.
fn paths(scope: &Scope, path: &str, layers: &[Layer]) -> Vec<(String, Vec<Layer>, Target)> {
    let layers = [layers, &scope.layers].concat();
    let mut all: Vec<_> =
        TARGETS.iter().map(|(name, target)| (format!("{path}/{name}"), layers.clone(), *target)).collect();
    for (at, scope) in scope.scopes.iter().enumerate() {
        all.extend(paths(scope, &format!("{path}/{at}"), &layers));
    }
    all
}

fn requests(path: &str) -> Vec<Request> {
    let origins = [
        "https://app.example.com",
        "https://a.tenant.example",
        "https://live.example",
        "https://evil.example",
    ];
    let mut all = vec![Request::new("GET", path, &[]), Request::new("OPTIONS", path, &["Origin: null"])];
    for origin in origins {
        let get = Request::from_page("GET", path, origin);
        all.push(get.clone().with("Authorization", "me"));
        all.extend([get, Request::from_page("PUT", path, origin)]);
        all.extend(["GET", "PUT"].map(|method| Request::preflight(path, origin, method)));
    }
    all.push(Request::preflight(path, origins[0], "GET").with("Authorization", "me"));
    all.push(Request::preflight(path, origins[0], "GET").with("Origin", origins[0]));
    all
}

fn trees(layers: Vec<Layer>) -> impl Strategy<Value = Scope> {
    let layers = vec(select(layers), 0..3);
    let leaf = layers.clone().prop_map(|layers| Scope { layers, scopes: Vec::new() });
    leaf.prop_recursive(3, 8, 2, move |inner| {
        (layers.clone(), vec(inner, 0..3)).prop_map(|(layers, scopes)| Scope { layers, scopes })
    })
}

async fn start(scope: &Scope, live: Option<&LivePolicy>) -> Served {
    serve(App::new().configure(|config| register(config, "", &scope.layers, scope, live))).await
}

/// Tries services with these layers; without a live policy, `APP` is the only policy of this thread.
fn assert_trees(layers: Vec<Layer>, live: Option<&LivePolicy>) {
    let system = System::new();
    let cases = std::env::var("CORS_CASES").map_or(150, |cases| cases.parse().expect("CORS_CASES: a number"));
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let routes: &[&str] =
        if live.is_some() { &["any", "app", "open", "none", "nothing"] } else { &["any", "app", "nothing"] };
    let ran = TestRunner::new(config).run(&trees(layers), |tree| {
        let app = system.block_on(start(&tree, live));
        play(&Script::plain());
        for (path, layers, target) in paths(&tree, "", &[]) {
            if !routes.iter().any(|route| path.ends_with(route)) {
                continue;
            }
            for request in requests(&path) {
                calls();
                let answer = system.block_on(app.ask(&request));
                let lines = answer.cors_and_vary().into_iter().map(str::to_owned).collect();
                let got = (answer.status, lines, calls() > 0);
                prop_assert_eq!(
                    got,
                    expected(&request, &layers, target),
                    "{:?} behind {:?}",
                    request,
                    layers
                );
            }
        }
        Ok(())
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
}

const OTHER: [Layer; 4] = [Layer::Auth, Layer::SkippedAuth, Layer::Task, Layer::Compress];

#[test]
fn each_request_meets_the_first_policy_on_its_way_and_no_second_one() {
    let live = TENANTS.with_origins(["https://live.example"]).expect("an origin");
    let policies = [Policy::App, Policy::Open, Policy::Tenants].map(Layer::Policy);
    assert_trees([&policies[..], &policies, &OTHER].concat(), Some(&live));
}

#[test]
fn also_where_there_is_one_policy_and_no_mark() {
    assert_trees([&[Layer::Policy(Policy::App); 3][..], &OTHER].concat(), None);
}
