//! Preflights: answered by the policy, granted where everything that is asked for is allowed.

use cors_tests::deployment::{Expected, Row};

use crate::policies::{APP, APP_LIVE, EVIL, ORIGIN, PREFLIGHT_VARY, assert_everywhere};

const M: &str = "Access-Control-Request-Method: PUT";

fn refused() -> Expected {
    Expected::answered(403, &[PREFLIGHT_VARY])
}

fn granted(origin: &str) -> Expected {
    Expected::answered(
        204,
        &[
            "access-control-allow-credentials: true",
            "access-control-allow-headers: content-type, x-request-id",
            "access-control-allow-methods: PUT",
            &format!("access-control-allow-origin: {origin}"),
            "access-control-max-age: 7200",
            PREFLIGHT_VARY,
        ],
    )
}

#[actix_web::test]
async fn requested_headers_are_compared_with_the_declared_ones() {
    let (commas, names) = (",".repeat(64 * 1024), "content-type,".repeat(15_000));
    let with = |says, lines: &[&str], expected: &Expected| {
        let lines: Vec<_> =
            lines.iter().map(|line| format!("Access-Control-Request-Headers: {line}")).collect();
        let lines: Vec<_> = [ORIGIN, M].into_iter().chain(lines.iter().map(String::as_str)).collect();
        Row::new(says, "OPTIONS", &lines, expected)
    };
    let (granted, refused) = (granted("https://app.example.com"), refused());
    let rows = [
        with("none", &[], &granted),
        with("an empty list", &[""], &granted),
        with("one of them", &["content-type"], &granted),
        with("in capitals and another order", &["X-REQUEST-ID,Content-Type"], &granted),
        with("white space and empty elements", &[" content-type\t, ,\tx-request-id,"], &granted),
        with("three lines", &["content-type", "x-request-id", "content-type"], &granted),
        with("as many elements as there may be", &[&",".repeat(17)], &granted),
        with("one that is not declared", &["content-type, x-evil"], &refused),
        with("one in the third line", &["content-type", "", "x-evil"], &refused),
        with("a prefix of one", &["content-typ"], &refused),
        with("white space inside a name", &["content type"], &refused),
        with("authorization, which is not declared", &["authorization"], &refused),
        with("a star", &["*"], &refused),
        with("one element too many", &[&",".repeat(18)], &refused),
        with("64 KiB of commas", &[&commas], &refused),
        with("one declared name, 15,000 times", &[&names], &refused),
    ];
    assert_everywhere!(APP, APP_LIVE, ["GET", "PUT"], rows);
}

#[actix_web::test]
async fn origin_and_method_must_each_be_one_that_is_allowed() {
    // A preflight without exactly one method is for no route either.
    let not_found = Expected::answered(404, &[]);
    let (granted, refused) = (granted("https://app.example.com"), refused());
    let method = |says, method: &str| {
        let line = format!("Access-Control-Request-Method: {method}");
        Row::new(says, "OPTIONS", &[ORIGIN, &line], &refused).on_route(&not_found)
    };
    let rows = [
        Row::new("both allowed", "OPTIONS", &[ORIGIN, M], &granted),
        Row::new("an origin that is not allowed", "OPTIONS", &[EVIL, M], &refused),
        Row::new("null", "OPTIONS", &["Origin: null", M], &refused),
        Row::new("an empty Origin", "OPTIONS", &["Origin: ", M], &refused),
        Row::new("an origin in capitals", "OPTIONS", &["Origin: https://app.EXAMPLE.com", M], &refused),
        Row::new("two equal Origin lines", "OPTIONS", &[ORIGIN, ORIGIN, M], &refused).on_route(&not_found),
        Row::new("two lines of methods", "OPTIONS", &[ORIGIN, M, M], &refused).on_route(&not_found),
        method("a method that is not allowed", "DELETE"),
        method("an unknown method", "PURGE"),
        method("a method in lower case", "put"),
        method("two allowed methods", "GET,PUT"),
        method("two methods and a space", "GET, DELETE"),
        method("a comma after it", "PUT,"),
        method("a blank inside", "P UT"),
        method("an empty method", ""),
        method("a star", "*"),
        method("OPTIONS", "OPTIONS"),
    ];
    assert_everywhere!(APP, APP_LIVE, ["GET", "PUT"], rows);
}

#[actix_web::test]
async fn the_answer_names_the_requested_method_alone_and_repeats_an_origin_that_matched() {
    let answer = |origin: &str, method: &str| {
        Expected::answered(
            204,
            &[
                "access-control-allow-credentials: true",
                "access-control-allow-headers: content-type, x-request-id",
                &format!("access-control-allow-methods: {method}"),
                &format!("access-control-allow-origin: {origin}"),
                "access-control-max-age: 7200",
                PREFLIGHT_VARY,
            ],
        )
    };
    let not_found = Expected::answered(404, &[]);
    let row = |origin: &str, method: &str| {
        let lines = [format!("Origin: {origin}"), format!("Access-Control-Request-Method: {method}")];
        let lines = [lines[0].as_str(), lines[1].as_str()];
        Row::new(&format!("{method} from {origin}"), "OPTIONS", &lines, &answer(origin, method))
    };
    let rows = [
        row("https://app.example.com", "PUT"),
        row("https://app.example.com", "GET"),
        row("https://app.example.com", "HEAD").on_route(&not_found),
        row("https://a.b.example.net", "PUT"),
        row("https://a.b.example.net", "GET"),
    ];
    assert_everywhere!(APP, APP_LIVE, ["GET", "PUT"], rows);
}

#[actix_web::test]
async fn verdicts_follow_the_order_origin_method_headers() {
    let names = "Access-Control-Request-Headers: x-evil";
    let delete = "Access-Control-Request-Method: DELETE";
    let get = "Access-Control-Request-Method: GET";
    for (says, lines, decided) in [
        ("nothing is allowed", [EVIL, delete, names], "the origin is not in `origins`"),
        ("the origin is", [ORIGIN, delete, names], "the method is not in `methods`"),
        ("origin and method are", [ORIGIN, get, names], "a request header is not in `headers`"),
    ] {
        for deployment in cors_tests::deployments(APP).await {
            let request = cors_tests::request::Request::new("OPTIONS", cors_tests::deployment::PATH, &lines);
            let (answer, _) = deployment.ask(&request, &cors_tests::script::Script::plain()).await;
            assert_eq!(answer.status, 403, "{}: {says}", deployment.name);
            if let Some(reason) = answer.reason() {
                let decided = format!("`APP` refused this preflight: {decided}; ");
                assert!(reason.starts_with(&decided), "{}: {says}: {reason}", deployment.name);
            }
        }
    }
}
