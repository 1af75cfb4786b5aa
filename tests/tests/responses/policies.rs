//! The policies of the tables, each as a constant, as a template with its list, and from a configuration, of values and of a file.

use cors_runtime::cors;

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

/// Checks the rows of a policy in every place: first as the only policy of this thread, and again beside others,
/// because then each request inside a policy carries a mark.
macro_rules! hold {
    ($policy:ident, $live:ident, [$($method:tt),+], $rows:expr) => {{
        let origins = ["https://app.example.com"];
        let template = $live.with_origins(origins).expect("an origin");
        let route = cors_tests::on_route!([$live, origins = ["https://app.example.com"]], $($method),+);
        crate::policies::hold!($policy, [$($method),+], $rows, [template], [route])
    }};
    ($policy:ident, [$($method:tt),+], $rows:expr) => {
        crate::policies::hold!($policy, [$($method),+], $rows, [], [])
    };
    ($policy:ident, [$($method:tt),+], $rows:expr, [$($template:ident)?], [$($route:ident)?]) => {{
        use cors_tests::config::configured;
        use cors_tests::place::assert_rows;
        use cors_tests::{actix, on_route, places, tower};
        let rows = $rows;
        let mut all = actix::places($policy).await;
        all.push(on_route!([$policy], $($method),+));
        assert_rows(&all, &rows).await;
        let [values, file] = configured($policy);
        for live in [cors_runtime::LivePolicy::from($policy), values, file, $($template)?] {
            all.extend(places(live).await);
        }
        all.extend(tower::places($policy));
        for chooser in cors_tests::policy::AnyPolicy::choosers($policy) {
            all.extend(places(chooser).await);
        }
        $(all.push($route);)?
        assert_rows(&all, &rows).await;
    }};
}

pub(crate) use hold;

pub(crate) const ORIGIN: &str = "Origin: https://app.example.com";
pub(crate) const EVIL: &str = "Origin: https://evil.example";
/// What varies in the answer to a preflight.
pub(crate) const PREFLIGHT_VARY: &str =
    "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
