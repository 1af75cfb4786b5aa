//! The port.

use super::mistake::{Fault, quote};
use super::{Port, Scheme};

/// What a port may be, for every mistake that has no right spelling.
const ALLOWED: &str = "a port is a number from 1 to 65535; leave it out for the scheme's own";

/// The port that is never written, because the origin's serialisation leaves it out
/// (<https://url.spec.whatwg.org/#default-port>).
pub(super) fn default_of(scheme: &Scheme) -> Option<u16> {
    match scheme {
        Scheme::Http => Some(80),
        Scheme::Https => Some(443),
        Scheme::Other(_) => None,
    }
}

/// What stands behind the host's `:`, if one does (<https://url.spec.whatwg.org/#port-state>).
pub(super) fn read(port: Option<&str>, scheme: &Scheme) -> Result<Port, Fault> {
    let Some(port) = port else { return Ok(Port::Default) };
    match port {
        "" => return Err(Fault::new("the port is empty: nothing stands behind the `:`").or(ALLOWED)),
        "*" => return Ok(Port::Any),
        _ => {}
    }
    let shown = || quote(port);
    if port.contains('*') {
        return Err(Fault::new(format!(
            "{} is a part of a port with a wildcard, and a wildcard is a whole port",
            shown()
        ))
        .or("write `*` alone as the port, or the number"));
    }
    if !port.bytes().all(|b| b.is_ascii_digit()) {
        return Err(Fault::new(format!("{} is no port", shown())).or(ALLOWED));
    }
    let digits = port.trim_start_matches('0');
    if digits.is_empty() {
        return Err(
            Fault::new(format!("the port is {}, and no browser talks to port 0", shown())).or(ALLOWED)
        );
    }
    let Ok(number) = digits.parse::<u16>() else {
        return Err(Fault::new(format!("there is no port {}", shown())).or(ALLOWED));
    };
    if digits != port {
        return Err(Fault::new(format!("the port {} begins with a zero, and browsers send none", shown()))
            .or(ALLOWED));
    }
    if default_of(scheme) == Some(number) {
        return Err(Fault::new(format!(
            "the port `{number}` is the one that the scheme stands for anyway, and browsers leave it out of the origin"
        ))
        .or(ALLOWED));
    }
    Ok(Port::Number(number))
}

#[cfg(test)]
mod tests {
    use super::super::OriginText;

    #[test]
    fn a_port_that_browsers_do_not_send_is_refused() {
        let long = format!("https://a.example:{}", "9".repeat(300));
        for (what, text, message, help) in [
            (
                "the default of https",
                "https://a.example:443",
                "leave it out",
                "write `\"https://a.example\"`",
            ),
            ("the default of http", "http://a.example:80", "leave it out", "write `\"http://a.example\"`"),
            ("0", "https://a.example:0", "port 0", "1 to 65535"),
            ("many zeroes", "https://a.example:000", "port 0", "1 to 65535"),
            ("one too many", "https://a.example:65536", "no port `65536`", "1 to 65535"),
            ("endless digits", long.as_str(), "no port `999", "1 to 65535"),
            (
                "a leading zero",
                "https://a.example:08080",
                "begins with a zero",
                "write `\"https://a.example:8080\"`",
            ),
            (
                "a leading zero before the default",
                "https://a.example:0443",
                "a zero",
                "write `\"https://a.example\"`",
            ),
            ("nothing", "https://a.example:", "empty", "write `\"https://a.example\"`"),
            ("letters", "https://a.example:http", "`http` is no port", "1 to 65535"),
            ("a sign", "https://a.example:+80", "`+80` is no port", "1 to 65535"),
            ("digits of another script", "https://a.example:８０", "is no port", "1 to 65535"),
            ("0 on another scheme", "tauri://localhost:0", "port 0", "1 to 65535"),
            ("two ports", "https://a.example:80:81", "more than one `:`", "one port"),
        ] {
            for mistake in [OriginText::pattern(text).unwrap_err(), OriginText::exact(text).unwrap_err()] {
                assert!(mistake.message.contains(message), "{what}: {mistake}");
                assert!(mistake.help.as_ref().unwrap().contains(help), "{what}: {mistake}");
            }
        }
    }

    #[test]
    fn a_wildcard_is_the_whole_port() {
        for text in ["https://a.example:80*", "https://a.example:*0", "https://a.example:**"] {
            let mistake = OriginText::pattern(text).unwrap_err();
            assert!(mistake.message.contains("whole port"), "{mistake}");
            assert_eq!(mistake.help.unwrap(), "write `\"https://a.example:*\"`");
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
            assert!(OriginText::exact(text).is_ok(), "{text}");
        }
    }
}
