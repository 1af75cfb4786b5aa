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
        return Err(Reason::new(format!("`*` must be the entire port, and {} is not", shown()))
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
        return reason(format!("the port {} has a leading zero", shown()));
    }
    if default_of(scheme) == Some(number) {
        return reason(format!(
            "browsers leave the port `{number}` out, because it is the default of `{scheme}`"
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests;
