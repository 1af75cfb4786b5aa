//! The naive matcher: what an entry of `origins` means, in the words of the language.
//!
//! For an exact entry the language says: the text that a browser sends, byte for byte. For a wildcard: "a `*` as
//! the whole left-most label stands for one or more labels; inside the left-most label for one or more of
//! `a-z0-9-_`, never a dot, never nothing, the whole label at most 63 bytes; as the whole port for any port"; with a
//! scheme other than http and https as the whole host for "`[A-Za-z0-9._-]`, 1 to 253 bytes".
//! Labels have 1 to 63 bytes, a host at most 253. The URL standard: a port is a number from 1 to 65535 without
//! leading zeros, and the scheme's default is not written.

/// Whether `entry` matches `origin`.
pub fn means(entry: &str, origin: &str) -> bool {
    if !entry.contains('*') {
        return entry == origin;
    }
    let (Some((scheme, entry)), Some((of, origin))) = (entry.split_once("://"), origin.split_once("://"))
    else {
        return false;
    };
    let (host, port) = entry.split_once(':').map_or((entry, None), |(host, port)| (host, Some(port)));
    let (given, number) = origin.split_once(':').map_or((origin, None), |(host, port)| (host, Some(port)));
    scheme == of
        && match (port, number) {
            (Some("*"), Some(number)) => is_written_port(scheme, number),
            (Some("*"), None) => true,
            (port, number) => port == number,
        }
        && if host == "*" { any_host_means(scheme, given) } else { host_means(host, given) }
}

fn any_host_means(scheme: &str, host: &str) -> bool {
    let is_letter = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-');
    !matches!(scheme, "https" | "http") && (1..=253).contains(&host.len()) && host.chars().all(is_letter)
}

fn is_written_port(scheme: &str, text: &str) -> bool {
    let default = match scheme {
        "https" => "443",
        "http" => "80",
        _ => "",
    };
    let written = text.parse::<u16>().map(|port| port.to_string());
    written.is_ok_and(|written| written == text) && text != "0" && text != default
}

fn host_means(pattern: &str, host: &str) -> bool {
    if !pattern.contains('*') {
        return pattern == host;
    }
    let is_letter = |c: char| matches!(c, 'a'..='z' | '0'..='9' | '-' | '_');
    let labels: Vec<&str> = host.split('.').collect();
    let valid = host.len() <= 253
        && labels.iter().all(|label| (1..=63).contains(&label.len()) && label.chars().all(is_letter));
    let (first, base) = pattern.split_once('.').unwrap_or((pattern, ""));
    let base: Vec<&str> = base.split('.').collect();
    let Some(more) = labels.len().checked_sub(base.len()) else { return false };
    if !valid || more == 0 || labels[more..] != base[..] {
        return false;
    }
    match first.split_once('*') {
        Some(("", "")) => true,
        Some((before, after)) => {
            more == 1
                && labels[0]
                    .strip_prefix(before)
                    .and_then(|rest| rest.strip_suffix(after))
                    .is_some_and(|rest| !rest.is_empty())
        }
        None => false,
    }
}

#[test]
fn the_matcher_reads_the_language_as_it_is_written() {
    for (entry, origin, expected) in [
        ("https://a.test", "https://a.test", true),
        ("https://a.test", "https://a.test:443", false),
        ("https://*.a.test", "https://b.a.test", true),
        ("https://*.a.test", "https://c.b.a.test", true),
        ("https://*.a.test", "https://a.test", false),
        ("https://*.a.test", "https://.a.test", false),
        ("https://*.a.test", "https://ba.test", false),
        ("https://x-*.a.test", "https://x-1.a.test", true),
        ("https://x-*.a.test", "https://x-.a.test", false),
        ("https://x-*.a.test", "https://x-1.b.a.test", false),
        ("https://x*x.a.test", "https://x.a.test", false),
        ("http://localhost:*", "http://localhost", true),
        ("http://localhost:*", "http://localhost:81", true),
        ("http://localhost:*", "http://localhost:80", false),
        ("http://localhost:*", "http://localhost:081", false),
        ("moz-extension://*", "moz-extension://5f6e1d2c-0b3a", true),
        ("moz-extension://*", "moz-extension://A.b_c", true),
        ("moz-extension://*", "moz-extension://", false),
        ("moz-extension://*", "moz-extension://a:80", false),
        ("moz-extension://*:*", "moz-extension://a:80", true),
        ("moz-extension://*", "moz-extension://a b", false),
        ("moz-extension://*", "moz-extensions://a", false),
        ("https://*", "https://a", false),
    ] {
        assert_eq!(means(entry, origin), expected, "{entry} {origin}");
    }
}
