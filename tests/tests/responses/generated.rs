//! Generated requests and application responses, hostile ones among them.

use cors_tests::deployment::PATH;
use cors_tests::request::Request;
use cors_tests::script::{How, Script};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

fn origin() -> impl Strategy<Value = Vec<u8>> {
    let origins = [
        "https://a.example.com",
        "https://b.example.com:8443",
        "app://-",
        "https://x.y.example.com",
        "https://example.com",
        "https://.example.com",
        "https://a..example.com",
        "https://u@a.example.com",
        "https://evil.net/.example.com",
        "https://pr-1-x.a.example.net",
        "https://pr--x.a.example.net",
        "https://pr-1.2-x.a.example.net",
        "http://localhost",
        "http://localhost:5173",
        "http://localhost:80",
        "http://localhost:080",
        "http://localhost:65536",
        "http://localhost:99999999999999999999",
        "https://a.example.net",
        "null",
        "",
        "*",
        "https://a.example.com, https://a.example.com",
        "https://evil.example",
    ];
    let long = |label: usize, labels: usize| {
        format!("https://{}example.com", ("a".repeat(label) + ".").repeat(labels))
    };
    let mut pool: Vec<Vec<u8>> = origins.iter().map(|origin| origin.as_bytes().to_vec()).collect();
    pool.extend([long(63, 1), long(64, 1), long(63, 3), long(1, 121), long(1, 122)].map(String::into_bytes));
    let near =
        (select(pool.clone()), any::<prop::sample::Index>(), select(b"a.:/@-*A\t\xff9".to_vec()), 0..3);
    let near = near.prop_map(|(mut origin, at, byte, how)| {
        let at = at.index(origin.len() + 1);
        match (how, origin.get_mut(at)) {
            (0, Some(old)) => *old = byte,
            (1, Some(_)) => drop(origin.remove(at)),
            _ => origin.insert(at, byte),
        }
        origin
    });
    let usual = select(vec![b"https://a.example.com".to_vec(), b"https://pr-1-x.a.example.net".to_vec()]);
    prop_oneof![4 => usual, 4 => select(pool), 1 => near]
}

fn requested_method() -> impl Strategy<Value = Vec<u8>> {
    let usual = select(vec!["GET", "PUT", "POST", "DELETE"]);
    let other = ["HEAD", "PURGE", "OPTIONS", "get", "", "*", "GET, PUT", "GET,", "P UT", "PUT\u{e4}"];
    let long = (63..67_usize).prop_map(|count| "X".repeat(count));
    let other = prop_oneof![5 => select(other.to_vec()).prop_map(str::to_owned), 1 => long];
    prop_oneof![2 => usual.prop_map(str::to_owned), 1 => other].prop_map(String::into_bytes)
}

fn requested_headers() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let usual = select(vec!["content-type", "X-B", "\tx-b ", "Content-Type", "", "authorization"]);
    let other = select(vec!["x-evil", " ", "*", "x b", "\u{e4}", "x-b2", "Authorization "]);
    let names = prop_oneof![8 => vec(usual.clone(), 0..4), 1 => vec(prop_oneof![usual, other], 0..6)];
    let line = names.prop_map(|names| names.join(",").into_bytes());
    prop_oneof![4 => vec(line.clone(), 0..2), 2 => vec(line, 2..4), 1 => vec(long_line(), 1..4)]
}

/// Lines about as long as the limits on elements and bytes.
fn long_line() -> impl Strategy<Value = Vec<u8>> {
    let element = select(vec!["", " ", "x-b", "X-b", "content-type", "  content-type\t"]);
    let counts =
        prop_oneof![Just(16_usize), Just(17), 16..20_usize, Just(126), 126..131_usize, 1..3_000_usize];
    let repeated = (element, counts).prop_map(|(element, count)| vec![element; count].join(",").into_bytes());
    let long_name = (1_000..1_060_usize, 3_900..9_000_usize, any::<bool>())
        .prop_map(|(short, long, is_short)| "x".repeat(if is_short { short } else { long }).into_bytes());
    let spaces =
        (1_000..1_060_usize).prop_map(|count| [" ".repeat(count), "x-b".to_owned()].concat().into_bytes());
    let endless = " ".repeat(70_000) + "é";
    prop_oneof![8 => repeated, 2 => long_name, 2 => spaces, 1 => Just(endless.into_bytes())]
}

/// A preflight's origin, method and lines of headers.
pub(crate) fn asked_for() -> impl Strategy<Value = (Vec<u8>, Vec<u8>, Vec<Vec<u8>>)> {
    (origin(), requested_method(), requested_headers())
}

/// Requests of every kind.
pub(crate) fn request() -> impl Strategy<Value = Request> {
    let long = ["X".repeat(64), "X".repeat(65)];
    let other = ["HEAD", "PUT", "POST", "DELETE", "PURGE", "put", "CORS-PREFLIGHT", "*"].map(str::to_owned);
    let other = [&other[..], &long].concat();
    let method =
        prop_oneof![3 => Just("OPTIONS".to_owned()), 1 => Just("GET".to_owned()), 2 => select(other)];
    let origins = prop_oneof![1 => vec(origin(), 0..1), 12 => vec(origin(), 1..2), 1 => vec(origin(), 2..3)];
    let methods = requested_method().boxed();
    let methods = prop_oneof![1 => vec(methods.clone(), 0..1), 8 => vec(methods.clone(), 1..2), 1 => vec(methods, 2..3)];
    (method, origins, methods, requested_headers()).prop_map(|(method, origins, methods, headers)| {
        let lines = [
            ("Origin", origins),
            ("Access-Control-Request-Method", methods),
            ("Access-Control-Request-Headers", headers),
        ];
        let lines =
            lines.into_iter().flat_map(|(name, values)| values.into_iter().map(move |value| (name, value)));
        lines.fold(Request::new(&method, PATH, &[]), |request, (name, value)| request.with(name, value))
    })
}

/// What the application answers.
pub(crate) fn script() -> impl Strategy<Value = Script> {
    let lines = [
        "access-control-allow-origin: *",
        "access-control-allow-origin: https://evil.example",
        "access-control-allow-credentials: true",
        "access-control-allow-methods: DELETE",
        "access-control-allow-headers: x-evil",
        "access-control-expose-headers: x-evil",
        "access-control-max-age: 99",
        "access-control-allow-private-network: true",
        "vary: Accept, Cookie",
        "vary: accept , oRiGiN",
        "vary: X-Origin,Origin-X,",
        "vary: *",
        "vary: Origin",
        "x-app: yes",
        "x-app: twice",
        "*: 1",
        "location: /elsewhere",
        "set-cookie: a=1",
        "cache-control: no-store",
    ];
    let statuses = vec![200, 200, 201, 204, 206, 302, 304, 400, 403, 404, 405, 500, 503];
    let hows = [How::Response, How::Response, How::Streamed, How::HandlerError, How::MiddlewareError];
    (select(statuses), vec(select(lines.to_vec()), 0..6), select(hows.to_vec()))
        .prop_map(|(status, lines, how)| Script::of(status, &lines).how(how))
}
