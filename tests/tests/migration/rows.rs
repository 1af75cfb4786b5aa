//! Tables of what two setups answer to the same requests.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use cors_tests::answer::Answer;
use cors_tests::place::Application;
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
pub(crate) type Row = (&'static str, Request, &'static str, &'static str);

pub(crate) fn setup(
    methods: &'static [&'static str],
    theirs: impl Application + 'static,
    ours: impl Application + 'static,
    rows: Vec<Row>,
) -> Setup {
    Setup { methods, theirs: Box::new(theirs), ours: Box::new(ours), rows }
}

/// Rows, each three lines.
macro_rules! rows {
    ($($says:literal, $request:expr => $theirs:literal, $ours:literal;)+) => {
        vec![$(($says, $request, $theirs, $ours)),+]
    };
}
pub(crate) use rows;

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
            for (whose, application, expected) in
                [("theirs", theirs, expected), ("ours", ours, expected_of_ours)]
            {
                let found = in_short(&application.answer(request).await);
                if found != *expected {
                    let _ = write!(
                        wrong,
                        "\n{methods:?}: {says}, {whose}\n     found {found}\n  expected {expected}\n"
                    );
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The status, the CORS headers without `access-control-`, and `vary`. Lists are sorted, because actix-cors keeps them in
/// sets. [`APP`] and [`OTHER`] are written by their names; `vary: all` means the three request headers of a preflight.
fn in_short(answer: &Answer) -> String {
    let lines = answer.cors_and_vary().into_iter().map(|line| {
        let (name, value) = line.split_once(": ").expect("`name: value`");
        let name = name.strip_prefix("access-control-").unwrap_or(name);
        let value = match name {
            "allow-methods" | "allow-headers" | "expose-headers" => {
                let names: BTreeSet<_> = value.split(',').map(str::trim).collect();
                names.into_iter().collect::<Vec<_>>().join(", ")
            }
            "vary" => {
                let others = "access-control-request-method, access-control-request-headers";
                let value = value.to_ascii_lowercase().replace(&format!("origin, {others}"), "all");
                value.replace(others, "all but origin")
            }
            _ => value.replace(APP, "APP").replace(OTHER, "OTHER"),
        };
        format!(" | {name}: {value}")
    });
    format!("{}{}", answer.status, lines.collect::<String>())
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
