//! The port.

use super::Reason;
use crate::violation::{Help, quote};

/// The port that is never written, because the origin's serialisation leaves it out
/// (<https://url.spec.whatwg.org/#default-port>).
pub(super) fn default_of(scheme: &str) -> Option<u16> {
    match scheme {
        "http" => Some(80),
        "https" => Some(443),
        _ => None,
    }
}

/// What follows the host's `:`, if there is one (<https://url.spec.whatwg.org/#port-state>).
pub(super) fn check(port: Option<&str>, scheme: &str) -> Result<(), Reason> {
    let Some(port) = port else { return Ok(()) };
    let shown = || quote(port);
    let reason = |message: String| {
        Err(Reason::new(message)
            .or(Help::words("write a port from 1 to 65535, or leave it out for the scheme's default")))
    };
    match port {
        "" => return reason("the port is empty: nothing follows the `:`".to_owned()),
        "*" => return Ok(()),
        _ => {}
    }
    if port.contains('*') {
        return Err(Reason::new(format!("a `*` must be the whole port, and {} is more", shown()))
            .or(Help::words("let the port be `*` alone, or the number")));
    }
    if !port.bytes().all(|b| b.is_ascii_digit()) {
        return reason(format!("{} is not a port", shown()));
    }
    let digits = port.trim_start_matches('0');
    if digits.is_empty() {
        return reason(format!("the port is {}, and browsers never connect to port 0", shown()));
    }
    let Ok(number) = digits.parse::<u16>() else {
        return reason(format!("{} is not a port: the highest is 65535", shown()));
    };
    if digits != port {
        return reason(format!("a port has no leading zero, and {} has one", shown()));
    }
    if default_of(scheme) == Some(number) {
        return reason(format!(
            "browsers leave the port `{number}` out, because it is the default of `{scheme}`"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::super::properties::{help_of, refused};
    use crate::origin::Pattern;

    #[test]
    fn a_port_that_browsers_do_not_send_is_refused() {
        let long = format!("https://a.example:{}", "9".repeat(300));
        refused(&[
            (
                "the default of https",
                "https://a.example:443",
                "the default of `https`",
                "write `https://a.example`",
            ),
            (
                "the default of http",
                "http://a.example:80",
                "the default of `http`",
                "write `http://a.example`",
            ),
            ("0", "https://a.example:0", "port 0", "1 to 65535"),
            ("many zeroes", "https://a.example:000", "port 0", "1 to 65535"),
            ("one too many", "https://a.example:65536", "`65536` is not a port", "1 to 65535"),
            ("endless digits", long.as_str(), "`999", "1 to 65535"),
            (
                "a leading zero",
                "https://a.example:08080",
                "no leading zero",
                "write `https://a.example:8080`",
            ),
            (
                "a leading zero before the default",
                "https://a.example:0443",
                "no leading zero",
                "write `https://a.example`",
            ),
            ("nothing", "https://a.example:", "empty", "write `https://a.example`"),
            ("letters", "https://a.example:http", "`http` is not a port", "1 to 65535"),
            ("a sign", "https://a.example:+80", "`+80` is not a port", "1 to 65535"),
            ("digits of another script", "https://a.example:８０", "is not a port", "1 to 65535"),
            ("0 on another scheme", "tauri://localhost:0", "port 0", "1 to 65535"),
            ("two ports", "https://a.example:80:81", "more than one `:`", "one port"),
        ]);
    }

    #[test]
    fn a_wildcard_is_the_whole_port() {
        for text in ["https://a.example:80*", "https://a.example:*0", "https://a.example:**"] {
            let violation = Pattern::parse(text).unwrap_err();
            assert!(violation.message.contains("whole port"), "{violation:?}");
            assert_eq!(help_of(&violation), "let the port be `*` alone, or the number");
        }
    }

    #[test]
    fn only_http_and_https_have_a_port_of_their_own() {
        for text in [
            "http://a.example:443",
            "https://a.example:80",
            "tauri://localhost:80",
            "https://a.example:65535",
        ] {
            assert!(Pattern::parse_exact(text).is_ok(), "{text}");
        }
    }
}
