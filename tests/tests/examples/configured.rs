//! `examples/configured.rs`.

use std::path::{Path, PathBuf};
use std::{env, fs};

use cors_tests::example::{Example, run};

const GOOD: &str = "origins = [\"https://app.example.com\"]\n";
const BETTER: &str =
    "origins = [\"https://new.example.com\"]\nmethods = [\"GET\", \"PUT\"]\nmax_age = \"100h\"\n";
const BAD: &str = "origins = [\"https://app.example.com/\", \"*\"]\nmethods = [\"get\"]\n";

/// A file of the test's own.
fn file(name: &str, text: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}.toml", std::process::id()));
    fs::write(&file, text).expect("a file");
    file
}

fn start(file: &Path) -> Example {
    Example::start_with("configured", &[file.to_str().expect("a path in Unicode")], &[])
}

/// The origin that is allowed, of the two.
fn allowed(service: &Example) -> String {
    let granted =
        |origin: &str| service.send("GET /greeting", &[&format!("Origin: {origin}")], "").origin().to_owned();
    ["https://app.example.com", "https://new.example.com"].map(granted).join(" ")
}

#[test]
fn it_follows_its_file_and_keeps_what_it_has_where_the_file_is_wrong() {
    let file = file("follows", GOOD);
    let service = start(&file);
    assert_eq!(allowed(&service), "https://app.example.com -");

    fs::write(&file, BETTER).expect("a file");
    service.logs("the policy was replaced");
    service.logs("note: cors.max_age: ");
    assert_eq!(allowed(&service), "- https://new.example.com");
    let preflight = ["Origin: https://new.example.com", "Access-Control-Request-Method: PUT"];
    assert_eq!(service.send("OPTIONS /greeting", &preflight, "").status, 204, "all of it is new");

    fs::write(&file, BAD).expect("a file");
    #[cfg(unix)]
    service.signal("HUP");
    service.logs("origins[1]");
    assert_eq!(allowed(&service), "- https://new.example.com");

    fs::remove_file(&file).expect("a file");
    service.logs("the policy was not replaced");
    assert_eq!(allowed(&service), "- https://new.example.com", "without its file, too");

    fs::write(&file, GOOD).expect("a file");
    #[cfg(unix)]
    service.signal("HUP");
    service.logs("the policy was replaced");
    assert_eq!(allowed(&service), "https://app.example.com -");
}

#[test]
fn it_does_not_start_with_mistakes() {
    for (text, parts) in [
        (
            BAD,
            &[
                "cors.origins[0]: an origin must not end with a slash",
                "origins[1]: `*` is not",
                "methods[0]: unknown method",
            ][..],
        ),
        ("origin = []", &["line 1, column 1", "unknown field `origin`, expected `origins`"]),
        ("origins = [", &["TOML parse error"]),
    ] {
        let file = file("mistakes", text);
        let output = run("configured", &[file.to_str().expect("a path in Unicode"), "--port", "0"], &[]);
        let said = String::from_utf8(output.stderr).expect("text");
        assert!(!output.status.success(), "{text}");
        for part in parts {
            assert!(said.contains(part), "{text}: {said}");
        }
    }
    let output = run("configured", &["no-such-file.toml"], &[]);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(!output.status.success() && said.contains("no-such-file.toml: "), "{said}");
}

#[test]
fn its_curl_line() {
    let file = Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples/cors.toml");
    super::assert_curls(&mut start(&file), &["200 https://app.example.com"]);
}
