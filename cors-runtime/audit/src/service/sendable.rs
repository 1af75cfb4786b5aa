//! What a browser can send: which origins, which methods, and no login with preflights.

use cors_runtime::Origin;
use cors_runtime::inspect::{APPLICATIONS, is_token, right_case};

/// What the URL standard lets stand in a domain although no name that is registered has it ("forbidden domain code
/// point" names the others). Some browsers load pages from such hosts.
const SPECIAL: [char; 15] = ['!', '"', '$', '&', '\'', '(', ')', '*', '+', ',', ';', '=', '`', '{', '}'];

/// Whether a browser, or an application with a browser in it, can have this origin: only then does a grant mean
/// anything, and other services may treat other texts as they like.
pub(super) fn is_sendable(origin: &str) -> bool {
    if origin == "null" {
        return true;
    }
    let Some((scheme, rest)) = origin.split_once("://") else { return false };
    if !matches!(scheme, "http" | "https") {
        return (scheme == "app" || APPLICATIONS.contains(&scheme)) && Origin::parse(origin).is_some();
    }
    // A dot at the end makes another site of it, and a special character stands for a letter here.
    let (host, port) = match rest.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, format!(":{port}")),
        _ => (rest, String::new()),
    };
    let host = host.strip_suffix('.').unwrap_or(host).replace(|c| c == '~' || SPECIAL.contains(&c), "x");
    Origin::parse(&format!("{scheme}://{host}{port}")).is_some()
}

/// Why no preflight asks for this method, and what to write: nothing would be asked, or found wrong.
pub fn method_fault(method: &str) -> Option<String> {
    let right = right_case(method).map(|right| format!("write `{right}`"));
    let (fault, help) = match (method.to_ascii_uppercase().as_str(), right.as_deref()) {
        (_, Some(right)) => ("is unknown: methods are case-sensitive", right),
        ("*" | "ANY", _) => ("names no method", "name some, or leave them out for those of the policy"),
        // Fetch, "forbidden method".
        ("CONNECT" | "TRACE" | "TRACK", _) => ("is sent by no browser", "leave it out, or write `GET`"),
        _ if is_token(method.as_bytes()) => return None,
        _ => ("is not a method", "write letters, digits and a few signs, as in `GET`"),
    };
    Some(format!("`{method}` {fault}\n  help: {help}"))
}

/// What is wrong with a user name in this URL: clients send a login of the URL with preflights too, and no browser does.
pub fn login_fault(url: &str) -> Option<&'static str> {
    after_scheme(url).unwrap_or(url).split(['/', '?', '#']).next()?.contains('@').then_some(
        "the URL must not have a user name or a password\n  \
         help: leave them out, and send `Authorization: Basic …` (`USER:PASSWORD` in base64) with GET alone, as a line of \
         a `--header-file` is",
    )
}

/// What follows the scheme of a whole URL. (A path or a query may hold another one.)
pub(super) fn after_scheme(url: &str) -> Option<&str> {
    url.split_once("://").filter(|(scheme, _)| !scheme.contains(['/', '?', '#'])).map(|(_, rest)| rest)
}

#[cfg(test)]
mod tests;
