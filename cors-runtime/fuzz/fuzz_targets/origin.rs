//! The strict parser of origins. What it takes, the URL standard's parser writes back byte for byte (or refuses, for an
//! `xn--` label that does not decode); what that parser leaves as it is, and has only the letters that this crate takes
//! for a host's, it takes. A run-time list that names an origin allows exactly that text.
#![no_main]

use cors_runtime::{Origin, PolicyTemplate, Verdict, cors};
use libfuzzer_sys::fuzz_target;
use url::{Host, Url};

const TENANTS: PolicyTemplate =
    cors! { origins: [#[dangerously_allow(insecure_origins)] runtime], credentials: true };

fuzz_target!(|text: &str| {
    let parsed = Origin::parse(text);
    let url = Url::parse(text).ok();
    if let Some(origin) = parsed {
        assert_eq!(origin.as_str(), text);
        let port = origin.port().map_or(String::new(), |port| format!(":{port}"));
        assert_eq!(format!("{}://{}{port}", origin.scheme(), origin.host()), text);
        assert!(!origin.is_subdomain_of(origin.host()));
        if let Some(url) = &url {
            let parts = (origin.scheme(), Some(origin.host()), origin.port());
            assert_eq!((url.scheme(), url.host_str(), url.port()), parts);
            assert!(url.username().is_empty() && url.password().is_none());
            let is_web = matches!(origin.scheme(), "http" | "https");
            assert!(!is_web || url.origin().ascii_serialization() == text);
        } else {
            // The one thing that it does not do is decode punycode: no comparison depends on it.
            assert!(origin.host().split('.').any(|label| label.starts_with("xn--")), "{text} is no URL");
        }
    } else if let Some(url) = url.filter(|url| matches!(url.scheme(), "http" | "https")) {
        let plain = match url.host() {
            Some(Host::Domain(host)) => is_plain(host),
            Some(Host::Ipv4(_) | Host::Ipv6(_)) => true,
            None => false,
        };
        // The URL standard knows a port 0; no page comes from there.
        let plain = plain && url.port() != Some(0);
        assert!(!plain || url.origin().ascii_serialization() != text, "{text} is an origin");
    }

    if let Ok(live) = TENANTS.with_origins([text]) {
        assert_eq!(live.check(text, "GET", &[]), Verdict::Allowed);
        assert!(parsed.is_some(), "what a list takes, a predicate would see");
        let longer = [format!("{text}x"), format!("{text}/"), format!("x{text}"), format!(" {text}")];
        assert!(longer.iter().all(|other| !live.allows_origin(other)));
        assert!(!live.allows_origin("null"));
    }
});

/// What this crate takes for a domain.
fn is_plain(host: &str) -> bool {
    let letter = |byte: u8| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_');
    let label = |label: &str| (1..=63).contains(&label.len()) && label.bytes().all(letter);
    host.len() <= 253 && host.split('.').all(label)
}
