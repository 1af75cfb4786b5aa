//! Generated requests and application responses, hostile ones among them.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::reference::Asked;

/// What the application answers: status, header lines, and whether as an `Err`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Script {
    pub(crate) status: u16,
    pub(crate) lines: Vec<&'static str>,
    pub(crate) fails: bool,
}

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
    let usual = select(vec![b"https://a.example.com".to_vec(), b"https://pr-1.a.example.com".to_vec()]);
    prop_oneof![4 => usual, 4 => select(pool), 1 => near]
}

fn asked_methods() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let usual = select(vec!["GET", "PUT", "POST", "DELETE"]);
    let other = ["HEAD", "PURGE", "OPTIONS", "get", "", "*", "GET, PUT", "GET,", "P UT", "PUT\u{e4}"];
    let line = prop_oneof![2 => usual, 1 => select(other.to_vec())].prop_map(|line| line.as_bytes().to_vec());
    prop_oneof![1 => vec(line.clone(), 0..1), 8 => vec(line.clone(), 1..2), 1 => vec(line, 2..3)]
}

fn asked_headers() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let usual = select(vec!["content-type", "X-B", "\tx-b ", "Content-Type", "", "authorization"]);
    let other = select(vec!["x-evil", " ", "*", "x b", "\u{e4}", "x-b2", "Authorization "]);
    let names = prop_oneof![8 => vec(usual.clone(), 0..4), 1 => vec(prop_oneof![usual, other], 0..6)];
    let line = names.prop_map(|names| names.join(",").into_bytes());
    let spaces = " ".repeat(70_000) + "é";
    let hostile =
        [",".repeat(70_000), "x-b,".repeat(20_000), spaces, ",".repeat(16), ",".repeat(19), ",".repeat(127)];
    let hostile = select(hostile.map(String::into_bytes).to_vec());
    prop_oneof![4 => vec(line.clone(), 0..2), 2 => vec(line, 2..4), 1 => vec(hostile, 1..2)]
}

pub(crate) fn asked() -> impl Strategy<Value = Asked> {
    let other = ["HEAD", "PUT", "POST", "DELETE", "PURGE", "put", "CORS-PREFLIGHT"];
    let method = prop_oneof![3 => Just("OPTIONS"), 1 => Just("GET"), 2 => select(other.to_vec())];
    let origins = prop_oneof![1 => vec(origin(), 0..1), 12 => vec(origin(), 1..2), 1 => vec(origin(), 2..3)];
    (method, origins, asked_methods(), asked_headers())
        .prop_map(|(method, origins, methods, headers)| Asked { method, origins, methods, headers })
}

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
        "x-app: yes",
        "location: /elsewhere",
    ];
    let statuses = vec![200, 200, 201, 204, 206, 302, 304, 400, 403, 404, 405, 500, 503];
    (select(statuses), vec(select(lines.to_vec()), 0..6), prop::bool::weighted(0.2))
        .prop_map(|(status, lines, fails)| Script { status, lines, fails })
}
