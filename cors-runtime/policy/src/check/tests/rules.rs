//! Each rule, broken once, and legal cases next to it.

use crate::check::tests::{Write, Writer, code, shown};
use crate::condition::Condition;
use crate::draft::DraftEntry;
use crate::words::Waiver;

/// What is wrong, a draft with it, a part of the message and a part of the help.
type RuleCase = (&'static str, Write, &'static str, &'static str);

/// Origins.
const ORIGINS: &[RuleCase] = &[
    (
        "no origins",
        |_, draft| draft.origins = None,
        "this policy has no `origins`",
        "add `origins: [https://app.example.com]`",
    ),
    ("an empty list", |w, d| d.origins = w.empty(), "`origins` must not be an empty list", "origins = any"),
    (
        "a bad origin",
        |w, d| d.origins = w.list(&["https://a.example/"]),
        "must not end with a slash",
        "write `https://a.example`",
    ),
    (
        "a wildcard in a registered name",
        |w, d| d.origins = w.list(&["https://*example.com"]),
        "evilexample.com",
        "`https://*.example.com`",
    ),
    (
        "an origin twice",
        |w, d| d.origins = w.list(&["https://a.example", "https://a.example"]),
        "is listed twice",
        "remove one of them",
    ),
    (
        "an origin that is covered",
        |w, d| d.origins = w.list(&["https://a.b.example", "https://*.b.example"]),
        "`https://*.b.example` covers it",
        "remove `https://a.b.example`",
    ),
    (
        "`runtime` twice",
        |w, d| d.origins = w.list(&["runtime", "runtime"]),
        "`runtime` is listed twice",
        "one of them",
    ),
    (
        "a conditional `runtime`",
        |w, d| {
            let entry = DraftEntry { when: Condition::Number(0), ..w.entry("runtime") };
            d.origins = w.entries(vec![entry]);
        },
        "`runtime` must not be conditional",
        "remove the `#[cfg]`",
    ),
];

/// Only origins can be `none`.
const NONE: &[RuleCase] = &[
    ("no methods", |w, d| d.methods = w.none(), "only `origins` can be `none`", "say `origins = none`"),
    ("a method `none`", |w, d| d.methods = w.list(&["none"]), "only `origins` can", "say `origins = none`"),
    ("no headers", |w, d| d.headers = w.none(), "only `origins` can be `none`", "write `headers = []`"),
    ("a header `none`", |w, d| d.expose = w.list(&["none"]), "only `origins` can", "write `expose = []`"),
    (
        "an origin `none`",
        |w, d| d.origins = w.list(&["none"]),
        "`none` is not an origin",
        "write `origins = none`",
    ),
];

/// What does not go with credentials.
const CREDENTIALS: &[RuleCase] = &[
    (
        "any origin with credentials",
        |w, d| (d.origins, d.credentials) = (w.any(), w.write(true)),
        "every site",
        "help: list the origins that may read with credentials\nhelp: or remove `credentials`",
    ),
    (
        "an insecure origin with credentials",
        |w, d| (d.origins, d.credentials) = (w.list(&["http://a.example"]), w.write(true)),
        "is not encrypted",
        "help: write `https://a.example`\nhelp: or accept the risk with `dangerously_allow = insecure_origins` on this entry",
    ),
    (
        "a public suffix with credentials",
        |w, d| (d.origins, d.credentials) = (w.list(&["https://*.github.io"]), w.write(true)),
        "`github.io` is a public suffix",
        "accept the risk with `dangerously_allow = public_suffixes` on this entry",
    ),
    (
        "a risk beside the one that is waived",
        |w, d| {
            let entry = w.waived("http://*.github.io", &[Waiver::InsecureOrigins]);
            (d.origins, d.credentials) = (w.entries(vec![entry]), w.write(true));
        },
        "`github.io` is a public suffix",
        "accept the risk with `dangerously_allow = public_suffixes` on this entry",
    ),
];

/// Waivers that are not needed.
const WAIVERS: &[RuleCase] = &[
    (
        "a waiver twice",
        |w, d| {
            let entry = w.waived("http://a.example", &[Waiver::InsecureOrigins; 2]);
            (d.origins, d.credentials) = (w.entries(vec![entry]), w.write(true));
        },
        "the waiver `insecure_origins` is given twice",
        "remove one of them",
    ),
    (
        "a waiver that is not needed",
        |w, d| {
            let entry = w.waived("https://a.example", &[Waiver::InsecureOrigins]);
            (d.origins, d.credentials) = (w.entries(vec![entry]), w.write(true));
        },
        "does not need the waiver `insecure_origins`",
        "remove `dangerously_allow = insecure_origins`",
    ),
    (
        "a waiver of `runtime` on another entry",
        |w, d| {
            let entry = w.waived("http://a.example", &[Waiver::InsecureOrigins, Waiver::Predicates]);
            (d.origins, d.credentials) = (w.entries(vec![entry]), w.write(true));
        },
        "only `runtime` needs it",
        "remove `dangerously_allow = predicates`",
    ),
    (
        "a waiver on `runtime` without credentials",
        |w, d| {
            let entry = w.waived("runtime", &[Waiver::PublicSuffixes]);
            d.origins = w.entries(vec![entry]);
        },
        "only with credentials",
        "remove `dangerously_allow = public_suffixes`",
    ),
];

/// Methods.
const METHODS: &[RuleCase] = &[
    ("no method", |w, d| d.methods = w.empty(), "`methods` must not be an empty list", "such as `GET`"),
    ("a method in lower case", |w, d| d.methods = w.list(&["get"]), "unknown method `get`", "write `GET`"),
    ("a forbidden method", |w, d| d.methods = w.list(&["Trace"]), "browsers never send `Trace`", "remove it"),
    (
        "not a method",
        |w, d| d.methods = w.list(&["a b"]),
        "expected one method, found `a b`",
        "each as an entry of its own: `a, b`",
    ),
    (
        "two methods of which one is misspelt",
        |w, d| d.methods = w.list(&["GET, DELTE"]),
        "expected one method, found `GET, DELTE`",
        "make each method an entry of its own",
    ),
    ("a quoted method", |w, d| d.methods = w.list(&["'PUT'"]), "`'PUT'` is not a method", "write `PUT`"),
    ("no letters", |w, d| d.methods = w.list(&["G\u{c9}T"]), "is not a method", "letters, digits"),
    (
        "a method of 65 bytes",
        |w, d| d.methods = w.list(&["GET", &"A".repeat(65)]),
        "a method must not have more than 64 bytes, and this one has 65",
        "remove it",
    ),
    ("an empty method", |w, d| d.methods = w.list(&[""]), "this method is empty", "such as `GET`"),
    ("`*` as a method", |w, d| d.methods = w.list(&["*"]), "not all of them", "write `methods = any`"),
    ("`any` as a method", |w, d| d.methods = w.list(&["any"]), "not all of them", "write `methods = any`"),
    (
        "an origin as a method",
        |w, d| d.methods = w.list(&["https://b.io"]),
        "found the address",
        "to `origins`",
    ),
    (
        "a method twice",
        |w, d| d.methods = w.list(&["PUT", "PUT"]),
        "the method `PUT` is listed twice",
        "one of them",
    ),
];

/// Request headers and exposed headers.
const HEADERS: &[RuleCase] = &[
    ("not a header", |w, d| d.headers = w.list(&["x a"]), "`x a` is not a header name", "letters, digits"),
    ("two headers", |w, d| d.headers = w.list(&["X-A, x-b"]), "expected one header name", "`x-a, x-b`"),
    ("a value", |w, d| d.headers = w.list(&["X-A: b"]), "found `X-A` with a value", "write `x-a`"),
    ("a wildcard", |w, d| d.headers = w.list(&["x-*"]), "must not contain a `*`", "or write `headers = any`"),
    ("an exposed wildcard", |w, d| d.expose = w.list(&["x-*"]), "must not contain a `*`", "list the names"),
    ("a colon", |w, d| d.headers = w.list(&["X-A:"]), "is not a header name", "write `x-a`"),
    ("an empty header", |w, d| d.headers = w.list(&[" "]), "this header name is empty", "content-type"),
    (
        "a response header",
        |w, d| d.headers = w.list(&["Access-Control-Max-Age"]),
        "is a response header",
        "remove it",
    ),
    (
        "a forbidden header",
        |w, d| d.headers = w.list(&["Sec-Fetch-Mode"]),
        "never let a page set",
        "remove it",
    ),
    ("a cookie", |w, d| d.headers = w.list(&["Cookie"]), "never let a page set `Cookie`", "remove it"),
    ("`*` as a header", |w, d| d.headers = w.list(&["*"]), "not all of them", "`authorization` included"),
    ("`any` as a header", |w, d| d.headers = w.list(&["any"]), "not all of them", "headers = any"),
    ("`ALL` as a header", |w, d| d.headers = w.list(&["ALL"]), "not all of them", "headers = any"),
    (
        "an origin as a header",
        |w, d| d.headers = w.list(&["https://b.io"]),
        "expected a header name, found the address `https://b.io`",
        "add it to `origins`",
    ),
    (
        "an address as a value",
        |w, d| d.headers = w.list(&["x-a: https://b.io"]),
        "with a value",
        "write `x-a`",
    ),
    (
        "a header twice",
        |w, d| d.headers = w.list(&["x-a", "X-A"]),
        "the header `x-a` is listed twice",
        "one of them",
    ),
    ("an exposed cookie", |w, d| d.expose = w.list(&["Set-Cookie"]), "never show `Set-Cookie`", "remove it"),
    ("an exposed request header", |w, d| d.expose = w.list(&["Origin"]), "is a request header", "remove it"),
    ("`every` exposed", |w, d| d.expose = w.list(&["every"]), "not all of them", "write `expose = any`"),
    ("`*` exposed", |w, d| d.expose = w.list(&["*"]), "not all of them", "write `expose = any`"),
];

/// Numbers.
const NUMBERS: &[RuleCase] = &[
    ("an age without unit", |w, d| d.max_age = w.write("600".into()), "`600` has no unit", "write `600s`"),
    ("an age above a day", |w, d| d.max_age = w.write("25h".into()), "is more than 24h", "write `24h`"),
    (
        "not an age",
        |w, d| d.max_age = w.write("soon".into()),
        "expected one number with `s`",
        "`600s`, `10m` or `2h`",
    ),
    ("a status that refuses", |w, d| d.preflight_status = w.write(404), "found 404", "such as `204`"),
];

#[test]
fn each_violation_is_an_error_with_its_help() {
    for (what, write, message, help) in
        [ORIGINS, NONE, CREDENTIALS, WAIVERS, METHODS, HEADERS, NUMBERS].concat()
    {
        let mut writer = Writer::default();
        let mut draft = writer.draft();
        draft.origins = writer.list(&["https://app.example.com"]);
        write(&mut writer, &mut draft);
        let checked = code(&[draft]);
        let shown = shown(&checked);
        assert_eq!(shown.len(), 1, "{what}: {shown:?}");
        assert!(shown[0].contains(message) && shown[0].contains(help), "{what}: {shown:?}");
        assert!(checked.policies[0].has_errors, "{what}");
    }
}

#[test]
fn a_correct_draft_is_a_policy_without_mistakes() {
    let legal: &[(&str, Write)] = &[
        ("origins alone", |_, _| {}),
        ("any origin", |w, d| d.origins = w.any()),
        ("any origin, without credentials", |w, d| (d.origins, d.credentials) = (w.any(), w.write(false))),
        ("every other field open beside credentials", |w, d| {
            d.credentials = w.write(true);
            (d.methods, d.headers, d.expose) = (w.any(), w.any(), w.any());
        }),
        ("no headers", |w, d| (d.headers, d.expose) = (w.empty(), w.empty())),
        ("a method of one's own", |w, d| d.methods = w.list(&["GET", "HEAD", "M-SEARCH", "purge"])),
        ("a method of 64 bytes", |w, d| d.methods = w.list(&[&"A".repeat(64)])),
        ("a day", |w, d| d.max_age = w.write("24h".into())),
        ("another status", |w, d| d.preflight_status = w.write(200)),
        ("an insecure origin, waived", |w, d| {
            let entry = w.waived("http://a.example", &[Waiver::InsecureOrigins]);
            (d.origins, d.credentials) = (w.entries(vec![entry]), w.write(true));
        }),
        ("a list at run time with every risk", |w, d| {
            let entry = w.waived("runtime", &Waiver::ALL);
            (d.origins, d.credentials) = (w.entries(vec![entry]), w.write(true));
        }),
        ("a list that a condition may empty", |w, d| d.origins = w.entries(Vec::new())),
        ("nothing that could be concluded from what is missing", |_, d| {
            (d.origins, d.may_have_origins) = (None, true);
        }),
        ("a waiver that could not be read", |w, d| {
            let entry = DraftEntry { has_broken_waiver: true, ..w.entry("http://a.example") };
            (d.origins, d.credentials) = (w.entries(vec![entry]), w.write(true));
        }),
        ("entries of builds that exclude each other", |w, d| {
            let number = Condition::Number(3);
            let one = DraftEntry { when: number.clone(), ..w.entry("https://a.example") };
            let other = DraftEntry { when: Condition::Not(Box::new(number)), ..w.entry("https://a.example") };
            d.origins = w.entries(vec![one, other]);
        }),
        ("what a shared list has already", |w, d| {
            let own = w.entry("https://a.b.example");
            let same = DraftEntry { is_shared: true, ..w.entry("https://a.b.example") };
            let wider = DraftEntry { is_shared: true, ..w.entry("https://*.b.example") };
            d.origins = w.entries(vec![own, same, wider]);
            let own = w.entry("x-a");
            let same = DraftEntry { is_shared: true, ..w.entry("x-a") };
            d.headers = w.entries(vec![own, same]);
        }),
    ];
    for (what, write) in legal {
        let mut writer = Writer::default();
        let mut draft = writer.draft();
        draft.origins = writer.list(&["https://app.example.com"]);
        write(&mut writer, &mut draft);
        assert_eq!(shown(&code(&[draft])), [""; 0], "{what}");
    }
}
