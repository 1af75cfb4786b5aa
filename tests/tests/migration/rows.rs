//! Tables of what two setups answer to the same requests.
//!
//! ```ignore
//! setup(
//!     &["allowed_origin"],
//!     serve(app().wrap(Cors::default().allowed_origin(APP))).await,
//!     serve(app().wrap(cors! { origins: ["https://app.example.com"] })).await,
//!     vec![
//!         ("a method that is not named", from_page(APP, "DELETE"), (200, &[ALLOW_APP, VARY_ALL]), (200, &[VARY])),
//!     ],
//! )
//! ```

use std::collections::BTreeSet;
use std::fmt::Write as _;

use cors_tests::deployment::Application;
use cors_tests::request::Request;

/// An origin that the setups allow.
pub(crate) const APP: &str = "https://app.example.com";
/// An origin that they do not.
pub(crate) const OTHER: &str = "https://other.example";

/// What the guide says of moving.
const GUIDE: &str = include_str!("../../../cors-runtime/src/guide/migration.md");

/// A setup of the other library, and the policy that the guide gives for it.
pub(crate) struct Setup {
    /// The methods of the builder that it shows, as the guide's table names them.
    pub(crate) methods: &'static [&'static str],
    pub(crate) theirs: Box<dyn Application>,
    pub(crate) ours: Box<dyn Application>,
    pub(crate) rows: Vec<Row>,
}

/// What the case shows, the request, their response, ours.
pub(crate) type Row = (&'static str, Request, Response, Response);

/// The status, and the CORS headers and `Vary`.
pub(crate) type Response = (u16, &'static [&'static str]);

pub(crate) const ALLOW_APP: &str = "access-control-allow-origin: https://app.example.com";
pub(crate) const ALLOW_OTHER: &str = "access-control-allow-origin: https://other.example";
pub(crate) const ALLOW_ANYONE: &str = "access-control-allow-origin: *";
pub(crate) const ALLOW_CREDENTIALS: &str = "access-control-allow-credentials: true";
pub(crate) const ALLOW_GET: &str = "access-control-allow-methods: GET";
pub(crate) const ALLOW_PUT: &str = "access-control-allow-methods: PUT";
pub(crate) const ALLOW_ANY_HEADER: &str = "access-control-allow-headers: *, authorization";
pub(crate) const EXPOSED_ID: &str = "access-control-expose-headers: x-request-id";
pub(crate) const EXPOSED_ANY: &str = "access-control-expose-headers: *";
pub(crate) const MAX_AGE_3600: &str = "access-control-max-age: 3600";
pub(crate) const VARY: &str = "vary: origin";
pub(crate) const VARY_BY_METHOD: &str = "vary: access-control-request-method, origin";
pub(crate) const VARY_ALL: &str =
    "vary: access-control-request-headers, access-control-request-method, origin";
pub(crate) const VARY_BUT_ORIGIN: &str =
    "vary: access-control-request-headers, access-control-request-method";

pub(crate) fn setup(
    methods: &'static [&'static str],
    theirs: impl Application + 'static,
    ours: impl Application + 'static,
    rows: Vec<Row>,
) -> Setup {
    Setup { methods, theirs: Box::new(theirs), ours: Box::new(ours), rows }
}

pub(crate) fn preflight(origin: &str, method: &str) -> Request {
    Request::preflight("/x", origin, method)
}

pub(crate) fn with_headers(origin: &str, method: &str, headers: &str) -> Request {
    preflight(origin, method).with("Access-Control-Request-Headers", headers)
}

pub(crate) fn from_page(origin: &str, method: &str) -> Request {
    Request::from_page(method, "/x", origin)
}

pub(crate) fn without_origin(method: &str) -> Request {
    Request::new(method, "/x", &[])
}

/// Sends each request to both, and compares both responses with what the table says of them.
pub(crate) async fn assert_rows(setups: &[Setup]) {
    let mut wrong = String::new();
    for Setup { methods, theirs, ours, rows } in setups {
        for (says, request, expected, expected_of_ours) in rows {
            for (whose, application, (status, lines)) in
                [("theirs", theirs, expected), ("ours", ours, expected_of_ours)]
            {
                let answer = application.answer(request).await;
                let found: Vec<_> = answer.cors_and_vary().into_iter().map(with_sorted_list).collect();
                if answer.status != *status || found != *lines {
                    let _ = write!(
                        wrong,
                        "\n{methods:?}: {says}, {whose}\n     found {} {found:#?}\n  expected {status} {lines:#?}\n",
                        answer.status
                    );
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// A header line whose value, if it is a list, is in the order of the alphabet: actix-cors keeps lists in sets. `Vary`
/// is in lower case.
fn with_sorted_list(line: &str) -> String {
    let (name, value) = line.split_once(": ").expect("`name: value`");
    let value = if name == "vary" { value.to_ascii_lowercase() } else { value.to_owned() };
    let mut names: Vec<_> = value.split(',').map(str::trim).collect();
    names.sort_unstable();
    format!("{name}: {}", names.join(", "))
}

/// The table below `heading` in the guide has a line for each of the builder's methods that a setup shows, and no other.
/// `unbuilt`: methods of the table without a setup.
pub(crate) fn assert_in_guide(heading: &str, setups: &[Setup], unbuilt: &[&str]) {
    let (_, section) = GUIDE.split_once(&format!("\n# {heading}\n")).expect("the heading");
    let section = section.split("\n# ").next().unwrap_or_default();
    let first_cells = section.lines().filter_map(|line| line.strip_prefix("| `")?.split(" | ").next());
    let calls = first_cells.flat_map(|cell| cell.split('`').filter_map(|span| Some(span.split_once('(')?.0)));
    let named: BTreeSet<&str> = calls.map(|call| call.rsplit(['.', ':']).next().unwrap_or(call)).collect();
    let built: BTreeSet<&str> =
        setups.iter().flat_map(|setup| setup.methods).chain(unbuilt).copied().collect();
    assert_eq!(named, built, "methods in the guide, and those with a setup");
}
