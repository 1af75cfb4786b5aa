//! The policies of the tables, each as a constant, as a template with its list, and from a configuration.

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

/// Asks the rows of a policy that is the only one of this thread, and again where there are others: there each request
/// that is inside a policy bears a mark.
macro_rules! hold {
    ($policy:ident, $live:ident, [$($method:tt),+], $rows:expr) => {{
        use cors_tests::actix::places;
        use cors_tests::on_route;
        use cors_tests::place::assert_rows;
        let rows = $rows;
        let mut all = places($policy).await;
        all.push(on_route!([$policy], $($method),+));
        assert_rows(&all, &rows).await;
        let origins = ["https://app.example.com"];
        all.extend(places($live.with_origins(origins).expect("an origin")).await);
        all.extend(places(cors_tests::config::configured($policy)).await);
        all.push(on_route!([$live, origins = ["https://app.example.com"]], $($method),+));
        assert_rows(&all, &rows).await;
    }};
    ($policy:ident, [$($method:tt),+], $rows:expr) => {{
        use cors_tests::actix::places;
        use cors_tests::on_route;
        use cors_tests::place::assert_rows;
        let rows = $rows;
        let mut all = places($policy).await;
        all.push(on_route!([$policy], $($method),+));
        assert_rows(&all, &rows).await;
        all.extend(places(cors_tests::config::configured($policy)).await);
        all.extend(places(cors_runtime::LivePolicy::from($policy)).await);
        assert_rows(&all, &rows).await;
    }};
}

pub(crate) use hold;

pub(crate) const ORIGIN: &str = "Origin: https://app.example.com";
pub(crate) const EVIL: &str = "Origin: https://evil.example";
/// What varies in the answer to a preflight.
pub(crate) const PREFLIGHT_VARY: &str =
    "vary: Origin, Access-Control-Request-Method, Access-Control-Request-Headers";
