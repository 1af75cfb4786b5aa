//! Preflights whose cost a client chooses, and ordinary ones beside them, through the `tower` layer.

use cors_runtime::{ByMethod, ByOrigin, cors};
use http::Request;

cors! {
    /// Ten origins are hashed, and those with any port are looked for as well.
    pub const LISTED = {
        origins: [
            "https://t01.example", "https://t02.example", "https://t03.example", "https://t04.example",
            "https://t05.example", "https://t06.example", "https://t07.example", "https://t08.example",
            "https://t09.example", "https://t10.example", "http://localhost:*",
        ],
        methods: [GET, PUT],
        headers: ["authorization", "content-type"],
        credentials: true,
    };
    /// The answer repeats what was asked for.
    pub const ANY = { methods: any, headers: any, ..LISTED };
    pub const DELETERS = { origins: ["https://other.example"], methods: [DELETE], credentials: true };
    pub const PUBLIC = { origins: any, methods: any, headers: any };
    /// A run-time list of patterns that share all but the left-most label.
    pub const PATTERNS = { origins: [runtime], methods: [GET, PUT], headers: ["authorization", "content-type"] };
}

pub const BY_METHOD: ByMethod<1> = ANY.except_methods([("DELETE", DELETERS)]);
pub const BY_ORIGIN: ByOrigin<2> = PUBLIC.except_origins_of([LISTED, DELETERS]);

/// `https://t0-*.shop.example`, and so on.
pub fn patterns(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("https://t{at}-*.shop.example")).collect()
}

/// Every case that [`request`] knows.
pub const CASES: [&str; 8] = [
    "ordinary",
    "64 KiB of Origin",
    "64 KiB of method",
    "64 KiB of commas",
    "128 names that begin alike",
    "one name 128 times",
    "a pattern's origin",
    "no pattern's origin",
];

pub fn request(case: &str) -> Request<()> {
    let long = 64 * 1024;
    let (mut origin, mut method) = ("https://t01.example".to_owned(), "PUT".to_owned());
    let mut headers = "authorization,content-type".to_owned();
    match case {
        "ordinary" => {}
        "64 KiB of Origin" => origin = format!("https://{}", "x".repeat(long)),
        "64 KiB of method" => method = "x".repeat(long),
        "64 KiB of commas" => headers = ",".repeat(long),
        "128 names that begin alike" => {
            headers =
                (0..128).map(|at| format!("x-{}-{at:03}", "a".repeat(24))).collect::<Vec<_>>().join(",");
        }
        "one name 128 times" => headers = ["content-type"; 128].join(","),
        "a pattern's origin" => origin = String::from("https://t7-x.shop.example"),
        "no pattern's origin" => origin = String::from("https://t7x.shop.example"),
        other => panic!("there is no case `{other}`"),
    }
    Request::builder()
        .method("OPTIONS")
        .header("origin", origin)
        .header("access-control-request-method", method)
        .header("access-control-request-headers", headers)
        .body(())
        .expect("a request")
}
