//! The policies of the tables, each as a constant, as a template with its list, and from a configuration, of values and of a file.

use cors_runtime::{LivePolicy, Policy, cors};
use cors_tests::any_policy::AnyPolicy;
use cors_tests::config::configured;
use cors_tests::deployment::{Deployment, Row, assert_rows};
use cors_tests::{actix, deployments, tower};

cors! {
    pub(crate) const APP = {
        origins: ["https://app.example.com", "https://*.example.net"],
        methods: [GET, PUT],
        headers: ["content-type", "x-request-id"],
        expose: ["x-total"],
        credentials: true,
        max_age: 2h,
    };
    /// Its exact origin comes at run time.
    pub(crate) const APP_LIVE = { origins: ["https://*.example.net", runtime], ..APP };

    pub(crate) const PLAIN = { origins: ["https://app.example.com"] };
    pub(crate) const PLAIN_LIVE = { origins: [runtime], ..PLAIN };

    /// Open to any origin.
    pub(crate) const OPEN = { origins: any, methods: [GET], expose: ["x-total"] };
}

/// `assert_everywhere!(APP, APP_LIVE, ["GET", "PUT"], rows)` checks the rows wherever a policy can be: around an actix
/// `App`, `Scope` and `Resource` and on a route with these methods, and around everything in axum; as a constant, made
/// live, from a configuration, and chosen among others. `APP_LIVE` is a template with the same meaning, if there is one.
///
/// A macro, because `#[cross_origin]` takes a policy as tokens.
macro_rules! assert_everywhere {
    ($policy:ident, [$($method:tt),+], $rows:expr) => {{
        let route = cors_tests::on_route!([$policy], $($method),+);
        crate::policies::ask_everywhere($policy, route, async || Vec::new(), &$rows).await;
    }};
    ($policy:ident, $template:ident, [$($method:tt),+], $rows:expr) => {{
        let route = cors_tests::on_route!([$policy], $($method),+);
        let of_template = async || {
            let live = $template.with_origins(["https://app.example.com"]).expect("an origin");
            let mut all = cors_tests::deployments(live).await;
            all.push(cors_tests::on_route!([$template, origins = ["https://app.example.com"]], $($method),+));
            all
        };
        crate::policies::ask_everywhere($policy, route, of_template, &$rows).await;
    }};
}
pub(crate) use assert_everywhere;

/// What the macro does: `route` has the policy as its attribute.
pub(crate) async fn ask_everywhere(
    policy: Policy,
    route: Deployment,
    of_template: impl AsyncFnOnce() -> Vec<Deployment>,
    rows: &[Row],
) {
    // As the only policy of this thread; and again beside others, where each request inside a policy carries a mark.
    let mut all = actix::deployments(policy).await;
    all.push(route);
    assert_rows(&all, rows).await;
    all.extend(tower::deployments(policy));
    for live in [LivePolicy::from(policy)].into_iter().chain(configured(policy)) {
        all.extend(deployments(live).await);
    }
    for chooser in AnyPolicy::choosers(policy) {
        all.extend(deployments(chooser).await);
    }
    all.extend(of_template().await);
    assert_rows(&all, rows).await;
}

pub(crate) const ORIGIN: &str = "Origin: https://app.example.com";
pub(crate) const EVIL: &str = "Origin: https://evil.example";
/// What varies in the answer to a preflight.
pub(crate) const PREFLIGHT_VARY: &str =
    "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
