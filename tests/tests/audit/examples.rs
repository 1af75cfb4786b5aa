//! The examples, audited over their sockets.

use cors_audit::{judge, plan};
use cors_runtime::{Policy, cors};
use cors_tests::example::{Example, send};
use cors_tests::peers::sockets::Client;

#[allow(dead_code)]
#[path = "../../../examples/playground/policies.rs"]
mod playground;

cors! {
    /// What `examples/quickstart.rs` says of the web app. The example is a program, so nothing can be taken from it; if it
    /// says something else, the audit tells.
    const APP = {
        origins: [
            "https://app.example.com",
            "https://*.preview.example.com",
            #[cfg(debug_assertions)]
            "http://localhost:*",
        ],
        methods: [GET, POST],
        headers: ["content-type"],
        expose: ["location"],
        max_age: 10m,
    };

    const PUBLIC = { origins: any, methods: [GET] };

    /// Not what the example says.
    const TOO_SMALL = { origins: ["https://app.example.com"], ..APP };
}

/// What is wrong with a URL of a running example, if anything.
fn mistakes(address: &str, path: &str, policy: Policy) -> Option<String> {
    let plan = plan(&policy, &format!("http://{address}"), policy.methods().listed());
    let report = judge(&Client::new(address, path).run(plan, |_, _| {}));
    (!report.is_clean()).then(|| format!("\n{path}: {report}"))
}

#[test]
fn the_quickstart_does_what_its_policies_say() {
    for name in ["quickstart", "axum"] {
        let example = Example::start(name, &[]);
        for (path, policy) in
            [("/api/tasks", APP), ("/api/tasks/1", APP), ("/api/tasks/999", APP), ("/public/summary", PUBLIC)]
        {
            assert_eq!(mistakes(&example.address, path, policy), None, "{name}");
        }
        let wrong = mistakes(&example.address, "/api/tasks", TOO_SMALL).unwrap_or_default();
        assert!(wrong.contains("origin-match"), "{name}: the audit sees more than the policy: {wrong}");
    }
}

#[test]
fn the_playground_does_what_its_policies_say() {
    let example = Example::start("playground", &[]);
    let port = |address: &str| address.rsplit(':').next().map(str::to_owned).expect("a port");
    let pages = format!("127.0.0.1:{}", port(&example.address));
    let answer = send(&pages, "GET /plan.json", &[], "");
    let served: serde_json::Value = serde_json::from_str(&answer.body).expect("JSON");
    let api = port(served["api"].as_str().expect("the address of the API"));
    for (policy, _) in playground::ALL {
        for path in ["items", "error"] {
            let path = format!("/{}/{path}", policy.name());
            assert_eq!(mistakes(&format!("127.0.0.1:{api}"), &path, policy), None);
        }
    }
}
